//! What people choose for themselves.

use serde::{Deserialize, Serialize};

use crate::domain::decision::{Change, Decided, Decision, Outcome};
use crate::domain::people::{Actor, Locale, PersonChange};

/// Change the language the bot speaks to this person.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ChooseLocale {
    pub locale: Locale,
}

impl ChooseLocale {
    pub fn decide(self, actor: &Actor) -> Decided {
        Ok(Decision {
            changes: vec![Change::People(PersonChange::SetLocale {
                person: actor.id,
                locale: self.locale,
            })],
            notices: vec![],
            outcome: Outcome::Done,
        })
    }
}

/// Be reminded in the evenings of a campaign too, or not any more.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ChooseNights {
    pub nights: bool,
}

impl ChooseNights {
    pub fn decide(self, actor: &Actor) -> Decided {
        Ok(Decision {
            changes: vec![Change::People(PersonChange::SetNights {
                person: actor.id,
                nights: self.nights,
            })],
            notices: vec![],
            outcome: Outcome::Done,
        })
    }
}
