//! Processor time as Linux counts it.

use std::fs;
use std::process::Command;

use anyhow::Context as _;

/// Processor time that processes have had since they were started, seconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spent {
    pub bot: f64,
    pub postgres: f64,
}

impl Spent {
    /// By the bot and by the database server with all that it has started.
    pub fn by(bot: u32, postmaster: u32) -> anyhow::Result<Spent> {
        let second = ticks_per_second()?;
        let bot = Stat::of(bot)?.own;
        // Backends that have ended count in their parent.
        let server = Stat::of(postmaster)?;
        let living: u64 = children(postmaster).iter().map(|child| child.own).sum();
        let postgres = server.own + server.ended + living;
        Ok(Spent { bot: bot as f64 / second, postgres: postgres as f64 / second })
    }

    pub fn since(self, before: Spent) -> Spent {
        Spent { bot: self.bot - before.bot, postgres: self.postgres - before.postgres }
    }
}

/// Of one process, in ticks.
struct Stat {
    parent: u32,
    /// All threads.
    own: u64,
    /// Of children that have ended.
    ended: u64,
}

impl Stat {
    fn of(pid: u32) -> anyhow::Result<Stat> {
        let text = fs::read_to_string(format!("/proc/{pid}/stat"))?;
        Stat::read(&text).with_context(|| format!("/proc/{pid}/stat says “{text}”"))
    }

    fn read(text: &str) -> Option<Stat> {
        // The name before it may hold anything, brackets too.
        let (_, rest) = text.rsplit_once(')')?;
        let fields: Vec<&str> = rest.split_whitespace().collect();
        let number = |at: usize| fields.get(at)?.parse::<u64>().ok();
        Some(Stat {
            parent: u32::try_from(number(1)?).ok()?,
            own: number(11)? + number(12)?,
            ended: number(13)? + number(14)?,
        })
    }
}

fn children(parent: u32) -> Vec<Stat> {
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    let pids = processes.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    // A process that has ended in between counts in its parent the next time.
    pids.filter_map(|pid| Stat::of(pid).ok()).filter(|stat| stat.parent == parent).collect()
}

fn ticks_per_second() -> anyhow::Result<f64> {
    let said = Command::new("getconf").arg("CLK_TCK").output().context("getconf CLK_TCK")?;
    Ok(String::from_utf8(said.stdout)?.trim().parse()?)
}
