//! One-time links: used twice, too late, by the wrong person, with the wrong phone.

use super::MORNING;
use crate::support::{Player, story, vi};

/// Hiền invites an observer; the link's payload.
async fn invites(hien: &Player, name: &str, phone: Option<&str>) -> String {
    hien.sends("/menu").await.taps(&vi("key-invite-person")).await;
    hien.taps(&vi("role-observer")).await.sends(name).await;
    match phone {
        Some(phone) => hien.sends(phone).await,
        None => hien.taps(&vi("key-no-phone")).await,
    };
    hien.sees(&vi("inviting-done")).link()
}

#[tokio::test]
async fn a_link_works_once() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let [thao, other] = ["Phan Thu Thảo", "Người Khác"].map(|name| s.stranger(name));
        let link = invites(&cast.hien, "Phan Thu Thảo", None).await;
        thao.opens_link(&link).await.sees(&vi("outside-waiting"));
        thao.opens_link(&link).await.sees(&vi("outside-waiting"));
        other.opens_link(&link).await.sees(&vi("refused-link-used"));
        assert_eq!(cast.hien.count(&vi("claim-warning")), 1, "the office is asked once");

        cast.hien.taps(&vi("key-accept-claim")).await;
        thao.sees(&vi("notice-joined"));
        thao.opens_link(&link).await.sees(&vi("refused-link-used"));
        other.opens_link(&link).await.sees(&vi("refused-link-used"));
        other.sends("/menu").await.sees(&vi("outside-needs-link"));
    })
    .await;
}

#[tokio::test]
async fn a_link_ends_after_a_week() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let link = invites(&cast.hien, "Phan Thu Thảo", None).await;
        s.clock_reaches("2024-03-22 08:00").await;
        s.all_read();
        let thao = s.stranger("Phan Thu Thảo");
        thao.opens_link(&link).await.sees(&vi("refused-link-expired"));
        assert_eq!(s.audit("claim_invite").await, ["link_expired"]);
        let link = invites(&cast.hien, "Phan Thu Thảo", None).await;
        thao.opens_link(&link).await.sees(&vi("outside-waiting"));
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn a_forwarded_link_that_the_inviter_refuses_lets_nobody_in() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let link = invites(&cast.hien, "Phan Thu Thảo", None).await;
        let other = s.stranger("Người Khác");
        other.opens_link(&link).await.sees(&vi("outside-waiting"));
        cast.hien.sees("Người Khác").taps(&vi("key-refuse-claim")).await;
        other.sees(&vi("notice-claim-refused"));
        other.opens_link(&link).await.sees(&vi("refused-link-used"));
        other.sends("/menu").await.last_says(&vi("outside-needs-link"));
        assert_eq!(
            s.count(
                "SELECT count(*) FROM person WHERE name = 'Phan Thu Thảo' AND state <> 'invited'"
            )
            .await,
            0
        );
        // Both buttons of the question are settled.
        let (_, accept) = cast.hien.button(&vi("key-accept-claim"));
        cast.hien.taps_data(&accept).await;
        cast.hien.last_says(&vi("refused-already-done"));
    })
    .await;
}

#[tokio::test]
async fn a_registered_phone_opens_the_door_and_another_does_not() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let link = invites(&cast.hien, "Phan Thu Thảo", Some("0912 345 678")).await;
        let [thao, other] = ["Phan Thu Thảo", "Người Khác"].map(|name| s.stranger(name));
        // Somebody whom the link was passed on to can neither use nor burn it.
        other.opens_link(&link).await.sees(&vi("outside-phone"));
        other.shares_phone("+84 999 999 999").await.last_says(&vi("refused-phone-differs"));

        thao.opens_link(&link).await.sees(&vi("outside-phone"));
        // The right number on somebody else's card proves nothing.
        let card = s.sandbox.user_sends_contact(thao.account, thao.account, "+84912345678", None);
        card.expect("a contact");
        s.run().await;
        thao.last_says(&vi("note-contact-not-own"));

        thao.shares_phone("84912345678").await.last_says(&vi("home-title"));
        assert_eq!(
            s.audit("claim_invite").await,
            ["done", "phone_differs", "done", "done"],
            "asked for the number, refused, asked for the number, joined"
        );
        other.opens_link(&link).await.last_says(&vi("refused-link-used"));
        assert_eq!(
            cast.hien.count(&vi("claim-warning")),
            0,
            "nobody has to confirm a proven number"
        );
    })
    .await;
}

#[tokio::test]
async fn somebody_known_takes_another_role_by_a_link_once_it_is_confirmed() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let people = "SELECT count(*) FROM person WHERE state = 'active'";
        let before = s.count(people).await;
        let link = invites(&cast.hien, "Nguyễn Thị Mai", None).await;
        cast.mai.opens_link(&link).await.last_says(&vi("note-role-link"));
        cast.hien.sees(&vi("claim-opened")).taps(&vi("key-accept-claim")).await;
        cast.mai.sees(&vi("notice-joined")).sends("/menu").await.last_says(&vi("home-title"));
        assert_eq!(s.count(people).await, before, "one person, two roles");
        let roles = "SELECT count(*) FROM role_grant g JOIN person p ON p.id = g.person_id
                     WHERE p.name = 'Nguyễn Thị Mai' AND g.ended_at IS NULL";
        assert_eq!(s.count(roles).await, 2);

        // As one of the council office she gets its digest from then on.
        cast.hien.sends("/menu").await.taps(&vi("key-invite-person")).await;
        cast.hien.taps(&vi("role-secretariat")).await.sends("Nguyễn Thị Mai").await;
        cast.hien.taps(&vi("key-no-phone")).await;
        cast.mai.opens_link(&cast.hien.link()).await.last_says(&vi("note-role-link"));
        cast.hien.sees(&vi("claim-opened")).taps(&vi("key-accept-claim")).await;
        cast.mai.sees(&vi("notice-joined"));
        let digests = "SELECT count(DISTINCT d.person_id) FROM digest_subscription d
                       JOIN person p ON p.id = d.person_id WHERE p.name = 'Nguyễn Thị Mai'";
        assert_eq!(s.count(digests).await, 1);

        // A link of this council does nothing for somebody of another.
        let link = invites(&cast.hien, "Ngô Bích Thủy", None).await;
        cast.thuy.opens_link(&link).await.last_says(&vi("refused-link-unknown"));
    })
    .await;
}
