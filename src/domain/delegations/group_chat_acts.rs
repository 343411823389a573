//! What is done with a group of the channel: linked with a delegation, proposed to its leader,
//! unlinked.

use super::{DelegationChange, DelegationNotice, GroupChat, GroupNotice, LinkTarget};
use crate::domain::decision::{Change, Decided, Decision, Outcome, Refusal, require};
use crate::domain::ids::*;
use crate::domain::notice::{Notice, NoticeKind, To};
use crate::domain::people::{Action, Actor};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct WorkOnGroupChat {
    pub chat: GroupChatId,
    pub act: GroupChatAct,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(rename_all = "snake_case")]
pub enum GroupChatAct {
    /// Let announcements of the delegation go to the group.
    #[strum(serialize = "link_group")]
    Link { delegation: DelegationId },
    /// Ask the delegation's leader to link the group.
    #[strum(serialize = "propose_group")]
    Propose { delegation: DelegationId },
    /// No more announcements to the group.
    #[strum(serialize = "unlink_group")]
    Unlink,
}

pub struct LinkFacts {
    pub chat: GroupChat,
    /// The delegation that the act names; of unlinking, the one that it is linked with.
    pub with: LinkTarget,
}

impl WorkOnGroupChat {
    pub fn decide(self, actor: &Actor, facts: Option<LinkFacts>) -> Decided {
        let LinkFacts { chat, with } = facts.ok_or(Refusal::Gone)?;
        self.act.allowed(actor, &with)?;
        self.act.fits(&chat)?;
        let (id, title, delegation) = (chat.id, chat.title, with.title.clone());
        let (change, notice) = match self.act {
            GroupChatAct::Link { .. } => (
                DelegationChange::LinkGroupChat {
                    chat: id,
                    delegation: with.delegation,
                    by: actor.id,
                },
                GroupNotice::Linked { chat: id, title, delegation },
            ),
            GroupChatAct::Propose { .. } => (
                DelegationChange::ProposeGroupChat { chat: id, by: actor.id },
                GroupNotice::Proposed {
                    chat: id,
                    title,
                    with: with.delegation,
                    delegation,
                    by: actor.name.clone(),
                },
            ),
            GroupChatAct::Unlink => (
                DelegationChange::EndGroupChat { chat: id },
                GroupNotice::Unlinked { chat: id, title, delegation },
            ),
        };
        Ok(Decision {
            notices: vec![tell_leaders(&with, notice, id)],
            changes: vec![Change::Delegations(change)],
            outcome: Outcome::Done,
        })
    }
}

impl GroupChatAct {
    fn allowed(&self, actor: &Actor, with: &LinkTarget) -> Result<(), Refusal> {
        match self {
            GroupChatAct::Propose { .. } if with.proposes(actor) => Ok(()),
            GroupChatAct::Propose { .. } => {
                Err(Refusal::NotAllowed { action: Action::ProposeGroupChat })
            }
            GroupChatAct::Link { .. } | GroupChatAct::Unlink => {
                require(actor, Action::LinkGroupChat, &with.target())
            }
        }
    }

    fn fits(&self, chat: &GroupChat) -> Result<(), Refusal> {
        match self {
            GroupChatAct::Unlink if chat.ended => Err(Refusal::AlreadyDone),
            GroupChatAct::Unlink => Ok(()),
            _ if chat.ended => Err(Refusal::Gone),
            _ if chat.linked.is_some() => Err(Refusal::AlreadyDone),
            _ => Ok(()),
        }
    }
}

/// What a delegation's leaders are told about a group.
pub fn tell_leaders(with: &LinkTarget, notice: GroupNotice, chat: GroupChatId) -> Notice {
    Notice {
        kind: NoticeKind::Delegations(DelegationNotice::Group(notice)),
        subject: chat.0,
        generation: with.delegation.0,
        to: with.leaders.iter().map(|id| To::Person(*id)).collect(),
    }
}
