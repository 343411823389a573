//! The milestones of a delegation: what it owes by when, why that day, done or not, another day.

use super::acts::on_milestone;
use crate::conversation::listing::Line;
use crate::conversation::screen::Screen;
use crate::conversation::state::{
    Action, AtDelegations, AtMilestone, Making, MilestoneMaking, State, Then,
};
use crate::conversation::view::{MilestonesData, View};
use crate::conversation::{Arg, Msg, words};
use crate::domain::calendar::Off;
use crate::domain::delegations::{Milestone, MilestoneAct, MilestoneKind};
use crate::domain::reminders::MilestoneLine;
use crate::domain::reminders::{Confidence, Direction, Reckoned, Source, Subject, Unit};
use crate::domain::{DelegationId, MilestoneId};
use crate::{clock, domain, msg};
use chrono::Datelike as _;

/// Milestones on one page: those of most delegations together.
const PAGE: usize = 16;

/// Among the milestones of a delegation.
pub fn at(delegation: DelegationId, at: AtMilestone) -> State {
    State::Delegations(AtDelegations::Milestones { delegation, at })
}

pub fn list(data: &MilestonesData, view: &View) -> Screen {
    let mut screen = Screen::new(msg!("milestones-title", title = &data.title));
    screen = match data.window {
        Some((from, to)) => screen.line(msg!("milestones-window", from = from, to = to)),
        None => screen.para(msg!("milestones-no-window")),
    };
    let today = view.wall().date();
    let line = |it: &Milestone| {
        let (milestone, due) = (name(it.kind, number(it)), it.due_on);
        match &it.done {
            Some(_) => msg!("milestone-line-done", milestone = milestone, due = due),
            None if due < today => msg!("milestone-line-late", milestone = milestone, due = due),
            None => msg!("milestone-line", milestone = milestone, due = due),
        }
    };
    let lines = data.milestones.iter().map(|it| {
        let label = msg!("key-milestone", milestone = name(it.kind, number(it)), due = it.due_on);
        Line::go(label, at(data.delegation, AtMilestone::One { milestone: it.id })).tell(line(it))
    });
    screen = screen.list_by((PAGE, 0), true, lines.collect());
    if !data.milestones.is_empty() {
        screen = screen.para(msg!("milestone-default"));
    }
    screen.back(State::Delegations(AtDelegations::One(data.delegation)))
}

pub fn one(it: &Milestone, data: &MilestonesData, view: &View) -> Screen {
    let another_day = Making::of(MilestoneMaking::Move { milestone: it.id });
    let mut screen =
        Screen::new(msg!("milestone-title", milestone = name(it.kind, number(it)))).line(due(it));
    if let Some(reason) = &it.moved {
        screen = screen.line(msg!("visit-reason", reason = reason));
    }
    screen = match &it.done {
        Some((at, by)) => {
            screen.line(msg!("milestone-done", by = by, at = Arg::Moment(clock::local(*at))))
        }
        None => screen.line(msg!("milestone-open")),
    };
    screen = screen.para(msg!("milestone-source", source = source(&it.reckoned)));
    screen = match it.reckoned.rule.confidence {
        Confidence::Default => screen.line(msg!("milestone-default")),
        Confidence::Verified => screen.line(msg!("milestone-local")),
    };
    let me = view.me.as_ref();
    let keeps =
        me.is_some_and(|me| domain::may(me, domain::Action::ManageMilestones, &it.target(me)));
    screen
        .key_if(keeps && it.is_open(), done_label(it.kind), mark(it.id, data.delegation, true))
        .key_if(
            keeps && it.is_open(),
            msg!("key-milestone-move"),
            Action::Go(at(data.delegation, AtMilestone::Making(another_day))),
        )
        .key_if(
            keeps && it.done.is_some(),
            msg!("key-milestone-undo"),
            mark(it.id, data.delegation, false),
        )
        .key_if(
            me.is_some_and(|me| domain::may(me, domain::Action::SeeReminders, &it.target(me))),
            msg!("key-reminded"),
            Action::Go(State::reminded(Subject::Milestone(it.id))),
        )
        .back(State::milestones(data.delegation))
}

/// The button that says that a milestone is done, or is not after all.
pub fn mark(milestone: MilestoneId, delegation: DelegationId, done: bool) -> Action {
    work(milestone, delegation, MilestoneAct::Mark { done })
}

/// Something done with a milestone, which is looked at again then.
pub fn work(milestone: MilestoneId, delegation: DelegationId, act: MilestoneAct) -> Action {
    Action::Do {
        command: on_milestone(milestone, act),
        then: Then::Go(at(delegation, AtMilestone::One { milestone })),
    }
}

pub fn number(it: &Milestone) -> Option<i32> {
    it.group.map(|(_, number)| number)
}

/// What is to be done, e.g. "gửi đề cương".
pub fn name(kind: MilestoneKind, group_number: Option<i32>) -> Msg {
    let name = match kind {
        MilestoneKind::Outline => msg!("milestone-outline"),
        MilestoneKind::UnitReports => msg!("milestone-unit-reports"),
        MilestoneKind::Programme => msg!("milestone-programme"),
        MilestoneKind::Assessments => msg!("milestone-assessments"),
        MilestoneKind::DraftReport => msg!("milestone-draft-report"),
        MilestoneKind::Report => msg!("milestone-report"),
    };
    match group_number {
        Some(number) => msg!("milestone-of-group", milestone = name, number = number),
        None => name,
    }
}

pub fn done_label(kind: MilestoneKind) -> Msg {
    match kind {
        MilestoneKind::Outline => msg!("key-done-outline"),
        MilestoneKind::UnitReports => msg!("key-done-unit-reports"),
        MilestoneKind::Programme => msg!("key-done-programme"),
        MilestoneKind::Assessments => msg!("key-done-assessments"),
        MilestoneKind::DraftReport => msg!("key-done-draft-report"),
        MilestoneKind::Report => msg!("key-done-report"),
    }
}

pub fn due(it: &Milestone) -> Msg {
    let milestone = name(it.kind, number(it));
    match &it.moved {
        Some(_) => msg!("milestone-due-chosen", milestone = milestone, due = it.due_on),
        None => {
            msg!("milestone-due", milestone = milestone, due = it.due_on, how = how(&it.reckoned))
        }
    }
}

/// A milestone in a reminder, with why it is that day.
pub fn line(it: &MilestoneLine) -> Msg {
    let milestone = name(it.kind, it.group_number);
    let due = match &it.reckoned {
        Some(reckoned) => {
            msg!("milestone-due", milestone = milestone, due = it.due_on, how = how(reckoned))
        }
        None => msg!("milestone-due-chosen", milestone = milestone, due = it.due_on),
    };
    msg!("milestone-reminder", due = due, title = words::cut(&it.title, 60))
}

/// How a day came about: what was counted, and what it was rolled over.
fn how(it: &Reckoned) -> Msg {
    let days = i64::from(it.rule.offset);
    let days = match it.rule.unit {
        Unit::Calendar => msg!("milestone-days", days = days),
        Unit::Working => msg!("milestone-working-days", days = days),
    };
    let (anchor, planned, due) = (it.anchor, it.planned, it.due);
    let off = it.off.as_ref().filter(|_| planned != due).map(off_day);
    match (it.rule.direction, off) {
        (Direction::Before, None) => msg!("milestone-before", days = days, anchor = anchor),
        (Direction::After, None) => msg!("milestone-after", days = days, anchor = anchor),
        (Direction::Before, Some(off)) => msg!(
            "milestone-before-rolled",
            days = days,
            anchor = anchor,
            planned = planned,
            off = off,
            due = due
        ),
        (Direction::After, Some(off)) => msg!(
            "milestone-after-rolled",
            days = days,
            anchor = anchor,
            planned = planned,
            off = off,
            due = due
        ),
    }
}

fn source(it: &Reckoned) -> Msg {
    // Law 121/2025/QH15 is in force from 1 March 2026; its detail is in resolutions of the NASC.
    let new_law = (it.anchor.year(), it.anchor.month()) >= (2026, 3);
    match it.rule.source {
        Source::Law { .. } if new_law => msg!("source-law-2025"),
        Source::Law { articles } => msg!("source-law-2015", articles = articles),
        Source::Plan => msg!("source-plan"),
        Source::LocalRules => msg!("source-local"),
    }
}

pub fn off_day(off: &Off) -> Msg {
    match off {
        Off::Weekend => msg!("off-weekend"),
        Off::Holiday { name } => msg!("off-holiday", name = name),
    }
}
