//! Limits: Telegram's 429, and our own buckets, measured at the fake's door.

use std::time::{Duration, Instant};

use crate::bench::{bench, notice};
use crate::fake::Fault;
use crate::until;
use doangiamsat::delivery::{Delivery, Limits};
use doangiamsat::store::outbox::Class;
use tokio::sync::watch;

#[tokio::test]
async fn a_429_holds_both_classes_of_its_chat_and_no_other() {
    let b = bench().await;
    let delivery = b.delivery(Limits::generous());
    b.fake.faults(1, [Fault::RetryAfter(30)]);
    b.enqueue(vec![notice(1, Class::Interactive, "a"), notice(2, Class::Bulk, "x")]).await;
    assert_eq!(delivery.drain().await.unwrap(), 1);
    b.enqueue(vec![notice(1, Class::Bulk, "b"), notice(2, Class::Bulk, "y")]).await;
    assert_eq!(delivery.drain().await.unwrap(), 2);
    assert_eq!(b.fake.texts(2), ["x", "y"]);
    assert_eq!(b.fake.calls().iter().filter(|call| call.2 == 1).count(), 1);
    b.time_passes().await;
    assert_eq!(delivery.drain().await.unwrap(), 0);
    assert_eq!(b.fake.texts(1), ["a", "b"]);
}

#[tokio::test]
async fn a_429_to_many_chats_holds_the_whole_bot() {
    let b = bench().await;
    let delivery = b.delivery(Limits::generous());
    for chat in 1..=3 {
        b.fake.faults(chat, [Fault::RetryAfter(30)]);
    }
    b.enqueue((1..=3).map(|chat| notice(chat, Class::Bulk, "a")).collect()).await;
    delivery.drain().await.unwrap();
    b.enqueue(vec![notice(4, Class::Interactive, "a")]).await;
    assert_eq!(delivery.drain().await.unwrap(), 4);
    assert!(b.fake.texts(4).is_empty());
    b.time_passes().await;
    assert_eq!(delivery.drain().await.unwrap(), 0);
    assert_eq!(b.fake.texts(4), ["a"]);
}

#[tokio::test]
async fn a_chat_gets_its_burst_then_its_rate_interactive_first() {
    let b = bench().await;
    let limits = Limits { per_chat_burst: 2, per_chat_per_second: 5, ..Limits::generous() };
    b.enqueue((0..4).map(|n| notice(1, Class::Bulk, format!("bulk {n}"))).collect()).await;
    b.enqueue((0..4).map(|n| notice(1, Class::Interactive, format!("{n}"))).collect()).await;
    let begun = Instant::now();
    let calls = running(b.delivery(limits), || b.fake.texts(1).len() == 8, || b.fake.calls()).await;
    let order = ["0", "1", "2", "3", "bulk 0", "bulk 1", "bulk 2", "bulk 3"];
    assert_eq!(b.fake.texts(1), order);
    // Eight messages, two at once: six periods of 200 ms.
    let took = calls[7].0 - begun;
    assert!(took >= Duration::from_millis(1150), "{took:?}");
}

#[tokio::test]
async fn a_group_gets_its_minutes_worth() {
    let b = bench().await;
    let limits = Limits { group_per_minute: 3, ..Limits::generous() };
    b.enqueue((0..5).map(|n| notice(-1, Class::Bulk, format!("{n}"))).collect()).await;
    b.enqueue((0..5).map(|n| notice(1, Class::Bulk, format!("{n}"))).collect()).await;
    assert_eq!(b.delivery(limits).drain().await.unwrap(), 4);
    assert_eq!(b.fake.texts(-1), ["0"]);
    assert_eq!(b.fake.texts(1).len(), 5);
}

#[tokio::test]
async fn two_replicas_share_the_overall_limit_and_leave_room_for_interactive() {
    let b = bench().await;
    let limits = Limits {
        overall_window: Duration::from_secs(1),
        interactive_share: 50,
        ..Limits::generous()
    };
    b.enqueue((1..=45).map(|chat| notice(chat, Class::Bulk, "a")).collect()).await;
    let (one, two) = (b.delivery(limits.clone()), b.delivery(limits));
    let (stop, stopped) = watch::channel(false);
    let begun = Instant::now();
    let tasks = [one.clone(), two].map(|delivery| {
        let stopped = stopped.clone();
        tokio::spawn(async move { delivery.run(stopped).await })
    });
    until(|| b.fake.calls().len() >= 10).await;
    let committed = b.enqueue(vec![notice(99, Class::Interactive, "now")]).await;
    let before = b.fake.calls().len();
    one.wake(&committed);
    until(|| b.fake.calls().len() == 46).await;
    stop.send(true).unwrap();
    for task in tasks {
        task.await.unwrap();
    }
    // Bulk: 15 in any second, so 45 take two seconds and a little.
    let calls = b.fake.calls();
    let took = calls[45].0 - begun;
    assert!(took >= Duration::from_secs(2), "{took:?}");
    // Some of what was left of the bulk may have gone out meanwhile, but not all of it.
    let place = calls.iter().position(|call| call.2 == 99).expect("a call");
    assert!(
        place <= before + (46 - before) * 3 / 4 + 1,
        "waited behind bulk: {place}, {before} before"
    );
    for (n, call) in calls.iter().enumerate() {
        let within =
            calls[n..].iter().take_while(|c| c.0 - call.0 < Duration::from_secs(1)).count();
        assert!(within <= 30, "{within} messages in a second");
    }
}

#[tokio::test]
async fn chats_are_served_in_the_order_in_which_they_wait() {
    let b = bench().await;
    b.enqueue(vec![notice(1, Class::Bulk, "earlier")]).await;
    b.delivery(Limits::generous()).drain().await.unwrap();
    // Chat 1 has been spoken to before; that gives it no right to be first now.
    for chat in [3, 2, 1] {
        b.enqueue(vec![notice(chat, Class::Bulk, "a"), notice(chat, Class::Bulk, "b")]).await;
    }
    let one_by_one = Limits {
        overall_per_second: 1,
        overall_window: Duration::from_millis(20),
        ..Limits::generous()
    };
    let delivery = b.delivery(one_by_one);
    let calls = running(delivery, || b.fake.calls().len() == 7, || b.fake.calls()).await;
    let chats: Vec<i64> = calls.iter().map(|call| call.2).collect();
    assert_eq!(chats, [1, 3, 2, 1, 3, 2, 1], "who has had a turn goes behind the others");
}

#[tokio::test]
async fn the_slots_of_a_sender_that_died_come_back() {
    let b = bench().await;
    let limits = Limits { overall_per_second: 1, ..Limits::generous() };
    b.enqueue(vec![notice(1, Class::Bulk, "a")]).await;
    b.delivery(limits.clone()).drain().await.unwrap();
    b.enqueue(vec![notice(2, Class::Bulk, "b")]).await;
    let other = b.delivery(limits);
    assert_eq!(other.drain().await.unwrap(), 1, "the one slot is another's");
    sqlx::query(
        "UPDATE call_slot SET leased_until = clock_timestamp() + interval '100 milliseconds'",
    )
    .execute(b.store.pool())
    .await
    .unwrap();
    running(other, || b.fake.texts(2) == ["b"], || ()).await;
}

/// Runs a delivery until something holds; the calls so far.
async fn running<T>(delivery: Delivery, done: impl Fn() -> bool, calls: impl Fn() -> T) -> T {
    let (stop, stopped) = watch::channel(false);
    let task = tokio::spawn(async move { delivery.run(stopped).await });
    until(done).await;
    stop.send(true).unwrap();
    task.await.unwrap();
    calls()
}
