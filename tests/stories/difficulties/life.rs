//! The life of a difficulty, told in every language.

use super::{MORNING, accepts};
use crate::support::{Story, said, story, vi};
use doangiamsat::domain::Locale;

#[tokio::test]
async fn removed_reopened_and_confirmed_in_vietnamese() {
    story(MORNING, async |s| life(s, Locale::Vi).await).await;
}

#[tokio::test]
async fn removed_reopened_and_confirmed_in_english() {
    story(MORNING, async |s| life(s, Locale::En).await).await;
}

async fn life(s: &Story, locale: Locale) {
    let t = |key: &str| said(locale, key);
    let cast = s.cast().await;
    cast.invites_the_ward(s).await;
    let (mai, son, hien, yen, binh) = (&cast.mai, &cast.son, &cast.hien, &cast.yen, &cast.binh);
    for player in [mai, son, hien, yen, binh, &cast.chau, &cast.tuan] {
        s.speaks(player, locale).await;
    }

    mai.sends("khó khăn: đường truyền ở phường rất chậm, thiếu máy quét").await;
    mai.sees(&t("category-ha-tang")).taps(&t("key-report-as")).await;
    for told in [hien, yen, &cast.chau, &cast.tuan] {
        told.sees(&t("notice-difficulty")).sees("đường truyền");
    }

    // The group's secretary takes it up: it was met at a visit of the group.
    yen.taps(&t("key-open-difficulty")).await.taps(&t("key-accept-difficulty")).await;
    yen.last_says(&t("difficulty-state-accepted"));
    for told in [mai, son] {
        told.sees(&t("notice-difficulty-accepted"));
    }

    // Sorted anew, then passed on to the city.
    hien.taps(&t("key-open-difficulty")).await.taps(&t("key-change-asked")).await;
    hien.taps(&t("asked-council")).await.last_says(&t("asked-council"));
    hien.taps(&t("key-route")).await.sends("thanh pho tay").await;
    hien.taps("UBND thành phố Tây Ninh").await.last_says(&t("difficulty-routed"));
    hien.last_says("UBND thành phố Tây Ninh");
    binh.sees(&t("notice-difficulty-routed")).sees("đường truyền");
    assert_eq!(cast.lan.unread(), Vec::<String>::new(), "heads are asked, not focal officers");
    binh.sends("/menu").await.taps(&t("item-difficulty-answer")).await.sees("đường truyền");
    binh.taps(&t("key-answer-difficulty")).await.sends("Cấp 02 máy quét trong tháng 4").await;
    binh.last_says("Cấp 02 máy quét");
    binh.sends("/menu").await.has_no_button(&t("item-difficulty-answer"));
    for told in [hien, yen] {
        told.sees(&t("notice-difficulty-answered")).sees("Cấp 02 máy quét");
    }

    // The office says what is being done, then takes the answer over.
    hien.sends("/menu").await.taps(&t("item-difficulty-answered")).await;
    hien.taps(&t("key-plan-difficulty")).await.sends("Thành phố đang mua").await;
    hien.last_says(&t("difficulty-plan")).last_says("Thành phố đang mua");
    for told in [mai, son] {
        told.sees(&t("notice-difficulty-resolving")).sees("Thành phố đang mua");
    }
    hien.taps(&t("key-take-over")).await.sees(&t("work-resolve-review")).sees("Cấp 02 máy quét");
    // What came filled in leads back to where it came from.
    hien.taps(&t("key-back")).await.last_says(&t("difficulty-plan"));
    hien.taps(&t("key-take-over")).await.last_says(&t("work-resolve-review"));
    hien.taps(&t("key-resolve-now")).await.last_says(&t("difficulty-state-resolved"));
    for told in [mai, son] {
        told.sees(&t("notice-difficulty-resolved")).sees("Cấp 02 máy quét");
    }

    // Not yet.
    mai.sends("/menu").await.taps(&t("item-difficulty-confirm")).await;
    mai.taps(&t("key-reopen-difficulty")).await.sends("Máy quét về rồi hỏng").await;
    mai.last_says(&t("difficulty-state-reopened"));
    for told in [hien, yen, son, binh] {
        told.sees(&t("notice-difficulty-reopened")).sees("Máy quét về rồi hỏng");
    }
    hien.sends("/menu").await.taps(&t("item-difficulty-reopened")).await;
    hien.taps(&t("key-resolve")).await.sends("Đã đổi máy mới").await;
    hien.taps(&t("key-resolve-now")).await;
    for told in [mai, son] {
        told.sees("Đã đổi máy mới");
    }
    son.taps(&t("key-open-difficulty")).await.taps(&t("key-confirm-resolved")).await;
    son.last_says(&t("difficulty-state-confirmed"));
    for told in [hien, yen, mai] {
        told.sees(&t("notice-difficulty-confirmed"));
    }
    son.sends("/menu").await.has_no_button(&t("item-difficulty-confirm"));
    for (action, times) in [
        ("report_difficulty", 1),
        ("accept_difficulty", 1),
        ("classify_difficulty", 1),
        ("route_difficulty", 1),
        ("answer_difficulty", 1),
        ("take_up_difficulty", 1),
        ("resolve_difficulty", 2),
        ("reopen_difficulty", 1),
        ("confirm_difficulty", 1),
    ] {
        assert_eq!(s.audit(action).await, vec!["done"; times], "{action}");
    }
}

#[tokio::test]
async fn one_that_is_not_accepted_comes_back_with_the_reason() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        cast.mai.sends("khó khăn: trụ sở thiếu chỗ để xe cho công chức").await;
        cast.mai.taps(&vi("key-report-as")).await;
        cast.hien.sees(&vi("notice-difficulty")).taps(&vi("key-open-difficulty")).await;
        cast.hien.taps(&vi("key-reject-difficulty")).await.sees(&vi("work-reject"));
        cast.hien.sends("Không thuộc chuyên đề giám sát").await.sees(&vi("work-reject-review"));
        cast.hien.taps(&vi("key-reject-now")).await.last_says(&vi("difficulty-state-rejected"));
        for told in [&cast.mai, &cast.son] {
            told.sees(&vi("notice-difficulty-rejected")).sees("Không thuộc chuyên đề giám sát");
        }
        cast.mai.taps(&vi("key-open-difficulty")).await.last_says("Không thuộc chuyên đề");
        cast.hien.sends("/menu").await.has_no_button("trụ sở thiếu chỗ");
    })
    .await;
}

#[tokio::test]
async fn a_body_outside_is_named_in_words() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let hien = &cast.hien;
        cast.mai.sends("khó khăn: chưa có hướng dẫn của Bộ Nội vụ").await;
        cast.mai.taps(&vi("key-report-as")).await;
        hien.has_read_everything();
        accepts(hien, "chưa có hướng dẫn của Bộ").await;
        cast.son.has_read_everything();
        cast.mai.has_read_everything();
        hien.taps(&vi("key-route")).await.taps(&vi("key-route-outside")).await;
        hien.taps(&vi("key-back")).await.last_says(&vi("work-route"));
        hien.taps(&vi("key-route-outside")).await;
        hien.sends("Bộ Nội vụ, công văn 12/HĐND").await.last_says("Bộ Nội vụ, công văn 12/HĐND");
        // A unit where nobody uses the bot cannot be asked in it.
        hien.taps(&vi("key-route")).await.sends("phuong 3").await.taps("UBND Phường 3").await;
        hien.last_says(&vi("refused-nobody-at-unit"));
    })
    .await;
}
