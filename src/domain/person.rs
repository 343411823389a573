//! People, the roles they hold and what they may do; how a link becomes a person.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

use super::decision::{Change, Decided, Decision, Outcome, Refusal};
use super::digest::{MORNING, Schedule};
use super::ids::*;
use super::notice::{Notice, NoticeKind, To};

/// The closed list of roles. Names as stored.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Administrator,
    StandingBody,
    Secretariat,
    DelegationLeader,
    GroupLeader,
    Secretary,
    Member,
    UnitHead,
    FocalOfficer,
    CampaignOwner,
    Observer,
}

impl Role {
    pub const ALL: [Role; 11] = [
        Role::Administrator,
        Role::StandingBody,
        Role::Secretariat,
        Role::DelegationLeader,
        Role::GroupLeader,
        Role::Secretary,
        Role::Member,
        Role::UnitHead,
        Role::FocalOfficer,
        Role::CampaignOwner,
        Role::Observer,
    ];

    /// The stored name.
    pub fn code(self) -> &'static str {
        match self {
            Role::Administrator => "administrator",
            Role::StandingBody => "standing_body",
            Role::Secretariat => "secretariat",
            Role::DelegationLeader => "delegation_leader",
            Role::GroupLeader => "group_leader",
            Role::Secretary => "secretary",
            Role::Member => "member",
            Role::UnitHead => "unit_head",
            Role::FocalOfficer => "focal_officer",
            Role::CampaignOwner => "campaign_owner",
            Role::Observer => "observer",
        }
    }

    pub fn from_code(code: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.code() == code)
    }

    /// Whether a grant of this role makes sense in `scope`; the table's CHECKs say the same.
    pub fn fits(self, scope: Scope) -> bool {
        match self {
            Role::UnitHead | Role::FocalOfficer => matches!(scope, Scope::Unit(_)),
            Role::DelegationLeader => matches!(scope, Scope::Delegation(_)),
            Role::GroupLeader | Role::Secretary | Role::Member => matches!(scope, Scope::Group(_)),
            Role::Administrator
            | Role::StandingBody
            | Role::Secretariat
            | Role::CampaignOwner
            | Role::Observer => scope == Scope::Council,
        }
    }
}

/// Where a role is held.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    Council,
    Delegation(DelegationId),
    Group(GroupId),
    Unit(UnitId),
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Grant {
    pub role: Role,
    pub scope: Scope,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    #[default]
    Vi,
    En,
}

impl Locale {
    pub const ALL: [Locale; 2] = [Locale::Vi, Locale::En];

    pub fn code(self) -> &'static str {
        match self {
            Locale::Vi => "vi",
            Locale::En => "en",
        }
    }

    /// Vietnamese unless English was asked for.
    pub fn from_code(code: &str) -> Locale {
        if code.starts_with("en") { Locale::En } else { Locale::Vi }
    }
}

/// A known, active person, with the grants in force.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Actor {
    pub id: PersonId,
    pub council: CouncilId,
    pub account: Account,
    pub name: String,
    pub locale: Locale,
    /// Bumped whenever the person's roles change.
    pub epoch: i64,
    pub grants: Vec<Grant>,
}

impl Actor {
    pub fn holds(&self, role: Role) -> bool {
        self.grants.iter().any(|grant| grant.role == role)
    }

    /// The units this person heads or is focal officer of.
    pub fn units(&self) -> Vec<UnitId> {
        let mut units: Vec<_> = self
            .grants
            .iter()
            .filter_map(|grant| match grant.scope {
                Scope::Unit(unit) => Some(unit),
                _ => None,
            })
            .collect();
        units.sort();
        units.dedup();
        units
    }

    pub fn target(&self) -> Target {
        Target { council: self.council, delegation: None, group: None, unit: None }
    }
}

/// What an action would touch. `None` means that the thing has no such side.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Target {
    pub council: CouncilId,
    pub delegation: Option<DelegationId>,
    pub group: Option<GroupId>,
    pub unit: Option<UnitId>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    InvitePeople,
    FoundDelegation,
    PlanDelegation,
    PublishChecklist,
    ScheduleVisit,
    InviteUnit,
    CancelVisit,
    SeeVisit,
    AnswerInvitation,
    SeeSubmission,
    FillSubmission,
    SignSubmission,
    ReportDifficulty,
    SeeDifficulty,
    SeeDeliveryTroubles,
    ReceiveDigest,
}

impl Action {
    pub const ALL: [Action; 16] = [
        Action::InvitePeople,
        Action::FoundDelegation,
        Action::PlanDelegation,
        Action::PublishChecklist,
        Action::ScheduleVisit,
        Action::InviteUnit,
        Action::CancelVisit,
        Action::SeeVisit,
        Action::AnswerInvitation,
        Action::SeeSubmission,
        Action::FillSubmission,
        Action::SignSubmission,
        Action::ReportDifficulty,
        Action::SeeDifficulty,
        Action::SeeDeliveryTroubles,
        Action::ReceiveDigest,
    ];

    /// Who may do it, inside the scope of their grant. An answer in the making is the unit's own:
    /// the delegation's side sees it, administrators do not (DOMAIN.md 4.5).
    pub fn roles(self) -> &'static [Role] {
        use Role::*;
        match self {
            Action::InvitePeople => &[Administrator, Secretariat],
            Action::FoundDelegation | Action::PublishChecklist => &[Secretariat],
            Action::PlanDelegation => &[Secretariat, DelegationLeader],
            Action::ScheduleVisit | Action::InviteUnit | Action::CancelVisit => {
                &[Secretariat, DelegationLeader, GroupLeader, Secretary]
            }
            Action::SeeVisit => &[
                StandingBody,
                Secretariat,
                DelegationLeader,
                GroupLeader,
                Secretary,
                Member,
                UnitHead,
                FocalOfficer,
                Observer,
            ],
            Action::AnswerInvitation | Action::FillSubmission => &[UnitHead, FocalOfficer],
            Action::SeeSubmission => &[
                StandingBody,
                Secretariat,
                DelegationLeader,
                GroupLeader,
                Secretary,
                Member,
                UnitHead,
                FocalOfficer,
            ],
            Action::SignSubmission => &[UnitHead],
            Action::ReportDifficulty => &[
                Secretariat,
                DelegationLeader,
                GroupLeader,
                Secretary,
                Member,
                UnitHead,
                FocalOfficer,
            ],
            Action::SeeDifficulty => &[
                StandingBody,
                Secretariat,
                DelegationLeader,
                GroupLeader,
                Secretary,
                Member,
                UnitHead,
                FocalOfficer,
                CampaignOwner,
            ],
            Action::SeeDeliveryTroubles => &[Administrator, Secretariat],
            Action::ReceiveDigest => &[Secretariat],
        }
    }
}

/// The one place that says who may do what. Asked in decisions and when a view is loaded; screens
/// only leave out what would be refused.
pub fn may(actor: &Actor, action: Action, on: &Target) -> bool {
    actor.council == on.council
        && actor
            .grants
            .iter()
            .any(|grant| action.roles().contains(&grant.role) && covers(grant.scope, on))
}

fn covers(scope: Scope, on: &Target) -> bool {
    match scope {
        Scope::Council => true,
        Scope::Delegation(delegation) => on.delegation == Some(delegation),
        Scope::Group(group) => on.group == Some(group),
        Scope::Unit(unit) => on.unit == Some(unit),
    }
}

/// `Ok` or the refusal that every decision starts with.
pub fn require(actor: &Actor, action: Action, on: &Target) -> Result<(), Refusal> {
    if may(actor, action, on) { Ok(()) } else { Err(Refusal::NotAllowed { action }) }
}

/// How long a one-time link lives. Default, can be changed.
pub const INVITE_DAYS: i64 = 7;

/// A link's token as it stands in the link: 22 characters that a start parameter may hold.
pub fn token_text(token: &[u8; 16]) -> String {
    base64::Engine::encode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, token)
}

/// What is kept of a link's token.
pub fn token_digest(text: &str) -> [u8; 32] {
    use sha2::Digest as _;
    sha2::Sha256::digest(text.as_bytes()).into()
}

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
            changes: vec![Change::AddInvite {
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
            }],
            notices: vec![],
            outcome: Outcome::Invited { invite: facts.invite, token: facts.token },
        })
    }
}

/// An invite as it stands.
#[derive(Clone, Debug)]
pub struct Invite {
    pub id: InviteId,
    pub council: CouncilId,
    pub person: PersonId,
    pub name: String,
    pub role: Role,
    pub phone: Option<String>,
    pub invited_by: Option<PersonId>,
    pub state: InviteState,
    pub claimed_by: Option<Account>,
    pub claimed_name: String,
    pub expires_at: DateTime<Utc>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum InviteState {
    Open,
    Claimed,
    Settled,
    Refused,
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
    /// `invite` is what the token's hash leads to, locked.
    pub fn decide(self, invite: Option<Invite>, now: DateTime<Utc>) -> Decided {
        let invite = invite.ok_or(Refusal::LinkUnknown)?;
        if let Some(by) = invite.claimed_by {
            return match (by == self.account, invite.state) {
                (true, InviteState::Claimed) => {
                    self.proven(&invite, now).unwrap_or(Ok(Decision::outcome(Outcome::Waiting)))
                }
                _ => Err(Refusal::LinkUsed),
            };
        }
        if invite.state != InviteState::Open {
            return Err(Refusal::LinkUsed);
        }
        if now >= invite.expires_at {
            return Err(Refusal::LinkExpired);
        }
        if let Some(activated) = self.proven(&invite, now) {
            return activated;
        }
        let Some(inviter) = invite.invited_by else {
            // Made on the command line by the operator, who hands it over in person.
            return match invite.phone {
                None => Ok(self.activate(&invite, now)),
                Some(_) => {
                    Ok(Decision::outcome(Outcome::PhoneWanted { token_sha256: self.token_sha256 }))
                }
            };
        };
        let wants_phone = invite.phone.is_some();
        Ok(Decision {
            changes: vec![Change::ClaimInvite {
                invite: invite.id,
                account: self.account,
                shown_name: self.shown_name.clone(),
            }],
            notices: vec![Notice {
                kind: NoticeKind::ClaimWaiting {
                    invite: invite.id,
                    name: invite.name,
                    role: invite.role,
                    shown_name: self.shown_name,
                },
                subject: invite.id.0,
                generation: 0,
                to: vec![To::Person(inviter)],
            }],
            outcome: if wants_phone {
                Outcome::PhoneWanted { token_sha256: self.token_sha256 }
            } else {
                Outcome::Waiting
            },
        })
    }

    fn proven(&self, invite: &Invite, now: DateTime<Utc>) -> Option<Decided> {
        let proven = self.proven_phone.as_ref()?;
        Some(match &invite.phone {
            Some(phone) if phone == proven => Ok(self.activate(invite, now)),
            _ => Err(Refusal::PhoneDiffers),
        })
    }

    fn activate(&self, invite: &Invite, now: DateTime<Utc>) -> Decision {
        Decision {
            changes: activation(invite, self.account, self.shown_name.clone(), now),
            notices: vec![],
            outcome: Outcome::Joined,
        }
    }
}

/// The account becomes the person; the council office gets its morning digest from then on.
fn activation(
    invite: &Invite,
    account: Account,
    shown_name: String,
    now: DateTime<Utc>,
) -> Vec<Change> {
    let mut changes = vec![Change::ActivatePerson {
        invite: invite.id,
        person: invite.person,
        account,
        shown_name,
    }];
    if Action::ReceiveDigest.roles().contains(&invite.role)
        && let Ok(schedule) = Schedule::parse(MORNING)
        && let Some(next_at) = schedule.after(now)
    {
        changes.push(Change::SubscribeDigest {
            person: invite.person,
            line: MORNING.to_owned(),
            next_at,
        });
    }
    changes
}

/// The inviter says whether the account that opened the link is the person meant.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SettleClaim {
    pub invite: InviteId,
    pub accept: bool,
}

impl SettleClaim {
    pub fn decide(self, actor: &Actor, invite: Option<Invite>, now: DateTime<Utc>) -> Decided {
        let invite = invite.ok_or(Refusal::Gone)?;
        let on = Target { council: invite.council, delegation: None, group: None, unit: None };
        require(actor, Action::InvitePeople, &on)?;
        let (InviteState::Claimed, Some(account)) = (invite.state, invite.claimed_by) else {
            return Err(Refusal::AlreadyDone);
        };
        let changes = if self.accept {
            activation(&invite, account, invite.claimed_name.clone(), now)
        } else {
            vec![Change::RefuseClaim { invite: invite.id }]
        };
        Ok(Decision {
            changes,
            notices: vec![Notice {
                kind: NoticeKind::ClaimSettled { accepted: self.accept, name: invite.name },
                subject: invite.id.0,
                generation: 0,
                to: vec![To::Account(account)],
            }],
            outcome: Outcome::Done,
        })
    }
}

/// Change the language the bot speaks to this person.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ChooseLocale {
    pub locale: Locale,
}

impl ChooseLocale {
    pub fn decide(self, actor: &Actor) -> Decided {
        Ok(Decision {
            changes: vec![Change::SetLocale { person: actor.id, locale: self.locale }],
            notices: vec![],
            outcome: Outcome::Done,
        })
    }
}
