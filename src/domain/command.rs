//! Everything a person can want done. Serialisable: a button carries its command in the database.

use serde::{Deserialize, Serialize};

use super::checklist::{KeepDraft, PublishChecklist, ReadWorkbook};
use super::delegation::{FoundDelegation, PlanDelegation};
use super::difficulty::{
    AnswerDifficulty, ConfirmDifficulty, HandleDifficulty, KeepPhoto, ReopenDifficulty,
    ReportDifficulty,
};
use super::group_chat::{LinkGroup, ProposeGroup, UnlinkGroup};
use super::invitation::{AnswerInvitation, AskAnotherTime, InviteUnit, KeepTime};
use super::joining::{ClaimInvite, InvitePerson, SettleClaim};
use super::minutes::{
    FreezeMinutes, RecordPaper, RemindSigners, ReturnMinutes, SendMinutes, SignMinutes,
    WriteConclusion,
};
use super::person::ChooseLocale;
use super::submission::{AnswerQuestion, AttachPhoto, Reopen, SignSubmission, Submit};
use super::verification::{
    DisputeVerification, FinaliseSubmission, FinishVerification, LookAtResults, PhotographFinding,
    SettleDispute, VerifyAnswer,
};
use super::visit::{
    AddAttendee, AddNote, CancelVisit, CheckIn, CloseSession, MoveVisit, NotePresence, OpenSession,
    ScheduleVisit, StrikeNote,
};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    InvitePerson(InvitePerson),
    ClaimInvite(ClaimInvite),
    SettleClaim(SettleClaim),
    ChooseLocale(ChooseLocale),
    FoundDelegation(FoundDelegation),
    PlanDelegation(PlanDelegation),
    LinkGroup(LinkGroup),
    ProposeGroup(ProposeGroup),
    UnlinkGroup(UnlinkGroup),
    ReadWorkbook(ReadWorkbook),
    KeepDraft(Box<KeepDraft>),
    PublishChecklist(PublishChecklist),
    ScheduleVisit(ScheduleVisit),
    InviteUnit(InviteUnit),
    AnswerInvitation(AnswerInvitation),
    AskAnotherTime(AskAnotherTime),
    KeepTime(KeepTime),
    MoveVisit(MoveVisit),
    CancelVisit(CancelVisit),
    OpenSession(OpenSession),
    NotePresence(NotePresence),
    CheckIn(CheckIn),
    AddAttendee(AddAttendee),
    AddNote(AddNote),
    StrikeNote(StrikeNote),
    CloseSession(CloseSession),
    WriteConclusion(WriteConclusion),
    FreezeMinutes(FreezeMinutes),
    SignMinutes(SignMinutes),
    RecordPaper(RecordPaper),
    ReturnMinutes(ReturnMinutes),
    RemindSigners(RemindSigners),
    SendMinutes(SendMinutes),
    AnswerQuestion(AnswerQuestion),
    AttachPhoto(AttachPhoto),
    Reopen(Reopen),
    Submit(Submit),
    SignSubmission(SignSubmission),
    VerifyAnswer(VerifyAnswer),
    PhotographFinding(PhotographFinding),
    FinishVerification(FinishVerification),
    LookAtResults(LookAtResults),
    DisputeVerification(DisputeVerification),
    SettleDispute(SettleDispute),
    FinaliseSubmission(FinaliseSubmission),
    ReportDifficulty(Box<ReportDifficulty>),
    /// A photo of a difficulty that is being described.
    KeepPhoto(KeepPhoto),
    HandleDifficulty(HandleDifficulty),
    AnswerDifficulty(AnswerDifficulty),
    ConfirmDifficulty(ConfirmDifficulty),
    ReopenDifficulty(ReopenDifficulty),
}

impl Command {
    /// The name under which the audit keeps it.
    pub fn name(&self) -> &'static str {
        match self {
            Command::InvitePerson(_) => "invite_person",
            Command::ClaimInvite(_) => "claim_invite",
            Command::SettleClaim(_) => "settle_claim",
            Command::ChooseLocale(_) => "choose_locale",
            Command::FoundDelegation(_) => "found_delegation",
            Command::PlanDelegation(_) => "plan_delegation",
            Command::LinkGroup(_) => "link_group",
            Command::ProposeGroup(_) => "propose_group",
            Command::UnlinkGroup(_) => "unlink_group",
            Command::ReadWorkbook(_) => "read_workbook",
            Command::KeepDraft(_) => "keep_draft",
            Command::PublishChecklist(_) => "publish_checklist",
            Command::ScheduleVisit(_) => "schedule_visit",
            Command::InviteUnit(_) => "invite_unit",
            Command::AnswerInvitation(_) => "answer_invitation",
            Command::AskAnotherTime(_) => "ask_another_time",
            Command::KeepTime(_) => "keep_time",
            Command::MoveVisit(_) => "move_visit",
            Command::CancelVisit(_) => "cancel_visit",
            Command::OpenSession(_) => "open_session",
            Command::NotePresence(_) => "note_presence",
            Command::CheckIn(_) => "check_in",
            Command::AddAttendee(_) => "add_attendee",
            Command::AddNote(_) => "add_note",
            Command::StrikeNote(_) => "strike_note",
            Command::CloseSession(_) => "close_session",
            Command::WriteConclusion(_) => "write_conclusion",
            Command::FreezeMinutes(_) => "freeze_minutes",
            Command::SignMinutes(_) => "sign_minutes",
            Command::RecordPaper(_) => "record_paper",
            Command::ReturnMinutes(_) => "return_minutes",
            Command::RemindSigners(_) => "remind_signers",
            Command::SendMinutes(_) => "send_minutes",
            Command::AnswerQuestion(_) => "answer_question",
            Command::AttachPhoto(_) => "attach_photo",
            Command::Reopen(_) => "reopen",
            Command::Submit(_) => "submit",
            Command::SignSubmission(_) => "sign_submission",
            Command::VerifyAnswer(_) => "verify_answer",
            Command::PhotographFinding(_) => "photograph_finding",
            Command::FinishVerification(_) => "finish_verification",
            Command::LookAtResults(_) => "look_at_results",
            Command::DisputeVerification(_) => "dispute_verification",
            Command::SettleDispute(_) => "settle_dispute",
            Command::FinaliseSubmission(_) => "finalise_submission",
            Command::ReportDifficulty(_) => "report_difficulty",
            Command::KeepPhoto(_) => "keep_photo",
            Command::HandleDifficulty(c) => c.name(),
            Command::AnswerDifficulty(_) => "answer_difficulty",
            Command::ConfirmDifficulty(_) => "confirm_difficulty",
            Command::ReopenDifficulty(_) => "reopen_difficulty",
        }
    }

    /// What it acts on, for the audit: kind and id (`None` where the thing is only being made).
    pub fn subject(&self) -> (&'static str, Option<i64>) {
        match self {
            Command::InvitePerson(_) | Command::ClaimInvite(_) => ("invite", None),
            Command::SettleClaim(c) => ("invite", Some(c.invite.0)),
            Command::ChooseLocale(_) => ("person", None),
            Command::FoundDelegation(_) => ("delegation", None),
            Command::PlanDelegation(c) => ("delegation", Some(c.delegation.0)),
            Command::LinkGroup(c) => ("group_chat", Some(c.chat.0)),
            Command::ProposeGroup(c) => ("group_chat", Some(c.chat.0)),
            Command::UnlinkGroup(c) => ("group_chat", Some(c.chat.0)),
            Command::ReadWorkbook(_) | Command::KeepDraft(_) => ("checklist", None),
            Command::PublishChecklist(c) => ("checklist", Some(c.checklist.0)),
            Command::ScheduleVisit(_) => ("visit", None),
            Command::InviteUnit(c) => ("visit", Some(c.visit.0)),
            Command::AnswerInvitation(c) => ("visit", Some(c.visit.0)),
            Command::AskAnotherTime(c) => ("visit", Some(c.visit.0)),
            Command::KeepTime(c) => ("visit", Some(c.visit.0)),
            Command::MoveVisit(c) => ("visit", Some(c.visit.0)),
            Command::CancelVisit(c) => ("visit", Some(c.visit.0)),
            Command::OpenSession(c) => ("visit", Some(c.visit.0)),
            Command::NotePresence(c) => ("visit", Some(c.visit.0)),
            Command::CheckIn(c) => ("visit", Some(c.visit.0)),
            Command::AddAttendee(c) => ("visit", Some(c.visit.0)),
            Command::AddNote(c) => ("visit", Some(c.visit.0)),
            Command::StrikeNote(c) => ("visit", Some(c.visit.0)),
            Command::CloseSession(c) => ("visit", Some(c.visit.0)),
            Command::WriteConclusion(c) => ("minutes", Some(c.visit.0)),
            Command::FreezeMinutes(c) => ("minutes", Some(c.visit.0)),
            Command::SignMinutes(c) => ("minutes", Some(c.visit.0)),
            Command::RecordPaper(c) => ("minutes", Some(c.visit.0)),
            Command::ReturnMinutes(c) => ("minutes", Some(c.visit.0)),
            Command::RemindSigners(c) => ("minutes", Some(c.visit.0)),
            Command::SendMinutes(c) => ("minutes", Some(c.visit.0)),
            Command::AnswerQuestion(c) => ("submission", Some(c.submission.0)),
            Command::AttachPhoto(c) => ("submission", Some(c.submission.0)),
            Command::Reopen(c) => ("submission", Some(c.submission.0)),
            Command::Submit(c) => ("submission", Some(c.submission.0)),
            Command::SignSubmission(c) => ("submission", Some(c.submission.0)),
            Command::VerifyAnswer(c) => ("submission", Some(c.submission.0)),
            Command::PhotographFinding(c) => ("submission", Some(c.submission.0)),
            Command::FinishVerification(c) => ("submission", Some(c.submission.0)),
            Command::LookAtResults(c) => ("submission", Some(c.submission.0)),
            Command::DisputeVerification(c) => ("submission", Some(c.submission.0)),
            Command::SettleDispute(c) => ("submission", Some(c.submission.0)),
            Command::FinaliseSubmission(c) => ("submission", Some(c.submission.0)),
            Command::ReportDifficulty(_) | Command::KeepPhoto(_) => ("difficulty", None),
            Command::HandleDifficulty(c) => ("difficulty", Some(c.difficulty.0)),
            Command::AnswerDifficulty(c) => ("difficulty", Some(c.difficulty.0)),
            Command::ConfirmDifficulty(c) => ("difficulty", Some(c.difficulty.0)),
            Command::ReopenDifficulty(c) => ("difficulty", Some(c.difficulty.0)),
        }
    }
}
