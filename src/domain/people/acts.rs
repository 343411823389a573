//! What people can want done with people.

use super::{ClaimInvite, InvitePerson, Locale, PersonChange, RemoveRole, SettleClaim};
use crate::domain::decision::{Change, Decided, Decision, Outcome};
use crate::domain::people::Actor;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum PersonCommand {
    InvitePerson(InvitePerson),
    ClaimInvite(ClaimInvite),
    SettleClaim(SettleClaim),
    RemoveRole(RemoveRole),
    Choose(Setting),
}

impl PersonCommand {
    /// The name under which the audit keeps it.
    pub fn name(&self) -> &'static str {
        match self {
            PersonCommand::Choose(setting) => setting.into(),
            command => command.into(),
        }
    }

    /// What it acts on, for the audit: kind and id (`None` where the thing is only being made).
    pub fn subject(&self) -> (&'static str, Option<i64>) {
        match self {
            PersonCommand::InvitePerson(_) | PersonCommand::ClaimInvite(_) => ("invite", None),
            PersonCommand::SettleClaim(c) => ("invite", Some(c.invite.0)),
            PersonCommand::RemoveRole(c) => ("person", Some(c.person.0)),
            PersonCommand::Choose(_) => ("person", None),
        }
    }
}

/// What people choose for themselves.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case", prefix = "choose_")]
pub enum Setting {
    /// The language the bot speaks to them.
    Locale(Locale),
    /// Whether they are reminded in the evenings of a campaign too.
    Nights(bool),
}

impl Setting {
    pub fn decide(self, actor: &Actor) -> Decided {
        let person = actor.id;
        let change = match self {
            Setting::Locale(locale) => PersonChange::SetLocale { person, locale },
            Setting::Nights(nights) => PersonChange::SetNights { person, nights },
        };
        Ok(Decision {
            changes: vec![Change::People(change)],
            notices: vec![],
            outcome: Outcome::Done,
        })
    }
}
