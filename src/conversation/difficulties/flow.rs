//! The states of difficulties: what each must see, takes and shows.

use super::{report, work};
use crate::conversation::state::AtDifficulties;
use crate::conversation::view::{DifficultiesQuery, SeenDifficulties};
use crate::conversation::*;

pub fn needs(at: &AtDifficulties) -> Query {
    Query::Difficulties(match at {
        AtDifficulties::Reporting(at) => return report::needs(at),
        AtDifficulties::List { filter, leaf } => {
            DifficultiesQuery::List { before: leaf.after, filter: filter.clone() }
        }
        AtDifficulties::Summary(grouping) => DifficultiesQuery::Summary(*grouping),
        AtDifficulties::One(id) | AtDifficulties::Photos(id) => DifficultiesQuery::One(*id),
        AtDifficulties::Working { difficulty, at, .. } => work::needs(*difficulty, at),
    })
}

pub fn typed(at: &AtDifficulties, text: &str, _message: i64, view: &View) -> Option<Step> {
    match at {
        AtDifficulties::Reporting(at) => Some(report::typed(at, text)),
        AtDifficulties::List { filter, .. } => Some(super::typed(filter, text)),
        AtDifficulties::Working { seen, at, .. } => work::typed(*seen, at, text, view),
        _ => None,
    }
}

pub fn sent(at: &AtDifficulties, file: Incoming, _view: &View) -> Result<Step, Incoming> {
    match at {
        AtDifficulties::Reporting(at) if file.is_image => Ok(report::sent(at, file)),
        _ => Err(file),
    }
}

pub fn arrive(at: AtDifficulties, view: &View) -> State {
    match at {
        AtDifficulties::Reporting(at) => {
            State::Difficulties(AtDifficulties::Reporting(report::arrive(at, &view.data)))
        }
        AtDifficulties::Working { difficulty, seen, at } => {
            work::arrive((difficulty, seen), at, &view.data)
        }
        other => State::Difficulties(other),
    }
}

pub fn resting(at: AtDifficulties, _view: &View) -> State {
    State::Difficulties(match at {
        AtDifficulties::Photos(id) => AtDifficulties::One(id),
        other => other,
    })
}

pub fn screen(at: &AtDifficulties, view: &View) -> Option<Screen> {
    let seen = match (at, &view.data) {
        (AtDifficulties::Reporting(at), data) => return report::screen(at, data),
        (_, Data::Difficulties(seen)) => seen,
        _ => return None,
    };
    match (at, seen) {
        (AtDifficulties::List { filter, leaf }, SeenDifficulties::List(page)) => {
            Some(super::list(filter, leaf, page))
        }
        (AtDifficulties::Summary(by), SeenDifficulties::Summary(it)) => {
            Some(super::summary(*by, it))
        }
        (AtDifficulties::One(_), SeenDifficulties::One(it)) => Some(super::look(it, view)),
        (AtDifficulties::Photos(_), SeenDifficulties::One(it)) => Some(super::photos(it, view)),
        (AtDifficulties::Working { at, .. }, seen) => work::screen(at, seen),
        _ => None,
    }
}
