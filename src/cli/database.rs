//! The way to the database, with words for what can be wrong with it.

use std::time::Duration;

use anyhow::{Context as _, bail};
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions as _, PgConnection};

use crate::config::Config;
use crate::store::operator::Schema;
use crate::store::{MIGRATOR, Store, calendar, operator};

/// How long a server may take to answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// `db.example:5432/doangiamsat`, without user and password.
pub fn place(options: &PgConnectOptions) -> String {
    let database = options.get_database().unwrap_or(options.get_username());
    match options.get_socket() {
        Some(socket) => format!("{}/{database}", socket.display()),
        None => format!("{}:{}/{database}", options.get_host(), options.get_port()),
    }
}

/// One connection. A pool would try again and again and not say why.
pub async fn connect(config: &Config) -> anyhow::Result<PgConnection> {
    let options = config.database()?;
    let place = place(options);
    match tokio::time::timeout(PATIENCE, options.connect()).await {
        Ok(Ok(connection)) => Ok(connection),
        Ok(Err(error)) => {
            bail!("the database at {place} cannot be reached: {}. {}", why(&error), advice(&error))
        }
        Err(_) => bail!(
            "the database at {place} does not answer. Check the address in DATABASE_URL and the \
             firewall between"
        ),
    }
}

fn why(error: &sqlx::Error) -> String {
    match error {
        sqlx::Error::Io(error) => error.to_string(),
        sqlx::Error::Database(error) => error.message().to_owned(),
        other => other.to_string(),
    }
}

fn advice(error: &sqlx::Error) -> &'static str {
    let code = error.as_database_error().and_then(|error| error.code());
    match code.as_deref() {
        Some("28P01" | "28000") => "Check the user and the password in DATABASE_URL",
        Some("3D000") => "Make it with createdb, or correct the name in DATABASE_URL",
        Some("53300" | "57P03") => "Try again in a moment",
        _ => "Check DATABASE_URL and that PostgreSQL runs",
    }
}

/// The database, ready for this version of the program.
///
/// # Errors
/// Unreachable, or of another schema; the message says which and what to do.
pub async fn open(config: &Config) -> anyhow::Result<Store> {
    let mut connection = connect(config).await?;
    check(&schema(&mut connection).await?)?;
    pool(config).await
}

/// As [`open`], after bringing the schema up to date.
pub async fn open_migrated(config: &Config) -> anyhow::Result<Store> {
    migrate(config).await?;
    pool(config).await
}

async fn pool(config: &Config) -> anyhow::Result<Store> {
    let options = config.database()?.clone().application_name("doangiamsat");
    Store::connect(options, config.database_connections)
        .await
        .context("the database cannot be reached")
}

pub async fn schema(connection: &mut PgConnection) -> anyhow::Result<Schema> {
    operator::schema(connection).await.context("the database's schema cannot be read")
}

/// Applies what is missing; the version that the schema then has, and the number of steps applied.
pub async fn migrate(config: &Config) -> anyhow::Result<(i64, usize)> {
    let mut connection = connect(config).await?;
    let missing = match schema(&mut connection).await? {
        Schema::Older { missing } => missing,
        found => {
            check(&found)?;
            0
        }
    };
    MIGRATOR.run(&mut connection).await.context(
        "the schema could not be brought up to date; the step that failed was rolled back",
    )?;
    calendar::load_shipped(&mut connection).await?;
    let version = MIGRATOR.iter().map(|step| step.version).max().unwrap_or_default();
    Ok((version, missing))
}

/// `Ok` if this program can work with the schema.
pub fn check(schema: &Schema) -> anyhow::Result<()> {
    match schema {
        Schema::Current { .. } => Ok(()),
        Schema::Older { missing } => bail!(
            "the database's schema lacks {missing} step(s). Make a backup, then run `doangiamsat \
             migrate`"
        ),
        Schema::Newer { version, ours } => bail!(
            "the database's schema is newer (version {version}) than this program knows (version \
             {ours}). Run the newer doangiamsat, or point DATABASE_URL at another database"
        ),
        Schema::Differs { versions } => {
            let steps: Vec<_> = versions.iter().map(i64::to_string).collect();
            bail!(
                "the database's schema was made by another build: its step(s) {} differ from this \
                 program's. Nothing was changed. Run the doangiamsat that made it, or point \
                 DATABASE_URL at a new, empty database and run `doangiamsat migrate`. A database \
                 from before the first release cannot be brought up to date",
                steps.join(", ")
            )
        }
    }
}
