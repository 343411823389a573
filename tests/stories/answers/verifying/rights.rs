//! Who verifies, and when.

use super::*;
use crate::support::{story, vi};
use doangiamsat::domain::Locale::Vi;
use doangiamsat::domain::answers::{Given, Method, SubmissionAct, Verdict, VerifyAct};
use doangiamsat::domain::{FetchId, GroupId, Role, Scope};

fn matched(submission: SubmissionId) -> Command {
    let (verdict, note) = (Verdict::Matched, String::new());
    let act = VerifyAct::Verdict { verdict, note, photos: vec![] };
    Command::Answers(act.on(submission, PROCEDURES, 0))
}

#[tokio::test]
async fn nobody_verifies_their_own_unit() {
    story(MORNING, async |s| {
        let cast = on_site(s, Vi).await;
        let tuan = &cast.tuan;
        tuan.sends("/menu").await.buttons([&vi("item-verify")]);
        s.sql(
            "INSERT INTO role_grant (council_id, person_id, role, unit_id, granted_at)
             SELECT p.council_id, p.id, 'focal_officer', u.id, p.created_at FROM person p, unit u
             WHERE p.name = 'Hoàng Anh Tuấn' AND u.code = 'tn-p1'",
        )
        .await;
        s.sql("UPDATE person SET epoch = epoch + 1 WHERE name = 'Hoàng Anh Tuấn'").await;
        tuan.sends("/menu").await.has_no_button(&vi("item-verify"));
        opens(s, tuan, PROCEDURES).await;
        tuan.sees("118/120").has_no_button(&vi("key-matched"));
        plants(s, tuan, matched(id(s).await)).await;
        tuan.last_says(&vi("refused-own-unit"));
        assert_eq!(s.audit("verify_answer").await, ["own_unit"]);
        assert_eq!(s.count("SELECT count(*) FROM verification").await, 0);
    })
    .await;
}

#[tokio::test]
async fn others_look_on_or_see_nothing() {
    story(MORNING, async |s| {
        let cast = on_site(s, Vi).await;
        let submission = id(s).await;
        for player in [&cast.hien, &cast.son, &cast.mai, &cast.binh, &cast.lan, &cast.thuy] {
            player.sends("/menu").await.has_no_button(&vi("item-verify"));
            opens(s, player, PROCEDURES).await;
            player.has_no_button(&vi("key-matched")).has_no_button(&vi("key-adjust"));
            plants(s, player, matched(submission)).await;
        }
        assert_eq!(s.audit("verify_answer").await, ["not_allowed"; 6]);
        for outsider in [&cast.binh, &cast.lan, &cast.thuy] {
            outsider.does_not_see("118/120");
        }
        // A member verifies; finishing is the secretary's.
        cast.tuan.sends("/menu").await.taps(&vi("item-verify")).await;
        cast.tuan.has_no_button(&vi("key-verify-finish"));
        let finish = Command::Answers(SubmissionAct::FinishVerification.on(submission, 1));
        plants(s, &cast.tuan, finish).await;
        cast.tuan.last_says(&vi("refused-not-allowed"));
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn answers_are_verified_at_the_unit_once_they_are_signed() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        cast.invites_the_ward(s).await;
        cast.opens_session(s, Vi).await;
        let yen = &cast.yen;
        // In session, but nothing is signed: the answers are the unit's own, and no report's.
        cast.son.sends("/menu").await.taps(&vi("item-fill")).await;
        cast.son.taps(&vi("key-all-questions")).await.taps("3.2").await.sends("1/2").await;
        assert_eq!(reports(s).await, None);
        yen.sends("/menu").await.has_no_button(&vi("item-verify"));
        opens(s, yen, PROCEDURES).await;
        yen.last_says("1/8").has_no_button(&vi("key-matched"));
        plants(s, yen, matched(id(s).await)).await;
        yen.last_says(&vi("refused-wrong-state"));
        s.all_read();
    })
    .await;
    story(MORNING, async |s| {
        let cast = signed(s, Vi).await;
        let yen = &cast.yen;
        let submission = id(s).await;
        // Signed, but nobody is there yet.
        yen.sends("/menu").await.has_no_button(&vi("item-verify"));
        plants(s, yen, matched(submission)).await;
        yen.last_says(&vi("refused-not-in-session"));
        // While the minutes are written, it can still be done: from the visit, too.
        cast.opens_session(s, Vi).await;
        cast.closes_session(s, Vi).await;
        yen.sends("/menu").await.taps(&vi("item-verify")).await;
        yen.taps(&vi("key-back-to-visit")).await.taps(&vi("key-verify")).await.sees("0/5");
        plants(s, yen, matched(submission)).await;
        assert_eq!(s.audit("verify_answer").await, ["not_in_session", "done"]);
    })
    .await;
}

#[tokio::test]
async fn an_adjustment_needs_what_makes_it_one() {
    story(MORNING, async |s| {
        let cast = on_site(s, Vi).await;
        let yen = &cast.yen;
        let submission = id(s).await;
        let ratio = |numerator| Given::Ratio { numerator, denominator: 8000 };
        let adjust = |path: &str, value, note: &str, photos| {
            let verdict = Verdict::Adjusted { value, method: Method::Sample };
            let act = VerifyAct::Verdict { verdict, note: note.to_owned(), photos };
            Command::Answers(act.on(submission, path, 0))
        };
        let theirs = FetchId(s.count("SELECT id FROM file_fetch").await);
        for (command, outcome) in [
            (adjust(SHARE_ONLINE, ratio(2496), " ", vec![]), "note_wanted"),
            (adjust(SHARE_ONLINE, ratio(3080), "như cũ", vec![]), "nothing_adjusted"),
            (adjust(SHARE_ONLINE, ratio(9000), "quá", vec![]), "bad_answer"),
            (adjust(SHARE_ONLINE, Given::Cleared, "không", vec![]), "bad_answer"),
            (adjust(SHARE_ONLINE, Given::Integer { value: 3 }, "sai loại", vec![]), "bad_answer"),
            (adjust(SHARE_ONLINE, ratio(2496), &"á".repeat(1001), vec![]), "bad_answer"),
            (adjust(BOARD, Given::Choice { name: "x".into() }, "lạ", vec![]), "bad_answer"),
            (adjust("/data/khong/co", ratio(2496), "lạ", vec![]), "bad_answer"),
            // The unit's own photo is no evidence of the delegation's.
            (adjust(SHARE_ONLINE, ratio(2496), "ảnh", vec![theirs]), "gone"),
            (adjust(BOARD_PHOTO, Given::Photo { fetches: vec![FetchId(99)] }, "ảnh", vec![]), "gone"),
        ] {
            plants(s, yen, command.clone()).await;
            assert_eq!(s.audit("verify_answer").await.pop().as_deref(), Some(outcome), "{command:?}");
        }
        assert_eq!(s.count("SELECT count(*) FROM verification").await, 0);
        assert_eq!(cast.son.unread(), Vec::<String>::new());
        // The table holds it, too.
        for values in [
            "'adjusted', NULL, 'sample', 'x'",
            "'adjusted', '1', NULL, 'x'",
            "'adjusted', '1', 'sample', ''",
            "'not_verifiable', NULL, NULL, ''",
            "'disputed', '1', 'sample', 'x'",
            "'matched', '1', 'sample', 'x'",
        ] {
            let sql = format!(
                "INSERT INTO verification (submission_id, path, outcome, value, method, note, verified_by, verified_at, revision)
                 SELECT s.id, 'p', v.*, p.id, p.created_at, 1 FROM submission s, person p,
                    (VALUES ({values})) v (o, v, m, n) LIMIT 1"
            );
            let sql = sql.replace("v.*", "v.o, v.v::jsonb, v.m, v.n");
            let refused = sqlx::query(sqlx::AssertSqlSafe(sql.clone())).execute(s.app.store.pool()).await;
            let error = refused.expect_err(&sql).to_string();
            assert!(error.contains("check constraint"), "{error}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_group_leader_verifies_finishes_and_makes_final() {
    story(MORNING, async |s| {
        let cast = on_site(s, Vi).await;
        let group = GroupId(s.count("SELECT group_id FROM visit LIMIT 1").await);
        let lead = s.joined("Cao Thanh Bình", Role::GroupLeader, Scope::Group(group)).await;
        finishes(s, &lead, Vi).await;
        lead.sends("/menu").await.taps(&vi("item-finalise")).await.taps(&vi("key-finalise")).await;
        lead.taps(&vi("key-finalise-now")).await.sees(&vi("submission-final"));
        for told in [&cast.son, &cast.mai, &cast.yen, &cast.chau, &cast.tuan] {
            told.sees(&vi("notice-final"));
        }
        s.all_read();
    })
    .await;
}
