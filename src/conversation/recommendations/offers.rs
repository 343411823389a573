//! What somebody is offered to do with a recommendation: only what would not be refused.

use super::{act, at_work, draft, step};
use crate::conversation::screen::Screen;
use crate::conversation::state::Recommending;
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
    let at = |at| at_work(it, at);
    let today = view.wall().date();
    if it.state == RecommendationState::Draft {
        let linked = data.difficulties.iter().map(|(id, _)| *id).collect();
        screen = screen.key_if(
            may(May::IssueRecommendation) && it.delegation_state.takes_recommendations(),
            msg!("key-issue"),
            at(Recommending::Issue),
        );
        return match may(May::DraftRecommendation) {
            true => screen.row(vec![
                (msg!("key-rewrite"), draft::anew(it, linked)),
                (msg!("key-drop"), at(Recommending::DropReview)),
            ]),
            false => screen,
        };
    }
    if !it.is_open() {
        return screen;
    }
    let works = may(May::WorkOnRecommendation);
    let explains = may(May::ExplainRecommendation) && it.is_to_be_explained();
    screen = screen.key_if(explains, msg!("key-explain"), at(Recommending::Explain)).key_if(
        works && it.state.waits_for_unit(),
        msg!("key-take-up"),
        act(it, Act::TakeUp),
    );
    if works && it.state == RecommendationState::InProgress {
        screen = screen.row(vec![
            (msg!("key-report-progress"), at(Recommending::Progress)),
            (msg!("key-claim"), at(Recommending::Claim)),
        ]);
    }
    screen = screen.key_if(works && it.is_owed(), msg!("key-more-time"), at(Recommending::AskTime));
    let judges = may(May::VerifyRecommendation) && !it.is_own_of(me);
    if judges && it.state == RecommendationState::ClaimedDone {
        let verify = Recommending::VerifyReview { note: String::new() };
        screen = screen.row(vec![
            (msg!("key-verify-done"), at(verify)),
            (msg!("key-return-it"), at(Recommending::Return)),
        ]);
    }
    if may(May::MoveRecommendation) && it.is_owed() {
        if let Some(asked) = &it.asked {
            let grant = Act::Move { due_on: asked.due_on, reason: asked.reason.clone() };
            screen = screen.row(vec![
                (msg!("key-grant-time", due = asked.due_on), act(it, grant)),
                (msg!("key-keep-due"), at(Recommending::RefuseTime)),
            ]);
        }
        screen = screen.key(msg!("key-set-due"), at(Recommending::Move));
    }
    if let Some(proposed) = it.step_for(me, today) {
        screen = screen
            .para(msg!("step-proposed", step = step(proposed)))
            .key(msg!("key-take-step", step = step(proposed)), at(Recommending::Step))
            .key(msg!("key-put-off"), at(Recommending::PutOff));
    }
    let asks = may(May::EscalateRecommendation) && it.may_be_explained(today);
    screen = screen.key_if(asks, msg!("key-ask-explanation"), at(Recommending::AskExplanation));
    let passes = may(May::PassOnRecommendation);
    screen
        .key_if(
            passes && !data.successors.is_empty(),
            msg!("key-transfer"),
            at(Recommending::Transfer),
        )
        .key_if(
            passes && it.delegation_state == DelegationState::FollowingUp,
            msg!("key-hand-over"),
            at(Recommending::HandOver),
        )
}
