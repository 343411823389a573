//! The flows of the home screen, one line each.

use crate::conversation::state::AtHome;
use crate::conversation::view::{HomeQuery, SeenHome};
use crate::conversation::*;

pub fn needs(at: &AtHome) -> Query {
    match at {
        AtHome::Language => Query::Home(HomeQuery::Settings),
        AtHome::Items { .. } => Query::Home(HomeQuery::Items),
        AtHome::Troubles => Query::Home(HomeQuery::Troubles),
    }
}

pub fn screen(at: &AtHome, view: &View) -> Option<Screen> {
    match (at, &view.data) {
        (AtHome::Items { page }, Data::Home(SeenHome::Items(data))) => {
            Some(super::screen(*page, data, view))
        }
        (AtHome::Language, Data::Home(SeenHome::Settings(it))) => Some(super::language(it)),
        (AtHome::Troubles, Data::Home(SeenHome::Troubles(it))) => Some(super::troubles::screen(it)),
        _ => None,
    }
}
