//! The workbook of a campaign: overview, units, sub-tasks, difficulties. Every table can be filtered
//! and printed: its heading stays in sight and comes again on every page.

use chrono::{NaiveDate, NaiveTime};
use rust_xlsxwriter::{DocProperties, Format, FormatAlign, FormatBorder, Workbook, Worksheet};

use super::{Reader, ReportError};
use crate::conversation::Msg;
use crate::domain::Locale;
use crate::domain::digests::Progress;
use crate::{conversation, msg};

/// A4, as spreadsheets number their papers.
const A4: u8 = 9;

/// Columns narrower or wider than that are hard to read, characters; of many columns each is given
/// less, or a printed page shrinks too far.
const NARROW: usize = 8;
const WIDE: usize = 46;
const WIDE_OF_MANY: usize = 28;
const MANY: usize = 6;

/// A line of text, points. Heights are written down: not every program reckons them when it opens.
const LINE: f64 = 15.5;

/// A cell of a table.
enum Cell {
    Text(String),
    Number(i64),
    /// Of one.
    Share(f64),
    Day(NaiveDate),
    None,
}

/// Writes a campaign's progress as an .xlsx file.
pub fn workbook(it: &Progress, reader: Reader) -> Result<Vec<u8>, ReportError> {
    let mut book = Workbook::new();
    // Else the file would hold the moment at which it was written, and never be the same twice.
    let midnight = it.today.and_time(NaiveTime::MIN);
    let properties = DocProperties::new().set_title(&it.title).set_creation_datetime(&midnight);
    book.set_properties(&properties);
    let formats = Formats::of(reader.locale);
    let say = |said: Msg| reader.say(&said);
    overview(book.add_worksheet(), it, reader, &Formats::of(reader.locale).at_the_left())?;
    table(
        (book.add_worksheet(), &formats, reader),
        msg!("book-sheet-units"),
        &[
            msg!("book-column-unit"),
            msg!("book-column-subtasks"),
            msg!("book-column-planned"),
            msg!("book-column-done"),
            msg!("book-column-share"),
            msg!("book-column-overdue"),
        ],
        it.units.iter().map(|unit| {
            vec![
                Cell::Text(unit.name.clone()),
                Cell::Number(unit.subtasks),
                Cell::Number(unit.planned),
                Cell::Number(unit.done),
                Cell::Share(share(unit.done, unit.planned)),
                Cell::Number(unit.late),
            ]
        }),
    )?;
    table(
        (book.add_worksheet(), &formats, reader),
        msg!("book-sheet-subtasks"),
        &[
            msg!("book-column-task"),
            msg!("book-column-code"),
            msg!("book-column-subtask"),
            msg!("book-column-lead"),
            msg!("book-column-criterion"),
            msg!("book-column-planned"),
            msg!("book-column-done"),
            msg!("book-column-due"),
            msg!("book-column-state"),
            msg!("book-column-days-late"),
        ],
        it.subtasks.iter().map(|one| {
            let (code, title) = &one.task;
            vec![
                Cell::Text(say(msg!("book-column-task-line", code = code, title = title))),
                Cell::Text(one.code.clone()),
                Cell::Text(one.title.clone()),
                Cell::Text(one.unit.clone()),
                one.criterion
                    .as_ref()
                    .map_or(Cell::None, |it| Cell::Text(say(conversation::criterion(it)))),
                Cell::Number(one.planned),
                Cell::Number(one.done),
                one.due_on.map_or(Cell::None, Cell::Day),
                Cell::Text(say(conversation::subtask_state(one.state))),
                match one.days_late(it.today) {
                    0 => Cell::None,
                    days => Cell::Number(days),
                },
            ]
        }),
    )?;
    table(
        (book.add_worksheet(), &formats, reader),
        msg!("book-sheet-difficulties"),
        &[
            msg!("book-column-unit"),
            msg!("book-column-difficulty"),
            msg!("book-column-category"),
            msg!("book-column-state"),
            msg!("book-column-reported"),
        ],
        it.difficulties.iter().map(|one| {
            vec![
                Cell::Text(one.unit.clone()),
                Cell::Text(one.body.clone()),
                Cell::Text(say(conversation::category(one.category))),
                Cell::Text(say(conversation::difficulty_state(one.state))),
                Cell::Day(one.reported_on),
            ]
        }),
    )?;
    Ok(book.save_to_buffer()?)
}

struct Formats {
    title: Format,
    heading: Format,
    text: Format,
    number: Format,
    share: Format,
    day: Format,
}

impl Formats {
    fn of(locale: Locale) -> Formats {
        let cell = || Format::new().set_border(FormatBorder::Thin).set_align(FormatAlign::Top);
        Formats {
            title: Format::new().set_bold().set_font_size(14),
            heading: cell()
                .set_bold()
                .set_text_wrap()
                .set_background_color("#DBEAFE")
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter),
            text: cell().set_text_wrap(),
            number: cell().set_num_format("#,##0"),
            share: cell().set_num_format("0.0%"),
            day: cell().set_num_format(match locale {
                Locale::Vi => "dd/mm/yyyy",
                Locale::En => "d mmm yyyy",
            }),
        }
    }

    fn at_the_left(self) -> Formats {
        let left = |format: Format| format.set_align(FormatAlign::Left);
        Formats { number: left(self.number), share: left(self.share), day: left(self.day), ..self }
    }
}

/// Names and figures, one a row.
fn overview(
    sheet: &mut Worksheet,
    it: &Progress,
    reader: Reader,
    formats: &Formats,
) -> Result<(), ReportError> {
    let say = |said: Msg| reader.say(&said);
    page(sheet, &say(msg!("book-sheet-overview")))?;
    sheet.set_column_width(0, 44)?.set_column_width(1, 60)?;
    sheet.set_row_height(0, 2.0 * LINE)?;
    sheet.write_string_with_format(0, 0, say(msg!("book-sheet-title")), &formats.title)?;
    let open = it.difficulties.iter().filter(|one| one.state.is_open()).count() as i64;
    let verified = it.subtasks.iter().filter(|one| one.is_done()).count() as i64;
    let rows = [
        (msg!("book-row-campaign"), Cell::Text(it.title.clone())),
        (msg!("book-row-owner"), Cell::Text(it.owner_body.clone())),
        (msg!("book-row-from"), Cell::Day(it.starts_on)),
        (msg!("book-row-to"), Cell::Day(it.last_day())),
        (msg!("book-row-today"), Cell::Day(it.today)),
        (msg!("book-row-day"), Cell::Number(i64::from(it.day()))),
        (msg!("book-row-length"), Cell::Number(i64::from(it.length))),
        (msg!("book-row-planned"), Cell::Number(it.planned_in_all())),
        (msg!("book-row-planned-today"), Cell::Number(it.planned_by_today())),
        (msg!("book-row-done"), Cell::Number(it.done_so_far())),
        (msg!("book-row-share"), Cell::Share(share(it.done_so_far(), it.planned_in_all()))),
        (msg!("book-row-units"), Cell::Number(it.units.len() as i64)),
        (msg!("book-row-red"), Cell::Number(it.red().count() as i64)),
        (msg!("book-row-subtasks"), Cell::Number(it.subtasks.len() as i64)),
        (msg!("book-row-verified"), Cell::Number(verified)),
        (msg!("book-row-overdue"), Cell::Number(it.late().count() as i64)),
        (msg!("book-row-difficulties"), Cell::Number(open)),
    ];
    for (at, (name, cell)) in (2..).zip(rows) {
        sheet.write_string_with_format(at, 0, say(name), &formats.text)?;
        write(sheet, (at, 1), &cell, formats)?;
        sheet.set_row_height(at, LINE * cell.lines(60) as f64)?;
    }
    Ok(())
}

/// A heading and its rows, with a filter.
fn table(
    (sheet, formats, reader): (&mut Worksheet, &Formats, Reader),
    name: Msg,
    columns: &[Msg],
    rows: impl Iterator<Item = Vec<Cell>>,
) -> Result<(), ReportError> {
    page(sheet, &reader.say(&name))?;
    let headings: Vec<Cell> = columns.iter().map(|it| Cell::Text(reader.say(it))).collect();
    let rows: Vec<Vec<Cell>> = rows.collect();
    let wide = if columns.len() > MANY { WIDE_OF_MANY } else { WIDE };
    let widths: Vec<usize> = (0..columns.len())
        .map(|at| {
            // A heading may break between its words, and has room for the filter's arrow.
            let cells = rows.iter().filter_map(|row| row.get(at)).map(Cell::width);
            let width = cells.chain([headings[at].longest_word() + 2]).max().unwrap_or_default();
            (width + 1).clamp(NARROW, wide)
        })
        .collect();
    for (at, width) in (0..).zip(&widths) {
        sheet.set_column_width(at, *width as f64)?;
    }
    for (row, cells) in (0..).zip(std::iter::once(&headings).chain(&rows)) {
        for (at, cell) in (0..).zip(cells) {
            match cell {
                Cell::Text(text) if row == 0 => {
                    sheet.write_string_with_format(row, at, text, &formats.heading)?;
                }
                cell => write(sheet, (row, at), cell, formats)?,
            }
        }
        let lines = cells.iter().zip(&widths).map(|(cell, width)| cell.lines(*width));
        sheet.set_row_height(row, LINE * lines.max().unwrap_or(1) as f64)?;
    }
    let last = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let right = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, last.max(1), right)?;
    sheet.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
    Ok(())
}

/// Printed on A4 across, as wide as a page and as long as it takes.
fn page(sheet: &mut Worksheet, name: &str) -> Result<(), ReportError> {
    sheet.set_name(name)?;
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.5, 0.5, 0.6, 0.6, 0.3, 0.3).set_footer("&L&A&R&P/&N");
    Ok(())
}

fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    formats: &Formats,
) -> Result<(), ReportError> {
    match cell {
        // Always a text: what somebody typed is never a formula.
        Cell::Text(text) => {
            sheet.write_string_with_format(row, column, excerpt(text), &formats.text)?
        }
        Cell::Number(number) => {
            sheet.write_number_with_format(row, column, *number as f64, &formats.number)?
        }
        Cell::Share(share) => {
            sheet.write_number_with_format(row, column, *share, &formats.share)?
        }
        Cell::Day(day) => sheet.write_datetime_with_format(row, column, day, &formats.day)?,
        Cell::None => sheet.write_blank(row, column, &formats.text)?,
    };
    Ok(())
}

impl Cell {
    /// Characters of its longest line, as it is shown.
    fn width(&self) -> usize {
        match self {
            Cell::Text(text) => text.chars().count(),
            Cell::Number(number) => number.to_string().len() + 1,
            Cell::Share(_) => 6,
            Cell::Day(_) => 11,
            Cell::None => 0,
        }
    }

    /// Lines that it takes in a column of this width, broken between words.
    fn lines(&self, width: usize) -> usize {
        // Letters differ in width: a little less than fits on average is sure to fit.
        let room = (width * 9 / 10).max(1);
        let Cell::Text(text) = self else { return 1 };
        let (mut lines, mut used) = (1, 0);
        for word in text.split_whitespace().map(|word| word.chars().count()) {
            if used > 0 && used + 1 + word > room {
                lines += 1;
                used = 0;
            }
            used += word + usize::from(used > 0);
            lines += used / (room + 1);
            used %= room + 1;
        }
        lines.min(25)
    }

    fn longest_word(&self) -> usize {
        let Cell::Text(text) = self else { return 0 };
        text.split_whitespace().map(|word| word.chars().count()).max().unwrap_or_default()
    }
}

/// What a cell holds of a text: 32,767 characters are the format's limit, and nobody reads that many.
fn excerpt(text: &str) -> String {
    text.chars().take(4000).collect()
}

fn share(done: i64, planned: i64) -> f64 {
    if planned > 0 { done as f64 / planned as f64 } else { 0.0 }
}
