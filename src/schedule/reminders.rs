//! Reminders: the steps that deadlines have reached, whatever they are of.

use sqlx::types::chrono::{DateTime, Utc};

use super::{BATCH, Sweeper};
use crate::domain::deadline::{Concerned, Step, Subject};
use crate::domain::notice::{DueLine, DueWhat};
use crate::domain::{Notice, NoticeKind, To};
use crate::intake::notify;
use crate::store::calendar::Calendars;
use crate::store::recipients::{self, Recipient};
use crate::store::{Tx, deadlines, digests, milestones};

/// What a due deadline has to say now, and to whom at which step.
struct Saying {
    what: DueWhat,
    to: Vec<(Step, Vec<To>)>,
}

/// What one person is told in this slot.
struct Letter {
    recipient: Recipient,
    lines: Vec<DueLine>,
    /// What was fired first: it is said to this person once, so it makes the key unique.
    key: String,
}

impl Sweeper {
    /// One batch of due steps: what they have to say to one person in one slot is one message,
    /// whatever their subjects.
    pub(super) async fn reminders(&self, now: DateTime<Utc>) -> sqlx::Result<usize> {
        let mut tx = self.store.begin().await?;
        let due = deadlines::claim(&mut tx, now, BATCH).await?;
        let mut calendars = Calendars::default();
        let mut letters: Vec<Letter> = vec![];
        for one in &due {
            let Some(saying) = saying(&mut tx, one, &mut calendars, now).await? else { continue };
            let mut told = vec![];
            for (step, to) in saying.to {
                for recipient in recipients::resolve(&mut tx, &to, None).await? {
                    let Some(person) = recipient.person.filter(|it| !told.contains(it)) else {
                        continue;
                    };
                    told.push(person);
                    if !deadlines::fire(&mut tx, one, step, person, now).await? {
                        continue;
                    }
                    let line = DueLine { step, what: saying.what.clone() };
                    let key = format!("{}.{}.{}", one.deadline.0, one.generation, step.code());
                    match letters.iter_mut().find(|letter| letter.recipient == recipient) {
                        Some(letter) => letter.lines.push(line),
                        None => letters.push(Letter { recipient, lines: vec![line], key }),
                    }
                }
            }
        }
        let mut outgoing = vec![];
        for Letter { recipient, mut lines, key } in letters {
            lines.sort_by_key(|line| std::cmp::Reverse(line.step));
            let kind = NoticeKind::Reminder { lines };
            let notice = Notice { subject: 0, kind, generation: 0, to: vec![] };
            let mut message =
                notify(&mut tx, (&self.words, self.bot_id), &notice, recipient, now).await?;
            message.key = Some(format!("reminder:{}:{}", key, recipient.account.0));
            outgoing.push(message);
        }
        self.commit(tx, outgoing, now).await?;
        Ok(due.len())
    }
}

/// The condition under which a reminder makes sense is checked now, not when it was set: `None` of
/// what is done, and of what nobody waits for any more.
async fn saying(
    tx: &mut Tx,
    due: &deadlines::Due,
    calendars: &mut Calendars,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<Saying>> {
    // Of what is still to come, the highest step speaks for those that days off pushed onto its day;
    // what is overdue is told to each reader as it concerns them.
    let highest = due.steps.iter().max().copied();
    let at = |to: &dyn Fn(Step) -> Vec<To>| {
        let said = |step: Step| if step.is_overdue() { step } else { highest.unwrap_or(step) };
        due.steps.iter().map(|step| (said(*step), to(*step))).collect()
    };
    Ok(match due.subject {
        Subject::Submission(id) => digests::line(tx, id).await?.map(|(line, it)| {
            let concerned = Concerned {
                council: it.council,
                delegation: it.delegation,
                group: it.group,
                unit: it.unit,
            };
            let to = at(&|step| step.about_answers(&concerned));
            Saying { what: DueWhat::Answers(line), to }
        }),
        Subject::Milestone(id) => {
            let days = calendars.of(tx, due.council, now).await?;
            milestones::line(tx, id, days).await?.map(|(line, it)| {
                let group = it.group.map(|(group, _)| group);
                let to = at(&|step| step.about_milestone(it.council, it.delegation, group));
                Saying { what: DueWhat::Milestone(line), to }
            })
        }
    })
}
