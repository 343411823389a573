//! What people can want done with delegations; one that stands is worked on by version.

use super::{
    Delegation, DelegationChange, DelegationNotice, DelegationState, MAX_GROUPS, MAX_QUOTA,
    Missing, NextStage, Period, PlanDelegation, Terms, Window, WorkOnGroup, WorkOnGroupChat,
    WorkOnMilestone, YEARS,
};
use crate::clock::local;
use crate::domain::decision::{Change, Decided, Decision, Outcome, Refusal, require};
use crate::domain::ids::*;
use crate::domain::notice::{Notice, NoticeKind, To};
use crate::domain::paper::Paper;
use crate::domain::people::{Action, Actor};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DelegationCommand {
    Found(FoundDelegation),
    Plan(PlanDelegation),
    WorkOn(WorkOnDelegation),
    Group(WorkOnGroup),
    GroupChat(WorkOnGroupChat),
    Milestone(WorkOnMilestone),
}

impl DelegationCommand {
    /// The name under which the audit keeps it.
    pub fn name(&self) -> &'static str {
        match self {
            DelegationCommand::Found(_) => "found_delegation",
            DelegationCommand::Plan(c) => (&c.act).into(),
            DelegationCommand::WorkOn(c) => (&c.act).into(),
            DelegationCommand::Group(c) => (&c.act).into(),
            DelegationCommand::GroupChat(c) => (&c.act).into(),
            DelegationCommand::Milestone(c) => (&c.act).into(),
        }
    }

    /// What it acts on, for the audit: kind and id (`None` where the thing is only being made).
    pub fn subject(&self) -> (&'static str, Option<i64>) {
        match self {
            DelegationCommand::Found(_) => ("delegation", None),
            DelegationCommand::Plan(c) => ("delegation", Some(c.delegation.0)),
            DelegationCommand::WorkOn(c) => ("delegation", Some(c.delegation.0)),
            DelegationCommand::Group(c) => ("group", Some(c.group.0)),
            DelegationCommand::GroupChat(c) => ("group_chat", Some(c.chat.0)),
            DelegationCommand::Milestone(c) => ("milestone", Some(c.milestone.0)),
        }
    }
}

/// Found a delegation on its legal basis, with its working groups.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct FoundDelegation {
    #[serde(flatten)]
    pub terms: Terms,
    #[serde(default = "one")]
    pub groups: i32,
}

fn one() -> i32 {
    1
}

pub struct FoundingFacts {
    pub delegation: DelegationId,
    /// As many as are wanted.
    pub groups: Vec<GroupId>,
    /// The same title on the same basis is already there.
    pub exists: bool,
}

impl FoundDelegation {
    pub fn decide(self, actor: &Actor, facts: FoundingFacts) -> Decided {
        require(actor, Action::FoundDelegation, &actor.target())?;
        check(&self.terms)?;
        within(self.groups, 1..=MAX_GROUPS)?;
        if facts.exists {
            return Err(Refusal::DuplicateDelegation);
        }
        Ok(Decision {
            changes: vec![Change::Delegations(DelegationChange::Add {
                delegation: facts.delegation,
                groups: facts.groups,
                council: actor.council,
                terms: self.terms,
                by: actor.id,
            })],
            notices: vec![],
            outcome: Outcome::Delegation(facts.delegation),
        })
    }
}

/// The table's CHECKs say the same.
fn check(terms: &Terms) -> Result<(), Refusal> {
    if terms.title.trim().is_empty() || terms.basis_number.trim().is_empty() {
        return Err(Refusal::BasisMissing);
    }
    if let Some(period) = terms.period {
        for year in [period.from, period.to] {
            within(year, YEARS)?;
        }
        if period.to < period.from {
            return Err(Refusal::Reversed);
        }
    }
    if terms.window.is_some_and(|window| window.to < window.from) {
        return Err(Refusal::Reversed);
    }
    terms.quota.map_or(Ok(()), |quota| within(quota, 1..=MAX_QUOTA))
}

fn within(number: i32, range: std::ops::RangeInclusive<i32>) -> Result<(), Refusal> {
    if range.contains(&number) {
        Ok(())
    } else {
        Err(Refusal::OutOfRange { from: *range.start(), to: *range.end() })
    }
}

/// Something done with a delegation as a whole.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct WorkOnDelegation {
    pub delegation: DelegationId,
    /// The version on the screen.
    pub version: i32,
    pub act: DelegationAct,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(rename_all = "snake_case")]
pub enum DelegationAct {
    /// Change one of the terms. Of a planned delegation its people are told.
    #[strum(serialize = "edit_delegation")]
    Edit(Edit),
    /// Call it off.
    #[strum(serialize = "cancel_delegation")]
    Cancel { reason: String },
    /// It has handed in its report.
    #[strum(serialize = "report_delegation")]
    Report { report: Paper },
    /// From now on what was recommended is followed.
    #[strum(serialize = "follow_up_delegation")]
    FollowUp,
    /// Nothing is left to follow.
    #[strum(serialize = "close_delegation")]
    Close,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edit {
    Title(String),
    Basis { number: String, date: NaiveDate },
    DecidingBody(String),
    Period(Option<Period>),
    Window(Option<Window>),
    Quota(Option<i32>),
}

/// A delegation, locked, with what the act about it asks for; the rest is left empty.
#[derive(Clone, PartialEq, Debug)]
pub struct DelegationFacts {
    pub at: NextStage,
    pub visits: OpenVisits,
}

/// The visits that stand in the way of calling a delegation off.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct OpenVisits {
    /// The unit at which a visit is being held.
    pub in_session: Option<String>,
    pub count: i64,
}

impl DelegationFacts {
    pub fn of(delegation: Delegation) -> DelegationFacts {
        let (groups, visits, open) = (vec![], vec![], vec![]);
        DelegationFacts {
            at: NextStage { delegation, groups, visits, issued: 0, open },
            visits: OpenVisits::default(),
        }
    }
}

impl WorkOnDelegation {
    pub fn decide(
        self,
        actor: &Actor,
        facts: Option<DelegationFacts>,
        now: DateTime<Utc>,
    ) -> Decided {
        let DelegationFacts { at, visits } = facts.ok_or(Refusal::Gone)?;
        require(actor, self.act.action(), &at.target(actor))?;
        self.act.fits(at.delegation.state)?;
        if at.delegation.version != self.version {
            return Err(Refusal::Changed);
        }
        match self.act {
            DelegationAct::Edit(edit) => edit.decide(actor, &at.delegation),
            DelegationAct::Cancel { reason } => cancel(actor, &at.delegation, visits, reason),
            DelegationAct::Report { report } => {
                nothing_left(&at)?;
                report.check(local(now).date())?;
                Ok(reached(actor, &at.delegation, DelegationState::Reported, Some(report)))
            }
            DelegationAct::FollowUp => {
                nothing_left(&at)?;
                Ok(reached(actor, &at.delegation, DelegationState::FollowingUp, None))
            }
            DelegationAct::Close => {
                nothing_left(&at)?;
                Ok(reached(actor, &at.delegation, DelegationState::Closed, None))
            }
        }
    }
}

impl DelegationAct {
    /// What it takes to do it.
    fn action(&self) -> Action {
        match self {
            DelegationAct::Edit(_) | DelegationAct::Cancel { .. } => Action::PlanDelegation,
            DelegationAct::Report { .. } => Action::ReportDelegation,
            DelegationAct::FollowUp | DelegationAct::Close => Action::FollowUpDelegation,
        }
    }

    /// Whether a delegation in this state takes it.
    fn fits(&self, state: DelegationState) -> Result<(), Refusal> {
        let to = match self {
            DelegationAct::Edit(_) => None,
            DelegationAct::Cancel { .. } => Some(DelegationState::Cancelled),
            DelegationAct::Report { .. } => Some(DelegationState::Reported),
            DelegationAct::FollowUp => Some(DelegationState::FollowingUp),
            DelegationAct::Close => Some(DelegationState::Closed),
        };
        if to == Some(state) {
            return Err(Refusal::AlreadyDone);
        }
        let fits = match self {
            DelegationAct::Edit(_) | DelegationAct::Cancel { .. } => state.is_open(),
            _ => state.next() == to,
        };
        if fits { Ok(()) } else { Err(Refusal::WrongState) }
    }
}

impl Edit {
    fn decide(self, actor: &Actor, delegation: &Delegation) -> Decided {
        let mut terms = delegation.terms.clone();
        match self {
            Edit::Title(title) => terms.title = title,
            Edit::Basis { number, date } => {
                terms.basis_number = number;
                terms.basis_date = date;
            }
            Edit::DecidingBody(body) => terms.deciding_body = body,
            Edit::Period(period) => terms.period = period,
            Edit::Window(window) => terms.window = window,
            Edit::Quota(quota) => terms.quota = quota,
        }
        check(&terms)?;
        let live = delegation.state.is_live();
        if live && terms.window.is_none() {
            return Err(Refusal::NotReady { missing: vec![Missing::Window] });
        }
        if terms == delegation.terms {
            return Ok(Decision::outcome(Outcome::Delegation(delegation.id)));
        }
        let notice = DelegationNotice::Edited {
            delegation: delegation.id,
            title: terms.title.clone(),
            by: actor.name.clone(),
        };
        let notice = told(delegation, notice, vec![To::DelegationPeople(delegation.id)]);
        let delegation = delegation.id;
        Ok(Decision {
            changes: vec![
                Change::Delegations(DelegationChange::SetTerms { delegation, terms }),
                Change::Delegations(DelegationChange::SetMilestones { delegation }),
            ],
            notices: if live { vec![notice] } else { vec![] },
            outcome: Outcome::Delegation(delegation),
        })
    }
}

fn cancel(actor: &Actor, it: &Delegation, visits: OpenVisits, reason: String) -> Decided {
    if reason.trim().is_empty() {
        return Err(Refusal::ReasonWanted);
    }
    if let Some(unit) = visits.in_session {
        return Err(Refusal::VisitInSession { unit });
    }
    if visits.count > 0 {
        return Err(Refusal::VisitsOpen { count: visits.count });
    }
    let notice = DelegationNotice::Cancelled {
        delegation: it.id,
        title: it.terms.title.clone(),
        by: actor.name.clone(),
        reason: reason.clone(),
    };
    let to = vec![To::Secretariat(it.council), To::DelegationPeople(it.id)];
    Ok(Decision {
        notices: vec![told(it, notice, to)],
        changes: vec![Change::Delegations(DelegationChange::Cancel { delegation: it.id, reason })],
        outcome: Outcome::Delegation(it.id),
    })
}

fn nothing_left(at: &NextStage) -> Result<(), Refusal> {
    match at.left() {
        left if left.is_empty() => Ok(()),
        left => Err(Refusal::Unfinished { left }),
    }
}

/// It comes to its next stage, with the report if that is the stage.
fn reached(
    actor: &Actor,
    it: &Delegation,
    state: DelegationState,
    report: Option<Paper>,
) -> Decision {
    let delegation = it.id;
    let notice = DelegationNotice::Stage {
        delegation,
        title: it.terms.title.clone(),
        state,
        report: report.clone().or_else(|| it.report.clone()),
        by: actor.name.clone(),
    };
    let mut to = vec![To::Secretariat(it.council), To::DelegationPeople(delegation)];
    if state != DelegationState::FollowingUp {
        to.push(To::StandingBody(it.council));
    }
    let change = match report {
        Some(report) => DelegationChange::Report { delegation, report },
        None => DelegationChange::SetState { delegation, state },
    };
    Decision {
        notices: vec![told(it, notice, to)],
        outcome: Outcome::Delegation(delegation),
        changes: vec![Change::Delegations(change)],
    }
}

fn told(it: &Delegation, notice: DelegationNotice, to: Vec<To>) -> Notice {
    Notice {
        kind: NoticeKind::Delegations(notice),
        subject: it.id.0,
        generation: i64::from(it.version),
        to,
    }
}
