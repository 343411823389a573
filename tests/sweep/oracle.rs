//! The schedule of a campaign, computed from DESIGN.md's table (section 5) by itself: days, hours,
//! readers. It knows nothing of the program.

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, NaiveTime, Utc};

use crate::world::{Life, START, World};

/// Step, days from the due day, and to whom in a campaign: f focal officer, else head; h head;
/// o campaign owners; s standing body.
pub const TABLE: [(&str, i64, &str); 9] = [
    ("R0", -15, "f"),
    ("R1", -7, "f"),
    ("R2", -3, "fh"),
    ("R3", -1, "fho"),
    ("R4", 0, "fh"),
    ("E1", 1, "ho"),
    ("E2", 3, "o"),
    ("E3", 7, "o"),
    ("E4", 15, "os"),
];

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Fate {
    Told,
    LeftOut,
    /// Its slot comes after the last day that is played.
    Waiting,
}

/// One step for one person.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Line {
    pub subtask: i64,
    pub generation: i32,
    /// Its place in the table.
    pub step: usize,
    pub person: i64,
    pub slot: DateTime<Utc>,
    pub fate: Fate,
}

fn at(day: NaiveDate, hour: u32) -> NaiveDateTime {
    day.and_time(NaiveTime::from_hms_opt(hour, 0, 0).expect("an hour"))
}

fn day(n: i64) -> NaiveDate {
    START.parse::<NaiveDate>().expect("a day") + Duration::days(n)
}

/// The slots of the days that are played.
pub fn slots(days: i64) -> Vec<NaiveDateTime> {
    (0..days).flat_map(|n| [8, 14, 20].map(|hour| at(day(n), hour))).collect()
}

/// Vietnam is seven hours ahead.
fn utc(wall: NaiveDateTime) -> DateTime<Utc> {
    (wall - Duration::hours(7)).and_utc()
}

pub fn schedule(world: &World, days: i64) -> Vec<Line> {
    let end = at(day(days - 1), 20);
    let mut lines = vec![];
    for (subtask, unit, lives) in world.subtasks() {
        for (generation, life) in (1..).zip(lives) {
            let fires = fires(life, end);
            let mut own: Vec<(NaiveDateTime, Line)> = vec![];
            for (step, when) in fires {
                for person in readers(world, unit, TABLE[step].2) {
                    let night = when == at(when.date(), 20) && !world.nights(person);
                    let slot = if night { at(when.date() + Duration::days(1), 8) } else { when };
                    let gone = life.until.is_some_and(|until| until < slot);
                    let fate = match () {
                        () if slot > end => Fate::Waiting,
                        () if gone => Fate::LeftOut,
                        () => Fate::Told,
                    };
                    let line = Line { subtask, generation, step, person, slot: utc(slot), fate };
                    own.push((slot, line));
                }
            }
            // Of one thing a person is told once in a slot, at its highest step.
            let spoken = own.clone();
            for (slot, line) in &mut own {
                let higher = |(other, it): &(NaiveDateTime, Line)| {
                    other == slot && it.person == line.person && it.step > line.step
                };
                if line.fate == Fate::Told && spoken.iter().any(higher) {
                    line.fate = Fate::LeftOut;
                }
            }
            lines.extend(own.into_iter().map(|(_, line)| line));
        }
    }
    lines.sort();
    lines
}

/// The steps of one due date, and when each is found due.
fn fires(life: &Life, end: NaiveDateTime) -> Vec<(usize, NaiveDateTime)> {
    let given_on = life.given.date();
    let mut fires = vec![];
    for (step, (name, offset, _)) in TABLE.iter().enumerate() {
        if *name == "R0" && (life.due - given_on).num_days() <= 30 {
            continue;
        }
        let day = life.due + Duration::days(*offset);
        if day < given_on {
            continue; // gone by when it was given
        }
        // On its day at 08:00, or in the next slot if it was given later on that day.
        let when =
            [8, 14, 20].map(|hour| at(day, hour)).into_iter().find(|slot| *slot > life.given);
        let Some(when) = when else { continue };
        let open = life.until.is_none_or(|until| when < until);
        if open && when <= end {
            fires.push((step, when));
        }
    }
    fires
}

fn readers(world: &World, unit: usize, code: &str) -> Vec<i64> {
    let unit = &world.units[unit];
    let council = &world.councils[unit.council];
    let mut people: Vec<i64> = code
        .chars()
        .flat_map(|code| match code {
            'f' => vec![unit.focal.unwrap_or(unit.head)],
            'h' => vec![unit.head],
            'o' => council.owners.clone(),
            _ => vec![council.body],
        })
        .collect();
    people.sort_unstable();
    people.dedup();
    people
}
