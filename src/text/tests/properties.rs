use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use proptest::prelude::*;

use crate::text::{
    Decimal, MomentError, Style, document_number, fold, format_date, format_day_month,
    format_decimal, format_integer, format_percent, format_time, parse_date, parse_decimal,
    parse_duration, parse_integer, parse_moment, parse_money, parse_percent, parse_ratio,
    parse_score, parse_time, parse_yes_no, phone_number, progress_bar,
};

const FIRST_DAY: NaiveDate = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap();

fn dates() -> impl Strategy<Value = NaiveDate> {
    (0i64..73_000).prop_map(|days| FIRST_DAY + TimeDelta::days(days))
}

fn styles() -> impl Strategy<Value = Style> {
    prop_oneof![Just(Style::Vietnamese), Just(Style::English)]
}

/// Texts out of the pieces that the parsers know: they get much further than arbitrary ones.
fn nearly() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "1", "2", "5", "8", "12", "16", "31", "99", "2023", "999999", "/", "-", ".", ",", ":", "%",
        " ", " ", " ", "h", "g", "giờ", "phút", "rưỡi", "kém", "nửa", "nữa", "sau", "tới", "toi",
        "tối", "sáng", "đêm", "thứ", "t", "cn", "ngày", "tuần", "tháng", "quý", "năm", "mai",
        "mốt", "mot", "cuối", "đầu", "giữa", "mười", "trước", "tỷ", "triệu", "tr", "đồng", "hạng",
        "trên", "có", "không", "NQ", "HĐND", "+84", "0912", "in", "may",
    ]);
    prop::collection::vec(piece, 0..9).prop_map(|pieces| pieces.concat())
}

/// Every parser once; a panic fails the test.
fn parse_all(text: &str, now: NaiveDateTime) {
    let _ = parse_moment(text, now);
    let _ = parse_date(text, now.date());
    let _ = parse_time(text);
    let _ = parse_duration(text).map(|d| (d.elapsed(), d.at_work()));
    let _ = parse_integer(text);
    let _ = parse_decimal(text);
    let _ = parse_percent(text);
    let _ = parse_ratio(text).map(|r| r.percent());
    let _ = parse_score(text);
    let _ = parse_money(text);
    let _ = parse_yes_no(text);
    let _ = document_number(text);
    let _ = phone_number(text);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, ..ProptestConfig::default() })]

    #[test]
    fn parsers_never_panic(text in any::<String>(), date in dates()) {
        parse_all(&text, date.and_time(NaiveTime::MIN));
    }

    #[test]
    fn parsers_never_panic_on_near_misses(text in nearly(), date in dates()) {
        parse_all(&text, date.and_time(NaiveTime::MIN));
    }

    #[test]
    fn parsers_survive_the_ends_of_the_calendar(text in nearly()) {
        parse_all(&text, NaiveDateTime::MAX);
        parse_all(&text, NaiveDateTime::MIN);
    }

    #[test]
    fn several_readings_are_several_and_sorted(text in nearly(), date in dates()) {
        let now = date.and_time(NaiveTime::MIN);
        if let Err(MomentError::Ambiguous(all)) = parse_moment(&text, now) {
            prop_assert!(all.len() > 1);
            prop_assert!(all.is_sorted_by(|a, b| (a.date, a.time) < (b.date, b.time)));
        }
    }

    #[test]
    fn diacritics_are_not_needed_for_dates(days in 1u32..60, date in dates()) {
        for phrase in [format!("{days} ngày nữa"), format!("{days} tuần nữa 8 giờ rưỡi")] {
            let now = date.and_time(NaiveTime::MIN);
            prop_assert_eq!(parse_moment(&phrase, now), parse_moment(&fold(&phrase), now));
        }
    }

    #[test]
    fn dates_round_trip(date in dates(), today in dates(), style in styles()) {
        prop_assert_eq!(parse_date(&format_date(date, style), today), Ok(date));
    }

    #[test]
    fn near_dates_round_trip_without_their_year(
        today in dates(), ahead in 0i64..=300, style in styles()
    ) {
        let date = today + TimeDelta::days(ahead);
        prop_assert_eq!(parse_date(&format_day_month(date, style), today), Ok(date));
    }

    #[test]
    fn times_round_trip(minutes in 0u32..1440, style in styles()) {
        let time = NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0).unwrap();
        let read = parse_time(&format_time(time, style)).unwrap();
        prop_assert_eq!((read.time, read.afternoon_assumed), (time, false));
    }

    #[test]
    fn integers_round_trip(value in -10i64.pow(18) + 1..10i64.pow(18), style in styles()) {
        prop_assert_eq!(parse_integer(&format_integer(value, style)), Ok(value));
    }

    #[test]
    fn decimals_round_trip(mantissa in -10i128.pow(18) + 1..10i128.pow(18), scale in 0u8..=18) {
        let value = Decimal::new(mantissa, scale).unwrap();
        let shown = format_decimal(value, Style::Vietnamese);
        prop_assert_eq!(parse_decimal(&shown), Ok(value));
    }

    #[test]
    fn percentages_round_trip(hundredths in -99_999i128..=99_999, style in styles()) {
        let value = Decimal::new(hundredths, 2).unwrap();
        prop_assert_eq!(parse_percent(&format_percent(value, style)), Ok(value));
    }

    #[test]
    fn counts_round_trip(n in 0i64..10_000_000, of in 1i64..10_000_000, style in styles()) {
        let typed = format!("{}/{}", format_integer(n, style), format_integer(of, style));
        let ratio = parse_ratio(&typed).unwrap();
        prop_assert_eq!((ratio.numerator(), ratio.denominator()), (n, of));
        let off = ratio.percent().to_f64() - n as f64 * 100.0 / of as f64;
        prop_assert!(off.abs() <= 0.005_000_1, "off by {}", off);
    }

    #[test]
    fn a_bar_has_its_width(done in any::<usize>(), total in any::<usize>(), width in 0usize..40) {
        let bar = progress_bar(done, total, width);
        prop_assert_eq!(bar.chars().count(), width);
        prop_assert_eq!(bar.contains('░'), width > 0 && (done < total || total == 0));
    }
}
