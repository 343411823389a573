//! What people type and send while a checklist is before them.

use std::sync::Arc;

use super::state;
use super::submission_acts::SubmissionActs;
use crate::conversation::input::Incoming;
use crate::conversation::state::{At, Step, Then};
use crate::conversation::view::View;
use crate::conversation::words::given::worded;
use crate::conversation::{Msg, checklists, making, words};
use crate::domain::answers::{
    Also, AnswerCommand, AnswerProblem, Ask, AskKind, FileUse, FillAct, Given, SendFile,
    Submission, read, read_score,
};
use crate::domain::file::Purpose;
use crate::domain::{Action, Command, SubmissionId};
use crate::msg;

/// What was typed, read as an answer: what to do, and what to say about it.
pub struct Reading {
    pub command: Command,
    pub given: Given,
    /// The questions that it answers.
    pub paths: Vec<String>,
    pub note: Msg,
}

/// Reads what was typed at a question. A score may bring the rank that is asked after it, unless
/// that has another answer already: what one has not before one's eyes is not overwritten.
pub fn reading(
    data: &Submission,
    asks: &[Arc<Ask>],
    ask: &Ask,
    (typed, seen, message): (&str, i32, i64),
    view: &View,
) -> Result<Reading, AnswerProblem> {
    let rank_ask = ask.rank.as_ref().and_then(|path| asks.iter().find(|ask| &ask.path == path));
    let (given, rank) = match rank_ask {
        Some(_) => read_score(typed)?,
        None => (read(ask, typed, view.wall())?, None),
    };
    let mut paths = vec![ask.path.clone()];
    let mut also = None;
    let mut note = msg!("note-saved", answer = worded(ask, &given, 60));
    if let (Some(rank_ask), Some(rank)) = (rank_ask, rank) {
        let there = data.answers.get(&rank_ask.path).map(|stored| &stored.given);
        if there.is_none_or(|there| *there == rank || !there.is_there()) {
            note = msg!(
                "note-saved-both",
                answer = worded(ask, &given, 60),
                rank = worded(rank_ask, &rank, 60)
            );
            paths.push(rank_ask.path.clone());
            let (path, seen) = (rank_ask.path.clone(), data.revision(&rank_ask.path));
            also = Some(Also { path, given: rank, seen });
        } else {
            note = msg!("note-rank-kept", answer = worded(ask, &given, 60));
        }
    }
    let (path, message) = (ask.path.clone(), Some(message));
    let act = FillAct::Answer { path, given: given.clone(), seen, also, message };
    Ok(Reading { command: Command::Answers(act.on(data.id)), given, paths, note })
}

/// Where an answer leads: on to what is open, or back to the list when it was a correction.
pub fn onward(ask: &Ask, corrects: bool, back: Option<&At>) -> At {
    match back.filter(|_| corrects) {
        Some(back) => back.clone(),
        None => At::After { path: ask.path.clone() },
    }
}

pub fn typed(whole: &At, (typed, message): (&str, i64), data: &Submission, view: &View) -> Step {
    let here = || state(data.id, whole.clone());
    let at = match whole {
        At::Saved { at, .. } => at,
        at => at,
    };
    let (path, seen, back, number) = match at {
        At::Question { path, seen, back } => (path, *seen, back.as_deref(), None),
        At::Correct { path, .. } => (path, None, None, None),
        At::DocumentDate { path, seen, number, back } => {
            (path, *seen, back.as_deref(), Some(number))
        }
        At::Making(act) => return making::typed(&SubmissionActs { data, view }, act, typed),
        _ => return Step::go(here()).note(msg!("note-nothing-to-type")),
    };
    let asks = &data.lay(view.locale().code()).asks;
    let Some(ask) = asks.iter().find(|ask| &ask.path == path) else {
        return Step::go(here()).note(msg!("note-stale"));
    };
    let seen = seen.unwrap_or_else(|| data.revision(path));
    // A date alone completes the number that came before it.
    let text = match number {
        Some(number) => match words::past_date(typed, view.wall()) {
            Ok(date) => format!("{number} {}", date.format("%d/%m/%Y")),
            Err(_) => typed.to_owned(),
        },
        None => typed.to_owned(),
    };
    match reading(data, asks, ask, (&text, seen, message), view) {
        Ok(Reading { command, paths, note, .. }) => {
            let last = asks.iter().find(|ask| paths.last() == Some(&ask.path)).unwrap_or(ask);
            let next = onward(last, data.is_answered(path), back);
            let at = At::Saved { paths, at: Box::new(next) };
            Step::run(command, Then::Go(state(data.id, at))).note(note)
        }
        Err(AnswerProblem::DateWanted { number }) => {
            let back = back.cloned().map(Box::new);
            let at = At::DocumentDate { path: path.clone(), seen: Some(seen), number, back };
            Step::go(state(data.id, at))
        }
        Err(_) if number.is_some() => Step::go(here()).note(msg!("answer-not-date")),
        Err(problem) => Step::go(here()).note(words::answer_problem(&problem)),
    }
}

/// The question just answered, while its checklist wants evidence for it and the question now on
/// the screen wants no file of its own: people send the photo right after the answer.
pub fn evidence_now<'a>(asks: &'a [Arc<Ask>], paths: &[String], at: &At) -> Option<&'a Ask> {
    let saved = paths.first()?;
    let wants = asks.iter().find(|ask| &ask.path == saved).filter(|ask| ask.wants_evidence())?;
    let own = match at {
        At::Question { path, .. } => asks.iter().find(|ask| &ask.path == path),
        _ => None,
    };
    let taken =
        own.is_some_and(|own| own.kind == AskKind::Photo || own.wants_evidence() || own == wants);
    (!taken).then_some(wants)
}

pub fn sent(at: &At, file: Incoming, data: &Submission, view: &View) -> Step {
    let here = state(data.id, at.clone());
    if !view.may(Action::FillSubmission, &data.target()) {
        if file.is_workbook() {
            return checklists::sent(file);
        }
        return Step::go(here).note(msg!("note-file-not-wanted"));
    }
    let asks = &data.lay(view.locale().code()).asks;
    let on_screen = |at: &At| match at {
        At::Question { path, .. } | At::DocumentDate { path, .. } | At::Correct { path, .. } => {
            asks.iter().find(|ask| &ask.path == path).map(Arc::as_ref)
        }
        _ => None,
    };
    let wanted = match at {
        At::Saved { paths, at } => evidence_now(asks, paths, at).or_else(|| on_screen(at)),
        at => on_screen(at),
    };
    let Some(ask) = wanted else {
        return Step::go(here).note(msg!("note-file-not-wanted"));
    };
    let path = ask.path.clone();
    if ask.kind != AskKind::Photo {
        let index = asks.iter().position(|other| other.path == path).unwrap_or_default();
        let count = data.evidence_of(&path).len() + 1;
        let question = words::short(index, &ask.label);
        let note = msg!("note-evidence-kept", question = question, count = count);
        let command = send(data.id, path, file, FileUse::Evidence);
        return Step::run(command, Then::Go(here)).note(note);
    }
    if !file.is_image {
        return Step::go(here).note(msg!("note-photo-only"));
    }
    let command = send(data.id, path, file, FileUse::Answer);
    Step::run(command, Then::Go(here)).note(msg!("note-photo-kept"))
}

fn send(submission: SubmissionId, path: String, file: Incoming, use_as: FileUse) -> Command {
    let file = file.into_arrival(Purpose::Answer { submission, path: path.clone() });
    Command::Answers(AnswerCommand::SendFile(SendFile { submission, path, file, use_as }))
}
