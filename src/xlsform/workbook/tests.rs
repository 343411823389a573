use super::zip::{UnpackError, inflate};
use crate::xlsform::fixture::{
    Rows, form_with, ods_of, ods_table, sheet_xml, told, xls, xlsx, xlsx_of, zip,
};
use crate::xlsform::{ProblemCode, import};
use proptest::prelude::*;

const SURVEY: Rows = &[&["type", "name", "label"], &["text", "a", "A"], &["integer", "b", "B"]];

fn codes(bytes: &[u8], name: &str) -> Vec<ProblemCode> {
    match import(bytes, name) {
        Ok(_) => Vec::new(),
        Err(problems) => problems.iter().map(|problem| problem.code).collect(),
    }
}

#[test]
fn the_three_formats_give_the_same_form() {
    let first = import(&xlsx(&[("survey", SURVEY)]), "f.xlsx").expect("xlsx").form;
    let second = import(&ods_of(&ods_table("survey", SURVEY)), "f.ods").expect("ods").form;
    let third = import(&xls("survey", SURVEY, 3), "f.xls").expect("xls").form;
    assert_eq!(first.walk().count(), 2);
    assert_eq!(first, second);
    assert_eq!(first, third);
}

#[test]
fn what_is_no_spreadsheet_is_named() {
    let not = |bytes: &[u8]| {
        let problems = import(bytes, "form.xls").expect_err("refused");
        (problems[0].code, problems[0].get("found").unwrap_or_default().to_owned())
    };
    for (bytes, found) in [
        (b"<html><body><table></table>".as_slice(), "html"),
        (b"\xEF\xBB\xBF<?xml version='1.0'?><x/>", "xml"),
        (b"type,name,label\ntext,a,A\n", "csv"),
        (b"%PDF-1.7", "pdf"),
        (b"{\"a\":1}", "json"),
        (b"", "empty"),
        (b"\x89PNG\r\n", "image"),
    ] {
        assert_eq!(not(bytes), (ProblemCode::NotASpreadsheet, found.to_owned()));
    }
    assert_eq!(not(&zip(&[("readme.txt", b"hello")])).1, "zip");
}

#[test]
fn a_wrong_ending_is_a_warning() {
    let imported = import(&xlsx(&[("survey", SURVEY)]), "form.xls").expect("read by content");
    assert_eq!(imported.warnings[0].code, ProblemCode::ExtensionMismatch);
}

#[test]
fn a_huge_declared_range_costs_nothing() {
    let sheet = sheet_xml(SURVEY, "A1:XFD1048576");
    assert_eq!(codes(&xlsx_of(&[("survey".to_owned(), sheet)]), "f.xlsx"), []);
    // Reserving 2³² × 256 cells would end the process.
    assert_eq!(codes(&xls("survey", SURVEY, u32::MAX), "f.xls"), []);
}

#[test]
fn cells_far_apart_are_found_in_xlsx_and_too_large_where_sheets_are_dense() {
    let far = r#"<table:table table:name="survey"><table:table-row><table:table-cell office:value-type="string"><text:p>type</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated="1000000"><table:table-cell/></table:table-row><table:table-row><table:table-cell table:number-columns-repeated="16000"/><table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row></table:table>"#;
    assert_eq!(codes(&ods_of(far), "f.ods"), [ProblemCode::TooLarge]);
    let filled = r#"<table:table table:name="survey"><table:table-row table:number-rows-repeated="900000"><table:table-cell table:number-columns-repeated="16000" office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row></table:table>"#;
    assert_eq!(codes(&ods_of(filled), "f.ods"), [ProblemCode::TooLarge]);
}

#[test]
fn announced_strings_are_bounded() {
    let strings = r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="99999999999999"></sst>"#;
    let parts: [(&str, &[u8]); 2] =
        [("xl/workbook.xml", b"<workbook/>"), ("xl/sharedStrings.xml", strings.as_bytes())];
    assert_eq!(codes(&zip(&parts), "f.xlsx"), [ProblemCode::TooLarge]);
}

#[test]
fn unpacking_stops_at_its_limit() {
    // Fixed code: literal 'a', then matches of length 258 at distance 1, by hand: a bomb in
    // miniature.
    let packed =
        [0x4B, 0x4C, 0x1C, 0x05, 0xA3, 0x60, 0x14, 0x8C, 0x82, 0x51, 0x30, 0xDC, 0x00, 0x00];
    let whole = inflate(&packed, 2_000).expect("a known stream");
    assert!(whole.len() > 1_000 && whole.iter().all(|byte| *byte == b'a'));
    assert_eq!(inflate(&packed, whole.len()).as_ref(), Ok(&whole), "the limit itself is allowed");
    for limit in [0, 1, 1_000, whole.len() - 1] {
        assert_eq!(inflate(&packed, limit), Err(UnpackError::TooLarge));
    }
    assert_eq!(inflate(&[0xFF, 0xFF], 10), Err(UnpackError::Corrupt));
    assert_eq!(inflate(&[], 10), Err(UnpackError::Corrupt));
}

#[test]
fn a_stream_that_is_cut_or_says_one_thing_twice_differently_is_broken() {
    let stored = [0x01, 0x02, 0x00, 0xFD, 0xFF, b'h', b'i'];
    assert_eq!(inflate(&stored, 10).as_deref(), Ok(b"hi".as_slice()));
    assert_eq!(inflate(&stored, 1), Err(UnpackError::TooLarge));
    for end in 0..stored.len() {
        assert_eq!(inflate(&stored[..end], 10), Err(UnpackError::Corrupt), "cut at {end}");
    }
    let two_lengths = [0x01, 0x02, 0x00, 0x00, 0x00, b'h', b'i'];
    assert_eq!(inflate(&two_lengths, 10), Err(UnpackError::Corrupt));
    let before_the_start = [0x4B, 0x04, 0x22, 0x00]; // 'a', then a match further back than that
    assert_eq!(inflate(&before_the_start, 1_000), Err(UnpackError::Corrupt));
}

#[test]
fn what_follows_a_stream_costs_nothing() {
    let mut packed = vec![0x03, 0x00]; // an empty stream
    packed.resize(1 << 20, 0);
    assert_eq!(inflate(&packed, 96 << 20).expect("an empty stream").capacity(), 0);
}

#[test]
fn notes_after_a_long_gap_are_left_alone() {
    let mut rows: Vec<&[&str]> = SURVEY.to_vec();
    rows.resize(100, &[]);
    rows.push(&["remember", "to", "ask"]);
    let imported = form_with(&rows, &[]);
    assert_eq!(told(&imported), [""; 0]);
    assert_eq!(imported.expect("imported").warnings[0].code, ProblemCode::RowsIgnored);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let _ = import(&bytes, "x.xls");
        let _ = inflate(&bytes, 1 << 16);
    }

    #[test]
    fn no_damage_panics(at in 0_usize..12_000, byte in any::<u8>(), cut in 0_usize..4_000, kind in 0..3) {
        let mut bytes = match kind {
            0 => xlsx(&[("survey", SURVEY)]),
            1 => ods_of(&ods_table("survey", SURVEY)),
            _ => xls("survey", SURVEY, 3),
        };
        let place = at % bytes.len();
        bytes[place] = byte;
        bytes.truncate(bytes.len() - cut % 40);
        let _ = import(&bytes, "x");
    }
}
