//! Where a person stands. Persisted with a version; variants are only added, and have golden samples.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::msg::Msg;
use super::units::Units;
use super::verifying::Verifying;
use crate::domain::{
    ChecklistId, Command, DelegationId, DifficultyId, FetchId, GroupChatId, GroupId, InviteId,
    MilestoneId, PersonId, Role, Scope, SubmissionId, UnitId, VisitId,
    delegation::FoundDelegation,
    difficulty::{AskedOf, Category, Cause, Question},
    minutes::Seat,
    unit::UnitKind,
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
    Units(Units),
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

    pub fn session(visit: VisitId) -> State {
        State::Session { visit, at: Session::Overview }
    }

    pub fn minutes(visit: VisitId) -> State {
        State::Minutes { visit, at: AtMinutes::Read { page: 0 } }
    }

    pub fn milestones(delegation: DelegationId) -> State {
        State::Milestones { delegation, at: AtMilestone::List }
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

/// A group of the channel.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AtGroupChat {
    /// Behind the link that the bot said there.
    Offer { token: [u8; 16] },
    /// One that is linked.
    Look { chat: GroupChatId },
}

/// Among a delegation's milestones.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AtMilestone {
    List,
    One {
        milestone: MilestoneId,
    },
    /// Another day is typed,
    Move {
        milestone: MilestoneId,
    },
    /// then why,
    Reason {
        milestone: MilestoneId,
        due_on: NaiveDate,
    },
    /// then one look.
    Review {
        milestone: MilestoneId,
        due_on: NaiveDate,
        reason: String,
    },
}

/// Founding a delegation, one question a message.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Founding {
    Title,
    Basis { title: String },
    BasisDate { title: String, number: String },
    Body(FoundDelegation),
    Period(FoundDelegation),
    Window(FoundDelegation),
    Quota(FoundDelegation),
    Groups(FoundDelegation),
    Review(FoundDelegation),
}

/// The parts of a delegation: one screen each.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Delegating {
    /// Everybody, group by group.
    People,
    Groups,
    Group(GroupId),
    GroupPeople(GroupId),
    /// Asks once before a role is taken from somebody.
    Remove {
        person: PersonId,
        name: String,
        role: Role,
        scope: Scope,
    },
    Invitees(GroupId),
    Units {
        page: usize,
    },
    Unit(UnitId),
    PickUnits {
        group: GroupId,
        search: String,
        after: Option<(String, UnitId)>,
    },
    /// Asks once before a unit goes from one group to another.
    MoveUnit {
        group: GroupId,
        unit: UnitId,
    },
    Checklists,
    Checklist {
        kind: UnitKind,
    },
    Visits {
        after: Option<(DateTime<Utc>, VisitId)>,
    },
    Edit,
    /// The version is that of the terms on the screen.
    EditField {
        field: Field,
        version: i32,
    },
    Cancel,
    CancelReview {
        reason: String,
        version: i32,
    },
}

/// One of a delegation's terms.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    Title,
    Basis,
    Body,
    Period,
    Window,
    Quota,
}

impl Field {
    pub const ALL: [Field; 6] =
        [Field::Title, Field::Basis, Field::Body, Field::Period, Field::Window, Field::Quota];
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
    /// The visit as far as it has been put together: units, kind, what comes before.
    Draft(Plan),
    AddUnit {
        plan: Plan,
        search: String,
        after: Option<(String, UnitId)>,
    },
    /// Which checklist does this unit answer?
    Checklist {
        plan: Plan,
        unit: UnitId,
    },
    /// Which visits have to be over before?
    Prerequisites(Plan),
    When(Plan),
    /// Another month of the calendar.
    Month {
        plan: Plan,
        month: NaiveDate,
    },
    /// A day was typed without a time.
    Hour {
        plan: Plan,
        day: NaiveDate,
    },
    Length(Plan),
    Place(Plan),
    /// The link of a session online.
    Link(Plan),
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
    /// Visits that have to be over before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prerequisites: Vec<VisitId>,
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
    InviteReview {
        reason: String,
    },
    AskAnotherTime {
        unit: UnitId,
    },
    /// Which time would suit? May be left open.
    ProposeTime {
        unit: UnitId,
        reason: String,
    },
    /// Keep the time although a unit asked for another: a word to it is typed.
    KeepTime,
    Move,
    /// Another month of the calendar.
    MoveMonth {
        month: NaiveDate,
    },
    MoveHour {
        day: NaiveDate,
    },
    MoveReview {
        starts_at: chrono::NaiveDateTime,
    },
    /// Opened after its day: why is typed.
    OpenLate,
    Cancel,
    CancelReview {
        reason: String,
    },
}

/// A place in a session that is being held.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Session {
    /// What is typed here is a note.
    Overview,
    Attendance {
        page: usize,
    },
    /// Somebody of one side who is not on the list; `None`: the delegation's.
    AddAttendee {
        unit: Option<UnitId>,
    },
    Notes {
        page: usize,
    },
    /// What is typed here is a note of one unit.
    NoteOf {
        unit: UnitId,
    },
    Close,
}

/// A place in the minutes of a visit.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AtMinutes {
    Read {
        page: usize,
    },
    /// The chair's conclusion is typed: after what is there, or in place of this revision of it.
    Conclusion {
        replaces: Option<i32>,
    },
    FreezeReview,
    /// Who has signed and who has not.
    Signers,
    SignReview {
        seat: Seat,
    },
    Return,
    ReturnReview {
        reason: String,
    },
    /// A unit signed on paper: who, and when?
    Paper {
        unit: UnitId,
    },
    PaperReview {
        unit: UnitId,
        note: String,
    },
    Check,
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
        seen: Option<i32>,
        /// The list it was opened from: once an answer is corrected, one is back there.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        back: Option<Box<At>>,
    },
    /// A document's number was typed; its date is still wanted.
    DocumentDate {
        path: String,
        seen: Option<i32>,
        number: String,
        back: Option<Box<At>>,
    },
    /// The question with its photos and files sent above it. Only passed through: what is saved is
    /// the question.
    Files {
        path: String,
        back: Option<Box<At>>,
    },
    /// Where answering led on to, with the way to undo it.
    Saved {
        paths: Vec<String>,
        at: Box<At>,
    },
    /// A message that gave an answer was edited to `text`.
    Correct {
        path: String,
        text: String,
        message: i64,
        before: Box<State>,
    },
    /// The first unanswered question, from the top.
    Next,
    /// The next unanswered question after this one.
    After {
        path: String,
    },
    /// The first unanswered question of a section, or of a row.
    Within {
        path: String,
    },
    /// All questions, a page at a time.
    List {
        page: usize,
    },
    /// The sections, with how far each is.
    Sections {
        page: usize,
    },
    Missing,
    /// A page of what is to be handed over or signed.
    Review {
        sign: bool,
        page: usize,
    },
    /// Why the answers are sent back is to be typed.
    Return,
    ReturnReview {
        reason: String,
    },
}

impl At {
    pub fn question(path: impl Into<String>) -> At {
        At::question_from(path, None)
    }

    /// A question opened from `back`.
    pub fn question_from(path: impl Into<String>, back: Option<At>) -> At {
        At::Question { path: path.into(), seen: None, back: back.map(Box::new) }
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
        #[serde(default)]
        question: Option<Question>,
        /// What was described before somebody went back to write it anew.
        #[serde(default)]
        kept: Option<Box<Draft>>,
    },
    Category(Box<Draft>),
    Cause(Box<Draft>),
    AskedOf(Box<Draft>),
    Photos(Box<Draft>),
    /// Everything in one view: sent with one tap, or changed part by part.
    Review(Box<Draft>),
}

/// A difficulty being reported.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Draft {
    pub unit: UnitId,
    pub unit_name: String,
    pub visit: Option<VisitId>,
    #[serde(default)]
    pub question: Option<Question>,
    pub body: String,
    /// Suggested until the person chooses; `None`: nothing speaks for any.
    #[serde(alias = "suggested")]
    pub category: Option<Category>,
    /// `None`: as the words and the category suggest.
    #[serde(default)]
    pub cause: Option<Cause>,
    #[serde(default)]
    pub asked_of: Option<AskedOf>,
    #[serde(default)]
    pub photos: Vec<FetchId>,
}

/// What of the difficulties is listed.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    pub unit: Option<UnitId>,
    pub category: Option<Category>,
    pub standing: Option<Standing>,
    pub search: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    New,
    /// Taken up by the office, not settled.
    InHand,
    Settled,
}

/// What a summary of the difficulties counts by.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grouping {
    Category,
    Unit,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Working {
    Category,
    Cause,
    AskedOf,
    Route {
        search: String,
        after: Option<(String, UnitId)>,
    },
    /// To a body that does not use the bot: its name is typed.
    RouteOutside,
    Plan,
    Resolve,
    ResolveReview {
        answer: String,
    },
    Reject,
    RejectReview {
        reason: String,
    },
    Merge {
        search: String,
    },
    MergeReview {
        into: DifficultyId,
        body: String,
    },
    /// The unit that was asked says how it is removed.
    Answer,
    /// The unit that met it says why it is not removed.
    Reopen,
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
