//! `doangiamsat demo`: an embedded PostgreSQL, the sandbox Bot API, a page to chat on as any of the
//! people, and a clock that is moved by hand. No token, no server, nothing leaves the machine.
//!
//! ```text
//! <data>/postgres/     the database server's folder (pg)
//! <data>/sandbox.json  chats, messages and files, as Telegram would keep them
//! <data>/demo.json     the start that was chosen, and the clock
//! ```

mod difficulties;
mod gallery;
pub mod seed;
mod world;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context as _;
use sqlx::postgres::PgConnectOptions;
use tokio::net::TcpListener;

use crate::pg;
use crate::sandbox::{Config, Sandbox};
use seed::Start;
use world::World;

/// The database of the demo, on whatever server it runs.
const DATABASE: &str = "doangiamsat_demo";

/// Ports tried after the wanted one, before any free one is taken.
const PORTS: u16 = 10;

#[derive(Clone, Debug)]
pub struct Options {
    /// Forget what was there.
    pub fresh: bool,
    /// `None`: the platform's place for a program's data.
    pub data: Option<PathBuf>,
    pub listen: SocketAddr,
    /// The start of a fresh demo; see [`Start::id`].
    pub start: Option<String>,
}

/// Runs until Ctrl-C or SIGTERM.
pub async fn run(options: Options) -> anyhow::Result<()> {
    let start = match &options.start {
        Some(id) => Some(Start::from_id(id).with_context(|| {
            let known: Vec<_> = Start::ALL.iter().map(|start| start.id()).collect();
            format!("no start is called {id}; there are: {}", known.join(", "))
        })?),
        None => None,
    };
    let data = match &options.data {
        Some(folder) => folder.clone(),
        None => pg::default_data_dir("demo")
            .context("no HOME to keep data in: name a folder with --data")?,
    };
    std::fs::create_dir_all(&data)
        .with_context(|| format!("the data folder {} cannot be made", data.display()))?;
    let data = std::fs::canonicalize(&data)?;
    println!("Data: {}", data.display());

    let (server, database) = database(&data).await?;
    let listener = listen(options.listen).await?;
    let address = listener.local_addr()?;
    let clock = crate::clock::Clock::manual(Start::TayNinh.at());
    let sandbox = Sandbox::new(Config::new({
        let clock = clock.clone();
        Arc::new(move || clock.now())
    }));
    let api = format!("http://127.0.0.1:{}", address.port()).parse()?;
    let fresh = options.fresh || start.is_some();
    let world = World::open(&data, database, (sandbox.clone(), api), clock, fresh).await?;
    let router = sandbox.router_with_page(Arc::new(world.clone())).merge(gallery::router());
    let serving = tokio::spawn(async move { axum::serve(listener, router).await });

    let begin = if fresh {
        let start = start.unwrap_or(Start::TayNinh);
        world.begin(start).await?;
        start
    } else {
        world.resume().await?
    };
    let stop = stop_signal();
    println!("Start: {} ({})", begin.title(), begin.id());
    println!();
    println!(
        "  Open http://{address}/ and chat as any of the people. Ctrl-C stops; nothing is lost."
    );
    println!("  Every screen and notice to read: http://{address}/gallery");
    println!();

    stop.await;
    println!("Stopping…");
    world.close().await;
    // Server-sent events and long polls never end by themselves.
    serving.abort();
    if let Some(server) = server {
        tokio::task::spawn_blocking(move || server.stop()).await?;
    }
    Ok(())
}

/// The server that `DATABASE_URL` names, or one of our own in the data folder.
async fn database(data: &Path) -> anyhow::Result<(Option<pg::Server>, PgConnectOptions)> {
    if let Ok(url) = std::env::var("DATABASE_URL") {
        let options: PgConnectOptions = url.parse().context("DATABASE_URL is not understood")?;
        println!("Database: the server of DATABASE_URL, database {DATABASE}");
        return Ok((None, options.database(DATABASE)));
    }
    let folder = data.join("postgres");
    let server = tokio::task::spawn_blocking(move || {
        let binaries = pg::find()?;
        println!("Database: embedded PostgreSQL, {binaries}");
        let server = pg::Server::start(&pg::Options::new(binaries, folder))?;
        anyhow::Ok(server)
    })
    .await??;
    let options: PgConnectOptions = server.url(DATABASE).parse()?;
    Ok((Some(server), options))
}

/// The wanted port, or one near it.
async fn listen(wanted: SocketAddr) -> anyhow::Result<TcpListener> {
    anyhow::ensure!(
        wanted.ip().is_loopback(),
        "the demo listens on this machine only: choose an address such as 127.0.0.1:8080"
    );
    let near = (0..PORTS).map(|step| wanted.port().saturating_add(step)).chain([0]);
    let mut refused = None;
    for port in near {
        match TcpListener::bind((wanted.ip(), port)).await {
            Ok(listener) => return Ok(listener),
            Err(error) => refused = Some(error),
        }
    }
    Err(refused.map_or_else(|| anyhow::anyhow!("no port is free"), Into::into))
}

/// Hears of the wish to stop from now on: whoever reads the address may send it at once.
#[cfg(unix)]
fn stop_signal() -> impl Future<Output = ()> {
    use tokio::signal::unix::{Signal, SignalKind, signal};
    async fn heard(signal: std::io::Result<Signal>) {
        match signal {
            Ok(mut signal) => drop(signal.recv().await),
            // The other one still works.
            Err(_) => std::future::pending().await,
        }
    }
    let (terminate, interrupt) = (signal(SignalKind::terminate()), signal(SignalKind::interrupt()));
    async move {
        tokio::select! {
            () = heard(terminate) => {}
            () = heard(interrupt) => {}
        }
    }
}

#[cfg(not(unix))]
async fn stop_signal() {
    drop(tokio::signal::ctrl_c().await);
}
