//! To whom a step goes, of whatever is due.

use super::ladder::Step;
use crate::domain::ids::*;
use crate::domain::notice::To;

/// Whom a unit's answers concern.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Concerned {
    pub council: CouncilId,
    pub delegation: DelegationId,
    pub group: GroupId,
    pub unit: UnitId,
}

/// Whom a recommendation concerns.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Owed {
    pub council: CouncilId,
    pub delegation: DelegationId,
    /// Which supervises the unit, if one does.
    pub group: Option<GroupId>,
    pub unit: UnitId,
}

impl Owed {
    fn secretaries(&self) -> To {
        self.group.map_or(To::DelegationSecretaries(self.delegation), To::Secretaries)
    }
}

impl Step {
    /// Whom it goes to when a unit's answers are wanted.
    pub fn about_answers(self, of: &Concerned) -> Vec<To> {
        let (unit, group) = (of.unit, of.group);
        match self {
            Step::R0 | Step::R1 => vec![To::FocalElseHead(unit)],
            Step::R2 | Step::R4 => vec![To::FocalElseHead(unit), To::Heads(unit)],
            Step::R3 => vec![To::FocalElseHead(unit), To::Heads(unit), To::Secretaries(group)],
            Step::E1 => vec![To::Heads(unit), To::Secretaries(group)],
            Step::E2 => vec![To::GroupLeads(group)],
            Step::E3 => vec![To::DelegationLeaders(of.delegation)],
            Step::E4 => vec![To::StandingBody(of.council)],
        }
    }

    /// Whom it goes to when a unit owes what was recommended to it.
    pub fn about_recommendation(self, of: &Owed) -> Vec<To> {
        let unit = of.unit;
        match self {
            Step::R0 | Step::R1 => vec![To::FocalElseHead(unit)],
            Step::R2 | Step::R4 => vec![To::FocalElseHead(unit), To::Heads(unit)],
            Step::R3 => vec![To::FocalElseHead(unit), To::Heads(unit), of.secretaries()],
            Step::E1 => vec![To::Heads(unit), of.secretaries()],
            Step::E2 => {
                vec![of.group.map_or(To::DelegationLeaders(of.delegation), To::GroupLeads)]
            }
            Step::E3 => vec![To::DelegationLeaders(of.delegation)],
            Step::E4 => vec![To::StandingBody(of.council)],
        }
    }

    /// Whom it goes to when a unit owes an explanation: whoever asked for it hears that it is late.
    pub fn about_explanation(self, of: &Owed) -> Vec<To> {
        match self {
            late if late.is_overdue() => {
                vec![To::Heads(of.unit), of.secretaries(), To::StandingBody(of.council)]
            }
            _ => vec![To::FocalElseHead(of.unit), To::Heads(of.unit)],
        }
    }

    /// Whom it goes to when a delegation's own milestone is due: who sends papers out.
    pub fn about_milestone(
        self,
        council: CouncilId,
        delegation: DelegationId,
        group: Option<GroupId>,
    ) -> Vec<To> {
        let secretaries = match group {
            Some(group) => To::Secretaries(group),
            None => To::DelegationSecretaries(delegation),
        };
        vec![secretaries, To::Secretariat(council)]
    }

    /// Whom it goes to when a campaign's sub-task is due. DESIGN.md section 5 has the table; a
    /// campaign has neither a delegation's secretary nor its leader, so the campaign's owners take
    /// their places, and at the top they are its steering team beside the standing body:
    ///
    /// | step | there | in a campaign |
    /// |---|---|---|
    /// | R0, R1 | focal officer, else head | the same, of the unit in the lead |
    /// | R2 | + head | + head |
    /// | R3 | + secretary | + campaign owners |
    /// | R4 | focal officer, head | the same |
    /// | E1 | head, secretary | head, campaign owners |
    /// | E2 | group leader or campaign owner | campaign owners |
    /// | E3 | delegation leader; candidate for the late list | campaign owners |
    /// | E4 | standing body or campaign's steering team | campaign owners, standing body |
    pub fn about_subtask(self, council: CouncilId, unit: UnitId) -> Vec<To> {
        let owners = To::CampaignOwners(council);
        match self {
            Step::R0 | Step::R1 => vec![To::FocalElseHead(unit)],
            Step::R2 | Step::R4 => vec![To::FocalElseHead(unit), To::Heads(unit)],
            Step::R3 => vec![To::FocalElseHead(unit), To::Heads(unit), owners],
            Step::E1 => vec![To::Heads(unit), owners],
            Step::E2 | Step::E3 => vec![owners],
            Step::E4 => vec![owners, To::StandingBody(council)],
        }
    }
}
