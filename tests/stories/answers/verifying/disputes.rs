//! The head disputes an adjustment; the group keeps it, changes it or takes the unit's value.

use super::*;
use crate::support::{story, vi};
use doangiamsat::domain::Locale::Vi;
use doangiamsat::domain::answers::{Given, Method, Settlement, SubmissionAct, Verdict, VerifyAct};

const REASON: &str = "Chưa tính hồ sơ nộp qua VNeID";

/// Adjusted by the secretary, disputed by the head, before the verification is finished.
async fn disputed(s: &Story) -> Cast {
    let cast = on_site(s, Vi).await;
    adjusts_the_share(s, &cast.yen, Vi).await;
    cast.son.sees(&vi("notice-adjusted")).taps(&vi("key-open-result")).await;
    cast.son.taps(&vi("key-dispute")).await.sends(&"á".repeat(4096)).await;
    cast.son.sees(&vi("note-too-long")).sends(REASON).await.sees(REASON);
    cast.son.has_no_button(&vi("key-dispute"));
    s.all_read();
    cast
}

#[tokio::test]
async fn the_group_changes_the_value() {
    story(MORNING, async |s| {
        let cast = disputed(s).await;
        let yen = &cast.yen;
        yen.sends("/menu").await.taps(&vi("item-disputes")).await.taps("3.2").await;
        yen.sees(REASON).taps(&vi("key-dispute-change")).await.sees(REASON);
        yen.sends("2800/8000").await.taps(&vi("method-document")).await;
        yen.sends_photo().await.sends("Cộng thêm hồ sơ VNeID").await;
        yen.taps(&vi("key-adjust-save")).await.sees("2.800").sees(&vi("verified-dispute-settled"));
        for told in [&cast.son, &cast.mai] {
            told.sees("2.800/8.000").sees("−3,5 điểm").sees("Cộng thêm hồ sơ VNeID");
        }
        let now = "SELECT count(*) FROM verification
                   WHERE outcome = 'adjusted' AND value ->> 'numerator' = '2800'
                     AND dispute_reason <> '' AND fetches <> '{}'";
        assert_eq!(s.count(now).await, 1);
        // The head may hold something against that, too.
        opens(s, &cast.son, SHARE_ONLINE).await;
        cast.son.buttons([&vi("key-dispute")]);
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn the_group_takes_the_units_value() {
    story(MORNING, async |s| {
        let cast = disputed(s).await;
        let tuan = &cast.tuan;
        tuan.taps(&vi("key-open-dispute")).await.taps(&vi("key-dispute-accept")).await;
        tuan.sees(&vi("dispute-accept-what"));
        let (message, accept) = tuan.button(&vi("key-dispute-accept-now"));
        tuan.taps(&vi("key-dispute-accept-now")).await.sees(&vi("verified-dispute-settled"));
        for told in [&cast.son, &cast.mai] {
            told.sees(&vi("notice-dispute-accepted")).sees("3.2");
        }
        tuan.taps_at(message, &accept).await;
        assert_eq!(s.audit("settle_dispute").await, ["done"], "a stale button is only that");
        let now = "SELECT count(*) FROM verification WHERE outcome = 'matched' AND value IS NULL";
        assert_eq!(s.count(now).await, 1);
        assert_eq!(reports(s).await, Some(("38.5".to_owned(), Basis::Matched, false)));
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn a_dispute_is_the_heads_and_is_answered_by_the_group() {
    story(MORNING, async |s| {
        let cast = disputed(s).await;
        let submission = id(s).await;
        let dispute = |seen| {
            let act = VerifyAct::Dispute { reason: "Không đúng".to_owned() };
            Command::Answers(act.on(submission, SHARE_ONLINE, seen))
        };
        let settle = |answer, note: &str| {
            let act = VerifyAct::Settle { answer, note: note.to_owned(), photos: vec![] };
            Command::Answers(act.on(submission, SHARE_ONLINE, 2))
        };
        let same = Given::Ratio { numerator: 2496, denominator: 8000 };
        let change = Settlement::Change { value: same, method: Method::Sample };
        // The focal officer looks on.
        opens(s, &cast.mai, SHARE_ONLINE).await;
        cast.mai.sees(REASON).has_no_button(&vi("key-dispute"));
        plants(s, &cast.mai, dispute(2)).await;
        plants(s, &cast.son, settle(Settlement::Accept, "")).await;
        plants(s, &cast.yen, settle(Settlement::Keep, "  ")).await;
        cast.yen.last_says(&vi("refused-note-wanted"));
        plants(s, &cast.yen, settle(change, "Như cũ")).await;
        cast.yen.last_says(&vi("refused-nothing-adjusted"));
        plants(s, &cast.son, dispute(2)).await;
        assert_eq!(s.audit("dispute_verification").await, ["done", "not_allowed", "already_done"]);
        assert_eq!(
            s.audit("settle_dispute").await,
            ["not_allowed", "note_wanted", "nothing_adjusted"]
        );
        // It is answered, not verified anew.
        let (verdict, note) = (Verdict::Matched, String::new());
        let anew = VerifyAct::Verdict { verdict, note, photos: vec![] };
        plants(s, &cast.yen, Command::Answers(anew.on(submission, SHARE_ONLINE, 2))).await;
        cast.yen.last_says(&vi("refused-wrong-state"));

        // The head had an older result before them.
        plants(s, &cast.yen, settle(Settlement::Keep, "Đã đối chiếu")).await;
        plants(s, &cast.son, dispute(1)).await;
        cast.son.last_says(&vi("refused-verified-meanwhile"));
        plants(s, &cast.yen, settle(Settlement::Accept, "")).await;
        cast.yen.last_says(&vi("refused-already-done"));
        // What matches cannot be disputed.
        opens(s, &cast.yen, PROCEDURES).await;
        cast.yen.taps(&vi("key-matched")).await;
        opens(s, &cast.son, PROCEDURES).await;
        cast.son.has_no_button(&vi("key-dispute"));
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn nothing_changes_after_final() {
    story(MORNING, async |s| {
        let cast = on_site(s, Vi).await;
        let (yen, chau, son) = (&cast.yen, &cast.chau, &cast.son);
        let submission = id(s).await;
        let finalise = |version| Command::Answers(SubmissionAct::Finalise.on(submission, version));
        adjusts_the_share(s, yen, Vi).await;
        plants(s, chau, finalise(1)).await;
        chau.last_says(&vi("refused-wrong-state"));
        finishes(s, yen, Vi).await;
        s.all_read();
        // The secretary finishes; the last word is the leader's.
        yen.sends("/menu").await.has_no_button(&vi("item-finalise"));
        plants(s, yen, finalise(1)).await;
        yen.last_says(&vi("refused-not-allowed"));
        plants(s, chau, finalise(1)).await;
        chau.last_says(&vi("refused-changed"));
        chau.sends("/menu").await.taps(&vi("item-finalise")).await.taps(&vi("key-finalise")).await;
        let (message, now) = chau.button(&vi("key-finalise-now"));
        chau.presses(message, &now);
        chau.presses(message, &now);
        s.run().await;
        assert_eq!(son.count(&vi("notice-final")), 1);
        s.all_read();

        let dispute = VerifyAct::Dispute { reason: REASON.to_owned() };
        plants(s, son, Command::Answers(dispute.on(submission, SHARE_ONLINE, 1))).await;
        son.last_says(&vi("refused-wrong-state"));
        plants(s, chau, finalise(1)).await;
        chau.last_says(&vi("refused-already-done"));
        opens(s, yen, SHARE_ONLINE).await;
        yen.sees("2.496").has_no_button(&vi("key-adjust")).has_no_button(&vi("key-dispute-keep"));
        // The tables say so, too.
        for sql in [
            "UPDATE verification SET note = 'khác'",
            "UPDATE answer SET revision = revision + 1",
            "UPDATE submission SET state = 'open'",
        ] {
            let refused = sqlx::query(sql).execute(s.app.store.pool()).await;
            assert!(refused.is_err(), "{sql}");
        }
        s.all_read();
    })
    .await;
}
