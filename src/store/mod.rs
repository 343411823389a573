//! PostgreSQL. Nothing outside this room speaks SQL.
//!
//! A [`Tx`] is the only way to write: one update is one transaction, and whatever a step changes,
//! shows and sends is in the same commit. Functions take `&mut Tx`, never the pool, so a write
//! cannot slip outside it. Locks are taken in one order: own session, aggregate roots, outbox lanes.
//!
//! - `views` answers a conversation's [`Query`](crate::conversation::Query) for one person, and
//!   refuses what they may not see.
//! - each aggregate's file loads its facts under lock; `apply` writes a decision's changes.
//! - `inbox`, `sessions`, `outbox` are the conversation's own tables.
//!
//! To add an aggregate: a migration, a file here, its rows mapped to the domain's enums at this
//! edge (a nullable column never leaves the room), and `.ci/prepare` to refresh `.sqlx`.

pub mod advisory;
pub mod announcements;
pub mod answers;
pub mod apply;
mod asking;
pub mod audit;
pub mod calendar;
pub mod campaigns;
pub mod checklists;
pub mod delegations;
pub mod difficulties;
pub mod digests;
pub mod files;
mod forms;
pub mod home;
pub mod inbox;
pub mod minutes;
pub mod operator;
pub mod outbox;
pub mod people;
pub mod recommendations;
pub mod reminders;
pub mod sessions;
mod tx;
pub mod units;
pub mod views;
pub mod visits;

use sqlx::PgPool;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

pub use tx::Tx;

/// The schema, in steps.
pub static MIGRATOR: sqlx::migrate::Migrator = sqlx::migrate!("./migrations");

/// Prepared statements that a connection keeps: all that there are, about 500. With sqlx's hundred an
/// office's mixture of steps prepares them anew again and again.
const STATEMENTS: usize = 1024;

/// The database, as the rest of the program holds it.
#[derive(Clone, Debug)]
pub struct Store {
    pool: PgPool,
    forms: forms::Forms,
    compares: bool,
}

impl Store {
    /// Opens a pool of at most `connections` (5 to 10 for a replica).
    pub async fn connect(options: PgConnectOptions, connections: u32) -> sqlx::Result<Self> {
        let options = options.statement_cache_capacity(STATEMENTS);
        let pool = PgPoolOptions::new()
            .max_connections(connections)
            .acquire_timeout(std::time::Duration::from_secs(10))
            .connect_with(options)
            .await?;
        Ok(Self::new(pool))
    }

    pub fn new(pool: PgPool) -> Self {
        Self { pool, forms: forms::Forms::default(), compares: false }
    }

    /// Each commit compares what its transaction holds with what is stored, and panics if they differ:
    /// for tests.
    pub fn comparing(self) -> Self {
        Self { compares: true, ..self }
    }

    pub fn pool(&self) -> &PgPool {
        &self.pool
    }

    /// Opens a transaction. In a task of its own: with sqlx 0.9.0 a `begin` that is cancelled half
    /// way (a webhook's client hangs up) leaves a pooled connection inside a transaction, where
    /// later statements would never be committed (sqlx issue 4393).
    pub async fn begin(&self) -> sqlx::Result<Tx> {
        let pool = self.pool.clone();
        let begun = tokio::spawn(async move { pool.begin().await }).await;
        let begun = begun.map_err(|_| sqlx::Error::WorkerCrashed)??;
        Ok(Tx::new(begun, self.forms.clone(), self.compares))
    }
}

/// A stored word that this version does not know: a row written by a newer one.
fn unknown(what: &str, found: &str) -> sqlx::Error {
    sqlx::Error::Decode(format!("unknown {what} {found:?}").into())
}

/// A stored word, as what it stands for.
pub fn decoded<T: std::str::FromStr>(what: &str, code: &str) -> sqlx::Result<T> {
    code.parse().map_err(|_| unknown(what, code))
}

fn json<T: serde::de::DeserializeOwned>(value: serde_json::Value) -> sqlx::Result<T> {
    serde_json::from_value(value).map_err(|error| sqlx::Error::Decode(error.into()))
}

fn to_json<T: serde::Serialize>(value: &T) -> sqlx::Result<serde_json::Value> {
    serde_json::to_value(value).map_err(|error| sqlx::Error::Encode(error.into()))
}

/// A fresh id of `table`, so that a decision can name what it makes.
async fn fresh(tx: &mut Tx, table: &str) -> sqlx::Result<i64> {
    let id =
        sqlx::query_scalar!(r#"SELECT nextval(pg_get_serial_sequence($1, 'id')) AS "id!""#, table);
    id.fetch_one(&mut **tx).await
}

/// The constraint that a statement broke, if it broke one.
pub fn broken_constraint(error: &sqlx::Error) -> Option<&str> {
    error.as_database_error().and_then(|error| error.constraint())
}

/// Whether running the same transaction again may succeed: a serialisation failure, a deadlock,
/// or a lost connection.
pub fn is_transient(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::WorkerCrashed => true,
        sqlx::Error::Database(error) => {
            matches!(error.code().as_deref(), Some("40001" | "40P01" | "57P01" | "08006" | "08003"))
        }
        _ => false,
    }
}

/// 128 bits that nobody can guess.
pub fn fresh_token() -> std::io::Result<[u8; 16]> {
    let mut token = [0; 16];
    getrandom::fill(&mut token).map_err(std::io::Error::other)?;
    Ok(token)
}
