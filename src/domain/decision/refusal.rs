//! An answer to a person: what was not done and why.

use super::*;
use crate::domain::delegations::{Left, Missing};

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
    /// Both days are possible, as are those between them.
    DayOutOfRange {
        from: NaiveDate,
        to: NaiveDate,
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
    /// A reminder is put off once; it comes again then.
    SnoozeUsed {
        at: DateTime<Utc>,
    },
    /// No slot within a day: days off are ahead.
    NoSlotSoon,
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
    /// A day that has yet to come, where one that has been is wanted.
    InTheFuture,
    NothingSaid,
    /// It begins on this day.
    NotBegunYet {
        from: NaiveDate,
    },
    /// Units have been given so many sub-tasks of it.
    SubtasksAssigned {
        count: i64,
    },
    /// A sub-task without a measurable criterion.
    CriterionMissing,
    /// A sub-task without a lead unit or a due day.
    AssignmentIncomplete,
    /// A campaign whose decision is not there yet gives nothing out.
    NotApproved,
    /// The unit has not said yet that it takes the sub-task on.
    NotAccepted,
    /// The figure is not there, or not what the criterion wants.
    CriterionNotMet {
        value: Option<crate::text::Decimal>,
    },
    /// Parts of the work that are not done.
    PartsLeft {
        parts: usize,
    },
    /// What blocks a sub-task is an open difficulty of its lead unit.
    DifficultyWanted,
    AfterCampaign {
        last: NaiveDate,
    },
    /// A list on which nothing stands.
    NothingLate,
    /// A public list is prepared and approved by different people.
    TwoPeople,
    /// These have been done or given another day since the list was approved.
    NoLongerLate {
        codes: Vec<String>,
    },
    /// A document with a number and a date that is not ahead.
    PaperWanted,
    /// Nothing is said to be done without evidence.
    ProofWanted,
    /// More time than until this day was meant.
    NotLater {
        due_on: NaiveDate,
    },
    /// A unit that does not come after the one that has ended.
    NotASuccessor,
    /// What a delegation still waits for.
    Unfinished {
        left: Vec<Left>,
    },
    BadTiming(crate::domain::digests::TimingError),
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
            Refusal::DayOutOfRange { .. } => "day_out_of_range",
            Refusal::AssignedElsewhere { .. } => "assigned_elsewhere",
            Refusal::NotAssigned => "not_assigned",
            Refusal::VisitsOpen { .. } => "visits_open",
            Refusal::VisitInSession { .. } => "visit_in_session",
            Refusal::LastOfRole { .. } => "last_of_role",
            Refusal::InThePast => "in_the_past",
            Refusal::SnoozeUsed { .. } => "snooze_used",
            Refusal::NoSlotSoon => "no_slot_soon",
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
            Refusal::InTheFuture => "in_the_future",
            Refusal::NothingSaid => "nothing_said",
            Refusal::NotBegunYet { .. } => "not_begun_yet",
            Refusal::SubtasksAssigned { .. } => "subtasks_assigned",
            Refusal::CriterionMissing => "criterion_missing",
            Refusal::AssignmentIncomplete => "assignment_incomplete",
            Refusal::NotApproved => "not_approved",
            Refusal::NotAccepted => "not_accepted",
            Refusal::CriterionNotMet { .. } => "criterion_not_met",
            Refusal::PartsLeft { .. } => "parts_left",
            Refusal::DifficultyWanted => "difficulty_wanted",
            Refusal::AfterCampaign { .. } => "after_campaign",
            Refusal::NothingLate => "nothing_late",
            Refusal::TwoPeople => "two_people",
            Refusal::NoLongerLate { .. } => "no_longer_late",
            Refusal::PaperWanted => "paper_wanted",
            Refusal::ProofWanted => "proof_wanted",
            Refusal::NotLater { .. } => "not_later",
            Refusal::NotASuccessor => "not_a_successor",
            Refusal::Unfinished { .. } => "unfinished",
            Refusal::BadTiming(_) => "bad_timing",
        }
    }
}
