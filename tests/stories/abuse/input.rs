//! What people send: too much, decomposed, edited, unreadable, too large.

use serde_json::json;
use unicode_normalization::UnicodeNormalization as _;

use super::MORNING;
use crate::support::{story, vi};

fn decomposed(text: &str) -> String {
    text.nfd().collect()
}

#[tokio::test]
async fn nine_thousand_characters_get_a_clear_answer() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        cast.invites_the_ward(s).await;
        let mai = &cast.mai;
        let long = "dài lắm ".repeat(1125);

        // As apps send it: in three messages, each answered.
        mai.sends("/menu").await.sends(&long).await;
        assert_eq!(mai.count(&vi("note-nothing-to-type")), 3);
        s.all_read();
        // As one update, which no app sends.
        mai.sends_raw(json!({ "text": long })).await.last_says(&vi("note-nothing-to-type"));

        cast.begins_to_answer(mai).await;
        mai.taps("Có").await.sees("1.1a");
        mai.sends_raw(json!({ "text": long })).await.last_says(&vi("note-too-long"));
        mai.last_says("3.000").last_says("1.1a");
        assert_eq!(s.count("SELECT count(*) FROM answer").await, 1, "only 1.1 is answered");
        mai.sends("QĐ 12/QĐ-UBND 05/01/2022").await.sees("1.2");

        // Searching, and a difficulty in one message.
        let hien = &cast.hien;
        hien.sends("/menu").await.taps(&vi("key-invite-person")).await;
        hien.taps(&vi("role-unit-head")).await;
        hien.sends_raw(json!({ "text": long })).await.last_says(&vi("units-not-found"));
        hien.sends("phuong 2").await.buttons(["UBND Phường 2"]);
        let difficulty = format!("khó khăn: {long}");
        hien.sends_raw(json!({ "text": difficulty })).await.last_says(&vi("note-too-long"));

        // Every word that came is in the inbox.
        let kept = "SELECT count(*) FROM inbox WHERE length(raw) > 9000 AND state = 'done'";
        assert_eq!(s.count(kept).await, 4);
    })
    .await;
}

#[tokio::test]
async fn decomposed_vietnamese_is_understood_and_stored_composed() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let hien = &cast.hien;
        hien.sends("/menu").await.taps(&vi("key-delegations")).await;
        hien.taps("Cải cách thủ tục").await.taps(&vi("key-schedule")).await;
        hien.sends(&decomposed("phường 3")).await.taps("UBND Phường 3").await;
        hien.sends(&decomposed("thứ 5 tuần sau 8h30")).await.sees(&vi("scheduling-length"));
        hien.sends(&decomposed("2 tiếng")).await.sends(&decomposed("Hội trường Ủy ban")).await;
        hien.sees("08:30 thứ Năm 21/3/2024").sees("Hội trường Ủy ban");
        hien.taps(&vi("key-schedule-now")).await.sees(&vi("visit-draft"));
        let place = "SELECT count(*) FROM visit WHERE place = 'Hội trường Ủy ban'
                         AND place IS NFC NORMALIZED";
        assert_eq!(s.count(place).await, 1);

        cast.invites_the_ward(s).await;
        cast.begins_to_answer(&cast.mai).await;
        cast.mai.sends(&decomposed("có")).await.sees("1.1a");
        cast.mai.sends(&decomposed("Quyết định số 12/QĐ-UBND ngày 5/1/2022")).await.sees("1.2");
        let answer = "SELECT count(*) FROM answer WHERE value ->> 'number' = '12/QĐ-UBND'
                         AND value ->> 'number' IS NFC NORMALIZED";
        assert_eq!(s.count(answer).await, 1);
        cast.mai.sends(&decomposed("khó khăn: thiếu máy quét")).await;
        cast.mai.sees(&vi("reporting-review")).sees(&vi("category-ha-tang"));
    })
    .await;
}

#[tokio::test]
async fn what_the_bot_cannot_read_is_answered_and_the_rest_is_let_pass() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let mai = &cast.mai;
        let file = json!({ "file_id": "x", "file_unique_id": "y", "file_size": 10 });
        let with = |more: serde_json::Value| {
            let mut all = file.clone();
            all.as_object_mut().unwrap().extend(more.as_object().cloned().unwrap());
            all
        };
        let sticker = with(json!({
            "type": "regular", "width": 512, "height": 512, "is_animated": false, "is_video": false
        }));
        let voice = with(json!({ "duration": 3 }));
        for message in [
            json!({ "sticker": sticker }),
            json!({ "voice": voice }),
            json!({ "location": { "latitude": 11.3, "longitude": 106.1 } }),
            json!({ "text": "\u{200b}" }),
            json!({ "hologram": { "from_the_future": true } }),
        ] {
            mai.sends_raw(message.clone()).await;
            let last = mai.messages().pop().expect("an answer");
            assert!(last.text.contains(&vi("note-cannot-read")), "{message}: {}", last.text);
        }
        let said = mai.messages().len();
        for update in [
            json!({ "poll_from_the_future": { "from": { "id": mai.account } } }),
            json!({ "message": { "not_a_message": true } }),
            json!({ "callback_query": { "id": "1", "from": { "id": mai.account } } }),
            json!({ "future": 7 }),
        ] {
            s.sandbox.push_raw_update(update);
        }
        s.run().await;
        assert_eq!(mai.messages().len(), said, "nothing to answer");
        mai.sends("/menu").await.sees(&vi("home-title"));
        let nonsense = s.app.intake.receive("{}").await;
        assert!(nonsense.is_err(), "what has no update_id is no update");
    })
    .await;
}

#[tokio::test]
async fn an_edited_message_changes_nothing_unseen() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        cast.invites_the_ward(s).await;
        let mai = &cast.mai;
        let edits_last = async |player: &crate::support::Player, text: &str| {
            let all = s.sandbox.messages(player.account);
            let own = all.iter().rev().find(|message| !message.from_bot).expect("a message").id;
            s.sandbox.user_edits(player.account, player.account, own, text).expect("an edit");
            s.run().await;
            player.last_says(&vi("note-edited"));
        };
        cast.begins_to_answer(mai).await;
        mai.taps("Có").await.sends("QĐ 12/QĐ-UBND 05/01/2022").await.sees("1.2");
        let answers = "SELECT count(*) FROM answer_history";
        // It is offered as a correction of the answer it gave: it answers nothing else by itself.
        let own = s.sandbox.messages(mai.account).into_iter().rev().find(|it| !it.from_bot);
        let own = own.expect("a message").id;
        s.sandbox.user_edits(mai.account, mai.account, own, "118/120").expect("an edit");
        s.run().await;
        mai.last_says(&vi("answer-not-document"));
        assert_eq!(s.count(answers).await, 2, "the correction answered no question");
        mai.taps(&vi("key-correct-not")).await.sees("1.2");

        // Nor does it do anything elsewhere: no second difficulty, no title.
        mai.sends("khó khăn: thiếu máy quét").await;
        edits_last(mai, "khó khăn: thiếu máy quét, máy in").await;
        cast.hien.sends("/menu").await.taps(&vi("key-found")).await;
        cast.hien.sends("Chuyên đề").await.sees(&vi("founding-basis"));
        edits_last(&cast.hien, "135/NQ-HĐND").await;
        cast.hien.last_says(&vi("founding-basis"));

        // A new caption is no new photo.
        mai.sends("/menu").await.taps(&vi("item-fill")).await.taps(&vi("key-all-questions")).await;
        mai.taps("1.3a").await.sends_photo().await.sees(&vi("note-photo-kept"));
        let size = json!({ "file_id": "x", "file_unique_id": "y", "width": 9, "height": 9,
            "file_size": 10 });
        mai.sends_update("edited_message", json!({ "photo": [size], "caption": "Bảng" })).await;
        mai.last_says(&vi("note-edited"));
        assert_eq!(s.count("SELECT count(*) FROM file_fetch").await, 1);
    })
    .await;
}

#[tokio::test]
async fn start_with_garbage_leads_somewhere_safe() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        for payload in ["../../etc/passwd", "v'); DROP TABLE visit; --", "❤❤❤", "vv", "v", "0"]
        {
            cast.mai.opens_link(payload).await.last_says(&vi("refused-link-unknown"));
        }
        for payload in ["v999999", "s0", "v-1"] {
            cast.mai.opens_link(payload).await.last_says(&vi("refused-gone"));
        }
        cast.mai
            .opens_link("v99999999999999999999999")
            .await
            .last_says(&vi("refused-link-unknown"));
        cast.mai.sends("/menu").await;
        cast.mai.sends("/started").await.last_says(&vi("note-nothing-to-type"));
        let stranger = s.stranger("Ai Đó");
        for payload in ["../../etc/passwd", "v1", &"A".repeat(64)] {
            stranger.opens_link(payload).await.last_says(&vi("refused-link-unknown"));
        }
        stranger.sends("/menu").await.last_says(&vi("outside-needs-link"));
        stranger.sends("khó khăn: không vào được").await.last_says(&vi("outside-needs-link"));
    })
    .await;
}

#[tokio::test]
async fn a_file_too_large_to_fetch_is_refused_at_once() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        cast.invites_the_ward(s).await;
        let mai = &cast.mai;
        mai.sends("/menu").await.taps(&vi("item-fill")).await.taps(&vi("key-all-questions")).await;
        mai.taps("1.3a").await.sees(&vi("filling-how-photo"));
        let size = 20 * 1024 * 1024 + 1;
        let photo = json!({ "file_id": "x", "file_unique_id": "y", "width": 9000, "height": 9000,
            "file_size": size });
        mai.sends_raw(json!({ "photo": [photo] })).await.last_says(&vi("answer-too-large"));
        let document = |name: &str, mime: &str| {
            json!({ "document": { "file_id": "x",
            "file_unique_id": "y", "file_name": name, "mime_type": mime, "file_size": size } })
        };
        mai.sends_raw(document("a.png", "image/png")).await.last_says(&vi("answer-too-large"));
        mai.last_says("1.3a");
        let mime = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        cast.hien.sends("/menu").await.sends_raw(document("a.xlsx", mime)).await;
        cast.hien.last_says(&vi("answer-too-large"));
        assert_eq!(s.count("SELECT count(*) FROM file_fetch").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_broken_workbook_is_answered_cell_by_cell() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        cast.hien.sends("/menu").await.taps(&vi("key-checklists")).await;
        let broken = include_bytes!("../../../src/demo/data/tn-ks-loi.xlsx");
        cast.hien.sends_file("tn-ks-loi.xlsx", broken).await.sees(&vi("workbook-mend"));
        for place in ["dòng 6", "dòng 10, cột constraint", ". >= 0 and . <= 100", "dòng 16"] {
            cast.hien.last_says(place);
        }
        s.all_read(); // the screen that said that the file is being read
    })
    .await;
}
