//! Command → facts under lock → decision. One line a command.

use sqlx::types::chrono::{DateTime, Utc};

use crate::clock::local;
use crate::conversation::minutes_text;
use crate::domain::minutes::{FreezeFacts, MinutesContent};
use crate::domain::{Actor, Command, Decided, Locale, Refusal};
use crate::render::Words;
use crate::store::answers::verifying;
use crate::store::campaigns::late_lists;
use crate::store::delegations::{group_chats, groups, milestones};
use crate::store::people::holders;
use crate::store::{
    Tx, answers, campaigns, checklists, delegations, difficulties, digests, minutes, people,
    recommendations, reminders, visits,
};

/// Loads a command's facts and decides it. The locks it takes are held until the commit.
pub async fn decide(
    tx: &mut Tx,
    words: &Words,
    command: Command,
    actor: Option<&Actor>,
    now: DateTime<Utc>,
) -> sqlx::Result<Decided> {
    if let Command::ClaimInvite(c) = command {
        let invite = people::invite_by_token(tx, &c.token_sha256).await?;
        return Ok(c.decide(invite, actor.map(|actor| actor.council), now));
    }
    let Some(actor) = actor else {
        return Ok(Err(Refusal::Gone));
    };
    Ok(match command {
        // Decided above: the one command that needs nobody known.
        Command::ClaimInvite(_) => Err(Refusal::AlreadyDone),
        Command::InvitePerson(c) => {
            let facts = people::invite_facts(tx, actor, &c, fresh_token()?).await?;
            c.decide(actor, facts, now)
        }
        Command::SettleClaim(c) => {
            let invite = people::invite(tx, c.invite).await?;
            c.decide(actor, invite)
        }
        Command::RemoveRole(c) => {
            let facts = holders::removal_facts(tx, actor, &c, now).await?;
            c.decide(actor, facts)
        }
        Command::ChooseLocale(c) => c.decide(actor),
        Command::ChooseNights(c) => c.decide(actor),
        Command::FoundDelegation(c) => {
            let facts = delegations::founding_facts(tx, actor, &c).await?;
            c.decide(actor, facts)
        }
        Command::EditDelegation(c) => {
            let delegation = delegations::locked(tx, c.delegation).await?;
            c.decide(actor, delegation)
        }
        Command::AddGroup(c) => {
            let facts = groups::add_facts(tx, c.delegation).await?;
            c.decide(actor, facts)
        }
        Command::AddInvitee(c) => {
            let facts = groups::invitee_facts(tx, &c).await?;
            c.decide(actor, facts)
        }
        Command::RemoveInvitee(c) => {
            let group = groups::locked(tx, c.group).await?;
            let there = groups::has_invitee(tx, c.group, c.invitee).await?;
            c.decide(actor, group, there)
        }
        Command::AssignUnit(c) => {
            let facts = groups::unit_facts(tx, c.group, c.unit).await?;
            c.decide(actor, facts)
        }
        Command::ReleaseUnit(c) => {
            let facts = groups::unit_facts(tx, c.group, c.unit).await?;
            c.decide(actor, facts)
        }
        Command::ChooseChecklist(c) => {
            let facts = groups::choice_facts(tx, c.delegation, c.checklist).await?;
            c.decide(actor, facts)
        }
        Command::PlanDelegation(c) => {
            let facts = delegations::plan_facts(tx, c.delegation, now).await?;
            c.decide(actor, facts)
        }
        Command::CancelDelegation(c) => {
            let facts = delegations::cancel_facts(tx, c.delegation).await?;
            c.decide(actor, facts)
        }
        Command::ReportDelegation(c) => {
            let facts = recommendations::end_facts(tx, c.delegation).await?;
            c.decide(actor, facts, now)
        }
        Command::FollowUpDelegation(c) => {
            let facts = recommendations::end_facts(tx, c.delegation).await?;
            c.decide(actor, facts)
        }
        Command::CloseDelegation(c) => {
            let facts = recommendations::end_facts(tx, c.delegation).await?;
            c.decide(actor, facts)
        }
        Command::LinkGroup(c) => {
            let facts = group_chats::link_facts(tx, c.chat, c.delegation).await?;
            c.decide(actor, facts)
        }
        Command::ProposeGroup(c) => {
            let facts = group_chats::link_facts(tx, c.chat, c.delegation).await?;
            c.decide(actor, facts)
        }
        Command::UnlinkGroup(c) => {
            let facts = group_chats::unlink_facts(tx, c.chat).await?;
            c.decide(actor, facts)
        }
        Command::MarkMilestone(c) => {
            let facts = milestones::locked(tx, c.milestone, now).await?;
            c.decide(actor, facts, now)
        }
        Command::MoveMilestone(c) => {
            let facts = milestones::locked(tx, c.milestone, now).await?;
            c.decide(actor, facts, now)
        }
        Command::AcknowledgeReminder(c) => {
            let facts = reminders::facts(tx, c.reminder, now).await?;
            c.decide(actor, facts)
        }
        Command::SnoozeReminder(c) => {
            let facts = reminders::facts(tx, c.reminder, now).await?;
            c.decide(actor, facts, now)
        }
        Command::ReadWorkbook(c) => c.decide(actor, answers::fetch_id(tx).await?),
        Command::KeepDraft(c) => {
            let facts = checklists::keep_facts(tx, actor, &c).await?;
            c.decide(actor, facts)
        }
        Command::PublishChecklist(c) => {
            let facts = checklists::locked(tx, c.checklist).await?;
            c.decide(actor, facts)
        }
        Command::ScheduleVisit(c) => {
            let facts = visits::schedule_facts(tx, actor, &c).await?;
            c.decide(actor, facts, now)
        }
        Command::InviteUnit(c) => {
            let facts = visits::invitation_facts(tx, c.visit).await?;
            c.decide(actor, facts, now)
        }
        Command::AnswerInvitation(c) => {
            let visit = visits::locked(tx, c.visit).await?;
            c.decide(actor, visit)
        }
        Command::AskAnotherTime(c) => {
            let visit = visits::locked(tx, c.visit).await?;
            c.decide(actor, visit, now)
        }
        Command::KeepTime(c) => {
            let visit = visits::locked(tx, c.visit).await?;
            c.decide(actor, visit, now)
        }
        Command::MoveVisit(c) => {
            let facts = visits::move_facts(tx, &c).await?;
            c.decide(actor, facts, now)
        }
        Command::CancelVisit(c) => {
            let visit = visits::locked(tx, c.visit).await?;
            let submissions = visits::submissions_of(tx, c.visit).await?;
            c.decide(actor, visit, submissions)
        }
        Command::OpenSession(c) => {
            let visit = visits::locked(tx, c.visit).await?;
            c.decide(actor, visit, now)
        }
        Command::NotePresence(c) => {
            let facts = visits::session_facts(tx, c.visit).await?;
            c.decide(actor, facts)
        }
        Command::CheckIn(c) => {
            let facts = visits::session_facts(tx, c.visit).await?;
            c.decide(actor, facts)
        }
        Command::AddAttendee(c) => {
            let facts = visits::session_facts(tx, c.visit).await?;
            c.decide(actor, facts)
        }
        Command::AddNote(c) => {
            let visit = visits::locked(tx, c.visit).await?;
            c.decide(actor, visit)
        }
        Command::StrikeNote(c) => {
            let facts = visits::note_and_visit(tx, c.visit, c.note).await?;
            c.decide(actor, facts)
        }
        Command::CloseSession(c) => {
            let visit = visits::locked(tx, c.visit).await?;
            c.decide(actor, visit)
        }
        Command::WriteConclusion(c) => {
            let minutes = minutes::locked(tx, c.visit).await?;
            c.decide(actor, minutes)
        }
        Command::FreezeMinutes(c) => {
            let mut facts = None;
            if let Some(minutes) = minutes::locked(tx, c.visit).await? {
                let content = minutes::compose(tx, &minutes).await?;
                let text = in_vietnamese(words, &content);
                facts = Some(FreezeFacts { minutes, content, text });
            }
            c.decide(actor, facts)
        }
        Command::SignMinutes(c) => {
            let minutes = minutes::locked(tx, c.visit).await?;
            c.decide(actor, minutes)
        }
        Command::RecordPaper(c) => {
            let minutes = minutes::locked(tx, c.visit).await?;
            c.decide(actor, minutes)
        }
        Command::ReturnMinutes(c) => {
            let minutes = minutes::locked(tx, c.visit).await?;
            c.decide(actor, minutes)
        }
        Command::RemindSigners(c) => {
            let minutes = minutes::locked(tx, c.visit).await?;
            c.decide(actor, minutes, now)
        }
        Command::SendMinutes(c) => {
            let minutes = minutes::read(tx, c.visit).await?;
            c.decide(actor, minutes, now)
        }
        Command::AnswerQuestion(c) => {
            let submission = answers::locked(tx, c.submission).await?;
            c.decide(actor, submission)
        }
        Command::UndoAnswer(c) => {
            let submission = answers::locked(tx, c.submission).await?;
            let former = answers::former(tx, c.submission, &c.answers).await?;
            c.decide(actor, submission, former)
        }
        Command::ChangeRows(c) => {
            let submission = answers::locked(tx, c.submission).await?;
            c.decide(actor, submission)
        }
        Command::AttachPhoto(c) => {
            let submission = answers::locked(tx, c.submission).await?;
            let fetch = answers::fetch_id(tx).await?;
            c.decide(actor, submission, fetch)
        }
        Command::AttachEvidence(c) => {
            let submission = answers::locked(tx, c.submission).await?;
            let fetch = answers::fetch_id(tx).await?;
            c.decide(actor, submission, fetch)
        }
        Command::RemoveEvidence(c) => {
            let submission = answers::locked(tx, c.submission).await?;
            c.decide(actor, submission)
        }
        Command::Submit(c) => {
            let submission = answers::locked(tx, c.submission).await?;
            c.decide(actor, submission)
        }
        Command::Reopen(c) => {
            let submission = answers::locked(tx, c.submission).await?;
            c.decide(actor, submission)
        }
        Command::SignSubmission(c) => {
            let submission = answers::locked(tx, c.submission).await?;
            c.decide(actor, submission)
        }
        Command::VerifyAnswer(c) => {
            let submission = answers::locked(tx, c.submission).await?;
            let photos = verifying::photos(tx, c.submission, &c.path).await?;
            c.decide(actor, submission, &photos, now)
        }
        Command::PhotographFinding(c) => {
            let submission = answers::locked(tx, c.submission).await?;
            let fetch = answers::fetch_id(tx).await?;
            c.decide(actor, submission, fetch)
        }
        Command::FinishVerification(c) => {
            let submission = answers::locked(tx, c.submission).await?;
            c.decide(actor, submission)
        }
        Command::LookAtResults(c) => {
            let submission = answers::locked(tx, c.submission).await?;
            c.decide(actor, submission)
        }
        Command::DisputeVerification(c) => {
            let submission = answers::locked(tx, c.submission).await?;
            c.decide(actor, submission, now)
        }
        Command::SettleDispute(c) => {
            let submission = answers::locked(tx, c.submission).await?;
            let photos = verifying::photos(tx, c.submission, &c.path).await?;
            c.decide(actor, submission, &photos, now)
        }
        Command::FinaliseSubmission(c) => {
            let submission = answers::locked(tx, c.submission).await?;
            c.decide(actor, submission)
        }
        Command::ReturnSubmission(c) => {
            let submission = answers::locked(tx, c.submission).await?;
            c.decide(actor, submission, now)
        }
        Command::ProposeCampaign(c) => c.decide(actor, campaigns::fresh_id(tx).await?),
        Command::MoveCampaign(c) => {
            let facts = campaigns::move_facts(tx, c.campaign).await?;
            c.decide(actor, facts, now)
        }
        Command::AddTask(c) => {
            let facts = campaigns::task_facts(tx, c.campaign).await?;
            c.decide(actor, facts, campaigns::fresh_task(tx).await?)
        }
        Command::DraftSubtask(c) => {
            let facts = campaigns::draft_facts(tx, &c, now).await?;
            c.decide(actor, facts, local(now).date())
        }
        Command::SendPlan(c) => {
            let campaign = campaigns::read(tx, c.campaign).await?;
            c.decide(actor, campaign, answers::fetch_id(tx).await?)
        }
        Command::KeepPlan(c) => {
            let (campaign, read) = campaigns::plan_facts(tx, actor, &c, now).await?;
            c.decide(actor, campaign, read)
        }
        Command::WorkOnSubtask(c) => {
            let facts = campaigns::subtask_facts(tx, c.subtask, Some(&c.act), now).await?;
            c.decide(actor, facts, now)
        }
        Command::KeepProof(c) => {
            let facts = campaigns::subtask_facts(tx, c.subtask, None, now).await?;
            c.decide(actor, facts, answers::fetch_id(tx).await?)
        }
        Command::DraftLateList(c) => {
            let new = late_lists::drafted(tx, actor.council, c.campaign, now).await?;
            c.decide(actor, new)
        }
        Command::WorkOnLateList(c) => {
            let facts = late_lists::facts(tx, c.list, now).await?;
            c.decide(actor, facts, now)
        }
        Command::ObjectToLateLine(c) => {
            let facts = late_lists::of_line(tx, c.line, now).await?;
            c.decide(actor, facts)
        }
        Command::LinkCampaignChat(c) => {
            let facts = late_lists::link_facts(tx, c.chat, c.campaign).await?;
            c.decide(actor, facts)
        }
        Command::ReportDifficulty(c) => {
            let facts = difficulties::report_facts(tx, actor, &c, now).await?;
            c.decide(actor, facts)
        }
        Command::KeepPhoto(c) => {
            let on = difficulties::met_at(tx, actor, c.unit, c.visit).await?;
            c.decide(actor, on, answers::fetch_id(tx).await?)
        }
        Command::HandleDifficulty(c) => {
            let facts = difficulties::handling_facts(tx, c.difficulty, Some(&c.act), now).await?;
            c.decide(actor, facts)
        }
        Command::AnswerDifficulty(c) => {
            let facts = difficulties::handling_facts(tx, c.difficulty, None, now).await?;
            c.decide(actor, facts)
        }
        Command::ConfirmDifficulty(c) => {
            let facts = difficulties::handling_facts(tx, c.difficulty, None, now).await?;
            c.decide(actor, facts)
        }
        Command::ReopenDifficulty(c) => {
            let facts = difficulties::handling_facts(tx, c.difficulty, None, now).await?;
            c.decide(actor, facts)
        }
        Command::SaveRecommendation(c) => {
            let facts = recommendations::draft_facts(tx, actor, &c, now).await?;
            c.decide(actor, facts, now)
        }
        Command::DropRecommendation(c) => {
            let facts = recommendations::facts(tx, c.recommendation, now).await?;
            c.decide(actor, facts)
        }
        Command::IssueRecommendation(c) => {
            let facts = recommendations::facts(tx, c.recommendation, now).await?;
            c.decide(actor, facts, now)
        }
        Command::WorkOnRecommendation(c) => {
            let facts = recommendations::facts(tx, c.recommendation, now).await?;
            c.decide(actor, facts, now)
        }
        Command::AttachProof(c) => {
            let facts = recommendations::facts(tx, c.recommendation, now).await?;
            c.decide(actor, facts, answers::fetch_id(tx).await?)
        }
        Command::ExplainRecommendation(c) => {
            let facts = recommendations::facts(tx, c.recommendation, now).await?;
            c.decide(actor, facts)
        }
        Command::JudgeRecommendation(c) => {
            let facts = recommendations::facts(tx, c.recommendation, now).await?;
            c.decide(actor, facts, now)
        }
        Command::TimeRecommendation(c) => {
            let facts = recommendations::facts(tx, c.recommendation, now).await?;
            c.decide(actor, facts, now)
        }
        Command::EscalateRecommendation(c) => {
            let facts = recommendations::facts(tx, c.recommendation, now).await?;
            c.decide(actor, facts, now)
        }
        Command::TransferRecommendation(c) => {
            let facts = recommendations::facts(tx, c.recommendation, now).await?;
            c.decide(actor, facts, now)
        }
        Command::HandOverRecommendation(c) => {
            let facts = recommendations::facts(tx, c.recommendation, now).await?;
            c.decide(actor, facts)
        }
        Command::SetDigest(c) => {
            let facts = digests::facts(tx, actor, c.kind, now).await?;
            c.decide(actor, facts, now)
        }
        Command::OrderDigest(c) => c.decide(actor),
    })
}

/// The text that is frozen and signed: Vietnamese, whatever its readers speak.
fn in_vietnamese(words: &Words, content: &MinutesContent) -> String {
    let paragraphs = minutes_text(content).into_iter().map(|lines| {
        let lines = lines.iter().map(|line| words.plain(line, Locale::Vi));
        lines.collect::<Vec<_>>().join("\n")
    });
    let mut text = paragraphs.collect::<Vec<_>>().join("\n\n");
    text.push('\n');
    text
}

/// 128 bits that nobody can guess.
pub fn fresh_token() -> std::io::Result<[u8; 16]> {
    let mut token = [0; 16];
    getrandom::fill(&mut token).map_err(std::io::Error::other)?;
    Ok(token)
}
