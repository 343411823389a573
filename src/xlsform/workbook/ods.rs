//! How much an OpenDocument sheet expands to: its rows and cells carry repeat counts.

use super::MAX_AREA;
use crate::xlsform::problem::{Problem, ProblemCode};

/// Refuses a `content.xml` whose tables would be larger than [`MAX_AREA`] cells when written out.
pub fn check(xml: &[u8]) -> Result<(), Problem> {
    let mut area = 0_usize;
    let mut rest = xml;
    while let Some(start) = find(rest, b"<table:table ") {
        let end = find(&rest[start..], b"</table:table>").map_or(rest.len(), |end| start + end);
        area = area.saturating_add(table_area(&rest[start..end]));
        rest = &rest[end..];
        if rest.is_empty() {
            break;
        }
        rest = &rest[1..];
    }
    if area > MAX_AREA {
        return Err(Problem::new(ProblemCode::TooLarge).arg("what", "area").arg("limit", MAX_AREA));
    }
    Ok(())
}

fn table_area(table: &[u8]) -> usize {
    let (mut rows, mut last_filled, mut width, mut spread) = (0_usize, 0_usize, 0_usize, 0_usize);
    for row in pieces(table, b"<table:table-row") {
        rows = rows.saturating_add(repeats(row, b"table:number-rows-repeated"));
        let (columns, filled) = row_width(row);
        // Blank cells before others are written out whatever the row holds.
        spread = spread.saturating_add(columns);
        if filled {
            last_filled = rows;
            width = width.max(columns);
        }
    }
    spread.saturating_add(last_filled.saturating_mul(width))
}

/// The columns that a row takes up without its trailing blank cell, and whether it holds anything.
fn row_width(row: &[u8]) -> (usize, bool) {
    let (mut total, mut trailing, mut any) = (0_usize, 0_usize, false);
    for cell in pieces(row, b"table-cell") {
        let n = repeats(cell, b"table:number-columns-repeated");
        total = total.saturating_add(n);
        let filled = find(cell, b"office:").is_some()
            || find(cell, b"<text:p").is_some()
            || find(cell, b"table:formula").is_some();
        any |= filled;
        trailing = if filled { 0 } else { n };
    }
    (total - trailing, any)
}

/// Cuts `bytes` at every opening tag whose name ends with `tag`; what comes before the first is
/// dropped.
fn pieces<'b>(bytes: &'b [u8], tag: &'static [u8]) -> impl Iterator<Item = &'b [u8]> {
    let mut rest = find(bytes, tag).map(|at| &bytes[at..]);
    std::iter::from_fn(move || {
        let piece = rest?;
        let next = find(&piece[tag.len()..], tag).map(|at| tag.len() + at);
        rest = next.map(|at| &piece[at..]);
        Some(&piece[..next.unwrap_or(piece.len())])
    })
}

/// The number in the first `attribute="…"` of the piece's opening tag.
fn repeats(piece: &[u8], attribute: &[u8]) -> usize {
    let open = &piece[..find(piece, b">").unwrap_or(piece.len())];
    let Some(at) = find(open, attribute) else { return 1 };
    let digits = open[at + attribute.len()..]
        .iter()
        .skip_while(|b| !b.is_ascii_digit())
        .take_while(|b| b.is_ascii_digit());
    digits.fold(0_usize, |n, d| n.saturating_mul(10).saturating_add(usize::from(d - b'0')))
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}
