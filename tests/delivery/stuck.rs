//! What cannot be delivered: blocked chats, dead letters, a server or a token that is wrong.

use crate::bench::{BOT, bench, notice};
use crate::fake::Fault;
use doangiamsat::delivery::Limits;
use doangiamsat::store::outbox;
use doangiamsat::store::outbox::{Class, mark_reachable, revive};

const BLOCKED: Fault = Fault::Refuse(403, "Forbidden: bot was blocked by the user");

#[tokio::test]
async fn a_blocked_chat_keeps_its_messages_until_the_person_is_back() {
    let b = bench().await;
    let delivery = b.delivery(Limits::generous());
    b.fake.faults(1, [BLOCKED]);
    b.enqueue(vec![notice(1, Class::Bulk, "a"), notice(1, Class::Bulk, "b")]).await;
    assert_eq!(delivery.drain().await.unwrap(), 0);
    b.enqueue(vec![notice(1, Class::Bulk, "c"), notice(1, Class::Interactive, "d")]).await;
    assert_eq!(delivery.drain().await.unwrap(), 0);
    assert_eq!(b.fake.calls().len(), 1, "a chat known as blocked is not called");
    assert_eq!(b.counts().await.blocked, 4);

    let mut tx = b.store.begin().await.unwrap();
    let list = outbox::unreachable(&mut tx, BOT, Some(&[1])).await.unwrap();
    assert_eq!((list[0].blocked, list[0].reason.contains("blocked")), (4, true));
    assert!(outbox::unreachable(&mut tx, BOT, Some(&[2])).await.unwrap().is_empty());
    assert_eq!(outbox::dead_letters(&mut tx, BOT, None, 10).await.unwrap().len(), 4);

    assert_eq!(mark_reachable(&mut tx, BOT, 1).await.unwrap().len(), 2);
    assert!(mark_reachable(&mut tx, BOT, 1).await.unwrap().is_empty());
    tx.commit().await.unwrap();
    assert_eq!(delivery.drain().await.unwrap(), 0);
    assert_eq!(b.fake.texts(1), ["d", "a", "b", "c"]);
}

#[tokio::test]
async fn screens_that_were_replaced_while_blocked_are_not_shown_later() {
    let b = bench().await;
    let delivery = b.delivery(Limits::generous());
    b.fake.faults(1, [BLOCKED]);
    b.screen(1, 1, "old").await;
    delivery.drain().await.unwrap();
    b.screen(1, 2, "new").await;
    let mut tx = b.store.begin().await.unwrap();
    mark_reachable(&mut tx, BOT, 1).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(delivery.drain().await.unwrap(), 0);
    assert_eq!(b.fake.texts(1), ["new"]);
    assert_eq!(b.states().await, ["superseded", "sent"]);
}

#[tokio::test]
async fn a_message_of_a_killed_sender_to_a_blocked_chat_is_blocked_too() {
    let b = bench().await;
    b.enqueue(vec![notice(1, Class::Bulk, "a")]).await;
    let mut tx = b.store.begin().await.unwrap();
    outbox::mark_unreachable(&mut tx, BOT, 1, "kicked").await.unwrap();
    tx.commit().await.unwrap();
    for sql in ["UPDATE outbox SET state = 'sending'", "UPDATE lane SET pending = 1"] {
        sqlx::query(sql).execute(b.store.pool()).await.unwrap();
    }
    assert_eq!(b.delivery(Limits::generous()).drain().await.unwrap(), 0);
    assert_eq!(b.states().await, ["blocked"]);
}

#[tokio::test]
async fn after_enough_failures_a_message_is_dead_and_the_lane_goes_on() {
    let b = bench().await;
    let delivery = b.delivery(Limits { attempts: 3, ..Limits::generous() });
    let bad = || Fault::Refuse(500, "Internal Server Error");
    b.fake.faults(1, [bad(), bad(), bad(), Fault::Refuse(400, "Bad Request: message is too long")]);
    b.enqueue(["a", "b", "c"].map(|text| notice(1, Class::Bulk, text)).into()).await;
    assert_eq!(delivery.drain().await.unwrap(), 0);
    assert_eq!(b.states().await, ["dead", "dead", "sent"]);

    let mut tx = b.store.begin().await.unwrap();
    let dead = outbox::dead_letters(&mut tx, BOT, None, 10).await.unwrap();
    assert_eq!(dead[0].error, "Bad Request: message is too long");
    assert_eq!((dead[1].excerpt.as_str(), dead[1].attempts), ("a", 3));
    assert!(revive(&mut tx, BOT, dead[1].id).await.unwrap().is_some());
    assert!(revive(&mut tx, BOT, dead[1].id).await.unwrap().is_none());
    tx.commit().await.unwrap();
    assert_eq!(delivery.drain().await.unwrap(), 0);
    assert_eq!(b.fake.texts(1), ["c", "a"]);
}

#[tokio::test]
async fn a_message_of_a_newer_version_does_not_stop_its_lane() {
    let b = bench().await;
    b.enqueue(["a", "b"].map(|text| notice(1, Class::Bulk, text)).into()).await;
    sqlx::query("UPDATE outbox SET payload = '{\"body\": 1}' WHERE id = 1")
        .execute(b.store.pool())
        .await
        .unwrap();
    assert_eq!(b.delivery(Limits::generous()).drain().await.unwrap(), 0);
    assert_eq!(b.states().await, ["dead", "sent"]);
}

#[tokio::test]
async fn a_wrong_token_loses_nothing_and_is_not_hammered() {
    let b = bench().await;
    let delivery = b.delivery(Limits::generous());
    for chat in [1, 2, 3] {
        b.fake.faults(chat, [Fault::Refuse(401, "Unauthorized")]);
    }
    b.enqueue(vec![notice(1, Class::Bulk, "a"), notice(1, Class::Bulk, "b")]).await;
    assert_eq!(delivery.drain().await.unwrap(), 2);
    assert_eq!(b.fake.calls().len(), 1);
    assert_eq!(delivery.drain().await.unwrap(), 0, "the token is right now");
    assert_eq!(b.fake.texts(1), ["a", "b"]);
}

#[tokio::test]
async fn without_a_connection_nothing_is_spent() {
    let b = bench().await;
    let mut nowhere = bench().await;
    nowhere.store = b.store.clone();
    // A port that was free a moment ago.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    nowhere.fake.url = format!("http://127.0.0.1:{port}").parse().unwrap();
    b.enqueue(vec![notice(1, Class::Bulk, "a")]).await;
    for _ in 0..10 {
        assert_eq!(nowhere.delivery(Limits::generous()).drain().await.unwrap(), 1);
    }
    assert_eq!(b.delivery(Limits::generous()).drain().await.unwrap(), 0);
    assert_eq!(b.fake.texts(1), ["a"]);
}

#[tokio::test]
async fn a_group_that_became_a_supergroup_is_followed() {
    let b = bench().await;
    b.fake.faults(-5, [Fault::MovedTo(-1005)]);
    b.enqueue(vec![notice(-5, Class::Bulk, "a"), notice(-5, Class::Bulk, "b")]).await;
    assert_eq!(b.delivery(Limits::generous()).drain().await.unwrap(), 0);
    assert_eq!(b.fake.texts(-1005), ["a", "b"]);
}

#[tokio::test]
async fn a_lane_whose_counter_is_wrong_is_counted_anew() {
    let b = bench().await;
    let delivery = b.delivery(Limits::generous());
    b.enqueue(vec![notice(1, Class::Bulk, "a"), notice(2, Class::Bulk, "b")]).await;
    assert_eq!(outbox::recount_lanes(&b.store, BOT).await.unwrap(), 0);
    sqlx::query("UPDATE lane SET pending = CASE chat_id WHEN 1 THEN 0 ELSE 3 END")
        .execute(b.store.pool())
        .await
        .unwrap();
    delivery.drain().await.unwrap();
    assert_eq!((b.fake.texts(1).len(), b.fake.texts(2).len()), (0, 1));
    assert_eq!(outbox::recount_lanes(&b.store, BOT).await.unwrap(), 1, "too high mends itself");
    assert_eq!(delivery.drain().await.unwrap(), 0);
    assert_eq!(b.fake.texts(1), ["a"]);
}
