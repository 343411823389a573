//! A session as it is held: who is there, what is noted, and the way to everything else. For the
//! group's people; a unit's people see the visit itself.

use super::{describe, keep, look};
use crate::conversation::screen::Screen;
use crate::conversation::state::{Action, Session, State, Step, Then};
use crate::conversation::view::{View, VisitData};
use crate::conversation::{Arg, Msg, words};
use crate::domain::UnitId;
use crate::domain::answers::SubmissionState;
use crate::domain::visits::{Attendee, Note, SessionAct, Visit, VisitState};
use crate::{clock, domain, msg, text};

/// Longest note, characters.
const MAX_NOTE: usize = 2000;

/// Longest name and position of somebody written down, characters.
const MAX_PERSON: usize = 150;

/// People, and notes, on one page.
const PAGE: usize = 8;

pub fn screen(at: &Session, data: &VisitData, view: &View) -> Screen {
    let visit = &data.visit;
    if visit.opened_at.is_none() || !view.may(domain::Action::SeeNotes, &visit.target()) {
        return look::screen(data, view);
    }
    match at {
        Session::Overview => overview(data, view),
        Session::Attendance { page } => attendance(data, *page, view),
        Session::AddAttendee { unit } => {
            Screen::new(msg!("session-add", side = side(visit, *unit)))
                .back(state(visit, Session::Attendance { page: 0 }))
        }
        Session::Notes { page } => notes(data, *page, view),
        Session::NoteOf { unit } => {
            let title = msg!("session-note-of", unit = look::name_of(visit, *unit));
            Screen::new(title).back(State::session(visit.id))
        }
        Session::Close => close(data),
    }
}

fn state(visit: &Visit, at: Session) -> State {
    State::in_session(visit.id, at)
}

/// Whether this person keeps the session now.
fn keeps(visit: &Visit, view: &View) -> bool {
    visit.state == VisitState::InSession && view.may(domain::Action::NoteSession, &visit.target())
}

fn overview(data: &VisitData, view: &View) -> Screen {
    let visit = &data.visit;
    let go = |at: Session| Action::Go(state(visit, at));
    let keeps = keeps(visit, view);
    let mut screen = describe(Screen::new(msg!("session-title")), visit)
        .line(msg!("visit-state", state = words::visit_state(visit.state)));
    if let Some(opened) = visit.opened_at {
        screen = screen.line(msg!("session-opened", at = words::moment(opened)));
    }
    if let Some(ended) = visit.ended_at {
        screen = screen.line(msg!("session-ended", at = words::moment(ended)));
    }
    screen =
        screen.line(msg!("session-present", count = present(data), all = data.attendees.len()));
    let last = data.notes.iter().rev().filter(|note| !note.struck).take(3).collect::<Vec<_>>();
    screen = screen.lines(last.into_iter().rev().map(|note| note_line(visit, note)).collect());
    if keeps {
        screen = screen.para(msg!("session-how"));
    }
    screen = screen.key_if(
        keeps && !look::is_checked_in(data, view),
        msg!("key-check-in"),
        look::check_in(visit),
    );
    screen = screen.row(vec![
        (
            msg!("key-attendance", count = present(data), all = data.attendees.len()),
            go(Session::Attendance { page: 0 }),
        ),
        (msg!("key-notes", count = standing(&data.notes)), go(Session::Notes { page: 0 })),
    ]);
    if keeps && visit.units.len() > 1 {
        for unit in &visit.units {
            let label = msg!("key-note-of", unit = &unit.name);
            screen = screen.key(label, go(Session::NoteOf { unit: unit.id }));
        }
    }
    screen = look::answers(screen, data, view);
    screen = look::difficulties(screen, visit, view);
    screen = screen.key_if(
        keeps && view.may(domain::Action::OpenSession, &visit.target()),
        msg!("key-close-session"),
        go(Session::Close),
    );
    screen.back(State::visit(visit.id))
}

fn present(data: &VisitData) -> usize {
    data.attendees.iter().filter(|it| it.present == Some(true)).count()
}

fn standing(notes: &[Note]) -> usize {
    notes.iter().filter(|note| !note.struck).count()
}

/// The name of a side.
fn side(visit: &Visit, unit: Option<UnitId>) -> Msg {
    match unit {
        Some(unit) => msg!("side-unit", unit = look::name_of(visit, unit)),
        None => msg!("side-delegation", number = visit.group_number),
    }
}

/// Somebody with position, or the role for which they are expected.
fn person(attendee: &Attendee) -> Msg {
    let name = &attendee.name;
    match (attendee.position.as_str(), attendee.role) {
        ("", None) => msg!("attendee-plain", name = name),
        ("", Some(role)) => msg!("attendee-role", name = name, role = words::role(role)),
        (position, _) => msg!("attendee-position", name = name, position = position),
    }
}

/// The list is shown whole; the buttons of a page note who is there.
fn attendance(data: &VisitData, page: usize, view: &View) -> Screen {
    let visit = &data.visit;
    let mut screen = Screen::new(msg!("attendance-title", count = present(data)));
    let sides = std::iter::once(None).chain(visit.units.iter().map(|unit| Some(unit.id)));
    for unit in sides.clone() {
        let people =
            data.attendees.iter().filter(|it| it.unit == unit).map(|it| match it.present {
                Some(true) => msg!("attendee-present", person = person(it)),
                Some(false) => msg!("attendee-absent", person = person(it)),
                None => msg!("attendee-open", person = person(it)),
            });
        let title = msg!("attendance-side", side = side(visit, unit));
        screen = screen.lines(std::iter::once(title).chain(people.take(30)).collect());
    }
    if keeps(visit, view) {
        screen = screen.para(msg!("attendance-how"));
        let pages = data.attendees.len().div_ceil(PAGE).max(1);
        let page = page.min(pages - 1);
        for attendee in data.attendees.iter().skip(page * PAGE).take(PAGE) {
            let there = attendee.present == Some(true);
            let act = SessionAct::NotePresence { who: attendee.who, present: !there };
            let name = words::cut(&attendee.name, 40);
            let label = match there {
                true => msg!("key-is-there", name = name),
                false => msg!("key-is-not-there", name = name),
            };
            let then = Then::Go(state(visit, Session::Attendance { page }));
            let command = keep(visit.id, act);
            screen = screen.key(label, Action::Do { command, then });
        }
        screen = turn(screen, page, pages, |page| state(visit, Session::Attendance { page }));
        for unit in sides {
            let label = msg!("key-add-attendee", side = side(visit, unit));
            screen = screen.go(label, state(visit, Session::AddAttendee { unit }));
        }
    }
    screen.back(State::session(visit.id))
}

fn turn(screen: Screen, page: usize, pages: usize, to: impl Fn(usize) -> State) -> Screen {
    let mut row = vec![];
    if page > 0 {
        row.push((msg!("key-earlier"), Action::Go(to(page - 1))));
    }
    if page + 1 < pages {
        row.push((msg!("key-more"), Action::Go(to(page + 1))));
    }
    screen.row(row)
}

fn note_line(visit: &Visit, note: &Note) -> Msg {
    let (at, by) = (Arg::Time(clock::local(note.at)), &note.by_name);
    let body = words::cut(&note.body, 200);
    match (note.struck, note.unit.filter(|_| visit.units.len() > 1)) {
        (true, _) => msg!("note-line-struck", at = at, by = by, body = words::cut(&note.body, 60)),
        (false, None) => msg!("note-line", at = at, by = by, body = body),
        (false, Some(unit)) => {
            let unit = look::name_of(visit, unit);
            msg!("note-line-of", at = at, by = by, unit = unit, body = body)
        }
    }
}

/// Newest last; the buttons take back one's own.
fn notes(data: &VisitData, page: usize, view: &View) -> Screen {
    let visit = &data.visit;
    let mut screen = Screen::new(msg!("notes-title", count = standing(&data.notes)));
    if data.notes.is_empty() {
        screen = screen.para(msg!("notes-none"));
    }
    let pages = data.notes.len().div_ceil(PAGE).max(1);
    let page = page.min(pages - 1);
    // The first page is the newest.
    let to = data.notes.len() - page * PAGE;
    let shown = &data.notes[to.saturating_sub(PAGE)..to];
    for note in shown {
        screen = screen.para(note_line(visit, note));
    }
    if keeps(visit, view) {
        screen = screen.para(msg!("session-how"));
        let me = view.me.as_ref().map(|me| me.id);
        for note in shown.iter().filter(|note| Some(note.by) == me && !note.struck) {
            let command = keep(visit.id, SessionAct::StrikeNote { note: note.id });
            let then = Then::Go(state(visit, Session::Notes { page }));
            let label = msg!("key-strike-note", body = words::cut(&note.body, 30));
            screen = screen.key(label, Action::Do { command, then });
        }
    }
    turn(screen, page, pages, |page| state(visit, Session::Notes { page }))
        .back(State::session(visit.id))
}

/// What is still open does not keep the session open, but is said.
fn close(data: &VisitData) -> Screen {
    let visit = &data.visit;
    let command = keep(visit.id, SessionAct::Close);
    describe(Screen::new(msg!("close-title")), visit)
        .lines(open_ends(data))
        .para(msg!("close-what"))
        .key(
            msg!("key-close-session-now"),
            Action::Do { command, then: Then::Go(State::visit(visit.id)) },
        )
        .back(State::session(visit.id))
}

fn open_ends(data: &VisitData) -> Vec<Msg> {
    let mut open = vec![];
    if present(data) == 0 {
        open.push(msg!("open-attendance"));
    }
    if standing(&data.notes) == 0 {
        open.push(msg!("open-notes"));
    }
    let settled = [SubmissionState::Verified, SubmissionState::Final];
    let answers = data.submissions.iter().filter(|it| !settled.contains(&it.state)).map(|it| {
        let unit = look::name_of(&data.visit, it.unit);
        msg!("open-answers", unit = unit, state = words::submission_state(it.state))
    });
    open.extend(answers);
    if !open.is_empty() {
        open.insert(0, msg!("open-title"));
    }
    open
}

pub fn typed(at: &Session, data: &VisitData, typed: &str, view: &View) -> Step {
    let visit = &data.visit;
    let stay = |note: Msg| Step::go(state(visit, at.clone())).note(note);
    if !keeps(visit, view) {
        return stay(msg!("note-nothing-to-type"));
    }
    let note = |unit| {
        if typed.chars().count() > MAX_NOTE {
            return stay(msg!("note-too-long", limit = MAX_NOTE));
        }
        let act = SessionAct::AddNote { unit, body: typed.to_owned() };
        Step::run(keep(visit.id, act), Then::Stay).note(msg!("note-noted"))
    };
    match at {
        Session::Overview | Session::Notes { .. } => note(None),
        Session::NoteOf { unit } => note(Some(*unit)),
        Session::AddAttendee { unit } => {
            let line = text::single_line(typed);
            if line.chars().count() > MAX_PERSON {
                return stay(msg!("note-too-long", limit = MAX_PERSON));
            }
            let (name, position) = line.split_once(',').unwrap_or((&line, ""));
            let (name, position) = (name.trim().to_owned(), position.trim().to_owned());
            if name.is_empty() {
                return stay(msg!("note-name-wanted"));
            }
            let list = state(visit, Session::Attendance { page: 0 });
            let act = SessionAct::AddAttendee { unit: *unit, name, position };
            Step::run(keep(visit.id, act), Then::Go(list)).note(msg!("note-noted"))
        }
        Session::Attendance { .. } | Session::Close => stay(msg!("note-nothing-to-type")),
    }
}
