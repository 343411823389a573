//! The head's dispute of an adjustment, and the group's answer: adjusted ⇄ disputed.

use serde::{Deserialize, Serialize};

use super::given::Given;
use super::notices::AnswerNotice;
use super::result::{Asked, check_note};
use super::told::told;
use super::{Ask, Dispute, Finding, Found, Method, Submission, SubmissionState, Verification};
use crate::domain::decision::{Decided, Decision, Outcome, Refusal};
use crate::domain::ids::*;
use crate::domain::notice::To;

/// How the group answers a dispute.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Settlement {
    /// The adjustment stands, with a note that says why.
    Keep,
    /// Something else was found; needs a note, too.
    Change { value: Given, method: Method },
    /// The unit's own value stands.
    Accept,
}

/// Nothing changes after final, and nothing is disputed before it is verified.
pub(super) fn changeable(it: &Submission) -> Result<(), Refusal> {
    match it.state {
        SubmissionState::SignedOff | SubmissionState::Verified => Ok(()),
        _ => Err(Refusal::WrongState),
    }
}

pub(super) fn dispute(asked: Asked<'_>, reason: &str) -> Decided {
    let (it, actor) = (asked.it, asked.actor);
    let result = asked.result().ok_or(Refusal::WrongState)?;
    if result.is_disputed() {
        return Err(Refusal::AlreadyDone);
    }
    if result.revision != asked.seen {
        return Err(Refusal::VerifiedMeanwhile { by: result.by_name.clone() });
    }
    let Finding::Adjusted(found) = &result.finding else {
        return Err(Refusal::WrongState);
    };
    let reason = reason.trim().to_owned();
    if reason.is_empty() {
        return Err(Refusal::ReasonWanted);
    }
    check_note(&reason, true)?;
    let disputed = Verification {
        finding: Finding::Disputed(found.clone()),
        revision: result.revision + 1,
        dispute: Some(Dispute {
            reason: reason.clone(),
            by: actor.id,
            by_name: actor.name.clone(),
            at: asked.now,
        }),
        ..result.clone()
    };
    let notice = AnswerNotice::Disputed {
        submission: it.id,
        unit: it.unit_name.clone(),
        ask: Box::new(Ask::clone(&asked.ask)),
        reason,
        by: actor.name.clone(),
    };
    Ok(Decision {
        notices: vec![told(it, notice, vec![To::GroupPeople(it.group)])],
        changes: vec![asked.save(disputed)],
        outcome: Outcome::Done,
    })
}

pub(super) fn settle(
    asked: Asked<'_>,
    answer: &Settlement,
    note: &str,
    photos: &[FetchId],
) -> Decided {
    let (it, actor) = (asked.it, asked.actor);
    let result = asked.result().ok_or(Refusal::WrongState)?;
    let Finding::Disputed(found) = &result.finding else {
        return Err(Refusal::AlreadyDone);
    };
    if result.revision != asked.seen {
        return Err(Refusal::Changed);
    }
    let note = crate::text::single_line(note);
    check_note(&note, *answer != Settlement::Accept)?;
    asked.sent_for_this(photos)?;
    let (finding, said) = match answer {
        // Why it was adjusted stays beside why it stands.
        Settlement::Keep => (Finding::Adjusted(found.clone()), format!("{}\n{note}", result.note)),
        Settlement::Change { value, method } => {
            if *value == found.value {
                return Err(Refusal::NothingAdjusted);
            }
            asked.check_found(value)?;
            let found = Found { value: value.clone(), method: *method };
            (Finding::Adjusted(found), note.clone())
        }
        Settlement::Accept => (Finding::Matched, note.clone()),
    };
    let notice = match (answer, &finding) {
        (Settlement::Change { .. }, Finding::Adjusted(found)) => asked.adjusted(found, &note),
        _ => asked.tell_unit(AnswerNotice::DisputeSettled {
            submission: it.id,
            unit: it.unit_name.clone(),
            ask: Box::new(Ask::clone(&asked.ask)),
            accepted: *answer == Settlement::Accept,
            note,
            by: actor.name.clone(),
        }),
    };
    let settled = Verification {
        finding,
        note: said,
        photos: [result.photos.as_slice(), photos].concat(),
        revision: result.revision + 1,
        by: actor.id,
        by_name: actor.name.clone(),
        at: asked.now,
        dispute: result.dispute.clone(),
    };
    Ok(Decision {
        changes: vec![asked.save(settled)],
        notices: vec![notice],
        outcome: Outcome::Done,
    })
}
