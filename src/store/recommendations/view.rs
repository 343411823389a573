//! What the screens of recommendations see, for one person.

use crate::conversation::{Data, RecommendationsQuery, SeenRecommendations, SeenUnits};
use crate::domain::*;
use crate::store::Tx;
use crate::store::views::{Asking, gone};

pub async fn load(
    tx: &mut Tx,
    query: &RecommendationsQuery,
    asking: Asking<'_>,
) -> sqlx::Result<Data> {
    let Asking { me, bot_id: _, now, today, office: _ } = asking;
    let _admit = |action: Action, on: &Target| asking.admit(action, on);
    Ok(match query {
        RecommendationsQuery::List { filter, after } => {
            match super::page(tx, me, filter, *after, now).await? {
                Ok(it) => Data::Recommendations(SeenRecommendations::List(it)),
                Err(refusal) => Data::Refused(refusal),
            }
        }
        RecommendationsQuery::One(id) => match super::view(tx, *id, now).await? {
            Some(it) if it.it.council != me.council => return gone(),
            Some(it) if it.it.is_seen_by(me) => {
                Data::Recommendations(SeenRecommendations::One(Box::new(it)))
            }
            Some(_) => Data::Refused(Refusal::NotAllowed { action: Action::SeeRecommendation }),
            None => return gone(),
        },
        RecommendationsQuery::Recommendable { delegation, folded, after } => {
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
            Data::Units(SeenUnits::List(
                crate::store::units::names::search(tx, me.council, at, today, only).await?,
            ))
        }
    })
}
