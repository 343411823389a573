//! The ladder of reminders: which step goes out when, and to whom.
//!
//! T is the due day, counted in calendar days; steps go out at 08:00 or, when that has passed on the
//! day they arise, at 14:00 Vietnamese time. A step on a day off moves to the next working day, a
//! reminder (R) never past T0. Moving a due date starts a new generation of steps.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

use crate::clock::{instant, local};
use crate::domain::calendar::WorkingDays;
use crate::domain::ids::*;
use crate::domain::notice::To;

/// The rungs. Ordered: a later rung outranks an earlier one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Step {
    R0,
    R1,
    R2,
    R3,
    R4,
    E1,
    E2,
    E3,
    E4,
}

/// Whom a unit's answers concern.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Concerned {
    pub council: CouncilId,
    pub delegation: DelegationId,
    pub group: GroupId,
    pub unit: UnitId,
}

impl Step {
    pub const ALL: [Step; 9] =
        [Step::R0, Step::R1, Step::R2, Step::R3, Step::R4, Step::E1, Step::E2, Step::E3, Step::E4];

    pub fn code(self) -> &'static str {
        match self {
            Step::R0 => "R0",
            Step::R1 => "R1",
            Step::R2 => "R2",
            Step::R3 => "R3",
            Step::R4 => "R4",
            Step::E1 => "E1",
            Step::E2 => "E2",
            Step::E3 => "E3",
            Step::E4 => "E4",
        }
    }

    pub fn from_code(code: &str) -> Option<Step> {
        Step::ALL.into_iter().find(|step| step.code() == code)
    }

    /// Days from T; negative is before.
    pub fn offset(self) -> i64 {
        match self {
            Step::R0 => -15,
            Step::R1 => -7,
            Step::R2 => -3,
            Step::R3 => -1,
            Step::R4 => 0,
            Step::E1 => 1,
            Step::E2 => 3,
            Step::E3 => 7,
            Step::E4 => 15,
        }
    }

    /// The due day is past.
    pub fn is_overdue(self) -> bool {
        self >= Step::E1
    }

    /// R0 is only for what was given with more than 30 days to go.
    fn applies(self, given_on: NaiveDate, due_on: NaiveDate) -> bool {
        self != Step::R0 || (due_on - given_on).num_days() > 30
    }

    /// Whom it goes to when a unit's answers are wanted.
    pub fn about_answers(self, of: &Concerned) -> Vec<To> {
        let (unit, group) = (of.unit, of.group);
        match self {
            Step::R0 | Step::R1 => vec![To::FocalElseHead(unit)],
            Step::R2 | Step::R4 => vec![To::FocalElseHead(unit), To::Heads(unit)],
            Step::R3 => vec![To::FocalElseHead(unit), To::Heads(unit), To::Secretaries(group)],
            Step::E1 => vec![To::Heads(unit), To::Secretaries(group)],
            Step::E2 => vec![To::GroupLeads(group)],
            Step::E3 => vec![To::DelegationLeaders(of.delegation)],
            Step::E4 => vec![To::StandingBody(of.council)],
        }
    }

    /// Whom it goes to when a delegation's own milestone is due: who sends papers out.
    pub fn about_milestone(
        self,
        council: CouncilId,
        delegation: DelegationId,
        group: Option<GroupId>,
    ) -> Vec<To> {
        let secretaries = match group {
            Some(group) => To::Secretaries(group),
            None => To::DelegationSecretaries(delegation),
        };
        vec![secretaries, To::Secretariat(council)]
    }
}

/// The slots in which reminders go out, Vietnamese time.
pub const SLOTS: [NaiveTime; 2] = [
    match NaiveTime::from_hms_opt(8, 0, 0) {
        Some(time) => time,
        None => panic!("08:00 is a time"),
    },
    match NaiveTime::from_hms_opt(14, 0, 0) {
        Some(time) => time,
        None => panic!("14:00 is a time"),
    },
];

/// The ladder of one deadline.
#[derive(Clone, Copy, Debug)]
pub struct Ladder<'a> {
    pub given_on: NaiveDate,
    pub due_on: NaiveDate,
    /// The highest rung.
    pub last: Step,
    pub days: &'a WorkingDays,
}

impl Ladder<'_> {
    /// The day on which `step` goes out, or `None` if it does not apply: of what was given late, the
    /// steps that had gone by are not made up for.
    pub fn day(&self, step: Step) -> Option<NaiveDate> {
        if step > self.last || !step.applies(self.given_on, self.due_on) {
            return None;
        }
        let planned = self.due_on + chrono::Duration::days(step.offset());
        let rolled = self.days.on_or_after(planned);
        let day = if step.is_overdue() { rolled } else { rolled.min(self.due_on) };
        (day >= self.given_on).then_some(day)
    }

    /// The lower steps that days off pushed onto the day of `step`: each has readers of its own, who
    /// would never hear of it otherwise.
    pub fn together_with(&self, step: Step) -> Vec<Step> {
        let lower = Step::ALL.into_iter().filter(|other| *other < step);
        lower.filter(|other| self.day(*other) == self.day(step)).collect()
    }

    /// The highest step reached at `now`: after downtime only this one is sent.
    pub fn reached(&self, now: DateTime<Utc>) -> Option<Step> {
        Step::ALL
            .into_iter()
            .rev()
            .find(|step| self.day(*step).is_some_and(|day| instant(day.and_time(SLOTS[0])) <= now))
    }

    /// The next step above `done`, and when. A step whose 08:00 is already past goes out in the
    /// day's 14:00 slot; one whose day is over goes out in the next slot there is, unless a higher
    /// step has been reached by then.
    pub fn next(&self, done: Option<Step>, now: DateTime<Utc>) -> Option<(Step, DateTime<Utc>)> {
        let reached = self.reached(now);
        if reached > done
            && let Some(step) = reached
        {
            return Some((step, next_slot(now, self.days)));
        }
        Step::ALL
            .into_iter()
            .filter(|step| Some(*step) > done)
            .filter_map(|step| Some((step, instant(self.day(step)?.and_time(SLOTS[0])))))
            .find(|(_, at)| *at > now)
            .map(|(step, at)| {
                // Rolled onto the same slot: the highest speaks for all.
                let highest = Step::ALL
                    .into_iter()
                    .rev()
                    .find(|other| {
                        self.day(*other).is_some_and(|day| instant(day.and_time(SLOTS[0])) == at)
                    })
                    .unwrap_or(step);
                (highest, at)
            })
    }
}

/// The first slot at or after `now` that is on a working day.
pub fn next_slot(now: DateTime<Utc>, days: &WorkingDays) -> DateTime<Utc> {
    let wall = local(now);
    let mut day = wall.date();
    loop {
        if !days.is_off(day)
            && let Some(slot) = SLOTS.into_iter().find(|slot| day.and_time(*slot) >= wall)
        {
            return instant(day.and_time(slot));
        }
        day = day + Days::new(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn at(text: &str) -> DateTime<Utc> {
        instant(chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap())
    }

    fn ladder<'a>(given_on: &str, due_on: &str, days: &'a WorkingDays) -> Ladder<'a> {
        Ladder { given_on: day(given_on), due_on: day(due_on), last: Step::E4, days }
    }

    #[test]
    fn the_survey_of_phuong_1_is_reminded_on_the_days_of_the_table() {
        let days = WorkingDays::default();
        let ladder = ladder("2024-03-18", "2024-04-02", &days);
        let mut now = at("2024-03-18 09:00");
        let mut done = None;
        let mut seen = vec![];
        while let Some((step, when)) = ladder.next(done, now) {
            seen.push((step.code(), local(when).to_string()));
            now = when;
            done = Some(step);
        }
        // T-3 is Saturday 30 March: it moves to Monday 1 April, where T-1 outranks it.
        assert_eq!(
            seen,
            [
                ("R1", "2024-03-26 08:00:00".to_owned()),
                ("R3", "2024-04-01 08:00:00".to_owned()),
                ("R4", "2024-04-02 08:00:00".to_owned()),
                ("E1", "2024-04-03 08:00:00".to_owned()),
                ("E2", "2024-04-05 08:00:00".to_owned()),
                ("E3", "2024-04-09 08:00:00".to_owned()),
                ("E4", "2024-04-17 08:00:00".to_owned()),
            ]
        );
    }

    #[test]
    fn a_reminder_never_rolls_past_the_due_day() {
        let days = WorkingDays::default();
        // Due on a Sunday: T-1 is Saturday, the next working day is Monday, past T0.
        let ladder = ladder("2024-03-20", "2024-03-31", &days);
        assert_eq!(ladder.day(Step::R3), Some(day("2024-03-31")));
        assert_eq!(ladder.day(Step::E1), Some(day("2024-04-01")));
        assert_eq!(ladder.together_with(Step::R4), [Step::R3], "whose readers hear of T0");
    }

    #[test]
    fn what_was_invited_yesterday_evening_is_reminded_in_the_next_slot() {
        let days = WorkingDays::default();
        let ladder = ladder("2024-04-01", "2024-04-02", &days);
        assert_eq!(
            ladder.next(None, at("2024-04-01 09:30")),
            Some((Step::R3, at("2024-04-01 14:00")))
        );
        assert_eq!(
            ladder.next(None, at("2024-04-01 15:00")),
            Some((Step::R3, at("2024-04-02 08:00")))
        );
    }

    #[test]
    fn after_downtime_only_the_highest_step_is_sent() {
        let days = WorkingDays::default();
        let ladder = ladder("2024-03-01", "2024-04-02", &days);
        assert_eq!(ladder.reached(at("2024-04-02 09:00")), Some(Step::R4));
        assert_eq!(
            ladder.next(Some(Step::R4), at("2024-04-02 09:00")),
            Some((Step::E1, at("2024-04-03 08:00")))
        );
        assert_eq!(ladder.next(Some(Step::E4), at("2024-04-19 09:00")), None);
        let own = Ladder { last: Step::E1, ..ladder };
        assert_eq!(own.next(Some(Step::E1), at("2024-04-03 09:00")), None);
    }

    #[test]
    fn a_long_deadline_has_the_early_step() {
        let days = WorkingDays::default();
        let short = ladder("2024-03-03", "2024-04-02", &days);
        let long = ladder("2024-03-02", "2024-04-02", &days);
        assert_eq!(short.day(Step::R0), None);
        assert_eq!(long.day(Step::R0), Some(day("2024-03-18")));
    }

    #[test]
    fn overdue_steps_that_meet_behind_the_holidays_go_out_together() {
        let days = WorkingDays::of_years([2023]);
        let ladder = ladder("2023-04-10", "2023-04-28", &days);
        // T+1 is Giỗ Tổ, T+3 is 1 May: both roll to Thursday 4 May.
        assert_eq!(
            ladder.next(Some(Step::R4), at("2023-04-28 09:00")),
            Some((Step::E2, at("2023-05-04 08:00")))
        );
        assert_eq!(ladder.together_with(Step::E2), [Step::E1]);
        assert_eq!(ladder.day(Step::E3), Some(day("2023-05-05")));
        assert_eq!(ladder.together_with(Step::E3), []);
        assert_eq!(ladder.day(Step::E4), Some(day("2023-05-15")), "13 May is a Saturday");
    }
}
