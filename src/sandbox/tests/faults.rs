//! The knobs, and the flood limits.

use std::time::Duration;

use teloxide::prelude::*;
use teloxide::types::Seconds;

use super::*;
use crate::sandbox::{Fault, FaultKind, Outcome};

#[tokio::test]
async fn retry_after_and_blocked_hit_only_whom_they_are_for() {
    let world = World::new().await;
    world.sandbox.user_opens_link(SON, "").expect("started");
    world
        .sandbox
        .faults()
        .push(Fault::new(FaultKind::RetryAfter(7)).method("SendMessage").chat(SON).times(2));
    let send = |chat: i64| world.bot.send_message(ChatId(chat), "x");
    send(LAN).await.expect("another chat");
    for _ in 0..2 {
        match send(SON).await {
            Err(RequestError::RetryAfter(wait)) => assert_eq!(wait, Seconds::from_seconds(7)),
            other => panic!("{other:?}"),
        }
    }
    send(SON).await.expect("the fault is used up");
    assert!(world.sandbox.faults().left().is_empty());
    world.sandbox.faults().push(Fault::new(FaultKind::Blocked));
    world.bot.get_updates().await.expect("polls are spared");
    assert_eq!(api_error(send(LAN).await), ApiError::BotBlocked);
}

#[tokio::test]
async fn calls_get_lost_before_or_after_they_were_carried_out() {
    let world = World::new().await;
    let before = world.sandbox.messages(LAN).len();
    let send = || world.bot.send_message(ChatId(LAN), "x");
    let fault = |kind| world.sandbox.faults().push(Fault::new(kind));
    fault(FaultKind::DropBefore);
    assert!(matches!(send().await, Err(RequestError::Network(_))));
    fault(FaultKind::Garbage);
    assert!(matches!(send().await, Err(RequestError::InvalidJson { .. })));
    assert_eq!(world.sandbox.messages(LAN).len(), before);
    fault(FaultKind::AcceptThenDrop);
    assert!(matches!(send().await, Err(RequestError::Network(_))));
    assert_eq!(world.sandbox.messages(LAN).len(), before + 1);
    fault(FaultKind::AcceptThenHang);
    let hanging = tokio::spawn(send().into_future());
    until(|| world.sandbox.messages(LAN).len() == before + 2).await;
    assert!(!hanging.is_finished());
    hanging.abort();
    fault(FaultKind::Delay(Duration::from_millis(50)));
    let begun = tokio::time::Instant::now();
    send().await.expect("late, but sent");
    assert!(begun.elapsed() >= Duration::from_millis(50));
    let outcomes: Vec<_> = world.sandbox.calls().into_iter().map(|call| call.outcome).collect();
    assert_eq!(outcomes[..2], [Outcome::Faulted("dropped"), Outcome::Faulted("garbage")]);
    assert!(outcomes[2..].iter().all(Outcome::is_ok) && outcomes.len() == 5);
}

#[tokio::test]
async fn a_flooded_chat_is_told_to_wait_and_others_are_not() {
    let slow = Limits { chat_per_second: 0.01, ..Limits::default() };
    let world = World::limited(Some(slow)).await;
    world.sandbox.user_opens_link(SON, "").expect("started");
    let send = |chat: i64| world.bot.send_message(ChatId(chat), "x");
    for _ in 0..3 {
        send(LAN).await.expect("in the burst");
    }
    match send(LAN).await {
        Err(RequestError::RetryAfter(wait)) => assert!(wait.seconds() > 50, "{wait:?}"),
        other => panic!("{other:?}"),
    }
    send(SON).await.expect("another chat");
}
