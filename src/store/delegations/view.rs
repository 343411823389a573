//! What the screens of delegations see, for one person.

use super::{group_chats, groups, milestones, stages};
use crate::conversation::{Data, DelegationsQuery, GroupUnitsData, SeenDelegations};
use crate::domain::delegations::Delegation;
use crate::domain::*;
use crate::store::Tx;
use crate::store::asking::Asking;
use crate::store::units::names;

type Seen = Result<SeenDelegations, Refusal>;

pub async fn load(tx: &mut Tx, query: &DelegationsQuery, asking: Asking<'_>) -> sqlx::Result<Data> {
    Ok(match seen(tx, query, asking).await? {
        Ok(seen) => Data::Delegations(seen),
        Err(refusal) => Data::Refused(refusal),
    })
}

async fn seen(tx: &mut Tx, query: &DelegationsQuery, asking: Asking<'_>) -> sqlx::Result<Seen> {
    let Asking { me, bot_id, now, .. } = asking;
    Ok(match query {
        DelegationsQuery::List => Ok(SeenDelegations::List(super::list(tx, me).await?)),
        DelegationsQuery::Groups => {
            Ok(SeenDelegations::Groups(groups::open(tx, me.council).await?))
        }
        DelegationsQuery::OfferedGroupChat(token) => {
            let it = group_chats::offered(tx, bot_id, me, *token).await?;
            it.map(SeenDelegations::GroupChat).ok_or(Refusal::Gone)
        }
        DelegationsQuery::GroupChat(id) => {
            let it = group_chats::view(tx, me, *id).await?;
            it.map(SeenDelegations::GroupChat).ok_or(Refusal::Gone)
        }
        DelegationsQuery::GroupUnits { group, folded, after } => {
            group_units(tx, *group, (folded, after.as_ref()), asking).await?
        }
        DelegationsQuery::Milestones(id) => match milestones::of_delegation(tx, *id, now).await? {
            Some(it) => match asking.admit(Action::ManageMilestones, &it.target(me)) {
                Some(refusal) => Err(refusal),
                None => Ok(SeenDelegations::Milestones(it)),
            },
            None => Err(Refusal::Gone),
        },
        DelegationsQuery::One(id)
        | DelegationsQuery::Visits { delegation: id, .. }
        | DelegationsQuery::Unit { delegation: id, .. }
        | DelegationsQuery::End(id) => match super::seen(tx, me, *id).await? {
            Ok(it) => of_one(tx, query, it, asking).await?,
            Err(refusal) => Err(refusal),
        },
    })
}

/// What is asked of a delegation that this person may look at.
async fn of_one(
    tx: &mut Tx,
    query: &DelegationsQuery,
    it: Delegation,
    Asking { now, .. }: Asking<'_>,
) -> sqlx::Result<Seen> {
    Ok(Ok(match query {
        DelegationsQuery::Visits { folded, after, .. } => {
            let page = super::visits(tx, it, (folded, *after), now).await?;
            SeenDelegations::Visits(Box::new(page))
        }
        DelegationsQuery::Unit { unit, .. } => match super::unit(tx, it, *unit, now).await? {
            Some(it) => SeenDelegations::Unit(Box::new(it)),
            None => return Ok(Err(Refusal::Gone)),
        },
        DelegationsQuery::End(_) => SeenDelegations::End(Box::new(stages::next(tx, it).await?)),
        _ => SeenDelegations::One(Box::new(super::view(tx, it, now).await?)),
    }))
}

async fn group_units(
    tx: &mut Tx,
    group: GroupId,
    at: (&str, Option<&(String, UnitId)>),
    asking: Asking<'_>,
) -> sqlx::Result<Seen> {
    let Asking { me, now, today, office, .. } = asking;
    let Some(line) = groups::one(tx, group, me.council).await? else {
        return Ok(Err(Refusal::Gone));
    };
    let on = Target { delegation: Some(line.delegation), group: Some(line.id), ..office };
    if let Some(refusal) = asking.admit(Action::PlanDelegation, &on) {
        return Ok(Err(refusal));
    }
    let Some(delegation) = super::read(tx, line.delegation).await? else {
        return Ok(Err(Refusal::Gone));
    };
    Ok(Ok(SeenDelegations::GroupUnits(Box::new(GroupUnitsData {
        group: line,
        page: names::search(tx, me.council, at, today, None).await?,
        assigned: groups::units(tx, &delegation, now).await?,
        quota: delegation.terms.quota,
    }))))
}
