//! Many questions of a checklist at once: all of them, what is missing, what is about to be signed.

use super::filling::{go, heading, overview, worded};
use super::screen::Screen;
use super::state::{Action, At, State, Then};
use super::view::View;
use super::{Msg, words};
use crate::domain::Command;
use crate::domain::checklist::Ask;
use crate::domain::submission::{SignSubmission, Submission, Submit};
use crate::msg;

/// Questions on one page of the list.
const PAGE: usize = 8;

pub fn list(asks: &[Ask], page: usize, data: &Submission) -> Screen {
    let pages = asks.len().div_ceil(PAGE).max(1);
    let page = page.min(pages - 1);
    let mut screen = heading(data, asks).para(msg!("filling-list", page = page + 1, pages = pages));
    for (index, ask) in asks.iter().enumerate().skip(page * PAGE).take(PAGE) {
        screen = screen.key(question_label(index, ask, data), go(data, At::question(&ask.path)));
    }
    let mut row = vec![];
    if page > 0 {
        row.push((msg!("key-earlier"), go(data, At::List { page: page - 1 })));
    }
    if page + 1 < pages {
        row.push((msg!("key-more"), go(data, At::List { page: page + 1 })));
    }
    screen.row(row).back(State::fill(data.id))
}

fn question_label(index: usize, ask: &Ask, data: &Submission) -> Msg {
    let label = words::cut(&words::numbered(index, &ask.label), 48);
    if data.is_answered(&ask.path) {
        msg!("question-answered", question = label)
    } else {
        msg!("question-open", question = label)
    }
}

pub fn missing(data: &Submission, view: &View) -> Screen {
    let asks = data.asks(view.locale().code());
    let open: Vec<_> =
        asks.iter().enumerate().filter(|(_, ask)| !data.is_answered(&ask.path)).collect();
    if open.is_empty() {
        return overview(&asks, data, view);
    }
    let mut screen = heading(data, &asks).para(msg!("filling-missing", count = open.len()));
    for (index, ask) in open.into_iter().take(PAGE) {
        screen = screen.key(question_label(index, ask, data), go(data, At::question(&ask.path)));
    }
    screen.back(State::fill(data.id))
}

/// Answers listed for review; the rest are counted, and one tap away.
const REVIEWED: usize = 25;

/// What is about to be handed over or signed; asked once. What it means comes first: however long
/// the answers are, it is not what a full message cuts off.
pub fn review(asks: &[Ask], data: &Submission, sign: bool) -> Screen {
    let (submission, version) = (data.id, data.version);
    let then = Then::Go(State::fill(data.id));
    let (what, label, command) = if sign {
        let command = Command::SignSubmission(SignSubmission { submission, version });
        (msg!("sign-what"), msg!("key-sign-now"), command)
    } else {
        let command = Command::Submit(Submit { submission, version });
        (msg!("submit-what"), msg!("key-submit-now"), command)
    };
    let mut lines: Vec<_> = asks
        .iter()
        .enumerate()
        .filter_map(|(index, ask)| {
            let stored = data.answers.get(&ask.path).filter(|stored| stored.given.is_there())?;
            Some(msg!(
                "review-line",
                question = words::cut(&words::numbered(index, &ask.label), 60),
                answer = worded(ask, &stored.given, 60)
            ))
        })
        .collect();
    if lines.len() > REVIEWED {
        let more = lines.len() - REVIEWED;
        lines.truncate(REVIEWED);
        lines.push(msg!("review-more", count = more));
    }
    heading(data, asks)
        .para(what)
        .lines(lines)
        .key(label, Action::Do { command, then })
        .go(
            msg!("key-all-questions"),
            State::Filling { submission: data.id, at: At::List { page: 0 } },
        )
        .back(State::fill(data.id))
}
