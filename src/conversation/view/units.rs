//! Units looked up as of a day.

use chrono::NaiveDate;

use crate::conversation::view::UnitPage;
use crate::domain::UnitId;
use crate::domain::units::{Period, Standing, SuccessionKind};

/// Units found by a name, as of a day.
#[derive(Clone, PartialEq, Debug)]
pub struct UnitsFound {
    pub units: Vec<FoundUnit>,
    /// There are more after the last one.
    pub more: bool,
    pub searched: String,
    pub on: NaiveDate,
}

#[derive(Clone, PartialEq, Debug)]
pub struct FoundUnit {
    pub id: UnitId,
    pub name: String,
    /// The unit above; empty if none.
    pub within: String,
    /// Its last day, if that had passed.
    pub ended: Option<NaiveDate>,
}

/// A unit as of a day.
#[derive(Clone, PartialEq, Debug)]
pub struct UnitCard {
    pub id: UnitId,
    pub on: NaiveDate,
    pub period: Period,
    pub standing: Standing,
    pub successors: Vec<Related>,
    pub predecessors: Vec<Related>,
    pub open: OpenWork,
}

/// The other side of a succession.
#[derive(Clone, PartialEq, Debug)]
pub struct Related {
    /// With the name it had then; `None`: nobody follows.
    pub unit: Option<(UnitId, String)>,
    pub kind: SuccessionKind,
    pub on: NaiveDate,
    pub share: Option<i16>,
    pub lead: bool,
    pub basis: String,
}

/// What is not finished for a unit.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct OpenWork {
    pub submissions: i64,
    pub difficulties: i64,
    pub recommendations: i64,
}

impl OpenWork {
    pub fn is_none(self) -> bool {
        self == OpenWork::default()
    }
}

#[derive(Clone, PartialEq, Debug)]
pub enum UnitsQuery {
    List {
        folded: String,
        after: Option<(String, UnitId)>,
    },
    /// Units looked up as of a day; `on: None` is today.
    AsOf {
        folded: String,
        on: Option<NaiveDate>,
        after: Option<(String, UnitId)>,
    },
    One {
        unit: UnitId,
        on: Option<NaiveDate>,
    },
}

#[derive(Debug)]
pub enum SeenUnits {
    List(UnitPage),
    AsOf(UnitsFound),
    One(Box<UnitCard>),
}
