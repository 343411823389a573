//! What the screens of recommendations see, for one person.

use crate::conversation::{Data, RecommendationsQuery, SeenRecommendations, SeenUnits};
use crate::domain::*;
use crate::store::Tx;
use crate::store::asking::{Asking, gone};
use crate::store::delegations::{self, groups};
use crate::store::units::names;

pub async fn load(
    tx: &mut Tx,
    query: &RecommendationsQuery,
    asking: Asking<'_>,
) -> sqlx::Result<Data> {
    let Asking { me, now, today, .. } = asking;
    Ok(match query {
        RecommendationsQuery::List { filter, folded, after } => {
            match super::page(tx, me, filter, (folded, *after), now).await? {
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
            let it = delegations::read(tx, *delegation).await?;
            let Some(it) = it.filter(|it| it.council == me.council) else { return gone() };
            if !me.may_somewhere(Action::DraftRecommendation) {
                let action = Action::DraftRecommendation;
                return Ok(Data::Refused(Refusal::NotAllowed { action }));
            }
            let units = groups::units(tx, &it, now).await?;
            let own: Vec<UnitId> = units.into_iter().map(|unit| unit.id).collect();
            let only = folded.is_empty().then_some(own.as_slice());
            let at = (folded.as_str(), after.as_ref());
            Data::Units(SeenUnits::List(names::search(tx, me.council, at, today, only).await?))
        }
    })
}
