//! What is told of recommendations without being asked: notices that read like the letter they go
//! with, reminders.

use super::step;
use crate::conversation::screen::Screen;
use crate::conversation::state::{AtDifficulties, AtRecommendations, Reporting, State};
use crate::conversation::{Msg, words};
use crate::domain::recommendations::{Paper, RecommendationNotice, Told};
use crate::domain::reminders::{RecommendationLine, Step};
use crate::msg;

pub fn word(it: &RecommendationNotice) -> Screen {
    let (unit, by) = (&it.unit, &it.by);
    let quote = msg!("reporting-quote", body = words::cut(&it.text, 300));
    let short = |title: Msg| Screen::new(title).para(quote.clone());
    let screen = match &it.told {
        Told::Issued { delegation, product, due_on, paper } => letter(
            msg!("notice-issued"),
            msg!(
                "letter-recommends",
                title = delegation,
                number = &paper.number,
                date = paper.date
            ),
            it,
            (product, *due_on),
        ),
        Told::Transferred { from, product, due_on, paper } => letter(
            msg!("notice-transferred"),
            msg!("letter-transfers", from = from, number = &paper.number, date = paper.date),
            it,
            (product, *due_on),
        ),
        Told::TakenUp => short(msg!("notice-taken-up", unit = unit, by = by)),
        Told::Progress { said } => {
            short(msg!("notice-progress", unit = unit, by = by)).para(said_so(said))
        }
        Told::Claimed { note } => {
            short(msg!("notice-claimed", unit = unit, by = by)).para(said_so(note))
        }
        Told::Returned { reason, due_on } => {
            short(msg!("notice-returned-it", unit = unit, by = by, due = *due_on))
                .para(reason_of(reason))
        }
        Told::Verified { note } => {
            let screen = short(msg!("notice-verified-it", unit = unit, by = by));
            if note.is_empty() { screen } else { screen.para(said_so(note)) }
        }
        Told::Moved { due_on, reason } => short(msg!(
            "notice-moved-due",
            unit = unit,
            by = by,
            weekday = words::weekday(*due_on),
            due = *due_on
        ))
        .para(reason_of(reason)),
        Told::TimeAsked { due_on, reason } => {
            short(msg!("notice-time-asked", unit = unit, by = by, due = *due_on))
                .para(reason_of(reason))
        }
        Told::TimeRefused { reason } => {
            short(msg!("notice-time-refused", unit = unit, by = by)).para(reason_of(reason))
        }
        Told::StepTaken { step: taken, paper, note } => {
            let screen = short(msg!("notice-step", unit = unit, by = by, step = step(*taken)))
                .para(in_paper(paper));
            if note.is_empty() { screen } else { screen.line(said_so(note)) }
        }
        Told::ExplanationAsked { due_on, paper } => short(msg!(
            "notice-explanation-asked",
            unit = unit,
            by = by,
            weekday = words::weekday(*due_on),
            due = *due_on
        ))
        .para(in_paper(paper)),
        Told::ExplanationGiven { said } => {
            short(msg!("notice-explanation-given", unit = unit, by = by)).para(said_so(said))
        }
        Told::HandedOver { note } => {
            short(msg!("notice-handed-over", unit = unit, by = by)).para(reason_of(note))
        }
    };
    screen.go(
        msg!("key-open-recommendation"),
        State::Recommendations(AtRecommendations::One(it.recommendation)),
    )
}

/// As the document reads that it goes with.
fn letter(
    title: Msg,
    opening: Msg,
    it: &RecommendationNotice,
    (product, due): (&str, chrono::NaiveDate),
) -> Screen {
    Screen::new(title)
        .para(msg!("letter-to", unit = &it.unit))
        .line(opening)
        .para(msg!("reporting-quote", body = &it.text))
        .para(msg!("recommendation-product", product = product))
        .line(msg!("recommendation-due", weekday = words::weekday(due), due = due))
        .para(msg!("letter-asks"))
}

fn said_so(said: &str) -> Msg {
    msg!("difficulty-said", said = words::cut(said, 600))
}

fn reason_of(reason: &str) -> Msg {
    msg!("visit-reason", reason = words::cut(reason, 600))
}

fn in_paper(paper: &Paper) -> Msg {
    msg!("recommendation-paper", number = &paper.number, date = paper.date)
}

/// A recommendation in a reminder.
pub fn due(it: &RecommendationLine) -> Msg {
    let (unit, text, due) = (&it.unit, words::cut(&it.text, 80), it.due_on);
    match it.explanation {
        true => msg!("reminder-explanation", unit = unit, text = text, due = due),
        false => msg!("reminder-recommendation", unit = unit, text = text, due = due),
    }
}

/// The words of a chaser that somebody may send.
pub fn chaser(it: &RecommendationLine) -> Option<Msg> {
    let text = words::cut(&it.text, 120);
    (!it.explanation)
        .then(|| msg!("propose-recommendation", unit = &it.unit, text = text, due = it.due_on))
}

pub fn due_keys(screen: Screen, step: Step, it: &RecommendationLine) -> Screen {
    let open = State::Recommendations(AtRecommendations::One(it.recommendation));
    let label = msg!("key-open-recommendation-of", text = words::cut(&it.text, 40));
    let screen = screen.go(label, open);
    if step != Step::R2 {
        return screen;
    }
    let help = Reporting::Body {
        unit: it.unit_id,
        unit_name: it.unit.clone(),
        visit: None,
        question: None,
        kept: None,
        blocks: None,
    };
    screen.go(msg!("key-need-help"), State::Difficulties(AtDifficulties::Reporting(help)))
}
