//! What is typed in the minutes, and which screen a state has.

use super::acts::MinutesActs;
use super::{read, signers};
use crate::conversation::making;
use crate::conversation::screen::Screen;
use crate::conversation::state::{AtMinutes, Step};
use crate::conversation::view::{Data, View};

pub fn screen(at: &AtMinutes, view: &View) -> Option<Screen> {
    let Data::Minutes(data) = &view.data else { return None };
    Some(match at {
        AtMinutes::Read { page } => read::screen(*page, data, view),
        AtMinutes::Signers => signers::screen(&data.minutes, view),
        AtMinutes::Check => read::check(data),
        AtMinutes::Making(act) => return making::screen(&MinutesActs { data }, act),
    })
}

/// `None`: there is nothing to type.
pub fn typed(at: &AtMinutes, typed: &str, view: &View) -> Option<Step> {
    match (at, &view.data) {
        (AtMinutes::Making(act), Data::Minutes(data)) => {
            Some(making::typed(&MinutesActs { data }, act, typed))
        }
        _ => None,
    }
}
