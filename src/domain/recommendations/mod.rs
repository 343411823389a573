//! Recommendations of a delegation after supervision (kiến nghị sau giám sát): drafted, issued in a
//! numbered document, worked on by the unit that owns them, verified by the delegation's side.
//!
//! ```text
//! draft ─► issued ──────► in_progress ─► claimed_done ─► verified
//!            │             ▲   ▲             │
//!            ▼             │   │             ▼
//!        transferred ──────┘   └──────── returned
//! ```
//!
//! Whatever is open can be transferred to the unit that comes after its owner. Overdue is no state:
//! it is a day that has gone by, and it raises the step that is proposed to a person.
//!
//! - `drafting`: written, changed, dropped, issued.
//! - `working`: what the unit does.
//! - `judging`: verified or returned, another due day.
//! - `escalation`: the path from the first chaser to the report to the council, a tap a step.
//! - `passing`: to a successor unit; out of the delegation's hands.

mod changes;
mod commands;
mod draft;
mod escalation;
mod judging;
mod passing;
#[cfg(test)]
mod tests;
mod working;

use crate::domain::answers::given::AnswerProblem;
use crate::domain::decision::{Change, Decision, Outcome, Refusal, require};
use crate::domain::delegations::DelegationState;
use crate::domain::ids::*;
use crate::domain::notice::{Notice, NoticeKind, To};
use crate::domain::people::{Action, Actor, Scope, Target, may};
use crate::domain::reminders::{ReminderChange, Subject};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use crate::domain::paper::Paper;
pub use changes::RecommendationChange;
pub use commands::RecommendationCommand;
pub use draft::{
    DraftFacts, DropRecommendation, IssueRecommendation, NewRecommendation, SaveRecommendation,
};
pub use escalation::{
    EXPLANATION_DAYS, EscalateRecommendation, Escalating, Escalation, PUT_OFF_DAYS,
};
pub use judging::{JudgeRecommendation, Judging, TimeRecommendation, Timing};
pub use passing::{HandOverRecommendation, TransferRecommendation};
pub use working::{AttachProof, ExplainRecommendation, Work, WorkOnRecommendation};

/// Longest text of a recommendation, characters.
pub const MAX_TEXT: usize = 1500;

/// Longest product, characters.
pub const MAX_PRODUCT: usize = 400;

/// Longest progress, note or reason, characters.
pub const MAX_NOTE: usize = 1000;

/// Most pieces of evidence with one recommendation.
pub const MAX_PROOFS: usize = 30;

/// Most difficulties that one recommendation is to remove.
pub const MAX_DIFFICULTIES: usize = 10;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecommendationState {
    Draft,
    Issued,
    InProgress,
    ClaimedDone,
    Verified,
    Returned,
    Transferred,
}

impl RecommendationState {
    pub const ALL: [RecommendationState; 7] = [
        RecommendationState::Draft,
        RecommendationState::Issued,
        RecommendationState::InProgress,
        RecommendationState::ClaimedDone,
        RecommendationState::Verified,
        RecommendationState::Returned,
        RecommendationState::Transferred,
    ];

    pub fn code(self) -> &'static str {
        match self {
            RecommendationState::Draft => "draft",
            RecommendationState::Issued => "issued",
            RecommendationState::InProgress => "in_progress",
            RecommendationState::ClaimedDone => "claimed_done",
            RecommendationState::Verified => "verified",
            RecommendationState::Returned => "returned",
            RecommendationState::Transferred => "transferred",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// The unit has to take it up, for the first time or again.
    pub fn waits_for_unit(self) -> bool {
        use RecommendationState::*;
        matches!(self, Issued | Returned | Transferred)
    }

    /// The unit has it and has not said that it is done.
    pub fn is_owed(self) -> bool {
        self.waits_for_unit() || self == RecommendationState::InProgress
    }
}

impl Paper {
    /// Of a document that has been written: numbered, and not dated ahead.
    pub(super) fn check(&self, today: NaiveDate) -> Result<(), Refusal> {
        if self.number.trim().is_empty() || self.date > today {
            return Err(Refusal::PaperWanted);
        }
        if self.number.chars().count() > MAX_NUMBER {
            return Err(too_long(MAX_NUMBER));
        }
        Ok(())
    }
}

/// Longest number of a document, characters.
const MAX_NUMBER: usize = 60;

/// More time that the unit asks for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AskedTime {
    pub due_on: NaiveDate,
    pub reason: String,
    pub by: PersonId,
}

/// The explanation that the standing body asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Explanation {
    pub due_on: NaiveDate,
    pub given: bool,
}

/// A recommendation as it stands, locked when it is about to change.
#[derive(Clone, PartialEq, Debug)]
pub struct Recommendation {
    pub id: RecommendationId,
    pub council: CouncilId,
    pub delegation: DelegationId,
    pub delegation_state: DelegationState,
    pub delegation_title: String,
    /// All groups of the delegation: of what no group supervises, any of its secretaries keeps track.
    pub groups: Vec<GroupId>,
    pub group: Option<GroupId>,
    pub unit: UnitId,
    pub unit_name: String,
    pub text: String,
    pub product: String,
    pub due_on: NaiveDate,
    /// What issued it; `None`: a draft.
    pub paper: Option<Paper>,
    pub state: RecommendationState,
    pub version: i32,
    /// Counts returns and transfers: evidence belongs to one round.
    pub round: i32,
    pub claimed_by: Option<PersonId>,
    /// Of the return.
    pub reason: String,
    pub asked: Option<AskedTime>,
    /// The last step that was taken.
    pub step: Option<Escalation>,
    /// No further step is proposed before this day.
    pub step_from: Option<NaiveDate>,
    pub explanation: Option<Explanation>,
    /// To whom and why, once the delegation has let go of it.
    pub handed_over: String,
    pub by: PersonId,
}

impl Recommendation {
    /// What it touches, for `actor`.
    pub fn target(&self, actor: &Actor) -> Target {
        Target {
            council: self.council,
            delegation: Some(self.delegation),
            group: self.group.or_else(|| own_group(actor, &self.groups)),
            unit: Some(self.unit),
        }
    }

    /// A draft is the delegation's own.
    pub fn is_seen_by(&self, actor: &Actor) -> bool {
        let on = self.target(actor);
        match self.state {
            RecommendationState::Draft => {
                may(actor, Action::DraftRecommendation, &on)
                    || may(actor, Action::IssueRecommendation, &on)
            }
            _ => may(actor, Action::SeeRecommendation, &on),
        }
    }

    /// Nobody verifies what their own unit, or they themselves, say is done.
    pub fn is_own_of(&self, actor: &Actor) -> bool {
        self.claimed_by == Some(actor.id) || actor.units().contains(&self.unit)
    }

    /// It is followed by the delegation: issued, not verified, not handed over.
    pub fn is_open(&self) -> bool {
        let over = [RecommendationState::Draft, RecommendationState::Verified];
        !over.contains(&self.state) && self.handed_over.is_empty() && self.is_followed()
    }

    /// The delegation is still there.
    fn is_followed(&self) -> bool {
        !matches!(self.delegation_state, DelegationState::Closed | DelegationState::Cancelled)
    }

    /// The unit owes it.
    pub fn is_owed(&self) -> bool {
        self.is_open() && self.state.is_owed()
    }

    /// Its day has gone by, and the unit has not said that it is done.
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.is_owed() && self.due_on < today
    }

    /// The explanation is waited for.
    pub fn is_to_be_explained(&self) -> bool {
        self.is_open() && self.explanation.is_some_and(|it| !it.given)
    }

    fn owners(&self) -> Vec<To> {
        vec![To::UnitPeople(self.unit)]
    }

    /// Those who keep track of it.
    fn keepers(&self) -> Vec<To> {
        let secretaries = match self.group {
            Some(group) => To::Secretaries(group),
            None => To::DelegationSecretaries(self.delegation),
        };
        vec![secretaries, To::Secretariat(self.council)]
    }

    /// The keepers and those who decide.
    fn deciders(&self) -> Vec<To> {
        let mut to = self.keepers();
        to.extend(self.group.map(To::GroupLeads));
        to.push(To::DelegationLeaders(self.delegation));
        to
    }

    /// Told under its next version, so that every change is a notice of its own.
    fn notice(&self, told: Told, by: &Actor, to: Vec<To>) -> Notice {
        let kind = NoticeKind::Recommendation(Box::new(RecommendationNotice {
            recommendation: self.id,
            unit: self.unit_name.clone(),
            text: self.text.clone(),
            by: by.name.clone(),
            told,
        }));
        Notice { kind, subject: self.id.0, generation: i64::from(self.version) + 1, to }
    }

    fn deadline(&self, given_on: NaiveDate) -> Change {
        Change::Reminders(ReminderChange::SetDeadline {
            subject: Subject::Recommendation(self.id),
            council: self.council,
            given_on,
            due_on: self.due_on,
        })
    }

    fn no_deadline(&self) -> Change {
        Change::Reminders(ReminderChange::EndDeadline { subject: Subject::Recommendation(self.id) })
    }

    fn no_explanation(&self) -> Change {
        Change::Reminders(ReminderChange::EndDeadline { subject: Subject::Explanation(self.id) })
    }

    fn has_version(&self, version: i32) -> Result<(), Refusal> {
        if self.version == version { Ok(()) } else { Err(Refusal::Changed) }
    }
}

/// The group through which `actor` belongs to one of `groups`.
pub fn own_group(actor: &Actor, groups: &[GroupId]) -> Option<GroupId> {
    actor.grants.iter().find_map(|grant| match grant.scope {
        Scope::Group(group) if groups.contains(&group) => Some(group),
        _ => None,
    })
}

/// One line of a recommendation's history.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    pub kind: EntryKind,
    pub step: Option<Escalation>,
    pub paper: Option<Paper>,
    pub due_on: Option<NaiveDate>,
    pub note: String,
}

impl Entry {
    fn new(kind: EntryKind) -> Entry {
        Entry { kind, step: None, paper: None, due_on: None, note: String::new() }
    }

    fn note(self, note: &str) -> Entry {
        Entry { note: note.to_owned(), ..self }
    }

    fn due(self, due_on: NaiveDate) -> Entry {
        Entry { due_on: Some(due_on), ..self }
    }

    fn paper(self, paper: &Paper) -> Entry {
        Entry { paper: Some(paper.clone()), ..self }
    }

    fn step(self, step: Escalation) -> Entry {
        Entry { step: Some(step), ..self }
    }
}

/// What a line of the history is of. Names as stored.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EntryKind {
    Issued,
    TakenUp,
    Progress,
    Claimed,
    Returned,
    Verified,
    Moved,
    TimeAsked,
    TimeRefused,
    StepTaken,
    StepPutOff,
    ExplanationAsked,
    ExplanationGiven,
    Transferred,
    HandedOver,
}

impl EntryKind {
    pub const ALL: [EntryKind; 15] = [
        EntryKind::Issued,
        EntryKind::TakenUp,
        EntryKind::Progress,
        EntryKind::Claimed,
        EntryKind::Returned,
        EntryKind::Verified,
        EntryKind::Moved,
        EntryKind::TimeAsked,
        EntryKind::TimeRefused,
        EntryKind::StepTaken,
        EntryKind::StepPutOff,
        EntryKind::ExplanationAsked,
        EntryKind::ExplanationGiven,
        EntryKind::Transferred,
        EntryKind::HandedOver,
    ];

    pub fn code(self) -> &'static str {
        match self {
            EntryKind::Issued => "issued",
            EntryKind::TakenUp => "taken_up",
            EntryKind::Progress => "progress",
            EntryKind::Claimed => "claimed",
            EntryKind::Returned => "returned",
            EntryKind::Verified => "verified",
            EntryKind::Moved => "moved",
            EntryKind::TimeAsked => "time_asked",
            EntryKind::TimeRefused => "time_refused",
            EntryKind::StepTaken => "step_taken",
            EntryKind::StepPutOff => "step_put_off",
            EntryKind::ExplanationAsked => "explanation_asked",
            EntryKind::ExplanationGiven => "explanation_given",
            EntryKind::Transferred => "transferred",
            EntryKind::HandedOver => "handed_over",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// What people are told of a recommendation: a snapshot, and what happened.
#[derive(Clone, PartialEq, Debug)]
pub struct RecommendationNotice {
    pub recommendation: RecommendationId,
    pub unit: String,
    pub text: String,
    pub by: String,
    pub told: Told,
}

#[derive(Clone, PartialEq, Debug)]
pub enum Told {
    /// Reads like the letter that it goes with.
    Issued {
        delegation: String,
        product: String,
        due_on: NaiveDate,
        paper: Paper,
    },
    TakenUp,
    Progress {
        said: String,
    },
    Claimed {
        note: String,
    },
    Returned {
        reason: String,
        due_on: NaiveDate,
    },
    Verified {
        note: String,
    },
    Moved {
        due_on: NaiveDate,
        reason: String,
    },
    TimeAsked {
        due_on: NaiveDate,
        reason: String,
    },
    TimeRefused {
        reason: String,
    },
    StepTaken {
        step: Escalation,
        paper: Paper,
        note: String,
    },
    ExplanationAsked {
        due_on: NaiveDate,
        paper: Paper,
    },
    ExplanationGiven {
        said: String,
    },
    /// To the unit that has it now: from which it came.
    Transferred {
        from: String,
        product: String,
        due_on: NaiveDate,
        paper: Paper,
    },
    HandedOver {
        note: String,
    },
}

impl RecommendationNotice {
    pub fn code(&self) -> &'static str {
        match self.told {
            Told::Issued { .. } => "recommendation_issued",
            Told::TakenUp => "recommendation_taken_up",
            Told::Progress { .. } => "recommendation_progress",
            Told::Claimed { .. } => "recommendation_claimed",
            Told::Returned { .. } => "recommendation_returned",
            Told::Verified { .. } => "recommendation_verified",
            Told::Moved { .. } => "recommendation_moved",
            Told::TimeAsked { .. } => "recommendation_time_asked",
            Told::TimeRefused { .. } => "recommendation_time_refused",
            Told::StepTaken { .. } => "recommendation_step_taken",
            Told::ExplanationAsked { .. } => "recommendation_explanation_asked",
            Told::ExplanationGiven { .. } => "recommendation_explanation_given",
            Told::Transferred { .. } => "recommendation_transferred",
            Told::HandedOver { .. } => "recommendation_handed_over",
        }
    }
}

/// A recommendation, locked, with what acts on it ask about.
#[derive(Clone, PartialEq, Debug)]
pub struct RecommendationFacts {
    pub it: Recommendation,
    pub proofs: Proofs,
    /// The units that come after its owner, which has ended; empty while it goes on.
    pub successors: Vec<(UnitId, String)>,
}

/// Evidence that has not been lost.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Proofs {
    pub all: usize,
    /// Sent in this round.
    pub now: usize,
    /// On their way.
    pub pending: i64,
}

/// The decision that takes a recommendation to where `it` now stands.
fn saved(
    it: Recommendation,
    actor: &Actor,
    entry: Option<Entry>,
    more: Vec<Change>,
    notices: Vec<Notice>,
) -> Decision {
    let id = it.id;
    let mut changes = vec![Change::Recommendations(RecommendationChange::Save {
        it: Box::new(it),
        entry: entry.map(Box::new),
        by: actor.id,
    })];
    changes.extend(more);
    Decision { changes, notices, outcome: Outcome::Recommendation(id) }
}

/// The recommendation, for somebody who may do this to it.
fn allowed(
    facts: Option<RecommendationFacts>,
    actor: &Actor,
    action: Action,
) -> Result<Recommendation, Refusal> {
    let it = facts.ok_or(Refusal::Gone)?.it;
    require(actor, action, &it.target(actor))?;
    Ok(it)
}

fn too_long(limit: usize) -> Refusal {
    Refusal::BadAnswer(AnswerProblem::TooLong { limit })
}

fn fits(fits: bool) -> Result<(), Refusal> {
    if fits { Ok(()) } else { Err(Refusal::WrongState) }
}
