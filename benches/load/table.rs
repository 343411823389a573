//! The rounds, put side by side.

use std::fmt;
use std::time::Duration;

use crate::api::Calls;
use crate::machine::Spent;
use crate::people::Played;
use crate::programs::Program;

/// One bot, measured once. Times in milliseconds.
#[derive(Clone, Debug)]
pub struct Round {
    replies_per_second: f64,
    bot: f64,
    postgres: f64,
    p50: f64,
    p99: f64,
    longest: f64,
    calls: Vec<(String, f64)>,
}

impl Round {
    pub fn new(played: Played, spent: Spent, before: &Calls, after: &Calls) -> Round {
        let replies = played.waits.len() as f64;
        let calls = after.iter().filter_map(|(method, count)| {
            let count = count - before.get(method).copied().unwrap_or_default();
            (count > 0).then(|| (method.clone(), count as f64 / replies))
        });
        Round {
            replies_per_second: replies / played.lasted.as_secs_f64(),
            bot: spent.bot * 1000.0 / replies,
            postgres: spent.postgres * 1000.0 / replies,
            p50: milliseconds(share(&played.waits, 50)),
            p99: milliseconds(share(&played.waits, 99)),
            longest: milliseconds(share(&played.waits, 100)),
            calls: calls.collect(),
        }
    }

    fn all_calls(&self) -> f64 {
        self.calls.iter().map(|(_, count)| count).sum()
    }
}

/// The wait that so many percent do not exceed.
fn share(sorted: &[Duration], percent: usize) -> Duration {
    let rank = (sorted.len() * percent).div_ceil(100);
    sorted.get(rank.saturating_sub(1)).copied().unwrap_or_default()
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

impl fmt::Display for Round {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:.0} replies/s, {:.2} + {:.2} ms of processor, p50 {:.0} ms, p99 {:.0} ms, longest {:.0} ms;",
            self.replies_per_second, self.bot, self.postgres, self.p50, self.p99, self.longest
        )?;
        for (method, count) in &self.calls {
            write!(f, " {method} {count:.2}")?;
        }
        Ok(())
    }
}

/// Each bot with its rounds, in the order in which they were measured.
#[derive(Default)]
pub struct Table(Vec<(Program, Vec<Round>)>);

impl Table {
    pub fn add(&mut self, program: Program, round: Round) {
        match self.0.iter_mut().find(|(known, _)| *known == program) {
            Some((_, rounds)) => rounds.push(round),
            None => self.0.push((program, vec![round])),
        }
    }
}

/// The middle one, and from where to where they reach.
fn spread(values: impl Iterator<Item = f64>, digits: usize) -> String {
    let mut values: Vec<f64> = values.collect();
    values.sort_unstable_by(f64::total_cmp);
    match values.as_slice() {
        [] => "–".to_owned(),
        [only] => format!("{only:.digits$}"),
        [least, .., most] => {
            let middle = values[values.len() / 2];
            format!("{middle:.digits$} ({least:.digits$}–{most:.digits$})")
        }
    }
}

impl fmt::Display for Table {
    /// Markdown. A ratio is taken within a round, which had the same neighbours on the machine.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let base = self.0.iter().find(|(program, _)| *program == Program::Teloxide);
        let base = base.map(|(_, rounds)| rounds.as_slice()).unwrap_or_default();
        writeln!(
            f,
            "| bot | replies/s | ÷ teloxide | CPU per reply, bot + PostgreSQL, ms | ÷ teloxide | p50, ms | p99, ms | longest, ms | API calls per reply |"
        )?;
        writeln!(f, "|---|---:|---:|---:|---:|---:|---:|---:|---:|")?;
        for (program, rounds) in &self.0 {
            let of = |value: fn(&Round) -> f64, digits| spread(rounds.iter().map(value), digits);
            let against = |value: fn(&Round) -> f64| {
                let pairs = rounds.iter().zip(base);
                spread(pairs.map(|(round, base)| value(round) / value(base)), 2)
            };
            let speed = |round: &Round| round.replies_per_second;
            let spent = |round: &Round| round.bot + round.postgres;
            writeln!(
                f,
                "| {program} | {} | {} | {} + {} | {} | {} | {} | {} | {} |",
                of(speed, 0),
                against(speed),
                of(|round| round.bot, 2),
                of(|round| round.postgres, 2),
                against(spent),
                of(|round| round.p50, 0),
                of(|round| round.p99, 0),
                of(|round| round.longest, 0),
                of(Round::all_calls, 2),
            )?;
        }
        Ok(())
    }
}
