//! The result of one answer: matched in a tap, adjusted with method and note, or not verifiable.

use super::super::given::Given;
use super::super::{Submission, SubmissionState};
use super::{
    Finding, Found, Method, Verification, adjusted, at_work, check_note, may_verify, own_photos,
    save, sent_for_this,
};
use crate::domain::answers::AnswerNotice;
use crate::domain::decision::{Decided, Decision, Outcome, Refusal};
use crate::domain::file::Arrival;
use crate::domain::ids::*;
use crate::domain::notice::{NoticeKind, To};
use crate::domain::people::{Action, Actor};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What somebody of the group says of an answer.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Matched,
    Adjusted { value: Given, method: Method },
    NotVerifiable,
}

/// Give one answer its result, or another one. An adjustment needs method and note, an answer that
/// cannot be verified a note.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct VerifyAnswer {
    pub submission: SubmissionId,
    pub path: String,
    pub verdict: Verdict,
    #[serde(default)]
    pub note: String,
    #[serde(default)]
    pub photos: Vec<FetchId>,
    /// The revision the person had before them; 0: no result yet. Two verifiers at one question
    /// cannot overwrite each other unseen.
    pub seen: i32,
}

impl VerifyAnswer {
    /// `photos`: those that were sent for this very question.
    pub fn decide(
        self,
        actor: &Actor,
        submission: Option<Submission>,
        photos: &[FetchId],
        now: DateTime<Utc>,
    ) -> Decided {
        let submission = submission.ok_or(Refusal::Gone)?;
        may_verify(actor, Action::VerifyAnswers, &submission)?;
        at_work(&submission)?;
        let language = actor.locale.code();
        let ask = submission.answered(&self.path, language)?;
        let finding = match self.verdict {
            Verdict::Matched => Finding::Matched,
            Verdict::NotVerifiable => Finding::NotVerifiable,
            Verdict::Adjusted { value, method } => Finding::Adjusted(Found { value, method }),
        };
        let note = crate::text::single_line(&self.note);
        let now_there = submission.verifications.get(&self.path);
        if let Some(there) = now_there {
            if there.finding == finding && there.note == note && there.photos == self.photos {
                // The same result twice (a double tap, two who agree) is no conflict.
                return Ok(Decision::outcome(Outcome::Done));
            }
            if there.revision != self.seen {
                return Err(Refusal::VerifiedMeanwhile { by: there.by_name.clone() });
            }
            // What the unit disputes is answered, not verified anew.
            if there.is_disputed() {
                return Err(Refusal::WrongState);
            }
        }
        if let Finding::Adjusted(found) = &finding {
            submission.check_found(&ask, &found.value, language)?;
            own_photos(&found.value, photos)?;
        }
        check_note(&note, finding != Finding::Matched)?;
        sent_for_this(&self.photos, photos)?;
        let notices = match (&finding, now_there.and_then(|there| there.finding.found())) {
            (Finding::Adjusted(found), _) => {
                vec![adjusted(actor, &submission, ask, found, &note)]
            }
            // The unit was told of an adjustment that does not stand any more.
            (Finding::Matched | Finding::NotVerifiable, Some(_)) => {
                vec![submission.notice(
                    NoticeKind::Answers(AnswerNotice::AdjustmentWithdrawn {
                        submission: submission.id,
                        unit: submission.unit_name.clone(),
                        ask: Box::new(ask),
                        matched: finding == Finding::Matched,
                        by: actor.name.clone(),
                    }),
                    vec![To::UnitPeople(submission.unit)],
                )]
            }
            _ => vec![],
        };
        let result = Verification {
            finding,
            note,
            photos: self.photos,
            revision: submission.verified_revision(&self.path) + 1,
            by: actor.id,
            by_name: actor.name.clone(),
            at: now,
            dispute: now_there.and_then(|there| there.dispute.clone()),
        };
        Ok(Decision {
            changes: vec![save(&submission, self.path, result)],
            notices,
            outcome: Outcome::Done,
        })
    }
}

/// A photo for a result in the making; the bytes follow.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct PhotographFinding {
    pub submission: SubmissionId,
    pub path: String,
    pub file: Arrival,
}

impl PhotographFinding {
    pub fn decide(self, actor: &Actor, submission: Option<Submission>, fetch: FetchId) -> Decided {
        let submission = submission.ok_or(Refusal::Gone)?;
        may_verify(actor, Action::VerifyAnswers, &submission)?;
        // A dispute is answered after the visit, too.
        match submission.verifications.get(&self.path).is_some_and(Verification::is_disputed) {
            true if submission.state != SubmissionState::Final => {}
            _ => at_work(&submission)?,
        }
        submission.answered(&self.path, actor.locale.code())?;
        Ok(Decision {
            changes: vec![self.file.fetched(fetch, actor, Some(submission.id))?],
            notices: vec![],
            outcome: Outcome::Photo(fetch),
        })
    }
}
