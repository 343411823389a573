//! Difficulties (khó khăn, vướng mắc): met by a unit, reported in one message, followed until the
//! unit confirms that they are removed.
//!
//! ```text
//! reported ─► accepted ─► resolving ─► resolved ─► confirmed
//!    │           │            ▲           │
//!    ├─► rejected ◄───────────┤           ▼
//!    └─► merged (into another that is open)    reopened ─► resolving …
//! ```
//!
//! - `category`, `cause`: what it is about and at which level it arises; both suggested, never imposed.
//! - `report`: reporting, also straight into a similar one.
//! - `handling`: what the council office does; `settling`: what units answer.
//!
//! Similar ones are offered; merging is a person's tap.

mod category;
mod cause;
mod changes;
mod commands;
mod handling;
mod notices;
mod report;
mod settling;

use serde::{Deserialize, Serialize};

use crate::domain::decision::{Change, Decision, Outcome, Refusal};
use crate::domain::ids::*;
use crate::domain::notice::{Notice, NoticeKind, To};
use crate::domain::people::{Action, Actor, Target, may};

pub use category::{Category, suggest};
pub use cause::{AskedOf, Cause, suggest_asked, suggest_cause};
pub use changes::DifficultyChange;
pub use commands::DifficultyCommand;
pub use handling::{HandleDifficulty, Handling, HandlingFacts, Route};
pub use notices::DifficultyNotice;
pub use report::{
    KeepPhoto, MAX_BODY, MAX_PHOTOS, NewDifficulty, ReportDifficulty, ReportFacts, one_message,
};
pub use settling::{AnswerDifficulty, ConfirmDifficulty, ReopenDifficulty};

/// Longest answer, plan or reason, characters.
pub const MAX_ANSWER: usize = 800;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DifficultyState {
    Reported,
    Accepted,
    Resolving,
    Resolved,
    Confirmed,
    Merged,
    Rejected,
    Reopened,
}

impl DifficultyState {
    pub const ALL: [DifficultyState; 8] = [
        DifficultyState::Reported,
        DifficultyState::Accepted,
        DifficultyState::Resolving,
        DifficultyState::Resolved,
        DifficultyState::Confirmed,
        DifficultyState::Merged,
        DifficultyState::Rejected,
        DifficultyState::Reopened,
    ];

    pub fn code(self) -> &'static str {
        match self {
            DifficultyState::Reported => "reported",
            DifficultyState::Accepted => "accepted",
            DifficultyState::Resolving => "resolving",
            DifficultyState::Resolved => "resolved",
            DifficultyState::Confirmed => "confirmed",
            DifficultyState::Merged => "merged",
            DifficultyState::Rejected => "rejected",
            DifficultyState::Reopened => "reopened",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Nobody has said yet that it is removed, turned down or part of another.
    pub fn is_open(self) -> bool {
        self == DifficultyState::Reported || self.is_in_hand()
    }

    /// The office has taken it up and it is not removed.
    pub fn is_in_hand(self) -> bool {
        use DifficultyState::*;
        matches!(self, Accepted | Resolving | Reopened)
    }
}

/// The question at which a difficulty was met; the label as it was shown.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Question {
    pub submission: SubmissionId,
    pub path: String,
    pub label: String,
}

/// A difficulty as it stands, locked when it is about to change.
#[derive(Clone, PartialEq, Debug)]
pub struct Difficulty {
    pub id: DifficultyId,
    pub council: CouncilId,
    pub unit: UnitId,
    pub unit_name: String,
    pub visit: Option<VisitId>,
    pub group: Option<GroupId>,
    pub delegation: Option<DelegationId>,
    pub body: String,
    pub category: Category,
    pub cause: Cause,
    pub asked_of: AskedOf,
    pub state: DifficultyState,
    pub version: i32,
    pub merged_into: Option<DifficultyId>,
    pub route: Option<Route>,
    /// What the unit that it was routed to answers, and who there.
    pub proposal: Option<(String, PersonId)>,
    /// What is being done; empty until somebody says.
    pub plan: String,
    pub resolution: String,
    /// Of a rejection, or of opening it again.
    pub reason: String,
    pub by: PersonId,
}

impl Difficulty {
    pub fn target(&self) -> Target {
        Target {
            council: self.council,
            delegation: self.delegation,
            group: self.group,
            unit: Some(self.unit),
        }
    }

    /// The side of the unit that was asked to remove it.
    pub fn routed_target(&self) -> Option<Target> {
        match self.route {
            Some(Route::Unit(unit)) => Some(Target {
                council: self.council,
                delegation: None,
                group: None,
                unit: Some(unit),
            }),
            _ => None,
        }
    }

    /// Seen by those who see its unit's difficulties, and by whoever was asked to remove it.
    pub fn is_seen_by(&self, actor: &Actor) -> bool {
        may(actor, Action::SeeDifficulty, &self.target())
            || self.routed_target().is_some_and(|on| may(actor, Action::AnswerDifficulty, &on))
    }

    /// Whether it is offered to somebody who reports a similar one. What the office has accepted
    /// is common knowledge, without the unit's name; before that it is its unit's own.
    pub fn is_offered_to(&self, actor: &Actor) -> bool {
        self.council == actor.council
            && self.state.is_open()
            && (self.state != DifficultyState::Reported || self.is_seen_by(actor))
    }

    /// Whether this person says if it is removed: the unit's people, or whoever reported it, but
    /// not the office on its own work.
    pub fn is_settled_by(&self, actor: &Actor) -> bool {
        let on = self.target();
        may(actor, Action::ConfirmDifficulty, &on)
            || (self.by == actor.id
                && may(actor, Action::ReportDifficulty, &on)
                && !may(actor, Action::HandleDifficulty, &on))
    }

    /// What is told of where it stands now.
    fn said(&self) -> &str {
        match self.state {
            DifficultyState::Resolving => &self.plan,
            DifficultyState::Resolved | DifficultyState::Confirmed => &self.resolution,
            DifficultyState::Rejected | DifficultyState::Reopened => &self.reason,
            DifficultyState::Reported | DifficultyState::Accepted | DifficultyState::Merged => "",
        }
    }

    /// Told under its next version, so that every transition is a notice of its own.
    fn notice(&self, kind: NoticeKind, to: Vec<To>) -> Notice {
        Notice { kind, subject: self.id.0, generation: i64::from(self.version) + 1, to }
    }

    fn moved(&self, by: &Actor) -> NoticeKind {
        NoticeKind::Difficulties(DifficultyNotice::Moved {
            difficulty: self.id,
            unit: self.unit_name.clone(),
            body: self.body.clone(),
            state: self.state,
            said: self.said().to_owned(),
            by: by.name.clone(),
        })
    }

    /// Those who look after it on the council's side.
    fn handlers(&self) -> Vec<To> {
        let mut to = vec![To::Secretariat(self.council)];
        to.extend(self.group.map(To::Secretaries));
        to
    }

    /// Those who met it.
    fn reporters(&self) -> Vec<To> {
        vec![To::Person(self.by), To::UnitPeople(self.unit)]
    }
}

/// A report that was merged into another, as the notices need it.
#[derive(Clone, PartialEq, Debug)]
pub struct MergedReport {
    pub id: DifficultyId,
    pub unit: UnitId,
    pub unit_name: String,
    pub body: String,
    pub by: PersonId,
}

/// The decision that takes a difficulty to where `it` now stands and tells everybody who met it:
/// its own reporters, and those of the reports that were merged into it, each of their own.
fn moved(it: Difficulty, merged: &[MergedReport], actor: &Actor, more: Vec<To>) -> Decision {
    let mut to = it.reporters();
    to.extend(more);
    let mut notices = vec![it.notice(it.moved(actor), to)];
    for report in merged {
        let kind = NoticeKind::Difficulties(DifficultyNotice::Moved {
            difficulty: report.id,
            unit: report.unit_name.clone(),
            body: report.body.clone(),
            state: it.state,
            said: it.said().to_owned(),
            by: actor.name.clone(),
        });
        // Under the main one's key: whoever has been told of that is not told twice.
        notices.push(it.notice(kind, vec![To::Person(report.by), To::UnitPeople(report.unit)]));
    }
    saved(it, notices)
}

fn saved(it: Difficulty, notices: Vec<Notice>) -> Decision {
    let id = it.id;
    Decision {
        changes: vec![Change::Difficulties(DifficultyChange::Save(Box::new(it)))],
        notices,
        outcome: Outcome::Difficulty(id),
    }
}

/// An answer, a plan or a reason.
fn words(typed: &str) -> Result<String, Refusal> {
    crate::domain::decision::words(typed, MAX_ANSWER)
}
