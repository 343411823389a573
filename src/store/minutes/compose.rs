//! What a draft says: everything that the session recorded, as of now.

use crate::domain::answers::given::Given;
use crate::domain::answers::{Ask, AskKind, Submission};
use crate::domain::minutes::{
    Adjusted, AnswersPart, Attendee, Counts, DifficultyPart, Minutes, MinutesContent, NotePart,
    SeatPart, UnitPart,
};
use crate::domain::visits::Visit;
use crate::domain::*;
use crate::store::{Tx, answers, decoded, json, unknown};

/// The language of the checklist's own words in a text that is signed.
const LANGUAGE: &str = "vi";

pub async fn compose(tx: &mut Tx, minutes: &Minutes) -> sqlx::Result<MinutesContent> {
    let visit = &minutes.visit;
    let head = sqlx::query!(
        r#"SELECT c.name AS council, d.title, d.basis_number, d.basis_date,
                coalesce(v.opened_at, v.starts_at) AS "opened_at!",
                coalesce(v.ended_at, v.ends_at) AS "ended_at!"
           FROM visit v JOIN delegation d ON d.id = v.delegation_id
                JOIN council c ON c.id = v.council_id WHERE v.id = $1"#,
        visit.id.0
    )
    .fetch_one(&mut **tx)
    .await?;
    let mut units = vec![];
    for unit in &visit.units {
        units.push(UnitPart {
            unit: unit.id,
            name: unit.name.clone(),
            people: attendees(tx, visit, Some(unit.id)).await?,
            answers: answered(tx, visit, unit.id).await?,
        });
    }
    let seats = minutes.seats.iter().map(|seat| SeatPart {
        seat: seat.seat,
        unit: seat.unit.clone(),
        names: seat.holders.iter().map(|(_, name)| name.clone()).collect(),
    });
    Ok(MinutesContent {
        council: head.council,
        delegation: head.title,
        basis_number: head.basis_number,
        basis_date: head.basis_date,
        group_number: visit.group_number,
        mode: visit.mode,
        opened_at: head.opened_at,
        ended_at: head.ended_at,
        place: visit.place.clone(),
        delegates: attendees(tx, visit, None).await?,
        units,
        notes: notes(tx, visit).await?,
        difficulties: difficulties(tx, visit).await?,
        conclusion: minutes.conclusion.clone(),
        seats: seats.collect(),
    })
}

/// Who was there on one side as it was noted; if nobody noted anything, who belongs to it.
async fn attendees(
    tx: &mut Tx,
    visit: &Visit,
    unit: Option<UnitId>,
) -> sqlx::Result<Vec<Attendee>> {
    let rows = sqlx::query!(
        r#"SELECT a.name, a.position, a.present, r.role AS "role?" FROM visit_attendance a
           LEFT JOIN LATERAL (SELECT min(g.role) AS role FROM role_grant g
              WHERE g.person_id = a.person_id AND g.ended_at IS NULL
                AND ($2::bigint IS NULL AND (g.group_id = $3 OR g.delegation_id = $4)
                  OR g.unit_id = $2)) r ON true
           WHERE a.visit_id = $1 AND a.unit_id IS NOT DISTINCT FROM $2
           ORDER BY a.present DESC, a.id"#,
        visit.id.0,
        unit.map(|id| id.0),
        visit.group.0,
        visit.delegation.0
    )
    .fetch_all(&mut **tx)
    .await?;
    if rows.is_empty() {
        return members(tx, visit, unit).await;
    }
    rows.into_iter()
        .map(|row| {
            Ok(Attendee {
                name: row.name,
                position: row.position,
                role: row.role.as_deref().map(role).transpose()?,
                present: Some(row.present),
            })
        })
        .collect()
}

async fn members(tx: &mut Tx, visit: &Visit, unit: Option<UnitId>) -> sqlx::Result<Vec<Attendee>> {
    let rows = sqlx::query!(
        r#"SELECT p.name, p.position, min(g.role) AS "role!" FROM role_grant g
           JOIN person p ON p.id = g.person_id AND p.state = 'active'
           WHERE g.ended_at IS NULL
             AND ($1::bigint IS NULL AND (g.group_id = $2 OR g.delegation_id = $3) OR g.unit_id = $1)
           GROUP BY p.id ORDER BY min(g.role), p.name, p.id"#,
        unit.map(|id| id.0),
        visit.group.0,
        visit.delegation.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut people = rows
        .into_iter()
        .map(|row| {
            let role = Some(role(&row.role)?);
            Ok(Attendee { name: row.name, position: row.position, role, present: None })
        })
        .collect::<sqlx::Result<Vec<_>>>()?;
    people.sort_by_key(|it| it.role);
    Ok(people)
}

fn role(code: &str) -> sqlx::Result<Role> {
    decoded("role", code)
}

async fn answered(tx: &mut Tx, visit: &Visit, unit: UnitId) -> sqlx::Result<Option<AnswersPart>> {
    let id = sqlx::query_scalar!(
        "SELECT id FROM submission WHERE visit_id = $1 AND unit_id = $2",
        visit.id.0,
        unit.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    let Some(id) = id.map(SubmissionId) else { return Ok(None) };
    let Some(submission) = answers::read(tx, id).await? else { return Ok(None) };
    let laid = submission.lay(LANGUAGE);
    let asks = &laid.asks;
    let rows = sqlx::query!(
        "SELECT path, outcome, value, method, note, dispute_reason FROM verification
         WHERE submission_id = $1",
        id.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut counts = Counts { answered: submission.progress().0, ..Counts::default() };
    let mut adjusted = vec![];
    for row in rows {
        match row.outcome.as_str() {
            "matched" => counts.matched += 1,
            "not_verifiable" => counts.not_verifiable += 1,
            "adjusted" | "disputed" => {
                counts.adjusted += 1;
                let place = asks.iter().position(|ask| ask.path == row.path);
                let ask = place.map(|place| asks[place].as_ref());
                let found: Option<Given> = row.value.map(json).transpose()?;
                adjusted.push((
                    place,
                    Adjusted {
                        question: ask.map_or(&row.path, |ask| &ask.label).clone(),
                        reported: labelled(ask, reported(&submission, &row.path)),
                        found: found.map(|found| labelled(ask, found)),
                        way: row.method.as_deref().and_then(|code| code.parse().ok()),
                        note: row.note,
                        dispute: row.dispute_reason,
                    },
                ));
            }
            other => return Err(unknown("verification", other)),
        }
    }
    adjusted.sort_by_key(|(place, _)| *place);
    Ok(Some(AnswersPart {
        checklist: submission.sheet.title().to_owned(),
        signed: submission.signed.clone(),
        counts,
        adjusted: adjusted.into_iter().map(|(_, it)| it).collect(),
    }))
}

fn reported(submission: &Submission, path: &str) -> Given {
    submission.answers.get(path).map_or(Given::Cleared, |stored| stored.given.clone())
}

/// Choices by the words that people read: the minutes outlive the checklist's screen.
fn labelled(ask: Option<&Ask>, given: Given) -> Given {
    let Some(AskKind::Choice(choices) | AskKind::Choices(choices)) = ask.map(|ask| &ask.kind)
    else {
        return given;
    };
    let label = |name: &String| {
        let choice = choices.iter().find(|choice| choice.name == *name);
        choice.map_or(name, |choice| &choice.label).clone()
    };
    match given {
        Given::Choice { name } => Given::Text { text: label(&name) },
        Given::Choices { names } => {
            Given::Text { text: names.iter().map(label).collect::<Vec<_>>().join(", ") }
        }
        other => other,
    }
}

async fn notes(tx: &mut Tx, visit: &Visit) -> sqlx::Result<Vec<NotePart>> {
    let rows = sqlx::query!(
        "SELECT n.unit_id, n.body, n.noted_at, p.name FROM visit_note n
         JOIN person p ON p.id = n.noted_by
         WHERE n.visit_id = $1 AND n.struck_at IS NULL ORDER BY n.id",
        visit.id.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let notes = rows.into_iter().map(|row| NotePart {
        unit: row.unit_id.map(|id| name(visit, UnitId(id))).unwrap_or_default(),
        body: row.body,
        by: row.name,
        at: row.noted_at,
    });
    Ok(notes.collect())
}

async fn difficulties(tx: &mut Tx, visit: &Visit) -> sqlx::Result<Vec<DifficultyPart>> {
    let rows = sqlx::query!(
        "SELECT d.unit_id, d.category, d.body, p.name FROM difficulty d
         JOIN person p ON p.id = d.reported_by
         WHERE d.visit_id = $1 AND d.state <> 'merged' ORDER BY d.id",
        visit.id.0
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(DifficultyPart {
                unit: name(visit, UnitId(row.unit_id)),
                category: decoded("category", &row.category)?,
                body: row.body,
                by: row.name,
            })
        })
        .collect()
}

fn name(visit: &Visit, unit: UnitId) -> String {
    visit.unit(unit).map(|unit| unit.name.clone()).unwrap_or_default()
}
