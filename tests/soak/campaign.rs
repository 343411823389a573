//! A campaign under way: one task, of which every unit has a sub-task to count, assigned and not yet
//! accepted. Given six weeks before, the early steps of their deadlines come due while it is played.
//! A second task is long overdue, and late lists of it wait to be gone through, or to be approved.

use chrono::{DateTime, Duration, Utc};
use doangiamsat::clock::local;
use doangiamsat::domain::reminders::Subject;
use doangiamsat::domain::{CouncilId, PersonId, SubtaskId, UnitId};
use doangiamsat::store::Tx;
use doangiamsat::store::reminders::deadlines;

use crate::cast;
use crate::world::{Due, DueOf};

/// How many units are late, and how many lists name some of them.
const LATE: usize = 6;
const LISTS: i32 = 12;

pub async fn write(
    tx: &mut Tx,
    (council, by): (CouncilId, PersonId),
    units: &[UnitId],
    now: DateTime<Utc>,
) -> Vec<Due> {
    let today = local(now).date();
    let (campaign, task): (i64, i64) = sqlx::query_as(
        "WITH made AS (
             INSERT INTO campaign (council_id, title, owner_body, starts_on, length_days, state,
                 basis_number, basis_date, created_at)
             VALUES ($1, '60 ngày đêm', 'UBND thành phố Ngâm', $2, 366, 'running', '5012/QĐ-UBND', $2, $3)
             RETURNING id
         )
         INSERT INTO campaign_task (council_id, campaign_id, code, title)
         SELECT $1, id, 'C1', 'Dịch vụ công trực tuyến' FROM made RETURNING campaign_id, id",
    )
    .bind(council.0)
    .bind(today - Duration::days(45))
    .bind(now)
    .fetch_one(&mut **tx)
    .await
    .expect("a campaign");
    let mut due = vec![];
    for (unit, id) in units.iter().enumerate() {
        let given_on = today - Duration::days(40);
        let due_on = today + Duration::days(15 + unit as i64 % 3);
        let subtask: i64 = sqlx::query_scalar(
            "INSERT INTO subtask (council_id, campaign_id, task_id, code, title, measure, operator,
                 target, target_unit, source, lead_unit, given_on, due_on, state, created_at, changed_at)
             VALUES ($1, $2, $3, $4, 'Số hóa hồ sơ', 'Số hồ sơ được số hóa', 'at_least', 10500, 'hồ sơ',
                 'Cổng DVC', $5, $6, $7, 'assigned', $8, $8)
             RETURNING id",
        )
        .bind(council.0)
        .bind(campaign)
        .bind(task)
        .bind(format!("1.{}", unit + 1))
        .bind(id.0)
        .bind(given_on)
        .bind(due_on)
        .bind(now)
        .fetch_one(&mut **tx)
        .await
        .expect("a sub-task");
        let subject = Subject::Subtask(SubtaskId(subtask));
        let days = (given_on, due_on);
        deadlines::set(tx, subject, council, days, now).await.expect("a deadline");
        due.push(Due { of: DueOf::Subtask(subtask), unit, given_on, due_on });
    }
    late(tx, (council, by, campaign), units, now).await;
    due
}

/// Late lists, a day each, with two units on every one; every other one has been gone through. Nobody is reminded of these any more.
async fn late(
    tx: &mut Tx,
    (council, by, campaign): (CouncilId, PersonId, i64),
    units: &[UnitId],
    now: DateTime<Utc>,
) {
    let names: Vec<String> = (0..LATE).map(|unit| cast::unit(unit).1).collect();
    let units: Vec<i64> = units.iter().take(LATE).map(|unit| unit.0).collect();
    sqlx::query(
        "WITH named AS (
             SELECT * FROM unnest($3::bigint[], $7::text[]) WITH ORDINALITY AS named (unit, name, place)
         ), task AS (
             INSERT INTO campaign_task (council_id, campaign_id, code, title)
             VALUES ($1, $2, 'C2', 'Bộ phận một cửa') RETURNING id
         ), late AS (
             INSERT INTO subtask (council_id, campaign_id, task_id, code, title, measure, operator, target,
                 target_unit, source, lead_unit, given_on, due_on, state, created_at, changed_at)
             SELECT $1, $2, task.id, '2.' || place, 'Bố trí máy quét', 'Số máy quét', 'at_least', 2, 'máy',
                 'Báo cáo', unit, $4::date - 44, $4::date - 40, 'in_progress', $5, $5
             FROM task, named
             RETURNING id, lead_unit, code, title, due_on
         ), list AS (
             INSERT INTO late_list (council_id, campaign_id, as_of, state, prepared_by, created_at)
             SELECT $1, $2, $4::date - day::int, CASE day % 2 WHEN 0 THEN 'draft' ELSE 'prepared' END,
                 CASE day % 2 WHEN 1 THEN $8::bigint END, $5
             FROM generate_series(1, $6) AS day
             RETURNING id, as_of
         )
         INSERT INTO late_line (list_id, council_id, subtask_id, unit_id, unit_name, code, title, due_on,
             days_late)
         SELECT list.id, $1, late.id, late.lead_unit, named.name, late.code, late.title, late.due_on,
             list.as_of - late.due_on
         FROM list, late JOIN named ON named.unit = late.lead_unit
         WHERE (late.lead_unit + list.id) % 3 = 0",
    )
    .bind(council.0)
    .bind(campaign)
    .bind(units)
    .bind(local(now).date())
    .bind(now)
    .bind(LISTS)
    .bind(names)
    .bind(by.0)
    .execute(&mut **tx)
    .await
    .expect("late lists");
}
