//! A unit's answers to a checklist: given one by one, by several people at once, submitted, signed.

pub mod ask;
mod changes;
mod commands;
pub mod evidence;
pub mod given;
pub mod giving;
mod notices;
pub mod returning;
pub mod sheet;
pub mod typed;
pub mod verifying;

use crate::domain::decision::{Change, Decided, Decision, Outcome, Refusal, require};
use crate::domain::ids::*;
use crate::domain::notice::{Notice, NoticeKind, To};
use crate::domain::people::{Action, Actor, Target};
use crate::domain::reminders::{ReminderChange, Subject};
use crate::domain::visits::VisitState;
use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use given::Given;
use giving::may_fill;
use sheet::{Ask, AskKind, Laid, Sheet};
use verifying::{Verification, Verifications};

pub use changes::AnswerChange;
pub use commands::AnswerCommand;
pub use evidence::{AttachPhoto, Exhibit};
pub use giving::AnswerQuestion;
pub use notices::AnswerNotice;

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SubmissionState {
    Open,
    Submitted,
    SignedOff,
    Verified,
    Final,
    Returned,
}

impl SubmissionState {
    pub const ALL: [SubmissionState; 6] = [
        SubmissionState::Open,
        SubmissionState::Submitted,
        SubmissionState::SignedOff,
        SubmissionState::Verified,
        SubmissionState::Final,
        SubmissionState::Returned,
    ];

    pub fn code(self) -> &'static str {
        match self {
            SubmissionState::Open => "open",
            SubmissionState::Submitted => "submitted",
            SubmissionState::SignedOff => "signed_off",
            SubmissionState::Verified => "verified",
            SubmissionState::Final => "final",
            SubmissionState::Returned => "returned",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Answers can be given and changed.
    pub fn takes_answers(self) -> bool {
        matches!(self, SubmissionState::Open | SubmissionState::Returned)
    }

    /// The head's signature is still wanted.
    pub fn awaits_signature(self) -> bool {
        self.takes_answers() || self == SubmissionState::Submitted
    }
}

/// An answer as stored.
#[derive(Clone, PartialEq, Debug)]
pub struct Stored {
    pub given: Given,
    /// Counts every change of this answer, from 1.
    pub revision: i32,
    pub by: PersonId,
    pub by_name: String,
    pub at: DateTime<Utc>,
}

pub type Answers = BTreeMap<String, Stored>;

/// A submission as it stands, locked when it is about to change.
#[derive(Clone, Debug)]
pub struct Submission {
    pub id: SubmissionId,
    pub council: CouncilId,
    pub delegation: DelegationId,
    pub visit: VisitId,
    pub visit_at: DateTime<Utc>,
    pub visit_ends_at: DateTime<Utc>,
    pub visit_state: VisitState,
    pub group: GroupId,
    pub unit: UnitId,
    pub unit_name: String,
    pub sheet: Arc<Sheet>,
    pub state: SubmissionState,
    pub version: i32,
    pub due_on: NaiveDate,
    /// Without photos that could not be fetched.
    pub answers: Answers,
    /// What the delegation found on site; the answers stay as they were signed.
    pub verifications: Verifications,
    /// The heads who have had the results before them since the last of them changed.
    pub looked: Vec<PersonId>,
    /// Files that were sent for it and are here or on their way.
    pub files: BTreeMap<FetchId, Exhibit>,
    /// Evidence beside answers, by path, oldest first.
    pub evidence: BTreeMap<String, Vec<FetchId>>,
    /// Photos and files not here yet.
    pub pending_files: i64,
    pub signed: Option<(String, DateTime<Utc>)>,
    /// Why it was sent back last, and by whom.
    pub returned: Option<Returned>,
}

/// That answers were sent back to the unit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Returned {
    pub reason: String,
    pub by: String,
    pub at: DateTime<Utc>,
}

impl Submission {
    pub fn target(&self) -> Target {
        Target {
            council: self.council,
            delegation: Some(self.delegation),
            group: Some(self.group),
            unit: Some(self.unit),
        }
    }

    /// The questions that apply, given the answers so far, in the form's order.
    pub fn asks(&self, language: &str) -> Vec<Ask> {
        self.lay(language).asks
    }

    /// The questions, and what the form works out from the answers.
    pub fn lay(&self, language: &str) -> Laid {
        self.sheet.lay(&self.answers, language, self.visit_at)
    }

    pub fn is_answered(&self, path: &str) -> bool {
        self.answers.get(path).is_some_and(|stored| stored.given.is_there())
    }

    /// Counts the changes of an answer; 0: there never was one.
    pub fn revision(&self, path: &str) -> i32 {
        self.answers.get(path).map_or(0, |stored| stored.revision)
    }

    /// Answered and all, of the questions that apply.
    pub fn progress(&self) -> (usize, usize) {
        let asks = self.asks("");
        (asks.iter().filter(|ask| self.is_answered(&ask.path)).count(), asks.len())
    }

    /// Required and not answered.
    pub fn missing(&self, language: &str) -> Vec<Ask> {
        self.asks(language)
            .into_iter()
            .filter(|ask| ask.required && !self.is_answered(&ask.path))
            .collect()
    }

    /// Answered, but without the evidence that the checklist requires.
    pub fn lacking(&self, language: &str) -> Vec<Ask> {
        self.asks(language).into_iter().filter(|ask| self.lacks_evidence(ask)).collect()
    }

    pub fn lacks_evidence(&self, ask: &Ask) -> bool {
        let has_photo = ask.kind == AskKind::Photo;
        ask.wants_evidence()
            && !has_photo
            && self.is_answered(&ask.path)
            && self.evidence_of(&ask.path).is_empty()
    }

    pub fn evidence_of(&self, path: &str) -> Vec<&Exhibit> {
        let fetches = self.evidence.get(path).map(Vec::as_slice).unwrap_or_default();
        fetches.iter().filter_map(|fetch| self.files.get(fetch)).collect()
    }

    /// Everything sent for a question: photos that are the answer, then evidence, then what the
    /// delegation saw on site.
    pub fn files_of(&self, path: &str) -> Vec<&Exhibit> {
        let photos = match self.answers.get(path).map(|stored| &stored.given) {
            Some(Given::Photo { fetches }) => fetches.as_slice(),
            _ => &[],
        };
        let photos = photos.iter().filter_map(|fetch| self.files.get(fetch));
        let seen = self.verifications.get(path).map(Verification::files).unwrap_or_default();
        let seen = seen.into_iter().filter_map(|fetch| self.files.get(&fetch));
        photos.chain(self.evidence_of(path)).chain(seen).collect()
    }

    /// Whether nothing was said or sent in a row of a repeat.
    pub fn is_empty_row(&self, repeat: &str, index: usize) -> bool {
        let inside = format!("{repeat}[{index}]/");
        let answered = |(path, stored): (&String, &Stored)| {
            path.starts_with(&inside) && stored.given.is_there()
        };
        !self.answers.iter().any(answered)
            && !self.evidence.iter().any(|(path, of)| path.starts_with(&inside) && !of.is_empty())
    }

    pub(super) fn notice(&self, kind: NoticeKind, to: Vec<To>) -> Notice {
        Notice { kind, subject: self.id.0, generation: i64::from(self.version), to }
    }
}

/// Hand the answers to the head for signature.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Submit {
    pub submission: SubmissionId,
    pub version: i32,
}

impl Submit {
    pub fn decide(self, actor: &Actor, submission: Option<Submission>) -> Decided {
        let submission = submission.ok_or(Refusal::Gone)?;
        require(actor, Action::FillSubmission, &submission.target())?;
        if submission.state == SubmissionState::Submitted {
            return Err(Refusal::AlreadyDone);
        }
        may_fill(actor, &submission)?;
        complete(&submission, self.version)?;
        Ok(Decision {
            changes: vec![Change::Answers(AnswerChange::SetState {
                submission: submission.id,
                state: SubmissionState::Submitted,
                by: actor.id,
            })],
            notices: vec![submission.notice(
                NoticeKind::Answers(AnswerNotice::Submitted {
                    submission: submission.id,
                    unit: submission.unit_name.clone(),
                    by: actor.name.clone(),
                    visit_at: submission.visit_at,
                }),
                vec![To::Heads(submission.unit)],
            )],
            outcome: Outcome::Done,
        })
    }
}

/// Take submitted, unsigned answers back to change them.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Reopen {
    pub submission: SubmissionId,
    pub version: i32,
}

impl Reopen {
    pub fn decide(self, actor: &Actor, submission: Option<Submission>) -> Decided {
        let submission = submission.ok_or(Refusal::Gone)?;
        require(actor, Action::FillSubmission, &submission.target())?;
        if submission.state != SubmissionState::Submitted {
            return Err(Refusal::WrongState);
        }
        if submission.version != self.version {
            return Err(Refusal::Changed);
        }
        Ok(Decision {
            changes: vec![Change::Answers(AnswerChange::SetState {
                submission: submission.id,
                state: SubmissionState::Open,
                by: actor.id,
            })],
            notices: vec![],
            outcome: Outcome::Done,
        })
    }
}

/// The head signs. The project's record, not a digital signature in law: the screen says so.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SignSubmission {
    pub submission: SubmissionId,
    pub version: i32,
}

impl SignSubmission {
    pub fn decide(self, actor: &Actor, submission: Option<Submission>) -> Decided {
        let submission = submission.ok_or(Refusal::Gone)?;
        require(actor, Action::SignSubmission, &submission.target())?;
        if !submission.state.awaits_signature() {
            return Err(Refusal::AlreadyDone);
        }
        complete(&submission, self.version)?;
        if submission.pending_files > 0 {
            return Err(Refusal::FilesPending { count: submission.pending_files });
        }
        Ok(Decision {
            changes: vec![
                Change::Answers(AnswerChange::SetState {
                    submission: submission.id,
                    state: SubmissionState::SignedOff,
                    by: actor.id,
                }),
                Change::Reminders(ReminderChange::EndDeadline {
                    subject: Subject::Submission(submission.id),
                }),
            ],
            notices: vec![submission.notice(
                NoticeKind::Answers(AnswerNotice::Signed {
                    submission: submission.id,
                    unit: submission.unit_name.clone(),
                    by: actor.name.clone(),
                    visit_at: submission.visit_at,
                }),
                vec![
                    To::UnitPeople(submission.unit),
                    To::GroupPeople(submission.group),
                    To::Secretariat(submission.council),
                ],
            )],
            outcome: Outcome::Done,
        })
    }
}

fn complete(submission: &Submission, version: i32) -> Result<(), Refusal> {
    if submission.version != version {
        return Err(Refusal::Changed);
    }
    match (submission.missing("").len(), submission.lacking("").len()) {
        (0, 0) => Ok(()),
        (0, count) => Err(Refusal::EvidenceMissing { count }),
        (missing, _) => Err(Refusal::Incomplete { missing }),
    }
}
