//! What is typed where a form waits for words.

use serde_json::Value;

/// Places where every one is looked at: they differ by what is asked.
pub const WIDE: [&str; 2] = ["answers/filling/question", "answers/verifying/question"];

/// Places that say how a thing stands: every stage of it is worth a look.
pub const TELLING: [&str; 16] = [
    "home/items",
    "delegations/one",
    "visits/visiting/look",
    "visits/session/overview",
    "answers/filling/overview",
    "answers/filling/question",
    "answers/verifying/overview",
    "answers/verifying/question",
    "minutes/read",
    "minutes/signers",
    "difficulties/one",
    "recommendations/one",
    "delegations/ending",
    "campaigns/campaigning/look",
    "campaigns/subtasking/look",
    "campaigns/late_listing/look",
];

/// By place. Where a word would already do something there is none: that is played.
const TYPED: &[(&str, &str)] = &[
    ("delegations/founding#0", "Chuyển đổi số ở cấp xã giai đoạn 2021–2023"),
    ("delegations/founding#1", "136/NQ-HĐND"),
    ("delegations/founding#1+", "8/12/2023"),
    ("delegations/founding#2", "HĐND tỉnh Tây Ninh"),
    ("delegations/founding#3", "2021–2023"),
    ("delegations/founding#4", "2/5 - 30/5/2024"),
    ("delegations/founding#5", "4"),
    ("delegations/founding#6", "2"),
    ("people/inviting/unit", "phuong 1"),
    ("people/inviting/name", "Phan Thu Thảo"),
    ("delegations/delegating/pick_units", "phuong"),
    ("delegations/delegating/making/cancel#0", "Điều chỉnh chương trình giám sát năm 2024"),
    ("delegations/milestones/making/move#0", "26/4/2024"),
    ("delegations/milestones/making/move#1", "Trùng kỳ nghỉ lễ 30/4"),
    ("visits/scheduling/unit", "phuong 3"),
    ("visits/scheduling/when", "9/4 8h"),
    ("visits/scheduling/hour", "8h"),
    ("visits/scheduling/length", "2 tiếng"),
    ("visits/scheduling/place", "Hội trường UBND Phường 3"),
    ("visits/scheduling/add_unit", "phuong 4"),
    ("units/search", "phuong 1"),
    ("units/day", "1/8/2025"),
    ("visits/visiting/making/invite#0", "Lịch của đoàn vừa được duyệt"),
    ("visits/visiting/making/ask_another_time#0", "Trùng họp giao ban của UBND"),
    ("visits/visiting/making/move#0", "3/4 8h"),
    ("visits/visiting/making/cancel#0", "Mưa bão, đường đi bị chia cắt"),
    ("answers/filling/making/return#0", "Thiếu số liệu năm 2022"),
    ("minutes/making/return#0", "Sai số hồ sơ ở câu 3.2"),
    ("minutes/making/paper#0", "Ông Sơn ký bản giấy ngày 3/4/2024"),
    ("difficulties/reporting/body", "Thiếu máy quét ở bộ phận một cửa"),
    ("difficulties/working/route", "thanh pho"),
    ("difficulties/working/making/resolve#0", "Đã cấp 02 máy quét"),
    ("difficulties/working/making/reject#0", "Không thuộc phạm vi giám sát"),
    ("recommendations/composing/text", "Bố trí cán bộ chuyên trách CNTT"),
    ("recommendations/composing/product", "Quyết định bố trí cán bộ"),
    ("recommendations/composing/due", "30/6/2024"),
    ("recommendations/recommending/making/issue#0", "12/KL-HĐND ngày 6/5/2024"),
    ("recommendations/recommending/making/claim#0", "Đã có Quyết định 31/QĐ-UBND"),
    ("recommendations/recommending/making/ask_time#0", "30/6/2024"),
    ("recommendations/recommending/making/explain#0", "Chờ phân bổ kinh phí"),
    ("recommendations/recommending/making/move#0", "15/7/2024"),
    ("recommendations/recommending/making/move#1", "Chờ chỉ tiêu biên chế"),
    ("recommendations/recommending/making/take_step#0", "45/HĐND-VP ngày 6/6/2024"),
    ("recommendations/recommending/making/ask_explanation#0", "60/HĐND-TT ngày 5/7/2024"),
    ("recommendations/recommending/making/ask_explanation#1", "22/7/2024"),
    ("recommendations/recommending/making/hand_over#0", "Thuộc lĩnh vực của Ban Pháp chế"),
    ("delegations/delegating/making/report#0", "45/BC-ĐGS"),
    ("delegations/delegating/making/report#0+", "3/5/2024"),
    ("campaigns/proposing#0", "60 ngày đêm số hóa hồ sơ"),
    ("campaigns/proposing#1", "UBND thành phố Hà Nội"),
    ("campaigns/proposing#2", "1/2/2024"),
    ("campaigns/proposing#3", "60"),
    ("campaigns/planning/title", "Nâng tỷ lệ nộp hồ sơ trực tuyến"),
    ("campaigns/planning/criterion", "Tỷ lệ hồ sơ nộp trực tuyến ≥ 60 %"),
    ("campaigns/planning/source", "Cổng dịch vụ công"),
    ("campaigns/planning/lead", "thach that"),
    ("campaigns/planning/coordinating", "cau giay"),
    ("campaigns/planning/due", "ngày 33"),
    ("campaigns/campaigning/making/approve#0", "5012/QĐ-UBND"),
    ("campaigns/campaigning/making/approve#0+", "12/10/2023"),
    ("campaigns/campaigning/making/end#0", "Đã xong các nhiệm vụ"),
    ("campaigns/campaigning/making/evaluate#0", "Đạt 8/10 nhiệm vụ"),
    ("campaigns/campaigning/making/cancel#0", "Gộp vào kế hoạch năm"),
    ("campaigns/subtasking/making/decline#0", "Không thuộc thẩm quyền của đơn vị"),
    ("campaigns/subtasking/making/claim#0", "Đã đạt từ ngày 10/11"),
    ("campaigns/subtasking/making/ask_time#0", "ngày 57"),
    ("campaigns/subtasking/making/ask_time#1", "Chờ phần mềm của thành phố"),
    ("campaigns/subtasking/making/return#0", "Thiếu số liệu tháng 10"),
    ("campaigns/subtasking/making/move_due#0", "ngày 58"),
    ("campaigns/subtasking/making/move_due#1", "Chờ phần mềm của thành phố"),
    ("campaigns/subtasking/making/refuse_time#0", "Phần mềm đã có từ tháng 9"),
    ("campaigns/late_listing/making/strike#0", "Đã nộp trên hệ thống cũ"),
    ("campaigns/late_listing/making/correct#0", "Đơn vị đã nộp đúng hạn"),
    ("campaigns/late_listing/making/send_back#0", "Kiểm tra lại số liệu"),
    ("campaigns/objecting#0", "Đã nộp ngày 20/11, chờ tiếp nhận"),
    ("answers/verifying/draft/value", "2.496/8.000"),
    ("answers/verifying/draft/note", "Kiểm tra 100 hồ sơ tại quầy"),
    ("digests/hours", "7h45"),
];

pub fn text(place: &str, state: &Value) -> Option<&'static str> {
    // Why an adjustment is kept, and why nothing can be verified, is said and done in one.
    let state = state.to_string();
    if [r#""aim":"keep""#, r#""aim":"not_verifiable""#].iter().any(|aim| state.contains(aim)) {
        return None;
    }
    let asked = key(place, &state);
    TYPED.iter().find(|it| it.0 == asked).map(|it| it.1)
}

/// A form that asks several things at one place: which of them is asked, counted by what was said.
pub fn key(place: &str, state: &str) -> String {
    let counted = place.contains("/making/")
        || place.ends_with("/founding")
        || place.ends_with("/proposing")
        || place.ends_with("/objecting");
    if !counted {
        return place.to_owned();
    }
    let state: Value = serde_json::from_str(state).unwrap_or_default();
    let said = said(&state);
    // Of a document that is named its day is asked for.
    let named = said.iter().filter(|it| it["paper"]["number"].is_string());
    match named.filter(|it| it["paper"]["date"].is_null()).count() {
        0 => format!("{place}#{}", said.len()),
        undated => format!("{place}#{}+", said.len() - undated),
    }
}

/// What was said, wherever it is kept.
fn said(state: &Value) -> Vec<Value> {
    match state {
        Value::Object(fields) => match fields.get("said").and_then(Value::as_array) {
            Some(there) => there.clone(),
            None => {
                fields.values().map(crate::typed::said).max_by_key(Vec::len).unwrap_or_default()
            }
        },
        _ => vec![],
    }
}

/// How a question of a checklist is to be answered: the last line before the keys, without numbers.
pub fn asked(text: &str) -> String {
    let said = text.split("\n\n").filter(|part| !part.starts_with("[ "));
    let last = said.last().and_then(|part| part.lines().last()).unwrap_or_default();
    last.chars().filter(|c| !c.is_numeric()).collect()
}
