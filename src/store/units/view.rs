//! What the screens of units see, for one person.

use crate::conversation::{Data, SeenUnits, UnitsQuery};
use crate::domain::*;
use crate::store::Tx;
use crate::store::asking::{Asking, gone};

pub async fn load(tx: &mut Tx, query: &UnitsQuery, asking: Asking<'_>) -> sqlx::Result<Data> {
    let Asking { me, today, .. } = asking;
    Ok(match query {
        UnitsQuery::List { folded, after } => Data::Units(SeenUnits::List(
            super::names::search(tx, me.council, (folded, after.as_ref()), today, None).await?,
        )),
        UnitsQuery::AsOf { .. } | UnitsQuery::One { .. }
            if !me.may_somewhere(Action::LookUpUnits) =>
        {
            Data::Refused(Refusal::NotAllowed { action: Action::LookUpUnits })
        }
        UnitsQuery::AsOf { folded, on, after } => {
            let at = (folded.as_str(), after.as_ref());
            Data::Units(SeenUnits::AsOf(
                super::find(tx, me.council, at, on.unwrap_or(today)).await?,
            ))
        }
        UnitsQuery::One { unit, on } => {
            let days = (on.unwrap_or(today), today);
            match super::card(tx, me.council, *unit, days).await? {
                Some(it) => Data::Units(SeenUnits::One(Box::new(it))),
                None => return gone(),
            }
        }
    })
}
