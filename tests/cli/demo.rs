//! The folder of a demo, from one version of the program to the next.

use super::Folder;
use super::browser::demo::Demo;
use anyhow::{Result, ensure};
use doangiamsat::pg;
use sqlx::{Connection as _, PgConnection};

#[tokio::test]
async fn a_demo_of_another_version_is_told_of_and_started_over() -> Result<()> {
    let folder = Folder::new("demo");
    let data = folder.0.as_path();
    Demo::start(data, true).await?.stop().await?;
    changed(data, "UPDATE _sqlx_migrations SET checksum = sha384(checksum)").await?;
    let said = Demo::refusal(data).await?;
    ensure!(said.contains("made by another version of doangiamsat"), "{said}");
    ensure!(said.contains("--fresh") && said.lines().count() == 1, "{said}");

    // A newer one has been here.
    changed(
        data,
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
         VALUES (9999, 'from the future', true, '', 0)",
    )
    .await?;
    let said = Demo::refusal(data).await?;
    ensure!(said.contains("another version") && said.contains("--fresh"), "{said}");

    std::fs::write(data.join("sandbox.json"), "{\"of\": \"another version\"}")?;
    let said = Demo::refusal(data).await?;
    ensure!(said.contains("start over with --fresh"), "{said}");

    Demo::start(data, true).await?.stop().await?;
    Demo::start(data, false).await?.stop().await
}

/// Changes the demo's database while the demo does not run.
async fn changed(data: &std::path::Path, sql: &'static str) -> Result<()> {
    let options = pg::Options::new(pg::find()?, data.join("postgres"));
    let server = tokio::task::spawn_blocking(move || pg::Server::start(&options)).await??;
    let mut database = PgConnection::connect(&server.url("doangiamsat_demo")).await?;
    ensure!(sqlx::query(sql).execute(&mut database).await?.rows_affected() > 0, "{sql}");
    database.close().await?;
    tokio::task::spawn_blocking(move || server.stop()).await?;
    Ok(())
}
