//! From the statements in a text to the moments that they can mean, by the rules of `moment`.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, TimeDelta, Timelike, Weekday};

use super::clock_time::{ClockTime, PartOfDay, TypedTime};
use super::duration::TypedDuration;
use super::moment::{Assumed, Moment, MomentError, TimeOfDay, wall_clock};
use super::phrase::{Day, Fact, Year};
use super::span::{Edge, Span};

/// A date without a year is at most this far ahead, else it is the one just past.
const FAR_AHEAD: TimeDelta = TimeDelta::days(300);

/// Years outside are slips of the hand, even where the calendar goes on.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

/// More readings than this are no question to ask anybody.
const MAX_READINGS: usize = 6;

/// What a text states, as far as it was read.
#[derive(Debug, Default)]
pub(super) struct Draft {
    days: Vec<Day>,
    weekday: Option<Weekday>,
    week: Option<i32>,
    span: Option<Span>,
    year: Option<Year>,
    times: Vec<TypedTime>,
    part: Option<PartOfDay>,
    perhaps_evening: bool,
    after: Option<TypedDuration>,
}

type Reading<T> = Result<T, MomentError>;

impl Draft {
    /// Adds a statement; one that contradicts another of its kind is not understood.
    pub fn add(&mut self, fact: Fact) -> Reading<()> {
        match fact {
            Fact::Day(day) => self.days.push(day),
            Fact::Weekday(day) => set(&mut self.weekday, day)?,
            Fact::Week(weeks) => set(&mut self.week, weeks)?,
            Fact::Span(span) => set(&mut self.span, span)?,
            Fact::Year(year) => set(&mut self.year, year)?,
            Fact::Time(time) => self.times.push(time),
            Fact::Part(part) => set(&mut self.part, part)?,
            Fact::PerhapsEvening => self.perhaps_evening = true,
            Fact::After(length) => set(&mut self.after, length)?,
            Fact::Nothing => {}
        }
        let readings = self.days.len().max(1) * self.times.len().max(1);
        if readings > MAX_READINGS { Err(MomentError::NotUnderstood) } else { Ok(()) }
    }

    pub fn names_day(&self) -> bool {
        !self.days.is_empty() || self.weekday.is_some() || self.week.is_some()
    }

    pub fn is_time_only(&self) -> bool {
        !self.names_day()
            && self.span.is_none()
            && self.year.is_none()
            && self.after.is_none()
            && !self.times.is_empty()
    }

    pub fn drop_time(&mut self) {
        self.times.clear();
        self.part = None;
        self.perhaps_evening = false;
    }

    pub fn time_of_day(&self) -> Reading<TimeOfDay> {
        let clocks = self.clocks(self.part)?;
        match clocks[..] {
            [clock] => Ok(TimeOfDay {
                time: wall_clock(clock),
                afternoon_assumed: clock.afternoon_assumed,
            }),
            _ => Err(MomentError::NotUnderstood),
        }
    }

    pub fn resolve(&self, now: NaiveDateTime) -> Reading<Moment> {
        let today = now.date();
        if let Some(length) = self.after {
            let alone = !self.names_day() && self.times.is_empty() && self.span.is_none();
            return alone.then(|| after(now, length)).flatten().ok_or(MomentError::NotUnderstood);
        }
        let mut found = Vec::new();
        if self.is_time_only() {
            for clock in self.clocks(self.part)? {
                found.push(self.next_time(now, clock)?);
            }
        } else {
            let days = self.days(today)?;
            let mut clocks = self.clocks(self.part)?;
            if self.perhaps_evening {
                clocks.extend(self.clocks(Some(PartOfDay::Evening)).unwrap_or_default());
            }
            for (date, assumed) in days {
                let moment = Moment { date, time: None, part: self.part, assumed };
                if clocks.is_empty() {
                    found.push(moment.clone());
                }
                for &clock in &clocks {
                    at(&moment, clock, &mut found)?;
                }
            }
        }
        one(found)
    }

    fn clocks(&self, part: Option<PartOfDay>) -> Reading<Vec<ClockTime>> {
        let bad = |t: &TypedTime| MomentError::BadTime { hour: t.hour, minute: t.minute };
        self.times.iter().map(|t| t.on_clock(part).ok_or_else(|| bad(t))).collect()
    }

    /// The next time that the clock shows `clock`; with `now` itself it is tomorrow.
    fn next_time(&self, now: NaiveDateTime, clock: ClockTime) -> Reading<Moment> {
        let passed = clock.minutes % (24 * 60) <= now.hour() * 60 + now.minute();
        let assumed =
            Assumed { date: true, afternoon: clock.afternoon_assumed, ..Assumed::default() };
        Ok(Moment {
            date: ahead(now.date(), i64::from(passed))?,
            time: Some(wall_clock(clock)),
            part: self.part,
            assumed,
        })
    }

    /// The days that the text can mean.
    fn days(&self, today: NaiveDate) -> Reading<Vec<(NaiveDate, Assumed)>> {
        let monday =
            today.checked_sub_days(Days::new(today.weekday().num_days_from_monday().into()));
        let monday = monday.ok_or(MomentError::NotUnderstood)?;
        if !self.days.is_empty() {
            let mut dates = Vec::new();
            for day in &self.days {
                self.dates_of(*day, today, &mut dates)?;
            }
            return self.check(dates, monday);
        }
        if let Some(weekday) = self.weekday {
            let ahead_of_monday = i64::from(weekday.num_days_from_monday());
            let mut date = ahead(monday, ahead_of_monday + 7 * i64::from(self.week.unwrap_or(0)))?;
            if self.week.is_none() && date <= today {
                date = ahead(date, 7)?;
            }
            return Ok(vec![(date, Assumed::default())]);
        }
        let span = match (self.week, self.span, self.year) {
            (Some(weeks), None, None) => Span::Week(Some(weeks)),
            (None, Some(span), _) => span,
            (None, None, Some(Year::Named(year))) => Span::NamedYear(year),
            (None, None, Some(Year::Offset(years))) => Span::Year(Some(years)),
            _ => return Err(MomentError::NotUnderstood),
        };
        let (from, to, _) = self.bounds(span, today)?;
        Err(MomentError::DayMissing { from, to })
    }

    /// Dates must agree with the weekday and the week beside them.
    fn check(
        &self,
        dates: Vec<(NaiveDate, Assumed)>,
        monday: NaiveDate,
    ) -> Reading<Vec<(NaiveDate, Assumed)>> {
        for &(date, _) in &dates {
            if let Some(typed) = self.weekday.filter(|typed| *typed != date.weekday()) {
                return Err(MomentError::WeekdayMismatch { date, typed });
            }
            if let Some(weeks) = self.week
                && (date - monday).num_days().div_euclid(7) != i64::from(weeks)
            {
                return Err(MomentError::NotUnderstood);
            }
        }
        Ok(dates)
    }

    fn dates_of(
        &self,
        day: Day,
        today: NaiveDate,
        dates: &mut Vec<(NaiveDate, Assumed)>,
    ) -> Reading<()> {
        let mut assumed = Assumed::default();
        let date = match day {
            Day::Date { day, month, year } => match year.or(self.named_year(today)) {
                Some(year) => ymd(year, month, day)?,
                None => {
                    assumed.year = true;
                    nearest(day, month, today)?
                }
            },
            Day::OfMonth { day, months: Some(months) } => {
                let of = month_ahead(today, months)?;
                ymd(of.year(), of.month(), day)?
            }
            Day::OfMonth { day, months: None } => {
                let of = match self.span {
                    // `ngày 5, tháng 6`
                    Some(span @ (Span::NamedMonth { .. } | Span::Month(_))) => {
                        let (from, _, year_assumed) = self.bounds(span, today)?;
                        assumed.year = year_assumed;
                        from
                    }
                    _ => {
                        assumed.month = true;
                        month_ahead(today, i32::from(day < today.day()))?
                    }
                };
                ymd(of.year(), of.month(), day)?
            }
            Day::Offset(days) => ahead(today, days)?,
            Day::Months(months) => month_ahead(today, months)?,
            Day::Edge(edge, span) => {
                let (from, to, year_assumed) = self.bounds(span, today)?;
                assumed.year = year_assumed;
                match (edge, span) {
                    (Edge::Start, Span::Week(None)) => ahead(from, 7)?,
                    (Edge::Start, Span::Month(None)) if from < today => month_ahead(from, 1)?,
                    (Edge::Start, _) => from,
                    (Edge::Middle, Span::Week(_)) => ahead(from, 2)?,
                    (Edge::Middle, Span::Month(_) | Span::NamedMonth { .. }) => ahead(from, 14)?,
                    (Edge::Middle, _) => return Err(MomentError::NotUnderstood),
                    (Edge::End, Span::Week(_)) => {
                        dates.push((ahead(to, -1)?, assumed));
                        to
                    }
                    (Edge::End | Edge::Last, _) => to,
                }
            }
        };
        dates.push((date, assumed));
        Ok(())
    }

    fn named_year(&self, today: NaiveDate) -> Option<i32> {
        self.year.map(|year| match year {
            Year::Named(year) => year,
            Year::Offset(years) => today.year() + years,
        })
    }

    /// First and last day, and whether the year was assumed: then the span is the next one that
    /// has not ended.
    fn bounds(&self, span: Span, today: NaiveDate) -> Reading<(NaiveDate, NaiveDate, bool)> {
        let months =
            |from: NaiveDate, months: i32| Ok((from, ahead(month_ahead(from, months)?, -1)?));
        let first = |year: i32, month: u32| ymd(year, month, 1);
        let named = |year: Option<i32>, month: u32, length: i32| {
            if let Some(year) = year.or(self.named_year(today)) {
                let (from, to) = months(first(year, month)?, length)?;
                return Ok((from, to, false));
            }
            let (from, to) = months(first(today.year(), month)?, length)?;
            if to >= today {
                return Ok((from, to, true));
            }
            let (from, to) = months(first(today.year() + 1, month)?, length)?;
            Ok((from, to, true))
        };
        let (from, to) = match span {
            Span::NamedMonth { month, year } => return named(year, month, 1),
            Span::NamedQuarter { quarter, year } => return named(year, quarter * 3 - 2, 3),
            Span::NamedYear(year) => months(first(year, 1)?, 12)?,
            Span::Week(weeks) => {
                let past = i64::from(today.weekday().num_days_from_monday());
                let monday = ahead(today, 7 * i64::from(weeks.unwrap_or(0)) - past)?;
                (monday, ahead(monday, 6)?)
            }
            Span::Month(offset) => {
                let this = first(today.year(), today.month())?;
                months(month_ahead(this, offset.unwrap_or(0))?, 1)?
            }
            Span::Quarter(offset) => {
                let this = first(today.year(), today.month0() / 3 * 3 + 1)?;
                months(month_ahead(this, 3 * offset.unwrap_or(0))?, 3)?
            }
            Span::Year(offset) => months(first(today.year() + offset.unwrap_or(0), 1)?, 12)?,
        };
        Ok((from, to, false))
    }
}

fn set<T: PartialEq>(slot: &mut Option<T>, value: T) -> Reading<()> {
    if slot.as_ref().is_some_and(|before| *before != value) {
        return Err(MomentError::NotUnderstood);
    }
    *slot = Some(value);
    Ok(())
}

/// Adds `day` at `clock` to `found`: midnight `đêm` can begin or end the day that was named.
fn at(day: &Moment, clock: ClockTime, found: &mut Vec<Moment>) -> Reading<()> {
    let mut moment = day.clone();
    moment.time = Some(wall_clock(clock));
    moment.assumed.afternoon = clock.afternoon_assumed;
    let next_day = ahead(day.date, 1)?;
    if clock.which_night {
        found.push(moment.clone());
    }
    if clock.which_night || clock.minutes == 24 * 60 {
        moment.date = next_day;
    }
    found.push(moment);
    Ok(())
}

fn one(mut found: Vec<Moment>) -> Reading<Moment> {
    if found.iter().any(|m| !YEARS.contains(&m.date.year())) {
        return Err(MomentError::NotUnderstood);
    }
    found.sort_by_key(|m| (m.date, m.time));
    found.dedup_by_key(|m| (m.date, m.time));
    if found.len() > 1 {
        return Err(MomentError::Ambiguous(found));
    }
    found.pop().ok_or(MomentError::NotUnderstood)
}

fn after(now: NaiveDateTime, length: TypedDuration) -> Option<Moment> {
    let at = now.checked_add_signed(length.elapsed())?;
    Some(Moment {
        date: at.date(),
        time: at.time().with_second(0)?.with_nanosecond(0),
        part: None,
        assumed: Assumed::default(),
    })
}

fn ymd(year: i32, month: u32, day: u32) -> Reading<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day).ok_or(MomentError::NoSuchDate { day, month, year })
}

fn ahead(date: NaiveDate, days: i64) -> Reading<NaiveDate> {
    TimeDelta::try_days(days)
        .and_then(|days| date.checked_add_signed(days))
        .ok_or(MomentError::NotUnderstood)
}

/// The same day of another month, or its last day if it is shorter.
fn month_ahead(date: NaiveDate, months: i32) -> Reading<NaiveDate> {
    let by = Months::new(months.unsigned_abs());
    let moved = if months < 0 { date.checked_sub_months(by) } else { date.checked_add_months(by) };
    moved.ok_or(MomentError::NotUnderstood)
}

/// The date without a year that the rule of the module chooses.
fn nearest(day: u32, month: u32, today: NaiveDate) -> Reading<NaiveDate> {
    let dates = (-1..=1).filter_map(|y| NaiveDate::from_ymd_opt(today.year() + y, month, day));
    let (past, coming): (Vec<_>, Vec<_>) = dates.partition(|date| *date < today);
    let past = past.last().filter(|date| today - **date < TimeDelta::days(366) - FAR_AHEAD);
    let coming = coming.first();
    coming
        .filter(|date| **date - today <= FAR_AHEAD)
        .or(past)
        .or(coming)
        .copied()
        .ok_or(MomentError::NoSuchDate { day, month, year: today.year() })
}
