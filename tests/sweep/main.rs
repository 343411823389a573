//! The sweep under SIGKILL, and what it costs.
//!
//! The simulation plays a campaign's days and nights slot by slot: two replicas, processes of their
//! own, sweep one database; one of them is killed at random and started again. What was enqueued is
//! compared line by line with a schedule that [`oracle`] computes from DESIGN.md's table, and with
//! nothing of the program.
//!
//! ```text
//! cargo test --release --test sweep                        # small
//! DGS_SWEEP=full cargo test --release --test sweep simulation -- --nocapture
//! cargo test --release --test sweep figures -- --ignored --nocapture
//! ```
//! `DGS_SWEEP_SEED` replays another campaign.

#[path = "../support/database.rs"]
mod database;
#[path = "../robot/dice.rs"]
mod dice;
mod figures;
mod oracle;
mod replica;
mod world;

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use dice::Dice;
use doangiamsat::clock::instant;
use futures_util::TryStreamExt as _;
use replica::Replica;
use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;
use world::World;

/// How large a campaign is played.
struct Size {
    subtasks: usize,
    people: usize,
    councils: usize,
    days: i64,
    kills: usize,
}

fn size() -> Size {
    match std::env::var("DGS_SWEEP").as_deref() {
        Ok("full") => Size { subtasks: 100_000, people: 5000, councils: 10, days: 60, kills: 20 },
        _ => Size { subtasks: 600, people: 60, councils: 2, days: 25, kills: 6 },
    }
}

pub fn seed() -> u64 {
    std::env::var("DGS_SWEEP_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(20_231_016)
}

pub async fn pool(url: &str) -> PgPool {
    PgPoolOptions::new().max_connections(4).connect(url).await.expect("the database")
}

async fn count(pool: &PgPool, sql: &'static str, at: DateTime<Utc>) -> i64 {
    sqlx::query_scalar(sql).bind(at).fetch_one(pool).await.expect(sql)
}

#[tokio::test(flavor = "multi_thread")]
async fn simulation() {
    let (size, mut dice) = (size(), Dice::new(seed()));
    let database = database::fresh().await;
    let pool = pool(&database.url).await;
    let world = World::of(&mut dice, size.people, size.councils, size.subtasks, size.days);
    let begun = Instant::now();
    world.insert(&pool).await;
    eprintln!("seed {}, {} sub-tasks laid out in {:?}", seed(), size.subtasks, begun.elapsed());

    let slots = oracle::slots(size.days);
    // Mornings have most to do.
    let mut killed_in = BTreeSet::new();
    while killed_in.len() < size.kills {
        killed_in.insert(3 * dice.below(size.days as u64) as usize);
    }
    let begun = Instant::now();
    let mut replicas = [Replica::start(&database.url), Replica::start(&database.url)];
    let mut events = world.events().into_iter().peekable();
    // How long a morning's sweep takes: the kills are spread over it.
    let (mut lasted, mut within) = (Duration::from_millis(100), 0);
    for (index, slot) in slots.iter().enumerate() {
        let due = std::iter::from_fn(|| events.next_if(|event| event.at < *slot));
        world.happen(&pool, due.collect()).await;
        let at = instant(*slot);
        let swept = Instant::now();
        let mut rounds = 0;
        while unfinished(&pool, at).await || rounds == 0 {
            rounds += 1;
            assert!(rounds < 20, "the sweep of {slot} does not end");
            for replica in &mut replicas {
                replica.sweeps(at);
            }
            if rounds == 1 && killed_in.contains(&index) {
                let share = u32::try_from(dice.below(80)).expect("a share");
                tokio::time::sleep(lasted * share / 100).await;
                within += i32::from(unfinished(&pool, at).await);
                let victim = &mut replicas[dice.below(2) as usize];
                victim.kill();
                *victim = Replica::start(&database.url);
                victim.sweeps(at);
            }
            for replica in &mut replicas {
                replica.has_swept(at);
            }
        }
        if index % 3 == 0 {
            lasted = swept.elapsed();
        }
        if index % 30 == 29 {
            eprintln!("day {}: {:?}", index / 3 + 1, begun.elapsed());
        }
    }
    eprintln!(
        "{} slots swept in {:?}, {} kills, {within} of them before the slot was done",
        slots.len(),
        begun.elapsed(),
        killed_in.len()
    );
    let expected = oracle::schedule(&world, size.days);
    compare(&pool, &expected).await;
    messages(&pool, &world, &expected).await;
}

async fn unfinished(pool: &PgPool, at: DateTime<Utc>) -> bool {
    let due = "SELECT count(*) FROM (SELECT FROM deadline WHERE next_at <= $1 LIMIT 1) AS due";
    let waiting = "SELECT count(*) FROM (SELECT FROM reminder WHERE state = 'waiting'
        AND slot_at <= $1 LIMIT 1) AS waiting";
    count(pool, due, at).await + count(pool, waiting, at).await > 0
}

/// Every step, line by line: each once, none after done, none at another hour, none on another day.
async fn compare(pool: &PgPool, expected: &[oracle::Line]) {
    let mut rows = sqlx::query_as::<_, (i64, i32, String, i64, DateTime<Utc>, bool, String)>(
        "SELECT d.subject_id, f.generation, f.step, f.recipient, f.slot_at, f.left_out, r.state
         FROM fired f JOIN deadline d ON d.id = f.deadline_id
              JOIN reminder r ON r.person_id = f.recipient AND r.slot_at = f.slot_at",
    )
    .fetch(pool);
    let mut found = vec![];
    while let Some((subtask, generation, step, person, slot, left_out, state)) =
        rows.try_next().await.expect("the lines")
    {
        let fate = match (left_out, state.as_str()) {
            (true, _) => oracle::Fate::LeftOut,
            (_, "sent") => oracle::Fate::Told,
            (_, "waiting") => oracle::Fate::Waiting,
            (_, other) => panic!("a line that is neither told nor left out: {other}"),
        };
        let step = oracle::TABLE.iter().position(|row| row.0 == step).expect("a step of the table");
        found.push(oracle::Line { subtask, generation, step, person, slot, fate });
    }
    found.sort();
    let mut wrong = vec![];
    let (mut left, mut right) = (expected.iter().peekable(), found.iter().peekable());
    loop {
        match (left.peek(), right.peek()) {
            (None, None) => break,
            (Some(one), Some(other)) if one == other => _ = (left.next(), right.next()),
            (Some(one), Some(other)) if one < other => {
                wrong.push(format!("missing {one:?}"));
                left.next();
            }
            (Some(one), None) => {
                wrong.push(format!("missing {one:?}"));
                left.next();
            }
            (_, Some(other)) => {
                wrong.push(format!("wrong   {other:?}"));
                right.next();
            }
        }
        if wrong.len() > 20 {
            break;
        }
    }
    assert!(
        wrong.is_empty(),
        "{} expected, {} found\n{}",
        expected.len(),
        found.len(),
        wrong.join("\n")
    );
    let told = expected.iter().filter(|line| line.fate == oracle::Fate::Told).count();
    eprintln!("{} steps as the table says, {told} of them told", expected.len());
    assert!(told > 100, "the campaign was worth playing");
}

/// One message for each person and slot that has something to tell, with exactly those lines.
async fn messages(pool: &PgPool, world: &World, expected: &[oracle::Line]) {
    let mut told: BTreeMap<(i64, DateTime<Utc>), BTreeSet<i64>> = BTreeMap::new();
    for line in expected.iter().filter(|line| line.fate == oracle::Fate::Told) {
        told.entry((line.person, line.slot)).or_default().insert(line.subtask);
    }
    let mut rows = sqlx::query_as::<_, (i64, i64, DateTime<Utc>, DateTime<Utc>, String)>(
        "SELECT o.chat_id, r.person_id, r.slot_at, o.enqueued_at, o.payload ->> 'html'
         FROM outbox o JOIN reminder r ON r.id = split_part(o.key, ':', 2)::bigint
         WHERE split_part(o.key, ':', 1) = 'reminder'",
    )
    .fetch(pool);
    let (mut messages, mut read) = (0, 0);
    while let Some((chat, person, slot, at, html)) = rows.try_next().await.expect("the messages") {
        messages += 1;
        assert_eq!(world.account(person), chat, "told to the right person");
        assert_eq!(at, slot, "told in its slot");
        let lines = told.remove(&(person, slot));
        let lines =
            lines.unwrap_or_else(|| panic!("{person} was told twice or for nothing at {slot}"));
        // A long message is cut.
        if lines.len() <= 20 && !html.ends_with('…') {
            assert_eq!(world::codes(&html), lines, "{html}");
            read += 1;
        }
    }
    assert!(told.is_empty(), "not told: {:?}", told.keys().next());
    assert_eq!(
        count(pool, "SELECT count(*) FROM outbox WHERE enqueued_at < $1", end()).await,
        messages
    );
    eprintln!("{messages} messages, one a person and slot, {read} of them read line by line");
    let night = "SELECT count(*) FROM outbox o JOIN person p ON p.tg_user_id = o.chat_id
        WHERE NOT (o.enqueued_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::time = ANY('{08:00,14:00}')
          AND NOT (p.nights AND (o.enqueued_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::time = '20:00')
          AND o.enqueued_at < $1";
    assert_eq!(count(pool, night, end()).await, 0);
}

/// After everything.
fn end() -> DateTime<Utc> {
    instant("2030-01-01T00:00:00".parse().expect("a time"))
}
