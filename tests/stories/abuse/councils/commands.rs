//! Every command that there is, against the other council.

use super::*;

/// Every command that names something, with the other council's ids. Exhaustive: see `considered`.
pub fn commands(ids: &Ids) -> Vec<Command> {
    let starts_at =
        instant(NaiveDate::from_ymd_opt(2024, 4, 9).unwrap().and_hms_opt(8, 0, 0).unwrap());
    let invite = |role, scope| {
        let name = "Kẻ Gian".to_owned();
        Command::InvitePerson(InvitePerson { name, role, scope, phone: None })
    };
    let schedule = |group, unit, checklist| {
        let place = "Đâu đó".to_owned();
        Command::ScheduleVisit(ScheduleVisit {
            group,
            kind: VisitKind::SurveyVisit,
            mode: VisitMode::Onsite,
            units: vec![PlannedUnit { unit, checklist: Some(checklist) }],
            starts_at,
            minutes: 60,
            place,
            prerequisites: vec![],
        })
    };
    let report = |unit, visit, merge_into| {
        Command::ReportDifficulty(Box::new(ReportDifficulty {
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
        }))
    };
    let remove = |role, scope| Command::RemoveRole(RemoveRole { person: ids.member, role, scope });
    let choose = |delegation, checklist| {
        let kind = UnitKind::Phuong;
        Command::ChooseChecklist(ChooseChecklist { delegation, kind, checklist })
    };
    let difficulty = ids.difficulty;
    let handle = |act| Command::HandleDifficulty(HandleDifficulty { difficulty, version: 1, act });
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
        Command::SettleClaim(SettleClaim { invite: ids.invite, accept: true }),
        Command::SettleClaim(SettleClaim { invite: ids.invite, accept: false }),
        remove(Role::Member, Scope::Group(ids.group)),
        remove(Role::Member, Scope::Group(ids.own_group)),
        remove(Role::UnitHead, Scope::Unit(ids.unit)),
        Command::EditDelegation(EditDelegation {
            delegation: ids.delegation,
            version: 2,
            edit: Edit::Title("bịa".into()),
        }),
        Command::AddGroup(AddGroup { delegation: ids.delegation, number: 2 }),
        Command::AddInvitee(AddInvitee {
            group: ids.group,
            name: "Kẻ Gian".into(),
            position: "bịa".into(),
        }),
        Command::RemoveInvitee(RemoveInvitee { group: ids.group, invitee: ids.invitee }),
        Command::AssignUnit(AssignUnit { group: ids.group, unit: ids.own_unit, from: None }),
        Command::AssignUnit(AssignUnit { group: ids.own_group, unit: ids.unit, from: None }),
        Command::ReleaseUnit(ReleaseUnit { group: ids.group, unit: ids.unit }),
        choose(ids.delegation, ids.checklist),
        choose(ids.own_delegation, ids.checklist),
        Command::CancelDelegation(CancelDelegation {
            delegation: ids.delegation,
            version: 2,
            reason: "bịa".into(),
        }),
        Command::PlanDelegation(PlanDelegation { delegation: ids.delegation }),
        Command::LinkGroup(LinkGroup { chat, delegation: ids.delegation }),
        Command::ProposeGroup(ProposeGroup { chat, delegation: ids.delegation }),
        Command::UnlinkGroup(UnlinkGroup { chat }),
        Command::MarkMilestone(MarkMilestone { milestone: ids.milestone, done: true }),
        Command::MoveMilestone(MoveMilestone {
            milestone: ids.milestone,
            version: 1,
            due_on: NaiveDate::from_ymd_opt(2024, 4, 9).unwrap(),
            reason: reason.clone(),
        }),
        Command::PublishChecklist(PublishChecklist { checklist: ids.checklist }),
        schedule(ids.group, ids.unit, ids.checklist),
        schedule(ids.group, ids.own_unit, ids.checklist),
        schedule(ids.own_group, ids.unit, ids.checklist),
        Command::InviteUnit(InviteUnit { visit: ids.draft_visit, version: 1, reason: None }),
        Command::AnswerInvitation(AnswerInvitation { visit, unit: ids.unit, round: 1 }),
        Command::AskAnotherTime(AskAnotherTime {
            visit,
            unit: ids.unit,
            round: 1,
            reason: reason.clone(),
            proposed_at: Some(starts_at),
        }),
        Command::KeepTime(KeepTime { visit, version, note: reason.clone() }),
        Command::OpenSession(OpenSession { visit, late: None }),
        Command::NotePresence(NotePresence { visit, who: Who::Person(PersonId(1)), present: true }),
        Command::CheckIn(CheckIn { visit }),
        Command::AddAttendee(AddAttendee {
            visit,
            unit: None,
            name: reason.clone(),
            position: String::new(),
        }),
        Command::AddNote(AddNote { visit, unit: None, body: reason.clone() }),
        Command::StrikeNote(StrikeNote { visit, note: NoteId(1) }),
        Command::CloseSession(CloseSession { visit }),
        Command::MoveVisit(MoveVisit { visit, version, starts_at }),
        Command::CancelVisit(CancelVisit { visit, version, reason: reason.clone() }),
        Command::WriteConclusion(WriteConclusion { visit, text: reason.clone(), replaces: None }),
        Command::FreezeMinutes(FreezeMinutes { visit, content: sha256 }),
        Command::SignMinutes(SignMinutes { visit, seat: Seat::Chair, sha256 }),
        Command::RecordPaper(RecordPaper { visit, unit: ids.unit, sha256, note: reason.clone() }),
        Command::ReturnMinutes(ReturnMinutes { visit, sha256, reason: reason.clone() }),
        Command::RemindSigners(RemindSigners { visit, sha256 }),
        Command::SendMinutes(SendMinutes { visit }),
        Command::AnswerQuestion(AnswerQuestion {
            submission,
            path: path.clone(),
            given: Given::Choice { name: "yes".into() },
            seen: 0,
            also: None,
            message: Some(1),
        }),
        Command::VerifyAnswer(VerifyAnswer {
            submission,
            path: path.clone(),
            verdict: Verdict::Matched,
            note: String::new(),
            photos: vec![],
            seen: 0,
        }),
        Command::PhotographFinding(PhotographFinding {
            submission,
            path: path.clone(),
            file: file.clone(),
        }),
        Command::FinishVerification(FinishVerification { submission, version: 1 }),
        Command::LookAtResults(LookAtResults { submission }),
        Command::DisputeVerification(DisputeVerification {
            submission,
            path: path.clone(),
            reason: "bịa".to_owned(),
            seen: 1,
        }),
        Command::SettleDispute(SettleDispute {
            submission,
            path: path.clone(),
            answer: Settlement::Accept,
            note: String::new(),
            photos: vec![],
            seen: 2,
        }),
        Command::FinaliseSubmission(FinaliseSubmission { submission, version: 1 }),
        Command::UndoAnswer(UndoAnswer { submission, answers: vec![(path.clone(), 1)] }),
        Command::ChangeRows(ChangeRows { submission, repeat: path.clone(), rows: 2 }),
        Command::AttachPhoto(AttachPhoto { submission, path: path.clone(), file: file.clone() }),
        Command::AttachEvidence(AttachEvidence { submission, path: path.clone(), file }),
        Command::RemoveEvidence(RemoveEvidence { submission, path, fetch: ids.fetch }),
        Command::Reopen(Reopen { submission, version: 1 }),
        Command::Submit(Submit { submission, version: 1 }),
        Command::SignSubmission(SignSubmission { submission, version: 1 }),
        Command::ReturnSubmission(ReturnSubmission {
            submission,
            version: 1,
            reason: reason.clone(),
        }),
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
        Command::KeepPhoto(KeepPhoto { unit: ids.unit, visit: None, file: photo }),
        Command::AnswerDifficulty(AnswerDifficulty {
            difficulty,
            version: 1,
            answer: reason.clone(),
        }),
        Command::ConfirmDifficulty(ConfirmDifficulty { difficulty, version: 1 }),
        Command::ReopenDifficulty(ReopenDifficulty {
            difficulty,
            version: 1,
            reason: reason.clone(),
        }),
        Command::MoveCampaign(MoveCampaign {
            campaign: ids.campaign,
            version: 1,
            act: CampaignAct::End { reason: reason.clone() },
        }),
        Command::AddTask(AddTask { campaign: ids.campaign, title: reason.clone() }),
        Command::DraftSubtask(Box::new(DraftSubtask {
            task: ids.task,
            of: None,
            draft: SubtaskDraft { title: reason.clone(), ..SubtaskDraft::default() },
        })),
        Command::SendPlan(SendPlan { campaign: ids.campaign, file: plan }),
        Command::KeepPlan(KeepPlan { campaign: ids.campaign, fetch: ids.fetch }),
        Command::KeepProof(KeepProof { subtask: ids.subtask, file: proof }),
        Command::DraftLateList(DraftLateList { campaign: ids.campaign }),
        Command::ObjectToLateLine(ObjectToLateLine { line: ids.line, objection: reason.clone() }),
        Command::LinkCampaignChat(LinkCampaignChat {
            chat: ids.chat,
            campaign: ids.campaign,
            linked: true,
        }),
        Command::AcknowledgeReminder(AcknowledgeReminder { reminder: ids.reminder }),
        Command::SnoozeReminder(SnoozeReminder { reminder: ids.reminder }),
    ];
    all.extend(recommendations(ids, &reason));
    all.extend(
        [
            LateListAct::Prepare,
            LateListAct::Approve,
            LateListAct::Issue { chat: ids.chat },
            LateListAct::Strike { line: ids.line, reason: reason.clone() },
        ]
        .map(|act| Command::WorkOnLateList(WorkOnLateList { list: ids.list, version: 1, act })),
    );
    all.extend(
        [
            SubtaskAct::Note { note: reason.clone() },
            SubtaskAct::Unblock,
            SubtaskAct::Claim { note: reason.clone() },
            SubtaskAct::Return { reason: reason.clone() },
            SubtaskAct::MoveDue { due_on: starts_at.date_naive(), reason },
        ]
        .map(|act| Command::WorkOnSubtask(WorkOnSubtask { subtask: ids.subtask, version: 1, act })),
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
        Command::SaveRecommendation(Box::new(SaveRecommendation {
            draft: None,
            delegation,
            unit,
            text: reason(),
            product: reason(),
            due_on: day(6, 30),
            difficulties,
        }))
    };
    let work =
        |act| Command::WorkOnRecommendation(WorkOnRecommendation { recommendation, version, act });
    let judge =
        |act| Command::JudgeRecommendation(JudgeRecommendation { recommendation, version, act });
    let time =
        |act| Command::TimeRecommendation(TimeRecommendation { recommendation, version, act });
    let escalate = |act| {
        Command::EscalateRecommendation(EscalateRecommendation { recommendation, version, act })
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
        Command::DropRecommendation(DropRecommendation { recommendation, version }),
        Command::IssueRecommendation(IssueRecommendation {
            recommendation,
            version,
            paper: paper.clone(),
        }),
        work(Work::TakeUp),
        work(Work::Progress { said: reason() }),
        work(Work::Claim { note: reason() }),
        work(Work::AskTime { due_on: day(7, 30), reason: reason() }),
        Command::AttachProof(AttachProof { recommendation, file }),
        Command::ExplainRecommendation(ExplainRecommendation {
            recommendation,
            version,
            said: reason(),
        }),
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
        Command::TransferRecommendation(TransferRecommendation {
            recommendation,
            version,
            to: ids.own_unit,
        }),
        Command::HandOverRecommendation(HandOverRecommendation {
            recommendation,
            version,
            reason: reason(),
        }),
        Command::ReportDelegation(ReportDelegation { delegation, version: 2, report: paper }),
        Command::FollowUpDelegation(FollowUpDelegation { delegation, version: 2 }),
        Command::CloseDelegation(CloseDelegation { delegation, version: 2 }),
    ]
}
