//! What is done with a milestone that wants something said: another day for it.

use super::milestones::{at, due, name, number, off_day, work};
use crate::conversation::making::{Hearing, Made, Telling, Told, line};
use crate::conversation::screen::Screen;
use crate::conversation::state::{AtMilestone, Making, MilestoneMaking, State};
use crate::conversation::view::{MilestonesData, View};
use crate::conversation::{Msg, words};
use crate::domain::Refusal;
use crate::domain::delegations::{MAX_REASON, Milestone, MilestoneAct};
use crate::{msg, text};
use chrono::NaiveDate;

pub struct MilestoneActs<'a> {
    it: &'a Milestone,
    data: &'a MilestonesData,
    view: &'a View,
}

impl Telling for MilestoneActs<'_> {
    type Act = MilestoneMaking;

    fn tell(&self, what: &MilestoneMaking, hear: &mut Hearing) -> Told {
        let it = self.it;
        let named = || name(it.kind, number(it));
        match what {
            MilestoneMaking::Move { .. } => {
                let asked = Screen::new(msg!("milestone-move", milestone = named()))
                    .para(due(it))
                    .para(msg!("milestone-move-how"));
                let due_on = hear.ask(asked, |typed| self.day(typed))?;
                let weekday = words::weekday(due_on);
                let why = Screen::new(msg!(
                    "milestone-reason",
                    milestone = named(),
                    weekday = weekday.clone(),
                    due = due_on
                ));
                let reason = hear.ask(why, line(MAX_REASON))?;
                let mut screen = Screen::new(msg!("milestone-review", milestone = named()))
                    .para(due(it))
                    .line(msg!("milestone-to", weekday = weekday, due = due_on))
                    .line(msg!("visit-reason", reason = &reason));
                if let Some(off) = self.data.days.off(due_on) {
                    screen = screen.para(msg!("milestone-to-off", off = off_day(&off)));
                }
                let act = MilestoneAct::Move { version: it.version, due_on, reason };
                let act = work(it.id, self.data.delegation, act);
                Made::review(screen.key(msg!("key-milestone-move-now"), act))
            }
        }
    }

    fn state(&self, making: Making<MilestoneMaking>) -> State {
        at(self.data.delegation, AtMilestone::Making(making))
    }

    fn out(&self, _: &MilestoneMaking) -> Option<State> {
        Some(at(self.data.delegation, AtMilestone::One { milestone: self.it.id }))
    }
}

impl<'a> MilestoneActs<'a> {
    /// `None`: the milestone is gone.
    pub fn of(what: MilestoneMaking, data: &'a MilestonesData, view: &'a View) -> Option<Self> {
        let MilestoneMaking::Move { milestone } = what;
        let it = data.milestones.iter().find(|it| it.id == milestone)?;
        Some(MilestoneActs { it, data, view })
    }

    /// From today on.
    fn day(&self, typed: &str) -> Result<NaiveDate, Msg> {
        let today = self.view.wall().date();
        match text::parse_date(typed, today) {
            Ok(day) if day < today => Err(words::refused(&Refusal::InThePast)),
            Ok(day) => Ok(day),
            Err(error) => Err(words::moment_error(&error)),
        }
    }
}
