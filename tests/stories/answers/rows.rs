//! Repeats: a row for each year, computed; rows that people add; what the form works out.

use super::MORNING;
use crate::support::{story, vi};

const YEARS: &[&[&str]] = &[
    &["begin_group", "p3", "3. Giải quyết TTHC", "3. Processing"],
    &["begin_repeat", "nam", "Năm ${y}", "Year ${y}", "", "", "", "3"],
    &["calculate", "y", "", "", "", "", "2020 + position(..)"],
    &["integer", "nhan", "3.1 Số hồ sơ tiếp nhận?", "3.1 Received?", "yes"],
    &["integer", "han", "3.1a Trong ${nhan} hồ sơ, đúng hạn?", "3.1a On time?", "yes"],
    &["calculate", "con_lai", "Quá hạn", "Late", "", "", "${nhan} - ${han}"],
    &["end_repeat"],
    &["calculate", "tong", "Tổng tiếp nhận", "All received", "", "", "sum(${nhan})"],
    &["end_group"],
    &["text", "khac", "4. Ý kiến khác?", "4. Anything else?", ""],
];

#[tokio::test]
async fn a_row_for_each_year_is_asked_with_its_year() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let mai = &cast.mai;
        cast.answers(s, YEARS).await;
        mai.last_says("0/7").taps(&vi("key-start")).await;
        mai.last_says("3. Giải quyết TTHC › Năm 2021").last_says("3.1 Số hồ sơ tiếp nhận?");
        // The last year first: answers come in any order, across days.
        mai.taps(&vi("key-overview")).await.taps(&vi("key-all-questions")).await;
        let third = mai.messages().pop().expect("the list").keyboard[4][0].text.clone();
        assert!(third.contains("3.1 Số hồ sơ"), "{third}");
        mai.taps_row(4).await.last_says("Năm 2023").sends("120").await;
        mai.last_says("Trong 120 hồ sơ, đúng hạn?").sends("118").await.last_says("4. Ý kiến");
        assert_eq!(
            s.count("SELECT count(*) FROM answer WHERE path LIKE '/data/p3/nam[3]/%'").await,
            2
        );
        mai.sends("/menu").await.sees("2/7").taps(&vi("item-fill")).await;
        mai.taps(&vi("key-resume")).await.last_says("Năm 2021");
        mai.sends("100").await.sends("90").await.last_says("Năm 2022");
        mai.sends("110").await.last_says("Trong 110 hồ sơ").sends("110").await;
        mai.last_says("4. Ý kiến");
        // What the form works out is shown beside its questions, and in what is signed.
        mai.taps(&vi("key-previous")).await.last_says("Quá hạn: 2");
        mai.taps(&vi("key-overview")).await.taps(&vi("key-submit")).await;
        mai.last_says("Năm 2021").last_says("Quá hạn: 10").last_says("Năm 2023");
        mai.taps(&vi("key-back")).await.last_says("6/7");
    })
    .await;
}

#[tokio::test]
async fn rows_are_added_and_the_empty_last_one_goes_again() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let (mai, son) = (&cast.mai, &cast.son);
        cast.answers(
            s,
            &[
                &["begin_repeat", "pm", "7.2 Phần mềm", "7.2 Software"],
                &["text", "ten", "Tên phần mềm?", "Its name?", "yes"],
                &["end_repeat"],
                &["text", "khac", "8. Ý kiến khác?", "8. Anything else?", ""],
            ],
        )
        .await;
        mai.last_says("0/2").taps(&vi("key-start")).await.last_says("7.2 Phần mềm (1)");
        mai.sends("eGov").await.last_says("8. Ý kiến khác?");
        mai.taps(&vi("key-add-row-of")).await.last_says("7.2 Phần mềm (2)").last_says("1/3");
        // Nothing was said in it: it can go, but the one before cannot.
        mai.taps(&vi("key-drop-row")).await.last_says("7.2 Phần mềm (1)").last_says("1/2");
        mai.has_no_button(&vi("key-drop-row"));
        mai.taps(&vi("key-add-row")).await.sends("Một cửa điện tử").await.last_says("2/3");
        // Two officers add a row at the same time: it is one row.
        for player in [mai, son] {
            player.sends("/menu").await.taps(&vi("item-fill")).await;
            player.taps(&vi("key-all-questions")).await.taps_row(1).await;
            player.last_says("Phần mềm (2)");
        }
        mai.taps(&vi("key-add-row")).await.last_says("Phần mềm (3)");
        son.taps(&vi("key-add-row")).await.last_says("Phần mềm (3)").last_says("2/4");
        son.sends("Dịch vụ công").await.last_says("3/4");
        // The empty row that she sees is not empty any more.
        mai.taps(&vi("key-drop-row")).await.last_says(&vi("refused-row-not-empty"));
        mai.last_says("Dịch vụ công");
        assert_eq!(
            s.audit("change_rows").await,
            ["done", "done", "done", "done", "done", "row_not_empty"]
        );
    })
    .await;
}
