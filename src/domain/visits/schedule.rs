//! A visit is planned, moved, cancelled.

use super::{Clash, Linked, NewVisit, PlannedUnit, UnitAnswer, Visit, VisitBrief, VisitChange};
use super::{VisitFacts, VisitKind, VisitMode, VisitNotice, VisitState};
use crate::clock::local;
use crate::domain::decision::{Change, Decided, Decision, Outcome, Refusal, require};
use crate::domain::delegations::{Assigned, DelegationChange, DelegationState, assigned_here};
use crate::domain::ids::*;
use crate::domain::notice::{Notice, NoticeKind, To};
use crate::domain::people::{Action, Actor, Target};
use crate::domain::reminders::{ReminderChange, Subject};
use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

/// A visit lasts at most this many hours.
pub const MAX_HOURS: i64 = 12;

/// Plan a visit.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ScheduleVisit {
    pub group: GroupId,
    pub kind: VisitKind,
    pub mode: VisitMode,
    pub units: Vec<PlannedUnit>,
    pub starts_at: DateTime<Utc>,
    pub minutes: i64,
    pub place: String,
    /// Visits of the delegation that have to be over before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prerequisites: Vec<VisitId>,
}

/// What planning a visit needs to know.
pub struct ScheduleFacts {
    pub visit: VisitId,
    pub council: CouncilId,
    pub delegation: DelegationId,
    pub delegation_state: DelegationState,
    /// All units exist in the council at the time of the visit.
    pub units_known: bool,
    /// For each unit, the group of the delegation that it belongs to.
    pub assigned: Vec<Option<Assigned>>,
    /// All checklists named are published.
    pub checklists_published: bool,
    /// Those of the prerequisites that are visits of this delegation and not cancelled.
    pub prerequisites: Vec<Linked>,
    /// Leader, secretary and members.
    pub people: Vec<PersonId>,
    /// What is taken in the wanted time.
    pub clashes: Vec<Clash>,
}

impl ScheduleVisit {
    /// The end of the session.
    pub fn ends_at(&self) -> DateTime<Utc> {
        self.starts_at + Duration::minutes(self.minutes)
    }

    pub fn decide(
        self,
        actor: &Actor,
        facts: Option<ScheduleFacts>,
        now: DateTime<Utc>,
    ) -> Decided {
        let facts = facts.ok_or(Refusal::Gone)?;
        let on = Target {
            council: facts.council,
            delegation: Some(facts.delegation),
            group: Some(self.group),
            unit: None,
        };
        require(actor, Action::ScheduleVisit, &on)?;
        let mut units = self.units.clone();
        units.sort_by_key(|planned| planned.unit);
        units.dedup_by_key(|planned| planned.unit);
        let known = facts.units_known && units.len() == self.units.len();
        if units.is_empty() || !known || facts.prerequisites.len() != self.prerequisites.len() {
            return Err(Refusal::Gone);
        }
        if !facts.delegation_state.is_live() {
            return Err(Refusal::NotReady { missing: vec![] });
        }
        for assigned in facts.assigned {
            assigned_here(self.group, assigned)?;
        }
        if !facts.checklists_published {
            return Err(Refusal::ChecklistMissing);
        }
        check_times(self.starts_at, self.minutes, now)?;
        after_all(&facts.prerequisites, self.starts_at)?;
        no_clash(facts.clashes)?;
        let ends_at = self.ends_at();
        Ok(Decision {
            changes: vec![
                Change::Visits(VisitChange::Add(Box::new(NewVisit {
                    id: facts.visit,
                    council: facts.council,
                    delegation: facts.delegation,
                    group: self.group,
                    kind: self.kind,
                    mode: self.mode,
                    units: self.units,
                    starts_at: self.starts_at,
                    ends_at,
                    place: self.place,
                    prerequisites: self.prerequisites,
                    people: facts.people,
                    by: actor.id,
                }))),
                Change::Delegations(DelegationChange::SetMilestones {
                    delegation: facts.delegation,
                }),
            ],
            notices: vec![],
            outcome: Outcome::Visit(facts.visit),
        })
    }
}

fn check_times(starts_at: DateTime<Utc>, minutes: i64, now: DateTime<Utc>) -> Result<(), Refusal> {
    if starts_at <= now {
        return Err(Refusal::InThePast);
    }
    if !(1..=MAX_HOURS * 60).contains(&minutes) {
        return Err(Refusal::TooLong { hours: MAX_HOURS });
    }
    Ok(())
}

/// A visit that waits for others begins after their end.
fn after_all(prerequisites: &[Linked], starts_at: DateTime<Utc>) -> Result<(), Refusal> {
    let later = prerequisites.iter().filter(|visit| visit.ends_at > starts_at);
    match later.cloned().collect::<Vec<_>>() {
        visits if visits.is_empty() => Ok(()),
        visits => Err(Refusal::BeforePrerequisite { visits }),
    }
}

fn no_clash(mut clashes: Vec<Clash>) -> Result<(), Refusal> {
    if clashes.is_empty() {
        return Ok(());
    }
    clashes.sort();
    clashes.dedup();
    Err(Refusal::Clash { clashes })
}

pub(super) fn move_to(facts: VisitFacts, starts_at: DateTime<Utc>, now: DateTime<Utc>) -> Decided {
    let VisitFacts { it: visit, submissions, dependents, clashes, .. } = facts;
    let length = visit.ends_at - visit.starts_at;
    check_times(starts_at, length.num_minutes(), now)?;
    after_all(&visit.prerequisites, starts_at)?;
    let ends_at = starts_at + length;
    let earlier = dependents.into_iter().filter(|other| other.starts_at < ends_at);
    let visits: Vec<_> = earlier.filter(|other| other.state.is_open()).collect();
    if !visits.is_empty() {
        return Err(Refusal::AfterDependent { visits });
    }
    no_clash(clashes)?;
    let (id, delegation) = (visit.id, visit.delegation);
    let moved = Visit { starts_at, ends_at, ..visit };
    let mut changes = vec![];
    let mut notices = vec![];
    if moved.state.is_known_to_unit() {
        let given_on = local(now).date();
        let (asked, told) = ask_anew(&moved);
        changes.extend(asked.into_iter().map(Change::Visits));
        changes.extend(submissions.into_iter().map(|submission| {
            Change::Reminders(ReminderChange::SetDeadline {
                subject: Subject::Submission(submission),
                council: moved.council,
                given_on,
                due_on: moved.day(),
            })
        }));
        notices = told;
    } else {
        let saved = VisitChange::to_state(&moved, VisitState::Draft, None);
        changes.push(Change::Visits(saved));
    }
    changes.push(Change::Delegations(DelegationChange::SetMilestones { delegation }));
    Ok(Decision { changes, notices, outcome: Outcome::Visit(id) })
}

/// The units that knew of the visit have to confirm anew, but for one that asked for this very time:
/// it has agreed to it already.
fn ask_anew(moved: &Visit) -> (Vec<VisitChange>, Vec<Notice>) {
    let visit = moved.id;
    let agreed = moved.units.iter().filter(|unit| unit.proposed_at == Some(moved.starts_at));
    let agreed: Vec<_> = agreed.filter_map(|unit| unit.answered_by.zip(Some(unit.id))).collect();
    let all = agreed.len() == moved.units.len();
    let mut changes = vec![VisitChange::AskUnits { visit }];
    changes.extend(agreed.iter().map(|(by, unit)| VisitChange::SetUnitAnswer {
        visit,
        unit: *unit,
        answer: UnitAnswer::Confirmed,
        reason: String::new(),
        proposed_at: None,
        by: *by,
    }));
    let state = if all { VisitState::Confirmed } else { VisitState::Invited };
    changes.push(VisitChange::to_state(moved, state, None));
    let brief = VisitBrief { round: moved.round + 1, ..moved.brief_after() };
    let told = |asked, to| {
        let kind = NoticeKind::Visits(VisitNotice::Moved { visit: brief.clone(), asked });
        moved.notice(kind, vec![to])
    };
    let mut notices: Vec<_> = moved
        .units
        .iter()
        .map(|unit| {
            let is_asked = !agreed.iter().any(|(_, id)| *id == unit.id);
            told(is_asked.then_some(unit.id), To::UnitPeople(unit.id))
        })
        .collect();
    notices.push(told(None, To::GroupPeople(moved.group)));
    (changes, notices)
}

pub(super) fn cancel(facts: VisitFacts, reason: String) -> Decided {
    let VisitFacts { it: visit, submissions, .. } = facts;
    if reason.trim().is_empty() {
        return Err(Refusal::ReasonWanted);
    }
    let mut changes = vec![
        Change::Visits(VisitChange::to_state(&visit, VisitState::Cancelled, Some(reason.clone()))),
        Change::Visits(VisitChange::FreeBookings { visit: visit.id }),
        Change::Delegations(DelegationChange::SetMilestones { delegation: visit.delegation }),
    ];
    changes.extend(submissions.into_iter().map(|id| {
        Change::Reminders(ReminderChange::EndDeadline { subject: Subject::Submission(id) })
    }));
    let mut to = vec![To::Secretariat(visit.council), To::GroupPeople(visit.group)];
    if visit.state.is_known_to_unit() {
        to.extend(visit.unit_people());
    }
    Ok(Decision {
        changes,
        notices: vec![visit.notice(
            NoticeKind::Visits(VisitNotice::Cancelled { visit: visit.brief_after(), reason }),
            to,
        )],
        outcome: Outcome::Visit(visit.id),
    })
}
