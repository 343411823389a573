//! Where a person stands. Persisted with a version; variants are only added, and have golden samples.

mod answers;
mod campaigns;
mod delegations;
mod difficulties;
mod digests;
mod recommendations;
mod units;
mod verifying;
mod visits;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::conversation::msg::Msg;
use crate::domain::delegations::FoundDelegation;
use crate::domain::difficulties::{AskedOf, Category, Cause, Question};
use crate::domain::minutes::Seat;
use crate::domain::reminders::Subject;
use crate::domain::units::UnitKind;
use crate::domain::visits::{VisitKind, VisitMode};
use crate::domain::{
    CampaignId, ChecklistId, Command, DelegationId, DifficultyId, FetchId, GroupChatId, GroupId,
    InviteId, LateLineId, LateListId, MilestoneId, PersonId, RecommendationId, ReminderId, Role,
    Scope, SubmissionId, SubtaskId, UnitId, VisitId,
};

pub use answers::*;
pub use campaigns::*;
pub use delegations::*;
pub use difficulties::*;
pub use digests::*;
pub use recommendations::*;
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
    Outside(Outside),
    Home {
        #[serde(default)]
        page: usize,
    },
    Language,
    Delegations,
    Delegation(DelegationId),
    GroupChat(AtGroupChat),
    /// A part of a delegation.
    Delegating {
        delegation: DelegationId,
        at: Delegating,
    },
    Milestones {
        delegation: DelegationId,
        at: AtMilestone,
    },
    /// What one was told in one slot.
    Reminder(ReminderId),
    /// Who was reminded of a thing, and when; `after`: the last line of the page before.
    Reminded {
        subject: Subject,
        after: Option<(DateTime<Utc>, PersonId)>,
    },
    Founding(Founding),
    Inviting(Inviting),
    Claim(InviteId),
    Checklists,
    Checklist(ChecklistId),
    /// A workbook that has been fetched and is to be read.
    Workbook(FetchId),
    Scheduling(Scheduling),
    Visiting {
        visit: VisitId,
        at: Visiting,
    },
    /// In a session that is being held.
    Session {
        visit: VisitId,
        at: Session,
    },
    /// The visits to come.
    Calendar {
        after: Option<(DateTime<Utc>, VisitId)>,
    },
    Minutes {
        visit: VisitId,
        at: AtMinutes,
    },
    Filling {
        submission: SubmissionId,
        at: At,
    },
    Verifying {
        submission: SubmissionId,
        at: Verifying,
    },
    Reporting(Reporting),
    Difficulties {
        /// The last one of the page before, and whether it was among the settled ones.
        before: Option<DifficultyId>,
        #[serde(default)]
        settled: bool,
        #[serde(default)]
        filter: Filter,
    },
    DifficultySummary(Grouping),
    Difficulty(DifficultyId),
    /// It with its photos sent above it. Only passed through: what is saved is the difficulty.
    DifficultyPhotos(DifficultyId),
    /// The office at work on a difficulty, or a unit answering one.
    Working {
        difficulty: DifficultyId,
        /// The version that the person has before them: what is typed later is said of that one.
        seen: i32,
        at: Working,
    },
    /// What was recommended, soonest due first.
    Recommendations {
        filter: RecommendationFilter,
        /// The last one of the page before.
        after: Option<(NaiveDate, RecommendationId)>,
    },
    Recommendation(RecommendationId),
    /// It with its evidence sent above it. Only passed through: what is saved is the recommendation.
    RecommendationFiles(RecommendationId),
    /// At work on a recommendation, on either side.
    Recommending {
        recommendation: RecommendationId,
        /// The version that the person has before them: what is typed later is said of that one.
        seen: i32,
        at: Recommending,
    },
    /// A recommendation that is being written.
    Composing(Composing),
    /// A delegation on its way to its next stage.
    Ending {
        delegation: DelegationId,
        at: Ending,
    },
    Units(Units),
    Campaigns,
    Campaigning {
        campaign: CampaignId,
        at: Campaigning,
    },
    Proposing(Proposing),
    /// A sub-task that is being written down.
    Planning(Box<Planning>),
    Subtasking {
        subtask: SubtaskId,
        /// The version that the person has before them: what is typed later is said of that one.
        seen: i32,
        at: Subtasking,
    },
    /// The late lists of a campaign.
    LateLists(CampaignId),
    LateListing {
        list: LateListId,
        /// The version that the person has before them.
        seen: i32,
        at: LateListing,
    },
    /// A unit says something to its line on a list.
    Objecting {
        line: LateLineId,
        at: Objecting,
    },
    /// One's own digests, and when they come.
    Digests(AtDigests),
    Troubles,
}

impl State {
    pub fn home() -> State {
        State::Home { page: 0 }
    }

    pub fn delegating(delegation: DelegationId, at: Delegating) -> State {
        State::Delegating { delegation, at }
    }

    pub fn visit(visit: VisitId) -> State {
        State::Visiting { visit, at: Visiting::Look }
    }

    /// All difficulties, open ones first.
    pub fn difficulties(filter: Filter) -> State {
        State::Difficulties { before: None, settled: false, filter }
    }

    pub fn recommendations(filter: RecommendationFilter) -> State {
        State::Recommendations { filter, after: None }
    }

    pub fn session(visit: VisitId) -> State {
        State::Session { visit, at: Session::Overview }
    }

    pub fn minutes(visit: VisitId) -> State {
        State::Minutes { visit, at: AtMinutes::Read { page: 0 } }
    }

    pub fn milestones(delegation: DelegationId) -> State {
        State::Milestones { delegation, at: AtMilestone::List }
    }

    pub fn reminded(subject: Subject) -> State {
        State::Reminded { subject, after: None }
    }

    pub fn campaign(campaign: CampaignId) -> State {
        State::Campaigning { campaign, at: Campaigning::Look }
    }

    pub fn late_list(list: LateListId) -> State {
        State::LateListing { list, seen: 0, at: LateListing::Look }
    }

    pub fn subtask(subtask: SubtaskId) -> State {
        State::at_subtask(subtask, Subtasking::Look)
    }

    /// At a sub-task as it stands when the screen is drawn, whatever its version is then.
    pub fn at_subtask(subtask: SubtaskId, at: Subtasking) -> State {
        State::Subtasking { subtask, seen: 0, at }
    }

    pub fn fill(submission: SubmissionId) -> State {
        State::Filling { submission, at: At::Overview }
    }

    pub fn verify(submission: SubmissionId) -> State {
        State::Verifying { submission, at: Verifying::Overview }
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
