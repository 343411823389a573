//! What of a submission is verified, and what its answers come to.

use std::sync::Arc;

use super::ask::Ask;
use super::verification::{Basis, Finding, Reportable, Tally};
use super::{Submission, SubmissionState};
use crate::domain::visits::VisitState;

impl Submission {
    /// What reports say of an answer: what was found if the delegation adjusted it, else what the
    /// unit reported. `None` without an answer, and before the head has signed: a draft is the
    /// unit's own.
    pub fn reportable(&self, path: &str) -> Option<Reportable<'_>> {
        let answer = self.answers.get(path).filter(|stored| stored.given.is_there())?;
        if self.state.awaits_signature() {
            return None;
        }
        let (value, basis) = match self.verifications.get(path).map(|it| &it.finding) {
            None => (&answer.given, Basis::SelfReported),
            Some(Finding::Matched) => (&answer.given, Basis::Matched),
            Some(Finding::NotVerifiable) => (&answer.given, Basis::NotVerifiable),
            Some(Finding::Adjusted(found)) => (&found.value, Basis::Adjusted),
            Some(Finding::Disputed(found)) => (&found.value, Basis::Disputed),
        };
        Some(Reportable { value, basis, is_final: self.state == SubmissionState::Final })
    }

    /// The answered questions with their places in the form: first those marked to be verified on
    /// site, then the others.
    pub fn to_verify(&self, language: &str) -> Vec<(usize, Arc<Ask>)> {
        let laid = self.lay(language);
        let asks = laid.asks.iter().cloned().enumerate();
        let (marked, others): (Vec<_>, Vec<_>) =
            asks.filter(|(_, ask)| self.is_answered(&ask.path)).partition(|(_, ask)| ask.verify);
        marked.into_iter().chain(others).collect()
    }

    /// Marked questions that have an answer and no result yet.
    pub fn unverified(&self, language: &str) -> Vec<(usize, Arc<Ask>)> {
        let open = |ask: &Ask| ask.verify && !self.verifications.contains_key(&ask.path);
        self.to_verify(language).into_iter().filter(|(_, ask)| open(ask)).collect()
    }

    /// Counts the changes of a result; 0: there is none.
    pub fn verified_revision(&self, path: &str) -> i32 {
        self.verifications.get(path).map_or(0, |it| it.revision)
    }

    /// The group is at the unit, or writes up what it found there.
    pub fn is_being_verified(&self) -> bool {
        self.state == SubmissionState::SignedOff && on_site(self.visit_state)
    }

    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        for (_, ask) in self.to_verify("") {
            let result = self.verifications.get(&ask.path);
            tally.marked += usize::from(ask.verify);
            tally.marked_done += usize::from(ask.verify && result.is_some());
            match result.map(|result| &result.finding) {
                Some(Finding::Matched) => tally.matched += 1,
                Some(Finding::NotVerifiable) => tally.not_verifiable += 1,
                Some(Finding::Adjusted(_)) => tally.adjusted += 1,
                Some(Finding::Disputed(_)) => {
                    tally.adjusted += 1;
                    tally.disputed += 1;
                }
                None => {}
            }
        }
        tally
    }
}

pub(super) fn on_site(state: VisitState) -> bool {
    matches!(state, VisitState::InSession | VisitState::Minutes)
}
