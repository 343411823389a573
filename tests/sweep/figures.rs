//! What a sweep costs where many deadlines exist and few are due: the table of docs/performance.md.

use std::time::Instant;

use doangiamsat::clock::{Clock, instant};
use doangiamsat::store::Store;
use sqlx::{AssertSqlSafe, PgPool, Row as _};

use crate::dice::Dice;
use crate::replica;
use crate::world::World;

/// Due at once, whatever exists.
const DUE: usize = 300;

/// Measured so often; the middle one counts.
const TIMES: i64 = 7;

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes minutes; its table is in docs/performance.md"]
async fn figures() {
    println!(
        "| deadlines that exist | a look, nothing due | sweep of {DUE} due | a message | buffers of the claim |"
    );
    println!("|---|---|---|---|---|");
    for exist in [1_000_i64, 10_000, 100_000, 1_000_000] {
        of(exist).await;
    }
}

async fn of(exist: i64) {
    let database = crate::database::fresh().await;
    let pool = crate::pool(&database.url).await;
    let mut dice = Dice::new(crate::seed());
    let world = World::of(&mut dice, 300, 1, DUE, 20);
    world.insert(&pool).await;
    // The others are due in the weeks after; nobody looks at what they are of.
    let others =
        "INSERT INTO deadline (council_id, subject_kind, subject_id, generation, given_on, due_on,
            next_step, next_at)
        SELECT 1, 'subtask', 1000000 + n, 1, '2023-10-16', '2024-01-31', 'R1',
            '2024-01-02 08:00+07'::timestamptz + (n % 400) * interval '12 hours'
        FROM generate_series(1, $1) n";
    let rest = (exist - DUE as i64).max(0);
    sqlx::query(others).bind(rest).execute(&pool).await.expect("deadlines");
    sqlx::query("VACUUM ANALYZE").execute(&pool).await.expect("statistics");
    let clock = Clock::manual(instant("2023-11-01T07:00:00".parse().expect("a time")));
    let app = replica::app(Store::new(pool.clone()), clock.clone());
    let (mut looks, mut sweeps, mut messages) = (vec![], vec![], 0);
    for day in 1..=TIMES {
        let morning = format!("2023-11-{day:02}T08:00:00").parse().expect("a time");
        clock.set(instant(morning));
        let due = "UPDATE deadline SET next_step = 'R1', next_at = $1, generation = generation + 1,
                given_on = '2023-10-16', due_on = $2
            WHERE subject_id <= $3";
        sqlx::query(
            "UPDATE subtask SET state = 'in_progress', claimed_by = NULL, claimed_at = NULL",
        )
        .execute(&pool)
        .await
        .expect("open sub-tasks");
        sqlx::query(due)
            .bind(clock.now())
            .bind((clock.now() + chrono::Duration::days(7)).date_naive())
            .bind(DUE as i64)
            .execute(&pool)
            .await
            .expect("due deadlines");
        if day == TIMES {
            plans(&pool, exist, clock.now()).await;
        }
        let begun = Instant::now();
        app.sweeper.sweep().await.expect("a sweep");
        sweeps.push(begun.elapsed());
        let begun = Instant::now();
        app.sweeper.sweep().await.expect("a look");
        looks.push(begun.elapsed());
        messages += 1;
    }
    let sent: i64 = sqlx::query_scalar("SELECT count(*) FROM reminder WHERE state = 'sent'")
        .fetch_one(&pool)
        .await
        .expect("a count");
    let fired: i64 =
        sqlx::query_scalar("SELECT count(*) FROM fired").fetch_one(&pool).await.expect("a count");
    assert_eq!(fired, DUE as i64 * TIMES, "one reader each");
    let sent = sent / messages;
    sweeps.sort();
    looks.sort();
    let (sweep, look) = (sweeps[sweeps.len() / 2], looks[looks.len() / 2]);
    let buffers = buffers(&pool, clock.now()).await;
    println!(
        "| {exist} | {:.1} ms | {:.0} ms | {:.2} ms | {buffers} |",
        look.as_secs_f64() * 1e3,
        sweep.as_secs_f64() * 1e3,
        sweep.as_secs_f64() * 1e3 / sent as f64
    );
}

/// The claim as the sweep runs it.
const CLAIM: &str =
    "SELECT id, council_id, subject_kind, subject_id, generation, given_on, due_on, next_step
    FROM deadline WHERE next_at <= '{now}' ORDER BY next_at, id LIMIT 500 FOR UPDATE SKIP LOCKED";

const COMPOSE: &str = "SELECT r.id FROM reminder r JOIN person p ON p.id = r.person_id
    WHERE r.state = 'waiting' AND r.slot_at <= '{now}'
      AND NOT EXISTS (SELECT FROM deadline WHERE next_at <= '{now}')
    ORDER BY r.person_id, r.slot_at LIMIT 100 FOR UPDATE OF r SKIP LOCKED";

async fn explain(pool: &PgPool, sql: &str, now: chrono::DateTime<chrono::Utc>) -> Vec<String> {
    let sql = format!(
        "EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) {}",
        sql.replace("{now}", &now.to_rfc3339())
    );
    let rows = sqlx::query(AssertSqlSafe(sql)).fetch_all(pool).await.expect("a plan");
    rows.iter().map(|row| row.get::<String, _>(0)).collect()
}

/// Shown for the largest: how the claims find what is due.
async fn plans(pool: &PgPool, exist: i64, now: chrono::DateTime<chrono::Utc>) {
    if exist >= 1_000_000 {
        for (what, sql) in
            [("claim of due deadlines", CLAIM), ("claim of waiting reminders", COMPOSE)]
        {
            eprintln!("\n{what}, {exist} exist:");
            explain(pool, sql, now).await.iter().for_each(|line| eprintln!("    {line}"));
        }
    }
}

/// Pages that a look touches when nothing is due any more.
async fn buffers(pool: &PgPool, now: chrono::DateTime<chrono::Utc>) -> String {
    let plan = explain(pool, CLAIM, now).await;
    let line = plan.iter().find(|line| line.trim_start().starts_with("Buffers:"));
    line.map(|line| line.trim().trim_start_matches("Buffers: ").to_owned()).unwrap_or_default()
}
