//! What somebody is offered to do with a recommendation: only what would not be refused.

use super::{act, at_work, begin, draft, step};
use crate::conversation::screen::Screen;
use crate::conversation::state::{Action, RecommendationMaking as Make, Recommending};
use crate::conversation::view::{RecommendationData, View};
use crate::domain::Action as May;
use crate::domain::delegations::DelegationState;
use crate::domain::recommendations::{RecommendationAct as Act, RecommendationState};
use crate::msg;

/// The buttons.
pub fn offers(mut screen: Screen, data: &RecommendationData, view: &View) -> Screen {
    let it = &data.it;
    let Some(me) = &view.me else { return screen };
    let on = it.target(me);
    let may = |action: May| view.may(action, &on);
    let make = |what| Action::Go(begin(it, what));
    let today = view.wall().date();
    if it.state == RecommendationState::Draft {
        let linked = data.difficulties.iter().map(|(id, _)| *id).collect();
        screen = screen.key_if(
            may(May::IssueRecommendation) && it.delegation_state.takes_recommendations(),
            msg!("key-issue"),
            make(Make::Issue),
        );
        return match may(May::DraftRecommendation) {
            true => screen.row(vec![
                (msg!("key-rewrite"), draft::anew(it, linked)),
                (msg!("key-drop"), make(Make::Drop)),
            ]),
            false => screen,
        };
    }
    if !it.is_open() {
        return screen;
    }
    let works = may(May::WorkOnRecommendation);
    let explains = may(May::ExplainRecommendation) && it.is_to_be_explained();
    screen = screen.key_if(explains, msg!("key-explain"), make(Make::Explain)).key_if(
        works && it.state.waits_for_unit(),
        msg!("key-take-up"),
        act(it, Act::TakeUp),
    );
    if works && it.state == RecommendationState::InProgress {
        screen = screen.row(vec![
            (msg!("key-report-progress"), make(Make::Progress)),
            (msg!("key-claim"), make(Make::Claim)),
        ]);
    }
    screen = screen.key_if(works && it.is_owed(), msg!("key-more-time"), make(Make::AskTime));
    let judges = may(May::VerifyRecommendation) && !it.is_own_of(me);
    if judges && it.state == RecommendationState::ClaimedDone {
        screen = screen.row(vec![
            (msg!("key-verify-done"), make(Make::Verify)),
            (msg!("key-return-it"), make(Make::Return)),
        ]);
    }
    if may(May::MoveRecommendation) && it.is_owed() {
        if let Some(asked) = &it.asked {
            let grant = Act::Move { due_on: asked.due_on, reason: asked.reason.clone() };
            screen = screen.row(vec![
                (msg!("key-grant-time", due = asked.due_on), act(it, grant)),
                (msg!("key-keep-due"), make(Make::RefuseTime)),
            ]);
        }
        screen = screen.key(msg!("key-set-due"), make(Make::Move));
    }
    if let Some(proposed) = it.step_for(me, today) {
        screen = screen
            .para(msg!("step-proposed", step = step(proposed)))
            .key(
                msg!("key-take-step", step = step(proposed)),
                make(Make::TakeStep { step: proposed }),
            )
            .key(msg!("key-put-off"), make(Make::PutOffStep { step: proposed }));
    }
    let asks = may(May::EscalateRecommendation) && it.may_be_explained(today);
    screen = screen.key_if(asks, msg!("key-ask-explanation"), make(Make::AskExplanation));
    let passes = may(May::PassOnRecommendation);
    screen
        .key_if(
            passes && !data.successors.is_empty(),
            msg!("key-transfer"),
            Action::Go(at_work(it, Recommending::Transfer)),
        )
        .key_if(
            passes && it.delegation_state == DelegationState::FollowingUp,
            msg!("key-hand-over"),
            make(Make::HandOver),
        )
}
