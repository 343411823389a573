//! The ladder of reminders: which step goes out when, and to whom.
//!
//! T is the due day, counted in calendar days; steps go out at 08:00 or, when that has passed on the
//! day they arise, in the next [`slot`]. A step on a day off moves to the next working day, a
//! reminder (R) never past T0; a campaign does not rest. Moving a due date starts a new generation
//! of steps.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::slot;
use super::slot::{SLOTS, Slot};
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

/// Whom a recommendation concerns.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Owed {
    pub council: CouncilId,
    pub delegation: DelegationId,
    /// Which supervises the unit, if one does.
    pub group: Option<GroupId>,
    pub unit: UnitId,
}

impl Owed {
    fn secretaries(&self) -> To {
        self.group.map_or(To::DelegationSecretaries(self.delegation), To::Secretaries)
    }
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

    /// Whom it goes to when a unit owes what was recommended to it.
    pub fn about_recommendation(self, of: &Owed) -> Vec<To> {
        let unit = of.unit;
        match self {
            Step::R0 | Step::R1 => vec![To::FocalElseHead(unit)],
            Step::R2 | Step::R4 => vec![To::FocalElseHead(unit), To::Heads(unit)],
            Step::R3 => vec![To::FocalElseHead(unit), To::Heads(unit), of.secretaries()],
            Step::E1 => vec![To::Heads(unit), of.secretaries()],
            Step::E2 => {
                vec![of.group.map_or(To::DelegationLeaders(of.delegation), To::GroupLeads)]
            }
            Step::E3 => vec![To::DelegationLeaders(of.delegation)],
            Step::E4 => vec![To::StandingBody(of.council)],
        }
    }

    /// Whom it goes to when a unit owes an explanation: whoever asked for it hears that it is late.
    pub fn about_explanation(self, of: &Owed) -> Vec<To> {
        match self {
            late if late.is_overdue() => {
                vec![To::Heads(of.unit), of.secretaries(), To::StandingBody(of.council)]
            }
            _ => vec![To::FocalElseHead(of.unit), To::Heads(of.unit)],
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

    /// Whom it goes to when a campaign's sub-task is due. DESIGN.md section 5 has the table; a
    /// campaign has neither a delegation's secretary nor its leader, so the campaign's owners take
    /// their places, and at the top they are its steering team beside the standing body:
    ///
    /// | step | there | in a campaign |
    /// |---|---|---|
    /// | R0, R1 | focal officer, else head | the same, of the unit in the lead |
    /// | R2 | + head | + head |
    /// | R3 | + secretary | + campaign owners |
    /// | R4 | focal officer, head | the same |
    /// | E1 | head, secretary | head, campaign owners |
    /// | E2 | group leader or campaign owner | campaign owners |
    /// | E3 | delegation leader; candidate for the late list | campaign owners |
    /// | E4 | standing body or campaign's steering team | campaign owners, standing body |
    pub fn about_subtask(self, council: CouncilId, unit: UnitId) -> Vec<To> {
        let owners = To::CampaignOwners(council);
        match self {
            Step::R0 | Step::R1 => vec![To::FocalElseHead(unit)],
            Step::R2 | Step::R4 => vec![To::FocalElseHead(unit), To::Heads(unit)],
            Step::R3 => vec![To::FocalElseHead(unit), To::Heads(unit), owners],
            Step::E1 => vec![To::Heads(unit), owners],
            Step::E2 | Step::E3 => vec![owners],
            Step::E4 => vec![owners, To::StandingBody(council)],
        }
    }

    /// The rung below.
    fn below(self) -> Option<Step> {
        Step::ALL.into_iter().rfind(|other| *other < self)
    }
}

/// The ladder of one deadline.
#[derive(Clone, Copy, Debug)]
pub struct Ladder<'a> {
    pub given_on: NaiveDate,
    pub due_on: NaiveDate,
    /// The highest rung.
    pub last: Step,
    /// Steps pass over days off, and evenings are quiet: everywhere but in a campaign.
    pub rests: bool,
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
        let rolled = if self.rests { self.days.on_or_after(planned) } else { planned };
        let day = if step.is_overdue() { rolled } else { rolled.min(self.due_on) };
        (day >= self.given_on).then_some(day)
    }

    /// When the day's first slot opens for `step`.
    fn at(&self, step: Step) -> Option<DateTime<Utc>> {
        self.day(step).map(|day| instant(day.and_time(SLOTS[0])))
    }

    /// The lower steps that days off pushed onto the day of `step`: each has readers of its own, who
    /// would never hear of it otherwise.
    fn together_with(&self, step: Step) -> Vec<Step> {
        let lower = Step::ALL.into_iter().filter(|other| *other < step);
        lower.filter(|other| self.day(*other) == self.day(step)).collect()
    }

    /// The highest step reached at `now`.
    pub fn reached(&self, now: DateTime<Utc>) -> Option<Step> {
        Step::ALL.into_iter().rfind(|step| self.at(*step).is_some_and(|at| at <= now))
    }

    /// The step that speaks at `now` where `planned` was due, and lower ones that days off pushed
    /// onto the same day, highest first: after downtime only the highest step reached is sent.
    pub fn due(&self, planned: Step, now: DateTime<Utc>) -> Vec<Step> {
        let step = self.reached(now).unwrap_or(planned).max(planned);
        let mut steps = self.together_with(step);
        steps.push(step);
        steps.reverse();
        steps
    }

    /// Whether a late step can be told on `day`: on a working day, or on its own.
    pub fn suits(&self, step: Step, day: NaiveDate) -> bool {
        !self.rests || !self.days.is_off(day) || self.day(step) == Some(day)
    }

    /// The slot in which `step` can be told at `now`, if there is one.
    pub fn open(&self, step: Step, now: DateTime<Utc>) -> Option<Slot> {
        let slot = slot::open(now)?;
        let awake = !(slot.night && self.rests);
        (awake && self.suits(step, local(now).date())).then_some(slot)
    }

    /// The next step above `done`, and when: a step whose 08:00 is already past goes out in the next
    /// slot there is, unless a higher one has been reached by then.
    pub fn next(&self, done: Option<Step>, now: DateTime<Utc>) -> Option<(Step, DateTime<Utc>)> {
        let left = Step::ALL.into_iter().filter(|step| Some(*step) > done);
        let when = left.filter_map(|step| {
            let at = self.at(step)?;
            let late = || slot::next(now, !self.rests, |day| self.suits(step, day));
            Some(if at > now { at } else { late() })
        });
        let at = when.min()?;
        Some((self.reached(at)?, at))
    }

    /// Where `planned` goes when it cannot be told at `now`.
    pub fn put_off(&self, planned: Step, now: DateTime<Utc>) -> Option<(Step, DateTime<Utc>)> {
        self.next(planned.below(), now)
    }

    /// How a step is spoken of when it is told at `now`: of what is still to come, the highest step
    /// reached speaks; what is overdue is told to each reader as it concerns them.
    pub fn said(&self, step: Step, now: DateTime<Utc>) -> Step {
        let reached = self.reached(now).unwrap_or(step).min(Step::E1);
        if step.is_overdue() { step } else { step.max(reached) }
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
        Ladder { given_on: day(given_on), due_on: day(due_on), last: Step::E4, rests: true, days }
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
            Some((Step::R4, at("2024-04-02 08:00"))),
            "by then the day itself has been reached"
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

    #[test]
    fn a_campaign_does_not_rest() {
        let days = WorkingDays::of_years([2023]);
        // 1a is due on Wednesday 25 October 2023; T-3 is a Sunday.
        let campaign = Ladder { rests: false, ..ladder("2023-10-16", "2023-10-25", &days) };
        assert_eq!(campaign.day(Step::R1), Some(day("2023-10-18")));
        assert_eq!(campaign.day(Step::R2), Some(day("2023-10-22")));
        assert_eq!(Ladder { rests: true, ..campaign }.day(Step::R2), Some(day("2023-10-23")));
        assert_eq!(campaign.day(Step::E2), Some(day("2023-10-28")), "a Saturday");
        assert_eq!(campaign.together_with(Step::E2), []);
        // What is late in the afternoon is told in the evening, on a day off too.
        let sunday = at("2023-10-22 15:00");
        assert_eq!(campaign.next(Some(Step::R1), sunday), Some((Step::R2, at("2023-10-22 20:00"))));
        assert!(campaign.open(Step::R2, at("2023-10-22 20:10")).is_some_and(|slot| slot.night));
        assert_eq!(campaign.open(Step::R2, at("2023-10-22 20:31")), None);
        assert_eq!(
            campaign.put_off(Step::R2, at("2023-10-22 20:31")),
            Some((Step::R2, at("2023-10-23 08:00")))
        );
    }

    #[test]
    fn what_rests_is_told_by_day_and_on_working_days() {
        let days = WorkingDays::default();
        // Due on a Tuesday; T-7 is the Tuesday before.
        let ladder = ladder("2024-03-18", "2024-04-02", &days);
        assert_eq!(ladder.open(Step::R1, at("2024-03-26 20:00")), None);
        assert_eq!(
            ladder.put_off(Step::R1, at("2024-03-26 20:00")),
            Some((Step::R1, at("2024-03-27 08:00")))
        );
        assert_eq!(ladder.open(Step::R1, at("2024-03-30 09:00")), None, "a Saturday");
        assert_eq!(
            ladder.put_off(Step::R1, at("2024-03-30 09:00")),
            Some((Step::R3, at("2024-04-01 08:00"))),
            "and by Monday T-1 is reached"
        );
        // The day itself is told on the day itself, off or not.
        let sunday = Ladder { due_on: day("2024-03-31"), ..ladder };
        assert!(sunday.open(Step::R4, at("2024-03-31 09:00")).is_some());
        assert_eq!(
            sunday.next(Some(Step::R1), at("2024-03-30 15:00")),
            Some((Step::R4, at("2024-03-31 08:00")))
        );
    }

    #[test]
    fn what_is_told_late_is_told_as_it_is_by_then() {
        let days = WorkingDays::default();
        let ladder = ladder("2024-03-18", "2024-04-02", &days);
        assert_eq!(ladder.said(Step::R3, at("2024-04-01 14:00")), Step::R3);
        assert_eq!(ladder.said(Step::R3, at("2024-04-02 08:00")), Step::R4);
        assert_eq!(ladder.said(Step::R4, at("2024-04-09 08:00")), Step::E1);
        assert_eq!(ladder.said(Step::E2, at("2024-04-09 08:00")), Step::E2, "each reader's own");
    }
}
