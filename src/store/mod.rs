//! PostgreSQL. Nothing outside this room speaks SQL.
//!
//! A [`Tx`] is the only way to write: one update is one transaction, and whatever a step changes,
//! shows and sends is in the same commit. Functions take `&mut Tx`, never the pool, so a write
//! cannot slip outside it.
//!
//! To add an aggregate: a migration, a file here, its rows mapped to the domain's enums at this
//! edge (a nullable column never leaves the room), and `.ci/prepare` to refresh `.sqlx`.

pub mod outbox;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{PgPool, Postgres};

/// An open transaction.
pub type Tx = sqlx::Transaction<'static, Postgres>;

/// The schema, in steps.
pub static MIGRATOR: sqlx::migrate::Migrator = sqlx::migrate!("./migrations");

/// The database, as the rest of the program holds it.
#[derive(Clone, Debug)]
pub struct Store {
    pool: PgPool,
}

impl Store {
    /// Opens a pool of at most `connections` (5 to 10 for a replica).
    pub async fn connect(options: PgConnectOptions, connections: u32) -> sqlx::Result<Self> {
        let pool = PgPoolOptions::new()
            .max_connections(connections)
            .acquire_timeout(std::time::Duration::from_secs(10))
            .connect_with(options)
            .await?;
        Ok(Self { pool })
    }

    pub fn new(pool: PgPool) -> Self {
        Self { pool }
    }

    pub fn pool(&self) -> &PgPool {
        &self.pool
    }

    pub async fn begin(&self) -> sqlx::Result<Tx> {
        self.pool.begin().await
    }
}
