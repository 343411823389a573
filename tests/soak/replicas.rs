//! Two replicas, each the real program, started again whenever they end: by our SIGKILL, or because
//! the database was away when they started. What they log is read as it comes.

use std::collections::HashMap;
use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::clock::FastClock;
use crate::line::Line;
use crate::program;
use doangiamsat::sandbox::Sandbox;
use serde_json::Value;
use tokio::task::JoinHandle;

/// How long a process may take to end in good order: a call to Telegram lasts 45 seconds at most, and
/// the machine may be slow.
const STOPPING: Duration = Duration::from_secs(180);

/// A process that was run, from its start to its end.
#[derive(Clone, Debug)]
pub struct Life {
    pub began: Instant,
    /// When it said that it runs.
    pub ran: Option<Instant>,
    pub ended: Option<Instant>,
    pub end: End,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum End {
    Runs,
    /// By SIGKILL.
    Killed,
    /// By itself, with this code.
    Itself(i32),
    /// By SIGTERM, at the end of the soak.
    Stopped(i32),
}

/// A line of a process's log that is no information.
#[derive(Clone, Debug)]
pub struct Complaint {
    pub process: usize,
    pub at: Instant,
    pub level: String,
    pub text: String,
}

struct Running {
    child: Child,
    process: usize,
    door: JoinHandle<()>,
}

/// The two of them, and what became of their predecessors.
pub struct Replicas {
    settings: Vec<(&'static str, String)>,
    sandbox: Sandbox,
    line: Line,
    running: [Option<Running>; 2],
    pub lives: Vec<Life>,
    complaints: Arc<Mutex<Vec<Complaint>>>,
    /// The processes that have said that they run, and when.
    ran: Arc<Mutex<HashMap<usize, Instant>>>,
}

impl Replicas {
    pub fn new(sandbox: &Sandbox, line: &Line, (database, clock): (&str, &FastClock)) -> Replicas {
        let mut settings = vec![
            ("DOANGIAMSAT_TOKEN", sandbox.config().token.clone()),
            ("DOANGIAMSAT_LISTEN", "127.0.0.1:0".to_owned()),
            ("DOANGIAMSAT_LOG_FORMAT", "json".to_owned()),
            ("DATABASE_URL", database.to_owned()),
        ];
        settings.extend(clock.settings());
        let (sandbox, line) = (sandbox.clone(), line.clone());
        let (lives, complaints, ran) = (vec![], Arc::default(), Arc::default());
        Replicas { settings, sandbox, line, running: [None, None], lives, complaints, ran }
    }

    /// Starts a replica that does not run.
    pub async fn start(&mut self, replica: usize) {
        let process = self.lives.len();
        let (address, door) = self.line.door(&self.sandbox, process).await;
        let mut settings: Vec<(&str, &str)> =
            self.settings.iter().map(|(name, value)| (*name, value.as_str())).collect();
        settings.push(("DOANGIAMSAT_API_URL", &address));
        let mut command = program::command(&["serve"], &settings);
        let spawned = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn();
        let mut child = spawned.expect("serve");
        let log = BufReader::new(child.stderr.take().expect("its log"));
        let (complaints, ran) = (self.complaints.clone(), self.ran.clone());
        std::thread::spawn(move || {
            for line in log.lines().map_while(Result::ok) {
                if line.contains("\"message\":\"running\"") {
                    lock(&ran).insert(process, Instant::now());
                }
                if let Some(complaint) = complaint(process, line) {
                    lock(&complaints).push(complaint);
                }
            }
        });
        self.lives.push(Life { began: Instant::now(), ran: None, ended: None, end: End::Runs });
        self.running[replica] = Some(Running { child, process, door });
    }

    /// SIGKILL.
    pub fn kill(&mut self, replica: usize) {
        if let Some(mut running) = self.running[replica].take() {
            let _ = running.child.kill(); // it may have ended already
            let status = running.child.wait();
            let at = Instant::now();
            let code = status.ok().and_then(|status| status.code());
            self.over(running, at, code.map_or(End::Killed, End::Itself));
        }
    }

    /// Starts again whoever has ended.
    pub async fn keep_up(&mut self) {
        for replica in 0..self.running.len() {
            let ended = match &mut self.running[replica] {
                Some(running) => running.child.try_wait().expect("its state"),
                None => continue,
            };
            if let Some(status) = ended
                && let Some(running) = self.running[replica].take()
            {
                self.over(running, Instant::now(), End::Itself(status.code().unwrap_or(-1)));
            }
        }
        for replica in 0..self.running.len() {
            if self.running[replica].is_none() {
                self.start(replica).await;
            }
        }
    }

    /// SIGTERM to both; they end in good order.
    pub async fn stop(&mut self) {
        for replica in 0..self.running.len() {
            let Some(mut running) = self.running[replica].take() else { continue };
            let pid = running.child.id().to_string();
            let sent = std::process::Command::new("kill").args(["-s", "TERM", &pid]).status();
            assert!(sent.is_ok_and(|status| status.success()), "kill");
            let latest = Instant::now() + STOPPING;
            let mut ended = running.child.try_wait().expect("its state");
            while ended.is_none() && Instant::now() < latest {
                pause().await;
                ended = running.child.try_wait().expect("its state");
            }
            if ended.is_none() {
                let _ = running.child.kill();
                let _ = running.child.wait();
            }
            let code = ended.and_then(|status| status.code()).unwrap_or(-1);
            self.over(running, Instant::now(), End::Stopped(code));
        }
    }

    pub fn complaints(&self) -> Vec<Complaint> {
        lock(&self.complaints).clone()
    }

    fn over(&mut self, running: Running, at: Instant, end: End) {
        running.door.abort();
        let life = &mut self.lives[running.process];
        (life.ended, life.end) = (Some(at), end);
        life.ran = lock(&self.ran).get(&running.process).copied();
    }
}

impl Drop for Replicas {
    fn drop(&mut self) {
        for running in self.running.iter_mut().flatten() {
            let _ = running.child.kill(); // it has ended already
            let _ = running.child.wait();
        }
    }
}

/// Warnings and errors; a line that is no JSON is a panic's.
fn complaint(process: usize, line: String) -> Option<Complaint> {
    let parsed: Option<Value> = serde_json::from_str(&line).ok();
    let level = match &parsed {
        Some(parsed) => parsed["level"].as_str().unwrap_or("?").to_owned(),
        None => "RAW".to_owned(),
    };
    let at = Instant::now();
    let complaint = Complaint { process, at, level, text: line };
    (!matches!(complaint.level.as_str(), "INFO" | "DEBUG")).then_some(complaint)
}

/// Waits a moment; half a second is how fast a supervisor reacts.
pub async fn pause() {
    tokio::time::sleep(Duration::from_millis(500)).await;
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
