//! The campaign of sixty days and nights: planned anew beside the demo's, worked on, late, judged.

use super::super::support::Player;
use super::super::walk::Walk;

const CAMPAIGN: [&str; 3] = ["/menu", "key-campaigns", "@60 ngày đêm gỡ"];

const OTHER: [&str; 3] = ["/menu", "key-campaigns", "@60 ngày đêm số hóa"];

struct Cast {
    /// Runs the campaign.
    owner: Player,
    /// The council office.
    office: Player,
    /// Head and focal officer of the district.
    head: Player,
    focal: Player,
}

pub async fn play(walk: &Walk<'_>) {
    let s = walk.s;
    let cast = Cast {
        owner: s.named("Thái Vĩnh Khang"),
        office: s.named("Ngô Bích Thủy"),
        head: s.named("Đặng Quang Vinh"),
        focal: s.named("Lý Thanh Hà"),
    };
    for player in s.people() {
        walk.does(&player, ["/menu"]).await;
    }
    planned(walk, &cast).await;
    accepted(walk, &cast).await;
    worked_on(walk, &cast).await;
    late(walk, &cast).await;
    judged(walk, &cast).await;
}

/// Another campaign, from its proposal to its first sub-task.
async fn planned(walk: &Walk<'_>, cast: &Cast) {
    let owner = &cast.owner;
    let all = [
        "campaigns/list",
        "campaigns/campaigning",
        "campaigns/proposing",
        "campaigns/subtasking",
        "campaigns/planning",
    ];
    walk.does(owner, ["/menu", "key-campaigns"]).await;
    walk.looks_about(owner, all).await;
    walk.does(owner, ["key-propose-campaign", "=60 ngày đêm số hóa hồ sơ"]).await;
    walk.does(owner, ["=UBND thành phố Hà Nội", "=16/10/2023", "=60", "key-propose-now"]).await;
    walk.looks_about(owner, all).await;
    walk.does(owner, ["key-approve-campaign", "=5012/QĐ-UBND ngày 12/10/2023"]).await;
    walk.does(owner, ["key-approve-campaign"]).await;
    walk.looks_about(owner, all).await;
    walk.does(owner, ["key-import-plan", "=xin chào"]).await;
    let header = "Mã nhiệm vụ,Nhiệm vụ,Mã nhiệm vụ con,Nhiệm vụ con,Tiêu chí,Phép so,Chỉ tiêu,Đơn vị tính,Nguồn số liệu,Chủ trì,Phối hợp,Hạn,Phần việc";
    let wrong = "C2,Hồ sơ,2a,Liên thông,Số lần,khoảng,0,lần,Kiểm tra,Sở Lạ,,45,Đợt 1";
    let right = "C2,Hồ sơ toàn trình,2a,Liên thông,Số lần nhập lại,=,0,lần,Kiểm tra 20 hồ sơ,hn-thachthat,,20/11/2023,Đợt 1: 5; Đợt 2: 10";
    walk.file(owner, "ke-hoach.csv", format!("{header}\n{wrong}").as_bytes()).await;
    walk.file(owner, "ke-hoach.csv", format!("{header}\n{right}").as_bytes()).await;
    walk.does(owner, ["key-keep-plan"]).await;
    walk.does(owner, OTHER).await;
    walk.does(owner, ["key-begin-campaign", "key-begin-campaign", "key-tasks", "key-add-task"])
        .await;
    walk.does(owner, ["=Dịch vụ công trực tuyến", "@C1", "key-add-subtask"]).await;
    walk.looks_about(owner, ["campaigns/planning"]).await;
    walk.does(owner, ["=Nâng tỷ lệ nộp trực tuyến"]).await;
    walk.does(owner, ["=Tỷ lệ hồ sơ nộp trực tuyến ≥ 60 %", "=Cổng DVC"]).await;
    walk.looks_about(owner, ["campaigns/planning"]).await;
    walk.does(owner, ["=thach that", "@Thạch Thất"]).await;
    walk.looks_about(owner, ["campaigns/planning"]).await;
    walk.does(owner, ["key-coordinating-done", "=ngày 33"]).await;
    walk.looks_about(owner, ["campaigns/planning"]).await;
    walk.does(owner, ["key-save-subtask"]).await;
    walk.looks_about(owner, ["campaigns/subtasking", "campaigns/planning"]).await;
    walk.does(owner, ["key-assign-subtask", "key-assign-subtask"]).await;
}

/// Turned down once, given anew, taken up.
async fn accepted(walk: &Walk<'_>, cast: &Cast) {
    let (owner, head) = (&cast.owner, &cast.head);
    walk.does(head, ["key-open-subtask"]).await;
    walk.looks_about(head, ["campaigns/subtasking"]).await;
    walk.does(head, ["key-decline-subtask", "=Không thuộc thẩm quyền", "key-decline-subtask"])
        .await;
    walk.does(owner, ["item-subtask-declined"]).await;
    walk.looks_about(owner, ["campaigns/subtasking"]).await;
    walk.does(owner, ["key-edit-subtask"]).await;
    walk.looks_about(owner, ["campaigns/planning"]).await;
    walk.does(owner, ["key-save-subtask", "key-assign-subtask", "key-assign-subtask"]).await;
    walk.does(head, ["key-open-subtask", "key-accept-subtask"]).await;
}

/// Figures, a difficulty in the way, more time, evidence, returned and verified.
async fn worked_on(walk: &Walk<'_>, cast: &Cast) {
    let (owner, head, focal) = (&cast.owner, &cast.head, &cast.focal);
    walk.does(head, ["/menu"]).await;
    walk.does(focal, ["key-open-subtask"]).await;
    walk.looks_about(focal, ["campaigns/subtasking", "difficulties/reporting"]).await;
    walk.does(focal, ["key-progress", "key-report-value", "=3.080/8.000"]).await;
    walk.does(focal, ["key-progress", "key-report-value", "=31,2", "key-save-value"]).await;
    walk.does(focal, ["key-block-subtask", "key-report-blocking"]).await;
    walk.does(focal, ["=Chưa có máy quét để số hóa hồ sơ", "key-report-as"]).await;
    walk.looks_about(focal, ["campaigns/subtasking"]).await;
    walk.does(owner, ["key-open-subtask"]).await;
    walk.looks_about(owner, ["campaigns/subtasking"]).await;
    walk.does(head, ["item-subtask-blocked", "key-unblock-subtask", "key-block-subtask"]).await;
    walk.looks_about(head, ["campaigns/subtasking"]).await;
    walk.does(head, ["/menu", "@1a", "key-ask-time", "=ngày 40", "=Chờ phần mềm", "key-ask-time"])
        .await;
    walk.does(owner, ["item-subtask-asked"]).await;
    walk.looks_about(owner, ["campaigns/subtasking"]).await;
    walk.does(owner, ["key-refuse-time", "=Phần mềm đã có từ tháng 9", "key-refuse-time"]).await;
    walk.does(owner, ["key-move-due", "=ngày 34", "=Thêm một ngày", "key-move-due"]).await;
    // A task that is counted in parts.
    walk.does(owner, OTHER).await;
    walk.does(owner, ["key-tasks", "@C2", "@2a", "key-assign-subtask", "key-assign-subtask"]).await;
    walk.does(head, ["key-open-subtask", "key-accept-subtask", "key-progress"]).await;
    walk.looks_about(head, ["campaigns/subtasking"]).await;
    walk.does(focal, ["/menu", "@1a", "key-progress", "key-report-value", "=61,5"]).await;
    walk.photo(focal).await;
    let claim = ["/menu", "@1a", "key-claim-subtask", "=Đã đạt từ ngày 10/11", "key-claim-subtask"];
    walk.does(head, claim).await;
    walk.does(owner, ["item-subtask-verify", "key-files"]).await;
    walk.looks_about(owner, ["campaigns/subtasking"]).await;
    walk.does(owner, ["key-return-subtask", "=Thiếu số liệu tháng 10", "key-return-subtask"]).await;
    walk.does(focal, ["/menu", "@1a", "key-progress", "key-note-progress", "=Đã bổ sung"]).await;
    walk.does(head, claim).await;
    walk.does(
        owner,
        ["item-subtask-verify", "key-verify-subtask", "=Đã xem số liệu", "key-verify-subtask"],
    )
    .await;
    walk.looks_about(owner, ["campaigns/subtasking"]).await;
}

/// The weekly list: gone through, sent back, objected to, approved, posted, corrected.
async fn late(walk: &Walk<'_>, cast: &Cast) {
    let (owner, office) = (&cast.owner, &cast.office);
    let named = walk.s.named("Thân Trọng Nghĩa");
    walk.s.clock_reaches("2023-10-26 08:00").await;
    walk.does(&named, ["/menu"]).await;
    walk.s.clock_reaches("2023-11-03 08:00").await;
    let group = walk.s.group("Tổ công tác 60 ngày đêm", [owner, &cast.head]).await;
    walk.opens(owner, &group.link()).await;
    walk.does(owner, ["@60 ngày đêm gỡ"]).await;
    walk.does(office, ["item-late-prepare"]).await;
    walk.looks_about(office, ["campaigns/late_listing", "campaigns/late_lists"]).await;
    walk.does(office, ["#0", "key-strike", "=Đã nộp trên hệ thống cũ", "key-strike"]).await;
    walk.does(office, ["#0", "key-restore", "key-prepare-list", "key-prepare-list"]).await;
    walk.does(&named, ["key-object-to"]).await;
    walk.looks_about(&named, ["campaigns/objecting"]).await;
    walk.does(&named, ["=Đã nộp ngày 20/10, chờ tiếp nhận", "key-object"]).await;
    walk.does(owner, ["item-late-approve"]).await;
    walk.looks_about(owner, ["campaigns/late_listing", "campaigns/late_lists"]).await;
    walk.does(owner, ["key-send-back-list", "=Kiểm tra lại số liệu", "key-send-back-list"]).await;
    walk.does(office, ["item-late-prepare", "key-prepare-list", "key-prepare-list"]).await;
    walk.does(owner, ["item-late-approve", "key-approve-list", "key-approve-list"]).await;
    walk.looks_about(owner, ["campaigns/late_listing"]).await;
    walk.does(owner, ["key-post-list", "@Tổ công tác", "@Tổ công tác"]).await;
    walk.looks_about(owner, ["campaigns/late_listing", "campaigns/late_lists"]).await;
    walk.does(owner, ["#0", "key-correct-list", "=Đơn vị đã nộp đúng hạn", "key-correct-list"])
        .await;
    walk.does(owner, CAMPAIGN).await;
    walk.looks_about(
        owner,
        ["campaigns/campaigning", "campaigns/late_lists", "campaigns/late_listing"],
    )
    .await;
}

async fn judged(walk: &Walk<'_>, cast: &Cast) {
    let owner = &cast.owner;
    walk.does(owner, OTHER).await;
    walk.does(owner, ["key-end-campaign", "=Đã xong các nhiệm vụ", "key-end-campaign"]).await;
    walk.looks_about(owner, ["campaigns/campaigning"]).await;
    walk.does(owner, ["key-evaluate-campaign", "=Đạt 8/10 nhiệm vụ", "key-evaluate-campaign"])
        .await;
    walk.does(owner, OTHER).await;
}
