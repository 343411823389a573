//! The end of a delegation's life: it reports, its recommendations are followed, it is closed.

use super::{Delegation, DelegationState};
use crate::clock::local;
use crate::domain::decision::{Change, Decided, Decision, Left, Outcome, Refusal, require};
use crate::domain::delegations::{DelegationChange, DelegationNotice};
use crate::domain::ids::*;
use crate::domain::notice::{NoticeKind, To};
use crate::domain::people::{Action, Actor, Target};
use crate::domain::recommendations::{Paper, own_group};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A delegation, locked, with what its next stage waits for.
#[derive(Clone, PartialEq, Debug)]
pub struct EndFacts {
    pub delegation: Delegation,
    pub groups: Vec<GroupId>,
    /// Visits that are neither closed nor cancelled.
    pub visits: Vec<Left>,
    /// How many recommendations have been issued.
    pub issued: i64,
    /// Drafts, and recommendations that are open and handed over to nobody.
    pub open: Vec<Left>,
}

impl EndFacts {
    /// A secretary of any group keeps the delegation's papers.
    pub fn target(&self, actor: &Actor) -> Target {
        Target { group: own_group(actor, &self.groups), ..self.delegation.target() }
    }

    /// What stands between it and its next stage.
    pub fn left(&self) -> Vec<Left> {
        match self.delegation.state {
            DelegationState::InProgress => self.visits.clone(),
            DelegationState::Reported if self.issued == 0 => vec![Left::NothingIssued],
            DelegationState::FollowingUp => self.open.clone(),
            _ => vec![],
        }
    }

    /// The stage that `state` is, if it is the next one and nothing is left to do before it.
    fn reaches(&self, state: DelegationState, version: i32) -> Result<(), Refusal> {
        if self.delegation.state == state {
            return Err(Refusal::AlreadyDone);
        }
        let next = match self.delegation.state {
            DelegationState::InProgress => DelegationState::Reported,
            DelegationState::Reported => DelegationState::FollowingUp,
            DelegationState::FollowingUp => DelegationState::Closed,
            _ => return Err(Refusal::WrongState),
        };
        if next != state {
            return Err(Refusal::WrongState);
        }
        if self.delegation.version != version {
            return Err(Refusal::Changed);
        }
        match self.left() {
            left if left.is_empty() => Ok(()),
            left => Err(Refusal::Unfinished { left }),
        }
    }

    fn reached(self, change: Change, state: DelegationState, actor: &Actor) -> Decision {
        let it = &self.delegation;
        let report = match &change {
            Change::Delegations(DelegationChange::Report { report, .. }) => Some(report.clone()),
            _ => it.report.clone(),
        };
        let kind = NoticeKind::Delegations(DelegationNotice::Stage {
            delegation: it.id,
            title: it.terms.title.clone(),
            state,
            report,
            by: actor.name.clone(),
        });
        let mut to = vec![To::Secretariat(it.council), To::DelegationPeople(it.id)];
        if state != DelegationState::FollowingUp {
            to.push(To::StandingBody(it.council));
        }
        Decision {
            notices: vec![it.notice(kind, to)],
            outcome: Outcome::Delegation(it.id),
            changes: vec![change],
        }
    }
}

/// The delegation has handed in its report.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ReportDelegation {
    pub delegation: DelegationId,
    pub version: i32,
    pub report: Paper,
}

impl ReportDelegation {
    pub fn decide(self, actor: &Actor, facts: Option<EndFacts>, now: DateTime<Utc>) -> Decided {
        let facts = facts.ok_or(Refusal::Gone)?;
        require(actor, Action::ReportDelegation, &facts.target(actor))?;
        facts.reaches(DelegationState::Reported, self.version)?;
        self.report.check(local(now).date())?;
        let change = Change::Delegations(DelegationChange::Report {
            delegation: self.delegation,
            report: self.report,
        });
        Ok(facts.reached(change, DelegationState::Reported, actor))
    }
}

/// From now on what was recommended is followed.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct FollowUpDelegation {
    pub delegation: DelegationId,
    pub version: i32,
}

impl FollowUpDelegation {
    pub fn decide(self, actor: &Actor, facts: Option<EndFacts>) -> Decided {
        let (delegation, state) = (self.delegation, DelegationState::FollowingUp);
        advance(actor, facts, self.version, (delegation, state))
    }
}

/// Nothing is left to follow.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct CloseDelegation {
    pub delegation: DelegationId,
    pub version: i32,
}

impl CloseDelegation {
    pub fn decide(self, actor: &Actor, facts: Option<EndFacts>) -> Decided {
        let (delegation, state) = (self.delegation, DelegationState::Closed);
        advance(actor, facts, self.version, (delegation, state))
    }
}

fn advance(
    actor: &Actor,
    facts: Option<EndFacts>,
    version: i32,
    (delegation, state): (DelegationId, DelegationState),
) -> Decided {
    let facts = facts.ok_or(Refusal::Gone)?;
    require(actor, Action::FollowUpDelegation, &facts.target(actor))?;
    facts.reaches(state, version)?;
    let change = Change::Delegations(DelegationChange::SetState { delegation, state });
    Ok(facts.reached(change, state, actor))
}
