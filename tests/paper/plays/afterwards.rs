//! After the visits: recommendations, and the delegation's last stages.

use doangiamsat::domain::Role;

use super::super::support::{Cast, Player};
use super::super::walk::Walk;

const DELEGATION: [&str; 3] = ["/menu", "key-delegations", "@Cải cách thủ tục"];

pub async fn play(walk: &Walk<'_>, cast: &Cast) {
    walk.s.sql("UPDATE visit SET state = 'cancelled', reason = 'minh họa'").await;
    walk.s
        .sql("UPDATE delegation SET state = 'in_progress' WHERE id = (SELECT min(delegation_id) FROM visit)")
        .await;
    written(walk, cast).await;
    carried_out(walk, cast).await;
    more_time(walk, cast).await;
    overdue(walk, cast).await;
    passed_on(walk, cast).await;
    stages(walk, cast).await;
}

async fn compose(walk: &Walk<'_>, player: &Player, text: &str, due: &str) {
    walk.does(player, DELEGATION).await;
    walk.does(player, ["key-recommendations", "key-compose", "=phuong 1", "@UBND Phường 1"]).await;
    walk.does(player, [text, "=Quyết định bố trí cán bộ", due]).await;
}

/// Drafted by the secretary, issued by the leader; another draft is dropped.
async fn written(walk: &Walk<'_>, cast: &Cast) {
    let (yen, chau) = (&cast.yen, &cast.chau);
    walk.does(yen, DELEGATION).await;
    walk.does(yen, ["key-recommendations"]).await;
    walk.looks_about(yen, ["recommendations/list", "recommendations/composing"]).await;
    compose(walk, yen, "=Bố trí 01 cán bộ chuyên trách CNTT", "=5/6/2024").await;
    walk.looks_about(yen, ["recommendations/composing"]).await;
    walk.does(yen, ["key-save-draft"]).await;
    walk.looks_about(yen, ["recommendations/one", "recommendations/recommending"]).await;
    walk.does(chau, ["item-issue"]).await;
    walk.looks_about(chau, ["recommendations/one", "recommendations/recommending"]).await;
    walk.does(chau, ["key-issue", "=12/KL-HĐND ngày 6/5/2024", "key-issue-now"]).await;
    compose(walk, yen, "=Lắp camera ở bộ phận một cửa", "=30/7/2024").await;
    walk.does(yen, ["key-save-draft"]).await;
}

/// Taken up, claimed, returned, claimed again, verified.
async fn carried_out(walk: &Walk<'_>, cast: &Cast) {
    let (mai, yen, son) = (&cast.mai, &cast.yen, &cast.son);
    walk.does(mai, ["key-open-recommendation"]).await;
    walk.looks_about(mai, ["recommendations/one", "recommendations/recommending"]).await;
    walk.does(mai, ["key-take-up", "key-report-progress", "=Đang trình Ban Thường vụ"]).await;
    walk.does(mai, ["key-claim"]).await;
    walk.photo(mai).await;
    walk.does(mai, ["=Đã có Quyết định 31/QĐ-UBND", "key-claim-now"]).await;
    walk.does(yen, ["item-verify-recommendation", "key-files"]).await;
    walk.looks_about(yen, ["recommendations/one", "recommendations/recommending"]).await;
    walk.does(yen, ["key-return-it", "=Quyết định chưa nêu chuyên trách"]).await;
    walk.does(son, ["key-open-recommendation", "key-take-up"]).await;
}

async fn more_time(walk: &Walk<'_>, cast: &Cast) {
    let (mai, yen, chau) = (&cast.mai, &cast.yen, &cast.chau);
    for answer in ["key-keep-due", "key-grant-time"] {
        walk.does(mai, ["item-carry", "key-more-time", "=10/6/2024", "=Chờ chỉ tiêu"]).await;
        walk.does(yen, ["item-answer-time"]).await;
        walk.looks_about(yen, ["recommendations/recommending"]).await;
        walk.does(yen, [answer]).await;
        if answer == "key-keep-due" {
            walk.does(yen, ["=Đã có chỉ tiêu từ tháng 4"]).await;
        }
    }
    walk.does(chau, ["/menu", "key-recommendations", "@Bố trí 01"]).await;
    walk.looks_about(chau, ["recommendations/recommending"]).await;
}

/// The steps that are taken of what is late, up to an explanation.
async fn overdue(walk: &Walk<'_>, cast: &Cast) {
    let (chau, son, body) = (&cast.chau, &cast.son, walk.s.named("Dương Thị Hạnh"));
    walk.s.clock_reaches("2024-06-03 08:00").await;
    walk.s.clock_reaches("2024-06-13 08:00").await;
    walk.does(&cast.yen, ["/menu"]).await;
    walk.does(chau, ["/menu", "@📈"]).await;
    walk.looks_about(chau, ["recommendations/recommending"]).await;
    walk.does(chau, ["key-put-off", "=Đơn vị hẹn thứ Sáu"]).await;
    walk.s.clock_reaches("2024-06-25 08:00").await;
    walk.does(chau, ["/menu", "@📈", "key-take-step", "=45/HĐND-VP ngày 24/6/2024"]).await;
    walk.does(chau, ["=Gửi hỏa tốc", "key-take-step-now"]).await;
    walk.s.clock_reaches("2024-07-05 08:00").await;
    walk.does(&body, ["item-ask-explanation"]).await;
    walk.looks_about(&body, ["recommendations/recommending", "recommendations/one"]).await;
    walk.does(&body, ["key-ask-explanation", "=60/HĐND-TT ngày 5/7/2024", "=22/7/2024"]).await;
    walk.does(&body, ["key-ask-explanation-now"]).await;
    walk.s.clock_reaches("2024-07-23 08:00").await;
    walk.does(son, ["item-explain"]).await;
    walk.looks_about(son, ["recommendations/recommending"]).await;
    walk.does(son, ["key-explain", "=Chưa có chỉ tiêu, xong trong tháng 7", "key-explain-now"])
        .await;
}

/// The ward goes into the next one, which takes the recommendation over and carries it out.
async fn passed_on(walk: &Walk<'_>, cast: &Cast) {
    let (hien, yen) = (&cast.hien, &cast.yen);
    let ward = walk.s.unit("tn-p2").await;
    let head = walk.s.joined("Ngô Văn Hai", Role::UnitHead, ward).await;
    walk.everybody_speaks().await;
    for sql in [
        "UPDATE unit_period SET during = daterange(lower(during), '2024-07-24')
         WHERE unit_id = (SELECT id FROM unit WHERE code = 'tn-p1') AND '2024-07-23'::date <@ during",
        "DELETE FROM unit_period WHERE lower(during) >= '2024-07-24'
         AND unit_id = (SELECT id FROM unit WHERE code = 'tn-p1')",
        "INSERT INTO unit_succession (council_id, from_unit, to_unit, on_date, kind, is_lead, basis)
         SELECT f.council_id, f.id, t.id, '2024-07-24', 'merge', true, 'NQ minh họa'
         FROM unit f, unit t WHERE f.code = 'tn-p1' AND t.code = 'tn-p2'",
    ] {
        walk.s.sql(sql).await;
    }
    walk.s.clock_reaches("2024-07-25 09:00").await;
    walk.does(hien, ["/menu", "key-units", "=phuong 1"]).await;
    walk.looks_about(hien, ["units"]).await;
    walk.does(hien, ["/menu", "key-recommendations", "@Bố trí 01"]).await;
    walk.looks_about(hien, ["recommendations/one", "recommendations/recommending"]).await;
    walk.does(hien, ["key-transfer", "@UBND Phường 2", "key-transfer-now"]).await;
    walk.does(&head, ["key-open-recommendation", "key-take-up", "key-claim"]).await;
    walk.photo(&head).await;
    walk.does(&head, ["=Đã có Quyết định 52/QĐ-UBND", "key-claim-now"]).await;
    walk.does(yen, ["item-verify-recommendation", "key-verify-done"]).await;
    walk.does(yen, ["=Đã xem quyết định", "key-verify-now", "key-history"]).await;
}

/// Reported, followed up, closed; what is left is handed over first.
async fn stages(walk: &Walk<'_>, cast: &Cast) {
    let (hien, chau) = (&cast.hien, &cast.chau);
    walk.does(chau, ["item-issue", "key-issue", "=13/KL-HĐND ngày 25/7/2024"]).await;
    walk.does(chau, ["key-issue-now"]).await;
    walk.does(chau, DELEGATION).await;
    walk.looks_about(chau, ["delegations/ending", "delegations/delegating"]).await;
    walk.does(chau, ["key-report-delegation", "key-report-delegation"]).await;
    walk.does(chau, ["=45/BC-ĐGS ngày 25/7/2024", "key-report-now"]).await;
    walk.looks_about(chau, ["delegations/ending", "delegations/delegating"]).await;
    walk.does(hien, DELEGATION).await;
    walk.does(hien, ["key-follow-up", "key-follow-up", "key-follow-up-now"]).await;
    walk.looks_about(hien, ["delegations/ending", "delegations/delegating"]).await;
    walk.does(hien, ["/menu", "key-recommendations", "@Lắp camera"]).await;
    walk.does(hien, ["key-hand-over", "=Ban Pháp chế theo dõi từ 2025", "key-hand-over-now"]).await;
    walk.does(hien, DELEGATION).await;
    walk.looks_about(hien, ["delegations/ending", "delegations/delegating"]).await;
    walk.does(hien, ["key-close-delegation", "key-close-delegation", "key-close-now"]).await;
}
