//! Writes what a decision changes of minutes.

use crate::domain::minutes::{FrozenMinutes, Kept, MinutesChange, Seat, SignedOn};
use crate::domain::*;
use crate::store::{Tx, files, to_json};
use sqlx::types::chrono::{DateTime, NaiveDate, Utc};

pub async fn apply(tx: &mut Tx, change: MinutesChange, now: DateTime<Utc>) -> sqlx::Result<()> {
    match change {
        MinutesChange::SaveConclusion { visit, council, version, conclusion, revision } => {
            let at = (visit, council, version);
            save_conclusion(tx, at, (&conclusion, revision)).await
        }
        MinutesChange::Freeze(frozen) => freeze(tx, *frozen, now).await,
        MinutesChange::Sign { visit, version, seat, way, note, sha256, by } => {
            let signature = (seat, way, note.as_str());
            sign(tx, (visit, version), signature, &sha256, by, now).await
        }
        MinutesChange::Close { visit, version } => close(tx, visit, version, now).await,
        MinutesChange::Return { visit, version, by, reason } => {
            give_back(tx, (visit, version), (by, &reason), now).await
        }
        MinutesChange::NoteReminder { visit, version, day } => {
            note_reminder(tx, visit, version, day).await
        }
    }
}

async fn save_conclusion(
    tx: &mut Tx,
    (visit, council, version): (VisitId, CouncilId, i32),
    (conclusion, revision): (&str, i32),
) -> sqlx::Result<()> {
    sqlx::query!(
        "INSERT INTO minutes (council_id, visit_id, version, state, conclusion, revision)
         VALUES ($1, $2, $3, 'draft', $4, $5)
         ON CONFLICT (visit_id, version) DO UPDATE SET conclusion = excluded.conclusion,
            revision = excluded.revision",
        council.0,
        visit.0,
        version,
        conclusion,
        revision
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Keeps the text, also as the file that is handed out, and what it was made of.
async fn freeze(tx: &mut Tx, new: FrozenMinutes, now: DateTime<Utc>) -> sqlx::Result<()> {
    let mime = "text/plain; charset=utf-8";
    files::keep(tx, &new.sha256, new.text.as_bytes(), mime, now).await?;
    let at = (new.visit, new.council, new.version);
    save_conclusion(tx, at, (&new.conclusion, new.revision)).await?;
    sqlx::query!(
        "UPDATE minutes SET state = 'frozen', content = $3, text = $4, sha256 = $5, frozen_by = $6,
            frozen_at = $7 WHERE visit_id = $1 AND version = $2",
        new.visit.0,
        new.version,
        to_json(&Kept::V1 { content: Box::new(new.content) })?,
        new.text,
        new.sha256.as_slice(),
        new.by.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn sign(
    tx: &mut Tx,
    (visit, version): (VisitId, i32),
    (seat, way, note): (Seat, SignedOn, &str),
    sha256: &[u8; 32],
    by: PersonId,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "INSERT INTO minutes_signature (minutes_id, seat, unit_id, person_id, way, note, sha256, signed_at)
         SELECT id, $3, $4, $5, $6, $7, $8, $9 FROM minutes WHERE visit_id = $1 AND version = $2",
        visit.0,
        version,
        seat.code(),
        seat.unit().map(|id| id.0),
        by.0,
        way.code(),
        note,
        sha256.as_slice(),
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn close(tx: &mut Tx, visit: VisitId, version: i32, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE minutes SET state = 'signed', closed_at = $3 WHERE visit_id = $1 AND version = $2",
        visit.0,
        version,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn give_back(
    tx: &mut Tx,
    (visit, version): (VisitId, i32),
    (by, reason): (PersonId, &str),
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE minutes SET state = 'returned', closed_at = $3, returned_by = $4, reason = $5
         WHERE visit_id = $1 AND version = $2",
        visit.0,
        version,
        now,
        by.0,
        reason
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn note_reminder(
    tx: &mut Tx,
    visit: VisitId,
    version: i32,
    day: NaiveDate,
) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE minutes SET reminded_on = $3 WHERE visit_id = $1 AND version = $2",
        visit.0,
        version,
        day
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
