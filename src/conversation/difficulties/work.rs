//! Work on a difficulty: the office sorts it, passes it on, says what came of it; the unit that was
//! asked answers; the unit that met it opens it again.

use super::choices::{addressees, categories, causes};
use super::{act, label, told};
use crate::conversation::screen::Screen;
use crate::conversation::state::{Action, AtDifficulties, State, Step, Working};
use crate::conversation::units::pick_unit;
use crate::conversation::view::{
    Data, DifficultiesQuery, DifficultyData, DifficultyLine, DifficultyPage, SeenDifficulties,
    UnitPage, View,
};
use crate::conversation::words;
use crate::domain::difficulties::{AskedOf, Difficulty, DifficultyAct, MAX_ANSWER, Route};
use crate::domain::{DifficultyId, Refusal};
use crate::{msg, text};

pub fn needs(difficulty: DifficultyId, at: &Working) -> DifficultiesQuery {
    match at {
        Working::Route { search, after } => DifficultiesQuery::Routing {
            difficulty,
            folded: text::fold(search),
            after: after.clone(),
        },
        Working::Merge { search } => {
            DifficultiesQuery::Mergeable { difficulty, search: search.clone() }
        }
        _ => DifficultiesQuery::One(difficulty),
    }
}

pub fn screen(at: &Working, seen: &SeenDifficulties) -> Option<Screen> {
    match (at, seen) {
        (Working::Route { search, .. }, SeenDifficulties::Routing(it, page)) => {
            Some(routing(it, search, page))
        }
        (Working::Merge { .. }, SeenDifficulties::Mergeable(it, page)) => Some(mergeable(it, page)),
        (Working::Route { .. } | Working::Merge { .. }, _) => None,
        (at, SeenDifficulties::One(data)) => Some(one(at, data)),
        _ => None,
    }
}

fn one(at: &Working, data: &DifficultyData) -> Screen {
    let it = &data.it;
    let here = State::Difficulties(AtDifficulties::One(it.id));
    let quoted =
        |title| Screen::new(title).para(msg!("reporting-quote", body = words::cut(&it.body, 500)));
    let classify =
        |category, cause, asked_of| act(it, DifficultyAct::Classify { category, cause, asked_of });
    let screen = match at {
        Working::Category => {
            let pick = |category| classify(category, it.cause, it.asked_of.clone());
            let title = msg!("reporting-category", unit = &it.unit_name);
            categories(quoted(title), Some(it.category), pick)
        }
        Working::Cause => {
            let pick = |cause| classify(it.category, cause, it.asked_of.clone());
            causes(quoted(msg!("reporting-cause", unit = &it.unit_name)), it.cause, pick)
        }
        Working::AskedOf => {
            let pick = |asked| classify(it.category, it.cause, asked);
            addressees(quoted(msg!("reporting-asked", unit = &it.unit_name)), &it.asked_of, pick)
        }
        Working::RouteOutside => quoted(msg!("work-route-outside")),
        Working::Plan => quoted(msg!("work-plan")),
        Working::Resolve => quoted(msg!("work-resolve")),
        Working::ResolveReview { answer } => quoted(msg!("work-resolve-review"))
            .para(msg!("difficulty-resolution", resolution = answer))
            .key(
                msg!("key-resolve-now"),
                act(it, DifficultyAct::Resolve { answer: answer.clone() }),
            ),
        Working::Reject => quoted(msg!("work-reject")),
        Working::RejectReview { reason } => quoted(msg!("work-reject-review"))
            .para(msg!("difficulty-reason", reason = reason))
            .key(msg!("key-reject-now"), act(it, DifficultyAct::Reject { reason: reason.clone() })),
        Working::MergeReview { into, body } => quoted(msg!("work-merge-review"))
            .para(msg!("work-merge-into", body = body))
            .key(msg!("key-merge-now"), act(it, DifficultyAct::Merge { into: *into }))
            .row(vec![(
                msg!("key-open-other"),
                Action::Go(State::Difficulties(AtDifficulties::One(*into))),
            )]),
        Working::Answer => quoted(msg!("work-answer", unit = &it.unit_name)),
        Working::Reopen => quoted(msg!("work-reopen"))
            .para(msg!("difficulty-resolution", resolution = &it.resolution)),
        // They need more than the difficulty.
        Working::Route { .. } | Working::Merge { .. } => told(data),
    };
    screen.back(here)
}

fn routing(data: &DifficultyData, search: &str, page: &UnitPage) -> Screen {
    let it = &data.it;
    let at = |at: Working| {
        Action::Go(State::Difficulties(AtDifficulties::Working {
            difficulty: it.id,
            seen: it.version,
            at,
        }))
    };
    pick_unit(
        Screen::new(msg!("work-route", body = words::cut(&it.body, 200))),
        page,
        |line| act(it, DifficultyAct::Route(Route::Unit(line.id))),
        |after| at(Working::Route { search: search.to_owned(), after }),
    )
    .key(msg!("key-route-outside"), at(Working::RouteOutside))
    .back(State::Difficulties(AtDifficulties::One(it.id)))
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
    for line in offered {
        let body = words::cut(&line.body, 300);
        let review = Working::MergeReview { into: line.id, body };
        screen = screen.go(
            label(line),
            State::Difficulties(AtDifficulties::Working {
                difficulty: it.id,
                seen: it.version,
                at: review,
            }),
        );
    }
    screen.back(State::Difficulties(AtDifficulties::One(it.id)))
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

pub fn typed(
    (difficulty, seen): (DifficultyId, i32),
    at: &Working,
    typed: &str,
    view: &View,
) -> Step {
    let go = |at| Step::go(State::Difficulties(AtDifficulties::Working { difficulty, seen, at }));
    let stay = |note| go(at.clone()).note(note);
    if typed.chars().count() > MAX_ANSWER {
        return stay(msg!("note-too-long", limit = MAX_ANSWER));
    }
    let (text, line) = (typed.to_owned(), text::single_line(typed));
    let Some(it) = shown(&view.data) else {
        return stay(msg!("note-nothing-to-type"));
    };
    if it.version != seen {
        return go(at.clone()).note(words::refused(&Refusal::Changed));
    }
    match at {
        Working::Route { .. } => go(Working::Route { search: line, after: None }),
        Working::Merge { .. } => go(Working::Merge { search: line }),
        Working::Resolve | Working::ResolveReview { .. } => {
            go(Working::ResolveReview { answer: text })
        }
        Working::Reject | Working::RejectReview { .. } => {
            go(Working::RejectReview { reason: text })
        }
        Working::AskedOf => runs(
            it,
            DifficultyAct::Classify {
                category: it.category,
                cause: it.cause,
                asked_of: AskedOf::Other(line),
            },
        ),
        Working::RouteOutside => runs(it, DifficultyAct::Route(Route::Outside(line))),
        Working::Plan => runs(it, DifficultyAct::Resolving { plan: text }),
        Working::Answer => runs(it, DifficultyAct::Answer { answer: text }),
        Working::Reopen => runs(it, DifficultyAct::Reopen { reason: text }),
        Working::Category | Working::Cause | Working::MergeReview { .. } => {
            stay(msg!("note-nothing-to-type"))
        }
    }
}

fn runs(it: &Difficulty, it_does: DifficultyAct) -> Step {
    match act(it, it_does) {
        Action::Do { command, then } => Step::run(command, then),
        Action::Go(state) => Step::go(state),
    }
}
