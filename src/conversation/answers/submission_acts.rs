//! What is done with the answers as a whole: sent back to the unit, why and until when.

use super::{heading, state};
use crate::conversation::making::{Hearing, Made, Telling, Told, words};
use crate::conversation::screen::Screen;
use crate::conversation::state::{Action, At, Making, State, SubmissionMaking, Then};
use crate::conversation::view::View;
use crate::conversation::words as w;
use crate::domain::Command;
use crate::domain::answers::{Submission, SubmissionAct, SubmissionState};
use crate::{domain, msg};

/// Longest reason, characters.
pub const MAX_REASON: usize = 1000;

pub fn returns(data: &Submission, view: &View) -> bool {
    view.may(domain::Action::ReturnSubmission, &data.target()) && data.can_be_returned(view.now)
}

pub struct SubmissionActs<'a> {
    pub data: &'a Submission,
    pub view: &'a View,
}

impl Telling for SubmissionActs<'_> {
    type Act = SubmissionMaking;

    fn tell(&self, what: &SubmissionMaking, hear: &mut Hearing) -> Told {
        match what {
            SubmissionMaking::Return => {
                let asked = self.about().para(msg!("return-reason"));
                let reason = hear.ask(asked, words(MAX_REASON))?;
                Made::review(self.returned(reason))
            }
        }
    }

    fn state(&self, making: Making<SubmissionMaking>) -> State {
        state(self.data.id, At::Making(making))
    }

    fn out(&self, _: &SubmissionMaking) -> Option<State> {
        Some(State::fill(self.data.id))
    }
}

impl SubmissionActs<'_> {
    fn about(&self) -> Screen {
        heading(self.data, &self.data.lay(self.view.locale().code()).asks)
    }

    fn returned(&self, reason: String) -> Screen {
        let data = self.data;
        let mut screen = self.about();
        if data.state == SubmissionState::SignedOff {
            screen = screen.para(msg!("return-unsigns"));
        }
        let (unit, due) = (&data.unit_name, data.supplement_due(self.view.now));
        let screen = screen
            .para(msg!("return-what", unit = unit, due = due, weekday = w::weekday(due)))
            .line(msg!("visit-reason", reason = &reason));
        let act = SubmissionAct::Return { reason };
        let command = Command::Answers(act.on(data.id, data.version));
        let then = Then::Go(State::fill(data.id));
        screen.key(msg!("key-return-now"), Action::Do { command, then })
    }
}
