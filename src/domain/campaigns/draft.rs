//! How a sub-task is planned, before it goes out.

use super::criterion::MAX_NAME;
use super::subtask::{NewSubtask, Subtask};
use super::words::short;
use super::{Campaign, CampaignChange, Criterion, MAX_PARTS, MAX_TITLE, WorkPart};
use crate::domain::decision::{Change, Decided, Decision, Outcome, Refusal, require};
use crate::domain::ids::*;
use crate::domain::people::{Action, Actor};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Everything that is planned of a sub-task. Only the title is there from the beginning.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct SubtaskDraft {
    pub title: String,
    #[serde(default)]
    pub criterion: Option<Criterion>,
    /// With its name as it was shown.
    #[serde(default)]
    pub lead: Option<(UnitId, String)>,
    #[serde(default)]
    pub coordinating: Vec<(UnitId, String)>,
    #[serde(default)]
    pub due_on: Option<NaiveDate>,
    #[serde(default)]
    pub parts: Vec<WorkPart>,
}

/// Write a sub-task down, or change one that is still the owner's.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct DraftSubtask {
    pub task: TaskId,
    /// The one that is changed, at the version on the screen.
    #[serde(default)]
    pub of: Option<(SubtaskId, i32)>,
    pub draft: SubtaskDraft,
}

pub struct DraftFacts {
    pub campaign: Campaign,
    /// The one that is changed, locked; or a fresh id with the code it gets.
    pub there: Result<Subtask, (SubtaskId, String)>,
    /// Those of the named units that are the council's and stand today.
    pub units: Vec<UnitId>,
}

impl DraftSubtask {
    pub fn decide(self, actor: &Actor, facts: Option<DraftFacts>, today: NaiveDate) -> Decided {
        let DraftFacts { campaign, there, units } = facts.ok_or(Refusal::Gone)?;
        require(actor, Action::ManageCampaign, &campaign.target())?;
        if !campaign.state.is_planned() {
            return Err(Refusal::WrongState);
        }
        let draft = checked(self.draft, &campaign, &units, today)?;
        let lead = draft.lead.map(|(id, _)| id);
        let coordinating = draft.coordinating.into_iter().map(|(id, _)| id).collect();
        match there {
            Ok(it) => {
                let seen = self.of.map(|(_, version)| version);
                if seen != Some(it.version) {
                    return Err(Refusal::Changed);
                }
                if !it.state.is_drafted() {
                    return Err(Refusal::WrongState);
                }
                let parts = Change::Campaigns(CampaignChange::SetParts {
                    subtask: it.id,
                    parts: draft.parts,
                });
                let it = Subtask {
                    title: draft.title,
                    criterion: draft.criterion,
                    lead,
                    coordinating,
                    due_on: draft.due_on,
                    ..it
                };
                let mut decision = it.saved();
                decision.changes.push(parts);
                Ok(decision)
            }
            Err((id, code)) => Ok(Decision {
                changes: vec![Change::Campaigns(CampaignChange::AddSubtask(Box::new(
                    NewSubtask {
                        id,
                        council: campaign.council,
                        campaign: campaign.id,
                        task: self.task,
                        code,
                        title: draft.title,
                        criterion: draft.criterion,
                        lead,
                        coordinating,
                        due_on: draft.due_on,
                        parts: draft.parts,
                        by: Some(actor.id),
                    },
                )))],
                notices: vec![],
                outcome: Outcome::Subtask(id),
            }),
        }
    }
}

fn checked(
    draft: SubtaskDraft,
    campaign: &Campaign,
    units: &[UnitId],
    today: NaiveDate,
) -> Result<SubtaskDraft, Refusal> {
    let title = short(&draft.title, MAX_TITLE)?;
    if let Some(criterion) = &draft.criterion {
        for text in [&criterion.measure, &criterion.source] {
            short(text, MAX_NAME)?;
        }
    }
    let mut named = draft.lead.iter().chain(&draft.coordinating);
    if named.any(|(id, _)| !units.contains(id)) {
        return Err(Refusal::Gone);
    }
    let last = campaign.terms.ends_on();
    match draft.due_on {
        Some(day) if day < today => return Err(Refusal::InThePast),
        Some(day) if day > last => return Err(Refusal::AfterCampaign { last }),
        _ => {}
    }
    if draft.parts.len() > MAX_PARTS {
        return Err(Refusal::TooManyRows { limit: MAX_PARTS });
    }
    let lead = draft.lead.as_ref().map(|(id, _)| *id);
    let mut coordinating: Vec<(UnitId, String)> = vec![];
    for unit in draft.coordinating {
        if Some(unit.0) != lead && !coordinating.iter().any(|(id, _)| *id == unit.0) {
            coordinating.push(unit);
        }
    }
    Ok(SubtaskDraft { title, coordinating, ..draft })
}
