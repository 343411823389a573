//! The groups in which a campaign's late lists are posted.

use sqlx::types::chrono::{DateTime, Utc};

use crate::domain::*;
use crate::store::Tx;

/// The groups in which a campaign's lists can be posted, with their titles.
pub async fn chats(tx: &mut Tx, campaign: CampaignId) -> sqlx::Result<Vec<(GroupChatId, String)>> {
    let rows = sqlx::query!(
        "SELECT g.id, g.title FROM campaign_chat c JOIN group_chat g ON g.id = c.group_chat_id
         WHERE c.campaign_id = $1 AND g.ended_at IS NULL ORDER BY g.title, g.id",
        campaign.0
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (GroupChatId(row.id), row.title)).collect())
}

/// The campaign's council, and whether the group is free or this council's.
pub async fn link_facts(
    tx: &mut Tx,
    chat: GroupChatId,
    campaign: CampaignId,
) -> sqlx::Result<Option<(CouncilId, bool)>> {
    let row = sqlx::query!(
        r#"SELECT c.council_id, (g.id IS NOT NULL AND coalesce(d.council_id, c.council_id) = c.council_id
                AND NOT EXISTS (SELECT 1 FROM campaign_chat o JOIN campaign oc ON oc.id = o.campaign_id
                   WHERE o.group_chat_id = g.id AND oc.council_id <> c.council_id)) AS "usable!"
           FROM campaign c LEFT JOIN group_chat g ON g.id = $2 AND g.ended_at IS NULL
                LEFT JOIN delegation d ON d.id = g.delegation_id
           WHERE c.id = $1"#,
        campaign.0,
        chat.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| (CouncilId(row.council_id), row.usable)))
}

pub async fn link(
    tx: &mut Tx,
    (chat, campaign): (GroupChatId, CampaignId),
    linked: bool,
    by: PersonId,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    if linked {
        sqlx::query!(
            "INSERT INTO campaign_chat (campaign_id, group_chat_id, linked_by, linked_at)
             VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
            campaign.0,
            chat.0,
            by.0,
            now
        )
        .execute(&mut **tx)
        .await?;
    } else {
        sqlx::query!(
            "DELETE FROM campaign_chat WHERE campaign_id = $1 AND group_chat_id = $2",
            campaign.0,
            chat.0
        )
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

/// The campaigns of a council that can be linked with a group, and whether they are.
pub async fn linkable(
    tx: &mut Tx,
    me: &Actor,
    chat: GroupChatId,
) -> sqlx::Result<Vec<(CampaignId, String, bool)>> {
    if !may(me, Action::ManageCampaign, &me.target()) {
        return Ok(vec![]);
    }
    let rows = sqlx::query!(
        r#"SELECT c.id, c.title, l.group_chat_id IS NOT NULL AS "linked!"
           FROM campaign c LEFT JOIN campaign_chat l ON l.campaign_id = c.id AND l.group_chat_id = $2
           WHERE c.council_id = $1 AND c.state IN ('proposed', 'approved', 'running')
           ORDER BY c.id DESC"#,
        me.council.0,
        chat.0
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (CampaignId(row.id), row.title, row.linked)).collect())
}
