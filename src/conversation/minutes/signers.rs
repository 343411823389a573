//! Who signs the minutes: signed, signed on paper, returned, reminded.

use super::{code, go, title, to};
use crate::conversation::msg::Msg;
use crate::conversation::screen::Screen;
use crate::conversation::state::{Action, AtMinutes, State, Then};
use crate::conversation::view::View;
use crate::conversation::words;
use crate::domain::minutes::{
    FrozenAct, Minutes, MinutesCommand, MinutesState, Seat, SeatState, SettleMinutes, SignedOn,
};
use crate::domain::{Action as May, Command, UnitId};
use crate::msg;

/// Something done with the text that is on the screen; leads back to the signers.
fn settle(minutes: &Minutes, act: FrozenAct) -> Action {
    let (visit, sha256) = (minutes.visit.id, minutes.sha256().unwrap_or_default());
    Action::Do {
        command: Command::Minutes(MinutesCommand::SettleMinutes(SettleMinutes {
            visit,
            sha256,
            act,
        })),
        then: Then::Go(to(minutes, AtMinutes::Signers)),
    }
}

pub fn screen(minutes: &Minutes, view: &View) -> Screen {
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

pub fn sign_keys(mut screen: Screen, minutes: &Minutes, view: &View) -> Screen {
    let wanted = view.me.as_ref().map(|me| minutes.wanted_of(me)).unwrap_or_default();
    for seat in &wanted {
        let label = msg!("key-minutes-sign", seat = seat_name(minutes, *seat));
        screen = screen.key(label, go(minutes, AtMinutes::SignReview { seat: *seat }));
    }
    screen
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
    let remind = settle(minutes, FrozenAct::Remind);
    screen.key_if(waits, msg!("key-minutes-remind"), remind)
}

/// A seat with who signed there, or who is to.
pub fn signer(minutes: &Minutes, state: &SeatState) -> Msg {
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

pub fn sign_review(seat: Seat, minutes: &Minutes) -> Screen {
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
    let sign = settle(minutes, FrozenAct::Sign { seat });
    screen
        .key_if(open, msg!("key-minutes-sign-now"), sign)
        .key_if(open, msg!("key-minutes-return"), go(minutes, AtMinutes::Return))
        .back(to(minutes, AtMinutes::Read { page: 0 }))
}

pub fn return_why(minutes: &Minutes) -> Screen {
    title(minutes).para(msg!("minutes-return-why")).back(to(minutes, AtMinutes::Signers))
}

pub fn return_review(reason: &str, minutes: &Minutes) -> Screen {
    let back = settle(minutes, FrozenAct::Return { reason: reason.to_owned() });
    title(minutes)
        .para(msg!("minutes-return-what"))
        .para(msg!("visit-reason", reason = reason))
        .key(msg!("key-minutes-return-now"), back)
        .back(to(minutes, AtMinutes::Return))
}

pub fn paper(unit: UnitId, minutes: &Minutes) -> Screen {
    title(minutes)
        .para(msg!("minutes-paper-how", unit = unit_name(minutes, Seat::Unit(unit))))
        .back(to(minutes, AtMinutes::Signers))
}

pub fn paper_review((unit, note): (UnitId, &str), minutes: &Minutes) -> Screen {
    let record = settle(minutes, FrozenAct::RecordPaper { unit, note: note.to_owned() });
    title(minutes)
        .para(msg!("minutes-paper-what", unit = unit_name(minutes, Seat::Unit(unit))))
        .para(msg!("reporting-quote", body = note))
        .key(msg!("key-minutes-paper-now"), record)
        .back(to(minutes, AtMinutes::Paper { unit }))
}
