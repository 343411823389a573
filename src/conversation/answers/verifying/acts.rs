//! What is done with results beside giving them: what each act asks for, shows, and does.

use std::sync::Arc;

use super::results::{beside, label, tally};
use super::{go, heading, reported, state};
use crate::conversation::making::{Hearing, Made, Telling, Told, Unmade, words};
use crate::conversation::screen::Screen;
use crate::conversation::state::{Action, Making, State, Then, Verifying, VerifyingMaking};
use crate::conversation::view::View;
use crate::domain::answers::{
    Ask, Finding, MAX_NOTE, Settlement, Submission, SubmissionAct, VerifyAct,
};
use crate::domain::{Command, Refusal};
use crate::msg;

/// Questions without a result that have a button of their own.
const KEYS: usize = 8;

pub struct VerifyingActs<'a> {
    pub data: &'a Submission,
    pub view: &'a View,
}

impl Telling for VerifyingActs<'_> {
    type Act = VerifyingMaking;

    fn tell(&self, what: &VerifyingMaking, hear: &mut Hearing) -> Told {
        let data = self.data;
        match what {
            VerifyingMaking::Finish => {
                let open = data.unverified(self.view.locale().code());
                if !open.is_empty() {
                    return Err(Unmade::Asked(self.missing(&open)));
                }
                let finish = self.moves(SubmissionAct::FinishVerification);
                Made::review(
                    heading(data)
                        .para(msg!("finish-what"))
                        .para(tally(&data.tally()))
                        .key(msg!("key-finish-now"), finish),
                )
            }
            VerifyingMaking::Finalise => {
                let counts = data.tally();
                if counts.disputed > 0 {
                    let refusal = Refusal::DisputesOpen { count: counts.disputed };
                    return Err(hear.stop(&refusal, |disputes| heading(data).para(disputes)));
                }
                Made::review(
                    heading(data)
                        .para(msg!("finalise-what"))
                        .para(tally(&counts))
                        .key(msg!("key-finalise-now"), self.moves(SubmissionAct::Finalise)),
                )
            }
            VerifyingMaking::Dispute { path, seen } => {
                let asked = self.about(path).para(msg!("dispute-how"));
                let reason = hear.ask(asked, words(MAX_NOTE))?;
                let act = VerifyAct::Dispute { reason };
                Made::now(Command::Answers(act.on(data.id, path, *seen)), self.question(path))
            }
            VerifyingMaking::Accept { path, seen } => {
                let (answer, note) = (Settlement::Accept, String::new());
                let act = VerifyAct::Settle { answer, note, photos: vec![] };
                let command = Command::Answers(act.on(data.id, path, *seen));
                let then = Then::Go(self.question(path));
                Made::review(
                    self.about(path)
                        .para(msg!("dispute-accept-what"))
                        .key(msg!("key-dispute-accept-now"), Action::Do { command, then }),
                )
            }
        }
    }

    fn state(&self, making: Making<VerifyingMaking>) -> State {
        state(self.data.id, Verifying::Making(making))
    }

    fn out(&self, what: &VerifyingMaking) -> Option<State> {
        Some(match what {
            VerifyingMaking::Finish | VerifyingMaking::Finalise => State::verify(self.data.id),
            VerifyingMaking::Dispute { path, .. } | VerifyingMaking::Accept { path, .. } => {
                self.question(path)
            }
        })
    }
}

impl VerifyingActs<'_> {
    /// The question, the unit's answer, and the result beside it.
    fn about(&self, path: &str) -> Screen {
        let order = self.data.to_verify(self.view.locale().code());
        match order.iter().find(|(_, ask)| ask.path == path) {
            Some(at) => beside(reported(heading(self.data), at, self.data), &at.1, self.data),
            None => heading(self.data),
        }
    }

    /// What has no result yet.
    fn missing(&self, open: &[(usize, Arc<Ask>)]) -> Screen {
        let screen = heading(self.data).para(msg!("finish-missing", count = open.len()));
        open.iter().take(KEYS).fold(screen, |screen, (index, ask)| {
            let question = go(self.data, Verifying::question(&ask.path));
            screen.key(label(*index, ask, self.data), question)
        })
    }

    fn question(&self, path: &str) -> State {
        state(self.data.id, Verifying::question(path))
    }

    fn moves(&self, act: SubmissionAct) -> Action {
        let command = Command::Answers(act.on(self.data.id, self.data.version));
        Action::Do { command, then: Then::Go(State::verify(self.data.id)) }
    }
}

/// Drawn afresh, it shows the result as it is now; what it was about may be over.
pub fn arrive(act: Making<VerifyingMaking>, data: &Submission) -> Verifying {
    let finding = |path: &str| data.verifications.get(path).map(|result| &result.finding);
    let what = match act.what {
        VerifyingMaking::Dispute { path, .. }
            if matches!(finding(&path), Some(Finding::Adjusted(_))) =>
        {
            VerifyingMaking::Dispute { seen: data.verified_revision(&path), path }
        }
        VerifyingMaking::Accept { path, .. }
            if matches!(finding(&path), Some(Finding::Disputed(_))) =>
        {
            VerifyingMaking::Accept { seen: data.verified_revision(&path), path }
        }
        VerifyingMaking::Dispute { path, .. } | VerifyingMaking::Accept { path, .. } => {
            return Verifying::Question { path };
        }
        what @ (VerifyingMaking::Finish | VerifyingMaking::Finalise) => what,
    };
    Verifying::Making(Making { what, said: act.said })
}
