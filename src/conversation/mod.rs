//! Conversations. PURE: no database, no clock, no channel, no language.
//!
//! A person stands in a [`State`]. An [`Input`] arrives; `needs` says what the step must see, the
//! store loads it as [`Data`], [`step`] answers with where to go and, maybe, a
//! [`Command`](crate::domain::Command); when that is decided, [`arrive`] settles the new state
//! against fresh data and [`screen`] draws it.
//!
//! Buttons hold their meaning in the database, so most of a flow is declared by its screens: a
//! button carries either the [`State`] to go to or the command to run. An act that wants something
//! said first, a reason, a day, a paper, is told in a few lines for `making`, which asks, reviews and
//! does. Other typed text, photos and files need code in a `typed`-function of their flow.
//!
//! To add a flow: a file here with its states, `needs`, `screen` and, if people type in it, `typed`;
//! a variant in [`State`]; one line each in the four functions below.

mod answers;
mod campaigns;
mod checklists;
mod delegations;
mod difficulties;
mod digests;
mod home;
mod input;
mod listing;
mod making;
mod minutes;
mod msg;
mod notices;
mod people;
mod recommendations;
mod reminders;
mod screen;
mod state;
mod units;
mod view;
mod visits;
mod words;

pub use campaigns::{criterion, subtask_state};
pub use delegations::group_chats::announce;
pub use digests::notices::progress;
pub use input::{Event, Incoming, Input};
pub use minutes::wording::minutes_text;
pub use msg::{Arg, Msg};
pub use notices::{Worded, word};
pub use screen::{Attachment, Button, Press, Screen};
pub use state::*;
pub use view::*;
pub use words::{category, difficulty_state, problem, refused, role, weekday};

use crate::domain::{Command, Outcome};
use crate::msg;

/// What must be seen to draw `state`; also what a step from it sees.
pub fn needs(state: &State) -> Query {
    match state {
        State::People(at) => people::flow::needs(at),
        State::Home(at) => home::flow::needs(at),
        State::Delegations(at) => delegations::flow::needs(at),
        State::Reminders(at) => reminders::flow::needs(at),
        State::Checklists(at) => checklists::flow::needs(at),
        State::Visits(at) => visits::flow::needs(at),
        State::Answers(at) => answers::flow::needs(at),
        State::Difficulties(at) => difficulties::flow::needs(at),
        State::Recommendations(at) => recommendations::flow::needs(at),
        State::Campaigns(at) => campaigns::flow::needs(at),
        State::Minutes { visit, .. } => Query::Minutes(*visit),
        State::Units(at) => units::flow::needs(at),
        State::Digests(_) => Query::Digests,
        State::Paging { of, .. } => needs(of),
    }
}

/// What a step must see: an edited message is about the answer that it gave, wherever one is now.
pub fn needs_of(state: &State, input: &Input) -> Query {
    match input {
        Input::Text { edited: true, message, .. } => {
            Query::Answers(AnswersQuery::AnsweredBy { message: *message })
        }
        _ => needs(state),
    }
}

/// One step. `view` holds what `needs_of(state, input)` asked for.
pub fn step(state: &State, input: Input, view: &View) -> Step {
    let state = &admit(state, view);
    match input {
        Input::Tap(Action::Go(next)) => Step::go(next),
        Input::Tap(Action::Do { command, then }) => {
            Step { command: Some(command), then, notes: vec![] }
        }
        Input::Start(payload) => people::outside::start(state, payload, view),
        Input::Home => Step::go(State::home()),
        Input::Stale => Step::go(state.clone()).note(msg!("note-stale")),
        Input::Forged => Step::go(state.clone()).note(msg!("note-forged")),
        Input::NotYours => Step::go(state.clone()).note(msg!("note-not-yours")),
        Input::Text { text, edited: true, message } => edited(state, text, message, view),
        Input::Text { text, edited: false, message } => typed(state, &text, message, view),
        Input::Photo(file) | Input::File(file) => sent(state, file, view),
        Input::Contact { phone, own } => people::outside::contact(state, phone, own, view),
        Input::Event(Event::FileFetched(fetch)) => {
            Step::go(State::Checklists(AtChecklists::Workbook(fetch)))
        }
        Input::Event(Event::PlanFetched { campaign, fetch }) => {
            Step::go(State::Campaigns(AtCampaigns::Plan { campaign, fetch }))
        }
        Input::Other => Step::go(state.clone()).note(msg!("note-cannot-read")),
    }
}

/// A stranger stays outside whatever the session says; somebody known is never kept there.
fn admit(state: &State, view: &View) -> State {
    match (&view.me, state) {
        (None, State::People(AtPeople::Outside(_))) => state.clone(),
        (None, _) => State::People(AtPeople::Outside(Outside::Unknown)),
        (Some(_), State::People(AtPeople::Outside(_))) => State::home(),
        (Some(_), _) => state.clone(),
    }
}

/// An edited message is offered as a correction of the answer that it gave; it changes nothing by
/// itself, and nothing else can be corrected this way.
fn edited(state: &State, text: String, message: i64, view: &View) -> Step {
    match &view.data {
        Data::Answers(SeenAnswers::Answered(Some((submission, path)))) => {
            let before = match state {
                State::Answers(AtAnswers::Filling { at: At::Correct { before, .. }, .. }) => {
                    before.clone()
                }
                other => Box::new(other.clone()),
            };
            let at = At::Correct { path: path.clone(), text, message, before };
            Step::go(State::Answers(AtAnswers::Filling { submission: *submission, at }))
        }
        _ if view.me.is_some() => Step::go(state.clone()).note(msg!("note-edited")),
        _ => Step::go(state.clone()),
    }
}

fn typed(state: &State, text: &str, message: i64, view: &View) -> Step {
    if view.me.is_some()
        && let Some(body) = crate::domain::difficulties::one_message(text)
        && !matches!(state, State::Difficulties(AtDifficulties::Reporting(Reporting::Body { .. })))
    {
        return difficulties::report::in_one_message(state, body, view);
    }
    let typed = match state.place() {
        State::People(at) => people::flow::typed(at, text),
        State::Delegations(at) => delegations::flow::typed(at, text, view),
        State::Visits(at) => visits::flow::typed(at, text, view),
        State::Answers(at) => answers::flow::typed(at, text, message, view),
        State::Difficulties(at) => difficulties::flow::typed(at, text, message, view),
        State::Recommendations(at) => recommendations::flow::typed(at, text, message, view),
        State::Campaigns(at) => campaigns::flow::typed(at, text, message, view),
        State::Minutes { at, .. } => minutes::flow::typed(at, text, view),
        State::Units(at) => Some(units::flow::typed(at, text, view)),
        State::Digests(at) => Some(digests::typed(at, text, view)),
        State::Home(_) | State::Reminders(_) | State::Checklists(_) | State::Paging { .. } => None,
    };
    let searched = || listing::typed(&drawn(state.place(), view)?, state, text);
    typed
        .or_else(searched)
        .unwrap_or_else(|| Step::go(state.clone()).note(msg!("note-nothing-to-type")))
}

fn sent(state: &State, file: Incoming, view: &View) -> Step {
    if view.me.is_none() {
        return Step::go(state.clone());
    }
    let sent = match state.place() {
        State::Answers(at) => answers::flow::sent(at, file, view),
        State::Difficulties(at) => difficulties::flow::sent(at, file, view),
        State::Recommendations(at) => recommendations::flow::sent(at, file, view),
        State::Campaigns(at) => campaigns::flow::sent(at, file, view),
        _ => Err(file),
    };
    match sent {
        Ok(step) => step,
        Err(file) if file.is_workbook() => checklists::sent(file),
        Err(_) => Step::go(state.clone()).note(msg!("note-file-not-wanted")),
    }
}

/// Where a decided command leads.
pub fn after(then: Then, outcome: &Outcome, before: &State) -> State {
    match then {
        Then::Go(state) => state,
        Then::Stay => before.clone(),
        Then::Follow => match outcome {
            Outcome::Invited { invite: _, token } => {
                State::People(AtPeople::Inviting(Inviting::Done { token: *token }))
            }
            Outcome::Joined | Outcome::Done => State::home(),
            Outcome::Waiting => State::People(AtPeople::Outside(Outside::Waiting)),
            Outcome::PhoneWanted { token_sha256 } => {
                State::People(AtPeople::Outside(Outside::Phone { token_sha256: *token_sha256 }))
            }
            Outcome::Delegation(id) => State::Delegations(AtDelegations::One(*id)),
            Outcome::Visit(id) => State::visit(*id),
            Outcome::Checklist(id) => State::Checklists(AtChecklists::One(*id)),
            Outcome::Difficulty(id) => State::Difficulties(AtDifficulties::One(*id)),
            Outcome::Campaign(id) => State::campaign(*id),
            Outcome::Task(campaign, task) => {
                State::Campaigns(AtCampaigns::subtasks(*campaign, Sift::Task(*task)))
            }
            Outcome::Subtask(id) => State::subtask(*id),
            Outcome::LateList(id) => State::late_list(*id),
            Outcome::Recommendation(id) => State::Recommendations(AtRecommendations::One(*id)),
            Outcome::Photo(fetch)
                if matches!(before, State::Answers(AtAnswers::Verifying { .. })) =>
            {
                answers::verifying::photographed(before, *fetch)
            }
            Outcome::Photo(fetch) => difficulties::report::with_photo(before, *fetch),
        },
    }
}

/// Settles a state against what is there now: `the next question` becomes this very question, so
/// that an answer typed later is an answer to what the screen showed.
pub fn arrive(state: State, view: &View) -> State {
    match admit(&state, view) {
        State::Answers(at) => answers::flow::arrive(at, view),
        State::Difficulties(at) => difficulties::flow::arrive(at, view),
        State::Recommendations(at) => recommendations::flow::arrive(at, view),
        State::Campaigns(at) => campaigns::flow::arrive(at, view),
        State::Units(at) => State::Units(units::flow::arrive(at, &view.data)),
        State::Paging { of, search, page } => {
            State::Paging { of: Box::new(arrive(*of, view)), search, page }
        }
        other => other,
    }
}

/// What is kept of a state once it is drawn: files that were sent above a screen are not sent again.
pub fn resting(state: State, view: &View) -> State {
    match state {
        State::Answers(at) => answers::flow::resting(at, view),
        State::Difficulties(at) => difficulties::flow::resting(at, view),
        State::Recommendations(at) => recommendations::flow::resting(at, view),
        State::Campaigns(at) => campaigns::flow::resting(at, view),
        State::Paging { of, search, page } => {
            State::Paging { of: Box::new(resting(*of, view)), search, page }
        }
        other => other,
    }
}

/// Draws a settled state.
pub fn screen(state: &State, view: &View) -> Screen {
    if let Data::Refused(refusal) = &view.data {
        return Screen::new(refused(refusal)).home();
    }
    match drawn(state.place(), view) {
        Some(screen) => listing::paged(screen, state),
        None => Screen::new(refused(&crate::domain::Refusal::Gone)).home(),
    }
}

/// A place with the whole of its list; `None`: it is gone.
fn drawn(state: &State, view: &View) -> Option<Screen> {
    match state {
        State::People(at) => people::flow::screen(at, view),
        State::Home(at) => home::flow::screen(at, view),
        State::Delegations(at) => delegations::flow::screen(at, view),
        State::Reminders(at) => reminders::flow::screen(at, view),
        State::Checklists(at) => checklists::flow::screen(at, view),
        State::Visits(at) => visits::flow::screen(at, view),
        State::Answers(at) => answers::flow::screen(at, view),
        State::Difficulties(at) => difficulties::flow::screen(at, view),
        State::Recommendations(at) => recommendations::flow::screen(at, view),
        State::Campaigns(at) => campaigns::flow::screen(at, view),
        State::Minutes { at, .. } => minutes::flow::screen(at, view),
        State::Units(at) => units::flow::screen(at, view),
        State::Digests(at) => digests::drawn(at, view),
        State::Paging { of, .. } => drawn(of, view),
    }
}

/// A command that the conversation itself wants run on arrival, without a tap: keeping a workbook
/// that has just been read, noting that results have been looked at.
pub fn follow_up(state: &State, view: &View) -> Option<(Command, Then)> {
    match state {
        State::Checklists(at) => checklists::flow::follow_up(at, view),
        State::Answers(at) => answers::flow::follow_up(at, view),
        _ => None,
    }
}
