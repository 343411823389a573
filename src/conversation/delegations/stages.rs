//! The stages of a delegation after its minutes: reported, following up, closed.

use crate::conversation::screen::Screen;
use crate::conversation::state::{
    Action, AtDelegations, Delegating, DelegationMaking, Leaf, Making, RecommendationFilter, Shown,
    State,
};
use crate::conversation::view::{DelegationData, View};
use crate::conversation::{Msg, words};
use crate::domain::delegations::{DelegationState, NextStage};
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
    let end = State::Delegations(AtDelegations::Ending(delegation.id));
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

/// What is left to do before the next stage, or the way to it.
pub fn overview(it: &NextStage, view: &View) -> Screen {
    let delegation = &it.delegation;
    let id = delegation.id;
    let mut screen = Screen::new(msg!("ending-title"))
        .line(msg!("recommendations-of", title = &delegation.terms.title))
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
            State::delegating(id, Delegating::Visits(Leaf::default())),
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
        let act = match delegation.state {
            DelegationState::InProgress => DelegationMaking::Report,
            DelegationState::Reported => DelegationMaking::FollowUp,
            _ => DelegationMaking::Close,
        };
        screen = screen.go(label, State::delegating(id, Delegating::Making(Making::of(act))));
    }
    screen.back(State::Delegations(AtDelegations::One(id)))
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
