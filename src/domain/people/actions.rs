//! What can be done, and which roles may do it.

use serde::{Deserialize, Serialize};
use strum::VariantArray;

use super::Role::{self, *};

/// Who prepare a supervision and see to it: the office, and those who lead and keep the delegation.
const ORGANISERS: &[Role] = &[Secretariat, DelegationLeader, GroupLeader, Secretary];

/// Everybody of a delegation.
const DELEGATION: &[Role] = &[DelegationLeader, GroupLeader, Secretary, Member];

/// The supervising side: the council's standing body and office, and the delegation.
const COUNCIL_SIDE: &[Role] =
    &[StandingBody, Secretariat, DelegationLeader, GroupLeader, Secretary, Member];

/// The supervised unit's own people.
const UNIT: &[Role] = &[UnitHead, FocalOfficer];

#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Debug,
    Serialize,
    Deserialize,
    strum::VariantArray,
)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    InvitePeople,
    RemovePeople,
    FoundDelegation,
    PlanDelegation,
    LinkGroupChat,
    ProposeGroupChat,
    ManageGroup,
    ManageMilestones,
    /// Look up who was reminded of what, and when.
    SeeReminders,
    PublishChecklist,
    ScheduleVisit,
    InviteUnit,
    CancelVisit,
    SeeVisit,
    AnswerInvitation,
    /// Open the session on its day, and end it.
    OpenSession,
    /// Keep attendance and notes while it lasts.
    NoteSession,
    /// See the notes, which are the delegation's own.
    SeeNotes,
    /// Be on the list of those who are there.
    AttendVisit,
    DraftMinutes,
    SignMinutes,
    SeeMinutes,
    SeeSubmission,
    FillSubmission,
    SignSubmission,
    ReturnSubmission,
    VerifyAnswers,
    FinishVerification,
    DisputeVerification,
    FinaliseSubmission,
    ReportDifficulty,
    SeeDifficulty,
    /// The office's work on it.
    HandleDifficulty,
    /// Say how it is removed, as the unit that was asked.
    AnswerDifficulty,
    /// Say that it is removed, as the unit that met it.
    ConfirmDifficulty,
    /// Propose, approve, plan and assign: the executive's own.
    ManageCampaign,
    SeeCampaign,
    SeeSubtask,
    /// Accept or decline, claim that it is done, ask for more time: the head's word.
    AnswerForSubtask,
    /// Say how far it is, with evidence.
    ReportProgress,
    VerifySubtask,
    /// Go through the week's late list,
    PrepareLateList,
    /// approve it, as somebody else, and post it,
    ApproveLateList,
    /// say something to it, as a unit on it.
    ObjectToLateList,
    /// Write what is to be recommended, as the delegation's side.
    DraftRecommendation,
    IssueRecommendation,
    SeeRecommendation,
    /// Take it up, report, claim it done, ask for more time, as the unit that owns it.
    WorkOnRecommendation,
    VerifyRecommendation,
    /// Set another due day, or say that it stays.
    MoveRecommendation,
    /// The first chaser, and the ones after it.
    ChaseUnit,
    ChaseUnitAgain,
    /// The steps above the delegation, and asking for an explanation.
    EscalateRecommendation,
    /// Give the explanation, or write down the one that came on paper.
    ExplainRecommendation,
    /// To a successor unit, or out of the delegation's hands.
    PassOnRecommendation,
    /// Say that the delegation has reported.
    ReportDelegation,
    /// Take it on from its report: follow up, close.
    FollowUpDelegation,
    LookUpUnits,
    SeeDeliveryTroubles,
    /// The office's own digests, morning and evening.
    ReceiveDigest,
    ReceiveCampaignDigest,
    ReceiveWeeklyDigest,
}

impl Action {
    pub const ALL: &[Action] = Action::VARIANTS;

    /// Who may do it, inside the scope of their grant. An answer in the making is the unit's own:
    /// the delegation's side sees it, administrators do not (DOMAIN.md 4.5).
    pub fn roles(self) -> impl Iterator<Item = Role> {
        self.held_by().iter().copied().flatten().copied()
    }

    fn held_by(self) -> &'static [&'static [Role]] {
        match self {
            Action::InvitePeople | Action::RemovePeople => &[&[Administrator, Secretariat]],
            Action::FoundDelegation | Action::PublishChecklist => &[&[Secretariat]],
            Action::PlanDelegation => &[&[Secretariat, DelegationLeader]],
            Action::LinkGroupChat => &[&[DelegationLeader]],
            Action::ProposeGroupChat => &[&[Secretariat, GroupLeader, Secretary]],
            Action::ManageMilestones => &[&[Secretariat, DelegationLeader, Secretary]],
            Action::SeeReminders => &[&[StandingBody], ORGANISERS, &[CampaignOwner]],
            Action::ManageGroup
            | Action::ScheduleVisit
            | Action::InviteUnit
            | Action::CancelVisit
            | Action::DraftMinutes => &[ORGANISERS],
            Action::SeeVisit => &[COUNCIL_SIDE, UNIT, &[Observer]],
            Action::SignMinutes => &[&[DelegationLeader, GroupLeader, Secretary, UnitHead]],
            Action::AnswerInvitation | Action::FillSubmission => &[UNIT],
            // Whoever leads the session on the spot: the office is not there.
            Action::OpenSession => &[&[DelegationLeader, GroupLeader, Secretary]],
            Action::NoteSession => &[DELEGATION],
            Action::SeeNotes => &[COUNCIL_SIDE],
            Action::AttendVisit => &[DELEGATION, UNIT],
            Action::SeeSubmission | Action::SeeMinutes => &[COUNCIL_SIDE, UNIT],
            Action::SignSubmission | Action::DisputeVerification => &[&[UnitHead]],
            Action::ReturnSubmission => &[&[Secretariat, GroupLeader, Secretary]],
            Action::VerifyAnswers => &[DELEGATION],
            Action::FinishVerification => &[&[GroupLeader, Secretary]],
            Action::FinaliseSubmission => &[&[DelegationLeader, GroupLeader]],
            Action::ReportDifficulty => &[&[Secretariat], DELEGATION, UNIT],
            Action::SeeDifficulty => &[COUNCIL_SIDE, UNIT, &[CampaignOwner]],
            Action::HandleDifficulty => &[&[Secretariat, Secretary]],
            Action::AnswerDifficulty => &[&[UnitHead]],
            Action::ConfirmDifficulty => &[UNIT],
            Action::DraftRecommendation | Action::VerifyRecommendation => &[ORGANISERS],
            Action::IssueRecommendation => &[&[StandingBody, DelegationLeader]],
            Action::SeeRecommendation => &[COUNCIL_SIDE, UNIT, &[CampaignOwner]],
            Action::WorkOnRecommendation => &[UNIT],
            Action::MoveRecommendation | Action::FollowUpDelegation => {
                &[&[Secretariat, DelegationLeader, Secretary]]
            }
            Action::ChaseUnit => &[&[DelegationLeader, GroupLeader]],
            Action::ChaseUnitAgain | Action::ReportDelegation => &[&[DelegationLeader]],
            Action::EscalateRecommendation => &[&[StandingBody]],
            Action::ExplainRecommendation => &[&[StandingBody, Secretariat, Secretary, UnitHead]],
            Action::PassOnRecommendation => &[&[Secretariat, DelegationLeader]],
            // Asked of the council's own list, so anybody who may at all may everywhere.
            Action::ManageCampaign | Action::VerifySubtask => &[&[CampaignOwner]],
            Action::SeeCampaign => &[COUNCIL_SIDE, UNIT, &[CampaignOwner, Observer]],
            Action::SeeSubtask => &[&[StandingBody, Secretariat], UNIT, &[CampaignOwner, Observer]],
            Action::AnswerForSubtask | Action::ObjectToLateList => &[&[UnitHead]],
            Action::PrepareLateList => &[&[Secretariat, CampaignOwner]],
            Action::ApproveLateList => &[&[StandingBody, CampaignOwner]],
            Action::ReportProgress => &[UNIT],
            Action::LookUpUnits => &[&[Administrator], COUNCIL_SIDE, &[Observer]],
            Action::SeeDeliveryTroubles => &[&[Administrator, Secretariat]],
            Action::ReceiveDigest => &[&[Secretariat]],
            Action::ReceiveCampaignDigest => &[&[Secretariat, CampaignOwner]],
            Action::ReceiveWeeklyDigest => {
                &[&[StandingBody, Secretariat, DelegationLeader, CampaignOwner]]
            }
        }
    }
}
