//! The soak: fifty people play a mission over HTTP against two replicas of the real program, while
//! SIGKILL hits them, the database goes away, and the Bot API answers 429, 500, garbage or not at all.
//! Then everything comes to rest, and a checker that knows what was said proves that all of it is
//! there, once, in order, and that everybody was told.
//!
//! `cargo test --test soak` plays for two minutes. `SOAK_SECONDS=3600 SOAK_SEED=7` plays longer, or the
//! same dice again: what people choose, when the weather turns. What the machine's timing makes of it
//! is never quite the same.
//!
//! - `world`, `seeding`, `campaign`: who and what there is, `clock`: what day it is; `cast`: the fifty; `player`: how they act; `clerk`: what they said.
//! - `line`: the way to the Bot API, and what goes wrong on it; `replicas`, `weather`: what dies when.
//! - `story`, `checks`: what is proved, without the bot's own code.
//! - `mutants`: the bot broken on purpose in five ways, each of which the checker must catch.

#[path = "../support/database.rs"]
mod database;
#[path = "../robot/dice.rs"]
mod dice;
#[path = "../support/program.rs"]
mod program;
#[path = "../support/said.rs"]
mod said;
#[path = "../support/workbook.rs"]
mod workbook;

mod campaign;
mod cast;
mod checks;
mod clerk;
mod clock;
mod line;
mod player;
mod replicas;
mod seeding;
mod story;
mod weather;
mod world;

use std::sync::Arc;
use std::time::{Duration, Instant};

use doangiamsat::clock::Clock;
use doangiamsat::sandbox::{Config, Sandbox};

use clerk::Record;
use dice::Dice;
use line::Line;
use player::Player;
use replicas::Replicas;
use story::{Sent, Story};
use weather::Weather;
use world::World;

/// How long is played, seconds, unless `SOAK_SECONDS` says otherwise.
const PLAYED: u64 = 120;

/// How long the rest may take: the leases of the killed run for a minute, and what failed three times
/// in a row waits for another.
const REST: Duration = Duration::from_secs(300);

fn setting(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().unwrap_or_else(|_| panic!("{name}: {text}")))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everything_said_is_kept_once_and_told_once() {
    let seed = setting("SOAK_SEED").unwrap_or(60_090);
    let played = Duration::from_secs(setting("SOAK_SECONDS").unwrap_or(PLAYED));
    eprintln!("SOAK_SEED={seed} SOAK_SECONDS={}", played.as_secs());
    let sandbox = Sandbox::new(Config::new(Arc::new(|| Clock::System.now())));
    let mut dice = Dice::new(seed);
    let line = Line::new(dice.below(u64::MAX));
    let mut world = World::new(&sandbox, played).await;
    let mut replicas = Replicas::new(&sandbox, &line, (&world.url, &world.clock));
    replicas.keep_up().await;

    let until = Instant::now() + played;
    let record = Record::default();
    let playing: Vec<_> = (world.people.iter())
        .map(|person| Player::new(person.clone(), &sandbox, &record, seed).plays(until))
        .map(tokio::spawn)
        .collect();
    let mut weather = Weather::default();
    weather.rages((&mut world.server, &mut replicas), &sandbox, (&mut dice, until)).await;
    let (mut acts, mut silences) = (0, 0);
    for one in playing {
        let (acted, in_vain) = one.await.expect("a player");
        (acts, silences) = (acts + acted, silences + in_vain);
    }

    line.mend();
    let resting = Instant::now();
    let rest = rests(&world, &sandbox, &mut replicas).await;
    let rested = resting.elapsed();
    replicas.stop().await;
    let mut story = Story {
        pool: world.store.pool().clone(),
        sandbox: sandbox.clone(),
        people: world.people.clone(),
        said: record.all(),
        sent: line.calls().into_iter().filter_map(Sent::read).collect(),
        updates: line.updates(),
        lives: replicas.lives.clone(),
        outages: weather.outages.clone(),
        complaints: replicas.complaints(),
        due: world.due.clone(),
        ended: world.clock.now(),
        near: world.near.clone(),
        findings: vec![],
    };
    if let Err(left) = rest {
        story.finds(None, format!("after {} s of rest there is left: {left}", REST.as_secs()));
    }
    let counts = checks::all(&mut story).await;
    eprintln!(
        "{} s played, {} s of rest; {acts} acts, {silences} unanswered in time\n{counts:?}\n\
         done: {}\nupdates: {}\n\
         {} kills, {} processes, {} database outages, {} updates delivered again\nfaults: {:?}\n{}",
        played.as_secs(),
        rested.as_secs(),
        done(&world).await,
        kinds(&story),
        weather.kills,
        story.lives.len(),
        weather.outages.len(),
        weather.redelivered,
        line.faults(),
        complaints(&story),
    );
    assert!(
        story.findings.is_empty(),
        "{} things are wrong (SOAK_SEED={seed} SOAK_SECONDS={}):\n{}",
        story.findings.len(),
        played.as_secs(),
        story.report()
    );
    // A soak in which nothing happened proves nothing.
    let least = played.as_secs() as usize / 15;
    assert!(counts.answers >= least, "only {} answers were acknowledged", counts.answers);
    assert!(weather.kills > 0 && counts.reminders > 0, "no weather, or nothing was due");
}

/// The commands that were carried out, most frequent first.
async fn done(world: &World) -> String {
    let done: Vec<(String, i64)> = sqlx::query_as(
        "SELECT action, count(*) FROM audit WHERE outcome = 'done' GROUP BY 1 ORDER BY 2 DESC",
    )
    .fetch_all(world.store.pool())
    .await
    .expect("the audit");
    done.iter().map(|(action, times)| format!("{action} {times}")).collect::<Vec<_>>().join(", ")
}

/// What the replicas complained of most.
fn complaints(story: &Story) -> String {
    let mut by_words = std::collections::BTreeMap::<String, usize>::new();
    for complaint in &story.complaints {
        let line: serde_json::Value = serde_json::from_str(&complaint.text).unwrap_or_default();
        let fields = line.get("fields").unwrap_or(&line);
        let field = |name: &str| fields[name].as_str().unwrap_or_default().to_owned();
        let words = format!("{} {}: {}", complaint.level, field("message"), field("error"));
        *by_words.entry(words.chars().take(150).collect()).or_default() += 1;
    }
    let mut by_words: Vec<_> = by_words.into_iter().collect();
    by_words.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
    let lines = by_words.iter().take(12).map(|(words, times)| format!("{times:>5} {words}"));
    lines.collect::<Vec<_>>().join("\n")
}

/// What the updates were.
fn kinds(story: &Story) -> String {
    let of = |wanted: &dyn Fn(&serde_json::Value) -> bool| {
        story.updates.values().filter(|update| wanted(update)).count()
    };
    format!(
        "{} taps, {} menus, {} messages, {} edits, {} photos",
        of(&|it| !it["callback_query"].is_null()),
        of(&|it| it["message"]["text"] == "/menu"),
        of(&|it| it["message"]["text"].as_str().is_some_and(|text| text != "/menu")),
        of(&|it| !it["edited_message"].is_null()),
        of(&|it| !it["message"]["photo"].is_null()),
    )
}

/// Until nobody has anything left to do; else what is left.
async fn rests(world: &World, sandbox: &Sandbox, replicas: &mut Replicas) -> Result<(), String> {
    let end = Instant::now() + REST;
    loop {
        replicas.keep_up().await;
        let left: Option<String> = sqlx::query_scalar(
            "SELECT nullif(concat_ws(', ',
                (SELECT nullif(count(*), 0) || ' updates' FROM inbox WHERE state = 'pending'),
                (SELECT nullif(count(*), 0) || ' messages' FROM outbox WHERE state IN ('pending', 'sending')),
                (SELECT nullif(count(*), 0) || ' files' FROM file_fetch WHERE state = 'pending'),
                (SELECT nullif(count(*), 0) || ' steps' FROM deadline WHERE next_at <= $1),
                (SELECT nullif(count(*), 0) || ' visits' FROM visit_reminder WHERE next_at <= $1)), '')",
        )
        .bind(world.clock.now())
        .fetch_one(world.store.pool())
        .await
        .expect("a look at what is left");
        let fetched = sandbox.pending_updates().is_empty();
        match left {
            None if fetched => return Ok(()),
            left if Instant::now() >= end => {
                return Err(left.unwrap_or_else(|| "updates to be fetched".to_owned()));
            }
            _ => replicas::pause().await,
        }
    }
}
