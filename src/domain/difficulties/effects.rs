//! What an act comes to: the change, and who is told where the difficulty stands now.

use super::{
    Difficulty, DifficultyChange, DifficultyNotice, DifficultyState, MAX_ANSWER, MergedReport,
};
use crate::domain::decision::{self, Change, Decision, Outcome, Refusal};
use crate::domain::notice::{Notice, NoticeKind, To};
use crate::domain::people::Actor;

/// The decision that takes a difficulty to where `it` now stands and tells everybody who met it:
/// its own reporters, and those of the reports that were merged into it, each of their own.
pub(super) fn moved(
    it: Difficulty,
    merged: &[MergedReport],
    actor: &Actor,
    more: Vec<To>,
) -> Decision {
    let told = |difficulty, (unit, body): (&str, &str)| DifficultyNotice::Moved {
        difficulty,
        unit: unit.to_owned(),
        body: body.to_owned(),
        state: it.state,
        said: it.said().to_owned(),
        by: actor.name.clone(),
    };
    let mut to = it.reporters();
    to.extend(more);
    let mut notices = vec![it.notice(told(it.id, (&it.unit_name, &it.body)), to)];
    for report in merged {
        let to = vec![To::Person(report.by), To::UnitPeople(report.unit)];
        // Under the main one's key: whoever has been told of that is not told twice.
        notices.push(it.notice(told(report.id, (&report.unit_name, &report.body)), to));
    }
    saved(it, notices)
}

pub(super) fn saved(it: Difficulty, notices: Vec<Notice>) -> Decision {
    let id = it.id;
    Decision {
        changes: vec![Change::Difficulties(DifficultyChange::Save(Box::new(it)))],
        notices,
        outcome: Outcome::Difficulty(id),
    }
}

/// An answer, a plan or a reason.
pub(super) fn words(typed: &str) -> Result<String, Refusal> {
    decision::words(typed, MAX_ANSWER)
}

pub(super) fn fits(fits: bool) -> Result<(), Refusal> {
    if fits { Ok(()) } else { Err(Refusal::WrongState) }
}

impl Difficulty {
    /// What is told of where it stands now.
    fn said(&self) -> &str {
        match self.state {
            DifficultyState::Resolving => &self.plan,
            DifficultyState::Resolved | DifficultyState::Confirmed => &self.resolution,
            DifficultyState::Rejected | DifficultyState::Reopened => &self.reason,
            DifficultyState::Reported | DifficultyState::Accepted | DifficultyState::Merged => "",
        }
    }

    /// Told under its next version, so that every transition is a notice of its own.
    pub(super) fn notice(&self, told: DifficultyNotice, to: Vec<To>) -> Notice {
        let kind = NoticeKind::Difficulties(told);
        Notice { kind, subject: self.id.0, generation: i64::from(self.version) + 1, to }
    }

    /// Those who look after it on the council's side.
    pub(super) fn handlers(&self) -> Vec<To> {
        let mut to = vec![To::Secretariat(self.council)];
        to.extend(self.group.map(To::Secretaries));
        to
    }

    /// Those who met it.
    fn reporters(&self) -> Vec<To> {
        vec![To::Person(self.by), To::UnitPeople(self.unit)]
    }
}
