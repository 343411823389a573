//! Looking units up.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::UnitLeaf;
use crate::domain::UnitId;

/// Where somebody who looks units up stands. `on`: the day looked at; `None` is today.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Units {
    Search {
        on: Option<NaiveDate>,
        #[serde(flatten)]
        leaf: UnitLeaf,
    },
    /// The day is typed next: for the unit, or for the search.
    Day {
        search: String,
        unit: Option<UnitId>,
    },
    Look {
        unit: UnitId,
        on: Option<NaiveDate>,
    },
}

impl Units {
    pub fn start() -> Units {
        Units::Search { on: None, leaf: UnitLeaf::default() }
    }
}
