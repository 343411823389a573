//! The minutes of a visit: read page by page (`read`), with who has signed (`signers`); concluded, laid
//! before the signers, signed, returned (`acts`); their text as it is frozen in `wording`.

mod acts;
pub(in crate::conversation) mod flow;
pub(in crate::conversation) mod notices;
mod read;
mod signers;
pub(in crate::conversation) mod wording;

use crate::conversation::msg::Msg;
use crate::conversation::screen::Screen;
use crate::conversation::state::{Action, AtMinutes, Making, MinutesMaking, State, Then};
use crate::domain::Command;
use crate::domain::minutes::{
    FrozenAct, Minutes, MinutesCommand, MinutesState, SettleMinutes, hex,
};
use crate::msg;

fn to(minutes: &Minutes, at: AtMinutes) -> State {
    State::Minutes { visit: minutes.visit.id, at }
}

fn go(minutes: &Minutes, at: AtMinutes) -> Action {
    Action::Go(to(minutes, at))
}

/// To an act, from its first question on.
fn making(minutes: &Minutes, act: MinutesMaking) -> Action {
    go(minutes, AtMinutes::Making(Making::of(act)))
}

/// Something done with the text that is on the screen. It leads back to the signers; from what was
/// returned to the visit: a unit reads no draft.
fn settle(minutes: &Minutes, act: FrozenAct) -> Action {
    let (visit, sha256) = (minutes.visit.id, minutes.sha256().unwrap_or_default());
    let then = Then::Go(match act {
        FrozenAct::Return { .. } => State::visit(visit),
        _ => to(minutes, AtMinutes::Signers),
    });
    let settle = SettleMinutes { visit, sha256, act };
    Action::Do { command: Command::Minutes(MinutesCommand::SettleMinutes(settle)), then }
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
