use chrono::{NaiveDate, NaiveDateTime, Weekday};

use crate::text::{Assumed, MomentError, PartOfDay, parse_date, parse_moment, parse_time};

/// A Wednesday.
const NOW: &str = "2023-05-10 09:00";

fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
}

fn day(text: &str) -> NaiveDate {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap()
}

/// The reading as `2023-05-11 08:00` or `2023-05-11`; errors as they print for developers.
fn read(typed: &str, now: &str) -> String {
    let show = |m: &crate::text::Moment| match m.time {
        Some(time) => format!("{} {}", m.date, time.format("%H:%M")),
        None => m.date.to_string(),
    };
    match parse_moment(typed, at(now)) {
        Ok(moment) => show(&moment),
        Err(MomentError::Ambiguous(all)) => all.iter().map(show).collect::<Vec<_>>().join(" | "),
        Err(MomentError::DayMissing { from, to }) => format!("{from} .. {to}"),
        Err(other) => format!("{other:?}"),
    }
}

#[track_caller]
fn check(now: &str, table: &[(&str, &str)]) {
    let wrong: Vec<String> = table
        .iter()
        .filter(|(typed, expected)| read(typed, now) != *expected)
        .map(|(typed, expected)| format!("{typed}: {}, not {expected}", read(typed, now)))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn days_from_today() {
    check(
        NOW,
        &[
            ("hôm nay", "2023-05-10"),
            ("hôm nay 14h", "2023-05-10 14:00"),
            ("hom nay 14h", "2023-05-10 14:00"),
            ("nay 14h", "2023-05-10 14:00"),
            ("sáng nay", "2023-05-10"),
            ("tối nay 7h", "2023-05-10 19:00"),
            ("mai", "2023-05-11"),
            ("mai 8h", "2023-05-11 08:00"),
            ("MAI 8H", "2023-05-11 08:00"),
            ("8h mai", "2023-05-11 08:00"),
            ("ngày mai lúc 8 giờ", "2023-05-11 08:00"),
            ("ngay mai luc 8 gio", "2023-05-11 08:00"),
            ("sáng mai", "2023-05-11"),
            ("sang mai 8h", "2023-05-11 08:00"),
            ("8h sáng mai", "2023-05-11 08:00"),
            ("chiều mai 2h", "2023-05-11 14:00"),
            ("2h chieu mai", "2023-05-11 14:00"),
            ("toi mai 8h", "2023-05-11 20:00"),
            ("đổi sang 14h mai", "2023-05-11 14:00"),
            ("mốt", "2023-05-12"),
            ("mot 8h", "2023-05-12 08:00"),
            ("ngày mốt", "2023-05-12"),
            ("ngay mot", "2023-05-12"),
            ("ngày kia", "2023-05-12"),
            ("sáng kia 8h", "2023-05-12 08:00"),
            ("ngày kìa", "2023-05-13"),
            ("hôm qua", "2023-05-09"),
            ("chiều qua", "2023-05-09"),
            ("hôm kia", "2023-05-08"),
            ("3 ngày nữa", "2023-05-13"),
            ("3 ngay nua", "2023-05-13"),
            ("ba hôm nữa", "2023-05-13"),
            ("sau 3 ngày", "2023-05-13"),
            ("10 ngày tới", "2023-05-20"),
            ("mười lăm ngày nữa", "2023-05-25"),
            ("8h 3 ngày nữa", "2023-05-13 08:00"),
            ("2 tuần nữa", "2023-05-24"),
            ("một tuần nữa", "2023-05-17"),
            ("mot tuan nua 8h", "2023-05-17 08:00"),
            ("năm tuần nữa", "2023-06-14"),
            ("1 tháng nữa", "2023-06-10"),
            ("3 tháng sau", "2023-08-10"),
            ("2 ngày trước", "2023-05-08"),
            ("2 tiếng nữa", "2023-05-10 11:00"),
            ("1 tiếng rưỡi nữa", "2023-05-10 10:30"),
            ("30 phút nữa", "2023-05-10 09:30"),
            ("nửa tiếng nữa", "2023-05-10 09:30"),
            ("bây giờ", "2023-05-10 09:00"),
            ("tomorrow 8am", "2023-05-11 08:00"),
            ("in 3 days", "2023-05-13"),
        ],
    );
}

#[test]
fn dates() {
    check(
        NOW,
        &[
            ("16/5", "2023-05-16"),
            ("16/5 8h30", "2023-05-16 08:30"),
            ("8h30 16/5", "2023-05-16 08:30"),
            ("8h 16/5", "2023-05-16 08:00"),
            ("8h 30 16/5", "2023-05-16 08:30"),
            ("8h30, ngày 16/5", "2023-05-16 08:30"),
            ("16/5/2023 8:30", "2023-05-16 08:30"),
            ("16/05/2023", "2023-05-16"),
            ("16 / 5 / 2023", "2023-05-16"),
            ("16/5/23", "2023-05-16"),
            ("16-5-2023", "2023-05-16"),
            ("16-5 - 8h", "2023-05-16 08:00"),
            ("16.5.2023", "2023-05-16"),
            ("16.5", "2023-05-16"),
            ("16.5 8.30", "2023-05-16 08:30"),
            ("mai 8.10", "2023-05-11 08:10"),
            ("2024-04-02", "2024-04-02"),
            ("2024-04-02 08:00", "2024-04-02 08:00"),
            ("2024-04-02T08:00:00", "2024-04-02 08:00"),
            ("2024-04-02T07:00", "2024-04-02 07:00"),
            ("ngày 2 tháng 4 năm 2024 lúc 8 giờ", "2024-04-02 08:00"),
            ("vào lúc 8 giờ 30 phút ngày 2 tháng 4 năm 2024", "2024-04-02 08:30"),
            ("ngay 2 thang 4 nam 2024", "2024-04-02"),
            ("2 tháng 4/2024", "2024-04-02"),
            ("mười sáu tháng năm", "2023-05-16"),
            ("16 tháng năm năm 2024", "2024-05-16"),
            ("16 tháng tư năm sau", "2024-04-16"),
            ("16/4 năm nay", "2023-04-16"),
            ("ngày một tháng sáu", "2023-06-01"),
            ("sáng 16/5", "2023-05-16"),
            ("chiều 16/5 2h", "2023-05-16 14:00"),
            ("trước 16/5", "2023-05-16"),
            ("16/5 này", "2023-05-16"),
            ("thứ ba 16/5", "2023-05-16"),
            ("thứ 3, ngày 16/5, 8h", "2023-05-16 08:00"),
            ("t3-16/5", "2023-05-16"),
            ("ngày 20", "2023-05-20"),
            ("ngày 5", "2023-06-05"),
            ("mùng 5", "2023-06-05"),
            ("ngày 5 tháng sau", "2023-06-05"),
            ("mùng 1 tháng này", "2023-05-01"),
            ("16 May 2023", "2023-05-16"),
            ("16 May 8am", "2023-05-16 08:00"),
            ("29/2/2024", "2024-02-29"),
        ],
    );
}

#[test]
fn the_year_left_out() {
    // Not before today, unless more than 300 days away.
    check(
        "2023-05-10 09:00",
        &[
            ("10/5", "2023-05-10"),
            ("9/5", "2023-05-09"),
            ("6/3", "2023-03-06"),
            ("5/3", "2024-03-05"),
            ("31/12", "2023-12-31"),
        ],
    );
    check("2024-01-05 09:00", &[("20/12", "2023-12-20"), ("20/10", "2024-10-20")]);
    check("2023-06-01 09:00", &[("29/2", "2024-02-29")]);
}

#[test]
fn weekdays_and_weeks() {
    check(
        NOW,
        &[
            ("thứ 5", "2023-05-11"),
            ("thứ 4", "2023-05-17"),
            ("thứ hai", "2023-05-15"),
            ("thứ tư tuần này", "2023-05-10"),
            ("thứ 5 tuần sau", "2023-05-18"),
            ("thứ năm tuần tới 8h", "2023-05-18 08:00"),
            ("thu nam tuan toi 8h", "2023-05-18 08:00"),
            ("thu 5 tuan sau", "2023-05-18"),
            ("thứ sáu tuần sau nữa", "2023-05-26"),
            ("thu sau", "2023-05-12"),
            ("t5 tuần này", "2023-05-11"),
            ("T2 tuần này", "2023-05-08"),
            ("t6 sang tuần", "2023-05-19"),
            ("chủ nhật", "2023-05-14"),
            ("chu nhat tuan nay", "2023-05-14"),
            ("CN tuần sau", "2023-05-21"),
            ("thứ bảy tuần trước", "2023-05-06"),
            ("thứ 5 này", "2023-05-11"),
            ("thu 5 nay", "2023-05-11"),
            ("thứ năm tới 8h", "2023-05-11 08:00"),
            ("thứ năm tối 8h", "2023-05-11 20:00"),
            ("thu 5 toi", "2023-05-11"),
            ("thu 5 toi 8h", "2023-05-11 08:00 | 2023-05-11 20:00"),
            ("chiều thứ 6 tuần sau", "2023-05-19"),
            ("8h thứ 5", "2023-05-11 08:00"),
            ("8 giờ rưỡi thứ ba", "2023-05-16 08:30"),
            ("tuần sau", "2023-05-15 .. 2023-05-21"),
            ("sang tuần", "2023-05-15 .. 2023-05-21"),
            ("thursday next week", "2023-05-18"),
        ],
    );
}

#[test]
fn ends_and_beginnings() {
    check(
        NOW,
        &[
            ("cuối tháng", "2023-05-31"),
            ("cuoi thang 8h", "2023-05-31 08:00"),
            ("cuối tháng sau", "2023-06-30"),
            ("cuối tháng 2/2024", "2024-02-29"),
            ("cuối tháng 2", "2024-02-29"),
            ("ngày cuối cùng của tháng 6", "2023-06-30"),
            ("hết tháng này", "2023-05-31"),
            ("đầu tháng", "2023-06-01"),
            ("đầu tháng 12", "2023-12-01"),
            ("giữa tháng 6", "2023-06-15"),
            ("đầu tuần", "2023-05-15"),
            ("đầu tuần sau", "2023-05-15"),
            ("hết tuần này", "2023-05-14"),
            ("cuối tuần", "2023-05-13 | 2023-05-14"),
            ("cuối năm", "2023-12-31"),
            ("cuối năm sau", "2024-12-31"),
            ("hết quý 4/2023", "2023-12-31"),
            ("cuối quý này", "2023-06-30"),
            ("tháng 6", "2023-06-01 .. 2023-06-30"),
            ("tháng sau", "2023-06-01 .. 2023-06-30"),
            ("quý IV", "2023-10-01 .. 2023-12-31"),
            ("năm 2024", "2024-01-01 .. 2024-12-31"),
            ("năm sau", "2024-01-01 .. 2024-12-31"),
        ],
    );
}

#[test]
fn a_time_alone_is_the_next_one() {
    check(
        NOW,
        &[
            ("14h", "2023-05-10 14:00"),
            ("8h", "2023-05-11 08:00"),
            ("9h", "2023-05-11 09:00"),
            ("24h", "2023-05-11 00:00"),
            ("12h đêm", "2023-05-11 00:00"),
        ],
    );
}

#[test]
fn several_readings_are_offered() {
    check(
        NOW,
        &[
            ("mai 8h hay 9h", "2023-05-11 08:00 | 2023-05-11 09:00"),
            ("16/5 hoặc 17/5", "2023-05-16 | 2023-05-17"),
            ("12h đêm 16/5", "2023-05-16 00:00 | 2023-05-17 00:00"),
            ("1h đêm mai", "2023-05-11 01:00 | 2023-05-12 01:00"),
            ("24h ngày 16/5", "2023-05-17 00:00"),
        ],
    );
}

#[test]
fn errors_name_what_is_wrong() {
    let error = |typed| parse_moment(typed, at(NOW)).unwrap_err();
    let no_such = |day, month, year| MomentError::NoSuchDate { day, month, year };
    assert_eq!(error(""), MomentError::Empty);
    assert_eq!(error(" \u{200B}\n"), MomentError::Empty);
    assert_eq!(error("31/2"), no_such(31, 2, 2023));
    assert_eq!(error("29/2/2023"), no_such(29, 2, 2023));
    assert_eq!(error("16/13/2023 8h"), no_such(16, 13, 2023));
    assert_eq!(error("ngày 31 tháng 6 năm 2024"), no_such(31, 6, 2024));
    assert_eq!(error("mai 25h"), MomentError::BadTime { hour: 25, minute: 0 });
    assert_eq!(error("mai 8h75"), MomentError::BadTime { hour: 8, minute: 75 });
    assert_eq!(error("15h sáng mai"), MomentError::BadTime { hour: 15, minute: 0 });
    assert_eq!(error("24:30"), MomentError::BadTime { hour: 24, minute: 30 });
    assert_eq!(
        error("thứ 5 16/5"),
        MomentError::WeekdayMismatch { date: day("2023-05-16"), typed: Weekday::Thu }
    );
    for typed in [
        "xã chưa có cán bộ",
        "chị Mai Hoa",
        "8",
        "thứ 8",
        "thứ 5 thứ 6",
        "sáng",
        "vài ngày nữa",
        "16/5/",
        "16/5/8h",
        "1/2/3/4",
        "12345678901234567890/5",
        "999999999 ngày nữa",
        "16/5/123",
        "mai sáng chiều",
        "1/1 2/1 3/1 4/1 5/1 6/1 7/1",
        "999999 tháng nữa",
        "16/5/0203",
        "tháng 13",
        "8h8h8",
        "?",
    ] {
        assert_eq!(error(typed), MomentError::NotUnderstood, "{typed}");
    }
}

#[test]
fn assumptions_are_told() {
    let assumed = |typed| parse_moment(typed, at(NOW)).unwrap().assumed;
    let none = Assumed::default();
    assert_eq!(assumed("16/5/2023 8h"), none);
    assert_eq!(assumed("mai 14h"), none);
    assert_eq!(assumed("mai 2h chiều"), none);
    assert_eq!(assumed("mai 02:00"), none);
    assert_eq!(assumed("16/5"), Assumed { year: true, ..none });
    assert_eq!(assumed("ngày 20"), Assumed { month: true, ..none });
    assert_eq!(assumed("14h"), Assumed { date: true, ..none });
    assert_eq!(assumed("16/5 2h"), Assumed { year: true, afternoon: true, ..none });
    assert!(assumed("2h").any() && !none.any());
    let morning = parse_moment("sáng mai", at(NOW)).unwrap();
    assert_eq!((morning.time, morning.part), (None, Some(PartOfDay::Morning)));
}

#[test]
fn dates_alone_and_times_alone() {
    let today = day("2023-05-10");
    assert_eq!(parse_date("16/5 lúc 8h", today), Ok(day("2023-05-16")));
    assert_eq!(parse_date("hôm nay 25h", today), Ok(today));
    assert_eq!(parse_date("8h", today), Err(MomentError::WrongKind));
    assert_eq!(parse_time("mai 8h"), Err(MomentError::WrongKind));
    assert_eq!(parse_time("mai"), Err(MomentError::WrongKind));
    assert_eq!(parse_time("8h hay 9h"), Err(MomentError::NotUnderstood));
}
