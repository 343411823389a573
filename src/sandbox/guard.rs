//! The locked state, which notices that it was changed.

use std::ops::{Deref, DerefMut};
use std::sync::MutexGuard;

use tokio::sync::watch;

use super::state::State;

/// Whoever borrowed the state mutably is taken to have changed it, which is told when the lock is
/// let go: no method can forget to say so, as it could on the feed.
pub(crate) struct Guard<'a> {
    state: MutexGuard<'a, State>,
    changed: &'a watch::Sender<()>,
    touched: bool,
}

impl<'a> Guard<'a> {
    pub fn new(state: MutexGuard<'a, State>, changed: &'a watch::Sender<()>) -> Self {
        Self { state, changed, touched: false }
    }
}

impl Deref for Guard<'_> {
    type Target = State;

    fn deref(&self) -> &State {
        &self.state
    }
}

impl DerefMut for Guard<'_> {
    fn deref_mut(&mut self) -> &mut State {
        self.touched = true;
        &mut self.state
    }
}

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        if self.touched {
            self.changed.send_replace(());
        }
    }
}
