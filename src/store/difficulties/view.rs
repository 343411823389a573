//! What the screens of difficulties see, for one person.

use super::Cut;
use crate::conversation::{
    Data, DifficultiesQuery, DifficultyData, Filter, SeenDifficulties, SeenUnits,
};
use crate::domain::*;
use crate::store::Tx;
use crate::store::asking::Asking;
use crate::store::units::names;
use sqlx::types::chrono::{DateTime, Utc};

pub async fn load(
    tx: &mut Tx,
    query: &DifficultiesQuery,
    asking: Asking<'_>,
) -> sqlx::Result<Data> {
    let Asking { me, now, today, .. } = asking;
    Ok(match query {
        DifficultiesQuery::Reportable { folded, after } => {
            let at = (folded.as_str(), after.as_ref());
            Data::Units(SeenUnits::List(names::reportable(tx, me, at, now).await?))
        }
        DifficultiesQuery::List { before, filter } => Data::Difficulties(SeenDifficulties::List(
            super::page(tx, me, filter, Cut::Page(*before)).await?,
        )),
        DifficultiesQuery::Met(unit) => {
            let filter = Filter { unit: Some(*unit), ..Filter::default() };
            let whole = super::page(tx, me, &filter, Cut::Whole).await?;
            Data::Difficulties(SeenDifficulties::List(whole))
        }
        DifficultiesQuery::Summary(grouping) => {
            Data::Difficulties(SeenDifficulties::Summary(super::summary(tx, me, *grouping).await?))
        }
        DifficultiesQuery::One(id) => match difficulty(tx, me, *id, now).await? {
            Ok(it) => Data::Difficulties(SeenDifficulties::One(Box::new(it))),
            Err(refusal) => Data::Refused(refusal),
        },
        DifficultiesQuery::Routing { difficulty: id, folded, after } => {
            let at = (folded.as_str(), after.as_ref());
            match difficulty(tx, me, *id, now).await? {
                Ok(it) => Data::Difficulties(SeenDifficulties::Routing(
                    Box::new(it),
                    names::search(tx, me.council, at, today, None).await?,
                )),
                Err(refusal) => Data::Refused(refusal),
            }
        }
        DifficultiesQuery::Mergeable { difficulty: id, search } => {
            let filter = Filter { search: search.clone(), ..Filter::default() };
            match difficulty(tx, me, *id, now).await? {
                Ok(it) => Data::Difficulties(SeenDifficulties::Mergeable(
                    Box::new(it),
                    super::page(tx, me, &filter, Cut::Whole).await?,
                )),
                Err(refusal) => Data::Refused(refusal),
            }
        }
        DifficultiesQuery::Similar { unit, category, folded } => {
            let like = super::Likeness { folded, unit: *unit, category: *category, except: None };
            Data::Difficulties(SeenDifficulties::Similar(super::similar(tx, me, like).await?))
        }
    })
}

/// A difficulty for somebody who may see it.
async fn difficulty(
    tx: &mut Tx,
    me: &Actor,
    id: DifficultyId,
    now: DateTime<Utc>,
) -> sqlx::Result<Result<DifficultyData, Refusal>> {
    Ok(match super::view(tx, me, id, now).await? {
        Some(it) if it.it.is_seen_by(me) => Ok(it),
        Some(it) if it.it.council == me.council => {
            Err(Refusal::NotAllowed { action: Action::SeeDifficulty })
        }
        _ => Err(Refusal::Gone),
    })
}
