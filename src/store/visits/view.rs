//! What the screens of visits see, for one person.

use crate::clock::instant;
use crate::conversation::{Data, PlanningData, SeenVisits, VisitsQuery};
use crate::domain::visits::free_times;
use crate::domain::*;
use crate::store::Tx;
use crate::store::views::{Asking, gone};
use chrono::{Duration, NaiveDate, NaiveTime};
use sqlx::types::chrono::{DateTime, Utc};

pub async fn load(tx: &mut Tx, query: &VisitsQuery, asking: Asking<'_>) -> sqlx::Result<Data> {
    let Asking { me, bot_id: _, now, today, office } = asking;
    let admit = |action: Action, on: &Target| asking.admit(action, on);
    Ok(match query {
        VisitsQuery::Planning { group, folded, after, units, around } => {
            let Some(group) =
                crate::store::delegations::groups::one(tx, *group, me.council).await?
            else {
                return gone();
            };
            let on = Target { delegation: Some(group.delegation), group: Some(group.id), ..office };
            if let Some(refusal) = admit(Action::ScheduleVisit, &on) {
                return Ok(Data::Refused(refusal));
            }
            let Some(delegation) = crate::store::delegations::read(tx, group.delegation).await?
            else {
                return gone();
            };
            let at = (folded.as_str(), after.as_ref());
            let span = days_around(around.unwrap_or(today));
            let assigned = crate::store::delegations::groups::units(tx, &delegation, now).await?;
            // The group's own units to pick from; a search finds the others too, to say whose they are.
            let own: Vec<UnitId> =
                assigned.iter().filter(|it| it.group == group.id).map(|it| it.id).collect();
            let only = folded.is_empty().then_some(own.as_slice());
            Data::Visits(SeenVisits::Planning(PlanningData {
                units: crate::store::units::names::search(tx, me.council, at, today, only).await?,
                chosen: crate::store::delegations::groups::checklists(tx, group.delegation).await?,
                assigned,
                checklists: crate::store::checklists::list(tx, me.council).await?,
                visits: super::of_delegation(tx, group.delegation).await?,
                busy: super::busy(tx, (group.id, units), span, None).await?,
                days: crate::store::calendar::working_days(tx, me.council, now).await?,
                group,
            }))
        }
        VisitsQuery::One(id) | VisitsQuery::Moving { visit: id, .. } => {
            let Some(mut it) = super::view(tx, *id, me).await? else {
                return gone();
            };
            if let VisitsQuery::Moving { around, .. } = query
                && may(me, Action::ScheduleVisit, &it.visit.target())
            {
                let units: Vec<_> = it.visit.units.iter().map(|unit| unit.id).collect();
                let of = (it.visit.group, units.as_slice());
                let span = days_around(around.unwrap_or(it.visit.day()));
                it.busy = super::busy(tx, of, span, Some(*id)).await?;
                it.days = crate::store::calendar::working_days(tx, me.council, now).await?;
            }
            let on = it.visit.target();
            // A draft is the delegation's own until the invitation goes out.
            let known = it.visit.state.is_known_to_unit();
            let too_early = !known && it.visit.lets(me, Action::SeeVisit);
            match admit(Action::SeeVisit, &on) {
                Some(Refusal::NotAllowed { .. })
                    if known && it.visit.lets(me, Action::SeeVisit) =>
                {
                    Data::Visits(SeenVisits::One(Box::new(it)))
                }
                Some(_) if too_early => return gone(),
                Some(refusal) => Data::Refused(refusal),
                None => Data::Visits(SeenVisits::One(Box::new(it))),
            }
        }
        VisitsQuery::Calendar { after } => {
            Data::Visits(SeenVisits::Calendar(super::calendar(tx, me, after.as_ref(), now).await?))
        }
    })
}

/// The days in which a month is shown and free times are looked for.
fn days_around(day: NaiveDate) -> (DateTime<Utc>, DateTime<Utc>) {
    let middle = instant(day.and_time(NaiveTime::MIN));
    let reach = Duration::days(free_times::REACH_DAYS as i64 + 15);
    (middle - reach, middle + reach)
}
