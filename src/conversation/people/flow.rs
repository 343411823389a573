//! The flows of people, a line each.

use super::{claim, invite, outside};
use crate::conversation::screen::Screen;
use crate::conversation::state::{AtPeople, Inviting, State, Step};
use crate::conversation::view::{
    Data, DelegationsQuery, PeopleQuery, Query, SeenPeople, UnitsQuery, View,
};

pub fn needs(at: &AtPeople) -> Query {
    match at {
        AtPeople::Claim(id) => Query::People(PeopleQuery::Claim(*id)),
        AtPeople::Inviting(Inviting::Group { .. }) => Query::Delegations(DelegationsQuery::Groups),
        AtPeople::Inviting(Inviting::Unit { leaf, .. }) => {
            Query::Units(UnitsQuery::List { folded: leaf.folded(), after: leaf.after.clone() })
        }
        AtPeople::Inviting(_) | AtPeople::Outside(_) => Query::Nothing,
    }
}

pub fn typed(at: &AtPeople, text: &str) -> Option<Step> {
    match at {
        AtPeople::Inviting(at) => invite::typed(at, text),
        AtPeople::Outside(_) => Some(Step::go(State::People(at.clone()))),
        AtPeople::Claim(_) => None,
    }
}

pub fn screen(at: &AtPeople, view: &View) -> Option<Screen> {
    match (at, &view.data) {
        (AtPeople::Outside(at), _) => Some(outside::screen(at)),
        (AtPeople::Inviting(at), data) => invite::screen(at, data, view),
        (AtPeople::Claim(_), Data::People(SeenPeople::Claim(it))) => Some(claim::screen(it)),
        _ => None,
    }
}
