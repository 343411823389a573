//! Two councils in one database never see each other; a role that ends, ends at the next tap.

mod commands;
mod considered;
mod looks;

use super::MORNING;
use crate::support::{Player, Story, story, vi};
use doangiamsat::conversation::{
    Action, AtCampaigns, AtChecklists, AtDelegations, AtDifficulties, AtHome, AtPeople, AtVisits,
    Filter, Grouping, Inviting, Leaf, Reporting, State, Then, UnitLeaf,
};
use doangiamsat::domain::*;

use commands::commands;
use looks::looks;

/// What the other council has, and what is one's own.
struct Ids {
    delegation: DelegationId,
    milestone: MilestoneId,
    reminder: ReminderId,
    group: GroupId,
    unit: UnitId,
    checklist: ChecklistId,
    draft_visit: VisitId,
    visit: VisitId,
    submission: SubmissionId,
    difficulty: DifficultyId,
    recommendation: RecommendationId,
    invite: InviteId,
    fetch: FetchId,
    chat: GroupChatId,
    member: PersonId,
    invitee: InviteeId,
    campaign: CampaignId,
    task: TaskId,
    subtask: SubtaskId,
    list: LateListId,
    line: LateLineId,
    own_delegation: DelegationId,
    own_group: GroupId,
    own_unit: UnitId,
}

#[tokio::test]
async fn ids_of_another_council_open_nothing() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        cast.invites_the_ward(s).await;
        cast.mai.sends("khó khăn: thiếu máy quét ở Phường 1").await;
        cast.mai.taps(&vi("key-report-as")).await;
        cast.hien.sends("/menu").await.taps(&vi("key-invite-person")).await;
        cast.hien.taps(&vi("role-observer")).await.sends("Phan Thu Thảo").await;
        cast.hien.taps(&vi("key-no-phone")).await;
        s.stranger("Phan Thu Thảo").opens_link(&cast.hien.link()).await;
        cast.hien.sends_file("phieu.xlsx", doangiamsat::demo::seed::WORKBOOK).await;
        // Hà Nội has a delegation of its own.
        cast.thuy.founds("Chuyển đổi số", "12/NQ-HĐND ngày 8/12/2022").await;
        // Somebody comes along with Tây Ninh's group.
        cast.opens_the_delegation(&cast.hien).await.taps(&vi("key-part-groups")).await;
        cast.hien.taps(&vi("key-group")).await.taps(&vi("key-part-invitees")).await;
        cast.hien.sends("Phan Thu Thảo, báo Tây Ninh").await;
        s.all_read();

        // Tây Ninh's delegation has a group, linked by its leader.
        s.sandbox.add_group("Nhóm Cải cách", &[cast.yen.account, cast.chau.account]);
        s.run().await;
        s.sql(
            "UPDATE group_chat SET linked_at = met_at, token = '07070707-0707-0707-0707-070707070707',
                linked_by = (SELECT id FROM person WHERE name = 'Đỗ Minh Châu'),
                delegation_id = (SELECT delegation_id FROM visit LIMIT 1)",
        )
        .await;

        s.sql(
            "INSERT INTO milestone (council_id, delegation_id, kind, anchor_on, planned_on, due_on)
             SELECT council_id, id, 'report', '2024-04-05', '2024-04-15', '2024-04-15'
             FROM delegation ORDER BY id LIMIT 1",
        )
        .await;
        s.sql(
            "INSERT INTO reminder (person_id, slot_at, state, settled_at)
             SELECT id, '2024-03-14 08:00+07', 'sent', '2024-03-14 08:00+07' FROM person
             WHERE name = 'Nguyễn Thị Mai'",
        )
        .await;
        // Tây Ninh has a campaign.
        for sql in [
            "INSERT INTO campaign (council_id, title, owner_body, starts_on, length_days, state,
                basis_number, basis_date, created_at)
             SELECT council_id, '60 ngày đêm Tây Ninh', 'UBND', '2024-03-01', 60, 'running', '1/QĐ',
                '2024-02-01', now() FROM delegation ORDER BY id LIMIT 1",
            "INSERT INTO campaign_task (council_id, campaign_id, code, title)
             SELECT council_id, id, 'C1', 'Gỡ điểm nghẽn ở Tây Ninh' FROM campaign",
            "INSERT INTO subtask (council_id, campaign_id, task_id, code, title, measure, operator,
                target, target_unit, source, lead_unit, due_on, given_on, state, created_at, changed_at)
             SELECT t.council_id, campaign_id, t.id, '1a', 'Máy quét cho Phường 1', 'Số máy quét',
                'at_least', 1, 'máy', 'kiểm kê', u.id, '2024-04-10', '2024-03-01', 'in_progress', now(), now()
             FROM campaign_task t JOIN unit u ON u.code = 'tn-p1'",
            "INSERT INTO late_list (council_id, campaign_id, as_of, state, created_at)
             SELECT council_id, id, '2024-03-08', 'draft', now() FROM campaign",
            "INSERT INTO late_line (list_id, council_id, subtask_id, unit_id, unit_name, code, title,
                due_on, days_late)
             SELECT l.id, l.council_id, s.id, s.lead_unit, 'UBND Phường 1', s.code, s.title,
                '2024-03-01', 7 FROM late_list l JOIN subtask s USING (campaign_id)",
        ] {
            s.sql(sql).await;
        }
        s.sql(
            "INSERT INTO recommendation (council_id, delegation_id, unit_id, unit_name, text, product,
                 due_on, number, dated, state, created_by, created_at, changed_at)
             SELECT d.council_id, d.id, u.id, 'UBND Phường 1', 'Bố trí máy quét', 'Quyết định',
                 '2024-06-30', '12/KL-HĐND', '2024-03-01', 'in_progress', p.id, d.created_at, d.created_at
             FROM delegation d JOIN unit u ON u.code = 'tn-p1' JOIN person p ON p.name = 'Lê Thu Hiền'
             ORDER BY d.id LIMIT 1",
        )
        .await;
        let ids = ids(s).await;
        let before = business(s).await;
        for stranger in [&cast.thuy, &cast.vinh, &cast.ha] {
            let from = stranger.messages().len();
            for command in commands(&ids) {
                let name = command.name();
                taps(s, stranger, Action::Do { command, then: Then::Follow }).await;
                let outcome = s.audit(name).await.pop();
                assert!(
                    matches!(outcome.as_deref(), Some("gone" | "not_allowed")),
                    "{}: {name}: {outcome:?}",
                    stranger.name
                );
            }
            let looks = looks(&ids);
            for state in looks {
                let audited = s.audit("look").await.len();
                taps(s, stranger, Action::Go(state.clone())).await;
                assert_eq!(s.audit("look").await.len(), audited + 1, "{state:?} was not refused");
            }
            for message in &stranger.messages()[from..] {
                for theirs in ["Phường 1", "Tây Ninh", "Cải cách", "máy quét", "TN-KS", "Thảo"]
                {
                    assert!(!message.text.contains(theirs), "{}", stranger.transcript());
                }
            }
        }
        assert_eq!(business(s).await, before, "something was changed");
        s.all_read();
    })
    .await;
}

async fn taps(s: &Story, player: &Player, action: Action) {
    let data = s.plants(player, action).await;
    player.taps_data(&data).await;
}

#[tokio::test]
async fn lists_and_searches_stay_inside_the_council() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        cast.invites_the_ward(s).await;
        cast.mai.sends("khó khăn: thiếu máy quét ở Phường 1").await;
        cast.mai.taps(&vi("key-report-as")).await;
        s.all_read();
        let units =
            |search: &str| Inviting::Unit { role: Role::UnitHead, leaf: UnitLeaf::found(search) };
        let reportable = Reporting::Unit { body: None, leaf: UnitLeaf::found("phuong 1") };
        for state in [
            State::home(),
            State::Delegations(AtDelegations::List),
            State::People(AtPeople::Inviting(Inviting::Group { role: Role::Member })),
            State::People(AtPeople::Inviting(units(""))),
            State::People(AtPeople::Inviting(units("phuong 1"))),
            State::Checklists(AtChecklists::List),
            State::Difficulties(AtDifficulties::Reporting(reportable)),
            State::difficulties(Filter::default()),
            State::difficulties(Filter { search: "quet".into(), ..Filter::default() }),
            State::Difficulties(AtDifficulties::Summary(Grouping::Category)),
            State::Difficulties(AtDifficulties::Summary(Grouping::Unit)),
            State::Visits(AtVisits::Calendar(Leaf::default())),
            State::Campaigns(AtCampaigns::List),
            State::Home(AtHome::Troubles),
        ] {
            taps(s, &cast.thuy, Action::Go(state)).await;
        }
        for theirs in ["Phường 1", "Tây Ninh", "Cải cách", "máy quét", "TN-KS"] {
            cast.thuy.does_not_see(theirs);
        }
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn a_role_that_ended_is_gone_at_the_next_tap() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        cast.invites_the_ward(s).await;
        let mai = &cast.mai;
        cast.begins_to_answer(mai).await;
        s.sql(
            "UPDATE role_grant SET ended_at = granted_at
             WHERE person_id = (SELECT id FROM person WHERE name = 'Nguyễn Thị Mai')",
        )
        .await;
        s.sql("UPDATE person SET epoch = epoch + 1 WHERE name = 'Nguyễn Thị Mai'").await;
        mai.taps("Có").await.last_says(&vi("refused-not-allowed")).last_says(&vi("home-title"));
        assert_eq!(s.audit("answer_question").await, ["not_allowed"]);
        // What she knew by its number is refused, too.
        let ids = ids_of_the_visit(s).await;
        taps(s, mai, Action::Go(State::fill(ids.1))).await;
        mai.last_says(&vi("refused-not-allowed"));
        taps(s, mai, Action::Go(State::visit(ids.0))).await;
        mai.last_says(&vi("refused-not-allowed"));
        assert_eq!(s.count("SELECT count(*) FROM answer").await, 0);

        // Somebody blocked by the office is a stranger.
        cast.begins_to_answer(&cast.son).await;
        s.sql("UPDATE person SET state = 'blocked' WHERE name = 'Trần Văn Sơn'").await;
        cast.son.taps("Có").await.last_says(&vi("outside-needs-link"));
        cast.son.sends("/menu").await.last_says(&vi("outside-needs-link"));
        assert_eq!(s.count("SELECT count(*) FROM answer").await, 0);
    })
    .await;
}

async fn one(s: &Story, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(s.app.store.pool()).await.expect(sql)
}

async fn ids_of_the_visit(s: &Story) -> (VisitId, SubmissionId) {
    let submission = SubmissionId(one(s, "SELECT id FROM submission").await);
    (VisitId(one(s, "SELECT visit_id FROM submission").await), submission)
}

async fn ids(s: &Story) -> Ids {
    let (visit, submission) = ids_of_the_visit(s).await;
    let theirs = "SELECT d.id FROM delegation d JOIN council c ON c.id = d.council_id WHERE c.code = 'tay-ninh'";
    let own = "SELECT d.id FROM delegation d JOIN council c ON c.id = d.council_id WHERE c.code = 'ha-noi'";
    let group = "SELECT w.id FROM working_group w JOIN council c ON c.id = w.council_id WHERE c.code = 'tay-ninh'";
    let own_group = "SELECT w.id FROM working_group w JOIN council c ON c.id = w.council_id WHERE c.code = 'ha-noi'";
    Ids {
        delegation: DelegationId(one(s, theirs).await),
        milestone: MilestoneId(one(s, "SELECT id FROM milestone").await),
        reminder: ReminderId(one(s, "SELECT id FROM reminder").await),
        group: GroupId(one(s, group).await),
        unit: UnitId(one(s, "SELECT id FROM unit WHERE code = 'tn-p1'").await),
        checklist: ChecklistId(one(s, "SELECT id FROM checklist ORDER BY id LIMIT 1").await),
        draft_visit: VisitId(one(s, "SELECT id FROM visit WHERE state = 'draft'").await),
        visit,
        submission,
        difficulty: DifficultyId(
            one(s, "SELECT id FROM difficulty WHERE body LIKE 'thiếu máy quét%'").await,
        ),
        recommendation: RecommendationId(one(s, "SELECT id FROM recommendation").await),
        invite: InviteId(one(s, "SELECT id FROM invite WHERE state = 'claimed'").await),
        fetch: FetchId(one(s, "SELECT id FROM file_fetch").await),
        chat: GroupChatId(one(s, "SELECT id FROM group_chat").await),
        member: PersonId(one(s, "SELECT id FROM person WHERE name = 'Hoàng Anh Tuấn'").await),
        invitee: InviteeId(one(s, "SELECT id FROM invitee").await),
        campaign: CampaignId(one(s, "SELECT id FROM campaign").await),
        task: TaskId(one(s, "SELECT id FROM campaign_task").await),
        subtask: SubtaskId(one(s, "SELECT id FROM subtask").await),
        list: LateListId(one(s, "SELECT id FROM late_list").await),
        line: LateLineId(one(s, "SELECT id FROM late_line").await),
        own_delegation: DelegationId(one(s, own).await),
        own_group: GroupId(one(s, own_group).await),
        own_unit: UnitId(one(s, "SELECT id FROM unit WHERE code = 'hn-thachthat'").await),
    }
}

/// All business rows, as a fingerprint for each table.
async fn business(s: &Story) -> Vec<(&'static str, String)> {
    let mut prints = vec![];
    for table in [
        "council",
        "unit",
        "unit_period",
        "unit_succession",
        "person",
        "delegation",
        "group_chat",
        "working_group",
        "invitee",
        "group_unit",
        "delegation_checklist",
        "role_grant",
        "invite",
        "checklist",
        "visit",
        "visit_unit",
        "visit_prerequisite",
        "visit_attendance",
        "visit_note",
        "booking",
        "minutes",
        "minutes_signature",
        "submission",
        "answer",
        "answer_history",
        "verification",
        "verification_history",
        "verification_look",
        "answer_message",
        "file_fetch",
        "evidence",
        "difficulty",
        "difficulty_photo",
        "campaign",
        "campaign_task",
        "subtask",
        "subtask_unit",
        "work_part",
        "progress",
        "subtask_file",
        "late_list",
        "late_line",
        "campaign_chat",
        "recommendation",
        "recommendation_difficulty",
        "recommendation_file",
        "recommendation_entry",
        "milestone",
        "deadline",
        "fired",
        "reminder",
    ] {
        let sql = format!(
            "SELECT coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') FROM {table} t"
        );
        let print =
            sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(s.app.store.pool()).await;
        prints.push((table, print.expect(table)));
    }
    prints
}
