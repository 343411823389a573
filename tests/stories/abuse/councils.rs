//! Two councils in one database never see each other; a role that ends, ends at the next tap.

use super::MORNING;
use crate::support::{Player, Story, story, vi};
use chrono::NaiveDate;
use doangiamsat::clock::instant;
use doangiamsat::conversation::{
    Action, AtCampaigns, AtChecklists, AtDelegations, AtDifficulties, AtGroupChat, AtHome,
    AtPeople, AtRecommendations, AtReminders, AtVisits, Composing, Delegating, Ending, Filter,
    Grouping, Inviting, Making, Objecting, RecommendationFilter, Recommending, Reporting,
    Scheduling, Sift, State, Then, Visiting, Working,
};
use doangiamsat::domain::answers::{
    AnswerCommand, FileUse, FillAct, Given, LookAtResults, SendFile, Settlement, SubmissionAct,
    Verdict, VerifyAct,
};
use doangiamsat::domain::campaigns::{
    AddTask, CampaignAct, CampaignCommand, DraftLateList, DraftSubtask, KeepPlan, KeepProof,
    LateListAct, LinkCampaignChat, MoveCampaign, ObjectToLateLine, SendPlan, SubtaskAct,
    SubtaskDraft, WorkOnLateList, WorkOnSubtask,
};
use doangiamsat::domain::checklists::{ChecklistCommand, PublishChecklist};
use doangiamsat::domain::delegations::{
    DelegationAct, DelegationCommand, Edit, GroupAct, GroupChatAct, MilestoneAct, PlanDelegation,
    PlanningAct, WorkOnDelegation, WorkOnGroup, WorkOnGroupChat, WorkOnMilestone,
};
use doangiamsat::domain::difficulties::{
    ActOnDifficulty, AskedOf, Category, Cause, DifficultyAct, DifficultyCommand, KeepPhoto,
    ReportDifficulty, Route,
};
use doangiamsat::domain::digests::DigestCommand;
use doangiamsat::domain::file::{Arrival, Purpose};
use doangiamsat::domain::minutes::{
    DraftAct, DraftMinutes, FrozenAct, MinutesCommand, Seat, SendMinutes, SettleMinutes,
};
use doangiamsat::domain::people::{InvitePerson, PersonCommand, RemoveRole, SettleClaim};
use doangiamsat::domain::recommendations::{
    ActOnRecommendation, AttachProof, Escalation, Paper, RecommendationAct, RecommendationCommand,
    SaveRecommendation,
};
use doangiamsat::domain::reminders::{ActOnReminder, ReminderAct, Subject};
use doangiamsat::domain::units::UnitKind;
use doangiamsat::domain::visits::{
    ActOnVisit, AnswerInvitation, KeepSession, PlannedUnit, ScheduleVisit, SessionAct, UnitSays,
    VisitAct, VisitCommand, VisitKind, VisitMode, Who,
};
use doangiamsat::domain::*;

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

/// Every command that names something, with the other council's ids. Exhaustive: see `considered`.
fn commands(ids: &Ids) -> Vec<Command> {
    let starts_at =
        instant(NaiveDate::from_ymd_opt(2024, 4, 9).unwrap().and_hms_opt(8, 0, 0).unwrap());
    let invite = |role, scope| {
        let name = "Kẻ Gian".to_owned();
        Command::People(PersonCommand::InvitePerson(InvitePerson {
            name,
            role,
            scope,
            phone: None,
        }))
    };
    let schedule = |group, unit, checklist| {
        let place = "Đâu đó".to_owned();
        Command::Visits(VisitCommand::ScheduleVisit(ScheduleVisit {
            group,
            kind: VisitKind::SurveyVisit,
            mode: VisitMode::Onsite,
            units: vec![PlannedUnit { unit, checklist: Some(checklist) }],
            starts_at,
            minutes: 60,
            place,
            prerequisites: vec![],
        }))
    };
    let act_on = |visit, version, act| {
        Command::Visits(VisitCommand::ActOnVisit(ActOnVisit { visit, version, act }))
    };
    let unit_says = |says| {
        let (visit, unit, round) = (ids.visit, ids.unit, 1);
        let answer = AnswerInvitation { visit, unit, round, says };
        Command::Visits(VisitCommand::AnswerInvitation(answer))
    };
    let in_session =
        |act| Command::Visits(VisitCommand::KeepSession(KeepSession { visit: ids.visit, act }));
    let draft = |act| {
        Command::Minutes(MinutesCommand::DraftMinutes(DraftMinutes { visit: ids.visit, act }))
    };
    let settle = |act| {
        let settle = SettleMinutes { visit: ids.visit, sha256: [7; 32], act };
        Command::Minutes(MinutesCommand::SettleMinutes(settle))
    };
    let report = |unit, visit, merge_into| {
        Command::Difficulties(DifficultyCommand::Report(Box::new(ReportDifficulty {
            unit,
            visit,
            body: "bịa".to_owned(),
            category: Category::HaTang,
            cause: Cause::Own,
            asked_of: AskedOf::Own,
            question: None,
            photos: vec![],
            blocks: None,
            merge_into,
        })))
    };
    let remove = |role, scope| {
        Command::People(PersonCommand::RemoveRole(RemoveRole { person: ids.member, role, scope }))
    };
    let planning = |delegation, act| {
        Command::Delegations(DelegationCommand::Plan(PlanDelegation { delegation, act }))
    };
    let choose = |delegation, checklist| {
        planning(delegation, PlanningAct::ChooseChecklist { kind: UnitKind::Phuong, checklist })
    };
    let work = |act| on_delegation(ids.delegation, act);
    let group =
        |group, act| Command::Delegations(DelegationCommand::Group(WorkOnGroup { group, act }));
    let group_chat = |act| {
        let work = WorkOnGroupChat { chat: ids.chat, act };
        Command::Delegations(DelegationCommand::GroupChat(work))
    };
    let milestone = |act| {
        let work = WorkOnMilestone { milestone: ids.milestone, act };
        Command::Delegations(DelegationCommand::Milestone(work))
    };
    let difficulty = ids.difficulty;
    let handle = |act| {
        Command::Difficulties(DifficultyCommand::Act(ActOnDifficulty {
            difficulty,
            version: 1,
            act,
        }))
    };
    let (visit, version, submission) = (ids.visit, 2, ids.submission);
    let sha256 = [7; 32];
    let (path, reason) = ("/data/q1_1".to_owned(), "bịa".to_owned());
    let purpose = Purpose::Answer { submission, path: path.clone() };
    let file = Arrival {
        handle: "x".into(),
        name: "x.jpg".into(),
        mime: "image/jpeg".into(),
        size: 10,
        purpose,
    };
    let photo = Arrival { purpose: Purpose::Difficulty, ..file.clone() };
    let plan = Arrival { purpose: Purpose::Plan { campaign: ids.campaign }, ..file.clone() };
    let proof = Arrival { purpose: Purpose::Proof { subtask: ids.subtask }, ..file.clone() };
    let send = |use_as| {
        let (path, file) = (path.clone(), file.clone());
        Command::Answers(AnswerCommand::SendFile(SendFile { submission, path, file, use_as }))
    };
    let step = |act: SubmissionAct| Command::Answers(act.on(submission, 1));
    let mut all = vec![
        invite(Role::DelegationLeader, Scope::Delegation(ids.delegation)),
        invite(Role::Secretary, Scope::Group(ids.group)),
        invite(Role::UnitHead, Scope::Unit(ids.unit)),
        Command::People(PersonCommand::SettleClaim(SettleClaim {
            invite: ids.invite,
            accept: true,
        })),
        Command::People(PersonCommand::SettleClaim(SettleClaim {
            invite: ids.invite,
            accept: false,
        })),
        remove(Role::Member, Scope::Group(ids.group)),
        remove(Role::Member, Scope::Group(ids.own_group)),
        remove(Role::UnitHead, Scope::Unit(ids.unit)),
        work(DelegationAct::Edit(Edit::Title("bịa".into()))),
        planning(ids.delegation, PlanningAct::AddGroup { number: 2 }),
        group(ids.group, GroupAct::AddInvitee { name: "Kẻ Gian".into(), position: "bịa".into() }),
        group(ids.group, GroupAct::RemoveInvitee { invitee: ids.invitee }),
        group(ids.group, GroupAct::AssignUnit { unit: ids.own_unit, from: None }),
        group(ids.own_group, GroupAct::AssignUnit { unit: ids.unit, from: None }),
        group(ids.group, GroupAct::ReleaseUnit { unit: ids.unit }),
        choose(ids.delegation, ids.checklist),
        choose(ids.own_delegation, ids.checklist),
        work(DelegationAct::Cancel { reason: "bịa".into() }),
        planning(ids.delegation, PlanningAct::Complete),
        group_chat(GroupChatAct::Link { delegation: ids.delegation }),
        group_chat(GroupChatAct::Propose { delegation: ids.delegation }),
        group_chat(GroupChatAct::Unlink),
        milestone(MilestoneAct::Mark { done: true }),
        milestone(MilestoneAct::Move {
            version: 1,
            due_on: NaiveDate::from_ymd_opt(2024, 4, 9).unwrap(),
            reason: reason.clone(),
        }),
        Command::Checklists(ChecklistCommand::PublishChecklist(PublishChecklist {
            checklist: ids.checklist,
        })),
        schedule(ids.group, ids.unit, ids.checklist),
        schedule(ids.group, ids.own_unit, ids.checklist),
        schedule(ids.own_group, ids.unit, ids.checklist),
        act_on(ids.draft_visit, 1, VisitAct::Invite { reason: None }),
        unit_says(UnitSays::Confirm),
        unit_says(UnitSays::AnotherTime { reason: reason.clone(), proposed_at: Some(starts_at) }),
        act_on(visit, version, VisitAct::KeepTime { note: reason.clone() }),
        in_session(SessionAct::Open { late: None }),
        in_session(SessionAct::NotePresence { who: Who::Person(PersonId(1)), present: true }),
        in_session(SessionAct::CheckIn),
        in_session(SessionAct::AddAttendee {
            unit: None,
            name: reason.clone(),
            position: String::new(),
        }),
        in_session(SessionAct::AddNote { unit: None, body: reason.clone() }),
        in_session(SessionAct::StrikeNote { note: NoteId(1) }),
        in_session(SessionAct::Close),
        act_on(visit, version, VisitAct::Move { starts_at }),
        act_on(visit, version, VisitAct::Cancel { reason: reason.clone() }),
        draft(DraftAct::Conclude { text: reason.clone(), replaces: None }),
        draft(DraftAct::Freeze { content: sha256 }),
        settle(FrozenAct::Sign { seat: Seat::Chair }),
        settle(FrozenAct::RecordPaper { unit: ids.unit, note: reason.clone() }),
        settle(FrozenAct::Return { reason: reason.clone() }),
        settle(FrozenAct::Remind),
        Command::Minutes(MinutesCommand::SendMinutes(SendMinutes { visit })),
        Command::Answers(
            FillAct::Answer {
                path: path.clone(),
                given: Given::Choice { name: "yes".into() },
                seen: 0,
                also: None,
                message: Some(1),
            }
            .on(submission),
        ),
        Command::Answers(
            VerifyAct::Verdict { verdict: Verdict::Matched, note: String::new(), photos: vec![] }
                .on(submission, &path, 0),
        ),
        send(FileUse::Finding),
        step(SubmissionAct::FinishVerification),
        Command::Answers(AnswerCommand::LookAtResults(LookAtResults { submission })),
        Command::Answers(VerifyAct::Dispute { reason: "bịa".to_owned() }.on(submission, &path, 1)),
        Command::Answers(
            VerifyAct::Settle { answer: Settlement::Accept, note: String::new(), photos: vec![] }
                .on(submission, &path, 2),
        ),
        step(SubmissionAct::Finalise),
        Command::Answers(FillAct::Undo { answers: vec![(path.clone(), 1)] }.on(submission)),
        Command::Answers(FillAct::ChangeRows { repeat: path.clone(), rows: 2 }.on(submission)),
        send(FileUse::Answer),
        send(FileUse::Evidence),
        Command::Answers(
            FillAct::RemoveEvidence { path: path.clone(), fetch: ids.fetch }.on(submission),
        ),
        step(SubmissionAct::Reopen),
        step(SubmissionAct::Submit),
        step(SubmissionAct::Sign),
        step(SubmissionAct::Return { reason: reason.clone() }),
        report(ids.unit, None, None),
        report(ids.unit, Some(ids.visit), None),
        report(ids.own_unit, Some(ids.visit), None),
        report(ids.own_unit, None, Some(ids.difficulty)),
        handle(DifficultyAct::Accept),
        handle(DifficultyAct::Classify {
            category: Category::HaTang,
            cause: Cause::Own,
            asked_of: AskedOf::Own,
        }),
        handle(DifficultyAct::Route(Route::Unit(ids.own_unit))),
        handle(DifficultyAct::Resolving { plan: reason.clone() }),
        handle(DifficultyAct::Resolve { answer: reason.clone() }),
        handle(DifficultyAct::Reject { reason: reason.clone() }),
        handle(DifficultyAct::Merge { into: difficulty }),
        handle(DifficultyAct::Unmerge),
        Command::Difficulties(DifficultyCommand::KeepPhoto(KeepPhoto {
            unit: ids.unit,
            visit: None,
            file: photo,
        })),
        handle(DifficultyAct::Answer { answer: reason.clone() }),
        handle(DifficultyAct::Confirm),
        handle(DifficultyAct::Reopen { reason: reason.clone() }),
        Command::Campaigns(CampaignCommand::MoveCampaign(MoveCampaign {
            campaign: ids.campaign,
            version: 1,
            act: CampaignAct::End { reason: reason.clone() },
        })),
        Command::Campaigns(CampaignCommand::AddTask(AddTask {
            campaign: ids.campaign,
            title: reason.clone(),
        })),
        Command::Campaigns(CampaignCommand::DraftSubtask(Box::new(DraftSubtask {
            task: ids.task,
            of: None,
            draft: SubtaskDraft { title: reason.clone(), ..SubtaskDraft::default() },
        }))),
        Command::Campaigns(CampaignCommand::SendPlan(SendPlan {
            campaign: ids.campaign,
            file: plan,
        })),
        Command::Campaigns(CampaignCommand::KeepPlan(KeepPlan {
            campaign: ids.campaign,
            fetch: ids.fetch,
        })),
        Command::Campaigns(CampaignCommand::KeepProof(KeepProof {
            subtask: ids.subtask,
            file: proof,
        })),
        Command::Campaigns(CampaignCommand::DraftLateList(DraftLateList {
            campaign: ids.campaign,
        })),
        Command::Campaigns(CampaignCommand::ObjectToLateLine(ObjectToLateLine {
            line: ids.line,
            objection: reason.clone(),
        })),
        Command::Campaigns(CampaignCommand::LinkCampaignChat(LinkCampaignChat {
            chat: ids.chat,
            campaign: ids.campaign,
            linked: true,
        })),
        Command::Reminders(ActOnReminder { reminder: ids.reminder, act: ReminderAct::Acknowledge }),
        Command::Reminders(ActOnReminder { reminder: ids.reminder, act: ReminderAct::Snooze }),
    ];
    all.extend(recommendations(ids, &reason));
    all.extend(
        [
            LateListAct::Prepare,
            LateListAct::Approve,
            LateListAct::Issue { chat: ids.chat },
            LateListAct::Strike { line: ids.line, reason: reason.clone() },
        ]
        .map(|act| {
            Command::Campaigns(CampaignCommand::WorkOnLateList(WorkOnLateList {
                list: ids.list,
                version: 1,
                act,
            }))
        }),
    );
    all.extend(
        [
            SubtaskAct::Note { note: reason.clone() },
            SubtaskAct::Unblock,
            SubtaskAct::Claim { note: reason.clone() },
            SubtaskAct::Return { reason: reason.clone() },
            SubtaskAct::MoveDue { due_on: starts_at.date_naive(), reason },
        ]
        .map(|act| {
            Command::Campaigns(CampaignCommand::WorkOnSubtask(WorkOnSubtask {
                subtask: ids.subtask,
                version: 1,
                act,
            }))
        }),
    );
    assert!(all.iter().all(considered));
    all
}

/// Those about recommendations and the end of a delegation.
fn recommendations(ids: &Ids, reason: &str) -> Vec<Command> {
    let (recommendation, version, delegation) = (ids.recommendation, 1, ids.delegation);
    let day = |month, day| NaiveDate::from_ymd_opt(2024, month, day).unwrap();
    let paper = Paper { number: "1/KL-HĐND".to_owned(), date: day(3, 1) };
    let reason = || reason.to_owned();
    let save = |delegation, unit, difficulties| {
        Command::Recommendations(RecommendationCommand::Save(Box::new(SaveRecommendation {
            draft: None,
            delegation,
            unit,
            text: reason(),
            product: reason(),
            due_on: day(6, 30),
            difficulties,
        })))
    };
    let acts = |act| {
        let act = ActOnRecommendation { recommendation, version, act };
        Command::Recommendations(RecommendationCommand::Act(act))
    };
    let file = Arrival {
        handle: "x".into(),
        name: "x.jpg".into(),
        mime: "image/jpeg".into(),
        size: 10,
        purpose: Purpose::Recommendation,
    };
    vec![
        save(delegation, ids.unit, vec![]),
        save(delegation, ids.own_unit, vec![]),
        save(ids.own_delegation, ids.unit, vec![]),
        acts(RecommendationAct::Drop),
        acts(RecommendationAct::Issue { paper: paper.clone() }),
        acts(RecommendationAct::TakeUp),
        acts(RecommendationAct::Progress { said: reason() }),
        acts(RecommendationAct::Claim { note: reason() }),
        acts(RecommendationAct::AskTime { due_on: day(7, 30), reason: reason() }),
        Command::Recommendations(RecommendationCommand::AttachProof(AttachProof {
            recommendation,
            file,
        })),
        acts(RecommendationAct::Explain { said: reason() }),
        acts(RecommendationAct::Verify { note: reason() }),
        acts(RecommendationAct::Return { reason: reason() }),
        acts(RecommendationAct::Move { due_on: day(7, 30), reason: reason() }),
        acts(RecommendationAct::RefuseTime { reason: reason() }),
        acts(RecommendationAct::TakeStep {
            step: Escalation::Chase,
            paper: paper.clone(),
            note: reason(),
        }),
        acts(RecommendationAct::PutOffStep { step: Escalation::Chase, reason: reason() }),
        acts(RecommendationAct::AskExplanation { paper: paper.clone(), due_on: day(4, 30) }),
        acts(RecommendationAct::Transfer { to: ids.own_unit }),
        acts(RecommendationAct::HandOver { reason: reason() }),
        on_delegation(delegation, DelegationAct::Report { report: paper }),
        on_delegation(delegation, DelegationAct::FollowUp),
        on_delegation(delegation, DelegationAct::Close),
    ]
}

fn on_delegation(delegation: DelegationId, act: DelegationAct) -> Command {
    Command::Delegations(DelegationCommand::WorkOn(WorkOnDelegation {
        delegation,
        version: 2,
        act,
    }))
}

/// Whether a command names something that could be another council's. A new command does not
/// compile before it has been thought of here.
fn considered(command: &Command) -> bool {
    match command {
        // These make something of one's own, or act on oneself.
        Command::People(PersonCommand::ClaimInvite(_))
        | Command::People(PersonCommand::Choose(_))
        | Command::Digests(DigestCommand::Set(_))
        | Command::Digests(DigestCommand::Order(_))
        | Command::Delegations(DelegationCommand::Found(_))
        | Command::Checklists(ChecklistCommand::ReadWorkbook(_))
        | Command::Campaigns(CampaignCommand::ProposeCampaign(_))
        | Command::Checklists(ChecklistCommand::KeepDraft(_)) => false,
        Command::People(PersonCommand::InvitePerson(_))
        | Command::People(PersonCommand::SettleClaim(_))
        | Command::People(PersonCommand::RemoveRole(_))
        | Command::Delegations(DelegationCommand::Plan(_))
        | Command::Delegations(DelegationCommand::WorkOn(_))
        | Command::Delegations(DelegationCommand::Group(_))
        | Command::Delegations(DelegationCommand::GroupChat(_))
        | Command::Delegations(DelegationCommand::Milestone(_))
        | Command::Reminders(_)
        | Command::Checklists(ChecklistCommand::PublishChecklist(_))
        | Command::Visits(VisitCommand::ScheduleVisit(_))
        | Command::Visits(VisitCommand::ActOnVisit(_))
        | Command::Visits(VisitCommand::AnswerInvitation(_))
        | Command::Visits(VisitCommand::KeepSession(_))
        | Command::Minutes(MinutesCommand::DraftMinutes(_))
        | Command::Minutes(MinutesCommand::SettleMinutes(_))
        | Command::Minutes(MinutesCommand::SendMinutes(_))
        | Command::Answers(AnswerCommand::Fill(_))
        | Command::Answers(AnswerCommand::SendFile(_))
        | Command::Answers(AnswerCommand::Verify(_))
        | Command::Answers(AnswerCommand::Move(_))
        | Command::Answers(AnswerCommand::LookAtResults(_))
        | Command::Difficulties(DifficultyCommand::Report(_))
        | Command::Difficulties(DifficultyCommand::KeepPhoto(_))
        | Command::Difficulties(DifficultyCommand::Act(_))
        | Command::Campaigns(CampaignCommand::MoveCampaign(_))
        | Command::Campaigns(CampaignCommand::AddTask(_))
        | Command::Campaigns(CampaignCommand::DraftSubtask(_))
        | Command::Campaigns(CampaignCommand::SendPlan(_))
        | Command::Campaigns(CampaignCommand::KeepPlan(_))
        | Command::Campaigns(CampaignCommand::WorkOnSubtask(_))
        | Command::Campaigns(CampaignCommand::KeepProof(_))
        | Command::Campaigns(CampaignCommand::DraftLateList(_))
        | Command::Campaigns(CampaignCommand::WorkOnLateList(_))
        | Command::Campaigns(CampaignCommand::ObjectToLateLine(_))
        | Command::Campaigns(CampaignCommand::LinkCampaignChat(_))
        | Command::Recommendations(RecommendationCommand::Save(_))
        | Command::Recommendations(RecommendationCommand::Act(_))
        | Command::Recommendations(RecommendationCommand::AttachProof(_)) => true,
    }
}

/// Every state whose screen shows something that has an id.
fn looks(ids: &Ids) -> Vec<State> {
    let working = |at| {
        State::Difficulties(AtDifficulties::Working { difficulty: ids.difficulty, seen: 1, at })
    };
    vec![
        State::Delegations(AtDelegations::One(ids.delegation)),
        State::Delegations(AtDelegations::GroupChat(AtGroupChat::Look { chat: ids.chat })),
        State::Delegations(AtDelegations::GroupChat(AtGroupChat::Offer { token: [7; 16] })),
        State::delegating(ids.delegation, Delegating::People),
        State::delegating(ids.delegation, Delegating::Unit(ids.unit)),
        State::delegating(ids.delegation, Delegating::Visits { after: None }),
        State::delegating(
            ids.delegation,
            Delegating::PickUnits { group: ids.group, search: String::new(), after: None },
        ),
        State::milestones(ids.delegation),
        State::Reminders(AtReminders::One(ids.reminder)),
        State::reminded(Subject::Submission(ids.submission)),
        State::reminded(Subject::Milestone(ids.milestone)),
        State::People(AtPeople::Claim(ids.invite)),
        State::Checklists(AtChecklists::One(ids.checklist)),
        State::Checklists(AtChecklists::Workbook(ids.fetch)),
        State::Visits(AtVisits::Scheduling(Scheduling::Unit {
            group: ids.group,
            search: String::new(),
            after: None,
        })),
        State::visit(ids.visit),
        State::session(ids.visit),
        State::Visits(AtVisits::Visiting { visit: ids.visit, at: Visiting::Move }),
        State::visit(ids.draft_visit),
        State::minutes(ids.visit),
        State::fill(ids.submission),
        State::verify(ids.submission),
        State::Difficulties(AtDifficulties::One(ids.difficulty)),
        State::campaign(ids.campaign),
        State::Campaigns(AtCampaigns::subtasks(ids.campaign, Sift::All)),
        State::Campaigns(AtCampaigns::Plan { campaign: ids.campaign, fetch: ids.fetch }),
        State::subtask(ids.subtask),
        State::Campaigns(AtCampaigns::LateLists(ids.campaign)),
        State::late_list(ids.list),
        State::Campaigns(AtCampaigns::Objecting(Making::of(Objecting { line: ids.line }))),
        working(Working::Reject),
        working(Working::Route { search: String::new(), after: None }),
        working(Working::Merge { search: String::new() }),
        State::recommendations(RecommendationFilter::of(ids.delegation)),
        State::Recommendations(AtRecommendations::One(ids.recommendation)),
        State::Recommendations(AtRecommendations::Recommending {
            recommendation: ids.recommendation,
            seen: 1,
            at: Recommending::History,
        }),
        State::Recommendations(AtRecommendations::Composing(Composing::Unit {
            delegation: ids.delegation,
            search: String::new(),
            after: None,
        })),
        State::Delegations(AtDelegations::Ending {
            delegation: ids.delegation,
            at: Ending::Overview,
        }),
    ]
}

#[tokio::test]
async fn lists_and_searches_stay_inside_the_council() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        cast.invites_the_ward(s).await;
        cast.mai.sends("khó khăn: thiếu máy quét ở Phường 1").await;
        cast.mai.taps(&vi("key-report-as")).await;
        s.all_read();
        let units = |search: &str| Inviting::Unit {
            role: Role::UnitHead,
            search: search.to_owned(),
            after: None,
        };
        let reportable = Reporting::Unit { body: None, search: "phuong 1".into(), after: None };
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
            State::Visits(AtVisits::Calendar { after: None }),
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
