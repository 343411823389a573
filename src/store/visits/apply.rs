//! Writes what a decision changes of visits.

use super::{schedule, session};
use crate::domain::visits::VisitChange;
use crate::store::Tx;
use crate::store::reminders::visits::follow;
use sqlx::types::chrono::{DateTime, Utc};

pub async fn apply(tx: &mut Tx, change: VisitChange, now: DateTime<Utc>) -> sqlx::Result<()> {
    match change {
        VisitChange::Add(visit) => schedule::add(tx, &visit, now).await,
        VisitChange::Save(visit) => {
            super::save(tx, &visit).await?;
            follow(tx, visit.id, now).await
        }
        VisitChange::AskUnits { visit } => super::ask_units(tx, visit).await,
        VisitChange::SetUnitAnswer { visit, unit, answer, reason, proposed_at, by } => {
            let said = (answer, reason.as_str(), proposed_at);
            super::set_unit_answer(tx, (visit, unit), said, by, now).await
        }
        VisitChange::FreeBookings { visit } => super::free(tx, visit).await,
        VisitChange::OpenSession { visit, late, by } => {
            session::open(tx, visit, late.as_deref(), by, now).await
        }
        VisitChange::EndSession { visit, by } => session::close(tx, visit, by, now).await,
        VisitChange::NotePresence { visit, attendee, by } => {
            session::note_presence(tx, visit, &attendee, by, now).await
        }
        VisitChange::AddNote { visit, unit, body, by } => {
            session::add_note(tx, (visit, unit), &body, by, now).await
        }
        VisitChange::StrikeNote { note } => session::strike_note(tx, note, now).await,
    }
}
