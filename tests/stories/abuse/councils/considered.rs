//! Which commands name something that could be another council's.

use crate::support::{Player, Story, story, vi};
use chrono::NaiveDate;
use doangiamsat::clock::instant;
use doangiamsat::conversation::{
    Action, AtCampaigns, AtChecklists, AtDelegations, AtDifficulties, AtGroupChat, AtHome,
    AtPeople, AtRecommendations, AtReminders, AtVisits, Composing, Delegating, Ending, Filter,
    Grouping, Inviting, Making, Objecting, RecommendationFilter, Recommending, Reporting,
    Scheduling, Sift, State, Then, Visiting, Working,
};
use doangiamsat::domain::answers::{
    AnswerCommand, FileUse, FillAct, Given, LookAtResults, SendFile, Settlement, SubmissionAct,
    Verdict, VerifyAct,
};
use doangiamsat::domain::campaigns::{
    AddTask, CampaignAct, CampaignCommand, DraftLateList, DraftSubtask, KeepPlan, KeepProof,
    LateListAct, LinkCampaignChat, MoveCampaign, ObjectToLateLine, SendPlan, SubtaskAct,
    SubtaskDraft, WorkOnLateList, WorkOnSubtask,
};
use doangiamsat::domain::checklists::{ChecklistCommand, PublishChecklist};
use doangiamsat::domain::delegations::{
    DelegationAct, DelegationCommand, Edit, GroupAct, GroupChatAct, MilestoneAct, PlanDelegation,
    PlanningAct, WorkOnDelegation, WorkOnGroup, WorkOnGroupChat, WorkOnMilestone,
};
use doangiamsat::domain::difficulties::{
    ActOnDifficulty, AskedOf, Category, Cause, DifficultyAct, DifficultyCommand, KeepPhoto,
    ReportDifficulty, Route,
};
use doangiamsat::domain::digests::DigestCommand;
use doangiamsat::domain::file::{Arrival, Purpose};
use doangiamsat::domain::minutes::{
    DraftAct, DraftMinutes, FrozenAct, MinutesCommand, Seat, SendMinutes, SettleMinutes,
};
use doangiamsat::domain::people::{InvitePerson, PersonCommand, RemoveRole, SettleClaim};
use doangiamsat::domain::recommendations::{
    ActOnRecommendation, AttachProof, Escalation, Paper, RecommendationAct, RecommendationCommand,
    SaveRecommendation,
};
use doangiamsat::domain::reminders::{ActOnReminder, ReminderAct, Subject};
use doangiamsat::domain::units::UnitKind;
use doangiamsat::domain::visits::{
    ActOnVisit, AnswerInvitation, KeepSession, PlannedUnit, ScheduleVisit, SessionAct, UnitSays,
    VisitAct, VisitCommand, VisitKind, VisitMode, Who,
};
use doangiamsat::domain::*;

/// Whether a command names something that could be another council's. A new command does not
/// compile before it has been thought of here.
pub fn considered(command: &Command) -> bool {
    match command {
        // These make something of one's own, or act on oneself.
        Command::People(PersonCommand::ClaimInvite(_))
        | Command::People(PersonCommand::Choose(_))
        | Command::Digests(DigestCommand::Set(_))
        | Command::Digests(DigestCommand::Order(_))
        | Command::Delegations(DelegationCommand::Found(_))
        | Command::Checklists(ChecklistCommand::ReadWorkbook(_))
        | Command::Campaigns(CampaignCommand::ProposeCampaign(_))
        | Command::Checklists(ChecklistCommand::KeepDraft(_)) => false,
        Command::People(PersonCommand::InvitePerson(_))
        | Command::People(PersonCommand::SettleClaim(_))
        | Command::People(PersonCommand::RemoveRole(_))
        | Command::Delegations(DelegationCommand::Plan(_))
        | Command::Delegations(DelegationCommand::WorkOn(_))
        | Command::Delegations(DelegationCommand::Group(_))
        | Command::Delegations(DelegationCommand::GroupChat(_))
        | Command::Delegations(DelegationCommand::Milestone(_))
        | Command::Reminders(_)
        | Command::Checklists(ChecklistCommand::PublishChecklist(_))
        | Command::Visits(VisitCommand::ScheduleVisit(_))
        | Command::Visits(VisitCommand::ActOnVisit(_))
        | Command::Visits(VisitCommand::AnswerInvitation(_))
        | Command::Visits(VisitCommand::KeepSession(_))
        | Command::Minutes(MinutesCommand::DraftMinutes(_))
        | Command::Minutes(MinutesCommand::SettleMinutes(_))
        | Command::Minutes(MinutesCommand::SendMinutes(_))
        | Command::Answers(AnswerCommand::Fill(_))
        | Command::Answers(AnswerCommand::SendFile(_))
        | Command::Answers(AnswerCommand::Verify(_))
        | Command::Answers(AnswerCommand::Move(_))
        | Command::Answers(AnswerCommand::LookAtResults(_))
        | Command::Difficulties(DifficultyCommand::Report(_))
        | Command::Difficulties(DifficultyCommand::KeepPhoto(_))
        | Command::Difficulties(DifficultyCommand::Act(_))
        | Command::Campaigns(CampaignCommand::MoveCampaign(_))
        | Command::Campaigns(CampaignCommand::AddTask(_))
        | Command::Campaigns(CampaignCommand::DraftSubtask(_))
        | Command::Campaigns(CampaignCommand::SendPlan(_))
        | Command::Campaigns(CampaignCommand::KeepPlan(_))
        | Command::Campaigns(CampaignCommand::WorkOnSubtask(_))
        | Command::Campaigns(CampaignCommand::KeepProof(_))
        | Command::Campaigns(CampaignCommand::DraftLateList(_))
        | Command::Campaigns(CampaignCommand::WorkOnLateList(_))
        | Command::Campaigns(CampaignCommand::ObjectToLateLine(_))
        | Command::Campaigns(CampaignCommand::LinkCampaignChat(_))
        | Command::Recommendations(RecommendationCommand::Save(_))
        | Command::Recommendations(RecommendationCommand::Act(_))
        | Command::Recommendations(RecommendationCommand::AttachProof(_)) => true,
    }
}

