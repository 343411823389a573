//! DEFLATE (RFC 1951) with a hard limit on what comes out.
//!
//! A workbook is unpacked by the spreadsheet library, which has no limit of its own; so every part
//! is measured here first. The sizes in a zip's directory are claims, only unpacking tells.

const LENGTH_BASE: [u16; 29] = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258,
];
const LENGTH_EXTRA: [u8; 29] =
    [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCE_BASE: [u16; 30] = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537,
    2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577,
];
const CODE_ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const MAX_BITS: usize = 15;

#[derive(Debug, PartialEq, Eq)]
pub enum InflateError {
    Corrupt,
    /// More came out than allowed.
    TooLarge,
}

use InflateError::{Corrupt, TooLarge};

/// Unpacks `data`, at most `limit` bytes of it.
pub fn inflate(data: &[u8], limit: usize) -> Result<Vec<u8>, InflateError> {
    let mut bits = Bits { data, at: 0, held: 0, count: 0 };
    let mut out = Vec::new();
    loop {
        let last = bits.take(1)? == 1;
        match bits.take(2)? {
            0 => stored(&mut bits, &mut out, limit)?,
            1 => {
                let mut lengths = [8_u8; 288];
                lengths[144..256].fill(9);
                lengths[256..280].fill(7);
                block(&mut bits, &Code::new(&lengths)?, &Code::new(&[5; 30])?, &mut out, limit)?;
            }
            2 => {
                let (literals, distances) = dynamic(&mut bits)?;
                block(&mut bits, &literals, &distances, &mut out, limit)?;
            }
            _ => return Err(Corrupt),
        }
        if last {
            return Ok(out);
        }
    }
}

struct Bits<'d> {
    data: &'d [u8],
    at: usize,
    held: u32,
    count: u32,
}

impl Bits<'_> {
    fn take(&mut self, n: u32) -> Result<u32, InflateError> {
        while self.count < n {
            let byte = *self.data.get(self.at).ok_or(Corrupt)?;
            self.at += 1;
            self.held |= u32::from(byte) << self.count;
            self.count += 8;
        }
        let value = self.held & ((1 << n) - 1);
        self.held >>= n;
        self.count -= n;
        Ok(value)
    }
}

/// A canonical Huffman code: how many codes of each length, and the symbols in code order.
struct Code {
    counts: [u16; MAX_BITS + 1],
    symbols: Vec<u16>,
}

impl Code {
    fn new(lengths: &[u8]) -> Result<Self, InflateError> {
        let mut counts = [0_u16; MAX_BITS + 1];
        for length in lengths {
            counts[usize::from(*length)] += 1;
        }
        counts[0] = 0;
        let mut left = 1_i32;
        for count in &counts[1..] {
            left = left * 2 - i32::from(*count);
            if left < 0 {
                return Err(Corrupt);
            }
        }
        let mut symbols = Vec::new();
        for length in 1..=MAX_BITS {
            let of_length = lengths.iter().zip(0_u16..).filter(|(l, _)| usize::from(**l) == length);
            symbols.extend(of_length.map(|(_, symbol)| symbol));
        }
        Ok(Self { counts, symbols })
    }

    fn symbol(&self, bits: &mut Bits) -> Result<usize, InflateError> {
        let (mut code, mut first, mut index) = (0_i32, 0_i32, 0_i32);
        for count in &self.counts[1..] {
            code |= i32::from(bits.take(1)? == 1);
            let count = i32::from(*count);
            if code - count < first {
                let at = usize::try_from(index + code - first).map_err(|_| Corrupt)?;
                return self.symbols.get(at).map(|s| usize::from(*s)).ok_or(Corrupt);
            }
            index += count;
            first = (first + count) << 1;
            code <<= 1;
        }
        Err(Corrupt)
    }
}

fn stored(bits: &mut Bits, out: &mut Vec<u8>, limit: usize) -> Result<(), InflateError> {
    bits.held = 0;
    bits.count = 0;
    let header = bits.data.get(bits.at..bits.at + 4).ok_or(Corrupt)?;
    let len = usize::from(u16::from_le_bytes([header[0], header[1]]));
    let body = bits.data.get(bits.at + 4..bits.at + 4 + len).ok_or(Corrupt)?;
    if out.len() + len > limit {
        return Err(TooLarge);
    }
    out.extend_from_slice(body);
    bits.at += 4 + len;
    Ok(())
}

fn dynamic(bits: &mut Bits) -> Result<(Code, Code), InflateError> {
    let literals = bits.take(5)? as usize + 257;
    let distances = bits.take(5)? as usize + 1;
    let codes = bits.take(4)? as usize + 4;
    let mut lengths = [0_u8; 19];
    for position in &CODE_ORDER[..codes] {
        lengths[*position] = u8::try_from(bits.take(3)?).map_err(|_| Corrupt)?;
    }
    let code = Code::new(&lengths)?;
    let mut lengths = Vec::with_capacity(literals + distances);
    while lengths.len() < literals + distances {
        let (value, repeat) = match code.symbol(bits)? {
            16 => (*lengths.last().ok_or(Corrupt)?, 3 + bits.take(2)?),
            17 => (0, 3 + bits.take(3)?),
            18 => (0, 11 + bits.take(7)?),
            length => (u8::try_from(length).map_err(|_| Corrupt)?, 1),
        };
        lengths.extend(std::iter::repeat_n(value, repeat as usize));
    }
    if lengths.len() != literals + distances || literals > 286 {
        return Err(Corrupt);
    }
    Ok((Code::new(&lengths[..literals])?, Code::new(&lengths[literals..])?))
}

fn block(
    bits: &mut Bits,
    literals: &Code,
    distances: &Code,
    out: &mut Vec<u8>,
    limit: usize,
) -> Result<(), InflateError> {
    loop {
        let symbol = literals.symbol(bits)?;
        match symbol {
            0..=255 => {
                if out.len() == limit {
                    return Err(TooLarge);
                }
                out.push(u8::try_from(symbol).map_err(|_| Corrupt)?);
            }
            256 => return Ok(()),
            _ => {
                let base = *LENGTH_BASE.get(symbol - 257).ok_or(Corrupt)?;
                let extra = LENGTH_EXTRA[symbol - 257];
                let length = usize::from(base) + bits.take(u32::from(extra))? as usize;
                let slot = distances.symbol(bits)?;
                let base = usize::from(*DISTANCE_BASE.get(slot).ok_or(Corrupt)?);
                let extra = u32::try_from(slot / 2).map_err(|_| Corrupt)?.saturating_sub(1);
                let distance = base + bits.take(extra)? as usize;
                let start = out.len().checked_sub(distance).ok_or(Corrupt)?;
                if out.len() + length > limit {
                    return Err(TooLarge);
                }
                for at in start..start + length {
                    out.push(out[at]);
                }
            }
        }
    }
}
