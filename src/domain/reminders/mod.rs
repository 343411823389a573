//! Deadlines: [`Rule`] reckons a due day from an anchor, [`Ladder`] says when it is recalled, in which
//! [`slot`], `readers` to whom; a [`Reminder`] is what one person is told in one slot. Defaults that
//! can be changed, not law (DESIGN.md section 5).
//!
//! A due date belongs to a [`Subject`]. Moving it starts a new generation of steps.
//!
//! - `due`: a step that has been reached goes to everybody concerned, each in a slot of theirs.
//! - `message`: what of it still holds when the slot has come.

mod acts;
mod changes;
mod due;
mod ladder;
mod message;
mod notices;
mod readers;
mod reminder;
mod rule;
pub mod slot;
mod subject;
#[cfg(test)]
mod tests;
mod visit_step;

pub use acts::{ActOnReminder, ReminderAct};
pub use changes::ReminderChange;
pub use due::{Due, Fired, Place, Saying, Sayings, Wanted, fired, readers};
pub use ladder::{Ladder, Step};
pub use message::{Composed, Composing, Line, Waiting};
pub use notices::{
    DueLine, DueSubtask, DueWhat, MilestoneLine, RecommendationLine, ReminderLine, ReminderNotice,
    Told,
};
pub use readers::{Concerned, Owed};
pub use reminder::{Reminder, ReminderFacts, ReminderState, again};
pub use rule::{Confidence, Direction, Reckoned, Roll, Rule, Source, Unit};
pub use subject::Subject;
pub use visit_step::VisitSlot;
