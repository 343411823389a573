//! Notices about reminders, in words and with their buttons.

use crate::conversation::reminders;
use crate::conversation::screen::Screen;
use crate::domain::reminders::ReminderNotice;

pub fn word(kind: &ReminderNotice) -> Screen {
    match kind {
        ReminderNotice::Due(told) => reminders::reminder(told),
        ReminderNotice::Visits { slot, visits } => reminders::visits(*slot, visits),
    }
}
