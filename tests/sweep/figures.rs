//! What a sweep costs where many deadlines exist and few are due: the table of docs/performance.md.

use std::time::Instant;

use crate::dice::Dice;
use crate::replica;
use crate::world::World;
use chrono::{DateTime, Utc};
use doangiamsat::clock::{Clock, instant};
use doangiamsat::store::Store;
use sqlx::{AssertSqlSafe, PgPool, Row as _};

/// Due at once, whatever exists.
const DUE: usize = 300;

/// Measured so often; the shortest counts.
const TIMES: i64 = 9;

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes minutes; its table is in docs/performance.md"]
async fn figures() {
    println!(
        "| deadlines that exist | a sweep of {DUE} due | a look, nothing due | pages read by the claim of \
         {DUE} | by the claim of none |"
    );
    println!("|---:|---:|---:|---:|---:|");
    let mut first = None;
    for exist in [1_000_i64, 10_000, 100_000, 1_000_000] {
        let (sweep, look, [some, none]) = of(exist).await;
        let (one, other) = *first.get_or_insert((sweep, look));
        println!(
            "| {exist} | {:.0} ms (× {:.2}) | {:.1} ms (× {:.2}) | {some} | {none} |",
            sweep * 1e3,
            sweep / one,
            look * 1e3,
            look / other
        );
    }
}

/// The shortest sweep and look, seconds: what else runs on the machine only makes them longer. And the
/// pages that the claim reads with something due and with nothing.
async fn of(exist: i64) -> (f64, f64, [u64; 2]) {
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
    let rest = exist - DUE as i64;
    sqlx::query(others).bind(rest).execute(&pool).await.expect("deadlines");
    sqlx::query("VACUUM ANALYZE").execute(&pool).await.expect("statistics");
    let clock = Clock::manual(instant("2023-11-01T07:00:00".parse().expect("a time")));
    let app = replica::app(Store::new(pool.clone()), clock.clone());
    let (mut sweep, mut look, mut pages) = (f64::INFINITY, f64::INFINITY, [0; 2]);
    for day in 1..=TIMES {
        let morning = format!("2023-11-{day:02}T08:00:00").parse().expect("a time");
        clock.set(instant(morning));
        sqlx::query(
            "UPDATE deadline SET next_step = 'R1', next_at = $1, generation = generation + 1,
                given_on = '2023-10-16', due_on = $2 WHERE subject_id <= $3",
        )
        .bind(clock.now())
        .bind((clock.now() + chrono::Duration::days(7)).date_naive())
        .bind(DUE as i64)
        .execute(&pool)
        .await
        .expect("due deadlines");
        if day == TIMES {
            show(&pool, exist, clock.now()).await;
            pages[0] = pages_of(&explain(&pool, CLAIM, clock.now()).await);
        }
        let begun = Instant::now();
        app.sweeper.sweep().await.expect("a sweep");
        sweep = sweep.min(begun.elapsed().as_secs_f64());
        let begun = Instant::now();
        app.sweeper.sweep().await.expect("a look");
        look = look.min(begun.elapsed().as_secs_f64());
    }
    pages[1] = pages_of(&explain(&pool, CLAIM, clock.now()).await);
    let fired: i64 =
        sqlx::query_scalar("SELECT count(*) FROM fired").fetch_one(&pool).await.expect("a count");
    assert_eq!(fired, DUE as i64 * TIMES, "each step went to its one reader");
    (sweep, look, pages)
}

/// The claim as the sweep runs it.
const CLAIM: &str =
    "SELECT id, council_id, subject_kind, subject_id, generation, given_on, due_on, next_step
    FROM deadline WHERE next_at <= '{now}' ORDER BY next_at, id LIMIT 500 FOR UPDATE SKIP LOCKED";

const COMPOSE: &str = "SELECT r.id FROM reminder r JOIN person p ON p.id = r.person_id
    WHERE r.state = 'waiting' AND r.slot_at <= '{now}'
      AND NOT EXISTS (SELECT FROM deadline WHERE next_at <= '{now}')
    ORDER BY r.person_id, r.slot_at LIMIT 100 FOR UPDATE OF r SKIP LOCKED";

async fn explain(pool: &PgPool, sql: &str, now: DateTime<Utc>) -> Vec<String> {
    let sql = format!(
        "EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) {}",
        sql.replace("{now}", &now.to_rfc3339())
    );
    let rows = sqlx::query(AssertSqlSafe(sql)).fetch_all(pool).await.expect("a plan");
    rows.iter().map(|row| row.get::<String, _>(0)).collect()
}

/// How the claims find what is due among the most.
async fn show(pool: &PgPool, exist: i64, now: DateTime<Utc>) {
    if exist < 1_000_000 {
        return;
    }
    for (what, sql) in [("due deadlines", CLAIM), ("reminders that wait", COMPOSE)] {
        eprintln!("\nthe claim of {what}, of {exist} deadlines:");
        explain(pool, sql, now).await.iter().for_each(|line| eprintln!("    {line}"));
    }
}

/// Pages that a plan's topmost node read, from memory or not.
fn pages_of(plan: &[String]) -> u64 {
    let buffers = plan.iter().find_map(|line| line.trim().strip_prefix("Buffers: shared "));
    let numbers = buffers.unwrap_or_default().split(' ').filter_map(|part| {
        let (what, number) = part.split_once('=')?;
        matches!(what, "hit" | "read").then(|| number.parse::<u64>().ok()).flatten()
    });
    numbers.sum()
}
