//! People of a story who act, and what they see on the way.
//!
//! A [`Walk`] plays what a mission needs, tap by tap, and writes down each screen that comes. Between
//! two acts it looks about: [`Walk::looks_about`] goes wherever a button leads that only leads
//! somewhere, and types in a form what [`super::typed`] says for that place. Nothing is done on the
//! way, so looking about changes no mission.

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};

use doangiamsat::conversation::Action;
use doangiamsat::domain::Locale;
use serde_json::{Value, json};

use super::book::Book;
use super::support::{Player, Story, said};
use super::words::Words;
use super::{places, show, typed};

/// States of one place that one person is led to while looking about.
const SAME: usize = 2;

/// Screens of one place after which looking about passes it by.
const ENOUGH: usize = 6;

/// What somebody has before their eyes.
pub struct Seen {
    pub place: String,
    pub state: Value,
    pub actions: Vec<Value>,
}

pub struct Walk<'a> {
    pub s: &'a Story,
    pub locale: Locale,
    book: &'a RefCell<Book>,
    steps: RefCell<usize>,
}

impl<'a> Walk<'a> {
    pub async fn new(s: &'a Story, locale: Locale, book: &'a RefCell<Book>) -> Walk<'a> {
        let walk = Walk { s, locale, book, steps: RefCell::default() };
        walk.everybody_speaks().await;
        walk
    }

    pub async fn everybody_speaks(&self) {
        for player in self.s.people() {
            if self.s.knows(&player).await {
                self.s.speaks(&player, self.locale).await;
            }
        }
    }

    pub fn t(&self, key: &str) -> String {
        said(self.locale, key)
    }

    /// Acts, one after another: `/menu` and `=words` are typed, `@label` and `#row` are
    /// tapped, `item-…` is one of home's, anything else the key of a button in the locale files. Each
    /// screen that comes is written down.
    pub async fn does<const N: usize>(&self, player: &Player, acts: [&str; N]) {
        for act in acts {
            match act.split_at(1) {
                ("=", words) => player.sends(words).await,
                ("@", label) => player.taps(label).await,
                ("#", row) => player.taps_row(row.parse().expect("a row")).await,
                ("/", _) => player.sends(act).await,
                _ if act.starts_with("item-") => {
                    player.takes_up(self.locale, [self.t(act).as_str()]).await
                }
                _ => player.taps(&self.t(act)).await,
            };
            self.looks(player).await;
        }
    }

    pub async fn photo(&self, player: &Player) {
        player.sends_photo().await;
        self.looks(player).await;
    }

    pub async fn file(&self, player: &Player, name: &str, bytes: &[u8]) {
        player.sends_file(name, bytes).await;
        self.looks(player).await;
    }

    pub async fn opens(&self, player: &Player, link: &str) {
        player.opens_link(link).await;
        self.looks(player).await;
    }

    /// The item of home of this kind that names this.
    pub async fn takes_up(&self, player: &Player, item: &str, named: &str) {
        player.takes_up(self.locale, [self.t(item).as_str(), named]).await;
        self.looks(player).await;
    }

    // What is seen.

    /// The roles' names; whoever has none is a stranger, or a group.
    fn roles(&self, roles: Option<String>, other: &str) -> String {
        let Some(roles) = roles else {
            return match (self.locale, other) {
                (Locale::Vi, "group") => "nhóm Telegram".to_owned(),
                (Locale::Vi, _) => "người lạ".to_owned(),
                (Locale::En, "group") => "Telegram group".to_owned(),
                (Locale::En, _) => "a stranger".to_owned(),
            };
        };
        let names =
            roles.split(", ").map(|role| self.t(&format!("role-{}", role.replace('_', "-"))));
        names.collect::<Vec<_>>().join(", ")
    }

    /// Writes down the screen that a person has before them.
    pub async fn looks(&self, player: &Player) -> Option<Seen> {
        *self.steps.borrow_mut() += 1;
        let row: Option<(Value, Value, Option<Value>, Option<String>)> = sqlx::query_as(
            "SELECT s.state -> 'state', c.content, b.actions, (
                 SELECT string_agg(DISTINCT g.role, ', ' ORDER BY g.role) FROM person p
                 JOIN role_grant g ON g.person_id = p.id AND g.ended_at IS NULL
                 WHERE p.tg_user_id = s.actor)
             FROM session s JOIN screen c ON c.id = s.screen_id
             LEFT JOIN button_set b ON b.screen_id = s.screen_id AND b.generation = s.generation
                 AND b.actor = s.actor
             WHERE s.actor = $1",
        )
        .bind(player.account)
        .fetch_optional(self.s.app.store.pool())
        .await
        .expect("the screen");
        let (state, content, actions, roles) = row?;
        let reader = self.roles(roles, "stranger");
        let place = places::place(&state);
        let actions = actions.and_then(|it| it.as_array().cloned()).unwrap_or_default();
        let mut offers: Vec<String> = actions.iter().map(places::offer).collect();
        offers.sort();
        offers.dedup();
        let text = show::message(&content);
        let whose = if place == "home/items" { reader.as_str() } else { "" };
        let asked = match place.as_str() {
            "answers/filling/question" => typed::asked(&text),
            _ => typed::key(&place, &state.to_string()),
        };
        let mark = format!("{whose} {asked} {}", offers.join(", "));
        self.book.borrow_mut().screen(&place, mark, &reader, text);
        Some(Seen { place, state, actions })
    }

    /// Goes wherever buttons lead from where the person stands, inside these states; types where a
    /// form waits for words. In `wide` places every one is looked at, else only the first few.
    pub async fn looks_about<const N: usize>(&self, player: &Player, inside: [&str; N]) {
        let Some(start) = self.looks(player).await else { return };
        let mut led: BTreeMap<String, usize> = BTreeMap::new();
        let mut waiting = VecDeque::from([start.state.clone()]);
        let mut first = true;
        while let Some(state) = waiting.pop_front() {
            let place = places::place(&state);
            let outer = places::state_of(&place);
            if !first && !inside.contains(&outer) {
                continue;
            }
            let times = led.entry(place.clone()).or_default();
            let same = if typed::WIDE.contains(&place.as_str()) { 12 } else { SAME };
            let known = self.book.borrow().count(&place);
            let enough = if typed::TELLING.contains(&place.as_str()) { ENOUGH } else { 2 };
            if *times >= same || (!first && known >= enough) {
                continue;
            }
            *times += 1;
            let seen =
                if first { Some(start_again(&start)) } else { self.goes(player, state).await };
            first = false;
            let mut seen = seen;
            // A form is filled in to its end.
            while let Some(now) = seen {
                let next = now.actions.iter().filter_map(|it| match places::variant(it) {
                    ("go", state) => Some(state.clone()),
                    _ => None,
                });
                waiting.extend(next);
                let Some(text) = typed::text(&now.place, &now.state) else { break };
                let times = led
                    .entry(format!("typed {}", typed::key(&now.place, &now.state.to_string())))
                    .or_default();
                if *times > 0 {
                    break;
                }
                *times += 1;
                if self.looks(player).await.is_none_or(|it| it.place != now.place) {
                    break;
                }
                player.sends(text).await;
                let now = self.looks(player).await;
                seen = now.filter(|it| inside.contains(&places::state_of(&it.place)));
            }
        }
        self.goes(player, start.state).await;
    }

    /// Leads a person to a place, as a button would that goes there.
    pub async fn goes(&self, player: &Player, state: Value) -> Option<Seen> {
        let action: Action = serde_json::from_value(json!({ "go": state })).expect("a button");
        let data = self.s.plants(player, action).await;
        player.taps_data(&data).await;
        self.looks(player).await
    }

    /// Writes down everything that has been told in this story.
    pub async fn notices(&self) {
        let rows: Vec<(String, i64, Value, Option<String>)> = sqlx::query_as(
            "SELECT o.key, o.chat_id, o.payload, (
                 SELECT string_agg(DISTINCT g.role, ', ' ORDER BY g.role) FROM person p
                 JOIN role_grant g ON g.person_id = p.id
                 WHERE p.tg_user_id = o.chat_id)
             FROM outbox o WHERE o.kind = 'notice' AND o.key IS NOT NULL ORDER BY o.id",
        )
        .fetch_all(self.s.app.store.pool())
        .await
        .expect("the outbox");
        let (words, in_groups) = (Words::of(self.locale), Words::of(Locale::Vi));
        for (key, chat, payload, roles) in rows {
            let code = key.split(':').next().unwrap_or_default();
            let reader = self.roles(roles, if chat < 0 { "group" } else { "stranger" });
            let text = show::message(&payload);
            let keys = payload["keyboard"].as_array().map_or(0, Vec::len);
            let words = if chat < 0 { &in_groups } else { &words };
            let said = words.keys_of(&text);
            let mark = format!("{said:?} {keys}");
            let said = said.first().copied().unwrap_or("?");
            self.book.borrow_mut().notice(code, said, mark, &reader, text);
        }
        println!("{} screens were looked at", self.steps.borrow());
    }
}

fn start_again(seen: &Seen) -> Seen {
    Seen { place: seen.place.clone(), state: seen.state.clone(), actions: seen.actions.clone() }
}
