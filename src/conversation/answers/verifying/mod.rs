//! Verifying a unit's signed answers on site, one question a message; and what came of it, for both
//! sides.
//!
//! `results` words a result, `lists` draws many at once, `draft` takes what needs more than a
//! tap: the value found, the method, the note, photos; also what is typed in answer to a dispute.
//! `acts` is what else is done: disputing, accepting, finishing, making final.
//! Who may do what is asked in the decisions; the screens leave out what would be refused.

mod acts;
mod draft;
mod lists;
pub(in crate::conversation) mod results;

use std::sync::Arc;

use super::files;
use crate::conversation::input::Incoming;
use crate::conversation::screen::Screen;
use crate::conversation::state::{
    Action, Aim, AtAnswers, DraftStep, Making, ResultDraft, State, Step, Then, Verifying,
    VerifyingMaking,
};
use crate::conversation::view::{View, VisitData};
use crate::conversation::words::given::worded;
use crate::conversation::{Msg, making, words};
use crate::domain::answers::{
    AnswerCommand, Ask, Finding, LookAtResults, Submission, SubmissionState, Verdict, VerifyAct,
};
use crate::domain::visits::VisitState;
use crate::domain::{Command, FetchId, SubmissionId};
use crate::{domain, msg};
use acts::VerifyingActs;
use results::beside;

/// Settles where a tap leads. Answers that are not signed are the unit's own: there is nothing to
/// verify yet.
pub fn arrive(at: Verifying, data: &Submission, view: &View) -> State {
    if data.state.awaits_signature() {
        return State::fill(data.id);
    }
    let order = data.to_verify(view.locale().code());
    let there = |path: &str| order.iter().any(|(_, ask)| ask.path == path);
    let open = |ask: &Ask| !data.verifications.contains_key(&ask.path);
    let finding = |path: &str| data.verifications.get(path).map(|result| &result.finding);
    let first_marked = || order.iter().find(|(_, ask)| ask.verify && open(ask));
    let to = |found: Option<&(usize, Arc<Ask>)>| match found {
        Some((_, ask)) => Verifying::question(&ask.path),
        None => Verifying::Overview,
    };
    let at = match at {
        Verifying::Next => to(first_marked()),
        Verifying::After { path } => {
            let here = order.iter().position(|(_, ask)| ask.path == path);
            let from = here.map_or(0, |index| index + 1);
            // Whoever went through the others goes on through the others.
            let others = here.is_some_and(|index| !order[index].1.verify);
            let next = order[from..].iter().find(|(_, ask)| open(ask) && ask.verify != others);
            to(next.or_else(first_marked))
        }
        Verifying::Question { path } | Verifying::Files { path } if !there(&path) => {
            Verifying::Overview
        }
        Verifying::Making(act) => acts::arrive(act, data),
        Verifying::Draft(draft) => {
            let disputed = matches!(finding(&draft.path), Some(Finding::Disputed(_)));
            let wanted = match draft.aim {
                Aim::Adjust | Aim::NotVerifiable => data.is_being_verified() && !disputed,
                Aim::Change | Aim::Keep => disputed,
            };
            if wanted && verifies(data, view) {
                draft::arrive(draft, data)
            } else {
                Verifying::Question { path: draft.path }
            }
        }
        at => at,
    };
    state(data.id, at)
}

/// Files that were sent above a question are not sent again.
pub fn resting(submission: SubmissionId, at: Verifying) -> State {
    match at {
        Verifying::Files { path } => state(submission, Verifying::Question { path }),
        at => state(submission, at),
    }
}

pub fn screen(at: &Verifying, data: &Submission, view: &View) -> Option<Screen> {
    let order = data.to_verify(view.locale().code());
    let find = |path: &str| order.iter().position(|(_, ask)| ask.path == path);
    let drawn = match at {
        Verifying::Question { path } => find(path).map(|place| question(&order, place, data, view)),
        Verifying::Files { path } => find(path).map(|place| {
            let (index, ask) = &order[place];
            files::above(question(&order, place, data, view), *index, ask, data)
        }),
        Verifying::Making(act) => return making::screen(&VerifyingActs { data, view }, act),
        Verifying::Draft(draft) => {
            find(&draft.path).map(|place| draft::screen(draft, &order[place], data))
        }
        Verifying::List { page } => Some(lists::list(&order, *page, data)),
        Verifying::Overview | Verifying::Next | Verifying::After { .. } => None,
    };
    Some(drawn.unwrap_or_else(|| lists::overview(&order, data, view)))
}

/// A head who has the results before them need not be told of them again.
pub fn look(at: &Verifying, data: &Submission, view: &View) -> Option<(Command, Then)> {
    let me = view.me.as_ref()?;
    let news = *at == Verifying::Overview
        && data.state == SubmissionState::Verified
        && !data.looked.contains(&me.id)
        && view.may(domain::Action::DisputeVerification, &data.target());
    let command =
        Command::Answers(AnswerCommand::LookAtResults(LookAtResults { submission: data.id }));
    news.then_some((command, Then::Stay))
}

pub(in crate::conversation) fn state(submission: SubmissionId, at: Verifying) -> State {
    State::Answers(AtAnswers::Verifying { submission, at })
}

/// To an act's first question.
fn making(data: &Submission, what: VerifyingMaking) -> Action {
    go(data, Verifying::Making(Making::of(what)))
}

fn go(data: &Submission, at: Verifying) -> Action {
    Action::Go(state(data.id, at))
}

/// Not somebody of the unit itself.
fn may_as_group(action: domain::Action, data: &Submission, view: &View) -> bool {
    let own = view.me.as_ref().is_some_and(|me| me.units().contains(&data.unit));
    view.may(action, &data.target()) && !own
}

fn verifies(data: &Submission, view: &View) -> bool {
    may_as_group(domain::Action::VerifyAnswers, data, view)
}

/// The way from the screens of the answers to what was found.
pub fn way_in(screen: Screen, data: &Submission, view: &View) -> Screen {
    let begun = data.state == SubmissionState::SignedOff && !data.verifications.is_empty();
    let done = matches!(data.state, SubmissionState::Verified | SubmissionState::Final);
    if verifies(data, view) && data.is_being_verified() {
        screen.key(msg!("key-verify"), go(data, Verifying::Overview))
    } else {
        screen.key_if(begun || done, msg!("key-results"), go(data, Verifying::Overview))
    }
}

/// The ways from the visit, one for each unit whose signed answers can be verified now.
pub fn from_visit(mut screen: Screen, data: &VisitData, view: &View) -> Screen {
    let on_site = matches!(data.visit.state, VisitState::InSession | VisitState::Minutes);
    let several = data.visit.units.len() > 1;
    for line in &data.submissions {
        let on = data.visit.target_of(line.unit);
        let own = view.me.as_ref().is_some_and(|me| me.units().contains(&line.unit));
        let verifies = view.may(domain::Action::VerifyAnswers, &on) && !own;
        let label = match data.visit.unit(line.unit) {
            Some(unit) if several => msg!("key-verify-of", unit = &unit.name),
            _ => msg!("key-verify"),
        };
        screen = screen.key_if(
            verifies && on_site && line.state == SubmissionState::SignedOff,
            label,
            Action::Go(state(line.id, Verifying::Overview)),
        );
    }
    screen
}

pub(in crate::conversation) fn heading(data: &Submission) -> Screen {
    let tally = data.tally();
    Screen::new(msg!("verifying-title", unit = &data.unit_name)).line(msg!(
        "verifying-progress",
        bar = crate::text::progress_bar(tally.marked_done, tally.marked, 10),
        done = tally.marked_done,
        marked = tally.marked
    ))
}

/// The question and the unit's own answer.
fn reported(screen: Screen, (index, ask): &(usize, Arc<Ask>), data: &Submission) -> Screen {
    let mut screen =
        screen.para(msg!("filling-question", question = words::numbered(*index, &ask.label)));
    if let Some(answer) = data.answers.get(&ask.path) {
        screen = screen.para(msg!("verifying-reported", answer = worded(ask, &answer.given, 1600)));
    }
    match &data.signed {
        Some((name, at)) => {
            screen.line(msg!("filling-signed", name = name, at = words::moment(*at)))
        }
        None => screen,
    }
}

fn question(order: &[(usize, Arc<Ask>)], place: usize, data: &Submission, view: &View) -> Screen {
    let (index, ask) = &order[place];
    let result = data.verifications.get(&ask.path);
    let mut screen = reported(heading(data), &order[place], data);
    if !ask.verify {
        screen = screen.line(msg!("verifying-unmarked"));
    }
    screen = beside(screen, ask, data);
    let seen = data.verified_revision(&ask.path);
    let finding = result.map(|result| &result.finding);
    let open = matches!(data.state, SubmissionState::SignedOff | SubmissionState::Verified);
    if verifies(data, view) {
        if matches!(finding, Some(Finding::Disputed(_))) && open {
            screen = settle(screen, ask, data, seen);
        } else if data.is_being_verified() {
            screen = verdicts(screen, ask, data, seen);
        }
    }
    let disputes = view.may(domain::Action::DisputeVerification, &data.target());
    if disputes && open && matches!(finding, Some(Finding::Adjusted(_))) {
        let path = ask.path.clone();
        screen =
            screen.key(msg!("key-dispute"), making(data, VerifyingMaking::Dispute { path, seen }));
    }
    let there = data.files_of(&ask.path).len();
    let files = Verifying::Files { path: ask.path.clone() };
    screen = screen.key_if(there > 0, msg!("key-files", count = there), go(data, files));
    let mut turn = vec![];
    if let Some((_, previous)) = place.checked_sub(1).and_then(|before| order.get(before)) {
        turn.push((msg!("key-previous"), go(data, Verifying::question(&previous.path))));
    }
    if let Some((_, next)) = order.get(place + 1) {
        let skips = verifies(data, view) && data.is_being_verified() && result.is_none();
        let label = if skips { msg!("key-pass-over") } else { msg!("key-next") };
        turn.push((label, go(data, Verifying::question(&next.path))));
    }
    let page = lists::page_of(order, *index);
    screen
        .row(turn)
        .row(vec![
            (msg!("key-verify-list"), go(data, Verifying::List { page })),
            (msg!("key-verify-overview"), go(data, Verifying::Overview)),
        ])
        .row(vec![
            (msg!("key-back-to-visit"), Action::Go(State::visit(data.visit))),
            (msg!("key-home"), Action::Go(State::home())),
        ])
}

/// One tap for what matches; the rest is put together.
fn verdicts(screen: Screen, ask: &Ask, data: &Submission, seen: i32) -> Screen {
    let matched = Action::Do {
        command: verify(data.id, &ask.path, Verdict::Matched, seen),
        then: Then::Go(state(data.id, Verifying::After { path: ask.path.clone() })),
    };
    let draft = |aim| go(data, Verifying::Draft(ResultDraft::new(&ask.path, seen, aim)));
    screen
        .key(msg!("key-matched"), matched)
        .key(msg!("key-adjust"), draft(Aim::Adjust))
        .key(msg!("key-not-verifiable"), draft(Aim::NotVerifiable))
}

fn verify(submission: SubmissionId, path: &str, verdict: Verdict, seen: i32) -> Command {
    let act = VerifyAct::Verdict { verdict, note: String::new(), photos: vec![] };
    Command::Answers(act.on(submission, path, seen))
}

/// The three answers to a dispute.
fn settle(screen: Screen, ask: &Ask, data: &Submission, seen: i32) -> Screen {
    let draft = |aim| go(data, Verifying::Draft(ResultDraft::new(&ask.path, seen, aim)));
    let path = ask.path.clone();
    screen
        .key(msg!("key-dispute-keep"), draft(Aim::Keep))
        .key(msg!("key-dispute-change"), draft(Aim::Change))
        .key(msg!("key-dispute-accept"), making(data, VerifyingMaking::Accept { path, seen }))
}

pub fn typed(at: &Verifying, typed: &str, data: &Submission, view: &View) -> Step {
    let stay = |note: Msg| Step::go(state(data.id, at.clone())).note(note);
    match at {
        Verifying::Draft(draft) => draft::typed(draft, typed, data, view),
        Verifying::Making(act) => making::typed(&VerifyingActs { data, view }, act, typed),
        Verifying::Question { .. } if verifies(data, view) && data.is_being_verified() => {
            stay(msg!("note-verify-first"))
        }
        _ => stay(msg!("note-nothing-to-type")),
    }
}

pub fn sent(at: &Verifying, file: Incoming, data: &Submission, view: &View) -> Step {
    let stay = |note: Msg| Step::go(state(data.id, at.clone())).note(note);
    match at {
        Verifying::Draft(draft) if file.is_image => draft::sent(data.id, draft, file),
        Verifying::Draft(_) => stay(msg!("note-photo-only")),
        Verifying::Question { .. } if verifies(data, view) && data.is_being_verified() => {
            stay(msg!("note-verify-first"))
        }
        _ => stay(msg!("note-file-not-wanted")),
    }
}

/// A photo on its way belongs to the draft on the screen.
pub fn photographed(before: &State, fetch: FetchId) -> State {
    match before {
        State::Answers(AtAnswers::Verifying { submission, at: Verifying::Draft(draft) }) => {
            state(*submission, Verifying::Draft(draft::with_photo(draft.clone(), fetch)))
        }
        other => other.clone(),
    }
}
