//! A campaign (chiến dịch): sixty days and nights of tasks, each of sub-tasks with a measurable
//! criterion, a lead unit and a due day.
//!
//! ```text
//! proposed ─► approved (number, date) ─► running ─► ended ─► evaluated
//!     └────────────┴─► cancelled (reason)
//! ```
//!
//! It belongs to the executive (UBND): its owner approves, assigns and verifies. The council's people
//! observe it (DOMAIN.md 1.6).
//!
//! - `criterion`: what makes a sub-task measurable, and the parts of its work that are counted.
//! - `subtask`: a sub-task and its states; `acts`: what is done with it; `drafting`: how it is planned; `working`: what its lead
//!   unit says; `judging`: what the owner says; `timing`: its due day.
//! - `plan`: a whole campaign from a workbook; `importing`: how it is taken over.
//! - `late_list`: what is posted every week of what is late.

mod acts;
mod changes;
mod commands;
mod criterion;
mod draft;
mod import;
mod judging;
pub mod late_lists;
mod notices;
mod plan;
mod subtask;
mod timing;
mod working;

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::clock::local;
use crate::domain::decision::{Change, Decided, Decision, Outcome, Refusal, require};
use crate::domain::ids::*;
use crate::domain::notice::{Notice, NoticeKind, To};
use crate::domain::people::{Action, Actor, Target};

pub use acts::{KeepProof, SubtaskAct, SubtaskFacts, WorkOnSubtask};
pub use changes::CampaignChange;
pub use commands::CampaignCommand;
pub use criterion::{Criterion, MAX_PARTS, Operator, WorkPart, read_criterion, read_part};
pub use draft::{DraftFacts, DraftSubtask, SubtaskDraft};
pub use import::{KeepPlan, PlacedTask, SendPlan};
pub use notices::CampaignNotice;
pub use plan::{PlanFacts, PlanProblem, PlanRow, Planned, PlannedTask, UnitNames, Wrong, plan};
pub use subtask::{
    NewProgress, NewSubtask, Subtask, SubtaskBrief, SubtaskEvent, SubtaskState, TimeAsked,
};

/// Longest title of a campaign, a task or a sub-task, characters.
pub const MAX_TITLE: usize = 300;

/// Longest reason, note or evaluation, characters.
pub const MAX_SAID: usize = 800;

/// Days of a campaign.
pub const MAX_DAYS: i32 = 366;

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CampaignState {
    Proposed,
    Approved,
    Running,
    Ended,
    Evaluated,
    Cancelled,
}

impl CampaignState {
    pub const ALL: [CampaignState; 6] = [
        CampaignState::Proposed,
        CampaignState::Approved,
        CampaignState::Running,
        CampaignState::Ended,
        CampaignState::Evaluated,
        CampaignState::Cancelled,
    ];

    pub fn code(self) -> &'static str {
        match self {
            CampaignState::Proposed => "proposed",
            CampaignState::Approved => "approved",
            CampaignState::Running => "running",
            CampaignState::Ended => "ended",
            CampaignState::Evaluated => "evaluated",
            CampaignState::Cancelled => "cancelled",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Its tasks and sub-tasks can still be written down and assigned.
    pub fn is_planned(self) -> bool {
        use CampaignState::*;
        matches!(self, Proposed | Approved | Running)
    }

    /// Sub-tasks go out to units.
    pub fn assigns(self) -> bool {
        matches!(self, CampaignState::Approved | CampaignState::Running)
    }
}

/// What is proposed.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct CampaignTerms {
    pub title: String,
    /// The body to which it belongs, e.g. "UBND TP".
    pub owner_body: String,
    /// Day 1.
    pub starts_on: NaiveDate,
    pub length_days: i32,
}

impl CampaignTerms {
    /// The last day, included.
    pub fn ends_on(&self) -> NaiveDate {
        self.starts_on + Days::new(self.length_days.max(1) as u64 - 1)
    }

    /// Which day of the campaign it is, from 1; `None`: not begun, or over.
    pub fn day(&self, today: NaiveDate) -> Option<i64> {
        let day = (today - self.starts_on).num_days() + 1;
        (1..=i64::from(self.length_days)).contains(&day).then_some(day)
    }

    /// The calendar day of `day n of the campaign`.
    pub fn on_day(&self, day: i64) -> Option<NaiveDate> {
        let offset = u64::try_from(day - 1).ok()?;
        (day <= i64::from(self.length_days)).then(|| self.starts_on + Days::new(offset))
    }
}

/// A campaign as it stands, locked when it is about to change.
#[derive(Clone, PartialEq, Debug)]
pub struct Campaign {
    pub id: CampaignId,
    pub council: CouncilId,
    pub terms: CampaignTerms,
    pub state: CampaignState,
    /// Number and date of the decision that approves it.
    pub basis: Option<(String, NaiveDate)>,
    /// Why it ended early or was cancelled; the evaluation.
    pub said: String,
    pub version: i32,
}

impl Campaign {
    pub fn target(&self) -> Target {
        Target { council: self.council, delegation: None, group: None, unit: None }
    }

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

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CampaignAct {
    Approve {
        number: String,
        date: NaiveDate,
    },
    Begin,
    /// Before the last day only with a reason.
    End {
        reason: String,
    },
    Evaluate {
        evaluation: String,
    },
    Cancel {
        reason: String,
    },
}

impl MoveCampaign {
    pub fn name(&self) -> &'static str {
        match self.act {
            CampaignAct::Approve { .. } => "approve_campaign",
            CampaignAct::Begin => "begin_campaign",
            CampaignAct::End { .. } => "end_campaign",
            CampaignAct::Evaluate { .. } => "evaluate_campaign",
            CampaignAct::Cancel { .. } => "cancel_campaign",
        }
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

/// One line that says something and is not too long.
fn short(typed: &str, limit: usize) -> Result<String, Refusal> {
    let typed = crate::text::single_line(typed);
    match typed.chars().count() {
        0 => Err(Refusal::NothingSaid),
        count if count > limit => {
            Err(Refusal::BadAnswer(crate::domain::answers::given::AnswerProblem::TooLong { limit }))
        }
        _ => Ok(typed),
    }
}

/// A reason, a note: it says something and is not too long.
fn said(typed: &str) -> Result<String, Refusal> {
    crate::domain::decision::words(typed, MAX_SAID)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms() -> CampaignTerms {
        CampaignTerms {
            title: "60 ngày đêm".to_owned(),
            owner_body: "UBND TP".to_owned(),
            starts_on: "2023-10-16".parse().unwrap(),
            length_days: 60,
        }
    }

    /// DOMAIN.md 6.3: day 1 is 16/10/2023, day 30 is 14/11, day 60 is Thursday 14/12.
    #[test]
    fn days_are_counted_from_one_to_sixty() {
        let day = |text: &str| terms().day(text.parse().unwrap());
        assert_eq!(day("2023-10-15"), None);
        assert_eq!(day("2023-10-16"), Some(1));
        assert_eq!(day("2023-11-14"), Some(30));
        assert_eq!(day("2023-12-14"), Some(60));
        assert_eq!(day("2023-12-15"), None);
        assert_eq!(terms().ends_on(), "2023-12-14".parse().unwrap());
        assert_eq!(terms().on_day(33), "2023-11-17".parse().ok());
        assert_eq!((terms().on_day(0), terms().on_day(61)), (None, None));
    }
}
