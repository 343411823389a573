//! A campaign in words: states, lines of lists, what happened.

use crate::conversation::screen::Screen;
use crate::conversation::state::{
    Action, AtDifficulties, Making, Reporting, Sift, State, SubtaskMaking, Subtasking,
};
use crate::conversation::view::{JudgeItem, SubtaskItem, SubtaskLine};
use crate::conversation::{Arg, Msg, words};
use crate::domain::campaigns::{
    Campaign, CampaignState, Criterion, Subtask, SubtaskBrief, SubtaskState,
};
use crate::domain::reminders::{DueSubtask, Step};
use crate::text::Decimal;
use crate::{msg, text};
use chrono::NaiveDate;

pub fn campaign_state(state: CampaignState) -> Msg {
    match state {
        CampaignState::Proposed => msg!("campaign-proposed"),
        CampaignState::Approved => msg!("campaign-approved"),
        CampaignState::Running => msg!("campaign-running"),
        CampaignState::Ended => msg!("campaign-ended"),
        CampaignState::Evaluated => msg!("campaign-evaluated"),
        CampaignState::Cancelled => msg!("campaign-cancelled"),
    }
}

pub fn subtask_state(state: SubtaskState) -> Msg {
    match state {
        SubtaskState::Draft => msg!("subtask-draft"),
        SubtaskState::Assigned => msg!("subtask-assigned"),
        SubtaskState::InProgress => msg!("subtask-in-progress"),
        SubtaskState::Blocked => msg!("subtask-blocked"),
        SubtaskState::ClaimedDone => msg!("subtask-claimed"),
        SubtaskState::Verified => msg!("subtask-verified"),
        SubtaskState::Declined => msg!("subtask-declined"),
        SubtaskState::Returned => msg!("subtask-returned"),
    }
}

/// Which day of the campaign it is.
pub fn day(it: &Campaign, today: NaiveDate) -> Msg {
    let all = it.terms.length_days;
    match it.terms.day(today) {
        Some(day) => msg!("campaign-day", day = day, all = all),
        None if today < it.terms.starts_on => {
            msg!("campaign-before", days = (it.terms.starts_on - today).num_days())
        }
        None => msg!("campaign-over", all = all),
    }
}

/// The work that was counted.
pub fn parts(done: i64, planned: i64) -> Msg {
    let bar = text::progress_bar(count(done), count(planned), 10);
    msg!(
        "campaign-parts",
        bar = bar,
        done = done,
        planned = planned,
        share = Arg::Ratio(done, planned.max(1))
    )
}

fn count(number: i64) -> usize {
    usize::try_from(number).unwrap_or(0)
}

pub fn sift(sift: Sift) -> Msg {
    match sift {
        Sift::All | Sift::Task(_) => msg!("subtasks-all"),
        Sift::Own => msg!("subtasks-own"),
        Sift::Drafts => msg!("subtasks-drafts"),
        Sift::Declined => msg!("subtasks-declined"),
        Sift::Overdue => msg!("subtasks-overdue"),
        Sift::Blocked => msg!("subtasks-blocked"),
        Sift::Claimed => msg!("subtasks-claimed"),
        Sift::Asked => msg!("subtasks-asked"),
    }
}

/// A sub-task in a list: what needs the eye comes first.
pub fn line(line: &SubtaskLine) -> Msg {
    let (code, unit) = (&line.code, words::cut(&line.unit, 22));
    let title = words::cut(&line.title, 28);
    let Some(due) = line.due_on else {
        return msg!("subtask-line-undated", code = code, title = title);
    };
    match line.state {
        _ if line.overdue => {
            msg!("subtask-line-late", code = code, title = title, unit = unit, due = due)
        }
        SubtaskState::Verified => {
            msg!("subtask-line-done", code = code, title = title, unit = unit, due = due)
        }
        SubtaskState::Blocked => {
            msg!("subtask-line-blocked", code = code, title = title, unit = unit, due = due)
        }
        SubtaskState::ClaimedDone => {
            msg!("subtask-line-claimed", code = code, title = title, unit = unit, due = due)
        }
        _ => msg!("subtask-line", code = code, title = title, unit = unit, due = due),
    }
}

/// `Tỷ lệ hồ sơ trực tuyến ≥ 60 %`.
pub fn criterion(it: &Criterion) -> Msg {
    msg!(
        "criterion",
        measure = &it.measure,
        operator = it.operator.symbol(),
        target = quantity(it.target, &it.unit)
    )
}

/// A number with its unit, if it has one.
pub fn quantity(value: Decimal, unit: &str) -> Msg {
    let value = Arg::Decimal(value.to_string());
    match unit {
        "" => msg!("quantity", value = value),
        unit => msg!("quantity-of", value = value, unit = unit),
    }
}

/// How far the criterion is met.
pub fn reached(it: &Subtask) -> Option<Msg> {
    let criterion = it.criterion.as_ref()?;
    Some(match it.value {
        None => msg!("subtask-value-none"),
        Some(value) => {
            let value_said = quantity(value, &criterion.unit);
            if criterion.is_met(value) {
                msg!("subtask-value-met", value = value_said)
            } else {
                msg!("subtask-value-short", value = value_said)
            }
        }
    })
}

/// The due day, with its day of the campaign and how long it is until then.
pub fn due(it: &Subtask, today: NaiveDate) -> Option<Msg> {
    let due = it.due_on?;
    let day = it.campaign_terms.day(due).unwrap_or_default();
    let left = (due - today).num_days();
    Some(match left {
        _ if !it.state.is_awaited() => msg!("subtask-due", due = due, day = day),
        0 => msg!("subtask-due-today", due = due, day = day),
        left if left > 0 => msg!("subtask-due-in", due = due, day = day, left = left),
        left => msg!("subtask-due-over", due = due, day = day, late = -left),
    })
}

/// A column of the plan's workbook, as it is named there.
pub fn column(name: &str) -> Msg {
    match name {
        "task" => msg!("column-task"),
        "task_title" => msg!("column-task-title"),
        "code" => msg!("column-code"),
        "title" => msg!("column-title"),
        "measure" => msg!("column-measure"),
        "operator" => msg!("column-operator"),
        "target" => msg!("column-target"),
        "unit" => msg!("column-unit"),
        "source" => msg!("column-source"),
        "lead" => msg!("column-lead"),
        "coordinating" => msg!("column-coordinating"),
        "due" => msg!("column-due"),
        _ => msg!("column-parts"),
    }
}

/// `7b Nộp hồ sơ trực tuyến`, as a heading.
pub fn about(it: &SubtaskBrief) -> Msg {
    msg!("subtask-about", code = &it.code, title = &it.title)
}

/// What waits on the home screen.
pub fn subtask_item(it: &SubtaskItem) -> (Msg, State) {
    let (code, title, due) = (&it.code, words::cut(&it.title, 30), it.due_on);
    let label = match it.state {
        _ if it.overdue => msg!("item-subtask-late", code = code, title = title, due = due),
        SubtaskState::Assigned => msg!("item-subtask-new", code = code, title = title, due = due),
        SubtaskState::Returned => {
            msg!("item-subtask-returned", code = code, title = title, due = due)
        }
        SubtaskState::Blocked => {
            msg!("item-subtask-blocked", code = code, title = title, due = due)
        }
        _ => msg!("item-subtask", code = code, title = title, due = due),
    };
    (label, State::subtask(it.subtask))
}

/// What waits for the campaign's owner.
pub fn judge_item(it: &JudgeItem) -> (Msg, State) {
    let (code, unit) = (&it.code, words::cut(&it.unit, 30));
    let label = match it.state {
        SubtaskState::Declined => msg!("item-subtask-declined", code = code, unit = unit),
        _ if it.asked => msg!("item-subtask-asked", code = code, unit = unit),
        _ => msg!("item-subtask-verify", code = code, unit = unit),
    };
    (label, State::subtask(it.subtask))
}

/// A sub-task in a reminder.
pub fn reminder_line(it: &DueSubtask) -> Msg {
    let brief = &it.brief;
    msg!(
        "reminder-subtask",
        code = &brief.code,
        title = words::cut(&brief.title, 80),
        unit = &brief.unit,
        due = it.due_on,
        state = subtask_state(it.state)
    )
}

/// What can be done about it at once: say how far it is, get help, ask for more time. Whoever may not
/// is told so by the screen behind.
pub fn reminder_keys(screen: Screen, it: &DueSubtask, step: Step) -> Screen {
    let brief = &it.brief;
    let unit = words::cut(&brief.unit, 30);
    let open = msg!("key-open-subtask-of", code = &brief.code, unit = unit);
    let screen = screen.go(open, State::subtask(brief.id));
    if step > Step::R4 {
        return screen;
    }
    let help = Reporting::Body {
        unit: it.unit_id,
        unit_name: brief.unit.clone(),
        visit: None,
        question: None,
        kept: None,
        blocks: it.state.is_worked_on().then_some(brief.id),
    };
    let mut row = vec![];
    if it.state != SubtaskState::Assigned {
        let at = Subtasking::Progress;
        row.push((msg!("key-progress"), Action::Go(State::at_subtask(brief.id, at))));
    }
    if step == Step::R2 {
        row.push((
            msg!("key-need-help"),
            Action::Go(State::Difficulties(AtDifficulties::Reporting(help))),
        ));
    }
    row.push((
        msg!("key-ask-time"),
        Action::Go(State::at_subtask(
            brief.id,
            Subtasking::Making(Making::of(SubtaskMaking::AskTime)),
        )),
    ));
    screen.row(row)
}
