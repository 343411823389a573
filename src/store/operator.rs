//! What the operator's commands ask: the server, the schema, what waits, and people from a file.

use sqlx::PgConnection;
use sqlx::migrate::{Migrate as _, MigrateError};
use sqlx::types::chrono::{DateTime, Utc};

use crate::domain::InviteId;
use crate::store::{MIGRATOR, Tx};

/// What the database's schema is, beside the one that this program was built with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Schema {
    Current {
        version: i64,
    },
    /// Nothing, or not all, has been applied.
    Older {
        missing: usize,
    },
    /// A newer program has been here. `version` is its newest step, `ours` ours.
    Newer {
        version: i64,
        ours: i64,
    },
    /// Steps that were applied in another form than this program knows.
    Differs {
        versions: Vec<i64>,
    },
}

/// Compares the schema; changes nothing.
pub async fn schema(connection: &mut PgConnection) -> sqlx::Result<Schema> {
    let table = MIGRATOR.table_name.as_ref();
    let applied = match connection.list_applied_migrations(table).await {
        Ok(applied) => applied,
        // No table: nothing has ever been applied.
        Err(MigrateError::Execute(sqlx::Error::Database(error)))
            if error.code().as_deref() == Some("42P01") =>
        {
            vec![]
        }
        Err(MigrateError::Execute(error)) => return Err(error),
        Err(error) => return Err(sqlx::Error::Decode(error.into())),
    };
    let ours = MIGRATOR.iter().map(|step| step.version).max().unwrap_or_default();
    let newest = applied.iter().map(|step| step.version).max().unwrap_or_default();
    if applied.iter().any(|step| !MIGRATOR.version_exists(step.version)) {
        return Ok(Schema::Newer { version: newest, ours });
    }
    let found = |version| applied.iter().find(|step| step.version == version);
    let differs = MIGRATOR
        .iter()
        .filter(|step| found(step.version).is_some_and(|it| it.checksum != step.checksum));
    let versions: Vec<i64> = differs.map(|step| step.version).collect();
    if !versions.is_empty() {
        return Ok(Schema::Differs { versions });
    }
    Ok(match MIGRATOR.iter().filter(|step| found(step.version).is_none()).count() {
        0 => Schema::Current { version: newest },
        missing => Schema::Older { missing },
    })
}

/// The server, as far as the program depends on it.
#[derive(Clone, Debug)]
pub struct Server {
    /// As `server_version_num`: 150004 is 15.4.
    pub version: i32,
    /// Extensions of the migrations that cannot be made here.
    pub missing_extensions: Vec<String>,
    /// Whether the collation for Vietnamese names is there.
    pub icu: bool,
    pub clock: DateTime<Utc>,
}

pub async fn server(connection: &mut PgConnection) -> sqlx::Result<Server> {
    sqlx::query_as!(
        Server,
        r#"SELECT current_setting('server_version_num')::int AS "version!",
             ARRAY(SELECT name FROM unnest('{pg_trgm,btree_gist}'::text[]) AS name
                   WHERE name NOT IN (SELECT e.name FROM pg_available_extensions AS e))
               AS "missing_extensions!",
             EXISTS (SELECT FROM pg_collation WHERE collname = 'vi-x-icu') AS "icu!",
             clock_timestamp() AS "clock!""#
    )
    .fetch_one(connection)
    .await
}

/// Whether the database answers.
pub async fn ping(connection: &mut PgConnection) -> sqlx::Result<()> {
    sqlx::query!("SELECT 1 AS one").fetch_one(connection).await?;
    Ok(())
}

/// Updates that wait, and updates given up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InboxCounts {
    pub pending: i64,
    pub dead: i64,
}

pub async fn inbox_counts(connection: &mut PgConnection, bot_id: i64) -> sqlx::Result<InboxCounts> {
    sqlx::query_as!(
        InboxCounts,
        r#"SELECT (SELECT count(*) FROM inbox WHERE bot_id = $1 AND state = 'pending') AS "pending!",
                  (SELECT count(*) FROM inbox WHERE bot_id = $1 AND state = 'dead') AS "dead!""#,
        bot_id
    )
    .fetch_one(connection)
    .await
}

/// What the invited person is, as the office writes it: `Phó Chủ tịch UBND Phường 1`.
pub async fn set_position(tx: &mut Tx, invite: InviteId, position: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE person p SET position = $2 FROM invite i WHERE i.id = $1 AND p.id = i.person_id",
        invite.0,
        position
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
