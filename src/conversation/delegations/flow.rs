//! The flows of delegations, one line each.

use crate::conversation::state::AtDelegations;
use crate::conversation::view::{DelegationsQuery, SeenDelegations};
use crate::conversation::*;

pub fn needs(at: &AtDelegations) -> Query {
    match at {
        AtDelegations::List => Query::Delegations(DelegationsQuery::List),
        AtDelegations::One(id) => Query::Delegations(DelegationsQuery::One(*id)),
        AtDelegations::GroupChat(at) => super::group_chats::needs(at),
        AtDelegations::Delegating { delegation, at } => super::needs(*delegation, at),
        AtDelegations::Milestones { delegation, .. } => {
            Query::Delegations(DelegationsQuery::Milestones(*delegation))
        }
        AtDelegations::Founding(_) => Query::Nothing,
        AtDelegations::Ending { delegation, .. } => {
            Query::Delegations(DelegationsQuery::End(*delegation))
        }
    }
}

pub fn typed(at: &AtDelegations, text: &str, _message: i64, view: &View) -> Option<Step> {
    Some(match at {
        AtDelegations::Delegating { delegation, at } => super::typed(*delegation, at, text, view),
        AtDelegations::Founding(at) => super::founding::typed(at, text, view),
        AtDelegations::Milestones { delegation, at } => {
            super::milestones::typed(*delegation, at, text, view)
        }
        AtDelegations::Ending { delegation, at } => {
            recommendations::ending::typed(*delegation, at, text, view)
        }
        _ => return None,
    })
}

pub fn screen(at: &AtDelegations, view: &View) -> Option<Screen> {
    match (at, &view.data) {
        (AtDelegations::GroupChat(at), Data::Delegations(SeenDelegations::GroupChat(it))) => {
            Some(super::group_chats::screen(at, it, view))
        }
        (AtDelegations::List, Data::Delegations(SeenDelegations::List(list))) => {
            Some(super::list(list, view))
        }
        (
            AtDelegations::Milestones { at, .. },
            Data::Delegations(SeenDelegations::Milestones(it)),
        ) => super::milestones::screen(at, it, view),
        (AtDelegations::One(_), Data::Delegations(SeenDelegations::One(it))) => {
            Some(super::overview(it, view))
        }
        (AtDelegations::Delegating { at, .. }, data) => super::screen(at, data, view),
        (AtDelegations::Founding(at), _) => Some(super::founding::screen(at, view)),
        (AtDelegations::Ending { at, .. }, Data::Delegations(SeenDelegations::End(it))) => {
            Some(recommendations::ending::screen(at, it, view))
        }
        _ => None,
    }
}
