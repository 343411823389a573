//! The flows of visits, one line each.

use crate::conversation::state::AtVisits;
use crate::conversation::view::{SeenVisits, VisitsQuery};
use crate::conversation::*;

pub fn needs(at: &AtVisits) -> Query {
    match at {
        AtVisits::Scheduling(at) => super::scheduling::needs(at),
        AtVisits::Visiting { visit, at } => super::needs(*visit, at),
        AtVisits::Session { visit, .. } => Query::Visits(VisitsQuery::One(*visit)),
        AtVisits::Calendar { after } => Query::Visits(VisitsQuery::Calendar { after: *after }),
    }
}

pub fn typed(at: &AtVisits, text: &str, _message: i64, view: &View) -> Option<Step> {
    Some(match at {
        AtVisits::Scheduling(at) => super::scheduling::typed(at, text, view),
        AtVisits::Visiting { visit, at } => super::typed(*visit, at, text, view),
        AtVisits::Session { visit, at } => super::session::typed(*visit, at, text, view),
        _ => return None,
    })
}

pub fn screen(at: &AtVisits, view: &View) -> Option<Screen> {
    match (at, &view.data) {
        (AtVisits::Scheduling(at), data) => super::scheduling::screen(at, data, view),
        (AtVisits::Visiting { at, .. }, Data::Visits(SeenVisits::One(visit))) => {
            Some(super::screen(at, visit, view))
        }
        (AtVisits::Session { at, .. }, Data::Visits(SeenVisits::One(visit))) => {
            Some(super::session::screen(at, visit, view))
        }
        (AtVisits::Calendar { after }, Data::Visits(SeenVisits::Calendar(page))) => {
            Some(super::agenda::screen(page, after.is_none(), view))
        }
        _ => None,
    }
}
