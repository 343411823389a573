//! Which commands name something that could be another council's.

use doangiamsat::domain::answers::AnswerCommand;
use doangiamsat::domain::campaigns::CampaignCommand;
use doangiamsat::domain::checklists::ChecklistCommand;
use doangiamsat::domain::delegations::DelegationCommand;
use doangiamsat::domain::difficulties::DifficultyCommand;
use doangiamsat::domain::digests::DigestCommand;
use doangiamsat::domain::minutes::MinutesCommand;
use doangiamsat::domain::people::PersonCommand;
use doangiamsat::domain::recommendations::RecommendationCommand;
use doangiamsat::domain::visits::VisitCommand;
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
