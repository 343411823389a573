//! The slots in which people are reminded: 08:00 and 14:00 Vietnamese time for everybody, and 20:00
//! inside a campaign for those who asked for evenings too. What was missed is made up for while its
//! slot is open; nothing is told between half past eight in the evening and the next morning's slot.

use chrono::{DateTime, Days, Duration, NaiveDate, NaiveTime, Utc};

use crate::clock::{instant, local};

/// Of everybody.
pub const SLOTS: [NaiveTime; 2] = [time(8, 0), time(14, 0)];

/// Of a campaign, for those who opted in.
pub const NIGHT: NaiveTime = time(20, 0);

/// From here on nobody is told anything until the morning.
const QUIET: NaiveTime = time(20, 30);

/// Furthest that somebody can put off a reminder.
pub const SNOOZE: Duration = Duration::hours(24);

const fn time(hour: u32, minute: u32) -> NaiveTime {
    match NaiveTime::from_hms_opt(hour, minute, 0) {
        Some(time) => time,
        None => panic!("a time of day"),
    }
}

/// A slot that is open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Slot {
    pub at: DateTime<Utc>,
    /// For those alone who asked for evenings.
    pub night: bool,
}

/// The slot that is open at `now`, if one is.
pub fn open(now: DateTime<Utc>) -> Option<Slot> {
    let wall = local(now);
    if wall.time() >= QUIET {
        return None;
    }
    let begun = SLOTS.into_iter().chain([NIGHT]).rfind(|slot| *slot <= wall.time())?;
    Some(Slot { at: instant(wall.date().and_time(begun)), night: begun == NIGHT })
}

/// The first slot after `now` on a day that `suits`, evenings included or not.
pub fn next(now: DateTime<Utc>, nights: bool, suits: impl Fn(NaiveDate) -> bool) -> DateTime<Utc> {
    let wall = local(now);
    let mut day = wall.date();
    loop {
        let slots = SLOTS.into_iter().chain(nights.then_some(NIGHT));
        if let Some(slot) = slots.map(|slot| day.and_time(slot)).find(|slot| *slot > wall)
            && suits(day)
        {
            return instant(slot);
        }
        day = day + Days::new(1);
    }
}

/// Whether `at` is an evening's slot.
pub fn is_night(at: DateTime<Utc>) -> bool {
    local(at).time() >= NIGHT
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        instant(chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap())
    }

    #[test]
    fn nothing_is_open_at_night() {
        for (now, begun) in [
            ("07:59", None),
            ("08:00", Some("08:00")),
            ("13:59", Some("08:00")),
            ("19:59", Some("14:00")),
            ("20:00", Some("20:00")),
            ("20:29", Some("20:00")),
            ("20:30", None),
            ("00:10", None),
        ] {
            let slot = open(at(&format!("2023-10-18 {now}")));
            assert_eq!(
                slot.map(|it| it.at),
                begun.map(|it| at(&format!("2023-10-18 {it}"))),
                "{now}"
            );
            assert_eq!(slot.is_some_and(|it| it.night), begun == Some("20:00"), "{now}");
        }
    }

    #[test]
    fn the_next_slot_is_a_later_one() {
        let any = |_| true;
        assert_eq!(next(at("2023-10-18 08:00"), false, any), at("2023-10-18 14:00"));
        assert_eq!(next(at("2023-10-18 14:00"), false, any), at("2023-10-19 08:00"));
        assert_eq!(next(at("2023-10-18 14:00"), true, any), at("2023-10-18 20:00"));
        let later = |day: NaiveDate| day > at("2023-10-20 00:00").date_naive();
        assert_eq!(next(at("2023-10-18 21:00"), true, later), at("2023-10-20 08:00"));
    }
}
