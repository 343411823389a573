//! The thin mission: from the first link to signed answers, a difficulty, a reminder and a digest.

use crate::support::{Player, Story, said, story};
use doangiamsat::demo::seed::WORKBOOK;
use doangiamsat::domain::{Locale, Role, Scope};

#[tokio::test]
async fn one_mission_in_vietnamese() {
    story("2024-03-18 08:00", async |s| mission(s, Locale::Vi).await).await;
}

#[tokio::test]
async fn one_mission_in_english() {
    story("2024-03-18 08:00", async |s| mission(s, Locale::En).await).await;
}

async fn mission(s: &Story, locale: Locale) {
    let t = |key: &str| said(locale, key);
    let day = if locale == Locale::Vi { "2/4/2024" } else { "2 April 2024" };
    let hien = s.joined("Lê Thu Hiền", Role::Secretariat, Scope::Council).await;
    s.speaks(&hien, locale).await;
    let [chau, yen, son, mai] = ["Đỗ Minh Châu", "Bùi Hải Yến", "Trần Văn Sơn", "Nguyễn Thị Mai"]
        .map(|name| s.stranger(name));

    found_a_delegation(&hien, &t).await;

    // The checklist comes as a workbook.
    hien.sends_file("tn-ks.xlsx", WORKBOOK).await.sees("TN-KS-RG").sees(&t("checklist-draft"));
    hien.taps(&t("key-publish")).await.sees(&t("checklist-published"));

    // Leader and secretary open their links; the office confirms who they are.
    hien.sends("/menu").await.taps(&t("item-incomplete")).await;
    for (key, player) in [("key-invite-leader", &chau), ("key-invite-secretary", &yen)] {
        hien.taps(&t(key)).await.sees(&t("inviting-name"));
        joins_by_link(s, &hien, player, locale).await;
        hien.sends("/menu").await.taps(&t("item-incomplete")).await;
    }
    assign_two_wards(&hien, &t).await;
    hien.sends("/menu").await.taps(&t("item-incomplete")).await;
    hien.taps(&t("key-plan")).await.sees(&t("delegation-planned"));

    // Head and focal officer of the ward.
    for (key, player) in [("role-unit-head", &son), ("role-focal-officer", &mai)] {
        hien.sends("/menu").await.taps(&t("key-invite-person")).await.taps(&t(key)).await;
        hien.sends("phuong 1").await.taps("UBND Phường 1").await;
        joins_by_link(s, &hien, player, locale).await;
    }

    schedule_and_invite(&hien, &t, day).await;
    mai.sees(&t("notice-invited")).sees("07:30").sees(day);
    mai.has_read_everything();
    son.sees(&t("notice-invited")).taps(&t("key-confirm-visit")).await.sees(&t("visit-confirmed"));
    for player in [&hien, &chau, &yen] {
        player.sees("UBND Phường 1").sees(&t("notice-confirmed"));
    }
    mai.taps(&t("key-answer-checklist")).await.sees("0/8").taps(&t("key-start")).await;
    answer_all_but_the_photo(s, &mai, locale).await;

    // A difficulty in one message, from the middle of the checklist.
    mai.sends("kho khan: xa chua co can bo chuyen trach cntt").await.sees(&t("reporting-review"));
    mai.taps(&t("key-report-as")).await.sees(&t("difficulty-category")).sees("xa chua co can bo");
    for player in [&hien, &chau, &yen] {
        player.sees(&t("notice-difficulty")).sees("xa chua co can bo");
    }

    s.clock_reaches("2024-03-20 07:30").await;
    hien.sees(&t("digest-title")).sees(&t("digest-difficulties")).sees("xa chua co can bo");

    // The day before, at 08:00: the head, the focal officer and the secretary are reminded.
    s.clock_reaches("2024-03-26 08:00").await;
    s.all_read(); // the digests and T-7 have stories of their own
    s.clock_reaches("2024-04-01 07:59").await;
    s.all_read();
    s.clock_reaches("2024-04-01 08:00").await;
    for player in [&son, &mai, &yen] {
        player.sees(&t("reminder-tomorrow")).sees("UBND Phường 1");
    }
    hien.sees(&t("reminder-overdue")); // papers due on days when the bot was down
    assert_eq!(chau.unread(), Vec::<String>::new(), "the leader is not chased at T-1");

    // The photo comes, the answers are handed in, the head signs.
    mai.taps("UBND Phường 1").await.sees("8/9").taps(&t("key-resume")).await;
    mai.sends_photo().await.sees(&t("note-photo-kept")).taps(&t("key-photos-done")).await;
    mai.sees("9/9").taps(&t("key-submit")).await.taps(&t("key-submit-now")).await;
    mai.sees(&t("submission-submitted"));
    son.sees(&t("notice-submitted")).taps(&t("key-look-and-sign")).await;
    son.taps(&t("key-sign")).await.sees("118/120").sees(&t("sign-what"));
    son.taps(&t("key-sign-now")).await.sees(&t("submission-signed-off"));
    for player in [&hien, &chau, &yen, &mai] {
        player.sees(&t("notice-signed"));
    }

    // The morning of the visit: the digest, and no reminder any more.
    s.clock_reaches("2024-04-02 07:29").await;
    s.all_read(); // the evening's digest
    s.clock_reaches("2024-04-02 07:30").await;
    hien.sees(&t("digest-title")).sees("07:30 UBND Phường 1");
    s.clock_reaches("2024-04-02 08:00").await;
    assert_eq!(mai.count(&t("reminder-today")), 0, "nothing is due once it is signed");

    // Home of each role.
    for (player, item) in
        [(&hien, "UBND Phường 1"), (&chau, "UBND Phường 1"), (&yen, "UBND Phường 1")]
    {
        player.sends("/menu").await.sees(&t("home-title")).sees(item);
    }
    son.sends("/menu").await.sees(&t("item-visit-confirmed"));
}

async fn found_a_delegation(hien: &Player, t: &impl Fn(&str) -> String) {
    hien.sends("/start").await.sees(&t("home-title")).sees("Dữ liệu minh họa");
    hien.taps(&t("key-found")).await.sees(&t("founding-title"));
    hien.sends("Cải cách TTHC gắn với chuyển đổi số").await.sees(&t("founding-basis"));
    hien.sends("để sau").await.sees(&t("refused-basis-missing"));
    hien.sends("135/NQ-HĐND").await.sees(&t("founding-basis-date"));
    hien.sends("8/12/2023").await.sees(&t("founding-body")).taps("HĐND tỉnh Tây Ninh").await;
    hien.sees(&t("founding-period")).sends("2021–2023").await.sees(&t("founding-window"));
    hien.sends("2/4 - 30/4/2024").await.sees(&t("founding-quota")).sends("2").await;
    hien.sees(&t("founding-groups")).sends("1").await.sees("135/NQ-HĐND").sees("2021–2023");
    hien.taps(&t("key-found-now")).await;
    for missing in ["missing-leader", "missing-secretary", "missing-units"] {
        hien.sees(&t(missing));
    }
    hien.has_no_button(&t("key-schedule")).has_no_button(&t("key-plan"));
}

/// Two wards for the only group, and the checklist for wards.
async fn assign_two_wards(hien: &Player, t: &impl Fn(&str) -> String) {
    hien.taps(&t("key-mend-units")).await.sees(&t("pick-units"));
    for (typed, unit) in [("phuong 1", "UBND Phường 1"), ("phuong 2", "UBND Phường 2")] {
        hien.sends(typed).await.taps(unit).await.sees(&format!("✅ {unit}"));
    }
    hien.sends("/menu").await.taps(&t("item-incomplete")).await.sees("2/2");
    hien.sees(&t("missing-checklist")).taps(&t("key-mend-checklist")).await;
    hien.taps("TN-KS-RG").await.sees(&t("delegation-checklists")).sees("TN-KS-RG");
}

/// The office has been asked for a name: it invites this player, who joins.
pub async fn joins_by_link(s: &Story, hien: &Player, player: &Player, locale: Locale) {
    let t = |key: &str| said(locale, key);
    hien.sends(&player.name).await.taps(&t("key-no-phone")).await.sees(&t("inviting-done"));
    player.opens_link(&hien.link()).await.sees(&said(Locale::Vi, "outside-waiting"));
    hien.sees(&t("claim-opened")).sees(&player.name).taps(&t("key-accept-claim")).await;
    player.sees(&said(Locale::Vi, "notice-joined"));
    s.speaks(player, locale).await;
}

/// A typed date, one that does not exist, a clash; then the invitation.
async fn schedule_and_invite(hien: &Player, t: &impl Fn(&str) -> String, day: &str) {
    let to_delegation = async || {
        hien.sends("/menu").await.taps(&t("key-delegations")).await;
        hien.taps("Cải cách TTHC").await.taps(&t("key-schedule")).await;
    };
    to_delegation().await;
    hien.sends("phuong 1").await.taps("UBND Phường 1").await;
    hien.sends("31/2/2024 8h").await.sees(&t("moment-no-such-date"));
    hien.sends("2/4 7h30").await.sees(&t("scheduling-length")).sends("2 tiếng").await;
    hien.taps("UBND Phường 1").await.sees("07:30").sees(day);
    hien.taps(&t("key-schedule-now")).await.sees(&t("visit-draft"));

    to_delegation().await;
    hien.sends("phuong 2").await.taps("UBND Phường 2").await;
    hien.sends("2/4/2024 8h30").await.sends("90 phút").await.sends("Hội trường").await;
    hien.sees(&t("refused-clash")).sees("UBND Phường 1").has_no_button(&t("key-schedule-now"));

    hien.sends("/menu").await.taps(&t("item-draft-visit")).await;
    hien.taps(&t("key-invite-unit")).await.sees(&t("invite-unit-what"));
    hien.taps(&t("key-invite-now")).await.sees(&t("visit-invited"));
}

/// Every answer in the way people type it; then leaves, and comes back the next day.
async fn answer_all_but_the_photo(s: &Story, mai: &Player, locale: Locale) {
    let t = |key: &str| said(locale, key);
    let (yes, fully) =
        if locale == Locale::Vi { ("Có", "Đầy đủ") } else { ("Yes", "In full") };
    mai.sees("1.1").taps(yes).await.sees("QĐ 12/QĐ-UBND");
    mai.sends("QĐ 12/QĐ-UBND 05/01/2022").await.sees("1.2").sees(&t("filling-how-ratio"));
    // The decision itself: right after its number, it goes with the number.
    mai.sees(&t("filling-evidence-now")).sends_photo().await.sees("1.1a");
    mai.sees(&t("filling-evidence-more"));
    mai.sends("100%").await.sees(&t("answer-percent-only"));
    mai.sends("130/120").await.sees(&t("answer-more-than-all"));
    mai.sends("118/120").await.sees("98").sees("1.3");
    mai.taps(fully).await.sees(&t("filling-how-photo"));
    // Later; the next question has a rule of its own.
    mai.taps(&t("key-skip")).await.sees("2.1").sends("501").await.sees("500");
    mai.sends("12").await.sees("3.2");

    s.clock_reaches("2024-03-19 07:00").await;
    mai.sends("/menu").await.taps(&t("item-fill")).await.taps(&t("key-all-questions")).await;
    mai.taps("3.2").await.sends("3.080/8.000").await.sees("38");
    mai.sees("5.3").sends("9").await.sees("8.3").sends("Không").await;
    mai.sees("1.3a"); // what is left
    s.all_read(); // the office's digest of 19 March
}
