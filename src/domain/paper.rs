//! Numbered documents, as a delegation's report or what goes with a recommendation.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A numbered document.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Paper {
    pub number: String,
    pub date: NaiveDate,
}
