//! Notices about campaigns, in words and with their buttons.

use super::late_list::{line, lines};
use super::phrases::{about, campaign_state};
use crate::conversation::screen::Screen;
use crate::conversation::state::{AtCampaigns, Making, Objecting, State};
use crate::conversation::words;
use crate::domain::campaigns::{
    CampaignNotice, CampaignState, LateLine, LateListEvent, SubtaskBrief, SubtaskEvent,
};
use crate::domain::{CampaignId, LateListId};
use crate::msg;
use chrono::NaiveDate;

/// Lines with a button of their own.
const KEYS: usize = 20;

pub fn word(kind: &CampaignNotice) -> Screen {
    match kind {
        CampaignNotice::Moved { campaign, title, state, said, by } => {
            campaign_moved((*campaign, title), *state, said, by)
        }
        CampaignNotice::SubtaskMoved { subtask, event, by } => subtask_moved(subtask, event, by),
        CampaignNotice::LateListMoved { list, title, as_of, lines, event, by } => {
            late_list_moved((*list, title), *as_of, *lines, event, by)
        }
        CampaignNotice::LateListNamed { title, as_of, lines } => named(title, *as_of, lines),
        CampaignNotice::LateLineObjected { list, unit, code, objection, by } => {
            objected(*list, unit, code, objection, by)
        }
        CampaignNotice::LateListPosted { title, as_of, lines, .. } => {
            announced(title, *as_of, lines)
        }
        CampaignNotice::LateListCorrected { title, as_of, line, reason, .. } => {
            corrected(title, *as_of, line, reason)
        }
    }
}

/// A campaign that went on to another state.
fn campaign_moved(
    (campaign, title): (CampaignId, &str),
    state: CampaignState,
    said: &str,
    by: &str,
) -> Screen {
    let mut screen =
        Screen::new(msg!("campaign-moved", title = title, state = campaign_state(state), by = by));
    if !said.is_empty() {
        screen = screen.para(msg!("campaign-said", said = said));
    }
    screen.go(msg!("key-open-campaign"), State::campaign(campaign))
}

/// What happened to a sub-task, for those who did not do it.
fn subtask_moved(it: &SubtaskBrief, event: &SubtaskEvent, by: &str) -> Screen {
    let unit = &it.unit;
    let first = match event {
        SubtaskEvent::Assigned => msg!("subtask-was-assigned", unit = unit, by = by),
        SubtaskEvent::Accepted => msg!("subtask-was-accepted", unit = unit, by = by),
        SubtaskEvent::Declined { .. } => msg!("subtask-was-declined", unit = unit, by = by),
        SubtaskEvent::Blocked { .. } => msg!("subtask-was-blocked", unit = unit, by = by),
        SubtaskEvent::Unblocked => msg!("subtask-was-unblocked", unit = unit, by = by),
        SubtaskEvent::Claimed { .. } => msg!("subtask-was-claimed", unit = unit, by = by),
        SubtaskEvent::Verified { .. } => msg!("subtask-was-verified", by = by),
        SubtaskEvent::Returned { .. } => msg!("subtask-was-returned", by = by),
        SubtaskEvent::DueMoved { .. } => msg!("subtask-due-moved", by = by),
        SubtaskEvent::TimeAsked { .. } => msg!("subtask-time-asked", unit = unit, by = by),
        SubtaskEvent::TimeRefused { .. } => msg!("subtask-time-refused", by = by),
    };
    let mut screen =
        Screen::new(first).para(about(it)).line(msg!("campaign-named", title = &it.campaign_title));
    if let Some(due) = it.due_on {
        screen = screen.line(msg!("subtask-due-on", due = due));
    }
    let said = match event {
        SubtaskEvent::Declined { reason }
        | SubtaskEvent::Returned { reason }
        | SubtaskEvent::DueMoved { reason }
        | SubtaskEvent::TimeRefused { reason } => Some(msg!("subtask-reason", reason = reason)),
        SubtaskEvent::TimeAsked { due_on, reason } => {
            screen = screen.line(msg!("subtask-asked-until", due = *due_on));
            Some(msg!("subtask-reason", reason = reason))
        }
        SubtaskEvent::Blocked { body, .. } => {
            Some(msg!("reporting-quote", body = words::cut(body, 300)))
        }
        SubtaskEvent::Claimed { note } | SubtaskEvent::Verified { note } if !note.is_empty() => {
            Some(msg!("subtask-note", note = note))
        }
        _ => None,
    };
    if let Some(said) = said {
        screen = screen.para(said);
    }
    screen.go(msg!("key-open-subtask", code = &it.code), State::subtask(it.id))
}

/// A list that went on, for those whose turn it is.
fn late_list_moved(
    (list, title): (LateListId, &str),
    as_of: NaiveDate,
    lines: usize,
    event: &LateListEvent,
    by: &str,
) -> Screen {
    let screen = match event {
        LateListEvent::Drafted => {
            Screen::new(msg!("late-was-drafted", title = title, day = as_of, count = lines))
        }
        LateListEvent::Prepared => Screen::new(msg!(
            "late-was-prepared",
            title = title,
            day = as_of,
            count = lines,
            by = by
        )),
        LateListEvent::Approved => {
            Screen::new(msg!("late-was-approved", title = title, day = as_of, by = by))
        }
        LateListEvent::SentBack { reason } => {
            Screen::new(msg!("late-was-sent-back", title = title, day = as_of, by = by))
                .para(msg!("subtask-reason", reason = reason))
        }
    };
    screen.go(msg!("key-open-late-list"), State::late_list(list))
}

/// A unit is on a list that waits for approval.
fn named(title: &str, as_of: NaiveDate, all: &[LateLine]) -> Screen {
    let mut screen =
        lines(Screen::new(msg!("late-you-are-named", title = title, day = as_of)), all.iter())
            .para(msg!("late-you-may-object"));
    for one in all.iter().take(KEYS) {
        let say = State::Campaigns(AtCampaigns::Objecting(Making::of(Objecting { line: one.id })));
        screen = screen
            .go(msg!("key-object-to", code = &one.code), say)
            .go(msg!("key-open-subtask", code = &one.code), State::subtask(one.subtask));
    }
    screen
}

fn objected(list: LateListId, unit: &str, code: &str, objection: &str, by: &str) -> Screen {
    Screen::new(msg!("late-was-objected", unit = unit, code = code, by = by))
        .para(msg!("late-objection", said = objection))
        .go(msg!("key-open-late-list"), State::late_list(list))
}

/// The list as it is posted.
pub fn announced(title: &str, as_of: NaiveDate, all: &[LateLine]) -> Screen {
    lines(Screen::new(msg!("late-posted", title = title, day = as_of)), all.iter())
        .para(msg!("late-posted-note"))
}

pub fn corrected(title: &str, as_of: NaiveDate, of: &LateLine, reason: &str) -> Screen {
    Screen::new(msg!("late-posted-correction", title = title, day = as_of))
        .lines(line(of))
        .para(msg!("subtask-reason", reason = reason))
}
