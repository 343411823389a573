//! What its owner does with a campaign.

use super::words::{said, short};
use super::{
    Campaign, CampaignChange, CampaignNotice, CampaignState, CampaignTerms, MAX_DAYS, MAX_TITLE,
};
use crate::clock::local;
use crate::domain::decision::{Change, Decided, Decision, Outcome, Refusal, require};
use crate::domain::ids::*;
use crate::domain::notice::{Notice, NoticeKind, To};
use crate::domain::people::{Action, Actor};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

/// Propose a campaign.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ProposeCampaign {
    pub terms: CampaignTerms,
}

impl ProposeCampaign {
    pub fn decide(self, actor: &Actor, campaign: CampaignId) -> Decided {
        require(actor, Action::ManageCampaign, &actor.target())?;
        let terms = CampaignTerms {
            title: short(&self.terms.title, MAX_TITLE)?,
            owner_body: short(&self.terms.owner_body, MAX_TITLE)?,
            ..self.terms
        };
        if !(1..=MAX_DAYS).contains(&terms.length_days) {
            return Err(Refusal::OutOfRange { from: 1, to: MAX_DAYS });
        }
        let change = Change::Campaigns(CampaignChange::Add {
            campaign,
            council: actor.council,
            terms,
            by: Some(actor.id),
        });
        Ok(Decision {
            changes: vec![change],
            notices: vec![],
            outcome: Outcome::Campaign(campaign),
        })
    }
}

/// Take a campaign on: approve it, begin it, end it, evaluate it, give it up.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct MoveCampaign {
    pub campaign: CampaignId,
    /// The version on the screen.
    pub version: i32,
    pub act: CampaignAct,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
pub enum CampaignAct {
    #[strum(serialize = "approve_campaign")]
    Approve { number: String, date: NaiveDate },
    #[strum(serialize = "begin_campaign")]
    Begin,
    /// Before the last day only with a reason.
    #[strum(serialize = "end_campaign")]
    End { reason: String },
    #[strum(serialize = "evaluate_campaign")]
    Evaluate { evaluation: String },
    #[strum(serialize = "cancel_campaign")]
    Cancel { reason: String },
}

impl MoveCampaign {
    pub fn name(&self) -> &'static str {
        (&self.act).into()
    }

    /// `assigned`: how many of its sub-tasks have gone out.
    pub fn decide(
        self,
        actor: &Actor,
        campaign: Option<(Campaign, i64)>,
        now: DateTime<Utc>,
    ) -> Decided {
        use CampaignState::*;
        let (it, assigned) = campaign.ok_or(Refusal::Gone)?;
        require(actor, Action::ManageCampaign, &it.target())?;
        let it = it.at_version(self.version)?;
        let (state, today) = (it.state, local(now).date());
        let it = match self.act {
            CampaignAct::Approve { number, date } if state == Proposed => {
                if number.trim().is_empty() {
                    return Err(Refusal::BasisMissing);
                }
                if date > today {
                    return Err(Refusal::InTheFuture);
                }
                Campaign { state: Approved, basis: Some((number, date)), ..it }
            }
            // Nothing runs before its decision says that it does.
            CampaignAct::Begin if state == Approved => {
                if today < it.terms.starts_on {
                    return Err(Refusal::NotBegunYet { from: it.terms.starts_on });
                }
                Campaign { state: Running, ..it }
            }
            CampaignAct::End { reason } if state == Running => {
                let early = today < it.terms.ends_on();
                let said = if early { said(&reason)? } else { reason.trim().to_owned() };
                Campaign { state: Ended, said, ..it }
            }
            CampaignAct::Evaluate { evaluation } if state == Ended => {
                Campaign { state: Evaluated, said: said(&evaluation)?, ..it }
            }
            CampaignAct::Cancel { reason } if matches!(state, Proposed | Approved) => {
                // What units have been given cannot vanish: such a campaign is begun and ended.
                if assigned > 0 {
                    return Err(Refusal::SubtasksAssigned { count: assigned });
                }
                Campaign { state: Cancelled, said: said(&reason)?, ..it }
            }
            _ => return Err(Refusal::WrongState),
        };
        Ok(it.moved(actor))
    }
}

/// Write a task of a campaign down.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct AddTask {
    pub campaign: CampaignId,
    pub title: String,
}

impl AddTask {
    /// `number`: how many there are, and one.
    pub fn decide(self, actor: &Actor, facts: Option<(Campaign, i64)>, task: TaskId) -> Decided {
        let (it, number) = facts.ok_or(Refusal::Gone)?;
        require(actor, Action::ManageCampaign, &it.target())?;
        if !it.state.is_planned() {
            return Err(Refusal::WrongState);
        }
        let change = Change::Campaigns(CampaignChange::AddTask {
            task,
            council: it.council,
            campaign: it.id,
            code: format!("C{number}"),
            title: short(&self.title, MAX_TITLE)?,
        });
        Ok(Decision { changes: vec![change], notices: vec![], outcome: Outcome::Task(it.id, task) })
    }
}

impl Campaign {
    fn at_version(self, version: i32) -> Result<Campaign, Refusal> {
        if self.version == version { Ok(self) } else { Err(Refusal::Changed) }
    }

    /// The decision that takes it to where it now stands.
    fn moved(self, actor: &Actor) -> Decision {
        let (id, version) = (self.id, self.version);
        let to = vec![
            To::CampaignOwners(self.council),
            To::Secretariat(self.council),
            To::StandingBody(self.council),
        ];
        let kind = NoticeKind::Campaigns(CampaignNotice::Moved {
            campaign: id,
            title: self.terms.title.clone(),
            state: self.state,
            said: self.said.clone(),
            by: actor.name.clone(),
        });
        let generation = i64::from(version) + 1;
        Decision {
            notices: vec![Notice { kind, subject: id.0, generation, to }],
            changes: vec![Change::Campaigns(CampaignChange::Save(Box::new(self)))],
            outcome: Outcome::Campaign(id),
        }
    }
}
