//! The weekly late list: drafted from the data, gone through by one person, approved by another,
//! answered by the unit, posted in a chosen group, corrected there.

use super::{Cast, DAY_1};
use crate::support::{Story, said, story, vi};
use doangiamsat::domain::{Locale, Role, Scope};

/// 1a is due on Friday 17 November; a week later it is on the list.
const FRIDAY: &str = "2023-11-24 08:00";

async fn a_week_late(s: &Story) -> Cast {
    let cast = Cast::assigned(s).await;
    s.clock_reaches("2023-11-17 08:00").await;
    s.clock_reaches("2023-11-24 07:59").await;
    assert_eq!(s.count("SELECT count(*) FROM late_list").await, 0, "not a week late before");
    s.all_read();
    s.clock_reaches(FRIDAY).await;
    cast
}

/// DOMAIN.md 6.4, step 12: the list shows it only after approval.
#[tokio::test]
async fn what_is_a_week_late_is_posted_after_two_people_have_agreed() {
    story(DAY_1, async |s| {
        let cast = a_week_late(s).await;
        let (tri, son, hien) = (&cast.tri, &cast.son, &cast.hien);
        hien.sees("Bản nháp danh sách chậm muộn").sees("1 việc");
        s.all_read();
        let group = s.group("Tổ công tác 60 ngày đêm", [tri, son]).await;
        tri.opens_link(&group.link()).await.sees(&vi("group-lists"));
        tri.taps("Cho đăng: 60 ngày đêm").await.sees("Thôi đăng: 60 ngày đêm");
        tri.sends("/menu").await.taps(&vi("key-campaigns")).await.taps("60 ngày đêm").await;
        tri.taps("📋 Danh sách chậm muộn").await;
        tri.sees("Tổ công tác 60 ngày đêm");

        hien.sends("/menu")
            .await
            .taps("Soát danh sách")
            .await
            .sees("UBND Phường 1")
            .sees("chậm 7 ngày");
        hien.taps(&vi("key-prepare-list")).await.taps(&vi("key-prepare-list")).await;
        hien.sees(&vi("late-prepared")).has_no_button(&vi("key-approve-list"));
        assert_eq!(group.count("chậm 7 ngày"), 0, "nothing is posted before it is approved");

        // The unit is told, and what it says stands beside its name.
        son.sees("có tên trong danh sách").taps("Có ý kiến về 1a").await;
        son.sends("Đã nộp ngày 20/11, chờ tiếp nhận").await.taps(&vi("key-object")).await;
        tri.sees("chờ duyệt").sees("có ý kiến về 1a");
        hien.sees("có ý kiến về 1a");
        tri.sends("/menu").await.taps("Duyệt danh sách").await.sees("chờ tiếp nhận");
        tri.taps(&vi("key-approve-list")).await.taps(&vi("key-approve-list")).await;
        tri.sees(&vi("late-approved"));
        hien.sees("đã được duyệt");
        assert_eq!(group.count("chậm 7 ngày"), 0, "approving posts nothing");
        tri.taps(&vi("key-post-list")).await.taps("Đăng vào Tổ công tác").await;
        tri.sees("Mọi người trong nhóm sẽ thấy").taps("Đăng vào Tổ công tác").await;
        tri.sees(&vi("late-issued"));
        group.last_says("UBND Phường 1").last_says("chậm 7 ngày").last_says("chờ tiếp nhận");

        // What was wrong is corrected in the same place.
        tri.taps("1a").await.taps(&vi("key-correct-list")).await;
        tri.sends("Phường đã nộp đúng hạn").await.taps(&vi("key-correct-list")).await;
        tri.sees(&vi("late-corrected"));
        group.last_says("Đính chính").last_says("Phường đã nộp đúng hạn");
        son.sees("Đính chính");
        // What was posted is there for everybody who sees the campaign.
        cast.binh.sends("/menu").await.taps(&vi("key-campaigns")).await.taps("60 ngày đêm").await;
        cast.binh.taps(&vi("key-late-lists")).await.taps("24/11").await.sees(&vi("late-corrected"));
    })
    .await;
}

#[tokio::test]
async fn whoever_prepared_it_does_not_approve_it() {
    story(DAY_1, async |s| {
        let cast = a_week_late(s).await;
        let hanh = s.joined("Dương Thị Hạnh", Role::StandingBody, Scope::Council).await;
        s.all_read();
        let tri = &cast.tri;
        tri.sends("/menu").await.taps("Soát danh sách").await;
        tri.taps(&vi("key-prepare-list")).await.taps(&vi("key-prepare-list")).await;
        tri.taps(&vi("key-approve-list")).await.taps(&vi("key-approve-list")).await;
        tri.sees(&vi("refused-two-people"));
        hanh.sees("chờ duyệt").taps(&vi("key-open-late-list")).await;
        hanh.taps(&vi("key-send-back-list")).await.sends("Kiểm tra lại số liệu").await;
        hanh.taps(&vi("key-send-back-list")).await.sees(&vi("late-draft"));
        tri.sees("được trả lại").sees("Kiểm tra lại số liệu");
        s.all_read();
        // A line that is struck off needs a reason; nothing is left, so nothing is approved.
        tri.sends("/menu").await.taps("Soát danh sách").await.taps("1a").await;
        tri.taps(&vi("key-strike")).await.sends("Đã nộp trên hệ thống cũ").await;
        tri.taps(&vi("key-strike")).await.sees("Đã gạch: 1 việc");
        tri.taps(&vi("key-prepare-list")).await.taps(&vi("key-prepare-list")).await;
        tri.sees(&vi("refused-nothing-late")).taps(&vi("key-back")).await;
        tri.taps("✖ 1a").await.taps(&vi("key-restore")).await;
        tri.taps(&vi("key-prepare-list")).await.taps(&vi("key-prepare-list")).await;
        tri.sees(&vi("late-prepared"));
        s.all_read();
        assert_eq!(s.audit("approve_late_list").await, ["two_people"]);
    })
    .await;
}

#[tokio::test]
async fn what_was_done_meanwhile_is_not_posted() {
    story(DAY_1, async |s| {
        let cast = a_week_late(s).await;
        let hanh = s.joined("Dương Thị Hạnh", Role::StandingBody, Scope::Council).await;
        s.all_read();
        let (tri, son) = (&cast.tri, &cast.son);
        s.speaks(&hanh, Locale::En).await;
        let t = |key: &str| said(Locale::En, key);
        let group = s.group("Tổ công tác", [tri]).await;
        tri.opens_link(&group.link()).await.taps("Cho đăng").await;
        tri.sends("/menu").await.taps("Soát danh sách").await;
        tri.taps(&vi("key-prepare-list")).await.taps(&vi("key-prepare-list")).await;
        hanh.sends("/menu").await.taps("Approve the late list").await.sees("7 days late");
        hanh.taps(&t("key-approve-list")).await.taps(&t("key-approve-list")).await;
        hanh.sees(&t("late-approved"));
        // The owner gives the unit more time: it is overdue no longer.
        son.sends("/menu").await.taps("1a").await.taps(&vi("key-accept-subtask")).await;
        tri.sends("/menu").await.taps(&vi("key-campaigns")).await.taps("60 ngày đêm").await;
        tri.taps("🗂").await.taps("C1").await.taps("1a").await.taps(&vi("key-move-due")).await;
        tri.sends("ngày 50").await.sends("Chờ phần mềm").await.taps(&vi("key-move-due")).await;
        s.all_read();
        hanh.sends("/menu").await.taps("Post the late list").await.taps(&t("key-post-list")).await;
        hanh.taps("Post in Tổ công tác").await.taps("Post in Tổ công tác").await;
        hanh.sees("1a overdue no longer");
        assert_eq!(group.count("1a"), 0);
        s.all_read();
    })
    .await;
}
