//! Every command that there is, against the other council.

use super::*;
use doangiamsat::domain::answers::AnswerCommand;
use doangiamsat::domain::campaigns::CampaignCommand;
use doangiamsat::domain::checklists::ChecklistCommand;
use doangiamsat::domain::delegations::DelegationCommand;
use doangiamsat::domain::difficulties::DifficultyCommand;
use doangiamsat::domain::minutes::MinutesCommand;
use doangiamsat::domain::people::PersonCommand;
use doangiamsat::domain::recommendations::RecommendationCommand;
use doangiamsat::domain::reminders::ReminderCommand;
use doangiamsat::domain::visits::VisitCommand;

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
    let report = |unit, visit, merge_into| {
        Command::Difficulties(DifficultyCommand::ReportDifficulty(Box::new(ReportDifficulty {
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
    let choose = |delegation, checklist| {
        let kind = UnitKind::Phuong;
        Command::Delegations(DelegationCommand::ChooseChecklist(ChooseChecklist {
            delegation,
            kind,
            checklist,
        }))
    };
    let difficulty = ids.difficulty;
    let handle = |act| {
        Command::Difficulties(DifficultyCommand::HandleDifficulty(HandleDifficulty {
            difficulty,
            version: 1,
            act,
        }))
    };
    let (visit, version, submission) = (ids.visit, 2, ids.submission);
    let (sha256, chat) = ([7; 32], ids.chat);
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
        Command::Delegations(DelegationCommand::EditDelegation(EditDelegation {
            delegation: ids.delegation,
            version: 2,
            edit: Edit::Title("bịa".into()),
        })),
        Command::Delegations(DelegationCommand::AddGroup(AddGroup {
            delegation: ids.delegation,
            number: 2,
        })),
        Command::Delegations(DelegationCommand::AddInvitee(AddInvitee {
            group: ids.group,
            name: "Kẻ Gian".into(),
            position: "bịa".into(),
        })),
        Command::Delegations(DelegationCommand::RemoveInvitee(RemoveInvitee {
            group: ids.group,
            invitee: ids.invitee,
        })),
        Command::Delegations(DelegationCommand::AssignUnit(AssignUnit {
            group: ids.group,
            unit: ids.own_unit,
            from: None,
        })),
        Command::Delegations(DelegationCommand::AssignUnit(AssignUnit {
            group: ids.own_group,
            unit: ids.unit,
            from: None,
        })),
        Command::Delegations(DelegationCommand::ReleaseUnit(ReleaseUnit {
            group: ids.group,
            unit: ids.unit,
        })),
        choose(ids.delegation, ids.checklist),
        choose(ids.own_delegation, ids.checklist),
        Command::Delegations(DelegationCommand::CancelDelegation(CancelDelegation {
            delegation: ids.delegation,
            version: 2,
            reason: "bịa".into(),
        })),
        Command::Delegations(DelegationCommand::PlanDelegation(PlanDelegation {
            delegation: ids.delegation,
        })),
        Command::Delegations(DelegationCommand::LinkGroup(LinkGroup {
            chat,
            delegation: ids.delegation,
        })),
        Command::Delegations(DelegationCommand::ProposeGroup(ProposeGroup {
            chat,
            delegation: ids.delegation,
        })),
        Command::Delegations(DelegationCommand::UnlinkGroup(UnlinkGroup { chat })),
        Command::Delegations(DelegationCommand::MarkMilestone(MarkMilestone {
            milestone: ids.milestone,
            done: true,
        })),
        Command::Delegations(DelegationCommand::MoveMilestone(MoveMilestone {
            milestone: ids.milestone,
            version: 1,
            due_on: NaiveDate::from_ymd_opt(2024, 4, 9).unwrap(),
            reason: reason.clone(),
        })),
        Command::Checklists(ChecklistCommand::PublishChecklist(PublishChecklist {
            checklist: ids.checklist,
        })),
        schedule(ids.group, ids.unit, ids.checklist),
        schedule(ids.group, ids.own_unit, ids.checklist),
        schedule(ids.own_group, ids.unit, ids.checklist),
        Command::Visits(VisitCommand::InviteUnit(InviteUnit {
            visit: ids.draft_visit,
            version: 1,
            reason: None,
        })),
        Command::Visits(VisitCommand::AnswerInvitation(AnswerInvitation {
            visit,
            unit: ids.unit,
            round: 1,
        })),
        Command::Visits(VisitCommand::AskAnotherTime(AskAnotherTime {
            visit,
            unit: ids.unit,
            round: 1,
            reason: reason.clone(),
            proposed_at: Some(starts_at),
        })),
        Command::Visits(VisitCommand::KeepTime(KeepTime { visit, version, note: reason.clone() })),
        Command::Visits(VisitCommand::OpenSession(OpenSession { visit, late: None })),
        Command::Visits(VisitCommand::NotePresence(NotePresence {
            visit,
            who: Who::Person(PersonId(1)),
            present: true,
        })),
        Command::Visits(VisitCommand::CheckIn(CheckIn { visit })),
        Command::Visits(VisitCommand::AddAttendee(AddAttendee {
            visit,
            unit: None,
            name: reason.clone(),
            position: String::new(),
        })),
        Command::Visits(VisitCommand::AddNote(AddNote { visit, unit: None, body: reason.clone() })),
        Command::Visits(VisitCommand::StrikeNote(StrikeNote { visit, note: NoteId(1) })),
        Command::Visits(VisitCommand::CloseSession(CloseSession { visit })),
        Command::Visits(VisitCommand::MoveVisit(MoveVisit { visit, version, starts_at })),
        Command::Visits(VisitCommand::CancelVisit(CancelVisit {
            visit,
            version,
            reason: reason.clone(),
        })),
        Command::Minutes(MinutesCommand::WriteConclusion(WriteConclusion {
            visit,
            text: reason.clone(),
            replaces: None,
        })),
        Command::Minutes(MinutesCommand::FreezeMinutes(FreezeMinutes { visit, content: sha256 })),
        Command::Minutes(MinutesCommand::SignMinutes(SignMinutes {
            visit,
            seat: Seat::Chair,
            sha256,
        })),
        Command::Minutes(MinutesCommand::RecordPaper(RecordPaper {
            visit,
            unit: ids.unit,
            sha256,
            note: reason.clone(),
        })),
        Command::Minutes(MinutesCommand::ReturnMinutes(ReturnMinutes {
            visit,
            sha256,
            reason: reason.clone(),
        })),
        Command::Minutes(MinutesCommand::RemindSigners(RemindSigners { visit, sha256 })),
        Command::Minutes(MinutesCommand::SendMinutes(SendMinutes { visit })),
        Command::Answers(AnswerCommand::AnswerQuestion(AnswerQuestion {
            submission,
            path: path.clone(),
            given: Given::Choice { name: "yes".into() },
            seen: 0,
            also: None,
            message: Some(1),
        })),
        Command::Answers(AnswerCommand::VerifyAnswer(VerifyAnswer {
            submission,
            path: path.clone(),
            verdict: Verdict::Matched,
            note: String::new(),
            photos: vec![],
            seen: 0,
        })),
        Command::Answers(AnswerCommand::PhotographFinding(PhotographFinding {
            submission,
            path: path.clone(),
            file: file.clone(),
        })),
        Command::Answers(AnswerCommand::FinishVerification(FinishVerification {
            submission,
            version: 1,
        })),
        Command::Answers(AnswerCommand::LookAtResults(LookAtResults { submission })),
        Command::Answers(AnswerCommand::DisputeVerification(DisputeVerification {
            submission,
            path: path.clone(),
            reason: "bịa".to_owned(),
            seen: 1,
        })),
        Command::Answers(AnswerCommand::SettleDispute(SettleDispute {
            submission,
            path: path.clone(),
            answer: Settlement::Accept,
            note: String::new(),
            photos: vec![],
            seen: 2,
        })),
        Command::Answers(AnswerCommand::FinaliseSubmission(FinaliseSubmission {
            submission,
            version: 1,
        })),
        Command::Answers(AnswerCommand::UndoAnswer(UndoAnswer {
            submission,
            answers: vec![(path.clone(), 1)],
        })),
        Command::Answers(AnswerCommand::ChangeRows(ChangeRows {
            submission,
            repeat: path.clone(),
            rows: 2,
        })),
        Command::Answers(AnswerCommand::AttachPhoto(AttachPhoto {
            submission,
            path: path.clone(),
            file: file.clone(),
        })),
        Command::Answers(AnswerCommand::AttachEvidence(AttachEvidence {
            submission,
            path: path.clone(),
            file,
        })),
        Command::Answers(AnswerCommand::RemoveEvidence(RemoveEvidence {
            submission,
            path,
            fetch: ids.fetch,
        })),
        Command::Answers(AnswerCommand::Reopen(Reopen { submission, version: 1 })),
        Command::Answers(AnswerCommand::Submit(Submit { submission, version: 1 })),
        Command::Answers(AnswerCommand::SignSubmission(SignSubmission { submission, version: 1 })),
        Command::Answers(AnswerCommand::ReturnSubmission(ReturnSubmission {
            submission,
            version: 1,
            reason: reason.clone(),
        })),
        report(ids.unit, None, None),
        report(ids.unit, Some(ids.visit), None),
        report(ids.own_unit, Some(ids.visit), None),
        report(ids.own_unit, None, Some(ids.difficulty)),
        handle(Handling::Accept),
        handle(Handling::Classify {
            category: Category::HaTang,
            cause: Cause::Own,
            asked_of: AskedOf::Own,
        }),
        handle(Handling::Route(Route::Unit(ids.own_unit))),
        handle(Handling::Resolving { plan: reason.clone() }),
        handle(Handling::Resolve { answer: reason.clone() }),
        handle(Handling::Reject { reason: reason.clone() }),
        handle(Handling::Merge { into: difficulty }),
        handle(Handling::Unmerge),
        Command::Difficulties(DifficultyCommand::KeepPhoto(KeepPhoto {
            unit: ids.unit,
            visit: None,
            file: photo,
        })),
        Command::Difficulties(DifficultyCommand::AnswerDifficulty(AnswerDifficulty {
            difficulty,
            version: 1,
            answer: reason.clone(),
        })),
        Command::Difficulties(DifficultyCommand::ConfirmDifficulty(ConfirmDifficulty {
            difficulty,
            version: 1,
        })),
        Command::Difficulties(DifficultyCommand::ReopenDifficulty(ReopenDifficulty {
            difficulty,
            version: 1,
            reason: reason.clone(),
        })),
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
        Command::Reminders(ReminderCommand::AcknowledgeReminder(AcknowledgeReminder {
            reminder: ids.reminder,
        })),
        Command::Reminders(ReminderCommand::SnoozeReminder(SnoozeReminder {
            reminder: ids.reminder,
        })),
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
        Command::Recommendations(RecommendationCommand::SaveRecommendation(Box::new(
            SaveRecommendation {
                draft: None,
                delegation,
                unit,
                text: reason(),
                product: reason(),
                due_on: day(6, 30),
                difficulties,
            },
        )))
    };
    let work = |act| {
        Command::Recommendations(RecommendationCommand::WorkOnRecommendation(
            WorkOnRecommendation { recommendation, version, act },
        ))
    };
    let judge =
        |act| {
            Command::Recommendations(RecommendationCommand::JudgeRecommendation(
                JudgeRecommendation { recommendation, version, act },
            ))
        };
    let time =
        |act| {
            Command::Recommendations(RecommendationCommand::TimeRecommendation(
                TimeRecommendation { recommendation, version, act },
            ))
        };
    let escalate = |act| {
        Command::Recommendations(RecommendationCommand::EscalateRecommendation(
            EscalateRecommendation { recommendation, version, act },
        ))
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
        Command::Recommendations(RecommendationCommand::DropRecommendation(DropRecommendation {
            recommendation,
            version,
        })),
        Command::Recommendations(RecommendationCommand::IssueRecommendation(IssueRecommendation {
            recommendation,
            version,
            paper: paper.clone(),
        })),
        work(Work::TakeUp),
        work(Work::Progress { said: reason() }),
        work(Work::Claim { note: reason() }),
        work(Work::AskTime { due_on: day(7, 30), reason: reason() }),
        Command::Recommendations(RecommendationCommand::AttachProof(AttachProof {
            recommendation,
            file,
        })),
        Command::Recommendations(RecommendationCommand::ExplainRecommendation(
            ExplainRecommendation { recommendation, version, said: reason() },
        )),
        judge(Judging::Verify { note: reason() }),
        judge(Judging::Return { reason: reason() }),
        time(Timing::Move { due_on: day(7, 30), reason: reason() }),
        time(Timing::Refuse { reason: reason() }),
        escalate(Escalating::Take {
            step: Escalation::Chase,
            paper: paper.clone(),
            note: reason(),
        }),
        escalate(Escalating::PutOff { step: Escalation::Chase, reason: reason() }),
        escalate(Escalating::AskExplanation { paper: paper.clone(), due_on: day(4, 30) }),
        Command::Recommendations(RecommendationCommand::TransferRecommendation(
            TransferRecommendation { recommendation, version, to: ids.own_unit },
        )),
        Command::Recommendations(RecommendationCommand::HandOverRecommendation(
            HandOverRecommendation { recommendation, version, reason: reason() },
        )),
        Command::Delegations(DelegationCommand::ReportDelegation(ReportDelegation {
            delegation,
            version: 2,
            report: paper,
        })),
        Command::Delegations(DelegationCommand::FollowUpDelegation(FollowUpDelegation {
            delegation,
            version: 2,
        })),
        Command::Delegations(DelegationCommand::CloseDelegation(CloseDelegation {
            delegation,
            version: 2,
        })),
    ]
}
