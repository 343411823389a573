//! A look inside an `.xls` before the spreadsheet library reads it.
//!
//! The library reserves room for the range that a sheet declares and lays its cells out densely, so
//! a few bytes can ask for gigabytes. Here the record stream is walked once: declared ranges are
//! neutralised in a copy, and a workbook whose cells really span too much is refused.

use super::MAX_AREA;
use crate::xlsform::problem::{Problem, ProblemCode};

const FREE: u32 = 0xFFFF_FFFA;
const BOUND_SHEET: u16 = 0x0085;
const END: u16 = 0x000A;
const DIMENSIONS: u16 = 0x0200;
/// A blank cell, which the library skips: what a neutralised record is turned to.
const BLANK: u16 = 0x0201;
const FILE_PASS: u16 = 0x002F;

/// A copy of the workbook that is safe to hand on.
pub fn disarm(bytes: &[u8]) -> Result<Vec<u8>, Problem> {
    let file = Compound::read(bytes).ok_or_else(|| broken("no compound file"))?;
    if file.stream("EncryptedPackage").is_some() {
        return Err(Problem::new(ProblemCode::Encrypted));
    }
    let stream = file.stream("Workbook").or_else(|| file.stream("Book"));
    let stream = stream
        .ok_or_else(|| Problem::new(ProblemCode::NotASpreadsheet).arg("found", "compound"))?;
    let mut copy = bytes.to_vec();
    let mut body: Vec<u8> = stream.iter().filter_map(|at| bytes.get(*at).copied()).collect();
    body.truncate(stream.len());
    let (sheets, globals_end) = globals(&body)?;
    let mut taken = vec![(0, globals_end)];
    let mut area = 0_usize;
    for start in sheets {
        let sheet = walk_sheet(&body, start);
        // Records read at two alignments could hide a range from this walk.
        if taken.iter().any(|(from, to)| start < *to && sheet.end > *from) {
            return Err(broken("overlapping sheets"));
        }
        taken.push((start, sheet.end));
        area = area.saturating_add(sheet.area);
        for at in sheet.ranges {
            for (offset, byte) in BLANK.to_le_bytes().into_iter().enumerate() {
                if let Some(slot) = stream.get(at + offset).and_then(|place| copy.get_mut(*place)) {
                    *slot = byte;
                }
            }
        }
    }
    if area > MAX_AREA {
        return Err(Problem::new(ProblemCode::TooLarge).arg("what", "area").arg("limit", MAX_AREA));
    }
    Ok(copy)
}

fn broken(detail: &str) -> Problem {
    Problem::new(ProblemCode::Unreadable).arg("detail", format!("xls: {detail}"))
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// Record kind, start of its data, its data.
fn record(body: &[u8], at: usize) -> Option<(u16, usize, &[u8])> {
    let len = usize::from(u16_at(body, at + 2)?);
    Some((u16_at(body, at)?, at + 4, body.get(at + 4..at + 4 + len)?))
}

/// Where the sheets begin, and where the globals end.
fn globals(body: &[u8]) -> Result<(Vec<usize>, usize), Problem> {
    let mut sheets = Vec::new();
    let mut at = 0;
    while let Some((kind, start, data)) = record(body, at) {
        at = start + data.len();
        match kind {
            BOUND_SHEET => {
                sheets.extend(u32_at(data, 0).and_then(|start| usize::try_from(start).ok()))
            }
            FILE_PASS => return Err(Problem::new(ProblemCode::Encrypted)),
            END => break,
            _ => {}
        }
    }
    sheets.sort_unstable();
    sheets.dedup();
    Ok((sheets, at))
}

struct Sheet {
    end: usize,
    area: usize,
    /// Offsets of the records that declare a range.
    ranges: Vec<usize>,
}

fn walk_sheet(body: &[u8], start: usize) -> Sheet {
    let mut sheet = Sheet { end: start, area: 0, ranges: Vec::new() };
    let (mut top, mut bottom, mut left, mut right) = (usize::MAX, 0, usize::MAX, 0);
    let mut at = start;
    while let Some((kind, data_at, data)) = record(body, at) {
        let here = at;
        at = data_at + data.len();
        sheet.end = at;
        match kind {
            END => break,
            DIMENSIONS => sheet.ranges.push(here),
            // Number, label, rich string, truth value or error, string result, number (RK), shared
            // string, formula.
            0x0203 | 0x0204 | 0x00D6 | 0x0205 | 0x0207 | 0x027E | 0x00FD | 0x0006 | 0x00BD => {
                let (Some(row), Some(first)) = (u16_at(data, 0), u16_at(data, 2)) else { continue };
                let last = if kind == 0x00BD {
                    u16_at(data, data.len().saturating_sub(2)).unwrap_or(first)
                } else {
                    first
                };
                // A string result carries no place of its own.
                if kind != 0x0207 {
                    top = top.min(usize::from(row));
                    bottom = bottom.max(usize::from(row));
                    left = left.min(usize::from(first.min(last)));
                    right = right.max(usize::from(first.max(last)));
                }
            }
            _ => {}
        }
    }
    if top != usize::MAX {
        sheet.area = (bottom - top + 1) * (right - left + 1);
    }
    sheet
}

/// An OLE compound file: sectors chained by a table, and a directory of streams.
struct Compound<'b> {
    bytes: &'b [u8],
    sector: usize,
    table: Vec<u32>,
    small_table: Vec<u32>,
    directory: Vec<u8>,
}

impl<'b> Compound<'b> {
    fn read(bytes: &'b [u8]) -> Option<Self> {
        let sector = match u16_at(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut file = Self {
            bytes,
            sector,
            table: Vec::new(),
            small_table: Vec::new(),
            directory: Vec::new(),
        };
        let mut places: Vec<u32> = (0..109).filter_map(|i| u32_at(bytes, 76 + i * 4)).collect();
        let mut next = u32_at(bytes, 68)?;
        let mut seen = 0;
        while next < FREE && seen <= bytes.len() / sector {
            let body = file.sector_at(next)?;
            let per = sector / 4 - 1;
            places.extend((0..per).filter_map(|i| u32_at(body, i * 4)));
            next = u32_at(body, per * 4)?;
            seen += 1;
        }
        for place in places.into_iter().filter(|p| *p < FREE) {
            let Some(body) = file.sector_at(place) else { continue };
            let entries: Vec<u32> =
                (0..body.len() / 4).filter_map(|i| u32_at(body, i * 4)).collect();
            file.table.extend(entries);
            if file.table.len() > bytes.len() {
                return None;
            }
        }
        let directory = file.chain(u32_at(bytes, 48)?);
        file.directory = file.gather(&directory);
        let small = file.chain(u32_at(bytes, 60)?);
        let small = file.gather(&small);
        file.small_table = (0..small.len() / 4).filter_map(|i| u32_at(&small, i * 4)).collect();
        Some(file)
    }

    fn sector_at(&self, id: u32) -> Option<&'b [u8]> {
        let start = (usize::try_from(id).ok()?.checked_add(1)?).checked_mul(self.sector)?;
        let end = (start + self.sector).min(self.bytes.len());
        self.bytes.get(start..end)
    }

    fn chain(&self, start: u32) -> Vec<u32> {
        follow(start, &self.table)
    }

    fn gather(&self, chain: &[u32]) -> Vec<u8> {
        chain.iter().filter_map(|id| self.sector_at(*id)).flatten().copied().collect()
    }

    /// The file offsets of every byte of a stream, in stream order.
    fn stream(&self, name: &str) -> Option<Vec<usize>> {
        let entry = self.directory.chunks_exact(128).find(|entry| {
            let len = usize::from(u16_at(entry, 64).unwrap_or(0)).saturating_sub(2).min(64);
            let units: Vec<u16> = (0..len / 2).filter_map(|i| u16_at(entry, i * 2)).collect();
            String::from_utf16_lossy(&units).eq_ignore_ascii_case(name)
        })?;
        let (start, len) = (u32_at(entry, 116)?, usize::try_from(u32_at(entry, 120)?).ok()?);
        let spread = |ids: Vec<u32>, base: &dyn Fn(usize) -> Option<usize>, size: usize| {
            let mut out = Vec::new();
            for id in ids {
                let from = usize::try_from(id).ok().and_then(base);
                if let Some(from) = from {
                    out.extend(from..from + size);
                }
            }
            out
        };
        let big = |id: usize| id.checked_add(1)?.checked_mul(self.sector);
        let mut places = if len < 4096 {
            let root = u32_at(self.directory.get(..128)?, 116)?;
            let container = spread(self.chain(root), &big, self.sector);
            let small = |id: usize| container.get(id.checked_mul(64)?).copied();
            spread(follow(start, &self.small_table), &small, 64)
        } else {
            spread(self.chain(start), &big, self.sector)
        };
        places.truncate(len);
        Some(places)
    }
}

/// A chain of sectors; one that loops or leaves the table ends there.
fn follow(start: u32, table: &[u32]) -> Vec<u32> {
    let mut out = Vec::new();
    let mut next = start;
    while next < FREE && out.len() <= table.len() {
        out.push(next);
        match usize::try_from(next).ok().and_then(|at| table.get(at)) {
            Some(following) => next = *following,
            None => break,
        }
    }
    out
}
