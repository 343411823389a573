//! Exact decimal numbers: what a person typed is what is stored.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::number::NumberError;

/// Digits that a number may have in all; keeps every product below the range of `i128`.
const MAX_DIGITS: usize = 18;

/// An exact decimal number, `mantissa / 10^scale`, always reduced: `84.720` equals `84.72`.
///
/// `Display` and `FromStr` use the canonical form (`-1234.5`: a point, no grouping), which is the
/// form to store; [`super::format_decimal`] is the form to show.
///
/// Serialises as its canonical form.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Decimal {
    mantissa: i128,
    scale: u8,
}

impl Decimal {
    /// The number 0.
    pub const ZERO: Self = Self { mantissa: 0, scale: 0 };

    /// `mantissa / 10^scale`. Error: [`NumberError::TooLong`] beyond 18 digits or 18 places.
    pub fn new(mantissa: i128, scale: u8) -> Result<Self, NumberError> {
        let (mut mantissa, mut scale) = (mantissa, scale);
        while scale > 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            scale -= 1;
        }
        if mantissa.unsigned_abs() >= 10u128.pow(MAX_DIGITS as u32) || scale as usize > MAX_DIGITS {
            return Err(NumberError::TooLong);
        }
        Ok(Self { mantissa, scale })
    }

    /// The digits without the decimal separator, with the sign.
    pub fn mantissa(self) -> i128 {
        self.mantissa
    }

    /// How many of the digits stand after the decimal separator; none of them a trailing zero.
    pub fn scale(self) -> u8 {
        self.scale
    }

    /// The whole number that this is, if it is one.
    pub fn to_integer(self) -> Option<i64> {
        if self.scale == 0 { i64::try_from(self.mantissa).ok() } else { None }
    }

    /// The nearest floating-point number, for charts and spreadsheets.
    pub fn to_f64(self) -> f64 {
        self.mantissa as f64 / 10f64.powi(i32::from(self.scale))
    }

    /// Rounded to `places` after the separator; a half goes away from zero, as in official
    /// statistics.
    pub fn round(self, places: u8) -> Self {
        if self.scale <= places {
            return self;
        }
        let unit = 10i128.pow(u32::from(self.scale - places));
        let half = self.mantissa.signum() * unit / 2;
        Self::new((self.mantissa + half) / unit, places).unwrap_or(self)
    }

    /// This number times `10^exponent`. Error: [`NumberError::TooLong`].
    pub fn scaled_up(self, exponent: u8) -> Result<Self, NumberError> {
        let shift = exponent.saturating_sub(self.scale);
        let factor = 10i128.checked_pow(u32::from(shift)).ok_or(NumberError::TooLong)?;
        let mantissa = self.mantissa.checked_mul(factor).ok_or(NumberError::TooLong)?;
        Self::new(mantissa, self.scale.saturating_sub(exponent))
    }

    /// This number less another. Error: [`NumberError::TooLong`].
    pub fn minus(self, other: Self) -> Result<Self, NumberError> {
        let scale = self.scale.max(other.scale);
        let at = |d: Self| d.mantissa * 10i128.pow(u32::from(scale - d.scale));
        Self::new(at(self) - at(other), scale)
    }

    /// Without its sign.
    pub fn abs(self) -> Self {
        if self.is_negative() { self.negated() } else { self }
    }

    /// Whether this is less than 0.
    pub fn is_negative(self) -> bool {
        self.mantissa < 0
    }
}

impl From<i32> for Decimal {
    fn from(value: i32) -> Self {
        Self { mantissa: value.into(), scale: 0 }
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let scale = self.scale.max(other.scale);
        let at = |d: &Self| d.mantissa * 10i128.pow(u32::from(scale - d.scale));
        at(self).cmp(&at(other))
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scale = usize::from(self.scale);
        let digits = format!("{:0>width$}", self.mantissa.unsigned_abs(), width = scale + 1);
        let (whole, fraction) = digits.split_at(digits.len() - scale);
        let sign = if self.mantissa < 0 { "-" } else { "" };
        let point = if scale > 0 { "." } else { "" };
        write!(f, "{sign}{whole}{point}{fraction}")
    }
}

impl From<Decimal> for String {
    fn from(number: Decimal) -> String {
        number.to_string()
    }
}

impl TryFrom<String> for Decimal {
    type Error = NumberError;

    fn try_from(canonical: String) -> Result<Self, NumberError> {
        canonical.parse()
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Decimal({self})")
    }
}

impl FromStr for Decimal {
    type Err = NumberError;

    /// Reads the canonical form only; what people type goes through [`super::parse_decimal`].
    fn from_str(text: &str) -> Result<Self, NumberError> {
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let value = Self::from_digits(whole, fraction)?;
        Ok(if unsigned.len() < text.len() { value.negated() } else { value })
    }
}

impl Decimal {
    /// A number out of its digits before and after the separator.
    pub(super) fn from_digits(whole: &str, fraction: &str) -> Result<Self, NumberError> {
        let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) {
            return Err(NumberError::NotANumber);
        }
        let whole = whole.trim_start_matches('0');
        let fraction = fraction.trim_end_matches('0');
        if whole.len() + fraction.len() > MAX_DIGITS {
            return Err(NumberError::TooLong);
        }
        let mantissa = format!("0{whole}{fraction}").parse().map_err(|_| NumberError::TooLong)?;
        // At most 18, as checked just above.
        Self::new(mantissa, fraction.len() as u8)
    }

    pub(super) fn negated(self) -> Self {
        Self { mantissa: -self.mantissa, scale: self.scale }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn d(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn canonical_text() {
        for (given, canonical) in [
            ("84.720", "84.72"),
            ("-0.50", "-0.5"),
            ("007", "7"),
            ("0.05", "0.05"),
            ("-0", "0"),
            ("100", "100"),
        ] {
            assert_eq!(d(given).to_string(), canonical);
        }
        for bad in ["", "-", ".5", "1,5", "1.2.3", "1e3", "+1", "12345678901234567890"] {
            assert!(bad.parse::<Decimal>().is_err(), "{bad}");
        }
    }

    #[test]
    fn rounding_takes_halves_away_from_zero() {
        for (given, places, rounded) in [
            ("98.335", 2, "98.34"),
            ("98.3349", 2, "98.33"),
            ("-1.5", 0, "-2"),
            ("0.5", 0, "1"),
            ("2", 2, "2"),
        ] {
            assert_eq!(d(given).round(places), d(rounded), "{given}");
        }
    }

    #[test]
    fn order_and_scaling() {
        assert!(d("9.9") < d("10"));
        assert!(d("-1") < d("0.001"));
        assert_eq!(d("1.5").scaled_up(9), Ok(d("1500000000")));
        assert_eq!(d("1.23456").scaled_up(2), Ok(d("123.456")));
        assert_eq!(d("999999999").scaled_up(12), Err(NumberError::TooLong));
    }

    #[test]
    fn differences_are_exact() {
        for (from, less, left) in [
            ("31.2", "38.5", "-7.3"),
            ("1", "0.01", "0.99"),
            ("2.50", "2.5", "0"),
            ("0", "-3", "3"),
        ] {
            assert_eq!(d(from).minus(d(less)), Ok(d(left)), "{from} - {less}");
        }
        let most = d("999999999999999999");
        assert_eq!(most.minus(most.negated()), Err(NumberError::TooLong));
        assert_eq!(d("-7.3").abs(), d("7.3"));
        assert_eq!(d("7.3").abs(), d("7.3"));
    }

    proptest! {
        #[test]
        fn text_round_trips(mantissa in -10i128.pow(18) + 1..10i128.pow(18), scale in 0u8..=18) {
            let value = Decimal::new(mantissa, scale).unwrap();
            prop_assert_eq!(d(&value.to_string()), value);
        }
    }
}
