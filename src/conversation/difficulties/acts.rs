//! What is done with a difficulty, by the office or by a unit: what each act asks for, shows, and
//! does.

use super::choices::addressees;
use super::{act, at_work, command};
use crate::conversation::making::{Hearing, Made, Telling, Told, Unmade, line, words};
use crate::conversation::screen::Screen;
use crate::conversation::state::{
    Action, AtDifficulties, DifficultyMaking, Making, State, Working,
};
use crate::conversation::{Msg, words as w};
use crate::domain::difficulties::{AskedOf, Difficulty, DifficultyAct, MAX_ANSWER, Route};
use crate::msg;

pub struct DifficultyActs<'a> {
    pub it: &'a Difficulty,
}

impl Telling for DifficultyActs<'_> {
    type Act = DifficultyMaking;

    fn tell(&self, what: &DifficultyMaking, hear: &mut Hearing) -> Told {
        let it = self.it;
        let quoted = |title| quoted(title, it);
        match what {
            DifficultyMaking::AskedOf => {
                let (category, cause) = (it.category, it.cause);
                let classify = |asked_of| DifficultyAct::Classify { category, cause, asked_of };
                let asked = quoted(msg!("reporting-asked", unit = &it.unit_name));
                let asked = addressees(asked, &it.asked_of, |named| act(it, classify(named)));
                let other = hear.ask(asked, line(MAX_ANSWER))?;
                self.now(classify(AskedOf::Other(other)))
            }
            DifficultyMaking::RouteOutside => {
                let body = hear.ask(quoted(msg!("work-route-outside")), line(MAX_ANSWER))?;
                self.now(DifficultyAct::Route(Route::Outside(body)))
            }
            DifficultyMaking::Plan => {
                let plan = hear.ask(quoted(msg!("work-plan")), words(MAX_ANSWER))?;
                self.now(DifficultyAct::Resolving { plan })
            }
            DifficultyMaking::Resolve => Made::review(self.resolved(hear)?),
            DifficultyMaking::TakeOver => Made::offer(self.resolved(hear)?),
            DifficultyMaking::Reject => {
                let reason = hear.ask(quoted(msg!("work-reject")), words(MAX_ANSWER))?;
                Made::review(
                    quoted(msg!("work-reject-review"))
                        .para(msg!("difficulty-reason", reason = &reason))
                        .key(msg!("key-reject-now"), act(it, DifficultyAct::Reject { reason })),
                )
            }
            DifficultyMaking::Merge { into, body } => {
                let other = State::Difficulties(AtDifficulties::One(*into));
                Made::review(
                    quoted(msg!("work-merge-review"))
                        .para(msg!("work-merge-into", body = body))
                        .key(msg!("key-merge-now"), act(it, DifficultyAct::Merge { into: *into }))
                        .row(vec![(msg!("key-open-other"), Action::Go(other))]),
                )
            }
            DifficultyMaking::Answer => {
                let asked = quoted(msg!("work-answer", unit = &it.unit_name));
                let answer = hear.ask(asked, words(MAX_ANSWER))?;
                self.now(DifficultyAct::Answer { answer })
            }
            DifficultyMaking::Reopen => {
                let asked = quoted(msg!("work-reopen"))
                    .para(msg!("difficulty-resolution", resolution = &it.resolution));
                let reason = hear.ask(asked, words(MAX_ANSWER))?;
                self.now(DifficultyAct::Reopen { reason })
            }
        }
    }

    fn state(&self, making: Making<DifficultyMaking>) -> State {
        at_work(self.it, Working::Making(making))
    }

    fn out(&self, what: &DifficultyMaking) -> Option<State> {
        Some(match what {
            DifficultyMaking::RouteOutside => at_work(self.it, Working::route()),
            DifficultyMaking::Merge { .. } => at_work(self.it, Working::merge()),
            _ => State::Difficulties(AtDifficulties::One(self.it.id)),
        })
    }
}

impl DifficultyActs<'_> {
    /// What came of it, for the unit to confirm.
    fn resolved(&self, hear: &mut Hearing) -> Result<Screen, Unmade> {
        let answer = hear.ask(quoted(msg!("work-resolve"), self.it), words(MAX_ANSWER))?;
        Ok(quoted(msg!("work-resolve-review"), self.it)
            .para(msg!("difficulty-resolution", resolution = &answer))
            .key(msg!("key-resolve-now"), act(self.it, DifficultyAct::Resolve { answer })))
    }

    fn now(&self, it_does: DifficultyAct) -> Told {
        let now = State::Difficulties(AtDifficulties::One(self.it.id));
        Made::now(command(self.it, it_does), now)
    }
}

pub fn quoted(title: Msg, it: &Difficulty) -> Screen {
    Screen::new(title).para(msg!("reporting-quote", body = w::cut(&it.body, 500)))
}
