//! Taking the step that is proposed, putting it off, asking for an explanation: each by a person's
//! tap; nothing goes outside by itself.

use super::effects::{fits, note_of, saved};
use super::{
    EXPLANATION_DAYS, Entry, EntryKind, Escalation, Explanation, MAX_NOTE, PUT_OFF_DAYS, Paper,
    Recommendation, Told,
};
use crate::domain::decision::{Change, Decided, Refusal, words};
use crate::domain::people::Actor;
use crate::domain::reminders::{ReminderChange, Subject};
use chrono::{Days, NaiveDate};

/// The document has gone out.
pub(super) fn take(
    actor: &Actor,
    mut it: Recommendation,
    step: Escalation,
    (paper, note): (Paper, &str),
    today: NaiveDate,
) -> Decided {
    fits(it.proposed_step(today) == Some(step))?;
    paper.check(today)?;
    let note = note_of(note)?;
    it.step = Some(step);
    it.step_from = Some(today + Days::new(step.pause()));
    let entry = Entry::new(EntryKind::StepTaken).step(step).paper(&paper).note(&note);
    let mut to = it.owners();
    to.extend(it.deciders());
    let notice = it.notice(Told::StepTaken { step, paper, note }, actor, to);
    Ok(saved(it, actor, Some(entry), vec![], vec![notice]))
}

pub(super) fn put_off(
    actor: &Actor,
    mut it: Recommendation,
    step: Escalation,
    reason: &str,
    today: NaiveDate,
) -> Decided {
    fits(it.proposed_step(today) == Some(step))?;
    let reason = words(reason, MAX_NOTE)?;
    it.step_from = Some(today + Days::new(PUT_OFF_DAYS));
    let entry = Entry::new(EntryKind::StepPutOff).step(step).note(&reason);
    // The unit is not told of what does not happen to it.
    Ok(saved(it, actor, Some(entry), vec![], vec![]))
}

pub(super) fn ask_explanation(
    actor: &Actor,
    mut it: Recommendation,
    paper: Paper,
    due_on: NaiveDate,
    today: NaiveDate,
) -> Decided {
    paper.check(today)?;
    let due_on = explanation_due(due_on, today)?;
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

/// `due_on`, if an explanation that is asked for on `today` can be due then.
pub fn explanation_due(due_on: NaiveDate, today: NaiveDate) -> Result<NaiveDate, Refusal> {
    let after = |days: &i64| today + Days::new(days.unsigned_abs());
    let (from, to) = (after(EXPLANATION_DAYS.start()), after(EXPLANATION_DAYS.end()));
    match (from..=to).contains(&due_on) {
        true => Ok(due_on),
        false => Err(Refusal::DayOutOfRange { from, to }),
    }
}
