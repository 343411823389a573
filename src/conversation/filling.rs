//! Answering a checklist: one question a message, saved as given, left and resumed anywhere.

use super::input::Incoming;
use super::screen::Screen;
use super::state::{Action, At, State, Step, Then};
use super::view::{Data, View};
use super::{Arg, Msg, answer_lists, verifying, words};
use crate::domain::answer::{Given, MAX_TEXT, read};
use crate::domain::checklist::{Ask, AskKind};
use crate::domain::file::Purpose;
use crate::domain::submission::{
    AnswerQuestion, AttachPhoto, Reopen, Stored, Submission, SubmissionState,
};
use crate::domain::{self, Command, SubmissionId};
use crate::msg;

/// `next` becomes a question, or the overview when nothing is left to answer. A question notes the
/// revision that its screen shows.
pub fn arrive(submission: SubmissionId, at: At, view: &View) -> State {
    let Data::Submission(data) = &view.data else {
        return State::Filling { submission, at };
    };
    let asks = data.asks(view.locale().code());
    let open = |ask: &&Ask| !data.is_answered(&ask.path);
    let at = match at {
        At::Next => match asks.iter().find(open) {
            Some(ask) => At::question(&ask.path),
            None => At::Overview,
        },
        At::After { path } => {
            let from = asks.iter().position(|ask| ask.path == path).map_or(0, |index| index + 1);
            match asks[from..].iter().find(open) {
                Some(ask) => At::question(&ask.path),
                None if asks.iter().any(|ask| open(&ask)) => At::Missing,
                None => At::Overview,
            }
        }
        // An answer elsewhere may have made the question irrelevant.
        At::Question { path, .. } if !asks.iter().any(|ask| ask.path == path) => At::Overview,
        at => at,
    };
    let at = match at {
        At::Question { path, .. } => {
            let seen = Some(data.revision(&path));
            At::Question { path, seen }
        }
        at => at,
    };
    State::Filling { submission, at }
}

pub fn screen(at: &At, data: &Submission, view: &View) -> Screen {
    let asks = data.asks(view.locale().code());
    if !sees_answers(data, view) {
        return overview(&asks, data, view);
    }
    match at {
        At::Question { path, .. } => match asks.iter().position(|ask| &ask.path == path) {
            Some(index) => question(&asks, index, data, view),
            None => overview(&asks, data, view),
        },
        At::List { page } => answer_lists::list(&asks, *page, data),
        At::Missing => answer_lists::missing(data, view),
        At::SubmitReview => answer_lists::review(&asks, data, false),
        At::SignReview => answer_lists::review(&asks, data, true),
        At::Overview | At::Next | At::After { .. } => overview(&asks, data, view),
    }
}

/// A unit's answers are its own until its head has signed them: the delegation's side sees how far
/// they are, not what they say.
fn sees_answers(data: &Submission, view: &View) -> bool {
    !data.state.awaits_signature() || view.may(domain::Action::FillSubmission, &data.target())
}

pub(super) fn heading(data: &Submission, asks: &[Ask]) -> Screen {
    let answered = asks.iter().filter(|ask| data.is_answered(&ask.path)).count();
    Screen::new(msg!("filling-title", title = data.sheet.title(), unit = &data.unit_name)).line(
        msg!(
            "filling-progress",
            bar = crate::text::progress_bar(answered, asks.len(), 10),
            answered = answered,
            questions = asks.len()
        ),
    )
}

pub(super) fn go(data: &Submission, at: At) -> Action {
    Action::Go(State::Filling { submission: data.id, at })
}

pub(super) fn overview(asks: &[Ask], data: &Submission, view: &View) -> Screen {
    let on = data.target();
    let fills = view.may(domain::Action::FillSubmission, &on);
    let signs = view.may(domain::Action::SignSubmission, &on);
    let mut screen = heading(data, asks)
        .line(msg!("filling-state", state = words::submission_state(data.state)))
        .line(msg!("filling-due", due = data.due_on, weekday = words::weekday(data.due_on)));
    if let Some((name, at)) = &data.signed {
        screen = screen.line(msg!("filling-signed", name = name, at = words::moment(*at)));
    }
    if data.pending_files > 0 {
        screen = screen.line(msg!("filling-files-pending", count = data.pending_files));
    }
    let answered = asks.iter().filter(|ask| data.is_answered(&ask.path)).count();
    let complete = asks.iter().all(|ask| !ask.required || data.is_answered(&ask.path));
    if fills && data.state.takes_answers() {
        let label = if answered == 0 { msg!("key-start") } else { msg!("key-resume") };
        screen = screen.key_if(answered < asks.len(), label, go(data, At::Next));
        screen = screen.key_if(!complete, msg!("key-missing"), go(data, At::Missing));
        // A head signs without handing over to themselves.
        screen = screen.key_if(complete && !signs, msg!("key-submit"), go(data, At::SubmitReview));
    }
    screen = screen.key_if(
        signs && complete && data.state.awaits_signature(),
        msg!("key-sign"),
        go(data, At::SignReview),
    );
    let reopen = Action::Do {
        command: Command::Reopen(Reopen { submission: data.id, version: data.version }),
        then: Then::Stay,
    };
    verifying::way_in(screen, data, view)
        .key_if(sees_answers(data, view), msg!("key-all-questions"), go(data, At::List { page: 0 }))
        .key_if(fills && data.state == SubmissionState::Submitted, msg!("key-reopen"), reopen)
        .go(msg!("key-to-visit"), State::visit(data.visit))
        .home()
}

fn question(asks: &[Ask], index: usize, data: &Submission, view: &View) -> Screen {
    let ask = &asks[index];
    let stored = data.answers.get(&ask.path).filter(|stored| stored.given.is_there());
    let mut screen = heading(data, asks);
    if let Some(section) = &ask.section {
        screen = screen.line(msg!("filling-section", section = section));
    }
    screen = screen.para(msg!("filling-question", question = words::numbered(index, &ask.label)));
    if let Some(hint) = &ask.hint {
        screen = screen.line(msg!("filling-hint", hint = hint));
    }
    let mut flags = vec![];
    if !ask.required {
        flags.push(msg!("filling-optional"));
    }
    if ask.verify {
        flags.push(msg!("filling-verify"));
    }
    screen = screen.lines(flags);
    if let Some(stored) = stored {
        screen = screen.para(answer_line(ask, stored));
    }
    screen = verifying::beside(screen, ask, data);
    let fills =
        view.may(domain::Action::FillSubmission, &data.target()) && data.state.takes_answers();
    if fills {
        screen = ways_to_answer(screen, ask, data, stored);
    }
    let mut turn = vec![];
    if index > 0 {
        let path = asks[index - 1].path.clone();
        turn.push((msg!("key-previous"), go(data, At::question(path))));
    }
    if let Some(next) = asks.get(index + 1) {
        let path = next.path.clone();
        let label = if stored.is_some() { msg!("key-next") } else { msg!("key-skip") };
        turn.push((label, go(data, At::question(path))));
    }
    let reports = view.may(domain::Action::ReportDifficulty, &data.target());
    let report = Action::Go(super::reporting::at_question(data, ask));
    screen.row(turn).key_if(reports, msg!("key-report-here"), report).row(vec![
        (msg!("key-overview"), go(data, At::Overview)),
        (msg!("key-home"), Action::Go(State::home())),
    ])
}

fn ways_to_answer(
    mut screen: Screen,
    ask: &Ask,
    data: &Submission,
    stored: Option<&Stored>,
) -> Screen {
    let give = |given: Given, at: At| Action::Do {
        command: give(data.id, &ask.path, given, data.revision(&ask.path)),
        then: Then::Go(State::Filling { submission: data.id, at }),
    };
    let on = || At::After { path: ask.path.clone() };
    let here = || At::question(&ask.path);
    match &ask.kind {
        AskKind::Choice(choices) => {
            for choice in choices {
                let chosen = matches!(stored, Some(Stored { given: Given::Choice { name }, .. }) if *name == choice.name);
                let label = choice_label(&choice.label, chosen);
                screen = screen.key(label, give(Given::Choice { name: choice.name.clone() }, on()));
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
                let mut toggled: Vec<String> = choices
                    .iter()
                    .map(|other| &other.name)
                    .filter(|name| (names.contains(name)) != (*name == &choice.name))
                    .cloned()
                    .collect();
                toggled.sort_by_key(|name| choices.iter().position(|other| other.name == *name));
                let given = if toggled.is_empty() {
                    Given::Cleared
                } else {
                    Given::Choices { names: toggled }
                };
                screen = screen.key(choice_label(&choice.label, chosen), give(given, here()));
            }
            if !names.is_empty() {
                screen = screen.key(msg!("key-chosen"), go(data, on()));
            }
        }
        AskKind::Text => screen = screen.line(msg!("filling-how-text")),
        AskKind::Integer => screen = screen.line(msg!("filling-how-integer")),
        AskKind::Decimal => screen = screen.line(msg!("filling-how-decimal")),
        AskKind::Date => screen = screen.line(msg!("filling-how-date")),
        AskKind::Ratio => screen = screen.line(msg!("filling-how-ratio")),
        AskKind::Photo => {
            screen = screen.line(msg!("filling-how-photo"));
            if stored.is_some() {
                screen = screen.key(msg!("key-photos-done"), go(data, on()));
            }
        }
    }
    if stored.is_some() {
        screen = screen.key(msg!("key-clear"), give(Given::Cleared, here()));
    }
    screen
}

fn choice_label(label: &str, chosen: bool) -> Msg {
    if chosen { msg!("choice-chosen", choice = label) } else { msg!("choice", choice = label) }
}

fn give(submission: SubmissionId, path: &str, given: Given, seen: i32) -> Command {
    Command::AnswerQuestion(AnswerQuestion { submission, path: path.to_owned(), given, seen })
}

/// The answer in words, with who gave it.
fn answer_line(ask: &Ask, stored: &Stored) -> Msg {
    msg!("filling-answer", answer = worded(ask, &stored.given, MAX_TEXT), by = &stored.by_name)
}

/// An answer with words cut at `limit` characters.
pub(super) fn worded(ask: &Ask, given: &Given, limit: usize) -> Msg {
    let label = |name: &String| {
        let label = match &ask.kind {
            AskKind::Choice(choices) | AskKind::Choices(choices) => choices
                .iter()
                .find(|choice| &choice.name == name)
                .map_or(name, |choice| &choice.label),
            _ => name,
        };
        words::cut(label, limit)
    };
    match given {
        Given::Text { text } => msg!("answer-text", text = words::cut(text, limit)),
        Given::Integer { value } => msg!("answer-integer", value = *value),
        Given::Decimal { value } => msg!("answer-decimal", value = Arg::Decimal(value.clone())),
        Given::Date { value } => msg!("answer-date", value = *value),
        Given::Choice { name } => msg!("answer-text", text = label(name)),
        Given::Choices { names } => {
            let list = names.iter().map(|name| msg!("choice", choice = label(name)));
            msg!("answer-list", list = list.collect::<Vec<_>>())
        }
        Given::Ratio { numerator, denominator } => msg!(
            "answer-ratio",
            numerator = *numerator,
            denominator = *denominator,
            share = Arg::Ratio(*numerator, *denominator)
        ),
        Given::Photo { fetches } => msg!("answer-photos", count = fetches.len()),
        Given::Cleared => msg!("answer-none"),
    }
}

pub fn typed(id: SubmissionId, at: &At, typed: &str, view: &View) -> Step {
    let here = State::Filling { submission: id, at: at.clone() };
    let (At::Question { path, seen }, Data::Submission(data)) = (at, &view.data) else {
        return Step::go(here).note(msg!("note-nothing-to-type"));
    };
    let asks = data.asks(view.locale().code());
    let Some(ask) = asks.iter().find(|ask| &ask.path == path) else {
        return Step::go(here).note(msg!("note-stale"));
    };
    match read(ask, typed, view.wall()) {
        Ok(given) => {
            let mut step = Step::run(
                give(id, path, given.clone(), seen.unwrap_or_else(|| data.revision(path))),
                Then::Go(State::Filling { submission: id, at: At::After { path: path.clone() } }),
            );
            step.notes.push(msg!("note-saved", answer = worded(ask, &given, 60)));
            step
        }
        Err(problem) => Step::go(here).note(words::answer_problem(&problem)),
    }
}

pub fn sent(id: SubmissionId, at: &At, file: Incoming, view: &View) -> Step {
    let here = State::Filling { submission: id, at: at.clone() };
    let (At::Question { path, .. }, Data::Submission(data)) = (at, &view.data) else {
        return Step::go(here).note(msg!("note-file-not-wanted"));
    };
    let asks = data.asks(view.locale().code());
    let wants_photo =
        asks.iter().any(|ask| &ask.path == path && matches!(ask.kind, AskKind::Photo));
    if !wants_photo {
        return Step::go(here).note(msg!("note-file-not-wanted"));
    }
    if !file.is_image {
        return Step::go(here).note(msg!("note-photo-only"));
    }
    let purpose = Purpose::Answer { submission: id, path: path.clone() };
    let command = Command::AttachPhoto(AttachPhoto {
        submission: id,
        path: path.clone(),
        file: file.into_arrival(purpose),
    });
    let mut step = Step::run(command, Then::Go(here));
    step.notes.push(msg!("note-photo-kept"));
    step
}
