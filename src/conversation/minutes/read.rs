//! Minutes as they read, page by page, with what this person can do about them; and whether the file
//! is the one that was signed.

use super::wording::{minutes_text, pages};
use super::{go, making, signers, title, to};
use crate::conversation::msg::Msg;
use crate::conversation::screen::Screen;
use crate::conversation::state::{Action, AtMinutes, MinutesMaking, State, Then};
use crate::conversation::view::{MinutesData, View};
use crate::conversation::words;
use crate::domain::minutes::{Minutes, MinutesCommand, MinutesState, SendMinutes, hex};
use crate::domain::visits::VisitState;
use crate::domain::{Action as May, Command};
use crate::{msg, text};

/// How much of a frozen text is shown at once, UTF-16 units.
const PAGE: usize = 3300;

pub fn screen(page: usize, data: &MinutesData, view: &View) -> Screen {
    let minutes = &data.minutes;
    let pages: Vec<Vec<Vec<Msg>>> = match (&minutes.frozen, &data.content) {
        (Some(frozen), _) => text::split_message(&frozen.text, PAGE)
            .into_iter()
            .map(|piece| vec![vec![msg!("minutes-piece", text = piece)]])
            .collect(),
        (None, Some(content)) => pages(minutes_text(content)),
        (None, None) => vec![],
    };
    let page = page.min(pages.len().saturating_sub(1));
    let mut screen = title(minutes);
    if pages.len() > 1 {
        screen = screen.line(msg!("minutes-page", page = page + 1, pages = pages.len()));
    }
    if let Some(last) = minutes.returned.as_ref().filter(|_| minutes.state == MinutesState::Draft) {
        screen = screen.para(msg!(
            "minutes-was-returned",
            by = &last.by,
            at = words::moment(last.at),
            reason = &last.reason
        ));
    }
    for paragraph in pages.get(page).cloned().unwrap_or_default() {
        screen = screen.lines(paragraph);
    }
    let mut row = vec![];
    if page > 0 {
        row.push((msg!("key-minutes-earlier"), go(minutes, AtMinutes::Read { page: page - 1 })));
    }
    if page + 1 < pages.len() {
        row.push((msg!("key-minutes-later"), go(minutes, AtMinutes::Read { page: page + 1 })));
    }
    screen = actions(screen.row(row), minutes, view);
    screen.back(State::visit(minutes.visit.id))
}

/// What this person can do about the minutes.
fn actions(screen: Screen, minutes: &Minutes, view: &View) -> Screen {
    let drafts = view.may(May::DraftMinutes, &minutes.visit.target());
    if minutes.state == MinutesState::Draft {
        let open = drafts && minutes.visit.state == VisitState::Minutes;
        let conclude = MinutesMaking::Conclude { replaces: None };
        return screen
            .key_if(open, msg!("key-minutes-conclusion"), making(minutes, conclude))
            .key_if(open, msg!("key-minutes-freeze"), making(minutes, MinutesMaking::Freeze));
    }
    signers::sign_keys(screen, minutes, view)
        .key(msg!("key-minutes-signers"), go(minutes, AtMinutes::Signers))
        .row(vec![
            (
                msg!("key-minutes-file"),
                Action::Do {
                    command: Command::Minutes(MinutesCommand::SendMinutes(SendMinutes {
                        visit: minutes.visit.id,
                    })),
                    then: Then::Stay,
                },
            ),
            (msg!("key-minutes-check"), go(minutes, AtMinutes::Check)),
        ])
}

pub fn check(data: &MinutesData) -> Screen {
    let minutes = &data.minutes;
    let mut screen = title(minutes);
    screen = match (minutes.sha256(), data.file_sha256) {
        (Some(kept), Some(found)) => {
            let verdict = if kept == found {
                msg!("minutes-check-equal")
            } else {
                msg!("minutes-check-differs")
            };
            screen
                .para(msg!("minutes-check-kept", code = hex(&kept)))
                .line(msg!("minutes-check-found", code = hex(&found)))
                .para(verdict)
                .para(msg!("minutes-check-how"))
        }
        _ => screen.para(msg!("minutes-not-frozen")),
    };
    screen.back(to(minutes, AtMinutes::Read { page: 0 }))
}
