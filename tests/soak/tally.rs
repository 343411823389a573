//! What the bot has acknowledged so far. The soak is played until enough of every kind is, however long
//! that takes the machine.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::said::{keys, said};
use doangiamsat::domain::Locale;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Kind {
    Answer,
    Signature,
    Minutes,
    LateList,
    Recommendation,
}

/// How many acts of a kind a soak needs, or it proves nothing about them.
pub const FLOORS: [(Kind, usize); 5] = [
    (Kind::Answer, 20),
    (Kind::Signature, 3),
    (Kind::Minutes, 4),
    (Kind::LateList, 3),
    (Kind::Recommendation, 8),
];

/// How an answer to a question of a checklist stands in the audit.
pub const ANSWERS: &str = "answer_question";

/// An act that a button carries out.
pub struct Step {
    kind: Kind,
    /// As the audit calls it.
    pub action: &'static str,
    button: &'static str,
    /// What the screen after it says of it.
    words: &'static str,
    /// Beside the name of whoever did it.
    named: bool,
}

const fn step(
    kind: Kind,
    (action, button): (&'static str, &'static str),
    (words, named): (&'static str, bool),
) -> Step {
    Step { kind, action, button, words, named }
}

const STEPS: [Step; 9] = [
    step(Kind::Signature, ("sign_submission", "key-sign-now"), ("filling-signed", true)),
    step(Kind::Minutes, ("freeze_minutes", "key-minutes-freeze-now"), ("minutes-frozen", false)),
    step(Kind::Minutes, ("sign_minutes", "key-minutes-sign-now"), ("minutes-signer-done", true)),
    step(Kind::LateList, ("prepare_late_list", "key-prepare-list"), ("late-prepared-by", true)),
    step(Kind::LateList, ("approve_late_list", "key-approve-list"), ("late-approved-by", true)),
    step(Kind::Recommendation, ("issue_recommendation", "key-issue-now"), ("history-issued", true)),
    step(
        Kind::Recommendation,
        ("take_up_recommendation", "key-take-up"),
        ("history-taken-up", true),
    ),
    step(
        Kind::Recommendation,
        ("claim_recommendation", "key-claim-now"),
        ("history-claimed", true),
    ),
    step(
        Kind::Recommendation,
        ("verify_recommendation", "key-verify-now"),
        ("history-verified", true),
    ),
];

/// The act of a button, if it is one that is counted.
pub fn step_of(locale: Locale, label: &str) -> Option<&'static Step> {
    // The longest fitting label speaks: “Ký xác nhận” is part of “Ký xác nhận biên bản”.
    let fits = STEPS.iter().filter(|step| label.contains(&said(locale, step.button)));
    fits.max_by_key(|step| said(locale, step.button).chars().count())
}

impl Step {
    /// Whether a screen says that this person has done it, and not that it was refused.
    pub fn is_acknowledged(&self, locale: Locale, name: &str, text: &str) -> bool {
        let words = said(locale, self.words);
        let told = |line: &str| line.contains(&words) && (!self.named || line.contains(name));
        text.lines().any(told) && !is_in_vain(locale, text)
    }
}

/// A screen that only comes back, because the tap was refused or came from an older screen: what it
/// says was done before.
fn is_in_vain(locale: Locale, text: &str) -> bool {
    let in_vain = |key: &&str| {
        key.starts_with("refused-") || ["note-stale", "note-forged", "note-not-yours"].contains(key)
    };
    keys().filter(in_vain).any(|key| text.contains(&said(locale, key)))
}

/// Cheap to clone.
#[derive(Clone, Default)]
pub struct Tally {
    inner: Arc<Inner>,
}

#[derive(Default)]
struct Inner {
    over: AtomicBool,
    acknowledged: Mutex<Acknowledged>,
}

/// By account and action.
pub type Acknowledged = BTreeMap<(i64, &'static str), usize>;

impl Tally {
    pub fn acknowledged(&self, account: i64, action: &'static str) {
        *lock(&self.inner.acknowledged).entry((account, action)).or_default() += 1;
    }

    pub fn all(&self) -> Acknowledged {
        lock(&self.inner.acknowledged).clone()
    }

    pub fn count(&self, kind: Kind) -> usize {
        let of_kind = |action: &str| match STEPS.iter().find(|step| step.action == action) {
            Some(step) => step.kind == kind,
            None => kind == Kind::Answer,
        };
        let all = lock(&self.inner.acknowledged);
        all.iter().filter(|((_, action), _)| of_kind(action)).map(|(_, times)| times).sum()
    }

    /// The floors that are not reached, in words.
    pub fn missing(&self) -> Vec<String> {
        let short = FLOORS.iter().filter(|(kind, floor)| self.count(*kind) < *floor);
        short.map(|(kind, floor)| format!("{kind:?}: {} of {floor}", self.count(*kind))).collect()
    }

    pub fn summary(&self) -> String {
        let counts = FLOORS.map(|(kind, _)| format!("{kind:?} {}", self.count(kind)));
        counts.join(", ")
    }

    pub fn is_over(&self) -> bool {
        self.inner.over.load(Ordering::Relaxed)
    }

    /// Everybody stops acting.
    pub fn ends(&self) {
        self.inner.over.store(true, Ordering::Relaxed);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
