//! The states of recommendations: what each must see, takes and shows.

use super::{draft, work};
use crate::conversation::state::AtRecommendations;
use crate::conversation::view::{RecommendationsQuery, SeenRecommendations};
use crate::conversation::*;

pub fn needs(at: &AtRecommendations) -> Query {
    Query::Recommendations(match at {
        AtRecommendations::List { filter, leaf } => {
            RecommendationsQuery::List { filter: *filter, folded: leaf.folded(), after: leaf.after }
        }
        AtRecommendations::One(id)
        | AtRecommendations::Files(id)
        | AtRecommendations::Recommending { recommendation: id, .. } => {
            RecommendationsQuery::One(*id)
        }
        AtRecommendations::Composing(at) => return draft::needs(at),
    })
}

pub fn typed(at: &AtRecommendations, text: &str, _message: i64, view: &View) -> Option<Step> {
    match at {
        AtRecommendations::Recommending { recommendation, seen, at } => {
            work::typed((*recommendation, *seen), at, text, view)
        }
        AtRecommendations::Composing(at) => draft::typed(at, text, view),
        AtRecommendations::List { filter, .. } => {
            let (filter, leaf) = (*filter, Leaf::found(text));
            Some(Step::go(State::Recommendations(AtRecommendations::List { filter, leaf })))
        }
        _ => None,
    }
}

pub fn sent(at: &AtRecommendations, file: Incoming, view: &View) -> Result<Step, Incoming> {
    match at {
        AtRecommendations::One(id) | AtRecommendations::Recommending { recommendation: id, .. }
            if work::takes_files(at, view) =>
        {
            Ok(work::sent(*id, file))
        }
        _ => Err(file),
    }
}

pub fn arrive(at: AtRecommendations, view: &View) -> State {
    match at {
        AtRecommendations::Recommending { recommendation, seen, at } => {
            work::arrive((recommendation, seen), at, &view.data)
        }
        other => State::Recommendations(other),
    }
}

pub fn resting(at: AtRecommendations, _view: &View) -> State {
    State::Recommendations(match at {
        AtRecommendations::Files(id) => AtRecommendations::One(id),
        other => other,
    })
}

pub fn screen(at: &AtRecommendations, view: &View) -> Option<Screen> {
    let seen = match (at, &view.data) {
        (AtRecommendations::Composing(at), data) => return draft::screen(at, data, view),
        (_, Data::Recommendations(seen)) => seen,
        _ => return None,
    };
    match (at, seen) {
        (AtRecommendations::List { filter, leaf }, SeenRecommendations::List(page)) => {
            Some(super::list(filter, leaf, page, view))
        }
        (AtRecommendations::One(_), SeenRecommendations::One(it)) => Some(super::look(it, view)),
        (AtRecommendations::Files(_), SeenRecommendations::One(it)) => Some(super::files(it, view)),
        (AtRecommendations::Recommending { at, .. }, SeenRecommendations::One(it)) => {
            work::screen(at, it, view)
        }
        _ => None,
    }
}
