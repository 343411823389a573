//! What is done with a delegation as a whole: called off, taken to its next stage. What each act asks
//! for, shows, and does.

use super::acts::work_on;
use super::terms;
use crate::conversation::Msg;
use crate::conversation::making::{Hearing, Made, Telling, Told, words};
use crate::conversation::screen::Screen;
use crate::conversation::state::{
    Action, AtDelegations, Delegating, DelegationMaking, Leaf, Making, State, Then,
};
use crate::conversation::view::{DelegationData, View};
use crate::conversation::words::refused;
use crate::domain::Refusal;
use crate::domain::delegations::{DelegationAct, MAX_REASON};
use crate::domain::recommendations::Paper;
use crate::msg;

pub struct DelegationActs<'a> {
    pub data: &'a DelegationData,
    pub view: &'a View,
}

impl Telling for DelegationActs<'_> {
    type Act = DelegationMaking;

    fn tell(&self, what: &DelegationMaking, hear: &mut Hearing) -> Told {
        match what {
            DelegationMaking::Cancel => {
                let reason = hear.ask(self.cancel(), words(MAX_REASON))?;
                Made::review(
                    self.called(msg!("cancel-delegation-review"))
                        .line(msg!("visit-reason", reason = &reason))
                        .key(
                            msg!("key-cancel-delegation-now"),
                            self.act(DelegationAct::Cancel { reason }),
                        ),
                )
            }
            DelegationMaking::Report => {
                let (number, date) = hear.paper(
                    self.titled(msg!("report-paper")),
                    terms::basis,
                    |number| self.titled(msg!("report-paper-date", number = number)),
                    |typed| terms::past_date(typed, self.view.wall()),
                )?;
                let report = Paper { number: number.clone(), date };
                Made::review(
                    self.titled(msg!("report-review"))
                        .para(msg!("delegation-report", number = &number, date = date))
                        .key(msg!("key-report-now"), self.act(DelegationAct::Report { report })),
                )
            }
            DelegationMaking::FollowUp => Made::review(
                self.titled(msg!("follow-up-review"))
                    .key(msg!("key-follow-up-now"), self.act(DelegationAct::FollowUp)),
            ),
            DelegationMaking::Close => Made::review(
                self.titled(msg!("close-review"))
                    .key(msg!("key-close-now"), self.act(DelegationAct::Close)),
            ),
        }
    }

    fn state(&self, making: Making<DelegationMaking>) -> State {
        State::delegating(self.data.delegation.id, Delegating::Making(making))
    }

    fn out(&self, what: &DelegationMaking) -> Option<State> {
        let id = self.data.delegation.id;
        Some(State::Delegations(match what {
            DelegationMaking::Cancel => AtDelegations::One(id),
            DelegationMaking::Report | DelegationMaking::FollowUp | DelegationMaking::Close => {
                AtDelegations::Ending(id)
            }
        }))
    }
}

impl DelegationActs<'_> {
    fn called(&self, title: Msg) -> Screen {
        let terms = &self.data.delegation.terms;
        Screen::new(title).para(msg!("delegation-title", title = &terms.title))
    }

    fn titled(&self, title: Msg) -> Screen {
        let terms = &self.data.delegation.terms;
        Screen::new(title).line(msg!("recommendations-of", title = &terms.title))
    }

    fn cancel(&self) -> Screen {
        let screen = self.called(msg!("cancel-delegation"));
        match self.data.visits.open {
            0 => screen,
            count => screen.para(refused(&Refusal::VisitsOpen { count })).go(
                msg!("key-part-visits", count = self.data.visits.all),
                State::delegating(self.data.delegation.id, Delegating::Visits(Leaf::default())),
            ),
        }
    }

    fn act(&self, act: DelegationAct) -> Action {
        let (id, version) = (self.data.delegation.id, self.data.delegation.version);
        let then = Then::Go(State::Delegations(AtDelegations::One(id)));
        Action::Do { command: work_on((id, version), act), then }
    }
}
