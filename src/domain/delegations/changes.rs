//! What a decision can change of delegations. The store applies it; nothing else writes.

use super::{DelegationState, Terms};
use crate::domain::ids::*;
use crate::domain::paper::Paper;
use crate::domain::units::UnitKind;
use chrono::NaiveDate;

#[derive(Clone, PartialEq, Debug)]
pub enum DelegationChange {
    /// With its groups, numbered from 1.
    Add {
        delegation: DelegationId,
        groups: Vec<GroupId>,
        council: CouncilId,
        terms: Terms,
        by: PersonId,
    },
    SetTerms {
        delegation: DelegationId,
        terms: Terms,
    },
    SetState {
        delegation: DelegationId,
        state: DelegationState,
    },
    LinkGroupChat {
        chat: GroupChatId,
        delegation: DelegationId,
        by: PersonId,
    },
    ProposeGroupChat {
        chat: GroupChatId,
        by: PersonId,
    },
    EndGroupChat {
        chat: GroupChatId,
    },
    Cancel {
        delegation: DelegationId,
        reason: String,
    },
    /// Takes the delegation to `reported`.
    Report {
        delegation: DelegationId,
        report: Paper,
    },
    AddGroup {
        council: CouncilId,
        delegation: DelegationId,
        number: i32,
    },
    AddInvitee {
        council: CouncilId,
        group: GroupId,
        name: String,
        position: String,
        by: PersonId,
    },
    RemoveInvitee {
        invitee: InviteeId,
    },
    /// Takes the unit from the group that had it, if one had.
    AssignUnit {
        council: CouncilId,
        delegation: DelegationId,
        group: GroupId,
        unit: UnitId,
    },
    ReleaseUnit {
        delegation: DelegationId,
        unit: UnitId,
    },
    ChooseChecklist {
        council: CouncilId,
        delegation: DelegationId,
        kind: UnitKind,
        checklist: ChecklistId,
    },
    /// Reckons a delegation's milestones from its window and its visits, as they are then. Beside
    /// whatever changes one of these; nothing without a window.
    SetMilestones {
        delegation: DelegationId,
    },
    MarkMilestone {
        milestone: MilestoneId,
        done: bool,
        by: PersonId,
    },
    MoveMilestone {
        milestone: MilestoneId,
        due_on: NaiveDate,
        reason: String,
    },
}
