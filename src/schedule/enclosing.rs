//! What goes with digests: drawn and written before the transaction that sends it, since that takes
//! longer than anything the database does.

use std::collections::HashMap;
use std::sync::Arc;

use sqlx::types::chrono::{DateTime, Utc};

use super::Sweeper;
use crate::conversation::{Attachment, Screen};
use crate::domain::digests::Progress;
use crate::domain::minutes::hex;
use crate::domain::{CouncilId, Locale};
use crate::reports::{Reader, ReportError};
use crate::store::outbox::Outgoing;
use crate::store::people::recipients::Recipient;
use crate::store::{Tx, digests, files};
use crate::{conversation, msg, reports};

const PNG: &str = "image/png";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// How far a council's campaign is, and what is drawn and written of it for one language.
pub(super) struct Reports {
    pub progress: Progress,
    /// `None`: a fault of ours, which is in the log; the digest goes out without it.
    picture: Option<Vec<u8>>,
    workbook: Option<Vec<u8>>,
}

/// By council and language; nothing where no campaign is running.
pub(super) type Made = HashMap<(CouncilId, Locale), Option<Arc<Reports>>>;

impl Sweeper {
    /// Makes what the digests that are due now, and those that were ordered, will enclose.
    pub(super) async fn reports(&self, now: DateTime<Utc>) -> sqlx::Result<Made> {
        let mut tx = self.store.begin().await?;
        let wanted = digests::reports_wanted(&mut tx, now).await?;
        let mut progress = HashMap::new();
        for (council, _) in &wanted {
            if !progress.contains_key(council) {
                progress.insert(*council, digests::progress(&mut tx, *council, now).await?);
            }
        }
        tx.commit().await?;
        Ok(self.make(progress, &wanted).await)
    }

    pub(super) async fn make(
        &self,
        progress: HashMap<CouncilId, Option<Progress>>,
        wanted: &[(CouncilId, Locale)],
    ) -> Made {
        let mut made = Made::new();
        for (council, locale) in wanted.iter().copied() {
            let Some(Some(progress)) = progress.get(&council).cloned() else {
                made.insert((council, locale), None);
                continue;
            };
            let words = self.words.clone();
            // Drawing keeps a thread busy: others answer people meanwhile.
            let drawn = tokio::task::spawn_blocking(move || {
                let reader = Reader { words: &words, locale };
                let picture = kept(reports::picture(&progress, reader));
                let workbook = kept(reports::workbook(&progress, reader));
                Reports { progress, picture, workbook }
            });
            match drawn.await {
                Ok(reports) => made.insert((council, locale), Some(Arc::new(reports))),
                Err(error) => {
                    tracing::error!(%error, "a report could not be made");
                    made.insert((council, locale), None)
                }
            };
        }
        made
    }

    /// The picture, with the same in words under it.
    pub(super) async fn picture(
        &self,
        tx: &mut Tx,
        reports: &Reports,
        (recipient, key): (Recipient, &str),
        now: DateTime<Utc>,
    ) -> sqlx::Result<Option<Outgoing>> {
        let Some(bytes) = &reports.picture else { return Ok(None) };
        let it = &reports.progress;
        let (n, of) = (i64::from(it.day()), i64::from(it.length));
        let said = Screen::new(msg!("chart-caption", title = &it.title, n = n, of = of))
            .lines(conversation::progress(it));
        let name = format!("tien-do-{}.png", it.today);
        let file = (bytes.as_slice(), name, PNG);
        let key = format!("{key}:picture");
        self.enclosed(tx, file, &said, (recipient, key), now).await.map(Some)
    }

    pub(super) async fn workbook(
        &self,
        tx: &mut Tx,
        reports: &Reports,
        (recipient, key): (Recipient, &str),
        now: DateTime<Utc>,
    ) -> sqlx::Result<Option<Outgoing>> {
        let Some(bytes) = &reports.workbook else { return Ok(None) };
        let it = &reports.progress;
        let said = Screen::new(msg!("workbook-caption", title = &it.title, today = it.today));
        let name = format!("chien-dich-{}.xlsx", it.today);
        let file = (bytes.as_slice(), name, XLSX);
        let key = format!("{key}:workbook");
        self.enclosed(tx, file, &said, (recipient, key), now).await.map(Some)
    }

    async fn enclosed(
        &self,
        tx: &mut Tx,
        (bytes, name, mime): (&[u8], String, &str),
        said: &Screen,
        (recipient, key): (Recipient, String),
        now: DateTime<Utc>,
    ) -> sqlx::Result<Outgoing> {
        use sha2::Digest as _;
        let sha256: [u8; 32] = sha2::Sha256::digest(bytes).into();
        files::keep(tx, &sha256, bytes, mime, now).await?;
        let attachment = Attachment {
            sha256: hex(&sha256),
            name,
            mime: mime.to_owned(),
            is_photo: mime == PNG,
            caption: None,
        };
        Ok(self.speaker(now).enclose((&attachment, said), recipient, key))
    }
}

fn kept(made: Result<Vec<u8>, ReportError>) -> Option<Vec<u8>> {
    made.inspect_err(|error| tracing::error!(%error, "a report could not be made")).ok()
}
