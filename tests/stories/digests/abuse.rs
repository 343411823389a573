//! Digests of others, of other roles, of another council.

use super::WEEKLY;
use crate::support::{story, vi};
use doangiamsat::conversation::{Action, AtDigests, State, Then};
use doangiamsat::domain::Command;
use doangiamsat::domain::digests::{
    DigestCommand, DigestKind, DigestWish, OrderDigest, SetDigest, Timing,
};
use strum::IntoEnumIterator;

#[tokio::test]
async fn nobody_gets_a_digest_that_is_not_theirs() {
    story("2024-03-18 08:00", async |s| {
        let cast = s.cast().await;
        for player in [&cast.son, &cast.mai, &cast.tuan, &cast.yen] {
            player.sends("/menu").await.has_no_button(&vi("key-digests"));
            for kind in DigestKind::iter() {
                let look = Action::Go(State::Digests(AtDigests::One { kind }));
                player.taps_data(&s.plants(player, look).await).await;
                player.last_says(&vi("refused-not-allowed"));
                for command in [
                    Command::Digests(DigestCommand::Set(SetDigest { kind, wish: DigestWish::On })),
                    Command::Digests(DigestCommand::Order(OrderDigest { kind, workbook: false })),
                    Command::Digests(DigestCommand::Order(OrderDigest { kind, workbook: true })),
                ] {
                    let then = Then::Go(State::home());
                    let action = Action::Do { command, then };
                    player.taps_data(&s.plants(player, action).await).await;
                    player.last_says(&vi("refused-not-allowed"));
                }
            }
        }
        let theirs =
            "SELECT count(*) FROM digest_subscription d JOIN person p ON p.id = d.person_id
                       WHERE p.name IN ('Trần Văn Sơn', 'Nguyễn Thị Mai', 'Hoàng Anh Tuấn')";
        assert_eq!(s.count(theirs).await, 0);
        assert_eq!(s.count("SELECT count(*) FROM digest_order").await, 0);
        // The leader may have the weekly one, and no other.
        for (kind, key) in [
            (DigestKind::Morning, "refused-not-allowed"),
            (DigestKind::Campaign, "refused-not-allowed"),
            (DigestKind::Weekly, "digests-on"),
        ] {
            let command =
                Command::Digests(DigestCommand::Set(SetDigest { kind, wish: DigestWish::On }));
            let then = Then::Go(State::Digests(AtDigests::One { kind }));
            let action = Action::Do { command, then };
            cast.chau.taps_data(&s.plants(&cast.chau, action).await).await;
            cast.chau.last_says(&vi(key));
        }
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn a_timing_that_no_screen_offers_is_refused() {
    story("2024-03-18 08:00", async |s| {
        let cast = s.cast().await;
        for line in ["* * * * *", "0 8 30 2 *", "nonsense", "0 8 1 * 1", ""] {
            let timing = Timing::Cron { line: line.to_owned() };
            let wish = DigestWish::At { timing };
            let command =
                Command::Digests(DigestCommand::Set(SetDigest { kind: DigestKind::Morning, wish }));
            let action = Action::Do { command, then: Then::Go(State::home()) };
            cast.hien.taps_data(&s.plants(&cast.hien, action).await).await;
        }
        let wish = DigestWish::At { timing: Timing::WorkingDays { minute: 5000 } };
        let command =
            Command::Digests(DigestCommand::Set(SetDigest { kind: DigestKind::Morning, wish }));
        let action = Action::Do { command, then: Then::Go(State::home()) };
        cast.hien.taps_data(&s.plants(&cast.hien, action).await).await;
        assert_eq!(s.audit("set_digest").await, ["bad_timing"; 6]);
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn a_role_that_has_ended_ends_its_digests() {
    story("2024-03-18 08:00", async |s| {
        let cast = s.cast().await;
        cast.chau.sends("/menu").await.taps(&vi("key-digests")).await;
        cast.chau.taps(&vi("key-digest-weekly")).await.taps(&vi("key-digest-on")).await;
        cast.chau.taps(&vi("key-digest-now")).await;
        s.sql(
            "UPDATE role_grant SET ended_at = '2024-03-18 01:00+00'
                WHERE role = 'delegation_leader' AND person_id =
                  (SELECT id FROM person WHERE name = 'Đỗ Minh Châu')",
        )
        .await;
        s.clock_reaches("2024-03-18 08:01").await;
        s.clock_reaches("2024-03-22 16:00").await;
        assert_eq!(cast.chau.count(WEEKLY), 0, "neither ordered nor due");
        s.all_read();
    })
    .await;
}
