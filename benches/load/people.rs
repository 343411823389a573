//! Who types: each person answers question after question.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use tokio::sync::{Barrier, mpsc};
use tokio::task::JoinSet;

use crate::api::{Api, Heard};

/// How long somebody waits for a reply before the run is given up.
const PATIENCE: Duration = Duration::from_secs(60);

/// The buttons on the way to the first question begin with these.
const WAY_IN: [&str; 2] = ["✍️", "▶"];

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Pace {
    /// Each answers as soon as the bot has replied.
    Closed,
    /// So many answers a second, of all people together, whatever the bot does.
    Open(f64),
}

#[derive(Clone, Copy, Debug)]
pub struct Play {
    /// Whether the first question has to be opened, with buttons.
    pub opens: bool,
    pub warm_up: usize,
    pub answers: usize,
    pub pace: Pace,
}

/// What came of the measured part.
#[derive(Debug)]
pub struct Played {
    /// From the first answer to the last reply.
    pub lasted: Duration,
    /// From each answer (when it was due to be typed) to its reply.
    pub waits: Vec<Duration>,
}

pub struct Cast {
    people: JoinSet<anyhow::Result<(Instant, Vec<Duration>)>>,
    /// Everybody and whoever measures: warm, and off again.
    gate: Arc<Barrier>,
}

impl Play {
    pub fn begins(self, api: &Api, accounts: &[i64]) -> Cast {
        let gate = Arc::new(Barrier::new(accounts.len() + 1));
        let people = accounts.iter().enumerate().map(|(index, account)| {
            let heard = api.listens(*account);
            let person = Person { account: *account, api: api.clone(), heard, said: 0 };
            let place = (index, accounts.len());
            person.plays(self, place, gate.clone())
        });
        Cast { people: people.collect(), gate }
    }
}

impl Cast {
    /// Returns when everybody stands at the gate.
    pub async fn is_warm(&self) -> anyhow::Result<()> {
        let arrived = tokio::time::timeout(5 * PATIENCE, self.gate.wait()).await;
        arrived.map(drop).context("not everybody got through the warm-up")
    }

    pub async fn plays(mut self) -> anyhow::Result<Played> {
        let begun = Instant::now();
        self.gate.wait().await;
        let (mut last, mut waits) = (begun, vec![]);
        while let Some(done) = self.people.join_next().await {
            let (ended, waited) = done??;
            last = last.max(ended);
            waits.extend(waited);
        }
        waits.sort_unstable();
        Ok(Played { lasted: last - begun, waits })
    }
}

struct Person {
    account: i64,
    api: Api,
    heard: mpsc::UnboundedReceiver<Heard>,
    said: usize,
}

impl Person {
    async fn plays(
        mut self,
        play: Play,
        place: (usize, usize),
        gate: Arc<Barrier>,
    ) -> anyhow::Result<(Instant, Vec<Duration>)> {
        let warmed = self.warms_up(play).await;
        if let Err(error) = &warmed {
            eprintln!("somebody does not get through the warm-up: {error:#}");
        }
        gate.wait().await;
        gate.wait().await;
        warmed?;
        self.answers(play, place).await
    }

    async fn warms_up(&mut self, play: Play) -> anyhow::Result<()> {
        if play.opens {
            self.api.text(self.account, "/menu");
            for label in WAY_IN {
                self.taps(label).await?;
            }
            self.hears(false).await?;
        }
        for _ in 0..play.warm_up {
            self.types();
            self.hears(true).await?;
        }
        Ok(())
    }

    /// The measured answers: when the last reply came, and how long each took.
    async fn answers(
        &mut self,
        play: Play,
        (index, people): (usize, usize),
    ) -> anyhow::Result<(Instant, Vec<Duration>)> {
        let begun = Instant::now();
        let mut last = begun;
        let (mut typed, mut open, mut waits) = (0, VecDeque::new(), vec![]);
        while waits.len() < play.answers {
            let due = match play.pace {
                Pace::Closed if open.is_empty() => Some(Instant::now()),
                Pace::Closed => None,
                Pace::Open(rate) => {
                    let before = (typed * people + index) as f64;
                    Some(begun + Duration::from_secs_f64(before / rate))
                }
            };
            let due = due.filter(|_| typed < play.answers);
            tokio::select! {
                biased;
                () = until(due), if due.is_some() => {
                    self.types();
                    typed += 1;
                    open.extend(due);
                }
                heard = self.hears(true) => {
                    last = heard?.at;
                    // One reply answers the oldest of what is open.
                    let due = open.pop_front().context("a reply to nothing")?;
                    waits.push(last.saturating_duration_since(due));
                }
            }
        }
        Ok((last, waits))
    }

    fn types(&mut self) {
        self.said += 1;
        self.api.text(self.account, &format!("{}", 100 + self.said));
    }

    /// Waits for a screen that has a button of this beginning, and presses it.
    async fn taps(&mut self, label: &str) -> anyhow::Result<()> {
        loop {
            let heard = self.hears(false).await.with_context(|| format!("no button “{label}”"))?;
            if let Some((_, data)) = heard.keys.iter().find(|(text, _)| text.starts_with(label)) {
                self.api.tap(self.account, (heard.message, data));
                return Ok(());
            }
        }
    }

    /// What appears next; of `new` messages only, or of changed ones too.
    async fn hears(&mut self, new: bool) -> anyhow::Result<Heard> {
        loop {
            let heard = tokio::time::timeout(PATIENCE, self.heard.recv()).await;
            match heard.context("no reply")? {
                Some(heard) if heard.is_new || !new => return Ok(heard),
                Some(_) => {}
                None => bail!("the chat is gone"),
            }
        }
    }
}

async fn until(due: Option<Instant>) {
    // The runtime's timer would round what is due already up to its next millisecond.
    if let Some(due) = due.filter(|due| *due > Instant::now()) {
        tokio::time::sleep_until(due.into()).await;
    }
}
