//! One replica of the bot, put together: what `serve`, `demo` and the tests run.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{mpsc, watch};
use tokio::task::JoinSet;

use crate::clock::Clock;
use crate::delivery::{Delivery, Limits};
use crate::fetching::{Fetcher, StoredFiles};
use crate::intake::{BotIdentity, Intake, Poller};
use crate::render::{LocaleError, Words};
use crate::schedule::Sweeper;
use crate::store::Store;

/// Lanes processed at the same time; below the pool's size, so that delivery and sweeps get
/// connections too.
const LANES: usize = 4;

/// How often the loops look by themselves: NOTIFY and direct hand-over are faster, this is the
/// guarantee.
const LOOK: Duration = Duration::from_secs(2);

/// A replica. Cheap to clone.
#[derive(Clone)]
pub struct App {
    pub store: Store,
    pub bot: teloxide::Bot,
    pub client: reqwest::Client,
    pub clock: Clock,
    pub words: Words,
    pub intake: Intake,
    pub delivery: Delivery,
    pub sweeper: Sweeper,
    pub fetcher: Fetcher,
}

/// How updates come in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Updates {
    Polling,
    /// The web room hands lanes over.
    Webhook,
}

impl App {
    pub fn new(
        store: Store,
        (bot, client): (teloxide::Bot, reqwest::Client),
        identity: BotIdentity,
        clock: Clock,
        limits: Limits,
    ) -> Result<App, LocaleError> {
        let words = Words::load(&identity.username)?;
        let files = Arc::new(StoredFiles(store.clone()));
        let bot_id = identity.id;
        let delivery = Delivery::new(store.clone(), bot.clone(), bot_id, limits, files);
        let intake =
            Intake::new(store.clone(), identity, clock.clone(), words.clone(), delivery.clone());
        let sweeper =
            Sweeper::new(store.clone(), bot_id, clock.clone(), words.clone(), delivery.clone());
        let fetcher = Fetcher::new(
            store.clone(),
            (bot.clone(), bot_id),
            clock.clone(),
            words.clone(),
            delivery.clone(),
        );
        Ok(App { store, bot, client, clock, words, intake, delivery, sweeper, fetcher })
    }

    /// Runs until `stop` becomes true; then takes nothing new, finishes what is in hand, settles
    /// what is being sent. `lanes` is where the webhook hands lanes over.
    pub async fn run(
        &self,
        updates: Updates,
        (lanes, arrivals): (mpsc::UnboundedSender<i64>, mpsc::UnboundedReceiver<i64>),
        stop: watch::Receiver<bool>,
    ) {
        // Delivery outlives the others, so that their last messages still go out.
        let (last, finish) = watch::channel(false);
        let delivery = tokio::spawn({
            let delivery = self.delivery.clone();
            async move { delivery.run(finish).await }
        });
        let mut tasks = JoinSet::new();
        if updates == Updates::Polling {
            let poller = Poller::new(self.intake.clone(), self.bot.clone(), self.client.clone());
            let store = self.store.clone();
            let bot_id = self.intake.bot().id;
            let (lanes, stop) = (lanes.clone(), stop.clone());
            tasks.spawn(async move { poller.run_alone(store, bot_id, lanes, stop).await });
        }
        tasks.spawn(self.clone().process(arrivals, stop.clone()));
        tasks.spawn(self.clone().fetch(lanes, stop.clone()));
        tasks.spawn(self.clone().sweep(stop.clone()));
        while tasks.join_next().await.is_some() {}
        // Nobody is left to hear it if delivery has ended already.
        let _ = last.send(true);
        if let Err(error) = delivery.await {
            tracing::error!(%error, "delivery ended badly");
        }
    }

    /// Works lanes off as they are handed over, and looks for those left behind.
    async fn process(
        self,
        mut arrivals: mpsc::UnboundedReceiver<i64>,
        mut stop: watch::Receiver<bool>,
    ) {
        let mut running = JoinSet::new();
        // Lanes being worked off, and whether something arrived in one meanwhile: whoever sends many
        // messages takes one place, not all.
        let mut lanes = HashMap::<i64, bool>::new();
        let mut look = tokio::time::interval(LOOK);
        while !*stop.borrow() {
            tokio::select! {
                Some(actor) = arrivals.recv(), if running.len() < LANES => {
                    match lanes.entry(actor) {
                        Entry::Occupied(mut busy) => _ = busy.insert(true),
                        Entry::Vacant(free) => {
                            free.insert(false);
                            running.spawn(self.clone().work_off(actor));
                        }
                    }
                }
                Some(done) = running.join_next() => {
                    let again = done.ok().and_then(|actor| Some((actor, lanes.remove(&actor)?)));
                    if let Some((actor, true)) = again {
                        lanes.insert(actor, false);
                        running.spawn(self.clone().work_off(actor));
                    }
                }
                _ = look.tick(), if running.is_empty() => {
                    if let Err(error) = self.intake.recover().await {
                        tracing::error!(%error, "lanes left behind wait");
                    }
                }
                _ = stop.changed() => {}
            }
        }
        while running.join_next().await.is_some() {}
    }

    /// In a task of its own, so that whatever becomes of it the lane is known to be free again.
    async fn work_off(self, actor: i64) -> i64 {
        match tokio::spawn(async move { self.intake.run_lane(actor).await }).await {
            Ok(Ok(_)) => {}
            Ok(Err(error)) => tracing::error!(%error, "a lane waits"),
            Err(error) => tracing::error!(actor, %error, "a lane ended badly"),
        }
        actor
    }

    async fn fetch(self, lanes: mpsc::UnboundedSender<i64>, mut stop: watch::Receiver<bool>) {
        let mut look = tokio::time::interval(Duration::from_millis(500));
        while !*stop.borrow() {
            tokio::select! {
                _ = look.tick() => match self.fetcher.run_due().await {
                    Ok(found) => found.into_iter().for_each(|lane| {
                        // The receiver goes only when the whole replica stops.
                        let _ = lanes.send(lane);
                    }),
                    Err(error) => tracing::error!(%error, "files could not be fetched"),
                },
                _ = stop.changed() => {}
            }
        }
    }

    async fn sweep(self, mut stop: watch::Receiver<bool>) {
        let mut look = tokio::time::interval(LOOK);
        let mut tidy = tokio::time::interval(Duration::from_secs(3600));
        while !*stop.borrow() {
            let done = tokio::select! {
                _ = look.tick() => self.sweeper.sweep().await.map(drop),
                _ = tidy.tick() => self.sweeper.tidy().await,
                _ = stop.changed() => Ok(()),
            };
            if let Err(error) = done {
                tracing::error!(%error, "a sweep failed");
            }
        }
    }
}
