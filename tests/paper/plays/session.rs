//! The day of the visit: the session, the verification on site, a dispute.

use super::super::support::{Cast, Player};
use super::super::walk::Walk;
use super::mission::WARD;

pub async fn play(walk: &Walk<'_>, cast: &Cast) {
    walk.s.clock_reaches("2024-04-01 14:00").await;
    walk.s.clock_reaches("2024-04-02 07:30").await;
    sits_down(walk, cast).await;
    verifies(walk, cast).await;
    rises(walk, cast).await;
    the_day_after(walk, cast).await;
}

async fn sits_down(walk: &Walk<'_>, cast: &Cast) {
    let (yen, chau, son) = (&cast.yen, &cast.chau, &cast.son);
    walk.takes_up(yen, "item-to-open", WARD).await;
    walk.looks_about(yen, ["visits/visiting"]).await;
    walk.does(yen, ["key-open-session", "key-check-in"]).await;
    walk.does(chau, ["key-check-in"]).await;
    walk.does(son, ["key-check-in"]).await;
    walk.takes_up(yen, "item-in-session", WARD).await;
    walk.looks_about(yen, ["visits/session"]).await;
    walk.does(yen, ["=Đơn vị trình bày báo cáo"]).await;
    walk.looks_about(yen, ["visits/session"]).await;
}

async fn verifies(walk: &Walk<'_>, cast: &Cast) {
    let (yen, chau, son, tuan) = (&cast.yen, &cast.chau, &cast.son, &cast.tuan);
    walk.takes_up(yen, "item-verify", WARD).await;
    walk.looks_about(yen, ["answers/verifying"]).await;
    let again = ["item-verify", "key-verify-list", "@3.2"];
    for (method, then) in [
        ("method-sample", &["key-matched"][..]),
        ("method-document", &["key-not-verifiable", "=Không còn hồ sơ gốc"]),
        ("method-interview", &[]),
    ] {
        adjusts(walk, yen, method).await;
        if !then.is_empty() {
            walk.does(yen, again).await;
        }
        for act in then {
            walk.does(yen, [*act]).await;
        }
    }
    walk.does(son, ["key-open-result"]).await;
    walk.looks_about(son, ["answers/verifying"]).await;
    // One dispute is granted, the next one is not.
    for granted in [true, false] {
        walk.does(son, ["key-open-result", "key-dispute", "=Chưa tính hồ sơ nộp qua VNeID"]).await;
        walk.does(tuan, ["key-open-dispute"]).await;
        walk.looks_about(tuan, ["answers/verifying"]).await;
        if granted {
            walk.does(tuan, ["key-dispute-accept", "key-dispute-accept-now"]).await;
            adjusts(walk, yen, "method-observation").await;
        } else {
            walk.does(yen, ["item-disputes", "@3.2", "key-dispute-keep"]).await;
            walk.does(yen, ["=Đã tính cả hồ sơ VNeID"]).await;
        }
    }
    yen.takes_up(walk.locale, [walk.t("item-verify").as_str(), WARD]).await;
    walk.does(yen, ["key-verify-next"]).await;
    for _ in 0..20 {
        let Some(seen) = walk.looks(yen).await else { break };
        if seen.place != "answers/verifying/question" {
            break;
        }
        walk.does(yen, ["key-matched"]).await;
    }
    walk.looks_about(yen, ["answers/verifying"]).await;
    walk.does(yen, ["key-verify-finish", "key-finish-now"]).await;
    walk.takes_up(chau, "item-finalise", WARD).await;
    walk.looks_about(chau, ["answers/verifying"]).await;
    walk.does(chau, ["key-finalise", "key-finalise-now"]).await;
    walk.does(son, ["key-results"]).await;
    walk.looks_about(son, ["answers/verifying"]).await;
}

/// The share of question 3.2 is found to be another one.
async fn adjusts(walk: &Walk<'_>, player: &Player, method: &str) {
    walk.does(player, ["item-verify", "key-verify-list", "@3.2", "key-adjust"]).await;
    walk.does(player, ["=2.496/8.000", method]).await;
    walk.photo(player).await;
    walk.does(player, ["=Kiểm tra 100 hồ sơ tại quầy", "key-adjust-save"]).await;
}

async fn rises(walk: &Walk<'_>, cast: &Cast) {
    let yen = &cast.yen;
    walk.s.clock_reaches("2024-04-02 10:10").await;
    walk.takes_up(yen, "item-in-session", WARD).await;
    walk.does(yen, ["key-close-session", "key-close-session-now"]).await;
}

/// The city's session is opened late, with a second unit at the table.
async fn the_day_after(walk: &Walk<'_>, cast: &Cast) {
    let yen = &cast.yen;
    walk.s
        .sql(
            "INSERT INTO visit_unit (visit_id, unit_id, council_id, place_in_order)
             SELECT v.visit_id, u.id, u.council_id, 1 FROM visit_unit v
             JOIN unit city ON city.id = v.unit_id AND city.code = 'tn-tp'
             JOIN unit u ON u.code = 'tn-p3'",
        )
        .await;
    walk.s.clock_reaches("2024-04-02 17:00").await;
    walk.s.clock_reaches("2024-04-03 08:00").await;
    walk.does(yen, ["item-unopened"]).await;
    walk.looks_about(yen, ["visits/visiting"]).await;
    walk.does(yen, ["key-open-late", "=Đoàn đến muộn do mưa bão"]).await;
    walk.looks_about(yen, ["visits/session"]).await;
}
