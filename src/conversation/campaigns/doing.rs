//! What is done with a sub-task: each act asks what it needs, shows what will change, and asks once.

use super::subtasks::{act, block, command, files, go, history, look, progress};
use super::{draft, phrases, said};
use crate::conversation::screen::Screen;
use crate::conversation::state::{Action, AtCampaigns, State, Step, Subtasking, Then};
use crate::conversation::view::{CampaignsQuery, Data, Query, SeenCampaigns, SubtaskData, View};
use crate::conversation::{Msg, words};
use crate::domain::campaigns::{Operator, Subtask, SubtaskAct};
use crate::domain::{Refusal, SubtaskId};
use crate::{msg, text};
use chrono::NaiveDate;

pub fn needs(subtask: SubtaskId) -> Query {
    Query::Campaigns(CampaignsQuery::Subtask(subtask))
}

/// Files that were sent above a screen are not sent again.
pub fn resting(subtask: SubtaskId, seen: i32, at: Subtasking) -> State {
    match at {
        Subtasking::Files => {
            State::Campaigns(AtCampaigns::Subtasking { subtask, seen, at: Subtasking::Look })
        }
        at => State::Campaigns(AtCampaigns::Subtasking { subtask, seen, at }),
    }
}

/// The version on the screen is remembered; work on what has changed meanwhile leads back to it, as
/// it stands now.
pub fn arrive((subtask, seen): (SubtaskId, i32), at: Subtasking, data: &Data) -> State {
    use Subtasking::{Files, History, Look};
    match data {
        Data::Campaigns(SeenCampaigns::Subtask(data))
            if seen == 0 || matches!(at, Look | Files | History) =>
        {
            go(&data.it, at)
        }
        Data::Campaigns(SeenCampaigns::Subtask(data)) if data.it.version != seen => {
            go(&data.it, Look)
        }
        _ => State::Campaigns(AtCampaigns::Subtasking { subtask, seen, at }),
    }
}

pub fn screen(at: &Subtasking, data: &SubtaskData, view: &View) -> Screen {
    let it = &data.it;
    let here = State::subtask(it.id);
    let about = |title: Msg| {
        Screen::new(title).line(msg!("subtask-about", code = &it.code, title = &it.title))
    };
    match at {
        Subtasking::Look => look(data, view),
        Subtasking::Files => files(data, view),
        Subtasking::History => history(data),
        Subtasking::Progress => progress(data),
        Subtasking::Block => block(data),
        Subtasking::Assign => assign(it, about(msg!("subtask-assign-review"))).back(here),
        Subtasking::Remove => about(msg!("subtask-remove-review"))
            .key(
                msg!("key-remove-subtask"),
                Action::Do { command: command(it, SubtaskAct::Remove), then: Then::Follow },
            )
            .back(here),
        Subtasking::Decline => about(msg!("subtask-decline")).back(here),
        Subtasking::DeclineReview { reason } => about(msg!("subtask-decline-review"))
            .para(msg!("subtask-reason", reason = reason))
            .key(
                msg!("key-decline-subtask"),
                act(it, SubtaskAct::Decline { reason: reason.clone() }),
            )
            .back(go(it, Subtasking::Decline)),
        Subtasking::Value => {
            let mut screen = about(msg!("subtask-value"));
            if let Some(criterion) = &it.criterion {
                let criterion = phrases::criterion(criterion);
                screen = screen.para(msg!("subtask-criterion", criterion = criterion));
            }
            screen
                .lines(phrases::reached(it).into_iter().collect())
                .back(go(it, Subtasking::Progress))
        }
        Subtasking::ValueReview { value } => {
            let unit = it.criterion.as_ref().map_or("", |it| it.unit.as_str());
            about(msg!("subtask-value-review", value = phrases::quantity(*value, unit)))
                .key(msg!("key-save-value"), act(it, SubtaskAct::Value { value: *value }))
                .back(go(it, Subtasking::Value))
        }
        Subtasking::Part { part } => {
            let mut screen = about(msg!("subtask-part-done"));
            if let Some(part) = it.parts.iter().find(|other| other.id == *part) {
                let (done, planned) = (part.done, part.planned);
                screen = screen.para(msg!(
                    "subtask-part",
                    name = &part.name,
                    done = done,
                    planned = planned
                ));
            }
            screen.back(go(it, Subtasking::Progress))
        }
        Subtasking::Note => about(msg!("subtask-note-how")).back(go(it, Subtasking::Progress)),
        Subtasking::BlockReview { difficulty, body } => about(msg!("subtask-block-review"))
            .para(msg!("reporting-quote", body = body))
            .key(msg!("key-block-subtask"), act(it, SubtaskAct::Block { difficulty: *difficulty }))
            .back(go(it, Subtasking::Block)),
        Subtasking::Claim => match it.lacks() {
            Some(lack) => about(words::refused(&lack)).back(here),
            None => about(msg!("subtask-claim"))
                .line(msg!("subtask-files", count = data.files.len()))
                .back(here),
        },
        Subtasking::ClaimReview { note } => about(msg!("subtask-claim-review"))
            .lines(phrases::reached(it).into_iter().collect())
            .line(msg!("subtask-files", count = data.files.len()))
            .line(msg!("subtask-note", note = note))
            .key(msg!("key-claim-subtask"), act(it, SubtaskAct::Claim { note: note.clone() }))
            .back(go(it, Subtasking::Claim)),
        Subtasking::AskTime => about(msg!("subtask-ask-time")).back(here),
        Subtasking::AskTimeReason { due_on } => {
            about(msg!("subtask-ask-reason", due = *due_on)).back(go(it, Subtasking::AskTime))
        }
        Subtasking::AskTimeReview { due_on, reason } => {
            let ask = SubtaskAct::AskTime { due_on: *due_on, reason: reason.clone() };
            dated(it, about(msg!("subtask-ask-review")), (*due_on, reason))
                .key(msg!("key-ask-time"), act(it, ask))
                .back(go(it, Subtasking::AskTime))
        }
        Subtasking::Verify => about(msg!("subtask-verify"))
            .lines(phrases::reached(it).into_iter().collect())
            .line(msg!("subtask-note", note = &it.said))
            .key(msg!("key-verify-subtask"), act(it, SubtaskAct::Verify { note: String::new() }))
            .back(here),
        Subtasking::VerifyReview { note } => about(msg!("subtask-verify-review"))
            .line(msg!("subtask-note", note = note))
            .key(msg!("key-verify-subtask"), act(it, SubtaskAct::Verify { note: note.clone() }))
            .back(go(it, Subtasking::Verify)),
        Subtasking::Return => about(msg!("subtask-return")).back(here),
        Subtasking::ReturnReview { reason } => about(msg!("subtask-return-review"))
            .para(msg!("subtask-reason", reason = reason))
            .key(msg!("key-return-subtask"), act(it, SubtaskAct::Return { reason: reason.clone() }))
            .back(go(it, Subtasking::Return)),
        Subtasking::MoveDue => about(msg!("subtask-move-due")).back(here),
        Subtasking::MoveDueReason { due_on } => {
            about(msg!("subtask-move-reason", due = *due_on)).back(go(it, Subtasking::MoveDue))
        }
        Subtasking::MoveDueReview { due_on, reason } => {
            let moves = SubtaskAct::MoveDue { due_on: *due_on, reason: reason.clone() };
            dated(it, about(msg!("subtask-move-review")), (*due_on, reason))
                .key(msg!("key-move-due"), act(it, moves))
                .key(msg!("key-other-day"), Action::Go(go(it, Subtasking::MoveDue)))
                .back(here)
        }
        Subtasking::RefuseTime => about(msg!("subtask-refuse-time")).back(here),
        Subtasking::RefuseTimeReview { reason } => about(msg!("subtask-refuse-review"))
            .para(msg!("subtask-reason", reason = reason))
            .key(
                msg!("key-refuse-time"),
                act(it, SubtaskAct::RefuseTime { reason: reason.clone() }),
            )
            .back(go(it, Subtasking::RefuseTime)),
    }
}

/// What goes out with an assignment.
fn assign(it: &Subtask, mut screen: Screen) -> Screen {
    screen = match &it.criterion {
        Some(criterion) => {
            screen.para(msg!("subtask-criterion", criterion = phrases::criterion(criterion)))
        }
        None => screen.para(words::refused(&Refusal::CriterionMissing)),
    };
    screen = match (&it.lead, it.due_on) {
        (Some(_), Some(due)) => screen
            .line(msg!("subtask-lead", unit = &it.lead_name))
            .line(msg!("subtask-due-on", due = due)),
        _ => screen.line(words::refused(&Refusal::AssignmentIncomplete)),
    };
    screen.key(msg!("key-assign-subtask"), act(it, SubtaskAct::Assign))
}

/// Another due day: from which, to which, why.
fn dated(it: &Subtask, screen: Screen, (due_on, reason): (NaiveDate, &str)) -> Screen {
    let screen = match it.due_on {
        Some(due) => screen.para(msg!("subtask-due-from-to", from = due, to = due_on)),
        None => screen.para(msg!("subtask-due-on", due = due_on)),
    };
    screen.line(msg!("subtask-reason", reason = reason))
}

pub fn typed((subtask, seen): (SubtaskId, i32), at: &Subtasking, typed: &str, view: &View) -> Step {
    let stay = |note| {
        Step::go(State::Campaigns(AtCampaigns::Subtasking { subtask, seen, at: at.clone() }))
            .note(note)
    };
    let Data::Campaigns(SeenCampaigns::Subtask(data)) = &view.data else {
        return stay(msg!("note-nothing-to-type"));
    };
    let it = &data.it;
    if it.version != seen {
        return Step::go(State::subtask(subtask)).note(words::refused(&Refusal::Changed));
    }
    match read(at, typed, it, view) {
        Ok(Typed::Go(next)) => Step::go(go(it, next)),
        Ok(Typed::Do(act)) => Step::run(command(it, act), Then::Go(State::subtask(it.id))),
        Err(note) => stay(note),
    }
}

enum Typed {
    Go(Subtasking),
    Do(SubtaskAct),
}

fn read(at: &Subtasking, typed: &str, it: &Subtask, view: &View) -> Result<Typed, Msg> {
    let today = view.wall().date();
    let day = || draft::due(typed, &it.campaign_terms, today);
    Ok(Typed::Go(match at {
        Subtasking::Decline | Subtasking::DeclineReview { .. } => {
            Subtasking::DeclineReview { reason: said(typed)? }
        }
        Subtasking::Value | Subtasking::ValueReview { .. } => return value(typed, it),
        Subtasking::Part { part } => {
            let planned =
                it.parts.iter().find(|other| other.id == *part).map_or(0, |part| part.planned);
            let done = text::parse_integer(typed).ok().and_then(|done| i32::try_from(done).ok());
            let wrong = || words::refused(&Refusal::OutOfRange { from: 0, to: planned });
            let done = done.filter(|done| (0..=planned).contains(done)).ok_or_else(wrong)?;
            return Ok(Typed::Do(SubtaskAct::Part { part: *part, done }));
        }
        Subtasking::Note => return Ok(Typed::Do(SubtaskAct::Note { note: said(typed)? })),
        Subtasking::Claim | Subtasking::ClaimReview { .. } => {
            if let Some(lack) = it.lacks() {
                return Err(words::refused(&lack));
            }
            Subtasking::ClaimReview { note: said(typed)? }
        }
        Subtasking::AskTime => Subtasking::AskTimeReason { due_on: day()? },
        Subtasking::AskTimeReason { due_on } | Subtasking::AskTimeReview { due_on, .. } => {
            Subtasking::AskTimeReview { due_on: *due_on, reason: said(typed)? }
        }
        Subtasking::Verify | Subtasking::VerifyReview { .. } => {
            Subtasking::VerifyReview { note: said(typed)? }
        }
        Subtasking::Return | Subtasking::ReturnReview { .. } => {
            Subtasking::ReturnReview { reason: said(typed)? }
        }
        Subtasking::MoveDue => Subtasking::MoveDueReason { due_on: day()? },
        Subtasking::MoveDueReason { due_on } | Subtasking::MoveDueReview { due_on, .. } => {
            Subtasking::MoveDueReview { due_on: *due_on, reason: said(typed)? }
        }
        Subtasking::RefuseTime | Subtasking::RefuseTimeReview { .. } => {
            Subtasking::RefuseTimeReview { reason: said(typed)? }
        }
        _ => return Err(msg!("note-nothing-to-type")),
    }))
}

/// A figure as it is typed: a number, a percentage, or a share of which the percentage counts.
fn value(typed: &str, it: &Subtask) -> Result<Typed, Msg> {
    let unit = it.criterion.as_ref().map_or("", |criterion| criterion.unit.as_str());
    let value = match unit.starts_with('%') {
        true => match text::parse_ratio(typed) {
            Ok(ratio) if typed.contains('/') => Ok(ratio.percent()),
            _ => text::parse_percent(typed),
        },
        false => text::parse_decimal(typed),
    };
    let value = value.map_err(|_| msg!("note-value"))?;
    // A figure that is worse than the last one is asked about once: it is often a slip.
    let worse = |last: text::Decimal| match it.criterion.as_ref().map(|it| it.operator) {
        Some(Operator::AtMost | Operator::LessThan) => value > last,
        _ => value < last,
    };
    Ok(match it.value.is_some_and(worse) {
        true => Typed::Go(Subtasking::ValueReview { value }),
        false => Typed::Do(SubtaskAct::Value { value }),
    })
}
