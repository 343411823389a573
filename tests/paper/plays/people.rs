//! Who comes and goes: homes, links, roles, the delegation's group in Telegram, its terms.

use doangiamsat::sandbox::{Fault, FaultKind};

use super::super::support::{Cast, workbook};
use super::super::walk::Walk;

pub async fn play(walk: &Walk<'_>, cast: &Cast) {
    everywhere(walk, cast).await;
    joining(walk, cast).await;
    the_group(walk, cast).await;
    changes(walk, cast).await;
}

/// Everybody's home, and wherever the office and the leader can go.
async fn everywhere(walk: &Walk<'_>, cast: &Cast) {
    for player in walk.s.people() {
        walk.does(&player, ["/menu"]).await;
    }
    walk.looks_about(
        &cast.hien,
        [
            "home/items",
            "home/language",
            "delegations/list",
            "delegations/one",
            "delegations/delegating",
            "delegations/milestones",
            "delegations/founding",
            "people/inviting",
            "checklists/list",
            "checklists/one",
            "visits/scheduling",
            "visits/visiting",
            "visits/calendar",
            "difficulties/list",
            "difficulties/summary",
            "difficulties/one",
            "difficulties/working",
            "units",
            "digests",
            "difficulties/reporting",
        ],
    )
    .await;
    let all = [
        "delegations/one",
        "delegations/delegating",
        "delegations/ending",
        "recommendations/list",
        "recommendations/composing",
    ];
    walk.looks_about(&cast.chau, all).await;
}

/// By link: with a phone number, and confirmed or refused by the office.
async fn joining(walk: &Walk<'_>, cast: &Cast) {
    let hien = &cast.hien;
    let role = ["/menu", "key-invite-person", "role-observer"];
    for (name, accepts) in [("Phan Thu Thảo", true), ("Kẻ Lạ", false)] {
        let guest = walk.s.stranger(name);
        walk.does(&guest, ["/start"]).await;
        walk.does(hien, role).await;
        walk.does(hien, [&format!("={name}"), "key-no-phone"]).await;
        walk.opens(&guest, &hien.link()).await;
        walk.does(hien, ["item-claim"]).await;
        walk.does(hien, [if accepts { "key-accept-claim" } else { "key-refuse-claim" }]).await;
    }
    let guest = walk.s.stranger("Trần Quốc Duy");
    walk.does(hien, role).await;
    walk.does(hien, ["=Trần Quốc Duy", "=0912345678"]).await;
    walk.opens(&guest, &hien.link()).await;
    guest.shares_phone("0912345678").await;
    walk.looks(&guest).await;
    walk.everybody_speaks().await;
}

/// The secretary proposes the group, the leader links it.
async fn the_group(walk: &Walk<'_>, cast: &Cast) {
    let group = walk.s.group("Nhóm Đoàn công tác 01", [&cast.yen, &cast.chau, &cast.tuan]).await;
    walk.opens(&cast.yen, &group.link()).await;
    walk.does(&cast.yen, ["key-group-propose"]).await;
    walk.does(&cast.chau, ["key-group-link"]).await;
    group.hears(&cast.tuan, "/lienket").await;
}

/// Terms, a role, a milestone.
async fn changes(walk: &Walk<'_>, cast: &Cast) {
    let (hien, chau) = (&cast.hien, &cast.chau);
    let delegation = ["/menu", "key-delegations", "@Cải cách thủ tục"];
    walk.does(hien, delegation).await;
    walk.does(hien, ["key-edit-delegation", "key-field-quota", "=20"]).await;
    walk.does(chau, delegation).await;
    walk.does(chau, ["key-milestones"]).await;
    walk.looks_about(chau, ["delegations/milestones", "reminders/reminded"]).await;
    walk.does(chau, ["#0", "key-milestone-move", "=15/5/2024", "=Chờ số liệu của các sở"]).await;
    walk.does(chau, ["key-milestone-move-now"]).await;
}

/// A role is taken away; the group is unlinked, another is lost; the delegation is called off.
pub async fn the_end(walk: &Walk<'_>, cast: &Cast) {
    let (hien, chau) = (&cast.hien, &cast.chau);
    let delegation = ["/menu", "key-delegations", "@Cải cách thủ tục"];
    walk.does(hien, delegation).await;
    walk.does(hien, ["key-part-people", "#0", "@✖ Hoàng Anh Tuấn", "key-remove-person-now"]).await;
    walk.does(chau, delegation).await;
    walk.does(chau, ["key-group-of"]).await;
    walk.looks_about(chau, ["delegations/group_chat"]).await;
    walk.does(chau, ["key-group-unlink"]).await;
    let group = walk.s.group("Nhóm mới", [chau]).await;
    walk.opens(chau, &group.link()).await;
    walk.does(chau, ["key-group-link"]).await;
    group.throws_the_bot_out(chau).await;
    for kind in ["morning", "evening", "campaign", "weekly"] {
        let kind = format!("key-digest-{kind}");
        walk.does(hien, ["/menu", "key-digests", &kind, "key-digest-now"]).await;
    }
    checklists(walk, cast).await;
    unreachable(walk, cast).await;
    walk.s
        .sql("UPDATE visit SET state = 'cancelled', reason = 'minh họa' WHERE state <> 'closed'")
        .await;
    walk.does(hien, delegation).await;
    walk.does(
        hien,
        ["key-edit-delegation", "key-cancel-delegation", "=Thay bằng giám sát chuyên đề khác"],
    )
    .await;
    walk.does(hien, ["key-cancel-delegation-now"]).await;
}

/// A workbook that is refused, and one that is published.
async fn checklists(walk: &Walk<'_>, cast: &Cast) {
    let wrong = include_bytes!("../../../src/demo/data/tn-ks-loi.xlsx");
    walk.file(&cast.hien, "phieu-loi.xlsx", wrong).await;
    let form = workbook::checklist(
        &[
            &["type", "name", "label::Tiếng Việt (vi)", "label::English (en)", "required"],
            &[
                "integer",
                "quay",
                "1.1 Bộ phận một cửa có mấy quầy?",
                "1.1 How many counters?",
                "yes",
            ],
        ],
        &[&["list_name", "name", "label::Tiếng Việt (vi)", "label::English (en)"]],
    );
    walk.file(&cast.hien, "phieu.xlsx", &form).await;
    walk.does(&cast.hien, ["key-publish"]).await;
}

/// Somebody has blocked the bot; a file cannot be fetched.
async fn unreachable(walk: &Walk<'_>, cast: &Cast) {
    let (hien, lan) = (&cast.hien, &cast.lan);
    walk.s.sandbox.user_blocks_bot(lan.account).expect("a chat");
    walk.s.run().await;
    walk.s.sandbox.faults().push(Fault::new(FaultKind::Garbage).method("getFile"));
    walk.file(hien, "phieu.xlsx", doangiamsat::demo::seed::WORKBOOK).await;
    walk.s
        .sql("UPDATE file_fetch SET attempts = 99, ready_at = 'epoch' WHERE state = 'pending'")
        .await;
    walk.s.sandbox.faults().push(Fault::new(FaultKind::Garbage).method("getFile"));
    walk.s.run().await;
    walk.does(hien, ["item-troubles"]).await;
}
