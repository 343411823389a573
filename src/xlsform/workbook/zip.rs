//! The directory of a zip and the true size of its parts.

use super::{MAX_PARTS, MAX_UNPACKED};
use crate::xlsform::problem::{Problem, ProblemCode};
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};

#[derive(Debug, PartialEq, Eq)]
pub enum UnpackError {
    Corrupt,
    /// More came out than allowed.
    TooLarge,
}

pub struct Part<'b> {
    pub name: String,
    packed: &'b [u8],
    deflated: bool,
}

impl Part<'_> {
    /// The part's bytes, at most `limit`.
    pub fn unpack(&self, limit: usize) -> Result<Vec<u8>, UnpackError> {
        match self.deflated {
            true => inflate(self.packed, limit),
            false if self.packed.len() > limit => Err(UnpackError::TooLarge),
            false => Ok(self.packed.to_vec()),
        }
    }
}

/// Unpacks a DEFLATE stream, at most `limit` bytes of it. The sizes in a zip's directory are claims,
/// only unpacking tells.
pub(super) fn inflate(packed: &[u8], limit: usize) -> Result<Vec<u8>, UnpackError> {
    let unpacked = decompress_to_vec_with_limit(packed, limit);
    let mut body = unpacked.map_err(|error| match error.status {
        TINFLStatus::HasMoreOutput => UnpackError::TooLarge,
        _ => UnpackError::Corrupt,
    })?;
    // Room was made for twice what is packed; a stream that ends early would keep all of it.
    body.shrink_to_fit();
    Ok(body)
}

fn unreadable(detail: &str) -> Problem {
    Problem::new(ProblemCode::Unreadable).arg("detail", detail)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<usize> {
    Some(usize::from(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?)))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?)).ok()
}

/// The parts of a zip, from its central directory.
pub fn parts(bytes: &[u8]) -> Result<Vec<Part<'_>>, Problem> {
    let from = bytes.len().saturating_sub(65_557);
    let end = (from..bytes.len().saturating_sub(21))
        .rev()
        .find(|at| bytes[*at..].starts_with(b"PK\x05\x06"))
        .ok_or_else(|| unreadable("zip: no directory"))?;
    let count = u16_at(bytes, end + 10).unwrap_or(0);
    let mut at = u32_at(bytes, end + 16).unwrap_or(0);
    if count > MAX_PARTS {
        return Err(Problem::new(ProblemCode::TooLarge)
            .arg("what", "parts")
            .arg("limit", MAX_PARTS));
    }
    let mut parts = Vec::with_capacity(count);
    for _ in 0..count {
        parts.push(part(bytes, &mut at).ok_or_else(|| unreadable("zip: broken directory"))?);
    }
    Ok(parts)
}

fn part<'b>(bytes: &'b [u8], at: &mut usize) -> Option<Part<'b>> {
    let entry = bytes.get(*at..)?;
    if !entry.starts_with(b"PK\x01\x02") {
        return None;
    }
    let method = u16_at(entry, 10)?;
    let packed = u32_at(entry, 20)?;
    let (name, extra, comment) = (u16_at(entry, 28)?, u16_at(entry, 30)?, u16_at(entry, 32)?);
    let local = u32_at(entry, 42)?;
    let name_text = String::from_utf8_lossy(entry.get(46..46 + name)?).into_owned();
    *at += 46 + name + extra + comment;
    let header = bytes.get(local..)?;
    if !header.starts_with(b"PK\x03\x04") {
        return None;
    }
    let body = local + 30 + u16_at(header, 26)? + u16_at(header, 28)?;
    let deflated = match method {
        0 => false,
        8 => true,
        _ => return None,
    };
    Some(Part { name: name_text, packed: bytes.get(body..body.checked_add(packed)?)?, deflated })
}

/// Unpacks every part that a spreadsheet reader may look at and refuses a workbook that is too
/// large inside. Returns the parts' texts that need a closer look, by name.
pub fn measure(
    parts: &[Part],
    look_at: impl Fn(&str) -> bool,
) -> Result<Vec<(String, Vec<u8>)>, Problem> {
    let mut left = MAX_UNPACKED;
    let mut kept = Vec::new();
    // Parts may share packed bytes; unpacking each is what the reader would do as well.
    for part in parts {
        let name = part.name.to_ascii_lowercase();
        if !(name.ends_with(".xml")
            || name.ends_with(".rels")
            || name.ends_with(".bin")
            || name.ends_with(".vml"))
        {
            continue;
        }
        match part.unpack(left) {
            Ok(body) => {
                left -= body.len();
                if look_at(&name) {
                    kept.push((name, body));
                }
            }
            Err(UnpackError::TooLarge) => {
                return Err(Problem::new(ProblemCode::TooLarge)
                    .arg("what", "unpacked")
                    .arg("limit", MAX_UNPACKED));
            }
            Err(UnpackError::Corrupt) => return Err(unreadable("zip: broken part")),
        }
    }
    Ok(kept)
}
