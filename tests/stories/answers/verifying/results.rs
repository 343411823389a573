//! Each kind of question and each method; results that change; what is typed and sent.

use super::*;
use crate::support::{story, vi};
use doangiamsat::domain::Locale::Vi;

#[tokio::test]
async fn every_method_and_every_kind_of_question() {
    story(MORNING, async |s| {
        let cast = on_site(s, Vi).await;
        let tuan = &cast.tuan;
        let save = async |method: &str| {
            tuan.taps(&vi(method)).await.sends("Đã đối chiếu").await.sees(&vi("adjust-review"));
            tuan.taps(&vi("key-adjust-save")).await;
        };
        opens(s, tuan, PROCEDURES).await;
        tuan.taps(&vi("key-adjust")).await.sends("119/120").await.sees("+0,84 điểm");
        save("method-document").await;

        // A choice by button; what was reported is not offered as an adjustment.
        tuan.sees("1.3").taps(&vi("key-adjust")).await.has_no_button("Đầy đủ");
        tuan.taps("Một phần").await.sees(&vi("adjust-method"));
        save("method-observation").await;

        tuan.sees("2.1").taps(&vi("key-adjust")).await.sends("nhiều").await;
        tuan.sees(&vi("answer-not-integer")).sends("501").await.sees("500");
        tuan.sends("10").await.sees("Chênh lệch: −2");
        save("method-interview").await;

        tuan.sees("3.2").taps(&vi("key-adjust")).await.sends("1540/4000").await;
        tuan.sees(&vi("variance-points-none"));
        save("method-sample").await;

        // Unmarked ones can be verified, too: a photo in place of the photo.
        opens(s, tuan, BOARD_PHOTO).await;
        tuan.sees(&vi("verifying-unmarked")).taps(&vi("key-adjust")).await;
        tuan.sees(&vi("filling-how-photo")).sends("bảng cũ").await.sees(&vi("answer-photo-wanted"));
        tuan.sends_photo().await.sends_photo().await.taps(&vi("key-photos-done")).await;
        tuan.sees("Đoàn xác minh: 2 ảnh");
        save("method-observation").await;
        let methods = "SELECT count(DISTINCT method) FROM verification";
        assert_eq!(s.count(methods).await, 4);
        let photos = "SELECT count(*) FROM verification
                      WHERE value ->> 'kind' = 'photo' AND jsonb_array_length(value -> 'fetches') = 2";
        assert_eq!(s.count(photos).await, 1);
        for told in [&cast.son, &cast.mai] {
            assert_eq!(told.count(&vi("notice-adjusted")), 5);
        }
        // The photo reported and those found are shown to whoever looks on.
        opens(s, &cast.chau, BOARD_PHOTO).await;
        cast.chau.taps(&vi("key-files")).await.last_says("Cách xác minh");
        assert_eq!(cast.chau.files(), 3);
        // They go on through the unmarked ones only if they went there themselves.
        tuan.sees("8.3");
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn a_result_changes_until_the_verification_is_finished() {
    story(MORNING, async |s| {
        let cast = on_site(s, Vi).await;
        let yen = &cast.yen;
        adjusts_the_share(s, yen, Vi).await;
        for told in [&cast.son, &cast.mai] {
            told.sees(&vi("notice-adjusted"));
        }
        opens(s, yen, SHARE_ONLINE).await;
        yen.taps(&vi("key-matched")).await;
        for told in [&cast.son, &cast.mai] {
            told.sees(&vi("notice-withdrawn-matched")).sees("3.2");
        }
        let kept = "SELECT count(*) FROM verification WHERE outcome = 'matched' AND value IS NULL";
        assert_eq!(s.count(kept).await, 1);
        finishes(s, yen, Vi).await;
        s.all_read();
        opens(s, yen, SHARE_ONLINE).await;
        yen.has_no_button(&vi("key-adjust")).has_no_button(&vi("key-matched"));
        yen.sends("31,2").await.sees(&vi("note-nothing-to-type"));
    })
    .await;
}

#[tokio::test]
async fn notes_are_wanted_and_have_a_length() {
    story(MORNING, async |s| {
        let cast = on_site(s, Vi).await;
        let yen = &cast.yen;
        opens(s, yen, OFFICERS).await;
        yen.sends("khớp rồi").await.sees(&vi("note-verify-first"));
        yen.sends_photo().await.sees(&vi("note-verify-first"));
        yen.taps(&vi("key-not-verifiable")).await.sends(&"á".repeat(4096)).await;
        yen.sees(&vi("note-too-long")).sees("1.000");
        yen.sends_file("bien-ban.pdf", b"%PDF").await.sees(&vi("note-photo-only"));
        assert_eq!(s.count("SELECT count(*) FROM verification").await, 0);
        // The longest note, beside a long answer, still fits a message.
        yen.sends(&"ộ".repeat(1000)).await.sees("1/5");
        opens(s, yen, OFFICERS).await;
        yen.last_says("Ghi chú").buttons([&vi("key-adjust")]);

        // A draft that is left leaves nothing; going back loses nothing.
        opens(s, yen, SHARE_ONLINE).await;
        yen.taps(&vi("key-adjust")).await.sends("2496/8000").await;
        yen.taps(&vi("method-sample")).await.taps(&vi("key-back")).await;
        yen.sees(&vi("adjust-method")).sees("2.496").taps(&vi("method-document")).await;
        yen.sends("Mẫu 50 hồ sơ").await.taps(&vi("key-edit-value")).await.sends("2400/8000").await;
        yen.sees(&vi("adjust-review")).sees("−8,5 điểm").sees("Mẫu 50 hồ sơ");
        yen.sees(&vi("method-document")).taps(&vi("key-back")).await;
        assert_eq!(s.count("SELECT count(*) FROM verification").await, 1);
        assert_eq!(cast.son.count(&vi("notice-adjusted")), 0);
    })
    .await;
}

#[tokio::test]
async fn several_choices_decimals_and_dates_are_adjusted_alike() {
    story(MORNING, async |s| {
        let cast = on_site(s, Vi).await;
        // The demo's checklist has no such questions: some of its own become them.
        s.sql("ALTER TABLE checklist DISABLE TRIGGER checklist_immutable").await;
        s.sql(
            r#"UPDATE checklist SET form = replace(replace(replace(form::text,
                '"kind": {"select_one": {"source": {"list": "muc_do"}}}',
                '"kind": {"select_multiple": {"source": {"list": "muc_do"}}}'),
                '"kind": "integer"', '"kind": "decimal"'), '"kind": "text"', '"kind": "date"')::jsonb"#,
        )
        .await;
        s.forms_are_others().await;
        for sql in [
            r#"UPDATE answer SET value = '{"kind": "choices", "names": ["day_du"]}' WHERE path LIKE '%q1_3'"#,
            r#"UPDATE answer SET value = '{"kind": "decimal", "value": "12.5"}' WHERE path LIKE '%q2_1'"#,
            r#"UPDATE answer SET value = '{"kind": "date", "value": "2022-01-05"}' WHERE path LIKE '%q1_1_vb'"#,
        ] {
            s.sql(sql).await;
        }
        let yen = &cast.yen;
        let save = async || {
            yen.taps(&vi("method-document")).await.sends("Đã đối chiếu").await;
            yen.taps(&vi("key-adjust-save")).await;
        };
        opens(s, yen, BOARD).await;
        yen.taps(&vi("key-adjust")).await.has_no_button(&vi("key-chosen"));
        yen.taps("Đầy đủ").await.taps("Một phần").await.sees("● Một phần");
        yen.taps("● Đầy đủ").await.taps(&vi("key-chosen")).await.sees("Một phần");
        save().await;
        let found = "SELECT count(*) FROM verification WHERE value = '{\"kind\": \"choices\", \"names\": [\"mot_phan\"]}'";
        assert_eq!(s.count(found).await, 1);

        opens(s, yen, OFFICERS).await;
        yen.taps(&vi("key-adjust")).await.sees(&vi("filling-how-decimal")).sends("12,75").await;
        yen.sees("Chênh lệch: +0,25");
        save().await;

        opens(s, yen, "/data/p1/q1_1_vb").await;
        yen.sees("5/1/2022").taps(&vi("key-adjust")).await.sends("hôm nọ").await;
        yen.sees(&vi("answer-not-date")).sends("6/1/2022").await.sees("6/1/2022");
        save().await;
        assert_eq!(cast.mai.count(&vi("notice-adjusted")), 3);
        s.all_read();
    })
    .await;
}
