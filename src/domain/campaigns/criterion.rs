//! What makes a sub-task measurable: a criterion, and the parts of its work that are counted.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use strum::{EnumIter, EnumString, IntoStaticStr};

use crate::domain::ids::PartId;
use crate::text;
use crate::text::Decimal;

/// Most parts of one sub-task.
pub const MAX_PARTS: usize = 40;

/// Longest name of what is measured, or of a part, characters.
pub const MAX_NAME: usize = 200;

/// Longest name of a unit of measurement, characters.
const MAX_UNIT: usize = 40;

#[derive(
    Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, EnumIter, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Operator {
    AtLeast,
    AtMost,
    Exactly,
    MoreThan,
    LessThan,
}

impl Operator {
    pub fn code(self) -> &'static str {
        self.into()
    }

    pub fn symbol(self) -> &'static str {
        match self {
            Operator::AtLeast => "≥",
            Operator::AtMost => "≤",
            Operator::Exactly => "=",
            Operator::MoreThan => ">",
            Operator::LessThan => "<",
        }
    }

    /// As it is typed: a sign, or the words for it.
    pub fn typed(text: &str) -> Option<Self> {
        let folded = text::fold(text);
        SIGNS.iter().chain(&WORDS).find(|(sign, _)| *sign == folded).map(|(_, operator)| *operator)
    }

    pub fn holds(self, value: Decimal, target: Decimal) -> bool {
        match self {
            Operator::AtLeast => value >= target,
            Operator::AtMost => value <= target,
            Operator::Exactly => value == target,
            Operator::MoreThan => value > target,
            Operator::LessThan => value < target,
        }
    }
}

/// Longer signs first.
const SIGNS: [(&str, Operator); 8] = [
    (">=", Operator::AtLeast),
    ("=>", Operator::AtLeast),
    ("<=", Operator::AtMost),
    ("≥", Operator::AtLeast),
    ("≤", Operator::AtMost),
    (">", Operator::MoreThan),
    ("<", Operator::LessThan),
    ("=", Operator::Exactly),
];

/// Folded; longer ones first where one contains another.
const WORDS: [(&str, Operator); 16] = [
    ("khong it hon", Operator::AtLeast),
    ("khong duoi", Operator::AtLeast),
    ("it nhat", Operator::AtLeast),
    ("toi thieu", Operator::AtLeast),
    ("tu", Operator::AtLeast),
    ("khong qua", Operator::AtMost),
    ("khong vuot qua", Operator::AtMost),
    ("nhieu nhat", Operator::AtMost),
    ("toi da", Operator::AtMost),
    ("at least", Operator::AtLeast),
    ("at most", Operator::AtMost),
    ("tren", Operator::MoreThan),
    ("duoi", Operator::LessThan),
    ("dung", Operator::Exactly),
    ("bang", Operator::Exactly),
    ("dat", Operator::AtLeast),
];

/// A measurable criterion: "share of files sent online ≥ 60 %, from the portal's report".
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Criterion {
    pub measure: String,
    pub operator: Operator,
    pub target: Decimal,
    /// Of the target and of every value; may be empty.
    pub unit: String,
    /// Where the figure is from.
    pub source: String,
}

impl Criterion {
    pub fn is_met(&self, value: Decimal) -> bool {
        self.operator.holds(value, self.target)
    }
}

/// `Tỷ lệ hồ sơ trực tuyến ≥ 60 %` → what is measured, how it has to come out, in which unit. The
/// source is asked for on its own. `None`: there is nothing to measure in it.
pub fn read_criterion(typed: &str) -> Option<(String, Operator, Decimal, String)> {
    let line = text::single_line(typed);
    let (measure, operator, rest) = split(&line)?;
    let measure = measure.trim().trim_end_matches([':', ',', '-']).trim();
    let (target, unit) = quantity(rest)?;
    let fits = (1..=MAX_NAME).contains(&measure.chars().count())
        && unit.chars().count() <= MAX_UNIT
        && measure.chars().any(char::is_alphabetic);
    fits.then(|| (measure.to_owned(), operator, target, unit))
}

/// Before and behind the last operator that a number follows.
fn split(line: &str) -> Option<(&str, Operator, &str)> {
    for (sign, operator) in SIGNS {
        if let Some(at) = line.rfind(sign) {
            return Some((&line[..at], operator, &line[at + sign.len()..]));
        }
    }
    // Words fold to other lengths, so the place is looked for word by word.
    let starts: Vec<usize> =
        std::iter::once(0).chain(line.match_indices(' ').map(|(at, _)| at + 1)).collect();
    for at in starts.iter().rev() {
        for (words, operator) in WORDS {
            let count = words.split(' ').count();
            let index = starts.iter().position(|start| start == at)?;
            let Some(end) = starts.get(index + count) else { continue };
            if text::fold(&line[*at..*end]).trim() == words && quantity(&line[*end..]).is_some() {
                return Some((&line[..*at], operator, &line[*end..]));
            }
        }
    }
    None
}

/// A number with what it counts: `60 %`, `20 quy trình`, `1 %/tuần`.
fn quantity(text: &str) -> Option<(Decimal, String)> {
    let text = text.trim();
    let end = text
        .char_indices()
        .find(|(_, c)| !(c.is_ascii_digit() || matches!(c, '.' | ',')))
        .map_or(text.len(), |(at, _)| at);
    let number = text[..end].trim_end_matches(['.', ',']);
    let target = text::parse_decimal(number).ok()?;
    Some((target, text[end..].trim().trim_end_matches('.').to_owned()))
}

/// A part of a sub-task's work that is counted.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct WorkPart {
    /// 0 until it is written down.
    pub id: PartId,
    pub name: String,
    /// `None`: by the sub-task's due day.
    pub planned_on: Option<NaiveDate>,
    pub planned: i32,
    #[serde(default)]
    pub done: i32,
}

/// `Tái cấu trúc quy trình: 20` or `…: 20, 20/11`. `None`: not understood.
pub fn read_part(typed: &str, today: NaiveDate) -> Option<WorkPart> {
    let line = text::single_line(typed);
    let (name, rest) = line.rsplit_once(':')?;
    let (count, day) = match rest.split_once([',', ';']) {
        Some((count, day)) => (count, Some(text::parse_date(day.trim(), today).ok()?)),
        None => (rest, None),
    };
    let planned = i32::try_from(text::parse_integer(count.trim()).ok()?).ok()?;
    let name = name.trim();
    let fits = (1..=MAX_NAME).contains(&name.chars().count()) && (1..=1_000_000).contains(&planned);
    fits.then(|| WorkPart {
        id: PartId(0),
        name: name.to_owned(),
        planned_on: day,
        planned,
        done: 0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use strum::IntoEnumIterator;

    #[test]
    fn criteria_are_read_as_people_write_them() {
        let read = |typed| {
            read_criterion(typed).map(|(measure, operator, target, unit)| {
                format!("{measure}|{}|{target}|{unit}", operator.symbol())
            })
        };
        for (typed, expected) in [
            ("Tỷ lệ hồ sơ nộp trực tuyến ≥ 60 %", "Tỷ lệ hồ sơ nộp trực tuyến|≥|60|%"),
            ("Tỷ lệ sai lệch: <= 1 %/tuần", "Tỷ lệ sai lệch|≤|1|%/tuần"),
            (
                "Số quy trình tái cấu trúc ít nhất 20 quy trình",
                "Số quy trình tái cấu trúc|≥|20|quy trình",
            ),
            ("Lần nhập lại thủ công = 0", "Lần nhập lại thủ công|=|0|"),
            ("Điểm hài lòng đạt 84,5 điểm.", "Điểm hài lòng|≥|84.5|điểm"),
            ("Số ngày xử lý không quá 3 ngày", "Số ngày xử lý|≤|3|ngày"),
        ] {
            assert_eq!(read(typed).as_deref(), Some(expected), "{typed}");
        }
        for typed in ["", "làm tốt hơn", "≥ 60 %", "60 %", "Tỷ lệ ≥ nhiều", "đạt kết quả tốt"]
        {
            assert_eq!(read(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_criterion_is_met_or_not() {
        let met = |operator: Operator, value: &str| {
            operator.holds(value.parse().unwrap(), "60".parse().unwrap())
        };
        let all = |value| Operator::iter().map(|it| met(it, value)).collect::<Vec<_>>();
        assert_eq!(all("59.9"), [false, true, false, false, true]);
        assert_eq!(all("60.0"), [true, true, true, false, false]);
        assert_eq!(all("60.1"), [true, false, false, true, false]);
    }

    #[test]
    fn parts_are_typed_with_their_number() {
        let today = "2023-10-16".parse().unwrap();
        let part = read_part("Kiểm tra đơn vị: 30, 20/11", today).unwrap();
        assert_eq!((part.name.as_str(), part.planned), ("Kiểm tra đơn vị", 30));
        assert_eq!(part.planned_on, "2023-11-20".parse().ok());
        assert_eq!(read_part("Quy trình: 1.200", today).unwrap().planned, 1200);
        for typed in ["Quy trình", "Quy trình: 0", ": 5", "Quy trình: vài", "Quy trình: 5, hôm nào"]
        {
            assert_eq!(read_part(typed, today), None, "{typed}");
        }
    }
}
