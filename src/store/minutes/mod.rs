//! The minutes of visits. Locked with their visit: whoever holds the visit's row holds these.

mod apply;
mod compose;
mod decide;

pub use apply::apply;
pub use decide::decide;

use sqlx::types::chrono::{DateTime, NaiveDate, Utc};

use crate::conversation::{Item, MinutesData};
use crate::domain::minutes::{
    Frozen, FrozenMinutes, Kept, LastReturn, Minutes, MinutesState, Seat, SeatState, Signed,
    SignedOn, digest,
};
use crate::domain::visits::Visit;
use crate::domain::*;
use crate::store::{Tx, json, to_json, unknown};

pub use compose::compose;

pub fn state(code: &str) -> sqlx::Result<MinutesState> {
    MinutesState::from_code(code).ok_or_else(|| unknown("minutes state", code))
}

/// The newest version, with its visit locked.
pub async fn locked(tx: &mut Tx, id: VisitId) -> sqlx::Result<Option<Minutes>> {
    match crate::store::visits::locked(tx, id).await? {
        Some(visit) => of_visit(tx, visit).await,
        None => Ok(None),
    }
}

/// The newest version; `None` if the session is not over. A visit whose minutes nobody has begun
/// has a first draft all the same.
pub async fn read(tx: &mut Tx, id: VisitId) -> sqlx::Result<Option<Minutes>> {
    match crate::store::visits::read(tx, id).await? {
        Some(visit) => of_visit(tx, visit).await,
        None => Ok(None),
    }
}

async fn of_visit(tx: &mut Tx, visit: Visit) -> sqlx::Result<Option<Minutes>> {
    if !Minutes::begun(&visit) {
        return Ok(None);
    }
    let row = sqlx::query!(
        r#"SELECT m.version, m.state, m.conclusion, m.revision, m.content, m.text, m.sha256,
                m.frozen_at, m.reminded_on, p.name AS "frozen_by?"
           FROM minutes m LEFT JOIN person p ON p.id = m.frozen_by
           WHERE m.visit_id = $1 ORDER BY m.version DESC LIMIT 1"#,
        visit.id.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    let Some(row) = row else {
        return Ok(Some(Minutes {
            seats: seats(tx, &visit, 1).await?,
            version: 1,
            state: MinutesState::Draft,
            conclusion: String::new(),
            revision: 0,
            frozen: None,
            returned: None,
            reminded_on: None,
            visit,
        }));
    };
    let frozen = match (row.content, row.text, row.sha256, row.frozen_by, row.frozen_at) {
        (Some(content), Some(text), Some(sha256), Some(by), Some(at)) => {
            let Kept::V1 { content } = json(content)?;
            let sha256 = sha256.try_into().map_err(|_| unknown("hash of minutes", ""))?;
            Some(Frozen { content: *content, text, sha256, by, at })
        }
        _ => None,
    };
    Ok(Some(Minutes {
        version: row.version,
        state: state(&row.state)?,
        conclusion: row.conclusion,
        revision: row.revision,
        frozen,
        seats: seats(tx, &visit, row.version).await?,
        returned: last_return(tx, visit.id, row.version).await?,
        reminded_on: row.reminded_on,
        visit,
    }))
}

async fn last_return(
    tx: &mut Tx,
    visit: VisitId,
    version: i32,
) -> sqlx::Result<Option<LastReturn>> {
    let row = sqlx::query!(
        r#"SELECT p.name, m.reason, m.closed_at AS "at!" FROM minutes m
           JOIN person p ON p.id = m.returned_by WHERE m.visit_id = $1 AND m.version = $2 - 1"#,
        visit.0,
        version
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| LastReturn { by: row.name, reason: row.reason, at: row.at }))
}

/// The seats of a version: who may sign today, who has signed.
async fn seats(tx: &mut Tx, visit: &Visit, version: i32) -> sqlx::Result<Vec<SeatState>> {
    let units: Vec<i64> = visit.units.iter().map(|unit| unit.id.0).collect();
    let people = sqlx::query!(
        "SELECT DISTINCT g.role, g.unit_id, p.id, p.name FROM role_grant g
         JOIN person p ON p.id = g.person_id AND p.state = 'active'
         WHERE g.ended_at IS NULL
           AND (g.group_id = $1 AND g.role IN ('secretary', 'group_leader')
             OR g.delegation_id = $2 AND g.role = 'delegation_leader'
             OR g.unit_id = ANY($3) AND g.role = 'unit_head')
         ORDER BY p.name, p.id",
        visit.group.0,
        visit.delegation.0,
        &units
    )
    .fetch_all(&mut **tx)
    .await?;
    let holders = |role: Role, unit: Option<UnitId>| -> Vec<(PersonId, String)> {
        people
            .iter()
            .filter(|row| row.role == role.code() && row.unit_id == unit.map(|id| id.0))
            .map(|row| (PersonId(row.id), row.name.clone()))
            .collect()
    };
    let mut chair = holders(Role::GroupLeader, None);
    if chair.is_empty() {
        chair = holders(Role::DelegationLeader, None);
    }
    let mut signed = signatures(tx, visit.id, version).await?;
    let mut seat = |seat: Seat, unit: &str, holders| SeatState {
        seat,
        unit: unit.to_owned(),
        holders,
        signed: signed
            .iter()
            .position(|(at, _)| *at == seat)
            .map(|index| signed.swap_remove(index).1),
    };
    let mut seats = vec![
        seat(Seat::Secretary, "", holders(Role::Secretary, None)),
        seat(Seat::Chair, "", chair),
    ];
    for unit in &visit.units {
        let heads = holders(Role::UnitHead, Some(unit.id));
        seats.push(seat(Seat::Unit(unit.id), &unit.name, heads));
    }
    Ok(seats)
}

async fn signatures(
    tx: &mut Tx,
    visit: VisitId,
    version: i32,
) -> sqlx::Result<Vec<(Seat, Signed)>> {
    let rows = sqlx::query!(
        "SELECT s.seat, s.unit_id, s.way, s.note, s.signed_at, p.name FROM minutes_signature s
         JOIN minutes m ON m.id = s.minutes_id JOIN person p ON p.id = s.person_id
         WHERE m.visit_id = $1 AND m.version = $2",
        visit.0,
        version
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            let seat = match (row.seat.as_str(), row.unit_id) {
                ("secretary", None) => Seat::Secretary,
                ("chair", None) => Seat::Chair,
                ("unit", Some(unit)) => Seat::Unit(UnitId(unit)),
                (other, _) => return Err(unknown("seat", other)),
            };
            let way = SignedOn::from_code(&row.way).ok_or_else(|| unknown("way", &row.way))?;
            Ok((seat, Signed { by: row.name, way, note: row.note, at: row.signed_at }))
        })
        .collect()
}

/// What a person reads: the minutes, what a draft would say, the file's hash computed anew.
pub async fn view(tx: &mut Tx, minutes: Minutes) -> sqlx::Result<MinutesData> {
    let (mut content, mut file_sha256) = (None, None);
    match minutes.sha256() {
        None => content = Some(Box::new(compose(tx, &minutes).await?)),
        Some(sha256) => {
            let bytes = crate::store::files::bytes(tx, &sha256).await?.unwrap_or_default();
            file_sha256 = Some(digest(&String::from_utf8_lossy(&bytes)));
        }
    }
    Ok(MinutesData { minutes, content, file_sha256 })
}

pub async fn save_conclusion(
    tx: &mut Tx,
    (visit, council, version): (VisitId, CouncilId, i32),
    (conclusion, revision): (&str, i32),
) -> sqlx::Result<()> {
    sqlx::query!(
        "INSERT INTO minutes (council_id, visit_id, version, state, conclusion, revision)
         VALUES ($1, $2, $3, 'draft', $4, $5)
         ON CONFLICT (visit_id, version) DO UPDATE SET conclusion = excluded.conclusion,
            revision = excluded.revision",
        council.0,
        visit.0,
        version,
        conclusion,
        revision
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Keeps the text, also as the file that is handed out, and what it was made of.
pub async fn freeze(tx: &mut Tx, new: FrozenMinutes, now: DateTime<Utc>) -> sqlx::Result<()> {
    let mime = "text/plain; charset=utf-8";
    crate::store::files::keep(tx, &new.sha256, new.text.as_bytes(), mime, now).await?;
    let at = (new.visit, new.council, new.version);
    save_conclusion(tx, at, (&new.conclusion, new.revision)).await?;
    sqlx::query!(
        "UPDATE minutes SET state = 'frozen', content = $3, text = $4, sha256 = $5, frozen_by = $6,
            frozen_at = $7 WHERE visit_id = $1 AND version = $2",
        new.visit.0,
        new.version,
        to_json(&Kept::V1 { content: Box::new(new.content) })?,
        new.text,
        new.sha256.as_slice(),
        new.by.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub async fn sign(
    tx: &mut Tx,
    (visit, version): (VisitId, i32),
    (seat, way, note): (Seat, SignedOn, &str),
    sha256: &[u8; 32],
    by: PersonId,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "INSERT INTO minutes_signature (minutes_id, seat, unit_id, person_id, way, note, sha256, signed_at)
         SELECT id, $3, $4, $5, $6, $7, $8, $9 FROM minutes WHERE visit_id = $1 AND version = $2",
        visit.0,
        version,
        seat.code(),
        seat.unit().map(|id| id.0),
        by.0,
        way.code(),
        note,
        sha256.as_slice(),
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub async fn close(
    tx: &mut Tx,
    visit: VisitId,
    version: i32,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE minutes SET state = 'signed', closed_at = $3 WHERE visit_id = $1 AND version = $2",
        visit.0,
        version,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub async fn give_back(
    tx: &mut Tx,
    (visit, version): (VisitId, i32),
    (by, reason): (PersonId, &str),
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE minutes SET state = 'returned', closed_at = $3, returned_by = $4, reason = $5
         WHERE visit_id = $1 AND version = $2",
        visit.0,
        version,
        now,
        by.0,
        reason
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub async fn note_reminder(
    tx: &mut Tx,
    visit: VisitId,
    version: i32,
    day: NaiveDate,
) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE minutes SET reminded_on = $3 WHERE visit_id = $1 AND version = $2",
        visit.0,
        version,
        day
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The state of a visit's minutes; `None`: the session is not over.
pub async fn state_of(tx: &mut Tx, visit: &Visit) -> sqlx::Result<Option<MinutesState>> {
    if !Minutes::begun(visit) {
        return Ok(None);
    }
    let code = sqlx::query_scalar!(
        "SELECT state FROM minutes WHERE visit_id = $1 ORDER BY version DESC LIMIT 1",
        visit.id.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    code.map_or(Ok(Some(MinutesState::Draft)), |code| state(&code).map(Some))
}

/// What minutes ask of this person, oldest visit first, however long ago it was.
pub async fn waiting(tx: &mut Tx, me: &Actor) -> sqlx::Result<Vec<Item>> {
    let ids = sqlx::query_scalar!(
        "SELECT id FROM visit WHERE council_id = $1 AND state = 'minutes'
         ORDER BY starts_at, id LIMIT 50",
        me.council.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut items = vec![];
    for id in ids {
        let Some(minutes) = read(tx, VisitId(id)).await? else { continue };
        let drafts = may(me, Action::DraftMinutes, &minutes.visit.target());
        let brief = minutes.visit.brief();
        match minutes.state {
            MinutesState::Draft if drafts => items.push(Item::DraftMinutes(brief)),
            MinutesState::Frozen if !minutes.wanted_of(me).is_empty() => {
                items.push(Item::SignMinutes(brief));
            }
            MinutesState::Frozen if drafts => {
                let left = minutes.unsigned().count();
                items.push(Item::MinutesUnsigned { visit: brief, left });
            }
            _ => {}
        }
    }
    Ok(items)
}
