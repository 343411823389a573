//! The draft: the chair's conclusion, and the freezing that ends it.

use super::told::holders;
use super::{
    FrozenMinutes, Minutes, MinutesChange, MinutesContent, MinutesNotice, MinutesState, digest,
};
use crate::domain::answers::given::AnswerProblem;
use crate::domain::decision::{Change, Decided, Decision, Outcome, Refusal, require};
use crate::domain::ids::*;
use crate::domain::notice::NoticeKind;
use crate::domain::people::{Action, Actor};
use crate::domain::visits::VisitState;
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

/// Longest conclusion, characters.
pub const MAX_CONCLUSION: usize = 20_000;

/// Something done with a draft. It goes by what the person was shown: the conclusion's revision, or
/// the content as a whole.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct DraftMinutes {
    pub visit: VisitId,
    pub act: DraftAct,
}

/// What is done with it; the words are those of the audit.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
pub enum DraftAct {
    /// Add to the chair's conclusion, or write it anew.
    #[strum(serialize = "write_conclusion")]
    Conclude {
        text: String,
        /// The revision whose words are replaced; `None`: these come after what is there.
        replaces: Option<i32>,
    },
    /// Lay the draft before the signers: from now on nothing in it changes.
    #[strum(serialize = "freeze_minutes")]
    Freeze {
        /// [`MinutesContent::digest`] of what the person was shown.
        content: [u8; 32],
    },
}

/// What a decision about a draft needs to know.
pub struct DraftFacts {
    pub minutes: Minutes,
    /// To be frozen: what the record comes to now, and the same in Vietnamese.
    pub text: Option<(MinutesContent, String)>,
}

impl DraftMinutes {
    pub fn decide(self, actor: &Actor, facts: Option<DraftFacts>) -> Decided {
        let DraftFacts { minutes, text: composed } = facts.ok_or(Refusal::Gone)?;
        require(actor, Action::DraftMinutes, &minutes.visit.target())?;
        match (minutes.visit.state, minutes.state) {
            (VisitState::Minutes, MinutesState::Draft) => {}
            (VisitState::Minutes, MinutesState::Frozen) | (VisitState::Closed, _) => {
                return Err(Refusal::AlreadyDone);
            }
            _ => return Err(Refusal::WrongState),
        }
        match self.act {
            DraftAct::Conclude { text, replaces } => conclude(&minutes, &text, replaces),
            DraftAct::Freeze { content: shown } => {
                let (content, text) = composed.ok_or(Refusal::Gone)?;
                freeze(actor, &minutes, shown, (content, text))
            }
        }
    }
}

fn conclude(minutes: &Minutes, text: &str, replaces: Option<i32>) -> Decided {
    let text = text.trim();
    if text.is_empty() {
        return Err(Refusal::ReasonWanted);
    }
    let conclusion = match replaces {
        Some(revision) if revision != minutes.revision => return Err(Refusal::Changed),
        None if !minutes.conclusion.is_empty() => format!("{}\n{text}", minutes.conclusion),
        Some(_) | None => text.to_owned(),
    };
    if conclusion.chars().count() > MAX_CONCLUSION {
        return Err(Refusal::BadAnswer(AnswerProblem::TooLong { limit: MAX_CONCLUSION }));
    }
    Ok(Decision {
        changes: vec![Change::Minutes(MinutesChange::SaveConclusion {
            visit: minutes.visit.id,
            council: minutes.visit.council,
            version: minutes.version,
            conclusion,
            revision: minutes.revision + 1,
        })],
        notices: vec![],
        outcome: Outcome::Done,
    })
}

fn freeze(
    actor: &Actor,
    minutes: &Minutes,
    shown: [u8; 32],
    (content, text): (MinutesContent, String),
) -> Decided {
    if content.digest() != shown {
        return Err(Refusal::Changed);
    }
    if minutes.conclusion.is_empty() {
        return Err(Refusal::ConclusionWanted);
    }
    // A unit may sign on paper; the delegation's own seats are signed in chat.
    if minutes.seats.iter().any(|it| it.seat.unit().is_none() && it.holders.is_empty()) {
        return Err(Refusal::SignerMissing);
    }
    let sha256 = digest(&text);
    let visit = &minutes.visit;
    let kind = NoticeKind::Minutes(MinutesNotice::ToSign {
        visit: visit.brief(),
        by: actor.name.clone(),
        sha256,
    });
    Ok(Decision {
        notices: vec![minutes.notice(kind, holders(minutes.seats.iter()))],
        changes: vec![Change::Minutes(MinutesChange::Freeze(Box::new(FrozenMinutes {
            visit: visit.id,
            council: visit.council,
            version: minutes.version,
            conclusion: minutes.conclusion.clone(),
            revision: minutes.revision,
            content,
            text,
            sha256,
            by: actor.id,
        })))],
        outcome: Outcome::Done,
    })
}
