//! What is done in a session: what each act asks for, shows, and does.

use super::session::{note, open_ends, side, state};
use super::{describe, keep, look};
use crate::conversation::Msg;
use crate::conversation::making::{Hearing, Made, Telling, Told, line};
use crate::conversation::screen::Screen;
use crate::conversation::state::{Action, Making, Session, SessionMaking, State, Then};
use crate::conversation::view::VisitData;
use crate::domain::visits::SessionAct;
use crate::msg;

/// Longest name and position of somebody written down, characters.
const MAX_PERSON: usize = 150;

pub struct SessionActs<'a> {
    pub data: &'a VisitData,
}

impl Telling for SessionActs<'_> {
    type Act = SessionMaking;

    fn tell(&self, what: &SessionMaking, hear: &mut Hearing) -> Told {
        let visit = &self.data.visit;
        match what {
            SessionMaking::AddAttendee { unit } => {
                let asked = Screen::new(msg!("session-add", side = side(visit, *unit)));
                let person = hear.ask(asked, person)?;
                let (name, position) = name_and_position(&person);
                let (name, position) = (name.to_owned(), position.to_owned());
                let add = SessionAct::AddAttendee { unit: *unit, name, position };
                Made::noted(keep(visit.id, add), self.attendance(), msg!("note-noted"))
            }
            SessionMaking::Note { unit } => {
                let name = look::name_of(visit, *unit);
                let asked = Screen::new(msg!("session-note-of", unit = name));
                let body = hear.ask(asked, note)?;
                let add = SessionAct::AddNote { unit: Some(*unit), body };
                // The next note is one of this unit, too.
                let here = self.state(Making::of(*what));
                Made::noted(keep(visit.id, add), here, msg!("note-noted"))
            }
            // What is still open does not keep the session open, but is said.
            SessionMaking::Close => {
                let command = keep(visit.id, SessionAct::Close);
                let close = Action::Do { command, then: Then::Go(State::visit(visit.id)) };
                Made::review(
                    describe(Screen::new(msg!("close-title")), visit)
                        .lines(open_ends(self.data))
                        .para(msg!("close-what"))
                        .key(msg!("key-close-session-now"), close),
                )
            }
        }
    }

    fn state(&self, making: Making<SessionMaking>) -> State {
        state(&self.data.visit, Session::Making(making))
    }

    fn out(&self, what: &SessionMaking) -> Option<State> {
        Some(match what {
            SessionMaking::AddAttendee { .. } => self.attendance(),
            SessionMaking::Note { .. } | SessionMaking::Close => State::session(self.data.visit.id),
        })
    }
}

impl SessionActs<'_> {
    fn attendance(&self) -> State {
        state(&self.data.visit, Session::Attendance { page: 0 })
    }
}

/// Name and position in one line.
fn person(typed: &str) -> Result<String, Msg> {
    let person = line(MAX_PERSON)(typed)?;
    match name_and_position(&person) {
        ("", _) => Err(msg!("note-name-wanted")),
        _ => Ok(person),
    }
}

fn name_and_position(person: &str) -> (&str, &str) {
    let (name, position) = person.split_once(',').unwrap_or((person, ""));
    (name.trim(), position.trim())
}
