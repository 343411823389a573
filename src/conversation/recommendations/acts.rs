//! What is done with a recommendation, by either side: what each act asks for, shows, and does.

use super::{act, at_work, command, described, step, work};
use crate::conversation::making::{Hearing, Made, Telling, Told, words};
use crate::conversation::screen::Screen;
use crate::conversation::state::{
    Action, AtRecommendations, Making, RecommendationFilter, RecommendationMaking, Recommending,
    Said, State, Then,
};
use crate::conversation::view::{RecommendationData, View};
use crate::conversation::{Msg, words as w};
use crate::domain::Refusal;
use crate::domain::recommendations::{
    EXPLANATION_DAYS, MAX_NOTE, Paper, Recommendation, RecommendationAct as Act, explanation_due,
};
use crate::{msg, text};
use chrono::{Days, NaiveDate};

pub struct RecommendationActs<'a> {
    pub data: &'a RecommendationData,
    pub view: &'a View,
}

impl Telling for RecommendationActs<'_> {
    type Act = RecommendationMaking;

    fn tell(&self, what: &RecommendationMaking, hear: &mut Hearing) -> Told {
        let it = &self.data.it;
        let act = |it_does| act(it, it_does);
        let quoted = |title| self.quoted(title);
        let day = |typed: &str| day(typed, self.today());
        let said = words(MAX_NOTE);
        match what {
            RecommendationMaking::Issue => {
                let mut asked = quoted(msg!("issue-paper", unit = &it.unit_name));
                if let Some(Paper { number, date }) = &self.data.last_paper {
                    let paper = Paper { number: number.clone(), date: *date };
                    let same = self.saying(what, hear.and_say(paper));
                    asked = asked.go(msg!("key-same-paper", number = number, date = *date), same);
                }
                let paper = hear.ask(asked, work::paper)?;
                let issued = Recommendation { paper: Some(paper.clone()), ..it.clone() };
                Made::review(
                    described(Screen::new(msg!("issue-review", unit = &it.unit_name)), &issued)
                        .para(msg!("issue-what"))
                        .key(msg!("key-issue-now"), act(Act::Issue { paper })),
                )
            }
            RecommendationMaking::Drop => {
                let list = State::recommendations(RecommendationFilter::of(it.delegation));
                let drop = Action::Do { command: command(it, Act::Drop), then: Then::Go(list) };
                Made::review(quoted(msg!("drop-review")).key(msg!("key-drop-now"), drop))
            }
            RecommendationMaking::Progress => {
                let sent = msg!("proof-count", count = self.data.proofs.now);
                let said = hear.ask(quoted(msg!("progress-how")).para(sent), said)?;
                self.now(Act::Progress { said })
            }
            RecommendationMaking::Claim => {
                let note = hear.ask(quoted(msg!("claim-how")).para(self.proofs()), said)?;
                Made::review(noted(quoted(msg!("claim-review")), &note).para(self.proofs()).key_if(
                    self.data.proofs.now > 0,
                    msg!("key-claim-now"),
                    act(Act::Claim { note }),
                ))
            }
            RecommendationMaking::AskTime => {
                let due_on = hear.ask(quoted(msg!("ask-time", due = it.due_on)), day)?;
                let reason = hear.ask(quoted(msg!("ask-time-reason", due = due_on)), said)?;
                self.now(Act::AskTime { due_on, reason })
            }
            RecommendationMaking::Explain => {
                let said = hear.ask(quoted(msg!("explain-how")), said)?;
                Made::review(
                    noted(quoted(msg!("explain-review")), &said)
                        .key(msg!("key-explain-now"), act(Act::Explain { said })),
                )
            }
            RecommendationMaking::Verify => self.with_note(
                hear,
                quoted(msg!("verify-review", unit = &it.unit_name)),
                msg!("key-verify-now"),
                |note| Act::Verify { note },
            ),
            RecommendationMaking::Return => {
                let reason = hear.ask(quoted(msg!("return-how")), said)?;
                self.now(Act::Return { reason })
            }
            RecommendationMaking::Move => {
                let due_on = hear.ask(quoted(msg!("move-due", due = it.due_on)), day)?;
                let reason = hear.ask(quoted(msg!("move-due-reason", due = due_on)), said)?;
                let (from, weekday) = (it.due_on, w::weekday(due_on));
                let title = msg!("move-due-review", from = from, weekday = weekday, due = due_on);
                Made::review(
                    quoted(title)
                        .para(msg!("visit-reason", reason = &reason))
                        .key(msg!("key-move-due-now"), act(Act::Move { due_on, reason })),
                )
            }
            RecommendationMaking::RefuseTime => {
                let asked = quoted(msg!("refuse-time-how", due = it.due_on));
                let reason = hear.ask(asked, said)?;
                self.now(Act::RefuseTime { reason })
            }
            RecommendationMaking::TakeStep { step: taken } => {
                let asked = quoted(msg!("step-paper", step = step(*taken)));
                let paper = hear.ask(asked, work::paper)?;
                let title = msg!("step-review", step = step(*taken), unit = &it.unit_name);
                let screen = in_paper(quoted(title), &paper);
                self.with_note(hear, screen, msg!("key-take-step-now"), |note| Act::TakeStep {
                    step: *taken,
                    paper: paper.clone(),
                    note,
                })
            }
            RecommendationMaking::PutOffStep { step: put_off } => {
                let asked = quoted(msg!("put-off-how", step = step(*put_off)));
                let reason = hear.ask(asked, said)?;
                self.now(Act::PutOffStep { step: *put_off, reason })
            }
            RecommendationMaking::AskExplanation => {
                let asked = quoted(msg!("explanation-paper", unit = &it.unit_name));
                let paper = hear.ask(asked, work::paper)?;
                let key = |days: i64| {
                    let due_on = self.today() + Days::new(days.unsigned_abs());
                    let then = self.saying(what, hear.and_say(due_on));
                    (msg!("key-in-days", days = days), Action::Go(then))
                };
                let keys = vec![key(*EXPLANATION_DAYS.start()), key(*EXPLANATION_DAYS.end())];
                let possible = |typed: &str| {
                    let day = parsed(typed, self.today())?;
                    explanation_due(day, self.today()).map_err(|refusal| w::refused(&refusal))
                };
                let due_on = hear.ask(quoted(msg!("explanation-due")).row(keys), possible)?;
                let title = msg!("explanation-review", unit = &it.unit_name, due = due_on);
                Made::review(in_paper(quoted(title), &paper).key(
                    msg!("key-ask-explanation-now"),
                    act(Act::AskExplanation { paper, due_on }),
                ))
            }
            RecommendationMaking::Transfer { to, name } => Made::review(
                quoted(msg!("transfer-review", from = &it.unit_name, unit = name))
                    .key(msg!("key-transfer-now"), act(Act::Transfer { to: *to })),
            ),
            RecommendationMaking::HandOver => {
                let reason = hear.ask(quoted(msg!("hand-over-how")), said)?;
                Made::review(
                    noted(quoted(msg!("hand-over-review")), &reason)
                        .key(msg!("key-hand-over-now"), act(Act::HandOver { reason })),
                )
            }
        }
    }

    fn state(&self, making: Making<RecommendationMaking>) -> State {
        at_work(&self.data.it, Recommending::Making(making))
    }

    fn out(&self, what: &RecommendationMaking) -> Option<State> {
        let it = &self.data.it;
        Some(match what {
            RecommendationMaking::Transfer { .. } => at_work(it, Recommending::Transfer),
            _ => State::Recommendations(AtRecommendations::One(it.id)),
        })
    }
}

impl RecommendationActs<'_> {
    fn today(&self) -> NaiveDate {
        self.view.wall().date()
    }

    fn quoted(&self, title: Msg) -> Screen {
        work::quoted(title, &self.data.it)
    }

    fn proofs(&self) -> Msg {
        match self.data.proofs.now {
            0 => msg!("proof-wanted"),
            count => msg!("proof-count", count = count),
        }
    }

    fn saying(&self, what: &RecommendationMaking, said: Vec<Said>) -> State {
        self.state(Making { what: what.clone(), said })
    }

    /// A review to which a note may be typed.
    fn with_note(
        &self,
        hear: &mut Hearing,
        screen: Screen,
        key: Msg,
        does: impl Fn(String) -> Act,
    ) -> Told {
        let act = |note| act(&self.data.it, does(note));
        let without = screen.clone().para(msg!("verify-note-how"));
        let note = hear.ask(without.key(key.clone(), act(String::new())), words(MAX_NOTE))?;
        Made::review(noted(screen, &note).key(key, act(note)))
    }

    fn now(&self, it_does: Act) -> Told {
        let it = &self.data.it;
        Made::now(command(it, it_does), State::Recommendations(AtRecommendations::One(it.id)))
    }
}

fn noted(screen: Screen, note: &str) -> Screen {
    screen.para(msg!("claim-note", note = note))
}

fn in_paper(screen: Screen, paper: &Paper) -> Screen {
    screen.para(msg!("recommendation-paper", number = &paper.number, date = paper.date))
}

/// A day from today on.
fn day(typed: &str, today: NaiveDate) -> Result<NaiveDate, Msg> {
    match parsed(typed, today)? {
        day if day < today => Err(w::refused(&Refusal::InThePast)),
        day => Ok(day),
    }
}

fn parsed(typed: &str, today: NaiveDate) -> Result<NaiveDate, Msg> {
    text::parse_date(typed, today).map_err(|error| w::moment_error(&error))
}
