//! Answers to a conversation's queries, for one person: what they may not see is refused here.

use chrono::{Duration, NaiveDate, NaiveTime};
use sqlx::types::chrono::{DateTime, Utc};

use super::Tx;
use crate::clock::{instant, local};
use crate::conversation::{
    Data, DifficultyData, DigestsData, Filter, GroupUnitsData, PlanningData, Query, SettingsData,
};
use crate::domain::visit::slots;
use crate::domain::*;

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
        Query::Home => Data::Home(super::home::load(tx, bot_id, me, now).await?),
        Query::Delegations => Data::Delegations(super::delegations::list(tx, me).await?),
        Query::Delegation(id) => match super::delegations::seen(tx, me, *id).await? {
            Ok(it) => Data::Delegation(Box::new(super::delegations::view(tx, it, now).await?)),
            Err(refusal) => Data::Refused(refusal),
        },
        Query::OfferedGroupChat(token) => {
            match super::group_chats::offered(tx, bot_id, me, *token).await? {
                Some(it) => Data::GroupChat(it),
                None => return gone(),
            }
        }
        Query::GroupChat(id) => match super::group_chats::view(tx, me, *id).await? {
            Some(it) => Data::GroupChat(it),
            None => return gone(),
        },
        Query::DelegationVisits { delegation, after } => {
            match super::delegations::seen(tx, me, *delegation).await? {
                Ok(it) => {
                    let it = super::delegations::visits(tx, it, *after, now).await?;
                    Data::DelegationVisits(Box::new(it))
                }
                Err(refusal) => Data::Refused(refusal),
            }
        }
        Query::DelegationUnit { delegation, unit } => {
            match super::delegations::seen(tx, me, *delegation).await? {
                Ok(it) => match super::delegations::unit(tx, it, *unit, now).await? {
                    Some(it) => Data::DelegationUnit(Box::new(it)),
                    None => return gone(),
                },
                Err(refusal) => Data::Refused(refusal),
            }
        }
        Query::GroupUnits { group, folded, after } => {
            let Some(line) = super::groups::one(tx, *group, me.council).await? else {
                return gone();
            };
            let on = Target { delegation: Some(line.delegation), group: Some(line.id), ..office };
            if let Some(refusal) = admit(Action::PlanDelegation, &on) {
                return Ok(Data::Refused(refusal));
            }
            let Some(delegation) = super::delegations::read(tx, line.delegation).await? else {
                return gone();
            };
            let at = (folded.as_str(), after.as_ref());
            Data::GroupUnits(Box::new(GroupUnitsData {
                group: line,
                page: super::imports::search(tx, me.council, at, today, None).await?,
                assigned: super::groups::units(tx, &delegation, now).await?,
                quota: delegation.terms.quota,
            }))
        }
        Query::Groups => Data::Groups(super::groups::open(tx, me.council).await?),
        Query::Milestones(id) => match super::milestones::of_delegation(tx, *id, now).await? {
            Some(it) => match admit(Action::ManageMilestones, &it.target(me)) {
                Some(refusal) => Data::Refused(refusal),
                None => Data::Milestones(it),
            },
            None => return gone(),
        },
        Query::Settings => {
            Data::Settings(SettingsData { nights: super::people::nights(tx, me.id).await? })
        }
        Query::Reminder(id) => match super::reminded::own(tx, me, *id, now).await? {
            Some(it) => Data::Reminder(Box::new(it)),
            None => return gone(),
        },
        Query::Reminded { subject, after } => {
            match super::reminded::page(tx, me, *subject, *after, now).await? {
                Ok(page) => Data::Reminded(page),
                Err(refusal) => Data::Refused(refusal),
            }
        }
        Query::Units { folded, after } => Data::Units(
            super::imports::search(tx, me.council, (folded, after.as_ref()), today, None).await?,
        ),
        Query::Planning { group, folded, after, units, around } => {
            let Some(group) = super::groups::one(tx, *group, me.council).await? else {
                return gone();
            };
            let on = Target { delegation: Some(group.delegation), group: Some(group.id), ..office };
            if let Some(refusal) = admit(Action::ScheduleVisit, &on) {
                return Ok(Data::Refused(refusal));
            }
            let Some(delegation) = super::delegations::read(tx, group.delegation).await? else {
                return gone();
            };
            let at = (folded.as_str(), after.as_ref());
            let span = days_around(around.unwrap_or(today));
            let assigned = super::groups::units(tx, &delegation, now).await?;
            // The group's own units to pick from; a search finds the others too, to say whose they are.
            let own: Vec<UnitId> =
                assigned.iter().filter(|it| it.group == group.id).map(|it| it.id).collect();
            let only = folded.is_empty().then_some(own.as_slice());
            Data::Planning(PlanningData {
                units: super::imports::search(tx, me.council, at, today, only).await?,
                chosen: super::groups::checklists(tx, group.delegation).await?,
                assigned,
                checklists: super::checklists::list(tx, me.council).await?,
                visits: super::visits::of_delegation(tx, group.delegation).await?,
                busy: super::visits::busy(tx, (group.id, units), span, None).await?,
                days: super::calendar::working_days(tx, me.council, now).await?,
                group,
            })
        }
        Query::Claim(id) => match super::people::invite(tx, *id).await? {
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
            None => Data::Checklists(super::checklists::list(tx, me.council).await?),
        },
        Query::Checklist(id) => match admit(Action::PublishChecklist, &office) {
            Some(refusal) => Data::Refused(refusal),
            None => match super::checklists::view(tx, *id, me.council).await? {
                Some(it) => Data::Checklist(it),
                None => return gone(),
            },
        },
        Query::Workbook(id) => match super::checklists::workbook(tx, *id, me).await? {
            Some(it) => Data::Workbook(it),
            None => return gone(),
        },
        Query::Visit(id) | Query::Moving { visit: id, .. } => {
            let Some(mut it) = super::visits::view(tx, *id, me).await? else {
                return gone();
            };
            if let Query::Moving { around, .. } = query
                && may(me, Action::ScheduleVisit, &it.visit.target())
            {
                let units: Vec<_> = it.visit.units.iter().map(|unit| unit.id).collect();
                let of = (it.visit.group, units.as_slice());
                let span = days_around(around.unwrap_or(it.visit.day()));
                it.busy = super::visits::busy(tx, of, span, Some(*id)).await?;
                it.days = super::calendar::working_days(tx, me.council, now).await?;
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
        Query::Minutes(id) => match super::minutes::read(tx, *id).await? {
            Some(it) if it.visit.council != me.council => return gone(),
            Some(it) if it.seen_by(me) => {
                Data::Minutes(Box::new(super::minutes::view(tx, it).await?))
            }
            Some(_) => Data::Refused(Refusal::NotAllowed { action: Action::SeeMinutes }),
            None => return gone(),
        },
        Query::Calendar { after } => {
            Data::Calendar(super::visits::calendar(tx, me, after.as_ref(), now).await?)
        }
        Query::Submission(id) => match super::submissions::read(tx, *id).await? {
            Some(it) => match admit(Action::SeeSubmission, &it.target()) {
                Some(refusal) => Data::Refused(refusal),
                None => Data::Submission(Box::new(it)),
            },
            None => return gone(),
        },
        Query::AnsweredBy { message } => {
            let at = super::submissions::answered_by(tx, bot_id, me.account, *message).await?;
            let there = match &at {
                Some((id, _)) => super::submissions::read(tx, *id).await?,
                None => None,
            };
            let theirs = there.is_some_and(|it| may(me, Action::FillSubmission, &it.target()));
            Data::Answered(at.filter(|_| theirs))
        }
        Query::Reportable { folded, after } => {
            let at = (folded.as_str(), after.as_ref());
            Data::Units(super::imports::reportable(tx, me, at, now).await?)
        }
        Query::Difficulties { before, filter } => {
            Data::Difficulties(super::difficulties::page(tx, me, filter, *before).await?)
        }
        Query::DifficultySummary(grouping) => {
            Data::DifficultySummary(super::difficulties::summary(tx, me, *grouping).await?)
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
                    super::imports::search(tx, me.council, at, today, None).await?,
                ),
                Err(refusal) => Data::Refused(refusal),
            }
        }
        Query::Mergeable { difficulty: id, search } => {
            let filter = Filter { search: search.clone(), ..Filter::default() };
            match difficulty(tx, me, *id, now).await? {
                Ok(it) => Data::Mergeable(
                    Box::new(it),
                    super::difficulties::page(tx, me, &filter, None).await?,
                ),
                Err(refusal) => Data::Refused(refusal),
            }
        }
        Query::Similar { unit, category, folded } => {
            let like = super::difficulties::Likeness {
                folded,
                unit: *unit,
                category: *category,
                except: None,
            };
            Data::Similar(super::difficulties::similar(tx, me, like).await?)
        }
        Query::Recommendations { filter, after } => {
            match super::recommendations::page(tx, me, filter, *after, now).await? {
                Ok(it) => Data::Recommendations(it),
                Err(refusal) => Data::Refused(refusal),
            }
        }
        Query::Recommendation(id) => match super::recommendations::view(tx, *id, now).await? {
            Some(it) if it.it.council != me.council => return gone(),
            Some(it) if it.it.is_seen_by(me) => Data::Recommendation(Box::new(it)),
            Some(_) => Data::Refused(Refusal::NotAllowed { action: Action::SeeRecommendation }),
            None => return gone(),
        },
        Query::Recommendable { delegation, folded, after } => {
            let it = super::delegations::read(tx, *delegation).await?;
            let Some(it) = it.filter(|it| it.council == me.council) else {
                return gone();
            };
            if !me.may_somewhere(Action::DraftRecommendation) {
                let action = Action::DraftRecommendation;
                return Ok(Data::Refused(Refusal::NotAllowed { action }));
            }
            let units = super::groups::units(tx, &it, now).await?;
            let own: Vec<UnitId> = units.into_iter().map(|unit| unit.id).collect();
            let only = folded.is_empty().then_some(own.as_slice());
            let at = (folded.as_str(), after.as_ref());
            Data::Units(super::imports::search(tx, me.council, at, today, only).await?)
        }
        Query::DelegationEnd(id) => match super::delegations::seen(tx, me, *id).await? {
            Ok(it) => Data::DelegationEnd(Box::new(super::recommendations::ending(tx, it).await?)),
            Err(refusal) => Data::Refused(refusal),
        },
        Query::UnitsAsOf { .. } | Query::UnitAsOf { .. }
            if !me.may_somewhere(Action::LookUpUnits) =>
        {
            Data::Refused(Refusal::NotAllowed { action: Action::LookUpUnits })
        }
        Query::UnitsAsOf { folded, on, after } => {
            let at = (folded.as_str(), after.as_ref());
            Data::UnitsAsOf(super::units::find(tx, me.council, at, on.unwrap_or(today)).await?)
        }
        Query::UnitAsOf { unit, on } => {
            let days = (on.unwrap_or(today), today);
            match super::units::card(tx, me.council, *unit, days).await? {
                Some(it) => Data::UnitAsOf(Box::new(it)),
                None => return gone(),
            }
        }
        Query::Campaigns if !me.may_somewhere(Action::SeeCampaign) => {
            Data::Refused(Refusal::NotAllowed { action: Action::SeeCampaign })
        }
        Query::Campaigns => Data::Campaigns(super::campaigns::list(tx, me, now).await?),
        Query::Campaign(id) => match super::campaigns::campaign(tx, me, *id, now).await? {
            Some(it) if it.it.council != me.council => return gone(),
            Some(it) if me.may_somewhere(Action::SeeCampaign) => Data::Campaign(Box::new(it)),
            Some(_) => Data::Refused(Refusal::NotAllowed { action: Action::SeeCampaign }),
            None => return gone(),
        },
        Query::Subtasks { campaign, sift, after } => {
            match super::campaigns::page(tx, me, *campaign, *sift, *after, now).await? {
                Some(it) if it.campaign.council != me.council => return gone(),
                Some(it) if me.may_somewhere(Action::SeeSubtask) => Data::Subtasks(Box::new(it)),
                Some(_) => Data::Refused(Refusal::NotAllowed { action: Action::SeeSubtask }),
                None => return gone(),
            }
        }
        Query::Subtask(id) => match super::campaigns::subtask(tx, me, *id, now).await? {
            Some(it) if it.it.council != me.council => return gone(),
            Some(it) if it.it.is_seen_by(me) => Data::Subtask(Box::new(it)),
            Some(_) => Data::Refused(Refusal::NotAllowed { action: Action::SeeSubtask }),
            None => return gone(),
        },
        Query::LateLists(id) => match super::late_lists::list(tx, me, *id).await? {
            Some(it) if it.campaign.council != me.council => return gone(),
            Some(it) if me.may_somewhere(Action::SeeCampaign) => Data::LateLists(Box::new(it)),
            Some(_) => Data::Refused(Refusal::NotAllowed { action: Action::SeeCampaign }),
            None => return gone(),
        },
        Query::LateList(id) => match super::late_lists::look(tx, *id, now).await? {
            Some(it) if it.it.council != me.council => return gone(),
            Some(it) if super::late_lists::makes(me) => Data::LateList(Box::new(it)),
            // What is posted is for everybody who sees the campaign.
            Some(it) if it.it.state.is_posted() && me.may_somewhere(Action::SeeCampaign) => {
                Data::LateList(Box::new(it))
            }
            Some(_) => Data::Refused(Refusal::NotAllowed { action: Action::PrepareLateList }),
            None => return gone(),
        },
        Query::LateLine(id) => match super::late_lists::of_line(tx, *id, now).await? {
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
            match super::campaigns::planned(tx, me, (*campaign, *fetch), now).await? {
                Some(it) if it.campaign.council == me.council => Data::Plan(Box::new(it)),
                _ => return gone(),
            }
        }
        Query::Digests => Data::Digests(DigestsData {
            subscriptions: super::digests::of_person(tx, me).await?,
            days: super::calendar::working_days(tx, me.council, now).await?,
        }),
        Query::Troubles => match admit(Action::SeeDeliveryTroubles, &office) {
            Some(refusal) => Data::Refused(refusal),
            None => Data::Troubles(super::home::troubles(tx, bot_id, me.council, now).await?),
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
    Ok(match super::difficulties::view(tx, me, id, now).await? {
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
    let reach = Duration::days(slots::REACH_DAYS as i64 + 15);
    (middle - reach, middle + reach)
}
