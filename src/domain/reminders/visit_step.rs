//! When everybody who will be at a visit is reminded of it: defaults that can be changed. The
//! morning's reminder is early enough for a visit that begins at half past seven.

use chrono::{DateTime, Duration, NaiveTime, Utc};

use crate::clock::{instant, local};
use crate::domain::calendar::WorkingDays;
use strum::IntoEnumIterator;

/// The afternoon of the working day before, Vietnamese time.
const EVE: NaiveTime = match NaiveTime::from_hms_opt(14, 0, 0) {
    Some(time) => time,
    None => panic!("14:00 is a time"),
};

/// The morning of the day itself.
const MORNING: NaiveTime = match NaiveTime::from_hms_opt(6, 30, 0) {
    Some(time) => time,
    None => panic!("06:30 is a time"),
};

/// A visit that begins earlier is recalled this long before it.
const AT_LEAST: Duration = Duration::minutes(30);

#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Debug,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::EnumIter,
)]
#[strum(serialize_all = "snake_case")]
pub enum VisitSlot {
    Eve,
    Morning,
}

impl VisitSlot {
    pub fn code(self) -> &'static str {
        self.into()
    }

    pub fn at(self, starts_at: DateTime<Utc>, days: &WorkingDays) -> DateTime<Utc> {
        let day = local(starts_at).date();
        match self {
            VisitSlot::Eve => {
                let eve = day.pred_opt().map_or(day, |before| days.on_or_before(before));
                instant(eve.and_time(EVE))
            }
            VisitSlot::Morning => instant(day.and_time(MORNING)).min(starts_at - AT_LEAST),
        }
    }

    /// The slot that is due or comes next for a visit of which `done` has been said; after downtime
    /// the last one alone. Nothing once the visit has begun.
    pub fn next(
        done: Option<VisitSlot>,
        starts_at: DateTime<Utc>,
        days: &WorkingDays,
        now: DateTime<Utc>,
    ) -> Option<(VisitSlot, DateTime<Utc>)> {
        if now >= starts_at {
            return None;
        }
        let left = VisitSlot::iter().filter(|slot| Some(*slot) > done);
        left.map(|slot| (slot, slot.at(starts_at, days))).find(|(_, at)| *at > now)
    }

    /// The last slot that `now` has reached.
    pub fn reached(
        starts_at: DateTime<Utc>,
        days: &WorkingDays,
        now: DateTime<Utc>,
    ) -> Option<VisitSlot> {
        VisitSlot::iter().rev().find(|slot| slot.at(starts_at, days) <= now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        instant(chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap())
    }

    #[test]
    fn a_visit_behind_the_holidays_is_recalled_before_them() {
        let days = WorkingDays::of_years([2023]);
        let starts = at("2023-05-04 07:30");
        let next = |done, now| VisitSlot::next(done, starts, &days, at(now));
        let eve = (VisitSlot::Eve, at("2023-04-28 14:00"));
        let morning = (VisitSlot::Morning, at("2023-05-04 06:30"));
        assert_eq!(next(None, "2023-04-20 08:00"), Some(eve));
        assert_eq!(next(Some(VisitSlot::Eve), "2023-04-28 14:00"), Some(morning));
        // Invited when the eve is over.
        assert_eq!(next(None, "2023-04-28 15:00"), Some(morning));
        assert_eq!(next(None, "2023-05-04 07:00"), None);
        assert_eq!(next(Some(VisitSlot::Morning), "2023-05-04 06:30"), None);
        assert_eq!(
            VisitSlot::reached(starts, &days, at("2023-05-04 07:00")),
            Some(VisitSlot::Morning)
        );
    }

    #[test]
    fn a_very_early_visit_is_recalled_before_it_begins() {
        let starts = at("2024-04-02 06:30");
        let slot = VisitSlot::Morning.at(starts, &WorkingDays::default());
        assert_eq!(slot, at("2024-04-02 06:00"));
    }
}
