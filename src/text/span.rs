//! Weeks, months, quarters and years in a typed moment; `resolve` knows their days.

use super::token::Cursor;

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Edge {
    Start,
    Middle,
    End,
    /// `hết`: the very last day, where `cuối tuần` could be Saturday too.
    Last,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Span {
    /// Counted from the present one; `None` if only `tháng`, `tuần` was said.
    Week(Option<i32>),
    Month(Option<i32>),
    Quarter(Option<i32>),
    Year(Option<i32>),
    NamedMonth {
        month: u32,
        year: Option<i32>,
    },
    NamedQuarter {
        quarter: u32,
        year: Option<i32>,
    },
    NamedYear(i32),
}

/// `tuần sau`, `sang tuần`, `tháng 6`, `tháng 6/2024`, `quý IV`, `năm sau`, `năm 2024`.
pub(super) fn span(c: &mut Cursor) -> Option<Span> {
    if c.means("sang", &["sang"]) {
        let mut probe = *c;
        probe.skip();
        if probe.take_word(&["tuan"]) {
            *c = probe;
            return Some(Span::Week(Some(1)));
        }
    }
    if c.take_phrase(&["next", "week"]) {
        return Some(Span::Week(Some(1)));
    }
    let unit = c.word();
    if !matches!(unit, "tuan" | "thang" | "quy" | "nam") {
        return None;
    }
    c.skip();
    if let Some(offset) = reference(c) {
        let offset = Some(offset);
        return Some(match unit {
            "tuan" => Span::Week(offset),
            "thang" => Span::Month(offset),
            "quy" => Span::Quarter(offset),
            _ => Span::Year(offset),
        });
    }
    match unit {
        "thang" => {
            let month = c.take_number().filter(|m| (1..=12).contains(m))?;
            // `cuối tháng 8h`
            if matches!(c.word(), "h" | "g" | "gio") || c.mark().is_some_and(|(m, _)| m == ':') {
                return None;
            }
            Some(Span::NamedMonth { month, year: year_after(c, '/')? })
        }
        "quy" => {
            let roman = ["i", "ii", "iii", "iv"].iter().position(|r| *r == c.word());
            let quarter = match roman {
                Some(at) => {
                    c.skip();
                    at as u32 + 1
                }
                None => c.take_number().filter(|q| (1..=4).contains(q))?,
            };
            Some(Span::NamedQuarter { quarter, year: year_after(c, '/')? })
        }
        "nam" => {
            let year = c.take_digits().filter(|d| d.digits == 4)?;
            i32::try_from(year.value).ok().map(Span::NamedYear)
        }
        _ => None,
    }
}

/// `cuối tháng`, `đầu tuần sau`, `giữa tháng 6`, `hết quý 4`, `cuối năm`.
pub(super) fn edge(c: &mut Cursor) -> Option<(Edge, Span)> {
    let edge = match c.word() {
        "dau" => Edge::Start,
        "giua" => Edge::Middle,
        "cuoi" => Edge::End,
        "het" => Edge::Last,
        _ => return None,
    };
    c.skip();
    c.take_word(&["cung"]);
    c.take_word(&["cua"]);
    let unit = *c;
    let span = span(c).or_else(|| {
        *c = unit;
        let bare = match c.word() {
            "tuan" => Span::Week(None),
            "thang" => Span::Month(None),
            "quy" => Span::Quarter(None),
            "nam" => Span::Year(None),
            _ => return None,
        };
        c.skip();
        Some(bare)
    })?;
    Some((edge, span))
}

/// `này`, `sau`, `tới`, `trước`, `sau nữa` behind a week, month or year: how many from this one.
pub(super) fn reference(c: &mut Cursor) -> Option<i32> {
    if c.take_word(&["nay"]) {
        return Some(0);
    }
    if c.take_word(&["truoc", "qua", "ngoai", "roi"]) {
        return Some(-1);
    }
    if c.typed() == "tối" {
        return None;
    }
    if c.take_phrase(&["sau", "nua"]) {
        return Some(2);
    }
    let next = c.take_phrase(&["tiep", "theo"])
        || c.take_phrase(&["ke", "tiep"])
        || c.take_word(&["sau", "toi", "ke", "tiep"]);
    next.then_some(1)
}

/// A year behind a month, if there is one; the outer `None` for a year that is none.
pub(super) fn year_after(c: &mut Cursor, sign: char) -> Option<Option<i32>> {
    let mut probe = *c;
    let signed = probe.take_mark(&[sign, '/']).is_some();
    let named = !signed && probe.take_word(&["nam"]);
    match probe.take_digits() {
        Some(year) if year.digits == 4 => {
            *c = probe;
            Some(i32::try_from(year.value).ok())
        }
        Some(year) if year.digits == 2 && signed && year.glued => {
            *c = probe;
            let century = if year.value < 70 { 2000 } else { 1900 };
            Some(i32::try_from(century + year.value).ok())
        }
        // `16/5 - 8h`: the sign only separates.
        Some(year) if signed && year.glued && sign != '-' => None,
        _ if named && probe.is_at_end() => None,
        _ => Some(None),
    }
}
