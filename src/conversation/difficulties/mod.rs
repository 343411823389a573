//! Difficulties as people look for them and at them: lists, the summary for the report, one of them,
//! and what is told of where it stands.

mod acts;
mod choices;
mod draft;
pub(in crate::conversation) mod flow;
pub(in crate::conversation) mod notices;
pub(in crate::conversation) mod report;
mod work;

use crate::conversation::listing::{Line, MAX_SEARCH};
use crate::conversation::screen::Screen;
use crate::conversation::state::{
    Action, At, AtAnswers, AtDifficulties, DifficultyMaking, Filter, Grouping, Leaf, Making, Said,
    Standing, State, Step, Then, Working,
};
use crate::conversation::view::{
    DifficultyData, DifficultyLine, DifficultyPage, DifficultySummary, View,
};
use crate::conversation::words::files;
use crate::conversation::{Msg, recommendations, words};
use crate::domain::difficulties::{
    ActOnDifficulty, Difficulty, DifficultyAct, DifficultyCommand, DifficultyState,
};
use crate::domain::{Command, DifficultyId};
use crate::{domain, msg, text};

/// Rows on one page of a summary.
const SUMMARY: usize = 12;

pub fn list(filter: &Filter, leaf: &Leaf<(bool, DifficultyId)>, page: &DifficultyPage) -> Screen {
    let mut screen = Screen::new(msg!("difficulties-title"));
    if let Some(category) = filter.category {
        screen = screen.line(msg!("difficulty-category", category = words::category(category)));
    }
    if let (Some(_), Some(line)) = (filter.unit, page.lines.first()) {
        screen = screen.line(msg!("difficulties-unit", unit = &line.unit));
    }
    if let Some(standing) = filter.standing {
        screen = screen.line(msg!("difficulties-standing", standing = standing_words(standing)));
    }
    if !filter.search.is_empty() {
        screen = screen.line(msg!("difficulties-search", search = &filter.search));
    }
    screen = screen.para(match (page.lines.is_empty(), *filter == Filter::default()) {
        (true, true) => msg!("difficulties-none"),
        (true, false) => msg!("difficulties-none-such"),
        (false, _) => msg!("difficulties-how"),
    });
    for line in &page.lines {
        screen = screen.go(label(line), State::Difficulties(AtDifficulties::One(line.id)));
    }
    let standings = [Standing::New, Standing::InHand, Standing::Settled]
        .into_iter()
        .filter(|standing| filter.standing != Some(*standing))
        .map(|standing| {
            let narrowed = Filter { standing: Some(standing), ..filter.clone() };
            (standing_words(standing), Action::Go(State::difficulties(narrowed)))
        });
    let to = |leaf| State::Difficulties(AtDifficulties::List { filter: filter.clone(), leaf });
    screen
        .leaf(leaf, page.next, to)
        .row(standings.collect())
        .row(vec![
            (
                msg!("key-by-category"),
                Action::Go(State::Difficulties(AtDifficulties::Summary(Grouping::Category))),
            ),
            (
                msg!("key-by-unit"),
                Action::Go(State::Difficulties(AtDifficulties::Summary(Grouping::Unit))),
            ),
        ])
        .key_if(
            *filter != Filter::default(),
            msg!("key-all-difficulties"),
            Action::Go(State::difficulties(Filter::default())),
        )
        .home()
}

/// A difficulty on a button.
pub fn label(line: &DifficultyLine) -> Msg {
    let (unit, body) = (&line.unit, words::cut(&line.body, 40));
    match line.state {
        DifficultyState::Reported => msg!("key-difficulty-reported", unit = unit, body = body),
        DifficultyState::Accepted | DifficultyState::Resolving | DifficultyState::Reopened => {
            msg!("key-difficulty-in-hand", unit = unit, body = body)
        }
        DifficultyState::Resolved | DifficultyState::Confirmed => {
            msg!("key-difficulty-resolved", unit = unit, body = body)
        }
        DifficultyState::Merged => msg!("key-difficulty-merged", unit = unit, body = body),
        DifficultyState::Rejected => msg!("key-difficulty-rejected", unit = unit, body = body),
    }
}

fn standing_words(standing: Standing) -> Msg {
    match standing {
        Standing::New => msg!("key-standing-new"),
        Standing::InHand => msg!("key-standing-in-hand"),
        Standing::Settled => msg!("key-standing-settled"),
    }
}

pub fn typed(filter: &Filter, typed: &str) -> Step {
    let search = words::cut(&text::single_line(typed), MAX_SEARCH);
    Step::go(State::difficulties(Filter { search, ..filter.clone() }))
}

/// What the report to the council counts.
pub fn summary(by: Grouping, summary: &DifficultySummary) -> Screen {
    let mut screen = Screen::new(match by {
        Grouping::Category => msg!("summary-category-title"),
        Grouping::Unit => msg!("summary-unit-title"),
    });
    let mut lines = vec![];
    for row in &summary.rows {
        let (name, filter) = match (row.category, &row.unit) {
            (Some(category), _) => (
                words::category(category),
                Filter { category: Some(category), ..Filter::default() },
            ),
            (None, Some((unit, name))) => {
                (msg!("unit-line", unit = name), Filter { unit: Some(*unit), ..Filter::default() })
            }
            (None, None) => continue,
        };
        let told = match by {
            Grouping::Category => msg!(
                "summary-category",
                category = name.clone(),
                count = row.count,
                open = row.open,
                units = row.units
            ),
            Grouping::Unit => {
                msg!("summary-unit", unit = name.clone(), count = row.count, open = row.open)
            }
        };
        let label = msg!("key-summary-row", name = name, count = row.count);
        lines.push(Line::go(label, State::difficulties(filter)).tell(told));
    }
    if lines.is_empty() {
        screen = screen.para(msg!("difficulties-none"));
    }
    screen = screen.list_by((SUMMARY, 0), true, lines);
    let other = match by {
        Grouping::Category => (msg!("key-by-unit"), Grouping::Unit),
        Grouping::Unit => (msg!("key-by-category"), Grouping::Category),
    };
    screen
        .go(other.0, State::Difficulties(AtDifficulties::Summary(other.1)))
        .back(State::difficulties(Filter::default()))
}

/// One difficulty, with what this person can do about it.
pub fn look(data: &DifficultyData, view: &View) -> Screen {
    let screen = offers(told(data), data, view);
    let it = &data.it;
    let resume = data.resume.map(|submission| {
        State::Answers(AtAnswers::Filling {
            submission,
            at: match &data.question {
                Some(question) if question.submission == submission => At::question(&question.path),
                _ => At::Next,
            },
        })
    });
    let others = Filter { unit: Some(it.unit), ..Filter::default() };
    let screen = match resume {
        Some(state) => screen.go(msg!("key-resume"), state),
        None => screen,
    };
    let sees = view.may(domain::Action::SeeDifficulty, &it.target());
    let photos = (
        msg!("key-files", count = data.photos.len()),
        State::Difficulties(AtDifficulties::Photos(it.id)),
    );
    screen
        .key_if(!data.photos.is_empty(), photos.0, Action::Go(photos.1))
        .key_if(
            recommendations::draft::can_begin(it, view),
            msg!("key-recommend"),
            recommendations::draft::from_difficulty(it),
        )
        .key_if(sees, msg!("key-of-this-unit"), Action::Go(State::difficulties(others)))
        .back(State::difficulties(Filter::default()))
}

pub fn photos(data: &DifficultyData, view: &View) -> Screen {
    let photos: Vec<_> = data.photos.iter().collect();
    files::with_files(look(data, view), &photos, |_| None)
}

/// What there is to know.
pub fn told(data: &DifficultyData) -> Screen {
    let it = &data.it;
    let mut screen = Screen::new(msg!("difficulty-title", unit = &it.unit_name))
        .line(msg!("difficulty-state", state = words::difficulty_state(it.state)))
        .line(msg!("difficulty-category", category = words::category(it.category)))
        .line(msg!("difficulty-cause", cause = words::cause(it.cause)))
        .line(msg!("difficulty-asked", asked = words::asked_of(&it.asked_of)))
        .line(msg!("difficulty-by", name = &data.by, at = words::moment(data.at)));
    if let Some(question) = &data.question {
        screen = screen.line(msg!("difficulty-question", question = &question.label));
    }
    if !data.source.is_empty() {
        screen = screen.line(msg!("difficulty-source", source = &data.source));
    }
    if !data.photos.is_empty() {
        screen = screen.line(msg!("difficulty-photos", count = data.photos.len()));
    }
    screen = screen.para(msg!("reporting-quote", body = &it.body));
    if !data.merged.is_empty() {
        let lines = data.merged.iter().take(5).map(|report| {
            let body = words::cut(&report.body, 80);
            msg!("similar-of", unit = &report.unit_name, body = body)
        });
        let first = msg!("difficulty-shared", units = data.units, reports = data.merged.len());
        screen = screen.lines(std::iter::once(first).chain(lines).collect());
    }
    if let Some(routed_to) = &data.routed_to {
        screen = screen.para(msg!("difficulty-routed", to = routed_to));
    }
    if let (Some((answer, _)), true) = (&it.proposal, it.state.is_in_hand()) {
        screen = screen.para(msg!("difficulty-answer", by = &data.answered_by, answer = answer));
    }
    if let Some(main) = &data.main {
        let state = words::difficulty_state(main.it.state);
        screen = screen.para(msg!("difficulty-part-of", units = main.units, state = state));
        return standing(screen, &main.it);
    }
    standing(screen, it)
}

/// The words that go with where it stands.
fn standing(screen: Screen, it: &Difficulty) -> Screen {
    match it.state {
        DifficultyState::Reported => screen.para(msg!("difficulty-reported")),
        DifficultyState::Accepted | DifficultyState::Merged => screen,
        DifficultyState::Resolving => screen.para(msg!("difficulty-plan", plan = &it.plan)),
        DifficultyState::Resolved | DifficultyState::Confirmed => {
            screen.para(msg!("difficulty-resolution", resolution = &it.resolution))
        }
        DifficultyState::Rejected => screen.para(msg!("difficulty-reason", reason = &it.reason)),
        DifficultyState::Reopened => screen.para(msg!("difficulty-reopened", reason = &it.reason)),
    }
}

/// The buttons: only what would not be refused.
fn offers(mut screen: Screen, data: &DifficultyData, view: &View) -> Screen {
    use domain::Action as May;
    let it = &data.it;
    let at = |at| Action::Go(at_work(it, at));
    let make = |what| Action::Go(begin(it, what));
    if let Some(me) = &view.me
        && it.state == DifficultyState::Resolved
        && it.is_settled_by(me)
    {
        screen = screen
            .key(msg!("key-confirm-resolved"), act(it, DifficultyAct::Confirm))
            .key(msg!("key-reopen-difficulty"), make(DifficultyMaking::Reopen));
    }
    let is_asked = it.routed_target().is_some_and(|on| view.may(May::AnswerDifficulty, &on));
    screen = screen.key_if(
        is_asked && it.state.is_in_hand(),
        msg!("key-answer-difficulty"),
        make(DifficultyMaking::Answer),
    );
    if let Some(main) = data.main.as_ref().filter(|main| main.is_seen) {
        screen =
            screen.go(msg!("key-open-main"), State::Difficulties(AtDifficulties::One(main.it.id)));
    }
    if !view.may(May::HandleDifficulty, &it.target()) {
        return screen;
    }
    let part_of_open = data.main.as_ref().is_some_and(|main| main.it.state.is_open());
    screen = screen.key_if(part_of_open, msg!("key-unmerge"), act(it, DifficultyAct::Unmerge));
    if it.state == DifficultyState::Reported {
        screen = screen.key(msg!("key-accept-difficulty"), act(it, DifficultyAct::Accept));
    }
    if it.state.is_in_hand() {
        if let Some((answer, _)) = &it.proposal {
            let said = vec![Said::Words(answer.clone())];
            let take_over = Making { what: DifficultyMaking::TakeOver, said };
            screen = screen.key(msg!("key-take-over"), at(Working::Making(take_over)));
        }
        screen = screen
            .row(vec![
                (msg!("key-route"), at(Working::route())),
                (msg!("key-plan-difficulty"), make(DifficultyMaking::Plan)),
            ])
            .key(msg!("key-resolve"), make(DifficultyMaking::Resolve));
    }
    if !it.state.is_open() {
        return screen;
    }
    if !data.similar.is_empty() {
        let lines = data.similar.iter().map(report::similar_line);
        screen = screen.lines(std::iter::once(msg!("reporting-similar")).chain(lines).collect());
    }
    screen
        .row(vec![
            (msg!("key-change-category"), at(Working::Category)),
            (msg!("key-change-cause"), at(Working::Cause)),
        ])
        .row(vec![
            (msg!("key-change-asked"), make(DifficultyMaking::AskedOf)),
            (msg!("key-merge"), at(Working::merge())),
        ])
        .key(msg!("key-reject-difficulty"), make(DifficultyMaking::Reject))
}

/// At work on one, at the version that is on the screen.
fn at_work(it: &Difficulty, at: Working) -> State {
    let (difficulty, seen) = (it.id, it.version);
    State::Difficulties(AtDifficulties::Working { difficulty, seen, at })
}

/// At an act's first question.
fn begin(it: &Difficulty, what: DifficultyMaking) -> State {
    at_work(it, Working::Making(Making::of(what)))
}

/// An act at the version that is on the screen.
fn command(it: &Difficulty, act: DifficultyAct) -> Command {
    let (difficulty, version) = (it.id, it.version);
    Command::Difficulties(DifficultyCommand::Act(ActOnDifficulty { difficulty, version, act }))
}

fn act(it: &Difficulty, act: DifficultyAct) -> Action {
    Action::Do { command: command(it, act), then: Then::Follow }
}

/// The notice of where it stands now.
pub fn moved(
    difficulty: DifficultyId,
    (unit, body): (&str, &str),
    (state, said): (DifficultyState, &str),
    by: &str,
) -> Screen {
    let first = match state {
        DifficultyState::Reported | DifficultyState::Accepted => {
            msg!("notice-difficulty-accepted", unit = unit, by = by)
        }
        DifficultyState::Resolving => msg!("notice-difficulty-resolving", unit = unit, by = by),
        DifficultyState::Resolved => msg!("notice-difficulty-resolved", unit = unit, by = by),
        DifficultyState::Confirmed => msg!("notice-difficulty-confirmed", unit = unit, by = by),
        DifficultyState::Merged => msg!("notice-difficulty-merged", unit = unit, by = by),
        DifficultyState::Rejected => msg!("notice-difficulty-rejected", unit = unit, by = by),
        DifficultyState::Reopened => msg!("notice-difficulty-reopened", unit = unit, by = by),
    };
    let screen = Screen::new(first).para(msg!("reporting-quote", body = words::cut(body, 300)));
    let screen =
        if said.is_empty() { screen } else { screen.para(msg!("difficulty-said", said = said)) };
    screen.go(msg!("key-open-difficulty"), State::Difficulties(AtDifficulties::One(difficulty)))
}
