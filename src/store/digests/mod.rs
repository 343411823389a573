//! Digest subscriptions, what is ordered outside them, and what a digest tells.
//!
//! - `content`: the office's day; `weekly`: the week's numbers; `progress`: how far the campaign is.

mod apply;
mod content;
mod decide;
mod progress;
mod weekly;

pub use apply::apply;
pub use decide::decide;

use sqlx::types::chrono::{DateTime, NaiveDate, Utc};

use crate::domain::calendar::WorkingDays;
use crate::domain::digests::{DigestFacts, DigestKind, Standing, Subscription, Timing};
use crate::domain::*;
use crate::store::{Tx, calendar, decoded, people, unknown};
use strum::IntoEnumIterator;

pub use content::{content, office_counts};
pub use progress::progress;

/// Subscribes whoever the account is: a link may have given the role to somebody known already, and
/// who has changed a digest keeps it as it is.
pub async fn subscribe(
    tx: &mut Tx,
    account: Account,
    kind: DigestKind,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    let person = sqlx::query!(
        "SELECT p.id, p.council_id FROM person p WHERE tg_user_id = $1
           AND NOT EXISTS (SELECT 1 FROM digest_subscription d WHERE d.person_id = p.id AND d.kind = $2)",
        account.0,
        kind.code()
    )
    .fetch_optional(&mut **tx)
    .await?;
    let Some(person) = person else { return Ok(()) };
    let days = calendar::working_days(tx, CouncilId(person.council_id), now).await?;
    let it = Subscription { standing: Standing::On, ..Subscription::default_of(kind) };
    set(tx, PersonId(person.id), &it, it.next(now, &days)).await
}

/// Writes a subscription; what it fired last stays on record.
pub async fn set(
    tx: &mut Tx,
    person: PersonId,
    it: &Subscription,
    next_at: Option<DateTime<Utc>>,
) -> sqlx::Result<()> {
    let rule: &str = (&it.timing).into();
    let (line, minute) = match &it.timing {
        Timing::Cron { line } => (Some(line.as_str()), None),
        Timing::WorkingDays { minute } | Timing::LastWorkingDay { minute } => {
            (None, Some(i32::from(*minute)))
        }
    };
    let until = match it.standing {
        Standing::Paused { until } => until,
        Standing::On | Standing::Off => None,
    };
    sqlx::query!(
        "INSERT INTO digest_subscription (person_id, kind, rule, line, minute, standing,
            paused_until, next_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (person_id, kind) DO UPDATE SET rule = excluded.rule, line = excluded.line,
            minute = excluded.minute, standing = excluded.standing,
            paused_until = excluded.paused_until, next_at = excluded.next_at",
        person.0,
        it.kind.code(),
        rule,
        line,
        minute,
        it.standing.code(),
        until,
        next_at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A row as it stands in the table.
struct Row {
    kind: String,
    rule: String,
    line: Option<String>,
    minute: Option<i32>,
    standing: String,
    paused_until: Option<NaiveDate>,
}

impl Row {
    fn read(self) -> sqlx::Result<Subscription> {
        let minute = self.minute.and_then(|minute| u16::try_from(minute).ok());
        let timing = match (self.rule.as_str(), self.line, minute) {
            ("cron", Some(line), _) => Timing::Cron { line },
            ("working_days", _, Some(minute)) => Timing::WorkingDays { minute },
            ("last_working_day", _, Some(minute)) => Timing::LastWorkingDay { minute },
            (other, ..) => return Err(unknown("digest rule", other)),
        };
        let standing = match self.standing.as_str() {
            "on" => Standing::On,
            "paused" => Standing::Paused { until: self.paused_until },
            "off" => Standing::Off,
            other => return Err(unknown("standing", other)),
        };
        Ok(Subscription { kind: decoded("digest", &self.kind)?, timing, standing })
    }
}

/// One person's digest, locked.
pub async fn facts(
    tx: &mut Tx,
    me: &Actor,
    kind: DigestKind,
    now: DateTime<Utc>,
) -> sqlx::Result<DigestFacts> {
    let row = sqlx::query_as!(
        Row,
        "SELECT kind, rule, line, minute, standing, paused_until FROM digest_subscription
         WHERE person_id = $1 AND kind = $2 FOR UPDATE",
        me.id.0,
        kind.code()
    )
    .fetch_optional(&mut **tx)
    .await?;
    let subscription = match row {
        Some(row) => row.read()?,
        None => Subscription::default_of(kind),
    };
    Ok(DigestFacts { subscription, days: calendar::working_days(tx, me.council, now).await? })
}

/// The digests that this person may have, as they stand.
pub async fn of_person(tx: &mut Tx, me: &Actor) -> sqlx::Result<Vec<Subscription>> {
    let rows = sqlx::query_as!(
        Row,
        "SELECT kind, rule, line, minute, standing, paused_until FROM digest_subscription
         WHERE person_id = $1",
        me.id.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let kept: Vec<Subscription> = rows.into_iter().map(Row::read).collect::<sqlx::Result<_>>()?;
    let theirs = DigestKind::iter().filter(|kind| kind.is_for(me));
    let of_kind = |kind: DigestKind| {
        let found = kept.iter().find(|it| it.kind == kind).cloned();
        found.unwrap_or_else(|| Subscription::default_of(kind))
    };
    Ok(theirs.map(of_kind).collect())
}

/// A digest that is due.
#[derive(Clone, Debug)]
pub struct Due {
    pub person: PersonId,
    pub council: CouncilId,
    pub subscription: Subscription,
    pub at: DateTime<Utc>,
    /// When the person's last one was due: what is new is new since then.
    pub last: Option<DateTime<Utc>>,
}

impl Due {
    /// The last firing that is due: several may have been missed.
    pub fn last_missed(&self, now: DateTime<Utc>, days: &WorkingDays) -> DateTime<Utc> {
        let (timing, rests) = (&self.subscription.timing, self.subscription.kind.rests());
        let mut last = self.at;
        while let Some(next) = timing.next(last, days, rests).filter(|next| *next <= now) {
            last = next;
        }
        last
    }
}

/// Claims due digests, locked until the commit.
pub async fn claim(tx: &mut Tx, now: DateTime<Utc>, limit: i64) -> sqlx::Result<Vec<Due>> {
    let rows = sqlx::query!(
        r#"SELECT d.person_id, p.council_id, d.kind, d.rule, d.line, d.minute, d.standing,
                d.paused_until, d.next_at AS "next_at!", d.last_fired
           FROM digest_subscription d JOIN person p ON p.id = d.person_id
           WHERE d.next_at <= $1 ORDER BY d.next_at, d.person_id, d.kind LIMIT $2
           FOR UPDATE OF d SKIP LOCKED"#,
        now,
        limit
    )
    .fetch_all(&mut **tx)
    .await?;
    let due = rows.into_iter().map(|row| {
        let (rule, line, minute) = (row.rule, row.line, row.minute);
        let (standing, paused_until) = (row.standing, row.paused_until);
        let it = Row { kind: row.kind, rule, line, minute, standing, paused_until };
        Ok(Due {
            person: PersonId(row.person_id),
            council: CouncilId(row.council_id),
            subscription: it.read()?,
            at: row.next_at,
            last: row.last_fired,
        })
    });
    due.collect()
}

/// The firing at `due.at` is in this transaction; the next is at `next_at`, and a pause is over.
/// `false`: another replica was faster.
pub async fn advance(tx: &mut Tx, due: &Due, next_at: Option<DateTime<Utc>>) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "UPDATE digest_subscription SET last_fired = $3, next_at = $4, standing = 'on',
            paused_until = NULL
         WHERE person_id = $1 AND kind = $2 AND (last_fired IS NULL OR last_fired < $3)",
        due.person.0,
        due.subscription.kind.code(),
        due.at,
        next_at
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Nothing goes out on a day off: what was to be told is told at `next_at`.
pub async fn pass_over(tx: &mut Tx, due: &Due, next_at: Option<DateTime<Utc>>) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE digest_subscription SET next_at = $3, standing = 'on', paused_until = NULL
         WHERE person_id = $1 AND kind = $2",
        due.person.0,
        due.subscription.kind.code(),
        next_at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Asks for a digest outside its schedule, or for its workbook alone; asked twice is asked once.
pub async fn order(
    tx: &mut Tx,
    person: PersonId,
    kind: DigestKind,
    workbook: bool,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "INSERT INTO digest_order (person_id, kind, workbook, asked_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (person_id, kind, workbook) DO NOTHING",
        person.0,
        kind.code(),
        workbook,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What somebody asked for.
#[derive(Clone, Debug)]
pub struct Order {
    pub id: i64,
    pub person: PersonId,
    pub kind: DigestKind,
    pub workbook: bool,
}

/// Takes what is ordered: the rows go with the commit that enqueues it.
pub async fn take_orders(tx: &mut Tx, limit: i64) -> sqlx::Result<Vec<Order>> {
    let rows = sqlx::query!(
        "DELETE FROM digest_order WHERE id IN (SELECT id FROM digest_order ORDER BY id LIMIT $1
            FOR UPDATE SKIP LOCKED)
         RETURNING id, person_id, kind, workbook",
        limit
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut orders: Vec<Order> = rows
        .into_iter()
        .map(|row| {
            let (person, workbook) = (PersonId(row.person_id), row.workbook);
            Ok(Order { id: row.id, person, kind: decoded("digest", &row.kind)?, workbook })
        })
        .collect::<sqlx::Result<_>>()?;
    orders.sort_by_key(|order| order.id);
    Ok(orders)
}

/// For whom a picture and a workbook are to be made: councils and languages of what is due, or was
/// ordered.
pub async fn reports_wanted(
    tx: &mut Tx,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<(CouncilId, Locale)>> {
    let rows = sqlx::query!(
        r#"SELECT p.council_id AS "council_id!", p.locale AS "locale!" FROM digest_subscription d
             JOIN person p ON p.id = d.person_id
           WHERE d.next_at <= $1 AND d.kind IN ('campaign', 'weekly')
           UNION
           SELECT p.council_id, p.locale FROM digest_order o JOIN person p ON p.id = o.person_id
           WHERE o.kind IN ('campaign', 'weekly')"#,
        now
    )
    .fetch_all(&mut **tx)
    .await?;
    let wanted =
        rows.into_iter().map(|row| (CouncilId(row.council_id), Locale::from_code(&row.locale)));
    Ok(wanted.collect())
}

/// The account of somebody who may still have the digest.
pub async fn reader(tx: &mut Tx, person: PersonId) -> sqlx::Result<Option<Actor>> {
    let account = sqlx::query_scalar!(
        r#"SELECT tg_user_id AS "account!" FROM person WHERE id = $1 AND state = 'active'
             AND tg_user_id IS NOT NULL"#,
        person.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    match account {
        Some(account) => people::by_account(tx, Account(account)).await,
        None => Ok(None),
    }
}
