//! The stages of a delegation after its minutes.

use super::{MORNING, after_the_visits, claimed, drafts, issued, opens, runs};
use crate::support::{Story, said, story, vi};
use doangiamsat::domain::delegations::{DelegationAct, DelegationCommand, WorkOnDelegation};
use doangiamsat::domain::recommendations::Paper;
use doangiamsat::domain::{Command, DelegationId, Locale};

#[tokio::test]
async fn reported_followed_up_and_closed_in_vietnamese() {
    story(MORNING, async |s| whole(s, Locale::Vi).await).await;
}

#[tokio::test]
async fn reported_followed_up_and_closed_in_english() {
    story(MORNING, async |s| whole(s, Locale::En).await).await;
}

async fn whole(s: &Story, locale: Locale) {
    let t = |key: &str| said(locale, key);
    let cast = claimed(s).await;
    let (yen, chau, hien) = (&cast.yen, &cast.chau, &cast.hien);
    let body = s.named("Dương Thị Hạnh");
    for player in [yen, chau, hien, &body, &cast.tuan] {
        s.speaks(player, locale).await;
    }
    // A visit that is not closed stands in the way, and is named.
    s.sql("UPDATE visit SET state = 'draft' WHERE id = (SELECT min(id) FROM visit)").await;
    opens(chau, locale).await.taps(&t("key-report-delegation")).await;
    chau.last_says(&t("left-visit")).last_says("UBND Phường 1").has_no_button(&t("report-paper"));
    s.sql("UPDATE visit SET state = 'cancelled'").await;
    opens(chau, locale).await.taps(&t("key-report-delegation")).await;
    chau.taps(&t("key-report-delegation")).await.sends("45/BC-ĐGS").await;
    chau.last_says(&t("report-paper-date")).sends("5/5/2024").await;
    chau.last_says(&t("report-review")).taps(&t("key-report-now")).await;
    chau.last_says(&t("delegation-reported")).last_says("45/BC-ĐGS");
    for told in [yen, hien, &body, &cast.tuan] {
        told.sees(&t("notice-stage")).sees("45/BC-ĐGS");
    }
    s.all_read();
    // A recommendation has been issued: the secretary takes the delegation on.
    opens(yen, locale).await.taps(&t("key-follow-up")).await.taps(&t("key-follow-up")).await;
    yen.taps(&t("key-follow-up-now")).await.last_says(&t("delegation-following-up"));
    s.all_read();
    // It is closed when nothing is open.
    opens(yen, locale).await.taps(&t("key-close-delegation")).await;
    yen.last_says(&t("left-recommendation")).last_says("Bố trí cán bộ");
    yen.taps(&t("key-recommendations")).await.taps("Bố trí cán bộ").await;
    yen.taps(&t("key-verify-done")).await.taps(&t("key-verify-now")).await;
    s.all_read();
    opens(yen, locale).await.taps(&t("key-close-delegation")).await;
    yen.taps(&t("key-close-delegation")).await.last_says(&t("close-review"));
    yen.taps(&t("key-close-now")).await.last_says(&t("delegation-closed"));
    yen.has_no_button(&t("key-close-delegation"));
    for told in [chau, hien, &body] {
        told.sees(&t("notice-stage"));
    }
    yen.taps(&t("key-recommendations")).await.has_no_button(&t("key-compose"));
    s.all_read();
}

#[tokio::test]
async fn what_is_open_is_handed_over_with_a_reason_before_closing() {
    story(MORNING, async |s| {
        let cast = issued(s).await;
        drafts(&cast.yen, "Dự thảo bỏ quên", "30 ngày", Locale::Vi).await;
        s.sql("UPDATE delegation SET state = 'following_up', report_number = '45/BC-ĐGS',
                 report_date = '2024-05-05' WHERE id = (SELECT min(delegation_id) FROM recommendation)")
            .await;
        opens(&cast.yen, Locale::Vi).await.taps(&vi("key-close-delegation")).await;
        cast.yen.last_says(&vi("left-draft")).last_says(&vi("left-recommendation"));
        let hien = &cast.hien;
        hien.sends("/menu").await.taps("Dự thảo bỏ quên").await.taps(&vi("key-drop")).await;
        hien.taps(&vi("key-drop-now")).await.taps("Bố trí cán bộ").await;
        hien.taps(&vi("key-hand-over")).await.sends("Ban Pháp chế theo dõi từ 2025").await;
        hien.last_says(&vi("hand-over-review")).taps(&vi("key-hand-over-now")).await;
        hien.last_says(&vi("recommendation-handed")).has_no_button(&vi("key-hand-over-now"));
        for told in [&cast.son, &cast.mai, &cast.yen] {
            told.sees(&vi("notice-handed-over")).sees("Ban Pháp chế");
        }
        let over = "SELECT count(*) FROM deadline WHERE next_at IS NOT NULL";
        assert_eq!(s.count(over).await, 0);
        opens(hien, Locale::Vi).await.taps(&vi("key-close-delegation")).await;
        hien.taps(&vi("key-close-delegation")).await.taps(&vi("key-close-now")).await;
        hien.last_says(&vi("delegation-closed"));
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn stages_are_reached_in_order_by_those_who_may() {
    story(MORNING, async |s| {
        let cast = after_the_visits(s).await;
        let delegation = DelegationId(s.count("SELECT min(delegation_id) FROM visit").await);
        let v = s.count("SELECT version::bigint FROM delegation ORDER BY id LIMIT 1").await as i32;
        let report = Paper { number: "45/BC-ĐGS".into(), date: "2024-05-05".parse().unwrap() };
        let ahead = Paper { number: "45/BC-ĐGS".into(), date: "2024-06-05".parse().unwrap() };
        let work = |act, version| {
            let work = WorkOnDelegation { delegation, version, act };
            Command::Delegations(DelegationCommand::WorkOn(work))
        };
        let reported = |report: &Paper, version| {
            work(DelegationAct::Report { report: report.clone() }, version)
        };
        let follow = |version| work(DelegationAct::FollowUp, version);
        let close = |version| work(DelegationAct::Close, version);
        for player in [&cast.hien, &cast.yen, &cast.tuan, &cast.son, &cast.thuy] {
            let outcome = runs(s, player, reported(&report, v)).await;
            assert_eq!(outcome, "not_allowed", "{}", player.name);
        }
        for player in [&cast.tuan, &cast.son, &cast.thuy] {
            assert_eq!(runs(s, player, follow(v)).await, "not_allowed", "{}", player.name);
            assert_eq!(runs(s, player, close(v)).await, "not_allowed", "{}", player.name);
        }
        assert_eq!(runs(s, &cast.yen, follow(v)).await, "wrong_state");
        assert_eq!(runs(s, &cast.yen, close(v)).await, "wrong_state");
        assert_eq!(runs(s, &cast.chau, reported(&ahead, v)).await, "paper_wanted");
        assert_eq!(runs(s, &cast.chau, reported(&report, v - 1)).await, "changed");
        assert_eq!(runs(s, &cast.chau, reported(&report, v)).await, "done");
        assert_eq!(runs(s, &cast.chau, reported(&report, v)).await, "already_done");
        // Nothing has been issued.
        assert_eq!(runs(s, &cast.yen, follow(v + 1)).await, "unfinished");
        cast.yen.last_says(&vi("left-nothing-issued"));
        s.all_read();
    })
    .await;
}
