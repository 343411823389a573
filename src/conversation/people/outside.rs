//! Before somebody is known: a one-time link, perhaps a phone number, a confirmation.

use crate::conversation::delegations::group_chats;
use crate::conversation::screen::Screen;
use crate::conversation::state::{
    AtDelegations, AtDifficulties, AtGroupChat, AtPeople, AtRecommendations, Outside, State, Step,
    Then,
};
use crate::conversation::view::View;
use crate::domain::people::{ClaimInvite, PersonCommand, token_digest};
use crate::domain::{Command, DifficultyId, RecommendationId, SubmissionId, VisitId};
use crate::{msg, text};

/// `/start`, with the link's payload if there is one.
pub fn start(state: &State, payload: Option<String>, view: &View) -> Step {
    let Some(payload) = payload else {
        return match view.me {
            Some(_) => Step::go(State::home()),
            None => Step::go(state.clone()),
        };
    };
    if view.me.is_some() {
        if let Some(state) = link_target(&payload) {
            return Step::go(state);
        }
        // Somebody known gets another role by a link: the inviter confirms as always.
        let token_sha256 = token_digest(&payload);
        return Step::run(claim(token_sha256, None, view), Then::Go(State::home()))
            .note(msg!("note-role-link"));
    }
    let token_sha256 = token_digest(&payload);
    Step::run(claim(token_sha256, None, view), Then::Follow)
}

/// Deep links that groups and digests carry: `v12` opens visit 12, `m12` its minutes, `s12` the
/// answers, `d12` a difficulty, `r12` a recommendation; `g` and a token the group in which the link was said.
fn link_target(payload: &str) -> Option<State> {
    if let Some(token) = group_chats::token(payload) {
        return Some(State::Delegations(AtDelegations::GroupChat(AtGroupChat::Offer { token })));
    }
    let id = payload.get(1..)?.parse().ok()?;
    match payload.get(..1)? {
        "v" => Some(State::visit(VisitId(id))),
        "m" => Some(State::minutes(VisitId(id))),
        "d" => Some(State::Difficulties(AtDifficulties::One(DifficultyId(id)))),
        "r" => Some(State::Recommendations(AtRecommendations::One(RecommendationId(id)))),
        "s" => Some(State::fill(SubmissionId(id))),
        _ => None,
    }
}

/// The account shared a contact.
pub fn contact(state: &State, phone: String, own: bool, view: &View) -> Step {
    let State::People(AtPeople::Outside(Outside::Phone { token_sha256 })) = state else {
        return Step::go(state.clone()).note(msg!("note-contact-not-wanted"));
    };
    match text::phone_number(&phone) {
        Some(phone) if own => Step::run(claim(*token_sha256, Some(phone), view), Then::Follow),
        _ => Step::go(state.clone()).note(msg!("note-contact-not-own")),
    }
}

fn claim(token_sha256: [u8; 32], proven_phone: Option<String>, view: &View) -> Command {
    Command::People(PersonCommand::ClaimInvite(ClaimInvite {
        token_sha256,
        account: view.account,
        shown_name: view.shown_name.clone(),
        proven_phone,
    }))
}

pub fn screen(at: &Outside) -> Screen {
    match at {
        Outside::Unknown => Screen::new(msg!("outside-welcome")).para(msg!("outside-needs-link")),
        Outside::Waiting => Screen::new(msg!("outside-waiting")),
        Outside::Phone { .. } => {
            let mut screen = Screen::new(msg!("outside-phone"));
            screen.asks_phone = true;
            screen
        }
    }
}
