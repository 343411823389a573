//! Where a person stands. Persisted with a version; variants are only added, and have golden samples.

mod answers;
mod campaigns;
mod checklists;
mod delegations;
mod difficulties;
mod digests;
mod home;
mod leaf;
mod making;
mod minutes;
mod people;
mod recommendations;
mod reminders;
mod units;
mod verifying;
mod visits;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::conversation::msg::Msg;
use crate::domain::difficulties::{AskedOf, Category, Cause, Question};
use crate::domain::minutes::Seat;
use crate::domain::reminders::Subject;
use crate::domain::units::UnitKind;
use crate::domain::visits::{VisitKind, VisitMode};
use crate::domain::{
    CampaignId, ChecklistId, Command, DelegationId, DifficultyId, FetchId, GroupChatId, GroupId,
    InviteId, LateLineId, LateListId, MilestoneId, PersonId, ReminderId, Role, Scope, SubmissionId,
    SubtaskId, UnitId, VisitId,
};

pub use answers::*;
pub use campaigns::*;
pub use checklists::*;
pub use delegations::*;
pub use difficulties::*;
pub use digests::*;
pub use home::*;
pub use leaf::{Leaf, UnitLeaf};
pub use making::*;
pub use minutes::*;
pub use people::*;
pub use recommendations::*;
pub use reminders::*;
pub use units::*;
pub use verifying::*;
pub use visits::*;

/// What the session row holds.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(tag = "v")]
pub enum Saved {
    #[serde(rename = "1")]
    V1 { state: State },
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    Minutes {
        visit: VisitId,
        at: AtMinutes,
    },
    Units(Units),
    /// One's own digests, and when they come.
    Digests(AtDigests),
    Home(AtHome),
    People(AtPeople),
    Delegations(AtDelegations),
    Reminders(AtReminders),
    Checklists(AtChecklists),
    Visits(AtVisits),
    Answers(AtAnswers),
    Difficulties(AtDifficulties),
    Recommendations(AtRecommendations),
    Campaigns(AtCampaigns),
    /// Further on in a list that is there whole, or in what was found in it.
    Paging {
        of: Box<State>,
        search: String,
        page: usize,
    },
}

impl State {
    /// Where somebody is, whatever page of it they look at.
    pub fn place(&self) -> &State {
        match self {
            State::Paging { of, .. } => of.place(),
            other => other,
        }
    }

    pub fn home() -> State {
        State::Home(AtHome::Items { page: 0 })
    }

    pub fn delegating(delegation: DelegationId, at: Delegating) -> State {
        State::Delegations(AtDelegations::Delegating { delegation, at })
    }

    pub fn visit(visit: VisitId) -> State {
        State::visiting(visit, Visiting::Look)
    }

    /// All difficulties, open ones first.
    pub fn difficulties(filter: Filter) -> State {
        State::Difficulties(AtDifficulties::List { filter, leaf: Leaf::default() })
    }

    pub fn recommendations(filter: RecommendationFilter) -> State {
        State::Recommendations(AtRecommendations::List { filter, leaf: Leaf::default() })
    }

    pub fn session(visit: VisitId) -> State {
        State::in_session(visit, Session::Overview)
    }

    pub fn minutes(visit: VisitId) -> State {
        State::Minutes { visit, at: AtMinutes::Read { page: 0 } }
    }

    pub fn milestones(delegation: DelegationId) -> State {
        State::Delegations(AtDelegations::Milestones { delegation, at: AtMilestone::List })
    }

    pub fn reminded(subject: Subject) -> State {
        State::Reminders(AtReminders::Reminded { subject, leaf: Leaf::default() })
    }

    pub fn campaign(campaign: CampaignId) -> State {
        State::Campaigns(AtCampaigns::Campaigning { campaign, at: Campaigning::Look })
    }

    pub fn late_list(list: LateListId) -> State {
        State::Campaigns(AtCampaigns::LateListing { list, seen: 0, at: LateListing::Look })
    }

    pub fn subtask(subtask: SubtaskId) -> State {
        State::at_subtask(subtask, Subtasking::Look)
    }

    /// At a sub-task as it stands when the screen is drawn, whatever its version is then.
    pub fn at_subtask(subtask: SubtaskId, at: Subtasking) -> State {
        State::Campaigns(AtCampaigns::Subtasking { subtask, seen: 0, at })
    }

    pub fn fill(submission: SubmissionId) -> State {
        State::Answers(AtAnswers::Filling { submission, at: At::Overview })
    }

    pub fn verify(submission: SubmissionId) -> State {
        State::Answers(AtAnswers::Verifying { submission, at: Verifying::Overview })
    }
}

/// What a button does.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    Go(State),
    Do { command: Command, then: Then },
}

/// Where to go once a command is decided. After a refusal the state stays.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Then {
    Go(State),
    Stay,
    /// To what the command made.
    Follow,
}

/// What a step comes to.
#[derive(Clone, PartialEq, Debug)]
pub struct Step {
    pub command: Option<Command>,
    pub then: Then,
    /// Said above the screen.
    pub notes: Vec<Msg>,
}

impl Step {
    pub fn go(state: State) -> Step {
        Step { command: None, then: Then::Go(state), notes: vec![] }
    }

    pub fn run(command: Command, then: Then) -> Step {
        Step { command: Some(command), then, notes: vec![] }
    }

    pub fn note(mut self, note: Msg) -> Step {
        self.notes.push(note);
        self
    }
}
