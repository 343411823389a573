//! Screens: edits, their fallbacks, stripped keyboards.

use std::time::Duration;

use crate::bench::{BOT, bench, now, with_button};
use crate::fake::{Fault, Shown};
use doangiamsat::delivery::Limits;
use doangiamsat::store::outbox;
use doangiamsat::store::outbox::{Body, Class, FileRef, Media, Message, Outgoing};

#[tokio::test]
async fn unsent_edits_coalesce_into_the_newest() {
    let b = bench().await;
    let delivery = b.delivery(Limits::generous());
    let screen = b.screen(1, 1, "one").await;
    delivery.drain().await.unwrap();
    for text in ["two", "three", "four"] {
        b.edit(1, screen, with_button(text)).await;
    }
    delivery.drain().await.unwrap();
    assert_eq!(b.fake.shown(1), [Shown { id: 1, text: "four".into(), buttons: 1, media: false }]);
    assert_eq!(b.states().await, ["sent", "superseded", "superseded", "sent"]);
    assert_eq!(b.fake.calls().len(), 2);
}

#[tokio::test]
async fn an_edit_that_changes_nothing_is_a_success() {
    let b = bench().await;
    let screen = b.screen(1, 1, "one").await;
    b.edit(1, screen, with_button("one")).await;
    assert_eq!(b.delivery(Limits::generous()).drain().await.unwrap(), 0);
    assert_eq!(b.states().await, ["sent", "sent"]);
}

#[tokio::test]
async fn an_edit_of_a_vanished_message_is_sent_anew_and_edits_go_there() {
    let b = bench().await;
    let delivery = b.delivery(Limits::generous());
    let screen = b.screen(1, 1, "one").await;
    delivery.drain().await.unwrap();
    b.fake.forget(1);
    b.edit(1, screen, with_button("two")).await;
    delivery.drain().await.unwrap();
    assert_eq!(b.fake.shown(1), [Shown { id: 2, text: "two".into(), buttons: 1, media: false }]);
    b.edit(1, screen, with_button("three")).await;
    delivery.drain().await.unwrap();
    assert_eq!(b.fake.shown(1), [Shown { id: 2, text: "three".into(), buttons: 1, media: false }]);
}

#[tokio::test]
async fn text_and_picture_change_places_by_a_new_message() {
    let b = bench().await;
    let delivery = b.delivery(Limits::generous());
    let screen = b.screen(1, 1, "text").await;
    delivery.drain().await.unwrap();
    let file = FileRef::Stored("abc".into());
    let media = Some(Media::Photo { file, name: "p.jpg".into() });
    b.edit(1, screen, Message { media, ..with_button("picture") }).await;
    delivery.drain().await.unwrap();
    b.edit(1, screen, with_button("text again")).await;
    assert_eq!(delivery.drain().await.unwrap(), 0);
    let shown = |id, text: &str, buttons, media| Shown { id, text: text.into(), buttons, media };
    assert_eq!(
        b.fake.shown(1),
        [
            shown(1, "text", 0, false),
            shown(2, "picture", 0, true),
            shown(3, "text again", 1, false)
        ]
    );
}

#[tokio::test]
async fn a_picture_is_edited_where_it_stands() {
    let b = bench().await;
    let delivery = b.delivery(Limits::generous());
    let picture = |text: &str| {
        let file = FileRef::Stored("abc".into());
        let media = Some(Media::Photo { file, name: "p.jpg".into() });
        Message { media, ..with_button(text) }
    };
    let screen = b.screen(1, 1, "text").await;
    b.edit(1, screen, picture("one")).await;
    delivery.drain().await.unwrap();
    b.edit(1, screen, picture("two")).await;
    assert_eq!(delivery.drain().await.unwrap(), 0);
    let last = Shown { id: 2, text: "two".into(), buttons: 1, media: true };
    assert_eq!(b.fake.shown(1).last(), Some(&last));
}

#[tokio::test]
async fn a_file_that_is_not_stored_is_a_dead_letter() {
    let b = bench().await;
    let file = FileRef::Stored("missing".into());
    let media = Media::Document { file, name: "a.xlsx".into(), mime: "application/x".into() };
    let message = Message { media: Some(media), ..Message::text("a") };
    let body = Body::Notice { message };
    b.enqueue(vec![Outgoing { chat: 1, class: Class::Bulk, key: None, body }]).await;
    assert_eq!(b.delivery(Limits::generous()).drain().await.unwrap(), 0);
    assert_eq!(b.states().await, ["dead"]);
}

#[tokio::test]
async fn a_screen_that_is_refused_is_followed_by_a_shorter_one() {
    let b = bench().await;
    let delivery = b.delivery(Limits::generous());
    let screen = b.screen(1, 1, "first").await;
    delivery.drain().await.unwrap();
    let long = with_button("<b>A</b> list");
    let keyboard = vec![long.keyboard[0].clone(); 101];
    b.fake.faults(1, [Fault::Refuse(400, "Bad Request: REPLY_MARKUP_TOO_LONG")]);
    b.edit(1, screen, Message { keyboard, ..long }).await;
    assert_eq!(delivery.drain().await.unwrap(), 0);
    let shown = b.fake.shown(1);
    assert_eq!((shown[0].text.as_str(), shown[0].buttons), ("A list", 1));
    // What was refused is told of where the office sees it.
    let mut tx = b.store.begin().await.unwrap();
    let dead = outbox::dead_letters(&mut tx, BOT, None, 10).await.unwrap();
    assert_eq!(dead.len(), 1);
    assert_eq!(dead[0].error, "Bad Request: REPLY_MARKUP_TOO_LONG");
    // A shorter one that is refused as well is the end of it.
    b.fake
        .faults(1, [Fault::Refuse(400, "Bad Request: no"), Fault::Refuse(400, "Bad Request: no")]);
    b.edit(1, screen, with_button("<i>again</i>")).await;
    assert_eq!(delivery.drain().await.unwrap(), 0);
    let mut tx = b.store.begin().await.unwrap();
    assert_eq!(outbox::dead_letters(&mut tx, BOT, None, 10).await.unwrap().len(), 3);
    b.edit(1, screen, with_button("last")).await;
    assert_eq!(delivery.drain().await.unwrap(), 0);
    assert_eq!(b.fake.texts(1), ["last"]);
}

#[tokio::test]
async fn a_message_too_old_to_edit_is_sent_anew() {
    let b = bench().await;
    let delivery = b.delivery(Limits::generous());
    let screen = b.screen(1, 1, "old").await;
    delivery.drain().await.unwrap();
    b.fake.faults(1, [Fault::Refuse(400, "Bad Request: message can't be edited")]);
    b.edit(1, screen, with_button("new")).await;
    assert_eq!(delivery.drain().await.unwrap(), 0);
    assert_eq!(b.fake.texts(1), ["old", "new"]);
    assert_eq!(b.fake.shown(1)[0].buttons, 0, "the old one keeps no buttons if Telegram lets us");
}

#[tokio::test]
async fn a_replaced_screen_loses_its_keyboard_and_is_not_the_live_one() {
    let b = bench().await;
    let first = b.screen(1, 1, "first").await;
    let second = b.screen(1, 2, "second").await;
    assert!(second > first);
    b.delivery(Limits::generous()).drain().await.unwrap();
    let buttons: Vec<usize> = b.fake.shown(1).iter().map(|shown| shown.buttons).collect();
    assert_eq!(buttons, [0, 1]);
    let mut connection = b.store.pool().acquire().await.unwrap();
    let live = outbox::live_screen(&mut connection, BOT, 1).await.unwrap();
    assert_eq!(live, Some((second, 2)));
}

#[tokio::test]
async fn a_screen_whose_sending_died_appears_with_its_next_edit() {
    let b = bench().await;
    let delivery = b.delivery(Limits::generous());
    b.fake.faults(1, [Fault::Refuse(400, "Bad Request: can't parse entities")]);
    let screen = b.screen(1, 1, "bad").await;
    delivery.drain().await.unwrap();
    b.edit(1, screen, with_button("good")).await;
    assert_eq!(delivery.drain().await.unwrap(), 0);
    assert_eq!(b.fake.texts(1), ["good"]);
    assert_eq!(b.states().await, ["dead", "sent"]);
}

#[tokio::test]
async fn a_reply_keyboard_comes_by_a_new_message() {
    let b = bench().await;
    let delivery = b.delivery(Limits::generous());
    let screen = b.screen(1, 1, "one").await;
    delivery.drain().await.unwrap();
    let contact = Message { contact_request: Some("Gửi số".into()), ..Message::text("two") };
    b.edit(1, screen, contact).await;
    delivery.drain().await.unwrap();
    assert_eq!(b.fake.texts(1), ["one", "two"]);
}

#[tokio::test]
async fn what_the_page_shows_has_no_markup_and_the_missions_time() {
    let b = bench().await;
    b.screen(1, 1, "<b>Việc</b> của tôi").await;
    let mut connection = b.store.pool().acquire().await.unwrap();
    let rows = outbox::summary_for_page(&mut connection, BOT, 10).await.unwrap();
    assert_eq!(rows[0].excerpt, "Việc của tôi");
    assert_eq!(rows[0].enqueued_at, now());
    assert_eq!(rows[0].state, "pending");
}

#[tokio::test]
async fn who_goes_on_is_not_kept_waiting_by_the_keyboards_left_behind() {
    let b = bench().await;
    let limits = Limits { quiet: Duration::from_secs(3600), ..Limits::generous() };
    let busy = b.delivery(limits);
    for (generation, text) in [(1, "one"), (2, "two"), (3, "three")] {
        b.screen(1, generation, text).await;
        busy.drain().await.unwrap();
    }
    assert_eq!(b.fake.calls().len(), 3, "one call a screen");
    // At rest: the newest of them is taken off, the ones before it are stale where they are.
    let rested = b.delivery(Limits::generous());
    rested.drain().await.unwrap();
    let buttons: Vec<usize> = b.fake.shown(1).iter().map(|shown| shown.buttons).collect();
    assert_eq!(buttons, [1, 0, 1]);
    rested.drain().await.unwrap();
    assert_eq!(b.fake.calls().len(), 4, "once");
}

#[tokio::test]
async fn a_keyboard_is_taken_off_only_with_room_for_a_reply_beside() {
    let b = bench().await;
    let limits = Limits { per_chat_burst: 3, per_chat_per_second: 1, ..Limits::generous() };
    let delivery = b.delivery(limits);
    b.screen(1, 1, "one").await;
    b.screen(1, 2, "two").await;
    delivery.drain().await.unwrap();
    assert_eq!(b.fake.calls().len(), 2, "one message more is all that the chat has room for");
    sqlx::query("UPDATE chat SET paced_to = 'epoch'").execute(b.store.pool()).await.unwrap();
    delivery.drain().await.unwrap();
    assert_eq!(b.fake.calls().len(), 3);
}

#[tokio::test]
async fn a_keyboard_that_could_not_be_taken_off_has_its_turn_again() {
    let b = bench().await;
    let delivery = b.delivery(Limits::generous());
    b.screen(1, 1, "one").await;
    delivery.drain().await.unwrap();
    b.screen(1, 2, "two").await;
    b.fake.faults(1, [Fault::Slow(Duration::ZERO), Fault::RetryAfter(30)]);
    delivery.drain().await.unwrap();
    assert_eq!(b.fake.shown(1)[0].buttons, 1);
    b.enqueue(vec![crate::bench::notice(1, Class::Bulk, "held")]).await;
    assert_eq!(delivery.drain().await.unwrap(), 1, "the chat is to wait, with all its lanes");
    b.time_passes().await;
    sqlx::query("UPDATE stale_keyboard SET since = 'epoch'").execute(b.store.pool()).await.unwrap();
    assert_eq!(delivery.drain().await.unwrap(), 0);
    assert_eq!(b.fake.shown(1)[0].buttons, 0);
}
