//! Why a digest cannot come at the times that were typed.

use crate::conversation::Msg;
use crate::conversation::words::cut;
use crate::domain::digests::{MAX_TYPED, TimingError};
use crate::msg;

pub fn bad_timing(error: &TimingError) -> Msg {
    match error {
        TimingError::NotUnderstood => msg!("timing-not-understood", limit = MAX_TYPED),
        TimingError::FieldCount { found } => msg!("timing-field-count", found = *found),
        TimingError::BothDays => msg!("timing-both-days"),
        TimingError::Weekday(field) => msg!("timing-weekday", field = cut(field, 40)),
        TimingError::Field(field) => msg!("timing-field", field = cut(field, 40)),
        TimingError::NeverFires => msg!("timing-never"),
        TimingError::OnlyDaysOff => msg!("timing-days-off"),
        TimingError::TooOften => msg!("timing-too-often"),
    }
}
