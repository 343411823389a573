//! A whole campaign from a workbook: refused with row numbers, or kept as drafts.

use super::{Cast, DAY_1};
use crate::support::{story, vi};

const HEADER: &str = "Mã nhiệm vụ,Nhiệm vụ,Mã nhiệm vụ con,Nhiệm vụ con,Tiêu chí,Phép so,Chỉ tiêu,Đơn vị tính,Nguồn số liệu,Chủ trì,Phối hợp,Hạn,Phần việc";

fn table(rows: &[&str]) -> Vec<u8> {
    let lines: Vec<&str> = [HEADER].iter().chain(rows).copied().collect();
    lines.join("\n").into_bytes()
}

#[tokio::test]
async fn a_plan_is_refused_with_row_numbers_and_kept_once_it_is_mended() {
    story(DAY_1, async |s| {
        let cast = Cast::approved(s).await;
        let tri = &cast.tri;
        tri.sends("/menu").await.taps(&vi("key-campaigns")).await.taps("60 ngày đêm").await;
        tri.taps(&vi("key-import-plan")).await.sees("Mã nhiệm vụ con");
        tri.sends("xin chào").await.sees(&vi("note-send-plan"));
        let bad = table(&[
            "C2,Hồ sơ toàn trình,2a,Liên thông,Số lần nhập lại,=,0,lần,Kiểm tra 20 hồ sơ,tn-p1,,20/11/2023,",
            "C2,,2b,Triển khai,,,,,,Sở Lạ,,45,",
            "C3,Công khai,3a,Cập nhật hồ sơ,Tỷ lệ cập nhật,khoảng,100,%,HTTT,tn-p1,,25/12/2023,Đợt 1",
        ]);
        tri.sends_file("ke-hoach.csv", &bad).await;
        tri.sees("Dòng 3: thiếu tiêu chí đo được").sees("Dòng 3: không có đơn vị “Sở Lạ”");
        tri.sees("Dòng 4: phép so “khoảng”").sees("Dòng 4: hạn nằm ngoài chiến dịch");
        tri.sees("Dòng 4: phần việc “Đợt 1”");
        assert_eq!(s.count("SELECT count(*) FROM subtask").await, 0);

        tri.sends_file("anh.csv", b"a,b\n1,2\n").await.sees("thiếu cột “Nhiệm vụ”").sees("cột “a”");
        tri.sends_file("rong.csv", HEADER.as_bytes()).await.sees("không có dòng nào");
        tri.sends_file("hong.xlsx", b"PK\x03\x04nothing").await.sees("Không đọc được");

        let good = table(&[
            "C2,Hồ sơ toàn trình,2a,Liên thông,Số lần nhập lại,=,0,lần,Kiểm tra 20 hồ sơ,tn-p1,UBND thành phố Tây Ninh,20/11/2023,",
            ",,2b,Triển khai,Tỷ lệ đơn vị đã dùng,>=,100 %,%,HTTT,tn-p1;tn-tp,,57,Đợt 1: 5; Đợt 2: 10",
        ]);
        tri.sends_file("ke-hoach.csv", &good).await.sees("1 nhiệm vụ, 3 nhiệm vụ con");
        tri.taps("Lưu 3 nhiệm vụ con").await.sees("C2").taps("C2").await.sees("2b");
        assert_eq!(s.count("SELECT count(*) FROM subtask WHERE state = 'draft'").await, 3);
        assert_eq!(s.count("SELECT sum(planned) FROM work_part").await, 30);
        // Sent again, its rows are there already.
        tri.taps(&vi("key-back")).await.sends_file("ke-hoach.csv", &good).await;
        tri.sees("Dòng 2: nhiệm vụ con này đã có");
        // A draft is the owner's own.
        cast.son.sends("/menu").await.taps(&vi("key-campaigns")).await.taps("60 ngày đêm").await;
        cast.son.taps("🗂").await.taps("C2").await.sees(&vi("subtasks-none"));
        cast.hien.sends("/menu").await.taps(&vi("key-campaigns")).await.taps("60 ngày đêm").await;
        cast.hien.taps("🗂").await.taps("C2").await.sees(&vi("subtasks-none"));
        s.all_read();
    })
    .await;
}
