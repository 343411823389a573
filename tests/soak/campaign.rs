//! A campaign under way: one task, of which every unit has a sub-task to count, assigned and not yet
//! accepted. Given six weeks before, the early steps of their deadlines come due while it is played.

use crate::world::{Due, DueOf};
use chrono::{DateTime, Duration, Utc};
use doangiamsat::clock::local;
use doangiamsat::domain::reminders::Subject;
use doangiamsat::domain::{CouncilId, SubtaskId, UnitId};
use doangiamsat::store::Tx;
use doangiamsat::store::reminders::deadlines;

pub async fn write(
    tx: &mut Tx,
    council: CouncilId,
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
    due
}
