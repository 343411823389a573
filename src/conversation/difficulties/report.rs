//! Reporting a difficulty: in one message or step by step, from home, a visit or a question. What
//! the words suggest is filled in; one tap sends it, or makes it part of a similar one.

use super::choices::{addressees, categories, causes};
use super::draft::{asked_of, cause, described, draft_of, met};
use crate::conversation::input::Incoming;
use crate::conversation::screen::Screen;
use crate::conversation::state::{
    Action, At, AtAnswers, AtDifficulties, AtVisits, DifficultyDraft, Reporting, State, Step, Then,
    UnitLeaf,
};
use crate::conversation::units::pick_unit;
use crate::conversation::view::{
    Data, DifficultiesQuery, DifficultyLine, Query, SeenAnswers, SeenDifficulties, SeenUnits,
    SeenVisits, UnitLine, View,
};
use crate::conversation::words;
use crate::domain::answers::{Ask, Submission};
use crate::domain::difficulties::{
    AskedOf, Category, DifficultyCommand, KeepPhoto, MAX_ANSWER, MAX_BODY, MAX_PHOTOS, Question,
    ReportDifficulty, one_message, suggest,
};
use crate::domain::file::Purpose;
use crate::domain::{Command, DifficultyId, FetchId};
use crate::{msg, text};

pub fn needs(at: &Reporting) -> Query {
    match at {
        Reporting::Unit { leaf, .. } => Query::Difficulties(DifficultiesQuery::Reportable {
            folded: leaf.folded(),
            after: leaf.after.clone(),
        }),
        Reporting::Review(draft) => Query::Difficulties(DifficultiesQuery::Similar {
            unit: draft.unit,
            category: draft.category,
            folded: text::fold(&draft.body),
        }),
        Reporting::Body { .. }
        | Reporting::Category(_)
        | Reporting::Cause(_)
        | Reporting::AskedOf(_)
        | Reporting::Photos(_) => Query::Nothing,
    }
}

/// The state that asks to describe what was met at a question.
pub fn at_question(data: &Submission, ask: &Ask) -> State {
    State::Difficulties(AtDifficulties::Reporting(Reporting::Body {
        unit: data.unit,
        unit_name: data.unit_name.clone(),
        visit: Some(data.visit),
        question: Some(Question {
            submission: data.id,
            path: ask.path.clone(),
            label: words::cut(&ask.label, 200),
        }),
        kept: None,
        blocks: None,
    }))
}

pub fn screen(at: &Reporting, data: &Data) -> Option<Screen> {
    let review = |draft: DifficultyDraft| {
        Action::Go(State::Difficulties(AtDifficulties::Reporting(Reporting::Review(Box::new(
            draft,
        )))))
    };
    Some(match (at, data) {
        (Reporting::Unit { body, leaf }, Data::Units(SeenUnits::List(page))) => {
            let title = match body {
                Some(body) => msg!("reporting-unit-of", body = words::cut(body, 200)),
                None => msg!("reporting-unit"),
            };
            pick_unit(
                Screen::new(title),
                (leaf, page),
                |line| {
                    Action::Go(State::Difficulties(AtDifficulties::Reporting(with_unit(
                        line,
                        body.clone(),
                    ))))
                },
                |leaf| {
                    let body = body.clone();
                    State::Difficulties(AtDifficulties::Reporting(Reporting::Unit { body, leaf }))
                },
            )
            .home()
        }
        (Reporting::Body { unit_name, visit, question, kept, blocks, .. }, _) => {
            let mut screen = Screen::new(msg!("reporting-body", unit = unit_name));
            if let Some(question) = question {
                screen = screen.line(msg!("difficulty-question", question = &question.label));
            }
            if let Some(kept) = kept {
                screen = screen
                    .para(msg!("reporting-quote", body = &kept.body))
                    .key(msg!("key-keep-body"), review((**kept).clone()));
            }
            if blocks.is_some() {
                screen = screen.line(msg!("reporting-blocks"));
            }
            match (question, visit) {
                (Some(Question { submission, path, .. }), _) => {
                    screen.back(State::Answers(AtAnswers::Filling {
                        submission: *submission,
                        at: At::question(path),
                    }))
                }
                (None, Some(visit)) => screen.back(State::visit(*visit)),
                (None, None) => screen.home(),
            }
        }
        (Reporting::Category(draft), _) => {
            let pick = |category| {
                review(DifficultyDraft { category: Some(category), ..(**draft).clone() })
            };
            let screen = Screen::new(msg!("reporting-category", unit = &draft.unit_name))
                .para(msg!("reporting-quote", body = &draft.body));
            categories(screen, draft.category, pick).back(back_from(draft))
        }
        (Reporting::Cause(draft), _) => {
            let pick = |cause| review(DifficultyDraft { cause: Some(cause), ..(**draft).clone() });
            let screen = Screen::new(msg!("reporting-cause", unit = &draft.unit_name));
            causes(screen, cause(draft), pick).back(back_from(draft))
        }
        (Reporting::AskedOf(draft), _) => {
            let pick =
                |asked| review(DifficultyDraft { asked_of: Some(asked), ..(**draft).clone() });
            let screen = Screen::new(msg!("reporting-asked", unit = &draft.unit_name));
            addressees(screen, &asked_of(draft), pick).back(back_from(draft))
        }
        (Reporting::Photos(draft), _) => {
            Screen::new(msg!("reporting-photos", count = draft.photos.len(), limit = MAX_PHOTOS))
                .key(msg!("key-photos-enough"), review((**draft).clone()))
                .back(back_from(draft))
        }
        (Reporting::Review(draft), Data::Difficulties(SeenDifficulties::Similar(similar))) => {
            reviewed(draft, similar)
        }
        _ => return None,
    })
}

/// Back from a part leads to the whole; back from choosing the first category, to the words.
fn back_from(draft: &DifficultyDraft) -> State {
    match draft.category {
        Some(_) => State::Difficulties(AtDifficulties::Reporting(Reporting::Review(Box::new(
            draft.clone(),
        )))),
        None => describe_anew(draft),
    }
}

fn describe_anew(draft: &DifficultyDraft) -> State {
    State::Difficulties(AtDifficulties::Reporting(Reporting::Body {
        unit: draft.unit,
        unit_name: draft.unit_name.clone(),
        visit: draft.visit,
        question: draft.question.clone(),
        kept: Some(Box::new(draft.clone())),
        blocks: draft.blocks,
    }))
}

fn reviewed(draft: &DifficultyDraft, similar: &[DifficultyLine]) -> Screen {
    let go = |part: fn(Box<DifficultyDraft>) -> Reporting| {
        Action::Go(State::Difficulties(AtDifficulties::Reporting(part(Box::new(draft.clone())))))
    };
    let mut screen = Screen::new(msg!("reporting-review", unit = &draft.unit_name));
    if let Some(question) = &draft.question {
        screen = screen.line(msg!("difficulty-question", question = &question.label));
    }
    screen = screen.para(msg!("reporting-quote", body = &draft.body));
    let Some(category) = draft.category else {
        return screen
            .key(msg!("key-change-category"), go(Reporting::Category))
            .back(describe_anew(draft));
    };
    screen = screen
        .para(msg!("difficulty-category", category = words::category(category)))
        .line(msg!("difficulty-cause", cause = words::cause(cause(draft))))
        .line(msg!("difficulty-asked", asked = words::asked_of(&asked_of(draft))));
    if !draft.photos.is_empty() {
        screen = screen.line(msg!("difficulty-photos", count = draft.photos.len()));
    }
    if !similar.is_empty() {
        let lines = similar.iter().map(similar_line);
        screen = screen.lines(std::iter::once(msg!("reporting-similar")).chain(lines).collect());
    }
    screen = screen.key(
        msg!("key-report-as", category = words::category(category)),
        send(draft, category, None),
    );
    for line in similar {
        screen = screen.key(
            msg!("key-merge-into", body = words::cut(&line.body, 40)),
            send(draft, category, Some(line.id)),
        );
    }
    screen
        .row(vec![
            (msg!("key-change-category"), go(Reporting::Category)),
            (msg!("key-change-cause"), go(Reporting::Cause)),
        ])
        .row(vec![
            (msg!("key-change-asked"), go(Reporting::AskedOf)),
            (msg!("key-add-photo"), go(Reporting::Photos)),
        ])
        .back(describe_anew(draft))
}

/// What is offered, with the unit if the reporter may know of which it is.
pub fn similar_line(line: &DifficultyLine) -> crate::conversation::Msg {
    let body = words::cut(&line.body, 160);
    match (line.unit.is_empty(), line.units) {
        (true, units) => msg!("similar-elsewhere", body = body, units = units),
        (false, 1) => msg!("similar-of", unit = &line.unit, body = body),
        (false, units) => msg!("similar-shared", unit = &line.unit, body = body, units = units),
    }
}

fn send(draft: &DifficultyDraft, category: Category, merge_into: Option<DifficultyId>) -> Action {
    Action::Do {
        command: Command::Difficulties(DifficultyCommand::Report(Box::new(ReportDifficulty {
            unit: draft.unit,
            visit: draft.visit,
            body: draft.body.clone(),
            category,
            cause: cause(draft),
            asked_of: asked_of(draft),
            question: draft.question.clone(),
            photos: draft.photos.clone(),
            merge_into,
            blocks: draft.blocks,
        }))),
        then: Then::Follow,
    }
}

fn with_unit(line: &UnitLine, body: Option<String>) -> Reporting {
    let (unit, unit_name, visit) = (line.id, line.name.clone(), line.visit);
    match body {
        Some(body) => described(met((unit, unit_name), visit), body),
        None => {
            Reporting::Body { unit, unit_name, visit, question: None, kept: None, blocks: None }
        }
    }
}

/// `kho khan: …`, wherever the person is. A visit or checklist on the screen says of which unit.
pub fn in_one_message(state: &State, body: &str, view: &View) -> Step {
    if body.chars().count() > MAX_BODY {
        return Step::go(state.clone()).note(msg!("note-too-long", limit = MAX_BODY));
    }
    let body = body.to_owned();
    let next = match (state, &view.data) {
        (
            State::Visits(AtVisits::Visiting { .. }) | State::Visits(AtVisits::Session { .. }),
            Data::Visits(SeenVisits::One(data)),
        ) if data.visit.units.len() == 1 => {
            let unit = &data.visit.units[0];
            described(met((unit.id, unit.name.clone()), Some(data.visit.id)), body)
        }
        (State::Answers(AtAnswers::Filling { .. }), Data::Answers(SeenAnswers::One(data))) => {
            described(met((data.unit, data.unit_name.clone()), Some(data.visit)), body)
        }
        _ => Reporting::Unit { body: Some(body), leaf: UnitLeaf::default() },
    };
    Step::go(State::Difficulties(AtDifficulties::Reporting(next)))
}

/// A single unit to choose from needs no choice.
pub fn arrive(at: Reporting, data: &Data) -> Reporting {
    match (&at, data) {
        (Reporting::Unit { body, leaf }, Data::Units(SeenUnits::List(page)))
            if leaf.search.is_empty() && leaf.is_first() && !page.more && page.units.len() == 1 =>
        {
            with_unit(&page.units[0], body.clone())
        }
        _ => at,
    }
}

pub fn typed(at: &Reporting, typed: &str) -> Step {
    let go = |at| Step::go(State::Difficulties(AtDifficulties::Reporting(at)));
    let stay = |note| go(at.clone()).note(note);
    if typed.chars().count() > MAX_BODY {
        return stay(msg!("note-too-long", limit = MAX_BODY));
    }
    match at {
        Reporting::Unit { body, .. } => {
            go(Reporting::Unit { body: body.clone(), leaf: UnitLeaf::found(typed) })
        }
        Reporting::Body { unit, unit_name, visit, question, kept, blocks } => {
            let body = one_message(typed).unwrap_or(typed).to_owned();
            match kept {
                // The words change; what was chosen for them and sent with them stays.
                Some(kept) => {
                    let category = kept.category.or_else(|| suggest(&text::fold(&body)));
                    let draft = Box::new(DifficultyDraft { body, category, ..(**kept).clone() });
                    match category {
                        Some(_) => go(Reporting::Review(draft)),
                        None => go(Reporting::Category(draft)),
                    }
                }
                None => {
                    let (question, blocks) = (question.clone(), *blocks);
                    let met = met((*unit, unit_name.clone()), *visit);
                    go(described(DifficultyDraft { question, blocks, ..met }, body))
                }
            }
        }
        Reporting::Category(draft) | Reporting::Review(draft) => {
            match Category::named(&text::fold(typed)) {
                Some(category) => go(Reporting::Review(Box::new(DifficultyDraft {
                    category: Some(category),
                    ..(**draft).clone()
                }))),
                // What was described is kept: the way back leads to describing it anew.
                None => stay(msg!("note-pick-category")),
            }
        }
        Reporting::AskedOf(_) if typed.chars().count() > MAX_ANSWER => {
            stay(msg!("note-too-long", limit = MAX_ANSWER))
        }
        Reporting::AskedOf(draft) => go(Reporting::Review(Box::new(DifficultyDraft {
            asked_of: Some(AskedOf::Other(text::single_line(typed))),
            ..(**draft).clone()
        }))),
        Reporting::Cause(_) | Reporting::Photos(_) => stay(msg!("note-pick-category")),
    }
}

/// A photo of what is being reported: fetched by a durable job, kept with the draft.
pub fn sent(at: &Reporting, file: Incoming) -> Step {
    let stay =
        |note| Step::go(State::Difficulties(AtDifficulties::Reporting(at.clone()))).note(note);
    let Some(draft) = draft_of(at) else {
        return stay(msg!("note-describe-first"));
    };
    if draft.photos.len() >= MAX_PHOTOS {
        return stay(msg!("note-photos-full", limit = MAX_PHOTOS));
    }
    let file = file.into_arrival(Purpose::Difficulty);
    let keep = KeepPhoto { unit: draft.unit, visit: draft.visit, file };
    Step::run(Command::Difficulties(DifficultyCommand::KeepPhoto(keep)), Then::Follow)
        .note(msg!("note-difficulty-photo"))
}

/// The same place, with one photo more.
pub fn with_photo(before: &State, fetch: FetchId) -> State {
    let mut state = before.clone();
    if let State::Difficulties(AtDifficulties::Reporting(
        Reporting::Category(draft)
        | Reporting::Cause(draft)
        | Reporting::AskedOf(draft)
        | Reporting::Photos(draft)
        | Reporting::Review(draft),
    )) = &mut state
    {
        draft.photos.push(fetch);
    }
    state
}
