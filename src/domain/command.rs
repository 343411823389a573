//! Everything a person can want done. Serialisable: a button carries its command in the database.

use crate::domain::answers::AnswerCommand;
use crate::domain::campaigns::CampaignCommand;
use crate::domain::checklists::ChecklistCommand;
use crate::domain::delegations::DelegationCommand;
use crate::domain::difficulties::DifficultyCommand;
use crate::domain::digests::DigestCommand;
use crate::domain::minutes::MinutesCommand;
use crate::domain::people::PersonCommand;
use crate::domain::recommendations::RecommendationCommand;
use crate::domain::reminders::ActOnReminder;
use crate::domain::visits::VisitCommand;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    People(PersonCommand),
    Delegations(DelegationCommand),
    Reminders(ActOnReminder),
    Checklists(ChecklistCommand),
    Visits(VisitCommand),
    Minutes(MinutesCommand),
    Answers(AnswerCommand),
    Difficulties(DifficultyCommand),
    Campaigns(CampaignCommand),
    Recommendations(RecommendationCommand),
    Digests(DigestCommand),
}

impl Command {
    /// The name under which the audit keeps it.
    pub fn name(&self) -> &'static str {
        match self {
            Command::People(it) => it.name(),
            Command::Delegations(it) => it.name(),
            Command::Reminders(it) => it.name(),
            Command::Checklists(it) => it.name(),
            Command::Visits(it) => it.name(),
            Command::Minutes(it) => it.name(),
            Command::Answers(it) => it.name(),
            Command::Difficulties(it) => it.name(),
            Command::Campaigns(it) => it.name(),
            Command::Recommendations(it) => it.name(),
            Command::Digests(it) => it.name(),
        }
    }

    /// What it acts on, for the audit: kind and id (`None` where the thing is only being made).
    pub fn subject(&self) -> (&'static str, Option<i64>) {
        match self {
            Command::People(it) => it.subject(),
            Command::Delegations(it) => it.subject(),
            Command::Reminders(it) => it.subject(),
            Command::Checklists(it) => it.subject(),
            Command::Visits(it) => it.subject(),
            Command::Minutes(it) => it.subject(),
            Command::Answers(it) => it.subject(),
            Command::Difficulties(it) => it.subject(),
            Command::Campaigns(it) => it.subject(),
            Command::Recommendations(it) => it.subject(),
            Command::Digests(it) => it.subject(),
        }
    }
}
