//! The mission's rules. PURE: no database, no clock, no channel.
//!
//! A [`Command`] is what a person wants done. Each command type has a `decide` that takes the facts
//! (loaded under lock by the store) and `now`, and returns a [`Decision`] or a [`Refusal`]:
//! an answer to a person, typed, which says what to do next. Nothing here knows a word of any
//! language; `conversation` puts refusals and notices into words.
//!
//! To add a command: a struct with `decide` in the file of the thing it acts on, a variant in
//! [`Command`], its facts in `store`, and one line in `intake::deciding`.

pub mod answers;
pub mod calendar;
pub mod campaigns;
pub mod checklists;
pub mod command;
pub mod decision;
pub mod delegations;
pub mod difficulties;
pub mod digests;
pub mod file;
pub mod ids;
pub mod minutes;
pub mod notice;
pub mod paper;
pub mod people;
pub mod recommendations;
pub mod reminders;
pub mod units;
pub mod visits;

pub use crate::domain::command::Command;
pub use crate::domain::decision::{Change, Decided, Decision, Outcome, Refusal};
pub use crate::domain::ids::*;
pub use crate::domain::notice::{Notice, NoticeKind, To};
pub use crate::domain::people::{Action, Actor, Grant, Locale, Reach, Role, Scope, Target, may};
