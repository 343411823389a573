//! Robots that tap and type at random, one for each role, in the world of the demo.
//!
//! Most steps are the robot's own, some are those of other people, so that the mission goes on; now
//! and then the clock moves, at times to the morning of the next visit. To get deep, robots are
//! curious (a button that was tapped less is preferred), they read (an example on the screen is often
//! what they type) and they seldom call things off. Half of them begin in each council, some on a
//! visit's own morning. After every step the eyes of [`watch`] look at what came of it: an answer, a
//! way on, words in the reader's language, no error, no state outside the table of DESIGN.md. A run
//! is its seed: `ROBOT_SEED=… ROBOT_STEPS=… cargo test --test robot -- head`.

#[path = "../support/mod.rs"]
mod support;

mod corpus;
mod dice;
mod states;
mod watch;

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, Utc};
use doangiamsat::demo::seed::Start;
use doangiamsat::domain::{Locale, Role};
use doangiamsat::sandbox::{ButtonAction, Message};
use serde_json::json;

use dice::Dice;
use support::{Group, Player, Story, said, story};
use watch::Watch;

/// Steps of a robot, unless `ROBOT_STEPS` says otherwise.
const STEPS: usize = 300;

/// How far down the chat a robot still looks for buttons, messages.
const REACH: usize = 6;

/// What all robots together come to at least, in [`STEPS`] steps each.
const PLACES: usize = 60;

/// Called off seldom, or there is soon nothing left to walk through.
const ENDINGS: [&str; 4] = [
    "key-cancel-delegation",
    "key-cancel-delegation-now",
    "key-cancel-visit",
    "key-cancel-visit-now",
];

macro_rules! robots {
    ($($name:ident: $role:ident in $language:ident from $begin:ident;)*) => {
        const ROBOTS: usize = [$(stringify!($name)),*].len();

        $(
            #[tokio::test]
            async fn $name() {
                run(stringify!($name), Role::$role, Locale::$language, Begin::$begin).await;
            }
        )*
    };
}

robots! {
    administrator: Administrator in Vi from TayNinh;
    standing_body: StandingBody in En from HaNoi;
    secretariat: Secretariat in Vi from TayNinh;
    secretariat_in_english: Secretariat in En from HaNoi;
    delegation_leader: DelegationLeader in Vi from HaNoi;
    group_leader: GroupLeader in En from TayNinh;
    secretary: Secretary in Vi from OnTheDay;
    member: Member in En from HaNoi;
    unit_head: UnitHead in Vi from OnTheDay;
    focal_officer: FocalOfficer in En from TayNinh;
    campaign_owner: CampaignOwner in Vi from HaNoi;
    observer: Observer in En from HaNoi;
}

/// Where a robot's story begins.
#[derive(Clone, Copy, PartialEq)]
enum Begin {
    TayNinh,
    HaNoi,
    /// In Tây Ninh, in the session at the ward, whose answers are signed.
    OnTheDay,
}

fn setting(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().unwrap_or_else(|_| panic!("{name}: {text}")))
}

async fn run(name: &str, role: Role, locale: Locale, begin: Begin) {
    let seed = setting("ROBOT_SEED").unwrap_or(20_240_402);
    let steps = setting("ROBOT_STEPS").map_or(STEPS, |steps| steps as usize);
    let at = if begin == Begin::HaNoi { "2023-05-10 08:00" } else { "2024-03-15 08:00" };
    story(at, async |s| {
        let (robot, colleagues) = staged(s, role, begin).await;
        s.speaks(&robot, locale).await;
        let group = s.group("Nhóm của đoàn", [&robot, &colleagues[0]]).await;
        states::record(s).await;
        let mut robots = Robots {
            s,
            robot,
            colleagues,
            others: s.people(),
            stranger: s.stranger("Người Lạ"),
            group,
            tapped: BTreeMap::new(),
            endings: [Locale::Vi, Locale::En]
                .iter()
                .flat_map(|locale| ENDINGS.map(|key| said(*locale, key)))
                .collect(),
            dice: Dice::new(
                seed ^ name.bytes().fold(0, |sum: u64, byte| sum.rotate_left(5) ^ u64::from(byte)),
            ),
            watch: Watch::new(s, &format!("ROBOT_SEED={seed} cargo test --test robot {name}")),
        };
        for _ in 0..steps {
            robots.step().await;
        }
        robots.watch.ends().await;
        states::check(s).await;
        if let Some(places) = states::reached(s, ROBOTS).await
            && steps >= STEPS
        {
            assert!(places >= PLACES, "the robots came to {places} kinds of place only");
        }
        s.all_read();
    })
    .await;
}

/// The first of the demo's people who holds the role, and everybody else of that council.
async fn staged(s: &Story, role: Role, begin: Begin) -> (Player, Vec<Player>) {
    let start = if begin == Begin::HaNoi { Start::HaNoi } else { Start::TayNinh };
    let seeded = s.begins(start).await;
    if begin == Begin::OnTheDay {
        let cast = s.of_tay_ninh();
        cast.invites_the_ward(s).await;
        cast.answers_and_signs(s, Locale::Vi).await;
        cast.opens_session(s, Locale::Vi).await;
    }
    let first = seeded.iter().find(|one| one.role == role).expect("somebody of the role");
    let colleagues = seeded
        .iter()
        .filter(|one| one.council == first.council && one.name != first.name)
        .map(|one| s.named(&one.name))
        .collect();
    (s.named(&first.name), colleagues)
}

struct Robots<'a> {
    s: &'a Story,
    robot: Player,
    /// Of the robot's council.
    colleagues: Vec<Player>,
    others: Vec<Player>,
    stranger: Player,
    /// The delegation's, in Telegram.
    group: Group,
    /// How often a button of this name was tapped.
    tapped: BTreeMap<String, u32>,
    /// Labels that call something off.
    endings: Vec<String>,
    dice: Dice,
    watch: Watch<'a>,
}

impl Robots<'_> {
    async fn step(&mut self) {
        if self.dice.one_in(60) {
            let minutes = *self.dice.pick(&[10, 180, 60 * 24, 60 * 24, 60 * 24 * 3]);
            let then = self.s.clock.now() + Duration::minutes(minutes);
            return self.watch.clock_reaches(then).await;
        }
        if self.dice.one_in(60)
            && let Some(then) = self.morning_of_a_visit().await
        {
            return self.watch.clock_reaches(then).await;
        }
        if self.dice.one_in(100) {
            return self.talks_in_the_group().await;
        }
        let player = match self.dice.below(20) {
            0..=9 => self.robot.clone(),
            10..=17 => self.dice.pick(&self.colleagues).clone(),
            18 => self.dice.pick(&self.others).clone(),
            _ => self.stranger.clone(),
        };
        if let Some(example) = self.example(&player)
            && self.dice.one_in(3)
        {
            return self.says(&player, &example).await;
        }
        if self.asks_for_words(&player) && self.dice.one_in(2) {
            return self.types(&player).await;
        }
        match self.dice.below(100) {
            0..=77 => self.taps(&player).await,
            78..=95 => self.types(&player).await,
            _ => self.sends_something(&player).await,
        }
    }

    /// Shortly before the next visit that its unit knows of.
    async fn morning_of_a_visit(&self) -> Option<DateTime<Utc>> {
        let starts_at: Option<DateTime<Utc>> = sqlx::query_scalar(
            "SELECT min(starts_at) FROM visit
             WHERE state IN ('invited', 'confirmed') AND starts_at > $1",
        )
        .bind(self.s.clock.now() + Duration::minutes(10))
        .fetch_one(self.s.app.store.pool())
        .await
        .expect("the visits");
        starts_at.map(|at| at - Duration::minutes(10))
    }

    /// A screen with hardly a button waits for something typed.
    fn asks_for_words(&self, player: &Player) -> bool {
        let recent = self.s.sandbox.messages_before(player.account, i32::MAX, REACH);
        let screen = recent.iter().rev().find(|message| message.from_bot);
        screen.is_some_and(|message| has_key(message) && message.buttons().count() <= 2)
    }

    /// What the newest screen gives as an example of what may be typed.
    fn example(&self, player: &Player) -> Option<String> {
        let recent = self.s.sandbox.messages_before(player.account, i32::MAX, REACH);
        let screen = recent.iter().rev().find(|message| message.from_bot)?;
        let marks = ["ví dụ", "Ví dụ", "e.g.", "For example"];
        let (_, after) = marks.iter().find_map(|mark| screen.text.split_once(mark))?;
        let ends = [". ", "\n", "; ", " hoặc ", " or ", "”", ". <"];
        let after = after.trim_start_matches([':', ' ', '“']);
        let end = ends.iter().filter_map(|end| after.find(end)).min().unwrap_or(after.len());
        let example = after[..end].trim_end_matches(['.', ' ', ',']);
        (!example.is_empty()).then(|| example.to_owned())
    }

    /// People's talk in a group is none of the bot's business.
    async fn talks_in_the_group(&mut self) {
        let text = corpus::text(&mut self.dice);
        if text.starts_with('/') {
            return;
        }
        let said = self.group.messages().len();
        self.watch.before(&self.robot, "talks in the group");
        self.group.hears(&self.robot.clone(), &text).await;
        self.watch.after_talk(&self.group, said);
    }

    /// A button within reach; the newest screen's most often, and one that is rarely tapped.
    async fn taps(&mut self, player: &Player) {
        let recent = self.s.sandbox.messages_before(player.account, i32::MAX, REACH);
        let with_keys: Vec<&Message> =
            recent.iter().rev().filter(|message| message.from_bot && has_key(message)).collect();
        let Some(message) = (match self.dice.below(10) {
            0..=7 => with_keys.first().copied(),
            _ if with_keys.is_empty() => None,
            _ => Some(*self.dice.pick(&with_keys)),
        }) else {
            return self.says(player, "/menu").await;
        };
        let keys: Vec<(&str, &str)> = message
            .buttons()
            .filter_map(|button| match &button.action {
                ButtonAction::Data(data) => Some((button.text.as_str(), data.as_str())),
                _ => None,
            })
            .collect();
        let mut key = *self.dice.pick(&keys);
        if self.ends_something(key.0) && !self.dice.one_in(6) {
            key = *self.dice.pick(&keys);
        }
        if self.dice.one_in(2) {
            let fewest = keys.iter().map(|key| self.times_tapped(key.0)).min().unwrap_or(0);
            let rare: Vec<_> =
                keys.iter().filter(|key| self.times_tapped(key.0) == fewest).copied().collect();
            key = *self.dice.pick(&rare);
        }
        let (label, data) = key;
        *self.tapped.entry(kind_of(label)).or_default() += 1;
        let data = match self.dice.below(60) {
            0 => "AAAAAAAAAAAAAAAAAAAAAA.0".to_owned(),
            1 => format!("{}9", data),
            _ => data.to_owned(),
        };
        let twice = self.dice.one_in(30);
        self.watch.before(player, &format!("taps “{label}”"));
        let mut taps = vec![];
        for _ in 0..if twice { 2 } else { 1 } {
            let tap =
                self.s.sandbox.user_taps_raw(player.account, player.account, message.id, &data);
            taps.push(tap.expect("a tap"));
        }
        self.s.run().await;
        self.watch.after_taps(player, &taps).await;
    }

    fn ends_something(&self, label: &str) -> bool {
        self.endings.iter().any(|ending| ending == label)
    }

    fn times_tapped(&self, label: &str) -> u32 {
        let shy = if self.ends_something(label) { 20 } else { 0 };
        shy + self.tapped.get(&kind_of(label)).copied().unwrap_or(0)
    }

    async fn types(&mut self, player: &Player) {
        let text = corpus::text(&mut self.dice);
        self.says(player, &text).await;
    }

    async fn says(&mut self, player: &Player, text: &str) {
        self.watch
            .before(player, &format!("types “{}”", text.chars().take(60).collect::<String>()));
        let sent = self.s.sandbox.user_sends_text(player.account, player.account, text);
        sent.expect("a message");
        if self.dice.one_in(50) {
            self.s.sandbox.redeliver_last_update();
        }
        self.s.run().await;
        self.watch.after_message(player).await;
    }

    /// A photo, a file, a contact, an old message edited, something that nobody can read; a stranger
    /// also opens links that are lying about.
    async fn sends_something(&mut self, player: &Player) {
        let (sandbox, account) = (&self.s.sandbox, player.account);
        let what = self.dice.below(7);
        self.watch.before(player, &format!("sends something of kind {what}"));
        let sent = match what {
            0 => sandbox.user_sends_photo(account, account, corpus::PHOTO, "").map(drop),
            1 => {
                let (name, bytes) = *self.dice.pick(&corpus::FILES);
                let mime = "application/octet-stream";
                sandbox.user_sends_document(account, account, name, mime, bytes).map(drop)
            }
            2 => {
                sandbox.user_sends_contact(account, account, "0912345678", Some(account)).map(drop)
            }
            3 => sandbox.user_sends_location(account, account, 21.0, 105.8).map(drop),
            4 => {
                let recent = sandbox.messages_before(account, i32::MAX, 12);
                let own: Vec<&Message> = recent.iter().filter(|one| is_own_text(one)).collect();
                if own.is_empty() {
                    return;
                }
                let id = self.dice.pick(&own).id;
                let text = corpus::text(&mut self.dice);
                if sandbox.message(account, id).is_some_and(|message| message.text == text.trim()) {
                    return;
                }
                // Nothing but white space is no edit.
                if sandbox.user_edits(account, account, id, &text).is_err() {
                    return;
                }
                Ok(())
            }
            5 => {
                sandbox.push_raw_update(json!({ "message": {
                    "message_id": 900_000, "date": self.s.clock.now().timestamp(),
                    "chat": { "id": account, "type": "private", "first_name": player.name },
                    "from": { "id": account, "is_bot": false, "first_name": player.name },
                    "dice": { "emoji": "🎲", "value": 3 },
                }}));
                Ok(())
            }
            _ => {
                let link = match self.links().first() {
                    Some(link) if !self.dice.one_in(4) => link.clone(),
                    _ => self.group.link(),
                };
                sandbox.user_opens_link(account, &link).map(drop)
            }
        };
        sent.expect("an act");
        self.s.run().await;
        self.watch.after_message(player).await;
    }

    /// One-time links on anybody's screen, newest first.
    fn links(&self) -> Vec<String> {
        let mut links = vec![];
        for player in &self.others {
            for message in self.s.sandbox.messages_before(player.account, i32::MAX, REACH) {
                if let Some(at) = message.text.find("?start=") {
                    let rest = &message.text[at + 7..];
                    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || "_-".contains(c)));
                    links.push(rest[..end.unwrap_or(rest.len())].to_owned());
                }
            }
        }
        links.reverse();
        links
    }
}

/// A button's label without its numbers, days and counts.
fn kind_of(label: &str) -> String {
    label.chars().filter(|c| !c.is_ascii_digit()).collect()
}

fn has_key(message: &Message) -> bool {
    message.buttons().any(|button| matches!(button.action, ButtonAction::Data(_)))
}

fn is_own_text(message: &Message) -> bool {
    !message.from_bot && !message.text.is_empty()
}
