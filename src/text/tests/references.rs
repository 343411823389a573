use chrono::NaiveDate;

use crate::text::{document_number, phone_number};

#[test]
fn documents() {
    for (typed, number, date) in [
        ("135/NQ-HĐND ngày 08/12/2023", "135/NQ-HĐND", Some((2023, 12, 8))),
        ("QĐ 12/QĐ-UBND 05/01/2022", "12/QĐ-UBND", Some((2022, 1, 5))),
        ("Nghị quyết số 135/NQ-HĐND, 08/12/2023", "135/NQ-HĐND", Some((2023, 12, 8))),
        ("số: 135/NQ-HĐND ngày 8 tháng 12 năm 2023", "135/NQ-HĐND", Some((2023, 12, 8))),
        ("ngày 8/12/2023, số 135/NQ-HĐND", "135/NQ-HĐND", Some((2023, 12, 8))),
        ("135/NQ-HĐND - 08/12/2023", "135/NQ-HĐND", Some((2023, 12, 8))),
        ("135/NQ-HĐND - Về việc giám sát", "135/NQ-HĐND", None),
        ("12/QĐ-UBND", "12/QĐ-UBND", None),
        ("12/qd-ubnd", "12/QĐ-UBND", None),
        ("135 / nq - HDND", "135/NQ-HĐND", None),
        ("12a/QĐ-UBND", "12A/QĐ-UBND", None),
        ("20/2024/NQ-HĐND", "20/2024/NQ-HĐND", None),
        ("NQ 108/NQ-CP (10/7/2024)", "108/NQ-CP", Some((2024, 7, 10))),
        ("18-NQ/TU", "18-NQ/TU", None),
        ("Luật 121/2025/QH15", "121/2025/QH15", None),
        ("45/STTTT ngày 1.2.2024", "45/STTTT", Some((2024, 2, 1))),
        ("12/TTr-UBND", "12/TTr-UBND", None),
        ("12/QĐ-UBND ngày 31/2/2022", "12/QĐ-UBND", None),
        ("12/QĐ-UBND ngày 5/1", "12/QĐ-UBND", None),
    ] {
        let found = document_number(typed).unwrap_or_else(|| panic!("{typed}"));
        assert_eq!(found.number, number, "{typed}");
        let date = date.and_then(|(y, m, d)| NaiveDate::from_ymd_opt(y, m, d));
        assert_eq!(found.date, date, "{typed}");
    }
    for typed in [
        "",
        "có",
        "05/01/2022",
        "118/120",
        "12/xã",
        "3.080/8.000",
        "QĐ-UBND",
        "12 - QD UBND",
        "16-5-2023",
    ] {
        assert_eq!(document_number(typed), None, "{typed}");
    }
}

#[test]
fn phones() {
    for typed in [
        "0912 345 678",
        "0912345678",
        "0912.345.678",
        "0912-345-678",
        "+84912345678",
        "84912345678",
        "+84 (0)912 345 678",
        "+84 912 345 678",
        "0084912345678",
        " 0912\u{A0}345\u{A0}678 ",
    ] {
        assert_eq!(phone_number(typed).as_deref(), Some("+84912345678"), "{typed}");
    }
    assert_eq!(phone_number("(024) 3825 3536").as_deref(), Some("+842438253536"));
    for typed in [
        "",
        "0912",
        "912345678",
        "01234567890",
        "+1 202 555 0100",
        "0912 345 67a",
        "09123456789",
        "++84912345678",
        "0412345678",
    ] {
        assert_eq!(phone_number(typed), None, "{typed}");
    }
}
