//! The flows of recommendations, one line each.

use crate::conversation::state::AtRecommendations;
use crate::conversation::view::{RecommendationsQuery, SeenRecommendations};
use crate::conversation::*;

pub fn needs(at: &AtRecommendations) -> Query {
    match at {
        AtRecommendations::List { filter, after } => {
            Query::Recommendations(RecommendationsQuery::List { filter: *filter, after: *after })
        }
        AtRecommendations::One(id) | AtRecommendations::Files(id) => {
            Query::Recommendations(RecommendationsQuery::One(*id))
        }
        AtRecommendations::Recommending { recommendation, .. } => {
            Query::Recommendations(RecommendationsQuery::One(*recommendation))
        }
        AtRecommendations::Composing(at) => super::composing::needs(at),
    }
}

pub fn typed(at: &AtRecommendations, text: &str, _message: i64, view: &View) -> Option<Step> {
    Some(match at {
        AtRecommendations::Recommending { recommendation, seen, at } => {
            super::work::typed((*recommendation, *seen), at, text, view)
        }
        AtRecommendations::Composing(at) => super::composing::typed(at, text, view),
        _ => return None,
    })
}

pub fn sent(at: &AtRecommendations, file: Incoming, view: &View) -> Result<Step, Incoming> {
    Ok(match at {
        AtRecommendations::One(_) | AtRecommendations::Recommending { .. }
            if super::work::takes_files(at, view) =>
        {
            super::work::sent(at, file)
        }
        _ => return Err(file),
    })
}

pub fn arrive(at: AtRecommendations, view: &View) -> State {
    match at {
        AtRecommendations::Recommending { recommendation, seen, at } => {
            super::work::arrive((recommendation, seen), at, &view.data)
        }
        other => State::Recommendations(other),
    }
}

pub fn resting(at: AtRecommendations, _view: &View) -> State {
    match at {
        AtRecommendations::Files(id) => State::Recommendations(AtRecommendations::One(id)),
        other => State::Recommendations(other),
    }
}

pub fn screen(at: &AtRecommendations, view: &View) -> Option<Screen> {
    match (at, &view.data) {
        (
            AtRecommendations::List { filter, after },
            Data::Recommendations(SeenRecommendations::List(page)),
        ) => Some(super::list(filter, after.is_some(), page, view)),
        (AtRecommendations::One(_), Data::Recommendations(SeenRecommendations::One(it))) => {
            Some(super::look(it, view))
        }
        (AtRecommendations::Files(_), Data::Recommendations(SeenRecommendations::One(it))) => {
            Some(super::files(it, view))
        }
        (
            AtRecommendations::Recommending { at, .. },
            Data::Recommendations(SeenRecommendations::One(it)),
        ) => super::work::screen(at, it, view),
        (AtRecommendations::Composing(at), data) => super::composing::screen(at, data, view),
        _ => None,
    }
}
