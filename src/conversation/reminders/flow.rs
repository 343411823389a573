//! The states of reminders: what each must see and shows.

use super::reminded;
use crate::conversation::state::AtReminders;
use crate::conversation::view::{RemindersQuery, SeenReminders};
use crate::conversation::*;

pub fn needs(at: &AtReminders) -> Query {
    Query::Reminders(match at {
        AtReminders::One(id) => RemindersQuery::One(*id),
        AtReminders::Reminded { subject, leaf } => {
            RemindersQuery::Reminded { subject: *subject, after: leaf.after }
        }
    })
}

pub fn screen(at: &AtReminders, view: &View) -> Option<Screen> {
    let Data::Reminders(seen) = &view.data else { return None };
    match (at, seen) {
        (AtReminders::One(_), SeenReminders::One(it)) => Some(super::look(it, view)),
        (AtReminders::Reminded { leaf, .. }, SeenReminders::Reminded(page)) => {
            Some(reminded::screen(leaf, page))
        }
        _ => None,
    }
}
