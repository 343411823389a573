//! The world that is played in: a PostgreSQL server of its own, a council with its delegation, visits
//! in every state in which somebody has something to do, and deadlines whose steps come due while the
//! soak is played.

use crate::cast::Person;
use crate::clock::FastClock;
use crate::database::PrivateServer;
use crate::pulse::Pulse;
use crate::seeding::Seeding;
use crate::{cast, clock, database};
use chrono::{DateTime, NaiveDate, Utc};
use doangiamsat::sandbox::{Sandbox, User};
use doangiamsat::store::Store;
use sqlx::postgres::PgPoolOptions;

/// A deadline whose steps come due while the soak is played.
#[derive(Clone, Debug)]
pub struct Due {
    pub of: DueOf,
    pub unit: usize,
    pub given_on: NaiveDate,
    pub due_on: NaiveDate,
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub enum DueOf {
    Submission(i64),
    Subtask(i64),
}

/// A visit that somebody is reminded of while the soak is played.
#[derive(Clone, Debug)]
pub struct NearVisit {
    pub visit: i64,
    pub unit: usize,
    pub starts_at: DateTime<Utc>,
}

pub struct World {
    pub server: PrivateServer,
    pub url: String,
    pub store: Store,
    pub clock: FastClock,
    pub pulse: Pulse,
    pub people: Vec<Person>,
    pub due: Vec<Due>,
    pub near: Vec<NearVisit>,
}

impl World {
    pub async fn new(sandbox: &Sandbox) -> World {
        let server = database::private().await;
        let database = server.fresh().await;
        let pool = PgPoolOptions::new().max_connections(6).connect_lazy(&database.url);
        let store = Store::new(pool.expect("the database's address"));
        let tx = store.begin().await.expect("a transaction");
        let people = cast::cast();
        for person in &people {
            sandbox.add_user(User::new(person.account, &person.name));
            sandbox.user_started_before(person.account);
        }
        let (due, near) = Seeding::write(tx, clock::first(), &people).await;
        let clock = FastClock::start();
        let pulse = Pulse::start(store.pool().clone(), clock.clone());
        World { server, url: database.url, store, clock, pulse, people, due, near }
    }
}
