//! One visit of two units from its planning to its end, in every language.

use super::MORNING;
use crate::support::{Cast, Player, Story, said, story};
use doangiamsat::domain::Locale;

#[tokio::test]
async fn one_visit_in_vietnamese() {
    story(MORNING, async |s| one_visit(s, Locale::Vi).await).await;
}

#[tokio::test]
async fn one_visit_in_english() {
    story(MORNING, async |s| one_visit(s, Locale::En).await).await;
}

async fn one_visit(s: &Story, locale: Locale) {
    let t = |key: &str| said(locale, key);
    let cast = s.cast().await;
    for player in s.people() {
        s.speaks(&player, locale).await;
    }
    plans(&cast.hien, &t).await;
    cast.hien.taps(&t("key-invite-unit")).await.sees(&t("invite-unit-what"));
    cast.hien.taps(&t("key-invite-now")).await.sees(&t("visit-invited"));
    invitation(&cast, s, &t).await;
    s.clock_reaches("2024-04-09 05:59").await;
    s.all_read(); // reminders and digests have stories of their own

    // Not before its time; then on the home screen of those who open it, and of nobody else.
    cast.chau.sends("/menu").await.has_no_button(&t("item-to-open"));
    cast.chau.taps(&t("key-calendar")).await.taps("UBND Phường 1, UBND thành phố").await;
    cast.chau.sees(&t("visit-opens")).sees("06:00").has_no_button(&t("key-open-session"));
    s.clock_reaches("2024-04-09 06:00").await;
    cast.tuan.sends("/menu").await.has_no_button(&t("item-to-open"));
    cast.chau.sends("/menu").await.taps(&t("item-to-open")).await;
    cast.chau.taps(&t("key-open-session")).await.sees(&t("session-title"));
    for told in [&cast.hien, &cast.yen, &cast.tuan, &cast.son, &cast.mai, &cast.binh, &cast.lan] {
        told.sees(&t("notice-session-opened"));
        assert_eq!(told.count(&t("notice-session-opened")), 1, "{} is told once", told.name);
    }
    cast.hien.has_no_button(&t("key-check-in"));
    let begun = "SELECT count(*) FROM delegation WHERE state = 'in_progress'";
    assert_eq!(s.count(begun).await, 1);

    attendance(&cast, &t).await;
    notes(&cast, s, &t).await;

    cast.chau.sends("/menu").await.taps(&t("item-in-session")).await;
    cast.chau.taps(&t("key-close-session")).await.sees(&t("open-title")).sees(&t("close-what"));
    cast.chau.taps(&t("key-close-session-now")).await.sees(&t("visit-minutes"));
    for told in [&cast.hien, &cast.yen, &cast.tuan, &cast.son, &cast.mai, &cast.binh, &cast.lan] {
        told.sees(&t("notice-session-ended"));
        assert_eq!(told.count(&t("notice-session-ended")), 1, "{} is told once", told.name);
    }
    let over = "SELECT count(*) FROM visit WHERE state = 'minutes' AND ended_at IS NOT NULL";
    assert_eq!(s.count(over).await, 1);

    // What was kept can be read, and no more be changed.
    cast.yen.taps(&t("key-open-visit")).await.taps(&t("key-session")).await.sees("3 quầy");
    cast.yen.has_no_button(&t("key-close-session"));
    cast.yen.sends("thêm một ý").await.sees(&t("note-nothing-to-type"));
    // A unit's people see who was there, not what was noted.
    cast.son.taps(&t("key-open-visit")).await.sees(&t("visit-minutes"));
    cast.son.has_no_button(&t("key-session")).does_not_see("3 quầy");
    cast.son.sees("UBND Phường 1: 0/8").does_not_see("UBND thành phố Tây Ninh: 0/8");
}

/// Two units, a kind, and a day from the calendar.
async fn plans(hien: &Player, t: &impl Fn(&str) -> String) {
    hien.sends("/menu").await.taps(&t("key-delegations")).await;
    hien.taps("Cải cách thủ tục").await.taps(&t("key-schedule")).await;
    hien.sends("phuong 1").await.taps("UBND Phường 1").await.sees("TN-KS-RG");
    hien.taps(&t("key-add-unit")).await.sends("thanh pho tay ninh").await;
    hien.taps("UBND thành phố Tây Ninh").await.sees("UBND Phường 1, UBND thành phố Tây Ninh");
    // Chosen a second time, it is there once; dropped, it can be added again.
    hien.taps(&t("key-add-unit")).await.sends("phuong 1").await.taps("UBND Phường 1").await;
    hien.sees("UBND Phường 1, UBND thành phố Tây Ninh");
    hien.taps(&t("key-add-unit")).await.sends("phuong 2").await.taps("UBND Phường 2").await;
    hien.sees("Tây Ninh, UBND Phường 2").taps("✖ ").await; // the first of them
    hien.taps(&t("key-add-unit")).await.sends("phuong 1").await.taps("UBND Phường 1").await;
    hien.taps("✖ ").await.taps("✖ ").await.sees("UBND Phường 1");
    hien.taps(&t("key-add-unit")).await.sends("thanh pho tay ninh").await;
    hien.taps("UBND thành phố Tây Ninh").await;
    hien.taps(&t("kind-survey-visit")).await.sees(&t("kind-survey-visit"));

    // Days gone by are not offered; days with a visit of the group carry a mark.
    hien.taps(&t("key-pick-day")).await.sees("3/2024").sees(&t("calendar-mark"));
    hien.has_no_button("14").has_no_button("‹").taps("›").await.sees("4/2024").sees("[2•]");
    hien.taps("‹").await.sees("[15]").taps("›").await.taps("9").await.taps("08:00").await;
    hien.sees(&t("scheduling-length")).sends("2 tiếng").await;
    hien.taps("UBND Phường 1").await.sees(&t("scheduling-review")).sees("08:00");
    hien.sees(&t("kind-survey-visit")).taps(&t("key-schedule-now")).await;
    hien.sees(&t("visit-draft"));
}

/// What an invitation says; each unit answers for itself.
async fn invitation(cast: &Cast, s: &Story, t: &impl Fn(&str) -> String) {
    for invited in [&cast.son, &cast.mai, &cast.binh, &cast.lan] {
        invited.sees(&t("notice-invited")).sees("135/NQ-HĐND").sees("Cải cách thủ tục");
        invited.sees(&t("kind-survey-visit")).sees("Đỗ Minh Châu").sees("Hoàng Anh Tuấn");
        invited.sees(&t("letter-prepare-answers")).sees("08:00");
        invited.has_read_everything();
    }
    let confirmed = "SELECT count(*) FROM visit WHERE state = 'confirmed'";
    cast.son.taps(&t("key-confirm-visit")).await.sees(&t("visit-invited"));
    assert_eq!(s.count(confirmed).await, 0);
    for told in [&cast.hien, &cast.chau, &cast.yen, &cast.tuan] {
        told.sees(&t("notice-confirmed")).sees("UBND Phường 1");
    }
    cast.hien.taps(&t("key-open-visit")).await.sees(&t("unit-waiting")).sees(&t("unit-confirmed"));
    cast.lan.taps(&t("key-confirm-visit")).await.sees(&t("visit-confirmed"));
    assert_eq!(s.count(confirmed).await, 1);
    s.all_read();
}

async fn attendance(cast: &Cast, t: &impl Fn(&str) -> String) {
    // Oneself, from the notice; twice is once.
    cast.son.taps(&t("key-check-in")).await.sees(&t("visit-in-session"));
    cast.tuan.taps(&t("key-check-in")).await;
    cast.chau
        .taps("👥")
        .await
        .sees("✔ Trần Văn Sơn")
        .sees("✔ Hoàng Anh Tuấn")
        .sees("○ Bùi Hải Yến");
    cast.chau.taps("☐ Bùi Hải Yến").await.sees("✔ Bùi Hải Yến");
    cast.chau.taps("☑ Bùi Hải Yến").await.sees("✖ Bùi Hải Yến");
    cast.chau.taps("☐ Bùi Hải Yến").await.sees("✔ Bùi Hải Yến");
    // Somebody else of a side.
    cast.chau.taps("UBND thành phố Tây Ninh").await.sees(&t("session-add"));
    cast.chau.sends(", Phó Chủ tịch").await.sees(&t("note-name-wanted"));
    cast.chau.sends("Lê Thị Hoa, Phó Chủ tịch").await.sees("✔ Lê Thị Hoa, Phó Chủ tịch");
    cast.chau.taps("☑ Lê Thị Hoa").await.sees("✖ Lê Thị Hoa, Phó Chủ tịch");
}

async fn notes(cast: &Cast, s: &Story, t: &impl Fn(&str) -> String) {
    let (yen, tuan) = (&cast.yen, &cast.tuan);
    yen.sends("/menu").await.taps(&t("item-in-session")).await.sees(&t("session-how"));
    yen.sends("Bộ phận một cửa có 3 quầy").await.sees(&t("note-noted")).sees("3 quầy");
    yen.sends("ghi nhầm").await.sees("ghi nhầm");
    tuan.sends("/menu").await.taps(&t("item-in-session")).await.sees("3 quầy");
    tuan.taps(&t("key-note-of")).await.sees(&t("session-note-of"));
    tuan.sends("thiếu máy quét").await.sees(&t("note-noted")).taps(&t("key-back")).await;
    tuan.sees("[UBND Phường 1]: thiếu máy quét");
    // Taken back by who wrote it, and by nobody else.
    tuan.taps("🗒").await.has_no_button("ghi nhầm").buttons(["thiếu máy quét"]);
    yen.taps("🗒").await.taps("ghi nhầm").await.sees(&t("note-line-struck"));
    let kept = "SELECT count(*) FROM visit_note WHERE struck_at IS NOT NULL";
    assert_eq!(s.count(kept).await, 1);
    assert_eq!(s.count("SELECT count(*) FROM visit_note").await, 3);
}
