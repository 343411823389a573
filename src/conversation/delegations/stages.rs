//! The stages of a delegation after its minutes: reported, following up, closed.

use super::acts::work_on;
use crate::conversation::recommendations::work::paper;
use crate::conversation::screen::Screen;
use crate::conversation::state::{
    Action, AtDelegations, Delegating, Ending, RecommendationFilter, Shown, State, Step, Then,
};
use crate::conversation::view::{DelegationData, View};
use crate::conversation::{Msg, words};
use crate::domain::delegations::{DelegationAct, DelegationState, NextStage};
use crate::domain::recommendations::Paper;
use crate::domain::{DelegationId, Target};
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
    let on = Target { group: me.group_among(&groups), ..delegation.target() };
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
fn next(state: DelegationState) -> Option<(domain::Action, Msg)> {
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

pub fn screen(at: &Ending, it: &NextStage, view: &View) -> Screen {
    match at {
        Ending::Overview => overview(it, view),
        Ending::Report => titled(it, msg!("report-paper")).back(ending(it, Ending::Overview)),
        Ending::ReportReview { report } => {
            let screen = titled(it, msg!("report-review")).para(msg!(
                "delegation-report",
                number = &report.number,
                date = report.date
            ));
            let act = DelegationAct::Report { report: report.clone() };
            reviewed(screen, msg!("key-report-now"), it, act)
        }
        Ending::FollowUpReview => {
            let screen = titled(it, msg!("follow-up-review"));
            reviewed(screen, msg!("key-follow-up-now"), it, DelegationAct::FollowUp)
        }
        Ending::CloseReview => {
            let screen = titled(it, msg!("close-review"));
            reviewed(screen, msg!("key-close-now"), it, DelegationAct::Close)
        }
    }
}

fn ending(it: &NextStage, at: Ending) -> State {
    State::Delegations(AtDelegations::Ending { delegation: it.delegation.id, at })
}

fn titled(it: &NextStage, title: Msg) -> Screen {
    Screen::new(title).line(msg!("recommendations-of", title = &it.delegation.terms.title))
}

/// With the button that takes the delegation to its next stage.
fn reviewed(screen: Screen, label: Msg, it: &NextStage, act: DelegationAct) -> Screen {
    let (delegation, version) = (it.delegation.id, it.delegation.version);
    let command = work_on((delegation, version), act);
    let then = Then::Go(State::Delegations(AtDelegations::One(delegation)));
    screen.key(label, Action::Do { command, then }).back(ending(it, Ending::Overview))
}

/// What is left to do before the next stage, or the way to it.
fn overview(it: &NextStage, view: &View) -> Screen {
    let delegation = &it.delegation;
    let id = delegation.id;
    let mut screen = titled(it, msg!("ending-title"))
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
        screen = screen.go(label, ending(it, review));
    }
    screen.back(State::Delegations(AtDelegations::One(id)))
}

pub fn typed(delegation: DelegationId, at: &Ending, typed: &str) -> Step {
    let go = |at: Ending| Step::go(State::Delegations(AtDelegations::Ending { delegation, at }));
    match at {
        Ending::Report | Ending::ReportReview { .. } => match paper(typed) {
            Ok(report) => go(Ending::ReportReview { report }),
            Err(note) => go(at.clone()).note(note),
        },
        _ => go(at.clone()).note(msg!("note-nothing-to-type")),
    }
}

/// A delegation has come to its next stage.
pub fn told(
    delegation: DelegationId,
    title: &str,
    state: DelegationState,
    report: Option<&Paper>,
    by: &str,
) -> Screen {
    let title = words::cut(title, 300);
    let state_words = words::delegation_state(state);
    let screen = Screen::new(msg!("notice-stage", title = title, state = state_words, by = by));
    let screen = match report {
        Some(report) => {
            screen.line(msg!("delegation-report", number = &report.number, date = report.date))
        }
        None => screen,
    };
    screen.go(msg!("key-open-delegation"), State::Delegations(AtDelegations::One(delegation)))
}
