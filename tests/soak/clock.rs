//! The mission's time in the soak: from Monday 2 March 2026, 06:00, a day passes in [`DAY`] seconds,
//! so that reminders, digests and visits come due in slots of their own while people play. It waits
//! for replicas that are behind with what is due (see `pulse`), so that a slow machine has slow days
//! instead of late reminders. When the play is over it stands still, so that the rest has an end.
//!
//! The replicas are the program as it is, on a machine whose clock is told by this one: a few lines of C
//! are preloaded into them and answer for the time of day. What the program does by the database's
//! clock or by waiting (leases, limits, retries) runs at its usual pace beside it, as DESIGN.md's rule
//! of two clocks wants it.

use std::fs::File;
use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveDate, Utc};
use doangiamsat::clock::instant;

/// How long a day of the mission takes, seconds, unless somebody is behind.
pub const DAY: f64 = 48.0;

const RATE: f64 = 86_400.0 / DAY;

/// How often the time is told anew.
const TICK: Duration = Duration::from_millis(20);

/// When it begins: a Monday without a holiday near.
pub fn first() -> DateTime<Utc> {
    let day = NaiveDate::from_ymd_opt(2026, 3, 2).and_then(|day| day.and_hms_opt(6, 0, 0));
    instant(day.expect("a day"))
}

#[derive(Clone)]
pub struct FastClock {
    told: Arc<Told>,
    shim: PathBuf,
}

struct Told {
    path: PathBuf,
    file: File,
    /// Microseconds since 1970.
    now: AtomicI64,
    /// Later than this it does not get until somebody has looked again.
    horizon: AtomicI64,
    stands: AtomicBool,
}

impl FastClock {
    /// Begins to run once it is told how far.
    pub fn start() -> FastClock {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let shim = folder.join("soak-clock.so");
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/soak/clock.c");
        let mut cc = Command::new("cc");
        cc.args(["-shared", "-fPIC", "-O1", "-o"]).arg(&shim).arg(source);
        let built = cc.status();
        assert!(
            built.is_ok_and(|status| status.success()),
            "cc, which links Rust, builds the clock"
        );
        let path = folder.join(format!("soak-clock-{}", std::process::id()));
        let told = Arc::new(Told {
            file: File::create(&path).expect("the clock's file"),
            path,
            now: AtomicI64::new(first().timestamp_micros()),
            horizon: AtomicI64::new(first().timestamp_micros()),
            stands: AtomicBool::new(false),
        });
        told.tell();
        let ticking = Arc::downgrade(&told);
        std::thread::spawn(move || ticks(&ticking));
        FastClock { told, shim }
    }

    /// The mission's time.
    pub fn now(&self) -> DateTime<Utc> {
        let micros = self.told.now.load(Ordering::Relaxed);
        DateTime::from_timestamp_micros(micros).expect("a time")
    }

    /// Not further than this, until it is told anew.
    pub fn goes_on_until(&self, horizon: DateTime<Utc>) {
        self.told.horizon.store(horizon.timestamp_micros(), Ordering::Relaxed);
    }

    pub fn stands_still(&self) {
        self.told.stands.store(true, Ordering::Relaxed);
        std::thread::sleep(2 * TICK);
    }

    /// What a process is started with to live in this time.
    pub fn settings(&self) -> [(&'static str, String); 2] {
        let [shim, clock] = [&self.shim, &self.told.path].map(|it| it.to_string_lossy().into());
        [("LD_PRELOAD", shim), ("SOAK_CLOCK", clock)]
    }
}

impl Told {
    fn tell(&self) {
        let now = self.now.load(Ordering::Relaxed).to_ne_bytes();
        for place in [0, 8] {
            self.file.write_all_at(&now, place).expect("the clock's file");
        }
    }
}

impl Drop for Told {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.path); // it is in a folder for such
    }
}

fn ticks(told: &Weak<Told>) {
    let mut before = Instant::now();
    loop {
        std::thread::sleep(TICK);
        let Some(told) = told.upgrade() else { return };
        // Who was kept from telling the time does not make up for it.
        let passed = before.elapsed().min(5 * TICK);
        before = Instant::now();
        if told.stands.load(Ordering::Relaxed) {
            continue;
        }
        let now = told.now.load(Ordering::Relaxed);
        let next = now + in_mission(passed).num_microseconds().unwrap_or_default();
        let next = next.min(told.horizon.load(Ordering::Relaxed)).max(now);
        told.now.store(next, Ordering::Relaxed);
        told.tell();
    }
}

/// So long on the mission's clock as `real` takes.
pub fn in_mission(real: Duration) -> chrono::Duration {
    chrono::Duration::milliseconds((real.as_secs_f64() * RATE * 1000.0) as i64)
}
