//! What people can want done with visits.

use crate::domain::visits::invitation::{AnswerInvitation, AskAnotherTime, InviteUnit, KeepTime};
use crate::domain::visits::{
    AddAttendee, AddNote, CancelVisit, CheckIn, CloseSession, MoveVisit, NotePresence, OpenSession,
    ScheduleVisit, StrikeNote,
};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VisitCommand {
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
}

impl VisitCommand {
    /// The name under which the audit keeps it.
    pub fn name(&self) -> &'static str {
        match self {
            VisitCommand::ScheduleVisit(_) => "schedule_visit",
            VisitCommand::InviteUnit(_) => "invite_unit",
            VisitCommand::AnswerInvitation(_) => "answer_invitation",
            VisitCommand::AskAnotherTime(_) => "ask_another_time",
            VisitCommand::KeepTime(_) => "keep_time",
            VisitCommand::MoveVisit(_) => "move_visit",
            VisitCommand::CancelVisit(_) => "cancel_visit",
            VisitCommand::OpenSession(_) => "open_session",
            VisitCommand::NotePresence(_) => "note_presence",
            VisitCommand::CheckIn(_) => "check_in",
            VisitCommand::AddAttendee(_) => "add_attendee",
            VisitCommand::AddNote(_) => "add_note",
            VisitCommand::StrikeNote(_) => "strike_note",
            VisitCommand::CloseSession(_) => "close_session",
        }
    }

    /// What it acts on, for the audit: kind and id (`None` where the thing is only being made).
    pub fn subject(&self) -> (&'static str, Option<i64>) {
        match self {
            VisitCommand::ScheduleVisit(_) => ("visit", None),
            VisitCommand::InviteUnit(c) => ("visit", Some(c.visit.0)),
            VisitCommand::AnswerInvitation(c) => ("visit", Some(c.visit.0)),
            VisitCommand::AskAnotherTime(c) => ("visit", Some(c.visit.0)),
            VisitCommand::KeepTime(c) => ("visit", Some(c.visit.0)),
            VisitCommand::MoveVisit(c) => ("visit", Some(c.visit.0)),
            VisitCommand::CancelVisit(c) => ("visit", Some(c.visit.0)),
            VisitCommand::OpenSession(c) => ("visit", Some(c.visit.0)),
            VisitCommand::NotePresence(c) => ("visit", Some(c.visit.0)),
            VisitCommand::CheckIn(c) => ("visit", Some(c.visit.0)),
            VisitCommand::AddAttendee(c) => ("visit", Some(c.visit.0)),
            VisitCommand::AddNote(c) => ("visit", Some(c.visit.0)),
            VisitCommand::StrikeNote(c) => ("visit", Some(c.visit.0)),
            VisitCommand::CloseSession(c) => ("visit", Some(c.visit.0)),
        }
    }
}
