//! A campaign's plan from a workbook: how it has to look, what is wrong with it, what it would add.

use super::{phrases, to};
use crate::conversation::input::Incoming;
use crate::conversation::screen::Screen;
use crate::conversation::state::{Action, Campaigning, State, Step, Then};
use crate::conversation::view::{PlanData, PlanOutcome};
use crate::conversation::{Msg, words};
use crate::domain::campaigns::{
    Campaign, CampaignCommand, KeepPlan, PlanProblem, PlannedTask, SendPlan, Wrong,
};
use crate::domain::file::Purpose;
use crate::domain::{CampaignId, Command};
use crate::msg;

/// Problems listed; the rest are counted.
const PROBLEMS: usize = 12;

pub fn how(it: &Campaign) -> Screen {
    Screen::new(msg!("plan-how"))
        .para(msg!("plan-columns"))
        .para(msg!("plan-rows"))
        .back(State::campaign(it.id))
}

/// A workbook sent while its campaign is on the screen.
pub fn sent(campaign: CampaignId, file: Incoming) -> Step {
    let file = file.into_arrival(Purpose::Plan { campaign });
    let send = CampaignCommand::SendPlan(SendPlan { campaign, file });
    Step::run(Command::Campaigns(send), Then::Go(to(campaign, Campaigning::Import)))
        .note(msg!("note-plan-coming"))
}

pub fn screen(it: &PlanData) -> Screen {
    let back = to(it.campaign.id, Campaigning::Import);
    match &it.outcome {
        PlanOutcome::NotFetched => {
            Screen::new(msg!("workbook-not-fetched", name = &it.name)).back(back)
        }
        PlanOutcome::NoTable => Screen::new(msg!("plan-no-table", name = &it.name)).back(back),
        PlanOutcome::Empty => Screen::new(msg!("plan-empty", name = &it.name)).back(back),
        PlanOutcome::Columns { missing, unknown, twice } => {
            let mut lines: Vec<Msg> = vec![];
            lines.extend(
                missing.iter().map(|it| msg!("plan-column-missing", column = phrases::column(it))),
            );
            lines.extend(
                twice.iter().map(|it| msg!("plan-column-twice", column = phrases::column(it))),
            );
            lines.extend(
                unknown
                    .iter()
                    .take(PROBLEMS)
                    .map(|title| msg!("plan-column-unknown", title = words::cut(title, 60))),
            );
            Screen::new(msg!("plan-refused", name = &it.name, count = lines.len()))
                .lines(lines)
                .para(msg!("plan-columns"))
                .back(back)
        }
        PlanOutcome::Problems(problems) => {
            let mut screen =
                Screen::new(msg!("plan-refused", name = &it.name, count = problems.len()))
                    .lines(problems.iter().take(PROBLEMS).map(problem).collect());
            if problems.len() > PROBLEMS {
                screen = screen.line(msg!("plan-more-problems", count = problems.len() - PROBLEMS));
            }
            screen.para(msg!("workbook-mend")).back(back)
        }
        PlanOutcome::Read(tasks) => review(it, tasks).back(back),
    }
}

fn review(it: &PlanData, tasks: &[PlannedTask]) -> Screen {
    let subtasks: usize = tasks.iter().map(|task| task.subtasks.len()).sum();
    let line = |task: &PlannedTask| {
        let title = words::cut(&task.title, 60);
        msg!("plan-task", code = &task.code, title = title, count = task.subtasks.len())
    };
    let keep = KeepPlan { campaign: it.campaign.id, fetch: it.fetch };
    Screen::new(msg!("plan-read", name = &it.name, tasks = tasks.len(), subtasks = subtasks))
        .lines(tasks.iter().take(20).map(line).collect())
        .para(msg!("plan-drafts"))
        .key(
            msg!("key-keep-plan", count = subtasks),
            Action::Do {
                command: Command::Campaigns(CampaignCommand::KeepPlan(keep)),
                then: Then::Go(to(it.campaign.id, Campaigning::Tasks)),
            },
        )
}

fn problem(it: &PlanProblem) -> Msg {
    let wrong = match &it.wrong {
        Wrong::TaskMissing => msg!("plan-task-missing"),
        Wrong::TaskTitleDiffers { code } => msg!("plan-task-title-differs", code = code),
        Wrong::CodeMissing => msg!("plan-code-missing"),
        Wrong::TitleMissing => msg!("plan-title-missing"),
        Wrong::TooLong { limit } => msg!("plan-too-long", limit = *limit),
        Wrong::CriterionMissing => msg!("plan-criterion-missing"),
        Wrong::Operator { typed } => msg!("plan-operator", typed = words::cut(typed, 40)),
        Wrong::Target { typed } => msg!("plan-target", typed = words::cut(typed, 40)),
        Wrong::LeadMissing => msg!("plan-lead-missing"),
        Wrong::UnitUnknown { typed } => msg!("plan-unit-unknown", typed = words::cut(typed, 60)),
        Wrong::UnitAmbiguous { typed } => {
            msg!("plan-unit-ambiguous", typed = words::cut(typed, 60))
        }
        Wrong::Due { typed } => msg!("plan-due", typed = words::cut(typed, 40)),
        Wrong::DueOutside { from, to } => msg!("plan-due-outside", from = *from, to = *to),
        Wrong::Part { typed } => msg!("plan-part", typed = words::cut(typed, 60)),
        Wrong::Twice { row } => msg!("plan-twice", row = row.to_string()),
        Wrong::AlreadyThere => msg!("plan-already-there"),
        Wrong::TooMany { limit } => msg!("plan-too-many", limit = *limit),
    };
    msg!("plan-problem", row = it.row.to_string(), wrong = wrong)
}
