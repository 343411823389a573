//! The overall limit: which calls this process may make, without asking for each.
//!
//! The database has as many slots as the bot may make calls in a second. A process leases some of
//! them for a few seconds, as many as it has use for. A call takes a slot, and a second after its
//! answer the slot can be taken again: so however long calls are on their way, no second at
//! Telegram's door sees more of them than there are slots, whichever processes made them.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::time::Instant;
use uuid::Uuid;

use super::Limits;
use super::sender::lock;
use crate::store::outbox::{Class, SLOTS_LEASED, held, lease_slots, make_slots};
use crate::store::{Store, outbox};

/// How long it is not asked again for slots when there were none.
const NONE: Duration = Duration::from_millis(200);

pub(super) struct Tokens {
    store: Store,
    bot_id: i64,
    holder: Uuid,
    /// Slots in all, and those of bulk.
    highest: [i32; 2],
    window: Duration,
    state: Mutex<State>,
    /// Whoever leases; `true`: the bot's slots are there.
    leasing: tokio::sync::Mutex<bool>,
}

struct State {
    slots: BTreeMap<i32, Slot>,
    /// Per class: there were no slots to be leased.
    none_before: [Instant; 2],
}

#[derive(Clone, Copy)]
struct Slot {
    leased_until: Instant,
    free_from: Instant,
    out: bool,
}

impl Slot {
    fn is_free(&self, now: Instant) -> bool {
        !self.out && self.free_from <= now && self.leased_until > now
    }
}

/// The right to one call, from now on. Given back unused it is as if it had not been taken.
pub(super) struct Token {
    tokens: Arc<Tokens>,
    n: i32,
    used: bool,
}

impl Token {
    /// The call leaves; it is answered when the token is dropped.
    pub(super) fn spend(&mut self) {
        self.used = true;
    }
}

impl Drop for Token {
    fn drop(&mut self) {
        if let Some(slot) = lock(&self.tokens.state).slots.get_mut(&self.n) {
            slot.out = false;
            if self.used {
                slot.free_from = Instant::now() + self.tokens.window;
            }
        }
    }
}

impl Tokens {
    pub(super) fn new(store: Store, bot_id: i64, limits: &Limits) -> Arc<Self> {
        let now = Instant::now();
        Arc::new(Self {
            store,
            bot_id,
            holder: Uuid::new_v4(),
            highest: [Class::Interactive, Class::Bulk].map(|class| limits.slots(class)),
            window: limits.overall_window,
            state: Mutex::new(State { slots: BTreeMap::new(), none_before: [now, now] }),
            leasing: tokio::sync::Mutex::new(false),
        })
    }

    /// Takes a token; an error says how long it makes no sense to ask again.
    pub(super) async fn take(
        self: &Arc<Self>,
        class: Class,
    ) -> sqlx::Result<Result<Token, Duration>> {
        if let Some(token) = self.at_hand(class) {
            return Ok(Ok(token));
        }
        let mut made = self.leasing.lock().await;
        // Somebody may have leased, or asked in vain, in between.
        if let Some(token) = self.at_hand(class) {
            return Ok(Ok(token));
        }
        if let Some(wait) = self.wait(class) {
            return Ok(Err(wait));
        }
        if !*made {
            make_slots(&self.store, self.bot_id, self.highest(Class::Interactive)).await?;
            *made = true;
        }
        self.lease(class).await?;
        if let Some(token) = self.at_hand(class) {
            return Ok(Ok(token));
        }
        let wait = held(&self.store, self.bot_id).await?.unwrap_or(NONE);
        lock(&self.state).none_before[class as usize] = Instant::now() + wait;
        Ok(Err(self.wait(class).unwrap_or_default()))
    }

    /// How many tokens there are at once.
    pub(super) fn ready(&self, class: Class) -> usize {
        let (now, highest) = (Instant::now(), self.highest(class));
        lock(&self.state).slots.range(..=highest).filter(|(_, slot)| slot.is_free(now)).count()
    }

    /// How long there are none but those at hand; `None`: it may be asked for more.
    pub(super) fn wait(&self, class: Class) -> Option<Duration> {
        let (now, state) = (Instant::now(), lock(&self.state));
        let none_before = state.none_before[class as usize];
        let ours = state.slots.range(..=self.highest(class)).map(|(_, slot)| slot);
        let cooling = ours.filter(|slot| !slot.out && slot.leased_until > slot.free_from);
        let next = cooling.map(|slot| slot.free_from).filter(|from| *from > now).min();
        let wait = next.map_or(none_before, |next| next.min(none_before));
        (none_before > now).then(|| wait.saturating_duration_since(now))
    }

    /// Forgets that there was nothing to be had.
    pub(super) fn ask_again(&self) {
        let now = Instant::now();
        lock(&self.state).none_before = [now, now];
    }

    /// Drops the leases: the bot was told to wait.
    pub(super) fn clear(&self) {
        let now = Instant::now();
        for slot in lock(&self.state).slots.values_mut() {
            slot.leased_until = now;
        }
    }

    fn highest(&self, class: Class) -> i32 {
        self.highest[class as usize]
    }

    /// The highest first: they are not for bulk.
    fn at_hand(self: &Arc<Self>, class: Class) -> Option<Token> {
        let now = Instant::now();
        let mut state = lock(&self.state);
        let mut ours = state.slots.range_mut(..=self.highest(class)).rev();
        let (n, slot) = ours.find(|(_, slot)| slot.is_free(now))?;
        slot.out = true;
        Some(Token { tokens: self.clone(), n: *n, used: false })
    }

    /// Leases one slot more than there are, or than are of use: the rest is for others.
    async fn lease(&self, class: Class) -> sqlx::Result<()> {
        let (begun, highest) = (Instant::now(), self.highest(class));
        let want = {
            let state = lock(&self.state);
            let ours = || state.slots.range(..=highest).map(|(_, slot)| slot);
            let live = ours().filter(|slot| slot.leased_until > begun).count();
            // Those too whose lease has just run out: they are in use as before.
            let busy = ours().filter(|slot| slot.out || slot.free_from > begun).count();
            live.max(2 * busy) + 1
        };
        let want = i64::try_from(want).unwrap_or(i64::MAX);
        let leased = lease_slots(&self.store, self.bot_id, self.holder, highest, want).await?;
        let mut state = lock(&self.state);
        for n in leased {
            let fresh = Slot { leased_until: begun, free_from: begun, out: false };
            state.slots.entry(n).or_insert(fresh).leased_until = begun + SLOTS_LEASED;
        }
        Ok(())
    }
}

/// After a 429: whether the whole bot waits now. Then nothing is left at hand.
pub(super) async fn flooded(
    tokens: &Tokens,
    limits: &Limits,
    wait: chrono::TimeDelta,
) -> sqlx::Result<()> {
    let chats = limits.flood_chats.into();
    if outbox::note_flood(&tokens.store, tokens.bot_id, chats, wait).await? {
        tokens.clear();
        tracing::warn!(seconds = wait.num_seconds(), "delivery: the whole bot is to wait");
    }
    Ok(())
}
