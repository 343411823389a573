//! How somebody joins: an invitation, a one-time link, a proof or a confirmation. A forwarded link
//! makes nobody a unit's head: the inviter confirms who opened it, or the account shares the
//! registered phone number as its own.

use super::{
    Action, Actor, INVITE_DAYS, Invite, InviteState, PersonChange, PersonNotice, Role, Scope,
    Target,
};
use crate::domain::decision::{Change, Decided, Decision, Outcome, Refusal, require};
use crate::domain::digests::{DigestChange, DigestKind};
use crate::domain::ids::*;
use crate::domain::notice::{Notice, NoticeKind, To};
use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

/// Invite somebody into a role: makes the person, the grant and a one-time link.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct InvitePerson {
    pub name: String,
    pub role: Role,
    pub scope: Scope,
    /// E.164; when given, the account that shares this number as its own needs no confirmation.
    pub phone: Option<String>,
}

pub struct InviteFacts {
    /// The scope as a target, or `None` when there is no such thing in the inviter's council.
    pub on: Option<Target>,
    pub invite: InviteId,
    /// Who the invited will be.
    pub person: PersonId,
    /// 128 fresh random bits.
    pub token: [u8; 16],
    pub token_sha256: [u8; 32],
}

impl InvitePerson {
    pub fn decide(self, actor: &Actor, facts: InviteFacts, now: DateTime<Utc>) -> Decided {
        let on = facts.on.ok_or(Refusal::Gone)?;
        require(actor, Action::InvitePeople, &on)?;
        if !self.role.fits(self.scope) {
            return Err(Refusal::Gone);
        }
        Ok(Decision {
            changes: vec![Change::People(PersonChange::AddInvite {
                invite: facts.invite,
                person: facts.person,
                council: actor.council,
                name: self.name,
                role: self.role,
                scope: self.scope,
                phone: self.phone,
                token_sha256: facts.token_sha256,
                invited_by: Some(actor.id),
                expires_at: now + Duration::days(INVITE_DAYS),
            })],
            notices: vec![],
            outcome: Outcome::Invited { invite: facts.invite, token: facts.token },
        })
    }
}

/// Somebody unknown opened a one-time link.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ClaimInvite {
    pub token_sha256: [u8; 32],
    pub account: Account,
    /// The name the channel shows for the account; the inviter compares it.
    pub shown_name: String,
    /// The phone number the account has just shared as its own.
    pub proven_phone: Option<String>,
}

impl ClaimInvite {
    /// `invite` is what the token's hash leads to, locked; `known` the council of the person that
    /// the account already is. A link with a phone number stays open until the number is proven:
    /// whoever it was passed on to cannot burn it.
    pub fn decide(
        self,
        invite: Option<Invite>,
        known: Option<CouncilId>,
        now: DateTime<Utc>,
    ) -> Decided {
        let invite = invite.ok_or(Refusal::LinkUnknown)?;
        if known.is_some_and(|council| council != invite.council) {
            return Err(Refusal::LinkUnknown);
        }
        if invite.state != InviteState::Open {
            let waits =
                invite.state == InviteState::Claimed && invite.claimed_by == Some(self.account);
            return if waits {
                Ok(Decision::outcome(Outcome::Waiting))
            } else {
                Err(Refusal::LinkUsed)
            };
        }
        if now >= invite.expires_at {
            return Err(Refusal::LinkExpired);
        }
        if let Some(phone) = &invite.phone {
            return match self.proven_phone {
                None => {
                    Ok(Decision::outcome(Outcome::PhoneWanted { token_sha256: self.token_sha256 }))
                }
                Some(ref proven) if proven == phone => Ok(self.activate(&invite)),
                Some(_) => Err(Refusal::PhoneDiffers),
            };
        }
        let Some(inviter) = invite.invited_by else {
            // Made on the command line by the operator, who hands it over in person.
            return Ok(self.activate(&invite));
        };
        Ok(Decision {
            changes: vec![Change::People(PersonChange::ClaimInvite {
                invite: invite.id,
                account: self.account,
                shown_name: self.shown_name.clone(),
            })],
            notices: vec![Notice {
                kind: NoticeKind::People(PersonNotice::ClaimWaiting {
                    invite: invite.id,
                    name: invite.name,
                    role: invite.role,
                    shown_name: self.shown_name,
                }),
                subject: invite.id.0,
                generation: 0,
                to: vec![To::Person(inviter)],
            }],
            outcome: Outcome::Waiting,
        })
    }

    fn activate(&self, invite: &Invite) -> Decision {
        Decision {
            changes: activation(invite.joins(), self.account, self.shown_name.clone()),
            notices: vec![],
            outcome: Outcome::Joined,
        }
    }
}

/// The account becomes the person whom the invite made; the digests that come with the role begin.
pub fn activation(
    (invite, person, role): (InviteId, PersonId, Role),
    account: Account,
    shown_name: String,
) -> Vec<Change> {
    let mut changes =
        vec![Change::People(PersonChange::ActivatePerson { invite, person, account, shown_name })];
    let digests = DigestKind::given_with(role).iter();
    changes.extend(
        digests.map(|kind| Change::Digests(DigestChange::Subscribe { account, kind: *kind })),
    );
    changes
}

/// The inviter says whether the account that opened the link is the person meant.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SettleClaim {
    pub invite: InviteId,
    pub accept: bool,
}

impl SettleClaim {
    pub fn decide(self, actor: &Actor, invite: Option<Invite>) -> Decided {
        let invite = invite.ok_or(Refusal::Gone)?;
        let on = Target { council: invite.council, delegation: None, group: None, unit: None };
        require(actor, Action::InvitePeople, &on)?;
        let (InviteState::Claimed, Some(account)) = (invite.state, invite.claimed_by) else {
            return Err(Refusal::AlreadyDone);
        };
        let changes = if self.accept {
            activation(invite.joins(), account, invite.claimed_name.clone())
        } else {
            vec![Change::People(PersonChange::RefuseClaim { invite: invite.id })]
        };
        Ok(Decision {
            changes,
            notices: vec![Notice {
                kind: NoticeKind::People(PersonNotice::ClaimSettled {
                    accepted: self.accept,
                    name: invite.name,
                }),
                subject: invite.id.0,
                generation: 0,
                to: vec![To::Account(account)],
            }],
            outcome: Outcome::Done,
        })
    }
}
