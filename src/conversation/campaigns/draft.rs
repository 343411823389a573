//! Planning one sub-task, one question a message: its words, its criterion, who leads it, by when.

use super::phrases;
use crate::conversation::delegations::terms;
use crate::conversation::making::line;
use crate::conversation::screen::Screen;
use crate::conversation::state::{
    Action, AtCampaigns, Planning, PlanningStep, Sift, State, Step, Then, UnitLeaf,
};
use crate::conversation::units::pick_unit;
use crate::conversation::view::{
    CampaignsQuery, Data, Query, SeenCampaigns, SeenUnits, UnitLine, UnitsQuery, View,
};
use crate::conversation::{Msg, words};
use crate::domain::campaigns::{
    CampaignCommand, Criterion, DraftSubtask, MAX_PARTS, MAX_TITLE, SubtaskDraft, read_criterion,
    read_part,
};
use crate::domain::{Command, Refusal};
use crate::{msg, text};

/// Longest source of a figure, characters.
const MAX_SOURCE: usize = 200;

pub fn needs(it: &Planning) -> Query {
    match &it.at {
        PlanningStep::Lead(leaf) | PlanningStep::Coordinating(leaf) => {
            Query::Units(UnitsQuery::List { folded: leaf.folded(), after: leaf.after.clone() })
        }
        _ => Query::Campaigns(CampaignsQuery::One(it.campaign)),
    }
}

fn at(it: &Planning, step: PlanningStep) -> State {
    State::Campaigns(AtCampaigns::Planning(Box::new(Planning { at: step, ..it.clone() })))
}

fn with(it: &Planning, draft: SubtaskDraft, step: PlanningStep) -> State {
    State::Campaigns(AtCampaigns::Planning(Box::new(Planning { draft, at: step, ..it.clone() })))
}

/// Where the sub-tasks of the same task are.
fn list(it: &Planning) -> State {
    State::Campaigns(AtCampaigns::subtasks(it.campaign, Sift::Task(it.task)))
}

fn lead() -> PlanningStep {
    PlanningStep::Lead(UnitLeaf::default())
}

fn coordinating() -> PlanningStep {
    PlanningStep::Coordinating(UnitLeaf::default())
}

pub fn screen(it: &Planning, data: &Data) -> Option<Screen> {
    let draft = &it.draft;
    let go = |step| Action::Go(at(it, step));
    // Where somebody came from the review, the way back leads there.
    let is_reviewed = it.of.is_some() || draft.due_on.is_some();
    let back = |step| if is_reviewed { at(it, PlanningStep::Review) } else { at(it, step) };
    let named = |title: Msg| Screen::new(title).line(msg!("planning-named", title = &draft.title));
    Some(match (&it.at, data) {
        (PlanningStep::Title, _) => {
            let out = if is_reviewed { at(it, PlanningStep::Review) } else { list(it) };
            Screen::new(msg!("planning-title")).back(out)
        }
        (PlanningStep::Criterion, _) => named(msg!("planning-criterion"))
            .para(msg!("planning-criterion-how"))
            .key_if(!is_reviewed, msg!("key-not-yet"), go(lead()))
            .back(back(PlanningStep::Title)),
        (PlanningStep::Source, _) => {
            let screen = named(msg!("planning-source"));
            let screen = match &draft.criterion {
                Some(criterion) => screen.para(phrases::criterion(criterion)),
                None => screen,
            };
            screen.back(at(it, PlanningStep::Criterion))
        }
        (PlanningStep::Lead(leaf), Data::Units(SeenUnits::List(page))) => {
            let pick = |line: &UnitLine| {
                let lead = Some((line.id, line.name.clone()));
                let next = if is_reviewed { PlanningStep::Review } else { coordinating() };
                Action::Go(with(it, SubtaskDraft { lead, ..draft.clone() }, next))
            };
            let to = |leaf| at(it, PlanningStep::Lead(leaf));
            pick_unit(named(msg!("planning-lead")), (leaf, page), pick, to)
                .back(back(PlanningStep::Criterion))
        }
        (PlanningStep::Coordinating(leaf), Data::Units(SeenUnits::List(page))) => {
            let chosen =
                draft.coordinating.iter().map(|(_, name)| msg!("planning-unit", unit = name));
            let title = named(msg!("planning-coordinating")).lines(chosen.collect());
            let pick = |line: &UnitLine| {
                let mut units = draft.coordinating.clone();
                match units.iter().position(|(id, _)| *id == line.id) {
                    Some(at) => drop(units.remove(at)),
                    None => units.push((line.id, line.name.clone())),
                }
                Action::Go(with(
                    it,
                    SubtaskDraft { coordinating: units, ..draft.clone() },
                    it.at.clone(),
                ))
            };
            let to = |leaf| at(it, PlanningStep::Coordinating(leaf));
            let done = if is_reviewed { PlanningStep::Review } else { PlanningStep::Due };
            pick_unit(title, (leaf, page), pick, to)
                .key(msg!("key-coordinating-done", count = draft.coordinating.len()), go(done))
                .back(back(lead()))
        }
        (PlanningStep::Due, Data::Campaigns(SeenCampaigns::One(campaign))) => {
            let terms = &campaign.it.terms;
            named(msg!("planning-due", from = terms.starts_on, to = terms.ends_on()))
                .back(back(coordinating()))
        }
        (PlanningStep::Parts, _) => {
            let mut screen = named(msg!("planning-parts"))
                .lines(draft.parts.iter().map(part).collect())
                .para(msg!("planning-parts-how"));
            if !draft.parts.is_empty() {
                let mut fewer = draft.clone();
                fewer.parts.pop();
                screen = screen
                    .key(msg!("key-drop-part"), Action::Go(with(it, fewer, PlanningStep::Parts)));
            }
            screen
                .key(msg!("key-parts-done"), go(PlanningStep::Review))
                .back(at(it, PlanningStep::Review))
        }
        (PlanningStep::Review, Data::Campaigns(SeenCampaigns::One(_))) => review(it),
        _ => return None,
    })
}

fn part(part: &crate::domain::campaigns::WorkPart) -> Msg {
    let (name, planned) = (&part.name, part.planned);
    match part.planned_on {
        Some(day) => msg!("planning-part-on", name = name, planned = planned, day = day),
        None => msg!("planning-part", name = name, planned = planned),
    }
}

fn review(it: &Planning) -> Screen {
    let draft = &it.draft;
    let go = |step| Action::Go(at(it, step));
    let mut screen =
        Screen::new(msg!("planning-review")).para(msg!("planning-named", title = &draft.title));
    screen = match &draft.criterion {
        Some(criterion) => screen
            .line(msg!("subtask-criterion", criterion = phrases::criterion(criterion)))
            .line(msg!("subtask-source", source = &criterion.source)),
        None => screen.line(msg!("planning-no-criterion")),
    };
    screen = match &draft.lead {
        Some((_, name)) => screen.line(msg!("subtask-lead", unit = name)),
        None => screen.line(msg!("planning-no-lead")),
    };
    if !draft.coordinating.is_empty() {
        let units: Vec<Msg> =
            draft.coordinating.iter().map(|(_, name)| msg!("unit-name", unit = name)).collect();
        screen = screen.line(msg!("subtask-coordinating", units = units));
    }
    screen = match draft.due_on {
        Some(due) => screen.line(msg!("subtask-due-on", due = due)),
        None => screen.line(msg!("planning-no-due")),
    };
    screen = screen.lines(draft.parts.iter().map(part).collect());
    let command = Command::Campaigns(CampaignCommand::DraftSubtask(Box::new(DraftSubtask {
        task: it.task,
        of: it.of,
        draft: draft.clone(),
    })));
    let out = match it.of {
        Some((id, _)) => State::subtask(id),
        None => list(it),
    };
    screen
        .key(msg!("key-save-subtask"), Action::Do { command, then: Then::Follow })
        .row(vec![
            (msg!("key-plan-title"), go(PlanningStep::Title)),
            (msg!("key-plan-criterion"), go(PlanningStep::Criterion)),
        ])
        .row(vec![
            (msg!("key-plan-lead"), go(lead())),
            (msg!("key-plan-coordinating"), go(coordinating())),
        ])
        .row(vec![
            (msg!("key-plan-due"), go(PlanningStep::Due)),
            (msg!("key-plan-parts"), go(PlanningStep::Parts)),
        ])
        .back(out)
}

pub fn typed(it: &Planning, typed: &str, view: &View) -> Step {
    match read(it, typed, view) {
        Ok(next) => Step::go(next),
        Err(note) => {
            Step::go(State::Campaigns(AtCampaigns::Planning(Box::new(it.clone())))).note(note)
        }
    }
}

fn read(it: &Planning, typed: &str, view: &View) -> Result<State, Msg> {
    let draft = it.draft.clone();
    let is_reviewed = it.of.is_some() || draft.due_on.is_some();
    let or_review = |step| if is_reviewed { PlanningStep::Review } else { step };
    Ok(match &it.at {
        PlanningStep::Title => {
            let title = line(MAX_TITLE)(typed)?;
            with(it, SubtaskDraft { title, ..draft }, or_review(PlanningStep::Criterion))
        }
        PlanningStep::Criterion if terms::postpones(typed) && !is_reviewed => at(it, lead()),
        PlanningStep::Criterion => {
            let read = read_criterion(typed);
            let (measure, operator, target, unit) = read.ok_or(msg!("note-criterion"))?;
            let source = draft.criterion.as_ref().map_or(String::new(), |it| it.source.clone());
            let criterion = Criterion { measure, operator, target, unit, source };
            let next =
                if criterion.source.is_empty() { PlanningStep::Source } else { or_review(lead()) };
            with(it, SubtaskDraft { criterion: Some(criterion), ..draft }, next)
        }
        PlanningStep::Source => {
            let source = line(MAX_SOURCE)(typed)?;
            let criterion = draft.criterion.clone().map(|it| Criterion { source, ..it });
            with(it, SubtaskDraft { criterion, ..draft }, or_review(lead()))
        }
        PlanningStep::Lead(_) => at(it, PlanningStep::Lead(UnitLeaf::found(typed))),
        PlanningStep::Coordinating(_) => at(it, PlanningStep::Coordinating(UnitLeaf::found(typed))),
        PlanningStep::Due => {
            let Data::Campaigns(SeenCampaigns::One(campaign)) = &view.data else {
                return Err(msg!("note-nothing-to-type"));
            };
            let today = view.wall().date();
            let due_on = due(typed, &campaign.it.terms, today)?;
            with(it, SubtaskDraft { due_on: Some(due_on), ..draft }, PlanningStep::Review)
        }
        PlanningStep::Parts => {
            if draft.parts.len() >= MAX_PARTS {
                return Err(words::refused(&Refusal::TooManyRows { limit: MAX_PARTS }));
            }
            let part = read_part(typed, view.wall().date()).ok_or(msg!("note-part"))?;
            let parts = draft.parts.iter().cloned().chain([part]).collect();
            with(it, SubtaskDraft { parts, ..draft }, PlanningStep::Parts)
        }
        PlanningStep::Review => return Err(msg!("note-nothing-to-type")),
    })
}

/// A date as people type it, or `ngày 33`: a day of the campaign.
pub fn due(
    typed: &str,
    terms: &crate::domain::campaigns::CampaignTerms,
    today: chrono::NaiveDate,
) -> Result<chrono::NaiveDate, Msg> {
    let folded = text::fold(&text::single_line(typed));
    let bare = folded.strip_prefix("ngay thu ").or_else(|| folded.strip_prefix("ngay "));
    let bare = bare.or_else(|| folded.strip_prefix("day ")).unwrap_or(&folded);
    let due_on = match bare.parse::<i64>() {
        Ok(day) => terms.on_day(day).ok_or_else(|| {
            words::refused(&Refusal::OutOfRange { from: 1, to: terms.length_days })
        })?,
        Err(_) => text::parse_date(typed, today).map_err(|error| words::moment_error(&error))?,
    };
    let last = terms.ends_on();
    match due_on {
        day if day < today => Err(words::refused(&Refusal::InThePast)),
        day if day > last => Err(words::refused(&Refusal::AfterCampaign { last })),
        day => Ok(day),
    }
}
