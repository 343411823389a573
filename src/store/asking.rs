//! Who asks for a view, and what is answered where there is none for them.

use chrono::NaiveDate;
use sqlx::types::chrono::{DateTime, Utc};

use crate::conversation::Data;
use crate::domain::{Action, Actor, Refusal, Target, may};

/// Who asks, and when.
#[derive(Clone, Copy)]
pub struct Asking<'a> {
    pub me: &'a Actor,
    pub bot_id: i64,
    pub now: DateTime<Utc>,
    /// In Vietnam.
    pub today: NaiveDate,
    /// The person's council as a whole.
    pub office: Target,
    /// What is asked for is about to be changed: it is looked at under lock, where one load then
    /// serves the decision too.
    pub locks: bool,
}

impl Asking<'_> {
    /// Something there that is not for this person is refused like something that is not there at
    /// all, unless it is in their own council: then they are told that it is not theirs.
    pub fn admit(&self, action: Action, on: &Target) -> Option<Refusal> {
        match () {
            () if on.council != self.me.council => Some(Refusal::Gone),
            () if !may(self.me, action, on) => Some(Refusal::NotAllowed { action }),
            () => None,
        }
    }
}

pub fn gone() -> sqlx::Result<Data> {
    Ok(Data::Refused(Refusal::Gone))
}
