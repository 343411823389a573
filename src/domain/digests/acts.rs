//! What a reader does with their digests: on, off, another time, a rest, one now.

use super::{DigestChange, DigestKind, Standing, Subscription, Timing};
use crate::clock::local;
use crate::domain::calendar::WorkingDays;
use crate::domain::decision::{Change, Decided, Decision, Outcome, Refusal, require};
use crate::domain::people::{Action, Actor};
use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// What people can want done with their own digests. Each has one of a kind, so they go without a
/// version.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DigestCommand {
    Set(SetDigest),
    Order(OrderDigest),
}

impl DigestCommand {
    /// The name under which the audit keeps it.
    pub fn name(&self) -> &'static str {
        match self {
            DigestCommand::Set(_) => "set_digest",
            DigestCommand::Order(_) => "order_digest",
        }
    }

    /// What it acts on, for the audit: it has no id of its own.
    pub fn subject(&self) -> (&'static str, Option<i64>) {
        ("digest", None)
    }
}

/// Longest pause with an end, days.
pub const MAX_PAUSE_DAYS: i64 = 366;

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DigestWish {
    /// Also after a pause.
    On,
    Off,
    /// Goes on from the next firing of the new timing; switches on what was off.
    At {
        timing: Timing,
    },
    /// `None`: until its reader says so.
    Pause {
        until: Option<NaiveDate>,
    },
}

/// Change one's own digest.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SetDigest {
    pub kind: DigestKind,
    pub wish: DigestWish,
}

pub struct DigestFacts {
    /// Locked; what is there if nothing ever was changed is the default.
    pub subscription: Subscription,
    pub days: WorkingDays,
}

impl SetDigest {
    pub fn decide(self, actor: &Actor, facts: DigestFacts, now: DateTime<Utc>) -> Decided {
        require(actor, self.kind.action(), &DigestKind::target(actor))?;
        let mut it = Subscription { kind: self.kind, ..facts.subscription };
        match self.wish {
            DigestWish::On => it.standing = Standing::On,
            DigestWish::Off => it.standing = Standing::Off,
            DigestWish::At { timing } => {
                let checked = timing.check(now, &facts.days, self.kind.rests());
                checked.map_err(Refusal::BadTiming)?;
                it.timing = timing;
                if it.standing == Standing::Off {
                    it.standing = Standing::On;
                }
            }
            DigestWish::Pause { until } => {
                let today = local(now).date();
                if until.is_some_and(|day| day <= today) {
                    return Err(Refusal::InThePast);
                }
                if until.is_some_and(|day| day > today + Duration::days(MAX_PAUSE_DAYS)) {
                    return Err(Refusal::OutOfRange { from: 1, to: MAX_PAUSE_DAYS as i32 });
                }
                it.standing = Standing::Paused { until };
            }
        }
        let next_at = it.next(now, &facts.days);
        Ok(Decision {
            changes: vec![Change::Digests(DigestChange::Set {
                person: actor.id,
                subscription: it,
                next_at,
            })],
            notices: vec![],
            outcome: Outcome::Done,
        })
    }
}

/// Ask for a digest now, or for its workbook alone. The schedule stays as it is.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct OrderDigest {
    pub kind: DigestKind,
    #[serde(default)]
    pub workbook: bool,
}

impl OrderDigest {
    pub fn decide(self, actor: &Actor) -> Decided {
        require(actor, self.kind.action(), &DigestKind::target(actor))?;
        if self.workbook {
            // It names every sub-task.
            require(actor, Action::SeeSubtask, &actor.target())?;
            if !self.kind.has_workbook() {
                return Err(Refusal::Gone);
            }
        }
        let (person, kind, workbook) = (actor.id, self.kind, self.workbook);
        Ok(Decision {
            changes: vec![Change::Digests(DigestChange::Order { person, kind, workbook })],
            notices: vec![],
            outcome: Outcome::Done,
        })
    }
}
