//! The phrases of which a typed moment consists. Each parser reads one at the cursor and says
//! what it states; putting the statements together is `resolve`'s work.

use chrono::Weekday;

use super::clock_time::{PartOfDay, TypedTime, time};
use super::duration::{TypedDuration, duration};
use super::span::{Edge, Span, edge, reference, span, year_after};
use super::token::Cursor;

/// What one phrase states.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Fact {
    Day(Day),
    Weekday(Weekday),
    /// Weeks from this one.
    Week(i32),
    /// A month, quarter or year without a day in it.
    Span(Span),
    Year(Year),
    Time(TypedTime),
    Part(PartOfDay),
    /// `toi` without diacritics after a weekday: evening, or coming.
    PerhapsEvening,
    /// Time from now.
    After(TypedDuration),
    Nothing,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Day {
    Date {
        day: u32,
        month: u32,
        year: Option<i32>,
    },
    /// A day of a month counted from this one; `None` for the next such day.
    OfMonth {
        day: u32,
        months: Option<i32>,
    },
    /// Days from today.
    Offset(i64),
    /// Months from today.
    Months(i32),
    Edge(Edge, Span),
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Year {
    Named(i32),
    Offset(i32),
}

const ENGLISH_MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Words that carry no date but stand around one.
const FILLERS: &[&str] = &[
    "luc", "vao", "ngay", "hom", "buoi", "khoang", "tam", "den", "truoc", "han", "la", "thi",
    "nhe", "nha", "a", "em", "anh", "chi", "dung", "tu", "hen", "xin", "va", "hoac", "hay", "doi",
    "chuyen", "lai", "som", "cua", "trong", "at", "on", "by", "the", "of", "bua", "lui", "ok",
    "duoc",
];

type Parser<'a> = dyn Fn(&mut Cursor) -> Option<Fact> + 'a;

/// The next phrase; the cursor moves behind it. `None` for what cannot be part of a moment.
pub(super) fn fact(c: &mut Cursor, after_date: bool, after_weekday: bool) -> Option<Fact> {
    // Without diacritics `thứ 5 này` looks like `thứ 5 nay`; nobody says the latter.
    if after_weekday && c.take_word(&["nay"]) {
        return Some(Fact::Nothing);
    }
    let parsers: &[&Parser] = &[
        &relative,
        &|c| time(c, after_date).map(Fact::Time),
        &|c| day(c).map(Fact::Day),
        &weekday,
        &|c| edge(c).map(|(edge, span)| Fact::Day(Day::Edge(edge, span))),
        &|c| span(c).map(whole_span),
        &day_word,
        &|c| part(c, after_weekday),
        &filler,
    ];
    parsers.iter().find_map(|parse| {
        let mut probe = *c;
        let fact = parse(&mut probe)?;
        *c = probe;
        Some(fact)
    })
}

fn whole_span(span: Span) -> Fact {
    match span {
        Span::Week(weeks) => Fact::Week(weeks.unwrap_or(0)),
        Span::Year(years) => Fact::Year(Year::Offset(years.unwrap_or(0))),
        Span::NamedYear(year) => Fact::Year(Year::Named(year)),
        _ => Fact::Span(span),
    }
}

/// `3 ngày nữa`, `2 tuần sau`, `sau 3 ngày`, `2 tiếng rưỡi nữa`, `1 tháng nữa`, `2 ngày trước`.
fn relative(c: &mut Cursor) -> Option<Fact> {
    let in_english = c.take_word(&["in"]);
    let led = in_english || c.take_means("sau", &["sau"]);
    let mut months = *c;
    let count = months.take_number();
    let per_unit = match months.word() {
        "thang" => 1,
        "nam" => 12,
        _ => 0,
    };
    if let (Some(count), true) = (count, per_unit > 0) {
        months.skip();
        let sign = tail(&mut months, true).or(led.then_some(1))?;
        *c = months;
        return Some(Fact::Day(Day::Months(sign * i32::try_from(count).ok()? * per_unit)));
    }
    let length = duration(c)?;
    // `8h tối` and `8h trước` are no lengths, `2 tiếng tới` is one.
    // `sau 8h` is no length either but a time of day.
    let of_days = length.minutes == 0;
    let sign = tail(c, of_days).or((in_english || (led && of_days)).then_some(1))?;
    if length.minutes > 0 {
        return (sign > 0).then_some(Fact::After(length));
    }
    (length.half_days % 2 == 0)
        .then_some(Fact::Day(Day::Offset(i64::from(sign) * i64::from(length.half_days / 2))))
}

/// The word that makes a length a distance from now, as its sign.
fn tail(c: &mut Cursor, of_days: bool) -> Option<i32> {
    let ahead = c.take_word(&["nua"])
        || c.take_means("sau", &["sau"])
        || c.take_phrase(&["from", "now"])
        || (of_days && c.take_means("toi", &["tới"]));
    if ahead {
        return Some(1);
    }
    (of_days && c.take_word(&["truoc", "ago"])).then_some(-1)
}

/// A day given by its number: `16/5/2023`, `2024-04-02`, `ngày 2 tháng 4 năm 2024`, `ngày 5
/// tháng sau`, `mùng 5`, `16 May 2023`.
pub(super) fn day(c: &mut Cursor) -> Option<Day> {
    let prefixed = c.take_word(&["ngay", "mung", "mong", "hom"]);
    if let Some(year) = c.digits().filter(|d| d.digits == 4) {
        c.skip();
        let sign = c.take_mark(&['-', '/', '.'])?;
        let month = c.take_digits().filter(|d| d.digits <= 2)?.value;
        c.take_mark(&[sign])?;
        let day = c.take_digits().filter(|d| d.digits <= 2)?.value;
        return Some(Day::Date { day, month, year: i32::try_from(year.value).ok() });
    }
    // `ngày mốt` without its diacritics.
    if prefixed && c.word() == "mot" && c.typed() != "một" {
        let mut month = *c;
        month.skip();
        if !matches!(month.word(), "thang" | "thg") {
            return None;
        }
    }
    let digits = c.digits();
    let day = c.take_number()?;
    if digits.is_some_and(|d| d.digits > 2) {
        return None;
    }
    if let (Some(_), Some((sign @ ('/' | '-' | '.'), glued))) = (digits, c.mark())
        && (glued || sign != '.')
    {
        let mut probe = *c;
        probe.skip();
        if let Some(month) =
            probe.take_digits().filter(|d| d.digits <= 2 && (d.glued || sign != '.'))
        {
            *c = probe;
            let year = year_after(c, sign)?;
            return Some(Day::Date { day, month: month.value, year });
        }
    }
    if c.take_word(&["thang", "thg"]) {
        if let Some(months) = reference(c) {
            return Some(Day::OfMonth { day, months: Some(months) });
        }
        let month = c.take_number()?;
        let year = year_after(c, '/')?;
        return Some(Day::Date { day, month, year });
    }
    if let Some(month) = ENGLISH_MONTHS.iter().position(|name| *name == c.word()) {
        c.skip();
        let year = year_after(c, ' ')?;
        return Some(Day::Date { day, month: month as u32 + 1, year });
    }
    prefixed.then_some(Day::OfMonth { day, months: None })
}

/// `thứ 5`, `thứ năm`, `t5`, `chủ nhật`, `CN`, `Thursday`.
fn weekday(c: &mut Cursor) -> Option<Fact> {
    use Weekday::*;
    let english = match c.word() {
        "monday" => Some(Mon),
        "tuesday" => Some(Tue),
        "wednesday" => Some(Wed),
        "thursday" => Some(Thu),
        "friday" => Some(Fri),
        "saturday" => Some(Sat),
        "sunday" | "cn" => Some(Sun),
        _ => None,
    };
    if let Some(day) = english {
        c.skip();
        return Some(Fact::Weekday(day));
    }
    if c.take_phrase(&["chu", "nhat"]) || c.take_phrase(&["chua", "nhat"]) {
        return Some(Fact::Weekday(Sun));
    }
    let number = if c.take_word(&["t"]) {
        c.take_digits().filter(|d| d.glued && d.digits == 1)?.value
    } else if c.take_word(&["thu"]) {
        match c.take_digits() {
            Some(digits) => digits.value,
            // After `thứ` the folded form leaves no doubt: `sau` is six, `nam` is five.
            None => {
                let names = ["hai", "ba", "tu", "nam", "sau", "bay"];
                let at = names.iter().position(|name| *name == c.word())?;
                c.skip();
                at as u32 + 2
            }
        }
    } else {
        return None;
    };
    let day = [Mon, Tue, Wed, Thu, Fri, Sat].get(usize::try_from(number.checked_sub(2)?).ok()?)?;
    Some(Fact::Weekday(*day))
}

/// `hôm nay`, `mai`, `ngày mốt`, `kia`, `hôm qua`, `bây giờ`.
fn day_word(c: &mut Cursor) -> Option<Fact> {
    if c.take_phrase(&["bay", "gio"]) {
        return Some(Fact::After(TypedDuration { half_days: 0, minutes: 0 }));
    }
    let past = c.take_word(&["hom", "bua"]);
    c.take_word(&["ngay"]);
    let offset = match (c.word(), c.typed()) {
        ("nay", "này") => return None,
        ("nay" | "today", _) => 0,
        ("mai" | "tomorrow", _) => 1,
        ("mot", typed) if typed != "một" => 2,
        ("kia", "kìa") if past => -3,
        ("kia", "kìa") => 3,
        ("kia", _) if past => -2,
        ("kia", _) => 2,
        ("qua" | "yesterday", _) => -1,
        _ => return None,
    };
    c.skip();
    Some(Fact::Day(Day::Offset(offset)))
}

fn part(c: &mut Cursor, after_weekday: bool) -> Option<Fact> {
    let fact = match c.word() {
        "sang" if c.means("sang", &["sáng"]) => Fact::Part(PartOfDay::Morning),
        "rang" => {
            c.skip();
            (c.word() == "sang").then_some(Fact::Part(PartOfDay::Morning))?
        }
        "trua" => Fact::Part(PartOfDay::Noon),
        "chieu" => Fact::Part(PartOfDay::Afternoon),
        "dem" | "khuya" => Fact::Part(PartOfDay::Night),
        "toi" if c.typed() == "tới" => Fact::Nothing,
        "toi" if c.means("toi", &["tối"]) => match c.typed() {
            "toi" if after_weekday => Fact::PerhapsEvening,
            _ => Fact::Part(PartOfDay::Evening),
        },
        _ => return None,
    };
    c.skip();
    Some(fact)
}

fn filler(c: &mut Cursor) -> Option<Fact> {
    let word = c.word();
    // The `T` of `2024-04-02T08:00`, and `đổi sang` beside `sáng`.
    let filler = FILLERS.contains(&word)
        || matches!(c.typed(), "này" | "sang" | "t")
        || matches!(c.mark(), Some((',' | '.' | ';' | '(' | ')' | '-' | '–' | '—' | '!', _)));
    filler.then(|| {
        c.skip();
        Fact::Nothing
    })
}
