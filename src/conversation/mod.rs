//! Conversations. PURE: no database, no clock, no channel, no language.
//!
//! A person stands in a [`State`]. An [`Input`] arrives; `needs` says what the step must see, the
//! store loads it as [`Data`], [`step`] answers with where to go and, maybe, a
//! [`Command`](crate::domain::Command); when that is decided, [`arrive`] settles the new state
//! against fresh data and [`screen`] draws it.
//!
//! Buttons hold their meaning in the database, so most of a flow is declared by its screens: a
//! button carries either the [`State`] to go to or the command to run. Only typed text, photos and
//! files need code in a `typed`-function of their flow.
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
mod minutes;
mod msg;
mod notices;
mod people;
mod recommendations;
mod reminders;
mod screen;
mod state;
#[cfg(test)]
mod tests;
mod units;
mod view;
mod visits;
mod words;

pub use campaigns::{criterion, subtask_state};
pub use delegations::group_chats::announce;
pub use digests::told::progress;
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
        State::Outside(_) => Query::Nothing,
        State::Language => Query::Settings,
        State::Home { .. } => Query::Home,
        State::Delegations => Query::Delegations,
        State::Delegation(id) => Query::Delegation(*id),
        State::GroupChat(at) => delegations::group_chats::needs(at),
        State::Delegating { delegation, at } => delegations::needs(*delegation, at),
        State::Milestones { delegation, .. } => Query::Milestones(*delegation),
        State::Reminder(id) => Query::Reminder(*id),
        State::Reminded { subject, after } => Query::Reminded { subject: *subject, after: *after },
        State::Founding(_) => Query::Nothing,
        State::Inviting(at) => people::needs(at),
        State::Claim(id) => Query::Claim(*id),
        State::Checklists => Query::Checklists,
        State::Checklist(id) => Query::Checklist(*id),
        State::Workbook(id) => Query::Workbook(*id),
        State::Scheduling(at) => visits::scheduling::needs(at),
        State::Visiting { visit, at } => visits::needs(*visit, at),
        State::Session { visit, .. } => Query::Visit(*visit),
        State::Minutes { visit, .. } => Query::Minutes(*visit),
        State::Calendar { after } => Query::Calendar { after: *after },
        State::Filling { submission, .. } | State::Verifying { submission, .. } => {
            Query::Submission(*submission)
        }
        State::Reporting(at) => difficulties::report::needs(at),
        State::Difficulties { before, settled, filter } => Query::Difficulties {
            before: before.map(|before| (*settled, before)),
            filter: filter.clone(),
        },
        State::DifficultySummary(grouping) => Query::DifficultySummary(*grouping),
        State::Difficulty(id) | State::DifficultyPhotos(id) => Query::Difficulty(*id),
        State::Working { difficulty, at, .. } => difficulties::work::needs(*difficulty, at),
        State::Recommendations { filter, after } => {
            Query::Recommendations { filter: *filter, after: *after }
        }
        State::Recommendation(id) | State::RecommendationFiles(id) => Query::Recommendation(*id),
        State::Recommending { recommendation, .. } => Query::Recommendation(*recommendation),
        State::Composing(at) => recommendations::composing::needs(at),
        State::Ending { delegation, .. } => Query::DelegationEnd(*delegation),
        State::Units(at) => units::needs(at),
        State::Campaigns => Query::Campaigns,
        State::Campaigning { campaign, at } => campaigns::needs(*campaign, at),
        State::Proposing(_) => Query::Nothing,
        State::Planning(it) => campaigns::planning_needs(it),
        State::Subtasking { subtask, .. } => campaigns::subtask_needs(*subtask),
        State::LateLists(campaign) => Query::LateLists(*campaign),
        State::LateListing { list, .. } => Query::LateList(*list),
        State::Objecting { line, .. } => Query::LateLine(*line),
        State::Digests(_) => Query::Digests,
        State::Troubles => Query::Troubles,
    }
}

/// What a step must see: an edited message is about the answer that it gave, wherever one is now.
pub fn needs_of(state: &State, input: &Input) -> Query {
    match input {
        Input::Text { edited: true, message, .. } => Query::AnsweredBy { message: *message },
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
        Input::Event(Event::FileFetched(fetch)) => Step::go(State::Workbook(fetch)),
        Input::Event(Event::PlanFetched { campaign, fetch }) => {
            Step::go(State::Campaigning { campaign, at: Campaigning::Plan { fetch } })
        }
        Input::Other => Step::go(state.clone()).note(msg!("note-cannot-read")),
    }
}

/// A stranger stays outside whatever the session says; somebody known is never kept there.
fn admit(state: &State, view: &View) -> State {
    match (&view.me, state) {
        (None, State::Outside(_)) => state.clone(),
        (None, _) => State::Outside(Outside::Unknown),
        (Some(_), State::Outside(_)) => State::home(),
        (Some(_), _) => state.clone(),
    }
}

/// An edited message is offered as a correction of the answer that it gave; it changes nothing by
/// itself, and nothing else can be corrected this way.
fn edited(state: &State, text: String, message: i64, view: &View) -> Step {
    match &view.data {
        Data::Answered(Some((submission, path))) => {
            let before = match state {
                State::Filling { at: At::Correct { before, .. }, .. } => before.clone(),
                other => Box::new(other.clone()),
            };
            let at = At::Correct { path: path.clone(), text, message, before };
            Step::go(State::Filling { submission: *submission, at })
        }
        _ if view.me.is_some() => Step::go(state.clone()).note(msg!("note-edited")),
        _ => Step::go(state.clone()),
    }
}

fn typed(state: &State, text: &str, message: i64, view: &View) -> Step {
    if view.me.is_some()
        && let Some(body) = crate::domain::difficulties::one_message(text)
        && !matches!(state, State::Reporting(Reporting::Body { .. }))
    {
        return difficulties::report::in_one_message(state, body, view);
    }
    match state {
        State::Delegating { delegation, at } => delegations::typed(*delegation, at, text, view),
        State::Founding(at) => delegations::founding::typed(at, text, view),
        State::Milestones { delegation, at } => {
            delegations::milestones::typed(*delegation, at, text, view)
        }
        State::Inviting(at) => people::typed(at, text),
        State::Scheduling(at) => visits::scheduling::typed(at, text, view),
        State::Visiting { visit, at } => visits::typed(*visit, at, text, view),
        State::Session { visit, at } => visits::session::typed(*visit, at, text, view),
        State::Minutes { visit, at } => minutes::typed(*visit, at, text, view),
        State::Filling { submission, at } => {
            answers::typed::typed(*submission, at, (text, message), view)
        }
        State::Verifying { submission, at } => {
            answers::verifying::typed(*submission, at, text, view)
        }
        State::Reporting(at) => difficulties::report::typed(at, text),
        State::Difficulties { filter, .. } => difficulties::typed(filter, text),
        State::Working { difficulty, seen, at } => {
            difficulties::work::typed((*difficulty, *seen), at, text, view)
        }
        State::Recommending { recommendation, seen, at } => {
            recommendations::work::typed((*recommendation, *seen), at, text, view)
        }
        State::Composing(at) => recommendations::composing::typed(at, text, view),
        State::Ending { delegation, at } => {
            recommendations::ending::typed(*delegation, at, text, view)
        }
        State::Units(at) => units::typed(at, text, view),
        State::Campaigning { campaign, at } => campaigns::typed(*campaign, at, text, view),
        State::Proposing(at) => campaigns::proposing_typed(at, text, view),
        State::LateListing { list, seen, at } => {
            campaigns::late_list_typed((*list, *seen), at, text, view)
        }
        State::Objecting { line, .. } => campaigns::objection_typed(*line, text),
        State::Planning(it) => campaigns::planning_typed(it, text, view),
        State::Subtasking { subtask, seen, at } => {
            campaigns::subtask_typed((*subtask, *seen), at, text, view)
        }
        State::Digests(at) => digests::typed(at, text, view),
        State::Outside(_) => Step::go(state.clone()),
        _ => Step::go(state.clone()).note(msg!("note-nothing-to-type")),
    }
}

fn sent(state: &State, file: Incoming, view: &View) -> Step {
    if view.me.is_none() {
        return Step::go(state.clone());
    }
    match state {
        State::Filling { submission, at } => answers::typed::sent(*submission, at, file, view),
        State::Verifying { submission, at } => {
            answers::verifying::sent(*submission, at, file, view)
        }
        State::Reporting(at) if file.is_image => difficulties::report::sent(at, file),
        State::Campaigning { campaign, at } if file.is_table() => {
            campaigns::sent(*campaign, at, file)
        }
        State::Subtasking { subtask, .. } => campaigns::proof(*subtask, file),
        State::Recommendation(_) | State::Recommending { .. }
            if recommendations::work::takes_files(state, view) =>
        {
            recommendations::work::sent(state, file)
        }
        _ if file.is_workbook() => checklists::sent(file),
        _ => Step::go(state.clone()).note(msg!("note-file-not-wanted")),
    }
}

/// Where a decided command leads.
pub fn after(then: Then, outcome: &Outcome, before: &State) -> State {
    match then {
        Then::Go(state) => state,
        Then::Stay => before.clone(),
        Then::Follow => match outcome {
            Outcome::Invited { invite: _, token } => {
                State::Inviting(Inviting::Done { token: *token })
            }
            Outcome::Joined | Outcome::Done => State::home(),
            Outcome::Waiting => State::Outside(Outside::Waiting),
            Outcome::PhoneWanted { token_sha256 } => {
                State::Outside(Outside::Phone { token_sha256: *token_sha256 })
            }
            Outcome::Delegation(id) => State::Delegation(*id),
            Outcome::Visit(id) => State::visit(*id),
            Outcome::Checklist(id) => State::Checklist(*id),
            Outcome::Difficulty(id) => State::Difficulty(*id),
            Outcome::Campaign(id) => State::campaign(*id),
            Outcome::Task(campaign, task) => State::Campaigning {
                campaign: *campaign,
                at: Campaigning::Subtasks { sift: Sift::Task(*task), after: None },
            },
            Outcome::Subtask(id) => State::subtask(*id),
            Outcome::LateList(id) => State::late_list(*id),
            Outcome::Recommendation(id) => State::Recommendation(*id),
            Outcome::Photo(fetch) if matches!(before, State::Verifying { .. }) => {
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
        State::Filling { submission, at } => answers::arrive(submission, at, view),
        State::Verifying { submission, at } => answers::verifying::arrive(submission, at, view),
        State::Reporting(at) => State::Reporting(difficulties::report::arrive(at, &view.data)),
        State::Working { difficulty, seen, at } => {
            difficulties::work::arrive((difficulty, seen), at, &view.data)
        }
        State::Recommending { recommendation, seen, at } => {
            recommendations::work::arrive((recommendation, seen), at, &view.data)
        }
        State::Units(at) => State::Units(units::arrive(at, &view.data)),
        State::Subtasking { subtask, seen, at } => {
            campaigns::subtask_arrive((subtask, seen), at, &view.data)
        }
        State::LateListing { list, seen, at } => {
            campaigns::late_list_arrive((list, seen), at, &view.data)
        }
        other => other,
    }
}

/// What is kept of a state once it is drawn: files that were sent above a screen are not sent again.
pub fn resting(state: State, view: &View) -> State {
    match state {
        State::Filling { submission, at } => answers::resting(submission, at, view),
        State::Verifying { submission, at } => answers::verifying::resting(submission, at),
        State::DifficultyPhotos(id) => State::Difficulty(id),
        State::Subtasking { subtask, seen, at } => campaigns::resting(subtask, seen, at),
        State::RecommendationFiles(id) => State::Recommendation(id),
        other => other,
    }
}

/// Draws a settled state.
pub fn screen(state: &State, view: &View) -> Screen {
    if let Data::Refused(refusal) = &view.data {
        return Screen::new(refused(refusal)).home();
    }
    let drawn = match (state, &view.data) {
        (State::Outside(at), _) => Some(people::outside::screen(at)),
        (State::Home { page }, Data::Home(data)) => Some(home::screen(*page, data, view)),
        (State::Language, Data::Settings(it)) => Some(home::language(it)),
        (State::GroupChat(at), Data::GroupChat(it)) => {
            Some(delegations::group_chats::screen(at, it, view))
        }
        (State::Delegations, Data::Delegations(list)) => Some(delegations::list(list, view)),
        (State::Milestones { at, .. }, Data::Milestones(it)) => {
            delegations::milestones::screen(at, it, view)
        }
        (State::Reminder(_), Data::Reminder(it)) => Some(reminders::look(it, view)),
        (State::Reminded { after, .. }, Data::Reminded(page)) => {
            Some(reminders::reminded::screen(after.is_none(), page))
        }
        (State::Delegation(_), Data::Delegation(it)) => Some(delegations::overview(it, view)),
        (State::Delegating { at, .. }, data) => delegations::screen(at, data, view),
        (State::Founding(at), _) => Some(delegations::founding::screen(at, view)),
        (State::Inviting(at), data) => people::screen(at, data, view),
        (State::Claim(_), Data::Claim(claim)) => Some(people::claim(claim)),
        (State::Checklists, Data::Checklists(list)) => Some(checklists::list(list)),
        (State::Checklist(_), Data::Checklist(it)) => Some(checklists::checklist(it, view)),
        (State::Workbook(_), Data::Workbook(it)) => Some(checklists::read(it)),
        (State::Scheduling(at), data) => visits::scheduling::screen(at, data, view),
        (State::Visiting { at, .. }, Data::Visit(visit)) => Some(visits::screen(at, visit, view)),
        (State::Session { at, .. }, Data::Visit(visit)) => {
            Some(visits::session::screen(at, visit, view))
        }
        (State::Calendar { after }, Data::Calendar(page)) => {
            Some(visits::agenda::screen(page, after.is_none(), view))
        }
        (State::Minutes { at, .. }, Data::Minutes(it)) => Some(minutes::screen(at, it, view)),
        (State::Filling { at, .. }, Data::Submission(it)) => Some(answers::screen(at, it, view)),
        (State::Verifying { at, .. }, Data::Submission(it)) => {
            Some(answers::verifying::screen(at, it, view))
        }
        (State::Reporting(at), data) => difficulties::report::screen(at, data),
        (State::Difficulties { before, filter, .. }, Data::Difficulties(page)) => {
            Some(difficulties::list(filter, before.is_some(), page))
        }
        (State::DifficultySummary(by), Data::DifficultySummary(it)) => {
            Some(difficulties::summary(*by, it))
        }
        (State::Difficulty(_), Data::Difficulty(it)) => Some(difficulties::look(it, view)),
        (State::DifficultyPhotos(_), Data::Difficulty(it)) => Some(difficulties::photos(it, view)),
        (State::Working { at, .. }, data) => difficulties::work::screen(at, data),
        (State::Recommendations { filter, after }, Data::Recommendations(page)) => {
            Some(recommendations::list(filter, after.is_some(), page, view))
        }
        (State::Recommendation(_), Data::Recommendation(it)) => {
            Some(recommendations::look(it, view))
        }
        (State::RecommendationFiles(_), Data::Recommendation(it)) => {
            Some(recommendations::files(it, view))
        }
        (State::Recommending { at, .. }, Data::Recommendation(it)) => {
            recommendations::work::screen(at, it, view)
        }
        (State::Composing(at), data) => recommendations::composing::screen(at, data, view),
        (State::Ending { at, .. }, Data::DelegationEnd(it)) => {
            Some(recommendations::ending::screen(at, it, view))
        }
        (State::Units(at), data) => units::screen(at, data),
        (State::Campaigns, Data::Campaigns(list)) => Some(campaigns::list(list, view)),
        (State::Campaigning { at, .. }, data) => campaigns::screen(at, data, view),
        (State::LateLists(_), Data::LateLists(it)) => Some(campaigns::late_lists(it, view)),
        (State::LateListing { at, .. }, Data::LateList(it)) => {
            campaigns::late_list_screen(at, it, view)
        }
        (State::Objecting { at, .. }, Data::LateLine(it, line)) => {
            campaigns::objection_screen(at, it, *line)
        }
        (State::Proposing(at), _) => Some(campaigns::proposing_screen(at)),
        (State::Planning(it), data) => campaigns::planning_screen(it, data),
        (State::Subtasking { at, .. }, Data::Subtask(it)) => {
            Some(campaigns::subtask_screen(at, it, view))
        }
        (State::Digests(at), Data::Digests(it)) => Some(digests::screen(at, it, view)),
        (State::Troubles, Data::Troubles(it)) => Some(home::troubles::screen(it)),
        _ => None,
    };
    drawn.unwrap_or_else(|| Screen::new(refused(&crate::domain::Refusal::Gone)).home())
}

/// A command that the conversation itself wants run on arrival, without a tap: keeping a workbook
/// that has just been read, noting that results have been looked at.
pub fn follow_up(state: &State, view: &View) -> Option<(Command, Then)> {
    match (state, &view.data) {
        (State::Workbook(fetch), Data::Workbook(it)) => checklists::keep(*fetch, it),
        (State::Verifying { at, .. }, Data::Submission(it)) => {
            answers::verifying::look(at, it, view)
        }
        _ => None,
    }
}
