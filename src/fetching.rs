//! Files that people send are fetched after the commit that asked for them: durable jobs that a
//! killed process leaves to the next one. The outcome is heard in the person's lane.

use crate::clock::Clock;
use crate::conversation::Event;
use crate::delivery::{Delivery, FileSource};
use crate::domain::answers::AnswerNotice;
use crate::domain::file::{MAX_BYTES, Purpose};
use crate::domain::{Notice, NoticeKind, To};
use crate::intake::keep_event;
use crate::render::Words;
use crate::speaking::Speaker;
use crate::store::files::{Job, MAX_ATTEMPTS};
use crate::store::{Store, files, outbox};
use futures_util::future::BoxFuture;
use sha2::Digest as _;
use teloxide::net::Download as _;
use teloxide::prelude::Requester as _;
use teloxide::types::FileId;

/// Fetches files. Cheap to clone.
#[derive(Clone)]
pub struct Fetcher {
    store: Store,
    bot: teloxide::Bot,
    bot_id: i64,
    clock: Clock,
    words: Words,
    delivery: Delivery,
}

/// Why bytes are not here.
#[derive(Debug, thiserror::Error)]
enum FetchError {
    #[error("Telegram: {0}")]
    Request(#[from] teloxide::RequestError),
    #[error("download: {0}")]
    Download(#[from] teloxide::DownloadError),
    #[error("larger than {MAX_BYTES} bytes")]
    TooLarge,
}

impl Fetcher {
    pub fn new(
        store: Store,
        (bot, bot_id): (teloxide::Bot, i64),
        clock: Clock,
        words: Words,
        delivery: Delivery,
    ) -> Fetcher {
        Fetcher { store, bot, bot_id, clock, words, delivery }
    }

    /// Fetches everything that is due; the lanes that hear of it.
    pub async fn run_due(&self) -> sqlx::Result<Vec<i64>> {
        let mut lanes = vec![];
        loop {
            let mut tx = self.store.begin().await?;
            let job = files::claim(&mut tx, self.bot_id).await?;
            tx.commit().await?;
            let Some(job) = job else {
                return Ok(lanes);
            };
            match self.download(&job).await {
                Ok(bytes) => {
                    self.keep(&job, &bytes).await?;
                    lanes.push(job.account.0);
                }
                Err(error) => {
                    tracing::warn!(fetch = job.fetch.0, attempts = job.attempts, %error, "a file was not fetched");
                    if job.attempts >= MAX_ATTEMPTS || matches!(error, FetchError::TooLarge) {
                        self.give_up(&job).await?;
                    }
                }
            }
        }
    }

    async fn download(&self, job: &Job) -> Result<Vec<u8>, FetchError> {
        let file = self.bot.get_file(FileId(job.handle.clone())).await?;
        if i64::from(file.size) > MAX_BYTES {
            return Err(FetchError::TooLarge);
        }
        let mut bytes = vec![];
        self.bot.download_file(&file.path, &mut bytes).await?;
        if bytes.len() as i64 > MAX_BYTES {
            return Err(FetchError::TooLarge);
        }
        Ok(bytes)
    }

    async fn keep(&self, job: &Job, bytes: &[u8]) -> sqlx::Result<()> {
        let sha256: [u8; 32] = sha2::Sha256::digest(bytes).into();
        let now = self.clock.now();
        let mut tx = self.store.begin().await?;
        files::keep(&mut tx, &sha256, bytes, &job.mime, now).await?;
        let event = match job.purpose {
            Purpose::Checklist => Some(Event::FileFetched(job.fetch)),
            Purpose::Plan { campaign } => Some(Event::PlanFetched { campaign, fetch: job.fetch }),
            _ => None,
        };
        if files::settle(&mut tx, job.fetch, Some(&sha256)).await?
            && let Some(event) = event
        {
            let key = format!("fetched:{}", job.fetch.0);
            keep_event(&mut tx, self.bot_id, job.account, (key, &event), now).await?;
        }
        tx.commit().await
    }

    /// The person is told to send the file again.
    async fn give_up(&self, job: &Job) -> sqlx::Result<()> {
        let now = self.clock.now();
        let mut tx = self.store.begin().await?;
        if !files::settle(&mut tx, job.fetch, None).await? {
            return Ok(());
        }
        let answer = match &job.purpose {
            Purpose::Answer { submission, path } => Some((*submission, path.clone())),
            Purpose::Checklist
            | Purpose::Verification { .. }
            | Purpose::Difficulty
            | Purpose::Recommendation
            | Purpose::Plan { .. }
            | Purpose::Proof { .. } => None,
        };
        let notice = Notice {
            kind: NoticeKind::Answers(AnswerNotice::FileFailed { name: job.name.clone(), answer }),
            subject: job.fetch.0,
            generation: 0,
            to: vec![To::Account(job.account)],
        };
        let speaker = Speaker { words: &self.words, bot_id: self.bot_id, now };
        let outgoing = speaker.tell(&mut tx, &[notice], None).await?;
        let lanes = outbox::enqueue(&mut tx, self.bot_id, outgoing, now).await?;
        tx.commit().await?;
        self.delivery.wake(&lanes);
        Ok(())
    }
}

/// The bytes of stored files, for what is sent.
pub struct StoredFiles(pub Store);

impl FileSource for StoredFiles {
    fn bytes<'a>(&'a self, sha256: &'a str) -> BoxFuture<'a, sqlx::Result<Option<Vec<u8>>>> {
        Box::pin(async move {
            let Some(sha256) = from_hex(sha256) else {
                return Ok(None);
            };
            let mut tx = self.0.begin().await?;
            files::bytes(&mut tx, &sha256).await
        })
    }
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok())
        .collect()
}
