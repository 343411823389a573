//! A lock between replicas that lives as long as its connection.

use std::time::Duration;

use sqlx::pool::PoolConnection;
use sqlx::{Connection as _, Postgres};
use tokio::sync::Mutex;

use crate::store::Store;

/// A held lock.
pub struct Held {
    connection: Mutex<PoolConnection<Postgres>>,
    key: i64,
}

/// Takes the lock if no other connection holds it.
pub async fn try_hold(store: &Store, key: i64) -> sqlx::Result<Option<Held>> {
    let mut connection = store.pool().acquire().await?;
    let held = sqlx::query_scalar!(r#"SELECT pg_try_advisory_lock($1) AS "held!""#, key)
        .fetch_one(&mut *connection)
        .await?;
    Ok(held.then(|| Held { connection: Mutex::new(connection), key }))
}

impl Held {
    /// Returns when the connection, and the lock with it, is gone.
    pub async fn lost(&self) {
        loop {
            tokio::time::sleep(Duration::from_secs(5)).await;
            if self.connection.lock().await.ping().await.is_err() {
                return;
            }
        }
    }

    pub async fn release(self) {
        let mut connection = self.connection.into_inner();
        let released = sqlx::query_scalar!("SELECT pg_advisory_unlock($1)", self.key)
            .fetch_one(&mut *connection)
            .await;
        if let Err(error) = released {
            tracing::warn!(%error, "a lock was left to its connection");
        }
    }
}
