//! The minutes of a visit: read page by page, concluded, laid before the signers, signed, returned.

pub(in crate::conversation) mod notices;
pub(in crate::conversation) mod wording;

use crate::conversation::msg::Msg;
use crate::conversation::screen::Screen;
use crate::conversation::state::{Action, AtMinutes, State, Step, Then};
use crate::conversation::view::{Data, MinutesData, View};
use crate::conversation::words;
use crate::domain::minutes::{
    FreezeMinutes, Minutes, MinutesCommand, MinutesState, RecordPaper, RemindSigners,
    ReturnMinutes, Seat, SeatState, SendMinutes, SignMinutes, SignedOn, WriteConclusion, hex,
};
use crate::domain::visits::VisitState;
use crate::domain::{Action as May, Command, VisitId};
use crate::{msg, text};
use wording::{minutes_text, pages};

/// Longest reason of a return or note about paper, characters.
const MAX_REASON: usize = 500;

/// How much of a frozen text is shown at once, UTF-16 units.
const PAGE: usize = 3300;

pub fn drawn(at: &AtMinutes, view: &View) -> Option<Screen> {
    match &view.data {
        Data::Minutes(it) => Some(screen(at, it, view)),
        _ => None,
    }
}

fn screen(at: &AtMinutes, data: &MinutesData, view: &View) -> Screen {
    let minutes = &data.minutes;
    match at {
        AtMinutes::Read { page } => read(*page, data, view),
        AtMinutes::Conclusion { replaces } => conclusion(*replaces, data),
        AtMinutes::FreezeReview => freeze_review(data),
        AtMinutes::Signers => signers(minutes, view),
        AtMinutes::SignReview { seat } => sign_review(*seat, minutes),
        AtMinutes::Return => {
            title(minutes).para(msg!("minutes-return-why")).back(to(minutes, AtMinutes::Signers))
        }
        AtMinutes::ReturnReview { reason } => title(minutes)
            .para(msg!("minutes-return-what"))
            .para(msg!("visit-reason", reason = reason))
            .key(
                msg!("key-minutes-return-now"),
                run(
                    minutes,
                    |visit, sha256| {
                        Command::Minutes(MinutesCommand::ReturnMinutes(ReturnMinutes {
                            visit,
                            sha256,
                            reason: reason.clone(),
                        }))
                    },
                    AtMinutes::Signers,
                ),
            )
            .back(to(minutes, AtMinutes::Return)),
        AtMinutes::Paper { unit } => title(minutes)
            .para(msg!("minutes-paper-how", unit = unit_name(minutes, Seat::Unit(*unit))))
            .back(to(minutes, AtMinutes::Signers)),
        AtMinutes::PaperReview { unit, note } => title(minutes)
            .para(msg!("minutes-paper-what", unit = unit_name(minutes, Seat::Unit(*unit))))
            .para(msg!("reporting-quote", body = note))
            .key(
                msg!("key-minutes-paper-now"),
                run(
                    minutes,
                    |visit, sha256| {
                        let (unit, note) = (*unit, note.clone());
                        Command::Minutes(MinutesCommand::RecordPaper(RecordPaper {
                            visit,
                            unit,
                            sha256,
                            note,
                        }))
                    },
                    AtMinutes::Signers,
                ),
            )
            .back(to(minutes, AtMinutes::Paper { unit: *unit })),
        AtMinutes::Check => check(data),
    }
}

fn to(minutes: &Minutes, at: AtMinutes) -> State {
    State::Minutes { visit: minutes.visit.id, at }
}

fn go(minutes: &Minutes, at: AtMinutes) -> Action {
    Action::Go(to(minutes, at))
}

/// A command about the text that is on the screen, and where it leads.
fn run(
    minutes: &Minutes,
    command: impl FnOnce(VisitId, [u8; 32]) -> Command,
    then: AtMinutes,
) -> Action {
    let command = command(minutes.visit.id, minutes.sha256().unwrap_or_default());
    Action::Do { command, then: Then::Go(to(minutes, then)) }
}

fn title(minutes: &Minutes) -> Screen {
    let state = match minutes.state {
        MinutesState::Draft => msg!("minutes-draft"),
        MinutesState::Frozen => {
            let signed = minutes.seats.iter().filter(|seat| seat.signed.is_some()).count();
            msg!("minutes-frozen", signed = signed, seats = minutes.seats.len())
        }
        MinutesState::Signed => msg!("minutes-signed"),
        MinutesState::Returned => msg!("minutes-returned"),
    };
    Screen::new(msg!("minutes-title", unit = minutes.visit.title())).line(msg!(
        "minutes-state",
        version = minutes.version,
        state = state
    ))
}

fn code(minutes: &Minutes) -> Option<Msg> {
    minutes.sha256().map(|sha256| msg!("minutes-code", code = hex(&sha256)))
}

fn read(page: usize, data: &MinutesData, view: &View) -> Screen {
    let minutes = &data.minutes;
    let pages: Vec<Vec<Vec<Msg>>> = match (&minutes.frozen, &data.content) {
        (Some(frozen), _) => text::split_message(&frozen.text, PAGE)
            .into_iter()
            .map(|piece| vec![vec![msg!("minutes-piece", text = piece)]])
            .collect(),
        (None, Some(content)) => pages(minutes_text(content)),
        (None, None) => vec![],
    };
    let page = page.min(pages.len().saturating_sub(1));
    let mut screen = title(minutes);
    if pages.len() > 1 {
        screen = screen.line(msg!("minutes-page", page = page + 1, pages = pages.len()));
    }
    if let Some(last) = minutes.returned.as_ref().filter(|_| minutes.state == MinutesState::Draft) {
        screen = screen.para(msg!(
            "minutes-was-returned",
            by = &last.by,
            at = words::moment(last.at),
            reason = &last.reason
        ));
    }
    for paragraph in pages.get(page).cloned().unwrap_or_default() {
        screen = screen.lines(paragraph);
    }
    let mut row = vec![];
    if page > 0 {
        row.push((msg!("key-minutes-earlier"), go(minutes, AtMinutes::Read { page: page - 1 })));
    }
    if page + 1 < pages.len() {
        row.push((msg!("key-minutes-later"), go(minutes, AtMinutes::Read { page: page + 1 })));
    }
    screen = actions(screen.row(row), minutes, view);
    screen.back(State::visit(minutes.visit.id))
}

/// What this person can do about the minutes.
fn actions(screen: Screen, minutes: &Minutes, view: &View) -> Screen {
    let drafts = view.may(May::DraftMinutes, &minutes.visit.target());
    if minutes.state == MinutesState::Draft {
        let open = drafts && minutes.visit.state == VisitState::Minutes;
        let conclude = AtMinutes::Conclusion { replaces: None };
        return screen.key_if(open, msg!("key-minutes-conclusion"), go(minutes, conclude)).key_if(
            open,
            msg!("key-minutes-freeze"),
            go(minutes, AtMinutes::FreezeReview),
        );
    }
    sign_keys(screen, minutes, view)
        .key(msg!("key-minutes-signers"), go(minutes, AtMinutes::Signers))
        .row(vec![
            (
                msg!("key-minutes-file"),
                Action::Do {
                    command: Command::Minutes(MinutesCommand::SendMinutes(SendMinutes {
                        visit: minutes.visit.id,
                    })),
                    then: Then::Stay,
                },
            ),
            (msg!("key-minutes-check"), go(minutes, AtMinutes::Check)),
        ])
}

fn sign_keys(mut screen: Screen, minutes: &Minutes, view: &View) -> Screen {
    let wanted = view.me.as_ref().map(|me| minutes.wanted_of(me)).unwrap_or_default();
    for seat in &wanted {
        let label = msg!("key-minutes-sign", seat = seat_name(minutes, *seat));
        screen = screen.key(label, go(minutes, AtMinutes::SignReview { seat: *seat }));
    }
    screen
}

fn conclusion(replaces: Option<i32>, data: &MinutesData) -> Screen {
    let minutes = &data.minutes;
    let mut screen = title(minutes).para(match replaces {
        Some(_) => msg!("minutes-conclusion-anew"),
        None => msg!("minutes-conclusion-how"),
    });
    if minutes.conclusion.is_empty() {
        screen = screen.para(msg!("minutes-text-conclusion-none"));
    } else {
        // The end of it: what comes next is put there.
        let pieces = text::split_message(&minutes.conclusion, 3000);
        let last = pieces.last().cloned().unwrap_or_default();
        screen = if pieces.len() > 1 {
            screen.para(msg!("minutes-conclusion-end", text = last))
        } else {
            screen.para(msg!("minutes-piece", text = last))
        };
        if replaces.is_none() {
            let anew = AtMinutes::Conclusion { replaces: Some(minutes.revision) };
            screen = screen.key(msg!("key-minutes-conclusion-anew"), go(minutes, anew));
        }
    }
    screen
        .key(msg!("key-minutes-read"), go(minutes, AtMinutes::Read { page: 0 }))
        .back(State::visit(minutes.visit.id))
}

fn freeze_review(data: &MinutesData) -> Screen {
    let minutes = &data.minutes;
    let mut screen = title(minutes)
        .para(msg!("minutes-freeze-what"))
        .lines(minutes.seats.iter().map(|seat| signer(minutes, seat)).collect());
    if minutes.conclusion.is_empty() {
        let conclude = AtMinutes::Conclusion { replaces: None };
        return screen
            .para(words::refused(&crate::domain::Refusal::ConclusionWanted))
            .key(msg!("key-minutes-conclusion"), go(minutes, conclude))
            .back(to(minutes, AtMinutes::Read { page: 0 }));
    }
    if let Some(content) = &data.content {
        let command = Command::Minutes(MinutesCommand::FreezeMinutes(FreezeMinutes {
            visit: minutes.visit.id,
            content: content.digest(),
        }));
        let then = Then::Go(to(minutes, AtMinutes::Signers));
        screen = screen.key(msg!("key-minutes-freeze-now"), Action::Do { command, then });
    }
    screen.back(to(minutes, AtMinutes::Read { page: 0 }))
}

fn signers(minutes: &Minutes, view: &View) -> Screen {
    if minutes.state == MinutesState::Draft {
        // Returned while the person was elsewhere.
        return title(minutes)
            .para(msg!("minutes-not-frozen"))
            .key(msg!("key-minutes-read"), go(minutes, AtMinutes::Read { page: 0 }))
            .back(State::visit(minutes.visit.id));
    }
    let mut screen =
        title(minutes).lines(minutes.seats.iter().map(|seat| signer(minutes, seat)).collect());
    screen = screen.lines(code(minutes).into_iter().collect());
    screen = sign_keys(screen, minutes, view);
    if minutes.state == MinutesState::Frozen {
        let holds = view.me.as_ref().is_some_and(|me| minutes.seats.iter().any(|s| s.held_by(me)));
        screen = screen.key_if(holds, msg!("key-minutes-return"), go(minutes, AtMinutes::Return));
        if view.may(May::DraftMinutes, &minutes.visit.target()) {
            screen = chase(screen, minutes);
        }
    }
    screen
        .key(msg!("key-minutes-read"), go(minutes, AtMinutes::Read { page: 0 }))
        .back(State::visit(minutes.visit.id))
}

/// Who drafts also sees to it that all sign.
fn chase(mut screen: Screen, minutes: &Minutes) -> Screen {
    for seat in minutes.unsigned().filter(|seat| seat.holders.is_empty()) {
        if let Seat::Unit(unit) = seat.seat {
            screen = screen.key(
                msg!("key-minutes-paper", unit = &seat.unit),
                go(minutes, AtMinutes::Paper { unit }),
            );
        }
    }
    let waits = minutes.unsigned().any(|seat| !seat.holders.is_empty());
    let remind = run(
        minutes,
        |visit, sha256| {
            Command::Minutes(MinutesCommand::RemindSigners(RemindSigners { visit, sha256 }))
        },
        AtMinutes::Signers,
    );
    screen.key_if(waits, msg!("key-minutes-remind"), remind)
}

/// A seat with who signed there, or who is to.
fn signer(minutes: &Minutes, state: &SeatState) -> Msg {
    let seat = seat_name(minutes, state.seat);
    match &state.signed {
        Some(signed) if signed.way == SignedOn::Paper => {
            msg!("minutes-signer-paper", seat = seat, by = &signed.by, note = &signed.note)
        }
        Some(signed) => {
            msg!("minutes-signer-done", seat = seat, by = &signed.by, at = words::moment(signed.at))
        }
        None if state.holders.is_empty() => msg!("minutes-signer-nobody", seat = seat),
        None => {
            let names = state.holders.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>();
            msg!("minutes-signer-open", seat = seat, names = names.join(", "))
        }
    }
}

fn seat_name(minutes: &Minutes, seat: Seat) -> Msg {
    match seat {
        Seat::Secretary => msg!("seat-secretary"),
        Seat::Chair => msg!("seat-chair"),
        Seat::Unit(_) => msg!("seat-unit", unit = unit_name(minutes, seat)),
    }
}

fn unit_name(minutes: &Minutes, seat: Seat) -> &str {
    minutes.seat(seat).map_or("", |state| state.unit.as_str())
}

fn sign_review(seat: Seat, minutes: &Minutes) -> Screen {
    let mut screen = title(minutes).para(msg!("minutes-sign-what"));
    if let Some(frozen) = &minutes.frozen {
        let counts = frozen.content.units.iter().filter_map(|unit| unit.answers.as_ref());
        let adjusted: usize = counts.map(|answers| answers.counts.adjusted).sum();
        screen = screen
            .para(msg!("minutes-sign-as", seat = seat_name(minutes, seat)))
            .line(msg!("minutes-sum-notes", count = frozen.content.notes.len()))
            .line(msg!("minutes-sum-adjusted", count = adjusted))
            .line(msg!("minutes-sum-difficulties", count = frozen.content.difficulties.len()))
            .line(msg!(
                "minutes-sum-conclusion",
                text = words::cut(&frozen.content.conclusion, 700)
            ));
    }
    screen = screen.lines(code(minutes).into_iter().collect());
    let open = minutes.state == MinutesState::Frozen;
    let sign = run(
        minutes,
        |visit, sha256| {
            Command::Minutes(MinutesCommand::SignMinutes(SignMinutes { visit, seat, sha256 }))
        },
        AtMinutes::Signers,
    );
    screen
        .key_if(open, msg!("key-minutes-sign-now"), sign)
        .key_if(open, msg!("key-minutes-return"), go(minutes, AtMinutes::Return))
        .back(to(minutes, AtMinutes::Read { page: 0 }))
}

fn check(data: &MinutesData) -> Screen {
    let minutes = &data.minutes;
    let mut screen = title(minutes);
    screen = match (minutes.sha256(), data.file_sha256) {
        (Some(kept), Some(found)) => {
            let verdict = if kept == found {
                msg!("minutes-check-equal")
            } else {
                msg!("minutes-check-differs")
            };
            screen
                .para(msg!("minutes-check-kept", code = hex(&kept)))
                .line(msg!("minutes-check-found", code = hex(&found)))
                .para(verdict)
                .para(msg!("minutes-check-how"))
        }
        _ => screen.para(msg!("minutes-not-frozen")),
    };
    screen.back(to(minutes, AtMinutes::Read { page: 0 }))
}

pub fn typed(visit: VisitId, at: &AtMinutes, typed: &str, view: &View) -> Step {
    let here = || State::Minutes { visit, at: at.clone() };
    let Data::Minutes(_) = &view.data else {
        return Step::go(here());
    };
    let review = |at: AtMinutes| {
        if typed.chars().count() > MAX_REASON {
            return Step::go(here()).note(msg!("note-too-long", limit = MAX_REASON));
        }
        Step::go(State::Minutes { visit, at })
    };
    match at {
        AtMinutes::Conclusion { replaces } => {
            let (text, replaces) = (typed.to_owned(), *replaces);
            let command = Command::Minutes(MinutesCommand::WriteConclusion(WriteConclusion {
                visit,
                text,
                replaces,
            }));
            let at = AtMinutes::Conclusion { replaces: None };
            Step::run(command, Then::Go(State::Minutes { visit, at }))
                .note(msg!("note-conclusion-kept"))
        }
        AtMinutes::Return | AtMinutes::ReturnReview { .. } => {
            review(AtMinutes::ReturnReview { reason: typed.to_owned() })
        }
        AtMinutes::Paper { unit } | AtMinutes::PaperReview { unit, .. } => {
            review(AtMinutes::PaperReview { unit: *unit, note: typed.to_owned() })
        }
        AtMinutes::Read { .. }
        | AtMinutes::FreezeReview
        | AtMinutes::Signers
        | AtMinutes::SignReview { .. }
        | AtMinutes::Check => Step::go(here()).note(msg!("note-nothing-to-type")),
    }
}
