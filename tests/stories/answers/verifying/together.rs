//! Several verifiers at once, and buttons that are tapped twice or too late.

use super::*;
use crate::support::{story, vi};
use doangiamsat::domain::Locale::Vi;
use doangiamsat::domain::answers::SubmissionAct;

#[tokio::test]
async fn the_second_result_is_told_of_the_first() {
    story(MORNING, async |s| {
        let cast = on_site(s, Vi).await;
        let (yen, tuan) = (&cast.yen, &cast.tuan);
        // By buttons.
        opens(s, yen, PROCEDURES).await;
        opens(s, tuan, PROCEDURES).await;
        tuan.taps(&vi("key-not-verifiable")).await.sends("Chưa có quyết định công bố").await;
        yen.taps(&vi("key-matched")).await.sees(&vi("refused-verified-meanwhile")).sees(&tuan.name);
        yen.last_says("Chưa có quyết định công bố");

        // In the middle of an adjustment: what is typed is not lost, and does not win unseen.
        opens(s, yen, SHARE_ONLINE).await;
        yen.taps(&vi("key-adjust")).await.sends("2496/8000").await;
        yen.taps(&vi("method-sample")).await;
        opens(s, tuan, SHARE_ONLINE).await;
        tuan.taps(&vi("key-matched")).await;
        yen.sends("Kiểm tra mẫu").await.sees(&vi("adjust-overtaken")).sees(&tuan.name);
        yen.has_no_button(&vi("key-adjust-save")).taps(&vi("key-adjust-anyway")).await;
        yen.sees(&vi("adjust-review")).taps(&vi("key-adjust-save")).await;
        let history = "SELECT count(*) FROM verification_history WHERE path = '/data/p3/q3_2'";
        assert_eq!(s.count(history).await, 2);
        let now = "SELECT count(*) FROM verification WHERE path = '/data/p3/q3_2' AND outcome = 'adjusted' AND revision = 2";
        assert_eq!(s.count(now).await, 1);
        assert_eq!(
            s.audit("verify_answer").await,
            ["done", "verified_meanwhile", "done", "done"]
        );
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn two_who_agree_are_no_conflict_and_a_double_tap_has_one_effect() {
    story(MORNING, async |s| {
        let cast = on_site(s, Vi).await;
        let (yen, tuan) = (&cast.yen, &cast.tuan);
        opens(s, yen, PROCEDURES).await;
        opens(s, tuan, PROCEDURES).await;
        yen.taps(&vi("key-matched")).await.sees("1.3");
        tuan.taps(&vi("key-matched")).await.sees("1.3");
        assert_eq!(s.count("SELECT count(*) FROM verification_history").await, 1);

        opens(s, yen, SHARE_ONLINE).await;
        yen.taps(&vi("key-adjust")).await.sends("2496/8000").await;
        yen.taps(&vi("method-sample")).await.sends("Kiểm tra mẫu").await;
        let (message, save) = yen.button(&vi("key-adjust-save"));
        let taps = [yen.presses(message, &save), yen.presses(message, &save)];
        s.run().await;
        for tap in &taps {
            assert!(s.sandbox.callback_answer(tap).is_some());
        }
        assert_eq!(cast.son.sees(&vi("notice-adjusted")).count(&vi("notice-adjusted")), 1);
        cast.mai.sees(&vi("notice-adjusted"));
        assert_eq!(s.count("SELECT count(*) FROM verification_history").await, 2);
        yen.has_read_everything();

        finishes(s, yen, Vi).await;
        // The very command twice, as two replicas might bring it.
        let again = SubmissionAct::FinishVerification.on(id(s).await, 1);
        plants(s, yen, Command::Answers(again)).await;
        yen.last_says(&vi("refused-already-done"));
        assert_eq!(cast.son.sees(&vi("notice-verified")).count(&vi("notice-verified")), 1);
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn what_is_finished_is_what_was_looked_over() {
    story(MORNING, async |s| {
        let cast = on_site(s, Vi).await;
        let (yen, tuan) = (&cast.yen, &cast.tuan);
        yen.sends("/menu").await.taps(&vi("item-verify")).await.taps(&vi("key-verify-next")).await;
        for _ in 0..5 {
            yen.taps(&vi("key-matched")).await;
        }
        yen.sees("5/5").taps(&vi("key-verify-finish")).await.sees(&vi("finish-what"));
        // Another result comes while the secretary reads.
        adjusts_the_share(s, tuan, Vi).await;
        yen.taps(&vi("key-finish-now")).await.sees(&vi("refused-changed"));
        yen.sees("Điều chỉnh: 1").taps(&vi("key-finish-now")).await;
        yen.sees(&vi("submission-verified"));
        assert_eq!(s.audit("finish_verification").await, ["changed", "done"]);
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn what_is_over_while_somebody_is_at_it_shows_what_it_came_to() {
    story(MORNING, async |s| {
        let cast = on_site(s, Vi).await;
        let (yen, tuan, son) = (&cast.yen, &cast.tuan, &cast.son);
        adjusts_the_share(s, yen, Vi).await;
        // The head is at a dispute when the group finds something else.
        opens(s, son, SHARE_ONLINE).await;
        son.taps(&vi("key-dispute")).await;
        opens(s, tuan, SHARE_ONLINE).await;
        tuan.taps(&vi("key-adjust")).await.sends("2400/8000").await;
        tuan.taps(&vi("method-document")).await.sends("Đối chiếu sổ").await;
        tuan.taps(&vi("key-adjust-save")).await;
        son.sends("Không đúng").await.sees(&vi("refused-verified-meanwhile")).last_says("2.400");
        son.sends("Vẫn không đúng").await.last_says("Vẫn không đúng");
        son.has_no_button(&vi("key-dispute"));

        // Two answer the same dispute.
        for player in [yen, tuan] {
            opens(s, player, SHARE_ONLINE).await;
            player.taps(&vi("key-dispute-keep")).await;
        }
        tuan.sends("Đã đối chiếu hai lần").await.sees(&vi("verified-dispute-settled"));
        yen.sends("Giữ nguyên").await.last_says("Đã đối chiếu hai lần");
        yen.has_no_button(&vi("key-dispute-keep"));
        assert_eq!(s.audit("settle_dispute").await, ["done"]);
        s.all_read();

        // Finished while a member is in the middle of an adjustment.
        opens(s, tuan, PROCEDURES).await;
        tuan.taps(&vi("key-adjust")).await.sends("100/120").await;
        tuan.taps(&vi("method-document")).await.sends("Đối chiếu").await;
        finishes(s, yen, Vi).await;
        tuan.taps(&vi("key-adjust-save")).await.sees(&vi("refused-wrong-state"));
        tuan.last_says("118/120").has_no_button(&vi("key-adjust-save"));
        s.all_read();
    })
    .await;
}
