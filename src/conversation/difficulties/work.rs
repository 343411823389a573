//! At work on a difficulty: how the office sorts it, to whom it passes it on, into which other one it
//! merges it.

use super::acts::{DifficultyActs, quoted};
use super::choices::{categories, causes};
use super::{act, at_work, begin, label};
use crate::conversation::listing::Line;
use crate::conversation::making::{self, line};
use crate::conversation::screen::Screen;
use crate::conversation::state::{
    AtDifficulties, DifficultyMaking, State, Step, UnitLeaf, Working,
};
use crate::conversation::units::pick_unit;
use crate::conversation::view::{
    Data, DifficultiesQuery, DifficultyData, DifficultyLine, DifficultyPage, SeenDifficulties,
    UnitPage, View,
};
use crate::conversation::words;
use crate::domain::difficulties::{Difficulty, DifficultyAct, MAX_ANSWER, Route};
use crate::domain::{DifficultyId, Refusal};
use crate::msg;

pub fn needs(difficulty: DifficultyId, at: &Working) -> DifficultiesQuery {
    match at {
        Working::Route(leaf) => DifficultiesQuery::Routing {
            difficulty,
            folded: leaf.folded(),
            after: leaf.after.clone(),
        },
        Working::Merge { search } => {
            DifficultiesQuery::Mergeable { difficulty, search: search.clone() }
        }
        _ => DifficultiesQuery::One(difficulty),
    }
}

pub fn screen(at: &Working, seen: &SeenDifficulties) -> Option<Screen> {
    let (screen, it) = match (at, seen) {
        (Working::Category, SeenDifficulties::One(data)) => (category(&data.it), &data.it),
        (Working::Cause, SeenDifficulties::One(data)) => (cause(&data.it), &data.it),
        (Working::Route(leaf), SeenDifficulties::Routing(data, page)) => {
            (routing(&data.it, leaf, page), &data.it)
        }
        (Working::Merge { .. }, SeenDifficulties::Mergeable(data, page)) => {
            (mergeable(data, page), &data.it)
        }
        (Working::Making(act), SeenDifficulties::One(data)) => {
            return making::screen(&DifficultyActs { it: &data.it }, act);
        }
        _ => return None,
    };
    Some(screen.back(State::Difficulties(AtDifficulties::One(it.id))))
}

fn category(it: &Difficulty) -> Screen {
    let (cause, asked_of) = (it.cause, &it.asked_of);
    let pick =
        |category| act(it, DifficultyAct::Classify { category, cause, asked_of: asked_of.clone() });
    let title = msg!("reporting-category", unit = &it.unit_name);
    categories(quoted(title, it), Some(it.category), pick)
}

fn cause(it: &Difficulty) -> Screen {
    let (category, asked_of) = (it.category, &it.asked_of);
    let pick =
        |cause| act(it, DifficultyAct::Classify { category, cause, asked_of: asked_of.clone() });
    causes(quoted(msg!("reporting-cause", unit = &it.unit_name), it), it.cause, pick)
}

fn routing(it: &Difficulty, leaf: &UnitLeaf, page: &UnitPage) -> Screen {
    pick_unit(
        Screen::new(msg!("work-route", body = words::cut(&it.body, 200))),
        (leaf, page),
        |line| act(it, DifficultyAct::Route(Route::Unit(line.id))),
        |leaf| at_work(it, Working::Route(leaf)),
    )
    .go(msg!("key-route-outside"), begin(it, DifficultyMaking::RouteOutside))
}

fn mergeable(data: &DifficultyData, page: &DifficultyPage) -> Screen {
    let it = &data.it;
    let mut screen = Screen::new(msg!("work-merge", body = words::cut(&it.body, 200)));
    let is_offered = |line: &&DifficultyLine| line.id != it.id && line.state.is_open();
    let mut offered: Vec<&DifficultyLine> = data.similar.iter().collect();
    for line in page.lines.iter().filter(is_offered) {
        if !offered.iter().any(|other| other.id == line.id) {
            offered.push(line);
        }
    }
    if offered.is_empty() {
        screen = screen.para(msg!("difficulties-none-such"));
    }
    let line = |line: &DifficultyLine| {
        let body = words::cut(&line.body, 300);
        Line::go(label(line), begin(it, DifficultyMaking::Merge { into: line.id, body }))
    };
    screen.list_unsearched(offered.into_iter().map(line).collect())
}

/// The difficulty of a screen, or of a list that goes with one.
fn shown(data: &Data) -> Option<&Difficulty> {
    match data {
        Data::Difficulties(
            SeenDifficulties::One(data)
            | SeenDifficulties::Routing(data, _)
            | SeenDifficulties::Mergeable(data, _),
        ) => Some(&data.it),
        _ => None,
    }
}

/// Work on what has changed meanwhile leads back to it, as it stands now.
pub fn arrive((difficulty, seen): (DifficultyId, i32), at: Working, data: &Data) -> State {
    match shown(data) {
        Some(it) if it.version != seen => State::Difficulties(AtDifficulties::One(difficulty)),
        _ => State::Difficulties(AtDifficulties::Working { difficulty, seen, at }),
    }
}

/// `None`: there is nothing to type.
pub fn typed(seen: i32, at: &Working, typed: &str, view: &View) -> Option<Step> {
    let it = shown(&view.data)?;
    if it.version != seen {
        let now = State::Difficulties(AtDifficulties::One(it.id));
        return Some(Step::go(now).note(words::refused(&Refusal::Changed)));
    }
    let found = |then: &dyn Fn(String) -> Working| match line(MAX_ANSWER)(typed) {
        Ok(search) => Step::go(at_work(it, then(search))),
        Err(note) => Step::go(at_work(it, at.clone())).note(note),
    };
    Some(match at {
        Working::Route(_) => found(&|search| Working::Route(UnitLeaf::found(&search))),
        Working::Merge { .. } => found(&|search| Working::Merge { search }),
        Working::Making(act) => making::typed(&DifficultyActs { it }, act, typed),
        Working::Category | Working::Cause => return None,
    })
}
