//! A result that takes more than a tap: what was found, how, why; photos on the way; one look at the
//! whole. Nothing is saved before that look, so a draft is left without a trace.

use std::sync::Arc;

use strum::IntoEnumIterator;

use super::results::{beside, difference};
use super::{Aim, DraftStep, ResultDraft, Verifying, go, heading, reported, results, state};
use crate::conversation::input::Incoming;
use crate::conversation::screen::Screen;
use crate::conversation::state::{Action, Step, Then};
use crate::conversation::view::View;
use crate::conversation::words::given::worded;
use crate::conversation::{Msg, words};
use crate::domain::answers::{
    AnswerCommand, Ask, AskKind, FileUse, Given, MAX_NOTE, Method, SendFile, Settlement,
    Submission, Verdict, VerifyAct, read,
};
use crate::domain::file::Purpose;
use crate::domain::{Command, FetchId, SubmissionId};
use crate::msg;

pub fn screen(draft: &ResultDraft, at: &(usize, Arc<Ask>), data: &Submission) -> Screen {
    let ask = &at.1;
    let mut screen = reported(heading(data), at, data);
    // An answer to a dispute is given with the dispute in view; so is a result that came meanwhile.
    if matches!(draft.aim, Aim::Change | Aim::Keep) || overtaken(draft, data) {
        screen = beside(screen, ask, data);
    }
    if let Some(value) = draft.value.as_ref().filter(|_| draft.step != DraftStep::Value) {
        screen = screen.para(msg!("adjust-found", found = worded(ask, value, 600)));
        if let Some(answer) = data.answers.get(&ask.path) {
            screen = difference(&answer.given, value).into_iter().fold(screen, Screen::line);
        }
    }
    if let Some(method) = draft.method.filter(|_| draft.step != DraftStep::Method) {
        screen = screen.line(msg!("verified-method", method = results::method(method)));
    }
    if draft.step == DraftStep::Review {
        screen = screen.line(msg!("verified-note", note = words::cut(&draft.note, 600)));
    }
    if !draft.photos.is_empty() {
        screen = screen.line(msg!("verified-photos", count = draft.photos.len()));
    }
    let screen = match draft.step {
        DraftStep::Value => ask_value(screen, draft, ask, data),
        DraftStep::Method => {
            let key = |method: Method| {
                let next = ResultDraft { method: Some(method), ..draft.clone() }.on();
                (results::method(method), go(data, Verifying::Draft(next)))
            };
            let keys: Vec<_> = Method::iter().map(key).collect();
            keys.chunks(2)
                .fold(screen.para(msg!("adjust-method")), |screen, row| screen.row(row.to_vec()))
        }
        DraftStep::Note => {
            let how = match draft.aim {
                Aim::Adjust | Aim::Change => msg!("adjust-note"),
                Aim::NotVerifiable => msg!("not-verifiable-note"),
                Aim::Keep => msg!("dispute-keep-note"),
            };
            screen.para(how).line(msg!("adjust-photos"))
        }
        DraftStep::Review => review(screen, draft, data),
    };
    back(screen, draft, data)
}

/// Somebody else gave a result while this was put together.
fn overtaken(draft: &ResultDraft, data: &Submission) -> bool {
    data.verified_revision(&draft.path) != draft.seen
}

fn ask_value(mut screen: Screen, draft: &ResultDraft, ask: &Ask, data: &Submission) -> Screen {
    screen = screen.para(msg!("adjust-value"));
    let with = |value: Given| ResultDraft { value: Some(value), ..draft.clone() };
    let to = |draft: ResultDraft| go(data, Verifying::Draft(draft));
    match &ask.kind {
        AskKind::Choice(choices) => {
            let reported = data.answers.get(&ask.path).map(|stored| &stored.given);
            for choice in choices {
                // What was reported is no adjustment.
                if matches!(reported, Some(Given::Choice { name }) if *name == choice.name) {
                    continue;
                }
                let next = with(Given::Choice { name: choice.name.clone() }).on();
                screen = screen.key(msg!("choice", choice = &choice.label), to(next));
            }
            screen
        }
        AskKind::Choices(choices) => {
            let names = match &draft.value {
                Some(Given::Choices { names }) => names.as_slice(),
                _ => &[],
            };
            for choice in choices {
                let chosen = names.contains(&choice.name);
                let toggled = choices
                    .iter()
                    .map(|other| &other.name)
                    .filter(|name| names.contains(name) != (*name == &choice.name))
                    .cloned()
                    .collect();
                let label = if chosen {
                    msg!("choice-chosen", choice = &choice.label)
                } else {
                    msg!("choice", choice = &choice.label)
                };
                screen = screen.key(label, to(with(Given::Choices { names: toggled })));
            }
            screen.key_if(!names.is_empty(), msg!("key-chosen"), to(draft.clone().on()))
        }
        AskKind::Photo => {
            let sent = matches!(draft.value, Some(Given::Photo { .. }));
            screen.line(msg!("filling-how-photo")).key_if(
                sent,
                msg!("key-photos-done"),
                to(draft.clone().on()),
            )
        }
        AskKind::Integer => screen.line(msg!("filling-how-integer")),
        AskKind::Decimal => screen.line(msg!("filling-how-decimal")),
        AskKind::Date => screen.line(msg!("filling-how-date")),
        AskKind::Ratio => screen.line(msg!("filling-how-ratio")),
        AskKind::Score => screen.line(msg!("filling-how-score")),
        AskKind::Rank => screen.line(msg!("filling-how-rank")),
        AskKind::Money => screen.line(msg!("filling-how-money")),
        AskKind::Document => screen.line(msg!("filling-how-document")),
        AskKind::Text => screen.line(msg!("filling-how-text")),
    }
}

fn review(mut screen: Screen, draft: &ResultDraft, data: &Submission) -> Screen {
    let edit = |step| go(data, Verifying::Draft(draft.clone().at(step)));
    if overtaken(draft, data) {
        let mine = ResultDraft { seen: data.verified_revision(&draft.path), ..draft.clone() };
        return screen
            .para(msg!("adjust-overtaken"))
            .key(msg!("key-adjust-anyway"), go(data, Verifying::Draft(mine)));
    }
    screen = screen.para(msg!("adjust-review")).line(msg!("adjust-photos"));
    if let Some(command) = command(draft, data.id) {
        let then = after(draft, data.id);
        screen = screen.key(msg!("key-adjust-save"), Action::Do { command, then });
    }
    let mut edits = vec![(msg!("key-edit-note"), edit(DraftStep::Note))];
    if draft.value.is_some() {
        edits.push((msg!("key-edit-value"), edit(DraftStep::Value)));
        edits.push((msg!("key-edit-method"), edit(DraftStep::Method)));
    }
    screen.row(edits)
}

/// One step back, or out of the draft.
fn back(screen: Screen, draft: &ResultDraft, data: &Submission) -> Screen {
    let out = state(data.id, Verifying::question(&draft.path));
    let asks_value = matches!(draft.aim, Aim::Adjust | Aim::Change);
    let previous = match draft.step {
        DraftStep::Method => Some(DraftStep::Value),
        DraftStep::Note if asks_value => Some(DraftStep::Method),
        _ => None,
    };
    match previous {
        Some(step) => screen
            .key(msg!("key-draft-out"), Action::Go(out))
            .back(state(data.id, Verifying::Draft(draft.clone().at(step)))),
        None => screen.back(out),
    }
}

/// `None` while something is missing.
fn command(draft: &ResultDraft, submission: SubmissionId) -> Option<Command> {
    let found = || draft.value.clone().zip(draft.method);
    let (note, photos) = (draft.note.clone(), draft.photos.clone());
    let act = match draft.aim {
        Aim::Adjust => {
            let (value, method) = found()?;
            VerifyAct::Verdict { verdict: Verdict::Adjusted { value, method }, note, photos }
        }
        Aim::NotVerifiable => VerifyAct::Verdict { verdict: Verdict::NotVerifiable, note, photos },
        Aim::Change => {
            let (value, method) = found()?;
            VerifyAct::Settle { answer: Settlement::Change { value, method }, note, photos }
        }
        Aim::Keep => VerifyAct::Settle { answer: Settlement::Keep, note, photos },
    };
    Some(Command::Answers(act.on(submission, &draft.path, draft.seen)))
}

fn after(draft: &ResultDraft, submission: SubmissionId) -> Then {
    let path = draft.path.clone();
    Then::Go(state(
        submission,
        match draft.aim {
            Aim::Adjust | Aim::NotVerifiable => Verifying::After { path },
            // An answer to a dispute is looked at.
            Aim::Change | Aim::Keep => Verifying::Question { path },
        },
    ))
}

pub fn typed(draft: &ResultDraft, typed: &str, data: &Submission, view: &View) -> Step {
    let here = |draft: ResultDraft| Step::go(state(data.id, Verifying::Draft(draft)));
    let stay = |note: Msg| here(draft.clone()).note(note);
    match draft.step {
        DraftStep::Value => {
            let language = view.locale().code();
            let order = data.to_verify(language);
            let Some((_, ask)) = order.iter().find(|(_, ask)| ask.path == draft.path) else {
                return stay(msg!("note-stale"));
            };
            let value = match read(ask, typed, view.wall()) {
                Ok(value) => value,
                Err(problem) => return stay(words::answer_problem(&problem)),
            };
            match data.check_found(ask, &value, language) {
                Ok(()) => here(ResultDraft { value: Some(value), ..draft.clone() }.on()),
                Err(refusal) => stay(words::refused(&refusal)),
            }
        }
        DraftStep::Method => stay(msg!("adjust-method")),
        DraftStep::Note | DraftStep::Review if typed.chars().count() > MAX_NOTE => {
            stay(msg!("note-too-long", limit = MAX_NOTE))
        }
        DraftStep::Note | DraftStep::Review => {
            let next = ResultDraft { note: typed.to_owned(), ..draft.clone() }.on();
            // A note alone leaves nothing to look over.
            match (next.aim, command(&next, data.id)) {
                (Aim::NotVerifiable | Aim::Keep, Some(command)) if !overtaken(&next, data) => {
                    Step::run(command, after(&next, data.id))
                }
                _ => here(next),
            }
        }
    }
}

pub fn sent(submission: SubmissionId, draft: &ResultDraft, file: Incoming) -> Step {
    let path = draft.path.clone();
    let file = file.into_arrival(Purpose::Verification { submission, path: path.clone() });
    let use_as = FileUse::Finding;
    let send = AnswerCommand::SendFile(SendFile { submission, path, file, use_as });
    Step::run(Command::Answers(send), Then::Follow).note(msg!("note-finding-photo-kept"))
}

/// A photo is what was found where a photo was asked for; else it is evidence.
pub fn with_photo(draft: ResultDraft, fetch: FetchId) -> ResultDraft {
    let mut draft = draft;
    draft.photos.push(fetch);
    draft
}

/// At the value of a photo question, the photos sent so far are what was found.
pub fn arrive(mut draft: ResultDraft, data: &Submission) -> Verifying {
    let asks_photo =
        data.lay("").asks.iter().any(|ask| ask.path == draft.path && ask.kind == AskKind::Photo);
    if asks_photo && draft.step == DraftStep::Value && !draft.photos.is_empty() {
        let fetches = std::mem::take(&mut draft.photos);
        let fetches = match draft.value.take() {
            Some(Given::Photo { fetches: before }) => [before, fetches].concat(),
            _ => fetches,
        };
        draft.value = Some(Given::Photo { fetches });
    }
    Verifying::Draft(draft)
}
