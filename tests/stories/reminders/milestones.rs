//! The milestones of a delegation: reckoned, recalled, done, moved.

use super::{founded, in_may, only_these_hear};
use crate::support::{Story, said, story, vi};
use chrono::NaiveDate;
use doangiamsat::conversation::{Action, State, Then};
use doangiamsat::domain::delegations::{DelegationCommand, MilestoneAct, WorkOnMilestone};
use doangiamsat::domain::{Command, Locale, MilestoneId};

#[tokio::test]
async fn the_outline_is_recalled_before_the_holidays_in_vietnamese() {
    story("2023-04-05 08:00", async |s| outline(s, Locale::Vi).await).await;
}

#[tokio::test]
async fn the_outline_is_recalled_before_the_holidays_in_english() {
    story("2023-04-05 08:00", async |s| outline(s, Locale::En).await).await;
}

/// Step 3 of the acceptance script.
async fn outline(s: &Story, locale: Locale) {
    let t = |key: &str| said(locale, key);
    let in_vietnamese = locale == Locale::Vi;
    let m = in_may(s, locale).await;
    m.hien.taps(&t("key-milestones")).await;
    let days = if in_vietnamese {
        ["28/4/2023", "10/5/2023", "5/6/2023", "6/6/2023", "9/6/2023"]
    } else {
        ["28 April 2023", "10 May 2023", "5 June 2023", "6 June 2023", "9 June 2023"]
    };
    for day in days {
        m.hien.sees(day);
    }
    m.hien.sees(&t("milestone-default"));

    s.clock_reaches("2023-04-27 08:00").await;
    s.all_read(); // T-3, T-1 and the digests have stories of their own
    s.clock_reaches("2023-04-28 07:59").await;
    s.all_read();
    s.clock_reaches("2023-04-28 08:00").await;
    only_these_hear(s, &[&m.hien, &m.yen]);
    for player in [&m.hien, &m.yen] {
        player.sees(&t("reminder-today"));
        player.last_says(&t("milestone-outline")).last_says("Ngày Chiến thắng");
        if in_vietnamese {
            player.last_says("gửi đề cương");
            player.last_says("15 ngày trước 15/5/2023 là 30/4/2023, ngày nghỉ lễ");
            player.last_says("nên lùi về 28/4/2023");
        } else {
            player.last_says("15 days before 15 May 2023 is 30 April 2023, a public holiday");
            player.last_says("moves back to 28 April 2023");
        }
    }
    m.yen.taps(&t("key-done-outline")).await.sees("Bùi Hải Yến").sees(&t("key-milestone-undo"));
    // A second tap, by the other reader, is answered and changes nothing.
    m.hien.taps(&t("key-done-outline")).await.sees(&t("refused-already-done"));
    assert_eq!(s.audit("mark_milestone").await, ["done", "already_done"]);

    let said_so_far = m.yen.messages().len();
    s.clock_reaches("2023-05-04 06:00").await;
    assert_eq!(m.yen.messages().len(), said_so_far, "nothing more about it, and the holidays rest");
    s.all_read();
}

#[tokio::test]
async fn a_milestone_that_is_not_done_after_all_is_recalled_again() {
    story("2023-04-05 08:00", async |s| {
        let m = in_may(s, Locale::Vi).await;
        s.clock_reaches("2023-04-28 08:00").await;
        s.all_read();
        m.yen.taps(&vi("key-done-outline")).await.taps(&vi("key-milestone-undo")).await;
        m.yen.sees(&vi("milestone-open"));
        s.clock_reaches("2023-05-04 08:00").await;
        m.yen.last_says(&vi("reminder-overdue")).last_says(&vi("milestone-outline"));
        m.hien.last_says(&vi("reminder-overdue"));
        // Nobody above the office hears of a chore of the delegation's own.
        s.all_read();
        s.clock_reaches("2023-05-05 08:00").await;
        assert_eq!(m.chau.unread(), Vec::<String>::new());
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn another_day_starts_the_reminders_anew() {
    story("2023-04-05 08:00", async |s| {
        let m = in_may(s, Locale::Vi).await;
        let yen = &m.yen;
        m.opens(yen).await.taps(&vi("key-milestones")).await.taps("28/4/2023").await;
        yen.sees("nên lùi về 28/4/2023").taps(&vi("key-milestone-move")).await;
        yen.sends("4/4/2023").await.sees(&vi("refused-in-the-past"));
        yen.sends("31/2/2023").await.sees(&vi("moment-no-such-date"));
        yen.sends("29/4/2023").await.sees(&vi("milestone-reason"));
        yen.sends(&"x".repeat(4096)).await.sees(&vi("note-too-long"));
        yen.sends("Chờ ý kiến").await.sees("ngày nghỉ lễ (Giỗ Tổ Hùng Vương)");
        yen.taps(&vi("key-back")).await.last_says(&vi("milestone-reason"));
        yen.taps(&vi("key-back")).await.sends("26/4/2023").await.sends("Gửi <chậm> hơn").await;
        yen.last_says("Gửi <chậm> hơn").sends("Gửi <sớm> hơn").await;
        yen.last_says(&vi("milestone-review")).last_says("26/4/2023");
        yen.taps(&vi("key-milestone-move-now")).await.sees("26/4/2023").sees("Gửi <sớm> hơn");
        m.hien.sees(&vi("notice-milestone-moved")).sees("thứ Tư 26/4/2023").sees("Gửi <sớm> hơn");
        only_these_hear(s, &[]);

        s.clock_reaches("2023-04-26 07:59").await;
        s.all_read();
        s.clock_reaches("2023-04-26 08:00").await;
        only_these_hear(s, &[&m.hien, yen]);
        yen.sees(&vi("reminder-today")).last_says("26/4/2023").last_says("ngày đã được đổi");
        yen.taps(&vi("key-done-outline")).await;
        s.clock_reaches("2023-04-28 08:00").await;
        assert_eq!(yen.count(&vi("reminder-overdue")), 0, "the old day is forgotten");
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn a_changed_window_is_reckoned_anew_and_what_is_done_stays() {
    story("2023-04-05 08:00", async |s| {
        let m = in_may(s, Locale::Vi).await;
        m.hien.taps(&vi("key-milestones")).await.taps("10/5/2023").await;
        m.hien.taps(&vi("key-done-unit-reports")).await;
        m.opens(&m.hien).await.taps(&vi("key-edit-delegation")).await;
        m.hien.taps(&vi("key-field-window")).await.sends("22 - 30/5/2023").await;
        m.opens(&m.hien).await.taps(&vi("key-milestones")).await;
        // 15 days before 22 May is Sunday 7 May; the report is reckoned from the end as before.
        for line in ["○ 5/5/2023: gửi đề cương", "✔ 10/5/2023", "○ 9/6/2023"] {
            m.hien.last_says(line);
        }
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn a_first_visit_brings_the_programme_and_goes_with_it() {
    story("2023-04-05 08:00", async |s| {
        let m = in_may(s, Locale::Vi).await;
        m.invites_the_ward(s, "16/5/2023 7h30").await;
        let programmes = "SELECT count(*) FROM milestone WHERE kind = 'programme'
            AND due_on = '2023-05-09'";
        assert_eq!(s.count(programmes).await, 1);
        s.clock_reaches("2023-05-08 17:00").await;
        s.all_read();
        s.clock_reaches("2023-05-09 08:00").await;
        m.yen.sees("7 ngày trước 16/5/2023").sees("Đoàn số 1");
        s.all_read();
        // Moved by ten days: reckoned anew. Cancelled: nothing is owed.
        m.hien.sends("/menu").await.taps("UBND Phường 1").await.taps(&vi("key-move")).await;
        m.hien.sends("26/5/2023 7h30").await.taps(&vi("key-move-now")).await;
        let moved = "SELECT count(*) FROM milestone WHERE kind = 'programme'
            AND due_on = '2023-05-19'";
        assert_eq!(s.count(moved).await, 1);
        m.hien.taps(&vi("key-cancel-visit")).await.sends("Đơn vị đã sáp nhập").await;
        m.hien.taps(&vi("key-cancel-visit-now")).await;
        assert_eq!(s.count("SELECT count(*) FROM milestone WHERE kind = 'programme'").await, 0);
        s.all_read();
        s.clock_reaches("2023-05-19 08:00").await;
        m.yen.does_not_see("7 ngày trước 26/5/2023");
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn what_is_past_when_the_plan_is_made_is_kept_and_not_recalled() {
    story("2023-05-10 09:00", async |s| {
        let m = in_may(s, Locale::Vi).await;
        m.hien.taps(&vi("key-milestones")).await.last_says("⏰ 28/4/2023");
        s.clock_reaches("2023-05-10 14:00").await;
        only_these_hear(s, &[&m.hien, &m.yen]);
        m.yen.sees(&vi("reminder-today")).last_says(&vi("milestone-unit-reports"));
        m.yen.does_not_see("gửi đề cương");
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn a_council_s_own_day_off_counts() {
    story("2023-04-05 08:00", async |s| {
        s.sql(
            "INSERT INTO day_off (council_id, day, kind, name, decree)
             SELECT id, '2023-04-28', 'off', 'Ngày của tỉnh', '1/QĐ-UBND' FROM council",
        )
        .await;
        let m = in_may(s, Locale::Vi).await;
        m.hien.taps(&vi("key-milestones")).await.last_says("○ 27/4/2023: gửi đề cương");
    })
    .await;
}

#[tokio::test]
async fn a_draft_without_a_window_has_none() {
    story("2023-04-05 08:00", async |s| {
        let m = founded(s, Locale::Vi, None).await;
        m.hien.sees(&vi("missing-window")).has_no_button(&vi("key-plan"));
        m.hien.has_no_button(&vi("key-milestones"));
        let milestones = Action::Go(State::milestones(m.delegation));
        let data = s.plants(&m.hien, milestones).await;
        m.hien.taps_data(&data).await;
        m.hien.sees(&vi("milestones-no-window"));
        assert_eq!(s.count("SELECT count(*) FROM milestone").await, 0);
        // The window makes the plan complete, and the plan its milestones.
        m.opens_the_draft(Locale::Vi).await.taps(&vi("key-mend-window")).await;
        m.hien.sends("15 - 30/5/2023").await.has_no_button(&vi("key-milestones"));
        assert_eq!(s.count("SELECT count(*) FROM milestone").await, 0);
        m.opens_the_draft(Locale::Vi).await;
        m.plan(s, Locale::Vi).await;
        m.hien.taps(&vi("key-milestones")).await.last_says("○ 28/4/2023");
    })
    .await;
}

#[tokio::test]
async fn members_and_stale_buttons_change_nothing() {
    story("2023-04-05 08:00", async |s| {
        let m = in_may(s, Locale::Vi).await;
        let outline = s.count("SELECT id FROM milestone WHERE kind = 'outline'").await;
        let milestone = MilestoneId(outline);
        let work = |act| Action::Do {
            command: Command::Delegations(DelegationCommand::Milestone(WorkOnMilestone {
                milestone,
                act,
            })),
            then: Then::Stay,
        };
        let move_to = |version, day: &str| {
            let due_on: NaiveDate = day.parse().unwrap();
            work(MilestoneAct::Move { version, due_on, reason: "Bận".to_owned() })
        };
        let mark = work(MilestoneAct::Mark { done: true });
        m.opens(&m.tuan).await.has_no_button(&vi("key-milestones"));
        for action in
            [mark.clone(), move_to(1, "2023-04-20"), Action::Go(State::milestones(m.delegation))]
        {
            let data = s.plants(&m.tuan, action).await;
            m.tuan.taps_data(&data).await;
            m.tuan.sees(&vi("refused-not-allowed"));
        }
        m.chau.sends("/menu").await;
        let data = s.plants(&m.chau, move_to(1, "2023-04-20")).await;
        m.chau.taps_data(&data).await;
        let data = s.plants(&m.chau, move_to(1, "2023-04-21")).await;
        m.chau.taps_data(&data).await;
        m.chau.sees(&vi("refused-changed"));
        let outcomes = ["not_allowed", "done", "changed"];
        assert_eq!(s.audit("move_milestone").await, outcomes);
        let data = s.plants(&m.chau, mark).await;
        m.chau.taps_data(&data).await;
        let data = s.plants(&m.chau, move_to(3, "2023-04-24")).await;
        m.chau.taps_data(&data).await;
        m.chau.sees(&vi("refused-wrong-state"));
        s.all_read();
    })
    .await;
}
