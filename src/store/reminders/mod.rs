//! What each person is told in each slot: which steps belong to it, and what has become of it.
//!
//! Locks: whoever fires into a reminder shares its row, whoever composes it has it alone, so a step
//! is either in the message or in the next slot's.

mod apply;
pub mod deadlines;
mod decide;
pub mod reminded;
pub mod sayings;
pub mod view;
pub mod visits;

pub use apply::apply;
pub use decide::decide;

use std::collections::{BTreeMap, BTreeSet};

use sqlx::types::chrono::{DateTime, Utc};

use crate::domain::reminders::slot::Slot;
use crate::domain::reminders::{
    Fired, Line, Place, Reminder, ReminderFacts, ReminderState, Waiting,
};
use crate::domain::*;
use crate::store::people::recipients::Recipient;
use crate::store::{Tx, calendar, decoded};

/// Opens the reminders of these places, or joins those that wait, and answers which of them can
/// still be fired into: their rows are shared until the commit. The others are settled.
pub async fn open(tx: &mut Tx, places: &BTreeSet<Place>) -> sqlx::Result<BTreeSet<Place>> {
    let people: Vec<i64> = places.iter().map(|(person, _)| person.0).collect();
    let slots: Vec<DateTime<Utc>> = places.iter().map(|(_, slot)| *slot).collect();
    // In one order, so that two sweeps cannot wait for each other.
    sqlx::query!(
        "INSERT INTO reminder (person_id, slot_at, state)
         SELECT n.person, n.slot, 'waiting'
         FROM unnest($1::bigint[], $2::timestamptz[]) AS n (person, slot)
         ORDER BY n.person, n.slot
         ON CONFLICT (person_id, slot_at) DO NOTHING",
        &people,
        &slots
    )
    .execute(&mut **tx)
    .await?;
    let rows = sqlx::query!(
        "SELECT r.person_id, r.slot_at
         FROM unnest($1::bigint[], $2::timestamptz[]) AS n (person, slot)
              JOIN reminder r ON r.person_id = n.person AND r.slot_at = n.slot
         WHERE r.state = 'waiting' ORDER BY r.person_id, r.slot_at FOR SHARE OF r",
        &people,
        &slots
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (PersonId(row.person_id), row.slot_at)).collect())
}

/// Remembers steps; one that a person has had already stays as it was.
pub async fn fire(tx: &mut Tx, fired: &[Fired], now: DateTime<Utc>) -> sqlx::Result<()> {
    let deadlines: Vec<i64> = fired.iter().map(|it| it.deadline.0).collect();
    let generations: Vec<i32> = fired.iter().map(|it| it.generation).collect();
    let steps: Vec<&str> = fired.iter().map(|it| it.step.code()).collect();
    let recipients: Vec<i64> = fired.iter().map(|it| it.recipient.0).collect();
    let slots: Vec<DateTime<Utc>> = fired.iter().map(|it| it.slot_at).collect();
    sqlx::query!(
        "INSERT INTO fired (deadline_id, generation, step, recipient, slot_at, at)
         SELECT n.deadline, n.generation, n.step, n.recipient, n.slot, $6
         FROM unnest($1::bigint[], $2::int[], $3::text[], $4::bigint[], $5::timestamptz[])
              AS n (deadline, generation, step, recipient, slot)
         ON CONFLICT DO NOTHING",
        &deadlines,
        &generations,
        &steps as _,
        &recipients,
        &slots,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Which of these people asked for evenings.
pub async fn night_readers(
    tx: &mut Tx,
    people: &BTreeSet<PersonId>,
) -> sqlx::Result<BTreeSet<PersonId>> {
    let ids: Vec<i64> = people.iter().map(|id| id.0).collect();
    let rows = sqlx::query_scalar!("SELECT id FROM person WHERE id = ANY($1) AND nights", &ids)
        .fetch_all(&mut **tx)
        .await?;
    Ok(rows.into_iter().map(PersonId).collect())
}

/// Claims reminders whose slot has come, once nothing is due any more that could belong to them:
/// what another replica holds is due until it commits. Of the slots that somebody missed, the last
/// tells it all. `None`: its reader is not here any more.
pub async fn claim(
    tx: &mut Tx,
    slot: Slot,
    now: DateTime<Utc>,
    limit: i64,
) -> sqlx::Result<Vec<(Waiting, Option<Recipient>)>> {
    let mut rows = sqlx::query!(
        r#"SELECT r.id, r.person_id, r.slot_at, p.council_id, p.locale, p.nights,
                CASE WHEN p.state = 'active' THEN p.tg_user_id END AS account
           FROM reminder r JOIN person p ON p.id = r.person_id
           WHERE r.state = 'waiting' AND r.slot_at <= $1 AND (NOT $2 OR r.slot_at = $3)
             AND NOT EXISTS (SELECT FROM deadline WHERE next_at <= $1)
           ORDER BY r.person_id, r.slot_at LIMIT $4 FOR UPDATE OF r SKIP LOCKED"#,
        now,
        slot.night,
        slot.at,
        limit
    )
    .fetch_all(&mut **tx)
    .await?;
    // The limit may have cut the last person's slots apart: they are for the next batch.
    let last = rows.last().map(|row| row.person_id);
    if rows.len() as i64 == limit && rows.first().map(|row| row.person_id) != last {
        rows.retain(|row| Some(row.person_id) != last);
    }
    let mut claimed: Vec<(Waiting, Option<Recipient>)> = vec![];
    let mut missed = vec![];
    for row in rows {
        let person = PersonId(row.person_id);
        if claimed.last().is_some_and(|(before, _)| before.person == person) {
            missed.extend(claimed.pop());
        }
        let waiting = Waiting {
            id: ReminderId(row.id),
            person,
            council: CouncilId(row.council_id),
            slot_at: row.slot_at,
            nights: row.nights,
        };
        let recipient = row.account.map(|account| Recipient {
            account: Account(account),
            person: Some(person),
            locale: Locale::from_code(&row.locale),
        });
        claimed.push((waiting, recipient));
    }
    for (old, _) in &missed {
        let new = claimed.iter().find(|(new, _)| new.person == old.person);
        let new = new.map(|(new, _)| new.slot_at);
        carry(tx, (old.person, old.slot_at), new.unwrap_or(old.slot_at)).await?;
        settle(tx, &[(old.id, ReminderState::Empty)], now).await?;
    }
    Ok(claimed)
}

/// What a missed slot would have told is told in a later one.
async fn carry(tx: &mut Tx, (person, from): Place, to: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE fired SET slot_at = $3 WHERE recipient = $1 AND slot_at = $2",
        person.0,
        from,
        to
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "UPDATE reminder SET snoozed_to = $3 WHERE person_id = $1 AND snoozed_to = $2",
        person.0,
        from,
        to
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Everything that was fired for these reminders, or put off into them.
pub async fn lines(
    tx: &mut Tx,
    reminders: &[Waiting],
) -> sqlx::Result<BTreeMap<PersonId, Vec<Line>>> {
    let people: Vec<i64> = reminders.iter().map(|it| it.person.0).collect();
    let slots: Vec<DateTime<Utc>> = reminders.iter().map(|it| it.slot_at).collect();
    let rows = sqlx::query!(
        r#"WITH asked AS (SELECT * FROM unnest($1::bigint[], $2::timestamptz[]) AS n (person, slot)),
             told AS (SELECT person, slot, true AS own FROM asked
                      UNION ALL
                      SELECT r.person_id, r.slot_at, false FROM asked a
                      JOIN reminder r ON r.person_id = a.person AND r.snoozed_to = a.slot)
           SELECT t.person AS "person!", t.own AS "own!", f.deadline_id, f.generation, f.step, f.slot_at, f.left_out,
                  d.generation AS current, d.subject_kind, d.subject_id, d.given_on, d.due_on
           FROM told t JOIN fired f ON f.recipient = t.person AND f.slot_at = t.slot
                JOIN deadline d ON d.id = f.deadline_id
           WHERE t.own OR NOT f.left_out
           ORDER BY f.deadline_id"#,
        &people,
        &slots
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut found = BTreeMap::<_, Vec<Line>>::new();
    for row in rows {
        let recipient = PersonId(row.person);
        let fired = Fired {
            deadline: DeadlineId(row.deadline_id),
            generation: row.generation,
            step: decoded("step", &row.step)?,
            recipient,
            slot_at: row.slot_at,
        };
        found.entry(recipient).or_default().push(Line {
            fired,
            own: row.own,
            subject: deadlines::subject(&row.subject_kind, row.subject_id)?,
            span: (row.given_on, row.due_on),
            generation: row.current,
            left_out: row.left_out,
        });
    }
    Ok(found)
}

/// Steps that are not told in their slot go to another one, which is open.
pub async fn put_off(tx: &mut Tx, moved: &[Fired]) -> sqlx::Result<()> {
    for fired in moved {
        sqlx::query!(
            "UPDATE fired SET slot_at = $5
             WHERE deadline_id = $1 AND generation = $2 AND step = $3 AND recipient = $4",
            fired.deadline.0,
            fired.generation,
            fired.step.code(),
            fired.recipient.0,
            fired.slot_at
        )
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

/// Steps that the message does not tell: what they were about is done, has moved, or a higher step
/// speaks for it.
pub async fn leave_out(tx: &mut Tx, fired: &[Fired]) -> sqlx::Result<()> {
    let deadlines: Vec<i64> = fired.iter().map(|it| it.deadline.0).collect();
    let generations: Vec<i32> = fired.iter().map(|it| it.generation).collect();
    let steps: Vec<&str> = fired.iter().map(|it| it.step.code()).collect();
    let recipients: Vec<i64> = fired.iter().map(|it| it.recipient.0).collect();
    sqlx::query!(
        "UPDATE fired SET left_out = true
         FROM unnest($1::bigint[], $2::int[], $3::text[], $4::bigint[])
              AS n (deadline, generation, step, recipient)
         WHERE fired.deadline_id = n.deadline AND fired.generation = n.generation
           AND fired.step = n.step AND fired.recipient = n.recipient",
        &deadlines,
        &generations,
        &steps as _,
        &recipients
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What has become of reminders that waited.
pub async fn settle(
    tx: &mut Tx,
    settled: &[(ReminderId, ReminderState)],
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    let ids: Vec<i64> = settled.iter().map(|(id, _)| id.0).collect();
    let states: Vec<&str> = settled.iter().map(|(_, state)| state.code()).collect();
    sqlx::query!(
        "UPDATE reminder SET state = n.state, settled_at = $3
         FROM unnest($1::bigint[], $2::text[]) AS n (id, state) WHERE reminder.id = n.id",
        &ids,
        &states as _,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A reminder that was sent, locked, with what its buttons have to know.
pub async fn facts(
    tx: &mut Tx,
    id: ReminderId,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<ReminderFacts>> {
    let row = sqlx::query!(
        r#"SELECT r.person_id, r.slot_at, r.seen_at, r.snoozed_to, p.council_id, p.nights,
                (SELECT max(s.slot_at) FROM reminder s
                 WHERE s.person_id = r.person_id AND s.state <> 'waiting') AS "settled_to!",
                ARRAY(SELECT DISTINCT d.subject_kind FROM fired f JOIN deadline d ON d.id = f.deadline_id
                      WHERE f.recipient = r.person_id AND f.slot_at = r.slot_at
                        AND NOT f.left_out) AS "kinds!"
           FROM reminder r JOIN person p ON p.id = r.person_id
           WHERE r.id = $1 AND r.state = 'sent' FOR UPDATE OF r"#,
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let mut rests = vec![];
    for kind in &row.kinds {
        rests.push(deadlines::subject(kind, 0)?.rests());
    }
    let reminder = Reminder {
        id,
        person: PersonId(row.person_id),
        slot_at: row.slot_at,
        seen_at: row.seen_at,
        snoozed_to: row.snoozed_to,
        rests: rests.contains(&true),
        nights: row.nights && rests.contains(&false),
        settled_to: row.settled_to,
    };
    let days = calendar::working_days(tx, CouncilId(row.council_id), now).await?;
    Ok(Some(ReminderFacts { reminder, days }))
}

pub async fn see(tx: &mut Tx, id: ReminderId, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!("UPDATE reminder SET seen_at = $2 WHERE id = $1 AND seen_at IS NULL", id.0, now)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Tells it again in a later slot, together with what is due then; who puts it off has seen it.
pub async fn snooze(
    tx: &mut Tx,
    id: ReminderId,
    again: Place,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    if open(tx, &BTreeSet::from([again])).await?.is_empty() {
        // A replica whose clock is ahead has just settled that slot: tried anew, the next is taken.
        return Err(sqlx::Error::RowNotFound);
    }
    sqlx::query!("UPDATE reminder SET snoozed_to = $2 WHERE id = $1", id.0, again.1)
        .execute(&mut **tx)
        .await?;
    see(tx, id, now).await
}
