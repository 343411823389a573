//! Difficulties: reported in one message or step by step, listed, looked at.

use super::inviting::pick_unit;
use super::screen::Screen;
use super::state::{Action, At, Reporting, State, Step, Then};
use super::view::{Data, DifficultyData, DifficultyPage, Query, UnitLine, View};
use super::words;
use crate::domain::difficulty::{Category, ReportDifficulty, suggest};
use crate::domain::{Command, UnitId, VisitId};
use crate::{msg, text};

/// Longest description, characters.
const MAX_BODY: usize = 2000;

pub fn needs(at: &Reporting) -> Query {
    match at {
        Reporting::Unit { search, after, .. } => {
            Query::Reportable { folded: text::fold(search), after: after.clone() }
        }
        Reporting::Body { .. } | Reporting::Category { .. } => Query::Nothing,
    }
}

pub fn screen(at: &Reporting, data: &Data) -> Option<Screen> {
    Some(match (at, data) {
        (Reporting::Unit { body, search, .. }, Data::Units(page)) => {
            let title = match body {
                Some(body) => msg!("reporting-unit-of", body = words::cut(body, 200)),
                None => msg!("reporting-unit"),
            };
            pick_unit(
                Screen::new(title),
                page,
                |line| Action::Go(State::Reporting(with_unit(line, body.clone()))),
                |after| {
                    Action::Go(State::Reporting(Reporting::Unit {
                        body: body.clone(),
                        search: search.clone(),
                        after,
                    }))
                },
            )
            .home()
        }
        (Reporting::Body { unit_name, .. }, _) => {
            Screen::new(msg!("reporting-body", unit = unit_name)).home()
        }
        (Reporting::Category { unit, unit_name, visit, body, suggested }, _) => {
            let report = |category| Action::Do {
                command: Command::ReportDifficulty(ReportDifficulty {
                    unit: *unit,
                    visit: *visit,
                    body: body.clone(),
                    category,
                }),
                then: Then::Follow,
            };
            let mut screen = Screen::new(msg!("reporting-category", unit = unit_name))
                .para(msg!("reporting-quote", body = body));
            if let Some(suggested) = suggested {
                screen = screen.key(
                    msg!("key-report-as", category = words::category(*suggested)),
                    report(*suggested),
                );
            }
            let others: Vec<_> = Category::ALL
                .into_iter()
                .filter(|category| Some(*category) != *suggested)
                .map(|category| (words::category(category), report(category)))
                .collect();
            for pair in others.chunks(2) {
                screen = screen.row(pair.to_vec());
            }
            let body_again =
                Reporting::Body { unit: *unit, unit_name: unit_name.clone(), visit: *visit };
            screen.back(State::Reporting(body_again))
        }
        _ => return None,
    })
}

fn with_unit(line: &UnitLine, body: Option<String>) -> Reporting {
    match body {
        Some(body) => category(line.id, line.name.clone(), line.visit, body),
        None => Reporting::Body { unit: line.id, unit_name: line.name.clone(), visit: line.visit },
    }
}

fn category(unit: UnitId, unit_name: String, visit: Option<VisitId>, body: String) -> Reporting {
    let suggested = suggest(&text::fold(&body));
    Reporting::Category { unit, unit_name, visit, body, suggested }
}

/// `kho khan: …`, wherever the person is. A visit or checklist on the screen says of which unit.
pub fn in_one_message(state: &State, body: &str, view: &View) -> Step {
    if body.chars().count() > MAX_BODY {
        return Step::go(state.clone()).note(msg!("note-too-long", limit = MAX_BODY));
    }
    let body = body.to_owned();
    let next = match (state, &view.data) {
        (State::Visiting { .. }, Data::Visit(data)) if data.visit.units.len() == 1 => {
            let unit = &data.visit.units[0];
            category(unit.id, unit.name.clone(), Some(data.visit.id), body)
        }
        (State::Filling { .. }, Data::Submission(data)) => {
            category(data.unit, data.unit_name.clone(), Some(data.visit), body)
        }
        _ => Reporting::Unit { body: Some(body), search: String::new(), after: None },
    };
    Step::go(State::Reporting(next))
}

/// A single unit to choose from needs no choice.
pub fn arrive(at: Reporting, data: &Data) -> Reporting {
    match (&at, data) {
        (Reporting::Unit { body, search, after: None }, Data::Units(page))
            if search.is_empty() && !page.more && page.units.len() == 1 =>
        {
            with_unit(&page.units[0], body.clone())
        }
        _ => at,
    }
}

pub fn typed(at: &Reporting, typed: &str, _: &View) -> Step {
    let stay = |note| Step::go(State::Reporting(at.clone())).note(note);
    if typed.chars().count() > MAX_BODY {
        return stay(msg!("note-too-long", limit = MAX_BODY));
    }
    match at {
        Reporting::Unit { body, .. } => Step::go(State::Reporting(Reporting::Unit {
            body: body.clone(),
            search: text::single_line(typed),
            after: None,
        })),
        Reporting::Category { unit, visit, body, .. } => {
            match Category::named(&text::fold(typed)) {
                Some(category) => Step::run(
                    Command::ReportDifficulty(ReportDifficulty {
                        unit: *unit,
                        visit: *visit,
                        body: body.clone(),
                        category,
                    }),
                    Then::Follow,
                ),
                // What was described is kept: the way back leads to describing it anew.
                None => stay(msg!("note-pick-category")),
            }
        }
        Reporting::Body { unit, unit_name, visit } => {
            let body = crate::domain::difficulty::one_message(typed).unwrap_or(typed);
            Step::go(State::Reporting(category(*unit, unit_name.clone(), *visit, body.to_owned())))
        }
    }
}

pub fn list(page: &DifficultyPage) -> Screen {
    let mut screen = Screen::new(msg!("difficulties-title"));
    if page.lines.is_empty() {
        screen = screen.para(msg!("difficulties-none"));
    }
    for line in &page.lines {
        screen = screen.go(
            msg!("item-difficulty", unit = &line.unit, body = words::cut(&line.body, 40)),
            State::Difficulty(line.id),
        );
    }
    if page.more
        && let Some(last) = page.lines.last()
    {
        screen = screen.go(msg!("key-more"), State::Difficulties { before: Some(last.id) });
    }
    screen.home()
}

pub fn difficulty(it: &DifficultyData) -> Screen {
    Screen::new(msg!("difficulty-title", unit = &it.unit))
        .line(msg!("difficulty-category", category = words::category(it.category)))
        .line(msg!("difficulty-by", name = &it.by, at = words::moment(it.at)))
        .para(msg!("reporting-quote", body = &it.body))
        .para(msg!("difficulty-reported"))
        .key_if(
            it.resume.is_some(),
            msg!("key-resume"),
            Action::Go(
                it.resume.map_or(State::home(), |submission| State::Filling {
                    submission,
                    at: At::Next,
                }),
            ),
        )
        .back(State::Difficulties { before: None })
}
