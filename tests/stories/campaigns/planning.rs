//! A campaign is proposed, approved with number and date, and planned; nothing goes out without a
//! measurable criterion.

use super::{Cast, DAY_1};
use crate::support::{said, story, vi};
use doangiamsat::domain::Locale;

#[tokio::test]
async fn a_campaign_is_proposed_approved_and_begun_on_its_first_day() {
    story("2023-10-12 09:00", async |s| {
        let cast = Cast::of(s).await;
        let (tri, hien) = (&cast.tri, &cast.hien);
        tri.sends("/menu").await.taps(&vi("key-campaigns")).await.sees(&vi("campaigns-none"));
        tri.taps(&vi("key-propose-campaign")).await.sends("60 ngày đêm gỡ điểm nghẽn").await;
        tri.sends("UBND tỉnh").await.sends("hôm nào đó").await.sends("16/10/2023").await;
        tri.sends("400").await.sees("366").taps("60").await;
        tri.sees("14/12/2023").taps(&vi("key-propose-now")).await;
        tri.sees(&vi("campaign-proposed")).sees("Còn 4 ngày");

        // A number without a date is no decision; the date is asked for.
        tri.taps(&vi("key-approve-campaign")).await.sends("quyết định của Chủ tịch").await;
        tri.sees(&vi("note-basis-not-understood"));
        tri.sends("5012/QĐ-UBND").await.last_says(&vi("campaign-approve-date"));
        tri.sends("12/10/2023").await.sees("5012/QĐ-UBND");
        tri.taps(&vi("key-approve-campaign")).await.sees(&vi("campaign-approved"));
        hien.sees("đã phê duyệt").taps(&vi("key-open-campaign")).await;
        hien.sees("5012/QĐ-UBND").has_no_button(&vi("key-begin-campaign"));

        // It does not run before its first day.
        tri.taps(&vi("key-begin-campaign")).await.taps(&vi("key-begin-campaign")).await;
        tri.sees("16/10/2023");
        s.clock_reaches("2023-10-16 08:05").await;
        s.all_read();
        tri.taps(&vi("key-begin-campaign")).await.sees("Ngày 1/60").sees(&vi("campaign-running"));
        s.all_read();
        assert_eq!(s.audit("begin_campaign").await, ["not_begun_yet", "done"]);
    })
    .await;
}

/// DOMAIN.md 6.4, step 11.
#[tokio::test]
async fn a_subtask_without_a_criterion_is_not_given_out() {
    story(DAY_1, async |s| {
        let cast = Cast::approved(s).await;
        let tri = &cast.tri;
        tri.sends("/menu").await.taps(&vi("key-campaigns")).await.taps("60 ngày đêm").await;
        tri.taps("🗂").await.taps("C1").await.taps(&vi("key-add-subtask")).await;
        tri.sends("Nâng chất lượng phục vụ").await.sees(&vi("planning-criterion"));
        // What cannot be measured is no criterion.
        tri.sends("phục vụ tốt hơn").await.sees(&vi("note-criterion"));
        tri.taps(&vi("key-not-yet")).await.sends("phuong 1").await.taps("UBND Phường 1").await;
        tri.sends("thanh pho").await.taps("UBND thành phố").await.sees("✔ UBND thành phố");
        tri.taps("▶ Xong").await.sends("15/12").await.sees("14/12/2023").sends("17/11").await;
        tri.sees(&vi("planning-no-criterion")).taps(&vi("key-save-subtask")).await;
        tri.taps(&vi("key-assign-subtask")).await.taps(&vi("key-assign-subtask")).await;
        tri.sees("tiêu chí cho từng nhiệm vụ con");
        assert_eq!(s.audit("work_on_subtask").await, Vec::<String>::new());
        assert_eq!(s.audit("assign_subtask").await, ["criterion_missing"]);
        for reader in [&cast.son, &cast.mai, &cast.binh] {
            reader.does_not_see("Nâng chất lượng");
        }

        // With one, it goes out: to the lead unit and to the one that helps.
        tri.taps(&vi("key-back")).await.taps(&vi("key-edit-subtask")).await;
        tri.taps(&vi("key-plan-criterion")).await.sends("Tỷ lệ hài lòng ít nhất 90 %").await;
        tri.sends("Phiếu khảo sát quý IV").await.sees("≥ 90 %");
        tri.taps(&vi("key-plan-parts")).await.sends("Khảo sát: 3").await.sends("Khảo sát").await;
        tri.sees(&vi("note-part")).sends("Bàn trả kết quả: 20, 10/11").await.sees("10/11/2023");
        tri.taps(&vi("key-parts-done")).await.taps(&vi("key-save-subtask")).await;
        tri.taps(&vi("key-assign-subtask")).await.taps(&vi("key-assign-subtask")).await;
        tri.sees(&vi("subtask-assigned")).has_no_button(&vi("key-edit-subtask"));
        for reader in [&cast.son, &cast.mai, &cast.binh] {
            reader.sees("được giao nhiệm vụ mới").sees("Nâng chất lượng").sees("17/11/2023");
        }
    })
    .await;
}

#[tokio::test]
async fn a_subtask_is_planned_in_english() {
    story(DAY_1, async |s| {
        let cast = Cast::approved(s).await;
        let tri = &cast.tri;
        s.speaks(tri, Locale::En).await;
        let t = |key: &str| said(Locale::En, key);
        tri.sends("/menu").await.taps(&t("key-campaigns")).await.taps("60 ngày đêm").await;
        tri.sees("Day 1/60").taps("🗂").await.taps("C1").await.taps(&t("key-add-subtask")).await;
        tri.sends("Redesign").await.sends("Redesigned processes at least 20 processes").await;
        tri.sends("the portal").await.sends("phuong 1").await.taps("UBND Phường 1").await;
        tri.taps("▶ Done")
            .await
            .sends("day 33")
            .await
            .sees("17 November 2023")
            .sees("≥ 20 processes");
        tri.taps(&t("key-save-subtask")).await.sees(&t("subtask-draft"));
        // A mistake is deleted before anybody has been given it.
        tri.taps(&t("key-remove-subtask")).await.taps(&t("key-remove-subtask")).await;
        tri.sees(&t("subtasks-none"));
        assert_eq!(s.count("SELECT count(*) FROM subtask").await, 0);
    })
    .await;
}
