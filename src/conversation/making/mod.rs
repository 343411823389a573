//! Ask, review, do: how an act comes about that wants something said first.
//!
//! An act is told as one short function of what was said. It asks for one thing after the other,
//! `?` behind each: whatever is not said yet is the question on the screen, and once all is said
//! the function comes to its review, with the button that does it. [`screen`] and [`typed`] run
//! that function again each time and do the rest: they read what is typed, keep it in the state,
//! lead back one question, and take what is typed at a review instead of what was said last.
//!
//! To add an act to a thing that has some: a variant in its enum of acts in the making, a button
//! that leads to it, and what it asks for and does in the thing's [`Telling::tell`], here of a
//! sub-task:
//!
//! ```ignore
//! SubtaskMaking::AskTime => {
//!     let due_on = hear.ask(about(msg!("subtask-ask-time")), day)?;
//!     let reason = hear.ask(about(msg!("subtask-ask-reason", due = due_on)), words(MAX_SAID))?;
//!     Made::review(
//!         dated(msg!("subtask-ask-review"), due_on, &reason)
//!             .key(msg!("key-ask-time"), act(SubtaskAct::AskTime { due_on, reason })),
//!     )
//! }
//! ```
//!
//! - An act that wants nothing said comes to its review at once.
//! - One that needs no review ends in [`Made::now`] or [`Made::noted`]: it is done as soon as all is
//!   said.
//! - What may be left unsaid has a button under its question that does the act without it; where
//!   more is asked after it, the question is for an `Option` and the button says `None`.
//! - What a person chose by a button, a part, a group, a line, stands in the variant.
//! - One that may come filled in, as somebody else proposed it, ends in [`Made::offer`].
//! - What is asked next may hang on what was said before: it is plain code.

mod hearing;
#[cfg(test)]
mod tests;

pub use hearing::{Hearing, Sayable, line, words};

use crate::conversation::msg::Msg;
use crate::conversation::screen::Screen;
use crate::conversation::state::{Making, State, Step, Then};
use crate::domain::Command;
use crate::msg;

/// The acts of one thing, with what is known of it.
pub trait Telling {
    type Act: Clone;

    /// What `act` asks for, shows, and does.
    fn tell(&self, act: &Self::Act, hear: &mut Hearing) -> Told;

    /// Where somebody stands who is making one.
    fn state(&self, making: Making<Self::Act>) -> State;

    /// Where back leads from an act's first question; `None`: there is only the way home.
    fn out(&self, act: &Self::Act) -> Option<State>;
}

/// What a telling comes to.
pub type Told = Result<Made, Unmade>;

/// All is said.
pub enum Made {
    /// Everything in one view, done by a button on it.
    Review {
        screen: Screen,
        /// Back leads to where one came from, not to the last question.
        leads_out: bool,
    },
    Now {
        command: Box<Command>,
        then: Then,
        /// Said above the screen that follows.
        note: Option<Msg>,
    },
}

impl Made {
    pub fn review(screen: Screen) -> Told {
        Ok(Made::Review { screen, leads_out: false })
    }

    /// One that may come filled in, without its questions having been asked.
    pub fn offer(screen: Screen) -> Told {
        Ok(Made::Review { screen, leads_out: true })
    }

    pub fn now(command: Command, then: State) -> Told {
        Ok(Made::Now { command: Box::new(command), then: Then::Go(then), note: None })
    }

    /// One whose screen does not show by itself that it is done.
    pub fn noted(command: Command, then: State, note: Msg) -> Told {
        Ok(Made::Now { command: Box::new(command), then: Then::Go(then), note: Some(note) })
    }
}

/// Why an act is not there yet.
pub enum Unmade {
    /// This is asked, or stands in its way.
    Asked(Screen),
    /// What was typed does not answer it.
    Unread(Msg),
}

/// The question that comes next, or the review. `None`: nothing is left to show.
pub fn screen<T: Telling>(of: &T, making: &Making<T::Act>) -> Option<Screen> {
    let mut hear = Hearing::of(&making.said);
    let (screen, leads_out) = match of.tell(&making.what, &mut hear) {
        Ok(Made::Review { screen, leads_out }) => (screen, leads_out),
        Err(Unmade::Asked(screen)) => (screen, false),
        Ok(Made::Now { .. }) | Err(Unmade::Unread(_)) => return None,
    };
    let mut said = hear.heard();
    let back = match said.pop() {
        Some(_) if !leads_out => Some(of.state(Making { what: making.what.clone(), said })),
        _ => of.out(&making.what),
    };
    Some(match back {
        Some(back) => screen.back(back),
        None => screen.home(),
    })
}

/// What is typed answers the question on the screen; at a review, the last one again.
pub fn typed<T: Telling>(of: &T, making: &Making<T::Act>, typed: &str) -> Step {
    let mut hear = Hearing::of(&making.said);
    let is_reviewed = of.tell(&making.what, &mut hear).is_ok();
    let mut said = hear.heard();
    if is_reviewed {
        said.pop();
    }
    let mut hear = Hearing::of(&said).and(typed);
    let told = of.tell(&making.what, &mut hear);
    let stay = |note| Step::go(of.state(making.clone())).note(note);
    match told {
        Err(Unmade::Unread(note)) => stay(note),
        _ if !hear.has_read() => stay(msg!("note-nothing-to-type")),
        Ok(Made::Now { command, then, note }) => {
            note.into_iter().fold(Step::run(*command, then), Step::note)
        }
        Ok(Made::Review { .. }) | Err(Unmade::Asked(_)) => {
            Step::go(of.state(Making { what: making.what.clone(), said: hear.heard() }))
        }
    }
}
