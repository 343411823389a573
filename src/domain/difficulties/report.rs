//! Reporting: one message with what the words suggest, or step by step; straight into a similar
//! one if the reporter says so.

use super::{
    AskedOf, Category, Cause, Difficulty, DifficultyChange, DifficultyNotice, DifficultyState,
    MAX_BODY, NewDifficulty, Question,
};
use crate::domain::answers::given::AnswerProblem;
use crate::domain::campaigns::SubtaskFacts;
use crate::domain::decision::{Change, Decided, Decision, Outcome, Refusal, require};
use crate::domain::file::Arrival;
use crate::domain::ids::*;
use crate::domain::notice::{Notice, NoticeKind, To};
use crate::domain::people::{Action, Actor, Target};
use serde::{Deserialize, Serialize};

/// The prefixes with which a difficulty is reported in one message, folded.
const PREFIXES: [&str; 4] = ["kho khan", "vuong mac", "difficulty", "kk"];

/// `kho khan: xa chua co can bo CNTT` → the part after the colon, as typed.
pub fn one_message(text: &str) -> Option<&str> {
    let (head, body) = text.split_once(':')?;
    let head = crate::text::fold(head);
    let body = body.trim();
    (PREFIXES.contains(&head.as_str()) && !body.is_empty()).then_some(body)
}

/// Report a difficulty of a unit.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ReportDifficulty {
    pub unit: UnitId,
    pub visit: Option<VisitId>,
    pub body: String,
    pub category: Category,
    #[serde(default)]
    pub cause: Cause,
    #[serde(default)]
    pub asked_of: AskedOf,
    #[serde(default)]
    pub question: Option<Question>,
    /// Sent before, see [`KeepPhoto`].
    #[serde(default)]
    pub photos: Vec<FetchId>,
    /// The similar one that the reporter chose: the report is kept as part of it.
    #[serde(default)]
    pub merge_into: Option<DifficultyId>,
    /// The sub-task of the unit that it blocks.
    #[serde(default)]
    pub blocks: Option<SubtaskId>,
}

pub struct ReportFacts {
    pub difficulty: DifficultyId,
    /// The unit with the visit's group and delegation, if a visit was named; `None`: not there.
    pub on: Option<Target>,
    pub unit_name: String,
    /// The one to be merged into, locked.
    pub main: Option<Difficulty>,
    /// Those of the photos that are the actor's and belong to no difficulty yet.
    pub photos: Vec<FetchId>,
    /// The sub-task that it blocks, locked.
    pub blocked: Option<SubtaskFacts>,
}

impl ReportDifficulty {
    pub fn decide(self, actor: &Actor, facts: ReportFacts) -> Decided {
        let on = facts.on.ok_or(Refusal::Gone)?;
        require(actor, Action::ReportDifficulty, &on)?;
        let length = self.body.chars().count();
        if length == 0 {
            return Err(Refusal::ReasonWanted);
        }
        if length > MAX_BODY {
            return Err(Refusal::BadAnswer(AnswerProblem::TooLong { limit: MAX_BODY }));
        }
        if facts.photos.len() != self.photos.len() {
            return Err(Refusal::Gone);
        }
        let main = match (self.merge_into, facts.main) {
            (None, _) => None,
            (Some(_), Some(main)) if main.is_offered_to(actor) => Some(main),
            // It was removed or turned down since it was offered: to be reported by itself.
            (Some(_), Some(main)) if main.council == actor.council => return Err(Refusal::Changed),
            (Some(_), _) => return Err(Refusal::Gone),
        };
        let mut to = vec![To::Secretariat(on.council)];
        to.extend(on.group.map(To::GroupPeople));
        let merged = main.is_some();
        let (id, body) = (facts.difficulty, self.body.clone());
        let reported = Decision {
            notices: vec![Notice {
                kind: NoticeKind::Difficulties(DifficultyNotice::Reported {
                    difficulty: facts.difficulty,
                    unit: facts.unit_name,
                    by: actor.name.clone(),
                    body: self.body.clone(),
                    category: self.category,
                    merged,
                }),
                subject: facts.difficulty.0,
                generation: 0,
                to,
            }],
            changes: vec![Change::Difficulties(DifficultyChange::Add(Box::new(NewDifficulty {
                id: facts.difficulty,
                council: on.council,
                unit: self.unit,
                visit: self.visit,
                question: self.question,
                body: self.body,
                category: self.category,
                cause: self.cause,
                asked_of: self.asked_of,
                photos: self.photos,
                state: if merged { DifficultyState::Merged } else { DifficultyState::Reported },
                merged_into: main.map(|main| main.id),
                source: String::new(),
                by: actor.id,
            })))],
            outcome: Outcome::Difficulty(facts.difficulty),
        };
        match (self.blocks, facts.blocked) {
            (None, _) => Ok(reported),
            // One commit: what blocks it is never reported without blocking it.
            (Some(_), Some(blocked)) if Some(self.unit) == blocked.it.lead => {
                let blocking = blocked.it.blocked_by(actor, id, body)?;
                Ok(Decision {
                    changes: [reported.changes, blocking.changes].concat(),
                    notices: [reported.notices, blocking.notices].concat(),
                    outcome: blocking.outcome,
                })
            }
            (Some(_), _) => Err(Refusal::Gone),
        }
    }
}

/// Keep a photo of a difficulty that is being described; the bytes follow.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct KeepPhoto {
    pub unit: UnitId,
    pub visit: Option<VisitId>,
    pub file: Arrival,
}

impl KeepPhoto {
    pub fn decide(self, actor: &Actor, on: Option<Target>, fetch: FetchId) -> Decided {
        require(actor, Action::ReportDifficulty, &on.ok_or(Refusal::Gone)?)?;
        Ok(Decision {
            changes: vec![self.file.fetched(fetch, actor, None)?],
            notices: vec![],
            outcome: Outcome::Photo(fetch),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difficulty_is_recognised_in_one_message() {
        let text = "kho khan: xa chua co can bo chuyen trach cntt";
        assert_eq!(one_message(text), Some("xa chua co can bo chuyen trach cntt"));
        assert_eq!(one_message("Khó khăn : thiếu máy quét"), Some("thiếu máy quét"));
        assert_eq!(one_message("KHÓ KHĂN:"), None);
        assert_eq!(one_message("8:30 mai"), None);
    }
}
