//! Notices about people, in words and with their buttons.

use super::claim;
use crate::conversation::screen::Screen;
use crate::conversation::words;
use crate::domain::people::PersonNotice;
use crate::msg;

pub fn word(kind: &PersonNotice) -> Screen {
    match kind {
        PersonNotice::ClaimWaiting { invite, name, role, shown_name } => {
            Screen::new(msg!("claim-title", name = name, role = words::role(*role)))
                .para(msg!("claim-opened", shown = shown_name))
                .para(msg!("claim-warning"))
                .row(claim::settle(*invite))
        }
        PersonNotice::ClaimSettled { accepted: true, name } => {
            Screen::new(msg!("notice-joined", name = name)).home()
        }
        PersonNotice::ClaimSettled { accepted: false, .. } => {
            Screen::new(msg!("notice-claim-refused"))
        }
        PersonNotice::RoleEnded { role, place } => {
            Screen::new(msg!("notice-role-ended", role = words::role(*role), place = place)).home()
        }
    }
}
