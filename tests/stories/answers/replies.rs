//! A reply that cannot leave with its commit waits in line, and loses neither itself nor its place.

use doangiamsat::delivery::Limits;

use super::MORNING;
use crate::support::{Story, app, serve, story, vi};

const QUESTIONS: [&[&str]; 3] = [
    &["integer", "q1", "1. Bao nhiêu?", "1. How many?", "yes"],
    &["integer", "q2", "2. Bao nhiêu?", "2. How many?", "yes"],
    &["integer", "q3", "3. Bao nhiêu?", "3. How many?", "yes"],
];

#[tokio::test]
async fn a_reply_does_not_pass_another_sender_or_a_hold() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        for hindrance in [
            "UPDATE lane SET lease = gen_random_uuid(),
                 leased_until = clock_timestamp() + interval '1 hour'",
            "UPDATE lane SET ready_at = clock_timestamp() + interval '1 hour'",
            "UPDATE chat SET held_until = clock_timestamp() + interval '1 hour'",
        ] {
            cast.mai.sends("/menu").await;
            s.sql(hindrance).await;
            cast.mai.sends("/menu").await;
            assert_eq!(pending(s).await, 1, "{hindrance}");
            s.time_passes().await;
            assert_eq!(s.waiting().await, 0, "{hindrance}");
        }
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn a_reply_without_a_share_of_the_overall_limit_waits() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let mai = &cast.mai;
        mai.sends("/menu").await;
        s.sql(
            "UPDATE call_slot SET holder = gen_random_uuid(),
                 leased_until = clock_timestamp() + interval '1 hour'",
        )
        .await;
        let api = serve(&s.sandbox).await;
        let other = app(s.app.store.clone(), &s.sandbox, api, s.clock.clone(), Limits::generous());
        s.sandbox.user_sends_text(mai.account, mai.account, "/menu").expect("a message");
        for update in s.sandbox.take_updates() {
            let lane = other.intake.receive(&update.to_string()).await.expect("the inbox");
            other.intake.run_lane(lane).await.expect("the lane");
        }
        assert_eq!(other.delivery.drain().await.expect("delivery"), 1);
        assert_eq!(pending(s).await, 1);
        s.time_passes().await;
        assert_eq!(s.waiting().await, 0);
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn replies_that_were_held_come_in_their_order() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let mai = &cast.mai;
        cast.answers(s, &QUESTIONS).await;
        mai.taps(&vi("key-start")).await;
        s.sql("UPDATE chat SET held_until = clock_timestamp() + interval '1 hour'").await;
        mai.sends("11").await;
        // The hold is over, and the reply to the first answer not yet out: the next one waits for it.
        s.sql("UPDATE chat SET held_until = 'epoch'").await;
        s.sql("UPDATE lane SET ready_at = clock_timestamp() + interval '1 hour'").await;
        mai.sends("12").await;
        assert_eq!(pending(s).await, 2);
        let before = mai.messages().len();
        s.time_passes().await;
        let came: Vec<String> =
            mai.messages().into_iter().skip(before).map(|message| message.text).collect();
        assert_eq!(came.len(), 2);
        assert!(came[0].contains("2. Bao nhiêu?") && came[1].contains("3. Bao nhiêu?"), "{came:?}");
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn updates_that_overtook_each_other_are_worked_off_in_telegrams_order() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let mai = &cast.mai;
        cast.answers(s, &QUESTIONS).await;
        mai.taps(&vi("key-start")).await;
        for text in ["11", "12"] {
            s.sandbox.user_sends_text(mai.account, mai.account, text).expect("a message");
        }
        for update in s.sandbox.take_updates().into_iter().rev() {
            s.app.intake.receive(&update.to_string()).await.expect("the inbox");
        }
        s.app.intake.run_lane(mai.account).await.expect("the lane");
        s.run().await;
        let first = "SELECT (value ->> 'value')::bigint FROM answer WHERE path LIKE '%q1'";
        assert_eq!(s.count(first).await, 11);
        s.all_read();
    })
    .await;
}

/// Messages that nobody has taken.
async fn pending(s: &Story) -> i64 {
    s.count("SELECT count(*) FROM outbox WHERE state = 'pending'").await
}
