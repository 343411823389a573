//! What the demo's starts begin with.

use std::collections::BTreeSet;

use crate::support::{Story, story, vi};
use doangiamsat::demo::seed::{NOTE, Start};
use doangiamsat::domain::Role;

#[tokio::test]
async fn everybody_of_a_start_has_a_home_that_says_it_is_made_up() {
    for (start, at, council) in [
        (Start::TayNinh, "2024-03-15 08:00", "HĐND tỉnh Tây Ninh"),
        (Start::HaNoi, "2023-05-10 08:00", "HĐND thành phố Hà Nội"),
        (Start::Campaign, "2023-10-16 08:00", "HĐND thành phố Hà Nội"),
    ] {
        story(at, async |s| {
            assert_eq!(s.clock.now(), start.at());
            let seeded = s.begins(start).await;
            let names: BTreeSet<_> = seeded.iter().map(|player| &player.name).collect();
            assert_eq!(names.len(), seeded.len(), "everybody has a name of their own");
            for player in s.people() {
                player.sends("/start").await.sees(&vi("home-title")).sees(NOTE);
            }
            let held = seeded.iter().filter(|it| it.council == council).map(|it| it.role);
            let held: BTreeSet<Role> = held.collect();
            for role in [
                Role::Administrator,
                Role::StandingBody,
                Role::Secretariat,
                Role::DelegationLeader,
                Role::Secretary,
                Role::Member,
                Role::UnitHead,
                Role::FocalOfficer,
                Role::Observer,
            ] {
                let of_a_delegation =
                    matches!(role, Role::DelegationLeader | Role::Secretary | Role::Member);
                // The campaign is played without a delegation, by its owner.
                let is_there = held.contains(&role)
                    || start == Start::Campaign
                        && of_a_delegation
                        && held.contains(&Role::CampaignOwner);
                assert!(is_there, "nobody to play {role:?} in {council}");
            }
        })
        .await;
    }
}

#[tokio::test]
async fn ha_noi_begins_with_ten_units_in_two_groups() {
    story("2023-05-10 08:00", async |s| {
        s.begins(Start::HaNoi).await;
        let thuy = named(s, "Ngô Bích Thủy");
        thuy.sends("/menu").await.taps(&vi("key-delegations")).await.taps("CCHC").await;
        thuy.sees("01/QĐ-HĐND (minh họa)").sees("10/10").sees("15/5/2023");
        thuy.taps(&vi("key-part-visits")).await;
        for unit in ["UBND huyện Thạch Thất", "Sở Thông tin và Truyền thông", "UBND quận Cầu Giấy"]
        {
            thuy.last_says(unit);
        }
        thuy.taps(&vi("key-more")).await.last_says("Sở Nội vụ Hà Nội").last_says("30/5/2023");
        thuy.sends("/menu").await.taps("UBND huyện Thạch Thất").await;
        // Of two groups, a visit shows the people of its own.
        thuy.sees("Hồ Thanh Liêm").sees("Vũ Hồng Nhung").does_not_see("Trịnh Minh Quân");
        // Six days ahead is short notice, and says so.
        thuy.taps(&vi("key-invite-unit")).await.sends("đã thống nhất với huyện").await;
        thuy.taps(&vi("key-invite-now")).await;
        let vinh = named(s, "Đặng Quang Vinh");
        vinh.taps(&vi("key-answer-checklist")).await.taps(&vi("key-start")).await.sees("1.1");
        s.all_read();
        thuy.sends("/menu").await.taps(&vi("key-checklists")).await.sees("HN-GS-2023-HUYEN v1");
    })
    .await;
}

#[tokio::test]
async fn the_province_is_met_once_its_surveys_are_over() {
    story("2024-03-18 08:00", async |s| {
        let cast = s.cast().await;
        let chau = &cast.chau;
        chau.sends("/menu").await.taps(&vi("key-calendar")).await.taps("UBND tỉnh Tây Ninh").await;
        chau.sees("ngày, giờ minh họa").sees(&vi("kind-working-session"));
        chau.taps(&vi("key-invite-unit")).await.sees(&vi("refused-not-over-yet"));
        // The delegation's leader leads the first group too, and stands there once.
        let text = &chau.messages().pop().expect("a screen").text;
        assert_eq!(text.matches("Đỗ Minh Châu").count(), 1, "{text}");
    })
    .await;
}

fn named(s: &Story, name: &str) -> crate::support::Player {
    s.people().into_iter().find(|player| player.name == name).expect(name)
}
