//! The path of what is overdue (DOMAIN.md 3.2, step 13). Each step is proposed to a person and happens
//! by their tap alone; nothing goes outside by itself. The days are defaults that can be changed.

use super::{
    Entry, EntryKind, Explanation, MAX_NOTE, Paper, Recommendation, RecommendationFacts, Told,
    fits, saved,
};
use crate::clock::local;
use crate::domain::decision::{Change, Decided, Refusal, require, words};
use crate::domain::ids::*;
use crate::domain::people::{Action, Actor, may};
use crate::domain::reminders::{ReminderChange, Subject};
use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// How long a step that is put off is not proposed again.
pub const PUT_OFF_DAYS: u64 = 7;

/// Days in which an explanation is given: as a rule, and at most (Law on supervision of 2025, Art. 40).
pub const EXPLANATION_DAYS: std::ops::RangeInclusive<i64> = 15..=30;

/// The steps, in order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
    pub const ALL: [Escalation; 7] = [
        Escalation::Chase,
        Escalation::ChaseAgain,
        Escalation::Refer,
        Escalation::Hearing,
        Escalation::Interpellation,
        Escalation::SuperviseAgain,
        Escalation::ReportToCouncil,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Escalation::Chase => "chase",
            Escalation::ChaseAgain => "chase_again",
            Escalation::Refer => "refer",
            Escalation::Hearing => "hearing",
            Escalation::Interpellation => "interpellation",
            Escalation::SuperviseAgain => "supervise_again",
            Escalation::ReportToCouncil => "report_to_council",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.code() == code)
    }

    /// Its place on the path, from 1.
    pub fn number(self) -> usize {
        Self::ALL.iter().position(|step| *step == self).map_or(0, |at| at + 1)
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
    fn pause(self) -> u64 {
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
        Escalation::ALL.into_iter().find(|step| self.step.is_none_or(|taken| *step > taken))
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

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Escalating {
    /// The document has gone out.
    Take {
        step: Escalation,
        paper: Paper,
        note: String,
    },
    PutOff {
        step: Escalation,
        reason: String,
    },
    AskExplanation {
        paper: Paper,
        due_on: NaiveDate,
    },
}

/// Take the step that is proposed, put it off, or ask for an explanation.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct EscalateRecommendation {
    pub recommendation: RecommendationId,
    pub version: i32,
    pub act: Escalating,
}

impl EscalateRecommendation {
    pub fn name(&self) -> &'static str {
        match self.act {
            Escalating::Take { .. } => "take_escalation_step",
            Escalating::PutOff { .. } => "put_off_escalation_step",
            Escalating::AskExplanation { .. } => "ask_for_explanation",
        }
    }

    pub fn decide(
        self,
        actor: &Actor,
        facts: Option<RecommendationFacts>,
        now: DateTime<Utc>,
    ) -> Decided {
        let mut it = facts.ok_or(Refusal::Gone)?.it;
        let today = local(now).date();
        let action = match &self.act {
            Escalating::Take { step, .. } | Escalating::PutOff { step, .. } => {
                it.action_of(*step, actor, today)
            }
            Escalating::AskExplanation { .. } => Action::EscalateRecommendation,
        };
        require(actor, action, &it.target(actor))?;
        match self.act {
            Escalating::Take { step, paper, note } => {
                if it.step.is_some_and(|taken| taken >= step) {
                    return Err(Refusal::AlreadyDone);
                }
                proposed(&it, step, self.version, today)?;
                paper.check(today)?;
                let note = match note.trim() {
                    "" => String::new(),
                    note => words(note, MAX_NOTE)?,
                };
                it.step = Some(step);
                it.step_from = Some(today + Days::new(step.pause()));
                let entry = Entry::new(EntryKind::StepTaken).step(step).paper(&paper).note(&note);
                let mut to = it.owners();
                to.extend(it.deciders());
                let notice = it.notice(Told::StepTaken { step, paper, note }, actor, to);
                Ok(saved(it, actor, Some(entry), vec![], vec![notice]))
            }
            Escalating::PutOff { step, reason } => {
                proposed(&it, step, self.version, today)?;
                let reason = words(&reason, MAX_NOTE)?;
                it.step_from = Some(today + Days::new(PUT_OFF_DAYS));
                let entry = Entry::new(EntryKind::StepPutOff).step(step).note(&reason);
                // The unit is not told of what does not happen to it.
                Ok(saved(it, actor, Some(entry), vec![], vec![]))
            }
            Escalating::AskExplanation { paper, due_on } => {
                if it.explanation.is_some() {
                    return Err(Refusal::AlreadyDone);
                }
                fits(it.may_be_explained(today))?;
                it.has_version(self.version)?;
                paper.check(today)?;
                if !EXPLANATION_DAYS.contains(&(due_on - today).num_days()) {
                    let limits = EXPLANATION_DAYS;
                    let days = |days: &i64| i32::try_from(*days).unwrap_or(i32::MAX);
                    return Err(Refusal::OutOfRange {
                        from: days(limits.start()),
                        to: days(limits.end()),
                    });
                }
                it.explanation = Some(Explanation { due_on, given: false });
                let entry = Entry::new(EntryKind::ExplanationAsked).paper(&paper).due(due_on);
                let mut to = it.owners();
                to.extend(it.deciders());
                let notice = it.notice(Told::ExplanationAsked { due_on, paper }, actor, to);
                let deadline = Change::Reminders(ReminderChange::SetDeadline {
                    subject: Subject::Explanation(it.id),
                    council: it.council,
                    given_on: today,
                    due_on,
                });
                Ok(saved(it, actor, Some(entry), vec![deadline], vec![notice]))
            }
        }
    }
}

fn proposed(
    it: &Recommendation,
    step: Escalation,
    version: i32,
    today: NaiveDate,
) -> Result<(), Refusal> {
    it.has_version(version)?;
    fits(it.proposed_step(today) == Some(step))
}
