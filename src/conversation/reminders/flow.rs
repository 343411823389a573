//! The flows of reminders, one line each.

use crate::conversation::state::AtReminders;
use crate::conversation::view::{RemindersQuery, SeenReminders};
use crate::conversation::*;

pub fn needs(at: &AtReminders) -> Query {
    match at {
        AtReminders::One(id) => Query::Reminders(RemindersQuery::One(*id)),
        AtReminders::Reminded { subject, after } => {
            Query::Reminders(RemindersQuery::Reminded { subject: *subject, after: *after })
        }
    }
}

pub fn screen(at: &AtReminders, view: &View) -> Option<Screen> {
    match (at, &view.data) {
        (AtReminders::One(_), Data::Reminders(SeenReminders::One(it))) => {
            Some(super::look(it, view))
        }
        (AtReminders::Reminded { after, .. }, Data::Reminders(SeenReminders::Reminded(page))) => {
            Some(super::reminded::screen(after.is_none(), page))
        }
        _ => None,
    }
}
