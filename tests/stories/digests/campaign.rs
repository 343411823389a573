//! The campaign's digest: a picture, a workbook, and a line for everything that is late.

use super::opens;
use crate::campaigns::{Cast, DAY_1};
use crate::support::{Player, Story, story, vi};
use calamine::Reader as _;
use doangiamsat::domain::{Role, Scope};
use doangiamsat::sandbox::Content;

/// The newest messages of a player, each as what it is.
fn kinds(player: &Player, count: usize) -> Vec<&'static str> {
    let all = player.messages();
    let kinds = all[all.len() - count..].iter().map(|it| match it.content {
        Content::Text => "text",
        Content::Photo { .. } => "photo",
        Content::Document { .. } => "document",
        _ => "other",
    });
    kinds.collect()
}

async fn is_late(s: &Story) -> Cast {
    let cast = Cast::assigned(s).await;
    s.clock_reaches("2023-11-18 16:29").await;
    s.all_read();
    cast
}

#[tokio::test]
async fn every_day_of_a_campaign_has_its_picture_also_on_days_off() {
    story(DAY_1, async |s| {
        let cast = is_late(s).await;
        // Saturday, day 34; the sub-task was due on day 33.
        s.clock_reaches("2023-11-18 16:30").await;
        for player in [&cast.tri, &cast.hien] {
            player.last_says("Chiến dịch: ngày 34/60").last_says("0/1 phần việc");
            player.last_says(&vi("digest-red")).last_says("UBND Phường 1: 1 nhiệm vụ con quá hạn");
            player.last_says("1a Nâng tỷ lệ nộp trực tuyến (UBND Phường 1): chậm 1 ngày");
            assert_eq!(kinds(player, 3), ["photo", "document", "text"]);
            player.sees("kết thúc 14/12/2023");
            player.has_read_everything();
        }
        for player in [&cast.son, &cast.mai, &cast.binh] {
            player.does_not_see("Chiến dịch: ngày 34/60");
        }
        // Each line leads to its screen.
        cast.hien.taps("1a · UBND Phường 1").await.last_says("Nâng tỷ lệ nộp trực tuyến");
        cast.hien.taps(&vi("key-digest-open-campaign")).await.last_says("60 ngày đêm");
        // Sunday.
        s.clock_reaches("2023-11-19 16:30").await;
        cast.tri.last_says("Chiến dịch: ngày 35/60").last_says("chậm 2 ngày");
        s.all_read();
        let files = s.count("SELECT count(*) FROM file WHERE mime = 'image/png'").await;
        assert_eq!(files, 2, "a picture a day");
    })
    .await;
}

#[tokio::test]
async fn the_same_picture_is_stored_once_and_a_second_language_has_its_own() {
    story(DAY_1, async |s| {
        let cast = is_late(s).await;
        let other = s.joined("Đoàn Thị Lựu", Role::Secretariat, Scope::Council).await;
        s.speaks(&other, doangiamsat::domain::Locale::En).await;
        let before = s.count("SELECT count(*) FROM file WHERE mime = 'image/png'").await;
        s.clock_reaches("2023-11-18 16:30").await;
        let after = s.count("SELECT count(*) FROM file WHERE mime = 'image/png'").await;
        assert_eq!(after - before, 1, "two readers have that of a minute ago, one has her own");
        other.last_says("Campaign: day 34 of 60").last_says("1 sub-task overdue");
        cast.tri.last_says("Chiến dịch: ngày 34/60");
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn the_workbook_comes_alone_when_it_is_asked_for() {
    story(DAY_1, async |s| {
        let cast = is_late(s).await;
        let files = cast.hien.files();
        opens(&cast.hien, "key-digest-campaign", doangiamsat::domain::Locale::Vi).await;
        cast.hien.taps(&vi("key-digest-workbook")).await;
        s.clock_reaches("2023-11-18 16:29").await;
        assert_eq!(cast.hien.files(), files + 1);
        cast.hien.last_says("bảng tính đến 18/11/2023");
        assert_eq!(kinds(&cast.hien, 1), ["document"]);
        let sql =
            "SELECT bytes FROM file WHERE mime LIKE '%spreadsheet%' ORDER BY kept_at DESC LIMIT 1";
        let bytes: Vec<u8> =
            sqlx::query_scalar(sql).fetch_one(s.app.store.pool()).await.expect("a workbook");
        let mut book: calamine::Xlsx<_> =
            calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).expect("a workbook");
        let subtasks = book.worksheet_range("Nhiệm vụ con").expect("sub-tasks");
        let row: Vec<String> =
            subtasks.rows().nth(1).unwrap().iter().map(ToString::to_string).collect();
        assert_eq!(row[1], "1a");
        assert!(row[4].contains("≥ 60"), "{row:?}");
        assert_eq!(row[9], "1", "days late");
        s.all_read();
    })
    .await;
}

/// What a unit answers to the delegation is not the campaign's business.
#[tokio::test]
async fn the_campaign_s_owner_is_told_nothing_of_visits_and_answers() {
    story(DAY_1, async |s| {
        let cast = is_late(s).await;
        s.clock_reaches("2023-11-24 15:59").await;
        s.all_read();
        s.clock_reaches("2023-11-24 16:00").await;
        cast.hien.sees(&vi("digest-title-weekly")).last_says(&vi("digest-week-visits"));
        cast.tri.sees(&vi("digest-title-weekly")).last_says("Ngày 40/60");
        cast.tri.last_does_not_say(&vi("digest-week-visits")).last_does_not_say("Phiếu đã ký");
        cast.tri.last_does_not_say(&vi("key-calendar"));
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn a_campaign_that_is_over_is_silent() {
    story(DAY_1, async |s| {
        let cast = is_late(s).await;
        let tri = &cast.tri;
        tri.sends("/menu").await.taps(&vi("key-campaigns")).await.taps("60 ngày đêm").await;
        tri.taps(&vi("key-end-campaign")).await.sends("Hoàn thành sớm").await;
        tri.taps(&vi("key-end-campaign")).await.sees(&vi("campaign-ended"));
        s.all_read();
        s.clock_reaches("2023-11-18 16:30").await;
        assert_eq!(tri.unread(), Vec::<String>::new());
        assert_eq!(cast.hien.unread(), Vec::<String>::new());
    })
    .await;
}
