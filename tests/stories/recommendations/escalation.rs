//! What is overdue climbs the ladder, and each step is a person's tap.

use super::{MORNING, id, only_these_hear, runs, taken_up, version};
use crate::support::{story, vi};
use doangiamsat::domain::Command;
use doangiamsat::domain::recommendations::{
    ActOnRecommendation, Escalation, Paper, RecommendationAct, RecommendationCommand,
};

#[tokio::test]
async fn reminders_of_a_recommendation_follow_the_table() {
    story(MORNING, async |s| {
        let cast = taken_up(s).await;
        let (mai, son, yen, chau) = (&cast.mai, &cast.son, &cast.yen, &cast.chau);
        let body = s.named("Dương Thị Hạnh");
        // Due on Wednesday 5 June; given 30 days before: no R0.
        for (when, readers, heading) in [
            ("2024-05-29", vec![mai], "reminder-soon"),
            ("2024-06-04", vec![mai, son, yen], "reminder-due-tomorrow"),
            ("2024-06-05", vec![mai, son], "reminder-today"),
            ("2024-06-06", vec![son, yen], "reminder-overdue"),
            ("2024-06-10", vec![chau], "reminder-chase"),
            ("2024-06-12", vec![chau], "reminder-late"),
            ("2024-06-20", vec![&body], "reminder-explain"),
        ] {
            s.clock_reaches(&format!("{when} 07:59")).await;
            s.all_read();
            s.clock_reaches(&format!("{when} 08:00")).await;
            only_these_hear(s, &readers);
            for reader in readers {
                reader.sees(&vi(heading)).sees("Bố trí cán bộ").sees("5/6/2024");
            }
        }
        chau.sees(&vi("propose-late-list"));
        body.taps("Bố trí cán bộ").await.last_says("Quá hạn 15 ngày");
        s.clock_reaches("2024-07-30 14:00").await;
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn help_is_one_tap_away_three_days_before() {
    story(MORNING, async |s| {
        let cast = taken_up(s).await;
        s.sql("UPDATE recommendation SET due_on = '2024-06-07'").await;
        s.sql("UPDATE deadline SET due_on = '2024-06-07' WHERE subject_kind = 'recommendation'")
            .await;
        s.clock_reaches("2024-06-04 07:59").await;
        s.all_read();
        s.clock_reaches("2024-06-04 08:00").await;
        cast.son.sees(&vi("reminder-soon"));
        cast.mai.sees(&vi("reminder-soon")).taps(&vi("key-need-help")).await;
        cast.mai.sends("Thiếu chỉ tiêu biên chế").await.taps(&vi("category-nhan-luc")).await;
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn each_step_is_proposed_to_its_role_and_happens_by_a_tap() {
    story(MORNING, async |s| {
        let cast = taken_up(s).await;
        let (mai, son, yen, chau) = (&cast.mai, &cast.son, &cast.yen, &cast.chau);
        let body = s.named("Dương Thị Hạnh");
        s.clock_reaches("2024-06-07 08:30").await;
        s.all_read();
        chau.sends("/menu").await.has_no_button(&vi("step-chase"));
        // T+3 is a Saturday: E2 comes on Monday; nothing has happened by itself.
        s.clock_reaches("2024-06-10 08:00").await;
        s.all_read();
        assert_eq!(s.count("SELECT count(*) FROM recommendation WHERE step IS NOT NULL").await, 0);
        body.sends("/menu").await.has_no_button(&vi("step-chase"));
        yen.sends("/menu").await.taps(&vi("item-recommendation-late")).await;
        yen.has_no_button(&vi("key-put-off"));
        // Put off with a reason: not proposed again for a week, and the unit is not told.
        chau.sends("/menu").await.taps(&vi("step-chase")).await.last_says(&vi("step-proposed"));
        chau.taps(&vi("key-put-off")).await.sends("Đơn vị hẹn thứ Sáu").await;
        chau.last_says("Đơn vị hẹn thứ Sáu").last_says(&vi("history-step-put-off"));
        chau.sends("/menu").await.has_no_button(&vi("step-chase"));
        only_these_hear(s, &[]);
        s.clock_reaches("2024-06-17 08:00").await;
        s.all_read();
        chau.sends("/menu").await.taps(&vi("step-chase")).await.taps(&vi("key-take-step")).await;
        chau.sends("45/HĐND-VP ngày 17/6/2024").await.last_says(&vi("step-review"));
        chau.sends("Gửi hỏa tốc").await.taps(&vi("key-take-step-now")).await;
        chau.last_says(&vi("recommendation-step")).last_says("45/HĐND-VP");
        for told in [mai, son, yen, &cast.hien] {
            told.sees("Đôn đốc lần 1").sees("45/HĐND-VP").sees("Gửi hỏa tốc");
        }
        // The next is proposed after a pause, to the delegation's leader.
        chau.sends("/menu").await.has_no_button("Đôn đốc lần tiếp theo?");
        s.clock_reaches("2024-06-21 08:00").await;
        s.all_read();
        chau.sends("/menu").await.taps("Đôn đốc lần tiếp theo?").await;
        chau.taps(&vi("key-take-step")).await.sends("51/HĐND-VP ngày 21/6/2024").await;
        chau.taps(&vi("key-take-step-now")).await;
        s.all_read();
        // From T+15 on the standing body asks for an explanation…
        body.sends("/menu").await.taps(&vi("item-ask-explanation")).await;
        body.taps(&vi("key-ask-explanation")).await.sends("60/HĐND-TT ngày 21/6/2024").await;
        for day in ["20/6/2024", "25/6/2024", "22/7/2024"] {
            body.last_says(&vi("explanation-due")).sends(day).await;
            body.last_says("từ 6/7/2024 đến 21/7/2024");
        }
        body.taps("15 ngày").await;
        body.last_says("6/7/2024").taps(&vi("key-ask-explanation-now")).await;
        for told in [mai, son, yen, chau] {
            told.sees(&vi("notice-explanation-asked")).sees("6/7/2024").sees("60/HĐND-TT");
        }
        // … which is followed like anything else.
        s.clock_reaches("2024-07-08 07:59").await;
        s.all_read();
        s.clock_reaches("2024-07-08 08:00").await;
        only_these_hear(s, &[son, yen, &body]);
        son.sees(&vi("reminder-overdue")).sees(&vi("reminder-explanation"));
        yen.has_read_everything();
        body.has_read_everything();
        son.sends("/menu").await.taps(&vi("item-explain")).await.taps(&vi("key-explain")).await;
        son.sends_photo().await.last_says(&vi("note-proof-kept"));
        son.sends("Chưa có chỉ tiêu, xong trong tháng 7").await;
        son.taps(&vi("key-explain-now")).await.last_says(&vi("recommendation-explained"));
        for told in [&body, yen, chau, &cast.hien] {
            told.sees(&vi("notice-explanation-given")).sees("xong trong tháng 7");
        }
        // The path goes on above the delegation.
        body.sends("/menu").await.taps("Kiến nghị cấp có thẩm quyền?").await;
        body.taps(&vi("key-take-step")).await.sends("70/HĐND-TT ngày 8/7/2024").await;
        body.taps(&vi("key-take-step-now")).await.last_says("3/7");
        s.all_read();
        s.clock_reaches("2024-07-23 08:00").await;
        s.all_read();
        body.sends("/menu").await.buttons(["Phiên giải trình?"]);
    })
    .await;
}

#[tokio::test]
async fn steps_are_taken_in_order_in_time_and_once() {
    story(MORNING, async |s| {
        let cast = taken_up(s).await;
        let body = s.named("Dương Thị Hạnh");
        let recommendation = id(s).await;
        let paper = Paper { number: "45/HĐND-VP".to_owned(), date: "2024-05-06".parse().unwrap() };
        let take = |step, version| {
            let act =
                RecommendationAct::TakeStep { step, paper: paper.clone(), note: String::new() };
            let act = ActOnRecommendation { recommendation, version, act };
            Command::Recommendations(RecommendationCommand::Act(act))
        };
        let explain = |due: &str, version| {
            let due_on = due.parse().unwrap();
            let act = RecommendationAct::AskExplanation { paper: paper.clone(), due_on };
            let act = ActOnRecommendation { recommendation, version, act };
            Command::Recommendations(RecommendationCommand::Act(act))
        };
        let v = version(s).await;
        // Nothing is overdue yet.
        assert_eq!(runs(s, &cast.chau, take(Escalation::Chase, v)).await, "wrong_state");
        assert_eq!(runs(s, &body, explain("2024-05-21", v)).await, "wrong_state");
        s.clock_reaches("2024-06-12 09:00").await;
        s.all_read();
        for player in [&cast.son, &cast.mai, &cast.yen, &cast.hien, &cast.tuan, &cast.thuy, &body] {
            let outcome = runs(s, player, take(Escalation::Chase, v)).await;
            assert_eq!(outcome, "not_allowed", "{}", player.name);
        }
        assert_eq!(runs(s, &cast.chau, take(Escalation::ChaseAgain, v)).await, "wrong_state");
        assert_eq!(runs(s, &cast.chau, take(Escalation::Chase, v - 1)).await, "changed");
        assert_eq!(runs(s, &cast.chau, take(Escalation::Chase, v)).await, "done");
        assert_eq!(runs(s, &cast.chau, take(Escalation::Chase, v)).await, "already_done");
        assert_eq!(runs(s, &cast.chau, take(Escalation::ChaseAgain, v + 1)).await, "wrong_state");
        s.clock_reaches("2024-06-20 09:00").await;
        s.all_read();
        // Between 15 and 30 days, and once.
        for (due, outcome) in [
            ("2024-07-04", "day_out_of_range"),
            ("2024-07-21", "day_out_of_range"),
            ("2024-07-20", "done"),
            ("2024-07-20", "already_done"),
        ] {
            assert_eq!(runs(s, &body, explain(due, v + 1)).await, outcome, "{due}");
        }
        s.all_read();
    })
    .await;
}
