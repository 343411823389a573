//! Workbooks made in memory, for the tests of this room: `.xlsx`, `.ods` and `.xls`, small and
//! exactly as told.

use super::{Imported, Problem, import};
use std::fmt::Write;

pub type Rows<'a> = &'a [&'a [&'a str]];

/// Sheets by name.
pub fn xlsx(sheets: &[(&str, Rows)]) -> Vec<u8> {
    let bodies: Vec<(String, String)> =
        sheets.iter().map(|(name, rows)| ((*name).to_owned(), sheet_xml(rows, "A1"))).collect();
    xlsx_of(&bodies)
}

/// A workbook whose sheets are given as XML.
pub fn xlsx_of(sheets: &[(String, String)]) -> Vec<u8> {
    let (mut list, mut links, mut types) = (String::new(), String::new(), String::new());
    for (index, (name, _)) in sheets.iter().enumerate() {
        let n = index + 1;
        let _ = write!(list, r#"<sheet name="{}" sheetId="{n}" r:id="r{n}"/>"#, escape(name));
        let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet";
        let _ = write!(
            links,
            r#"<Relationship Id="r{n}" Type="{kind}" Target="worksheets/s{n}.xml"/>"#
        );
        let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";
        let _ =
            write!(types, r#"<Override PartName="/xl/worksheets/s{n}.xml" ContentType="{kind}"/>"#);
    }
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let mut parts = vec![
        (
            "[Content_Types].xml".to_owned(),
            format!(r#"<Types xmlns="{package}/content-types">{types}</Types>"#),
        ),
        (
            "_rels/.rels".to_owned(),
            format!(
                r#"<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
            ),
        ),
        (
            "xl/workbook.xml".to_owned(),
            format!(
                r#"<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{list}</sheets></workbook>"#
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!(r#"<Relationships xmlns="{package}/relationships">{links}</Relationships>"#),
        ),
    ];
    for (index, (_, body)) in sheets.iter().enumerate() {
        parts.push((format!("xl/worksheets/s{}.xml", index + 1), body.clone()));
    }
    let parts: Vec<(&str, &[u8])> =
        parts.iter().map(|(name, body)| (name.as_str(), body.as_bytes())).collect();
    zip(&parts)
}

/// A sheet that declares `dimension` as its range.
pub fn sheet_xml(rows: Rows, dimension: &str) -> String {
    let mut body = String::new();
    for (row, cells) in rows.iter().enumerate() {
        let _ = write!(body, r#"<row r="{}">"#, row + 1);
        for (column, text) in cells.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            let place = format!("{}{}", column_name(column), row + 1);
            let _ = match text.strip_prefix('#').and_then(|number| number.parse::<f64>().ok()) {
                Some(number) => write!(body, r#"<c r="{place}"><v>{number}</v></c>"#),
                None => write!(
                    body,
                    r#"<c r="{place}" t="inlineStr"><is><t>{}</t></is></c>"#,
                    escape(text)
                ),
            };
        }
        body.push_str("</row>");
    }
    format!(
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="{dimension}"/><sheetData>{body}</sheetData></worksheet>"#
    )
}

/// An OpenDocument workbook whose `content.xml` holds `tables`.
pub fn ods_of(tables: &str) -> Vec<u8> {
    let content = format!(
        r#"<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"#
    );
    let manifest = r#"<manifest:manifest xmlns:manifest="m"></manifest:manifest>"#;
    zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", manifest.as_bytes()),
        ("content.xml", content.as_bytes()),
    ])
}

pub fn ods_table(name: &str, rows: Rows) -> String {
    let mut body = String::new();
    for cells in rows {
        body.push_str("<table:table-row>");
        for text in *cells {
            let cell = match text.is_empty() {
                true => "<table:table-cell/>".to_owned(),
                false => format!(
                    r#"<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>"#,
                    escape(text)
                ),
            };
            body.push_str(&cell);
        }
        body.push_str(
            r#"<table:table-cell table:number-columns-repeated="16000"/></table:table-row>"#,
        );
    }
    body.push_str(r#"<table:table-row table:number-rows-repeated="1040000"><table:table-cell/></table:table-row>"#);
    format!(r#"<table:table table:name="{name}">{body}</table:table>"#)
}

/// An Excel 97 workbook of one sheet that declares `rows` × 256 cells.
pub fn xls(name: &str, cells: Rows, rows: u32) -> Vec<u8> {
    let mut sheet = record(0x0809, &[0, 6, 0x10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let mut dimensions = vec![0; 4];
    dimensions.extend(rows.to_le_bytes());
    dimensions.extend([0, 0, 0, 1, 0, 0]);
    sheet.extend(record(0x0200, &dimensions));
    for (row, line) in cells.iter().enumerate() {
        for (column, text) in line.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            let (row, column) =
                (u16::try_from(row).unwrap_or(0), u16::try_from(column).unwrap_or(0));
            let mut label: Vec<u8> = [row, column, 0, u16::try_from(text.len()).unwrap_or(0)]
                .into_iter()
                .flat_map(u16::to_le_bytes)
                .collect();
            label.push(0);
            label.extend(text.bytes());
            sheet.extend(record(0x0204, &label));
        }
    }
    sheet.extend(record(0x000A, &[]));
    let bof = record(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let mut bound = vec![0; 6];
    bound.extend([u8::try_from(name.len()).unwrap_or(0), 0]);
    bound.extend(name.bytes());
    let start = bof.len() + 4 + bound.len() + 4;
    bound[..4].copy_from_slice(&u32::try_from(start).unwrap_or(0).to_le_bytes());
    let mut stream = bof;
    stream.extend(record(0x0085, &bound));
    stream.extend(record(0x000A, &[]));
    stream.extend(sheet);
    compound(&stream)
}

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut out = kind.to_le_bytes().to_vec();
    out.extend(u16::try_from(data.len()).unwrap_or(0).to_le_bytes());
    out.extend(data);
    out
}

/// A compound file with the one stream `Workbook`: header, table, directory, stream.
fn compound(stream: &[u8]) -> Vec<u8> {
    let mut stream = stream.to_vec();
    // From 4096 bytes on a stream lies in whole sectors.
    stream.resize(stream.len().max(4096).next_multiple_of(512), 0);
    let sectors = u32::try_from(stream.len() / 512).unwrap_or(0);
    let mut header = vec![0; 512];
    header[..8].copy_from_slice(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    header[24..34].copy_from_slice(&[0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0]);
    for (at, value) in
        [(44, 1), (48, 1), (56, 4096), (60, u32::MAX - 1), (68, u32::MAX - 1), (76, 0)]
    {
        header[at..at + 4].copy_from_slice(&u32::to_le_bytes(value));
    }
    header[80..].fill(0xFF);
    let mut table: Vec<u32> = vec![u32::MAX - 2, u32::MAX - 1];
    table.extend((0..sectors).map(|n| if n + 1 == sectors { u32::MAX - 1 } else { n + 3 }));
    table.resize(128, u32::MAX);
    let mut out = header;
    out.extend(table.into_iter().flat_map(u32::to_le_bytes));
    let mut directory = Vec::new();
    for (name, kind, start, len) in [
        ("Root Entry", 5_u8, u32::MAX - 1, 0_u32),
        ("Workbook", 2, 2, u32::try_from(stream.len()).unwrap_or(0)),
        ("", 0, 0, 0),
        ("", 0, 0, 0),
    ] {
        let mut entry = vec![0; 128];
        for (at, unit) in name.encode_utf16().enumerate() {
            entry[at * 2..at * 2 + 2].copy_from_slice(&unit.to_le_bytes());
        }
        entry[64] = if name.is_empty() { 0 } else { u8::try_from(name.len() * 2 + 2).unwrap_or(0) };
        entry[66] = kind;
        entry[116..120].copy_from_slice(&start.to_le_bytes());
        entry[120..124].copy_from_slice(&len.to_le_bytes());
        directory.extend(entry);
    }
    out.extend(directory);
    out.extend(stream);
    out
}

/// A zip of stored parts.
pub fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let parts: Vec<(&str, Vec<u8>, usize, u16)> =
        parts.iter().map(|(name, body)| (*name, body.to_vec(), body.len(), 0)).collect();
    let mut out = Vec::new();
    let mut directory = Vec::new();
    for (name, body, size, method) in &parts {
        let start = out.len();
        let mut common = Vec::new();
        common.extend([20, 0, 0, 0]);
        common.extend(method.to_le_bytes());
        common.extend([0; 4]);
        for number in
            [crc32(body), u32::try_from(body.len()).unwrap_or(0), u32::try_from(*size).unwrap_or(0)]
        {
            common.extend(number.to_le_bytes());
        }
        common.extend(u16::try_from(name.len()).unwrap_or(0).to_le_bytes());
        common.extend([0, 0]);
        out.extend(b"PK\x03\x04");
        out.extend(&common);
        out.extend(name.bytes());
        out.extend(body);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend(u32::try_from(start).unwrap_or(0).to_le_bytes());
        directory.extend(name.bytes());
    }
    let (start, count) = (out.len(), u16::try_from(parts.len()).unwrap_or(0));
    let len = directory.len();
    out.extend(directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(count.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend(u32::try_from(len).unwrap_or(0).to_le_bytes());
    out.extend(u32::try_from(start).unwrap_or(0).to_le_bytes());
    out.extend([0, 0]);
    out
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg())
        })
    })
}

fn column_name(mut column: usize) -> String {
    let mut name = String::new();
    loop {
        name.insert(0, char::from(b'A' + u8::try_from(column % 26).unwrap_or(0)));
        if column < 26 {
            return name;
        }
        column = column / 26 - 1;
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Imports a survey sheet with other sheets.
pub fn form_with(survey: Rows, others: &[(&str, Rows)]) -> Result<Imported, Vec<Problem>> {
    let mut sheets = vec![("survey", survey)];
    sheets.extend(others);
    import(&xlsx(&sheets), "form.xlsx")
}

/// The problems as `code@row/column`, for short assertions.
pub fn told(result: &Result<Imported, Vec<Problem>>) -> Vec<String> {
    let problems = match result {
        Ok(_) => return Vec::new(),
        Err(problems) => problems,
    };
    let place = |p: &Problem| {
        format!("{}@{}/{}", p.code.name(), p.row.unwrap_or(0), p.column.as_deref().unwrap_or(""))
    };
    problems.iter().map(place).collect()
}
