//! What a file really is.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Xlsx,
    Xls,
    Ods,
    /// A spreadsheet that is not read; its usual ending.
    Other(&'static str),
    /// No spreadsheet; what it looks like.
    Not(&'static str),
}

/// Tells by content. `parts` are a zip's part names.
pub fn sniff(bytes: &[u8], parts: Option<&[String]>) -> Format {
    if let Some(parts) = parts {
        let has = |name: &str| parts.iter().any(|part| part.eq_ignore_ascii_case(name));
        return if has("xl/workbook.bin") {
            Format::Other("xlsb")
        } else if parts.iter().any(|part| part.to_ascii_lowercase().ends_with("workbook.xml")) {
            Format::Xlsx
        } else if has("content.xml") {
            Format::Ods
        } else if has("word/document.xml") {
            Format::Not("docx")
        } else {
            Format::Not("zip")
        };
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Format::Xls;
    }
    // Bare streams of Excel 2 to 4, without a compound file around.
    if matches!(bytes, [0x09, 0x00 | 0x02 | 0x04, 0x04 | 0x06, 0x00, ..]) {
        return Format::Other("xls");
    }
    let not = [
        (b"%PDF".as_slice(), "pdf"),
        (b"\x89PNG", "image"),
        (b"\xFF\xD8\xFF", "image"),
        (b"GIF8", "image"),
        (b"{\\rtf", "rtf"),
    ];
    if let Some((_, found)) = not.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Format::Not(found);
    }
    let head = &bytes[..bytes.len().min(2048)];
    let text = String::from_utf8_lossy(head).to_lowercase();
    let text = text.trim_start_matches('\u{feff}').trim_start();
    Format::Not(if text.is_empty() {
        "empty"
    } else if text.starts_with("<!doctype html")
        || text.starts_with("<html")
        || text.contains("<table")
    {
        "html"
    } else if text.starts_with('<') {
        "xml"
    } else if text.starts_with('{') || text.starts_with('[') {
        "json"
    } else if text
        .lines()
        .next()
        .is_some_and(|line| line.contains([',', ';', '\t']) && !line.contains('\0'))
    {
        "csv"
    } else {
        "unknown"
    })
}
