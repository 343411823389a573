//! The result of one answer: matched in a tap, adjusted with method and note, or not verifiable;
//! disputed by the unit's head, and settled.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

use super::dispute::{Settlement, changeable, dispute, settle};
use super::given::Given;
use super::notices::AnswerNotice;
use super::result::{Asked, answered, at_work, check_note, may_verify};
use super::{Ask, Finding, Found, Method, Submission, Verification};
use crate::domain::decision::{Decided, Decision, Outcome, Refusal, require};
use crate::domain::ids::*;
use crate::domain::people::{Action, Actor};

/// Something done with the result of one answer. It goes by the result's own revision: two verifiers
/// at one question cannot overwrite each other unseen.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct VerifyAnswer {
    pub submission: SubmissionId,
    pub path: String,
    /// The revision of the result that the person had before them; 0: no result yet.
    pub seen: i32,
    pub act: VerifyAct,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
pub enum VerifyAct {
    /// By the group: give the answer its result, or another one. An adjustment needs method and
    /// note, an answer that cannot be verified a note.
    #[strum(serialize = "verify_answer")]
    Verdict {
        verdict: Verdict,
        #[serde(default)]
        note: String,
        #[serde(default)]
        photos: Vec<FetchId>,
    },
    /// By the unit's head, who sees an adjustment otherwise. Possible until the submission is final.
    #[strum(serialize = "dispute_verification")]
    Dispute { reason: String },
    /// By the group: answer a dispute.
    #[strum(serialize = "settle_dispute")]
    Settle {
        answer: Settlement,
        #[serde(default)]
        note: String,
        #[serde(default)]
        photos: Vec<FetchId>,
    },
}

/// What somebody of the group says of an answer.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Matched,
    Adjusted { value: Given, method: Method },
    NotVerifiable,
}

impl VerifyAnswer {
    /// `sent`: the photos that were sent for this very question.
    pub fn decide(
        self,
        actor: &Actor,
        it: Submission,
        sent: &[FetchId],
        now: DateTime<Utc>,
    ) -> Decided {
        match self.act {
            VerifyAct::Verdict { .. } => {
                may_verify(actor, Action::VerifyAnswers, &it)?;
                at_work(&it)?;
            }
            VerifyAct::Dispute { .. } => {
                require(actor, Action::DisputeVerification, &it.target())?;
                changeable(&it)?;
            }
            VerifyAct::Settle { .. } => {
                may_verify(actor, Action::VerifyAnswers, &it)?;
                changeable(&it)?;
            }
        }
        let ask = answered(actor, &it, &self.path)?;
        let asked = Asked { actor, it: &it, ask, seen: self.seen, sent, now };
        match self.act {
            VerifyAct::Verdict { verdict, note, photos } => judge(asked, verdict, &note, photos),
            VerifyAct::Dispute { reason } => dispute(asked, &reason),
            VerifyAct::Settle { answer, note, photos } => settle(asked, &answer, &note, &photos),
        }
    }
}

fn judge(asked: Asked<'_>, verdict: Verdict, note: &str, photos: Vec<FetchId>) -> Decided {
    let finding = match verdict {
        Verdict::Matched => Finding::Matched,
        Verdict::NotVerifiable => Finding::NotVerifiable,
        Verdict::Adjusted { value, method } => Finding::Adjusted(Found { value, method }),
    };
    let note = crate::text::single_line(note);
    let now_there = asked.result();
    if let Some(there) = now_there {
        if there.finding == finding && there.note == note && there.photos == photos {
            // The same result twice (a double tap, two who agree) is no conflict.
            return Ok(Decision::outcome(Outcome::Done));
        }
        if there.revision != asked.seen {
            return Err(Refusal::VerifiedMeanwhile { by: there.by_name.clone() });
        }
        // What the unit disputes is answered, not verified anew.
        if there.is_disputed() {
            return Err(Refusal::WrongState);
        }
    }
    if let Finding::Adjusted(found) = &finding {
        asked.check_found(&found.value)?;
    }
    check_note(&note, finding != Finding::Matched)?;
    asked.sent_for_this(&photos)?;
    let (it, actor) = (asked.it, asked.actor);
    let notices = match (&finding, now_there.and_then(|there| there.finding.found())) {
        (Finding::Adjusted(found), _) => vec![asked.adjusted(found, &note)],
        // The unit was told of an adjustment that does not stand any more.
        (Finding::Matched | Finding::NotVerifiable, Some(_)) => {
            vec![asked.tell_unit(AnswerNotice::AdjustmentWithdrawn {
                submission: it.id,
                unit: it.unit_name.clone(),
                ask: Box::new(Ask::clone(&asked.ask)),
                matched: finding == Finding::Matched,
                by: actor.name.clone(),
            })]
        }
        _ => vec![],
    };
    let result = Verification {
        finding,
        note,
        photos,
        revision: it.verified_revision(&asked.ask.path) + 1,
        by: actor.id,
        by_name: actor.name.clone(),
        at: asked.now,
        dispute: now_there.and_then(|there| there.dispute.clone()),
    };
    Ok(Decision { changes: vec![asked.save(result)], notices, outcome: Outcome::Done })
}
