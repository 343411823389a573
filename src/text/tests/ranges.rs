//! Years and days from when to when.

use chrono::NaiveDate;

use crate::text::{RangeError, parse_days, parse_years};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn years_as_people_type_them() {
    for typed in ["2021–2023", "2021-2023", "giai đoạn 2021 - 2023", "Từ năm 2021 đến năm 2023"]
    {
        assert_eq!(parse_years(typed), Ok((2021, 2023)), "{typed}");
    }
    assert_eq!(parse_years("2022"), Ok((2022, 2022)));
    assert_eq!(parse_years("2023-2021"), Err(RangeError::Reversed));
    for typed in ["", "21-23", "ba năm", "2021 2022 2023", "20213", "tháng 5/2023"] {
        assert_eq!(parse_years(typed), Err(RangeError::NotUnderstood), "{typed}");
    }
}

#[test]
fn days_as_people_type_them() {
    let today = day("2023-04-01");
    let may = (day("2023-05-15"), day("2023-05-30"));
    for typed in [
        "15/5 - 30/5/2023",
        "15/5–30/5/2023",
        "15-30/5/2023",
        "15 - 30/5",
        "từ ngày 15/5 đến ngày 30/5/2023",
        "Từ 15/5/2023 đến hết ngày 30/5/2023",
        "15/5/2023, 30/5/2023",
        "15/5/2023 30/5/2023",
    ] {
        assert_eq!(parse_days(typed, today), Ok(may), "{typed}");
    }
    assert_eq!(parse_days("16/5/2023", today), Ok((day("2023-05-16"), day("2023-05-16"))));
    let winter = (day("2023-12-15"), day("2024-01-15"));
    assert_eq!(parse_days("15/12 - 15/1/2024", today), Ok(winter));
    for typed in ["30/5 - 15/5/2023", "30-15/5/2023", "30/5/2023 đến 15/5/2023"] {
        assert_eq!(parse_days(typed, today), Err(RangeError::Reversed), "{typed}");
    }
    for typed in ["31/2 - 5/3/2023", "hôm nào đó", "15/5 - ", "- -", "99-99/99"] {
        assert!(matches!(parse_days(typed, today), Err(RangeError::Day(_))), "{typed}");
    }
}
