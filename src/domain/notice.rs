//! What people are told without having asked: typed here, put into words by `conversation`.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::answers::given::Given;
use crate::domain::answers::sheet::Ask;
use crate::domain::answers::verifying::{Found, Tally};
use crate::domain::delegations::DelegationState;
use crate::domain::delegations::group_chat::GroupNotice;
use crate::domain::delegations::milestone::MilestoneKind;
use crate::domain::difficulties::{Category, DifficultyState};
use crate::domain::digests::DigestContent;
use crate::domain::ids::*;
use crate::domain::people::Role;
use crate::domain::recommendations::{Paper, RecommendationNotice};
use crate::domain::reminders::visit_step::VisitSlot;
use crate::domain::reminders::{Reckoned, Step};
use crate::domain::visits::{VisitKind, VisitMode};

/// One notice to one or more people. The unique key of what each gets is made of kind, subject,
/// generation and recipient, so that it is enqueued exactly once however often the work runs.
#[derive(Clone, PartialEq, Debug)]
pub struct Notice {
    pub kind: NoticeKind,
    pub subject: i64,
    pub generation: i64,
    pub to: Vec<To>,
}

impl Notice {
    pub fn key(&self, recipient: Account) -> String {
        format!("{}:{}:{}:{}", self.kind.code(), self.subject, self.generation, recipient.0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum To {
    Person(PersonId),
    /// Somebody who is not a person yet.
    Account(Account),
    /// The council office.
    Secretariat(CouncilId),
    Heads(UnitId),
    /// The focal officers, or the heads where a unit has none.
    FocalElseHead(UnitId),
    /// Heads and focal officers.
    UnitPeople(UnitId),
    /// The group's leader, secretary and members and the delegation's leader.
    GroupPeople(GroupId),
    Secretaries(GroupId),
    /// Everybody of a delegation, in whichever group.
    DelegationPeople(DelegationId),
    /// The group's leaders, or the delegation's where the group has none.
    GroupLeads(GroupId),
    /// The secretaries of all its groups.
    DelegationSecretaries(DelegationId),
    DelegationLeaders(DelegationId),
    StandingBody(CouncilId),
    CampaignOwners(CouncilId),
}

#[derive(Clone, PartialEq, Debug)]
pub enum NoticeKind {
    ClaimWaiting {
        invite: InviteId,
        name: String,
        role: Role,
        shown_name: String,
    },
    ClaimSettled {
        accepted: bool,
        name: String,
    },
    /// To whom it was taken from.
    RoleEnded {
        role: Role,
        place: String,
    },
    DelegationEdited {
        delegation: DelegationId,
        title: String,
        by: String,
    },
    DelegationCancelled {
        delegation: DelegationId,
        title: String,
        by: String,
        reason: String,
    },
    VisitInvited {
        visit: VisitBrief,
        letter: Box<Letter>,
        /// The unit that is invited, of those of the visit.
        unit: UnitId,
        /// What it answers beforehand.
        submission: Option<SubmissionId>,
    },
    VisitConfirmed {
        visit: VisitBrief,
        by: String,
        /// All units' names, if this one was the last to confirm: the delegation's group hears it.
        all: Option<String>,
    },
    AnotherTimeAsked {
        visit: VisitBrief,
        by: String,
        reason: String,
        proposed_at: Option<DateTime<Utc>>,
    },
    /// The time stays although a unit asked for another.
    TimeKept {
        visit: VisitBrief,
        unit: UnitId,
        by: String,
        note: String,
    },
    VisitMoved {
        visit: VisitBrief,
        /// The unit that is told and has to confirm anew.
        asked: Option<UnitId>,
    },
    VisitCancelled {
        visit: VisitBrief,
        reason: String,
    },
    SessionOpened {
        visit: VisitBrief,
        by: String,
        /// Whether those who are told are on the list of the session.
        attends: bool,
    },
    SessionEnded {
        visit: VisitBrief,
        by: String,
    },
    /// The minutes are frozen: whoever holds a seat is asked to sign.
    MinutesToSign {
        visit: VisitBrief,
        by: String,
        sha256: [u8; 32],
    },
    MinutesReminder {
        visit: VisitBrief,
    },
    MinutesReturned {
        visit: VisitBrief,
        by: String,
        reason: String,
    },
    /// By all: the visit is closed.
    MinutesSigned {
        visit: VisitBrief,
        sha256: [u8; 32],
    },
    /// The minutes as a text file, for whoever asked for it.
    MinutesFile {
        visit: VisitBrief,
        sha256: [u8; 32],
        signed: bool,
    },
    SubmissionSubmitted {
        submission: SubmissionId,
        unit: String,
        by: String,
        visit_at: DateTime<Utc>,
    },
    SubmissionSigned {
        submission: SubmissionId,
        unit: String,
        by: String,
        visit_at: DateTime<Utc>,
    },
    /// The question is in the words of whoever verified.
    AnswerAdjusted {
        submission: SubmissionId,
        unit: String,
        ask: Box<Ask>,
        reported: Given,
        found: Found,
        note: String,
        by: String,
    },
    /// An adjustment that the unit was told of does not stand any more.
    AdjustmentWithdrawn {
        submission: SubmissionId,
        unit: String,
        ask: Box<Ask>,
        /// Else: it cannot be verified.
        matched: bool,
        by: String,
    },
    VerificationFinished {
        submission: SubmissionId,
        unit: String,
        tally: Tally,
        by: String,
    },
    VerificationDisputed {
        submission: SubmissionId,
        unit: String,
        ask: Box<Ask>,
        reason: String,
        by: String,
    },
    /// A dispute that ended without another value: the unit's stands, or the adjustment does.
    DisputeSettled {
        submission: SubmissionId,
        unit: String,
        ask: Box<Ask>,
        accepted: bool,
        note: String,
        by: String,
    },
    SubmissionFinal {
        submission: SubmissionId,
        unit: String,
        by: String,
    },
    SubmissionReturned {
        submission: SubmissionId,
        unit: String,
        by: String,
        reason: String,
        due_on: NaiveDate,
    },
    DifficultyReported {
        difficulty: DifficultyId,
        unit: String,
        by: String,
        body: String,
        category: Category,
        /// The reporter made it part of a similar one.
        merged: bool,
    },
    /// It is in another state now: `said` is the plan, the answer or the reason that goes with it.
    DifficultyMoved {
        difficulty: DifficultyId,
        unit: String,
        body: String,
        state: DifficultyState,
        said: String,
        by: String,
    },
    /// To the heads of the unit that is asked to remove it.
    DifficultyRouted {
        difficulty: DifficultyId,
        unit: String,
        body: String,
        by: String,
    },
    DifficultyAnswered {
        difficulty: DifficultyId,
        unit: String,
        body: String,
        by: String,
        answer: String,
    },
    Recommendation(Box<RecommendationNotice>),
    /// A delegation has come to its next stage.
    DelegationStage {
        delegation: DelegationId,
        title: String,
        state: DelegationState,
        /// Its report, when it has reported.
        report: Option<Paper>,
        by: String,
    },
    /// About a group of the channel.
    Group(GroupNotice),
    /// Another day for one of the delegation's papers.
    MilestoneMoved {
        delegation: DelegationId,
        milestone: MilestoneKind,
        group_number: Option<i32>,
        due_on: NaiveDate,
        reason: String,
        by: String,
    },
    Reminder(Box<Told>),
    VisitReminder {
        slot: VisitSlot,
        visits: Vec<ComingVisit>,
    },
    Digest(Box<DigestContent>),
    CampaignMoved {
        campaign: CampaignId,
        title: String,
        state: crate::domain::campaigns::CampaignState,
        said: String,
        by: String,
    },
    SubtaskMoved {
        subtask: crate::domain::campaigns::SubtaskBrief,
        event: crate::domain::campaigns::SubtaskEvent,
        by: String,
    },
    LateListMoved {
        list: LateListId,
        title: String,
        as_of: NaiveDate,
        /// How many stand on it.
        lines: usize,
        event: crate::domain::campaigns::late_lists::LateListEvent,
        by: String,
    },
    /// To a unit that is on a list which waits for approval.
    LateListNamed {
        title: String,
        as_of: NaiveDate,
        lines: Vec<crate::domain::campaigns::late_lists::LateLine>,
    },
    LateLineObjected {
        list: LateListId,
        unit: String,
        code: String,
        objection: String,
        by: String,
    },
    /// In the chosen group.
    LateListPosted {
        chat: GroupChatId,
        list: LateListId,
        title: String,
        as_of: NaiveDate,
        lines: Vec<crate::domain::campaigns::late_lists::LateLine>,
    },
    /// In the same group, and to the unit.
    LateListCorrected {
        chat: GroupChatId,
        title: String,
        as_of: NaiveDate,
        line: Box<crate::domain::campaigns::late_lists::LateLine>,
        reason: String,
    },
    FileFailed {
        name: String,
        /// The question that it was sent for, if it was.
        answer: Option<(SubmissionId, String)>,
    },
}

impl NoticeKind {
    pub fn code(&self) -> &'static str {
        match self {
            NoticeKind::ClaimWaiting { .. } => "claim_waiting",
            NoticeKind::ClaimSettled { .. } => "claim_settled",
            NoticeKind::RoleEnded { .. } => "role_ended",
            NoticeKind::DelegationEdited { .. } => "delegation_edited",
            NoticeKind::DelegationCancelled { .. } => "delegation_cancelled",
            NoticeKind::VisitInvited { .. } => "visit_invited",
            NoticeKind::VisitConfirmed { .. } => "visit_confirmed",
            NoticeKind::AnotherTimeAsked { .. } => "another_time_asked",
            NoticeKind::TimeKept { .. } => "time_kept",
            NoticeKind::VisitMoved { .. } => "visit_moved",
            NoticeKind::VisitCancelled { .. } => "visit_cancelled",
            NoticeKind::SessionOpened { .. } => "session_opened",
            NoticeKind::SessionEnded { .. } => "session_ended",
            NoticeKind::MinutesToSign { .. } => "minutes_to_sign",
            NoticeKind::MinutesReminder { .. } => "minutes_reminder",
            NoticeKind::MinutesReturned { .. } => "minutes_returned",
            NoticeKind::MinutesSigned { .. } => "minutes_signed",
            NoticeKind::MinutesFile { .. } => "minutes_file",
            NoticeKind::SubmissionSubmitted { .. } => "submission_submitted",
            NoticeKind::SubmissionSigned { .. } => "submission_signed",
            NoticeKind::AnswerAdjusted { .. } => "answer_adjusted",
            NoticeKind::AdjustmentWithdrawn { .. } => "adjustment_withdrawn",
            NoticeKind::VerificationFinished { .. } => "verification_finished",
            NoticeKind::VerificationDisputed { .. } => "verification_disputed",
            NoticeKind::DisputeSettled { .. } => "dispute_settled",
            NoticeKind::SubmissionFinal { .. } => "submission_final",
            NoticeKind::SubmissionReturned { .. } => "submission_returned",
            NoticeKind::DifficultyReported { .. } => "difficulty_reported",
            NoticeKind::DifficultyMoved { .. } => "difficulty_moved",
            NoticeKind::DifficultyRouted { .. } => "difficulty_routed",
            NoticeKind::DifficultyAnswered { .. } => "difficulty_answered",
            NoticeKind::Recommendation(notice) => notice.code(),
            NoticeKind::DelegationStage { .. } => "delegation_stage",
            NoticeKind::Group(notice) => notice.code(),
            NoticeKind::MilestoneMoved { .. } => "milestone_moved",
            NoticeKind::Reminder(_) => "reminder",
            NoticeKind::VisitReminder { .. } => "visit_reminder",
            NoticeKind::Digest(_) => "digest",
            NoticeKind::CampaignMoved { .. } => "campaign_moved",
            NoticeKind::SubtaskMoved { .. } => "subtask_moved",
            NoticeKind::LateListMoved { .. } => "late_list_moved",
            NoticeKind::LateListNamed { .. } => "late_list_named",
            NoticeKind::LateLineObjected { .. } => "late_line_objected",
            NoticeKind::LateListPosted { .. } => "late_list_posted",
            NoticeKind::LateListCorrected { .. } => "late_list_corrected",
            NoticeKind::FileFailed { .. } => "file_failed",
        }
    }

    /// Reminders and digests wait behind answers to people.
    pub fn is_bulk(&self) -> bool {
        matches!(
            self,
            NoticeKind::Reminder(_) | NoticeKind::VisitReminder { .. } | NoticeKind::Digest(_)
        )
    }
}

/// A visit as a notice names it: a snapshot, so that a later change does not rewrite the past.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VisitBrief {
    pub id: VisitId,
    /// The version of the visit that was named, or that the decision leads to.
    pub version: i32,
    /// The time the units were asked about, counted; see [`crate::domain::visits::Visit::round`].
    pub round: i32,
    /// The units' names.
    pub unit: String,
    pub group_number: i32,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub place: String,
}

/// What an invitation says beside time and place (DOMAIN.md 3.2, step 4; 3.3, giấy mời).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Letter {
    pub topic: String,
    pub basis_number: String,
    pub basis_date: NaiveDate,
    pub kind: VisitKind,
    pub mode: VisitMode,
    /// The group's people, the leader first.
    pub composition: Vec<(Role, String)>,
    /// The day by which the unit's answers are wanted, if it has a checklist.
    pub due_on: Option<NaiveDate>,
}

/// Everything that one person is told in one slot.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Told {
    pub reminder: ReminderId,
    /// Highest step first.
    pub lines: Vec<DueLine>,
    /// Lines beyond these.
    pub more: usize,
    /// When the next slot is, if the reminder can be put off into it.
    pub again: Option<DateTime<Utc>>,
}

/// One thing that is due, and the step it has reached.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DueLine {
    pub step: Step,
    pub what: DueWhat,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DueWhat {
    Answers(ReminderLine),
    Milestone(MilestoneLine),
    Subtask(DueSubtask),
    Recommendation(RecommendationLine),
}

/// A recommendation in a reminder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecommendationLine {
    pub recommendation: RecommendationId,
    pub unit_id: UnitId,
    pub unit: String,
    pub text: String,
    pub due_on: NaiveDate,
    /// The explanation is due, not the thing itself.
    pub explanation: bool,
}

/// A milestone in a reminder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MilestoneLine {
    pub id: MilestoneId,
    pub delegation: DelegationId,
    pub title: String,
    pub kind: MilestoneKind,
    pub group_number: Option<i32>,
    pub due_on: NaiveDate,
    /// How the day came about; `None` when a person chose it.
    pub reckoned: Option<Reckoned>,
}

/// A campaign's sub-task in a reminder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DueSubtask {
    pub brief: crate::domain::campaigns::SubtaskBrief,
    pub state: crate::domain::campaigns::SubtaskState,
    /// The lead unit's name, for whoever helps.
    pub unit_id: UnitId,
    pub due_on: NaiveDate,
}

/// A visit that is near, for somebody who will be there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ComingVisit {
    pub visit: VisitBrief,
    pub confirmed: bool,
}

/// One overdue or nearly due submission in a reminder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReminderLine {
    pub submission: SubmissionId,
    pub visit: VisitId,
    pub unit_id: UnitId,
    pub unit: String,
    pub due_on: NaiveDate,
    pub answered: usize,
    pub questions: usize,
    pub submitted: bool,
}
