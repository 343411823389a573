//! What a delegation's next stage waits for.

use crate::domain::delegations::{Delegation, Left, NextStage};
use crate::domain::recommendations::Paper;
use crate::domain::*;
use crate::store::delegations::groups;
use crate::store::{Tx, visits};

/// Drafts and open ones that a refusal names.
const NAMED: i64 = 10;

pub async fn next(tx: &mut Tx, delegation: Delegation) -> sqlx::Result<NextStage> {
    let id = delegation.id;
    let visits = sqlx::query_scalar!(
        "SELECT id FROM visit WHERE delegation_id = $1 AND state NOT IN ('cancelled', 'closed')
         ORDER BY starts_at, id",
        id.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let visits = visits::lines(tx, &visits).await?;
    let issued = sqlx::query_scalar!(
        r#"SELECT count(*) AS "issued!" FROM recommendation
           WHERE delegation_id = $1 AND state <> 'draft'"#,
        id.0
    )
    .fetch_one(&mut **tx)
    .await?;
    let open = sqlx::query!(
        r#"SELECT unit_name, text, state = 'draft' AS "is_draft!" FROM recommendation
           WHERE delegation_id = $1 AND state <> 'verified' AND handed_over = ''
           ORDER BY due_on, id LIMIT $2"#,
        id.0,
        NAMED
    )
    .fetch_all(&mut **tx)
    .await?;
    let lines = groups::of_delegation(tx, id).await?;
    Ok(NextStage {
        groups: lines.into_iter().map(|line| line.id).collect(),
        visits: visits
            .into_iter()
            .map(|line| Left::Visit { unit: line.brief.unit, starts_at: line.brief.starts_at })
            .collect(),
        issued,
        open: open
            .into_iter()
            .map(|row| match row.is_draft {
                true => Left::Draft { unit: row.unit_name, text: row.text },
                false => Left::Recommendation { unit: row.unit_name, text: row.text },
            })
            .collect(),
        delegation,
    })
}

pub async fn report(tx: &mut Tx, id: DelegationId, report: &Paper) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE delegation SET state = 'reported', report_number = $2, report_date = $3,
            version = version + 1
         WHERE id = $1",
        id.0,
        report.number,
        report.date
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
