//! Answers to a conversation's queries, for one person: what they may not see is refused here.

use chrono::{Duration, NaiveDate, NaiveTime};
use sqlx::types::chrono::{DateTime, Utc};

use crate::clock::{instant, local};
use crate::conversation::{
    Data, DifficultyData, DigestsData, Filter, GroupUnitsData, PlanningData, Query, SettingsData,
};
use crate::domain::visits::free_times;
use crate::domain::*;
use crate::store::Tx;

/// Loads what `query` asks for.
pub async fn load(
    tx: &mut Tx,
    bot_id: i64,
    query: &Query,
    me: Option<&Actor>,
    now: DateTime<Utc>,
) -> sqlx::Result<Data> {
    let Some(me) = me else {
        return Ok(Data::Nothing);
    };
    let today = local(now).date();
    let office = me.target();
    let gone = || Ok(Data::Refused(Refusal::Gone));
    // Something there that is not for this person is refused like something that is not there at
    // all, unless it is in their own council: then they are told that it is not theirs.
    let admit = |action: Action, on: &Target| match () {
        () if on.council != me.council => Some(Refusal::Gone),
        () if !may(me, action, on) => Some(Refusal::NotAllowed { action }),
        () => None,
    };
    Ok(match query {
        Query::Nothing => Data::Nothing,
        Query::Home => Data::Home(crate::store::home::load(tx, bot_id, me, now).await?),
        Query::Delegations => Data::Delegations(crate::store::delegations::list(tx, me).await?),
        Query::Delegation(id) => match crate::store::delegations::seen(tx, me, *id).await? {
            Ok(it) => {
                Data::Delegation(Box::new(crate::store::delegations::view(tx, it, now).await?))
            }
            Err(refusal) => Data::Refused(refusal),
        },
        Query::OfferedGroupChat(token) => {
            match crate::store::delegations::group_chats::offered(tx, bot_id, me, *token).await? {
                Some(it) => Data::GroupChat(it),
                None => return gone(),
            }
        }
        Query::GroupChat(id) => {
            match crate::store::delegations::group_chats::view(tx, me, *id).await? {
                Some(it) => Data::GroupChat(it),
                None => return gone(),
            }
        }
        Query::DelegationVisits { delegation, after } => {
            match crate::store::delegations::seen(tx, me, *delegation).await? {
                Ok(it) => {
                    let it = crate::store::delegations::visits(tx, it, *after, now).await?;
                    Data::DelegationVisits(Box::new(it))
                }
                Err(refusal) => Data::Refused(refusal),
            }
        }
        Query::DelegationUnit { delegation, unit } => {
            match crate::store::delegations::seen(tx, me, *delegation).await? {
                Ok(it) => match crate::store::delegations::unit(tx, it, *unit, now).await? {
                    Some(it) => Data::DelegationUnit(Box::new(it)),
                    None => return gone(),
                },
                Err(refusal) => Data::Refused(refusal),
            }
        }
        Query::GroupUnits { group, folded, after } => {
            let Some(line) = crate::store::delegations::groups::one(tx, *group, me.council).await?
            else {
                return gone();
            };
            let on = Target { delegation: Some(line.delegation), group: Some(line.id), ..office };
            if let Some(refusal) = admit(Action::PlanDelegation, &on) {
                return Ok(Data::Refused(refusal));
            }
            let Some(delegation) = crate::store::delegations::read(tx, line.delegation).await?
            else {
                return gone();
            };
            let at = (folded.as_str(), after.as_ref());
            Data::GroupUnits(Box::new(GroupUnitsData {
                group: line,
                page: crate::store::units::names::search(tx, me.council, at, today, None).await?,
                assigned: crate::store::delegations::groups::units(tx, &delegation, now).await?,
                quota: delegation.terms.quota,
            }))
        }
        Query::Groups => {
            Data::Groups(crate::store::delegations::groups::open(tx, me.council).await?)
        }
        Query::Milestones(id) => {
            match crate::store::delegations::milestones::of_delegation(tx, *id, now).await? {
                Some(it) => match admit(Action::ManageMilestones, &it.target(me)) {
                    Some(refusal) => Data::Refused(refusal),
                    None => Data::Milestones(it),
                },
                None => return gone(),
            }
        }
        Query::Settings => {
            Data::Settings(SettingsData { nights: crate::store::people::nights(tx, me.id).await? })
        }
        Query::Reminder(id) => {
            match crate::store::reminders::reminded::own(tx, me, *id, now).await? {
                Some(it) => Data::Reminder(Box::new(it)),
                None => return gone(),
            }
        }
        Query::Reminded { subject, after } => {
            match crate::store::reminders::reminded::page(tx, me, *subject, *after, now).await? {
                Ok(page) => Data::Reminded(page),
                Err(refusal) => Data::Refused(refusal),
            }
        }
        Query::Units { folded, after } => Data::Units(
            crate::store::units::names::search(
                tx,
                me.council,
                (folded, after.as_ref()),
                today,
                None,
            )
            .await?,
        ),
        Query::Planning { group, folded, after, units, around } => {
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
            Data::Planning(PlanningData {
                units: crate::store::units::names::search(tx, me.council, at, today, only).await?,
                chosen: crate::store::delegations::groups::checklists(tx, group.delegation).await?,
                assigned,
                checklists: crate::store::checklists::list(tx, me.council).await?,
                visits: crate::store::visits::of_delegation(tx, group.delegation).await?,
                busy: crate::store::visits::busy(tx, (group.id, units), span, None).await?,
                days: crate::store::calendar::working_days(tx, me.council, now).await?,
                group,
            })
        }
        Query::Claim(id) => match crate::store::people::invite(tx, *id).await? {
            Some(invite) => {
                let on = Target { council: invite.council, ..office };
                match admit(Action::InvitePeople, &on) {
                    Some(refusal) => Data::Refused(refusal),
                    None => Data::Claim(invite),
                }
            }
            None => return gone(),
        },
        Query::Checklists => match admit(Action::PublishChecklist, &office) {
            Some(refusal) => Data::Refused(refusal),
            None => Data::Checklists(crate::store::checklists::list(tx, me.council).await?),
        },
        Query::Checklist(id) => match admit(Action::PublishChecklist, &office) {
            Some(refusal) => Data::Refused(refusal),
            None => match crate::store::checklists::view(tx, *id, me.council).await? {
                Some(it) => Data::Checklist(it),
                None => return gone(),
            },
        },
        Query::Workbook(id) => match crate::store::checklists::workbook(tx, *id, me).await? {
            Some(it) => Data::Workbook(it),
            None => return gone(),
        },
        Query::Visit(id) | Query::Moving { visit: id, .. } => {
            let Some(mut it) = crate::store::visits::view(tx, *id, me).await? else {
                return gone();
            };
            if let Query::Moving { around, .. } = query
                && may(me, Action::ScheduleVisit, &it.visit.target())
            {
                let units: Vec<_> = it.visit.units.iter().map(|unit| unit.id).collect();
                let of = (it.visit.group, units.as_slice());
                let span = days_around(around.unwrap_or(it.visit.day()));
                it.busy = crate::store::visits::busy(tx, of, span, Some(*id)).await?;
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
                    Data::Visit(Box::new(it))
                }
                Some(_) if too_early => return gone(),
                Some(refusal) => Data::Refused(refusal),
                None => Data::Visit(Box::new(it)),
            }
        }
        Query::Minutes(id) => match crate::store::minutes::read(tx, *id).await? {
            Some(it) if it.visit.council != me.council => return gone(),
            Some(it) if it.seen_by(me) => {
                Data::Minutes(Box::new(crate::store::minutes::view(tx, it).await?))
            }
            Some(_) => Data::Refused(Refusal::NotAllowed { action: Action::SeeMinutes }),
            None => return gone(),
        },
        Query::Calendar { after } => {
            Data::Calendar(crate::store::visits::calendar(tx, me, after.as_ref(), now).await?)
        }
        Query::Submission(id) => match crate::store::answers::read(tx, *id).await? {
            Some(it) => match admit(Action::SeeSubmission, &it.target()) {
                Some(refusal) => Data::Refused(refusal),
                None => Data::Submission(Box::new(it)),
            },
            None => return gone(),
        },
        Query::AnsweredBy { message } => {
            let at = crate::store::answers::answered_by(tx, bot_id, me.account, *message).await?;
            let there = match &at {
                Some((id, _)) => crate::store::answers::read(tx, *id).await?,
                None => None,
            };
            let theirs = there.is_some_and(|it| may(me, Action::FillSubmission, &it.target()));
            Data::Answered(at.filter(|_| theirs))
        }
        Query::Reportable { folded, after } => {
            let at = (folded.as_str(), after.as_ref());
            Data::Units(crate::store::units::names::reportable(tx, me, at, now).await?)
        }
        Query::Difficulties { before, filter } => {
            Data::Difficulties(crate::store::difficulties::page(tx, me, filter, *before).await?)
        }
        Query::DifficultySummary(grouping) => {
            Data::DifficultySummary(crate::store::difficulties::summary(tx, me, *grouping).await?)
        }
        Query::Difficulty(id) => match difficulty(tx, me, *id, now).await? {
            Ok(it) => Data::Difficulty(Box::new(it)),
            Err(refusal) => Data::Refused(refusal),
        },
        Query::Routing { difficulty: id, folded, after } => {
            let at = (folded.as_str(), after.as_ref());
            match difficulty(tx, me, *id, now).await? {
                Ok(it) => Data::Routing(
                    Box::new(it),
                    crate::store::units::names::search(tx, me.council, at, today, None).await?,
                ),
                Err(refusal) => Data::Refused(refusal),
            }
        }
        Query::Mergeable { difficulty: id, search } => {
            let filter = Filter { search: search.clone(), ..Filter::default() };
            match difficulty(tx, me, *id, now).await? {
                Ok(it) => Data::Mergeable(
                    Box::new(it),
                    crate::store::difficulties::page(tx, me, &filter, None).await?,
                ),
                Err(refusal) => Data::Refused(refusal),
            }
        }
        Query::Similar { unit, category, folded } => {
            let like = crate::store::difficulties::Likeness {
                folded,
                unit: *unit,
                category: *category,
                except: None,
            };
            Data::Similar(crate::store::difficulties::similar(tx, me, like).await?)
        }
        Query::Recommendations { filter, after } => {
            match crate::store::recommendations::page(tx, me, filter, *after, now).await? {
                Ok(it) => Data::Recommendations(it),
                Err(refusal) => Data::Refused(refusal),
            }
        }
        Query::Recommendation(id) => match crate::store::recommendations::view(tx, *id, now).await?
        {
            Some(it) if it.it.council != me.council => return gone(),
            Some(it) if it.it.is_seen_by(me) => Data::Recommendation(Box::new(it)),
            Some(_) => Data::Refused(Refusal::NotAllowed { action: Action::SeeRecommendation }),
            None => return gone(),
        },
        Query::Recommendable { delegation, folded, after } => {
            let it = crate::store::delegations::read(tx, *delegation).await?;
            let Some(it) = it.filter(|it| it.council == me.council) else {
                return gone();
            };
            if !me.may_somewhere(Action::DraftRecommendation) {
                let action = Action::DraftRecommendation;
                return Ok(Data::Refused(Refusal::NotAllowed { action }));
            }
            let units = crate::store::delegations::groups::units(tx, &it, now).await?;
            let own: Vec<UnitId> = units.into_iter().map(|unit| unit.id).collect();
            let only = folded.is_empty().then_some(own.as_slice());
            let at = (folded.as_str(), after.as_ref());
            Data::Units(crate::store::units::names::search(tx, me.council, at, today, only).await?)
        }
        Query::DelegationEnd(id) => match crate::store::delegations::seen(tx, me, *id).await? {
            Ok(it) => {
                Data::DelegationEnd(Box::new(crate::store::recommendations::ending(tx, it).await?))
            }
            Err(refusal) => Data::Refused(refusal),
        },
        Query::UnitsAsOf { .. } | Query::UnitAsOf { .. }
            if !me.may_somewhere(Action::LookUpUnits) =>
        {
            Data::Refused(Refusal::NotAllowed { action: Action::LookUpUnits })
        }
        Query::UnitsAsOf { folded, on, after } => {
            let at = (folded.as_str(), after.as_ref());
            Data::UnitsAsOf(
                crate::store::units::find(tx, me.council, at, on.unwrap_or(today)).await?,
            )
        }
        Query::UnitAsOf { unit, on } => {
            let days = (on.unwrap_or(today), today);
            match crate::store::units::card(tx, me.council, *unit, days).await? {
                Some(it) => Data::UnitAsOf(Box::new(it)),
                None => return gone(),
            }
        }
        Query::Campaigns if !me.may_somewhere(Action::SeeCampaign) => {
            Data::Refused(Refusal::NotAllowed { action: Action::SeeCampaign })
        }
        Query::Campaigns => Data::Campaigns(crate::store::campaigns::list(tx, me, now).await?),
        Query::Campaign(id) => match crate::store::campaigns::campaign(tx, me, *id, now).await? {
            Some(it) if it.it.council != me.council => return gone(),
            Some(it) if me.may_somewhere(Action::SeeCampaign) => Data::Campaign(Box::new(it)),
            Some(_) => Data::Refused(Refusal::NotAllowed { action: Action::SeeCampaign }),
            None => return gone(),
        },
        Query::Subtasks { campaign, sift, after } => {
            match crate::store::campaigns::page(tx, me, *campaign, *sift, *after, now).await? {
                Some(it) if it.campaign.council != me.council => return gone(),
                Some(it) if me.may_somewhere(Action::SeeSubtask) => Data::Subtasks(Box::new(it)),
                Some(_) => Data::Refused(Refusal::NotAllowed { action: Action::SeeSubtask }),
                None => return gone(),
            }
        }
        Query::Subtask(id) => match crate::store::campaigns::subtask(tx, me, *id, now).await? {
            Some(it) if it.it.council != me.council => return gone(),
            Some(it) if it.it.is_seen_by(me) => Data::Subtask(Box::new(it)),
            Some(_) => Data::Refused(Refusal::NotAllowed { action: Action::SeeSubtask }),
            None => return gone(),
        },
        Query::LateLists(id) => match crate::store::campaigns::late_lists::list(tx, me, *id).await?
        {
            Some(it) if it.campaign.council != me.council => return gone(),
            Some(it) if me.may_somewhere(Action::SeeCampaign) => Data::LateLists(Box::new(it)),
            Some(_) => Data::Refused(Refusal::NotAllowed { action: Action::SeeCampaign }),
            None => return gone(),
        },
        Query::LateList(id) => match crate::store::campaigns::late_lists::look(tx, *id, now).await?
        {
            Some(it) if it.it.council != me.council => return gone(),
            Some(it) if crate::store::campaigns::late_lists::makes(me) => {
                Data::LateList(Box::new(it))
            }
            // What is posted is for everybody who sees the campaign.
            Some(it) if it.it.state.is_posted() && me.may_somewhere(Action::SeeCampaign) => {
                Data::LateList(Box::new(it))
            }
            Some(_) => Data::Refused(Refusal::NotAllowed { action: Action::PrepareLateList }),
            None => return gone(),
        },
        Query::LateLine(id) => match crate::store::campaigns::late_lists::of_line(tx, *id, now)
            .await?
        {
            Some((it, _)) if it.council != me.council => return gone(),
            Some((it, line)) => {
                let unit = it.lines.iter().find(|other| other.id == line).map(|other| other.unit);
                let on = Target { unit, ..it.target() };
                match admit(Action::ObjectToLateList, &on) {
                    Some(refusal) => Data::Refused(refusal),
                    None => Data::LateLine(Box::new(it), line),
                }
            }
            None => return gone(),
        },
        Query::Plan { campaign, fetch } => {
            match crate::store::campaigns::planned(tx, me, (*campaign, *fetch), now).await? {
                Some(it) if it.campaign.council == me.council => Data::Plan(Box::new(it)),
                _ => return gone(),
            }
        }
        Query::Digests => Data::Digests(DigestsData {
            subscriptions: crate::store::digests::of_person(tx, me).await?,
            days: crate::store::calendar::working_days(tx, me.council, now).await?,
        }),
        Query::Troubles => match admit(Action::SeeDeliveryTroubles, &office) {
            Some(refusal) => Data::Refused(refusal),
            None => {
                Data::Troubles(crate::store::home::troubles(tx, bot_id, me.council, now).await?)
            }
        },
    })
}

/// A difficulty for somebody who may see it.
async fn difficulty(
    tx: &mut Tx,
    me: &Actor,
    id: DifficultyId,
    now: DateTime<Utc>,
) -> sqlx::Result<Result<DifficultyData, Refusal>> {
    Ok(match crate::store::difficulties::view(tx, me, id, now).await? {
        Some(it) if it.it.is_seen_by(me) => Ok(it),
        Some(it) if it.it.council == me.council => {
            Err(Refusal::NotAllowed { action: Action::SeeDifficulty })
        }
        _ => Err(Refusal::Gone),
    })
}

/// The days in which a month is shown and free times are looked for.
fn days_around(day: NaiveDate) -> (DateTime<Utc>, DateTime<Utc>) {
    let middle = instant(day.and_time(NaiveTime::MIN));
    let reach = Duration::days(free_times::REACH_DAYS as i64 + 15);
    (middle - reach, middle + reach)
}
