//! From the draft to the signed minutes, on both sides; returned and signed again; on paper.

use super::{
    MORNING, hash, laid_before_the_signers, looks, reads_all, session_over, settle, signs, tries,
    visit, ward,
};
use crate::support::{said, story, vi};
use doangiamsat::conversation::State;
use doangiamsat::domain::minutes::{FrozenAct, Seat};
use doangiamsat::domain::{Locale, minutes};
use doangiamsat::sandbox::Content;

#[tokio::test]
async fn both_sides_sign_and_the_visit_is_closed() {
    for locale in Locale::ALL {
        story(MORNING, async |s| both_sides(s, locale).await).await;
    }
}

async fn both_sides(s: &crate::support::Story, locale: Locale) {
    let t = |key: &str| said(locale, key);
    let cast = session_over(s).await;
    let [yen, chau, son, mai] = [&cast.yen, &cast.chau, &cast.son, &cast.mai];
    for player in [yen, chau, son, mai, &cast.tuan, &cast.hien] {
        s.speaks(player, locale).await;
    }

    // The draft is composed from what was recorded.
    yen.sends("/menu").await.taps(&t("item-draft-minutes")).await.sees(&t("minutes-draft"));
    let draft = reads_all(yen, &t).await;
    for said in [
        t("minutes-text-name").as_str(),
        "135/NQ-HĐND",
        "Đỗ Minh Châu",
        &t("minutes-text-absent"),
        "118/120",
        "110/120",
        "đếm lại <sổ> theo dõi",
        &t("minutes-text-by-document"),
        "Đoàn hỏi về hồ sơ trễ hạn",
        "thiếu máy quét",
    ] {
        assert!(draft.contains(said), "“{said}” is not in: {draft}");
    }
    assert!(!draft.contains("Ghi nhầm"), "a note taken back: {draft}");
    son.sends("/menu").await.does_not_see(&t("item-sign-minutes"));

    // The chair's conclusion, in two messages; it is wanted before anybody signs.
    yen.taps(&t("key-minutes-freeze")).await.sees(&t("refused-conclusion-wanted"));
    yen.taps(&t("key-minutes-conclusion")).await.sees(&t("minutes-conclusion-how"));
    yen.sends("1. Phường đã làm tốt.").await.sees(&t("note-conclusion-kept"));
    yen.sends("2. Đề nghị bổ sung máy quét.").await.sees("1. Phường đã làm tốt.");
    yen.taps(&t("key-minutes-read")).await;
    assert!(reads_all(yen, &t).await.contains("2. Đề nghị bổ sung máy quét."));
    yen.taps(&t("key-minutes-freeze")).await.sees("Đỗ Minh Châu").sees("Trần Văn Sơn");
    yen.taps(&t("key-minutes-freeze-now")).await.sees("0/3");

    // Told once, read, signed. The text is Vietnamese for everybody.
    for player in [chau, son] {
        player.sees(&t("notice-minutes-to-sign"));
    }
    son.taps(&t("key-minutes-read-and-sign")).await;
    let frozen = reads_all(son, &t).await;
    assert!(frozen.contains("BIÊN BẢN") && frozen.contains("KẾT LUẬN CỦA CHỦ TRÌ"), "{frozen}");
    son.taps(&t("key-minutes-sign")).await.sees(&t("minutes-sign-what"));
    let code = minutes::hex(&hash(s).await);
    son.sees(&code)
        .taps(&t("key-minutes-sign-now"))
        .await
        .sees("1/3")
        .sees(&t("minutes-signer-done"));
    son.has_no_button(&t("key-minutes-sign-now"));
    yen.sends("/menu").await.taps(&t("item-sign-minutes")).await;
    yen.taps(&t("key-minutes-sign")).await.taps(&t("key-minutes-sign-now")).await.sees("2/3");
    yen.sends("/menu").await.sees(&t("item-minutes-unsigned"));
    signs(chau, &t).await;
    chau.sees(&t("minutes-signed"));

    // All are told once, with the hash; the visit is closed, its bookings stay.
    for player in [yen, son, mai, &cast.tuan, &cast.hien] {
        player.sees(&t("notice-minutes-signed")).sees(&code);
        assert_eq!(player.count(&t("notice-minutes-signed")), 1, "{}", player.name);
    }
    assert_eq!(s.count("SELECT count(*) FROM visit WHERE state = 'closed'").await, 1);
    assert!(s.count("SELECT count(*) FROM booking b JOIN visit v ON v.id = b.visit_id WHERE v.state = 'closed'").await > 0);

    // Either side reads it later, has the file, checks the code.
    mai.taps(&t("key-minutes")).await.sees("CỘNG HÒA").taps(&t("key-minutes-file")).await;
    let sent = mai.messages().into_iter().rev().find_map(|message| match message.content {
        Content::Document { file } => Some(file),
        _ => None,
    });
    let file = sent.expect("a document");
    assert!(file.name.as_deref().is_some_and(|name| name.ends_with(".txt")), "{file:?}");
    let bytes = s.sandbox.file(&file.file_id).expect("the bytes");
    let text = String::from_utf8(bytes.to_vec()).expect("UTF-8");
    assert_eq!(minutes::hex(&minutes::digest(&text)), code);
    assert!(text.contains("CHỦ TỌA: Đỗ Minh Châu") && text.contains("ĐẠI DIỆN UBND PHƯỜNG 1"));
    assert!(!text.contains("ngày … tháng"), "no place and date in the header");
    mai.sees(&t("notice-minutes-file")).taps(&t("key-minutes-check")).await;
    mai.sees(&t("minutes-check-equal")).sees(&code);
    cast.hien.taps(&t("key-minutes")).await.taps(&t("key-minutes-signers")).await;
    cast.hien.sees("Trần Văn Sơn").has_no_button(&t("key-minutes-remind"));
}

#[tokio::test]
async fn returned_minutes_are_drafted_and_signed_anew() {
    story(MORNING, async |s| {
        let cast = session_over(s).await;
        let [yen, chau, son] = [&cast.yen, &cast.chau, &cast.son];
        laid_before_the_signers(s, &cast, "Đề nghị bổ sung.").await;
        let old = hash(s).await;
        signs(yen, &vi).await;

        son.sends("/menu").await.taps(&vi("item-sign-minutes")).await;
        son.taps(&vi("key-minutes-sign")).await.taps(&vi("key-minutes-return")).await;
        son.sees(&vi("minutes-return-why")).sends("Thiếu ý kiến").await;
        son.sees(&vi("minutes-return-what")).sends("Thiếu ý kiến của phường").await;
        son.sees(&vi("minutes-return-what")).taps(&vi("key-minutes-return-now")).await;
        for player in [yen, chau] {
            player.sees(&vi("notice-minutes-returned")).sees("Thiếu ý kiến của phường");
        }
        assert_eq!(son.count(&vi("notice-minutes-returned")), 0, "they did it themselves");
        son.last_says(&vi("visit-heading")).has_no_button(&vi("key-minutes"));
        // History keeps the signature; nothing is signed any more, and the unit sees no draft.
        assert_eq!(s.count("SELECT count(*) FROM minutes_signature").await, 1);
        looks(s, son, State::minutes(visit(s).await)).await;
        son.last_says(&vi("refused-not-allowed"));
        let visit = visit(s).await;
        let sign = |seat| settle(visit, old, FrozenAct::Sign { seat });
        let stale = sign(Seat::Secretary);
        assert_eq!(tries(s, yen, stale.clone()).await, "changed");

        yen.sends("/menu").await.taps(&vi("item-draft-minutes")).await;
        yen.sees("Thiếu ý kiến của phường");
        assert!(reads_all(yen, &vi).await.contains("Đề nghị bổ sung."));
        yen.taps(&vi("key-minutes-conclusion"))
            .await
            .taps(&vi("key-minutes-conclusion-anew"))
            .await;
        yen.sends("Phường đề nghị thêm biên chế.").await;
        yen.taps(&vi("key-minutes-read")).await;
        let draft = reads_all(yen, &vi).await;
        assert!(draft.contains("Phường đề nghị thêm biên chế."), "{draft}");
        assert!(!draft.contains("Đề nghị bổ sung."), "{draft}");
        yen.taps(&vi("key-minutes-freeze")).await.taps(&vi("key-minutes-freeze-now")).await;
        s.all_read();
        assert_ne!(hash(s).await, old);

        // The hash of the version before signs nothing, whoever kept its button.
        assert_eq!(tries(s, yen, stale).await, "changed");
        let stale = sign(Seat::Unit(ward(s).await));
        assert_eq!(tries(s, son, stale).await, "changed");
        for player in [yen, chau, son] {
            signs(player, &vi).await;
        }
        s.all_read();
        assert_eq!(s.count("SELECT count(*) FROM minutes WHERE state = 'signed'").await, 1);
        assert_eq!(s.count("SELECT count(*) FROM minutes_signature").await, 4);
    })
    .await;
}

#[tokio::test]
async fn a_unit_without_a_head_in_the_bot_signs_on_paper() {
    story(MORNING, async |s| {
        let cast = session_over(s).await;
        let [yen, chau] = [&cast.yen, &cast.chau];
        s.sql(
            "UPDATE role_grant SET ended_at = granted_at
             WHERE person_id = (SELECT id FROM person WHERE name = 'Trần Văn Sơn')",
        )
        .await;
        laid_before_the_signers(s, &cast, "Đề nghị bổ sung.").await;
        signs(yen, &vi).await;
        signs(chau, &vi).await;
        yen.sends("/menu").await.taps(&vi("item-minutes-unsigned")).await;
        yen.sees(&vi("minutes-signer-nobody")).has_no_button(&vi("key-minutes-remind"));
        yen.taps(&vi("key-minutes-paper")).await.sends("Ông Sơn ký ngày 2/4/2024").await;
        yen.sees(&vi("minutes-paper-what")).sees("Ông Sơn ký ngày 2/4/2024");
        yen.taps(&vi("key-minutes-paper-now")).await.sees(&vi("minutes-signed"));
        yen.sees("Ông Sơn ký ngày 2/4/2024");
        cast.mai.sees(&vi("notice-minutes-signed"));
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn whoever_has_not_signed_is_reminded_once_a_day() {
    story(MORNING, async |s| {
        let cast = session_over(s).await;
        let [yen, chau, son] = [&cast.yen, &cast.chau, &cast.son];
        laid_before_the_signers(s, &cast, "Đề nghị bổ sung.").await;
        signs(yen, &vi).await;
        signs(chau, &vi).await;
        yen.sends("/menu").await.taps(&vi("item-minutes-unsigned")).await;
        yen.taps(&vi("key-minutes-remind")).await;
        son.sees(&vi("notice-minutes-reminder"));
        yen.taps(&vi("key-minutes-remind")).await.sees(&vi("refused-reminded-today"));
        assert_eq!(son.count(&vi("notice-minutes-reminder")), 1);
        assert_eq!(chau.count(&vi("notice-minutes-reminder")), 0, "she has signed");
        // Paper is for those who cannot sign here.
        let (visit, unit, sha256) = (visit(s).await, ward(s).await, hash(s).await);
        let note = "ký tay".to_owned();
        let paper = settle(visit, sha256, FrozenAct::RecordPaper { unit, note });
        assert_eq!(tries(s, yen, paper).await, "head_signs");

        s.clock_reaches("2024-04-03 09:00").await;
        yen.sends("/menu").await.taps(&vi("item-minutes-unsigned")).await;
        yen.taps(&vi("key-minutes-remind")).await;
        son.sees(&vi("notice-minutes-reminder"));
        assert_eq!(son.count(&vi("notice-minutes-reminder")), 2);
        s.all_read();
    })
    .await;
}
