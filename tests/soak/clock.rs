//! The mission's time in the soak: from Monday 2 March 2026, 06:00, a day passes in [`DAY`] seconds,
//! so that reminders, digests and visits come due in slots of their own while people play. Then it stands
//! still, so that the rest has an end.
//!
//! The replicas are the program as it is, on a machine whose clock runs fast: a few lines of C are
//! preloaded into them and answer for the time of day. What the program does by the database's clock or
//! by waiting (leases, limits, retries) runs at its usual pace beside it, as DESIGN.md's rule of two
//! clocks wants it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use doangiamsat::clock::{Clock, instant};

/// How long a day of the mission takes, seconds.
pub const DAY: f64 = 48.0;

const RATE: f64 = 86_400.0 / DAY;

/// When it begins: a Monday without a holiday near.
pub fn first() -> DateTime<Utc> {
    let day = NaiveDate::from_ymd_opt(2026, 3, 2).and_then(|day| day.and_hms_opt(6, 0, 0));
    instant(day.expect("a day"))
}

#[derive(Clone, Debug)]
pub struct FastClock {
    /// When it began to run.
    zero: DateTime<Utc>,
    length: Duration,
    shim: PathBuf,
}

impl FastClock {
    /// Runs from now on, for so long.
    pub fn start(length: Duration) -> FastClock {
        let shim = Path::new(env!("CARGO_TARGET_TMPDIR")).join("soak-clock.so");
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/soak/clock.c");
        let mut cc = Command::new("cc");
        cc.args(["-shared", "-fPIC", "-O1", "-o"]).arg(&shim).arg(source);
        let built = cc.status();
        assert!(
            built.is_ok_and(|status| status.success()),
            "cc, which links Rust, builds the clock"
        );
        FastClock { zero: Clock::System.now(), length, shim }
    }

    /// The mission's time.
    pub fn now(&self) -> DateTime<Utc> {
        let passed = (Clock::System.now() - self.zero).to_std().unwrap_or_default();
        first() + in_mission(passed.min(self.length))
    }

    /// What a process is started with to live in this time.
    pub fn settings(&self) -> [(&'static str, String); 2] {
        let shim = self.shim.to_string_lossy().into_owned();
        let zero = self.zero.timestamp_micros() as f64 / 1e6;
        let (start, length) = (first().timestamp(), self.length.as_secs_f64());
        [("LD_PRELOAD", shim), ("SOAK_CLOCK", format!("{zero:.6} {start} {RATE} {length}"))]
    }
}

/// So long on the mission's clock as `real` takes.
pub fn in_mission(real: Duration) -> chrono::Duration {
    chrono::Duration::milliseconds((real.as_secs_f64() * RATE * 1000.0) as i64)
}
