//! The milestones of a delegation: papers that leave the delegation's office by a day reckoned from
//! its window or from a group's first visit. Every number of days here is a default that can be
//! changed, not law; the sources are DOMAIN.md 3.2.
//!
//! A delegation without a window has none. [`plan`] says what they are; a due date that a person has
//! moved stays until its anchor moves.

use super::DelegationState;
use crate::domain::calendar::WorkingDays;
use crate::domain::ids::*;
use crate::domain::people::{Actor, Target};
use crate::domain::reminders::{Confidence, Reckoned, Rule, Source};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use strum::VariantArray;

/// Longest reason for another due day, characters.
pub const MAX_REASON: usize = 500;

#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Debug,
    Serialize,
    Deserialize,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum MilestoneKind {
    /// Plan and report outline to the units.
    Outline,
    /// The units' written reports are in.
    UnitReports,
    /// Programme and composition to the units of a group.
    Programme,
    /// The members' assessments are in.
    Assessments,
    DraftReport,
    Report,
}

impl MilestoneKind {
    pub const ALL: &[MilestoneKind] = MilestoneKind::VARIANTS;

    /// The stored name.
    pub fn code(self) -> &'static str {
        self.into()
    }

    /// How the due day is reckoned. A delegation founded by a resolution of the council itself
    /// (…/NQ-HĐND) reports within 20 days, one of the standing body or a committee within 10.
    pub fn rule(self, basis_number: &str) -> Rule {
        let read = |rule: Rule| Rule { confidence: Confidence::Verified, ..rule };
        let of_the_council = basis_number.to_uppercase().ends_with("/NQ-HĐND");
        let law = |articles| Source::Law { articles };
        match self {
            MilestoneKind::Outline => Rule::before(15, law("62, 70, 80")),
            MilestoneKind::UnitReports => Rule::before(5, Source::Plan),
            MilestoneKind::Programme => Rule::before(7, law("62, 70, 80")),
            MilestoneKind::Assessments => read(Rule::after(5, Source::LocalRules)),
            MilestoneKind::DraftReport => read(Rule::after(7, Source::LocalRules)),
            MilestoneKind::Report if of_the_council => Rule::after(20, law("62")),
            MilestoneKind::Report => Rule::after(10, law("70, 80")),
        }
    }
}

/// What the milestones of a delegation are reckoned from.
#[derive(Clone, PartialEq, Debug)]
pub struct Anchors {
    pub window_from: NaiveDate,
    pub window_to: NaiveDate,
    pub basis_number: String,
    /// The day of each group's first visit.
    pub first_visits: Vec<(GroupId, NaiveDate)>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Planned {
    pub kind: MilestoneKind,
    /// Of the programme: whose.
    pub group: Option<GroupId>,
    pub reckoned: Reckoned,
}

/// The milestones of a delegation, in the order of their kinds.
pub fn plan(of: &Anchors, days: &WorkingDays) -> Vec<Planned> {
    let one = |kind: MilestoneKind, group, anchor| Planned {
        kind,
        group,
        reckoned: kind.rule(&of.basis_number).reckon(anchor, days),
    };
    let planned = MilestoneKind::ALL.iter().copied().flat_map(|kind| match kind {
        MilestoneKind::Outline | MilestoneKind::UnitReports => {
            vec![one(kind, None, of.window_from)]
        }
        MilestoneKind::Programme => {
            of.first_visits.iter().map(|(group, day)| one(kind, Some(*group), *day)).collect()
        }
        MilestoneKind::Assessments | MilestoneKind::DraftReport | MilestoneKind::Report => {
            vec![one(kind, None, of.window_to)]
        }
    });
    planned.collect()
}

/// A milestone as it stands.
#[derive(Clone, PartialEq, Debug)]
pub struct Milestone {
    pub id: MilestoneId,
    pub council: CouncilId,
    pub delegation: DelegationId,
    pub delegation_state: DelegationState,
    pub kind: MilestoneKind,
    /// Of the programme: whose, and the group's number.
    pub group: Option<(GroupId, i32)>,
    /// All groups of the delegation: a secretary of any of them keeps the delegation's papers.
    pub groups: Vec<GroupId>,
    pub due_on: NaiveDate,
    /// How the due day came about.
    pub reckoned: Reckoned,
    /// Why a person chose another day than the reckoned one.
    pub moved: Option<String>,
    /// When, and by whom it was said to be done.
    pub done: Option<(DateTime<Utc>, String)>,
    pub version: i32,
}

impl Milestone {
    /// What managing it touches, for `actor`.
    pub fn target(&self, actor: &Actor) -> Target {
        let own = actor.group_among(&self.groups);
        Target {
            council: self.council,
            delegation: Some(self.delegation),
            group: self.group.map(|(group, _)| group).or(own),
            unit: None,
        }
    }

    /// Something still waits for it.
    pub fn is_open(&self) -> bool {
        let over = [DelegationState::Draft, DelegationState::Closed, DelegationState::Cancelled];
        self.done.is_none() && !over.contains(&self.delegation_state)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_milestones_of_the_ha_noi_mission() {
        let anchors = Anchors {
            window_from: day("2023-05-15"),
            window_to: day("2023-05-30"),
            basis_number: "12/QĐ-HĐND".to_owned(),
            first_visits: vec![(GroupId(1), day("2023-05-16")), (GroupId(2), day("2023-05-16"))],
        };
        let due = |anchors: &Anchors| -> Vec<_> {
            let planned = plan(anchors, &WorkingDays::of_years([2023]));
            planned
                .into_iter()
                .map(|it| (it.kind.code(), it.group.map(|it| it.0), it.reckoned.due.to_string()))
                .collect()
        };
        let expected = [
            ("outline", None, "2023-04-28"),
            ("unit_reports", None, "2023-05-10"),
            ("programme", Some(1), "2023-05-09"),
            ("programme", Some(2), "2023-05-09"),
            ("assessments", None, "2023-06-05"),
            ("draft_report", None, "2023-06-06"),
            ("report", None, "2023-06-09"),
        ];
        assert_eq!(due(&anchors), expected.map(|(kind, group, day)| (kind, group, day.to_owned())));
        let of_the_council = Anchors { basis_number: "135/nq-hđnd".to_owned(), ..anchors };
        assert_eq!(due(&of_the_council)[6].2, "2023-06-19");
    }
}
