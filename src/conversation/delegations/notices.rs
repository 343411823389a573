//! Notices about delegations, in words and with their buttons.

use crate::conversation::delegations::{group_chats, milestones};
use crate::conversation::screen::Screen;
use crate::conversation::state::{AtDelegations, State};
use crate::conversation::{recommendations, words};
use crate::domain::delegations::DelegationNotice;
use crate::msg;

pub fn word(kind: &DelegationNotice) -> Screen {
    match kind {
        DelegationNotice::Edited { delegation, title, by } => {
            Screen::new(msg!("notice-delegation-edited", title = words::cut(title, 300), by = by))
                .go(
                    msg!("key-open-delegation"),
                    State::Delegations(AtDelegations::One(*delegation)),
                )
        }
        DelegationNotice::Cancelled { delegation, title, by, reason } => {
            let title = words::cut(title, 300);
            Screen::new(msg!("notice-delegation-cancelled", title = title, by = by))
                .line(msg!("visit-reason", reason = reason))
                .go(
                    msg!("key-open-delegation"),
                    State::Delegations(AtDelegations::One(*delegation)),
                )
        }
        DelegationNotice::Stage { delegation, title, state, report, by } => {
            recommendations::notices::stage(*delegation, title, *state, report.as_ref(), by)
        }
        DelegationNotice::Group(notice) => group_chats::told(notice),
        DelegationNotice::MilestoneMoved {
            delegation,
            milestone,
            group_number,
            due_on,
            reason,
            by,
        } => Screen::new(msg!(
            "notice-milestone-moved",
            by = by,
            milestone = milestones::name(*milestone, *group_number),
            weekday = words::weekday(*due_on),
            due = *due_on
        ))
        .line(msg!("visit-reason", reason = reason))
        .go(msg!("key-milestones"), State::milestones(*delegation)),
    }
}
