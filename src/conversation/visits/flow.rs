//! The flows of visits, one line each.

use super::session_acts::SessionActs;
use super::visit_acts::VisitActs;
use super::{agenda, look, new_time, schedule, session};
use crate::conversation::making;
use crate::conversation::screen::Screen;
use crate::conversation::state::{AtVisits, Leaf, Session, State, Step, Visiting};
use crate::conversation::view::{Data, Query, SeenVisits, View, VisitsQuery};

pub fn needs(at: &AtVisits) -> Query {
    Query::Visits(match at {
        AtVisits::Scheduling(at) => schedule::needs(at),
        AtVisits::Visiting { visit, at: Visiting::Making(making) } => {
            match new_time::around(making) {
                Some(around) => VisitsQuery::Moving { visit: *visit, around },
                None => VisitsQuery::One(*visit),
            }
        }
        AtVisits::Visiting { visit, .. } | AtVisits::Session { visit, .. } => {
            VisitsQuery::One(*visit)
        }
        AtVisits::Calendar(leaf) => {
            VisitsQuery::Calendar { folded: leaf.folded(), after: leaf.after }
        }
    })
}

pub fn typed(at: &AtVisits, text: &str, view: &View) -> Option<Step> {
    Some(match (at, &view.data) {
        (AtVisits::Scheduling(at), _) => return schedule::typed(at, text, view),
        (AtVisits::Visiting { at, .. }, Data::Visits(SeenVisits::One(data))) => match at {
            Visiting::Look => return None,
            Visiting::Making(act) => making::typed(&VisitActs { data, view }, act, text),
        },
        (AtVisits::Session { at, .. }, Data::Visits(SeenVisits::One(data))) => match at {
            Session::Making(act) if session::keeps(&data.visit, view) => {
                making::typed(&SessionActs { data }, act, text)
            }
            at => session::typed(at, data, text, view),
        },
        // Of what they may not see nothing can be said.
        (AtVisits::Visiting { .. } | AtVisits::Session { .. }, _) => {
            Step::go(State::Visits(at.clone()))
        }
        (AtVisits::Calendar(_), _) => {
            Step::go(State::Visits(AtVisits::Calendar(Leaf::found(text))))
        }
    })
}

pub fn screen(at: &AtVisits, view: &View) -> Option<Screen> {
    let Data::Visits(seen) = &view.data else { return None };
    Some(match (at, seen) {
        (AtVisits::Scheduling(at), SeenVisits::Planning(data)) => schedule::screen(at, data, view),
        (AtVisits::Visiting { at, .. }, SeenVisits::One(data)) => match at {
            Visiting::Look => look::screen(data, view),
            Visiting::Making(act) => return making::screen(&VisitActs { data, view }, act),
        },
        (AtVisits::Session { at, .. }, SeenVisits::One(data)) => match at {
            Session::Making(act) if session::is_seen(&data.visit, view) => {
                return making::screen(&SessionActs { data }, act);
            }
            at => session::screen(at, data, view),
        },
        (AtVisits::Calendar(leaf), SeenVisits::Calendar(page)) => agenda::screen(leaf, page, view),
        _ => return None,
    })
}
