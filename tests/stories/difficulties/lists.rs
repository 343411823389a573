//! Lists: everybody sees what is theirs, open ones first; searched, narrowed, counted.

use super::{MORNING, accepts};
use crate::support::{story, vi};

#[tokio::test]
async fn the_office_searches_narrows_and_turns_pages() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let hien = &cast.hien;
        hien.sends("/menu").await.taps(&vi("key-difficulties")).await;
        hien.sees("Chưa có chế độ").has_no_button("Nhận thức của");
        hien.taps(&vi("key-more")).await.taps(&vi("key-more")).await.sees("Nhận thức của một số");
        hien.has_no_button(&vi("key-more")).taps(&vi("key-first-page")).await;
        hien.sees("Chưa có chế độ");

        hien.sends("ky so van ban").await.sees("Ký số").has_no_button("Chưa có chế độ");
        hien.taps(&vi("key-all-difficulties")).await.sends("khong co gi nhu the").await;
        hien.sees(&vi("difficulties-none-such"));
        hien.sends("thanh pho tay ninh").await.has_no_button("UBND Phường 1");

        // What is new stands first; what is settled last.
        cast.mai.sends("khó khăn: thiếu máy tính").await.taps(&vi("key-report-as")).await;
        s.all_read();
        hien.taps(&vi("key-all-difficulties")).await.taps(&vi("key-standing-new")).await;
        hien.sees("thiếu máy tính").has_no_button("Chưa có chế độ");
        hien.taps("thiếu máy tính").await.taps(&vi("key-reject-difficulty")).await;
        hien.sends("Đã có trong kế hoạch mua sắm").await.taps(&vi("key-reject-now")).await;
        s.all_read();
        hien.sends("/menu").await.taps(&vi("key-difficulties")).await;
        hien.has_no_button("thiếu máy tính").taps(&vi("key-standing-settled")).await;
        hien.buttons(["thiếu máy tính"]).has_no_button("Chưa có chế độ");
    })
    .await;
}

#[tokio::test]
async fn the_summary_counts_by_category_and_by_unit() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let hien = &cast.hien;
        hien.sends("/menu").await.taps(&vi("key-difficulties")).await;
        hien.taps(&vi("key-by-category"))
            .await
            .sees("Phần mềm: 4 khó khăn (4 chưa xong), 2 đơn vị");
        hien.sees("Phối hợp").does_not_see("Kinh phí: ");
        hien.taps("Phần mềm: 4").await.sees("Loại: Phần mềm").sees("nhiều phần mềm");
        hien.has_no_button("Chưa có chế độ");
        hien.taps(&vi("key-by-unit")).await.sees("UBND Phường 1: 9 khó khăn");
        hien.taps("UBND Phường 1: 9").await.sees("Đơn vị: UBND Phường 1");

        // Two that are merged count once, for two units; a rejected one does not count.
        hien.sends("dieu hanh").await.taps("UBND Phường 1: Ứng dụng").await;
        hien.taps(&vi("key-merge")).await.taps("UBND thành phố Tây Ninh: Việc").await;
        hien.taps(&vi("key-merge-now")).await;
        hien.sends("/menu").await.taps(&vi("key-difficulties")).await.sends("ky so").await;
        hien.taps("Ký số").await.taps(&vi("key-reject-difficulty")).await.sends("Đã xong").await;
        hien.taps(&vi("key-reject-now")).await;
        hien.sends("/menu").await.taps(&vi("key-difficulties")).await;
        hien.taps(&vi("key-by-category"))
            .await
            .sees("Phần mềm: 2 khó khăn (2 chưa xong), 2 đơn vị");
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn everybody_sees_what_is_theirs() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        cast.invites_the_ward(s).await;
        cast.mai.sends("khó khăn: đường truyền chậm").await.taps(&vi("key-report-as")).await;
        accepts(&cast.hien, "đường truyền chậm").await;
        s.all_read();
        let lists = async |player: &crate::support::Player| {
            player.sends("/menu").await.taps(&vi("key-difficulties")).await;
        };
        // The ward sees its own.
        lists(&cast.mai).await;
        cast.mai.sees("đường truyền chậm").sees("Chưa có chế độ").does_not_see("tham mưu");
        cast.mai.taps(&vi("key-by-unit")).await.sees("UBND Phường 1: 10");
        cast.mai.does_not_see("UBND thành phố Tây Ninh: ");
        // The group sees what was met at its visits.
        for player in [&cast.chau, &cast.yen, &cast.tuan] {
            lists(player).await;
            player.sees("đường truyền chậm").has_no_button("Chưa có chế độ");
        }
        // The city sees what it is asked to remove, too.
        lists(&cast.binh).await;
        cast.binh.sees("tham mưu").has_no_button("đường truyền");
        cast.hien.taps(&vi("key-route")).await.sends("thanh pho tay").await;
        cast.hien.taps("UBND thành phố Tây Ninh").await;
        cast.binh.has_read_everything();
        lists(&cast.binh).await;
        cast.binh.buttons(["đường truyền chậm"]);
        lists(&cast.lan).await;
        cast.lan.has_no_button("đường truyền");
        // Another council has none of it.
        lists(&cast.thuy).await;
        cast.thuy.sees(&vi("difficulties-none"));
    })
    .await;
}
