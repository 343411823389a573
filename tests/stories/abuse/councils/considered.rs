//! Which commands name something that could be another council's.

use super::*;
use doangiamsat::domain::answers::AnswerCommand;
use doangiamsat::domain::campaigns::CampaignCommand;
use doangiamsat::domain::checklists::ChecklistCommand;
use doangiamsat::domain::delegations::DelegationCommand;
use doangiamsat::domain::difficulties::DifficultyCommand;
use doangiamsat::domain::digests::DigestCommand;
use doangiamsat::domain::minutes::MinutesCommand;
use doangiamsat::domain::people::PersonCommand;
use doangiamsat::domain::recommendations::RecommendationCommand;
use doangiamsat::domain::reminders::ReminderCommand;
use doangiamsat::domain::visits::VisitCommand;

/// Whether a command names something that could be another council's. A new command does not
/// compile before it has been thought of here.
pub fn considered(command: &Command) -> bool {
    match command {
        // These make something of one's own, or act on oneself.
        Command::People(PersonCommand::ClaimInvite(_))
        | Command::People(PersonCommand::ChooseLocale(_))
        | Command::People(PersonCommand::ChooseNights(_))
        | Command::Digests(DigestCommand::SetDigest(_))
        | Command::Digests(DigestCommand::OrderDigest(_))
        | Command::Delegations(DelegationCommand::FoundDelegation(_))
        | Command::Checklists(ChecklistCommand::ReadWorkbook(_))
        | Command::Campaigns(CampaignCommand::ProposeCampaign(_))
        | Command::Checklists(ChecklistCommand::KeepDraft(_)) => false,
        Command::People(PersonCommand::InvitePerson(_))
        | Command::People(PersonCommand::SettleClaim(_))
        | Command::People(PersonCommand::RemoveRole(_))
        | Command::Delegations(DelegationCommand::EditDelegation(_))
        | Command::Delegations(DelegationCommand::AddGroup(_))
        | Command::Delegations(DelegationCommand::AddInvitee(_))
        | Command::Delegations(DelegationCommand::RemoveInvitee(_))
        | Command::Delegations(DelegationCommand::AssignUnit(_))
        | Command::Delegations(DelegationCommand::ReleaseUnit(_))
        | Command::Delegations(DelegationCommand::ChooseChecklist(_))
        | Command::Delegations(DelegationCommand::PlanDelegation(_))
        | Command::Delegations(DelegationCommand::LinkGroup(_))
        | Command::Delegations(DelegationCommand::ProposeGroup(_))
        | Command::Delegations(DelegationCommand::UnlinkGroup(_))
        | Command::Delegations(DelegationCommand::CancelDelegation(_))
        | Command::Delegations(DelegationCommand::MarkMilestone(_))
        | Command::Delegations(DelegationCommand::MoveMilestone(_))
        | Command::Reminders(ReminderCommand::AcknowledgeReminder(_))
        | Command::Reminders(ReminderCommand::SnoozeReminder(_))
        | Command::Checklists(ChecklistCommand::PublishChecklist(_))
        | Command::Visits(VisitCommand::ScheduleVisit(_))
        | Command::Visits(VisitCommand::InviteUnit(_))
        | Command::Visits(VisitCommand::AnswerInvitation(_))
        | Command::Visits(VisitCommand::AskAnotherTime(_))
        | Command::Visits(VisitCommand::KeepTime(_))
        | Command::Visits(VisitCommand::MoveVisit(_))
        | Command::Visits(VisitCommand::CancelVisit(_))
        | Command::Visits(VisitCommand::OpenSession(_))
        | Command::Visits(VisitCommand::NotePresence(_))
        | Command::Visits(VisitCommand::CheckIn(_))
        | Command::Visits(VisitCommand::AddAttendee(_))
        | Command::Visits(VisitCommand::AddNote(_))
        | Command::Visits(VisitCommand::StrikeNote(_))
        | Command::Visits(VisitCommand::CloseSession(_))
        | Command::Minutes(MinutesCommand::WriteConclusion(_))
        | Command::Minutes(MinutesCommand::FreezeMinutes(_))
        | Command::Minutes(MinutesCommand::SignMinutes(_))
        | Command::Minutes(MinutesCommand::RecordPaper(_))
        | Command::Minutes(MinutesCommand::ReturnMinutes(_))
        | Command::Minutes(MinutesCommand::RemindSigners(_))
        | Command::Minutes(MinutesCommand::SendMinutes(_))
        | Command::Answers(AnswerCommand::AnswerQuestion(_))
        | Command::Answers(AnswerCommand::UndoAnswer(_))
        | Command::Answers(AnswerCommand::ChangeRows(_))
        | Command::Answers(AnswerCommand::AttachPhoto(_))
        | Command::Answers(AnswerCommand::AttachEvidence(_))
        | Command::Answers(AnswerCommand::RemoveEvidence(_))
        | Command::Answers(AnswerCommand::Reopen(_))
        | Command::Answers(AnswerCommand::Submit(_))
        | Command::Answers(AnswerCommand::SignSubmission(_))
        | Command::Answers(AnswerCommand::ReturnSubmission(_))
        | Command::Answers(AnswerCommand::VerifyAnswer(_))
        | Command::Answers(AnswerCommand::PhotographFinding(_))
        | Command::Answers(AnswerCommand::FinishVerification(_))
        | Command::Answers(AnswerCommand::LookAtResults(_))
        | Command::Answers(AnswerCommand::DisputeVerification(_))
        | Command::Answers(AnswerCommand::SettleDispute(_))
        | Command::Answers(AnswerCommand::FinaliseSubmission(_))
        | Command::Difficulties(DifficultyCommand::ReportDifficulty(_))
        | Command::Difficulties(DifficultyCommand::KeepPhoto(_))
        | Command::Difficulties(DifficultyCommand::HandleDifficulty(_))
        | Command::Difficulties(DifficultyCommand::AnswerDifficulty(_))
        | Command::Difficulties(DifficultyCommand::ConfirmDifficulty(_))
        | Command::Difficulties(DifficultyCommand::ReopenDifficulty(_))
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
        | Command::Recommendations(RecommendationCommand::SaveRecommendation(_))
        | Command::Recommendations(RecommendationCommand::DropRecommendation(_))
        | Command::Recommendations(RecommendationCommand::IssueRecommendation(_))
        | Command::Recommendations(RecommendationCommand::WorkOnRecommendation(_))
        | Command::Recommendations(RecommendationCommand::AttachProof(_))
        | Command::Recommendations(RecommendationCommand::ExplainRecommendation(_))
        | Command::Recommendations(RecommendationCommand::JudgeRecommendation(_))
        | Command::Recommendations(RecommendationCommand::TimeRecommendation(_))
        | Command::Recommendations(RecommendationCommand::EscalateRecommendation(_))
        | Command::Recommendations(RecommendationCommand::TransferRecommendation(_))
        | Command::Recommendations(RecommendationCommand::HandOverRecommendation(_))
        | Command::Delegations(DelegationCommand::ReportDelegation(_))
        | Command::Delegations(DelegationCommand::FollowUpDelegation(_))
        | Command::Delegations(DelegationCommand::CloseDelegation(_)) => true,
    }
}
