//! Taking roles from people: at once, with a word to them, never the last one of a plan.

use super::{MORNING, forces, one};
use crate::support::{Cast, Story, story, vi};
use doangiamsat::domain::people::{PersonCommand, RemoveRole};
use doangiamsat::domain::{Command, DelegationId, GroupId, PersonId, Role, Scope};

async fn opens_people_of_the_group(cast: &Cast) {
    cast.opens_the_delegation(&cast.hien).await.taps(&vi("key-part-people")).await;
    cast.hien.taps(&vi("key-group-people")).await;
}

#[tokio::test]
async fn somebody_removed_loses_access_at_the_next_tap() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let tuan = &cast.tuan;
        cast.opens_the_delegation(tuan).await;
        let (message, old) = tuan.button(&vi("key-part-visits"));
        let booked = "SELECT count(*) FROM booking b JOIN person p ON p.id = b.resource
                      WHERE b.kind = 'person' AND p.name = 'Hoàng Anh Tuấn'";
        assert_eq!(one(s, booked).await, 3);

        opens_people_of_the_group(&cast).await;
        cast.hien.taps("✖ Hoàng Anh Tuấn").await.sees(&vi("remove-person-what"));
        assert_eq!(s.audit("remove_role").await.len(), 0, "it asks once");
        let (ask, now) = cast.hien.button(&vi("key-remove-person-now"));
        cast.hien.presses(ask, &now);
        s.run().await;
        cast.hien.last_says("Bùi Hải Yến").has_no_button("✖ Hoàng Anh Tuấn");
        tuan.sees(&vi("notice-role-ended")).sees("Cải cách thủ tục");
        assert_eq!(one(s, booked).await, 0, "the visits ahead do not take his time");

        tuan.taps_at(message, &old).await;
        tuan.sees(&vi("refused-not-allowed")).does_not_see("UBND Phường 1 ·");
        tuan.sends("/menu").await.has_no_button(&vi("key-delegations"));
        tuan.sends("khó khăn: thiếu máy quét").await;
        let theirs = "SELECT count(*) FROM difficulty WHERE body = 'thiếu máy quét'";
        assert_eq!(one(s, theirs).await, 0);
        forces(s, &cast.hien, remove(s, "Hoàng Anh Tuấn", Role::Member).await).await;
        cast.hien.last_says(&vi("refused-already-done"));
        assert_eq!(s.audit("remove_role").await, ["done", "already_done"]);
        s.all_read();
    })
    .await;
}

async fn person(s: &Story, name: &str) -> PersonId {
    let id: i64 = sqlx::query_scalar("SELECT id FROM person WHERE name = $1")
        .bind(name)
        .fetch_one(s.app.store.pool())
        .await
        .expect(name);
    PersonId(id)
}

/// The command against somebody of Tây Ninh's only delegation.
async fn remove(s: &Story, name: &str, role: Role) -> Command {
    let scope = match role {
        Role::DelegationLeader => {
            Scope::Delegation(DelegationId(one(s, "SELECT id FROM delegation").await))
        }
        _ => {
            Scope::Group(GroupId(one(s, "SELECT id FROM working_group ORDER BY id LIMIT 1").await))
        }
    };
    Command::People(PersonCommand::RemoveRole(RemoveRole {
        person: person(s, name).await,
        role,
        scope,
    }))
}

#[tokio::test]
async fn a_plan_keeps_its_last_leader_and_secretary() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let hien = &cast.hien;
        // The second group's secretary would serve both.
        s.sql(
            "UPDATE role_grant g SET ended_at = granted_at FROM person p
             WHERE p.id = g.person_id AND p.name = 'Huỳnh Ngọc Ánh'",
        )
        .await;
        opens_people_of_the_group(&cast).await;
        hien.taps("✖ Bùi Hải Yến").await.taps(&vi("key-remove-person-now")).await;
        hien.last_says(&vi("refused-last-of-role")).last_says(&vi("role-secretary"));
        hien.sends("/menu").await;
        cast.opens_the_delegation(hien).await.taps(&vi("key-part-people")).await;
        hien.taps("✖ Đỗ Minh Châu").await.taps(&vi("key-remove-person-now")).await;
        hien.last_says(&vi("refused-last-of-role")).last_says(&vi("role-delegation-leader"));
        assert_eq!(s.audit("remove_role").await, ["last_of_role"; 2]);

        // An invitation is not yet another secretary.
        opens_people_of_the_group(&cast).await;
        hien.taps(&vi("key-invite-secretary")).await.sends("Phan Thu Thảo").await;
        hien.taps(&vi("key-no-phone")).await;
        let link = hien.link();
        forces(s, hien, remove(s, "Bùi Hải Yến", Role::Secretary).await).await;
        hien.last_says(&vi("refused-last-of-role"));
        opens_people_of_the_group(&cast).await;
        hien.sees("Phan Thu Thảo").taps("✖ Phan Thu Thảo").await;
        hien.taps(&vi("key-remove-person-now")).await.last_says("Bùi Hải Yến");
        let thao = s.stranger("Phan Thu Thảo");
        thao.opens_link(&link).await.last_says(&vi("refused-link-used"));

        // With another secretary, the first can go.
        let scope = Scope::Group(GroupId(one(s, "SELECT min(id) FROM working_group").await));
        s.joined("Mạc Thị Hoa", Role::Secretary, scope).await;
        forces(s, hien, remove(s, "Bùi Hải Yến", Role::Secretary).await).await;
        cast.yen.sees(&vi("notice-role-ended"));
        // Before the plan is complete, nobody is the last.
        s.sql("UPDATE delegation SET state = 'draft'").await;
        forces(s, hien, remove(s, "Đỗ Minh Châu", Role::DelegationLeader).await).await;
        cast.chau.sees(&vi("notice-role-ended"));
        cast.opens_the_delegation(hien).await.sees(&vi("missing-leader"));
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn the_office_alone_takes_roles() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        for player in [&cast.chau, &cast.yen, &cast.tuan] {
            cast.opens_the_delegation(player).await.taps(&vi("key-part-people")).await;
            player.has_no_button("✖").taps(&vi("key-group-people")).await.has_no_button("✖");
            forces(s, player, remove(s, "Hoàng Anh Tuấn", Role::Member).await).await;
            player.last_says(&vi("refused-not-allowed"));
        }
        // Nor does the office take its own role from itself, or somebody else's by a wrong name.
        let hien = person(s, "Lê Thu Hiền").await;
        let own = RemoveRole { person: hien, role: Role::Secretariat, scope: Scope::Council };
        forces(s, &cast.hien, Command::People(PersonCommand::RemoveRole(own))).await;
        cast.hien.last_says(&vi("refused-not-allowed"));
        forces(s, &cast.hien, remove(s, "Hoàng Anh Tuấn", Role::Secretary).await).await;
        cast.hien.last_says(&vi("refused-gone"));
        let outcomes = ["not_allowed", "not_allowed", "not_allowed", "not_allowed", "gone"];
        assert_eq!(s.audit("remove_role").await, outcomes);
    })
    .await;
}

#[tokio::test]
async fn a_unit_loses_its_focal_officer() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        cast.invites_the_ward(s).await;
        let (message, fill) = cast.mai.button(&vi("key-answer-checklist"));
        cast.opens_the_delegation(&cast.hien).await.taps(&vi("key-part-units")).await;
        for _ in 0..3 {
            if cast.hien.messages().pop().is_some_and(|it| {
                it.keyboard.iter().flatten().any(|key| key.text.contains("UBND Phường 1"))
            }) {
                break;
            }
            cast.hien.taps(&vi("key-more")).await;
        }
        cast.hien.taps("UBND Phường 1").await.sees("Trần Văn Sơn").taps("✖ Nguyễn Thị Mai").await;
        cast.hien.taps(&vi("key-remove-person-now")).await.last_says("Trần Văn Sơn");
        cast.mai.sees(&vi("notice-role-ended")).sees("UBND Phường 1");
        cast.mai.taps_at(message, &fill).await;
        cast.mai.last_says(&vi("refused-not-allowed"));
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn an_administrator_looks_and_takes_roles_but_plans_nothing() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let admin = s.joined("Quản Trị", Role::Administrator, Scope::Council).await;
        let council = one(s, "SELECT id FROM council WHERE code = 'tay-ninh'").await;
        assert_eq!(s.council.0, council);
        cast.opens_the_delegation(&admin).await.has_no_button(&vi("key-edit-delegation"));
        admin.taps(&vi("key-part-people")).await.taps(&vi("key-group-people")).await;
        admin.taps("✖ Hoàng Anh Tuấn").await.taps(&vi("key-remove-person-now")).await;
        cast.tuan.sees(&vi("notice-role-ended"));
    })
    .await;
}

#[tokio::test]
async fn visits_of_a_delegation_come_page_by_page() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        s.sql(
            "WITH more AS (
               INSERT INTO visit (council_id, delegation_id, group_id, kind, mode, starts_at, ends_at,
                 place, state, created_at)
               SELECT v.council_id, v.delegation_id, v.group_id, v.kind, v.mode,
                 '2024-04-10 01:00Z'::timestamptz + n * interval '1 day',
                 '2024-04-10 02:00Z'::timestamptz + n * interval '1 day', 'Nơi ' || n, 'draft',
                 v.created_at
               FROM generate_series(1, 8) n, (SELECT * FROM visit ORDER BY id LIMIT 1) v
               RETURNING id, council_id)
             INSERT INTO visit_unit (visit_id, unit_id, council_id, place_in_order)
             SELECT more.id, u.unit_id, more.council_id, 1
             FROM more, (SELECT unit_id FROM visit_unit ORDER BY visit_id LIMIT 1) u",
        )
        .await;
        cast.opens_the_delegation(&cast.chau).await.taps(&vi("key-part-visits")).await;
        cast.chau.last_says("16/4/2024").does_not_see("17/4/2024");
        cast.chau.taps(&vi("key-more")).await.last_says("18/4/2024").has_no_button("16/4/2024");
        cast.chau.has_no_button(&vi("key-more"));
    })
    .await;
}
