//! What the screens of delegations see, for one person.

use crate::conversation::{Data, DelegationsQuery, GroupUnitsData, SeenDelegations};
use crate::domain::*;
use crate::store::Tx;
use crate::store::views::{Asking, gone};

pub async fn load(tx: &mut Tx, query: &DelegationsQuery, asking: Asking<'_>) -> sqlx::Result<Data> {
    let Asking { me, bot_id, now, today, office } = asking;
    let admit = |action: Action, on: &Target| asking.admit(action, on);
    Ok(match query {
        DelegationsQuery::List => {
            Data::Delegations(SeenDelegations::List(super::list(tx, me).await?))
        }
        DelegationsQuery::One(id) => match super::seen(tx, me, *id).await? {
            Ok(it) => {
                Data::Delegations(SeenDelegations::One(Box::new(super::view(tx, it, now).await?)))
            }
            Err(refusal) => Data::Refused(refusal),
        },
        DelegationsQuery::OfferedGroupChat(token) => {
            match super::group_chats::offered(tx, bot_id, me, *token).await? {
                Some(it) => Data::Delegations(SeenDelegations::GroupChat(it)),
                None => return gone(),
            }
        }
        DelegationsQuery::GroupChat(id) => match super::group_chats::view(tx, me, *id).await? {
            Some(it) => Data::Delegations(SeenDelegations::GroupChat(it)),
            None => return gone(),
        },
        DelegationsQuery::Visits { delegation, after } => {
            match super::seen(tx, me, *delegation).await? {
                Ok(it) => {
                    let it = super::visits(tx, it, *after, now).await?;
                    Data::Delegations(SeenDelegations::Visits(Box::new(it)))
                }
                Err(refusal) => Data::Refused(refusal),
            }
        }
        DelegationsQuery::Unit { delegation, unit } => {
            match super::seen(tx, me, *delegation).await? {
                Ok(it) => match super::unit(tx, it, *unit, now).await? {
                    Some(it) => Data::Delegations(SeenDelegations::Unit(Box::new(it))),
                    None => return gone(),
                },
                Err(refusal) => Data::Refused(refusal),
            }
        }
        DelegationsQuery::GroupUnits { group, folded, after } => {
            let Some(line) = super::groups::one(tx, *group, me.council).await? else {
                return gone();
            };
            let on = Target { delegation: Some(line.delegation), group: Some(line.id), ..office };
            if let Some(refusal) = admit(Action::PlanDelegation, &on) {
                return Ok(Data::Refused(refusal));
            }
            let Some(delegation) = super::read(tx, line.delegation).await? else {
                return gone();
            };
            let at = (folded.as_str(), after.as_ref());
            Data::Delegations(SeenDelegations::GroupUnits(Box::new(GroupUnitsData {
                group: line,
                page: crate::store::units::names::search(tx, me.council, at, today, None).await?,
                assigned: super::groups::units(tx, &delegation, now).await?,
                quota: delegation.terms.quota,
            })))
        }
        DelegationsQuery::Groups => {
            Data::Delegations(SeenDelegations::Groups(super::groups::open(tx, me.council).await?))
        }
        DelegationsQuery::Milestones(id) => {
            match super::milestones::of_delegation(tx, *id, now).await? {
                Some(it) => match admit(Action::ManageMilestones, &it.target(me)) {
                    Some(refusal) => Data::Refused(refusal),
                    None => Data::Delegations(SeenDelegations::Milestones(it)),
                },
                None => return gone(),
            }
        }
        DelegationsQuery::End(id) => match super::seen(tx, me, *id).await? {
            Ok(it) => Data::Delegations(SeenDelegations::End(Box::new(
                crate::store::recommendations::ending(tx, it).await?,
            ))),
            Err(refusal) => Data::Refused(refusal),
        },
    })
}
