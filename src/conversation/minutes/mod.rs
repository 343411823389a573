//! The minutes of a visit: read page by page and concluded (`read`), laid before the signers, signed,
//! returned (`signers`); their text as it is frozen in `wording`.

pub(in crate::conversation) mod flow;
pub(in crate::conversation) mod notices;
mod read;
mod signers;
pub(in crate::conversation) mod wording;

use crate::conversation::msg::Msg;
use crate::conversation::screen::Screen;
use crate::conversation::state::{Action, AtMinutes, State};
use crate::domain::minutes::{Minutes, MinutesState, hex};
use crate::msg;

fn to(minutes: &Minutes, at: AtMinutes) -> State {
    State::Minutes { visit: minutes.visit.id, at }
}

fn go(minutes: &Minutes, at: AtMinutes) -> Action {
    Action::Go(to(minutes, at))
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
