//! What waits for a person.

use super::*;

/// Everything that waits for this person, most urgent first.
#[derive(Debug, Default)]
pub struct HomeData {
    pub items: Vec<Item>,
}

#[derive(Clone, PartialEq, Debug)]
pub enum Item {
    ClaimWaiting {
        invite: InviteId,
        name: String,
    },
    /// A session that is being held; `group`: for those who keep it.
    InSession {
        visit: VisitBrief,
        group: bool,
    },
    /// Today's visit, which this person can open.
    ToOpen(VisitBrief),
    /// A visit that nobody opened on its day.
    Unopened(VisitBrief),
    Confirm(VisitBrief),
    Fill {
        submission: SubmissionId,
        unit: String,
        answered: usize,
        questions: usize,
        due_on: NaiveDate,
    },
    Sign {
        submission: SubmissionId,
        unit: String,
        due_on: NaiveDate,
    },
    AnotherTime(VisitBrief),
    DraftMinutes(VisitBrief),
    SignMinutes(VisitBrief),
    /// Minutes that others have yet to sign, for whoever drafts them.
    MinutesUnsigned {
        visit: VisitBrief,
        left: usize,
    },
    DraftVisit(VisitBrief),
    /// A unit's answers that are not signed with the visit near, for the delegation's side.
    Unsigned {
        submission: SubmissionId,
        unit: String,
        answered: usize,
        questions: usize,
        due_on: NaiveDate,
    },
    /// A unit's answers to be verified on site: results of the marked ones.
    Verify {
        submission: SubmissionId,
        unit: String,
        done: usize,
        marked: usize,
    },
    /// Adjustments that the unit's head disputes, for the group.
    Disputes {
        submission: SubmissionId,
        unit: String,
        count: usize,
    },
    /// What was found, for the head who has not looked yet.
    Results {
        submission: SubmissionId,
        unit: String,
    },
    Finalise {
        submission: SubmissionId,
        unit: String,
    },
    VisitAhead {
        visit: VisitBrief,
        confirmed: bool,
    },
    /// A delegation's paper that is due soon, or overdue.
    Milestone {
        delegation: DelegationId,
        milestone: MilestoneId,
        kind: MilestoneKind,
        group_number: Option<i32>,
        due_on: NaiveDate,
    },
    Incomplete {
        delegation: DelegationId,
        title: String,
    },
    NewDifficulty {
        difficulty: DifficultyId,
        unit: String,
        body: String,
    },
    ReopenedDifficulty {
        difficulty: DifficultyId,
        unit: String,
        body: String,
    },
    /// The unit that was asked has answered.
    AnsweredDifficulty {
        difficulty: DifficultyId,
        unit: String,
        body: String,
    },
    /// This person's unit is asked.
    AnswerDifficulty {
        difficulty: DifficultyId,
        unit: String,
        body: String,
    },
    /// Is it removed?
    ConfirmDifficulty {
        difficulty: DifficultyId,
        body: String,
    },
    Subtask(SubtaskItem),
    JudgeSubtask(JudgeItem),
    LateList {
        list: LateListId,
        state: crate::domain::campaigns::LateListState,
        as_of: NaiveDate,
    },
    Recommendation {
        recommendation: RecommendationId,
        unit: String,
        text: String,
        due_on: NaiveDate,
        late: bool,
        wanted: Wanted,
    },
    Troubles {
        count: i64,
    },
}

/// A sub-task of this person's unit.
#[derive(Clone, PartialEq, Debug)]
pub struct SubtaskItem {
    pub subtask: SubtaskId,
    pub code: String,
    pub title: String,
    pub state: crate::domain::campaigns::SubtaskState,
    pub due_on: NaiveDate,
    pub overdue: bool,
}

/// A sub-task that waits for the campaign's owner: claimed, declined, or more time is asked for.
#[derive(Clone, PartialEq, Debug)]
pub struct JudgeItem {
    pub subtask: SubtaskId,
    pub code: String,
    pub unit: String,
    pub state: crate::domain::campaigns::SubtaskState,
    pub asked: bool,
}

#[derive(Clone, PartialEq, Debug)]
pub enum HomeQuery {
    Items,
    /// One's own settings.
    Settings,
    Troubles,
}

#[derive(Debug)]
pub enum SeenHome {
    Items(HomeData),
    Settings(SettingsData),
    Troubles(TroublesData),
}
