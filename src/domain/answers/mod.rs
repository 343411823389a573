//! A unit's answers to a checklist: given one by one, by several people at once, submitted, signed,
//! verified on site.

mod acts;
mod ask;
mod changes;
mod dispute;
mod files;
mod fill;
pub mod given;
mod laying;
mod notices;
mod result;
mod runs;
mod sheet;
mod steps;
mod told;
mod typed;
mod variance;
mod verification;
mod verified;
mod verify;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use strum::{EnumIter, EnumString, IntoStaticStr};

use crate::clock::local;
use crate::domain::file::Exhibit;
use crate::domain::ids::*;
use crate::domain::people::Target;
use crate::domain::visits::VisitState;

pub use acts::AnswerCommand;
pub use ask::{Ask, AskKind, Choice, Fact, Laid, Place, Row};
pub use changes::AnswerChange;
pub use dispute::Settlement;
pub use files::{FileUse, SendFile};
pub use fill::{Also, FillAct, FillSubmission};
pub use given::{AnswerProblem, Answers, Given, MAX_TEXT, Stored};
pub use laying::unaskable;
pub use notices::AnswerNotice;
pub use sheet::Sheet;
pub use steps::{LookAtResults, MoveSubmission, SubmissionAct};
pub use typed::{read, read_score};
pub use variance::{Variance, variance};
pub use verification::{
    Basis, Dispute, Finding, Found, MAX_NOTE, Method, Reportable, Tally, Verification,
    Verifications,
};
pub use verify::{Verdict, VerifyAct, VerifyAnswer};

#[derive(
    Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, EnumIter, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum SubmissionState {
    Open,
    Submitted,
    SignedOff,
    Verified,
    Final,
    Returned,
}

impl SubmissionState {
    pub fn code(self) -> &'static str {
        self.into()
    }

    /// Answers can be given and changed.
    pub fn takes_answers(self) -> bool {
        matches!(self, SubmissionState::Open | SubmissionState::Returned)
    }

    /// The head's signature is still wanted.
    pub fn awaits_signature(self) -> bool {
        self.takes_answers() || self == SubmissionState::Submitted
    }
}

/// Days that a unit has to supplement its answers. Default, can be changed.
const SUPPLEMENT_DAYS: u64 = 5;

/// A submission as it stands, locked when it is about to change.
#[derive(Clone, PartialEq, Debug)]
pub struct Submission {
    pub id: SubmissionId,
    pub council: CouncilId,
    pub delegation: DelegationId,
    pub visit: VisitId,
    pub visit_at: DateTime<Utc>,
    pub visit_ends_at: DateTime<Utc>,
    pub visit_state: VisitState,
    pub group: GroupId,
    pub unit: UnitId,
    pub unit_name: String,
    pub sheet: Arc<Sheet>,
    pub state: SubmissionState,
    pub version: i32,
    pub due_on: NaiveDate,
    /// Without photos that could not be fetched.
    pub answers: Answers,
    /// What the delegation found on site; the answers stay as they were signed.
    pub verifications: Verifications,
    /// The heads who have had the results before them since the last of them changed.
    pub looked: Vec<PersonId>,
    /// Files that were sent for it and are here or on their way.
    pub files: BTreeMap<FetchId, Exhibit>,
    /// Evidence beside answers, by path, oldest first.
    pub evidence: BTreeMap<String, Vec<FetchId>>,
    /// Photos and files not here yet.
    pub pending_files: i64,
    pub signed: Option<(String, DateTime<Utc>)>,
    /// Why it was sent back last, and by whom.
    pub returned: Option<Returned>,
}

/// That answers were sent back to the unit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Returned {
    pub reason: String,
    pub by: String,
    pub at: DateTime<Utc>,
}

impl Submission {
    pub fn target(&self) -> Target {
        Target {
            council: self.council,
            delegation: Some(self.delegation),
            group: Some(self.group),
            unit: Some(self.unit),
        }
    }

    /// The questions that apply, given the answers so far, in the form's order, and what the form
    /// works out from the answers.
    pub fn lay(&self, language: &str) -> Arc<Laid> {
        self.sheet.lay(self.id, &self.answers, language, self.visit_at)
    }

    pub fn is_answered(&self, path: &str) -> bool {
        self.answers.get(path).is_some_and(|stored| stored.given.is_there())
    }

    /// Counts the changes of an answer; 0: there never was one.
    pub fn revision(&self, path: &str) -> i32 {
        self.answers.get(path).map_or(0, |stored| stored.revision)
    }

    /// Answered and all, of the questions that apply.
    pub fn progress(&self) -> (usize, usize) {
        let asks = &self.lay("").asks;
        (asks.iter().filter(|ask| self.is_answered(&ask.path)).count(), asks.len())
    }

    /// Required and not answered.
    pub fn missing(&self, language: &str) -> Vec<Arc<Ask>> {
        self.asks_that(language, |ask| ask.required && !self.is_answered(&ask.path))
    }

    /// Answered, but without the evidence that the checklist requires.
    pub fn lacking(&self, language: &str) -> Vec<Arc<Ask>> {
        self.asks_that(language, |ask| self.lacks_evidence(ask))
    }

    fn asks_that(&self, language: &str, holds: impl Fn(&Ask) -> bool) -> Vec<Arc<Ask>> {
        self.lay(language).asks.iter().filter(|ask| holds(ask)).cloned().collect()
    }

    pub fn lacks_evidence(&self, ask: &Ask) -> bool {
        let has_photo = ask.kind == AskKind::Photo;
        ask.wants_evidence()
            && !has_photo
            && self.is_answered(&ask.path)
            && self.evidence_of(&ask.path).is_empty()
    }

    pub fn evidence_of(&self, path: &str) -> Vec<&Exhibit> {
        let fetches = self.evidence.get(path).map(Vec::as_slice).unwrap_or_default();
        fetches.iter().filter_map(|fetch| self.files.get(fetch)).collect()
    }

    /// Everything sent for a question: photos that are the answer, then evidence, then what the
    /// delegation saw on site.
    pub fn files_of(&self, path: &str) -> Vec<&Exhibit> {
        let photos = match self.answers.get(path).map(|stored| &stored.given) {
            Some(Given::Photo { fetches }) => fetches.as_slice(),
            _ => &[],
        };
        let photos = photos.iter().filter_map(|fetch| self.files.get(fetch));
        let seen = self.verifications.get(path).map(Verification::files).unwrap_or_default();
        let seen = seen.into_iter().filter_map(|fetch| self.files.get(&fetch));
        photos.chain(self.evidence_of(path)).chain(seen).collect()
    }

    /// Whether nothing was said or sent in a row of a repeat.
    pub fn is_empty_row(&self, repeat: &str, index: usize) -> bool {
        let inside = format!("{repeat}[{index}]/");
        let answered = |(path, stored): (&String, &Stored)| {
            path.starts_with(&inside) && stored.given.is_there()
        };
        !self.answers.iter().any(answered)
            && !self.evidence.iter().any(|(path, of)| path.starts_with(&inside) && !of.is_empty())
    }

    /// Handed in or signed, nothing of it verified yet, and the visit has not ended.
    pub fn can_be_returned(&self, now: DateTime<Utc>) -> bool {
        let there = matches!(self.state, SubmissionState::Submitted | SubmissionState::SignedOff);
        let ended = matches!(
            self.visit_state,
            VisitState::Minutes | VisitState::Closed | VisitState::Cancelled
        );
        there && self.verifications.is_empty() && !ended && now < self.visit_ends_at
    }

    /// When a supplement is wanted: the visit's day if that is ahead and sooner.
    pub fn supplement_due(&self, now: DateTime<Utc>) -> NaiveDate {
        let default = local(now).date() + Days::new(SUPPLEMENT_DAYS);
        if self.visit_at > now { default.min(local(self.visit_at).date()) } else { default }
    }
}
