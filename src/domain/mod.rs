//! The mission's rules. PURE: no database, no clock, no channel.
//!
//! A [`Command`] is what a person wants done. Each command type has a `decide` that takes the facts
//! (loaded under lock by the store) and `now`, and returns a [`Decision`] or a [`Refusal`]:
//! an answer to a person, typed, which says what to do next. Nothing here knows a word of any
//! language; `conversation` puts refusals and notices into words.
//!
//! To add a command: a struct with `decide` in the file of the thing it acts on, a variant in
//! [`Command`], its facts in `store`, and one line in `intake::deciding`.

pub mod answer;
pub mod answering;
pub mod ask;
pub mod calendar;
pub mod campaign;
pub mod checklist;
pub mod command;
pub mod deadline;
pub mod decision;
pub mod delegation;
pub mod difficulty;
pub mod digest;
pub mod ending;
pub mod evidence;
pub mod file;
pub mod group;
pub mod group_chat;
pub mod ids;
pub mod invitation;
pub mod joining;
pub mod milestone;
pub mod minutes;
pub mod notice;
pub mod person;
pub mod planning;
pub mod reach;
pub mod reading;
pub mod recommendation;
pub mod removal;
pub mod returning;
pub mod sheet;
pub mod submission;
pub mod succession;
pub mod unit;
pub mod verification;
pub mod visit;
pub mod visit_slot;

pub use command::Command;
pub use decision::{Change, Decided, Decision, Outcome, Refusal};
pub use ids::*;
pub use notice::{Notice, NoticeKind, To};
pub use person::{Action, Actor, Grant, Locale, Role, Scope, Target, may};
pub use reach::Reach;
