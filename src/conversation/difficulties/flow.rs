//! The flows of difficulties, one line each.

use crate::conversation::state::AtDifficulties;
use crate::conversation::view::{DifficultiesQuery, SeenDifficulties};
use crate::conversation::*;

pub fn needs(at: &AtDifficulties) -> Query {
    match at {
        AtDifficulties::Reporting(at) => super::report::needs(at),
        AtDifficulties::List { before, settled, filter } => {
            Query::Difficulties(DifficultiesQuery::List {
                before: before.map(|before| (*settled, before)),
                filter: filter.clone(),
            })
        }
        AtDifficulties::Summary(grouping) => {
            Query::Difficulties(DifficultiesQuery::Summary(*grouping))
        }
        AtDifficulties::One(id) | AtDifficulties::Photos(id) => {
            Query::Difficulties(DifficultiesQuery::One(*id))
        }
        AtDifficulties::Working { difficulty, at, .. } => super::work::needs(*difficulty, at),
    }
}

pub fn typed(at: &AtDifficulties, text: &str, _message: i64, view: &View) -> Option<Step> {
    Some(match at {
        AtDifficulties::Reporting(at) => super::report::typed(at, text),
        AtDifficulties::List { filter, .. } => super::typed(filter, text),
        AtDifficulties::Working { difficulty, seen, at } => {
            super::work::typed((*difficulty, *seen), at, text, view)
        }
        _ => return None,
    })
}

pub fn sent(at: &AtDifficulties, file: Incoming, _view: &View) -> Result<Step, Incoming> {
    Ok(match at {
        AtDifficulties::Reporting(at) if file.is_image => super::report::sent(at, file),
        _ => return Err(file),
    })
}

pub fn arrive(at: AtDifficulties, view: &View) -> State {
    match at {
        AtDifficulties::Reporting(at) => {
            State::Difficulties(AtDifficulties::Reporting(super::report::arrive(at, &view.data)))
        }
        AtDifficulties::Working { difficulty, seen, at } => {
            super::work::arrive((difficulty, seen), at, &view.data)
        }
        other => State::Difficulties(other),
    }
}

pub fn resting(at: AtDifficulties, _view: &View) -> State {
    match at {
        AtDifficulties::Photos(id) => State::Difficulties(AtDifficulties::One(id)),
        other => State::Difficulties(other),
    }
}

pub fn screen(at: &AtDifficulties, view: &View) -> Option<Screen> {
    match (at, &view.data) {
        (AtDifficulties::Reporting(at), data) => super::report::screen(at, data),
        (
            AtDifficulties::List { before, filter, .. },
            Data::Difficulties(SeenDifficulties::List(page)),
        ) => Some(super::list(filter, before.is_some(), page)),
        (AtDifficulties::Summary(by), Data::Difficulties(SeenDifficulties::Summary(it))) => {
            Some(super::summary(*by, it))
        }
        (AtDifficulties::One(_), Data::Difficulties(SeenDifficulties::One(it))) => {
            Some(super::look(it, view))
        }
        (AtDifficulties::Photos(_), Data::Difficulties(SeenDifficulties::One(it))) => {
            Some(super::photos(it, view))
        }
        (AtDifficulties::Working { at, .. }, data) => super::work::screen(at, data),
        _ => None,
    }
}
