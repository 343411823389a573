//! Every command that there is, against the other council.

use super::Ids;
use super::considered::considered;
use chrono::NaiveDate;
use doangiamsat::clock::instant;
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
use doangiamsat::domain::file::{Arrival, Purpose};
use doangiamsat::domain::minutes::{
    DraftAct, DraftMinutes, FrozenAct, MinutesCommand, Seat, SendMinutes, SettleMinutes,
};
use doangiamsat::domain::people::{InvitePerson, PersonCommand, RemoveRole, SettleClaim};
use doangiamsat::domain::recommendations::{
    ActOnRecommendation, AttachProof, Escalation, Paper, RecommendationAct, RecommendationCommand,
    SaveRecommendation,
};
use doangiamsat::domain::reminders::{ActOnReminder, ReminderAct};
use doangiamsat::domain::units::UnitKind;
use doangiamsat::domain::visits::{
    ActOnVisit, AnswerInvitation, KeepSession, PlannedUnit, ScheduleVisit, SessionAct, UnitSays,
    VisitAct, VisitCommand, VisitKind, VisitMode, Who,
};
use doangiamsat::domain::*;

/// Every command that names something, with the other council's ids. Exhaustive: see `considered`.
pub fn commands(ids: &Ids) -> Vec<Command> {
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
