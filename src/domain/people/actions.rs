//! What can be done, and which roles may do it.

use serde::{Deserialize, Serialize};
use strum::VariantArray;

use super::Role;

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
    pub fn roles(self) -> &'static [Role] {
        use Role::*;
        match self {
            Action::InvitePeople | Action::RemovePeople => &[Administrator, Secretariat],
            Action::FoundDelegation | Action::PublishChecklist => &[Secretariat],
            Action::PlanDelegation => &[Secretariat, DelegationLeader],
            Action::LinkGroupChat => &[DelegationLeader],
            Action::ProposeGroupChat => &[Secretariat, GroupLeader, Secretary],
            Action::ManageMilestones => &[Secretariat, DelegationLeader, Secretary],
            Action::SeeReminders => &[
                StandingBody,
                Secretariat,
                DelegationLeader,
                GroupLeader,
                Secretary,
                CampaignOwner,
            ],
            Action::ManageGroup
            | Action::ScheduleVisit
            | Action::InviteUnit
            | Action::CancelVisit
            | Action::DraftMinutes => &[Secretariat, DelegationLeader, GroupLeader, Secretary],
            Action::SeeVisit => &[
                StandingBody,
                Secretariat,
                DelegationLeader,
                GroupLeader,
                Secretary,
                Member,
                UnitHead,
                FocalOfficer,
                Observer,
            ],
            Action::SignMinutes => &[DelegationLeader, GroupLeader, Secretary, UnitHead],
            Action::AnswerInvitation | Action::FillSubmission => &[UnitHead, FocalOfficer],
            // Whoever leads the session on the spot: the office is not there.
            Action::OpenSession => &[DelegationLeader, GroupLeader, Secretary],
            Action::NoteSession => &[DelegationLeader, GroupLeader, Secretary, Member],
            Action::SeeNotes => {
                &[StandingBody, Secretariat, DelegationLeader, GroupLeader, Secretary, Member]
            }
            Action::AttendVisit => {
                &[DelegationLeader, GroupLeader, Secretary, Member, UnitHead, FocalOfficer]
            }
            Action::SeeSubmission | Action::SeeMinutes => &[
                StandingBody,
                Secretariat,
                DelegationLeader,
                GroupLeader,
                Secretary,
                Member,
                UnitHead,
                FocalOfficer,
            ],
            Action::SignSubmission | Action::DisputeVerification => &[UnitHead],
            Action::ReturnSubmission => &[Secretariat, GroupLeader, Secretary],
            Action::VerifyAnswers => &[DelegationLeader, GroupLeader, Secretary, Member],
            Action::FinishVerification => &[GroupLeader, Secretary],
            Action::FinaliseSubmission => &[DelegationLeader, GroupLeader],
            Action::ReportDifficulty => &[
                Secretariat,
                DelegationLeader,
                GroupLeader,
                Secretary,
                Member,
                UnitHead,
                FocalOfficer,
            ],
            Action::SeeDifficulty => &[
                StandingBody,
                Secretariat,
                DelegationLeader,
                GroupLeader,
                Secretary,
                Member,
                UnitHead,
                FocalOfficer,
                CampaignOwner,
            ],
            Action::HandleDifficulty => &[Secretariat, Secretary],
            Action::AnswerDifficulty => &[UnitHead],
            Action::ConfirmDifficulty => &[UnitHead, FocalOfficer],
            Action::DraftRecommendation | Action::VerifyRecommendation => {
                &[Secretariat, DelegationLeader, GroupLeader, Secretary]
            }
            Action::IssueRecommendation => &[StandingBody, DelegationLeader],
            Action::SeeRecommendation => &[
                StandingBody,
                Secretariat,
                DelegationLeader,
                GroupLeader,
                Secretary,
                Member,
                UnitHead,
                FocalOfficer,
                CampaignOwner,
            ],
            Action::WorkOnRecommendation => &[UnitHead, FocalOfficer],
            Action::MoveRecommendation | Action::FollowUpDelegation => {
                &[Secretariat, DelegationLeader, Secretary]
            }
            Action::ChaseUnit => &[DelegationLeader, GroupLeader],
            Action::ChaseUnitAgain | Action::ReportDelegation => &[DelegationLeader],
            Action::EscalateRecommendation => &[StandingBody],
            Action::ExplainRecommendation => &[StandingBody, Secretariat, Secretary, UnitHead],
            Action::PassOnRecommendation => &[Secretariat, DelegationLeader],
            // Asked of the council's own list, so anybody who may at all may everywhere.
            Action::ManageCampaign | Action::VerifySubtask => &[CampaignOwner],
            Action::SeeCampaign => &[
                StandingBody,
                Secretariat,
                DelegationLeader,
                GroupLeader,
                Secretary,
                Member,
                UnitHead,
                FocalOfficer,
                CampaignOwner,
                Observer,
            ],
            Action::SeeSubtask => {
                &[StandingBody, Secretariat, UnitHead, FocalOfficer, CampaignOwner, Observer]
            }
            Action::AnswerForSubtask | Action::ObjectToLateList => &[UnitHead],
            Action::PrepareLateList => &[Secretariat, CampaignOwner],
            Action::ApproveLateList => &[StandingBody, CampaignOwner],
            Action::ReportProgress => &[UnitHead, FocalOfficer],
            Action::LookUpUnits => &[
                Administrator,
                StandingBody,
                Secretariat,
                DelegationLeader,
                GroupLeader,
                Secretary,
                Member,
                Observer,
            ],
            Action::SeeDeliveryTroubles => &[Administrator, Secretariat],
            Action::ReceiveDigest => &[Secretariat],
            Action::ReceiveCampaignDigest => &[Secretariat, CampaignOwner],
            Action::ReceiveWeeklyDigest => {
                &[StandingBody, Secretariat, DelegationLeader, CampaignOwner]
            }
        }
    }
}
