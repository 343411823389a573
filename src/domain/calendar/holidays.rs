//! The public holidays of a year: as announced, where the shipped file knows the year, else as the
//! law has them. What is computed is a default: each autumn the Government says which days it will
//! really be, and the table takes it.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use super::{DayKind, DayOff, is_weekend, lunar};

/// Days off and make-up days as announced, with the decision behind each.
const SHIPPED: &str = include_str!("data/days-off.csv");

const LAW: &str = "Bộ luật Lao động 2019 Điều 112 (mặc định, chưa có thông báo)";
const SUBSTITUTE: &str = "Bộ luật Lao động 2019 Điều 111 khoản 3 (mặc định, chưa có thông báo)";

/// The feasts that move with the moon, by their names in the Labour Code.
pub const TET: &str = "Tết Nguyên đán";
pub const HUNG_KINGS: &str = "Giỗ Tổ Hùng Vương";

/// Everything in the shipped file, by day.
pub fn shipped() -> Vec<DayOff> {
    SHIPPED.lines().skip(1).filter_map(row).collect()
}

fn row(line: &str) -> Option<DayOff> {
    let mut fields = line.splitn(4, ',').map(str::trim);
    Some(DayOff {
        day: fields.next()?.parse().ok()?,
        kind: DayKind::from_code(fields.next()?)?,
        name: fields.next()?.to_owned(),
        decree: fields.next()?.to_owned(),
    })
}

/// The days of a year, and whether they were announced.
pub fn of_year(year: i32) -> (Vec<DayOff>, bool) {
    use chrono::Datelike as _;
    let announced: Vec<_> = shipped().into_iter().filter(|day| day.day.year() == year).collect();
    if announced.is_empty() { (by_law(year), false) } else { (announced, true) }
}

/// Articles 111 and 112 of the Labour Code: eleven days, of Tết one before and four from mùng 1 on,
/// of Quốc khánh the day before; one that falls on a weekend is made good on the next working day.
pub fn by_law(year: i32) -> Vec<DayOff> {
    let on = |month, day| NaiveDate::from_ymd_opt(year, month, day);
    let mut holidays = vec![
        (on(1, 1), "Tết Dương lịch"),
        (on(4, 30), "Ngày Chiến thắng"),
        (on(5, 1), "Ngày Quốc tế lao động"),
        (on(9, 1), "Quốc khánh (ngày liền kề trước)"),
        (on(9, 2), "Quốc khánh"),
        (lunar::hung_kings(year), HUNG_KINGS),
    ];
    if let Some(tet) = lunar::tet(year) {
        holidays.push((tet.pred_opt(), "Tết Nguyên đán (ngày cuối tháng Chạp)"));
        holidays.extend((0..4).map(|days| (tet.checked_add_days(Days::new(days)), TET)));
    }
    let mut days: Vec<DayOff> = holidays
        .into_iter()
        .filter_map(|(day, name)| {
            let (name, decree) = (name.to_owned(), LAW.to_owned());
            Some(DayOff { day: day?, kind: DayKind::Off, name, decree })
        })
        .collect();
    days.sort();
    let mut taken: BTreeSet<NaiveDate> = days.iter().map(|day| day.day).collect();
    let lost: Vec<_> = days.iter().filter(|day| is_weekend(day.day)).cloned().collect();
    for holiday in lost {
        let free = holiday.day.iter_days().find(|day| !is_weekend(*day) && !taken.contains(day));
        let Some(day) = free else { continue };
        taken.insert(day);
        days.push(DayOff {
            day,
            kind: DayKind::Off,
            name: format!("Nghỉ bù {}", holiday.name),
            decree: SUBSTITUTE.to_owned(),
        });
    }
    days.sort();
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn every_line_of_the_shipped_file_is_read_and_makes_sense() {
        let days = shipped();
        assert_eq!(days.len(), SHIPPED.lines().count() - 1, "a line is not understood");
        assert!(days.is_sorted_by(|a, b| a.day < b.day), "in order, each day once");
        for day in &days {
            assert!(!day.name.is_empty() && !day.decree.is_empty(), "{day:?}");
            let weekend = is_weekend(day.day);
            assert!(day.kind == DayKind::Off || weekend, "{}: made up on a weekday", day.day);
        }
    }

    /// What was announced differs from the law's default in exchanged days and in how Tết lies
    /// around mùng 1, never in the feasts themselves.
    #[test]
    fn the_announced_years_hold_the_feasts_that_are_computed() {
        for year in 2023..=2026 {
            let (announced, known) = of_year(year);
            assert!(known);
            let off: Vec<_> = announced.iter().map(|day| day.day).collect();
            let feasts = [
                (1, 1, None),
                (4, 30, None),
                (5, 1, None),
                (9, 2, None),
                (0, 0, lunar::tet(year)),
                (0, 0, lunar::hung_kings(year)),
            ];
            for (month, day, feast) in feasts {
                let feast = feast.or(NaiveDate::from_ymd_opt(year, month, day)).unwrap();
                assert!(off.contains(&feast), "{feast}");
            }
        }
        assert_eq!(by_law(2023).iter().filter(|it| it.day < day("2023-06-01")).count(), 14);
    }

    #[test]
    fn a_holiday_on_a_weekend_is_made_good_on_the_next_working_days() {
        // 29 April 2023 is a Saturday and Giỗ Tổ, 30 April a Sunday, 1 May a holiday of its own.
        let off: Vec<_> = by_law(2023).into_iter().map(|it| it.day.to_string()).collect();
        for expected in ["2023-05-02", "2023-05-03", "2023-09-04", "2023-01-02"] {
            assert!(off.contains(&expected.to_owned()), "{expected}");
        }
        let names = by_law(2030);
        assert_eq!(names.iter().find(|it| it.day == day("2030-02-01")).unwrap().decree, LAW);
    }
}
