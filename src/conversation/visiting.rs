//! One visit, as each side sees it: invite, confirm, ask for another time, move, cancel.

use super::screen::Screen;
use super::state::{Action, Reporting, State, Step, Then, Visiting};
use super::view::{Data, View, VisitData};
use super::{Arg, Msg, scheduling, verifying, words};
use crate::domain::invitation::{AnswerInvitation, AskAnotherTime, InviteUnit, NOTICE_DAYS};
use crate::domain::visit::{CancelVisit, MoveVisit, UnitAnswer, Visit, VisitState};
use crate::domain::{self, Command, Refusal, UnitId, VisitId};
use crate::{clock, msg, text};

/// Longest reason, characters.
const MAX_REASON: usize = 500;

pub fn screen(at: &Visiting, data: &VisitData, view: &View) -> Screen {
    let visit = &data.visit;
    match at {
        Visiting::Look => look(data, view),
        Visiting::Invite => {
            let days = days_left(visit, view);
            let screen = Screen::new(msg!("invite-unit-title", unit = visit.title()));
            let screen = describe(screen, visit);
            if visit.starts_at <= view.now {
                let elsewhen = State::Visiting { visit: visit.id, at: Visiting::Move };
                screen
                    .para(words::refused(&Refusal::InThePast))
                    .go(msg!("key-move"), elsewhen)
                    .back(State::visit(visit.id))
            } else if days < NOTICE_DAYS {
                screen
                    .para(msg!("invite-unit-short", days = days, wanted = NOTICE_DAYS))
                    .para(msg!("invite-unit-reason"))
                    .back(State::visit(visit.id))
            } else {
                screen
                    .para(msg!("invite-unit-what"))
                    .key(msg!("key-invite-now"), invite(visit, None))
                    .back(State::visit(visit.id))
            }
        }
        Visiting::AskAnotherTime { .. } => {
            describe(Screen::new(msg!("another-time-title")), visit).back(State::visit(visit.id))
        }
        Visiting::Move => describe(Screen::new(msg!("move-title")), visit)
            .para(msg!("scheduling-when-how"))
            .back(State::visit(visit.id)),
        Visiting::MoveReview { starts_at } => describe(Screen::new(msg!("move-review")), visit)
            .para(msg!("move-to", at = Arg::Moment(*starts_at)))
            .key(
                msg!("key-move-now"),
                Action::Do {
                    command: Command::MoveVisit(MoveVisit {
                        visit: visit.id,
                        version: visit.version,
                        starts_at: clock::instant(*starts_at),
                    }),
                    then: Then::Follow,
                },
            )
            .back(State::Visiting { visit: visit.id, at: Visiting::Move }),
        Visiting::Cancel => {
            describe(Screen::new(msg!("cancel-title")), visit).back(State::visit(visit.id))
        }
        Visiting::CancelReview { reason } => describe(Screen::new(msg!("cancel-review")), visit)
            .para(msg!("visit-reason", reason = reason))
            .key(
                msg!("key-cancel-visit-now"),
                Action::Do {
                    command: Command::CancelVisit(CancelVisit {
                        visit: visit.id,
                        version: visit.version,
                        reason: reason.clone(),
                    }),
                    then: Then::Follow,
                },
            )
            .back(State::visit(visit.id)),
    }
}

fn describe(screen: Screen, visit: &Visit) -> Screen {
    let length = (visit.ends_at - visit.starts_at).num_minutes();
    screen
        .para(msg!("visit-title", unit = visit.title(), number = visit.group_number))
        .line(msg!(
            "visit-when",
            at = words::moment(visit.starts_at),
            length = words::length(length)
        ))
        .line(msg!("visit-place", place = &visit.place))
}

fn look(data: &VisitData, view: &View) -> Screen {
    use domain::Action as May;
    let visit = &data.visit;
    let on = visit.target();
    let at = |at: Visiting| Action::Go(State::Visiting { visit: visit.id, at });
    let mut screen = describe(Screen::new(msg!("visit-heading")), visit)
        .line(msg!("visit-state", state = words::visit_state(visit.state)));
    if !visit.reason.is_empty() {
        screen = screen.line(msg!("visit-reason", reason = &visit.reason));
    }
    screen = screen.lines(
        data.people
            .iter()
            .map(|(role, name)| words::person(*role, name))
            .chain(data.unit_people.iter().map(|(_, role, name)| words::person(*role, name)))
            .collect(),
    );
    for submission in &data.submissions {
        screen = screen.para(msg!(
            "visit-answers",
            unit = name_of(visit, submission.unit),
            answered = submission.answered,
            questions = submission.questions,
            state = words::submission_state(submission.state)
        ));
    }
    let plans = view.may(May::ScheduleVisit, &on);
    screen = screen.key_if(
        visit.state == VisitState::Draft && view.may(May::InviteUnit, &on),
        msg!("key-invite-unit"),
        at(Visiting::Invite),
    );
    let asked = [VisitState::Invited, VisitState::Confirmed, VisitState::RescheduleRequested];
    for unit in &visit.units {
        if !asked.contains(&visit.state)
            || !view.may(May::AnswerInvitation, &visit.target_of(unit.id))
        {
            continue;
        }
        screen = screen
            .key_if(
                unit.answer != UnitAnswer::Confirmed,
                msg!("key-confirm-visit", at = words::moment(visit.starts_at)),
                confirm(visit.id, unit.id, visit.round),
            )
            .key_if(
                unit.answer != UnitAnswer::AnotherTime,
                msg!("key-another-time"),
                at(Visiting::AskAnotherTime { unit: unit.id }),
            );
    }
    for submission in &data.submissions {
        let on = visit.target_of(submission.unit);
        let label = if view.may(May::FillSubmission, &on) && submission.state.takes_answers() {
            msg!("key-fill", answered = submission.answered, questions = submission.questions)
        } else {
            msg!("key-open-answers", unit = name_of(visit, submission.unit))
        };
        screen = screen.key_if(
            view.may(May::SeeSubmission, &on),
            label,
            Action::Go(State::fill(submission.id)),
        );
    }
    screen = verifying::from_visit(screen, data, view);
    if plans && visit.state.is_open() {
        screen = screen.row(vec![
            (msg!("key-move"), at(Visiting::Move)),
            (msg!("key-cancel-visit"), at(Visiting::Cancel)),
        ]);
    }
    for unit in &visit.units {
        let report = Reporting::Body {
            unit: unit.id,
            unit_name: unit.name.clone(),
            visit: Some(visit.id),
            question: None,
            kept: None,
        };
        let label = if visit.units.len() == 1 {
            msg!("key-report")
        } else {
            msg!("key-report-of", unit = &unit.name)
        };
        screen = screen.key_if(
            view.may(May::ReportDifficulty, &visit.target_of(unit.id))
                && visit.state.is_known_to_unit(),
            label,
            Action::Go(State::Reporting(report)),
        );
    }
    if plans { screen.back(State::Delegation(visit.delegation)) } else { screen.home() }
}

fn name_of(visit: &Visit, unit: UnitId) -> &str {
    visit.unit(unit).map_or("", |unit| unit.name.as_str())
}

/// Confirms the time that the person saw.
pub fn confirm(visit: VisitId, unit: UnitId, round: i32) -> Action {
    Action::Do {
        command: Command::AnswerInvitation(AnswerInvitation { visit, unit, round }),
        then: Then::Follow,
    }
}

fn invite(visit: &Visit, reason: Option<String>) -> Action {
    Action::Do {
        command: Command::InviteUnit(InviteUnit {
            visit: visit.id,
            version: visit.version,
            reason,
        }),
        then: Then::Follow,
    }
}

fn days_left(visit: &Visit, view: &View) -> i64 {
    (visit.day() - view.wall().date()).num_days()
}

pub fn typed(id: VisitId, at: &Visiting, typed: &str, view: &View) -> Step {
    let here = || State::Visiting { visit: id, at: at.clone() };
    let stay = |note: Msg| Step::go(here()).note(note);
    let Data::Visit(data) = &view.data else {
        return Step::go(here());
    };
    let visit = &data.visit;
    if typed.chars().count() > MAX_REASON {
        return stay(msg!("note-too-long", limit = MAX_REASON));
    }
    match at {
        Visiting::Invite if days_left(visit, view) < NOTICE_DAYS => {
            match invite(visit, Some(typed.to_owned())) {
                Action::Do { command, then } => Step::run(command, then),
                Action::Go(state) => Step::go(state),
            }
        }
        Visiting::AskAnotherTime { unit } => Step::run(
            Command::AskAnotherTime(AskAnotherTime {
                visit: id,
                unit: *unit,
                round: visit.round,
                reason: typed.to_owned(),
            }),
            Then::Follow,
        ),
        Visiting::Move | Visiting::MoveReview { .. } => {
            match text::parse_moment(typed, view.wall()) {
                Ok(moment) if scheduling::is_past(&moment, view) => {
                    stay(words::refused(&Refusal::InThePast))
                }
                Ok(moment) => {
                    // A day alone keeps the time of day.
                    let time = moment.time.unwrap_or_else(|| clock::local(visit.starts_at).time());
                    let starts_at = moment.date.and_time(time);
                    Step::go(State::Visiting { visit: id, at: Visiting::MoveReview { starts_at } })
                }
                Err(error) => stay(words::moment_error(&error)),
            }
        }
        Visiting::Cancel | Visiting::CancelReview { .. } => Step::go(State::Visiting {
            visit: id,
            at: Visiting::CancelReview { reason: typed.to_owned() },
        }),
        Visiting::Look | Visiting::Invite => stay(msg!("note-nothing-to-type")),
    }
}
