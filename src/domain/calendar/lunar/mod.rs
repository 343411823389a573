//! The Vietnamese lunar calendar, after Hồ Ngọc Đức's published description
//! ("Thuật toán tính âm lịch"): months begin on the day of the new moon at UTC+7, month 11 holds the
//! winter solstice, and the first month without a principal term of a long year is the leap one.
//!
//! Days are Julian day numbers; new moons are counted from that of 1 January 1900.

use chrono::{Datelike, NaiveDate};

/// Vietnam, as a part of a day.
const ZONE: f64 = 7.0 / 24.0;

/// The mean month, days.
const MONTH: f64 = 29.530588853;

/// New moon number 0: 1 January 1900, 13:52 UTC.
const EPOCH: f64 = 2415021.076998695;

/// Between the day count of `chrono` and Julian day numbers.
const JULIAN_OFFSET: i64 = 1_721_425;

fn julian(date: NaiveDate) -> i64 {
    i64::from(date.num_days_from_ce()) + JULIAN_OFFSET
}

fn date(julian: i64) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(i32::try_from(julian - JULIAN_OFFSET).ok()?)
}

/// The Julian date (UTC) of new moon number `k`; good to some two minutes in our time.
fn new_moon(k: i64) -> f64 {
    let k = k as f64;
    let t = k / 1236.85; // Julian centuries since 1900
    let (t2, t3) = (t * t, t * t * t);
    let sin = |degrees: f64| degrees.to_radians().sin();
    let mean = 2415020.75933 + 29.53058868 * k + 0.0001178 * t2 - 0.000000155 * t3
        + 0.00033 * sin(166.56 + 132.87 * t - 0.009173 * t2);
    // Mean anomalies of sun and moon, and the moon's argument of latitude.
    let sun = 359.2242 + 29.10535608 * k - 0.0000333 * t2 - 0.00000347 * t3;
    let moon = 306.0253 + 385.81691806 * k + 0.0107306 * t2 + 0.00001236 * t3;
    let node = 21.2964 + 390.67050646 * k - 0.0016528 * t2 - 0.00000239 * t3;
    let correction = (0.1734 - 0.000393 * t) * sin(sun) + 0.0021 * sin(2.0 * sun)
        - 0.4068 * sin(moon)
        + 0.0161 * sin(2.0 * moon)
        - 0.0004 * sin(3.0 * moon)
        + 0.0104 * sin(2.0 * node)
        - 0.0051 * sin(sun + moon)
        - 0.0074 * sin(sun - moon)
        + 0.0004 * sin(2.0 * node + sun)
        - 0.0004 * sin(2.0 * node - sun)
        - 0.0006 * sin(2.0 * node + moon)
        + 0.0010 * sin(2.0 * node - moon)
        + 0.0005 * sin(2.0 * moon + sun);
    // Dynamical time to universal time.
    let delta = if t < -11.0 {
        0.001 + 0.000839 * t + 0.0002261 * t2 - 0.00000845 * t3 - 0.000000081 * t * t3
    } else {
        -0.000278 + 0.000265 * t + 0.000262 * t2
    };
    mean + correction - delta
}

/// The day in Vietnam on which month number `k` begins.
fn month_start(k: i64) -> i64 {
    (new_moon(k) + 0.5 + ZONE).floor() as i64
}

/// The twelfth of the sky (0 to 11, from the spring equinox) in which the sun stands when a day
/// begins in Vietnam.
fn sun_sector(day: i64) -> i64 {
    let t = (day as f64 - 0.5 - ZONE - 2451545.0) / 36525.0;
    let t2 = t * t;
    let sin = |degrees: f64| degrees.to_radians().sin();
    let anomaly = 357.52910 + 35999.05030 * t - 0.0001559 * t2 - 0.00000048 * t * t2;
    let mean = 280.46645 + 36000.76983 * t + 0.0003032 * t2;
    let longitude = mean
        + (1.914600 - 0.004817 * t - 0.000014 * t2) * sin(anomaly)
        + (0.019993 - 0.000101 * t) * sin(2.0 * anomaly)
        + 0.000290 * sin(3.0 * anomaly);
    (longitude.rem_euclid(360.0) / 30.0).floor() as i64
}

/// The number and first day of the month that holds the winter solstice of a solar year.
fn month_11(year: i32) -> Option<(i64, i64)> {
    let last = julian(NaiveDate::from_ymd_opt(year, 12, 31)?);
    let k = ((last as f64 - EPOCH) / MONTH).floor() as i64;
    // The mean moon may run ahead of the true one by some hours.
    let k = if month_start(k + 1) <= last { k + 1 } else { k };
    let k = if month_start(k) > last { k - 1 } else { k };
    let k = if sun_sector(month_start(k)) >= 9 { k - 1 } else { k };
    Some((k, month_start(k)))
}

/// Which month after month 11 is the leap one: the first in which the sun enters no new sector.
fn leap_offset(k: i64) -> i64 {
    (1..13)
        .find(|offset| {
            sun_sector(month_start(k + offset)) == sun_sector(month_start(k + offset + 1))
        })
        .unwrap_or(13)
}

/// The solar date of a day in an ordinary (not leap) lunar month of the lunar year `year`.
pub fn to_solar(year: i32, month: i64, day: i64) -> Option<NaiveDate> {
    let from = if month < 11 { year - 1 } else { year };
    let (k, first) = month_11(from)?;
    let (_, next) = month_11(from + 1)?;
    let mut offset = (month - 11).rem_euclid(12);
    if next - first > 365 && offset >= leap_offset(k) {
        offset += 1;
    }
    date(month_start(k + offset) + day - 1)
}

/// The first day of the lunar year: mùng 1 Tết.
pub fn tet(year: i32) -> Option<NaiveDate> {
    to_solar(year, 1, 1)
}

/// Giỗ Tổ Hùng Vương: the tenth day of the third month.
pub fn hung_kings(year: i32) -> Option<NaiveDate> {
    to_solar(year, 3, 10)
}

#[cfg(test)]
mod tests;
