//! Notices about minutes, in words and with their buttons.

use crate::conversation::screen::{Attachment, Screen};
use crate::conversation::state::State;
use crate::conversation::visits::notices::when;
use crate::domain::minutes::{MinutesNotice, hex};
use crate::{clock, msg};

pub fn word(kind: &MinutesNotice) -> Screen {
    match kind {
        MinutesNotice::ToSign { visit, by, sha256 } => {
            Screen::new(msg!("notice-minutes-to-sign", unit = &visit.unit, by = by))
                .line(when(visit))
                .para(msg!("minutes-code", code = hex(sha256)))
                .go(msg!("key-minutes-read-and-sign"), State::minutes(visit.id))
        }
        MinutesNotice::Reminder { visit } => {
            Screen::new(msg!("notice-minutes-reminder", unit = &visit.unit))
                .line(when(visit))
                .go(msg!("key-minutes-read-and-sign"), State::minutes(visit.id))
        }
        MinutesNotice::Returned { visit, by, reason } => {
            Screen::new(msg!("notice-minutes-returned", unit = &visit.unit, by = by))
                .line(msg!("visit-reason", reason = reason))
                .go(msg!("key-open-visit"), State::visit(visit.id))
        }
        MinutesNotice::Signed { visit, sha256 } => {
            Screen::new(msg!("notice-minutes-signed", unit = &visit.unit))
                .line(when(visit))
                .para(msg!("minutes-code", code = hex(sha256)))
                .go(msg!("key-minutes"), State::minutes(visit.id))
        }
        MinutesNotice::File { visit, sha256, signed } => {
            let caption = if *signed {
                msg!("notice-minutes-file", unit = &visit.unit)
            } else {
                msg!("notice-minutes-file-unsigned", unit = &visit.unit)
            };
            let day = clock::local(visit.starts_at).format("%Y-%m-%d");
            let mut screen = Screen::new(caption).line(msg!("minutes-code", code = hex(sha256)));
            screen.attachments.push(Attachment {
                sha256: hex(sha256),
                name: format!("bien-ban-{day}-{}.txt", visit.id.0),
                mime: "text/plain; charset=utf-8".to_owned(),
                is_photo: false,
                caption: None,
            });
            screen
        }
    }
}
