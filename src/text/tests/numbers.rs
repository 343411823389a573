use chrono::{NaiveDate, NaiveTime};

use crate::text::{
    Decimal, NumberError, Ratio, RatioError, ScoreError, Style, format_date, format_day_month,
    format_decimal, format_integer, format_percent, format_time, parse_decimal, parse_integer,
    parse_money, parse_percent, parse_ratio, parse_score, parse_yes_no, progress_bar,
    weekday_index,
};

fn d(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[test]
fn integers() {
    for (typed, value) in [
        ("0", 0),
        ("118", 118),
        ("3.080", 3080),
        ("3,080", 3080),
        ("3 080", 3080),
        ("3\u{A0}080", 3080),
        ("1.200.000", 1_200_000),
        ("1,200,000", 1_200_000),
        ("-5", -5),
        ("− 5", -5),
        ("+5", 5),
        ("007", 7),
        ("118 hồ sơ", 118),
        ("118.", 118),
        ("12 nghìn", 12_000),
        ("1,5 nghìn hồ sơ", 1_500),
        ("5.0", 5),
    ] {
        assert_eq!(parse_integer(typed), Ok(value), "{typed}");
    }
    for (typed, error) in [
        ("", NumberError::Empty),
        ("  ", NumberError::Empty),
        ("ba", NumberError::NotANumber),
        ("1.5", NumberError::NotWhole),
        ("81,06", NumberError::NotWhole),
        ("1.20.000", NumberError::NotANumber),
        ("1.2.3", NumberError::NotANumber),
        ("12 5", NumberError::NotANumber),
        ("118/120", NumberError::NotANumber),
        ("2 trong 10", NumberError::NotANumber),
        ("5 một hai ba bốn", NumberError::NotANumber),
        ("--5", NumberError::NotANumber),
        ("99999999999999999999", NumberError::TooLong),
    ] {
        assert_eq!(parse_integer(typed), Err(error), "{typed}");
    }
}

#[test]
fn decimals() {
    for (typed, value) in [
        ("84,72", "84.72"),
        ("84.72", "84.72"),
        ("1.5", "1.5"),
        ("1,5", "1.5"),
        ("1.234", "1234"),
        ("1,234", "1.234"),
        ("12.345", "12345"),
        ("0.125", "0.125"),
        ("1234.567", "1234.567"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1.234.567,89", "1234567.89"),
        ("1 234,5", "1234.5"),
        ("-7,3", "-7.3"),
        ("84,72 điểm", "84.72"),
        ("84,70", "84.7"),
        ("1,5 triệu", "1500000"),
    ] {
        assert_eq!(parse_decimal(typed), Ok(d(value)), "{typed}");
    }
    for typed in
        ["1,2,3", "1.2,3.4", "12.34,5", ",5", "1.234,5,6", "abc", "1e5", "0,1234567890123456789"]
    {
        assert!(parse_decimal(typed).is_err(), "{typed}");
    }
}

#[test]
fn percentages() {
    for (typed, value) in [
        ("81,06%", "81.06"),
        ("81.06 %", "81.06"),
        ("81,06\u{A0}%", "81.06"),
        ("81,06 phần trăm", "81.06"),
        ("81,06", "81.06"),
        ("81.060%", "81.06"),
        ("100%", "100"),
        ("-7,3%", "-7.3"),
        ("0,5%", "0.5"),
    ] {
        assert_eq!(parse_percent(typed), Ok(d(value)), "{typed}");
    }
    for typed in ["", "%", "nhiều %", "81,06%%", "3/4%"] {
        assert!(parse_percent(typed).is_err(), "{typed}");
    }
}

#[test]
fn ratios() {
    for (typed, n, of, percent) in [
        ("118/120", 118, 120, "98.33"),
        ("118 / 120", 118, 120, "98.33"),
        ("3.080/8.000", 3080, 8000, "38.5"),
        ("3,080/8,000", 3080, 8000, "38.5"),
        ("1 180/1 200", 1180, 1200, "98.33"),
        ("1 180 / 1 200 = 98,33%", 1180, 1200, "98.33"),
        ("12 345 678 / 12 345 678", 12_345_678, 12_345_678, "100"),
        ("118 trên 1 200", 118, 1200, "9.83"),
        ("118 trên 120", 118, 120, "98.33"),
        ("118 tren tong so 120 ho so", 118, 120, "98.33"),
        ("118 hồ sơ/120 hồ sơ", 118, 120, "98.33"),
        ("118/120 (98,33%)", 118, 120, "98.33"),
        ("98,3% (118/120)", 118, 120, "98.33"),
        ("118/120 = 98%", 118, 120, "98.33"),
        ("98,333% (118/120)", 118, 120, "98.33"),
        ("2/3 (66%)", 2, 3, "66.67"),
        ("1/3", 1, 3, "33.33"),
        ("1/800", 1, 800, "0.13"),
        ("0/5", 0, 5, "0"),
        ("121/120", 121, 120, "100.83"),
    ] {
        let ratio = parse_ratio(typed).unwrap_or_else(|e| panic!("{typed}: {e}"));
        assert_eq!((ratio.numerator(), ratio.denominator()), (n, of), "{typed}");
        assert_eq!(ratio.percent(), d(percent), "{typed}");
        assert_eq!(ratio.exceeds_whole(), n > of, "{typed}");
    }
    for (typed, error) in [
        ("", RatioError::Empty),
        ("100%", RatioError::PercentOnly(d("100"))),
        ("81,06 %", RatioError::PercentOnly(d("81.06"))),
        ("81,06 phần trăm", RatioError::PercentOnly(d("81.06"))),
        ("đạt 100% ạ", RatioError::PercentOnly(d("100"))),
        ("5/0", RatioError::DenominatorZero),
        ("-1/5", RatioError::NotCounts),
        ("1,5/3", RatioError::NotCounts),
        ("118", RatioError::NotUnderstood),
        ("1/2/3", RatioError::NotUnderstood),
        ("1 18/1 200", RatioError::NotUnderstood),
        ("1180 200/300", RatioError::NotUnderstood),
        ("118/98%", RatioError::NotUnderstood),
        ("tất cả", RatioError::NotUnderstood),
        ("1/9999999999999", RatioError::TooLarge),
        (
            "118/120 (89,33%)",
            RatioError::PercentDisagrees { typed: d("89.33"), computed: d("98.33") },
        ),
    ] {
        assert_eq!(parse_ratio(typed), Err(error), "{typed}");
    }
    assert_eq!(Ratio::new(1, 0), Err(RatioError::DenominatorZero));
}

#[test]
fn scores() {
    type Row = (&'static str, Option<&'static str>, Option<&'static str>, Option<u32>, Option<u32>);
    let table: [Row; 12] = [
        ("84,72/100, hạng 3/9", Some("84.72"), Some("100"), Some(3), Some(9)),
        ("84,72/100, hang 3/9", Some("84.72"), Some("100"), Some(3), Some(9)),
        ("84.72/100 xếp thứ 3/9", Some("84.72"), Some("100"), Some(3), Some(9)),
        ("84,72/100 (3/9)", Some("84.72"), Some("100"), Some(3), Some(9)),
        ("hạng 3/9, 84,72 điểm", Some("84.72"), None, Some(3), Some(9)),
        ("đạt 84,72 điểm, xếp hạng 3 trên 9", Some("84.72"), None, Some(3), Some(9)),
        ("84,72/100", Some("84.72"), Some("100"), None, None),
        ("84,720/100", Some("84.72"), Some("100"), None, None),
        ("84.720/100", Some("84.72"), Some("100"), None, None),
        ("84,72", Some("84.72"), None, None, None),
        ("hang 3/9", None, None, Some(3), Some(9)),
        ("hạng 3", None, None, Some(3), None),
    ];
    for (typed, score, out_of, rank, of) in table {
        let read = parse_score(typed).unwrap_or_else(|e| panic!("{typed}: {e}"));
        assert_eq!((read.score, read.out_of), (score.map(d), out_of.map(d)), "{typed}");
        assert_eq!((read.rank, read.of), (rank, of), "{typed}");
    }
    for (typed, error) in [
        ("", ScoreError::Empty),
        ("tốt", ScoreError::NotUnderstood),
        ("1/2/3", ScoreError::NotUnderstood),
        ("hạng nhất", ScoreError::NotUnderstood),
        ("hạng 1,5", ScoreError::NotUnderstood),
        ("1 2 3", ScoreError::NotUnderstood),
        ("hạng 10/9", ScoreError::RankOutOfRange { rank: 10, of: 9 }),
        ("hạng 0/9", ScoreError::RankOutOfRange { rank: 0, of: 9 }),
        ("101/100", ScoreError::ScoreOutOfRange { score: d("101"), out_of: d("100") }),
    ] {
        assert_eq!(parse_score(typed), Err(error), "{typed}");
    }
}

#[test]
fn money() {
    for (typed, dong) in [
        ("46 tỷ", 46_000_000_000),
        ("46 tỉ đồng", 46_000_000_000),
        ("1,5 tỷ đồng", 1_500_000_000),
        ("1.5 ty", 1_500_000_000),
        ("300 triệu", 300_000_000),
        ("300tr", 300_000_000),
        ("1.200.000 đ", 1_200_000),
        ("1.200.000đ", 1_200_000),
        ("1200000 VNĐ", 1_200_000),
        ("50k", 50_000),
        ("50 nghìn đồng", 50_000),
        ("1 tỷ 200 triệu", 1_200_000_000),
        ("1 tỷ 200 triệu 500 nghìn đồng", 1_200_500_000),
        ("1 tỷ rưỡi", 1_500_000_000),
        ("2tr5", 2_500_000),
        ("2tr500", 2_500_000),
        ("1,2 nghìn tỷ", 1_200_000_000_000),
        ("0 đồng", 0),
    ] {
        assert_eq!(parse_money(typed), Ok(dong), "{typed}");
    }
    for (typed, error) in [
        ("", NumberError::Empty),
        ("đồng", NumberError::NotANumber),
        ("nhiều", NumberError::NotANumber),
        ("5 triệu 2 tỷ", NumberError::NotANumber),
        ("1 tỷ 50", NumberError::NotANumber),
        ("50 USD", NumberError::NotANumber),
        ("-5 triệu", NumberError::Negative),
        ("1,5 đồng", NumberError::NotWhole),
        ("999999999 nghìn tỷ", NumberError::TooLong),
    ] {
        assert_eq!(parse_money(typed), Err(error), "{typed}");
    }
}

#[test]
fn yes_and_no() {
    for typed in [
        "có",
        "co",
        "Có ạ",
        "CÓ",
        "đã có",
        "có rồi",
        "rồi",
        "roi",
        "đúng",
        "đúng rồi",
        "phải",
        "vâng",
        "dạ",
        "dạ có",
        "được",
        "yes",
        "Y",
        "ok",
        "ừ",
    ] {
        assert_eq!(parse_yes_no(typed), Some(true), "{typed}");
    }
    for typed in [
        "không",
        "khong",
        "ko",
        "k",
        "K ạ",
        "chưa",
        "chua",
        "chưa có",
        "không có",
        "dạ không ạ",
        "sai",
        "không đúng",
        "no",
        "n",
        "không, chưa có",
    ] {
        assert_eq!(parse_yes_no(typed), Some(false), "{typed}");
    }
    for typed in ["", "có không", "đúng không", "rồi chưa", "118/120", "có thể", "?", "công"]
    {
        assert_eq!(parse_yes_no(typed), None, "{typed}");
    }
}

#[test]
fn formats() {
    use Style::{English, Vietnamese};
    for (value, vietnamese, english) in [
        (0, "0", "0"),
        (999, "999", "999"),
        (3080, "3.080", "3,080"),
        (-1_234_567, "-1.234.567", "-1,234,567"),
    ] {
        assert_eq!(format_integer(value, Vietnamese), vietnamese);
        assert_eq!(format_integer(value, English), english);
    }
    assert_eq!(format_integer(i64::MIN, Vietnamese), "-9.223.372.036.854.775.808");
    assert_eq!(format_decimal(d("-1234.5"), Vietnamese), "-1.234,5");
    assert_eq!(format_decimal(d("1234.5"), English), "1,234.5");
    assert_eq!(format_percent(d("98.33"), Vietnamese), "98,33\u{A0}%");
    assert_eq!(format_percent(d("98.33"), English), "98.33%");
    let date = NaiveDate::from_ymd_opt(2023, 5, 16).unwrap();
    assert_eq!(format_date(date, Vietnamese), "16/5/2023");
    assert_eq!(format_date(date, English), "16 May 2023");
    assert_eq!(format_day_month(date, Vietnamese), "16/5");
    assert_eq!(format_day_month(date, English), "16 May");
    assert_eq!(weekday_index(date), 2);
    let time = NaiveTime::from_hms_opt(8, 30, 0).unwrap();
    assert_eq!(format_time(time, Vietnamese), "08:30");
    assert_eq!(d("84.72").to_f64(), 84.72);
}

#[test]
fn progress() {
    for (done, total, width, bar) in [
        (12, 24, 8, "▓▓▓▓░░░░"),
        (0, 24, 8, "░░░░░░░░"),
        (1, 1000, 8, "▓░░░░░░░"),
        (999, 1000, 8, "▓▓▓▓▓▓▓░"),
        (24, 24, 8, "▓▓▓▓▓▓▓▓"),
        (30, 24, 4, "▓▓▓▓"),
        (0, 0, 4, "░░░░"),
        (1, 2, 1, "░"),
        (1, 2, 0, ""),
    ] {
        assert_eq!(progress_bar(done, total, width), bar, "{done}/{total}");
    }
}
