//! Visits, planned and held, and what they are planned from.

use super::*;

#[derive(Clone, PartialEq, Debug)]
pub struct VisitLine {
    pub brief: VisitBrief,
    pub state: VisitState,
}

/// Visits to come, a page at a time.
#[derive(Clone, PartialEq, Debug)]
pub struct CalendarPage {
    pub lines: Vec<VisitLine>,
    /// There are more after the last one.
    pub more: bool,
}

#[derive(Clone, PartialEq, Debug, Default)]
pub struct UnitPage {
    pub units: Vec<UnitLine>,
    /// There are more after the last one.
    pub more: bool,
    pub searched: String,
}

#[derive(Clone, PartialEq, Debug)]
pub struct UnitLine {
    pub id: UnitId,
    pub name: String,
    /// The parent unit's name, to tell namesakes apart; empty if none.
    pub within: String,
    /// Of a reportable unit: the visit that the person is in today, if any.
    pub visit: Option<VisitId>,
}

impl UnitPage {
    /// Where the next page starts.
    pub fn cursor(&self) -> Option<(String, UnitId)> {
        if !self.more {
            return None;
        }
        self.units.last().map(|last| (last.name.clone(), last.id))
    }
}

#[derive(Debug)]
pub struct PlanningData {
    pub group: GroupLine,
    pub units: UnitPage,
    pub checklists: Vec<ChecklistLine>,
    /// The delegation's other visits.
    pub visits: Vec<VisitLine>,
    /// What is taken of group, units and people.
    pub busy: Vec<Clash>,
    /// The council's days off, for the free times instead.
    pub days: WorkingDays,
    /// The units of the delegation, and what each kind of them answers.
    pub assigned: Vec<AssignedUnit>,
    pub chosen: Vec<ChosenChecklist>,
}

#[derive(Debug)]
pub struct VisitData {
    pub visit: Visit,
    pub delegation_title: String,
    pub people: Vec<(Role, String)>,
    pub unit_people: Vec<(UnitId, Role, String)>,
    /// What the units answer beforehand, in the units' order.
    pub submissions: Vec<SubmissionLine>,
    /// Who is expected and who was there, once the session has been opened.
    pub attendees: Vec<Attendee>,
    /// For those who may see them.
    pub notes: Vec<Note>,
    /// What is taken of group, units and people by other visits, if that was asked for.
    pub busy: Vec<Clash>,
    /// The council's days off, for the free times instead.
    pub days: WorkingDays,
    /// `None`: the session is not over.
    pub minutes: Option<MinutesState>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct SubmissionLine {
    pub id: SubmissionId,
    pub unit: UnitId,
    pub state: SubmissionState,
    pub answered: usize,
    pub questions: usize,
}

#[derive(Clone, PartialEq, Debug)]
pub enum VisitsQuery {
    /// For a visit to be: the unit list, the published checklists, the delegation's other visits, and
    /// who is taken when.
    Planning {
        group: GroupId,
        folded: String,
        after: Option<(String, UnitId)>,
        /// The units chosen so far.
        units: Vec<UnitId>,
        /// The middle of the days that matter; `None`: today.
        around: Option<NaiveDate>,
    },
    One(VisitId),
    /// A visit, with who is taken when.
    Moving {
        visit: VisitId,
        around: Option<NaiveDate>,
    },
    /// The visits to come.
    Calendar {
        folded: String,
        after: Option<(DateTime<Utc>, VisitId)>,
    },
}

#[derive(Debug)]
pub enum SeenVisits {
    Planning(PlanningData),
    One(Box<VisitData>),
    Calendar(CalendarPage),
}
