//! What is typed where a form waits for words.

use serde_json::Value;

/// Places where every one is looked at: they differ by what is asked.
pub const WIDE: [&str; 2] = ["filling/question", "verifying/question"];

/// Places that say how a thing stands: every stage of it is worth a look.
pub const TELLING: [&str; 16] = [
    "home",
    "delegation",
    "visiting/look",
    "session/overview",
    "filling/overview",
    "filling/question",
    "verifying/overview",
    "verifying/question",
    "minutes/read",
    "minutes/signers",
    "difficulty",
    "recommendation",
    "ending/overview",
    "campaigning/look",
    "subtasking/look",
    "late_listing/look",
];

/// By place. Where a word would already do something there is none: that is played.
const TYPED: &[(&str, &str)] = &[
    ("founding/title", "Chuyển đổi số ở cấp xã giai đoạn 2021–2023"),
    ("founding/basis", "136/NQ-HĐND"),
    ("founding/basis_date", "8/12/2023"),
    ("founding/body", "HĐND tỉnh Tây Ninh"),
    ("founding/period", "2021–2023"),
    ("founding/window", "2/5 - 30/5/2024"),
    ("founding/quota", "4"),
    ("founding/groups", "2"),
    ("inviting/unit", "phuong 1"),
    ("inviting/name", "Phan Thu Thảo"),
    ("delegating/pick_units", "phuong"),
    ("delegating/cancel", "Điều chỉnh chương trình giám sát năm 2024"),
    ("milestones/move", "26/4/2024"),
    ("milestones/reason", "Trùng kỳ nghỉ lễ 30/4"),
    ("scheduling/unit", "phuong 3"),
    ("scheduling/when", "9/4 8h"),
    ("scheduling/hour", "8h"),
    ("scheduling/length", "2 tiếng"),
    ("scheduling/place", "Hội trường UBND Phường 3"),
    ("scheduling/add_unit", "phuong 4"),
    ("units/search", "phuong 1"),
    ("units/day", "1/8/2025"),
    ("visiting/invite", "Lịch của đoàn vừa được duyệt"),
    ("visiting/ask_another_time", "Trùng họp giao ban của UBND"),
    ("visiting/move", "3/4 8h"),
    ("visiting/cancel", "Mưa bão, đường đi bị chia cắt"),
    ("minutes/return", "Sai số hồ sơ ở câu 3.2"),
    ("minutes/paper", "Ông Sơn ký bản giấy ngày 3/4/2024"),
    ("filling/return", "Thiếu số liệu năm 2022"),
    ("reporting/body", "Thiếu máy quét ở bộ phận một cửa"),
    ("working/route", "thanh pho"),
    ("working/resolve", "Đã cấp 02 máy quét"),
    ("working/reject", "Không thuộc phạm vi giám sát"),
    ("composing/text", "Bố trí cán bộ chuyên trách CNTT"),
    ("composing/product", "Quyết định bố trí cán bộ"),
    ("composing/due", "30/6/2024"),
    ("recommending/issue", "12/KL-HĐND ngày 6/5/2024"),
    ("recommending/claim", "Đã có Quyết định 31/QĐ-UBND"),
    ("recommending/ask_time", "30/6/2024"),
    ("recommending/explain", "Chờ phân bổ kinh phí"),
    ("recommending/move", "15/7/2024"),
    ("recommending/move_reason", "Chờ chỉ tiêu biên chế"),
    ("recommending/step", "45/HĐND-VP ngày 6/6/2024"),
    ("recommending/ask_explanation", "60/HĐND-TT ngày 5/7/2024"),
    ("recommending/explanation_due", "22/7/2024"),
    ("recommending/hand_over", "Thuộc lĩnh vực của Ban Pháp chế"),
    ("ending/report", "45/BC-ĐGS ngày 3/5/2024"),
    ("proposing/title", "60 ngày đêm số hóa hồ sơ"),
    ("proposing/owner", "UBND thành phố Hà Nội"),
    ("proposing/start", "1/2/2024"),
    ("proposing/length", "60"),
    ("planning/title", "Nâng tỷ lệ nộp hồ sơ trực tuyến"),
    ("planning/criterion", "Tỷ lệ hồ sơ nộp trực tuyến ≥ 60 %"),
    ("planning/source", "Cổng dịch vụ công"),
    ("planning/lead", "thach that"),
    ("planning/coordinating", "cau giay"),
    ("planning/due", "ngày 33"),
    ("campaigning/approve", "5012/QĐ-UBND"),
    ("campaigning/approve_date", "12/10/2023"),
    ("campaigning/end", "Đã xong các nhiệm vụ"),
    ("campaigning/evaluate", "Đạt 8/10 nhiệm vụ"),
    ("campaigning/cancel", "Gộp vào kế hoạch năm"),
    ("subtasking/decline", "Không thuộc thẩm quyền của đơn vị"),
    ("subtasking/claim", "Đã đạt từ ngày 10/11"),
    ("subtasking/ask_time", "ngày 57"),
    ("subtasking/ask_time_reason", "Chờ phần mềm của thành phố"),
    ("subtasking/return", "Thiếu số liệu tháng 10"),
    ("subtasking/move_due", "ngày 58"),
    ("subtasking/move_due_reason", "Chờ phần mềm của thành phố"),
    ("subtasking/refuse_time", "Phần mềm đã có từ tháng 9"),
    ("late_listing/strike", "Đã nộp trên hệ thống cũ"),
    ("late_listing/correct", "Đơn vị đã nộp đúng hạn"),
    ("late_listing/send_back", "Kiểm tra lại số liệu"),
    ("objecting/say", "Đã nộp ngày 20/11, chờ tiếp nhận"),
    ("verifying/draft/value", "2.496/8.000"),
    ("verifying/draft/note", "Kiểm tra 100 hồ sơ tại quầy"),
    ("digests/hours", "7h45"),
];

pub fn text(place: &str, state: &Value) -> Option<&'static str> {
    // Why an adjustment is kept, and why nothing can be verified, is said and done in one.
    let state = state.to_string();
    if [r#""aim":"keep""#, r#""aim":"not_verifiable""#].iter().any(|aim| state.contains(aim)) {
        return None;
    }
    TYPED.iter().find(|it| it.0 == place).map(|it| it.1)
}

/// How a question of a checklist is to be answered: the last line before the keys, without numbers.
pub fn asked(text: &str) -> String {
    let said = text.split("\n\n").filter(|part| !part.starts_with("[ "));
    let last = said.last().and_then(|part| part.lines().last()).unwrap_or_default();
    last.chars().filter(|c| !c.is_numeric()).collect()
}
