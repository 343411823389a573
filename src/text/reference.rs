//! References as typed: numbers of documents and of telephones.

use chrono::NaiveDate;

use super::clean::single_line;
use super::moment::find_full_date;

/// A document by its number, as `số, ký hiệu` are written on official documents.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DocumentRef {
    /// `135/NQ-HĐND`, `20/2024/NQ-HĐND`, `18-NQ/TU`: capitals, no spaces.
    pub number: String,
    /// The date beside it, if it was typed with its year and exists.
    pub date: Option<NaiveDate>,
}

/// Finds a document number, and the full date after it (or else before it), in what was typed:
/// `135/NQ-HĐND ngày 08/12/2023`, `QĐ 12/QĐ-UBND 05/01/2022`, `Nghị quyết số 135/NQ-HĐND,
/// 08/12/2023`, `12/qd-ubnd`.
pub fn document_number(input: &str) -> Option<DocumentRef> {
    let text = single_line(input);
    let starts = text.char_indices().filter(|&(at, c)| {
        let before = text[..at].chars().next_back();
        c.is_ascii_digit() && !before.is_some_and(|b| b.is_alphanumeric() || "/-.".contains(b))
    });
    for (start, _) in starts {
        if let Some((number, len)) = number_at(&text[start..]) {
            let (before, after) = (&text[..start], &text[start + len..]);
            let date = find_full_date(after).or_else(|| find_full_date(before));
            return Some(DocumentRef { number, date });
        }
    }
    None
}

/// The number at the start of `text` in canonical form, and how many bytes it took.
fn number_at(text: &str) -> Option<(String, usize)> {
    let digits = text.find(|c: char| !c.is_ascii_digit()).filter(|&end| end <= 5)?;
    let mut number = text[..digits].to_owned();
    let mut at = digits;
    // `12a/QĐ-UBND`
    if let Some(letter) = text[at..].chars().next().filter(char::is_ascii_alphabetic) {
        number.push(letter.to_ascii_uppercase());
        at += 1;
    }
    let mut codes: Vec<&str> = Vec::new();
    let mut signs = 0;
    while let Some((sign, spaced, segment, end)) = segment(&text[at..]) {
        let is_year = segment.len() == 4 && segment.bytes().all(|b| b.is_ascii_digit());
        if is_year && sign == '/' && codes.is_empty() && signs == 0 {
            number.push_str(&format!("/{segment}"));
        } else if segment.starts_with(char::is_alphabetic)
            // Behind a sign with spaces the subject may begin: `135/NQ-HĐND - Về việc …`.
            && !(spaced && !codes.is_empty() && segment.chars().any(char::is_lowercase))
        {
            number.push(sign);
            number.push_str(&code(segment));
            codes.push(segment);
        } else {
            break;
        }
        signs += 1;
        at += end;
    }
    // `12/xã` and `3/tháng` are no numbers: one lone code is written in capitals (`45/STTTT`).
    let plausible = match codes[..] {
        [] => false,
        [code] => {
            let capitals = code.chars().count() >= 2 && !code.chars().any(char::is_lowercase);
            capitals && number.contains('/')
        }
        _ => true,
    };
    plausible.then_some((number, at))
}

/// A separator with the letters and digits behind it: the sign, whether spaces stood around it,
/// the segment, and where it ends.
fn segment(text: &str) -> Option<(char, bool, &str, usize)> {
    let trimmed = text.trim_start();
    let sign = trimmed.chars().next().filter(|c| matches!(c, '/' | '-'))?;
    let after = &trimmed[1..];
    let body = after.trim_start();
    let len = body.find(|c: char| !c.is_alphanumeric()).unwrap_or(body.len());
    let start = text.len() - body.len();
    let spaced = trimmed.len() < text.len() || body.len() < after.len();
    (len > 0).then(|| (sign, spaced, &body[..len], start + len))
}

/// A code in capitals; the common ones get back the `Đ` that keyboards without it leave out.
fn code(segment: &str) -> String {
    let capitals: String = segment.chars().flat_map(char::to_uppercase).collect();
    match capitals.as_str() {
        "HDND" => "HĐND".to_owned(),
        "QD" => "QĐ".to_owned(),
        "ND" => "NĐ".to_owned(),
        // A submission (tờ trình) is the one code with a small letter.
        "TTR" => "TTr".to_owned(),
        _ => capitals,
    }
}

/// A Vietnamese telephone number as E.164 (`+84912345678`), from `0912 345 678`, `+84912345678`,
/// `84 912.345.678`, `(024) 3825 3536`. `None` for anything else, foreign numbers included.
pub fn phone_number(input: &str) -> Option<String> {
    let text = single_line(input);
    let mut digits = String::new();
    let mut international = false;
    for c in text.chars() {
        match c {
            '0'..='9' => digits.push(c),
            '+' if digits.is_empty() && !international => international = true,
            ' ' | '.' | '-' | '(' | ')' => {}
            _ => return None,
        }
    }
    let abroad = if international {
        Some(digits.strip_prefix("84")?)
    } else {
        digits.strip_prefix("0084").or_else(|| digits.strip_prefix("84"))
    };
    let national = match abroad {
        // `+84 (0)912 …`
        Some(rest) => rest.strip_prefix('0').unwrap_or(rest),
        None => digits.strip_prefix('0')?,
    };
    let mobile = national.len() == 9 && national.starts_with(['3', '5', '7', '8', '9']);
    let landline = national.len() == 10 && national.starts_with('2');
    (mobile || landline).then(|| format!("+84{national}"))
}
