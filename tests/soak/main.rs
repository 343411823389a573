//! The soak: fifty people play a mission over HTTP against two replicas of the real program, while
//! SIGKILL hits them, the database goes away, and the Bot API answers 429, 500, garbage or not at all.
//! Then everything comes to rest, and a checker that knows what was said proves that all of it is
//! there, once, in order, and that everybody was told.
//!
//! It is played until so many answers, signatures, minutes, late lists and recommendations are
//! acknowledged, until it has stormed and reminders have come due; after a quarter of an hour it fails
//! with what is missing. `SOAK_SECONDS=3600 SOAK_SEED=7` plays at least so long, or the same dice
//! again: what people choose, when the weather turns. What the machine's timing makes of it is never
//! quite the same.
//!
//! - `world`, `seeding`, `campaign`, `desks`: who and what there is, `clock`: what day it is; `cast`: the
//!   fifty; `player`, `weights`: how they act; `clerk`: what they said; `tally`: what the bot has acknowledged;
//!   `pulse`: how far it has got.
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
mod desks;
mod line;
mod player;
mod pulse;
mod replicas;
mod seeding;
mod story;
mod tally;
mod weather;
mod weights;
mod world;

use std::sync::Arc;
use std::time::{Duration, Instant};

use doangiamsat::clock::Clock;
use doangiamsat::sandbox::{Config, Sandbox};

use clerk::Record;
use clock::FastClock;
use dice::Dice;
use line::Line;
use player::Player;
use replicas::Replicas;
use story::{SETTLING, Sent, Story};
use tally::Tally;
use weather::Weather;
use world::World;

/// How long is played at least, seconds, unless `SOAK_SECONDS` says otherwise.
const LEAST: u64 = 60;

/// How much longer than that it may take until everything wanted has been acknowledged.
const MOST: Duration = Duration::from_secs(15 * 60);

/// How often it is said how far it has got.
const TELLS: Duration = Duration::from_secs(30);

/// What has to befall, or it was no storm.
const KILLS: usize = 4;

/// How long the rest may take: the leases of the killed run for a minute, what failed three times in a
/// row waits for another, and the machine may be slow.
const REST: Duration = Duration::from_secs(900);

fn setting(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().unwrap_or_else(|_| panic!("{name}: {text}")))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everything_said_is_kept_once_and_told_once() {
    let seed = setting("SOAK_SEED").unwrap_or(60_090);
    let least = Duration::from_secs(setting("SOAK_SECONDS").unwrap_or(LEAST));
    eprintln!("SOAK_SEED={seed} SOAK_SECONDS={}", least.as_secs());
    let sandbox = Sandbox::new(Config::new(Arc::new(|| Clock::System.now())));
    let mut dice = Dice::new(seed);
    let line = Line::new(dice.below(u64::MAX));
    let mut world = World::new(&sandbox).await;
    let mut replicas = Replicas::new(&sandbox, &line, (&world.url, &world.clock));
    replicas.keep_up().await;

    let begun = Instant::now();
    let (record, tally) = (Record::default(), Tally::default());
    let playing: Vec<_> = (world.people.iter())
        .map(|person| Player::new(person.clone(), &sandbox, (&record, &tally, &world.pulse), seed))
        .map(Player::plays)
        .map(tokio::spawn)
        .collect();
    let mut weather = Weather::default();
    let clock = world.clock.clone();
    let wanted = |weather: &Weather| missing(&tally, weather, &clock);
    let told = std::cell::Cell::new(begun);
    let wants_more = |weather: &Weather| {
        let played = begun.elapsed();
        if told.get().elapsed() > TELLS {
            told.set(Instant::now());
            let (day, kills) = (clock.now(), weather.kills);
            eprintln!("{:>4} s, {day}, {kills} kills: {}", played.as_secs(), tally.summary());
        }
        played < least || (played < least + MOST && !wanted(weather).is_empty())
    };
    let about = (&mut world.server, &mut replicas);
    weather.rages(about, &sandbox, &mut dice, (&world.pulse, wants_more)).await;
    let missing = wanted(&weather);
    tally.ends();
    world.clock.stands_still();
    let played = begun.elapsed();
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
        settling: SETTLING + 2 * world.pulse.slowest_look(),
        acknowledged: tally.all(),
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
        "{} s played until {}, {} s of rest; {acts} acts, {silences} unanswered in time\n\
         acknowledged: {}\n{counts:?}\n\
         done: {}\nupdates: {}\n\
         {} kills, {} processes, {} database outages, {} updates delivered again\nfaults: {:?}\n{}",
        played.as_secs(),
        world.clock.now(),
        rested.as_secs(),
        tally.summary(),
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
        least.as_secs(),
        story.report()
    );
    // A soak in which nothing happened proves nothing.
    let floors = missing.join(", ");
    assert!(missing.is_empty(), "after {} s there is not enough of: {floors}", played.as_secs());
    assert!(counts.reminders > 0, "nobody was reminded of anything");
}

/// What has to happen yet before enough has.
fn missing(tally: &Tally, weather: &Weather, clock: &FastClock) -> Vec<String> {
    let mut missing = tally.missing();
    if weather.kills < KILLS {
        missing.push(format!("kills: {} of {KILLS}", weather.kills));
    }
    if weather.outages.is_empty() {
        missing.push("outages of the database: 0 of 1".to_owned());
    }
    // Both slots of the second day are past.
    let day = clock::first() + chrono::Duration::hours(33);
    if clock.now() < day {
        missing.push(format!("days: it is {} only", clock.now()));
    }
    missing
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
