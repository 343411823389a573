//! The flow of checklists: what each of its states must see, and its screen.

use crate::conversation::state::AtChecklists;
use crate::conversation::view::{ChecklistsQuery, SeenChecklists};
use crate::conversation::*;
use crate::domain::Command;

pub fn needs(at: &AtChecklists) -> Query {
    match at {
        AtChecklists::List => Query::Checklists(ChecklistsQuery::List),
        AtChecklists::One(id) => Query::Checklists(ChecklistsQuery::One(*id)),
        AtChecklists::Workbook(id) => Query::Checklists(ChecklistsQuery::Workbook(*id)),
    }
}

pub fn screen(at: &AtChecklists, view: &View) -> Option<Screen> {
    match (at, &view.data) {
        (AtChecklists::List, Data::Checklists(SeenChecklists::List(list))) => {
            Some(super::list(list))
        }
        (AtChecklists::One(_), Data::Checklists(SeenChecklists::One(it))) => {
            Some(super::checklist(it, view))
        }
        (AtChecklists::Workbook(_), Data::Checklists(SeenChecklists::Workbook(it))) => {
            Some(super::read(it))
        }
        _ => None,
    }
}

pub fn follow_up(at: &AtChecklists, view: &View) -> Option<(Command, Then)> {
    match (at, &view.data) {
        (AtChecklists::Workbook(fetch), Data::Checklists(SeenChecklists::Workbook(it))) => {
            super::keep(*fetch, it)
        }
        _ => None,
    }
}
