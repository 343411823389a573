//! Delivery against a fake Telegram: order, retries, limits, dead letters, screens.

mod bench;
#[path = "../support/database.rs"]
mod database;
mod fake;
mod pace;
mod screens;
mod stuck;

use std::time::Duration;

use bench::{BOT, bench, notice, now};
use doangiamsat::delivery::Limits;
use doangiamsat::store::outbox;
use doangiamsat::store::outbox::Class;
use fake::Fault;
use tokio::sync::watch;

#[tokio::test]
async fn a_lane_keeps_its_order_under_retries() {
    let b = bench().await;
    b.fake.faults(
        1,
        [
            Fault::Refuse(500, "Internal Server Error"),
            Fault::RetryAfter(0),
            Fault::AcceptThenDrop,
            Fault::Refuse(502, "Bad Gateway"),
        ],
    );
    b.enqueue((1..=4).map(|n| notice(1, Class::Bulk, n.to_string())).collect()).await;
    let delivery = b.delivery(Limits::generous());
    assert_eq!(delivery.drain().await.unwrap(), 4, "held for the second that 429 means at least");
    b.time_passes().await;
    assert_eq!(delivery.drain().await.unwrap(), 0);
    // Only "1", whose connection was dropped after it was accepted, came twice.
    assert_eq!(b.fake.texts(1), ["1", "1", "2", "3", "4"]);
    assert_eq!(b.states().await, ["sent"; 4]);
}

#[tokio::test]
async fn a_key_is_enqueued_once_and_nothing_of_a_rolled_back_step() {
    let b = bench().await;
    let keyed = || outbox::Outgoing { key: Some("R1/7".into()), ..notice(1, Class::Bulk, "a") };
    assert_eq!(b.enqueue(vec![keyed(), keyed()]).await.len(), 1);
    assert_eq!(b.enqueue(vec![keyed()]).await, []);
    let mut tx = b.store.begin().await.unwrap();
    outbox::enqueue(&mut tx, BOT, vec![notice(1, Class::Bulk, "b")], now()).await.unwrap();
    tx.rollback().await.unwrap();
    assert_eq!(b.delivery(Limits::generous()).drain().await.unwrap(), 0);
    assert_eq!(b.fake.texts(1), ["a"]);
}

#[tokio::test]
async fn a_message_left_in_sending_goes_again_when_the_lease_is_over() {
    let b = bench().await;
    b.enqueue(vec![notice(1, Class::Interactive, "a"), notice(1, Class::Interactive, "b")]).await;
    // What a sender leaves that is killed between its call and the settling.
    for sql in [
        "UPDATE outbox SET state = 'sending', attempts = 1 WHERE id = 1",
        "UPDATE lane SET lease = gen_random_uuid(), leased_until = clock_timestamp() + interval '1 hour'",
    ] {
        sqlx::query(sql).execute(b.store.pool()).await.unwrap();
    }
    let delivery = b.delivery(Limits::generous());
    assert_eq!(delivery.drain().await.unwrap(), 2);
    assert!(b.fake.texts(1).is_empty(), "another sender holds the lane");
    b.time_passes().await;
    assert_eq!(delivery.drain().await.unwrap(), 0);
    assert_eq!(b.fake.texts(1), ["a", "b"]);
}

#[tokio::test]
async fn a_message_whose_sender_always_dies_is_given_up() {
    let b = bench().await;
    b.enqueue(vec![notice(1, Class::Bulk, "poison"), notice(1, Class::Bulk, "b")]).await;
    sqlx::query("UPDATE outbox SET state = 'sending', attempts = 8 WHERE id = 1")
        .execute(b.store.pool())
        .await
        .unwrap();
    assert_eq!(b.delivery(Limits::generous()).drain().await.unwrap(), 0);
    assert_eq!(b.states().await, ["dead", "sent"]);
}

#[tokio::test]
async fn two_senders_neither_repeat_nor_reorder() {
    let b = bench().await;
    let mut all = Vec::new();
    for n in 0..10 {
        for chat in 1..=20 {
            all.push(notice(
                chat,
                if n % 3 == 0 { Class::Bulk } else { Class::Interactive },
                format!("{n}"),
            ));
        }
    }
    b.enqueue(all).await;
    let (one, two) = (b.delivery(Limits::generous()), b.delivery(Limits::generous()));
    let (first, second) = tokio::join!(one.drain(), two.drain());
    first.unwrap();
    second.unwrap();
    assert_eq!(one.drain().await.unwrap(), 0);
    for chat in 1..=20 {
        let texts = b.fake.texts(chat);
        let (bulk, interactive): (Vec<_>, Vec<_>) =
            texts.iter().map(|text| text.parse::<u8>().unwrap()).partition(|n| n % 3 == 0);
        assert_eq!(bulk, [0, 3, 6, 9], "chat {chat}");
        assert_eq!(interactive, [1, 2, 4, 5, 7, 8], "chat {chat}");
    }
}

#[tokio::test]
async fn run_is_woken_by_the_commit_and_settles_what_is_out_before_it_stops() {
    let b = bench().await;
    let delivery = b.delivery(Limits::generous());
    let (stop, stopped) = watch::channel(false);
    let running = tokio::spawn({
        let delivery = delivery.clone();
        async move { delivery.run(stopped).await }
    });
    let mut waited = Duration::ZERO;
    for n in 1..=5 {
        // Let it find nothing and go to sleep, listening.
        tokio::time::sleep(Duration::from_millis(200)).await;
        let begun = std::time::Instant::now();
        b.enqueue(vec![notice(1, Class::Bulk, "by NOTIFY")]).await;
        until(|| b.fake.texts(1).len() == n).await;
        waited += begun.elapsed();
    }
    assert!(waited < Duration::from_secs(8), "polling alone takes five times two seconds");

    b.fake.faults(2, [Fault::Slow(Duration::from_millis(300))]);
    delivery.wake(&b.enqueue(vec![notice(2, Class::Interactive, "slow")]).await);
    until(|| b.fake.calls().len() == 6).await;
    stop.send(true).unwrap();
    running.await.unwrap();
    assert_eq!(b.fake.texts(2), ["slow"]);
    assert_eq!(b.states().await, ["sent"; 6]);
    b.enqueue(vec![notice(3, Class::Bulk, "too late")]).await;
    assert_eq!(b.counts().await.pending, 1);
}

#[tokio::test]
async fn senders_killed_at_any_point_lose_and_reorder_nothing() {
    let b = bench().await;
    let mut all = Vec::new();
    for n in 0..20 {
        for chat in 1..=10 {
            all.push(notice(chat, Class::Bulk, n.to_string()));
        }
    }
    b.enqueue(all).await;
    b.fake.world.lock().unwrap().latency = Duration::from_millis(5);
    let mut kills = 0;
    while b.counts().await.pending + b.counts().await.sending > 0 {
        let store = b.own_store().await;
        let limits = Limits { attempts: 1000, ..Limits::generous() };
        let delivery = b.delivery_on(store.clone(), limits);
        let (_stop, stopped) = watch::channel(false);
        let task = tokio::spawn(async move { delivery.run(stopped).await });
        // Later each time round, so that a slow machine comes to an end, too.
        tokio::time::sleep(Duration::from_millis(25 + 7 * (kills % 10) + 10 * (kills / 10))).await;
        task.abort();
        let _ = task.await;
        store.pool().close().await;
        b.time_passes().await;
        kills += 1;
    }
    let mut repeated = 0;
    for chat in 1..=10 {
        let mut texts: Vec<u32> = b.fake.texts(chat).iter().map(|t| t.parse().unwrap()).collect();
        let sent = texts.len();
        texts.dedup();
        repeated += sent - texts.len();
        assert_eq!(texts, (0..20).collect::<Vec<_>>(), "chat {chat}");
    }
    assert!(kills >= 3, "killed {kills} times only: the test shows nothing");
    println!("{kills} kills, {repeated} messages repeated");
}

/// Waits for something that a background task brings about.
async fn until(holds: impl Fn() -> bool) {
    for _ in 0..12_000 {
        if holds() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("waited two minutes in vain");
}
