//! Who has signed the minutes and who has not, with what this person can do about it.

use super::{code, go, making, settle, title};
use crate::conversation::msg::Msg;
use crate::conversation::screen::Screen;
use crate::conversation::state::{AtMinutes, MinutesMaking, State};
use crate::conversation::view::View;
use crate::conversation::words;
use crate::domain::Action as May;
use crate::domain::minutes::{FrozenAct, Minutes, MinutesState, Seat, SeatState, SignedOn};
use crate::msg;

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
        screen = screen.key_if(
            holds,
            msg!("key-minutes-return"),
            making(minutes, MinutesMaking::Return),
        );
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
        screen = screen.key(label, making(minutes, MinutesMaking::Sign { seat: *seat }));
    }
    screen
}

/// Who drafts also sees to it that all sign.
fn chase(mut screen: Screen, minutes: &Minutes) -> Screen {
    for seat in minutes.unsigned().filter(|seat| seat.holders.is_empty()) {
        if let Seat::Unit(unit) = seat.seat {
            screen = screen.key(
                msg!("key-minutes-paper", unit = &seat.unit),
                making(minutes, MinutesMaking::Paper { unit }),
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

pub fn seat_name(minutes: &Minutes, seat: Seat) -> Msg {
    match seat {
        Seat::Secretary => msg!("seat-secretary"),
        Seat::Chair => msg!("seat-chair"),
        Seat::Unit(_) => msg!("seat-unit", unit = unit_name(minutes, seat)),
    }
}

pub fn unit_name(minutes: &Minutes, seat: Seat) -> &str {
    minutes.seat(seat).map_or("", |state| state.unit.as_str())
}
