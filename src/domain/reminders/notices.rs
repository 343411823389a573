//! What people are told of reminders without having asked.

use crate::domain::notice::Told;
use crate::domain::reminders::visit_step::VisitSlot;
use crate::domain::visits::ComingVisit;

#[derive(Clone, PartialEq, Debug)]
pub enum ReminderNotice {
    Due(Box<Told>),
    Visits { slot: VisitSlot, visits: Vec<ComingVisit> },
}

impl ReminderNotice {
    pub fn code(&self) -> &'static str {
        match self {
            ReminderNotice::Due(_) => "reminder",
            ReminderNotice::Visits { .. } => "visit_reminder",
        }
    }
}
