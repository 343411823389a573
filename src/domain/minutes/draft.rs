//! The draft: the chair's conclusion, and the freezing that ends it.

use super::{Minutes, MinutesContent, MinutesState, digest, people};
use crate::domain::answers::given::AnswerProblem;
use crate::domain::decision::{Change, Decided, Decision, Outcome, Refusal, require};
use crate::domain::ids::*;
use crate::domain::minutes::{MinutesChange, MinutesNotice};
use crate::domain::notice::NoticeKind;
use crate::domain::people::{Action, Actor};
use crate::domain::visits::VisitState;
use serde::{Deserialize, Serialize};

/// Longest conclusion, characters.
pub const MAX_CONCLUSION: usize = 20_000;

/// Add to the chair's conclusion, or write it anew.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct WriteConclusion {
    pub visit: VisitId,
    pub text: String,
    /// The revision whose words are replaced; `None`: these come after what is there.
    pub replaces: Option<i32>,
}

impl WriteConclusion {
    pub fn decide(self, actor: &Actor, minutes: Option<Minutes>) -> Decided {
        let minutes = minutes.ok_or(Refusal::Gone)?;
        drafts(actor, &minutes)?;
        let text = self.text.trim();
        if text.is_empty() {
            return Err(Refusal::ReasonWanted);
        }
        let conclusion = match self.replaces {
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
}

/// Lay the draft before the signers: from now on nothing in it changes.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct FreezeMinutes {
    pub visit: VisitId,
    /// [`MinutesContent::digest`] of what the person was shown.
    pub content: [u8; 32],
}

pub struct FreezeFacts {
    pub minutes: Minutes,
    /// What the record comes to now.
    pub content: MinutesContent,
    /// The same in Vietnamese.
    pub text: String,
}

/// A version as it is frozen.
#[derive(Clone, PartialEq, Debug)]
pub struct FrozenMinutes {
    pub visit: VisitId,
    pub council: CouncilId,
    pub version: i32,
    pub conclusion: String,
    pub revision: i32,
    pub content: MinutesContent,
    pub text: String,
    pub sha256: [u8; 32],
    pub by: PersonId,
}

impl FreezeMinutes {
    pub fn decide(self, actor: &Actor, facts: Option<FreezeFacts>) -> Decided {
        let FreezeFacts { minutes, content, text } = facts.ok_or(Refusal::Gone)?;
        drafts(actor, &minutes)?;
        if content.digest() != self.content {
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
        Ok(Decision {
            notices: vec![minutes.notice(
                NoticeKind::Minutes(MinutesNotice::ToSign {
                    visit: visit.brief(),
                    by: actor.name.clone(),
                    sha256,
                }),
                people(minutes.seats.iter()),
            )],
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
}

fn drafts(actor: &Actor, minutes: &Minutes) -> Result<(), Refusal> {
    require(actor, Action::DraftMinutes, &minutes.visit.target())?;
    match (minutes.visit.state, minutes.state) {
        (VisitState::Minutes, MinutesState::Draft) => Ok(()),
        (VisitState::Minutes, MinutesState::Frozen) | (VisitState::Closed, _) => {
            Err(Refusal::AlreadyDone)
        }
        _ => Err(Refusal::WrongState),
    }
}
