//! The way through a long checklist: sections, what is missing, left and resumed, signed by pages.

use super::MORNING;
use crate::support::{story, vi};

#[tokio::test]
async fn a_long_checklist_is_walked_by_sections_and_signed_page_by_page() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let (mai, son) = (&cast.mai, &cast.son);
        let labels: Vec<[String; 2]> = (1..=3)
            .flat_map(|part| {
                (1..=9).map(move |n| [format!("q{part}_{n}"), format!("{part}.{n} Bao nhiêu?")])
            })
            .collect();
        let heads: Vec<[String; 2]> =
            (1..=3).map(|part| [format!("p{part}"), format!("{part}. Phần {part}")]).collect();
        let mut rows: Vec<Vec<&str>> = vec![];
        for (part, head) in heads.iter().enumerate() {
            rows.push(vec!["begin_group", &head[0], &head[1], &head[1]]);
            for [name, label] in &labels[part * 9..part * 9 + 9] {
                rows.push(vec!["integer", name, label, label, "yes"]);
            }
            rows.push(vec!["end_group"]);
        }
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        cast.answers(s, &rows).await;
        mai.last_says("0/27").taps(&vi("key-sections")).await.buttons(["○ 2. Phần 2 · 0/9"]);
        mai.taps("2. Phần 2").await.last_says("2.1").sends("1").await.last_says("2.2");
        mai.taps(&vi("key-overview")).await.taps(&vi("key-sections")).await;
        mai.taps("○ 2. Phần 2 · 1/9").await.last_says("2.2");
        for n in 2..=9 {
            mai.last_says(&format!("2.{n} ")).sends("5").await;
        }
        mai.last_says("3.1").taps(&vi("key-overview")).await;
        mai.taps(&vi("key-sections")).await.buttons(["✔ 2. Phần 2 · 9/9", "○ 1. Phần 1 · 0/9"]);

        // Another day.
        s.clock_reaches("2024-03-19 07:00").await;
        s.all_read();
        mai.sends("/menu").await.taps(&vi("item-fill")).await.taps(&vi("key-resume")).await;
        for part in [1, 3] {
            for n in 1..=9 {
                mai.last_says(&format!("{part}.{n} ")).sends("7").await;
            }
        }
        mai.last_says("27/27").taps(&vi("key-submit")).await.last_says("Trang 1/2");
        mai.has_no_button(&vi("key-submit-now"));
        mai.taps(&vi("key-more")).await.last_says("3. Phần 3").taps(&vi("key-submit-now")).await;
        son.sees(&vi("notice-submitted")).taps(&vi("key-look-and-sign")).await;
        son.taps(&vi("key-sign")).await.last_says("1. Phần 1").last_says("Trang 1/2");
        son.taps(&vi("key-more")).await.taps(&vi("key-sign-now")).await;
        son.last_says(&vi("submission-signed-off"));
        s.all_read();
    })
    .await;
}
