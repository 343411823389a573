//! The picture of a campaign: how much work was planned and done by each day, and each unit's share.

use chrono::Days;

use super::svg::{Anchor, Sheet, Style, Weight};
use super::{Reader, ReportError};
use crate::conversation::Arg;
use crate::domain::Locale;
use crate::domain::digests::{Progress, UnitProgress};
use crate::{msg, text};

const WIDTH: f32 = 1200.0;
const MARGIN: f32 = 48.0;

/// The plot: its left edge leaves room for numbers.
const LEFT: f32 = 120.0;
const RIGHT: f32 = WIDTH - MARGIN;
const PLOT: f32 = 430.0;

/// One unit's row, and how many there are at most: more make a picture that a phone cannot show.
const ROW: f32 = 58.0;
const ROWS: usize = 30;

/// Of a unit's row: where its name ends and its bar begins and ends.
const NAME: f32 = 400.0;
const BAR: f32 = 470.0;
const BAR_END: f32 = 860.0;

const INK: &str = "#0f172a";
const FAINT: &str = "#64748b";
const GRID: &str = "#e2e8f0";
const PLANNED: &str = "#64748b";
const DONE: &str = "#1d4ed8";
const WASH: &str = "#dbeafe";
const TODAY: &str = "#b45309";
const RED: &str = "#b91c1c";

const TITLE: Style = Style::new(38.0, Weight::Bold, INK);
const SUBTITLE: Style = Style::new(28.0, Weight::Regular, INK);
const HEADING: Style = Style::new(30.0, Weight::Bold, INK);
const LABEL: Style = Style::new(24.0, Weight::Regular, INK);
const TICK: Style = Style::new(22.0, Weight::Regular, FAINT);

/// Draws a campaign's progress as a PNG.
pub fn picture(it: &Progress, reader: Reader) -> Result<Vec<u8>, ReportError> {
    let title = TITLE.wrap(&it.title, RIGHT - MARGIN, 2);
    let rows = it.units.len().min(ROWS);
    let plot_top = MARGIN + 50.0 * title.len() as f32 + 130.0;
    let list_top = plot_top + PLOT + 130.0;
    let notes = 1 + usize::from(it.units.len() > ROWS);
    let height = list_top + 60.0 + ROW * rows.max(1) as f32 + 40.0 * notes as f32 + MARGIN;
    let mut sheet = Sheet::new(WIDTH, height);
    for (at, line) in title.iter().enumerate() {
        sheet.text((MARGIN, MARGIN + 36.0 + 50.0 * at as f32), line, TITLE);
    }
    let top = MARGIN + 50.0 * title.len() as f32;
    let said = reader.say(&msg!(
        "chart-subtitle",
        n = i64::from(it.day()),
        of = i64::from(it.length),
        today = it.today,
        done = it.done_so_far(),
        all = it.planned_in_all(),
        share = Arg::Ratio(it.done_so_far(), it.planned_in_all().max(1))
    ));
    sheet.text((MARGIN, top + 34.0), &SUBTITLE.fit(&said, RIGHT - MARGIN), SUBTITLE);
    legend(&mut sheet, top + 82.0, reader);
    burn_up(&mut sheet, plot_top, it, reader);
    units(&mut sheet, list_top, it, reader);
    sheet.png()
}

fn legend(sheet: &mut Sheet, y: f32, reader: Reader) {
    let mut x = MARGIN;
    let (done, planned) = (reader.say(&msg!("chart-done")), reader.say(&msg!("chart-planned")));
    for (said, colour, dashed) in [(done, DONE, false), (planned, PLANNED, true)] {
        sheet.path(&[(x, y - 8.0), (x + 56.0, y - 8.0)], (colour, 5.0), dashed);
        sheet.text((x + 68.0, y), &said, LABEL);
        x += 68.0 + LABEL.width(&said) + 48.0;
    }
}

/// Planned and done work, cumulated by day, with today's line.
fn burn_up(sheet: &mut Sheet, top: f32, it: &Progress, reader: Reader) {
    let bottom = top + PLOT;
    let most = it.planned.iter().chain(&it.done).copied().max().unwrap_or_default();
    let step = nice_step(most);
    let ceiling = ((most + step - 1) / step).max(1) * step;
    let last = it.length.max(2);
    let x = |day: f32| LEFT + (RIGHT - LEFT) * day / last as f32;
    let y = |parts: i64| bottom - PLOT * parts as f32 / ceiling as f32;
    for tick in (0..=ceiling / step).map(|n| n * step) {
        sheet.line((LEFT, y(tick)), (RIGHT, y(tick)), (GRID, 1.5));
        let said = reader.say(&msg!("chart-number", number = tick));
        sheet.text((LEFT - 14.0, y(tick) + 8.0), &said, TICK.at(Anchor::End));
    }
    for day in day_ticks(it.length) {
        let at = x(day as f32);
        sheet.line((at, bottom), (at, bottom + 8.0), (FAINT, 1.5));
        sheet.text((at, bottom + 34.0), &day.to_string(), TICK.at(Anchor::Middle));
        let date = it.starts_on + Days::new(u64::from(day - 1));
        let said = match reader.locale {
            Locale::Vi => text::format_day_month(date, text::Style::Vietnamese),
            Locale::En => date.format("%-d %b").to_string(),
        };
        sheet.text((at, bottom + 62.0), &said, TICK.at(Anchor::Middle));
    }
    let said = reader.say(&msg!("chart-days"));
    sheet.text((LEFT - 14.0, bottom + 34.0), &said, TICK.at(Anchor::End));
    // Nothing is planned or done before the first day.
    let points = |parts: &[i64]| -> Vec<(f32, f32)> {
        let days = parts.iter().enumerate().map(|(at, parts)| (x(at as f32 + 1.0), y(*parts)));
        std::iter::once((x(0.0), y(0))).chain(days).collect()
    };
    let done = points(&it.done);
    let mut area = done.clone();
    area.extend(done.last().map(|(at, _)| (*at, bottom)));
    sheet.area(&area, WASH);
    sheet.path(&points(&it.planned), (PLANNED, 4.0), true);
    sheet.path(&done, (DONE, 6.0), false);
    sheet.line((LEFT, bottom), (RIGHT, bottom), (FAINT, 2.0));
    let today = x(it.day() as f32);
    sheet.line((today, top - 6.0), (today, bottom), (TODAY, 3.0));
    let said = reader.say(&msg!("chart-today", n = i64::from(it.day())));
    let style = Style { colour: TODAY, weight: Weight::Bold, ..LABEL };
    // On the side where there is room, and inside the sheet.
    let half = style.width(&said) / 2.0;
    let middle = today.clamp(LEFT + half, RIGHT - half);
    sheet.text((middle, top - 16.0), &said, style.at(Anchor::Middle));
}

/// Each unit's share of its own work; those with something overdue are red and say so.
fn units(sheet: &mut Sheet, top: f32, it: &Progress, reader: Reader) {
    sheet.text((MARGIN, top), &reader.say(&msg!("chart-units")), HEADING);
    let mut y = top + 26.0;
    if it.units.is_empty() {
        sheet.text((MARGIN, y + 38.0), &reader.say(&msg!("chart-no-units")), LABEL);
    }
    for unit in it.units.iter().take(ROWS) {
        row(sheet, y, unit, reader);
        y += ROW;
    }
    if it.units.is_empty() {
        return;
    }
    if it.units.len() > ROWS {
        let more = reader.say(&msg!("chart-more", count = it.units.len() - ROWS));
        sheet.text((MARGIN, y + 34.0), &more, LABEL);
        y += 40.0;
    }
    let note = reader.say(&msg!("chart-note"));
    sheet.text((MARGIN, y + 38.0), &TICK.fit(&note, RIGHT - MARGIN), TICK);
}

fn row(sheet: &mut Sheet, y: f32, unit: &UnitProgress, reader: Reader) {
    let colour = if unit.is_red() { RED } else { INK };
    let small = Style { size: 21.0, colour, ..LABEL };
    let name = Style { colour, ..LABEL };
    match &small.wrap(&unit.name, NAME, 2)[..] {
        _ if name.width(&unit.name) <= NAME => sheet.text((MARGIN, y + 37.0), &unit.name, name),
        [first, second] => {
            sheet.text((MARGIN, y + 24.0), first, small);
            sheet.text((MARGIN, y + 49.0), second, small);
        }
        lines => sheet.text((MARGIN, y + 37.0), &lines.join(" "), small),
    }
    let (width, bar) = (BAR_END - BAR, 28.0);
    let share = unit.done as f32 / unit.planned.max(1) as f32;
    sheet.rect((BAR, y + 14.0), (width, bar), GRID);
    let fill = if unit.is_red() { RED } else { DONE };
    sheet.rect((BAR, y + 14.0), (width * share.clamp(0.0, 1.0), bar), fill);
    let said = reader.say(&msg!("chart-unit", done = unit.done, planned = unit.planned));
    sheet.text((BAR_END + 18.0, y + 37.0), &said, LABEL);
    if unit.is_red() {
        let said = reader.say(&msg!("chart-late", late = unit.late));
        let bold = Style { weight: Weight::Bold, colour: RED, ..LABEL };
        let room = RIGHT
            - BAR_END
            - 18.0
            - LABEL.width(&reader.say(&msg!(
                "chart-unit",
                done = unit.done,
                planned = unit.planned
            )))
            - 20.0;
        sheet.text((RIGHT, y + 37.0), &bold.fit(&said, room), bold.at(Anchor::End));
    }
}

/// Between ticks: 1, 2 or 5 times a power of ten, so that there are at most six.
fn nice_step(most: i64) -> i64 {
    let mut step = 1;
    for factor in [2, 5, 10].into_iter().cycle() {
        if most <= step * 5 {
            break;
        }
        // 1, 2, 5, 10, 20, 50…
        step = match factor {
            2 => step * 2,
            5 => step / 2 * 5,
            _ => step * 2,
        };
    }
    step
}

/// The first day, every tenth or so, and the last.
fn day_ticks(length: u32) -> Vec<u32> {
    let length = length.max(1);
    let step = nice_step(i64::from(length) * 5 / 6).max(1) as u32;
    let tens = (1..).map(|n| n * step).take_while(|day| *day <= length);
    let mut days: Vec<u32> = std::iter::once(1).chain(tens).collect();
    days.dedup();
    // The last one has a tick of its own, where the one before it leaves room.
    if let Some(near) = days.last().copied().filter(|day| *day != length) {
        if days.len() > 1 && length - near < step / 2 {
            days.pop();
        }
        days.push(length);
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_few() {
        let steps: Vec<i64> = [0, 1, 5, 6, 10, 11, 25, 26, 50, 51, 300, 7000].map(nice_step).into();
        assert_eq!(steps, [1, 1, 1, 2, 2, 5, 5, 10, 10, 20, 100, 2000]);
        assert_eq!(day_ticks(60), [1, 10, 20, 30, 40, 50, 60]);
        assert_eq!(day_ticks(7), [1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(day_ticks(14), [1, 5, 10, 14]);
        assert_eq!(day_ticks(366), [1, 100, 200, 300, 366]);
        assert_eq!(day_ticks(1), [1]);
    }
}
