//! Who comes after a unit. Many to many and partial: a district's committee is followed by several
//! communes, a department by the one it merged into. A succession moves nothing by itself: it says
//! among whom a person chooses.

use chrono::NaiveDate;
use strum::VariantArray;

/// The closed list of what can happen to a unit. Names as stored.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Debug,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum SuccessionKind {
    /// It went into another one.
    Merge,
    /// It was divided among several.
    Split,
    /// Another identity for the same body. (A new name alone is a new period of the same unit.)
    Rename,
    /// A part of it went to another one; it goes on.
    Transfer,
    /// Nobody follows.
    Abolish,
}

impl SuccessionKind {
    pub const ALL: &[SuccessionKind] = SuccessionKind::VARIANTS;

    /// The stored name.
    pub fn code(self) -> &'static str {
        self.into()
    }
}

/// One line of a successions file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SuccessionRow {
    /// Line or row in the file, 1-based, for messages.
    pub row: usize,
    pub from: String,
    pub to: Option<String>,
    /// First day of the new order.
    pub on: NaiveDate,
    pub kind: SuccessionKind,
    /// How much of the former unit goes there, percent.
    pub share: Option<i16>,
    /// The successor that answers for the former unit.
    pub lead: bool,
    /// The document that says so.
    pub basis: String,
}

/// What is wrong with a row, for the person who imports it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SuccessionProblem {
    UnknownUnit(String),
    NoBasis,
    /// Only an abolished unit has no successor.
    NoSuccessor,
    /// An abolished unit has none.
    NeedlessSuccessor,
    Itself,
    /// Not from 1 to 100.
    Share,
    /// The shares of one unit on one day come to more than the whole.
    Shares(i32),
    /// Another row names the lead already.
    SecondLead(usize),
    /// The same as in another row.
    Twice(usize),
    /// The former unit does not end on that day.
    DoesNotEnd(String),
    /// The successor does not hold on that day.
    NotThere(String),
}

/// The periods of a unit: first day, and first day on which it no longer holds.
pub type Life = Vec<(NaiveDate, Option<NaiveDate>)>;

/// Checks rows against each other and the lives of the units they name; all problems, with rows.
pub fn check(
    rows: &[SuccessionRow],
    life: &dyn Fn(&str) -> Option<Life>,
) -> Vec<(usize, SuccessionProblem)> {
    let mut problems = vec![];
    for (index, row) in rows.iter().enumerate() {
        let mut say = |problem| problems.push((row.row, problem));
        let earlier = &rows[..index];
        match life(&row.from) {
            None => say(SuccessionProblem::UnknownUnit(row.from.clone())),
            Some(life) if row.kind != SuccessionKind::Transfer && !ends(&life, row.on) => {
                say(SuccessionProblem::DoesNotEnd(row.from.clone()));
            }
            Some(_) => {}
        }
        match (&row.to, row.kind == SuccessionKind::Abolish) {
            (None, false) => say(SuccessionProblem::NoSuccessor),
            (Some(_), true) => say(SuccessionProblem::NeedlessSuccessor),
            (None, true) => {}
            (Some(to), false) if *to == row.from => say(SuccessionProblem::Itself),
            (Some(to), false) => match life(to) {
                None => say(SuccessionProblem::UnknownUnit(to.clone())),
                Some(life) if !holds(&life, row.on) => {
                    say(SuccessionProblem::NotThere(to.clone()));
                }
                Some(_) => {}
            },
        }
        if row.basis.is_empty() {
            say(SuccessionProblem::NoBasis);
        }
        let alike = |other: &&SuccessionRow| other.from == row.from && other.on == row.on;
        if let Some(other) = earlier.iter().filter(alike).find(|other| other.to == row.to) {
            say(SuccessionProblem::Twice(other.row));
        }
        if row.lead
            && let Some(other) = earlier.iter().filter(alike).find(|other| other.lead)
        {
            say(SuccessionProblem::SecondLead(other.row));
        }
        if let Some(share) = row.share {
            let before = earlier.iter().filter(alike).filter_map(|other| other.share);
            let shares: i32 = before.map(i32::from).sum::<i32>() + i32::from(share);
            if !(1..=100).contains(&share) {
                say(SuccessionProblem::Share);
            } else if shares > 100 {
                say(SuccessionProblem::Shares(shares));
            }
        }
    }
    problems
}

fn ends(life: &Life, on: NaiveDate) -> bool {
    life.iter().any(|(_, to)| *to == Some(on)) && !holds(life, on)
}

fn holds(life: &Life, on: NaiveDate) -> bool {
    life.iter().any(|(from, to)| *from <= on && to.is_none_or(|to| on < to))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn row(row: usize, from: &str, to: &str, kind: SuccessionKind) -> SuccessionRow {
        SuccessionRow {
            row,
            from: from.to_owned(),
            to: (!to.is_empty()).then(|| to.to_owned()),
            on: day("2025-07-01"),
            kind,
            share: None,
            lead: false,
            basis: "NQ 1656/NQ-UBTVQH15".to_owned(),
        }
    }

    /// `old` ends on the day, `a` and `b` begin, `stays` goes on.
    fn life(code: &str) -> Option<Life> {
        let change = day("2025-07-01");
        Some(match code {
            "old" => vec![(day("2020-01-01"), Some(change))],
            "a" | "b" => vec![(change, None)],
            "stays" => vec![(day("2020-01-01"), None)],
            _ => return None,
        })
    }

    #[test]
    fn a_district_is_followed_by_several_communes() {
        use SuccessionKind::*;
        let half = |row: SuccessionRow| SuccessionRow { share: Some(50), ..row };
        let good = [
            half(SuccessionRow { lead: true, ..row(2, "old", "a", Split) }),
            half(row(3, "old", "b", Split)),
            row(4, "stays", "a", Transfer),
        ];
        assert_eq!(check(&good, &life), []);
    }

    #[test]
    fn what_cannot_be_is_said_with_its_row() {
        use SuccessionKind::*;
        use SuccessionProblem as Wrong;
        let with = |change: fn(&mut SuccessionRow)| {
            let mut row = row(2, "old", "a", Merge);
            change(&mut row);
            check(&[row], &life)
        };
        assert_eq!(with(|it| it.basis.clear()), [(2, Wrong::NoBasis)]);
        assert_eq!(with(|it| it.to = None), [(2, Wrong::NoSuccessor)]);
        assert_eq!(with(|it| it.kind = Abolish), [(2, Wrong::NeedlessSuccessor)]);
        assert_eq!(with(|it| it.to = Some("old".into())), [(2, Wrong::Itself)]);
        assert_eq!(with(|it| it.to = Some("x".into())), [(2, Wrong::UnknownUnit("x".into()))]);
        assert_eq!(with(|it| it.from = "y".into()), [(2, Wrong::UnknownUnit("y".into()))]);
        assert_eq!(with(|it| it.from = "stays".into()), [(2, Wrong::DoesNotEnd("stays".into()))]);
        assert_eq!(with(|it| it.share = Some(0)), [(2, Wrong::Share)]);
        let early = with(|it| it.on = day("2025-06-30"));
        assert_eq!(early, [(2, Wrong::DoesNotEnd("old".into())), (2, Wrong::NotThere("a".into()))]);
    }

    #[test]
    fn rows_of_one_unit_agree_with_each_other() {
        use SuccessionKind::*;
        use SuccessionProblem as Wrong;
        let lead = |row: SuccessionRow| SuccessionRow { lead: true, share: Some(60), ..row };
        let rows = [lead(row(2, "old", "a", Split)), lead(row(3, "old", "b", Split))];
        assert_eq!(check(&rows, &life), [(3, Wrong::SecondLead(2)), (3, Wrong::Shares(120))]);
        let twice = [row(2, "old", "a", Split), row(3, "old", "a", Split)];
        assert_eq!(check(&twice, &life), [(3, Wrong::Twice(2))]);
    }
}
