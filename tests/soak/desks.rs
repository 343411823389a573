//! What lies on people's desks when it begins, close to a signature: minutes to be laid before the
//! signers, recommendations in every state in which somebody has something to do.

use crate::cast;
use crate::seeding::Founded;
use chrono::{DateTime, Duration, Utc};
use doangiamsat::clock::local;
use doangiamsat::domain::RecommendationId;
use doangiamsat::domain::reminders::Subject;
use doangiamsat::store::Tx;
use doangiamsat::store::reminders::deadlines;

/// How many units have a recommendation in every state.
const FULL: usize = 4;

/// The sessions of these visits are over, and what the chair concludes is written down.
pub async fn minutes(tx: &mut Tx, made: &Founded, visits: &[i64]) {
    let [held, drafted, reminded] = [
        "UPDATE visit SET state = 'minutes', opened_at = starts_at, opened_by = $2, ended_at = ends_at,
             ended_by = $2
         WHERE id = ANY ($1)",
        "INSERT INTO minutes (council_id, visit_id, version, state, conclusion, revision)
         SELECT council_id, id, 1, 'draft', 'Đề nghị bố trí đủ cán bộ, báo cáo trước ngày 30/6.', 1
         FROM visit WHERE id = ANY ($1)",
        "UPDATE visit_reminder SET next_slot = NULL, next_at = NULL WHERE visit_id = ANY ($1)",
    ];
    let held = sqlx::query(held).bind(visits).bind(made.by.0);
    for written in [held, sqlx::query(drafted).bind(visits), sqlx::query(reminded).bind(visits)] {
        written.execute(&mut **tx).await.expect("minutes");
    }
}

/// Of every unit: two that it may take up and one that it is at work on; of some one that they say is
/// done, and one that is not issued yet: nobody's desk is full of them. They are due long after the
/// play.
pub async fn recommendations(tx: &mut Tx, made: &Founded, now: DateTime<Utc>) {
    let today = local(now).date();
    sqlx::query("UPDATE delegation SET state = 'in_progress' WHERE id = $1")
        .bind(made.delegation.0)
        .execute(&mut **tx)
        .await
        .expect("a delegation");
    let due_on = today + Duration::days(120);
    for (unit, id) in made.units.iter().enumerate() {
        let states: &[&str] = match unit < FULL {
            true => &["issued", "issued", "in_progress", "claimed_done", "draft"],
            false => &["issued", "issued", "in_progress"],
        };
        for &state in states {
            let issued = state != "draft";
            let claimed = (state == "claimed_done").then_some(made.heads[unit].0);
            let recommendation: i64 = sqlx::query_scalar(
                "INSERT INTO recommendation (council_id, delegation_id, group_id, unit_id, unit_name, text,
                     product, due_on, number, dated, state, claimed_by, created_by, created_at, changed_at)
                 VALUES ($1, $2, $3, $4, $5, $6, 'Quyết định bố trí cán bộ', $7, $8, $9, $10, $11, $12, $13, $13)
                 RETURNING id",
            )
            .bind(made.council.0)
            .bind(made.delegation.0)
            .bind(made.groups[cast::group_of(unit)].0)
            .bind(id.0)
            .bind(cast::unit(unit).1)
            .bind("Bố trí cán bộ chuyên trách")
            .bind(due_on)
            .bind(issued.then_some("12/KL-HĐND"))
            .bind(issued.then_some(today))
            .bind(state)
            .bind(claimed)
            .bind(made.by.0)
            .bind(now)
            .fetch_one(&mut **tx)
            .await
            .expect("a recommendation");
            if issued && claimed.is_none() {
                let subject = Subject::Recommendation(RecommendationId(recommendation));
                let set = deadlines::set(tx, subject, made.council, (today, due_on), now).await;
                set.expect("a deadline");
            }
        }
    }
}
