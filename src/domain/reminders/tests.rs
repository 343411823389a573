//! On which day, in which slot, which step.

use super::ladder::{Ladder, Step};
use crate::clock::{instant, local};
use crate::domain::calendar::WorkingDays;
use chrono::{DateTime, NaiveDate, Utc};

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
    assert_eq!(ladder.next(None, at("2024-04-01 09:30")), Some((Step::R3, at("2024-04-01 14:00"))));
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
