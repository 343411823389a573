//! Tây Ninh, 2/4/2024: the surveys of a ward and of the city, and then the province (DOMAIN.md 6.2).

use super::{Sides, everybody_speaks, invites};
use crate::support::{Cast, Story, said, story};
use doangiamsat::domain::Locale;

const MORNING: &str = "2024-03-15 08:00";
const WARD: &str = "UBND Phường 1";
const CITY: &str = "UBND thành phố Tây Ninh";
const PROVINCE: &str = "UBND tỉnh Tây Ninh";

#[tokio::test]
async fn the_mission_of_tay_ninh_in_vietnamese() {
    story(MORNING, async |s| mission(s, Locale::Vi).await).await;
}

#[tokio::test]
async fn the_mission_of_tay_ninh_in_english() {
    story(MORNING, async |s| mission(s, Locale::En).await).await;
}

async fn mission(s: &Story, locale: Locale) {
    let t = |key: &str| said(locale, key);
    let cast = s.cast().await;
    everybody_speaks(s, locale).await;
    let sides = |unit, head, focal| Sides {
        unit,
        secretary: &cast.yen,
        chair: &cast.chau,
        head,
        focal: Some(focal),
    };
    let ward = sides(WARD, &cast.son, &cast.mai);
    let city = sides(CITY, &cast.binh, &cast.lan);
    let hien = &cast.hien;

    province_waits(&cast, locale).await;
    invites(hien, WARD, None, locale).await;
    invites(hien, CITY, None, locale).await;
    for unit in [&ward, &city] {
        unit.head.sees(&t("notice-invited")).taps(&t("key-confirm-visit")).await;
        unit.head.sees(&t("visit-confirmed"));
        hien.sees(&t("notice-confirmed")).sees(unit.unit);
    }
    s.all_read();
    let steps = [ward.answer(s, locale).await, city.answer(s, locale).await];
    assert!(steps[0] < 15 && (80..140).contains(&steps[1]), "{steps:?}");

    // The ward: a difficulty on site, an adjustment that its head sees otherwise.
    s.clock_reaches("2024-04-02 07:30").await;
    s.all_read();
    ward.sit_down(s, locale).await;
    difficulty(&cast, s, locale).await;
    cast.yen.verifies_everything(WARD, locale).await;
    dispute(&cast, s, locale).await;
    s.clock_reaches("2024-04-02 10:10").await;
    ward.rise(s, locale).await;
    province_waits(&cast, locale).await;

    // The city, on the same morning.
    s.clock_reaches("2024-04-02 10:30").await;
    s.all_read();
    city.sit_down(s, locale).await;
    cast.yen.verifies_everything(CITY, locale).await;
    s.clock_reaches("2024-04-02 13:00").await;
    city.rise(s, locale).await;
    for unit in [&ward, &city] {
        unit.sign_minutes(s, locale).await;
    }
    let signed = "SELECT count(*) FROM minutes_signature";
    assert_eq!(s.count(signed).await, 6, "three of each");
    assert_eq!(s.count("SELECT count(*) FROM visit WHERE state = 'closed'").await, 2);
    assert_eq!(s.count("SELECT count(*) FROM submission WHERE state = 'final'").await, 2);
    let disputed = "SELECT count(*) FROM verification_history WHERE outcome = 'disputed'";
    assert_eq!(s.count(disputed).await, 1);

    // Both surveys are over: now the province.
    invites(hien, PROVINCE, None, locale).await;
    let head = s.named("Châu Quốc Thịnh");
    head.sees(&t("notice-invited")).sees(&t("kind-working-session"));
    head.taps(&t("key-confirm-visit")).await.sees(&t("visit-confirmed"));
    s.all_read();
}

/// The province is not invited while a survey before it is not over.
async fn province_waits(cast: &Cast, locale: Locale) {
    let t = |key: &str| said(locale, key);
    cast.hien.takes_up(locale, [&t("item-draft-visit"), PROVINCE]).await;
    cast.hien.sees(&t("refused-not-over-yet")).taps(&t("key-invite-unit")).await;
    cast.hien.last_says(CITY).has_no_button(&t("key-invite-now"));
}

/// In one message, from the middle of the session; it is one that is known already.
async fn difficulty(cast: &Cast, s: &Story, locale: Locale) {
    let t = |key: &str| said(locale, key);
    cast.mai.sends("khó khăn: ứng dụng công nghệ thông tin trong điều hành chưa hiệu quả").await;
    cast.mai.sees(&t("reporting-similar")).taps(&t("key-merge-into")).await;
    cast.mai.sees(&t("difficulty-state-merged"));
    cast.hien.sees(&t("notice-part-of"));
    let merged = "SELECT count(*) FROM difficulty WHERE state = 'merged' AND visit_id IS NOT NULL";
    assert_eq!(s.count(merged).await, 1);
    s.all_read();
}

/// The head sees the adjusted share otherwise; the secretary keeps it.
async fn dispute(cast: &Cast, s: &Story, locale: Locale) {
    let t = |key: &str| said(locale, key);
    let (son, yen) = (&cast.son, &cast.yen);
    for told in [son, &cast.mai] {
        told.sees(&t("notice-adjusted")).sees(&t("notice-verified"));
    }
    son.takes_up(locale, [t("item-results").as_str()]).await.sees(&t("results-adjusted"));
    son.taps("1.2").await.taps(&t("key-dispute")).await.sees(&t("dispute-how"));
    son.sends("Chưa tính hồ sơ nộp qua VNeID").await;
    s.all_read();
    cast.chau.takes_up(locale, [&t("item-disputes"), WARD]).await.taps(&t("key-finalise")).await;
    cast.chau.sees(&t("refused-disputes-open")).has_no_button(&t("key-finalise-now"));
    yen.takes_up(locale, [&t("item-disputes"), WARD]).await.taps("1.2").await;
    yen.sees("Chưa tính hồ sơ nộp qua VNeID").taps(&t("key-dispute-keep")).await;
    yen.sends("Đã tính cả hồ sơ VNeID").await.sees(&t("verified-dispute-settled"));
    son.sees(&t("notice-dispute-kept")).sees("Đã tính cả hồ sơ VNeID");
    s.all_read();
}
