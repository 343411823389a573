//! Each kind of question, answered in the ways people type, and what wrong input is told.

use super::MORNING;
use crate::support::{story, vi};

#[tokio::test]
async fn score_and_rank_come_in_one_line() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let mai = &cast.mai;
        cast.answers(
            s,
            &[
                &["begin_group", "p7", "7. Chỉ số", "7. Index"],
                &["decimal", "diem", "7.3 Điểm chỉ số?", "7.3 Score?", "yes", "", "", "", "score"],
                &["text", "hang", "7.3a Xếp hạng?", "7.3a Rank?", "yes", "", "", "", "rank"],
                &["end_group"],
                &["integer", "so", "8.1 Bao nhiêu?", "8.1 How many?", "yes"],
            ],
        )
        .await;
        mai.taps(&vi("key-start")).await.sees("7.3").sees(&vi("filling-how-score-rank"));
        mai.sends("cao lắm").await.last_says(&vi("answer-not-score"));
        mai.sends("84,72").await.last_says(&vi("answer-scale-wanted")).last_says("84,72");
        mai.sends("184,72/100").await.last_says(&vi("answer-score-out-of-range"));
        mai.sends("84,72/100, hạng 13/9").await.last_says(&vi("answer-rank-out-of-range"));
        // Acceptance script, step 6.
        mai.sends("84,72/100, hang 3/9").await.last_says("84,72/100").last_says("hạng 3/9");
        mai.last_says("8.1").last_says("2/3");
        assert_eq!(
            s.count(
                "SELECT count(*) FROM answer WHERE path = '/data/p7/diem'
                 AND value = '{\"kind\":\"score\",\"score\":\"84.72\",\"out_of\":\"100\"}'"
            )
            .await,
            1
        );
        assert_eq!(
            s.count(
                "SELECT count(*) FROM answer WHERE path = '/data/p7/hang'
                 AND value = '{\"kind\":\"rank\",\"rank\":3,\"of\":9}'"
            )
            .await,
            1
        );
        // Both are taken back with one tap.
        mai.taps(&vi("key-undo")).await.last_says("7.3").last_says("0/3");
        mai.sends("85/100").await.last_says("7.3a");
        mai.sends("3").await.last_says(&vi("answer-total-wanted"));
        mai.sends("12/9").await.last_says(&vi("answer-rank-out-of-range"));
        mai.sends("xếp thứ 2/9").await.last_says("hạng 2/9").last_says("8.1");
        // What somebody has said of the rank is not overwritten by what comes with a score.
        mai.taps(&vi("key-overview")).await.taps(&vi("key-all-questions")).await.taps("7.3 ").await;
        mai.sends("86/100 hạng 1/9").await.last_says(&vi("note-rank-kept"));
        assert_eq!(s.count("SELECT count(*) FROM answer WHERE value ->> 'rank' = '2'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_score_alone_takes_no_rank_and_a_rank_alone_no_score() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let mai = &cast.mai;
        cast.answers(
            s,
            &[
                &["text", "hang", "1. Xếp hạng?", "1. Rank?", "yes", "", "", "", "rank"],
                &["decimal", "diem", "2. Điểm?", "2. Score?", "yes", "", "", "", "score"],
                &["integer", "so", "3. Bao nhiêu?", "3. How many?", "yes"],
            ],
        )
        .await;
        mai.taps(&vi("key-start")).await.sends("84,72").await.last_says(&vi("answer-not-rank"));
        mai.sends("84,72/100, hạng 3/9").await.last_says("hạng 3/9").last_says("2. Điểm?");
        mai.sends("84,72/100, hạng 3/9").await.last_says(&vi("answer-only-score"));
        mai.sends("84.72 / 100").await.last_says("84,72/100 điểm").last_says("3. Bao nhiêu?");
        mai.sends("12,5").await.last_says(&vi("answer-not-integer"));
        mai.sends("1 250 người").await.last_says("1.250").last_says("3/3");
    })
    .await;
}

#[tokio::test]
async fn money_ratio_and_document_are_read_as_typed() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let mai = &cast.mai;
        cast.answers(
            s,
            &[
                &["integer", "tien", "1.1 Kinh phí?", "1.1 Budget?", "yes", "", "", "", "money"],
                &["text", "vb", "1.2 Văn bản nào?", "1.2 Document?", "yes", "", "", "", "document"],
                &["decimal", "ty_le", "1.3 Tỷ lệ?", "1.3 Share?", "yes", "", "", "", "ratio"],
                &["text", "chu", "1.4 Ghi chú?", "1.4 Note?", ""],
            ],
        )
        .await;
        mai.taps(&vi("key-start")).await.sees(&vi("filling-how-money"));
        mai.sends("nhiều").await.last_says(&vi("answer-not-money"));
        mai.sends("46 tỷ đồng").await.last_says("46.000.000.000 đồng (46 tỷ đồng)");
        mai.taps(&vi("key-undo")).await.sends("1,2 ty").await.last_says("(1,2 tỷ đồng)");
        mai.taps(&vi("key-undo")).await.sends("350 triệu").await.last_says("(350 triệu đồng)");

        mai.last_says("1.2").sends("chưa có").await.last_says(&vi("answer-not-document"));
        // A number alone is asked for its date.
        mai.sends("QĐ 12/QĐ-UBND").await.last_says("12/QĐ-UBND").last_says("ban hành ngày nào");
        mai.sends("hôm nào đó").await.last_says(&vi("answer-not-date"));
        mai.sends("5/1/2022").await.last_says("12/QĐ-UBND ngày 5/1/2022").last_says("1.3");
        mai.taps(&vi("key-undo")).await.sends("QĐ 12/QĐ-UBND").await;
        mai.sends("13/QĐ-UBND ngày 06/01/2022").await.last_says("13/QĐ-UBND ngày 6/1/2022");

        for (typed, shown) in [
            ("3.080/8.000", "3.080/8.000 = 38,5"),
            ("1 180/1 200", "1.180/1.200 = 98,33"),
            ("3080 / 8000 = 38,5%", "3.080/8.000 = 38,5"),
            ("118 trên tổng số 120 hồ sơ", "118/120 = 98,33"),
        ] {
            mai.sends(typed).await.last_says(shown).taps(&vi("key-undo")).await.last_says("1.3");
        }
        mai.sends("100%").await.last_says(&vi("answer-percent-only"));
        mai.sends("3080/8000 = 45%").await.last_says(&vi("answer-percent-disagrees"));
        mai.sends("5/0").await.last_says(&vi("answer-nothing-to-count"));
        assert_eq!(
            s.count("SELECT count(*) FROM answer WHERE value ->> 'kind' = 'cleared'").await,
            1
        );
    })
    .await;
}

#[tokio::test]
async fn choices_are_typed_by_label_number_beginning_or_yes_and_no() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let mai = &cast.mai;
        cast.answers(
            s,
            &[
                &["note", "luu_y", "Trả lời theo số liệu năm 2023.", "Answer for 2023."],
                &["select_one yn", "co", "1.1 Đã có chưa?", "1.1 Is there one?", "yes"],
                &["select_one muc", "muc", "1.2 Mức độ?", "1.2 How far?", "yes"],
                &["select_multiple muc", "nhieu", "1.3 Những mức nào?", "1.3 Which?", "yes"],
                &["date", "ngay", "1.4 Ngày nào?", "1.4 When?", ""],
            ],
        )
        .await;
        mai.last_says("0/4")
            .taps(&vi("key-start"))
            .await
            .last_says("Trả lời theo số liệu năm 2023");
        mai.sends("có lẽ").await.last_says(&vi("answer-no-such-choice")).last_says("có lẽ");
        mai.sends("chưa").await.last_says("Không").last_says("1.2");
        mai.sends("đầy").await.last_says("Đầy đủ, Đầy đặn");
        mai.sends("9").await.last_says(&vi("answer-no-such-choice"));
        mai.sends("mot ph").await.last_says("Một phần").last_says("1.3");
        mai.sends("1, đầy").await.last_says("có thể là");
        mai.sends("3 1").await.last_says("Đầy đủ, Một phần").last_says("1.4");
        mai.taps(&vi("key-undo")).await.sends("day dan và một phần").await;
        mai.last_says("Đầy đặn, Một phần");
        mai.sends("31/2/2023").await.last_says(&vi("answer-not-date"));
        mai.sends("16/5/2023").await.last_says("4/4");
        // By taps, too: several, then done.
        mai.taps(&vi("key-all-questions")).await.taps("1.3").await.taps("Đầy đủ").await;
        mai.last_says("● Đầy đủ").taps("● Đầy đặn").await.taps(&vi("key-chosen")).await;
        mai.last_says("trang 1/1");
        let names =
            "SELECT count(*) FROM answer WHERE value -> 'names' = '[\"day_du\",\"mot_phan\"]'";
        assert_eq!(s.count(names).await, 1);
    })
    .await;
}

#[tokio::test]
async fn what_a_chat_cannot_ask_is_refused_with_its_row() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let bytes = crate::support::workbook::checklist(
            &[super::COLUMNS, &["text", "a", "A?", "A?"], &["geopoint", "b", "Ở đâu?", "Where?"]],
            super::CHOICES,
        );
        cast.hien.sends("/menu").await.sends_file("thu.xlsx", &bytes).await;
        cast.hien.last_says("Dòng 3");
        assert_eq!(s.count("SELECT count(*) FROM checklist WHERE code = 'THU'").await, 0);
        s.all_read(); // the screen that said that the file is being read
    })
    .await;
}

#[tokio::test]
async fn an_english_reader_is_asked_and_answered_in_english() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let mai = &cast.mai;
        s.speaks(mai, doangiamsat::domain::Locale::En).await;
        let rows: &[&[&str]] = &[
            &["integer", "tien", "1.1 Kinh phí?", "1.1 Budget?", "yes", "", "", "", "money"],
            &["select_one yn", "co", "1.2 Đã có chưa?", "1.2 Is there one?", "yes"],
        ];
        let rows: Vec<&[&str]> =
            std::iter::once(super::COLUMNS).chain(rows.iter().copied()).collect();
        cast.hien.sends("/menu").await;
        let bytes = crate::support::workbook::checklist(&rows, super::CHOICES);
        cast.hien.sends_file("thu.xlsx", &bytes).await.taps(&vi("key-publish")).await;
        s.sql("UPDATE visit_unit SET checklist_id = (SELECT max(id) FROM checklist)").await;
        cast.invites_the_ward(s).await;
        let en = |key: &str| crate::support::said(doangiamsat::domain::Locale::En, key);
        mai.sends("/menu").await.taps(&en("item-fill")).await.taps(&en("key-start")).await;
        mai.last_says("1.1 Budget?").sends("46 tỷ").await.last_says("(46 billion đồng)");
        mai.last_says("1.2 Is there one?").sends("yes").await.last_says("2/2");
        mai.buttons([&en("key-undo"), &en("key-submit")]);
    })
    .await;
}
