//! A unit's answers to a checklist: given one by one, by several people at once, submitted, signed.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::answer::{AnswerProblem, Given};
use super::checklist::{Ask, Sheet};
use super::deadline::Subject;
use super::decision::{Change, Decided, Decision, Outcome, Refusal};
use super::file::Arrival;
use super::ids::*;
use super::notice::{Notice, NoticeKind, To};
use super::person::{Action, Actor, Target, require};
use super::verification::Verifications;
use super::visit::VisitState;

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
    pub visit_state: VisitState,
    pub group: GroupId,
    pub unit: UnitId,
    pub unit_name: String,
    pub sheet: Arc<Sheet>,
    pub state: SubmissionState,
    pub version: i32,
    pub due_on: NaiveDate,
    pub answers: Answers,
    /// What the delegation found on site; the answers stay as they were signed.
    pub verifications: Verifications,
    /// The heads who have had the results before them since the last of them changed.
    pub looked: Vec<PersonId>,
    /// Photos not here yet.
    pub pending_files: i64,
    pub signed: Option<(String, DateTime<Utc>)>,
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
        self.sheet.asks(&self.answers, language, self.visit_at)
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

    pub(super) fn notice(&self, kind: NoticeKind, to: Vec<To>) -> Notice {
        Notice { kind, subject: self.id.0, generation: i64::from(self.version), to }
    }
}

/// Give, change or take back one answer.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct AnswerQuestion {
    pub submission: SubmissionId,
    pub path: String,
    pub given: Given,
    /// The revision the person had before them; 0: no answer yet. Two officers at one question
    /// cannot overwrite each other unseen.
    pub seen: i32,
}

impl AnswerQuestion {
    pub fn decide(self, actor: &Actor, submission: Option<Submission>) -> Decided {
        let submission = submission.ok_or(Refusal::Gone)?;
        may_fill(actor, &submission)?;
        let changes = save(actor, &submission, &self.path, self.given, self.seen)?;
        Ok(Decision { changes, notices: vec![], outcome: Outcome::Done })
    }
}

/// A photo as the answer; the bytes follow.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct AttachPhoto {
    pub submission: SubmissionId,
    pub path: String,
    pub file: Arrival,
}

impl AttachPhoto {
    pub fn decide(self, actor: &Actor, submission: Option<Submission>, fetch: FetchId) -> Decided {
        let submission = submission.ok_or(Refusal::Gone)?;
        may_fill(actor, &submission)?;
        if self.file.size > super::file::MAX_BYTES {
            let megabytes = super::file::MAX_BYTES / (1024 * 1024);
            return Err(Refusal::BadAnswer(AnswerProblem::TooLarge { megabytes }));
        }
        // Albums have no end marker: each photo is added as it arrives.
        let (mut fetches, seen) = match submission.answers.get(&self.path) {
            Some(Stored { given: Given::Photo { fetches }, revision, .. }) => {
                (fetches.clone(), *revision)
            }
            Some(stored) => (vec![], stored.revision),
            None => (vec![], 0),
        };
        fetches.push(fetch);
        let mut changes = vec![Change::FetchFile {
            fetch,
            by: actor.id,
            account: actor.account,
            file: self.file,
            submission: Some(submission.id),
        }];
        changes.extend(save(actor, &submission, &self.path, Given::Photo { fetches }, seen)?);
        Ok(Decision { changes, notices: vec![], outcome: Outcome::Done })
    }
}

fn may_fill(actor: &Actor, submission: &Submission) -> Result<(), Refusal> {
    require(actor, Action::FillSubmission, &submission.target())?;
    if submission.state.takes_answers() { Ok(()) } else { Err(Refusal::WrongState) }
}

fn save(
    actor: &Actor,
    submission: &Submission,
    path: &str,
    given: Given,
    seen: i32,
) -> Result<Vec<Change>, Refusal> {
    let asks = submission.asks(actor.locale.code());
    let ask = asks
        .iter()
        .find(|ask| ask.path == path)
        .ok_or(Refusal::BadAnswer(AnswerProblem::UnknownQuestion))?;
    let now = submission.answers.get(path);
    let revision = submission.revision(path);
    if revision != seen {
        if let Some(now) = now
            && now.given != given
        {
            return Err(Refusal::AnsweredMeanwhile { by: now.by_name.clone() });
        }
        // The same answer twice (a double tap, two officers who agree) is no conflict.
        return Ok(vec![]);
    }
    if now.is_some_and(|now| now.given == given) {
        return Ok(vec![]);
    }
    if given.is_there() {
        ask.check(&given).map_err(Refusal::BadAnswer)?;
        submission
            .sheet
            .check(&submission.answers, path, &given, actor.locale.code(), submission.visit_at)
            .map_err(Refusal::BadAnswer)?;
    }
    Ok(vec![Change::SaveAnswer {
        submission: submission.id,
        path: path.to_owned(),
        given,
        revision: revision + 1,
        by: actor.id,
    }])
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
            changes: vec![Change::SetSubmissionState {
                submission: submission.id,
                state: SubmissionState::Submitted,
                by: actor.id,
            }],
            notices: vec![submission.notice(
                NoticeKind::SubmissionSubmitted {
                    submission: submission.id,
                    unit: submission.unit_name.clone(),
                    by: actor.name.clone(),
                    visit_at: submission.visit_at,
                },
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
            changes: vec![Change::SetSubmissionState {
                submission: submission.id,
                state: SubmissionState::Open,
                by: actor.id,
            }],
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
                Change::SetSubmissionState {
                    submission: submission.id,
                    state: SubmissionState::SignedOff,
                    by: actor.id,
                },
                Change::EndDeadline { subject: Subject::Submission(submission.id) },
            ],
            notices: vec![submission.notice(
                NoticeKind::SubmissionSigned {
                    submission: submission.id,
                    unit: submission.unit_name.clone(),
                    by: actor.name.clone(),
                    visit_at: submission.visit_at,
                },
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
    match submission.missing("").len() {
        0 => Ok(()),
        missing => Err(Refusal::Incomplete { missing }),
    }
}
