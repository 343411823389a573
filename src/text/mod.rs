//! Text as people type it and as they read it. Pure: nothing here knows a clock, a chat or a
//! database; `now` is always a parameter.
//!
//! - In: [`normalise`] once at the door, then the parser of the field that was asked for. Parsers
//!   read folded words ([`fold`]), so diacritics, case and the placement of tones never matter
//!   where the words stay distinct without them. Every parser answers with a value or with a
//!   typed error that says what is wrong; none guesses where two readings are as good.
//! - Out: the `format_*` functions in a [`Style`], [`escape_html`], [`split_message`].
//!
//! A typed moment goes `token` (words) → `phrase`, `span`, `clock_time`, `duration` (statements) →
//! `resolve` (dates); the rules of choice are written at the head of `moment`. The rule for points
//! and commas in numbers is written at the head of `number`.

mod clean;
mod clock_time;
mod decimal;
mod duration;
mod fold;
mod format;
mod measure;
mod moment;
mod number;
mod phrase;
mod range;
mod reference;
mod resolve;
mod span;
mod split;
#[cfg(test)]
mod tests;
mod token;

pub use clean::{display_name, escape_html, normalise, single_line};
pub use clock_time::PartOfDay;
pub use decimal::Decimal;
pub use duration::{DurationError, TypedDuration, parse_duration};
pub use fold::{finds, fold};
pub use format::{
    Style, format_date, format_day_month, format_decimal, format_integer, format_percent,
    format_time, progress_bar, weekday_index,
};
pub use measure::{
    Ratio, RatioError, ScoreError, ScoreRank, parse_ratio, parse_score, parse_yes_no,
};
pub use moment::{Assumed, Moment, MomentError, TimeOfDay, parse_date, parse_moment, parse_time};
pub use number::{NumberError, parse_decimal, parse_integer, parse_money, parse_percent};
pub use range::{RangeError, parse_days, parse_years};
pub use reference::{DocumentRef, document_number, phone_number};
pub use split::{split_html, split_message, visible_len_utf16};
