//! The built program, run as an operator would run it.

#![allow(dead_code)] // each test binary uses a part of it

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use doangiamsat::clock::Clock;
use doangiamsat::sandbox::{Config, Sandbox};

/// How long anything may take here, on a machine with much else to do.
pub const PATIENCE: Duration = Duration::from_secs(300);

/// What a run left behind.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// A command with these settings and no others.
pub fn command(args: &[&str], settings: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_doangiamsat"));
    for (name, _) in std::env::vars() {
        if name == "DATABASE_URL" || name.starts_with("DOANGIAMSAT_") {
            command.env_remove(name);
        }
    }
    command.args(args).envs(settings.iter().copied()).stdin(Stdio::null());
    command
}

/// Runs a command to its end, beside the runtime, whose sandbox it may talk to.
pub async fn run(args: &[&str], settings: &[(&str, &str)]) -> Ran {
    let mut command = command(args, settings);
    let output = tokio::task::spawn_blocking(move || command.output());
    let output = output.await.expect("a run").expect("the program");
    Ran {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).expect("UTF-8"),
        err: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

/// A Telegram of the test's own, and its address.
pub async fn telegram() -> (Sandbox, String) {
    let sandbox = Sandbox::new(Config::new(Arc::new(|| Clock::System.now())));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("its address");
    let router = sandbox.router();
    tokio::spawn(async move { axum::serve(listener, router).await });
    (sandbox, format!("http://{address}"))
}

/// `serve` in a process of its own; killed if the test forgets it.
pub struct Served {
    child: Child,
    log: Receiver<String>,
    pub seen: Vec<String>,
}

impl Served {
    pub fn start(args: &[&str], settings: &[(&str, &str)]) -> Served {
        let mut child = command(args, settings)
            .env("DOANGIAMSAT_LOG_FORMAT", "json")
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("serve");
        let lines = BufReader::new(child.stderr.take().expect("its log")).lines();
        let (tell, log) = channel();
        std::thread::spawn(move || {
            lines.map_while(Result::ok).take_while(|line| tell.send(line.clone()).is_ok()).count()
        });
        Served { child, log, seen: vec![] }
    }

    /// Waits for a line of the log that holds `text`.
    pub fn logs(&mut self, text: &str) -> serde_json::Value {
        loop {
            let Ok(line) = self.log.recv_timeout(PATIENCE) else {
                panic!("no “{text}” in {:#?}", self.seen);
            };
            self.seen.push(line.clone());
            if line.contains(text) {
                return serde_json::from_str(&line).expect("a line of JSON");
            }
        }
    }

    /// Sends a signal: TERM, INT.
    pub fn signal(&self, name: &str) {
        let pid = self.child.id().to_string();
        let sent = Command::new("kill").args(["-s", name, &pid]).status();
        assert!(sent.is_ok_and(|status| status.success()), "kill");
    }

    /// Waits for the end; its exit code.
    pub fn end(mut self) -> i32 {
        self.child.wait().expect("its end").code().unwrap_or(-1)
    }

    /// Sends SIGTERM and waits for the end.
    pub fn stop(self) -> i32 {
        self.signal("TERM");
        self.end()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill(); // it has ended already
        let _ = self.child.wait();
    }
}
