//! Photos and files: as the answer to a question that asks for a photo, or as evidence beside one.
//! The bytes follow after the commit; what could not be fetched is never counted.

use super::given::{AnswerProblem, Given};
use super::giving::{may_fill, save};
use super::{Stored, Submission};
use crate::domain::answers::AnswerChange;
use crate::domain::decision::{Change, Decided, Decision, Outcome, Refusal};
use crate::domain::file::Arrival;
use crate::domain::ids::*;
use crate::domain::people::Actor;
use serde::{Deserialize, Serialize};

/// Most files that one question takes: two albums and some.
pub const MAX_FILES: usize = 30;

/// A file that was sent for a submission and has not been lost.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Exhibit {
    pub fetch: FetchId,
    pub name: String,
    pub mime: String,
    /// Of the bytes, in hex; `None`: they are on their way.
    pub sha256: Option<String>,
    /// Bytes; 0 while they are on their way.
    pub size: i64,
}

impl Exhibit {
    pub fn is_photo(&self) -> bool {
        self.mime.starts_with("image/")
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
        // Albums have no end marker: each photo is added as it arrives.
        let (mut fetches, seen) = match submission.answers.get(&self.path) {
            Some(Stored { given: Given::Photo { fetches }, revision, .. }) => {
                (fetches.clone(), *revision)
            }
            Some(stored) => (vec![], stored.revision),
            None => (vec![], 0),
        };
        let mut changes = vec![self.file.fetched(fetch, actor, Some(submission.id))?];
        has_room(fetches.len())?;
        fetches.push(fetch);
        changes.extend(save(actor, &submission, &self.path, Given::Photo { fetches }, seen)?);
        Ok(Decision { changes, notices: vec![], outcome: Outcome::Done })
    }
}

/// A photo or a file beside an answer.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct AttachEvidence {
    pub submission: SubmissionId,
    pub path: String,
    pub file: Arrival,
}

impl AttachEvidence {
    pub fn decide(self, actor: &Actor, submission: Option<Submission>, fetch: FetchId) -> Decided {
        let submission = submission.ok_or(Refusal::Gone)?;
        may_fill(actor, &submission)?;
        if !submission.asks("").iter().any(|ask| ask.path == self.path) {
            return Err(Refusal::BadAnswer(AnswerProblem::UnknownQuestion));
        }
        let file = self.file.fetched(fetch, actor, Some(submission.id))?;
        has_room(submission.evidence_of(&self.path).len())?;
        Ok(Decision {
            changes: vec![
                file,
                Change::Answers(AnswerChange::AddEvidence {
                    submission: submission.id,
                    path: self.path,
                    fetch,
                    by: actor.id,
                }),
            ],
            notices: vec![],
            outcome: Outcome::Done,
        })
    }
}

/// Take a piece of evidence away again; the record that it was there stays.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct RemoveEvidence {
    pub submission: SubmissionId,
    pub path: String,
    pub fetch: FetchId,
}

impl RemoveEvidence {
    pub fn decide(self, actor: &Actor, submission: Option<Submission>) -> Decided {
        let submission = submission.ok_or(Refusal::Gone)?;
        may_fill(actor, &submission)?;
        if !submission.evidence_of(&self.path).iter().any(|file| file.fetch == self.fetch) {
            return Err(Refusal::AlreadyDone);
        }
        Ok(Decision {
            changes: vec![Change::Answers(AnswerChange::RemoveEvidence {
                submission: submission.id,
                fetch: self.fetch,
                by: actor.id,
            })],
            notices: vec![],
            outcome: Outcome::Done,
        })
    }
}

fn has_room(there: usize) -> Result<(), Refusal> {
    if there >= MAX_FILES {
        return Err(Refusal::BadAnswer(AnswerProblem::TooManyFiles { limit: MAX_FILES }));
    }
    Ok(())
}
