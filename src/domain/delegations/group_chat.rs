//! A delegation's group in the channel: announcements go there, with its leader's consent.
//!
//! The bot is put into a group and says a link there; whoever opens the link sees, in private, the
//! delegations that they may link the group with. The leader links it, a secretary proposes it. The
//! group hears what everybody concerned hears anyway: never a question, never a unit's draft.

use crate::domain::ids::*;
use crate::domain::people::{Action, Actor, Target, may};
use crate::domain::visits::VisitState;
use chrono::{DateTime, NaiveDate, Utc};

/// When the line of a day with visits is said, hour in Vietnam. Default, can be changed.
pub const DAILY_HOUR: u32 = 17;

/// A group that the bot is or was in.
#[derive(Clone, PartialEq, Debug)]
pub struct GroupChat {
    pub id: GroupChatId,
    /// As the channel shows it.
    pub title: String,
    pub linked: Option<Linked>,
    /// Unlinked, or the bot was removed.
    pub ended: bool,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Linked {
    pub delegation: DelegationId,
    pub council: CouncilId,
    pub title: String,
}

/// The delegation that a group is to be linked with.
#[derive(Clone, PartialEq, Debug)]
pub struct LinkTarget {
    pub delegation: DelegationId,
    pub council: CouncilId,
    pub title: String,
    pub groups: Vec<GroupId>,
    pub leaders: Vec<PersonId>,
}

impl LinkTarget {
    /// The delegation as a whole, whatever groups it has.
    pub fn target(&self) -> Target {
        Target { council: self.council, delegation: Some(self.delegation), group: None, unit: None }
    }

    pub fn links(&self, actor: &Actor) -> bool {
        may(actor, Action::LinkGroupChat, &self.target())
    }

    /// Whoever works for one of the delegation's groups proposes for all of it.
    pub fn proposes(&self, actor: &Actor) -> bool {
        let within = self.groups.iter().map(|id| Target { group: Some(*id), ..self.target() });
        within.chain([self.target()]).any(|on| may(actor, Action::ProposeGroupChat, &on))
    }
}

/// What a group is told at the end of a day with visits.
#[derive(Clone, PartialEq, Debug)]
pub struct GroupDay {
    pub day: NaiveDate,
    pub visits: Vec<GroupVisit>,
    /// Reported on the day in these visits.
    pub difficulties: i64,
}

#[derive(Clone, PartialEq, Debug)]
pub struct GroupVisit {
    pub unit: String,
    pub starts_at: DateTime<Utc>,
    pub state: VisitState,
}
