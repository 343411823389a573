//! Who is told of minutes.

use super::{Minutes, SeatState};
use crate::domain::notice::{Notice, NoticeKind, To};

impl Minutes {
    pub(super) fn notice(&self, kind: NoticeKind, to: Vec<To>) -> Notice {
        Notice { kind, subject: self.visit.id.0, generation: i64::from(self.version), to }
    }
}

/// Whoever holds one of these seats.
pub(super) fn holders<'a>(seats: impl Iterator<Item = &'a SeatState>) -> Vec<To> {
    seats.flat_map(|seat| seat.holders.iter().map(|(id, _)| To::Person(*id))).collect()
}
