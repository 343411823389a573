//! One of the fifty at work, as people work: they look at the newest screen, tap what leads on, answer
//! what is asked, and ask for the menu when nothing comes. The dice decide, the labels weigh.

use std::time::{Duration, Instant};

use crate::cast::Person;
use crate::clerk::Record;
use crate::dice::Dice;
use crate::said::said;
use doangiamsat::sandbox::{ButtonAction, Message, Sandbox};

/// How far up the chat somebody looks.
const REACH: usize = 6;

/// How long somebody waits for an answer before they ask for the menu.
const PATIENCE: Duration = Duration::from_secs(12);

/// How likely a label is tapped, by its key; others weigh [`PLAIN`].
const WEIGHTS: &[(u64, &[&str])] = &[
    (150, &["item-fill", "key-start", "key-resume", "key-missing"]),
    (
        40,
        &[
            "item-subtask",
            "item-subtask-new",
            "item-subtask-late",
            "item-subtask-verify",
            "key-accept-subtask",
            "key-claim-subtask",
            "key-progress",
            "key-report-value",
            "key-verify-subtask",
            "key-open-subtask",
            "key-minutes-read-and-sign",
            "key-minutes-freeze",
            "key-minutes-sign",
            "item-draft-minutes",
            "item-sign-minutes",
            "key-sign",
            "key-look-and-sign",
            "item-sign",
            "item-finalise",
            "key-finalise",
            "key-verify-finish",
            "key-verify",
            "key-verify-of",
            "item-verify",
            "key-sign-now",
            "key-submit-now",
            "key-invite-now",
            "key-report-as",
            "key-correct",
            "key-confirm-visit",
            "key-photos-done",
            "key-open-session",
            "key-check-in",
            "key-matched",
            "key-finish-now",
            "key-finalise-now",
            "key-minutes-freeze-now",
            "key-minutes-sign-now",
            "key-schedule-now",
            "key-accept-time",
            "key-close-session-now",
            "key-resolve-now",
            "key-verify-next",
        ],
    ),
    (
        15,
        &[
            "item-confirm",
            "item-to-open",
            "item-in-session",
            "item-draft-visit",
            "key-answer-checklist",
            "key-all-questions",
            "key-invite-unit",
            "key-accept-difficulty",
            "key-plan-difficulty",
            "key-resolve",
            "key-confirm-resolved",
            "key-overview",
        ],
    ),
    (5, &["key-submit", "key-fill", "key-minutes-conclusion", "key-report-here"]),
    (
        1,
        &[
            "key-report",
            "key-report-of",
            "key-difficulties",
            "key-calendar",
            "key-units",
            "key-home",
            "key-close-session",
            "key-back",
            "key-another-time",
            "key-return",
            "key-clear",
        ],
    ),
    (
        0,
        &[
            "key-cancel-delegation",
            "key-cancel-delegation-now",
            "key-cancel-visit",
            "key-cancel-visit-now",
            "key-language",
            "key-remove-person",
            "key-remove-person-now",
            "key-part-people",
            "key-group-people",
            "key-release-unit",
            "key-move-unit",
            "key-edit-delegation",
            "key-found",
            "key-invite-person",
            "key-add-group",
            "key-add-units",
            "key-choose-checklist",
            "key-merge-into",
            "key-merge",
            "key-change-plan",
            "key-milestones",
            "key-return-now",
            "key-minutes-return",
            "key-undo",
            "key-cancel-campaign",
            "key-end-campaign",
            "key-decline-subtask",
            "key-return-subtask",
            "key-remove-subtask",
            "key-edit-subtask",
            "key-propose-campaign",
            "key-ask-time",
            "key-move-due",
            "key-import-plan",
            "key-add-task",
            "key-add-subtask",
            "key-again-afternoon",
            "key-again-evening",
            "key-again-morning",
        ],
    ),
];

const PLAIN: u64 = 3;

/// What a question asks for.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Kind {
    Text,
    Integer,
    Ratio,
    Document,
    Figure,
}

const HINTS: [(&str, Kind); 5] = [
    ("filling-how-text", Kind::Text),
    ("filling-how-integer", Kind::Integer),
    ("filling-how-ratio", Kind::Ratio),
    ("filling-how-document", Kind::Document),
    ("subtask-value", Kind::Figure),
];

pub struct Player {
    person: Person,
    sandbox: Sandbox,
    record: Record,
    dice: Dice,
    weights: Vec<(String, u64)>,
    /// Own messages that answered something, newest last.
    answered: Vec<(i32, Kind)>,
}

impl Player {
    pub fn new(person: Person, sandbox: &Sandbox, record: &Record, seed: u64) -> Player {
        let words = |key: &&str| said(person.locale, key);
        let mut weights: Vec<(String, u64)> = WEIGHTS
            .iter()
            .flat_map(|(weight, keys)| keys.iter().map(move |key| (words(key), *weight)))
            .collect();
        // The longest fitting label speaks: “Gửi giấy mời” is part of others.
        weights.sort_by_key(|(label, _)| std::cmp::Reverse(label.chars().count()));
        let dice = Dice::new(seed ^ person.account as u64);
        let (sandbox, record) = (sandbox.clone(), record.clone());
        Player { person, sandbox, record, dice, weights, answered: vec![] }
    }

    /// Works until the time is over; how often they acted, and how often in vain.
    pub async fn plays(mut self, until: Instant) -> (usize, usize) {
        let (mut acts, mut silences) = (0, 0);
        let mut before = self.looks();
        self.says("/menu");
        while Instant::now() < until {
            let answered = self.waits(&before, until).await;
            let thinks = Duration::from_millis(300 + self.dice.below(1900));
            tokio::time::sleep(thinks).await;
            if Instant::now() >= until {
                break;
            }
            before = self.looks();
            acts += 1;
            if answered {
                self.acts();
            } else {
                silences += 1;
                self.says("/menu");
            }
        }
        (acts, silences)
    }

    fn looks(&self) -> Vec<Message> {
        let recent = self.sandbox.messages_before(self.person.account, i32::MAX, REACH);
        recent.into_iter().filter(|message| message.from_bot).collect()
    }

    /// Until something of the bot's is new or has changed.
    async fn waits(&self, before: &[Message], until: Instant) -> bool {
        let end = until.min(Instant::now() + PATIENCE);
        let seen = |all: &[Message]| all.iter().map(|one| (one.id, one.edits)).max();
        while Instant::now() < end {
            if seen(&self.looks()) != seen(before) {
                return true;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        false
    }

    fn acts(&mut self) {
        let recent = self.looks();
        match self.dice.below(100) {
            0 => return self.says("/menu"),
            1..=3 => {
                let difficulty = self.record.difficulty(self.person.account);
                return self.says(&difficulty);
            }
            4..=8 if !self.answered.is_empty() => return self.edits(),
            _ => {}
        }
        let question = recent.iter().rev().filter(|message| has_key(message)).find_map(|message| {
            let fits =
                |hint: &&(&str, Kind)| message.text.contains(&said(self.person.locale, hint.0));
            HINTS.iter().find(fits).map(|hint| hint.1)
        });
        if let Some(kind) = question
            && !self.dice.one_in(8)
        {
            return self.answers(kind);
        }
        let Some(screen) = self.screen(&recent) else {
            return self.says("/menu");
        };
        if screen.text.contains(&said(self.person.locale, "filling-how-photo"))
            && !self.dice.one_in(3)
        {
            return self.sends_photo();
        }
        // A screen with hardly a button waits for words.
        let alone = screen.buttons().count() <= 2 && question.is_none();
        if alone && self.dice.one_in(2) {
            let words = self.record.words(self.person.account);
            return self.says(&words);
        }
        self.taps(&screen);
    }

    /// Mostly the newest message with buttons; at times one above it, such as a notice.
    fn screen(&mut self, recent: &[Message]) -> Option<Message> {
        let with_keys: Vec<&Message> = recent.iter().rev().filter(|one| has_key(one)).collect();
        if self.dice.one_in(5) && !with_keys.is_empty() {
            return Some((*self.dice.pick(&with_keys)).clone());
        }
        with_keys.first().map(|message| (*message).clone())
    }

    fn answers(&mut self, kind: Kind) {
        let typed = self.words_for(kind);
        let who = self.person.account;
        let sent = self.sandbox.user_sends_text(who, who, &typed).expect("a message");
        // A figure is told anew, not mended.
        if kind != Kind::Figure {
            self.answered.push((sent, kind));
        }
        let kept = self.answered.len().saturating_sub(8);
        self.answered.drain(..kept);
    }

    fn words_for(&self, kind: Kind) -> String {
        let (record, who) = (&self.record, self.person.account);
        match kind {
            Kind::Text => record.text(who),
            Kind::Integer => record.integer(who),
            Kind::Ratio => record.ratio(who),
            Kind::Document => record.document(who),
            Kind::Figure => record.figure(who),
        }
    }

    /// An own message changed afterwards, as people correct a slip.
    fn edits(&mut self) {
        let (message, kind) = *self.dice.pick(&self.answered);
        let typed = self.words_for(kind);
        let who = self.person.account;
        self.sandbox.user_edits(who, who, message, &typed).expect("an edit");
    }

    fn sends_photo(&self) {
        let photo = include_bytes!("../support/one-pixel.png").to_vec();
        let who = self.person.account;
        self.sandbox.user_sends_photo(who, who, photo, "").expect("a photo");
    }

    fn taps(&mut self, screen: &Message) {
        let keys: Vec<(u64, &str)> = screen
            .buttons()
            .filter_map(|button| match &button.action {
                ButtonAction::Data(data) => Some((self.weight(&button.text), data.as_str())),
                _ => None,
            })
            .collect();
        let all: u64 = keys.iter().map(|key| key.0).sum();
        if all == 0 {
            return self.says("/menu");
        }
        let mut rest = self.dice.below(all);
        let mut chosen = keys[0].1;
        for (weight, data) in &keys {
            if rest < *weight {
                chosen = data;
                break;
            }
            rest -= weight;
        }
        let who = self.person.account;
        // The screen may have changed under the finger.
        self.sandbox.user_taps_raw(who, who, screen.id, chosen).expect("a tap");
    }

    fn weight(&self, label: &str) -> u64 {
        let found = self.weights.iter().find(|(words, _)| label.contains(words.as_str()));
        found.map_or(PLAIN, |(_, weight)| *weight)
    }

    fn says(&self, text: &str) {
        let who = self.person.account;
        self.sandbox.user_sends_text(who, who, text).expect("a message");
    }
}

fn has_key(message: &Message) -> bool {
    message.buttons().any(|button| matches!(button.action, ButtonAction::Data(_)))
}
