//! One change of the business data.

use super::*;

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
    /// Beside whatever gives somebody a role: what comes with it begins, as by default.
    SubscribeDigest {
        account: Account,
        kind: crate::domain::digests::DigestKind,
    },
    /// `next_at` is the next firing; `None`: none for now.
    SetDigest {
        person: PersonId,
        subscription: crate::domain::digests::Subscription,
        next_at: Option<DateTime<Utc>>,
    },
    /// A digest now, or its workbook alone.
    OrderDigest {
        person: PersonId,
        kind: crate::domain::digests::DigestKind,
        workbook: bool,
    },
    RefuseClaim {
        invite: InviteId,
    },
    SetLocale {
        person: PersonId,
        locale: Locale,
    },
    /// Whether they are reminded in the evenings of a campaign too.
    SetNights {
        person: PersonId,
        nights: bool,
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
        state: crate::domain::delegations::DelegationState,
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
    /// Takes the delegation to `reported`.
    ReportDelegation {
        delegation: DelegationId,
        report: Paper,
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
    AddVisit(Box<crate::domain::visits::NewVisit>),
    /// Takes the visit from one version to the next.
    SetVisitState {
        visit: VisitId,
        state: crate::domain::visits::VisitState,
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
        answer: crate::domain::visits::UnitAnswer,
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
        attendee: Box<crate::domain::visits::Attendee>,
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
    FreezeMinutes(Box<crate::domain::minutes::FrozenMinutes>),
    SignMinutes {
        visit: VisitId,
        version: i32,
        seat: crate::domain::minutes::Seat,
        way: crate::domain::minutes::SignedOn,
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
        state: crate::domain::answers::SubmissionState,
        by: PersonId,
    },
    /// Takes the submission one version on, as an answer does.
    SaveVerification {
        submission: SubmissionId,
        path: String,
        result: Box<crate::domain::answers::verifying::Verification>,
    },
    NoteLook {
        submission: SubmissionId,
        person: PersonId,
    },
    SetDeadline {
        subject: crate::domain::reminders::Subject,
        council: CouncilId,
        given_on: NaiveDate,
        due_on: NaiveDate,
    },
    EndDeadline {
        subject: crate::domain::reminders::Subject,
    },
    SeeReminder {
        reminder: ReminderId,
    },
    /// Tells it again in the slot at `to`.
    SnoozeReminder {
        reminder: ReminderId,
        person: PersonId,
        to: DateTime<Utc>,
    },
    AddDifficulty(Box<NewDifficulty>),
    /// Writes what can change of it, and takes it from one version to the next.
    SaveDifficulty(Box<Difficulty>),
    AddRecommendation(Box<NewRecommendation>),
    /// Writes what can change of it with the line of its history, and takes it from one version to
    /// the next.
    SaveRecommendation {
        it: Box<Recommendation>,
        entry: Option<Box<Entry>>,
        by: PersonId,
    },
    /// These, and no others.
    LinkDifficulties {
        recommendation: RecommendationId,
        difficulties: Vec<DifficultyId>,
    },
    /// Of a draft alone.
    DropRecommendation {
        recommendation: RecommendationId,
    },
    /// Beside the [`Change::FetchFile`] of the same fetch.
    AttachProof {
        recommendation: RecommendationId,
        fetch: FetchId,
        round: i32,
        by: PersonId,
    },
    /// What was merged into one is merged into another.
    CarryMerged {
        from: DifficultyId,
        into: DifficultyId,
    },
    AddCampaign {
        campaign: CampaignId,
        council: CouncilId,
        terms: crate::domain::campaigns::CampaignTerms,
        by: Option<PersonId>,
    },
    /// Writes what can change of it, and takes it from one version to the next.
    SaveCampaign(Box<crate::domain::campaigns::Campaign>),
    AddTask {
        task: TaskId,
        council: CouncilId,
        campaign: CampaignId,
        code: String,
        title: String,
    },
    AddSubtask(Box<crate::domain::campaigns::NewSubtask>),
    /// Writes what can change of it, what is done of its parts too, and takes it from one version to
    /// the next.
    SaveSubtask(Box<crate::domain::campaigns::Subtask>),
    /// Of one that has not gone out.
    SetParts {
        subtask: SubtaskId,
        parts: Vec<crate::domain::campaigns::WorkPart>,
    },
    /// A draft.
    RemoveSubtask {
        subtask: SubtaskId,
    },
    NoteProgress(Box<crate::domain::campaigns::NewProgress>),
    /// Beside the [`Change::FetchFile`] of the same fetch.
    AddProof {
        subtask: SubtaskId,
        fetch: FetchId,
    },
    AddLateList(Box<crate::domain::campaigns::late_lists::NewLateList>),
    /// Writes what can change of it, and takes it from one version to the next.
    SaveLateList(Box<crate::domain::campaigns::late_lists::LateList>),
    /// Beside the list's save.
    IssueLateList {
        list: LateListId,
        by: PersonId,
        at: DateTime<Utc>,
    },
    /// No reason: it stands again.
    StrikeLateLine {
        line: LateLineId,
        reason: Option<String>,
        corrected: bool,
    },
    ObjectToLateLine {
        line: LateLineId,
        objection: String,
        by: PersonId,
    },
    LinkCampaignChat {
        chat: GroupChatId,
        campaign: CampaignId,
        linked: bool,
        by: PersonId,
    },
}
