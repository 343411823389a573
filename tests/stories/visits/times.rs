//! Times that are taken, asked for, kept: who proposes, who decides.

use super::{MORNING, begins_a_visit, demo_visits};
use crate::support::{at, story, vi};
use doangiamsat::conversation::{Action, Then};
use doangiamsat::domain::Command;
use doangiamsat::domain::visits::{ActOnVisit, VisitAct, VisitCommand};

#[tokio::test]
async fn a_time_that_is_taken_comes_with_free_ones() {
    story(MORNING, async |s| {
        let hien = &s.cast().await.hien;
        begins_a_visit(hien, "phuong 2", "UBND Phường 2").await;
        hien.sends("2/4/2024 8h30").await.sends("90 phút").await.sends("Hội trường").await;
        hien.sees(&vi("refused-clash")).sees("UBND Phường 1").sees(&vi("slots-free"));
        hien.has_no_button(&vi("key-schedule-now"));
        // 07:30–10:00 and 10:30–13:00 are taken.
        hien.taps("🕗 13:00 thứ Ba 2/4/2024").await.sees("13:00").does_not_see(&vi("slots-free"));
        hien.taps(&vi("key-schedule-now")).await.sees(&vi("visit-draft")).sees("13:00");

        // Moving one onto another offers free times, too.
        hien.taps(&vi("key-move")).await.sends("2/4 11h").await.sees(&vi("refused-clash"));
        hien.has_no_button(&vi("key-move-now")).taps("🕗 13:00 thứ Ba").await;
        hien.taps(&vi("key-move-now")).await.sees("13:00");
    })
    .await;
}

#[tokio::test]
async fn a_day_and_an_hour_to_move_to_are_picked_from_the_calendar() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        cast.invites_the_ward(s).await;
        let hien = &cast.hien;
        hien.taps(&vi("key-move")).await.sees("4/2024").sees("[2•]").taps("›").await;
        hien.sees("5/2024").taps("‹").await.sees("4/2024").taps("23").await;
        hien.sees(&vi("move-hour")).sees("07:30");
        hien.sends("9h").await.sees("09:00 thứ Ba 23/4/2024").taps(&vi("key-move-now")).await;
        hien.sees(&vi("visit-invited")).sees("09:00");
        for told in [&cast.son, &cast.mai] {
            told.sees(&vi("notice-moved")).sees("23/4/2024");
            assert_eq!(told.count(&vi("notice-moved")), 1);
        }
        cast.son.taps(&vi("key-confirm-visit")).await.sees(&vi("visit-confirmed"));
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn a_proposed_time_is_accepted_with_one_look() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        cast.invites_the_ward(s).await;
        let (hien, son) = (&cast.hien, &cast.son);
        son.taps(&vi("key-another-time")).await.sees(&vi("another-time-title"));
        son.sends("trùng họp hội đồng phường").await.sees(&vi("another-time-when"));
        son.sends("hôm qua 8h").await.sees(&vi("refused-in-the-past"));
        son.sends("3/4 14h").await.sees(&vi("visit-reschedule-requested")).sees("14:00");
        for told in [hien, &cast.yen] {
            told.sees(&vi("notice-another-time")).sees("trùng họp").sees("14:00 thứ Tư 3/4/2024");
            told.buttons([&vi("key-keep-time"), &vi("key-choose-time")]);
        }
        hien.taps("✔ Chấp nhận 14:00").await.sees(&vi("move-to")).taps(&vi("key-move-now")).await;
        // Who asked for this very time need not confirm it.
        hien.sees(&vi("visit-confirmed")).sees("14:00");
        son.sees(&vi("notice-moved"));
        let by = "SELECT count(*) FROM visit_unit u JOIN person p ON p.id = u.answered_by
                  WHERE u.answer = 'confirmed' AND p.name = 'Trần Văn Sơn'";
        assert_eq!(s.count(by).await, 1);

        // The other notice still has its button: the visit has moved since.
        cast.yen.taps("✔ Chấp nhận 14:00").await.sees("14:00 thứ Tư 3/4/2024");
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn a_proposed_time_that_is_taken_leads_to_free_ones() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        cast.invites_the_ward(s).await;
        let (hien, son) = (&cast.hien, &cast.son);
        son.taps(&vi("key-another-time")).await.sends("trùng họp").await;
        son.sends("2/4 10h30").await.sees(&vi("visit-reschedule-requested"));
        hien.taps("✔ Chấp nhận 10:30").await.sees(&vi("refused-clash")).sees("thành phố");
        hien.taps("🕗 08:00 thứ Ba 2/4/2024").await.taps(&vi("key-move-now")).await;
        hien.sees(&vi("visit-invited")).sees("08:00");
        son.sees(&vi("notice-moved")).taps(&vi("key-confirm-visit")).await;
        son.sees(&vi("visit-confirmed"));
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn a_time_can_be_kept_with_a_word_to_the_unit() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        cast.invites_the_ward(s).await;
        let (yen, son) = (&cast.yen, &cast.son);
        son.taps(&vi("key-another-time")).await.sends("bận").await;
        son.taps(&vi("key-no-proposal")).await.sees(&vi("visit-reschedule-requested"));
        yen.sees(&vi("notice-another-time")).taps(&vi("key-keep-time")).await;
        yen.sends("Đoàn không còn ngày khác").await.sees(&vi("visit-invited"));
        for told in [son, &cast.mai] {
            told.sees(&vi("notice-time-kept")).sees("Đoàn không còn ngày khác");
        }
        assert_eq!(s.audit("keep_time").await, ["done"]);
        // Somebody who had the other notice finds it settled.
        cast.hien.taps(&vi("key-keep-time")).await.sends("giữ nguyên").await;
        cast.hien.sees(&vi("refused-already-done"));
        cast.mai.taps(&vi("key-confirm-visit")).await.sees(&vi("visit-confirmed"));
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn short_notice_is_shown_with_its_reason_before_it_goes_out() {
    story("2024-03-28 09:00", async |s| {
        let cast = s.cast().await;
        let hien = &cast.hien;
        hien.sends("/menu").await.taps("Gửi giấy mời: UBND Phường 1").await;
        hien.taps(&vi("key-invite-unit")).await.sees(&vi("invite-unit-short"));
        hien.has_no_button(&vi("key-invite-now"));
        hien.sends(&"x".repeat(4096)).await.sees(&vi("note-too-long"));
        hien.sends("Thường trực yêu cầu").await.sees("Thường trực yêu cầu");
        assert_eq!(s.audit("invite_unit").await, Vec::<String>::new());
        hien.taps(&vi("key-invite-now")).await.sees(&vi("visit-invited"));
        cast.son.sees(&vi("notice-invited"));
        assert_eq!(s.audit("invite_unit").await, ["done"]);
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn a_unit_moves_nothing_and_an_old_version_neither() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        cast.invites_the_ward(s).await;
        let (visit, _) = demo_visits(s).await;
        let moves = |version| {
            let act = VisitAct::Move { starts_at: at("2024-04-04 08:00") };
            let command =
                Command::Visits(VisitCommand::ActOnVisit(ActOnVisit { visit, version, act }));
            Action::Do { command, then: Then::Stay }
        };
        for (player, version, outcome) in [
            (&cast.son, 2, "not_allowed"),
            (&cast.hien, 1, "changed"),
            (&cast.thuy, 2, "not_allowed"),
        ] {
            let data = s.plants(player, moves(version)).await;
            player.taps_data(&data).await;
            assert_eq!(s.audit("move_visit").await.pop().as_deref(), Some(outcome));
        }
        s.all_read();
    })
    .await;
}
