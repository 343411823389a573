//! What is said, before it is in any language: a key of `locales/` with typed arguments.
//!
//! Always made with [`msg!`], with the key written out: the locale test reads the source, and so
//! knows every key with its arguments.

use chrono::{NaiveDate, NaiveDateTime};

/// A message to be worded in the reader's language.
#[derive(Clone, PartialEq, Debug)]
pub struct Msg {
    pub key: &'static str,
    pub args: Vec<(&'static str, Arg)>,
}

/// An argument. Numbers and dates are formatted by `text` for the reader's language.
#[derive(Clone, PartialEq, Debug)]
pub enum Arg {
    /// Typed by somebody: escaped where it is shown.
    Text(String),
    Int(i64),
    /// A share, shown as a percentage with two decimals.
    Ratio(i64, i64),
    /// Canonical decimal (point, no grouping).
    Decimal(String),
    Date(NaiveDate),
    /// Wall clock in Vietnam: weekday, date and time.
    Moment(NaiveDateTime),
    /// The same without the year, for labels of what is near.
    Near(NaiveDateTime),
    /// Wall clock in Vietnam: time of day.
    Time(NaiveDateTime),
    /// A link into the private chat that carries this payload.
    Link(String),
    Msg(Box<Msg>),
    /// Messages one after the other, joined with ", ".
    List(Vec<Msg>),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Arg {
        Arg::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Arg {
        Arg::Text(text)
    }
}

impl From<&String> for Arg {
    fn from(text: &String) -> Arg {
        Arg::Text(text.clone())
    }
}

impl From<i64> for Arg {
    fn from(number: i64) -> Arg {
        Arg::Int(number)
    }
}

impl From<i32> for Arg {
    fn from(number: i32) -> Arg {
        Arg::Int(number.into())
    }
}

impl From<usize> for Arg {
    fn from(number: usize) -> Arg {
        Arg::Int(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<NaiveDate> for Arg {
    fn from(date: NaiveDate) -> Arg {
        Arg::Date(date)
    }
}

impl From<Msg> for Arg {
    fn from(msg: Msg) -> Arg {
        Arg::Msg(Box::new(msg))
    }
}

impl From<Vec<Msg>> for Arg {
    fn from(list: Vec<Msg>) -> Arg {
        Arg::List(list)
    }
}

/// `msg!("visit-when", unit = name, at = Arg::Moment(start))`
#[macro_export]
macro_rules! msg {
    ($key:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::conversation::Msg {
            key: $key,
            args: vec![$((stringify!($name), $crate::conversation::Arg::from($value))),*],
        }
    };
}
