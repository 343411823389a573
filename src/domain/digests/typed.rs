//! A timing as people type it: a cron line, or words: `7h30 thứ 2 đến thứ 6`, `16h thứ 6 hằng tuần`,
//! `8h ngày 1, 15 hằng tháng`, `ngày làm việc cuối tháng 16h`, `hằng ngày`. What is left out stays as
//! it was: `8h` moves the hour, `thứ 2` the day.

use super::cron_line::Schedule;
use super::timing::{Days, Timing, TimingError};
use crate::text;

/// Longer than that is no timing, characters.
pub const MAX_TYPED: usize = 200;

impl Timing {
    /// Reads a timing; `before` is what it takes the place of.
    pub fn read(typed: &str, before: &Timing) -> Result<Timing, TimingError> {
        if typed.chars().count() > MAX_TYPED {
            return Err(TimingError::NotUnderstood);
        }
        let folded = text::fold(typed);
        if is_line(&folded) {
            Schedule::parse(&folded)?;
            let line = folded.split_whitespace().collect::<Vec<_>>().join(" ");
            return Ok(Timing::Cron { line });
        }
        let words = Words::of(&folded);
        let (minute, rest) = words.time()?;
        let days = rest.days()?;
        let before = before.plain();
        match (days, minute) {
            (None, None) => Err(TimingError::NotUnderstood),
            (days, minute) => {
                let days = days.or_else(|| before.as_ref().map(|it| it.0.clone()));
                let minute = minute.or_else(|| before.as_ref().map(|it| it.1));
                let (days, minute) = days.zip(minute).ok_or(TimingError::NotUnderstood)?;
                Ok(Timing::of(&days, minute))
            }
        }
    }
}

/// Whether it is written as a cron line, also a wrong one: the answer is another one then.
fn is_line(folded: &str) -> bool {
    const NAMES: [&str; 19] = [
        "sun", "mon", "tue", "wed", "thu", "fri", "sat", "jan", "feb", "mar", "apr", "may", "jun",
        "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let field = |word: &str| {
        let known = |part: &str| {
            part.is_empty()
                || part.chars().all(|c| c.is_ascii_digit())
                || NAMES.contains(&part)
                || ["l", "w", "lw"].contains(&part)
        };
        word.split(['*', ',', '-', '/', '?', '#']).all(known)
    };
    let digit_or_star = |c: char| c.is_ascii_digit() || c == '*';
    let words = || folded.split_whitespace();
    words().count() > 1
        && words().all(field)
        && words().next().is_some_and(|first| first.starts_with(digit_or_star))
        && !folded.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// A word, a number or a mark, with whether white space is before it.
#[derive(Clone, Copy, PartialEq, Debug)]
struct Word<'a> {
    text: &'a str,
    apart: bool,
}

impl Word<'_> {
    fn number(&self) -> Option<u32> {
        self.text.parse().ok()
    }

    fn is(&self, any: &[&str]) -> bool {
        any.contains(&self.text)
    }
}

struct Words<'a>(Vec<Word<'a>>);

impl<'a> Words<'a> {
    fn of(folded: &'a str) -> Words<'a> {
        let mut words = vec![];
        let (mut rest, mut apart) = (folded, true);
        while let Some(first) = rest.chars().next() {
            let same = |c: char| match first {
                _ if first.is_ascii_digit() => c.is_ascii_digit(),
                _ if first.is_alphabetic() => c.is_alphabetic(),
                _ => false,
            };
            let end = rest.find(|c| !same(c)).unwrap_or(rest.len()).max(first.len_utf8());
            let (word, after) = rest.split_at(end);
            if first.is_whitespace() {
                apart = true;
            } else {
                words.push(Word { text: word, apart });
                apart = false;
            }
            rest = after;
        }
        Words(words)
    }

    /// The minute of the day that is named, and what stands around it.
    fn time(self) -> Result<(Option<u16>, Words<'a>), TimingError> {
        let words = self.0;
        let Some(from) = words.windows(2).position(|pair| {
            pair[0].number().is_some() && pair[1].is(&["h", "g", "gio", ":", "am", "pm"])
        }) else {
            return Ok((None, Words(words)));
        };
        let mut to = from + 2;
        let minutes = words.get(to).filter(|word| word.number().is_some());
        let named = words.get(to + 1).is_some_and(|word| word.is(&["phut", "p", "ph"]));
        if minutes.is_some_and(|word| !word.apart || named) {
            to += 1 + usize::from(named);
        } else if words.get(to).is_some_and(|word| word.is(&["ruoi"])) {
            to += 1;
        }
        let part = ["sang", "trua", "chieu", "toi", "dem", "am", "pm"];
        let next_is_day =
            |at: usize| words.get(at).is_some_and(|word| word.is(&["thu", "t", "chu", "cn"]));
        let until = words.get(to).is_some_and(|word| word.text == "toi") && next_is_day(to + 1);
        if words.get(to).is_some_and(|word| word.is(&part)) && !until {
            to += 1;
        }
        let said: String = words[from..to]
            .iter()
            .map(|word| format!("{}{}", if word.apart { " " } else { "" }, word.text))
            .collect();
        let time = text::parse_time(&said).map_err(|_| TimingError::NotUnderstood)?.time;
        let minute = chrono::Timelike::num_seconds_from_midnight(&time) / 60;
        let around = words[..from].iter().chain(&words[to..]).copied().collect();
        Ok((u16::try_from(minute).ok(), Words(around)))
    }

    /// The days that are named; `None`: none.
    fn days(&self) -> Result<Option<Days>, TimingError> {
        const BESIDE: [&str; 15] = [
            "luc", "vao", "gui", "cac", "hang", "moi", "tuan", "at", "on", "every", "from",
            "weekly", "the", ".", "each",
        ];
        let said = self.0.iter().map(|word| word.text).collect::<Vec<_>>().join(" ");
        for (phrase, days) in [
            ("ngay lam viec cuoi cung cua thang", Days::LastWorking),
            ("ngay lam viec cuoi cung hang thang", Days::LastWorking),
            ("ngay lam viec cuoi thang", Days::LastWorking),
            ("ngay lam viec cuoi", Days::LastWorking),
            ("last working day of the month", Days::LastWorking),
            ("last working day", Days::LastWorking),
            ("ngay lam viec", Days::Working),
            ("working days", Days::Working),
            ("working day", Days::Working),
            ("hang ngay", Days::Every),
            ("moi ngay", Days::Every),
            ("tat ca cac ngay", Days::Every),
            ("every day", Days::Every),
            ("daily", Days::Every),
        ] {
            if let Some(at) = said.find(phrase) {
                let around = format!("{} {}", &said[..at], &said[at + phrase.len()..]);
                let beside = |word: &str| BESIDE.contains(&word) || word == "thang";
                let clear = around.split_whitespace().all(beside);
                return if clear { Ok(Some(days)) } else { Err(TimingError::NotUnderstood) };
            }
        }
        // `từ thứ 2`, not `thứ tư`.
        let from = |at: usize| {
            let day = self.0.get(at + 1).is_some_and(|word| word.is(&["thu", "t", "chu", "cn"]));
            self.0[at].text == "tu" && day && (at == 0 || !self.0[at - 1].is(&["thu", "t"]))
        };
        let told = |(at, word): &(usize, &Word)| !word.is(&BESIDE) && !from(*at);
        let words: Vec<Word> =
            self.0.iter().enumerate().filter(told).map(|(_, word)| *word).collect();
        if words.is_empty() {
            return Ok(None);
        }
        if let Some(days) = days_of_month(&words) {
            return Ok(Some(Days::OfMonth(days)));
        }
        weekdays(&words).map(Days::Weekdays).map(Some).ok_or(TimingError::NotUnderstood)
    }
}

/// `ngay 1, 15 thang`.
fn days_of_month(words: &[Word]) -> Option<Vec<u32>> {
    let mut days = vec![];
    let [first, middle @ .., last] = words else { return None };
    if !first.is(&["ngay", "day"]) || !last.is(&["thang", "month", "monthly"]) {
        return None;
    }
    for word in middle {
        match word.number() {
            Some(day @ 1..=31) => days.push(day),
            None if word.is(&[",", "va", "ngay", "and", "of"]) => {}
            _ => return None,
        }
    }
    days.sort_unstable();
    days.dedup();
    (!days.is_empty()).then_some(days)
}

/// Weekdays, lists and stretches of them, from 0 for Sunday, Monday first.
fn weekdays(words: &[Word]) -> Option<Vec<usize>> {
    let mut days: Vec<usize> = vec![];
    let (mut at, mut until) = (0, false);
    while at < words.len() {
        let word = &words[at];
        if word.is(&["den", "toi", "-", "–", "to", "through", "until"]) && !days.is_empty() {
            until = true;
            at += 1;
            continue;
        }
        if word.is(&[",", "va", "and", ";", "&", "+"]) {
            at += 1;
            continue;
        }
        let (day, taken) = weekday(&words[at..], !days.is_empty())?;
        at += taken;
        match days.last().filter(|_| until) {
            // Monday is the first of a week: `thứ 6 đến chủ nhật` goes on to its end.
            Some(from) => {
                let (from, to) = ((from + 6) % 7, (day + 6) % 7);
                if to < from {
                    return None;
                }
                days.extend((from + 1..=to).map(|day| (day + 1) % 7));
            }
            None => days.push(day),
        }
        until = false;
    }
    if until {
        return None;
    }
    days.sort_by_key(|day| (day + 6) % 7);
    days.dedup();
    (!days.is_empty()).then_some(days)
}

/// A weekday, and how many words name it. A number alone is one after another weekday.
fn weekday(words: &[Word], after_another: bool) -> Option<(usize, usize)> {
    const SAID: [&str; 6] = ["hai", "ba", "tu", "nam", "sau", "bay"];
    const ENGLISH: [&str; 7] =
        ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
    let numbered = |word: &Word| match word.number() {
        Some(number @ 2..=7) => Some(number as usize - 1),
        Some(_) => None,
        None => SAID.iter().position(|said| *said == word.text).map(|at| at + 1),
    };
    let first = words.first()?;
    let second = words.get(1);
    if first.is(&["thu", "t"])
        && let Some(day) = second.and_then(numbered)
    {
        return Some((day, 2));
    }
    if first.text == "cn" {
        return Some((0, 1));
    }
    if first.text == "chu" && second.is_some_and(|word| word.text == "nhat") {
        return Some((0, 2));
    }
    if after_another && let Some(day) = numbered(first) {
        return Some((day, 1));
    }
    let name = first.text.strip_suffix('s').filter(|name| name.len() > 3).unwrap_or(first.text);
    let english = |day: &&str| name.len() >= 3 && day.starts_with(name);
    ENGLISH.iter().position(english).map(|day| (day, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timings_are_read_as_people_write_them() {
        let before = Timing::Cron { line: "0 16 * * 5".to_owned() };
        for (typed, expected) in [
            ("7h30 thứ 2 đến thứ 6", "30 7 * * 1,2,3,4,5"),
            ("7:30 t2-t6", "30 7 * * 1,2,3,4,5"),
            ("thứ hai, thứ tư và thứ sáu lúc 8 giờ", "0 8 * * 1,3,5"),
            ("8h thứ 2, 4, 6", "0 8 * * 1,3,5"),
            ("16h thứ sáu hằng tuần", "0 16 * * 5"),
            ("4h chiều thứ 6", "0 16 * * 5"),
            ("từ thứ 3 đến thứ tư 9h", "0 9 * * 2,3"),
            ("thứ tư thứ sáu 9h", "0 9 * * 3,5"),
            ("7h tới thứ 6 ", "x"),
            ("Chủ nhật 20h", "0 20 * * 0"),
            ("thứ 6 đến CN 9h", "0 9 * * 5,6,0"),
            ("hằng ngày 16h30", "30 16 * * *"),
            ("mỗi ngày lúc 6h rưỡi sáng", "30 6 * * *"),
            ("8h ngày 1, 15 hằng tháng", "0 8 1,15 * *"),
            ("7h45", "45 7 * * 5"),
            ("thứ 2", "0 16 * * 1"),
            ("monday to friday 7:30", "30 7 * * 1,2,3,4,5"),
            ("every day 16:30", "30 16 * * *"),
            ("Fridays at 4pm", "0 16 * * 5"),
            ("30 7 * * 1-5", "30 7 * * 1-5"),
            ("0 8 1 * *", "0 8 1 * *"),
            ("0 9 * * MON-FRI", "0 9 * * mon-fri"),
        ] {
            match (Timing::read(typed, &before), expected) {
                (Ok(Timing::Cron { line }), _) => assert_eq!(line, expected, "{typed}"),
                (Err(TimingError::NotUnderstood), "x") => {}
                (other, _) => panic!("{typed}: {other:?}"),
            }
        }
        for (typed, expected) in [
            ("ngày làm việc cuối tháng", Timing::LastWorkingDay { minute: 960 }),
            ("8h ngày làm việc cuối tháng", Timing::LastWorkingDay { minute: 480 }),
            ("last working day 9:00", Timing::LastWorkingDay { minute: 540 }),
            ("7h30 ngày làm việc", Timing::WorkingDays { minute: 450 }),
            ("các ngày làm việc lúc 17h", Timing::WorkingDays { minute: 1020 }),
        ] {
            assert_eq!(Timing::read(typed, &before), Ok(expected), "{typed}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_not_guessed_at() {
        let before = Timing::WorkingDays { minute: 450 };
        for (typed, error) in [
            ("", TimingError::NotUnderstood),
            ("khi nào rảnh", TimingError::NotUnderstood),
            ("thứ 8 7h", TimingError::NotUnderstood),
            ("thứ 6 đến thứ 2 7h", TimingError::NotUnderstood),
            ("25h thứ 2", TimingError::NotUnderstood),
            ("thứ 2 đến", TimingError::NotUnderstood),
            ("ngày 32 hằng tháng 8h", TimingError::NotUnderstood),
            ("7h30 thứ 2 abc", TimingError::NotUnderstood),
            ("ngày làm việc cuối tháng 13 sao", TimingError::NotUnderstood),
            ("0 8 * *", TimingError::FieldCount { found: 4 }),
            ("7 30", TimingError::FieldCount { found: 2 }),
            ("0 8 1 * 1", TimingError::BothDays),
            ("0 8 * * 8", TimingError::Weekday("8".to_owned())),
            ("0 8 L * *", TimingError::Field("l".to_owned())),
        ] {
            assert_eq!(Timing::read(typed, &before), Err(error), "{typed}");
        }
        assert_eq!(Timing::read(&"7".repeat(4096), &before), Err(TimingError::NotUnderstood));
    }
}
