//! Tây Ninh's visits up to their day: invitations, answers, reminders.

use doangiamsat::domain::Role;

use super::super::support::Cast;
use super::super::walk::Walk;

pub const WARD: &str = "UBND Phường 1";
const CITY: &str = "UBND thành phố Tây Ninh";

pub async fn play(walk: &Walk<'_>, cast: &Cast) {
    invitations(walk, cast).await;
    another_visit(walk, cast).await;
    reminders(walk, cast).await;
    answers(walk, cast).await;
}

async fn invitations(walk: &Walk<'_>, cast: &Cast) {
    let (hien, son, binh) = (&cast.hien, &cast.son, &cast.binh);
    for unit in [WARD, CITY] {
        walk.takes_up(hien, "item-draft-visit", unit).await;
        walk.does(hien, ["key-invite-unit", "key-invite-now"]).await;
    }
    walk.looks_about(son, ["home/items", "visits/visiting"]).await;
    walk.does(son, ["item-confirm"]).await;
    walk.looks_about(son, ["visits/visiting"]).await;
    walk.does(son, ["key-confirm-visit"]).await;
    // Another time is asked for and refused, asked for and given.
    walk.does(binh, ["key-another-time", "=Trùng kỳ họp HĐND thành phố", "=2/4 14h"]).await;
    walk.does(hien, ["item-another-time"]).await;
    walk.looks_about(hien, ["visits/visiting"]).await;
    walk.does(hien, ["key-keep-time", "=Lịch của đoàn đã kín buổi chiều"]).await;
    walk.does(binh, ["key-another-time", "=Trùng kỳ họp HĐND thành phố", "=2/4 13h30"]).await;
    walk.does(hien, ["key-accept-time", "key-move-now"]).await;
    walk.does(binh, ["key-confirm-visit"]).await;
}

/// On short notice, and called off.
async fn another_visit(walk: &Walk<'_>, cast: &Cast) {
    let hien = &cast.hien;
    let ward = walk.s.unit("tn-p2").await;
    walk.s.joined("Ngô Văn Hai", Role::UnitHead, ward).await;
    walk.everybody_speaks().await;
    walk.does(hien, ["/menu", "key-delegations", "@Cải cách thủ tục", "key-schedule"]).await;
    walk.does(hien, ["=phuong 2", "@UBND Phường 2", "=18/3 14h", "=2 tiếng"]).await;
    walk.does(hien, ["@UBND Phường 2", "key-schedule-now", "key-invite-unit"]).await;
    walk.does(hien, ["=Đã thống nhất qua điện thoại", "key-invite-now"]).await;
    walk.does(hien, ["key-cancel-visit", "=Phường họp đột xuất", "key-cancel-visit-now"]).await;
}

/// A week before, and what is seen of it.
async fn reminders(walk: &Walk<'_>, cast: &Cast) {
    let (mai, yen) = (&cast.mai, &cast.yen);
    walk.s.clock_reaches("2024-03-20 08:00").await;
    walk.s.clock_reaches("2024-03-26 08:00").await;
    walk.does(mai, ["key-reminder-seen"]).await;
    walk.looks_about(mai, ["reminders/one", "reminders/reminded"]).await;
    walk.takes_up(yen, "item-visit-confirmed", WARD).await;
    walk.looks_about(yen, ["visits/visiting", "answers/filling", "reminders/reminded"]).await;
    walk.s.clock_reaches("2024-03-31 08:00").await;
}

/// The focal officer answers, the head signs, the secretary sends it back once.
async fn answers(walk: &Walk<'_>, cast: &Cast) {
    let (mai, son, yen) = (&cast.mai, &cast.son, &cast.yen);
    walk.takes_up(mai, "item-fill", WARD).await;
    walk.looks_about(mai, ["answers/filling"]).await;
    walk.does(mai, ["key-start"]).await;
    mai.taps_row(0).await;
    walk.looks(mai).await;
    walk.does(mai, ["=QĐ 12/QĐ-UBND", "=05/01/2022"]).await;
    walk.photo(mai).await;
    walk.does(mai, ["=118/120"]).await;
    mai.edits("119/120").await;
    walk.looks(mai).await;
    walk.does(mai, ["/menu"]).await;
    mai.answers_everything(walk.locale).await;
    walk.looks(mai).await;
    walk.looks_about(mai, ["answers/filling"]).await;
    mai.hands_in(walk.locale).await;
    walk.looks(mai).await;
    walk.does(son, ["key-look-and-sign"]).await;
    walk.looks_about(son, ["answers/filling"]).await;
    son.signs_the_answers(walk.locale).await;
    walk.looks(son).await;
    walk.does(yen, ["key-see-answers"]).await;
    walk.looks_about(yen, ["answers/filling"]).await;
    walk.does(yen, ["key-return", "=Thiếu số liệu năm 2022", "key-return-now"]).await;
    walk.does(son, ["key-supplement"]).await;
    son.signs_the_answers(walk.locale).await;
}
