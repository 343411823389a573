//! Against known feasts, and against new moons computed another way: J. Meeus, Astronomical
//! Algorithms, chapter 49, with all its terms, at UTC+7.

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn known_feasts() {
    for (year, tet_day) in [
        (1968, "1968-01-29"), // the year in which the zones first parted
        (1985, "1985-01-21"), // China: 20 February
        (2007, "2007-02-17"), // China: 18 February
        (2023, "2023-01-22"),
        (2024, "2024-02-10"),
        (2025, "2025-01-29"),
        (2026, "2026-02-17"),
        (2030, "2030-02-02"), // China: 3 February
        (2033, "2033-01-31"),
        (2034, "2034-02-19"),
        (2053, "2053-02-18"), // China: 19 February
    ] {
        assert_eq!(tet(year), Some(day(tet_day)), "{year}");
    }
    for feast in ["2007-04-26", "2023-04-29", "2024-04-18", "2025-04-07", "2026-04-26"] {
        assert_eq!(hung_kings(day(feast).year()), Some(day(feast)));
    }
}

#[test]
fn every_month_of_2000_to_2050_begins_on_the_day_of_the_new_moon() {
    // Number 0 here is the new moon of 6 January 2000; ours counts from 1900.
    let first = (2451550.0_f64 - EPOCH) / MONTH;
    let first = first.round() as i64;
    let mut compared = 0;
    for k in 0..=631 {
        let (start, moon) = (month_start(first + k), meeus(k as f64));
        let local = moon + 0.5 + ZONE;
        assert_eq!(start, local.floor() as i64, "new moon {k}: {:?}", date(start));
        compared += usize::from(date(start).is_some_and(|day| (2000..=2050).contains(&day.year())));
    }
    assert_eq!(compared, 631);
}

/// The Julian date (UT) of a new moon near the year 2000.
fn meeus(k: f64) -> f64 {
    let t = k / 1236.85;
    let (t2, t3, t4) = (t * t, t.powi(3), t.powi(4));
    let sin = |degrees: f64| degrees.to_radians().sin();
    let jde =
        2451550.09766 + 29.530588861 * k + 0.00015437 * t2 - 0.000000150 * t3 + 0.00000000073 * t4;
    let e = 1.0 - 0.002516 * t - 0.0000074 * t2;
    let m = 2.5534 + 29.10535670 * k - 0.0000014 * t2 - 0.00000011 * t3;
    let n = 201.5643 + 385.81693528 * k + 0.0107582 * t2 + 0.00001238 * t3 - 0.000000058 * t4;
    let f = 160.7108 + 390.67050284 * k - 0.0016118 * t2 - 0.00000227 * t3 + 0.000000011 * t4;
    let o = 124.7746 - 1.56375588 * k + 0.0020672 * t2 + 0.00000215 * t3;
    let periodic = -0.40720 * sin(n)
        + 0.17241 * e * sin(m)
        + 0.01608 * sin(2.0 * n)
        + 0.01039 * sin(2.0 * f)
        + 0.00739 * e * sin(n - m)
        - 0.00514 * e * sin(n + m)
        + 0.00208 * e * e * sin(2.0 * m)
        - 0.00111 * sin(n - 2.0 * f)
        - 0.00057 * sin(n + 2.0 * f)
        + 0.00056 * e * sin(2.0 * n + m)
        - 0.00042 * sin(3.0 * n)
        + 0.00042 * e * sin(m + 2.0 * f)
        + 0.00038 * e * sin(m - 2.0 * f)
        - 0.00024 * e * sin(2.0 * n - m)
        - 0.00017 * sin(o)
        - 0.00007 * sin(n + 2.0 * m)
        + 0.00004 * sin(2.0 * n - 2.0 * f)
        + 0.00004 * sin(3.0 * m)
        + 0.00003 * sin(n + m - 2.0 * f)
        + 0.00003 * sin(2.0 * n + 2.0 * f)
        - 0.00003 * sin(n + m + 2.0 * f)
        + 0.00003 * sin(n - m + 2.0 * f)
        - 0.00002 * sin(n - m - 2.0 * f)
        - 0.00002 * sin(3.0 * n + m)
        + 0.00002 * sin(4.0 * n);
    let planets = [
        (325e-6, 299.77 + 0.107408 * k - 0.009173 * t2),
        (165e-6, 251.88 + 0.016321 * k),
        (164e-6, 251.83 + 26.651886 * k),
        (126e-6, 349.42 + 36.412478 * k),
        (110e-6, 84.66 + 18.206239 * k),
        (62e-6, 141.74 + 53.303771 * k),
        (60e-6, 207.14 + 2.453732 * k),
        (56e-6, 154.84 + 7.306860 * k),
        (47e-6, 34.52 + 27.261239 * k),
        (42e-6, 207.19 + 0.121824 * k),
        (40e-6, 291.34 + 1.844379 * k),
        (37e-6, 161.72 + 24.198154 * k),
        (35e-6, 239.56 + 25.513099 * k),
        (23e-6, 331.55 + 3.592518 * k),
    ];
    let planets: f64 = planets.iter().map(|(factor, angle)| factor * sin(*angle)).sum();
    // Dynamical to universal time: 64 s in 2000, a second more every few years.
    let years = t * 100.0;
    let delta = 63.86 + 0.25 * years;
    jde + periodic + planets - delta / 86400.0
}
