//! Digests (bản tin): what somebody is told on a schedule, which they change in chat.
//!
//! - A kind says what is told and to whom it may be told; each person has one subscription to each.
//! - `timing` is when: a `cron_line`, every working day, the last working day of a month. `typed` reads
//!   it as people write it.
//! - `acts`: changing a subscription, and asking for a digest outside the schedule.
//! - `content` is what a digest tells, `progress` how far a campaign is, both as of an instant.

mod acts;
mod changes;
mod content;
mod cron_line;
mod progress;
mod timing;
mod typed;

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};
use strum::VariantArray;

use crate::clock::instant;
use crate::domain::calendar::WorkingDays;
use crate::domain::people::{Action, Actor, Role, Scope, Target, may};

pub use acts::{DigestCommand, DigestFacts, DigestWish, MAX_PAUSE_DAYS, OrderDigest, SetDigest};
pub use changes::DigestChange;
pub use content::*;
pub use cron_line::{Schedule, ScheduleError};
pub use progress::*;
pub use timing::{Days, Timing, TimingError};
pub use typed::MAX_TYPED;

/// What is told. Names as stored.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Debug,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::EnumIter,
    strum::VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum DigestKind {
    /// What the day brings.
    Morning,
    /// What was done, what slipped, what nobody answered.
    Evening,
    /// How far the campaign is.
    Campaign,
    /// The week's numbers.
    Weekly,
}

impl DigestKind {
    pub fn code(self) -> &'static str {
        self.into()
    }

    /// When it goes out unless its reader says otherwise (DOMAIN.md 4.4). Defaults, can be changed.
    pub fn default_timing(self) -> Timing {
        match self {
            DigestKind::Morning => Timing::WorkingDays { minute: 7 * 60 + 30 },
            DigestKind::Evening => Timing::WorkingDays { minute: 17 * 60 },
            DigestKind::Campaign => Timing::Cron { line: "30 16 * * *".to_owned() },
            DigestKind::Weekly => Timing::Cron { line: "0 16 * * 5".to_owned() },
        }
    }

    /// Whether it passes over days off. A campaign is of days and nights.
    pub fn rests(self) -> bool {
        self != DigestKind::Campaign
    }

    /// Whether a workbook goes with it.
    pub fn has_workbook(self) -> bool {
        matches!(self, DigestKind::Campaign | DigestKind::Weekly)
    }

    /// The right to have it.
    pub fn action(self) -> Action {
        match self {
            DigestKind::Morning | DigestKind::Evening => Action::ReceiveDigest,
            DigestKind::Campaign => Action::ReceiveCampaignDigest,
            DigestKind::Weekly => Action::ReceiveWeeklyDigest,
        }
    }

    /// What comes to whoever gets a role, without their asking. Others who may have one subscribe.
    pub fn given_with(role: Role) -> &'static [DigestKind] {
        match role {
            Role::Secretariat => DigestKind::VARIANTS,
            Role::CampaignOwner => &[DigestKind::Campaign, DigestKind::Weekly],
            _ => &[],
        }
    }

    /// Whether this person may have it, somewhere in their council.
    pub fn is_for(self, actor: &Actor) -> bool {
        may(actor, self.action(), &DigestKind::target(actor))
    }

    /// What a digest of this person is about: the council, or the delegation that they lead.
    pub fn target(actor: &Actor) -> Target {
        let led = actor.grants.iter().find_map(|grant| match grant.scope {
            Scope::Delegation(delegation) => Some(delegation),
            _ => None,
        });
        Target { delegation: led, ..actor.target() }
    }
}

/// Whether a subscription's digests go out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "snake_case")]
pub enum Standing {
    On,
    /// Until that day, when it begins again by itself, or until its reader says so.
    Paused {
        until: Option<NaiveDate>,
    },
    Off,
}

impl Standing {
    pub fn code(self) -> &'static str {
        self.into()
    }
}

/// One person's digest of one kind.
#[derive(Clone, PartialEq, Debug)]
pub struct Subscription {
    pub kind: DigestKind,
    pub timing: Timing,
    pub standing: Standing,
}

impl Subscription {
    /// What somebody has who has never changed anything.
    pub fn default_of(kind: DigestKind) -> Subscription {
        Subscription { kind, timing: kind.default_timing(), standing: Standing::Off }
    }

    /// The next firing after `now`; `None` while it is off or paused without an end.
    pub fn next(&self, now: DateTime<Utc>, days: &WorkingDays) -> Option<DateTime<Utc>> {
        let from = match self.standing {
            Standing::On => now,
            Standing::Paused { until: Some(day) } => {
                now.max(instant(day.and_time(NaiveTime::MIN)) - Duration::seconds(1))
            }
            Standing::Paused { until: None } | Standing::Off => return None,
        };
        self.timing.next(from, days, self.kind.rests())
    }

    /// The next firings, as they are shown.
    pub fn firings(
        &self,
        now: DateTime<Utc>,
        days: &WorkingDays,
        count: usize,
    ) -> Vec<DateTime<Utc>> {
        let mut found = vec![];
        found.extend(self.next(now, days));
        while let Some(last) = found.last().filter(|_| found.len() < count) {
            let Some(next) = self.timing.next(*last, days, self.kind.rests()) else { break };
            found.push(next);
        }
        found
    }
}
