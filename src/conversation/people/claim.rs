//! Somebody has opened a one-time link: the inviter says whether they are the one meant.

use crate::conversation::msg::{Arg, Msg};
use crate::conversation::screen::Screen;
use crate::conversation::state::{Action, State, Then};
use crate::conversation::words;
use crate::domain::people::{Invite, InviteState, PersonCommand, SettleClaim};
use crate::domain::{Command, InviteId};
use crate::msg;

/// Who opened the link? The inviter compares and decides.
pub fn screen(invite: &Invite) -> Screen {
    let screen =
        Screen::new(msg!("claim-title", name = &invite.name, role = words::role(invite.role)));
    if invite.state != InviteState::Claimed {
        return screen.para(msg!("claim-settled")).home();
    }
    screen
        .para(msg!("claim-opened", shown = Arg::Text(invite.claimed_name.clone())))
        .para(msg!("claim-warning"))
        .row(settle(invite.id))
        .home()
}

/// The two answers to a claim.
pub fn settle(invite: InviteId) -> Vec<(Msg, Action)> {
    let settle = |accept| Action::Do {
        command: Command::People(PersonCommand::SettleClaim(SettleClaim { invite, accept })),
        then: Then::Go(State::home()),
    };
    vec![(msg!("key-accept-claim"), settle(true)), (msg!("key-refuse-claim"), settle(false))]
}
