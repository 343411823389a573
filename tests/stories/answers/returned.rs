//! Answers that are sent back: why, until when, and signed again.

use super::MORNING;
use crate::support::staged::Cast;
use crate::support::{Story, story, vi};
use doangiamsat::conversation::{Action, State, Then};
use doangiamsat::domain::answers::SubmissionAct;
use doangiamsat::domain::{Command, SubmissionId};

const SURVEY: &[&[&str]] = &[&["integer", "a", "1.1 Bao nhiêu người?", "1.1 People?", "yes"]];

async fn signed(s: &Story, cast: &Cast) {
    cast.answers(s, SURVEY).await;
    cast.mai.taps(&vi("key-start")).await.sends("12").await;
    cast.mai.taps(&vi("key-submit")).await.taps(&vi("key-submit-now")).await;
    cast.son.sees(&vi("notice-submitted")).taps(&vi("key-look-and-sign")).await;
    cast.son.taps(&vi("key-sign")).await.taps(&vi("key-sign-now")).await;
    s.all_read();
}

#[tokio::test]
async fn returned_answers_are_supplemented_and_signed_again() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let (mai, son, yen) = (&cast.mai, &cast.son, &cast.yen);
        signed(s, &cast).await;
        yen.taps(&vi("key-see-answers")).await.taps(&vi("key-return")).await;
        yen.last_says(&vi("return-reason"));
        yen.sends(&"x".repeat(1001)).await.last_says("1.000");
        yen.sends("thiếu người làm kiêm nhiệm").await.last_says("20/3/2024");
        yen.last_says("thiếu người làm kiêm nhiệm");
        yen.taps(&vi("key-return-now")).await.last_says(&vi("submission-returned"));
        for player in [mai, son] {
            player.sees("trả lại phiếu để bổ sung").sees("kiêm nhiệm").sees("20/3/2024");
        }
        // While it is being mended it is the unit's own again.
        yen.has_no_button(&vi("key-all-questions"));
        assert_eq!(
            s.count("SELECT count(*) FROM deadline WHERE generation = 2 AND due_on = '2024-03-20'")
                .await,
            1
        );
        mai.taps(&vi("key-supplement")).await.last_says("kiêm nhiệm").last_says("20/3/2024");
        mai.taps(&vi("key-all-questions")).await.taps("1.1").await.sends("14").await;
        mai.taps(&vi("key-back")).await.taps(&vi("key-submit")).await;
        mai.taps(&vi("key-submit-now")).await.last_says(&vi("submission-submitted"));
        son.sees(&vi("notice-submitted")).taps(&vi("key-look-and-sign")).await;
        son.taps(&vi("key-sign")).await.last_says("14").taps(&vi("key-sign-now")).await;
        son.last_says(&vi("submission-signed-off")).does_not_see("trả lại lúc");
        assert_eq!(yen.count(&vi("notice-signed")), 2);
        assert_eq!(s.count("SELECT count(*) FROM deadline WHERE next_at IS NULL").await, 1);
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn a_supplement_is_wanted_before_the_visit_and_late_ones_are_reminded() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        signed(s, &cast).await;
        s.clock_reaches("2024-04-01 09:00").await;
        s.all_read();
        cast.hien.taps(&vi("key-see-answers")).await.taps(&vi("key-return")).await;
        cast.hien.sends("thiếu số liệu").await.last_says("2/4/2024");
        cast.hien.taps(&vi("key-return-now")).await;
        s.all_read();
        s.clock_reaches("2024-04-02 08:00").await;
        cast.mai.sees(&vi("reminder-today"));
        s.all_read();
        // In the visit the supplement has its five days; after it, nothing is returned any more.
        cast.son.sends("/menu").await.taps(&vi("item-fill")).await;
        cast.son.taps(&vi("key-sign")).await.taps(&vi("key-sign-now")).await;
        s.all_read();
        s.clock_reaches("2024-04-02 10:30").await;
        s.all_read();
        let submission = SubmissionId(s.count("SELECT id FROM submission").await);
        let version = s.count("SELECT version::bigint FROM submission").await as i32;
        let late = SubmissionAct::Return { reason: "muộn".to_owned() };
        let command = Command::Answers(late.on(submission, version));
        let act = Action::Do { command, then: Then::Stay };
        let data = s.plants(&cast.hien, act).await;
        cast.hien.taps_data(&data).await;
        cast.hien.last_says(&vi("refused-wrong-state"));
    })
    .await;
}

#[tokio::test]
async fn answers_that_are_being_verified_are_not_returned() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        signed(s, &cast).await;
        let yen = &cast.yen;
        yen.taps(&vi("key-see-answers")).await.taps(&vi("key-return")).await.sends("muộn").await;
        yen.last_says("muộn");
        s.sql(
            "INSERT INTO verification (submission_id, path, outcome, note, verified_by, verified_at, revision)
             SELECT a.submission_id, a.path, 'matched', '', p.id, a.answered_at, 1
             FROM answer a, person p WHERE p.name = 'Hoàng Anh Tuấn' ORDER BY a.path LIMIT 1",
        )
        .await;
        yen.taps(&vi("key-return-now")).await.last_says(&vi("refused-verification-begun"));
        assert_eq!(s.audit("return_submission").await, ["verification_begun"]);
        yen.sends("/menu").await;
        let fill = State::fill(SubmissionId(s.count("SELECT id FROM submission").await));
        let data = s.plants(yen, Action::Go(fill)).await;
        yen.taps_data(&data).await;
        yen.last_says(&vi("submission-signed-off")).has_no_button(&vi("key-return"));
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn who_may_not_return_answers_cannot_and_an_old_screen_returns_nothing() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        signed(s, &cast).await;
        let submission = SubmissionId(s.count("SELECT id FROM submission").await);
        let by = |version: i64, reason: &str| {
            let version = i32::try_from(version).expect("a version");
            let act = SubmissionAct::Return { reason: reason.to_owned() };
            let command = Command::Answers(act.on(submission, version));
            Action::Do { command, then: Then::Stay }
        };
        let version = s.count("SELECT version::bigint FROM submission").await;
        for player in [&cast.mai, &cast.son, &cast.tuan, &cast.vinh] {
            let data = s.plants(player, by(version, "bịa")).await;
            player.taps_data(&data).await;
        }
        let data = s.plants(&cast.yen, by(version - 1, "cũ")).await;
        cast.yen.taps_data(&data).await;
        cast.yen.last_says(&vi("refused-changed"));
        let data = s.plants(&cast.yen, by(version, "  ")).await;
        cast.yen.taps_data(&data).await;
        let data = s.plants(&cast.yen, by(version, "thật")).await;
        cast.yen.taps_data(&data).await;
        cast.yen.taps_data(&data).await;
        assert_eq!(
            s.audit("return_submission").await,
            [
                "not_allowed",
                "not_allowed",
                "not_allowed",
                "not_allowed",
                "changed",
                "reason_wanted",
                "done",
                "already_done"
            ]
        );
        s.all_read();
    })
    .await;
}
