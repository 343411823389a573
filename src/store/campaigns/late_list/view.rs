//! Late lists as they are shown, and whom they wait for.

use chrono::NaiveDate;
use sqlx::types::chrono::{DateTime, Utc};

use super::{chats, read};
use crate::conversation::{LateListData, LateListLine, LateListsData};
use crate::domain::campaigns::LateListState;
use crate::domain::*;
use crate::store::{Tx, campaigns, decoded};

/// A campaign's lists, newest first: to those who make them all of them, to others what was posted.
pub async fn list(
    tx: &mut Tx,
    me: &Actor,
    campaign: CampaignId,
) -> sqlx::Result<Option<LateListsData>> {
    let Some(campaign) = campaigns::read(tx, campaign).await? else {
        return Ok(None);
    };
    let rows = sqlx::query!(
        r#"SELECT l.id, l.as_of, l.state, (SELECT count(*) FROM late_line n
                WHERE n.list_id = l.id AND n.struck IS NULL) AS "lines!"
           FROM late_list l WHERE l.campaign_id = $1 AND ($2 OR l.state IN ('issued', 'corrected'))
           ORDER BY l.as_of DESC"#,
        campaign.id.0,
        makes(me)
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut lists = vec![];
    for row in rows {
        let (id, state) = (LateListId(row.id), decoded("late list state", &row.state)?);
        lists.push(LateListLine { id, as_of: row.as_of, state, lines: row.lines });
    }
    let chats = chats(tx, campaign.id).await?;
    Ok(Some(LateListsData { campaign, lists, chats }))
}

/// A list as its screen shows it.
pub async fn look(
    tx: &mut Tx,
    id: LateListId,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<LateListData>> {
    let Some(it) = read(tx, id, now).await? else { return Ok(None) };
    let row = sqlx::query!(
        r#"SELECT coalesce(p.name, '') AS "prepared!", coalesce(a.name, '') AS "approved!"
           FROM late_list l LEFT JOIN person p ON p.id = l.prepared_by
                LEFT JOIN person a ON a.id = l.approved_by WHERE l.id = $1"#,
        id.0
    )
    .fetch_one(&mut **tx)
    .await?;
    let chats = chats(tx, it.campaign).await?;
    let (prepared_by, approved_by) = (row.prepared, row.approved);
    Ok(Some(LateListData { it, prepared_by, approved_by, chats }))
}

/// Whether this person sees lists that are not posted.
pub fn makes(me: &Actor) -> bool {
    let on = me.target();
    may(me, Action::PrepareLateList, &on) || may(me, Action::ApproveLateList, &on)
}

/// Lists that wait for this person: to be gone through, approved, posted.
pub async fn waiting(
    tx: &mut Tx,
    me: &Actor,
) -> sqlx::Result<Vec<(LateListId, LateListState, NaiveDate)>> {
    let on = me.target();
    let rows = sqlx::query!(
        "SELECT l.id, l.state, l.as_of FROM late_list l JOIN campaign c ON c.id = l.campaign_id
         WHERE l.council_id = $1 AND c.state = 'running'
           AND ($2 AND l.state = 'draft' OR $3 AND (l.state = 'approved'
              OR l.state = 'prepared' AND l.prepared_by IS DISTINCT FROM $4))
         ORDER BY l.as_of DESC",
        me.council.0,
        may(me, Action::PrepareLateList, &on),
        may(me, Action::ApproveLateList, &on),
        me.id.0
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter()
        .map(|row| Ok((LateListId(row.id), decoded("late list state", &row.state)?, row.as_of)))
        .collect()
}
