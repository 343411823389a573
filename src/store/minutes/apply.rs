//! Writes what a decision changes of minutes.

use crate::domain::minutes::MinutesChange;
use crate::store::Tx;
use sqlx::types::chrono::{DateTime, Utc};

pub async fn apply(
    tx: &mut Tx,
    _bot_id: i64,
    change: MinutesChange,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    match change {
        MinutesChange::SaveConclusion { visit, council, version, conclusion, revision } => {
            let at = (visit, council, version);
            super::save_conclusion(tx, at, (&conclusion, revision)).await
        }
        MinutesChange::Freeze(frozen) => super::freeze(tx, *frozen, now).await,
        MinutesChange::Sign { visit, version, seat, way, note, sha256, by } => {
            let signature = (seat, way, note.as_str());
            super::sign(tx, (visit, version), signature, &sha256, by, now).await
        }
        MinutesChange::Close { visit, version } => super::close(tx, visit, version, now).await,
        MinutesChange::Return { visit, version, by, reason } => {
            super::give_back(tx, (visit, version), (by, &reason), now).await
        }
        MinutesChange::NoteReminder { visit, version, day } => {
            super::note_reminder(tx, visit, version, day).await
        }
    }
}
