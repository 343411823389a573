//! One of the fifty at work, as people work: they look at the newest screen, tap what leads on, answer
//! what is asked, and ask for the menu when nothing comes. The dice decide, the labels weigh.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use doangiamsat::domain::Locale;
use doangiamsat::sandbox::{ButtonAction, Message, Sandbox};

use crate::cast::Person;
use crate::clerk::{Record, Said};
use crate::dice::Dice;
use crate::pulse::Pulse;
use crate::said::said;
use crate::story::ungrouped;
use crate::tally::{self, Step, Tally};
use crate::weights::Weights;

/// How far up the chat somebody looks.
const REACH: usize = 6;

/// How long somebody waits for an answer before they ask for the menu; twice as long each time that
/// nothing comes, or a slow machine would only ever hear of menus.
const PATIENCE: Duration = Duration::from_secs(15);

/// How many acts somebody still waits to hear of.
const OPEN: usize = 6;

/// A screen that wants a photo first.
const PHOTOS: [&str; 2] = ["filling-how-photo", "proof-wanted"];

/// What a question asks for.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Kind {
    Text,
    Integer,
    Ratio,
    Document,
    Figure,
    Paper,
    /// What was done about a recommendation, once there is evidence of it.
    Claim,
}

const HINTS: [(&str, Kind); 7] = [
    ("filling-how-text", Kind::Text),
    ("filling-how-integer", Kind::Integer),
    ("filling-how-ratio", Kind::Ratio),
    ("filling-how-document", Kind::Document),
    ("subtask-value", Kind::Figure),
    ("issue-paper", Kind::Paper),
    ("note-proof-kept", Kind::Claim),
];

pub struct Player {
    person: Person,
    sandbox: Sandbox,
    record: Record,
    dice: Dice,
    weights: Weights,
    tally: Tally,
    pulse: Pulse,
    /// How many updates they have made.
    sent: usize,
    /// Own messages that answered something, newest last.
    answered: Vec<(i32, Kind)>,
    /// Acts that the bot has not spoken of yet, newest last.
    open: Vec<Open>,
}

/// What was done, and what stood in the chat before.
struct Open {
    act: Act,
    before: Vec<(i32, u32)>,
}

enum Act {
    /// An answer was given; its mark.
    Answer(String),
    Step(&'static Step),
}

impl Player {
    pub fn new(
        person: Person,
        sandbox: &Sandbox,
        (record, tally, pulse): (&Record, &Tally, &Pulse),
        seed: u64,
    ) -> Player {
        let weights = Weights::new(person.locale);
        let dice = Dice::new(seed ^ person.account as u64);
        let (sandbox, record) = (sandbox.clone(), record.clone());
        let (tally, pulse) = (tally.clone(), pulse.clone());
        Player {
            person,
            sandbox,
            record,
            dice,
            weights,
            tally,
            pulse,
            sent: 0,
            answered: vec![],
            open: vec![],
        }
    }

    /// Works until the play is over; how often they acted, and how often in vain.
    pub async fn plays(mut self) -> (usize, usize) {
        let (mut acts, mut silences) = (0, 0);
        let mut patience = PATIENCE;
        let mut before = self.looks();
        self.says("/menu");
        while !self.tally.is_over() {
            let answered = self.waits(&before, patience).await;
            let thinks = Duration::from_millis(300 + self.dice.below(1900));
            tokio::time::sleep(thinks).await;
            self.hears();
            // What a later screen says is of something else.
            self.open.retain(|open| matches!(open.act, Act::Answer(_)));
            if self.tally.is_over() {
                break;
            }
            before = self.looks();
            acts += 1;
            if answered {
                patience = PATIENCE;
                self.acts();
            } else {
                silences += 1;
                patience *= 2;
                self.says("/menu");
            }
        }
        (acts, silences)
    }

    /// Counts what the bot has acknowledged since the last time.
    fn hears(&mut self) {
        let recent = self.looks();
        let (account, locale) = (self.person.account, self.person.locale);
        let (name, tally) = (&self.person.name, &self.tally);
        // Of two taps on one button, in a hurry, the second finds it done: one telling answers both.
        let mut steps = BTreeSet::new();
        self.open.retain(|open| {
            let mut since = recent.iter().filter(|it| !open.before.contains(&(it.id, it.edits)));
            let (action, heard) = match &open.act {
                Act::Step(step) => {
                    let told = |it: &Message| step.is_acknowledged(locale, name, &it.text);
                    (step.action, since.any(told))
                }
                Act::Answer(mark) => {
                    let told = |it: &Message| is_saved(locale, mark, &it.text);
                    (tally::ANSWERS, since.any(told))
                }
            };
            let again = matches!(open.act, Act::Step(_)) && heard && !steps.insert(action);
            if heard && !again {
                tally.acknowledged(account, action);
            }
            !heard
        });
    }

    fn opens(&mut self, act: Act) {
        let before = self.looks().iter().map(|it| (it.id, it.edits)).collect();
        self.open.push(Open { act, before });
        let kept = self.open.len().saturating_sub(OPEN);
        self.open.drain(..kept);
    }

    fn looks(&self) -> Vec<Message> {
        let recent = self.sandbox.messages_before(self.person.account, i32::MAX, REACH);
        recent.into_iter().filter(|message| message.from_bot).collect()
    }

    /// Until their acts have been worked off and something of the bot's is new or has changed. At times
    /// somebody hurries, and acts while the last act waits; nobody buries a slow machine.
    async fn waits(&mut self, before: &[Message], patience: Duration) -> bool {
        let hurry = usize::from(self.dice.one_in(8));
        let end = Instant::now() + patience;
        let seen = |all: &[Message]| all.iter().map(|one| (one.id, one.edits)).max();
        while !self.tally.is_over() {
            let let_in = self.pulse.done_of(self.person.account) + hurry >= self.sent;
            let answered = seen(&self.looks()) != seen(before);
            if let_in && (answered || Instant::now() >= end) {
                return answered;
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
                return self.says(&difficulty.typed);
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
        let wants = |key: &&str| screen.text.contains(&said(self.person.locale, key));
        if PHOTOS.iter().any(wants) && !self.dice.one_in(3) {
            return self.sends_photo();
        }
        // A screen with hardly a button waits for words.
        let alone = screen.buttons().count() <= 2 && question.is_none();
        if alone && self.dice.one_in(2) {
            let words = self.record.words(self.person.account);
            return self.says(&words.typed);
        }
        self.taps(&screen);
    }

    /// The message with buttons that leads on furthest, as a rule: the screen, or a notice.
    fn screen(&mut self, recent: &[Message]) -> Option<Message> {
        let weigh = |one: &Message| one.buttons().map(|it| self.weights.of(&it.text)).sum::<u64>();
        let with_keys = recent.iter().rev().filter(|one| has_key(one));
        let weighed: Vec<(u64, &Message)> = with_keys.map(|one| (1 + weigh(one), one)).collect();
        let mut rest = self.dice.below(weighed.iter().map(|it| it.0).sum::<u64>().max(1));
        for (weight, message) in weighed {
            if rest < weight {
                return Some(message.clone());
            }
            rest -= weight;
        }
        None
    }

    fn answers(&mut self, kind: Kind) {
        let Said { typed, mark, .. } = self.words_for(kind);
        let of_checklist = !matches!(kind, Kind::Figure | Kind::Paper | Kind::Claim);
        if of_checklist {
            self.opens(Act::Answer(mark));
        }
        let who = self.person.account;
        self.sent += 1;
        let sent = self.sandbox.user_sends_text(who, who, &typed).expect("a message");
        // The others are told anew, not mended.
        if of_checklist {
            self.answered.push((sent, kind));
        }
        let kept = self.answered.len().saturating_sub(8);
        self.answered.drain(..kept);
    }

    fn words_for(&self, kind: Kind) -> Said {
        let (record, who) = (&self.record, self.person.account);
        match kind {
            Kind::Text => record.text(who),
            Kind::Integer => record.integer(who),
            Kind::Ratio => record.ratio(who),
            Kind::Document => record.document(who),
            Kind::Figure => record.figure(who),
            Kind::Paper => record.paper(who),
            Kind::Claim => record.words(who),
        }
    }

    /// An own message changed afterwards, as people correct a slip.
    fn edits(&mut self) {
        let (message, kind) = *self.dice.pick(&self.answered);
        let typed = self.words_for(kind).typed;
        let who = self.person.account;
        self.sent += 1;
        self.sandbox.user_edits(who, who, message, &typed).expect("an edit");
    }

    fn sends_photo(&mut self) {
        let photo = include_bytes!("../support/one-pixel.png").to_vec();
        let who = self.person.account;
        self.sent += 1;
        self.sandbox.user_sends_photo(who, who, photo, "").expect("a photo");
    }

    fn taps(&mut self, screen: &Message) {
        let keys: Vec<(u64, &str, &str)> = screen
            .buttons()
            .filter_map(|button| match &button.action {
                ButtonAction::Data(data) => {
                    Some((self.weights.of(&button.text), button.text.as_str(), data.as_str()))
                }
                _ => None,
            })
            .collect();
        let all: u64 = keys.iter().map(|key| key.0).sum();
        if all == 0 {
            return self.says("/menu");
        }
        let mut rest = self.dice.below(all);
        let (mut label, mut chosen) = (keys[0].1, keys[0].2);
        for (weight, text, data) in &keys {
            if rest < *weight {
                (label, chosen) = (text, data);
                break;
            }
            rest -= weight;
        }
        if let Some(step) = tally::step_of(self.person.locale, label) {
            self.opens(Act::Step(step));
        }
        let who = self.person.account;
        // The screen may have changed under the finger.
        self.sent += 1;
        self.sandbox.user_taps_raw(who, who, screen.id, chosen).expect("a tap");
    }

    fn says(&mut self, text: &str) {
        let who = self.person.account;
        self.sent += 1;
        self.sandbox.user_sends_text(who, who, text).expect("a message");
    }
}

/// A line that says so, and names what was said.
fn is_saved(locale: Locale, mark: &str, text: &str) -> bool {
    let words = ["note-saved", "note-saved-both"].map(|key| said(locale, key));
    let told = |line: &str| words.iter().any(|it| line.contains(it.as_str()));
    text.lines().any(|line| told(line) && ungrouped(line).contains(mark))
}

fn has_key(message: &Message) -> bool {
    message.buttons().any(|button| matches!(button.action, ButtonAction::Data(_)))
}
