//! The minutes of visits. Locked with their visit: whoever holds the visit's row holds these.

mod apply;
mod compose;
mod decide;
pub mod view;

pub use apply::apply;
pub use compose::compose;
pub use decide::decide;
pub use view::waiting;

use crate::domain::minutes::{
    Frozen, Kept, LastReturn, Minutes, MinutesState, Seat, SeatState, Signed,
};
use crate::domain::visits::Visit;
use crate::domain::*;
use crate::store::{Tx, decoded, json, unknown, visits};

/// The newest version, with its visit locked.
pub async fn locked(tx: &mut Tx, id: VisitId) -> sqlx::Result<Option<Minutes>> {
    match visits::locked(tx, id).await? {
        Some(visit) => of_visit(tx, visit).await,
        None => Ok(None),
    }
}

/// The newest version; `None` if the session is not over. A visit whose minutes nobody has begun
/// has a first draft all the same.
pub async fn read(tx: &mut Tx, id: VisitId) -> sqlx::Result<Option<Minutes>> {
    match visits::read(tx, id).await? {
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
        state: decoded("minutes state", &row.state)?,
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
            let way = decoded("way", &row.way)?;
            Ok((seat, Signed { by: row.name, way, note: row.note, at: row.signed_at }))
        })
        .collect()
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
    code.map_or(Ok(Some(MinutesState::Draft)), |code| decoded("minutes state", &code).map(Some))
}
