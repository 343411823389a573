//! From the topic to a plan that is complete: two groups, three units, two kinds of them.

use super::{forces, one};
use crate::missions::whole::joins_by_link;
use crate::support::{Player, Story, said, story, vi};
use doangiamsat::demo::seed::WORKBOOK;
use doangiamsat::domain::delegations::{DelegationCommand, PlanDelegation, PlanningAct};
use doangiamsat::domain::{Command, DelegationId, GroupId, Locale, Role, Scope};

#[tokio::test]
async fn two_groups_in_vietnamese() {
    story("2024-03-18 08:00", async |s| two_groups(s, Locale::Vi).await).await;
}

#[tokio::test]
async fn two_groups_in_english() {
    story("2024-03-18 08:00", async |s| two_groups(s, Locale::En).await).await;
}

async fn two_groups(s: &Story, locale: Locale) {
    let t = |key: &str| said(locale, key);
    let hien = s.joined("Lê Thu Hiền", Role::Secretariat, Scope::Council).await;
    s.speaks(&hien, locale).await;
    hien.sends_file("tn-ks.xlsx", WORKBOOK).await.taps(&t("key-publish")).await;

    answers_the_questions(&hien, &t).await;
    for missing in ["leader", "group-leader", "secretary", "units"] {
        hien.sees(&t(&format!("missing-{missing}")));
    }
    hien.has_no_button(&t("key-plan"));
    let delegation = DelegationId(one(s, "SELECT id FROM delegation").await);
    let plan = || {
        let plan = PlanDelegation { delegation, act: PlanningAct::Complete };
        Command::Delegations(DelegationCommand::Plan(plan))
    };
    forces(s, &hien, plan()).await;
    hien.last_says(&t("refused-not-ready")).last_says(&t("missing-units"));

    // A leader by link; the others have joined already.
    let chau = s.stranger("Đỗ Minh Châu");
    hien.sends("/menu").await.taps(&t("item-incomplete")).await.taps(&t("key-invite-leader")).await;
    hien.sees(&t("inviting-name"));
    joins_by_link(s, &hien, &chau, locale).await;
    let groups = [1, 2].map(|number| async move {
        let id = match number {
            1 => one(s, "SELECT id FROM working_group WHERE number = 1").await,
            _ => one(s, "SELECT id FROM working_group WHERE number = 2").await,
        };
        Scope::Group(GroupId(id))
    });
    let [first, second] = groups;
    let (first, second) = (first.await, second.await);
    s.joined("Hồ Thanh Liêm", Role::GroupLeader, first).await;
    s.joined("Bùi Hải Yến", Role::Secretary, first).await;

    // One screen names what is left, one button leads to mending each.
    hien.sends("/menu").await.taps(&t("item-incomplete")).await;
    hien.sees(&t("missing-group-leader")).taps(&t("key-invite-group-leader-of")).await;
    hien.sees(&t("inviting-name"));
    s.joined("Kiều Gia Bảo", Role::GroupLeader, second).await;
    assigns(&hien, &t, 1, &[("phuong 1", "UBND Phường 1"), ("phuong 2", "UBND Phường 2")]).await;
    assigns(&hien, &t, 2, &[("thanh pho tay ninh", "UBND thành phố Tây Ninh")]).await;

    hien.sends("/menu").await.taps(&t("item-incomplete")).await.sees("3/4");
    hien.sees(&t("unit-kind-phuong")).sees(&t("unit-kind-thanh-pho"));
    forces(s, &hien, plan()).await;
    hien.last_says(&t("refused-not-ready")).last_says(&t("unit-kind-thanh-pho"));
    for kind in ["unit-kind-phuong", "unit-kind-thanh-pho"] {
        hien.sends("/menu").await.taps(&t("item-incomplete")).await;
        let mend = format!("{} {}", t("key-mend-checklist"), t(kind));
        hien.taps(&mend).await.taps("TN-KS-RG").await.sees(&t("delegation-checklists"));
    }
    hien.sends("/menu").await.taps(&t("item-incomplete")).await;
    hien.taps(&t("key-plan")).await.sees(&t("delegation-planned"));
    assert_eq!(s.audit("plan_delegation").await, ["not_ready", "not_ready", "done"]);
    forces(s, &hien, plan()).await;
    hien.last_says(&t("refused-already-done"));
    hien.taps(&t("key-part-visits")).await.sees(&t("delegation-visits-none"));
    s.all_read();
}

/// Every question, with what is refused on the way.
async fn answers_the_questions(hien: &Player, t: &impl Fn(&str) -> String) {
    hien.sends("/menu").await.taps(&t("key-found")).await.sees(&t("founding-title"));
    hien.sends(&"dài ".repeat(1000)).await.sees(&t("note-too-long"));
    hien.sends("Cải cách TTHC").await.sees(&t("founding-basis"));
    hien.sends("để sau").await.sees(&t("refused-basis-missing"));
    hien.sends("nghị quyết").await.sees(&t("note-basis-not-understood"));
    hien.sends("135/NQ-HĐND").await.sees(&t("founding-basis-date"));
    hien.sends("để sau").await.sees(&t("refused-basis-missing"));
    hien.sends("8/12/2023").await.sees(&t("founding-body"));
    hien.sends("Thường trực HĐND tỉnh").await.sees(&t("founding-period"));
    hien.sends("2023-2021").await.sees(&t("refused-reversed"));
    hien.sends("ba năm").await.sees(&t("note-period-not-understood"));
    hien.sends("1021-2023").await.sees(&t("founding-window"));
    hien.taps(&t("key-back")).await.sends("2021–2023").await.sees(&t("founding-window"));
    hien.sends("12/4 - 2/4/2024").await.sees(&t("refused-reversed"));
    hien.sends("31/2 - 5/3/2024").await.sees(&t("moment-no-such-date"));
    hien.sends("bao giờ cũng được").await.sees(&t("note-window-not-understood"));
    hien.sends("2/4 - 12/4/2024").await.sees(&t("founding-quota"));
    hien.sends("0").await.sees(&t("refused-out-of-range")).sends("4").await;
    hien.sees(&t("founding-groups")).sends("10").await.sees(&t("refused-out-of-range"));
    hien.taps("3").await.sees(&t("founding-review")).taps(&t("key-back")).await;
    hien.last_says(&t("founding-groups")).taps("4").await.sends("2").await;
    hien.last_says(&t("founding-review")).last_says("2021–2023").last_says("135/NQ-HĐND");
    hien.last_says("Thường trực HĐND tỉnh").taps(&t("key-found-now")).await;
}

/// Picks units for a group from the searched list.
async fn assigns(hien: &Player, t: &impl Fn(&str) -> String, number: i32, units: &[(&str, &str)]) {
    hien.sends("/menu").await.taps(&t("item-incomplete")).await.taps(&t("key-part-groups")).await;
    hien.taps(&format!("{} {number}", t("key-group"))).await;
    hien.taps(&t("key-part-units")).await.sees(&t("pick-units"));
    for (typed, unit) in units {
        hien.sends(typed).await.taps(unit).await.sees(&format!("✅ {unit}"));
    }
}

#[tokio::test]
async fn years_out_of_this_world_are_refused_before_the_table_sees_them() {
    story(super::MORNING, async |s| {
        let cast = s.cast().await;
        cast.hien.sends("/menu").await.taps(&vi("key-found")).await.sends("Chuyên đề").await;
        cast.hien.sends("9/NQ-HĐND ngày 8/12/2023").await.taps(&vi("key-not-yet")).await;
        cast.hien.sends("1021-2023").await.taps(&vi("key-not-yet")).await;
        cast.hien.taps(&vi("key-not-yet")).await.sends("1").await.taps(&vi("key-found-now")).await;
        cast.hien.last_says(&vi("refused-out-of-range"));
        assert_eq!(s.audit("found_delegation").await, ["out_of_range"]);
    })
    .await;
}

#[tokio::test]
async fn founding_twice_and_by_others_is_refused() {
    story(super::MORNING, async |s| {
        let cast = s.cast().await;
        cast.hien.founds("Chuyển đổi số", "12/NQ-HĐND ngày 8/12/2022").await;
        cast.hien.sends("/menu").await.taps(&vi("key-found")).await.sends("Chuyển đổi số").await;
        cast.hien.sends("12/NQ-HĐND ngày 8/12/2022").await;
        for _ in 0..4 {
            cast.hien.taps(&vi("key-not-yet")).await;
        }
        cast.hien.sends("1").await;
        let (message, data) = cast.hien.button(&vi("key-found-now"));
        cast.hien.taps(&vi("key-found-now")).await.last_says(&vi("refused-duplicate-delegation"));
        cast.hien.taps_at(message, &data).await;
        assert_eq!(one(s, "SELECT count(*) FROM delegation").await, 2);

        // The leader keeps the plan of one delegation and founds none.
        cast.chau.sends("/menu").await.has_no_button(&vi("key-found"));
        cast.chau.taps(&vi("key-delegations")).await.does_not_see("Chuyển đổi số (");
        cast.tuan.sends("/menu").await.taps(&vi("key-delegations")).await;
        cast.tuan.does_not_see("Chuyển đổi số (").taps("Cải cách thủ tục").await;
        cast.tuan.sees("135/NQ-HĐND").has_no_button(&vi("key-edit-delegation"));
    })
    .await;
}
