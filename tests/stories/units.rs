//! Looking units up as of a day: before and after a change, what an ended unit leaves open, and who
//! may not look.

use crate::support::{Player, Story, said, story, vi};
use doangiamsat::conversation::{Action, State, Units};
use doangiamsat::domain::{Locale, Role, Scope, UnitId};

const MORNING: &str = "2024-03-18 08:00";

/// Acceptance step 14: a district that has ended, its successors, and what waits for somebody.
#[tokio::test]
async fn an_ended_district_names_who_follows() {
    for locale in Locale::ALL {
        story("2025-08-10 08:00", async |s| an_ended_district(s, locale).await).await;
    }
}

async fn an_ended_district(s: &Story, locale: Locale) {
    let t = |key: &str| said(locale, key);
    let cast = s.cast().await;
    let thuy = &cast.thuy;
    s.speaks(thuy, locale).await;
    // Something of the district's that was never finished.
    s.sql(
        "INSERT INTO difficulty (council_id, unit_id, body, folded, category, cause, asked_of, state, reported_by, reported_at, changed_at)
         SELECT u.council_id, u.id, 'Thiếu cán bộ CNTT', 'thieu can bo cntt', 'nhan_luc', 'own', 'own', 'reported',
                (SELECT min(id) FROM person WHERE council_id = u.council_id), '2023-05-16T02:00:00Z',
                '2023-05-16T02:00:00Z'
         FROM unit u WHERE u.code = 'hn-thachthat'",
    )
    .await;

    thuy.sends("/menu").await.taps(&t("key-units")).await.sees(&t("lookup-title"));
    // Both the district that was and the commune that is have the name.
    thuy.sends("thach that").await.sees("UBND huyện Thạch Thất").sees("UBND xã Thạch Thất");
    thuy.sends("huyen thach that 1/8/2025").await;
    let (ended, day) = match locale {
        Locale::Vi => ("30/6/2025", "1/8/2025"),
        Locale::En => ("30 June 2025", "1 August 2025"),
    };
    thuy.sees(&t("lookup-ended")).sees(ended).sees(day).sees("UBND huyện Thạch Thất");
    thuy.sees(&t("unit-kind-huyen")).sees("UBND thành phố Hà Nội");
    for commune in ["Thạch Thất", "Hạ Bằng", "Tây Phương", "Hòa Lạc", "Yên Xuân"] {
        thuy.sees(&format!("• UBND xã {commune} ({}", t("succession-split")));
    }
    thuy.sees("NQ 1656/NQ-UBTVQH15").sees(&t("lookup-open-ended"));

    // A successor says where it comes from, and leads back.
    thuy.taps("🏢 UBND xã Hòa Lạc").await.sees("🏢 UBND xã Hòa Lạc\n");
    thuy.sees(&t("lookup-predecessors")).taps("🏢 UBND huyện Thạch Thất").await;

    // The day before the change, told with what is known since.
    thuy.taps(&t("key-another-day")).await.sees(&t("lookup-day")).sends("30/6/2025").await;
    thuy.last_says(ended).last_says("🏢 UBND huyện Thạch Thất\n");
    thuy.last_does_not_say(&t("lookup-ended"));
    thuy.sends("1/7/2025").await.last_says(&t("lookup-ended"));
    // A department that took another one in keeps its name.
    thuy.sends("sở nội vụ ngày 1 tháng 3 năm 2025").await.last_says("🏢 Sở Nội vụ Hà Nội\n");
    thuy.last_says("Sở Lao động - Thương binh và Xã hội Hà Nội");
    thuy.last_does_not_say(&t("lookup-ended"));
}

#[tokio::test]
async fn what_lies_ahead_is_not_told_unless_it_is_asked_for() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let yen = &cast.yen;
        yen.sends("/menu").await.taps(&vi("key-units")).await;
        // In March 2024 there is one such unit, and nobody speaks of its end.
        yen.sends("phuong 1").await.last_says("🏢 UBND Phường 1\n");
        yen.last_says("18/3/2024").last_does_not_say("30/6/2025");
        yen.has_no_button("UBND phường Tân Ninh");
        yen.sends("tan ninh").await.last_says(&vi("lookup-not-found"));
        yen.sends("tan ninh 1/7/2025").await.last_says("🏢 UBND phường Tân Ninh\n");
        for ward in ["Phường 1", "Phường 2", "Phường 3", "Phường 4", "phường Hiệp Ninh"]
        {
            yen.last_says(&format!("• UBND {ward} ({}", vi("succession-merge")));
        }
        yen.last_says("100 %").last_says("chịu trách nhiệm chính");
        // The day stays for the next search, until another one is named.
        yen.sends("phuong 1").await.last_says("🏢 UBND Phường 1\n").last_says("30/6/2025");
        yen.taps(&vi("key-another-day")).await.taps(&vi("key-as-of-today")).await;
        yen.last_does_not_say(&vi("lookup-ended"));
        // Before there was any.
        yen.sends("31/12/2022").await.last_says(&vi("lookup-not-yet"));
    })
    .await;
}

#[tokio::test]
async fn an_ended_ward_leaves_its_answers_to_somebody() {
    story("2024-03-25 08:00", async |s| {
        let cast = s.cast().await;
        cast.invites_the_ward(s).await;
        cast.mai.sends("khó khăn: thiếu máy quét ở Phường 1").await;
        cast.mai.taps(&vi("key-report-as")).await;
        s.all_read();
        let chau = &cast.chau;
        chau.sends("/menu").await.taps(&vi("key-units")).await.sends("phường 1").await;
        chau.last_says("1 phiếu").last_says("10 khó khăn").last_does_not_say("cần người nhận");
        chau.sends("phường 1 1/7/2025").await.last_says(&vi("lookup-ended"));
        chau.last_says("1 phiếu").last_says("10 khó khăn").last_says("cần người nhận");
        // Of a ward without anything open that is said too.
        chau.sends("phường 2").await.last_says(&vi("lookup-open-none"));
    })
    .await;
}

#[tokio::test]
async fn odd_searches_are_answered() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let tuan = &cast.tuan;
        tuan.sends("/menu").await.taps(&vi("key-units")).await;
        tuan.sends("phuong 1 31/2/2024").await.sees(&vi("moment-no-such-date"));
        tuan.sends(&"ă".repeat(4096)).await.sees(&vi("note-too-long"));
        tuan.sends("%_\\").await.sees(&vi("lookup-title"));
        tuan.sends("zzz").await.sees(&vi("lookup-not-found"));
        tuan.sends("ubnd").await.taps(&vi("key-more")).await.sees(&vi("lookup-title"));
        tuan.taps(&vi("key-another-day")).await.sends("hôm nào đó").await;
        tuan.sees(&vi("moment-not-understood"));
        // The search is still there.
        tuan.sends("18/3/2024").await.sees("“ubnd”");
    })
    .await;
}

#[tokio::test]
async fn units_people_and_other_councils_look_nothing_up() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let observer = s.joined("Phan Thu Thảo", Role::Observer, Scope::Council).await;
        observer.sends("/menu").await.buttons([&*vi("key-units")]);
        let Scope::Unit(ward) = s.unit("tn-p1").await else { panic!("a unit") };
        let search = Units::start();
        for player in [&cast.son, &cast.mai] {
            player.sends("/menu").await.has_no_button(&vi("key-units"));
            for at in [search.clone(), Units::Look { unit: ward, on: None }] {
                refused(s, player, at, "not_allowed").await;
            }
        }
        // Somebody of another council finds and opens nothing of this one.
        refused(s, &cast.thuy, Units::Look { unit: ward, on: None }, "gone").await;
        refused(s, &cast.thuy, Units::Look { unit: UnitId(999_999), on: None }, "gone").await;
        cast.thuy.sends("/menu").await.taps(&vi("key-units")).await.sends("phường 1").await;
        cast.thuy.last_says(&vi("lookup-not-found")).does_not_see("UBND Phường 1");
    })
    .await;
}

async fn refused(s: &Story, player: &Player, at: Units, outcome: &str) {
    let data = s.plants(player, Action::Go(State::Units(at))).await;
    player.taps_data(&data).await;
    assert_eq!(s.audit("look").await.pop().as_deref(), Some(outcome));
}
