//! What one typed answer costs: statements, commits, calls of Telegram's.

use std::time::{Duration, Instant};

use super::MORNING;
use crate::support::{Story, app, serve, statements, story, vi};
use doangiamsat::app::App;
use doangiamsat::delivery::Limits;
use doangiamsat::store::Store;
use tokio::sync::watch;

/// Answers counted, after as many that warm the connections up.
const ANSWERS: usize = 10;

/// What an answer may cost, from the update to the settled reply, beside its one call: round trips,
/// the one BEGIN and the COMMIT among them. The commit is the step's; those of the inbox and of the
/// settling are their statements' own.
const ROUND_TRIPS: usize = 20;
const COMMITS: usize = 1;

/// How the statements begin that loops make by the clock, whatever is answered: looks for what is
/// ready, for keyboards left behind, and the leases of the overall limit.
const BY_THE_CLOCK: [&str; 3] = [
    "WITH free AS MATERIALIZED",
    "WITH due AS MATERIALIZED",
    "SELECT extract(epoch FROM ( SELECT min(next.ready_at)",
];

#[tokio::test]
async fn a_typed_answer_stays_within_its_budget() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let mai = &cast.mai;
        let names: Vec<[String; 3]> = (1..=2 * ANSWERS + 1)
            .map(|n| [format!("q{n}"), format!("{n}. Bao nhiêu?"), format!("{n}. How many?")])
            .collect();
        let rows: Vec<[&str; 5]> =
            names.iter().map(|[name, vi, en]| ["integer", name, vi, en, "yes"]).collect();
        let rows: Vec<&[&str]> = rows.iter().map(<[&str; 5]>::as_slice).collect();
        cast.answers(s, &rows).await;
        mai.taps(&vi("key-start")).await.sees("1. Bao nhiêu?");

        // As a replica runs it: delivery in the background, nothing looked for in between.
        let (stop, stopped) = watch::channel(false);
        let api = serve(&s.sandbox).await;
        // One that does not compare what it holds with what is stored.
        let store = Store::new(s.app.store.pool().clone());
        let app = app(store, &s.sandbox, api, s.clock.clone(), Limits::generous());
        let delivery = app.delivery.clone();
        let running = tokio::spawn(async move { delivery.run(stopped).await });
        tokio::time::sleep(Duration::from_millis(300)).await;
        answer(s, &app, mai.account, 1).await;
        while s.waiting().await > 0 {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        s.sandbox.clear_calls();
        let (counting, begun) = (statements::count(), Instant::now());
        answer(s, &app, mai.account, ANSWERS + 1).await;
        let (made, calls, took) = (counting.statements(), s.sandbox.calls(), begun.elapsed());
        drop(counting);
        stop.send(true).expect("delivery");
        running.await.expect("delivery");
        s.all_read();

        let list: String =
            made.iter().map(|(sql, count)| format!("{count:4} {sql:.150}\n")).collect();
        let by_the_clock = |sql: &str| BY_THE_CLOCK.iter().any(|begin| sql.starts_with(begin));
        let (looks, asked): (Vec<_>, Vec<_>) = made.iter().partition(|(sql, _)| by_the_clock(sql));
        let sum =
            |all: Vec<(&String, &usize)>| all.into_iter().map(|(_, count)| count).sum::<usize>();
        let (looks, asked) = (sum(looks), sum(asked));
        let commits = made.get("COMMIT").copied().unwrap_or_default();
        assert_eq!(calls.len(), ANSWERS, "one call a reply: {calls:#?}");
        // sqlx does not tell of a BEGIN.
        let asked = asked + commits;
        assert!(asked <= ROUND_TRIPS * ANSWERS, "{asked} round trips:\n{list}");
        assert!(asked > ANSWERS, "nothing is counted");
        assert!(commits <= COMMITS * ANSWERS, "{commits} commits:\n{list}");
        // Five a second at most, and some to begin with: no reply sets them off.
        let allowed = 6 + 5 * usize::try_from(took.as_secs()).expect("seconds");
        assert!(looks <= allowed, "{looks} looks in {took:?}:\n{list}");
    })
    .await;
}

/// Types the answers to the questions from this one on, each when the last has been replied to.
async fn answer(s: &Story, app: &App, account: i64, first: usize) {
    for n in first..first + ANSWERS {
        s.sandbox.user_sends_text(account, account, "12").expect("a message");
        for update in s.sandbox.take_updates() {
            let lane = app.intake.receive(&update.to_string()).await.expect("the inbox");
            app.intake.run_lane(lane).await.expect("the lane");
        }
        let next = format!("{}. Bao nhiêu?", n + 1);
        let there = || s.sandbox.messages(account).iter().any(|it| it.text.contains(&next));
        while !there() {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }
}
