//! An act in the making: which it is, and what somebody has said of it so far.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::domain::delegations::{Period, Window};
use crate::text::Decimal;

/// `A` are the acts of one thing. Nothing else is kept while they are asked about.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Making<A> {
    pub what: A,
    /// In the order in which it was asked for.
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    pub said: Vec<Said>,
}

impl<A> Making<A> {
    /// From its first question on.
    pub fn of(what: A) -> Making<A> {
        Making { what, said: vec![] }
    }
}

/// One thing that was said.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Said {
    Words(String),
    Day(NaiveDate),
    /// From one day to another.
    Days(Window),
    /// From one year to another.
    Years(Period),
    /// Wall clock in Vietnam.
    Moment(NaiveDateTime),
    Figure(Decimal),
    Count(i32),
    /// A document by its number; its date may have to be asked for.
    Paper {
        number: String,
        date: Option<NaiveDate>,
    },
    /// It is left open.
    Nothing,
}
