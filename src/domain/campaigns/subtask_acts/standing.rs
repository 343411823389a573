//! What a decision about a sub-task begins with: the facts; and how it ends: the sub-task as it now
//! stands, who is told, its reminders.

use crate::domain::campaigns::{CampaignChange, CampaignNotice, Subtask, SubtaskEvent};
use crate::domain::decision::{Change, Decision, Outcome, Refusal};
use crate::domain::difficulties::Difficulty;
use crate::domain::notice::{Notice, NoticeKind, To};
use crate::domain::people::Actor;
use crate::domain::reminders::{ReminderChange, Subject};
use chrono::NaiveDate;

/// What a decision about a sub-task needs to know.
#[derive(Clone, PartialEq, Debug)]
pub struct SubtaskFacts {
    pub it: Subtask,
    /// The difficulty that the act names.
    pub difficulty: Option<Difficulty>,
    /// People of the lead unit who use the bot.
    pub lead_people: i64,
    /// Files of evidence that are here, and on their way.
    pub files: i64,
    pub pending: i64,
}

impl Subtask {
    /// What the criterion still lacks; `None`: nothing, the figure and every part are there.
    pub fn lacks(&self) -> Option<Refusal> {
        let met = match (&self.criterion, self.value) {
            (Some(criterion), Some(value)) => criterion.is_met(value),
            _ => false,
        };
        let left = self.parts.iter().filter(|part| part.done < part.planned).count();
        match (met, left) {
            (true, 0) => None,
            (true, parts) => Some(Refusal::PartsLeft { parts }),
            (false, _) => Some(Refusal::CriterionNotMet { value: self.value }),
        }
    }

    pub(in crate::domain::campaigns) fn at_version(self, version: i32) -> Result<Subtask, Refusal> {
        if self.version == version { Ok(self) } else { Err(Refusal::Changed) }
    }

    pub(in crate::domain::campaigns) fn lead_people(&self) -> Vec<To> {
        self.lead.map(To::UnitPeople).into_iter().collect()
    }

    pub(in crate::domain::campaigns) fn owners(&self) -> Vec<To> {
        vec![To::CampaignOwners(self.council)]
    }

    /// The decision that takes it to where it now stands, and tells `to` what happened.
    pub(in crate::domain::campaigns) fn moved(
        self,
        actor: &Actor,
        event: SubtaskEvent,
        to: Vec<To>,
    ) -> Decision {
        let notice = Notice {
            kind: NoticeKind::Campaigns(CampaignNotice::SubtaskMoved {
                subtask: self.brief(),
                event,
                by: actor.name.clone(),
            }),
            subject: self.id.0,
            generation: i64::from(self.version) + 1,
            to,
        };
        Decision { notices: vec![notice], ..self.saved() }
    }

    /// The decision that writes it as it now stands.
    pub(in crate::domain::campaigns) fn saved(self) -> Decision {
        let id = self.id;
        Decision {
            changes: vec![Change::Campaigns(CampaignChange::SaveSubtask(Box::new(self)))],
            notices: vec![],
            outcome: Outcome::Subtask(id),
        }
    }

    pub(in crate::domain::campaigns) fn ends_deadline(&self) -> Change {
        Change::Reminders(ReminderChange::EndDeadline { subject: Subject::Subtask(self.id) })
    }

    /// The reminders begin anew from `today`.
    pub(in crate::domain::campaigns) fn sets_deadline(&self, today: NaiveDate) -> Option<Change> {
        let due_on = self.due_on?;
        let subject = Subject::Subtask(self.id);
        Some(Change::Reminders(ReminderChange::SetDeadline {
            subject,
            council: self.council,
            given_on: today,
            due_on,
        }))
    }
}
