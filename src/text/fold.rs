//! Folding: the form in which texts are compared and searched.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::clean::normalise;

/// The searchable form of `input`: lower case, without diacritics, `đ` as `d`, white space
/// collapsed, compatibility characters (full-width digits, `²`, the no-break space) plain.
///
/// `Thạch Thất`, `thach that` and `THẠCH  THẤT` fold to the same text, and so do the old and the
/// new placement of tones (`hoá`, `hóa`), because a fold keeps no tone at all. Idempotent.
pub fn fold(input: &str) -> String {
    let plain: String = normalise(input)
        .nfkd()
        .flat_map(char::to_lowercase)
        // Lowering can decompose (İ) and compatibility forms can hide capitals: once more.
        .nfkd()
        .filter(|&c| !is_combining_mark(c))
        .map(|c| if c == 'đ' { 'd' } else { c })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether each word that is searched for, folded, is in what is said.
pub fn finds(folded: &str, said: &str) -> bool {
    let said = fold(said);
    folded.split(' ').all(|word| said.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn fold_table() {
        for (typed, folded) in [
            ("Thạch Thất", "thach that"),
            ("  THẠCH\n THẤT ", "thach that"),
            ("Đồng Đăng, đường Đê", "dong dang, duong de"),
            ("hoá", "hoa"),
            ("hóa", "hoa"),
            ("Ủy ban / Uỷ ban", "uy ban / uy ban"),
            ("ưỡn ẹo", "uon eo"),
            ("12\u{A0}%", "12 %"),
            ("１２Ａ", "12a"),
            ("İstanbul", "istanbul"),
            ("", ""),
        ] {
            assert_eq!(fold(typed), folded, "{typed:?}");
        }
    }

    #[test]
    fn composed_and_decomposed_fold_alike() {
        let decomposed: String = "Thừa Thiên Huế".nfd().collect();
        assert_eq!(fold(&decomposed), fold("Thừa Thiên Huế"));
    }

    proptest! {
        #[test]
        fn fold_is_idempotent(s in any::<String>()) {
            let once = fold(&s);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
