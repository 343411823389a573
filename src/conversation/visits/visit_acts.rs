//! What is done with a visit, by either side: what each act asks for, shows, and does.

use super::{act, describe, invitation, keep, look, making, new_time};
use crate::conversation::making::{Hearing, Made, Telling, Told, words};
use crate::conversation::screen::Screen;
use crate::conversation::state::{Action, Making, State, Then, VisitMaking, Visiting};
use crate::conversation::view::{View, VisitData};
use crate::conversation::{Msg, words as w};
use crate::domain::visits::{NOTICE_DAYS, SessionAct, Visit, VisitAct};
use crate::domain::{Refusal, UnitId};
use crate::msg;

/// Longest reason, characters.
const MAX_REASON: usize = 500;

pub struct VisitActs<'a> {
    pub data: &'a VisitData,
    pub view: &'a View,
}

impl Telling for VisitActs<'_> {
    type Act = VisitMaking;

    fn tell(&self, what: &VisitMaking, hear: &mut Hearing) -> Told {
        let visit = &self.data.visit;
        let reason = words(MAX_REASON);
        match what {
            VisitMaking::Invite => self.invite(hear),
            VisitMaking::AskAnotherTime { unit } => self.ask_another_time(*unit, hear),
            VisitMaking::KeepTime => {
                let asked = self.about(msg!("keep-time-title")).lines(look::unit_answers(visit));
                let note = hear.ask(asked, reason)?;
                Made::now(act(visit, VisitAct::KeepTime { note }), State::visit(visit.id))
            }
            VisitMaking::Move { month } => {
                let asked = new_time::calendar(self.data, *month, self.view);
                let starts_at = hear.ask(asked, |typed| new_time::read(typed, visit, self.view))?;
                Made::review(new_time::review(self.data, starts_at, self.view))
            }
            VisitMaking::MoveTo { day } => {
                let keep_going = |starts_at| {
                    let said = hear.and_say(starts_at);
                    Action::Go(self.state(Making { what: *what, said }))
                };
                let asked = new_time::hours(*day, visit, self.view, keep_going);
                let starts_at =
                    hear.ask(asked, |typed| new_time::read_hour(typed, *day, visit, self.view))?;
                Made::review(new_time::review(self.data, starts_at, self.view))
            }
            VisitMaking::OpenLate => {
                let late = hear.ask(self.about(msg!("open-late-title")), reason)?;
                let open = SessionAct::Open { late: Some(late) };
                Made::now(keep(visit.id, open), State::session(visit.id))
            }
            VisitMaking::Cancel => {
                let reason = hear.ask(self.about(msg!("cancel-title")), reason)?;
                let screen =
                    self.about(msg!("cancel-review")).para(msg!("visit-reason", reason = &reason));
                let cancel = act(visit, VisitAct::Cancel { reason });
                let action = Action::Do { command: cancel, then: Then::Follow };
                Made::review(screen.key(msg!("key-cancel-visit-now"), action))
            }
        }
    }

    fn state(&self, making: Making<VisitMaking>) -> State {
        State::visiting(self.data.visit.id, Visiting::Making(making))
    }

    fn out(&self, what: &VisitMaking) -> Option<State> {
        let visit = self.data.visit.id;
        Some(match what {
            VisitMaking::MoveTo { day } => making(visit, VisitMaking::Move { month: Some(*day) }),
            _ => State::visit(visit),
        })
    }
}

impl VisitActs<'_> {
    fn about(&self, title: Msg) -> Screen {
        describe(Screen::new(title), &self.data.visit)
    }

    /// Short notice wants a reason.
    fn invite(&self, hear: &mut Hearing) -> Told {
        let visit = &self.data.visit;
        if !visit.waits_for().is_empty() {
            let refusal = Refusal::NotOverYet { visits: visit.waits_for() };
            return Err(hear.stop(&refusal, |waits| self.letter().para(waits)));
        }
        if visit.starts_at <= self.view.now {
            let elsewhen = making(visit.id, VisitMaking::Move { month: None });
            let past = |past| self.letter().para(past).go(msg!("key-move"), elsewhen);
            return Err(hear.stop(&Refusal::InThePast, past));
        }
        let days = days_left(visit, self.view);
        if days >= NOTICE_DAYS {
            return Made::review(self.invitation(None));
        }
        let asked = self
            .letter()
            .para(msg!("invite-unit-short", days = days, wanted = NOTICE_DAYS))
            .para(msg!("invite-unit-reason"));
        let reason = hear.ask(asked, words(MAX_REASON))?;
        Made::review(self.invitation(Some(reason)))
    }

    fn invitation(&self, reason: Option<String>) -> Screen {
        let screen = match &reason {
            Some(reason) => self.letter().para(msg!("visit-reason", reason = reason)),
            None => self.letter(),
        };
        let command = act(&self.data.visit, VisitAct::Invite { reason });
        screen
            .para(msg!("invite-unit-what"))
            .key(msg!("key-invite-now"), Action::Do { command, then: Then::Follow })
    }

    /// What the units will be told.
    fn letter(&self) -> Screen {
        let title = msg!("invite-unit-title", unit = self.data.visit.title());
        let people = self.data.people.iter().map(|(role, name)| w::person(*role, name));
        self.about(title).lines(people.collect())
    }

    /// Which time would suit may be left open.
    fn ask_another_time(&self, unit: UnitId, hear: &mut Hearing) -> Told {
        let visit = &self.data.visit;
        let reason = hear.ask(self.about(msg!("another-time-title")), words(MAX_REASON))?;
        let ask = |proposed| invitation::ask_another_time(visit, unit, &reason, proposed);
        let open = Action::Do { command: ask(None), then: Then::Follow };
        let asked = self
            .about(msg!("another-time-when"))
            .para(msg!("visit-reason", reason = &reason))
            .key(msg!("key-no-proposal"), open);
        let wanted = hear.ask(asked, |typed| new_time::read(typed, visit, self.view))?;
        Made::now(ask(Some(wanted)), State::visit(visit.id))
    }
}

fn days_left(visit: &Visit, view: &View) -> i64 {
    (visit.day() - view.wall().date()).num_days()
}
