//! Recommendations after supervision: lists and one of them.
//!
//! - `draft`: writing one.
//! - `offers`: the buttons; `acts`: what each asks for and does; `work`: where that is, and files.
//! - `ending`: the stages of a delegation after its minutes.
//! - `notices`: what is told of them, and what reminders say.

mod acts;
pub mod draft;
pub(in crate::conversation) mod flow;
pub mod notices;
mod offers;
pub mod work;

use crate::conversation::screen::Screen;
use crate::conversation::state::*;
use crate::conversation::view::*;
use crate::conversation::words::files;
use crate::conversation::{Msg, words};
use crate::domain::recommendations::{
    ActOnRecommendation, Entry, EntryKind, Escalation, Recommendation, RecommendationAct,
    RecommendationCommand, RecommendationState,
};
use crate::domain::reminders::Subject;
use crate::domain::{Command, RecommendationId};
use crate::{domain, msg};
use chrono::NaiveDate;
use strum::EnumCount;

/// Lines of the history on the screen itself; all of them have a screen of their own.
const LINES: usize = 3;

pub fn list(
    filter: &RecommendationFilter,
    leaf: &Leaf<(NaiveDate, RecommendationId)>,
    page: &RecommendationPage,
    view: &View,
) -> Screen {
    let today = view.wall().date();
    let mut screen = Screen::new(msg!("recommendations-title"));
    if let Some((delegation, _)) = &page.delegation {
        screen = screen.line(msg!("recommendations-of", title = &delegation.terms.title));
    }
    if filter.shown != Shown::All {
        screen = screen.line(msg!("recommendations-shown", shown = shown(filter.shown)));
    }
    screen = screen.para(match page.lines.is_empty() && leaf.search.is_empty() {
        true => msg!("recommendations-none"),
        false => msg!("recommendations-how"),
    });
    screen = screen.searched(leaf, page.lines.is_empty(), page.next.is_some());
    for line in &page.lines {
        screen =
            screen.go(label(line, today), State::Recommendations(AtRecommendations::One(line.id)));
    }
    screen = screen.leaf(leaf, page.next, |leaf| {
        State::Recommendations(AtRecommendations::List { filter: *filter, leaf })
    });
    let sides = view.may_somewhere(domain::Action::DraftRecommendation)
        || view.may_somewhere(domain::Action::IssueRecommendation);
    let others = [Shown::All, Shown::Open, Shown::Overdue, Shown::Done, Shown::Drafts]
        .into_iter()
        .filter(|other| *other != filter.shown && (sides || *other != Shown::Drafts))
        .map(|other| {
            let filter = RecommendationFilter { shown: other, ..*filter };
            (shown(other), Action::Go(State::recommendations(filter)))
        });
    let others: Vec<_> = others.collect();
    for pair in others.chunks(2) {
        screen = screen.row(pair.to_vec());
    }
    let Some((delegation, on)) = &page.delegation else {
        return screen.home();
    };
    let writes = delegation.state.takes_recommendations()
        && view.may(domain::Action::DraftRecommendation, on);
    let first = Composing::Unit { delegation: delegation.id, leaf: UnitLeaf::default() };
    screen = screen.key_if(
        writes,
        msg!("key-compose"),
        Action::Go(State::Recommendations(AtRecommendations::Composing(first))),
    );
    match view.may_somewhere(domain::Action::DraftRecommendation) {
        true => screen.back(State::Delegations(AtDelegations::One(delegation.id))),
        false => screen.home(),
    }
}

fn shown(shown: Shown) -> Msg {
    match shown {
        Shown::All => msg!("key-shown-all"),
        Shown::Open => msg!("key-shown-open"),
        Shown::Overdue => msg!("key-shown-overdue"),
        Shown::Done => msg!("key-shown-done"),
        Shown::Drafts => msg!("key-shown-drafts"),
    }
}

/// A recommendation on a button.
fn label(line: &RecommendationRow, today: NaiveDate) -> Msg {
    let (unit, text) = (words::cut(&line.unit, 26), words::cut(&line.text, 30));
    let due = line.due_on;
    match line.state {
        RecommendationState::Draft => {
            msg!("key-recommendation-draft", unit = unit, text = text, due = due)
        }
        RecommendationState::Verified => {
            msg!("key-recommendation-done", unit = unit, text = text, due = due)
        }
        _ if line.handed_over => {
            msg!("key-recommendation-done", unit = unit, text = text, due = due)
        }
        RecommendationState::ClaimedDone => {
            msg!("key-recommendation-claimed", unit = unit, text = text, due = due)
        }
        state if state.is_owed() && due < today => {
            msg!("key-recommendation-late", unit = unit, text = text, due = due)
        }
        _ => msg!("key-recommendation-open", unit = unit, text = text, due = due),
    }
}

/// What waits on home.
pub fn item(wanted: Wanted, (unit, text): (&str, &str), (due, late): (NaiveDate, bool)) -> Msg {
    let (unit, text) = (words::cut(unit, 26), words::cut(text, 30));
    match wanted {
        Wanted::TakeUp if late => msg!("item-take-up-late", text = text, due = due),
        Wanted::TakeUp => msg!("item-take-up", text = text, due = due),
        Wanted::Carry if late => msg!("item-carry-late", text = text, due = due),
        Wanted::Carry => msg!("item-carry", text = text, due = due),
        Wanted::Explain => msg!("item-explain", text = text, due = due),
        Wanted::Verify => msg!("item-verify-recommendation", unit = unit, text = text),
        Wanted::AnswerTime => msg!("item-answer-time", unit = unit, text = text),
        Wanted::Step(taken) => msg!("item-step", unit = unit, step = step(taken), due = due),
        Wanted::AskExplanation => msg!("item-ask-explanation", unit = unit, due = due),
        Wanted::Issue => msg!("item-issue", unit = unit, text = text),
        Wanted::Draft => msg!("item-recommendation-draft", unit = unit, text = text),
        Wanted::Late => msg!("item-recommendation-late", unit = unit, text = text, due = due),
    }
}

/// One recommendation, with what this person can do about it.
pub fn look(data: &RecommendationData, view: &View) -> Screen {
    let it = &data.it;
    let today = view.wall().date();
    let mut screen = described(Screen::new(msg!("recommendation-title", unit = &it.unit_name)), it)
        .line(msg!("recommendation-state", state = state_words(it.state)));
    if it.is_overdue(today) {
        let days = (today - it.due_on).num_days();
        screen = screen.line(msg!("recommendation-overdue", days = days));
    }
    screen = screen.line(msg!("recommendation-by", name = &data.by, at = words::moment(data.at)));
    if !data.difficulties.is_empty() {
        let lines = data.difficulties.iter().take(3);
        let lines =
            lines.map(|(_, body)| msg!("recommendation-removes", body = words::cut(body, 80)));
        screen = screen.lines(lines.collect());
    }
    if !data.files.is_empty() {
        screen = screen.para(msg!("recommendation-files", count = data.files.len()));
    }
    if it.state == RecommendationState::Returned {
        screen = screen.para(msg!("recommendation-returned", reason = words::cut(&it.reason, 300)));
    }
    if let Some(asked) = &it.asked {
        screen = screen.para(msg!(
            "recommendation-asked",
            by = &data.asked_by,
            due = asked.due_on,
            reason = words::cut(&asked.reason, 200)
        ));
    }
    if let Some(explanation) = it.explanation {
        screen = screen.para(match explanation.given {
            true => msg!("recommendation-explained"),
            false => msg!("recommendation-to-explain", due = explanation.due_on),
        });
    }
    if let Some(taken) = it.step {
        screen = screen.para(msg!(
            "recommendation-step",
            step = step(taken),
            number = taken.number(),
            all = Escalation::COUNT
        ));
    }
    if !it.handed_over.is_empty() {
        screen =
            screen.para(msg!("recommendation-handed", note = words::cut(&it.handed_over, 300)));
    }
    if !data.successors.is_empty() && it.is_open() {
        screen = screen.para(msg!("recommendation-unit-ended", unit = &it.unit_name));
    }
    let newest = data.entries.len().saturating_sub(LINES);
    let lines = data.entries.iter().skip(newest).map(|line| history_line(line, 100));
    screen = screen.lines(lines.collect());
    screen = offers::offers(screen, data, view);
    let files = State::Recommendations(AtRecommendations::Files(it.id));
    let mut row = vec![];
    if !data.files.is_empty() {
        row.push((msg!("key-files", count = data.files.len()), Action::Go(files)));
    }
    if data.entries.len() > LINES {
        row.push((msg!("key-history"), Action::Go(at_work(it, Recommending::History))));
    }
    if let Some(me) = &view.me
        && it.paper.is_some()
        && view.may(domain::Action::SeeReminders, &it.target(me))
    {
        let reminded = State::reminded(Subject::Recommendation(it.id));
        row.push((msg!("key-reminded"), Action::Go(reminded)));
    }
    for (difficulty, _) in data.difficulties.iter().take(1) {
        row.push((
            msg!("key-open-difficulty"),
            Action::Go(State::Difficulties(AtDifficulties::One(*difficulty))),
        ));
    }
    let of = RecommendationFilter::of(it.delegation);
    screen.row(row).back(State::recommendations(of))
}

/// It with its evidence sent above it.
pub fn files(data: &RecommendationData, view: &View) -> Screen {
    let files: Vec<_> = data.files.iter().collect();
    files::with_files(look(data, view), &files, |_| None)
}

/// What is asked, until when, in which document.
pub fn described(mut screen: Screen, it: &Recommendation) -> Screen {
    screen = screen
        .para(msg!("reporting-quote", body = &it.text))
        .para(msg!("recommendation-product", product = &it.product))
        .line(msg!("recommendation-due", weekday = words::weekday(it.due_on), due = it.due_on));
    match &it.paper {
        Some(paper) => {
            screen.line(msg!("recommendation-paper", number = &paper.number, date = paper.date))
        }
        None => screen,
    }
}

pub fn history(data: &RecommendationData) -> Screen {
    Screen::new(msg!("recommendation-history", unit = &data.it.unit_name))
        .lines(data.entries.iter().map(|line| history_line(line, 180)).collect())
}

fn history_line(line: &EntryLine, limit: usize) -> Msg {
    let said = happened(&line.entry);
    let (by, at) = (&line.by, words::moment(line.at));
    match line.entry.note.is_empty() {
        true => msg!("history-line", at = at, by = by, what = said),
        false => {
            let note = words::cut(&line.entry.note, limit);
            msg!("history-line-note", at = at, by = by, what = said, note = note)
        }
    }
}

fn happened(entry: &Entry) -> Msg {
    let paper = || match &entry.paper {
        Some(paper) => msg!("recommendation-paper", number = &paper.number, date = paper.date),
        None => msg!("history-no-paper"),
    };
    let due = || match entry.due_on {
        Some(due) => msg!("history-due", due = due),
        None => msg!("history-no-paper"),
    };
    let taken = || entry.step.map_or(msg!("history-no-paper"), step);
    match entry.kind {
        EntryKind::Issued => msg!("history-issued", paper = paper()),
        EntryKind::TakenUp => msg!("history-taken-up"),
        EntryKind::Progress => msg!("history-progress"),
        EntryKind::Claimed => msg!("history-claimed"),
        EntryKind::Returned => msg!("history-returned"),
        EntryKind::Verified => msg!("history-verified"),
        EntryKind::Moved => msg!("history-moved", due = due()),
        EntryKind::TimeAsked => msg!("history-time-asked", due = due()),
        EntryKind::TimeRefused => msg!("history-time-refused"),
        EntryKind::StepTaken => msg!("history-step-taken", step = taken(), paper = paper()),
        EntryKind::StepPutOff => msg!("history-step-put-off", step = taken()),
        EntryKind::ExplanationAsked => {
            msg!("history-explanation-asked", due = due(), paper = paper())
        }
        EntryKind::ExplanationGiven => msg!("history-explanation-given"),
        EntryKind::Transferred => msg!("history-transferred"),
        EntryKind::HandedOver => msg!("history-handed-over"),
    }
}

pub fn state_words(state: RecommendationState) -> Msg {
    match state {
        RecommendationState::Draft => msg!("recommendation-draft"),
        RecommendationState::Issued => msg!("recommendation-issued"),
        RecommendationState::InProgress => msg!("recommendation-in-progress"),
        RecommendationState::ClaimedDone => msg!("recommendation-claimed"),
        RecommendationState::Verified => msg!("recommendation-verified"),
        RecommendationState::Returned => msg!("recommendation-state-returned"),
        RecommendationState::Transferred => msg!("recommendation-transferred"),
    }
}

pub fn step(step: Escalation) -> Msg {
    match step {
        Escalation::Chase => msg!("step-chase"),
        Escalation::ChaseAgain => msg!("step-chase-again"),
        Escalation::Refer => msg!("step-refer"),
        Escalation::Hearing => msg!("step-hearing"),
        Escalation::Interpellation => msg!("step-interpellation"),
        Escalation::SuperviseAgain => msg!("step-supervise-again"),
        Escalation::ReportToCouncil => msg!("step-report-to-council"),
    }
}

/// At work on one, at the version that is on the screen.
fn at_work(it: &Recommendation, at: Recommending) -> State {
    let (recommendation, seen) = (it.id, it.version);
    State::Recommendations(AtRecommendations::Recommending { recommendation, seen, at })
}

/// At an act's first question.
fn begin(it: &Recommendation, what: RecommendationMaking) -> State {
    at_work(it, Recommending::Making(Making::of(what)))
}

/// Something done with it, at the version that is on the screen.
fn command(it: &Recommendation, act: RecommendationAct) -> Command {
    let (recommendation, version) = (it.id, it.version);
    let act = ActOnRecommendation { recommendation, version, act };
    Command::Recommendations(RecommendationCommand::Act(act))
}

fn act(it: &Recommendation, act: RecommendationAct) -> Action {
    Action::Do { command: command(it, act), then: Then::Follow }
}
