//! Times of day as typed, and what a part of the day makes of them.

use super::token::Cursor;

/// A part of the day that was named (`sáng mai`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PartOfDay {
    /// `sáng`
    Morning,
    /// `trưa`
    Noon,
    /// `chiều`
    Afternoon,
    /// `tối`
    Evening,
    /// `đêm`, `khuya`
    Night,
}

/// A time as it stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TypedTime {
    pub hour: u32,
    pub minute: u32,
    /// Minutes to take off: `8h kém 15`.
    pub less: u32,
    /// Typed so that only the 24-hour clock can be meant: `02:00`.
    pub exact: bool,
    /// `am` is false, `pm` is true.
    pub pm: Option<bool>,
}

/// A time on the 24-hour clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ClockTime {
    /// Minutes since midnight, up to 1440: `24h` ends the day that was named.
    pub minutes: u32,
    pub afternoon_assumed: bool,
    /// After midnight at `đêm`: that of the day named, or the one that follows?
    pub which_night: bool,
}

impl TypedTime {
    /// `None` if there is no such time.
    pub fn on_clock(self, part: Option<PartOfDay>) -> Option<ClockTime> {
        if self.minute > 59 || self.less > 59 || self.hour > 24 {
            return None;
        }
        let (hour, afternoon_assumed) = match self.pm {
            Some(pm) => (
                (1..=12).contains(&self.hour).then_some(self.hour % 12 + 12 * u32::from(pm))?,
                false,
            ),
            None => self.hour_in(part)?,
        };
        let minutes = (hour * 60 + self.minute).checked_sub(self.less)?;
        let night =
            part == Some(PartOfDay::Night) || (part == Some(PartOfDay::Evening) && hour == 24);
        let which_night = night && (hour <= 4 || hour == 24);
        (minutes <= 24 * 60).then_some(ClockTime { minutes, afternoon_assumed, which_night })
    }

    /// The hour from 0 to 24, and whether the afternoon was only assumed: visits and meetings at
    /// `2h` or `5h` are in the afternoon, at `6h` they are in the morning.
    fn hour_in(self, part: Option<PartOfDay>) -> Option<(u32, bool)> {
        use PartOfDay::*;
        let hour = self.hour;
        let on_clock = match (part, hour) {
            (None, 1..=5) if !self.exact => return Some((hour + 12, true)),
            (None, _) => hour,
            (Some(Morning), 0..=11) => hour,
            (Some(Noon), 10..=14) => hour,
            (Some(Noon), 1..=2) => hour + 12,
            (Some(Afternoon), 12..=19) => hour,
            (Some(Afternoon), 1..=7) => hour + 12,
            (Some(Evening), 17..=24) => hour,
            (Some(Evening | Night), 12) => 24,
            (Some(Evening), 5..=11) => hour + 12,
            (Some(Night), 7..=11) => hour + 12,
            (Some(Night), 0..=6 | 17..=24) => hour,
            _ => return None,
        };
        Some((on_clock, false))
    }
}

/// A time at the cursor. `after_date`: a date was read already, so that `8.30` is a time.
pub(super) fn time(c: &mut Cursor, after_date: bool) -> Option<TypedTime> {
    let digits = c.digits();
    let hour = c.take_number()?;
    if digits.is_some_and(|d| d.digits > 2) {
        return None;
    }
    let exact = hour == 0 || hour > 12 || digits.is_some_and(|d| d.digits == 2 && hour < 10);
    let mut time = TypedTime { hour, minute: 0, less: 0, exact, pm: None };
    if c.take_word(&["h", "g", "gio"]) {
        if let Some(minute) = minutes(c) {
            time.minute = minute;
        } else if c.take_word(&["ruoi"]) {
            time.minute = 30;
        }
    } else if digits.is_some() && c.take_mark(&[':']).is_some() {
        time.minute = two_digits(c)?;
        if c.mark() == Some((':', true)) {
            c.skip();
            two_digits(c)?;
        }
    } else if digits.is_some() && c.mark() == Some(('.', true)) {
        c.skip();
        time.minute = two_digits(c)?;
        let is_date = c.mark().is_some_and(|(mark, glued)| glued && mark == '.')
            || !(after_date || time.minute > 12);
        if is_date || time.hour > 23 || time.minute > 59 {
            return None;
        }
    } else if c.take_word(&["ruoi"]) {
        time.minute = 30;
    } else if !matches!(c.word(), "am" | "pm") {
        return None;
    }
    if c.take_word(&["kem"]) {
        time.less = c.take_number()?;
        unit_of_minutes(c);
    }
    if matches!(c.word(), "am" | "pm") {
        time.pm = Some(c.word() == "pm");
        c.skip();
    }
    Some(time)
}

fn two_digits(c: &mut Cursor) -> Option<u32> {
    c.take_digits().filter(|d| d.digits == 2 && d.glued).map(|d| d.value)
}

/// Minutes after an hour. A number apart from the hour may as well start a date (`8h 16/5`,
/// `8h 3 ngày nữa`).
fn minutes(c: &mut Cursor) -> Option<u32> {
    let mut probe = *c;
    let digits = probe.digits();
    let value = probe.take_number()?;
    let glued = digits.is_some_and(|d| d.glued);
    let named = unit_of_minutes(&mut probe);
    if !glued && !named {
        let mut next = probe;
        let starts_date = matches!(next.mark(), Some(('/' | '-' | '.', true))) && {
            next.skip();
            next.digits().is_some_and(|d| d.glued)
        };
        let two_digits = digits.map_or(value >= 10, |d| d.digits == 2);
        let other_unit = !matches!(
            probe.word(),
            "" | "sang"
                | "trua"
                | "chieu"
                | "toi"
                | "dem"
                | "mai"
                | "nay"
                | "mot"
                | "kia"
                | "ngay"
                | "hom"
                | "thu"
                | "t"
                | "cn"
                | "chu"
                | "am"
                | "pm"
                | "tuan"
                | "dau"
                | "cuoi"
                | "vao"
        );
        let counts = matches!(probe.word(), "ngay" | "hom" | "tuan") && {
            let mut after = probe;
            after.skip();
            matches!(after.word(), "nua" | "sau" | "toi" | "truoc")
        };
        if starts_date || !two_digits || other_unit || counts {
            return None;
        }
    } else if glued && digits.is_some_and(|d| d.digits > 2) {
        return None;
    }
    *c = probe;
    Some(value)
}

pub(super) fn unit_of_minutes(c: &mut Cursor) -> bool {
    c.take_word(&["phut", "p", "ph"]) || c.take_mark(&['\'', '’', '′']).is_some()
}
