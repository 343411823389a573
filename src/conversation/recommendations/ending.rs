//! The stages of a delegation after its minutes: reported, following up, closed.

use super::work::paper;
use super::{Ending, RecommendationFilter, Shown};
use crate::conversation::screen::Screen;
use crate::conversation::state::{Action, AtDelegations, Delegating, State, Step, Then};
use crate::conversation::view::{DelegationData, View};
use crate::conversation::words;
use crate::domain::delegations::stages::{
    CloseDelegation, EndFacts, FollowUpDelegation, ReportDelegation,
};
use crate::domain::delegations::{DelegationCommand, DelegationState};
use crate::domain::recommendations::own_group;
use crate::domain::{Command, DelegationId, Target};
use crate::{domain, msg};

/// The ways from a delegation's own screen: what was recommended, and the next stage.
pub fn from_delegation(mut screen: Screen, it: &DelegationData, view: &View) -> Screen {
    let delegation = &it.delegation;
    if let Some(report) = &delegation.report {
        screen =
            screen.para(msg!("delegation-report", number = &report.number, date = report.date));
    }
    let Some(me) = &view.me else { return screen };
    let groups: Vec<_> = it.groups.iter().map(|group| group.id).collect();
    let on = Target { group: own_group(me, &groups), ..delegation.target() };
    let begun =
        delegation.state.takes_recommendations() || delegation.state == DelegationState::Closed;
    let all = State::recommendations(RecommendationFilter::of(delegation.id));
    let end = State::Delegations(AtDelegations::Ending {
        delegation: delegation.id,
        at: Ending::Overview,
    });
    screen = screen.key_if(
        begun && view.may(domain::Action::SeeRecommendation, &on),
        msg!("key-recommendations"),
        Action::Go(all),
    );
    match next(delegation.state) {
        Some((action, label)) if view.may(action, &on) => screen.go(label, end),
        _ => screen,
    }
}

/// What takes a delegation to its next stage.
fn next(state: DelegationState) -> Option<(domain::Action, crate::conversation::Msg)> {
    use domain::Action as May;
    match state {
        DelegationState::InProgress => Some((May::ReportDelegation, msg!("key-report-delegation"))),
        DelegationState::Reported => Some((May::FollowUpDelegation, msg!("key-follow-up"))),
        DelegationState::FollowingUp => {
            Some((May::FollowUpDelegation, msg!("key-close-delegation")))
        }
        _ => None,
    }
}

pub fn screen(at: &Ending, it: &EndFacts, view: &View) -> Screen {
    let delegation = &it.delegation;
    let (id, version) = (delegation.id, delegation.version);
    let to =
        |at: Ending| Action::Go(State::Delegations(AtDelegations::Ending { delegation: id, at }));
    let run = |command| Action::Do {
        command,
        then: Then::Go(State::Delegations(AtDelegations::One(id))),
    };
    let titled = |title| {
        Screen::new(title).line(msg!("recommendations-of", title = &delegation.terms.title))
    };
    let overview =
        State::Delegations(AtDelegations::Ending { delegation: id, at: Ending::Overview });
    match at {
        Ending::Overview => {}
        Ending::Report => return titled(msg!("report-paper")).back(overview),
        Ending::ReportReview { report } => {
            let command = ReportDelegation { delegation: id, version, report: report.clone() };
            return titled(msg!("report-review"))
                .para(msg!("delegation-report", number = &report.number, date = report.date))
                .key(
                    msg!("key-report-now"),
                    run(Command::Delegations(DelegationCommand::ReportDelegation(command))),
                )
                .back(overview);
        }
        Ending::FollowUpReview => {
            let command = FollowUpDelegation { delegation: id, version };
            return titled(msg!("follow-up-review"))
                .key(
                    msg!("key-follow-up-now"),
                    run(Command::Delegations(DelegationCommand::FollowUpDelegation(command))),
                )
                .back(overview);
        }
        Ending::CloseReview => {
            let command = CloseDelegation { delegation: id, version };
            return titled(msg!("close-review"))
                .key(
                    msg!("key-close-now"),
                    run(Command::Delegations(DelegationCommand::CloseDelegation(command))),
                )
                .back(overview);
        }
    }
    let mut screen = titled(msg!("ending-title"))
        .line(msg!("delegation-state", state = words::delegation_state(delegation.state)));
    let left = it.left();
    if !left.is_empty() {
        let lines = left.iter().take(12).map(words::left);
        screen = screen.lines(std::iter::once(msg!("ending-left")).chain(lines).collect());
    }
    let may = |action| view.me.as_ref().is_some_and(|me| domain::may(me, action, &it.target(me)));
    let open = RecommendationFilter { delegation: Some(id), shown: Shown::Open };
    screen = match delegation.state {
        DelegationState::InProgress if !left.is_empty() => screen.go(
            msg!("key-part-visits", count = left.len()),
            State::delegating(id, Delegating::Visits { after: None }),
        ),
        DelegationState::Reported | DelegationState::FollowingUp if !left.is_empty() => {
            let filter = match delegation.state {
                DelegationState::Reported => RecommendationFilter::of(id),
                _ => open,
            };
            screen.go(msg!("key-recommendations"), State::recommendations(filter))
        }
        _ => screen,
    };
    if let Some((action, label)) = next(delegation.state).filter(|_| left.is_empty())
        && may(action)
    {
        let review = match delegation.state {
            DelegationState::InProgress => Ending::Report,
            DelegationState::Reported => Ending::FollowUpReview,
            _ => Ending::CloseReview,
        };
        screen = screen.key(label, to(review));
    }
    screen.back(State::Delegations(AtDelegations::One(id)))
}

pub fn typed(delegation: DelegationId, at: &Ending, typed: &str, _view: &View) -> Step {
    let go = |at: Ending| Step::go(State::Delegations(AtDelegations::Ending { delegation, at }));
    match at {
        Ending::Report | Ending::ReportReview { .. } => match paper(typed) {
            Ok(report) => go(Ending::ReportReview { report }),
            Err(note) => go(at.clone()).note(note),
        },
        _ => go(at.clone()).note(msg!("note-nothing-to-type")),
    }
}
