//! XLSForm workbooks made in memory: `.xlsx`, as small as a story needs them.

use std::fmt::Write as _;

type Rows<'a> = &'a [&'a [&'a str]];

/// A checklist with the code `THU`, in Vietnamese and English.
pub fn checklist(survey: Rows, choices: Rows) -> Vec<u8> {
    let settings: Rows = &[
        &["form_title", "form_id", "version", "default_language", "namespaces"],
        &["Phiếu thử", "THU", "1", "Tiếng Việt (vi)", "dgs=\"https://doangiamsat.vn/xlsform\""],
    ];
    let sheets = [("survey", survey), ("choices", choices), ("settings", settings)];
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let (mut list, mut links, mut types) = (String::new(), String::new(), String::new());
    let mut parts = vec![];
    for (index, (name, rows)) in sheets.iter().enumerate() {
        let n = index + 1;
        let _ = write!(list, r#"<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>"#);
        let _ = write!(
            links,
            r#"<Relationship Id="r{n}" Type="{office}/worksheet" Target="worksheets/s{n}.xml"/>"#
        );
        let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";
        let _ =
            write!(types, r#"<Override PartName="/xl/worksheets/s{n}.xml" ContentType="{kind}"/>"#);
        parts.push((format!("xl/worksheets/s{n}.xml"), sheet(rows)));
    }
    parts.push((
        "[Content_Types].xml".to_owned(),
        format!(r#"<Types xmlns="{package}/content-types">{types}</Types>"#),
    ));
    parts.push((
        "_rels/.rels".to_owned(),
        format!(
            r#"<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
        ),
    ));
    parts.push((
        "xl/workbook.xml".to_owned(),
        format!(
            r#"<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{list}</sheets></workbook>"#
        ),
    ));
    parts.push((
        "xl/_rels/workbook.xml.rels".to_owned(),
        format!(r#"<Relationships xmlns="{package}/relationships">{links}</Relationships>"#),
    ));
    zip(&parts)
}

fn sheet(rows: Rows) -> String {
    let mut body = String::new();
    for (row, cells) in rows.iter().enumerate() {
        let _ = write!(body, r#"<row r="{}">"#, row + 1);
        for (column, text) in cells.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            let letter = char::from(b'A' + u8::try_from(column).expect("a few columns"));
            let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            let _ = write!(
                body,
                r#"<c r="{letter}{}" t="inlineStr"><is><t>{text}</t></is></c>"#,
                row + 1
            );
        }
        body.push_str("</row>");
    }
    format!(
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{body}</sheetData></worksheet>"#
    )
}

/// Parts as they are, without compression.
fn zip(parts: &[(String, String)]) -> Vec<u8> {
    let (mut bytes, mut directory) = (vec![], vec![]);
    for (name, content) in parts {
        let offset = u32::try_from(bytes.len()).expect("a small file");
        let size = u32::try_from(content.len()).expect("a small part");
        let mut common = vec![20, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        for number in [checksum(content.as_bytes()), size, size] {
            common.extend(number.to_le_bytes());
        }
        common.extend(u16::try_from(name.len()).expect("a short name").to_le_bytes());
        common.extend([0, 0]);
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&common);
        bytes.extend(name.bytes());
        bytes.extend(content.bytes());
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.bytes());
    }
    let start = u32::try_from(bytes.len()).expect("a small file");
    let count = u16::try_from(parts.len()).expect("a few parts").to_le_bytes();
    bytes.extend(&directory);
    bytes.extend(b"PK\x05\x06\x00\x00\x00\x00");
    bytes.extend([count, count].concat());
    bytes.extend(u32::try_from(directory.len()).expect("a small file").to_le_bytes());
    bytes.extend(start.to_le_bytes());
    bytes.extend([0, 0]);
    bytes
}

/// CRC-32, bit by bit.
fn checksum(bytes: &[u8]) -> u32 {
    let mut crc = !0u32;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 };
        }
    }
    !crc
}
