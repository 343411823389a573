//! Writing a draft: to which unit, what, which product, by when, which difficulties it removes.

use super::{Composing, Proposal};
use crate::conversation::listing::Line;
use crate::conversation::screen::Screen;
use crate::conversation::state::{
    Action, AtDifficulties, AtRecommendations, State, Step, Then, UnitLeaf,
};
use crate::conversation::units::pick_unit;
use crate::conversation::view::{
    Data, DifficultiesQuery, DifficultyLine, DifficultyPage, Query, RecommendationsQuery,
    SeenDifficulties, SeenUnits, View,
};
use crate::conversation::{Msg, RecommendationFilter, words};
use crate::domain::difficulties::Difficulty;
use crate::domain::recommendations::{
    MAX_DIFFICULTIES, MAX_PRODUCT, MAX_TEXT, Recommendation, RecommendationCommand,
    SaveRecommendation,
};
use crate::domain::{Command, Refusal};
use crate::{domain, msg, text};
use chrono::Days;

/// The terms that are offered as buttons, days.
const TERMS: [u64; 3] = [30, 60, 90];

pub fn needs(at: &Composing) -> Query {
    match at {
        Composing::Unit { delegation, leaf } => {
            Query::Recommendations(RecommendationsQuery::Recommendable {
                delegation: *delegation,
                folded: leaf.folded(),
                after: leaf.after.clone(),
            })
        }
        Composing::Difficulties(it) => Query::Difficulties(DifficultiesQuery::Met(it.unit)),
        _ => Query::Nothing,
    }
}

fn go(at: Composing) -> Action {
    Action::Go(State::Recommendations(AtRecommendations::Composing(at)))
}

/// What is asked next, or everything in one view.
fn next(it: Proposal) -> Composing {
    let it = Box::new(it);
    match () {
        () if it.text.is_empty() => Composing::Text(it),
        () if it.product.is_empty() => Composing::Product(it),
        () if it.due_on.is_none() => Composing::Due(it),
        () => Composing::Review(it),
    }
}

pub fn screen(at: &Composing, data: &Data, view: &View) -> Option<Screen> {
    let all = |it: &Proposal| State::recommendations(RecommendationFilter::of(it.delegation));
    // Back from a part leads to the whole, if there is one already.
    let whole = |it: &Proposal| match next(it.clone()) {
        review @ Composing::Review(_) => {
            State::Recommendations(AtRecommendations::Composing(review))
        }
        _ => all(it),
    };
    Some(match (at, data) {
        (Composing::Unit { delegation, leaf }, Data::Units(SeenUnits::List(page))) => pick_unit(
            Screen::new(msg!("compose-unit")),
            (leaf, page),
            |line| {
                go(next(Proposal {
                    draft: None,
                    delegation: *delegation,
                    unit: line.id,
                    unit_name: line.name.clone(),
                    text: String::new(),
                    product: String::new(),
                    due_on: None,
                    difficulties: vec![],
                }))
            },
            |leaf| {
                let unit = Composing::Unit { delegation: *delegation, leaf };
                State::Recommendations(AtRecommendations::Composing(unit))
            },
        )
        .back(State::recommendations(RecommendationFilter::of(*delegation))),
        (Composing::Text(it), _) => {
            let screen = Screen::new(msg!("compose-text", unit = &it.unit_name));
            quoted(screen, &it.text).back(whole(it))
        }
        (Composing::Product(it), _) => {
            let screen = Screen::new(msg!("compose-product", unit = &it.unit_name));
            quoted(screen, &it.text).back(whole(it))
        }
        (Composing::Due(it), _) => {
            let today = view.wall().date();
            let key = |days: u64| {
                let due_on = Some(today + Days::new(days));
                let it = Proposal { due_on, ..(**it).clone() };
                (msg!("key-in-days", days = i64::try_from(days).unwrap_or_default()), go(next(it)))
            };
            Screen::new(msg!("compose-due", unit = &it.unit_name))
                .row(TERMS.map(key).to_vec())
                .back(whole(it))
        }
        (Composing::Difficulties(it), Data::Difficulties(SeenDifficulties::List(page))) => {
            difficulties(it, page)
        }
        (Composing::Review(it), _) => review(it),
        _ => return None,
    })
}

fn quoted(screen: Screen, text: &str) -> Screen {
    if text.is_empty() { screen } else { screen.para(msg!("reporting-quote", body = text)) }
}

fn difficulties(it: &Proposal, page: &DifficultyPage) -> Screen {
    let mut screen = Screen::new(msg!("compose-difficulties", unit = &it.unit_name));
    if page.lines.is_empty() {
        screen = screen.para(msg!("difficulties-none"));
    }
    let line = |line: &DifficultyLine| {
        let chosen = it.difficulties.contains(&line.id);
        let mut with = it.clone();
        match chosen {
            true => with.difficulties.retain(|id| *id != line.id),
            false => with.difficulties.push(line.id),
        }
        let body = words::cut(&line.body, 40);
        let label = match chosen {
            true => msg!("key-linked", body = body),
            false => msg!("key-not-linked", body = body),
        };
        Line::key(label, go(Composing::Difficulties(Box::new(with)))).staying()
    };
    let full = it.difficulties.len() >= MAX_DIFFICULTIES;
    let offered = page.lines.iter().filter(|line| !full || it.difficulties.contains(&line.id));
    screen.list(offered.map(line).collect()).back(State::Recommendations(
        AtRecommendations::Composing(Composing::Review(Box::new(it.clone()))),
    ))
}

fn review(it: &Proposal) -> Screen {
    let part = |at: fn(Box<Proposal>) -> Composing| go(at(Box::new(it.clone())));
    let mut screen = Screen::new(msg!("compose-review", unit = &it.unit_name))
        .para(msg!("reporting-quote", body = &it.text))
        .para(msg!("recommendation-product", product = &it.product));
    if let Some(due) = it.due_on {
        screen = screen
            .line(msg!("recommendation-due", weekday = words::weekday(due), due = due))
            .key(msg!("key-save-draft"), save(it, due));
    }
    if !it.difficulties.is_empty() {
        screen = screen.line(msg!("compose-linked", count = it.difficulties.len()));
    }
    let back = match it.draft {
        Some((id, _)) => State::Recommendations(AtRecommendations::One(id)),
        None => State::recommendations(RecommendationFilter::of(it.delegation)),
    };
    screen
        .row(vec![
            (msg!("key-change-text"), part(Composing::Text)),
            (msg!("key-change-product"), part(Composing::Product)),
        ])
        .row(vec![
            (msg!("key-change-due"), part(Composing::Due)),
            (msg!("key-link-difficulties"), part(Composing::Difficulties)),
        ])
        .back(back)
}

fn save(it: &Proposal, due_on: chrono::NaiveDate) -> Action {
    let save = SaveRecommendation {
        draft: it.draft,
        delegation: it.delegation,
        unit: it.unit,
        text: it.text.clone(),
        product: it.product.clone(),
        due_on,
        difficulties: it.difficulties.clone(),
    };
    Action::Do {
        command: Command::Recommendations(RecommendationCommand::Save(Box::new(save))),
        then: Then::Follow,
    }
}

/// `None`: there is nothing to type.
pub fn typed(at: &Composing, typed: &str, view: &View) -> Option<Step> {
    let to = |at: Composing| Step::go(State::Recommendations(AtRecommendations::Composing(at)));
    let stay = |note: Msg| to(at.clone()).note(note);
    let short = |limit: usize| typed.chars().count() <= limit;
    Some(match at {
        Composing::Unit { delegation, .. } => {
            to(Composing::Unit { delegation: *delegation, leaf: UnitLeaf::found(typed) })
        }
        Composing::Text(_) if !short(MAX_TEXT) => stay(msg!("note-too-long", limit = MAX_TEXT)),
        Composing::Text(it) => to(next(Proposal { text: typed.to_owned(), ..(**it).clone() })),
        Composing::Product(_) if !short(MAX_PRODUCT) => {
            stay(msg!("note-too-long", limit = MAX_PRODUCT))
        }
        Composing::Product(it) => {
            to(next(Proposal { product: text::single_line(typed), ..(**it).clone() }))
        }
        Composing::Due(it) => match text::parse_date(typed, view.wall().date()) {
            Ok(day) if day < view.wall().date() => stay(words::refused(&Refusal::InThePast)),
            Ok(day) => to(next(Proposal { due_on: Some(day), ..(**it).clone() })),
            Err(error) => stay(words::moment_error(&error)),
        },
        Composing::Difficulties(_) => return None,
        Composing::Review(_) => stay(msg!("note-nothing-to-type")),
    })
}

/// Writing a draft anew.
pub fn anew(it: &Recommendation, difficulties: Vec<domain::DifficultyId>) -> Action {
    go(Composing::Review(Box::new(Proposal {
        draft: Some((it.id, it.version)),
        delegation: it.delegation,
        unit: it.unit,
        unit_name: it.unit_name.clone(),
        text: it.text.clone(),
        product: it.product.clone(),
        due_on: Some(it.due_on),
        difficulties,
    })))
}

/// Whether a recommendation can be made of a difficulty: it was met at a visit of a delegation.
pub fn can_begin(it: &Difficulty, view: &View) -> bool {
    it.delegation.is_some() && view.may(domain::Action::DraftRecommendation, &it.target())
}

/// A recommendation that is to remove a difficulty: its words are there already.
pub fn from_difficulty(it: &Difficulty) -> Action {
    let Some(delegation) = it.delegation else {
        return Action::Go(State::Difficulties(AtDifficulties::One(it.id)));
    };
    go(next(Proposal {
        draft: None,
        delegation,
        unit: it.unit,
        unit_name: it.unit_name.clone(),
        text: words::cut(&it.body, MAX_TEXT),
        product: String::new(),
        due_on: None,
        difficulties: vec![it.id],
    }))
}
