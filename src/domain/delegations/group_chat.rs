//! A delegation's group in the channel: announcements go there, with its leader's consent.
//!
//! The bot is put into a group and says a link there; whoever opens the link sees, in private, the
//! delegations that they may link the group with. The leader links it, a secretary proposes it. The
//! group hears what everybody concerned hears anyway: never a question, never a unit's draft.

use crate::domain::decision::{Change, Decided, Decision, Outcome, Refusal, require};
use crate::domain::delegations::{DelegationChange, DelegationNotice};
use crate::domain::ids::*;
use crate::domain::notice::{Notice, NoticeKind, To};
use crate::domain::people::{Action, Actor, Target, may};
use crate::domain::visits::VisitState;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

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

    pub fn tell_leaders(&self, notice: GroupNotice, chat: GroupChatId) -> Notice {
        let kind = NoticeKind::Delegations(DelegationNotice::Group(notice));
        let to = self.leaders.iter().map(|id| To::Person(*id)).collect();
        Notice { kind, subject: chat.0, generation: self.delegation.0, to }
    }
}

pub struct LinkFacts {
    pub chat: GroupChat,
    pub with: LinkTarget,
}

/// Let announcements of the delegation go to the group.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct LinkGroup {
    pub chat: GroupChatId,
    pub delegation: DelegationId,
}

impl LinkGroup {
    pub fn decide(self, actor: &Actor, facts: Option<LinkFacts>) -> Decided {
        let LinkFacts { chat, with } = facts.ok_or(Refusal::Gone)?;
        require(actor, Action::LinkGroupChat, &with.target())?;
        open(&chat)?;
        let (title, delegation) = (chat.title, with.title.clone());
        let kind = GroupNotice::Linked { chat: chat.id, title, delegation };
        Ok(Decision {
            notices: vec![with.tell_leaders(kind, chat.id)],
            changes: vec![Change::Delegations(DelegationChange::LinkGroupChat {
                chat: chat.id,
                delegation: with.delegation,
                by: actor.id,
            })],
            outcome: Outcome::Done,
        })
    }
}

/// Ask the delegation's leader to link the group.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ProposeGroup {
    pub chat: GroupChatId,
    pub delegation: DelegationId,
}

impl ProposeGroup {
    pub fn decide(self, actor: &Actor, facts: Option<LinkFacts>) -> Decided {
        let LinkFacts { chat, with } = facts.ok_or(Refusal::Gone)?;
        if !with.proposes(actor) {
            return Err(Refusal::NotAllowed { action: Action::ProposeGroupChat });
        }
        open(&chat)?;
        let kind = GroupNotice::Proposed {
            chat: chat.id,
            title: chat.title,
            with: with.delegation,
            delegation: with.title.clone(),
            by: actor.name.clone(),
        };
        Ok(Decision {
            notices: vec![with.tell_leaders(kind, chat.id)],
            changes: vec![Change::Delegations(DelegationChange::ProposeGroupChat {
                chat: chat.id,
                by: actor.id,
            })],
            outcome: Outcome::Done,
        })
    }
}

fn open(chat: &GroupChat) -> Result<(), Refusal> {
    match (chat.ended, &chat.linked) {
        (true, _) => Err(Refusal::Gone),
        (false, Some(_)) => Err(Refusal::AlreadyDone),
        (false, None) => Ok(()),
    }
}

/// No more announcements to the group.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct UnlinkGroup {
    pub chat: GroupChatId,
}

impl UnlinkGroup {
    /// `facts`: the group and the delegation that it is linked with.
    pub fn decide(self, actor: &Actor, facts: Option<LinkFacts>) -> Decided {
        let LinkFacts { chat, with } = facts.ok_or(Refusal::Gone)?;
        require(actor, Action::LinkGroupChat, &with.target())?;
        if chat.ended {
            return Err(Refusal::AlreadyDone);
        }
        let (title, delegation) = (chat.title, with.title.clone());
        let kind = GroupNotice::Unlinked { chat: chat.id, title, delegation };
        Ok(Decision {
            notices: vec![with.tell_leaders(kind, chat.id)],
            changes: vec![Change::Delegations(DelegationChange::EndGroupChat { chat: chat.id })],
            outcome: Outcome::Done,
        })
    }
}

/// What is said of a group: in it, or to those who look after it.
#[derive(Clone, PartialEq, Debug)]
pub enum GroupNotice {
    /// In a group that the bot was put into: whose link it carries.
    Met { token: [u8; 16] },
    /// In a group that is linked already.
    Known { delegation: String },
    /// To the delegation's leaders.
    Proposed {
        chat: GroupChatId,
        title: String,
        with: DelegationId,
        delegation: String,
        by: String,
    },
    /// In the group, and to the delegation's other leaders.
    Linked { chat: GroupChatId, title: String, delegation: String },
    /// In the group, and to the delegation's other leaders.
    Unlinked { chat: GroupChatId, title: String, delegation: String },
    /// To the delegation's leaders: the bot was removed from a linked group.
    Lost { title: String, delegation: String },
    /// In the group.
    Day(Box<GroupDay>),
}

impl GroupNotice {
    pub fn code(&self) -> &'static str {
        match self {
            GroupNotice::Met { .. } => "group_met",
            GroupNotice::Known { .. } => "group_known",
            GroupNotice::Proposed { .. } => "group_proposed",
            GroupNotice::Linked { .. } => "group_linked",
            GroupNotice::Unlinked { .. } => "group_unlinked",
            GroupNotice::Lost { .. } => "group_lost",
            GroupNotice::Day(_) => "group_day",
        }
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
    pub starts_at: chrono::DateTime<chrono::Utc>,
    pub state: VisitState,
}
