//! What the screens of visits see, for one person.

use super::{calendar, of_delegation, read, schedule, session, submissions_of};
use crate::clock::instant;
use crate::conversation::{Data, PlanningData, SeenVisits, SubmissionLine, VisitData, VisitsQuery};
use crate::domain::calendar::WorkingDays;
use crate::domain::visits::free_times;
use crate::domain::*;
use crate::store::asking::Asking;
use crate::store::calendar::working_days;
use crate::store::delegations::groups;
use crate::store::units::names;
use crate::store::{Tx, answers, checklists, decoded, delegations, minutes};
use chrono::{Duration, NaiveDate, NaiveTime};
use sqlx::types::chrono::{DateTime, Utc};

pub async fn load(tx: &mut Tx, query: &VisitsQuery, asking: Asking<'_>) -> sqlx::Result<Data> {
    let seen = match query {
        VisitsQuery::Planning { group, folded, after, units, around } => {
            let search = (folded.as_str(), after.as_ref());
            let seen = planning(tx, (*group, units), search, *around, asking).await?;
            seen.map(SeenVisits::Planning)
        }
        VisitsQuery::One(id) => one(tx, *id, asking).await?.map(SeenVisits::One),
        VisitsQuery::Moving { visit, around } => {
            let mut seen = one(tx, *visit, asking).await?;
            if let Ok(it) = &mut seen {
                taken(tx, it, *around, asking).await?;
            }
            seen.map(SeenVisits::One)
        }
        VisitsQuery::Calendar { folded, after } => {
            let page = calendar(tx, asking.me, (folded, after.as_ref()), asking.now).await?;
            Ok(SeenVisits::Calendar(page))
        }
    };
    Ok(seen.map_or_else(Data::Refused, Data::Visits))
}

/// What a visit is put together from.
async fn planning(
    tx: &mut Tx,
    (group, units): (GroupId, &[UnitId]),
    search: (&str, Option<&(String, UnitId)>),
    around: Option<NaiveDate>,
    asking: Asking<'_>,
) -> sqlx::Result<Result<PlanningData, Refusal>> {
    let Asking { me, now, today, office, .. } = asking;
    let Some(group) = groups::one(tx, group, me.council).await? else {
        return Ok(Err(Refusal::Gone));
    };
    let on = Target { delegation: Some(group.delegation), group: Some(group.id), ..office };
    if let Some(refusal) = asking.admit(Action::ScheduleVisit, &on) {
        return Ok(Err(refusal));
    }
    let Some(delegation) = delegations::read(tx, group.delegation).await? else {
        return Ok(Err(Refusal::Gone));
    };
    let span = days_around(around.unwrap_or(today));
    let assigned = groups::units(tx, &delegation, now).await?;
    // The group's own units to pick from; a search finds the others too, to say whose they are.
    let own: Vec<UnitId> =
        assigned.iter().filter(|it| it.group == group.id).map(|it| it.id).collect();
    let only = search.0.is_empty().then_some(own.as_slice());
    Ok(Ok(PlanningData {
        units: names::search(tx, me.council, search, today, only).await?,
        chosen: groups::checklists(tx, group.delegation).await?,
        assigned,
        checklists: checklists::list(tx, me.council).await?,
        visits: of_delegation(tx, group.delegation).await?,
        busy: schedule::busy(tx, (group.id, units), span, None).await?,
        days: working_days(tx, me.council, now).await?,
        group,
    }))
}

/// A visit, for those who may see it. A draft is the delegation's own until the invitation goes out.
async fn one(
    tx: &mut Tx,
    id: VisitId,
    asking: Asking<'_>,
) -> sqlx::Result<Result<Box<VisitData>, Refusal>> {
    let Some(it) = whole(tx, id, asking.me).await? else {
        return Ok(Err(Refusal::Gone));
    };
    let known = it.visit.state.is_known_to_unit();
    let theirs = it.visit.lets(asking.me, Action::SeeVisit);
    Ok(match asking.admit(Action::SeeVisit, &it.visit.target()) {
        None => Ok(Box::new(it)),
        Some(Refusal::NotAllowed { .. }) if known && theirs => Ok(Box::new(it)),
        Some(_) if !known && theirs => Err(Refusal::Gone),
        Some(refusal) => Err(refusal),
    })
}

/// Who is taken when, for those who may move the visit.
async fn taken(
    tx: &mut Tx,
    it: &mut VisitData,
    around: Option<NaiveDate>,
    Asking { me, now, .. }: Asking<'_>,
) -> sqlx::Result<()> {
    if may(me, Action::ScheduleVisit, &it.visit.target()) {
        let units: Vec<_> = it.visit.units.iter().map(|unit| unit.id).collect();
        let of = (it.visit.group, units.as_slice());
        let span = days_around(around.unwrap_or(it.visit.day()));
        it.busy = schedule::busy(tx, of, span, Some(it.visit.id)).await?;
        it.days = working_days(tx, me.council, now).await?;
    }
    Ok(())
}

/// The days in which a month is shown and free times are looked for.
fn days_around(day: NaiveDate) -> (DateTime<Utc>, DateTime<Utc>) {
    let middle = instant(day.and_time(NaiveTime::MIN));
    let reach = Duration::days(free_times::REACH_DAYS as i64 + 15);
    (middle - reach, middle + reach)
}

/// A visit with what its screens show of it. Notes are the delegation's own: whoever may not see them has none.
async fn whole(tx: &mut Tx, id: VisitId, me: &Actor) -> sqlx::Result<Option<VisitData>> {
    let Some(visit) = read(tx, id).await? else {
        return Ok(None);
    };
    let title =
        sqlx::query_scalar!("SELECT title FROM delegation WHERE id = $1", visit.delegation.0)
            .fetch_one(&mut **tx)
            .await?;
    let units: Vec<i64> = visit.units.iter().map(|unit| unit.id.0).collect();
    let unit_people = sqlx::query!(
        r#"SELECT g.unit_id AS "unit_id!", g.role, p.name FROM role_grant g
           JOIN person p ON p.id = g.person_id AND p.state = 'active'
           WHERE g.unit_id = ANY($1) AND g.ended_at IS NULL ORDER BY g.role DESC, p.name"#,
        &units
    )
    .fetch_all(&mut **tx)
    .await?
    .into_iter()
    .map(|row| {
        let role = decoded("role", &row.role)?;
        Ok((UnitId(row.unit_id), role, row.name))
    })
    .collect::<sqlx::Result<Vec<_>>>()?;
    let mut submissions = vec![];
    let order = submissions_of(tx, id).await?;
    let mut read = answers::read_all(tx, &order).await?;
    read.sort_by_key(|it| order.iter().position(|id| *id == it.id));
    for submission in read {
        let (answered, questions) = submission.progress();
        submissions.push(SubmissionLine {
            id: submission.id,
            unit: submission.unit,
            state: submission.state,
            answered,
            questions,
        });
    }
    let held = visit.opened_at.is_some();
    let notes = held && may(me, Action::SeeNotes, &visit.target());
    Ok(Some(VisitData {
        minutes: minutes::state_of(tx, &visit).await?,
        delegation_title: title,
        people: delegations::people(tx, visit.group).await?,
        unit_people,
        submissions,
        attendees: if held { session::attendees(tx, &visit).await? } else { vec![] },
        notes: if notes { session::notes(tx, id).await? } else { vec![] },
        busy: vec![],
        days: WorkingDays::default(),
        visit,
    }))
}
