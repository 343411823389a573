//! How far what was found is from what was reported.

use super::given::Given;
use crate::text::{Decimal, Ratio};

/// Found less reported, exact.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Variance {
    /// Of two shares, in percentage points: 38.5 % to 31.2 % is -7.3. Between the shares as they are
    /// shown, rounded to two places, so that the numbers on a page agree with each other.
    Points(Decimal),
    /// Of two numbers, in their own unit.
    Number(Decimal),
}

/// `None` where there is nothing to subtract: words, choices, dates, documents, photos; also ranks,
/// of which the lower is the better.
pub fn variance(reported: &Given, found: &Given) -> Option<Variance> {
    match (reported, found) {
        (
            Given::Ratio { numerator, denominator },
            Given::Ratio { numerator: found, denominator: out_of },
        ) => {
            let reported = Ratio::new(*numerator, *denominator).ok()?.percent();
            let found = Ratio::new(*found, *out_of).ok()?.percent();
            Some(Variance::Points(found.minus(reported).ok()?))
        }
        // Points on two scales do not compare.
        (Given::Score { out_of, .. }, Given::Score { out_of: other, .. }) if out_of != other => {
            None
        }
        _ => Some(Variance::Number(number(found)?.minus(number(reported)?).ok()?)),
    }
}

fn number(given: &Given) -> Option<Decimal> {
    match given {
        Given::Integer { value } => Decimal::new(i128::from(*value), 0).ok(),
        Given::Decimal { value } | Given::Score { score: value, .. } => value.parse().ok(),
        Given::Money { dong } => Decimal::new(i128::from(*dong), 0).ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(numerator: i64, denominator: i64) -> Given {
        Given::Ratio { numerator, denominator }
    }

    fn decimal(value: &str) -> Given {
        Given::Decimal { value: value.to_owned() }
    }

    fn score(score: &str, out_of: &str) -> Given {
        Given::Score { score: score.to_owned(), out_of: out_of.to_owned() }
    }

    fn d(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn shares_differ_in_points_and_numbers_in_their_unit() {
        let points = |a: Given, b: Given, by: &str| {
            assert_eq!(variance(&a, &b), Some(Variance::Points(d(by))), "{a:?} {b:?}");
        };
        points(ratio(3080, 8000), ratio(2496, 8000), "-7.3");
        points(ratio(1, 3), ratio(2, 3), "33.34");
        points(ratio(1, 2), ratio(50, 100), "0");
        let numbers = |a: Given, b: Given, by: &str| {
            assert_eq!(variance(&a, &b), Some(Variance::Number(d(by))), "{a:?} {b:?}");
        };
        numbers(Given::Integer { value: 12 }, Given::Integer { value: 9 }, "-3");
        numbers(decimal("12.5"), decimal("12.75"), "0.25");
        numbers(decimal("-1.5"), decimal("1.05"), "2.55");
        numbers(score("84.72", "100"), score("80", "100"), "-4.72");
        numbers(Given::Money { dong: 2_000_000 }, Given::Money { dong: 1_500_000 }, "-500000");
    }

    #[test]
    fn what_cannot_be_subtracted_has_no_variance() {
        let words = |text: &str| Given::Text { text: text.to_owned() };
        assert_eq!(variance(&words("a"), &words("b")), None);
        assert_eq!(variance(&ratio(1, 2), &Given::Integer { value: 1 }), None);
        assert_eq!(variance(&score("8", "10"), &score("80", "100")), None);
        assert_eq!(
            variance(&Given::Rank { rank: 3, of: 9 }, &Given::Rank { rank: 5, of: 9 }),
            None
        );
        // From an older program, or a form that was wrong: no panic, no number.
        assert_eq!(variance(&ratio(1, 0), &ratio(1, 2)), None);
        assert_eq!(variance(&decimal("x"), &decimal("1")), None);
        let (low, high) = (Given::Integer { value: i64::MIN }, Given::Integer { value: i64::MAX });
        assert_eq!(variance(&low, &high), None);
    }
}
