//! Photos and files: as the answer to a question that asks for a photo, as evidence beside one, as
//! what a verifier saw. The bytes follow after the commit; what could not be fetched never counts.

use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

use super::changes::AnswerChange;
use super::fill::{asked, may_fill, save};
use super::given::{AnswerProblem, Given, Stored};
use super::result::{answered, at_work, may_verify};
use super::{Submission, SubmissionState, Verification};
use crate::domain::decision::{Change, Decided, Decision, Outcome, Refusal};
use crate::domain::file::Arrival;
use crate::domain::ids::*;
use crate::domain::people::{Action, Actor};

/// Most files that one question takes: two albums and some.
const MAX_FILES: usize = 30;

/// A file for a question. Albums have no end marker: each is added as it arrives, whatever the
/// version.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SendFile {
    pub submission: SubmissionId,
    pub path: String,
    pub file: Arrival,
    pub use_as: FileUse,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
pub enum FileUse {
    /// A photo as the answer.
    #[strum(serialize = "attach_photo")]
    Answer,
    /// A photo or a file beside an answer.
    #[strum(serialize = "attach_evidence")]
    Evidence,
    /// A photo for a result in the making.
    #[strum(serialize = "photograph_finding")]
    Finding,
}

impl SendFile {
    pub fn decide(self, actor: &Actor, it: Submission, fetch: FetchId) -> Decided {
        match self.use_as {
            FileUse::Answer => self.answer(actor, &it, fetch),
            FileUse::Evidence => self.evidence(actor, &it, fetch),
            FileUse::Finding => self.finding(actor, &it, fetch),
        }
    }

    fn answer(self, actor: &Actor, it: &Submission, fetch: FetchId) -> Decided {
        may_fill(actor, it)?;
        let (mut fetches, seen) = match it.answers.get(&self.path) {
            Some(Stored { given: Given::Photo { fetches }, revision, .. }) => {
                (fetches.clone(), *revision)
            }
            Some(stored) => (vec![], stored.revision),
            None => (vec![], 0),
        };
        let mut changes = vec![self.file.fetched(fetch, actor, Some(it.id))?];
        has_room(fetches.len())?;
        fetches.push(fetch);
        changes.extend(save(actor, it, &self.path, Given::Photo { fetches }, seen)?);
        Ok(Decision { changes, notices: vec![], outcome: Outcome::Done })
    }

    fn evidence(self, actor: &Actor, it: &Submission, fetch: FetchId) -> Decided {
        may_fill(actor, it)?;
        asked(actor, it, &self.path)?;
        let file = self.file.fetched(fetch, actor, Some(it.id))?;
        has_room(it.evidence_of(&self.path).len())?;
        let (submission, path, by) = (it.id, self.path, actor.id);
        let evidence = AnswerChange::AddEvidence { submission, path, fetch, by };
        let changes = vec![file, Change::Answers(evidence)];
        Ok(Decision { changes, notices: vec![], outcome: Outcome::Done })
    }

    fn finding(self, actor: &Actor, it: &Submission, fetch: FetchId) -> Decided {
        may_verify(actor, Action::VerifyAnswers, it)?;
        // A dispute is answered after the visit, too.
        let disputed = it.verifications.get(&self.path).is_some_and(Verification::is_disputed);
        if !disputed || it.state == SubmissionState::Final {
            at_work(it)?;
        }
        answered(actor, it, &self.path)?;
        let changes = vec![self.file.fetched(fetch, actor, Some(it.id))?];
        Ok(Decision { changes, notices: vec![], outcome: Outcome::Photo(fetch) })
    }
}

fn has_room(there: usize) -> Result<(), Refusal> {
    if there >= MAX_FILES {
        return Err(Refusal::BadAnswer(AnswerProblem::TooManyFiles { limit: MAX_FILES }));
    }
    Ok(())
}
