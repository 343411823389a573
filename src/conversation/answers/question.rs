//! One question on the screen: what is asked, what was answered, the ways to answer.

use std::sync::Arc;

use super::typed::Reading;
use super::verifying::results;
use super::{fills, go, heading, lies_in, overview, state, typed};
use crate::conversation::difficulties::report;
use crate::conversation::screen::Screen;
use crate::conversation::state::{Action, At, State, Then};
use crate::conversation::view::View;
use crate::conversation::words::given::{fact_line, worded};
use crate::conversation::{Msg, words};
use crate::domain::answers::{
    Ask, AskKind, Fact, FillAct, Given, Laid, MAX_TEXT, Row, Stored, Submission,
};
use crate::domain::{Command, SubmissionId};
use crate::{domain, msg};

pub fn question(
    laid: &Laid,
    path: &str,
    back: Option<&At>,
    data: &Submission,
    view: &View,
) -> Screen {
    let asks = &laid.asks;
    let Some(index) = asks.iter().position(|ask| ask.path == path) else {
        return overview(asks, data, view);
    };
    let ask = &asks[index];
    let stored = data.answers.get(path).filter(|stored| stored.given.is_there());
    let mut screen = put(laid, index, data);
    let mut flags = vec![];
    if !ask.required {
        flags.push(msg!("filling-optional"));
    }
    if ask.verify {
        flags.push(msg!("filling-verify"));
    }
    screen = screen.lines(flags);
    if let Some(stored) = stored {
        screen = screen.para(msg!(
            "filling-answer",
            answer = worded(ask, &stored.given, MAX_TEXT),
            by = &stored.by_name
        ));
    }
    let evidence = data.evidence_of(path);
    if !evidence.is_empty() {
        screen = screen.line(msg!("filling-evidence", count = evidence.len()));
    }
    screen = results::beside(screen, ask, data);
    if fills(data, view) {
        if ask.wants_evidence() && evidence.is_empty() && ask.kind != AskKind::Photo {
            screen = screen.line(msg!("filling-evidence-wanted"));
        }
        screen = ways_to_answer(screen, ask, data, (stored, back));
        screen = rows(screen, ask, data);
    }
    let there = data.files_of(path).len();
    let files = At::Files { path: path.to_owned(), back: back.cloned().map(Box::new) };
    screen = screen.key_if(there > 0, msg!("key-files", count = there), go(data, files));
    let turn = |path: &str| go(data, At::question_from(path, back.cloned()));
    let mut turns = vec![];
    if index > 0 {
        turns.push((msg!("key-previous"), turn(&asks[index - 1].path)));
    }
    if let Some(next) = asks.get(index + 1) {
        let label = if stored.is_some() { msg!("key-next") } else { msg!("key-skip") };
        turns.push((label, turn(&next.path)));
    }
    let reports = view.may(domain::Action::ReportDifficulty, &data.target());
    let report = Action::Go(report::at_question(data, ask));
    screen.row(turns).key_if(reports, msg!("key-report-here"), report).row(vec![
        match back {
            Some(back) => (msg!("key-back"), go(data, back.clone())),
            None => (msg!("key-overview"), go(data, At::Overview)),
        },
        (msg!("key-home"), Action::Go(State::home())),
    ])
}

/// The question as it is put: where it stands, what the form says before it, its words.
fn put(laid: &Laid, index: usize, data: &Submission) -> Screen {
    let ask = &laid.asks[index];
    let mut screen = heading(data, &laid.asks);
    if let Some(section) = &ask.section {
        screen = screen.line(msg!("filling-section", section = section));
    }
    for fact in laid.facts.iter().filter(|fact| is_beside(fact, ask)) {
        screen = screen.line(fact_line(fact));
    }
    screen = screen.lines(ask.notes.iter().map(|note| msg!("filling-note", note = note)).collect());
    screen = screen.para(msg!("filling-question", question = words::numbered(index, &ask.label)));
    if let Some(hint) = &ask.hint {
        screen = screen.line(msg!("filling-hint", hint = hint));
    }
    screen
}

/// A computed value is shown with the questions of its own group.
fn is_beside(fact: &Fact, ask: &Ask) -> bool {
    lies_in(&fact.path, ask.parent()) && !fact.path[ask.parent().len() + 1..].contains('/')
}

fn ways_to_answer(
    mut screen: Screen,
    ask: &Ask,
    data: &Submission,
    (stored, back): (Option<&Stored>, Option<&At>),
) -> Screen {
    let give = |given: Given, at: At| Action::Do {
        command: give(data.id, &ask.path, given, data.revision(&ask.path)),
        then: Then::Go(state(data.id, at)),
    };
    let on = || typed::onward(ask, stored.is_some(), back);
    let saved = || At::Saved { paths: vec![ask.path.clone()], at: Box::new(on()) };
    let here = || At::question_from(&ask.path, back.cloned());
    // What is chosen or sent bit by bit is done when the person says so.
    let done = || back.cloned().unwrap_or_else(|| At::After { path: ask.path.clone() });
    match &ask.kind {
        AskKind::Choice(choices) => {
            for choice in choices {
                let chosen = matches!(stored, Some(Stored { given: Given::Choice { name }, .. }) if *name == choice.name);
                let label = choice_label(&choice.label, chosen);
                screen =
                    screen.key(label, give(Given::Choice { name: choice.name.clone() }, saved()));
            }
        }
        AskKind::Choices(choices) => {
            let names = match stored {
                Some(Stored { given: Given::Choices { names }, .. }) => names.clone(),
                _ => vec![],
            };
            screen = screen.line(msg!("filling-how-choices"));
            for choice in choices {
                let chosen = names.contains(&choice.name);
                let toggled: Vec<String> = choices
                    .iter()
                    .map(|other| &other.name)
                    .filter(|name| (names.contains(name)) != (*name == &choice.name))
                    .cloned()
                    .collect();
                let given = if toggled.is_empty() {
                    Given::Cleared
                } else {
                    Given::Choices { names: toggled }
                };
                screen = screen.key(choice_label(&choice.label, chosen), give(given, here()));
            }
            if !names.is_empty() {
                screen = screen.key(msg!("key-chosen"), go(data, done()));
            }
        }
        AskKind::Text => screen = screen.line(msg!("filling-how-text")),
        AskKind::Integer => screen = screen.line(msg!("filling-how-integer")),
        AskKind::Decimal => screen = screen.line(msg!("filling-how-decimal")),
        AskKind::Date => screen = screen.line(msg!("filling-how-date")),
        AskKind::Ratio => screen = screen.line(msg!("filling-how-ratio")),
        AskKind::Score if ask.rank.is_some() => {
            screen = screen.line(msg!("filling-how-score-rank"));
        }
        AskKind::Score => screen = screen.line(msg!("filling-how-score")),
        AskKind::Rank => screen = screen.line(msg!("filling-how-rank")),
        AskKind::Money => screen = screen.line(msg!("filling-how-money")),
        AskKind::Document => screen = screen.line(msg!("filling-how-document")),
        AskKind::Photo => {
            screen = screen.line(msg!("filling-how-photo"));
            if stored.is_some() {
                screen = screen.key(msg!("key-photos-done"), go(data, done()));
            }
        }
    }
    if let Some(Stored { given: Given::Photo { fetches }, .. }) = stored
        && let [rest @ .., _] = &fetches[..]
        && !rest.is_empty()
    {
        let fewer = Given::Photo { fetches: rest.to_vec() };
        screen = screen.key(msg!("key-drop-photo"), give(fewer, here()));
    }
    if let Some(last) = data.evidence_of(&ask.path).last() {
        let act = FillAct::RemoveEvidence { path: ask.path.clone(), fetch: last.fetch };
        let command = Command::Answers(act.on(data.id));
        let then = Then::Go(state(data.id, here()));
        screen = screen.key(msg!("key-drop-evidence"), Action::Do { command, then });
    }
    if stored.is_some() {
        let cleared = At::Saved { paths: vec![ask.path.clone()], at: Box::new(here()) };
        screen = screen.key(msg!("key-clear"), give(Given::Cleared, cleared));
    }
    screen
}

/// In the last row of a repeat another can be added, and it can go again while it is empty.
fn rows(mut screen: Screen, ask: &Ask, data: &Submission) -> Screen {
    let Some(row) = ask.row.as_ref().filter(|row| row.is_last()) else { return screen };
    screen = screen.key(msg!("key-add-row"), change_rows(data, &row.repeat, row.count + 1));
    let empty = row.count > 1 && data.is_empty_row(&row.repeat, row.count);
    screen.key_if(empty, msg!("key-drop-row"), change_rows(data, &row.repeat, row.count - 1))
}

/// To the last row once there are so many.
fn change_rows(data: &Submission, repeat: &str, rows: usize) -> Action {
    let act = FillAct::ChangeRows { repeat: repeat.to_owned(), rows };
    let at = At::Within { path: format!("{repeat}[{rows}]") };
    Action::Do { command: Command::Answers(act.on(data.id)), then: Then::Go(state(data.id, at)) }
}

fn choice_label(label: &str, chosen: bool) -> Msg {
    if chosen { msg!("choice-chosen", choice = label) } else { msg!("choice", choice = label) }
}

fn give(submission: SubmissionId, path: &str, given: Given, seen: i32) -> Command {
    let path = path.to_owned();
    let act = FillAct::Answer { path, given, seen, also: None, message: None };
    Command::Answers(act.on(submission))
}

/// A document's number is there; its date is wanted.
pub fn document_date(
    laid: &Laid,
    (path, number): (&str, &str),
    back: Option<&At>,
    data: &Submission,
    view: &View,
) -> Screen {
    let Some(index) = laid.asks.iter().position(|ask| ask.path == path) else {
        return overview(&laid.asks, data, view);
    };
    put(laid, index, data).para(msg!("filling-document-date", number = number)).row(vec![
        (msg!("key-back"), go(data, At::question_from(path, back.cloned()))),
        (msg!("key-home"), Action::Go(State::home())),
    ])
}

/// Right after an answer: the way to undo it, to add another row, and where evidence goes.
pub fn with_undo(
    mut screen: Screen,
    asks: &[Arc<Ask>],
    (paths, at): (&[String], &At),
    data: &Submission,
    view: &View,
) -> Screen {
    let last = paths.last().and_then(|path| asks.iter().position(|ask| &ask.path == path));
    let Some(index) = last.filter(|_| fills(data, view)) else { return screen };
    if let Some(wants) = typed::evidence_now(asks, paths, at) {
        let place = asks.iter().position(|ask| ask.path == wants.path).unwrap_or(index);
        let (question, count) =
            (words::short(place, &wants.label), data.evidence_of(&wants.path).len());
        screen = screen.para(if count == 0 {
            msg!("filling-evidence-now", question = question)
        } else {
            msg!("filling-evidence-more", question = question, count = count)
        });
    }
    let ask = &asks[index];
    let row = ask.row.as_ref().filter(|row| row.is_last());
    let ends_row = |row: &&Row| {
        let inside = row.path();
        !asks[index + 1..].iter().any(|other| lies_in(&other.path, &inside))
    };
    if let Some(row) = row.filter(ends_row) {
        let label = msg!("key-add-row-of", section = ask.section.as_deref().unwrap_or_default());
        screen = screen.key_above(label, change_rows(data, &row.repeat, row.count + 1));
    }
    let undo = FillAct::Undo {
        answers: paths.iter().map(|path| (path.clone(), data.revision(path))).collect(),
    };
    let first = paths.first().and_then(|path| asks.iter().position(|ask| &ask.path == path));
    let first = first.unwrap_or(index);
    let then = Then::Go(state(data.id, At::question(&asks[first].path)));
    screen.key_above(
        msg!("key-undo", question = words::short(first, &asks[first].label)),
        Action::Do { command: Command::Answers(undo.on(data.id)), then },
    )
}

/// A message that gave an answer was edited: what it would change, asked once.
pub fn correction(
    laid: &Laid,
    path: &str,
    (text, message): (&str, i64),
    before: &State,
    data: &Submission,
    view: &View,
) -> Screen {
    let keep = |screen: Screen| screen.go(msg!("key-correct-not"), before.clone()).home();
    let asked = laid.asks.iter().position(|ask| ask.path == path).filter(|_| fills(data, view));
    let Some(index) = asked else {
        return keep(heading(data, &laid.asks).para(msg!("correct-closed")));
    };
    let ask = &laid.asks[index];
    let mut screen = put(laid, index, data).para(msg!("correct-title"));
    let stored = data.answers.get(path).filter(|stored| stored.given.is_there());
    if let Some(stored) = stored {
        let (answer, by) = (worded(ask, &stored.given, MAX_TEXT), &stored.by_name);
        screen = screen.line(msg!("filling-answer", answer = answer, by = by));
    }
    let seen = data.revision(path);
    match typed::reading(data, &laid.asks, ask, (text, seen, message), view) {
        Ok(Reading { command, given, .. }) => {
            if stored.is_some_and(|stored| stored.given == given) {
                return keep(screen.line(msg!("correct-same")));
            }
            let answer = worded(ask, &given, 200);
            let label = msg!("key-correct", answer = worded(ask, &given, 30));
            let then = Then::Go(before.clone());
            keep(
                screen
                    .line(msg!("correct-to", answer = answer))
                    .key(label, Action::Do { command, then }),
            )
        }
        Err(problem) => keep(
            screen
                .line(words::answer_problem(&problem))
                .key(msg!("key-correct-open"), go(data, At::question(path))),
        ),
    }
}
