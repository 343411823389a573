//! Taps: stale, forged, somebody else's, doubled, delivered twice.

use super::MORNING;
use crate::support::{story, toast, vi};

#[tokio::test]
async fn a_stale_button_shows_where_one_is() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        cast.invites_the_ward(s).await;
        let mai = &cast.mai;
        cast.begins_to_answer(mai).await;
        let (message, yes) = mai.button("Có");
        mai.sends("/menu").await.sees(&vi("home-title"));
        mai.has_no_button("1.1a");

        let answer = mai.taps_at(message, &yes).await;
        assert!(answer.text.is_some_and(|text| text.contains(&toast("note-stale"))));
        mai.last_says(&vi("note-stale")).last_says(&vi("home-title"));
        assert_eq!(s.count("SELECT count(*) FROM answer").await, 0);

        // Of the live screen, but from before it was drawn anew.
        cast.begins_to_answer(mai).await;
        let (message, yes) = mai.button("Có");
        mai.taps("Có").await.sees("1.1a");
        mai.taps_at(message, &yes).await;
        mai.last_says(&vi("note-stale")).last_says("1.1a");
        assert_eq!(s.count("SELECT count(*) FROM answer_history").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_forged_button_does_nothing_and_is_audited() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let mai = &cast.mai;
        mai.sends("/menu").await;
        let (_, real) = mai.button(&vi("key-language"));
        let (token, _) = real.split_once('.').expect("token and index");
        let made_up = uuid::Uuid::new_v4().simple().to_string();
        let forgeries = [
            String::new(),
            ".".into(),
            "x".into(),
            "%%%%.0".into(),
            "🦀.1".into(),
            "A".repeat(64),
            format!("{}.0", &made_up[..22]),
            format!("{token}.99"),
            format!("{token}.-1"),
            format!("{token}.18446744073709551616"),
            format!("{token}."),
            token.to_owned(),
        ];
        for data in &forgeries {
            let answer = mai.taps_data(data).await;
            assert!(answer.text.is_some_and(|text| text.contains(&toast("note-forged"))), "{data}");
            mai.last_says(&vi("note-forged")).last_says(&vi("home-title"));
        }
        assert_eq!(s.audit("tap").await, vec!["forged_button"; forgeries.len()]);
        mai.taps(&vi("key-language")).await.sees("English");
    })
    .await;
}

#[tokio::test]
async fn a_button_works_for_its_owner_alone() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        cast.invites_the_ward(s).await;
        let (_, confirm) = cast.son.button(&vi("key-confirm-visit"));
        let stranger = s.stranger("Người Lạ");
        stranger.sends("/start").await;
        for thief in [&cast.mai, &cast.lan, &cast.thuy, &stranger] {
            let answer = thief.taps_data(&confirm).await;
            assert!(answer.text.is_some_and(|text| text.contains(&toast("note-not-yours"))));
            thief.last_says(&vi("note-not-yours"));
        }
        assert_eq!(s.audit("tap").await, ["not_yours"; 4]);
        let confirmed = "SELECT count(*) FROM visit WHERE state = 'confirmed'";
        assert_eq!(s.count(confirmed).await, 0);
        cast.son.taps(&vi("key-confirm-visit")).await.sees(&vi("visit-confirmed"));
        assert_eq!(s.count(confirmed).await, 1);
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn a_double_tap_has_one_effect_and_two_answers() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        cast.invites_the_ward(s).await;
        // On a notice, whose buttons live until the thing is done.
        let (message, confirm) = cast.son.button(&vi("key-confirm-visit"));
        let taps = [cast.son.presses(message, &confirm), cast.son.presses(message, &confirm)];
        s.run().await;
        for tap in &taps {
            assert!(s.sandbox.callback_answer(tap).is_some());
        }
        assert_eq!(s.audit("answer_invitation").await, ["done", "already_done"]);
        cast.son.last_says(&vi("visit-confirmed"));
        for told in [&cast.hien, &cast.chau, &cast.yen, &cast.tuan] {
            assert_eq!(told.sees(&vi("notice-confirmed")).count(&vi("notice-confirmed")), 1);
        }
        s.all_read();

        // On a screen.
        cast.begins_to_answer(&cast.mai).await;
        let (message, yes) = cast.mai.button("Có");
        let taps = [cast.mai.presses(message, &yes), cast.mai.presses(message, &yes)];
        s.run().await;
        for tap in &taps {
            assert!(s.sandbox.callback_answer(tap).is_some());
        }
        cast.mai.last_says("1.1a");
        assert_eq!(s.count("SELECT count(*) FROM answer_history").await, 1);
    })
    .await;
}

#[tokio::test]
async fn an_update_delivered_twice_has_one_effect_and_one_answer() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        cast.invites_the_ward(s).await;
        let mai = &cast.mai;
        cast.begins_to_answer(mai).await;
        mai.taps("Có").await.sends("QĐ 12/QĐ-UBND 05/01/2022").await.sees("1.2");
        let said = mai.messages();
        for _ in 0..3 {
            s.sandbox.redeliver_last_update().expect("an update");
            s.run().await;
        }
        assert_eq!(mai.messages(), said);
        assert_eq!(s.count("SELECT count(*) FROM answer_history").await, 2);

        // Twice in one batch, too.
        mai.presses(mai.messages().pop().expect("a screen").id, &mai.button("Để sau").1);
        s.sandbox.redeliver_last_update().expect("an update");
        s.run().await;
        mai.last_says("1.3").does_not_see(&vi("note-stale"));
    })
    .await;
}
