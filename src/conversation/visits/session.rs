//! A session as it is held: who is there, what is noted, and the way to everything else. For the
//! group's people; a unit's people see the visit itself.

use super::{describe, keep, look};
use crate::conversation::screen::Screen;
use crate::conversation::state::{Action, Making, Session, SessionMaking, State, Step, Then};
use crate::conversation::view::{View, VisitData};
use crate::conversation::{Arg, Msg, making, words};
use crate::domain::UnitId;
use crate::domain::answers::SubmissionState;
use crate::domain::visits::{Attendee, Note, SessionAct, Visit, VisitState};
use crate::{clock, domain, msg};

/// Longest note, characters.
const MAX_NOTE: usize = 2000;

/// People, and notes, on one page.
const PAGE: usize = 8;

/// Whether it has been opened, and this person sees what is kept in it.
pub fn is_seen(visit: &Visit, view: &View) -> bool {
    visit.opened_at.is_some() && view.may(domain::Action::SeeNotes, &visit.target())
}

pub fn screen(at: &Session, data: &VisitData, view: &View) -> Screen {
    if !is_seen(&data.visit, view) {
        return look::screen(data, view);
    }
    match at {
        Session::Overview | Session::Making(_) => overview(data, view),
        Session::Attendance { page } => attendance(data, *page, view),
        Session::Notes { page } => notes(data, *page, view),
    }
}

fn making(visit: &Visit, what: SessionMaking) -> State {
    state(visit, Session::Making(Making::of(what)))
}

pub fn state(visit: &Visit, at: Session) -> State {
    State::in_session(visit.id, at)
}

/// Whether this person keeps the session now.
pub fn keeps(visit: &Visit, view: &View) -> bool {
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
            screen =
                screen.key(label, Action::Go(making(visit, SessionMaking::Note { unit: unit.id })));
        }
    }
    screen = look::answers(screen, data, view);
    screen = look::difficulties(screen, visit, view);
    screen = screen.key_if(
        keeps && view.may(domain::Action::OpenSession, &visit.target()),
        msg!("key-close-session"),
        Action::Go(making(visit, SessionMaking::Close)),
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
pub fn side(visit: &Visit, unit: Option<UnitId>) -> Msg {
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
            screen = screen.go(label, making(visit, SessionMaking::AddAttendee { unit }));
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

pub fn open_ends(data: &VisitData) -> Vec<Msg> {
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
    match at {
        Session::Overview | Session::Notes { .. } => match note(typed) {
            Ok(body) => {
                let act = SessionAct::AddNote { unit: None, body };
                Step::run(keep(visit.id, act), Then::Stay).note(msg!("note-noted"))
            }
            Err(problem) => stay(problem),
        },
        Session::Attendance { .. } | Session::Making(_) => stay(msg!("note-nothing-to-type")),
    }
}

/// Reads a note.
pub fn note(typed: &str) -> Result<String, Msg> {
    making::words(MAX_NOTE)(typed)
}
