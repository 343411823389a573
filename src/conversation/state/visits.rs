//! Planning a visit, the visit itself and its session.

use super::*;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scheduling {
    Unit {
        group: GroupId,
        #[serde(flatten)]
        leaf: UnitLeaf,
    },
    /// The visit as far as it has been put together: units, kind, what comes before.
    Draft(Plan),
    AddUnit {
        plan: Plan,
        #[serde(flatten)]
        leaf: UnitLeaf,
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
    Making(Making<VisitMaking>),
}

/// What is done with a visit, by whichever side.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VisitMaking {
    Invite,
    AskAnotherTime {
        unit: UnitId,
    },
    /// Although a unit asked for another time.
    KeepTime,
    /// Which month is shown; `None`: that of the visit.
    Move {
        month: Option<NaiveDate>,
    },
    /// The day is picked.
    MoveTo {
        day: NaiveDate,
    },
    OpenLate,
    Cancel,
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
    /// What is typed here is a note, too.
    Notes {
        page: usize,
    },
    Making(Making<SessionMaking>),
}

/// What is done in a session.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SessionMaking {
    /// Somebody of one side who is not on the list; `None`: the delegation's.
    AddAttendee {
        unit: Option<UnitId>,
    },
    /// A note of one unit.
    Note {
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
    Calendar(Leaf<(DateTime<Utc>, VisitId)>),
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
