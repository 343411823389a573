//! A sub-task from its assignment to its verification: accepted, counted, blocked, claimed, returned,
//! moved.

use super::{Cast, DAY_1};
use crate::support::{story, vi};

#[tokio::test]
async fn a_subtask_is_worked_on_claimed_with_evidence_and_verified_by_somebody_else() {
    story(DAY_1, async |s| {
        let cast = Cast::assigned(s).await;
        let (tri, son, mai) = (&cast.tri, &cast.son, &cast.mai);
        // The focal officer waits for the head's word.
        mai.sends("/menu").await.taps("1a").await.has_no_button(&vi("key-accept-subtask"));
        son.sends("/menu").await.taps("Nhận việc 1a").await.sees("ngày 33");
        son.taps(&vi("key-accept-subtask")).await.sees(&vi("subtask-in-progress"));
        tri.sees("đã nhận nhiệm vụ");

        // Progress by number: a share is a percentage.
        mai.sends("/menu").await.taps("1a").await.taps(&vi("key-progress")).await;
        mai.taps(&vi("key-report-value")).await.sends("nhiều lắm").await.sees(&vi("note-value"));
        mai.sends("3.080/8.000").await.sees("38,5 %").sees("chưa đạt tiêu chí");
        son.sends("/menu").await.taps("1a").await.taps(&vi("key-claim-subtask")).await;
        son.sees("chưa đạt tiêu chí");
        // A figure that falls behind is asked about once.
        mai.taps(&vi("key-progress")).await.taps(&vi("key-report-value")).await;
        mai.sends("31,2").await.sees("kém hơn").taps(&vi("key-back")).await.sends("61,5%").await;
        mai.sees("đạt tiêu chí");

        // Done needs evidence.
        son.sends("/menu").await.taps("1a").await.taps(&vi("key-claim-subtask")).await;
        son.sends("Đã đạt từ ngày 10/11").await.taps(&vi("key-claim-subtask")).await;
        son.sees(&vi("refused-evidence-missing"));
        mai.sends_photo().await.sees(&vi("note-proof")).sees("1 tệp");
        son.sends("/menu").await.taps("1a").await.taps(&vi("key-claim-subtask")).await;
        son.sends("Đã đạt từ ngày 10/11").await.taps(&vi("key-claim-subtask")).await;
        son.sees(&vi("subtask-claimed"));
        tri.sees("báo hoàn thành");

        // It comes back once, with a reason, and is reminded of again.
        tri.sends("/menu").await.taps("Xác minh 1a").await.taps(&vi("key-files")).await;
        tri.taps(&vi("key-return-subtask")).await.sends("Thiếu số liệu tháng 10").await;
        tri.taps(&vi("key-return-subtask")).await.sees(&vi("subtask-returned"));
        son.sees("Thiếu số liệu tháng 10");
        mai.sees("Thiếu số liệu tháng 10").taps("Mở 1a").await;
        mai.taps(&vi("key-progress")).await.taps(&vi("key-note-progress")).await;
        mai.sends("Đã bổ sung").await.sees(&vi("subtask-in-progress"));
        son.sends("/menu").await.taps("1a").await.taps(&vi("key-claim-subtask")).await;
        son.sends("Đã bổ sung tháng 10").await.taps(&vi("key-claim-subtask")).await;
        tri.sees("Đã bổ sung tháng 10").taps("Mở 1a").await;
        tri.taps(&vi("key-verify-subtask")).await.taps(&vi("key-verify-subtask")).await;
        tri.sees(&vi("subtask-verified"));
        son.sees("Đã xác minh");
        mai.sees("Đã xác minh").taps("Mở 1a").await.taps(&vi("key-subtask-history")).await;
        mai.sees("38,5 %").sees("61,5 %").sees("Đã bổ sung");
        tri.sends("/menu").await.taps(&vi("key-campaigns")).await.taps("60 ngày đêm").await;
        tri.sees("hoàn thành 1").sees("1/1").taps("🗂").await.sees("✔ C1");
        assert_eq!(s.count("SELECT count(*) FROM deadline WHERE next_at IS NOT NULL").await, 0);
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn a_unit_declines_and_another_is_given_the_work() {
    story(DAY_1, async |s| {
        let cast = Cast::assigned(s).await;
        let (tri, son, binh) = (&cast.tri, &cast.son, &cast.binh);
        son.sends("/menu").await.taps("Nhận việc 1a").await.taps(&vi("key-decline-subtask")).await;
        son.sends("Không thuộc thẩm quyền của phường").await;
        son.taps(&vi("key-decline-subtask")).await.sees(&vi("subtask-declined"));
        tri.sees("Không thuộc thẩm quyền");
        tri.sends("/menu").await.taps("không nhận").await.taps(&vi("key-edit-subtask")).await;
        tri.taps(&vi("key-plan-lead")).await.sends("thanh pho").await.taps("UBND thành phố").await;
        tri.taps(&vi("key-save-subtask")).await.taps(&vi("key-assign-subtask")).await;
        tri.taps(&vi("key-assign-subtask")).await;
        binh.sees("được giao nhiệm vụ mới").taps("Mở 1a").await;
        binh.taps(&vi("key-accept-subtask")).await.sees(&vi("subtask-in-progress"));
        tri.sees("đã nhận nhiệm vụ");
        // It is the ward's no more.
        son.sends("/menu").await.last_does_not_say("1a");
    })
    .await;
}

#[tokio::test]
async fn what_blocks_a_subtask_is_a_difficulty() {
    story(DAY_1, async |s| {
        let cast = Cast::assigned(s).await;
        let (tri, son, mai, hien) = (&cast.tri, &cast.son, &cast.mai, &cast.hien);
        son.sends("/menu").await.taps("1a").await.taps(&vi("key-accept-subtask")).await;
        s.all_read();
        mai.sends("/menu").await.taps("1a").await.taps(&vi("key-block-subtask")).await;
        mai.sees(&vi("subtask-block-none")).taps(&vi("key-report-blocking")).await;
        mai.sees(&vi("reporting-blocks")).sends("Chưa có máy quét để số hóa hồ sơ").await;
        mai.taps("Gửi").await.sees(&vi("subtask-blocked")).sees("máy quét");
        tri.sees("báo đang vướng").sees("máy quét");
        hien.sees("máy quét");
        assert_eq!(s.count("SELECT count(*) FROM difficulty").await, 1);

        // The figures can still be told; a claim cannot.
        mai.taps(&vi("key-progress")).await.taps(&vi("key-report-value")).await.sends("40").await;
        mai.sees(&vi("subtask-blocked"));
        son.sends("/menu").await.taps("Đang vướng 1a").await;
        son.has_no_button(&vi("key-claim-subtask")).taps(&vi("key-unblock-subtask")).await;
        son.sees(&vi("subtask-in-progress"));
        tri.sees("đã gỡ vướng");

        // The same difficulty can be named again.
        mai.sends("/menu").await.taps("1a").await.taps(&vi("key-block-subtask")).await;
        mai.taps("máy quét").await.taps(&vi("key-block-subtask")).await;
        mai.sees(&vi("subtask-blocked"));
        tri.sees("báo đang vướng");
        assert_eq!(s.count("SELECT count(*) FROM difficulty").await, 1);
    })
    .await;
}

#[tokio::test]
async fn more_time_is_asked_for_and_given_with_a_reason() {
    story(DAY_1, async |s| {
        let cast = Cast::assigned(s).await;
        let (tri, son, mai) = (&cast.tri, &cast.son, &cast.mai);
        son.sends("/menu").await.taps("1a").await.taps(&vi("key-accept-subtask")).await;
        s.all_read();
        son.taps(&vi("key-ask-time")).await.sends("ngày 61").await.sees("60");
        son.sends("ngày 40").await.sees("24/11/2023").sends("Chờ phần mềm của tỉnh").await;
        son.taps(&vi("key-ask-time")).await.sees("Xin lùi hạn");
        tri.sees("xin thêm thời gian").sees("24/11/2023");
        tri.sends("/menu").await.taps("xin lùi hạn").await.taps(&vi("key-refuse-time")).await;
        tri.sends("Phần mềm đã có từ tháng 9").await.taps(&vi("key-refuse-time")).await;
        for reader in [son, mai] {
            reader.sees("Không lùi hạn").sees("Phần mềm đã có");
        }
        // Asked again, it is given: the reminders begin anew.
        son.sends("/menu").await.taps("1a").await.taps(&vi("key-ask-time")).await;
        son.sends("24/11").await.sends("Chờ phần mềm của tỉnh").await;
        son.taps(&vi("key-ask-time")).await;
        tri.taps("Mở 1a").await.taps(&vi("key-move-due")).await.sees("17/11/2023 → 24/11/2023");
        tri.taps(&vi("key-move-due")).await.sees("24/11/2023");
        son.sees("Hạn đã đổi").sees("24/11/2023");
        mai.sees("Hạn đã đổi");
        assert_eq!(s.count("SELECT generation::bigint FROM deadline").await, 2);
    })
    .await;
}

#[tokio::test]
async fn a_campaign_ends_and_is_evaluated_and_nothing_moves_after_that() {
    story(DAY_1, async |s| {
        let cast = Cast::assigned(s).await;
        let (tri, son) = (&cast.tri, &cast.son);
        let opens = async || {
            tri.sends("/menu").await.taps(&vi("key-campaigns")).await.taps("60 ngày đêm").await;
        };
        opens().await;
        tri.taps(&vi("key-end-campaign")).await.sees("14/12/2023").sends("Xong sớm").await;
        tri.taps(&vi("key-end-campaign")).await.sees(&vi("campaign-ended")).sees("Xong sớm");
        tri.taps(&vi("key-evaluate-campaign")).await.sends("Đạt 8/10 nhiệm vụ").await;
        tri.taps(&vi("key-evaluate-campaign")).await.sees(&vi("campaign-evaluated"));
        s.all_read();
        assert_eq!(s.count("SELECT count(*) FROM deadline WHERE next_at IS NOT NULL").await, 0);
        // The unit is not asked any more, and its old buttons say why.
        son.sends("/menu").await.last_does_not_say("1a");
        son.taps("Mở 1a").await.has_no_button(&vi("key-accept-subtask"));
    })
    .await;
}
