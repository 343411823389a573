//! From the words to the report: suggested, changed part by part, with photos, at a question.

use super::{MORNING, accepts};
use crate::support::{story, vi};

const TYPED: &str = "kho khan: xa chua co can bo chuyen trach cntt";

#[tokio::test]
async fn one_message_and_one_tap() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        cast.mai.sends(TYPED).await.sees(&vi("reporting-review")).sees("xa chua co can bo");
        cast.mai.sees(&vi("category-nhan-luc")).sees(&vi("cause-own")).sees(&vi("asked-own"));
        cast.mai.taps(&vi("key-report-as")).await.last_says(&vi("difficulty-state-reported"));
        cast.hien.sees(&vi("notice-difficulty")).sees("xa chua co can bo");
        let kept = "SELECT count(*) FROM difficulty WHERE state = 'reported'
            AND category = 'nhan_luc' AND cause = 'own' AND asked_of = 'own'";
        assert_eq!(s.count(kept).await, 1);
        // It waits for the office until it is taken up, however long that takes.
        s.clock_reaches("2024-03-25 07:00").await;
        s.all_read();
        accepts(&cast.hien, "xa chua co can bo").await;
        cast.mai.sees(&vi("notice-difficulty-accepted"));
        cast.son.sees(&vi("notice-difficulty-accepted"));
        cast.hien.sends("/menu").await.last_does_not_say("xa chua co can bo");
    })
    .await;
}

#[tokio::test]
async fn a_similar_one_is_offered_and_the_report_becomes_part_of_it() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let (lan, mai, hien) = (&cast.lan, &cast.mai, &cast.hien);
        lan.sends("khó khăn: cấp xã chưa có cán bộ chuyên trách CNTT, số hóa chậm").await;
        lan.taps(&vi("key-report-as")).await;
        hien.has_read_everything();

        // What another unit has reported is its own until the office has accepted it.
        mai.sends(TYPED).await.sees(&vi("category-nhan-luc"));
        mai.does_not_see("số hóa chậm");
        accepts(hien, "cấp xã chưa có").await;
        s.all_read();

        // Then it is offered, without its unit's name.
        mai.sends(TYPED).await.sees(&vi("reporting-similar")).sees(&vi("similar-elsewhere"));
        mai.sees("cấp xã chưa có cán bộ chuyên trách CNTT").does_not_see("thành phố Tây Ninh:");
        mai.taps("Gộp vào: “cấp xã").await.last_says(&vi("difficulty-state-merged"));
        mai.last_says(&vi("difficulty-part-of")).has_no_button(&vi("key-open-main"));
        hien.sees(&vi("notice-part-of")).taps(&vi("key-open-difficulty")).await;
        hien.taps(&vi("key-open-main")).await.last_says("2 đơn vị");
        hien.last_says("xa chua co can bo chuyen trach");
        let merged = "SELECT count(*) FROM difficulty d JOIN difficulty m ON m.id = d.merged_into
            WHERE d.state = 'merged' AND d.body = 'xa chua co can bo chuyen trach cntt'";
        assert_eq!(s.count(merged).await, 1, "words and reporter are kept");

        // Both units hear of what becomes of it, each of its own report.
        hien.taps(&vi("key-resolve")).await.sends("Đã giao chỉ tiêu biên chế").await;
        hien.taps(&vi("key-resolve-now")).await.last_says(&vi("difficulty-state-resolved"));
        for told in [lan, &cast.binh, mai, &cast.son] {
            told.sees(&vi("notice-difficulty-resolved")).sees("Đã giao chỉ tiêu biên chế");
        }
        mai.taps(&vi("key-open-difficulty")).await.last_says("xa chua co can bo");
        mai.last_says("Đã giao chỉ tiêu").has_no_button(&vi("key-confirm-resolved"));
    })
    .await;
}

#[tokio::test]
async fn every_part_can_be_changed_and_nothing_is_lost_on_the_way() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let mai = &cast.mai;
        mai.sends("/menu").await.taps(&vi("key-report")).await.sees(&vi("reporting-body"));
        mai.sends_photo().await.last_says(&vi("note-describe-first"));
        mai.sends("Chưa có hướng dẫn của bộ về lưu trữ hồ sơ điện tử").await;
        mai.sees(&vi("category-the-che-huong-dan")).sees(&vi("cause-central"));
        mai.sees(&vi("asked-ministry"));

        mai.taps(&vi("key-change-category")).await.taps(&vi("category-phoi-hop")).await;
        mai.last_says("Loại: Phối hợp").last_says(&vi("cause-central"));
        mai.taps(&vi("key-change-cause")).await.taps(&vi("cause-city")).await;
        mai.last_says(&vi("cause-city")).last_says(&vi("asked-upper-committee"));
        mai.taps(&vi("key-change-asked")).await.sends("Chi cục Văn thư").await;
        mai.last_says("Chi cục Văn thư");
        mai.taps(&vi("key-add-photo")).await.sends_photo().await;
        mai.last_says(&vi("note-difficulty-photo")).sends_photo().await;
        mai.taps(&vi("key-photos-enough")).await.last_says("📷 2 ảnh");

        // Back to the words: they are there, and what was chosen for them stays.
        mai.taps(&vi("key-back")).await.last_says("lưu trữ hồ sơ điện tử");
        mai.taps(&vi("key-keep-body")).await.last_says("Chi cục Văn thư");
        mai.taps(&vi("key-back")).await.sends("Chưa có hướng dẫn lưu trữ").await;
        mai.last_says("“Chưa có hướng dẫn lưu trữ”").last_says("Chi cục Văn thư");
        mai.sends("gửi đi").await.last_says(&vi("note-pick-category"));
        mai.taps(&vi("key-report-as")).await.last_says("📷 2 ảnh").last_says("Chi cục Văn thư");
        cast.hien.sees("Chưa có hướng dẫn lưu trữ");
        let kept = "SELECT count(*) FROM difficulty_photo p JOIN file_fetch f ON f.id = p.fetch_id
            WHERE f.state = 'fetched' AND f.sha256 IS NOT NULL";
        assert_eq!(s.count(kept).await, 2);
        cast.hien.taps(&vi("key-open-difficulty")).await.taps(&vi("key-files")).await;
        cast.hien.last_says("Chưa có hướng dẫn lưu trữ");
        assert_eq!(cast.hien.files(), 2);
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn without_a_clue_the_category_is_asked_for() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        cast.mai.sends("kk: mọi thứ").await.sees(&vi("reporting-category"));
        cast.mai.taps(&vi("key-back")).await.last_says("mọi thứ").taps(&vi("key-keep-body")).await;
        cast.mai.taps(&vi("key-change-category")).await.sends("ky luat trach nhiem").await;
        cast.mai.last_says(&vi("category-ky-luat-trach-nhiem"));
        cast.mai.taps(&vi("key-report-as")).await;
        cast.hien.sees("mọi thứ");
    })
    .await;
}

#[tokio::test]
async fn a_difficulty_at_a_question_keeps_the_question() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        cast.invites_the_ward(s).await;
        let mai = &cast.mai;
        cast.begins_to_answer(mai).await;
        mai.taps(&vi("key-report-here")).await.sees(&vi("difficulty-question")).sees("1.1");
        mai.taps(&vi("key-back")).await.last_says("1.1").taps(&vi("key-report-here")).await;
        mai.sends("Quy chế cũ đã hết hiệu lực, chưa có quy chế mới").await.sees("Ở câu hỏi: 1.1");
        mai.taps(&vi("key-report-as")).await.last_says("Ở câu hỏi: 1.1");
        for told in [&cast.hien, &cast.chau, &cast.yen, &cast.tuan] {
            told.sees(&vi("notice-difficulty")).sees("Quy chế cũ");
        }
        // The way back leads to that very question.
        mai.taps(&vi("key-resume")).await.last_says("1.1").buttons(["Có", "Không"]);
        let at = "SELECT count(*) FROM difficulty WHERE visit_id IS NOT NULL
            AND question ->> 'path' LIKE '/data/%'";
        assert_eq!(s.count(at).await, 1);
    })
    .await;
}
