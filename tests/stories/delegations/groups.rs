//! Groups, who comes along with them, and which units are whose.

use super::{MORNING, forces, one};
use crate::support::{Cast, Player, Story, story, vi};
use doangiamsat::domain::delegations::{
    DelegationCommand, GroupAct, PlanDelegation, PlanningAct, WorkOnGroup,
};
use doangiamsat::domain::{Command, DelegationId, GroupId, Scope, UnitId};

async fn group(s: &Story, number: i64) -> GroupId {
    let ids: Vec<i64> = sqlx::query_scalar("SELECT id FROM working_group WHERE number = $1")
        .bind(number)
        .fetch_all(s.app.store.pool())
        .await
        .expect("groups");
    GroupId(ids[0])
}

async fn unit(s: &Story, code: &str) -> UnitId {
    match s.unit(code).await {
        Scope::Unit(unit) => unit,
        scope => panic!("{scope:?}"),
    }
}

async fn opens_group(cast: &Cast, player: &Player, number: i32) {
    cast.opens_the_delegation(player).await.taps(&vi("key-part-groups")).await;
    player.taps(&format!("Đoàn số {number}: ")).await;
}

async fn schedules(cast: &Cast, number: i32, typed: &str, (unit, at): (&str, &str)) {
    let hien = &cast.hien;
    cast.opens_the_delegation(hien).await;
    hien.taps(&format!("{} {number}", vi("key-schedule"))).await.sends(typed).await;
    hien.taps(unit).await;
    // A unit of nobody's has no checklist of its kind.
    if hien.messages().pop().is_some_and(|it| it.text.contains(&vi("scheduling-checklist"))) {
        hien.taps(&vi("key-no-checklist")).await;
    }
    hien.sends(at).await.sends("2 tiếng").await.taps(unit).await;
    hien.taps(&vi("key-schedule-now")).await;
}

fn work(group: GroupId, act: GroupAct) -> Command {
    Command::Delegations(DelegationCommand::Group(WorkOnGroup { group, act }))
}

#[tokio::test]
async fn a_unit_is_one_groups_own() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let hien = &cast.hien;
        cast.opens_the_delegation(hien).await.taps(&vi("key-part-groups")).await;
        let (message, add) = hien.button(&vi("key-add-group"));
        hien.presses(message, &add);
        hien.presses(message, &add);
        s.run().await;
        hien.last_says("Đoàn số 3: ");
        assert_eq!(one(s, "SELECT count(*) FROM working_group").await, 3);
        // Now each group needs a leader of its own.
        cast.opens_the_delegation(hien).await.sees(&vi("missing-group-leader"));

        // Moving asks once.
        opens_group(&cast, hien, 3).await;
        hien.taps(&vi("key-part-units")).await.sends("phuong 3").await;
        hien.taps("UBND Phường 3").await.sees(&vi("move-unit"));
        assert_eq!(s.audit("assign_unit").await.len(), 0);
        hien.taps(&vi("key-move-unit-now")).await.sees("UBND Phường 3");
        assert_eq!(s.audit("assign_unit").await, ["done"]);

        schedules(&cast, 1, "phuong 3", ("UBND Phường 3", "9/4/2024 8h")).await;
        hien.last_says(&vi("refused-assigned-elsewhere")).last_says("Đoàn số 3");
        schedules(&cast, 3, "phuong 3", ("UBND Phường 3", "9/4/2024 8h")).await;
        hien.last_says(&vi("visit-draft"));

        // A unit with a visit ahead stays where it is.
        opens_group(&cast, hien, 3).await;
        hien.taps(&vi("key-part-units")).await.sends("phuong 1").await;
        hien.taps("UBND Phường 1").await.taps(&vi("key-move-unit-now")).await;
        hien.last_says(&vi("refused-visits-open"));
        let release = GroupAct::ReleaseUnit { unit: unit(s, "tn-p1").await };
        forces(s, hien, work(group(s, 1).await, release)).await;
        hien.last_says(&vi("refused-visits-open"));

        // Taken from its group, a unit is visited by none.
        opens_group(&cast, hien, 1).await;
        hien.taps(&vi("key-part-units")).await.sends("phuong 4").await.taps("UBND Phường 4").await;
        hien.sees("▫️ UBND Phường 4");
        // At another hour: the delegation's leader goes with the group that has none of its own.
        schedules(&cast, 1, "phuong 4", ("UBND Phường 4", "9/4/2024 14h")).await;
        hien.last_says(&vi("refused-not-assigned"));
        assert_eq!(s.audit("schedule_visit").await, ["assigned_elsewhere", "done", "not_assigned"]);
        // Once the field work has begun, there are the groups that there are.
        s.sql("UPDATE delegation SET state = 'in_progress'").await;
        cast.opens_the_delegation(hien).await.taps(&vi("key-part-groups")).await;
        hien.has_no_button(&vi("key-add-group"));
        let delegation = DelegationId(one(s, "SELECT id FROM delegation").await);
        forces(
            s,
            hien,
            Command::Delegations(DelegationCommand::Plan(PlanDelegation {
                delegation,
                act: PlanningAct::AddGroup { number: 4 },
            })),
        )
        .await;
        hien.last_says(&vi("refused-wrong-state"));
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn a_unit_that_another_took_meanwhile_is_not_taken_silently() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let (first, ward) = (group(s, 1).await, unit(s, "tn-p4").await);
        let assign = |from| work(first, GroupAct::AssignUnit { unit: ward, from });
        forces(s, &cast.hien, assign(None)).await;
        cast.hien.last_says(&vi("refused-already-done"));
        let second = group(s, 2).await;
        let steal = GroupAct::AssignUnit { unit: ward, from: None };
        forces(s, &cast.hien, work(second, steal)).await;
        cast.hien.last_says(&vi("refused-assigned-elsewhere"));
        let gone = GroupAct::AssignUnit { unit: UnitId(999_999), from: None };
        forces(s, &cast.hien, work(second, gone)).await;
        cast.hien.last_says(&vi("refused-gone"));
        // A secretary schedules and hosts, but does not divide the units.
        forces(s, &cast.yen, assign(None)).await;
        cast.yen.last_says(&vi("refused-not-allowed"));
        let outcomes = ["already_done", "assigned_elsewhere", "gone", "not_allowed"];
        assert_eq!(s.audit("assign_unit").await, outcomes);
    })
    .await;
}

#[tokio::test]
async fn guests_come_along_without_an_account() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let yen = &cast.yen;
        opens_group(&cast, yen, 1).await;
        yen.taps(&vi("key-part-invitees")).await.sees(&vi("invitees-none"));
        yen.sends("Nguyễn Văn An").await.sees(&vi("note-invitee-not-understood"));
        yen.sends(&format!("An, {}", "x".repeat(4000))).await.sees(&vi("note-too-long"));
        yen.sends("Nguyễn Văn An, chuyên viên Sở Nội vụ, Tây Ninh").await;
        yen.sees("Nguyễn Văn An, chuyên viên Sở Nội vụ, Tây Ninh");
        yen.sends("Nguyễn Văn An, chuyên viên Sở Nội vụ, Tây Ninh").await;
        yen.last_says(&vi("refused-already-done"));
        assert_eq!(one(s, "SELECT count(*) FROM invitee").await, 1);

        // A member looks, and adds nobody.
        opens_group(&cast, &cast.tuan, 1).await;
        cast.tuan.sees("Nguyễn Văn An").taps(&vi("key-part-invitees")).await;
        cast.tuan.has_no_button("Nguyễn Văn An").does_not_see(&vi("invitees-how"));
        let (name, position) = ("Kẻ Gian".to_owned(), "bịa".to_owned());
        let add = GroupAct::AddInvitee { name, position };
        forces(s, &cast.tuan, work(group(s, 1).await, add)).await;
        cast.tuan.last_says(&vi("refused-not-allowed"));

        let (message, remove) = yen.button("✖ Nguyễn Văn An");
        yen.presses(message, &remove);
        s.run().await;
        yen.last_says(&vi("invitees-none"));
        assert_eq!(one(s, "SELECT count(*) FROM invitee").await, 0);
        assert_eq!(s.audit("remove_invitee").await, ["done"]);
    })
    .await;
}
