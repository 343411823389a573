//! The office merges two that say the same, and takes them apart again until there is a result.

use super::MORNING;
use crate::support::{Player, story, vi};

/// D3 stands twice in the source: once for the ward, once for the city.
async fn opens_the_ward_s(hien: &Player) {
    hien.sends("/menu").await.taps(&vi("key-difficulties")).await;
    hien.sends("dieu hanh").await.taps("UBND Phường 1: Ứng dụng").await;
}

#[tokio::test]
async fn two_that_say_the_same_are_merged_by_a_tap_and_taken_apart_again() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let hien = &cast.hien;
        opens_the_ward_s(hien).await;
        hien.last_says("Nguồn: D3").last_says(&vi("reporting-similar"));
        hien.last_says("UBND thành phố Tây Ninh");
        hien.taps(&vi("key-merge")).await.taps("UBND thành phố Tây Ninh: Việc ứng dụng").await;
        hien.last_says(&vi("work-merge-review")).taps(&vi("key-merge-now")).await;
        hien.last_says(&vi("difficulty-state-merged")).last_says("chung của 2 đơn vị");
        for told in [&cast.son, &cast.mai] {
            told.sees(&vi("notice-difficulty-merged"));
        }

        hien.taps(&vi("key-unmerge")).await.last_says(&vi("difficulty-state-accepted"));
        for told in [&cast.son, &cast.mai] {
            told.sees(&vi("notice-difficulty-accepted"));
        }
        assert_eq!(s.count("SELECT count(*) FROM difficulty WHERE state = 'merged'").await, 0);

        // Merged again, the main one gets its result: from then on they belong together.
        hien.taps(&vi("key-merge")).await.taps("UBND thành phố Tây Ninh: Việc ứng dụng").await;
        hien.taps(&vi("key-merge-now")).await;
        let (message, apart) = hien.button(&vi("key-unmerge"));
        hien.taps(&vi("key-open-main")).await.taps(&vi("key-resolve")).await;
        hien.sends("Đã tập huấn").await.taps(&vi("key-resolve-now")).await;
        for told in [&cast.binh, &cast.lan, &cast.son, &cast.mai] {
            told.sees("Đã tập huấn");
        }
        s.all_read();
        hien.taps_at(message, &apart).await;
        opens_the_ward_s(hien).await;
        hien.has_no_button(&vi("key-unmerge")).last_says("Đã tập huấn");
        cast.binh.taps(&vi("key-open-difficulty")).await;
        cast.binh.taps(&vi("key-confirm-resolved")).await;
        for told in [hien, &cast.lan, &cast.son, &cast.mai] {
            told.sees(&vi("notice-difficulty-confirmed"));
        }
    })
    .await;
}

#[tokio::test]
async fn what_was_merged_goes_along_when_its_main_one_is_merged() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let (hien, mai) = (&cast.hien, &cast.mai);
        mai.sends("khó khăn: ứng dụng công nghệ thông tin trong điều hành chưa hiệu quả").await;
        mai.sees(&vi("reporting-similar")).taps("Gộp vào: “Ứng dụng").await;
        s.all_read();
        opens_the_ward_s(hien).await;
        hien.taps(&vi("key-merge")).await.taps("UBND thành phố Tây Ninh: Việc ứng dụng").await;
        hien.taps(&vi("key-merge-now")).await;
        let one_step = "SELECT count(*) FROM difficulty d JOIN difficulty m ON m.id = d.merged_into
            JOIN unit u ON u.id = m.unit_id WHERE u.code = 'tn-tp' AND m.state = 'accepted'";
        assert_eq!(s.count(one_step).await, 2);
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn any_other_is_found_by_typing() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let hien = &cast.hien;
        opens_the_ward_s(hien).await;
        hien.taps(&vi("key-merge")).await.sends("dinh danh ca nhan").await;
        hien.taps("Cấp số định danh").await.last_says(&vi("work-merge-review"));
        hien.taps(&vi("key-back")).await.last_says(&vi("work-merge"));
        hien.taps(&vi("key-back")).await.last_says("Nguồn: D3");
        assert_eq!(s.audit("merge_difficulty").await, Vec::<String>::new());
    })
    .await;
}
