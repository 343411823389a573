//! Many results at once: how far it is, what was adjusted.

use std::sync::Arc;

use super::results::{label, tally};
use super::{Verifying, go, heading, making, may_as_group, results, state, verifies};
use crate::conversation::screen::Screen;
use crate::conversation::state::{Action, State, VerifyingMaking};
use crate::conversation::view::View;
use crate::conversation::words;
use crate::domain::answers::{Ask, Finding, Submission, SubmissionState};
use crate::domain::visits::VisitState;
use crate::{domain, msg};

/// Questions on one page of the list.
const PAGE: usize = 8;

/// Adjustments shown side by side on one screen; the rest are in the list.
const SHOWN: usize = 10;

/// Questions that have a button of their own on the overview.
const KEYS: usize = 6;

pub fn overview(order: &[(usize, Arc<Ask>)], data: &Submission, view: &View) -> Screen {
    let counts = data.tally();
    let mut screen = heading(data)
        .line(msg!("filling-state", state = words::submission_state(data.state)))
        .para(tally(&counts));
    if counts.disputed > 0 {
        screen = screen.line(msg!("verifying-disputed", count = counts.disputed));
    }
    if data.pending_files > 0 {
        screen = screen.line(msg!("filling-files-pending", count = data.pending_files));
    }
    screen = side_by_side(screen, order, data);
    if data.state == SubmissionState::Verified && counts.disputed == 0 {
        screen = screen.para(msg!("results-not-final"));
    }
    let at_work = verifies(data, view) && data.is_being_verified();
    screen = screen.key_if(
        at_work && counts.marked_done < counts.marked,
        msg!("key-verify-next"),
        go(data, Verifying::Next),
    );
    // What waits for a word of this person: disputes for the group, adjustments for the head.
    let heads = view.may(domain::Action::DisputeVerification, &data.target());
    let wanted = |ask: &Ask| match data.verifications.get(&ask.path).map(|it| &it.finding) {
        Some(Finding::Disputed(_)) => true,
        Some(Finding::Adjusted(_)) => heads && data.state != SubmissionState::Final,
        _ => false,
    };
    for (index, ask) in order.iter().filter(|(_, ask)| wanted(ask)).take(KEYS) {
        screen = screen.key(label(*index, ask, data), go(data, Verifying::question(&ask.path)));
    }
    let finishes = may_as_group(domain::Action::FinishVerification, data, view)
        && data.state == SubmissionState::SignedOff
        && (data.is_being_verified() || data.visit_state == VisitState::Closed);
    let finalises = may_as_group(domain::Action::FinaliseSubmission, data, view)
        && data.state == SubmissionState::Verified;
    screen
        .key_if(finishes, msg!("key-verify-finish"), making(data, VerifyingMaking::Finish))
        .key_if(finalises, msg!("key-finalise"), making(data, VerifyingMaking::Finalise))
        .row(vec![
            (msg!("key-verify-list"), go(data, Verifying::List { page: 0 })),
            (msg!("key-see-answers"), Action::Go(State::fill(data.id))),
        ])
        .row(vec![
            (msg!("key-back-to-visit"), Action::Go(State::visit(data.visit))),
            (msg!("key-home"), Action::Go(State::home())),
        ])
}

/// What was reported and what was found, an adjustment a line.
fn side_by_side(screen: Screen, order: &[(usize, Arc<Ask>)], data: &Submission) -> Screen {
    let mut lines: Vec<_> = order
        .iter()
        .filter_map(|(index, ask)| {
            let found = data.verifications.get(&ask.path)?.finding.found()?;
            Some(results::line(*index, ask, data, found))
        })
        .collect();
    if lines.is_empty() {
        return screen;
    }
    if lines.len() > SHOWN {
        let more = lines.len() - SHOWN;
        lines.truncate(SHOWN);
        lines.push(msg!("results-more", count = more));
    }
    lines.insert(0, msg!("results-adjusted"));
    screen.lines(lines)
}

pub fn list(order: &[(usize, Arc<Ask>)], page: usize, data: &Submission) -> Screen {
    let pages = order.len().div_ceil(PAGE).max(1);
    let page = page.min(pages - 1);
    let mut screen = heading(data).para(msg!("verifying-list", page = page + 1, pages = pages));
    for (index, ask) in order.iter().skip(page * PAGE).take(PAGE) {
        screen = screen.key(label(*index, ask, data), go(data, Verifying::question(&ask.path)));
    }
    let mut row = vec![];
    if page > 0 {
        row.push((msg!("key-earlier"), go(data, Verifying::List { page: page - 1 })));
    }
    if page + 1 < pages {
        row.push((msg!("key-more"), go(data, Verifying::List { page: page + 1 })));
    }
    screen.row(row).back(state(data.id, Verifying::Overview))
}

/// The page of the list on which the question with this place in the form is.
pub fn page_of(order: &[(usize, Arc<Ask>)], index: usize) -> usize {
    order.iter().position(|(other, _)| *other == index).unwrap_or_default() / PAGE
}
