//! A visit on its screen, as each side sees it, with what this person can do about it.

use super::invitation::{confirm, settle_time};
use super::{describe, keep, making};
use crate::conversation::answers::verifying;
use crate::conversation::screen::Screen;
use crate::conversation::state::{
    Action, AtDelegations, AtDifficulties, Reporting, State, Then, VisitMaking,
};
use crate::conversation::view::{View, VisitData};
use crate::conversation::{Msg, RecommendationFilter, words};
use crate::domain::minutes::MinutesState;
use crate::domain::visits::{SessionAct, UnitAnswer, Visit, VisitState, Who};
use crate::domain::{Refusal, UnitId};
use crate::{domain, msg};

pub fn screen(data: &VisitData, view: &View) -> Screen {
    use domain::Action as May;
    let visit = &data.visit;
    let on = visit.target();
    let go = |what| Action::Go(making(visit.id, what));
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
    if visit.state.is_asked() {
        screen = screen.lines(unit_answers(visit));
    }
    // How far another unit has come is not for this one.
    let seen = |unit| view.may(May::SeeSubmission, &visit.target_of(unit));
    for submission in data.submissions.iter().filter(|it| seen(it.unit)) {
        screen = screen.para(msg!(
            "visit-answers",
            unit = name_of(visit, submission.unit),
            answered = submission.answered,
            questions = submission.questions,
            state = words::submission_state(submission.state)
        ));
    }
    screen = opening(screen, data, view);
    screen = screen.key_if(
        visit.state == VisitState::Draft && view.may(May::InviteUnit, &on),
        msg!("key-invite-unit"),
        go(VisitMaking::Invite),
    );
    screen = invited(screen, visit, view);
    let plans = view.may(May::ScheduleVisit, &on);
    if plans && visit.state == VisitState::RescheduleRequested {
        let mut proposed: Vec<_> = visit.units.iter().filter_map(|it| it.proposed_at).collect();
        proposed.sort();
        proposed.dedup();
        for row in settle_time(visit.id, proposed) {
            screen = screen.row(row);
        }
    }
    screen = answers(screen, data, view);
    if plans && visit.state.is_open() {
        screen = screen.row(vec![
            (msg!("key-move"), go(VisitMaking::Move { month: None })),
            (msg!("key-cancel-visit"), go(VisitMaking::Cancel)),
        ]);
    }
    screen = difficulties(screen, visit, view);
    screen = screen.key_if(
        visit.state.is_over() && view.may_visit(May::SeeRecommendation, visit),
        msg!("key-recommendations"),
        Action::Go(State::recommendations(RecommendationFilter::of(visit.delegation))),
    );
    if plans {
        screen.back(State::Delegations(AtDelegations::One(visit.delegation)))
    } else {
        screen.home()
    }
}

/// What each unit has said to the time.
pub fn unit_answers(visit: &Visit) -> Vec<Msg> {
    let line = |unit: &domain::visits::VisitUnit| match (unit.answer, unit.proposed_at) {
        (UnitAnswer::Waiting, _) => msg!("unit-waiting", unit = &unit.name),
        (UnitAnswer::Confirmed, _) => msg!("unit-confirmed", unit = &unit.name),
        (UnitAnswer::AnotherTime, None) => {
            msg!("unit-another-time", unit = &unit.name, reason = &unit.reason)
        }
        (UnitAnswer::AnotherTime, Some(at)) => {
            msg!("unit-proposes", unit = &unit.name, at = words::moment(at), reason = &unit.reason)
        }
    };
    visit.units.iter().map(line).collect()
}

/// Whether and when the session can be opened, or the way into it.
fn opening(mut screen: Screen, data: &VisitData, view: &View) -> Screen {
    use domain::Action as May;
    let visit = &data.visit;
    let on = visit.target();
    let waits = visit.waits_for();
    if visit.state.is_open() && !waits.is_empty() {
        screen = screen.para(words::refused(&Refusal::NotOverYet { visits: waits }));
    }
    let opens = view.may(May::OpenSession, &on);
    let unopened = visit.is_unopened(view.wall().date());
    let open = |late| Action::Do {
        command: keep(visit.id, SessionAct::Open { late }),
        then: Then::Go(State::session(visit.id)),
    };
    if unopened && (opens || view.may(May::ScheduleVisit, &on)) {
        screen = screen.para(msg!("visit-unopened"));
    } else if opens && visit.state.is_asked() && view.now < visit.opens_at() {
        screen = screen.para(msg!("visit-opens", at = words::moment(visit.opens_at())));
    }
    let late = Action::Go(making(visit.id, VisitMaking::OpenLate));
    let waiting = visit.state == VisitState::RescheduleRequested || !visit.waits_for().is_empty();
    screen = screen
        .key_if(opens && visit.opens_now(view.now), msg!("key-open-session"), open(None))
        .key_if(opens && unopened && !waiting, msg!("key-open-late"), late);
    let noted = visit.opened_at.is_some() && view.may(May::SeeNotes, &on);
    screen = screen.key_if(noted, msg!("key-session"), Action::Go(State::session(visit.id)));
    let reads = match data.minutes {
        // A unit reads what it is to sign, not what is being written.
        Some(MinutesState::Draft) => view.may(May::SeeMinutes, &on),
        Some(_) => view.may_visit(May::SeeMinutes, visit),
        None => false,
    };
    screen = screen.key_if(reads, msg!("key-minutes"), Action::Go(State::minutes(visit.id)));
    let here = visit.state == VisitState::InSession && !is_checked_in(data, view);
    let attends = here && view.may_visit(May::AttendVisit, visit);
    screen.key_if(attends, msg!("key-check-in"), check_in(visit))
}

/// Says of oneself that one is there.
pub fn check_in(visit: &Visit) -> Action {
    Action::Do { command: keep(visit.id, SessionAct::CheckIn), then: Then::Stay }
}

/// Whether the list says already that this person is there.
pub fn is_checked_in(data: &VisitData, view: &View) -> bool {
    let me = view.me.as_ref().map(|me| Who::Person(me.id));
    data.attendees.iter().any(|it| Some(it.who) == me && it.present == Some(true))
}

/// The invited units' own buttons.
fn invited(mut screen: Screen, visit: &Visit, view: &View) -> Screen {
    for unit in visit.units.iter().filter(|_| visit.state.is_asked()) {
        if !view.may(domain::Action::AnswerInvitation, &visit.target_of(unit.id)) {
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
                Action::Go(making(visit.id, VisitMaking::AskAnotherTime { unit: unit.id })),
            );
    }
    screen
}

/// The units' answers to their checklists.
pub fn answers(mut screen: Screen, data: &VisitData, view: &View) -> Screen {
    use domain::Action as May;
    let visit = &data.visit;
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
    verifying::from_visit(screen, data, view)
}

/// A difficulty of one of the units.
pub fn difficulties(mut screen: Screen, visit: &Visit, view: &View) -> Screen {
    for unit in &visit.units {
        let report = Reporting::Body {
            unit: unit.id,
            unit_name: unit.name.clone(),
            visit: Some(visit.id),
            question: None,
            kept: None,
            blocks: None,
        };
        let label = if visit.units.len() == 1 {
            msg!("key-report")
        } else {
            msg!("key-report-of", unit = &unit.name)
        };
        screen = screen.key_if(
            view.may(domain::Action::ReportDifficulty, &visit.target_of(unit.id))
                && visit.state.is_known_to_unit(),
            label,
            Action::Go(State::Difficulties(AtDifficulties::Reporting(report))),
        );
    }
    screen
}

pub fn name_of(visit: &Visit, unit: UnitId) -> &str {
    visit.unit(unit).map_or("", |unit| unit.name.as_str())
}
