//! Wrong people, wrong states, two taps, a hand in the database.

use super::{
    MORNING, draft, hash, laid_before_the_signers, looks, refused_by_the_database, session_over,
    settle, signs, tries, visit, ward,
};
use crate::support::{story, vi};
use doangiamsat::conversation::State;
use doangiamsat::domain::Command;
use doangiamsat::domain::minutes::{DraftAct, FrozenAct, MinutesCommand, Seat, SendMinutes};

#[tokio::test]
async fn each_signs_in_their_own_seat_alone() {
    story(MORNING, async |s| {
        let cast = session_over(s).await;
        laid_before_the_signers(s, &cast, "Đề nghị bổ sung.").await;
        let (visit, unit, sha256) = (visit(s).await, Seat::Unit(ward(s).await), hash(s).await);
        let sign = |seat| settle(visit, sha256, FrozenAct::Sign { seat });
        for (player, seat) in [
            (&cast.chau, unit),
            (&cast.chau, Seat::Secretary),
            (&cast.yen, Seat::Chair),
            (&cast.son, Seat::Chair),
            (&cast.mai, unit),
            (&cast.binh, unit),
            (&cast.tuan, Seat::Chair),
            (&cast.hien, Seat::Secretary),
        ] {
            assert_eq!(
                tries(s, player, sign(seat)).await,
                "not_allowed",
                "{} {seat:?}",
                player.name
            );
        }
        for player in [&cast.mai, &cast.tuan, &cast.hien, &cast.binh] {
            let back = settle(visit, sha256, FrozenAct::Return { reason: "x".into() });
            assert_eq!(tries(s, player, back).await, "not_allowed");
        }
        for player in [&cast.son, &cast.mai, &cast.tuan] {
            let remind = settle(visit, sha256, FrozenAct::Remind);
            assert_eq!(tries(s, player, remind).await, "not_allowed");
        }
        // Another unit, another council.
        for player in [&cast.binh, &cast.lan, &cast.thuy, &cast.vinh] {
            let send = Command::Minutes(MinutesCommand::SendMinutes(SendMinutes { visit }));
            let outcome = tries(s, player, send).await;
            assert!(["not_allowed", "gone"].contains(&outcome.as_str()), "{outcome}");
            looks(s, player, State::minutes(visit)).await;
            assert!(!player.messages().pop().expect("a screen").text.contains("Đề nghị bổ sung."));
        }
        assert_eq!(s.count("SELECT count(*) FROM minutes_signature").await, 0);
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn a_draft_is_the_delegations_own() {
    story(MORNING, async |s| {
        let cast = session_over(s).await;
        let visit = visit(s).await;
        for player in [&cast.son, &cast.mai] {
            looks(s, player, State::minutes(visit)).await;
            player.last_says(&vi("refused-not-allowed"));
            looks(s, player, State::visit(visit)).await;
            player.has_no_button(&vi("key-minutes"));
        }
        // Members read it and change nothing.
        looks(s, &cast.tuan, State::minutes(visit)).await;
        cast.tuan.last_says("BIÊN BẢN").has_no_button(&vi("key-minutes-freeze"));
        let write =
            |text: &str| draft(visit, DraftAct::Conclude { text: text.to_owned(), replaces: None });
        for player in [&cast.tuan, &cast.son, &cast.mai] {
            assert_eq!(tries(s, player, write("bịa")).await, "not_allowed");
        }
        // Nothing is signed or sent before it is frozen; a freeze is of what was shown.
        let sign = settle(visit, [0; 32], FrozenAct::Sign { seat: Seat::Secretary });
        assert_eq!(tries(s, &cast.yen, sign).await, "changed");
        let send = Command::Minutes(MinutesCommand::SendMinutes(SendMinutes { visit }));
        assert_eq!(tries(s, &cast.yen, send).await, "wrong_state");
        assert_eq!(tries(s, &cast.yen, write("   ")).await, "reason_wanted");
        assert_eq!(tries(s, &cast.yen, write(&"à".repeat(20_001))).await, "bad_answer");
        let freeze = draft(visit, DraftAct::Freeze { content: [0; 32] });
        assert_eq!(tries(s, &cast.yen, freeze).await, "changed");
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn what_changed_since_it_was_shown_is_not_frozen() {
    story(MORNING, async |s| {
        let cast = session_over(s).await;
        let yen = &cast.yen;
        yen.sends("/menu").await.taps(&vi("item-draft-minutes")).await;
        yen.taps(&vi("key-minutes-conclusion")).await.sends("Kết luận.").await;
        yen.taps(&vi("key-minutes-read")).await.taps(&vi("key-minutes-freeze")).await;
        s.sql("UPDATE visit_note SET struck_at = noted_at WHERE body LIKE 'Phường%'").await;
        yen.taps(&vi("key-minutes-freeze-now")).await.sees(&vi("refused-changed"));
        assert_eq!(s.count("SELECT count(*) FROM minutes WHERE state <> 'draft'").await, 0);
        yen.taps(&vi("key-minutes-freeze-now")).await.sees(&vi("minutes-frozen"));
        s.all_read();
        // Two who write the conclusion anew do not overwrite each other unseen.
        let late = DraftAct::Conclude { text: "khác".to_owned(), replaces: Some(0) };
        assert_eq!(tries(s, yen, draft(visit(s).await, late)).await, "already_done");
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn a_double_tap_signs_once() {
    story(MORNING, async |s| {
        let cast = session_over(s).await;
        laid_before_the_signers(s, &cast, "Đề nghị bổ sung.").await;
        let son = &cast.son;
        son.sends("/menu").await.taps(&vi("item-sign-minutes")).await;
        son.taps(&vi("key-minutes-sign")).await;
        let (message, sign) = son.button(&vi("key-minutes-sign-now"));
        let taps = [son.presses(message, &sign), son.presses(message, &sign)];
        s.run().await;
        for tap in &taps {
            assert!(s.sandbox.callback_answer(tap).is_some());
        }
        assert_eq!(s.count("SELECT count(*) FROM minutes_signature").await, 1);
        let (visit, seat, sha256) = (visit(s).await, Seat::Unit(ward(s).await), hash(s).await);
        let again = settle(visit, sha256, FrozenAct::Sign { seat });
        assert_eq!(tries(s, son, again).await, "already_done");
        // The last signature closes the visit once.
        signs(&cast.yen, &vi).await;
        signs(&cast.chau, &vi).await;
        let late = settle(visit, sha256, FrozenAct::Return { reason: "muộn".into() });
        assert_eq!(tries(s, son, late).await, "already_done");
        s.all_read();
        assert_eq!(s.count("SELECT count(*) FROM visit WHERE state = 'closed'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn frozen_minutes_cannot_be_changed_behind_the_bots_back() {
    story(MORNING, async |s| {
        let cast = session_over(s).await;
        laid_before_the_signers(s, &cast, "Đề nghị bổ sung.").await;
        signs(&cast.yen, &vi).await;
        for sql in [
            "UPDATE minutes SET text = text || ' '",
            "UPDATE minutes SET text = 'x', sha256 = sha256('x')",
            "UPDATE minutes SET conclusion = 'khác'",
            "UPDATE minutes SET content = '{}'",
            "UPDATE minutes SET state = 'draft', frozen_at = NULL",
            "DELETE FROM minutes",
        ] {
            assert_eq!(refused_by_the_database(s, sql).await, "minutes_immutable", "{sql}");
        }
        for sql in [
            "UPDATE minutes_signature SET person_id = person_id",
            "DELETE FROM minutes_signature",
        ] {
            let constraint = refused_by_the_database(s, sql).await;
            assert_eq!(constraint, "minutes_signature_append_only", "{sql}");
        }
        // A signature for another text, and a second one in the same seat.
        let other = refused_by_the_database(
            s,
            "INSERT INTO minutes_signature (minutes_id, seat, person_id, way, sha256, signed_at)
             SELECT minutes_id, 'chair', person_id, way, sha256('x'), signed_at FROM minutes_signature",
        )
        .await;
        assert_eq!(other, "minutes_signature_minutes_id_sha256_fkey");
        let twice = refused_by_the_database(
            s,
            "INSERT INTO minutes_signature SELECT * FROM minutes_signature",
        )
        .await;
        assert_eq!(twice, "minutes_signature_seat");

        // A file that was tampered with is found out by whoever checks.
        let son = &cast.son;
        son.sends("/menu").await.taps(&vi("item-sign-minutes")).await;
        son.taps(&vi("key-minutes-check")).await.sees(&vi("minutes-check-equal"));
        s.sql("UPDATE file SET bytes = bytes || 'x' WHERE mime LIKE 'text/%'").await;
        son.sends("/menu").await.taps(&vi("item-sign-minutes")).await;
        son.taps(&vi("key-minutes-check")).await.sees(&vi("minutes-check-differs"));
        s.all_read();
    })
    .await;
}
