//! Answering a checklist: where one stands in it, and the way through. One question is `question`,
//! what people type and send is `typed`, many questions at once are `lists`, what is done with all of
//! them together is `submission_acts`.

pub(in crate::conversation) mod files;
pub(in crate::conversation) mod flow;
pub(in crate::conversation) mod lists;
pub(in crate::conversation) mod notices;
pub(in crate::conversation) mod question;
mod submission_acts;
pub(in crate::conversation) mod typed;
pub(in crate::conversation) mod verifying;

use std::sync::Arc;

use crate::conversation::making;
use crate::conversation::screen::Screen;
use crate::conversation::state::{Action, At, AtAnswers, Making, State, SubmissionMaking, Then};
use crate::conversation::view::View;
use crate::conversation::words;
use crate::domain::answers::{Ask, Laid, Submission, SubmissionAct, SubmissionState};
use crate::domain::reminders::Subject;
use crate::domain::{Command, SubmissionId};
use crate::{domain, msg};
use submission_acts::{MAX_REASON, SubmissionActs, returns};

/// `next` becomes a question, or the overview when nothing is left to answer. A question notes the
/// revision that its screen shows.
pub fn arrive(at: At, data: &Submission, view: &View) -> State {
    let asks = &data.lay(view.locale().code()).asks;
    state(data.id, settle(at, data, asks, view))
}

fn settle(at: At, data: &Submission, asks: &[Arc<Ask>], view: &View) -> At {
    let open = |ask: &&Arc<Ask>| !data.is_answered(&ask.path);
    let asked = |path: &str| asks.iter().any(|ask| ask.path == path);
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
        At::Within { path } => {
            let inside = || asks.iter().filter(|ask| lies_in(&ask.path, &path));
            match inside().find(open).or_else(|| inside().next()) {
                Some(ask) => At::question(&ask.path),
                None => At::Overview,
            }
        }
        At::Saved { paths, at } => {
            let me = view.me.as_ref().map(|me| me.id);
            let mine = |path: &String| {
                data.answers.get(path).is_some_and(|stored| Some(stored.by) == me) && asked(path)
            };
            let inner = settle(*at, data, asks, view);
            return match paths.iter().all(mine) {
                true => At::Saved { paths, at: Box::new(inner) },
                false => inner,
            };
        }
        // An answer elsewhere may have made the question irrelevant.
        At::Question { path, .. } | At::DocumentDate { path, .. } | At::Files { path, .. }
            if !asked(&path) =>
        {
            At::Overview
        }
        // Nothing is sent back any more.
        At::Making(Making { what: SubmissionMaking::Return, .. }) if !returns(data, view) => {
            At::Overview
        }
        at => at,
    };
    match at {
        At::Question { path, back, .. } => {
            let seen = Some(data.revision(&path));
            At::Question { path, seen, back }
        }
        At::DocumentDate { path, number, back, .. } => {
            let seen = Some(data.revision(&path));
            At::DocumentDate { path, seen, number, back }
        }
        at => at,
    }
}

/// Whether a question is in a group, or in a row of a repeat.
pub(super) fn lies_in(path: &str, place: &str) -> bool {
    path.strip_prefix(place).is_some_and(|rest| rest.starts_with('/'))
}

/// Files that were sent above a question are not sent again.
pub fn resting(at: At, data: &Submission) -> State {
    match at {
        At::Files { path, back } => {
            let seen = Some(data.revision(&path));
            state(data.id, At::Question { path, seen, back })
        }
        at => state(data.id, at),
    }
}

pub fn screen(at: &At, data: &Submission, view: &View) -> Option<Screen> {
    if let At::Making(act) = at {
        return making::screen(&SubmissionActs { data, view }, act);
    }
    let laid = data.lay(view.locale().code());
    Some(match sees_answers(data, view) {
        true => draw(at, &laid, data, view),
        false => overview(&laid.asks, data, view),
    })
}

fn draw(at: &At, laid: &Laid, data: &Submission, view: &View) -> Screen {
    let asks = &laid.asks;
    match at {
        At::Question { path, back, .. } => {
            question::question(laid, path, back.as_deref(), data, view)
        }
        At::DocumentDate { path, number, back, .. } => {
            question::document_date(laid, (path, number), back.as_deref(), data, view)
        }
        At::Files { path, back } => {
            let screen = question::question(laid, path, back.as_deref(), data, view);
            files::with_files(screen, asks, path, data)
        }
        At::Saved { paths, at } => {
            let screen = draw(at, laid, data, view);
            question::with_undo(screen, asks, (paths, at), data, view)
        }
        At::Correct { path, text, message, before } => {
            question::correction(laid, path, (text, *message), before, data, view)
        }
        At::List { page } => lists::list(asks, *page, data),
        At::Sections { page } => lists::sections(asks, *page, data),
        At::Missing => lists::missing(asks, data, view),
        At::Review { sign, page } => lists::review(laid, data, *sign, *page),
        At::Overview | At::Next | At::After { .. } | At::Within { .. } | At::Making(_) => {
            overview(asks, data, view)
        }
    }
}

/// A unit's answers are its own until its head has signed them: the delegation's side sees how far
/// they are, not what they say.
fn sees_answers(data: &Submission, view: &View) -> bool {
    !data.state.awaits_signature() || view.may(domain::Action::FillSubmission, &data.target())
}

/// Whether this person can change answers now.
pub(super) fn fills(data: &Submission, view: &View) -> bool {
    view.may(domain::Action::FillSubmission, &data.target()) && data.state.takes_answers()
}

pub(super) fn heading(data: &Submission, asks: &[Arc<Ask>]) -> Screen {
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
    Action::Go(state(data.id, at))
}

pub(super) fn state(submission: SubmissionId, at: At) -> State {
    State::Answers(AtAnswers::Filling { submission, at })
}

pub(super) fn overview(asks: &[Arc<Ask>], data: &Submission, view: &View) -> Screen {
    let on = data.target();
    let signs = view.may(domain::Action::SignSubmission, &on);
    let mut screen = heading(data, asks)
        .line(msg!("filling-state", state = words::submission_state(data.state)))
        .line(msg!("filling-due", due = data.due_on, weekday = words::weekday(data.due_on)));
    if let Some(returned) = data.returned.as_ref().filter(|_| data.state.awaits_signature()) {
        screen = screen.line(msg!(
            "filling-returned",
            by = &returned.by,
            at = words::moment(returned.at),
            reason = words::cut(&returned.reason, MAX_REASON)
        ));
    }
    if let Some((name, at)) = data.signed.as_ref().filter(|_| !data.state.awaits_signature()) {
        screen = screen.line(msg!("filling-signed", name = name, at = words::moment(*at)));
    }
    if data.pending_files > 0 {
        screen = screen.line(msg!("filling-files-pending", count = data.pending_files));
    }
    let answered = asks.iter().filter(|ask| data.is_answered(&ask.path)).count();
    let lacking = asks.iter().filter(|ask| data.lacks_evidence(ask)).count();
    let complete =
        lacking == 0 && asks.iter().all(|ask| !ask.required || data.is_answered(&ask.path));
    if fills(data, view) {
        if lacking > 0 {
            screen = screen.line(msg!("filling-evidence-lacking", count = lacking));
        }
        let label = if answered == 0 { msg!("key-start") } else { msg!("key-resume") };
        screen = screen.key_if(answered < asks.len(), label, go(data, At::Next));
        screen = screen.key_if(!complete, msg!("key-missing"), go(data, At::Missing));
        // A head signs without handing over to themselves.
        let submit = go(data, At::Review { sign: false, page: 0 });
        screen = screen.key_if(complete && !signs, msg!("key-submit"), submit);
    }
    screen = screen.key_if(
        signs && complete && data.state.awaits_signature(),
        msg!("key-sign"),
        go(data, At::Review { sign: true, page: 0 }),
    );
    if sees_answers(data, view) {
        let mut lists = vec![(msg!("key-all-questions"), go(data, At::List { page: 0 }))];
        if lists::has_sections(asks) {
            lists.push((msg!("key-sections"), go(data, At::Sections { page: 0 })));
        }
        screen = screen.row(lists);
    }
    let reopen = Action::Do {
        command: Command::Answers(SubmissionAct::Reopen.on(data.id, data.version)),
        then: Then::Stay,
    };
    let takes_back = view.may(domain::Action::FillSubmission, &on);
    let send_back = At::Making(Making::of(SubmissionMaking::Return));
    verifying::way_in(screen, data, view)
        .key_if(takes_back && data.state == SubmissionState::Submitted, msg!("key-reopen"), reopen)
        .key_if(returns(data, view), msg!("key-return"), go(data, send_back))
        .key_if(
            view.may(domain::Action::SeeReminders, &on),
            msg!("key-reminded"),
            Action::Go(State::reminded(Subject::Submission(data.id))),
        )
        .go(msg!("key-to-visit"), State::visit(data.visit))
        .home()
}
