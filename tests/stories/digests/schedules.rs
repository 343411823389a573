//! On and off, another time by buttons and in words, a rest, one now.

use super::{MORNING, opens};
use crate::support::{said, story, vi};
use doangiamsat::domain::{Locale, Role, Scope};

/// Buttons: days, then an hour; the change takes effect from the next firing.
async fn another_time(locale: Locale) {
    let t = |key: &str| said(locale, key);
    let title = if locale == Locale::Vi { MORNING } else { "Morning digest, " };
    story("2024-03-18 08:00", async |s| {
        let hien = s.joined("Lê Thu Hiền", Role::Secretariat, Scope::Council).await;
        s.speaks(&hien, locale).await;
        opens(&hien, "key-digest-morning", locale).await.sees(&t("digests-on"));
        hien.last_says(&t("digests-default")).last_says(&t("digests-firings"));
        for next in ["07:30", "19/3", "20/3", "21/3"] {
            if locale == Locale::Vi {
                hien.last_says(next);
            }
        }
        hien.taps(&t("key-digest-timing")).await.last_says(&t("digests-timing-how"));
        hien.taps(&t("weekday-tue")).await.taps("08:00").await.sees(&t("digests-review"));
        hien.taps(&t("key-digest-save")).await.last_says("08:00");
        hien.last_does_not_say(&t("digests-default"));
        s.clock_reaches("2024-03-19 07:59").await;
        s.all_read(); // the evening before
        assert_eq!(hien.count(title), 0, "not at the old time");
        s.clock_reaches("2024-03-19 08:00").await;
        hien.sees(&t("digest-title"));
        s.clock_reaches("2024-03-20 10:00").await;
        s.all_read(); // the other digests
        assert_eq!(hien.count(title), 1, "Tuesdays alone");
        s.clock_reaches("2024-03-26 08:00").await;
        assert_eq!(hien.count(title), 2);
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn another_time_by_buttons() {
    another_time(Locale::Vi).await;
}

#[tokio::test]
async fn another_time_by_buttons_in_english() {
    another_time(Locale::En).await;
}

#[tokio::test]
async fn a_schedule_is_typed_in_words_or_as_a_cron_line() {
    story("2024-03-18 08:00", async |s| {
        let hien = s.joined("Lê Thu Hiền", Role::Secretariat, Scope::Council).await;
        for (typed, shown) in [
            ("7h45 thứ 2 đến thứ 4", "07:45 từ thứ Hai đến thứ Tư"),
            ("16h thứ 6", "16:00 thứ Sáu hằng tuần"),
            ("0 9 1,15 * *", "09:00 ngày 1, 15 hằng tháng"),
            ("0 9 1-7 * *", "0 9 1-7 * *"),
            ("ngày làm việc cuối tháng 16h", "16:00 ngày làm việc cuối tháng"),
            ("hằng ngày 16h", "16:00 hằng ngày"),
        ] {
            opens(&hien, "key-digest-weekly", Locale::Vi).await;
            hien.taps(&vi("key-digest-timing")).await.sends(typed).await;
            hien.last_says(&vi("digests-review"))
                .last_says(shown)
                .last_says(&vi("digests-firings"));
            hien.taps(&vi("key-digest-save")).await.last_says(shown);
        }
        // The last one stays: every day, but on days off it rests.
        hien.last_says("18/3/2024").last_says("19/3/2024").last_says("20/3/2024");
        opens(&hien, "key-digest-weekly", Locale::Vi).await.taps(&vi("key-digest-timing")).await;
        hien.sends("ngày làm việc cuối tháng 16h").await.last_says("16:00 thứ Sáu 29/3/2024");
        hien.last_says("16:00 thứ Ba 30/4/2024".split(' ').next().unwrap());
        hien.taps(&vi("key-digest-save")).await;
        let rule = "SELECT count(*) FROM digest_subscription WHERE rule = 'last_working_day'
                      AND minute = 960 AND line IS NULL AND kind = 'weekly'";
        assert_eq!(s.count(rule).await, 1, "kept as what it is, not as a line");
        s.clock_reaches("2024-03-29 15:59").await;
        s.all_read();
        s.clock_reaches("2024-03-29 16:00").await;
        hien.sees(&vi("digest-title-weekly"));
    })
    .await;
}

#[tokio::test]
async fn lines_that_cannot_be_are_answered_with_what_to_do() {
    story("2024-03-18 08:00", async |s| {
        let hien = s.joined("Lê Thu Hiền", Role::Secretariat, Scope::Council).await;
        opens(&hien, "key-digest-morning", Locale::Vi).await.taps(&vi("key-digest-timing")).await;
        let long = "7".repeat(4096);
        for (typed, key) in [
            ("0 8 1 * 1", "timing-both-days"),
            ("0 8 * *", "timing-field-count"),
            ("0 8 * * 1 2024", "timing-field-count"),
            ("0 8 * * 9", "timing-weekday"),
            ("0 8 L * *", "timing-field"),
            ("99 8 * * *", "timing-field"),
            ("0 8 30 2 *", "timing-never"),
            ("0 8 * * 0", "timing-days-off"),
            ("8h chủ nhật", "timing-days-off"),
            ("* 8 * * *", "timing-too-often"),
            ("lúc nào cũng được", "timing-not-understood"),
            ("<b>7h</b>", "timing-not-understood"),
            (long.as_str(), "timing-not-understood"),
        ] {
            hien.sends(typed).await.last_says(&vi(key)).last_says(&vi("digests-timing-how"));
        }
        let changed = "SELECT count(*) FROM digest_subscription
                        WHERE rule <> 'working_days' AND kind = 'morning'";
        assert_eq!(s.count(changed).await, 0);
        // The campaign's digest does not rest: Sundays are fine.
        opens(&hien, "key-digest-campaign", Locale::Vi).await.taps(&vi("key-digest-timing")).await;
        hien.sends("8h chủ nhật").await.last_says(&vi("digests-review")).last_says("24/3/2024");
    })
    .await;
}

#[tokio::test]
async fn a_digest_rests_until_a_day_or_until_its_reader_says_so() {
    story("2024-03-18 08:00", async |s| {
        let hien = s.joined("Lê Thu Hiền", Role::Secretariat, Scope::Council).await;
        opens(&hien, "key-digest-morning", Locale::Vi).await;
        hien.taps(&vi("key-digest-pause")).await.sends("17/3/2024").await;
        hien.last_says(&vi("refused-in-the-past"));
        hien.sends("1/1/2030").await.last_says(&vi("digests-pause"));
        hien.sends("hôm nào đó").await.last_says(&vi("moment-not-understood"));
        hien.sends("21/3").await.last_says(&vi("digests-paused-until")).last_says("21/3/2024");
        for day in ["2024-03-19", "2024-03-20"] {
            s.clock_reaches(&format!("{day} 08:00")).await;
            assert_eq!(hien.count(MORNING), 0, "{day}");
        }
        s.all_read(); // the evenings
        s.clock_reaches("2024-03-21 07:30").await;
        hien.sees(&vi("digest-title"));
        opens(&hien, "key-digest-morning", Locale::Vi).await.sees(&vi("digests-on"));
        hien.taps(&vi("key-digest-pause")).await.taps(&vi("key-digest-until-resumed")).await;
        hien.last_says(&vi("digests-paused"));
        s.clock_reaches("2024-04-05 08:00").await;
        s.all_read();
        assert_eq!(hien.count(MORNING), 1);
        opens(&hien, "key-digest-morning", Locale::Vi).await.taps(&vi("key-digest-resume")).await;
        hien.last_says(&vi("digests-on")).last_says("8/4/2024");
        s.clock_reaches("2024-04-08 07:30").await;
        hien.sees(&vi("digest-title"));
        // Off and on again.
        opens(&hien, "key-digest-morning", Locale::Vi).await.taps(&vi("key-digest-off")).await;
        hien.last_says(&vi("digests-off"));
        s.clock_reaches("2024-04-09 08:00").await;
        s.all_read();
        assert_eq!(hien.count(MORNING), 2);
        opens(&hien, "key-digest-morning", Locale::Vi).await.taps(&vi("key-digest-on")).await;
        hien.last_says("10/4/2024");
    })
    .await;
}

#[tokio::test]
async fn one_that_is_asked_for_comes_at_once_and_moves_nothing() {
    story("2024-03-18 08:00", async |s| {
        let hien = s.joined("Lê Thu Hiền", Role::Secretariat, Scope::Council).await;
        opens(&hien, "key-digest-morning", Locale::Vi).await;
        let before = s
            .count(
                "SELECT extract(epoch FROM next_at)::bigint FROM digest_subscription
            WHERE kind = 'morning'",
            )
            .await;
        let (message, data) = hien.button(&vi("key-digest-now"));
        hien.taps(&vi("key-digest-now")).await.last_says(&vi("digests-coming"));
        // A double tap asks once.
        hien.taps_at(message, &data).await;
        s.clock_reaches("2024-03-18 08:00").await;
        hien.sees(&vi("digest-title")).last_says(&vi("digest-ordered"));
        hien.last_does_not_say(&vi("digest-late"));
        assert_eq!(hien.count(&vi("digest-ordered")), 1);
        let after = s
            .count(
                "SELECT extract(epoch FROM next_at)::bigint FROM digest_subscription
            WHERE kind = 'morning'",
            )
            .await;
        assert_eq!(before, after, "the schedule stays");
        s.clock_reaches("2024-03-19 07:30").await;
        hien.sees(&vi("digest-title")).last_does_not_say(&vi("digest-ordered"));
        s.all_read();
        // Asked for again later: another one.
        opens(&hien, "key-digest-morning", Locale::Vi).await.taps(&vi("key-digest-now")).await;
        s.clock_reaches("2024-03-19 08:00").await;
        assert_eq!(hien.count(&vi("digest-ordered")), 2);
        // No campaign runs: the answer says so, also of the workbook.
        opens(&hien, "key-digest-campaign", Locale::Vi).await.taps(&vi("key-digest-now")).await;
        s.clock_reaches("2024-03-19 08:01").await;
        hien.sees(&vi("digest-no-campaign"));
        opens(&hien, "key-digest-weekly", Locale::Vi).await;
        hien.taps(&vi("key-digest-workbook")).await.last_says(&vi("digests-workbook-coming"));
        s.clock_reaches("2024-03-19 08:02").await;
        hien.last_says(&vi("digest-no-campaign"));
        assert_eq!(hien.files(), 0);
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn a_leader_and_the_standing_body_subscribe_to_the_weekly_one() {
    story("2024-03-18 08:00", async |s| {
        let cast = s.cast().await;
        let body = s.joined("Tạ Thị Ngân", Role::StandingBody, Scope::Council).await;
        for player in [&cast.chau, &body] {
            player
                .sends("/menu")
                .await
                .taps(&vi("key-digests"))
                .await
                .last_says(&vi("digest-weekly"));
            player.last_says(&vi("digests-off"));
            player
                .last_does_not_say(&vi("digest-morning"))
                .last_does_not_say(&vi("digest-campaign"));
            player.taps(&vi("key-digest-weekly")).await.taps(&vi("key-digest-on")).await;
            player.last_says("16:00 thứ Sáu 22/3/2024");
        }
        // The workbook names sub-tasks, which a delegation's leader does not see.
        cast.chau.has_no_button(&vi("key-digest-workbook"));
        body.buttons([&vi("key-digest-workbook")]);
        s.clock_reaches("2024-03-22 15:59").await;
        s.all_read();
        s.clock_reaches("2024-03-22 16:00").await;
        for player in [&cast.chau, &body, &cast.hien] {
            player.sees(&vi("digest-title-weekly")).sees(&vi("digest-week-visits"));
        }
        s.all_read();
    })
    .await;
}
