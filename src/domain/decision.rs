//! What a decision comes to: changes and notices, or a refusal.

use chrono::{DateTime, NaiveDate, Utc};

use super::answer::{AnswerProblem, Given};
use super::checklist::ChecklistDraft;
use super::delegation::Terms;
use super::difficulty::{Difficulty, NewDifficulty};
use super::file::Arrival;
use super::ids::*;
use super::notice::Notice;
use super::person::{Action, Locale, Role, Scope};
use super::unit::UnitKind;
use super::visit::Linked;

pub type Decided = Result<Decision, Refusal>;

/// Everything that happens if the transaction commits.
#[derive(Clone, PartialEq, Debug)]
pub struct Decision {
    pub changes: Vec<Change>,
    pub notices: Vec<Notice>,
    /// What the conversation needs to go on with.
    pub outcome: Outcome,
}

impl Decision {
    pub fn outcome(outcome: Outcome) -> Self {
        Decision { changes: vec![], notices: vec![], outcome }
    }
}

#[derive(Clone, PartialEq, Debug)]
pub enum Outcome {
    Done,
    /// The link's token is shown once; only its hash is stored.
    Invited {
        invite: InviteId,
        token: [u8; 16],
    },
    Joined,
    /// The inviter has yet to confirm who opened the link.
    Waiting,
    /// The account has to share its own phone number.
    PhoneWanted {
        token_sha256: [u8; 32],
    },
    Delegation(DelegationId),
    Visit(VisitId),
    Checklist(ChecklistId),
    Difficulty(DifficultyId),
    /// A photo is on its way, for what is being put together on the screen.
    Photo(FetchId),
}

/// One change of the business data. The store applies it; nothing else writes.
#[derive(Clone, PartialEq, Debug)]
pub enum Change {
    AddInvite {
        invite: InviteId,
        person: PersonId,
        council: CouncilId,
        name: String,
        role: Role,
        scope: Scope,
        phone: Option<String>,
        token_sha256: [u8; 32],
        invited_by: Option<PersonId>,
        expires_at: DateTime<Utc>,
    },
    ClaimInvite {
        invite: InviteId,
        account: Account,
        shown_name: String,
    },
    ActivatePerson {
        invite: InviteId,
        person: PersonId,
        account: Account,
        shown_name: String,
    },
    /// `line`: five cron fields, Vietnamese time.
    SubscribeDigest {
        account: Account,
        line: String,
        next_at: DateTime<Utc>,
    },
    RefuseClaim {
        invite: InviteId,
    },
    SetLocale {
        person: PersonId,
        locale: Locale,
    },
    /// With its groups, numbered from 1.
    AddDelegation {
        delegation: DelegationId,
        groups: Vec<GroupId>,
        council: CouncilId,
        terms: Terms,
        by: PersonId,
    },
    SetTerms {
        delegation: DelegationId,
        terms: Terms,
    },
    SetDelegationState {
        delegation: DelegationId,
        state: super::delegation::DelegationState,
    },
    LinkGroupChat {
        chat: GroupChatId,
        delegation: DelegationId,
        by: PersonId,
    },
    ProposeGroupChat {
        chat: GroupChatId,
        by: PersonId,
    },
    EndGroupChat {
        chat: GroupChatId,
    },
    CancelDelegation {
        delegation: DelegationId,
        reason: String,
    },
    AddGroup {
        group: GroupId,
        council: CouncilId,
        delegation: DelegationId,
        number: i32,
    },
    AddInvitee {
        invitee: InviteeId,
        council: CouncilId,
        group: GroupId,
        name: String,
        position: String,
        by: PersonId,
    },
    RemoveInvitee {
        invitee: InviteeId,
    },
    /// Takes the unit from the group that had it, if one had.
    AssignUnit {
        council: CouncilId,
        delegation: DelegationId,
        group: GroupId,
        unit: UnitId,
    },
    ReleaseUnit {
        delegation: DelegationId,
        unit: UnitId,
    },
    ChooseChecklist {
        council: CouncilId,
        delegation: DelegationId,
        kind: UnitKind,
        checklist: ChecklistId,
    },
    /// Ends every such grant of the person, and frees them of the visits that they came to by it.
    EndRole {
        person: PersonId,
        role: Role,
        scope: Scope,
    },
    /// Reckons a delegation's milestones from its window and its visits, as they are then. Beside
    /// whatever changes one of these; nothing without a window.
    SetMilestones {
        delegation: DelegationId,
    },
    MarkMilestone {
        milestone: MilestoneId,
        done: bool,
        by: PersonId,
    },
    MoveMilestone {
        milestone: MilestoneId,
        due_on: NaiveDate,
        reason: String,
    },
    FetchFile {
        fetch: FetchId,
        by: PersonId,
        account: Account,
        file: Arrival,
        submission: Option<SubmissionId>,
    },
    AddChecklist(Box<ChecklistDraft>),
    PublishChecklist {
        checklist: ChecklistId,
    },
    AddVisit(Box<super::visit::NewVisit>),
    /// Takes the visit from one version to the next.
    SetVisitState {
        visit: VisitId,
        state: super::visit::VisitState,
        reason: Option<String>,
    },
    /// The version is taken on by the state set beside it.
    MoveVisit {
        visit: VisitId,
        starts_at: DateTime<Utc>,
        ends_at: DateTime<Utc>,
    },
    /// The units are asked anew whether the time suits.
    AskUnits {
        visit: VisitId,
    },
    /// What one unit says to it. Takes the visit one version on.
    SetUnitAnswer {
        visit: VisitId,
        unit: UnitId,
        answer: super::visit::UnitAnswer,
        reason: String,
        proposed_at: Option<DateTime<Utc>>,
        by: PersonId,
    },
    FreeBookings {
        visit: VisitId,
    },
    /// Takes the visit one version on; a reason only where it is opened late.
    OpenSession {
        visit: VisitId,
        late: Option<String>,
        by: PersonId,
    },
    /// Takes the visit one version on.
    EndSession {
        visit: VisitId,
        by: PersonId,
    },
    NotePresence {
        visit: VisitId,
        attendee: Box<super::visit::Attendee>,
        by: PersonId,
    },
    AddNote {
        visit: VisitId,
        unit: Option<UnitId>,
        body: String,
        by: PersonId,
    },
    StrikeNote {
        note: NoteId,
    },
    /// Begins the version if it is not there yet.
    SaveConclusion {
        visit: VisitId,
        council: CouncilId,
        version: i32,
        conclusion: String,
        revision: i32,
    },
    FreezeMinutes(Box<super::minutes::FrozenMinutes>),
    SignMinutes {
        visit: VisitId,
        version: i32,
        seat: super::minutes::Seat,
        way: super::minutes::SignedOn,
        note: String,
        sha256: [u8; 32],
        by: PersonId,
    },
    /// All have signed.
    CloseMinutes {
        visit: VisitId,
        version: i32,
    },
    ReturnMinutes {
        visit: VisitId,
        version: i32,
        by: PersonId,
        reason: String,
    },
    NoteMinutesReminder {
        visit: VisitId,
        version: i32,
        day: NaiveDate,
    },
    OpenSubmission {
        submission: SubmissionId,
        council: CouncilId,
        visit: VisitId,
        unit: UnitId,
        checklist: ChecklistId,
        due_on: NaiveDate,
    },
    SaveAnswer {
        submission: SubmissionId,
        path: String,
        given: Given,
        revision: i32,
        by: PersonId,
    },
    /// Which answer a message gave.
    RememberMessage {
        account: Account,
        message: i64,
        submission: SubmissionId,
        path: String,
    },
    /// Beside the [`Change::FetchFile`] of the same fetch.
    AddEvidence {
        submission: SubmissionId,
        path: String,
        fetch: FetchId,
        by: PersonId,
    },
    RemoveEvidence {
        submission: SubmissionId,
        fetch: FetchId,
        by: PersonId,
    },
    ReturnSubmission {
        submission: SubmissionId,
        reason: String,
        by: PersonId,
    },
    SetSubmissionState {
        submission: SubmissionId,
        state: super::submission::SubmissionState,
        by: PersonId,
    },
    /// Takes the submission one version on, as an answer does.
    SaveVerification {
        submission: SubmissionId,
        path: String,
        result: Box<super::verification::Verification>,
    },
    NoteLook {
        submission: SubmissionId,
        person: PersonId,
    },
    SetDeadline {
        subject: super::deadline::Subject,
        council: CouncilId,
        given_on: NaiveDate,
        due_on: NaiveDate,
    },
    EndDeadline {
        subject: super::deadline::Subject,
    },
    AddDifficulty(Box<NewDifficulty>),
    /// Writes what can change of it, and takes it from one version to the next.
    SaveDifficulty(Box<Difficulty>),
    /// What was merged into one is merged into another.
    CarryMerged {
        from: DifficultyId,
        into: DifficultyId,
    },
}

/// An answer to a person: what was not done and why. `conversation::words` says what to do next.
#[derive(Clone, PartialEq, Debug)]
pub enum Refusal {
    NotAllowed {
        action: Action,
    },
    /// The thing is not there (any more), or not in this council.
    Gone,
    /// Somebody else was faster, or the button is from before a change.
    Changed,
    AlreadyDone,
    LinkUnknown,
    LinkUsed,
    LinkExpired,
    PhoneDiffers,
    NotReady {
        missing: Vec<Missing>,
    },
    DuplicateDelegation,
    /// A delegation is founded on a document with a number and a date.
    BasisMissing,
    /// The end is before the beginning.
    Reversed,
    OutOfRange {
        from: i32,
        to: i32,
    },
    /// The unit belongs to another group of the delegation.
    AssignedElsewhere {
        number: i32,
    },
    /// The unit belongs to no group of the delegation.
    NotAssigned,
    /// Open visits have to be cancelled first.
    VisitsOpen {
        count: i64,
    },
    /// A visit is being held at that unit.
    VisitInSession {
        unit: String,
    },
    /// A planned delegation cannot be left without.
    LastOfRole {
        role: Role,
    },
    InThePast,
    TooLong {
        hours: i64,
    },
    Clash {
        clashes: Vec<Clash>,
    },
    /// It would begin before these, for which it has to wait, are over.
    BeforePrerequisite {
        visits: Vec<Linked>,
    },
    /// It would end after these, which wait for it, begin.
    AfterDependent {
        visits: Vec<Linked>,
    },
    /// It waits for these visits.
    NotOverYet {
        visits: Vec<Linked>,
    },
    NotOpenYet {
        from: DateTime<Utc>,
    },
    /// The day of the visit has gone by: opening it wants a reason.
    DayIsOver {
        day: NaiveDate,
    },
    NotYourNote {
        by: String,
    },
    ShortNotice {
        days: i64,
        wanted: i64,
    },
    NobodyAtUnit {
        /// The units' names.
        units: String,
    },
    ReasonWanted,
    WrongState,
    ChecklistMissing,
    /// A survey row that a chat cannot ask (a place on a map, sound…).
    QuestionNotAskable {
        row: u32,
    },
    BadAnswer(AnswerProblem),
    AnsweredMeanwhile {
        by: String,
    },
    Incomplete {
        missing: usize,
    },
    EvidenceMissing {
        count: usize,
    },
    FilesPending {
        count: i64,
    },
    /// Nobody verifies their own unit.
    OwnUnit,
    /// Answers are verified while the group is at the unit, or writes the minutes.
    NotInSession,
    /// What is being verified is not sent back.
    VerificationBegun,
    VerifiedMeanwhile {
        by: String,
    },
    /// What was found is what was reported, or what stands already.
    NothingAdjusted,
    NoteWanted,
    /// Marked answers without a result, as the person reads them.
    Unverified {
        questions: Vec<String>,
    },
    DisputesOpen {
        count: usize,
    },
    /// Minutes without the chair's conclusion.
    ConclusionWanted,
    /// Nobody holds a seat of the delegation's side.
    SignerMissing,
    /// The unit's head uses the bot: no paper is written down in their place.
    HeadSigns {
        unit: String,
    },
    RemindedToday,
    TooManyRows {
        limit: usize,
    },
    RowNotEmpty,
}

impl Refusal {
    /// The code under which the audit keeps a refused attempt.
    pub fn code(&self) -> &'static str {
        match self {
            Refusal::NotAllowed { .. } => "not_allowed",
            Refusal::Gone => "gone",
            Refusal::Changed => "changed",
            Refusal::AlreadyDone => "already_done",
            Refusal::LinkUnknown => "link_unknown",
            Refusal::LinkUsed => "link_used",
            Refusal::LinkExpired => "link_expired",
            Refusal::PhoneDiffers => "phone_differs",
            Refusal::NotReady { .. } => "not_ready",
            Refusal::DuplicateDelegation => "duplicate_delegation",
            Refusal::BasisMissing => "basis_missing",
            Refusal::Reversed => "reversed",
            Refusal::OutOfRange { .. } => "out_of_range",
            Refusal::AssignedElsewhere { .. } => "assigned_elsewhere",
            Refusal::NotAssigned => "not_assigned",
            Refusal::VisitsOpen { .. } => "visits_open",
            Refusal::VisitInSession { .. } => "visit_in_session",
            Refusal::LastOfRole { .. } => "last_of_role",
            Refusal::InThePast => "in_the_past",
            Refusal::TooLong { .. } => "too_long",
            Refusal::Clash { .. } => "clash",
            Refusal::BeforePrerequisite { .. } => "before_prerequisite",
            Refusal::AfterDependent { .. } => "after_dependent",
            Refusal::NotOverYet { .. } => "not_over_yet",
            Refusal::NotOpenYet { .. } => "not_open_yet",
            Refusal::DayIsOver { .. } => "day_is_over",
            Refusal::NotYourNote { .. } => "not_your_note",
            Refusal::ShortNotice { .. } => "short_notice",
            Refusal::NobodyAtUnit { .. } => "nobody_at_unit",
            Refusal::ReasonWanted => "reason_wanted",
            Refusal::WrongState => "wrong_state",
            Refusal::ChecklistMissing => "checklist_missing",
            Refusal::QuestionNotAskable { .. } => "question_not_askable",
            Refusal::BadAnswer(_) => "bad_answer",
            Refusal::AnsweredMeanwhile { .. } => "answered_meanwhile",
            Refusal::Incomplete { .. } => "incomplete",
            Refusal::EvidenceMissing { .. } => "evidence_missing",
            Refusal::FilesPending { .. } => "files_pending",
            Refusal::OwnUnit => "own_unit",
            Refusal::NotInSession => "not_in_session",
            Refusal::VerificationBegun => "verification_begun",
            Refusal::VerifiedMeanwhile { .. } => "verified_meanwhile",
            Refusal::NothingAdjusted => "nothing_adjusted",
            Refusal::NoteWanted => "note_wanted",
            Refusal::Unverified { .. } => "unverified",
            Refusal::DisputesOpen { .. } => "disputes_open",
            Refusal::ConclusionWanted => "conclusion_wanted",
            Refusal::SignerMissing => "signer_missing",
            Refusal::HeadSigns { .. } => "head_signs",
            Refusal::RemindedToday => "reminded_today",
            Refusal::TooManyRows { .. } => "too_many_rows",
            Refusal::RowNotEmpty => "row_not_empty",
        }
    }
}

/// What a delegation lacks before it is `planned`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Missing {
    /// The days of field work.
    Window,
    Leader,
    GroupLeader {
        group: GroupId,
        number: i32,
    },
    Secretary,
    Units,
    /// For a kind of unit that occurs.
    Checklist {
        kind: UnitKind,
    },
}

/// Who or what is taken at the time wanted.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Clash {
    pub kind: super::visit::Resource,
    /// The visited unit of the visit that holds it.
    pub unit: String,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
}
