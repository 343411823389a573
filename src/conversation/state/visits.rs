//! Planning a visit, the visit itself and its session.

use super::*;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scheduling {
    Unit {
        group: GroupId,
        search: String,
        after: Option<(String, UnitId)>,
    },
    /// The visit as far as it has been put together: units, kind, what comes before.
    Draft(Plan),
    AddUnit {
        plan: Plan,
        search: String,
        after: Option<(String, UnitId)>,
    },
    /// Which checklist does this unit answer?
    Checklist {
        plan: Plan,
        unit: UnitId,
    },
    /// Which visits have to be over before?
    Prerequisites(Plan),
    When(Plan),
    /// Another month of the calendar.
    Month {
        plan: Plan,
        month: NaiveDate,
    },
    /// A day was typed without a time.
    Hour {
        plan: Plan,
        day: NaiveDate,
    },
    Length(Plan),
    Place(Plan),
    /// The link of a session online.
    Link(Plan),
    Review(Plan),
}

/// A visit being put together.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Plan {
    pub group: GroupId,
    pub kind: VisitKind,
    pub mode: VisitMode,
    pub units: Vec<PlanUnit>,
    /// Wall clock in Vietnam.
    pub starts_at: Option<chrono::NaiveDateTime>,
    pub minutes: i64,
    pub place: String,
    /// Visits that have to be over before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prerequisites: Vec<VisitId>,
}

/// A unit of a visit being put together.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct PlanUnit {
    pub id: UnitId,
    pub name: String,
    pub checklist: Option<ChecklistId>,
}

impl Plan {
    /// The units' names, as one title.
    pub fn title(&self) -> String {
        self.units.iter().map(|unit| unit.name.as_str()).collect::<Vec<_>>().join(", ")
    }
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Visiting {
    Look,
    /// Before the invitation goes out; short notice wants a reason, typed.
    Invite,
    InviteReview {
        reason: String,
    },
    AskAnotherTime {
        unit: UnitId,
    },
    /// Which time would suit? May be left open.
    ProposeTime {
        unit: UnitId,
        reason: String,
    },
    /// Keep the time although a unit asked for another: a word to it is typed.
    KeepTime,
    Move,
    /// Another month of the calendar.
    MoveMonth {
        month: NaiveDate,
    },
    MoveHour {
        day: NaiveDate,
    },
    MoveReview {
        starts_at: chrono::NaiveDateTime,
    },
    /// Opened after its day: why is typed.
    OpenLate,
    Cancel,
    CancelReview {
        reason: String,
    },
}

/// A place in a session that is being held.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Session {
    /// What is typed here is a note.
    Overview,
    Attendance {
        page: usize,
    },
    /// Somebody of one side who is not on the list; `None`: the delegation's.
    AddAttendee {
        unit: Option<UnitId>,
    },
    Notes {
        page: usize,
    },
    /// What is typed here is a note of one unit.
    NoteOf {
        unit: UnitId,
    },
    Close,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AtVisits {
    Scheduling(Scheduling),
    Visiting {
        visit: VisitId,
        at: Visiting,
    },
    /// In a session that is being held.
    Session {
        visit: VisitId,
        at: Session,
    },
    /// The visits to come.
    Calendar {
        after: Option<(DateTime<Utc>, VisitId)>,
    },
}

impl State {
    pub fn scheduling(at: Scheduling) -> State {
        State::Visits(AtVisits::Scheduling(at))
    }

    pub fn visiting(visit: VisitId, at: Visiting) -> State {
        State::Visits(AtVisits::Visiting { visit, at })
    }

    pub fn in_session(visit: VisitId, at: Session) -> State {
        State::Visits(AtVisits::Session { visit, at })
    }
}
