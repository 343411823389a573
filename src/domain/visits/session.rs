//! The session: opened on its day, ended when it is over.

use super::{Visit, VisitState};
use crate::clock::{instant, local};
use crate::domain::decision::{Change, Decided, Decision, Outcome, Refusal, require};
use crate::domain::delegations::{DelegationChange, DelegationState};
use crate::domain::ids::*;
use crate::domain::notice::{NoticeKind, To};
use crate::domain::people::{Action, Actor};
use crate::domain::visits::{VisitChange, VisitNotice};
use chrono::{DateTime, Duration, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

/// A session can be opened this long before the time planned. Default, can be changed.
pub const OPENS_BEFORE_HOURS: i64 = 2;

impl Visit {
    /// From when on it can be opened: never on the day before.
    pub fn opens_at(&self) -> DateTime<Utc> {
        let midnight = instant(self.day().and_time(NaiveTime::MIN));
        (self.starts_at - Duration::hours(OPENS_BEFORE_HOURS)).max(midnight)
    }

    /// The units have been asked, and none of them waits for another time.
    fn is_to_be_opened(&self) -> bool {
        matches!(self.state, VisitState::Invited | VisitState::Confirmed)
    }

    /// It could be opened now.
    pub fn opens_now(&self, now: DateTime<Utc>) -> bool {
        self.is_to_be_opened()
            && self.waits_for().is_empty()
            && now >= self.opens_at()
            && local(now).date() == self.day()
    }
}

/// Open the session where it is held. The first one sets the delegation to work.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct OpenSession {
    pub visit: VisitId,
    /// Wanted when the day has gone by: why it was not opened then.
    pub late: Option<String>,
}

impl OpenSession {
    pub fn decide(self, actor: &Actor, visit: Option<Visit>, now: DateTime<Utc>) -> Decided {
        let visit = visit.ok_or(Refusal::Gone)?;
        require(actor, Action::OpenSession, &visit.target())?;
        if visit.state == VisitState::InSession || visit.state.is_over() {
            return Err(Refusal::AlreadyDone);
        }
        if !visit.is_to_be_opened() || !visit.delegation_state.is_live() {
            return Err(Refusal::WrongState);
        }
        visit.is_ready()?;
        if now < visit.opens_at() {
            return Err(Refusal::NotOpenYet { from: visit.opens_at() });
        }
        let is_late = visit.is_unopened(local(now).date());
        let late = self.late.map(|why| why.trim().to_owned()).filter(|why| !why.is_empty());
        if is_late && late.is_none() {
            return Err(Refusal::DayIsOver { day: visit.day() });
        }
        let mut changes = vec![Change::Visits(VisitChange::OpenSession {
            visit: visit.id,
            late: late.filter(|_| is_late),
            by: actor.id,
        })];
        if visit.delegation_state == DelegationState::Planned {
            changes.push(Change::Delegations(DelegationChange::SetState {
                delegation: visit.delegation,
                state: DelegationState::InProgress,
            }));
        }
        let told = |attends, to| {
            let (brief, by) = (visit.brief_after(), actor.name.clone());
            visit.notice(
                NoticeKind::Visits(VisitNotice::SessionOpened { visit: brief, by, attends }),
                to,
            )
        };
        let mut on_list = visit.unit_people();
        on_list.push(To::GroupPeople(visit.group));
        Ok(Decision {
            notices: vec![told(true, on_list), told(false, vec![To::Secretariat(visit.council)])],
            changes,
            outcome: Outcome::Visit(visit.id),
        })
    }
}

/// End the session. What is still open does not keep it open: the minutes say what was left.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct CloseSession {
    pub visit: VisitId,
}

impl CloseSession {
    pub fn decide(self, actor: &Actor, visit: Option<Visit>) -> Decided {
        let visit = visit.ok_or(Refusal::Gone)?;
        require(actor, Action::OpenSession, &visit.target())?;
        if visit.state.is_over() {
            return Err(Refusal::AlreadyDone);
        }
        if visit.state != VisitState::InSession {
            return Err(Refusal::WrongState);
        }
        let kind = NoticeKind::Visits(VisitNotice::SessionEnded {
            visit: visit.brief_after(),
            by: actor.name.clone(),
        });
        Ok(Decision {
            changes: vec![Change::Visits(VisitChange::EndSession {
                visit: visit.id,
                by: actor.id,
            })],
            notices: vec![visit.notice(kind, visit.everyone())],
            outcome: Outcome::Visit(visit.id),
        })
    }
}
