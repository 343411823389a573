//! The flows of visits, one line each.

use super::{agenda, schedule, session, visit};
use crate::conversation::screen::Screen;
use crate::conversation::state::{AtVisits, State, Step};
use crate::conversation::view::{Data, Query, SeenVisits, View, VisitsQuery};

pub fn needs(at: &AtVisits) -> Query {
    Query::Visits(match at {
        AtVisits::Scheduling(at) => schedule::needs(at),
        AtVisits::Visiting { visit, at } => visit::needs(*visit, at),
        AtVisits::Session { visit, .. } => VisitsQuery::One(*visit),
        AtVisits::Calendar { after } => VisitsQuery::Calendar { after: *after },
    })
}

pub fn typed(at: &AtVisits, text: &str, view: &View) -> Option<Step> {
    Some(match (at, &view.data) {
        (AtVisits::Scheduling(at), _) => schedule::typed(at, text, view),
        (AtVisits::Visiting { at, .. }, Data::Visits(SeenVisits::One(data))) => {
            visit::typed(at, data, text, view)
        }
        (AtVisits::Session { at, .. }, Data::Visits(SeenVisits::One(data))) => {
            session::typed(at, data, text, view)
        }
        // Of what they may not see nothing can be said.
        (AtVisits::Visiting { .. } | AtVisits::Session { .. }, _) => {
            Step::go(State::Visits(at.clone()))
        }
        (AtVisits::Calendar { .. }, _) => return None,
    })
}

pub fn screen(at: &AtVisits, view: &View) -> Option<Screen> {
    let Data::Visits(seen) = &view.data else { return None };
    Some(match (at, seen) {
        (AtVisits::Scheduling(at), SeenVisits::Planning(data)) => schedule::screen(at, data, view),
        (AtVisits::Visiting { at, .. }, SeenVisits::One(data)) => visit::screen(at, data, view),
        (AtVisits::Session { at, .. }, SeenVisits::One(data)) => session::screen(at, data, view),
        (AtVisits::Calendar { after }, SeenVisits::Calendar(page)) => {
            agenda::screen(page, after.is_none(), view)
        }
        _ => return None,
    })
}
