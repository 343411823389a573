//! From the first question on site to the final word, in both languages (DOMAIN.md 6.4, step 9).

use super::*;
use crate::support::story;
use doangiamsat::domain::Locale;
use doangiamsat::domain::answers::SubmissionAct;

#[tokio::test]
async fn a_verification_in_vietnamese() {
    story(MORNING, async |s| verification(s, Locale::Vi).await).await;
}

#[tokio::test]
async fn a_verification_in_english() {
    story(MORNING, async |s| verification(s, Locale::En).await).await;
}

async fn verification(s: &Story, locale: Locale) {
    let t = |key: &str| said(locale, key);
    let vi = locale == Locale::Vi;
    let (reported, found) =
        if vi { ("3.080/8.000", "2.496/8.000") } else { ("3,080/8,000", "2,496/8,000") };
    let (shares, points) = if vi {
        ("38,5\u{a0}% → 31,2\u{a0}%", "−7,3 điểm")
    } else {
        ("38.5% → 31.2%", "−7.3 points")
    };
    let cast = on_site(s, locale).await;
    let says = async |value: &str, basis, is_final| {
        assert_eq!(reports(s).await, Some((value.to_owned(), basis, is_final)));
    };
    says("38.5", Basis::SelfReported, false).await;
    let (yen, son, mai, chau, tuan) = (&cast.yen, &cast.son, &cast.mai, &cast.chau, &cast.tuan);

    // Marked questions first, one a message, with who signed.
    yen.sends("/menu").await.sees("UBND Phường 1 0/5").taps(&t("item-verify")).await;
    yen.taps(&t("key-verify-next")).await.sees("1.2").sees("118/120").sees(&son.name);
    yen.taps(&t("key-matched")).await.sees("1/5").sees("1.3").taps(&t("key-matched")).await;
    yen.sees("2.1").taps(&t("key-not-verifiable")).await.sees(&t("not-verifiable-note"));
    yen.sends("Danh sách phân công chưa cập nhật").await.sees("3/5").sees("3.2");

    // 38.5 becomes 31.2: value, method, note, a photo, one look.
    yen.taps(&t("key-adjust")).await.sees(&t("adjust-value")).sees(&t("filling-how-ratio"));
    yen.sends("31,2%").await.sees(&t("answer-percent-only"));
    yen.sends("9000/8000").await.sees(&t("answer-more-than-all"));
    yen.sends("3080/8000").await.sees(&t("refused-nothing-adjusted"));
    yen.sends("2496/8000").await.sees(&t("adjust-method")).sees(shares).sees(points);
    yen.sends("kiểm tra").await.last_says(&t("adjust-method"));
    yen.taps(&t("method-sample"))
        .await
        .sees(&t("adjust-note"))
        .has_no_button(&t("key-adjust-save"));
    yen.sends_photo().await.sees(&t("note-finding-photo-kept")).sees(&t("adjust-note"));
    yen.sends("Kiểm tra 100 hồ sơ tại quầy").await.sees(&t("adjust-review")).sees(points);
    assert_eq!(son.count(&t("notice-adjusted")), 0, "nothing is told before it is saved");
    yen.taps(&t("key-adjust-save")).await.sees("4/5").sees("5.3");
    for told in [son, mai] {
        told.sees(&t("notice-adjusted")).sees(reported).sees(found).sees(shares).sees(points);
        told.sees("Kiểm tra 100 hồ sơ tại quầy").sees(&t("method-sample"));
    }
    assert_eq!(s.count("SELECT count(*) FROM verification WHERE fetches <> '{}'").await, 1);
    assert_eq!(s.count("SELECT count(*) FROM file_fetch WHERE state = 'fetched'").await, 3);

    says("31.2", Basis::Adjusted, false).await;

    // Not finished while a marked answer has no result.
    yen.taps(&t("key-verify-overview")).await.taps(&t("key-verify-finish")).await;
    yen.last_says(&t("finish-missing")).last_says("5.3").has_no_button(&t("key-finish-now"));
    let version = s.count("SELECT version::bigint FROM submission").await as i32;
    let early = SubmissionAct::FinishVerification.on(id(s).await, version);
    plants(s, yen, Command::Answers(early)).await;
    yen.last_says("5.3");
    assert_eq!(s.audit("finish_verification").await, ["unverified"]);
    yen.taps("5.3").await.taps(&t("key-matched")).await.sees("5/5");
    yen.taps(&t("key-verify-finish")).await.sees(&t("finish-what"));
    yen.taps(&t("key-finish-now")).await.sees(&t("submission-verified"));
    for told in [son, mai] {
        told.sees(&t("notice-verified")).sees(&t("results-not-final")).buttons([&t("key-results")]);
    }

    // The head looks, and sees it otherwise.
    son.sends("/menu").await.taps(&t("item-results")).await.sees(&t("results-adjusted"));
    son.sees(reported).sees(found).sends("/menu").await;
    son.has_no_button(&t("item-results"));
    son.taps(&t("key-results")).await.taps("3.2").await.sees(points).taps(&t("key-dispute")).await;
    son.sees(&t("dispute-how")).sends("Chưa tính hồ sơ nộp qua VNeID").await;
    for told in [yen, chau, tuan] {
        told.sees(&t("notice-disputed")).sees("Chưa tính hồ sơ nộp qua VNeID");
    }

    says("31.2", Basis::Disputed, false).await;

    // Nothing is final while the dispute is open.
    chau.sends("/menu").await.taps(&t("item-disputes")).await.taps(&t("key-finalise")).await;
    chau.sees(&t("refused-disputes-open")).has_no_button(&t("key-finalise-now"));
    yen.taps(&t("key-open-dispute")).await.sees("Chưa tính hồ sơ nộp qua VNeID");
    yen.taps(&t("key-dispute-keep")).await.sees(&t("dispute-keep-note"));
    yen.sends("Đã tính cả hồ sơ VNeID").await.sees(&t("verified-dispute-settled"));
    for told in [son, mai] {
        told.sees(&t("notice-dispute-kept")).sees("Đã tính cả hồ sơ VNeID");
    }
    son.sends("/menu").await.buttons([&t("item-results")]);
    says("31.2", Basis::Adjusted, false).await;

    chau.sends("/menu").await.taps(&t("item-finalise")).await.taps(&t("key-finalise")).await;
    chau.sees(&t("finalise-what")).taps(&t("key-finalise-now")).await;
    chau.sees(&t("submission-final")).has_no_button(&t("key-finalise"));
    for told in [son, mai, yen, tuan] {
        told.sees(&t("notice-final"));
    }
    son.sends("/menu").await.has_no_button(&t("item-results"));

    says("31.2", Basis::Adjusted, true).await;

    // Both values are kept, and stand side by side where the answers are.
    mai.taps(&t("key-see-answers")).await.taps(&t("key-all-questions")).await.taps("3.2").await;
    mai.sees(reported).sees(found).sees(points);
    let both = "SELECT count(*) FROM answer a JOIN verification v USING (submission_id, path)
                WHERE a.value ->> 'numerator' = '3080' AND v.value ->> 'numerator' = '2496'";
    assert_eq!(s.count(both).await, 1);
    let history = "SELECT count(*) FROM verification_history WHERE path = '/data/p3/q3_2'";
    assert_eq!(s.count(history).await, 3, "adjusted, disputed, kept");
}
