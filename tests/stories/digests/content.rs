//! What digests tell, and where their lines lead.

use super::opens;
use crate::support::{story, vi};
use doangiamsat::domain::Locale;

#[tokio::test]
async fn the_evening_tells_what_was_done_what_slipped_and_who_has_not_answered() {
    story("2024-03-18 08:00", async |s| {
        let cast = s.cast().await;
        let hien = &cast.hien;
        s.clock_reaches("2024-03-18 16:59").await;
        s.all_read();
        s.clock_reaches("2024-03-18 17:00").await;
        hien.sees(&vi("digest-title-evening")).last_says(&vi("digest-nothing-today"));
        cast.invites_the_ward(s).await;
        s.all_read();
        s.clock_reaches("2024-03-19 17:00").await;
        hien.sees(&vi("digest-unanswered")).last_says("1 đơn vị chưa trả lời giấy mời");
        // The line leads to its screen.
        hien.taps("UBND Phường 1").await.last_says(&vi("visit-invited"));
        cast.son.taps(&vi("key-confirm-visit")).await;
        s.all_read();
        s.clock_reaches("2024-03-20 17:00").await;
        hien.last_says(&vi("digest-title-evening"));
        hien.last_does_not_say("chưa trả lời giấy mời");
        s.all_read();
        // The day of the visit: nobody opened it, and the answers are not signed.
        s.clock_reaches("2024-04-01 17:00").await;
        s.all_read();
        s.clock_reaches("2024-04-02 17:00").await;
        hien.sees(&vi("digest-slipped")).last_says(&vi("digest-not-held"));
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn many_lines_have_a_button_each_up_to_a_limit_and_then_their_list() {
    story("2024-03-18 08:00", async |s| {
        let cast = s.cast().await;
        for at in 0..9 {
            cast.lan.sends(&format!("khó khăn: thiếu máy quét số {at}")).await;
            cast.lan.taps(&vi("key-report-as")).await;
        }
        s.all_read();
        s.clock_reaches("2024-03-19 07:30").await;
        let hien = &cast.hien;
        hien.sees(&vi("digest-difficulties")).last_says("thiếu máy quét số 8");
        hien.taps("thiếu máy quét số 3").await.last_says("thiếu máy quét số 3");
        // The notice's buttons live on.
        hien.taps("thiếu máy quét số 5").await.last_says("thiếu máy quét số 5");
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn the_week_is_counted_and_a_leader_sees_the_delegation_alone() {
    story("2024-03-18 08:00", async |s| {
        let cast = s.cast().await;
        cast.lan.sends("kho khan: xa chua co can bo CNTT").await.taps(&vi("key-report-as")).await;
        opens(&cast.chau, "key-digest-weekly", Locale::Vi).await.taps(&vi("key-digest-on")).await;
        s.clock_reaches("2024-03-22 15:59").await;
        s.all_read();
        s.clock_reaches("2024-03-22 16:00").await;
        cast.hien.sees(&vi("digest-title-weekly")).last_says("từ 16/3/2024 đến 22/3/2024");
        cast.hien.last_says("Khó khăn mới: 1").last_says("còn mở: 1");
        cast.hien.last_says("Buổi làm việc đã diễn ra: 0");
        cast.hien.last_says("Kiến nghị được xác nhận xong: 0; đang quá hạn: 0");
        // It was not met in a visit of the delegation.
        cast.chau.last_says("Khó khăn mới: 0");
        cast.hien.taps(&vi("key-difficulties")).await.last_says("xa chua co can bo CNTT");
        s.all_read();
    })
    .await;
}
