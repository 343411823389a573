//! Free times for a session, found between what is taken.

use chrono::{DateTime, Days, Duration, NaiveDate, NaiveTime, Utc};

use crate::clock::{instant, local};

/// Begin and end of the working day, Vietnamese time. Default, can be changed.
const HOURS: (NaiveTime, NaiveTime) =
    match (NaiveTime::from_hms_opt(7, 30, 0), NaiveTime::from_hms_opt(17, 0, 0)) {
        (Some(from), Some(to)) => (from, to),
        _ => panic!("07:30 and 17:00 are times"),
    };

/// Sessions are offered at full and half hours.
const STEP_MINUTES: i64 = 30;

/// How many days before and after the day wanted are searched.
pub const REACH_DAYS: u64 = 30;

/// Times offered on one day: other days are often what is wanted.
const A_DAY: usize = 2;

/// What is taken: a half-open interval.
pub type Busy = (DateTime<Utc>, DateTime<Utc>);

/// Up to `count` free beginnings of a session of `length`, nearest to `wanted` first: after `now`,
/// on working days within [`HOURS`], at most [`A_DAY`] on one day.
pub fn free(
    busy: &[Busy],
    length: Duration,
    wanted: DateTime<Utc>,
    (now, count): (DateTime<Utc>, usize),
    is_off: impl Fn(NaiveDate) -> bool,
) -> Vec<DateTime<Utc>> {
    if length <= Duration::zero() {
        return vec![];
    }
    let middle = local(wanted).date();
    let mut days: Vec<NaiveDate> = (0..=REACH_DAYS)
        .flat_map(|away| {
            [middle.checked_add_days(Days::new(away)), middle.checked_sub_days(Days::new(away))]
        })
        .flatten()
        .filter(|day| *day >= local(now).date() && !is_off(*day))
        .collect();
    days.sort();
    days.dedup();
    let mut found: Vec<DateTime<Utc>> = days
        .into_iter()
        .flat_map(|day| {
            let mut of_day: Vec<_> = begins(day, length)
                .filter(|from| *from > now)
                .filter(|from| busy.iter().all(|(a, b)| *b <= *from || *a >= *from + length))
                .collect();
            of_day.sort_by_key(|from| ((*from - wanted).abs(), *from));
            of_day.truncate(A_DAY);
            of_day
        })
        .collect();
    found.sort_by_key(|from| ((*from - wanted).abs(), *from));
    found.truncate(count);
    found
}

/// The beginnings on a day that leave room for the session within [`HOURS`].
fn begins(day: NaiveDate, length: Duration) -> impl Iterator<Item = DateTime<Utc>> {
    let (from, to) = (instant(day.and_time(HOURS.0)), instant(day.and_time(HOURS.1)));
    (0..)
        .map(move |step| from + Duration::minutes(step * STEP_MINUTES))
        .take_while(move |begin| *begin + length <= to)
}

#[cfg(test)]
mod tests {
    use chrono::{Datelike, Timelike};
    use proptest::prelude::*;

    use super::*;

    fn weekend(day: NaiveDate) -> bool {
        day.weekday().number_from_monday() > 5
    }

    /// An instant some quarters of an hour after Monday 1/4/2024 00:00, Vietnamese time.
    fn quarter(n: i64) -> DateTime<Utc> {
        let monday = NaiveDate::from_ymd_opt(2024, 4, 1).unwrap().and_time(NaiveTime::MIN);
        instant(monday) + Duration::minutes(15 * n)
    }

    proptest! {
        #[test]
        fn what_is_offered_is_free_and_at_work(
            taken in prop::collection::vec((0i64..4000, 1i64..60), 0..60),
            minutes in 1i64..=720,
            wanted in 0i64..3000,
            now in 0i64..3000,
        ) {
            let busy: Vec<Busy> =
                taken.iter().map(|(from, long)| (quarter(*from), quarter(from + long))).collect();
            let (length, wanted, now) =
                (Duration::minutes(minutes), quarter(wanted), quarter(now));
            let found = free(&busy, length, wanted, (now, 4), weekend);
            prop_assert!(found.len() <= 4);
            for (index, from) in found.iter().enumerate() {
                let (begin, end) = (local(*from), local(*from + length));
                prop_assert!(*from > now);
                prop_assert!(begin.weekday().number_from_monday() <= 5);
                prop_assert!(begin.date() == end.date());
                prop_assert!(begin.time() >= HOURS.0 && end.time() <= HOURS.1);
                prop_assert!(begin.minute() % 30 == 0);
                for (a, b) in &busy {
                    prop_assert!(*b <= *from || *a >= *from + length, "{from} is taken");
                }
                let same_day = found.iter().filter(|one| local(**one).date() == begin.date());
                prop_assert!(same_day.count() <= A_DAY);
                prop_assert!(!found[..index].contains(from));
                if let Some(before) = index.checked_sub(1) {
                    prop_assert!((found[before] - wanted).abs() <= (*from - wanted).abs());
                }
            }
            // Whatever is booked there, a day in reach with nothing on it has room.
            let fits = minutes <= 9 * 60 + 30;
            if busy.is_empty() && fits && wanted >= now {
                prop_assert_eq!(found.len(), 4);
            }
            prop_assert!(fits || found.is_empty());
        }

        #[test]
        fn a_time_that_is_free_is_offered_first(day in 0i64..5, half_hours in 0i64..10) {
            // 07:30 is 30 quarters into the day.
            let wanted = quarter(day * 96 + 30 + half_hours * 2);
            let found = free(&[], Duration::hours(3), wanted, (quarter(-96), 3), weekend);
            prop_assert_eq!(found.first(), Some(&wanted));
        }
    }

    #[test]
    fn a_full_day_leads_to_the_days_around_it() {
        let tuesday = (quarter(96), quarter(2 * 96));
        let wanted = quarter(96 + 32);
        let found = free(&[tuesday], Duration::hours(2), wanted, (quarter(0), 4), weekend);
        let days: Vec<_> = found.iter().map(|from| local(*from).date().to_string()).collect();
        assert_eq!(days, ["2024-04-01", "2024-04-01", "2024-04-03", "2024-04-03"]);
    }
}
