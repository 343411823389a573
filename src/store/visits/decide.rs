//! Loads what a command about visits must know, under lock, and has it decided.

use crate::domain::visits::VisitCommand;
use crate::domain::{Actor, Decided};
use crate::store::{Tx, visits};
use sqlx::types::chrono::{DateTime, Utc};

pub async fn decide(
    tx: &mut Tx,
    command: VisitCommand,
    actor: &Actor,
    now: DateTime<Utc>,
) -> sqlx::Result<Decided> {
    Ok(match command {
        VisitCommand::ScheduleVisit(c) => {
            let facts = visits::schedule_facts(tx, actor, &c).await?;
            c.decide(actor, facts, now)
        }
        VisitCommand::InviteUnit(c) => {
            let facts = visits::invitation_facts(tx, c.visit).await?;
            c.decide(actor, facts, now)
        }
        VisitCommand::AnswerInvitation(c) => {
            let visit = visits::locked(tx, c.visit).await?;
            c.decide(actor, visit)
        }
        VisitCommand::AskAnotherTime(c) => {
            let visit = visits::locked(tx, c.visit).await?;
            c.decide(actor, visit, now)
        }
        VisitCommand::KeepTime(c) => {
            let visit = visits::locked(tx, c.visit).await?;
            c.decide(actor, visit, now)
        }
        VisitCommand::MoveVisit(c) => {
            let facts = visits::move_facts(tx, &c).await?;
            c.decide(actor, facts, now)
        }
        VisitCommand::CancelVisit(c) => {
            let visit = visits::locked(tx, c.visit).await?;
            let submissions = visits::submissions_of(tx, c.visit).await?;
            c.decide(actor, visit, submissions)
        }
        VisitCommand::OpenSession(c) => {
            let visit = visits::locked(tx, c.visit).await?;
            c.decide(actor, visit, now)
        }
        VisitCommand::NotePresence(c) => {
            let facts = visits::session_facts(tx, c.visit).await?;
            c.decide(actor, facts)
        }
        VisitCommand::CheckIn(c) => {
            let facts = visits::session_facts(tx, c.visit).await?;
            c.decide(actor, facts)
        }
        VisitCommand::AddAttendee(c) => {
            let facts = visits::session_facts(tx, c.visit).await?;
            c.decide(actor, facts)
        }
        VisitCommand::AddNote(c) => {
            let visit = visits::locked(tx, c.visit).await?;
            c.decide(actor, visit)
        }
        VisitCommand::StrikeNote(c) => {
            let facts = visits::note_and_visit(tx, c.visit, c.note).await?;
            c.decide(actor, facts)
        }
        VisitCommand::CloseSession(c) => {
            let visit = visits::locked(tx, c.visit).await?;
            c.decide(actor, visit)
        }
    })
}
