//! What the council office does with a difficulty: take it up, sort it, pass it on, say what is
//! being done and what came of it, turn it down, merge it, take it apart again.

use super::{
    AskedOf, Category, Cause, Difficulty, DifficultyState, MergedReport, moved, saved, words,
};
use crate::domain::decision::{Change, Decided, Decision, Refusal, require};
use crate::domain::difficulties::{DifficultyChange, DifficultyNotice};
use crate::domain::ids::*;
use crate::domain::notice::{NoticeKind, To};
use crate::domain::people::{Action, Actor};
use serde::{Deserialize, Serialize};

/// Who is asked to remove it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Route {
    /// A unit of the council: its heads are told and may answer.
    Unit(UnitId),
    /// A body that does not use the bot, in words.
    Outside(String),
}

/// One act of the office.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Handling {
    Accept,
    Classify {
        category: Category,
        cause: Cause,
        asked_of: AskedOf,
    },
    Route(Route),
    /// What is being done.
    Resolving {
        plan: String,
    },
    Resolve {
        answer: String,
    },
    Reject {
        reason: String,
    },
    Merge {
        into: DifficultyId,
    },
    Unmerge,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct HandleDifficulty {
    pub difficulty: DifficultyId,
    /// The version that the officer had before them.
    pub version: i32,
    pub act: Handling,
}

pub struct HandlingFacts {
    pub it: Difficulty,
    /// The reports that were merged into it.
    pub merged: Vec<MergedReport>,
    /// The one that it is, or is to be, merged into; locked.
    pub other: Option<Difficulty>,
    /// Of a unit that it is to be routed to: its name, and how many heads use the bot; `None`: no
    /// such unit.
    pub heads: Option<(String, i64)>,
}

impl HandleDifficulty {
    pub fn name(&self) -> &'static str {
        match self.act {
            Handling::Accept => "accept_difficulty",
            Handling::Classify { .. } => "classify_difficulty",
            Handling::Route(_) => "route_difficulty",
            Handling::Resolving { .. } => "take_up_difficulty",
            Handling::Resolve { .. } => "resolve_difficulty",
            Handling::Reject { .. } => "reject_difficulty",
            Handling::Merge { .. } => "merge_difficulty",
            Handling::Unmerge => "unmerge_difficulty",
        }
    }

    pub fn decide(self, actor: &Actor, facts: Option<HandlingFacts>) -> Decided {
        let facts = facts.ok_or(Refusal::Gone)?;
        let HandlingFacts { mut it, merged, other, heads } = facts;
        require(actor, Action::HandleDifficulty, &it.target())?;
        if it.version != self.version {
            // Twice the same tap is no conflict.
            let done = self.leads_to().is_some_and(|state| state == it.state);
            return Err(if done { Refusal::AlreadyDone } else { Refusal::Changed });
        }
        let fits = |fits: bool| if fits { Ok(()) } else { Err(Refusal::WrongState) };
        match self.act {
            Handling::Accept => {
                fits(it.state == DifficultyState::Reported)?;
                it.state = DifficultyState::Accepted;
                Ok(moved(it, &merged, actor, vec![]))
            }
            Handling::Classify { category, cause, asked_of } => {
                fits(it.state.is_open())?;
                let asked_of = match asked_of {
                    AskedOf::Other(typed) => AskedOf::Other(words(&typed)?),
                    named => named,
                };
                (it.category, it.cause, it.asked_of) = (category, cause, asked_of);
                Ok(saved(it, vec![]))
            }
            Handling::Route(route) => {
                fits(it.state.is_in_hand())?;
                route_to(it, route, heads, actor)
            }
            Handling::Resolving { plan } => {
                fits(it.state.is_in_hand())?;
                it.plan = words(&plan)?;
                it.state = DifficultyState::Resolving;
                Ok(moved(it, &merged, actor, vec![]))
            }
            Handling::Resolve { answer } => {
                fits(it.state.is_in_hand())?;
                it.resolution = words(&answer)?;
                it.state = DifficultyState::Resolved;
                Ok(moved(it, &merged, actor, vec![]))
            }
            Handling::Reject { reason } => {
                fits(it.state.is_open())?;
                it.reason = words(&reason)?;
                it.state = DifficultyState::Rejected;
                Ok(moved(it, &merged, actor, vec![]))
            }
            Handling::Merge { into } => {
                fits(it.state.is_open() && into != it.id)?;
                let main = other.ok_or(Refusal::Gone)?;
                require(actor, Action::HandleDifficulty, &main.target())?;
                fits(main.state.is_open())?;
                it.state = DifficultyState::Merged;
                it.merged_into = Some(main.id);
                let from = it.id;
                let mut decision = moved(it, &merged, actor, vec![]);
                // What was merged into this one goes along: one step leads to the main one.
                decision.changes.push(Change::Difficulties(DifficultyChange::CarryMerged {
                    from,
                    into: main.id,
                }));
                Ok(decision)
            }
            Handling::Unmerge => {
                fits(it.state == DifficultyState::Merged)?;
                let main = other.ok_or(Refusal::Gone)?;
                fits(main.state.is_open())?;
                // The office has looked at it: it is accepted, a matter of its own.
                it.state = DifficultyState::Accepted;
                it.merged_into = None;
                Ok(moved(it, &merged, actor, vec![]))
            }
        }
    }

    /// The state that the act ends in, if it ends in another one.
    fn leads_to(&self) -> Option<DifficultyState> {
        match self.act {
            Handling::Accept | Handling::Unmerge => Some(DifficultyState::Accepted),
            Handling::Resolve { .. } => Some(DifficultyState::Resolved),
            Handling::Reject { .. } => Some(DifficultyState::Rejected),
            Handling::Merge { .. } => Some(DifficultyState::Merged),
            Handling::Classify { .. } | Handling::Route(_) | Handling::Resolving { .. } => None,
        }
    }
}

fn route_to(
    mut it: Difficulty,
    route: Route,
    heads: Option<(String, i64)>,
    actor: &Actor,
) -> Decided {
    // A new addressee answers anew.
    it.proposal = None;
    let to = match route {
        Route::Outside(typed) => {
            it.route = Some(Route::Outside(words(&typed)?));
            return Ok(saved(it, vec![]));
        }
        Route::Unit(unit) => match heads {
            None => return Err(Refusal::Gone),
            Some((units, 0)) => return Err(Refusal::NobodyAtUnit { units }),
            Some(_) => {
                it.route = Some(Route::Unit(unit));
                vec![To::Heads(unit)]
            }
        },
    };
    let kind = NoticeKind::Difficulties(DifficultyNotice::Routed {
        difficulty: it.id,
        unit: it.unit_name.clone(),
        body: it.body.clone(),
        by: actor.name.clone(),
    });
    let notice = it.notice(kind, to);
    let decision: Decision = saved(it, vec![notice]);
    Ok(decision)
}
