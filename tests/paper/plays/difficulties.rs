//! Difficulties: reported, routed, answered, removed, come back, refused, merged.

use super::super::support::Cast;
use super::super::walk::Walk;

pub async fn play(walk: &Walk<'_>, cast: &Cast) {
    let (mai, hien, binh) = (&cast.mai, &cast.hien, &cast.binh);
    walk.does(mai, ["=khó khăn: đường truyền ở phường rất chậm, thiếu máy quét"]).await;
    walk.looks_about(mai, ["difficulties/reporting"]).await;
    walk.does(mai, ["key-report-as"]).await;
    walk.does(hien, ["key-open-difficulty"]).await;
    walk.looks_about(hien, ["difficulties/one", "difficulties/working"]).await;
    walk.does(hien, ["key-accept-difficulty"]).await;
    walk.looks_about(hien, ["difficulties/one", "difficulties/working"]).await;
    walk.does(hien, ["key-route", "=thanh pho tay", "@UBND thành phố Tây Ninh"]).await;
    walk.does(binh, ["item-difficulty-answer"]).await;
    walk.looks_about(binh, ["difficulties/one", "difficulties/working"]).await;
    walk.does(binh, ["key-answer-difficulty", "=Cấp 02 máy quét trong tháng 4"]).await;
    walk.does(hien, ["item-difficulty-answered", "key-plan-difficulty"]).await;
    walk.does(hien, ["=Thành phố đang mua", "key-take-over", "key-resolve-now"]).await;
    walk.does(mai, ["item-difficulty-confirm"]).await;
    walk.looks_about(mai, ["difficulties/one", "difficulties/working"]).await;
    walk.does(mai, ["key-reopen-difficulty", "=Máy quét về rồi hỏng"]).await;
    walk.does(hien, ["item-difficulty-reopened", "key-resolve"]).await;
    walk.does(hien, ["=Đã đổi máy mới", "key-resolve-now"]).await;
    walk.does(mai, ["item-difficulty-confirm", "key-confirm-resolved"]).await;

    walk.does(mai, ["=khó khăn: trụ sở thiếu chỗ để xe cho công chức", "key-report-as"]).await;
    walk.does(hien, ["key-open-difficulty", "key-reject-difficulty"]).await;
    walk.does(hien, ["=Không thuộc chuyên đề giám sát", "key-reject-now"]).await;

    // With a photo, and part of one that was there.
    walk.does(mai, ["/menu", "key-report"]).await;
    walk.looks_about(mai, ["difficulties/reporting"]).await;
    let similar = "=khó khăn: đường truyền ở phường chậm, thiếu máy quét hồ sơ";
    let known = "=khó khăn: ứng dụng công nghệ thông tin trong điều hành chưa hiệu quả";
    walk.does(mai, [known, "key-merge-into"]).await;
    walk.does(mai, [similar, "key-add-photo"]).await;
    walk.photo(mai).await;
    walk.looks_about(mai, ["difficulties/reporting"]).await;
    walk.does(mai, ["key-photos-enough", "key-report-as", "key-files"]).await;
    walk.does(hien, ["key-open-difficulty", "key-accept-difficulty", "key-merge"]).await;
    walk.looks_about(hien, ["difficulties/working"]).await;
    walk.does(hien, ["@UBND", "key-merge-now"]).await;
}
