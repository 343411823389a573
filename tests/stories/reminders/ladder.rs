//! The ladder: to whom, on which days, in how many messages.

use super::{in_autumn, in_may, only_these_hear};
use crate::support::{story, vi};
use doangiamsat::demo::seed::Start;
use doangiamsat::domain::{Locale, Role, Scope};

/// Step 8 of the acceptance script.
#[tokio::test]
async fn a_head_who_has_not_signed_is_reminded_the_day_before() {
    story("2024-03-18 08:00", async |s| {
        let cast = s.cast().await;
        cast.invites_the_ward(s).await;
        cast.begins_to_answer(&cast.mai).await;
        cast.mai.taps("Có").await;
        s.clock_reaches("2024-04-01 07:29").await;
        s.all_read();
        s.clock_reaches("2024-04-01 07:30").await;
        cast.hien.sees(&vi("digest-unsigned")).last_says("UBND Phường 1: chưa nộp, còn");
        for word in ["submission-final", "submission-signed-off", "submission-verified"] {
            let digest = cast.hien.messages().pop().expect("a digest");
            assert!(!digest.text.contains(&vi(word)), "{}", digest.text);
        }
        cast.thuy.has_read_everything(); // the other council's digest
        s.clock_reaches("2024-04-01 08:00").await;
        only_these_hear(s, &[&cast.mai, &cast.son, &cast.yen]);
        for player in [&cast.mai, &cast.son, &cast.yen] {
            player.sees(&vi("reminder-tomorrow")).last_says("UBND Phường 1: chưa nộp, còn");
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_overdue_climbs_to_the_standing_body_over_the_holidays() {
    story("2023-04-17 08:00", async |s| {
        let m = in_autumn(s).await;
        let lead = s.joined("Phan Văn Lộc", Role::GroupLeader, s.first_group().await).await;
        let body = s.joined("Tạ Thị Ngân", Role::StandingBody, Scope::Council).await;
        let [son, mai] = m.invites_the_ward(s, "28/4/2023 15h").await;
        m.sends_the_programme(s).await;
        let (hien, yen, chau) = (&m.hien, &m.yen, &m.chau);
        s.clock_reaches("2023-04-28 07:59").await;
        s.all_read();
        s.clock_reaches("2023-04-28 08:00").await;
        only_these_hear(s, &[&son, &mai]);
        son.sees(&vi("reminder-today"));
        mai.sees(&vi("reminder-today"));
        s.clock_reaches("2023-04-28 14:00").await;
        only_these_hear(s, &[]);
        // Giỗ Tổ, 30 April, 1 May and the two days in their stead: nothing goes out, no digest.
        for day in ["2023-04-29", "2023-04-30", "2023-05-01", "2023-05-02", "2023-05-03"] {
            s.clock_reaches(&format!("{day} 08:00")).await;
            s.clock_reaches(&format!("{day} 14:00")).await;
            only_these_hear(s, &[]);
        }
        // T+1 and T+3 meet on Thursday: each step's own readers hear of it.
        s.clock_reaches("2023-05-04 07:30").await;
        only_these_hear(s, &[hien]);
        hien.sees(&vi("digest-overdue"));
        s.clock_reaches("2023-05-04 08:00").await;
        only_these_hear(s, &[&son, yen, &lead]);
        son.sees(&vi("reminder-overdue"));
        yen.sees(&vi("reminder-overdue"));
        lead.sees(&vi("reminder-chase")).last_says(&vi("propose-chaser"));
        lead.last_says("Đề nghị UBND Phường 1 khẩn trương");
        // T+7, T+15; 13 May is a Saturday.
        s.clock_reaches("2023-05-05 08:00").await;
        hien.sees(&vi("digest-title")).has_read_everything(); // the evenings, too
        only_these_hear(s, &[chau]);
        chau.sees(&vi("reminder-late")).last_says(&vi("propose-late-list"));
        s.clock_reaches("2023-05-13 08:00").await;
        hien.sees(&vi("digest-title")).has_read_everything(); // the evenings, too
        only_these_hear(s, &[]);
        s.clock_reaches("2023-05-15 08:00").await;
        hien.sees(&vi("digest-title")).has_read_everything(); // the evenings, too
        only_these_hear(s, &[&body]);
        body.sees(&vi("reminder-explain")).last_says(&vi("propose-explanation"));
        s.clock_reaches("2023-07-03 08:00").await;
        hien.sees(&vi("digest-title")).has_read_everything(); // the evenings, too
        only_these_hear(s, &[]);
    })
    .await;
}

#[tokio::test]
async fn the_secretary_hears_of_a_monday_s_visit_on_monday() {
    story("2023-04-05 08:00", async |s| {
        let m = in_autumn(s).await;
        let [son, mai] = m.invites_the_ward(s, "24/4/2023 15h").await;
        m.sends_the_programme(s).await;
        s.clock_reaches("2023-04-21 14:00").await;
        s.all_read(); // T-3, and the visit itself
        s.clock_reaches("2023-04-24 07:59").await;
        s.all_read();
        // T-1 is a Sunday: it goes out with T0.
        s.clock_reaches("2023-04-24 08:00").await;
        only_these_hear(s, &[&son, &mai, &m.yen]);
        for player in [&son, &mai, &m.yen] {
            player.sees(&vi("reminder-today"));
            assert_eq!(player.count(&vi("reminder-tomorrow")), 0);
        }
    })
    .await;
}

#[tokio::test]
async fn the_delegation_s_leader_stands_in_for_a_group_s() {
    story("2024-03-18 08:00", async |s| {
        let cast = s.cast().await;
        cast.invites_the_ward(s).await;
        s.clock_reaches("2024-04-05 07:59").await;
        s.all_read();
        s.clock_reaches("2024-04-05 08:00").await;
        only_these_hear(s, &[&cast.chau]);
        cast.chau.sees(&vi("reminder-chase"));
    })
    .await;
}

#[tokio::test]
async fn three_days_before_help_is_one_tap_away() {
    story("2023-04-05 08:00", async |s| {
        let m = in_autumn(s).await;
        let [son, mai] = m.invites_the_ward(s, "20/4/2023 8h").await;
        m.sends_the_programme(s).await;
        s.clock_reaches("2023-04-17 07:59").await;
        s.all_read();
        s.clock_reaches("2023-04-17 08:00").await;
        only_these_hear(s, &[&son, &mai]);
        son.sees(&vi("reminder-soon"));
        mai.sees(&vi("reminder-soon")).taps(&vi("key-need-help")).await;
        mai.sees("UBND Phường 1").sends("Chưa có máy quét").await.sees("Chưa có máy quét");
        mai.taps(&vi("category-ha-tang")).await.sees(&vi("difficulty-reported"));
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn one_person_gets_one_message_in_a_slot_whatever_it_is_about() {
    story("2023-04-17 08:00", async |s| {
        let m = in_may(s, Locale::Vi).await;
        let [son, mai] = m.invites_the_ward(s, "16/5/2023 15h").await;
        // The units' reports are put off to the day of the visit.
        m.opens(&m.hien).await.taps(&vi("key-milestones")).await.taps("10/5/2023").await;
        m.hien.taps(&vi("key-milestone-move")).await.sends("16/5/2023").await;
        m.hien.sends("Theo đề nghị của đơn vị").await.taps(&vi("key-milestone-move-now")).await;
        s.clock_reaches("2023-05-15 07:59").await;
        s.all_read();
        let before = m.yen.messages().len();
        s.clock_reaches("2023-05-15 08:00").await;
        assert_eq!(m.yen.messages().len(), before + 1, "one message");
        m.yen.sees(&vi("reminder-tomorrow")).sees(&vi("reminder-due-tomorrow"));
        m.yen.last_says("UBND Phường 1").last_says(&vi("milestone-unit-reports"));
        m.yen.buttons(["📋 Phiếu của UBND Phường 1", "Đã nhận đủ báo cáo"]);
        m.hien.sees(&vi("reminder-due-tomorrow"));
        only_these_hear(s, &[&son, &mai]);
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn after_downtime_the_highest_step_alone_is_sent() {
    story("2024-03-18 08:00", async |s| {
        let cast = s.cast().await;
        cast.invites_the_ward(s).await;
        s.clock_reaches("2024-04-02 09:00").await;
        for player in [&cast.mai, &cast.son] {
            assert_eq!(player.count(&vi("reminder-today")), 1, "{}", player.transcript());
            for lower in ["reminder-soon", "reminder-tomorrow", "visit-reminder-eve"] {
                assert_eq!(player.count(&vi(lower)), 0, "{}", player.transcript());
            }
            // The visit has begun at 07:30: nobody is told that it is near.
            assert_eq!(player.count(&vi("visit-reminder-morning")), 0);
        }
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn the_demo_s_clock_goes_to_everything_that_is_due() {
    story("2024-03-15 08:00", async |s| {
        let cast = s.cast().await;
        cast.invites_the_ward(s).await;
        assert_eq!(s.clock.now(), Start::TayNinh.at());
        let mut seen = vec![];
        loop {
            let mut tx = s.app.store.begin().await.unwrap();
            let due = doangiamsat::store::reminders::deadlines::next_due(&mut tx, s.clock.now());
            let due = due.await.unwrap().unwrap();
            drop(tx);
            let due = doangiamsat::clock::local(due).format("%d/%m %H:%M").to_string();
            if due.starts_with("03/04") {
                break;
            }
            s.clock_reaches(&format!("2024-{}-{} {}", &due[3..5], &due[..2], &due[6..])).await;
            seen.push(due);
            s.all_read();
        }
        let digests = |it: &String| ["07:30", "16:00", "17:00"].iter().any(|at| it.ends_with(at));
        assert!(!seen.iter().any(|it| it.ends_with("16:30")), "no campaign is running");
        seen.retain(|it| !digests(it));
        assert_eq!(
            seen,
            ["26/03 08:00", "01/04 08:00", "01/04 14:00", "02/04 06:30", "02/04 08:00"]
        );
    })
    .await;
}
