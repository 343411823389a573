//! A replica that only sweeps: this test binary, started again as a process of its own.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdout, Command, Stdio};

use chrono::{DateTime, Utc};
use doangiamsat::app::App;
use doangiamsat::clock::Clock;
use doangiamsat::delivery::Limits;
use doangiamsat::intake::BotIdentity;
use doangiamsat::store::Store;

const URL: &str = "DGS_SWEEP_URL";

pub struct Replica {
    child: Child,
    out: BufReader<ChildStdout>,
}

impl Replica {
    pub fn start(url: &str) -> Replica {
        let mut child = Command::new(std::env::current_exe().expect("this binary"))
            .args(["--exact", "replica::sweeps_what_it_is_told", "--ignored", "--nocapture"])
            .env(URL, url)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a replica");
        let out = BufReader::new(child.stdout.take().expect("its answers"));
        Replica { child, out }
    }

    /// Moves its clock and lets it sweep.
    pub fn sweeps(&mut self, at: DateTime<Utc>) {
        let input = self.child.stdin.as_mut().expect("its input");
        writeln!(input, "{}", at.timestamp()).expect("an order");
    }

    /// Waits until it has nothing left to do.
    pub fn has_swept(&mut self, at: DateTime<Utc>) {
        let wanted = format!("swept {}", at.timestamp());
        loop {
            let mut line = String::new();
            let read = self.out.read_line(&mut line).expect("its answer");
            assert!(read > 0, "the replica died by itself");
            if line.trim() == wanted {
                return;
            }
        }
    }

    /// SIGKILL.
    pub fn kill(&mut self) {
        self.child.kill().expect("the kill");
        self.child.wait().expect("its end");
    }
}

impl Drop for Replica {
    fn drop(&mut self) {
        // It may be dead already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub fn app(store: Store, clock: Clock) -> App {
    let token = "1000000001:sweep";
    let client = reqwest::Client::new();
    let bot = teloxide::Bot::with_client(token, client.clone());
    let identity = BotIdentity { id: 1_000_000_001, username: "sweep_bot".to_owned() };
    App::new(store, (bot, client), identity, clock, Limits::generous()).expect("the locales")
}

/// What a child process does: by itself it has nothing to do.
#[tokio::test]
#[ignore = "the simulation's child process"]
async fn sweeps_what_it_is_told() {
    let Ok(url) = std::env::var(URL) else { return };
    let clock = Clock::manual(DateTime::<Utc>::UNIX_EPOCH);
    let app = app(Store::new(crate::pool(&url).await), clock.clone());
    let mut orders = std::io::stdin().lines();
    while let Some(Ok(order)) = orders.next() {
        let at = DateTime::from_timestamp(order.parse().expect("a time"), 0).expect("a time");
        clock.set(at);
        app.sweeper.sweep().await.expect("a sweep");
        println!("swept {order}");
    }
}
