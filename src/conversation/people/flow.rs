//! The flows of people, one line each.

use crate::conversation::state::AtPeople;
use crate::conversation::view::{PeopleQuery, SeenPeople};
use crate::conversation::*;

pub fn needs(at: &AtPeople) -> Query {
    match at {
        AtPeople::Outside(_) => Query::Nothing,
        AtPeople::Inviting(at) => super::needs(at),
        AtPeople::Claim(id) => Query::People(PeopleQuery::Claim(*id)),
    }
}

pub fn typed(at: &AtPeople, text: &str, _message: i64, _view: &View) -> Option<Step> {
    Some(match at {
        AtPeople::Inviting(at) => super::typed(at, text),
        AtPeople::Outside(_) => Step::go(State::People(at.clone())),
        _ => return None,
    })
}

pub fn screen(at: &AtPeople, view: &View) -> Option<Screen> {
    match (at, &view.data) {
        (AtPeople::Outside(at), _) => Some(super::outside::screen(at)),
        (AtPeople::Inviting(at), data) => super::screen(at, data, view),
        (AtPeople::Claim(_), Data::People(SeenPeople::Claim(claim))) => Some(super::claim(claim)),
        _ => None,
    }
}
