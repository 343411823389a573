//! How a due day is reckoned: so many days before or after an anchor, rolled off days on which
//! nobody works. "Before" rolls back, so that what has to be there in time is; "after" rolls on.

use chrono::{Duration, NaiveDate};

use crate::domain::calendar::{Off, WorkingDays};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    Calendar,
    Working,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Direction {
    Before,
    After,
}

/// Where a planned day that is off goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Roll {
    Previous,
    Next,
}

/// Where a rule comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Source {
    /// The law on supervision; the articles are those of Law 87/2015/QH13.
    Law { articles: &'static str },
    /// The delegation's own plan: a custom.
    Plan,
    /// The rules of one People's Council (Lào Cai), taken as a pattern.
    LocalRules,
}

/// How sure the rule is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Confidence {
    /// Read in the text of a law or a regulation.
    Verified,
    /// Told from memory or usage: a default, to be confirmed.
    Default,
}

/// A due day in terms of another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rule {
    /// Days between the anchor and what is due.
    pub offset: u16,
    pub unit: Unit,
    pub direction: Direction,
    pub roll: Roll,
    pub source: Source,
    pub confidence: Confidence,
}

/// A due day, and how it came about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reckoned {
    pub rule: Rule,
    pub anchor: NaiveDate,
    /// As counted.
    pub planned: NaiveDate,
    /// As rolled.
    pub due: NaiveDate,
    /// What the planned day is, if it had to be rolled.
    pub off: Option<Off>,
}

impl Rule {
    /// Calendar days before an anchor, rolling back.
    pub const fn before(offset: u16, source: Source) -> Rule {
        Rule {
            offset,
            unit: Unit::Calendar,
            direction: Direction::Before,
            roll: Roll::Previous,
            source,
            confidence: Confidence::Default,
        }
    }

    /// Calendar days after an anchor, rolling on.
    pub const fn after(offset: u16, source: Source) -> Rule {
        Rule { direction: Direction::After, roll: Roll::Next, ..Rule::before(offset, source) }
    }

    /// The day as counted, before rolling.
    pub fn planned(&self, anchor: NaiveDate, days: &WorkingDays) -> NaiveDate {
        let sign = match self.direction {
            Direction::Before => -1,
            Direction::After => 1,
        };
        if self.unit == Unit::Calendar {
            return anchor + Duration::days(sign * i64::from(self.offset));
        }
        let mut day = anchor;
        for _ in 0..self.offset {
            day += Duration::days(sign);
            while days.is_off(day) {
                day += Duration::days(sign);
            }
        }
        day
    }

    pub fn reckon(&self, anchor: NaiveDate, days: &WorkingDays) -> Reckoned {
        let planned = self.planned(anchor, days);
        let due = match self.roll {
            Roll::Previous => days.on_or_before(planned),
            Roll::Next => days.on_or_after(planned),
        };
        Reckoned { rule: *self, anchor, planned, due, off: days.off(planned) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::calendar::is_weekend;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn years() -> WorkingDays {
        WorkingDays::of_years(2022..=2032)
    }

    #[test]
    fn the_outline_of_the_ha_noi_mission_rolls_back_over_the_holidays() {
        let it = Rule::before(15, Source::Plan).reckon(day("2023-05-15"), &years());
        assert_eq!(it.planned, day("2023-04-30"));
        assert_eq!(it.due, day("2023-04-28"));
        assert_eq!(it.off, Some(Off::Holiday { name: "Ngày Chiến thắng".to_owned() }));
    }

    #[test]
    fn the_other_milestones_of_that_mission() {
        for (rule, anchor, due) in [
            (Rule::before(7, Source::Plan), "2023-05-16", "2023-05-09"),
            (Rule::before(5, Source::Plan), "2023-05-15", "2023-05-10"),
            (Rule::after(5, Source::Plan), "2023-05-30", "2023-06-05"), // 4 June is a Sunday
            (Rule::after(10, Source::Plan), "2023-05-30", "2023-06-09"),
            (Rule::after(20, Source::Plan), "2023-05-30", "2023-06-19"),
        ] {
            assert_eq!(rule.reckon(day(anchor), &years()).due, day(due), "{rule:?} {anchor}");
        }
    }

    #[test]
    fn working_days_are_counted_over_tet() {
        let rule = Rule { unit: Unit::Working, ..Rule::after(3, Source::Plan) };
        let it = rule.reckon(day("2024-02-06"), &years());
        assert_eq!((it.due, it.off), (day("2024-02-16"), None));
        let back = Rule { unit: Unit::Working, ..Rule::before(3, Source::Plan) };
        assert_eq!(back.reckon(day("2024-02-16"), &years()).due, day("2024-02-06"));
    }

    proptest! {
        #[test]
        fn what_is_due_is_on_a_working_day_on_the_right_side(
            start in 0_i64..3000, offset in 0_u16..60, working: bool, before: bool
        ) {
            let days = years();
            let anchor = day("2023-01-01") + Duration::days(start);
            let rule = if before { Rule::before(offset, Source::Plan) } else { Rule::after(offset, Source::Plan) };
            let rule = Rule { unit: if working { Unit::Working } else { Unit::Calendar }, ..rule };
            let it = rule.reckon(anchor, &days);
            prop_assert!(!days.is_off(it.due));
            prop_assert_eq!(it.off.is_some(), it.due != it.planned);
            if before {
                prop_assert!(it.due <= it.planned && it.planned <= anchor);
            } else {
                prop_assert!(it.due >= it.planned && it.planned >= anchor);
            }
            // Nothing but days off lies between.
            let (from, to) = (it.due.min(it.planned), it.due.max(it.planned));
            for between in from.iter_days().take_while(|day| *day <= to) {
                prop_assert!(between == it.due || days.is_off(between));
            }
            if !working {
                prop_assert_eq!((it.planned - anchor).num_days().abs(), i64::from(offset));
            }
        }

        #[test]
        fn more_days_are_never_due_earlier(start in 0_i64..3000, offset in 0_u16..60) {
            let days = years();
            let anchor = day("2023-01-01") + Duration::days(start);
            let due = |offset| Rule::after(offset, Source::Plan).reckon(anchor, &days).due;
            prop_assert!(due(offset) <= due(offset + 1));
            let due = |offset| Rule::before(offset, Source::Plan).reckon(anchor, &days).due;
            prop_assert!(due(offset) >= due(offset + 1));
        }
    }

    #[test]
    fn without_a_table_weekends_alone_are_off() {
        let it = Rule::before(15, Source::Plan).reckon(day("2023-05-15"), &WorkingDays::default());
        assert!(is_weekend(it.planned));
        assert_eq!((it.due, it.off), (day("2023-04-28"), Some(Off::Weekend)));
    }
}
