//! The life of a recommendation, told in every language.

use super::{MORNING, after_the_visits, claimed, drafts, issued, issues, taken_up};
use crate::support::{Story, said, story, vi};
use doangiamsat::domain::recommendations::{
    ActOnRecommendation, RecommendationAct, RecommendationCommand,
};
use doangiamsat::domain::{Command, Locale};

#[tokio::test]
async fn drafted_issued_returned_and_verified_in_vietnamese() {
    story(MORNING, async |s| life(s, Locale::Vi).await).await;
}

#[tokio::test]
async fn drafted_issued_returned_and_verified_in_english() {
    story(MORNING, async |s| life(s, Locale::En).await).await;
}

async fn life(s: &Story, locale: Locale) {
    let t = |key: &str| said(locale, key);
    let cast = after_the_visits(s).await;
    let (mai, son, hien, yen, chau) = (&cast.mai, &cast.son, &cast.hien, &cast.yen, &cast.chau);
    for player in [mai, son, hien, yen, chau] {
        s.speaks(player, locale).await;
    }
    let (days, due) = match locale {
        Locale::Vi => ("30 ngày", "5/6/2024"),
        Locale::En => ("30 days", "5 June 2024"),
    };

    // The secretary writes it, and changes it before it is issued.
    drafts(yen, "Bố trí cán bộ CNTT", days, locale).await;
    yen.taps(&t("key-rewrite")).await.taps(&t("key-change-text")).await;
    yen.sends("Bố trí 01 cán bộ chuyên trách CNTT").await.taps(&t("key-save-draft")).await;
    yen.last_says("01 cán bộ chuyên trách").last_says(due);
    // A draft is the delegation's own.
    son.sends("/menu").await.has_no_button("Bố trí 01");
    son.taps(&t("key-recommendations")).await.last_says(&t("recommendations-none"));

    // Its leader issues it in a numbered document; the letter reaches head and focal officer.
    issues(chau, "12/KL-HĐND ngày 6/5/2024", locale).await;
    for told in [son, mai] {
        told.sees(&t("notice-issued")).sees(&t("letter-asks")).sees("UBND Phường 1");
        told.sees("12/KL-HĐND").sees("01 cán bộ chuyên trách").sees("Quyết định bố trí cán bộ");
        told.sees(due).sees("Cải cách thủ tục hành chính");
    }
    for told in [yen, hien] {
        told.sees(&t("notice-issued"));
    }

    // The focal officer takes it up and reports.
    mai.taps(&t("key-open-recommendation")).await.taps(&t("key-take-up")).await;
    mai.last_says(&t("recommendation-in-progress"));
    for told in [yen, hien] {
        told.sees(&t("notice-taken-up"));
    }
    mai.taps(&t("key-report-progress")).await.sends("Đang trình Ban Thường vụ").await;
    mai.last_says("Đang trình Ban Thường vụ");
    for told in [yen, hien] {
        told.sees(&t("notice-progress")).sees("Đang trình Ban Thường vụ");
    }

    // Done needs evidence.
    mai.taps(&t("key-claim")).await.last_says(&t("proof-wanted"));
    mai.sends("Đã có Quyết định 31/QĐ-UBND").await.has_no_button(&t("key-claim-now"));
    mai.sends_photo().await.last_says(&t("note-proof-kept")).taps(&t("key-claim-now")).await;
    mai.last_says(&t("recommendation-claimed"));
    for told in [yen, hien, chau] {
        told.sees(&t("notice-claimed")).sees("Quyết định 31");
    }

    // It falls short: back with a reason; old evidence does not count again.
    yen.sends("/menu").await.taps(&t("item-verify-recommendation")).await;
    yen.taps(&t("key-files")).await;
    assert_eq!(yen.files(), 1);
    yen.taps(&t("key-return-it")).await.sends("Quyết định chưa nêu chuyên trách").await;
    yen.last_says(&t("recommendation-state-returned"));
    for told in [mai, son, hien] {
        told.sees(&t("notice-returned-it")).sees("chưa nêu chuyên trách");
    }
    son.taps(&t("key-open-recommendation")).await.taps(&t("key-take-up")).await;
    son.taps(&t("key-claim")).await.last_says(&t("proof-wanted")).sends_photo().await;
    son.sends("Đã sửa quyết định").await.taps(&t("key-claim-now")).await;
    for told in [yen, hien, chau] {
        told.has_read_everything();
    }
    chau.sends("/menu").await.taps(&t("item-verify-recommendation")).await;
    chau.taps(&t("key-verify-done")).await.sends("Đã xem quyết định").await;
    chau.taps(&t("key-verify-now")).await.last_says(&t("recommendation-verified"));
    for told in [mai, son, yen, hien] {
        told.sees(&t("notice-verified-it")).sees("Đã xem quyết định");
    }
    chau.taps(&t("key-history")).await;
    for key in ["history-issued", "history-progress", "history-returned", "history-verified"] {
        chau.last_says(&t(key));
    }
    for (action, times) in [
        ("save_recommendation", 2),
        ("issue_recommendation", 1),
        ("take_up_recommendation", 2),
        ("report_on_recommendation", 1),
        ("attach_proof", 2),
        ("claim_recommendation", 2),
        ("return_recommendation", 1),
        ("verify_recommendation", 1),
    ] {
        assert_eq!(s.audit(action).await, vec!["done"; times], "{action}");
    }
    assert_eq!(s.count("SELECT count(*) FROM deadline WHERE next_at IS NOT NULL").await, 0);
    s.all_read();
}

#[tokio::test]
async fn a_difficulty_becomes_a_recommendation_with_one_tap() {
    story(MORNING, async |s| {
        let cast = after_the_visits(s).await;
        cast.mai.sends("khó khăn: thiếu máy quét ở bộ phận một cửa").await;
        cast.mai.taps(&vi("key-report-as")).await;
        s.sql("UPDATE difficulty SET visit_id = (SELECT min(v.id) FROM visit v JOIN visit_unit u
                 ON u.visit_id = v.id WHERE u.unit_id = difficulty.unit_id) WHERE body LIKE 'thiếu máy%'")
            .await;
        s.all_read();
        cast.chau.sends("/menu").await.taps(&vi("key-difficulties")).await;
        cast.chau.taps("thiếu máy quét").await.taps(&vi("key-recommend")).await;
        cast.chau.last_says(&vi("compose-product")).last_says("thiếu máy quét ở bộ phận một cửa");
        cast.chau.sends("Biên bản bàn giao 02 máy quét").await.sends("30/6/2024").await;
        cast.chau.last_says("30/6/2024").taps(&vi("key-link-difficulties")).await;
        cast.chau.buttons(["☑ thiếu máy quét"]).taps(&vi("key-back")).await;
        cast.chau.taps(&vi("key-save-draft")).await.last_says(&vi("recommendation-removes"));
        assert_eq!(s.count("SELECT count(*) FROM recommendation_difficulty").await, 1);
        // A draft that is not wanted is dropped, after being asked once.
        cast.chau.taps(&vi("key-drop")).await.taps(&vi("key-drop-now")).await;
        cast.chau.last_says(&vi("recommendations-none"));
        assert_eq!(s.count("SELECT count(*) FROM recommendation").await, 0);
    })
    .await;
}

#[tokio::test]
async fn the_same_document_issues_another_one_with_a_tap() {
    story(MORNING, async |s| {
        let cast = issued(s).await;
        drafts(&cast.hien, "Lắp camera bộ phận một cửa", "60 ngày", Locale::Vi).await;
        cast.chau.sends("/menu").await.taps(&vi("item-issue")).await.taps(&vi("key-issue")).await;
        cast.chau.sends("văn bản hôm nọ").await.last_says(&vi("note-basis-not-understood"));
        cast.chau.sends("13/KL-HĐND").await.last_says(&vi("refused-paper-wanted"));
        cast.chau.sends("13/KL-HĐND ngày 1/1/2030").await.taps(&vi("key-issue-now")).await;
        cast.chau.last_says(&vi("refused-paper-wanted"));
        cast.chau.taps(&vi("key-back")).await.last_says(&vi("issue-paper"));
        cast.chau.taps("12/KL-HĐND").await.taps(&vi("key-issue-now")).await;
        cast.chau.last_says(&vi("recommendation-issued"));
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn more_time_is_asked_for_and_answered_by_a_person() {
    story(MORNING, async |s| {
        let cast = taken_up(s).await;
        let (mai, yen, chau) = (&cast.mai, &cast.yen, &cast.chau);
        mai.sends("/menu").await.taps("Bố trí cán bộ").await.taps(&vi("key-more-time")).await;
        mai.sends("1/6/2024").await.sends("sớm hơn hạn").await.last_says(&vi("refused-not-later"));
        mai.sends("/menu").await.taps("Bố trí cán bộ").await.taps(&vi("key-more-time")).await;
        mai.sends("30/6/2024").await.sends("Chờ chỉ tiêu biên chế").await;
        mai.last_says(&vi("recommendation-asked"));
        for told in [yen, chau, &cast.hien] {
            told.sees(&vi("notice-time-asked")).sees("Chờ chỉ tiêu biên chế").sees("30/6/2024");
        }
        // First it stays, then it is granted.
        yen.sends("/menu").await.taps(&vi("item-answer-time")).await;
        yen.taps(&vi("key-keep-due")).await.sends("Đã có chỉ tiêu").await;
        for told in [mai, &cast.son] {
            told.sees(&vi("notice-time-refused")).sees("Đã có chỉ tiêu");
        }
        mai.sends("/menu").await.taps("Bố trí cán bộ").await.taps(&vi("key-more-time")).await;
        mai.sends("28/6/2024").await.sends("Chờ quyết định").await;
        chau.has_read_everything();
        chau.sends("/menu").await.taps(&vi("item-answer-time")).await;
        chau.taps(&vi("key-grant-time")).await.last_says("28/6/2024");
        for told in [mai, &cast.son, yen] {
            told.sees(&vi("notice-moved-due")).sees("28/6/2024");
        }
        let moved = "SELECT count(*) FROM deadline WHERE subject_kind = 'recommendation'
            AND generation = 2 AND due_on = '2024-06-28'";
        assert_eq!(s.count(moved).await, 1);
        // Its leader may move it of their own accord, after being asked once.
        chau.taps(&vi("key-set-due")).await.sends("1/7/2024").await.sends("Theo kế hoạch").await;
        // Back leads to the last question; what is typed at the review answers it again.
        chau.last_says(&vi("move-due-review")).taps(&vi("key-back")).await;
        chau.last_says(&vi("move-due-reason")).sends("Theo kế hoạch năm").await;
        chau.last_says("Theo kế hoạch năm").sends("Theo kế hoạch quý III").await;
        chau.last_says("Theo kế hoạch quý III").taps(&vi("key-move-due-now")).await;
        chau.last_says("1/7/2024");
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn nobody_verifies_what_they_claimed_or_their_own_unit() {
    story(MORNING, async |s| {
        let cast = claimed(s).await;
        // The ward's head becomes secretary of the group, too.
        s.sql(
            "INSERT INTO role_grant (council_id, person_id, role, group_id, granted_at)
             SELECT g.council_id, p.id, 'secretary', g.group_id, g.granted_at
             FROM role_grant g JOIN person s ON s.id = g.person_id AND s.name = 'Bùi Hải Yến',
                  person p WHERE g.role = 'secretary' AND p.name = 'Trần Văn Sơn'",
        )
        .await;
        let son = &cast.son;
        son.sends("/menu").await.has_no_button(&vi("item-verify-recommendation"));
        son.taps(&vi("key-recommendations")).await.taps("Bố trí cán bộ").await;
        son.has_no_button(&vi("key-verify-done"));
        let act = RecommendationAct::Verify { note: String::new() };
        let (recommendation, version) = (super::id(s).await, super::version(s).await);
        let verify = ActOnRecommendation { recommendation, version, act };
        let verify = Command::Recommendations(RecommendationCommand::Act(verify));
        let outcome = super::runs(s, son, verify).await;
        assert_eq!(outcome, "own_unit");
        son.last_says(&vi("refused-own-unit"));
    })
    .await;
}
