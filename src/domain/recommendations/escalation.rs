//! The path of what is overdue (DOMAIN.md 3.2, step 13). Each step is proposed to a person and happens
//! by their tap alone; nothing goes outside by itself. The days are defaults that can be changed.

use super::Recommendation;
use crate::domain::people::{Action, Actor, may};
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use strum::IntoEnumIterator;

/// How long a step that is put off is not proposed again.
pub const PUT_OFF_DAYS: u64 = 7;

/// Days in which an explanation is given: as a rule, and at most (Law on supervision of 2025, Art. 40).
pub const EXPLANATION_DAYS: std::ops::RangeInclusive<i64> = 15..=30;

/// The steps, in order.
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
    strum::IntoStaticStr,
    strum::EnumString,
    strum::EnumIter,
    strum::EnumCount,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Escalation {
    /// Đôn đốc lần 1.
    Chase,
    /// Đôn đốc lần tiếp theo.
    ChaseAgain,
    /// Kiến nghị cấp có thẩm quyền.
    Refer,
    /// Phiên giải trình.
    Hearing,
    /// Chất vấn.
    Interpellation,
    /// Giám sát lại.
    SuperviseAgain,
    /// Báo cáo HĐND.
    ReportToCouncil,
}

impl Escalation {
    pub fn code(self) -> &'static str {
        self.into()
    }

    /// Its place on the path, from 1.
    pub fn number(self) -> usize {
        self as usize + 1
    }

    /// Days after the due day from which it is proposed: those of E2, E3 and E4 on the ladder.
    fn days_late(self) -> u64 {
        match self {
            Escalation::Chase => 3,
            Escalation::ChaseAgain => 7,
            _ => 15,
        }
    }

    /// Days until the step after it is proposed.
    pub(super) fn pause(self) -> u64 {
        match self {
            Escalation::Chase => 4,
            Escalation::ChaseAgain => 8,
            _ => 15,
        }
    }

    pub fn action(self) -> Action {
        match self {
            Escalation::Chase => Action::ChaseUnit,
            Escalation::ChaseAgain => Action::ChaseUnitAgain,
            _ => Action::EscalateRecommendation,
        }
    }
}

impl Recommendation {
    /// The step after the last one that was taken.
    pub fn next_step(&self) -> Option<Escalation> {
        Escalation::iter().find(|step| self.step.is_none_or(|taken| *step > taken))
    }

    /// The step that is proposed on a day, if one is.
    pub fn proposed_step(&self, today: NaiveDate) -> Option<Escalation> {
        let next = self.next_step().filter(|_| self.is_owed())?;
        let from = self.due_on + Days::new(next.days_late());
        let from = self.step_from.map_or(from, |day| day.max(from));
        // The explanation that was asked for is waited for.
        let explaining = self.explanation.is_some_and(|it| !it.given && it.due_on >= today);
        (from <= today && !explaining).then_some(next)
    }

    /// Whether an explanation is proposed on a day: from T+15 on, once.
    pub fn may_be_explained(&self, today: NaiveDate) -> bool {
        let from = self.due_on + Days::new(Escalation::Refer.days_late());
        self.is_owed() && self.explanation.is_none() && from <= today
    }

    /// What taking a step asks of `actor`: from T+15 on the standing body may take those, too, that
    /// nobody below it took.
    pub fn action_of(&self, step: Escalation, actor: &Actor, today: NaiveDate) -> Action {
        let climbed = self.due_on + Days::new(Escalation::Refer.days_late()) <= today;
        let highest = Action::EscalateRecommendation;
        if climbed && may(actor, highest, &self.target(actor)) { highest } else { step.action() }
    }

    /// The step that is proposed to `actor`.
    pub fn step_for(&self, actor: &Actor, today: NaiveDate) -> Option<Escalation> {
        let step = self.proposed_step(today)?;
        may(actor, self.action_of(step, actor, today), &self.target(actor)).then_some(step)
    }
}
