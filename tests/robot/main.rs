//! Robots that tap and type at random, one for each role, in the world of the demo.
//!
//! Most steps are the robot's own, some are those of other people, so that the mission goes on; now
//! and then the clock moves. After every step the eyes of [`watch`] look at what came of it: an
//! answer, a way on, words in the reader's language, no error, no state outside the table of
//! DESIGN.md. A run is its seed: `ROBOT_SEED=… ROBOT_STEPS=… cargo test --test robot -- head`.

#[path = "../support/mod.rs"]
mod support;

mod corpus;
mod dice;
mod states;
mod watch;

use doangiamsat::domain::{Locale, Role, Scope};
use doangiamsat::sandbox::{ButtonAction, Message};
use serde_json::json;

use dice::Dice;
use support::{Player, Story, story};
use watch::Watch;

/// Steps of a robot, unless `ROBOT_STEPS` says otherwise.
const STEPS: usize = 2000;

/// How far down the chat a robot still looks for buttons, messages.
const REACH: usize = 6;

macro_rules! robots {
    ($($name:ident: $role:ident in $language:ident;)*) => {$(
        #[tokio::test]
        async fn $name() {
            run(stringify!($name), Role::$role, Locale::$language).await;
        }
    )*};
}

robots! {
    administrator: Administrator in Vi;
    standing_body: StandingBody in En;
    secretariat: Secretariat in Vi;
    secretariat_in_english: Secretariat in En;
    delegation_leader: DelegationLeader in Vi;
    group_leader: GroupLeader in En;
    secretary: Secretary in Vi;
    member: Member in En;
    unit_head: UnitHead in Vi;
    focal_officer: FocalOfficer in En;
    campaign_owner: CampaignOwner in Vi;
    observer: Observer in En;
}

fn setting(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().unwrap_or_else(|_| panic!("{name}: {text}")))
}

async fn run(name: &str, role: Role, locale: Locale) {
    let seed = setting("ROBOT_SEED").unwrap_or(20_240_402);
    let steps = setting("ROBOT_STEPS").map_or(STEPS, |steps| steps as usize);
    story("2024-03-15 08:00", async |s| {
        let cast = s.cast().await;
        let robot = held(s, &cast, role).await;
        s.speaks(&robot, locale).await;
        states::record(s).await;
        let mut robots = Robots {
            s,
            robot,
            others: s.people(),
            stranger: s.stranger("Người Lạ"),
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
        s.all_read();
    })
    .await;
}

/// Somebody who holds the role: of the demo's people, or joined for it.
async fn held(s: &Story, cast: &support::Cast, role: Role) -> Player {
    match role {
        Role::Secretariat => cast.hien.clone(),
        Role::DelegationLeader => cast.chau.clone(),
        Role::Secretary => cast.yen.clone(),
        Role::Member => cast.tuan.clone(),
        Role::UnitHead => cast.son.clone(),
        Role::FocalOfficer => cast.mai.clone(),
        Role::GroupLeader => s.joined("Trịnh Văn Nam", role, s.first_group().await).await,
        Role::Administrator | Role::StandingBody | Role::CampaignOwner | Role::Observer => {
            s.joined("Trịnh Văn Nam", role, Scope::Council).await
        }
    }
}

struct Robots<'a> {
    s: &'a Story,
    robot: Player,
    others: Vec<Player>,
    stranger: Player,
    dice: Dice,
    watch: Watch<'a>,
}

impl Robots<'_> {
    async fn step(&mut self) {
        if self.dice.one_in(40) {
            let minutes = *self.dice.pick(&[10, 180, 60 * 24, 60 * 24, 60 * 24 * 3]);
            self.watch.clock_moves(minutes).await;
            return;
        }
        let player = match self.dice.below(20) {
            0..=11 => self.robot.clone(),
            12..=18 => self.dice.pick(&self.others).clone(),
            _ => self.stranger.clone(),
        };
        match self.dice.below(100) {
            0..=77 => self.taps(&player).await,
            78..=95 => self.types(&player).await,
            _ => self.sends_something(&player).await,
        }
    }

    /// A button within reach; the newest screen's most often.
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
        let (label, data) = *self.dice.pick(&keys);
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
                let link = self.links().first().cloned().unwrap_or_else(|| "v1".to_owned());
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

fn has_key(message: &Message) -> bool {
    message.buttons().any(|button| matches!(button.action, ButtonAction::Data(_)))
}

fn is_own_text(message: &Message) -> bool {
    !message.from_bot && !message.text.is_empty()
}
