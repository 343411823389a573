//! Many questions of a checklist at once: all of them, its sections, what is missing, what is about
//! to be signed.

use std::sync::Arc;

use super::{go, heading, lies_in, overview};
use crate::conversation::screen::Screen;
use crate::conversation::state::{Action, At, State, Then};
use crate::conversation::view::View;
use crate::conversation::words::given::{fact_line, worded};
use crate::conversation::{Msg, words};
use crate::domain::Command;
use crate::domain::answers::{Ask, Given, Laid, MAX_TEXT, Place, Submission, SubmissionAct};
use crate::msg;

/// Questions or sections on one page of a list.
const PAGE: usize = 8;

pub fn list(asks: &[Arc<Ask>], page: usize, data: &Submission) -> Screen {
    let (page, pages) = page_of(page, asks.len());
    let mut screen = heading(data, asks).para(msg!("filling-list", page = page + 1, pages = pages));
    for (index, ask) in asks.iter().enumerate().skip(page * PAGE).take(PAGE) {
        let at = At::question_from(&ask.path, Some(At::List { page }));
        screen = screen.key(question_label(index, ask, data), go(data, at));
    }
    turn(screen, data, (page, pages), |page| At::List { page }).back(State::fill(data.id))
}

/// A page that is there, and how many there are.
fn page_of(page: usize, lines: usize) -> (usize, usize) {
    let pages = lines.div_ceil(PAGE).max(1);
    (page.min(pages - 1), pages)
}

fn turn(
    screen: Screen,
    data: &Submission,
    (page, pages): (usize, usize),
    at: impl Fn(usize) -> At,
) -> Screen {
    let mut row = vec![];
    if page > 0 {
        row.push((msg!("key-earlier"), go(data, at(page - 1))));
    }
    if page + 1 < pages {
        row.push((msg!("key-more"), go(data, at(page + 1))));
    }
    screen.row(row)
}

fn question_label(index: usize, ask: &Ask, data: &Submission) -> Msg {
    let label = words::cut(&words::numbered(index, &ask.label), 48);
    if data.lacks_evidence(ask) {
        msg!("question-lacking", question = label)
    } else if data.is_answered(&ask.path) {
        msg!("question-answered", question = label)
    } else {
        msg!("question-open", question = label)
    }
}

/// The outermost groups, in order.
fn chapters(asks: &[Arc<Ask>]) -> Vec<&Place> {
    let mut chapters: Vec<&Place> = vec![];
    for chapter in asks.iter().filter_map(|ask| ask.chapter.as_ref()) {
        if !chapters.contains(&chapter) {
            chapters.push(chapter);
        }
    }
    chapters
}

pub fn has_sections(asks: &[Arc<Ask>]) -> bool {
    chapters(asks).len() > 1
}

pub fn sections(asks: &[Arc<Ask>], page: usize, data: &Submission) -> Screen {
    let chapters = chapters(asks);
    let (page, pages) = page_of(page, chapters.len());
    let mut screen =
        heading(data, asks).para(msg!("filling-sections", page = page + 1, pages = pages));
    for chapter in chapters.into_iter().skip(page * PAGE).take(PAGE) {
        let inside: Vec<_> = asks.iter().filter(|ask| lies_in(&ask.path, &chapter.path)).collect();
        let answered = inside.iter().filter(|ask| data.is_answered(&ask.path)).count();
        let section = words::cut(&chapter.label, 44);
        let label = if answered == inside.len() {
            msg!("section-done", section = section, answered = answered, questions = inside.len())
        } else {
            msg!("section-open", section = section, answered = answered, questions = inside.len())
        };
        screen = screen.key(label, go(data, At::Within { path: chapter.path.clone() }));
    }
    turn(screen, data, (page, pages), |page| At::Sections { page }).back(State::fill(data.id))
}

/// What is open, and what is answered without the evidence it needs.
pub fn missing(asks: &[Arc<Ask>], data: &Submission, view: &View) -> Screen {
    let is_missing = |ask: &Ask| !data.is_answered(&ask.path) || data.lacks_evidence(ask);
    let open: Vec<_> = asks.iter().enumerate().filter(|(_, ask)| is_missing(ask)).collect();
    if open.is_empty() {
        return overview(asks, data, view);
    }
    let lacking = open.iter().filter(|(_, ask)| data.lacks_evidence(ask)).count();
    let mut screen = heading(data, asks);
    if open.len() > lacking {
        screen = screen.para(msg!("filling-missing", count = open.len() - lacking));
    }
    if lacking > 0 {
        screen = screen.para(msg!("filling-evidence-lacking", count = lacking));
    }
    for (index, ask) in open.into_iter().take(PAGE) {
        let at = At::question_from(&ask.path, Some(At::Missing));
        screen = screen.key(question_label(index, ask, data), go(data, at));
    }
    screen.back(State::fill(data.id))
}

/// Answers on one page of a review.
const REVIEWED: usize = 20;

/// Longest question and answer on a line of the review, characters; the whole is one tap away.
const CUT: usize = 60;

/// What is about to be handed over or signed, section by section; asked once, on the last page. What
/// it means comes first: however long the answers are, it is not what a full message cuts off.
pub fn review(laid: &Laid, data: &Submission, sign: bool, page: usize) -> Screen {
    let asks = &laid.asks;
    let answered: Vec<(usize, &Ask, &Given)> = asks
        .iter()
        .enumerate()
        .filter_map(|(index, ask)| {
            let stored = data.answers.get(&ask.path).filter(|stored| stored.given.is_there())?;
            Some((index, ask.as_ref(), &stored.given))
        })
        .collect();
    let pages = answered.len().div_ceil(REVIEWED).max(1);
    let page = page.min(pages - 1);
    let what = if sign { msg!("sign-what") } else { msg!("submit-what") };
    let mut screen = heading(data, asks).para(what);
    if pages > 1 {
        screen = screen.line(msg!("review-page", page = page + 1, pages = pages));
    }
    let shown = || answered.iter().skip(page * REVIEWED).take(REVIEWED);
    let mut section = None;
    for (index, ask, given) in shown() {
        let line = review_line(*index, ask, given, data);
        if section == Some(&ask.section) {
            screen = screen.line(line);
        } else {
            section = Some(&ask.section);
            let mut lines = section_lines(laid, ask.section.as_deref());
            lines.push(line);
            screen = screen.lines(lines);
        }
    }
    let long: Vec<_> = shown()
        .filter(|(_, _, given)| is_long(given))
        .map(|(index, ask, _)| {
            let at = At::question_from(&ask.path, Some(At::Review { sign, page }));
            (msg!("key-read-all", question = words::short(*index, &ask.label)), go(data, at))
        })
        .collect();
    for row in long.chunks(4).take(3) {
        screen = screen.row(row.to_vec());
    }
    if page + 1 == pages {
        let (label, act) = if sign {
            (msg!("key-sign-now"), SubmissionAct::Sign)
        } else {
            (msg!("key-submit-now"), SubmissionAct::Submit)
        };
        let command = Command::Answers(act.on(data.id, data.version));
        let then = Then::Go(State::fill(data.id));
        screen = screen.key(label, Action::Do { command, then });
    }
    turn(screen, data, (page, pages), |page| At::Review { sign, page })
        .key(msg!("key-all-questions"), go(data, At::List { page: 0 }))
        .back(State::fill(data.id))
}

/// A section's name, and what the form works out in it.
fn section_lines(laid: &Laid, section: Option<&str>) -> Vec<Msg> {
    let Some(name) = section else { return vec![] };
    let facts = laid.facts.iter().filter(|fact| fact.section.as_deref() == section);
    std::iter::once(msg!("filling-section", section = words::cut(name, 100)))
        .chain(facts.map(|fact| fact_line(fact)))
        .collect()
}

fn review_line(index: usize, ask: &Ask, given: &Given, data: &Submission) -> Msg {
    let question = words::cut(&words::numbered(index, &ask.label), CUT);
    let answer = worded(ask, given, CUT);
    match data.evidence_of(&ask.path).len() {
        0 => msg!("review-line", question = question, answer = answer),
        count => {
            msg!("review-line-evidence", question = question, answer = answer, count = count)
        }
    }
}

/// Cut on a line of the review.
fn is_long(given: &Given) -> bool {
    match given {
        Given::Text { text } => words::cut(text, CUT) != words::cut(text, MAX_TEXT),
        _ => false,
    }
}
