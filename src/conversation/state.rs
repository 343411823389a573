//! Where a person stands. Persisted with a version; variants are only added, and have golden samples.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::msg::Msg;
use super::verifying::Verifying;
use crate::domain::{
    ChecklistId, Command, DelegationId, DifficultyId, FetchId, GroupId, InviteId, Role, Scope,
    SubmissionId, UnitId, VisitId,
    difficulty::Category,
    visit::{VisitKind, VisitMode},
};

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
        before: Option<DifficultyId>,
    },
    Difficulty(DifficultyId),
    Troubles,
}

impl State {
    pub fn home() -> State {
        State::Home { page: 0 }
    }

    pub fn visit(visit: VisitId) -> State {
        State::Visiting { visit, at: Visiting::Look }
    }

    pub fn fill(submission: SubmissionId) -> State {
        State::Filling { submission, at: At::Overview }
    }

    pub fn verify(submission: SubmissionId) -> State {
        State::Verifying { submission, at: Verifying::Overview }
    }
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outside {
    Unknown,
    /// The link wants the account's own phone number.
    Phone {
        token_sha256: [u8; 32],
    },
    Waiting,
}

/// Founding a delegation, one question a message.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Founding {
    Title,
    Basis { title: String },
    BasisDate { title: String, number: String },
    Review { title: String, number: String, date: NaiveDate },
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Inviting {
    Role,
    Group {
        role: Role,
    },
    Unit {
        role: Role,
        search: String,
        after: Option<(String, UnitId)>,
    },
    Name {
        role: Role,
        scope: Scope,
        place: String,
    },
    Phone {
        role: Role,
        scope: Scope,
        place: String,
        name: String,
    },
    /// The link is shown this once.
    Done {
        token: [u8; 16],
    },
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scheduling {
    Unit {
        group: GroupId,
        search: String,
        after: Option<(String, UnitId)>,
    },
    Checklist(Plan),
    When(Plan),
    /// A day was typed without a time.
    Hour {
        plan: Plan,
        day: NaiveDate,
    },
    Length(Plan),
    Place(Plan),
    Review(Plan),
}

/// A visit being put together.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Plan {
    pub group: GroupId,
    pub kind: VisitKind,
    pub mode: VisitMode,
    pub units: Vec<PlanUnit>,
    /// Wall clock in Vietnam.
    pub starts_at: Option<chrono::NaiveDateTime>,
    pub minutes: i64,
    pub place: String,
}

/// A unit of a visit being put together.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct PlanUnit {
    pub id: UnitId,
    pub name: String,
    pub checklist: Option<ChecklistId>,
}

impl Plan {
    /// The units' names, as one title.
    pub fn title(&self) -> String {
        self.units.iter().map(|unit| unit.name.as_str()).collect::<Vec<_>>().join(", ")
    }
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Visiting {
    Look,
    /// Before the invitation goes out; short notice wants a reason, typed.
    Invite,
    AskAnotherTime {
        unit: UnitId,
    },
    Move,
    MoveReview {
        starts_at: chrono::NaiveDateTime,
    },
    Cancel,
    CancelReview {
        reason: String,
    },
}

/// A place in a checklist being answered.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum At {
    Overview,
    Question {
        path: String,
        /// The revision of the answer on the screen (0: none), so that an answer typed later cannot
        /// overwrite one that the person has not seen. `None`: not drawn yet.
        #[serde(default)]
        seen: Option<i32>,
    },
    /// The first unanswered question, from the top.
    Next,
    /// The next unanswered question after this one.
    After {
        path: String,
    },
    /// All questions, a page at a time.
    List {
        page: usize,
    },
    Missing,
    SubmitReview,
    SignReview,
}

impl At {
    pub fn question(path: impl Into<String>) -> At {
        At::Question { path: path.into(), seen: None }
    }
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reporting {
    /// Of which unit? `body` is there when the difficulty came in one message.
    Unit {
        body: Option<String>,
        search: String,
        after: Option<(String, UnitId)>,
    },
    Body {
        unit: UnitId,
        unit_name: String,
        visit: Option<VisitId>,
    },
    Category {
        unit: UnitId,
        unit_name: String,
        visit: Option<VisitId>,
        body: String,
        suggested: Option<Category>,
    },
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
