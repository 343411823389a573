//! The screens behind the home button, a line each.

use super::{screen as home, settings, troubles};
use crate::conversation::screen::Screen;
use crate::conversation::state::AtHome;
use crate::conversation::view::{Data, HomeQuery, Query, SeenHome, View};

pub fn needs(at: &AtHome) -> Query {
    Query::Home(match at {
        AtHome::Items { .. } => HomeQuery::Items,
        AtHome::Language => HomeQuery::Settings,
        AtHome::Troubles => HomeQuery::Troubles,
    })
}

pub fn screen(at: &AtHome, view: &View) -> Option<Screen> {
    let Data::Home(seen) = &view.data else { return None };
    match (at, seen) {
        (AtHome::Items { page }, SeenHome::Items(it)) => Some(home(*page, it, view)),
        (AtHome::Language, SeenHome::Settings(it)) => Some(settings::screen(it)),
        (AtHome::Troubles, SeenHome::Troubles(it)) => Some(troubles::screen(it)),
        _ => None,
    }
}
