//! Groups that the bot is in, and the delegations whose announcements go there.

use crate::clock::{instant, local};
use crate::conversation::GroupChatData;
use crate::domain::campaigns::CampaignNotice;
use crate::domain::delegations::{
    DAILY_HOUR, DelegationNotice, GroupChat, GroupChatAct, GroupDay, GroupNotice, GroupVisit,
    LinkFacts, LinkTarget, Linked, WorkOnGroupChat,
};
use crate::domain::difficulties::DifficultyNotice;
use crate::domain::minutes::MinutesNotice;
use crate::domain::visits::VisitNotice;
use crate::domain::*;
use crate::store::{Tx, campaigns, visits};
use chrono::{NaiveTime, Timelike as _};
use sqlx::types::Uuid;
use sqlx::types::chrono::{DateTime, Utc};

/// The group as it is known from now on, and the token of its link. A group that became a supergroup
/// is the same group: delivery has noted where it moved.
pub async fn meet(
    tx: &mut Tx,
    bot_id: i64,
    (chat, title): (i64, &str),
    token: [u8; 16],
    now: DateTime<Utc>,
) -> sqlx::Result<(GroupChat, i64, [u8; 16])> {
    let id = match live(tx, bot_id, chat).await? {
        Some(id) => id,
        None => {
            sqlx::query_scalar!(
                "INSERT INTO group_chat (bot_id, chat_id, title, token, met_at)
                 VALUES ($1, $2, $3, $4, $5)
                 ON CONFLICT (bot_id, chat_id) WHERE ended_at IS NULL
                 DO UPDATE SET title = excluded.title RETURNING id",
                bot_id,
                chat,
                title,
                Uuid::from_bytes(token),
                now
            )
            .fetch_one(&mut **tx)
            .await?
        }
    };
    let row = sqlx::query!(
        "UPDATE group_chat SET title = $2 WHERE id = $1 RETURNING chat_id, token",
        id,
        title
    )
    .fetch_one(&mut **tx)
    .await?;
    let known = read(tx, GroupChatId(id)).await?.ok_or(sqlx::Error::RowNotFound)?;
    Ok((known, row.chat_id, *row.token.as_bytes()))
}

async fn live(tx: &mut Tx, bot_id: i64, chat: i64) -> sqlx::Result<Option<i64>> {
    sqlx::query_scalar!(
        "SELECT g.id FROM group_chat g LEFT JOIN chat c ON c.bot_id = g.bot_id AND c.chat_id = g.chat_id
         WHERE g.bot_id = $1 AND g.ended_at IS NULL AND (g.chat_id = $2 OR c.migrated_to = $2)
         ORDER BY g.id LIMIT 1 FOR UPDATE OF g",
        bot_id,
        chat
    )
    .fetch_optional(&mut **tx)
    .await
}

/// The bot is out of the group. What it was linked with, if anything, for the leaders to be told.
pub async fn lose(
    tx: &mut Tx,
    bot_id: i64,
    chat: i64,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<(GroupChat, Option<LinkTarget>)>> {
    let Some(id) = live(tx, bot_id, chat).await?.map(GroupChatId) else { return Ok(None) };
    end(tx, id, now).await?;
    let Some(lost) = read(tx, id).await? else { return Ok(None) };
    let with = match &lost.linked {
        Some(linked) => target(tx, linked.delegation).await?,
        None => None,
    };
    Ok(Some((lost, with)))
}

pub async fn read(tx: &mut Tx, id: GroupChatId) -> sqlx::Result<Option<GroupChat>> {
    let row = sqlx::query!(
        r#"SELECT g.title, g.ended_at, g.delegation_id AS "delegation_id?",
                d.council_id AS "council_id?", d.title AS "delegation?"
           FROM group_chat g LEFT JOIN delegation d ON d.id = g.delegation_id WHERE g.id = $1"#,
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| GroupChat {
        id,
        title: row.title,
        linked: match (row.delegation_id, row.council_id, row.delegation) {
            (Some(delegation), Some(council), Some(title)) => Some(Linked {
                delegation: DelegationId(delegation),
                council: CouncilId(council),
                title,
            }),
            _ => None,
        },
        ended: row.ended_at.is_some(),
    }))
}

async fn locked(tx: &mut Tx, id: GroupChatId) -> sqlx::Result<Option<GroupChat>> {
    sqlx::query_scalar!("SELECT id FROM group_chat WHERE id = $1 FOR UPDATE", id.0)
        .fetch_optional(&mut **tx)
        .await?;
    read(tx, id).await
}

/// A delegation as something to link a group with.
pub async fn target(tx: &mut Tx, id: DelegationId) -> sqlx::Result<Option<LinkTarget>> {
    let row = sqlx::query!(
        r#"SELECT d.council_id, d.title,
                ARRAY(SELECT w.id FROM working_group w WHERE w.delegation_id = d.id ORDER BY w.id) AS "groups!",
                ARRAY(SELECT p.id FROM role_grant g JOIN person p ON p.id = g.person_id AND p.state = 'active'
                   WHERE g.delegation_id = d.id AND g.role = 'delegation_leader' AND g.ended_at IS NULL
                   ORDER BY p.id) AS "leaders!"
           FROM delegation d WHERE d.id = $1"#,
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| LinkTarget {
        delegation: id,
        council: CouncilId(row.council_id),
        title: row.title,
        groups: row.groups.into_iter().map(GroupId).collect(),
        leaders: row.leaders.into_iter().map(PersonId).collect(),
    }))
}

/// The group, locked, and the delegation that the act is about.
pub async fn facts(tx: &mut Tx, command: &WorkOnGroupChat) -> sqlx::Result<Option<LinkFacts>> {
    let Some(chat) = locked(tx, command.chat).await? else { return Ok(None) };
    let delegation = match command.act {
        GroupChatAct::Link { delegation } | GroupChatAct::Propose { delegation } => delegation,
        GroupChatAct::Unlink => match &chat.linked {
            Some(linked) => linked.delegation,
            None => return Ok(None),
        },
    };
    Ok(target(tx, delegation).await?.map(|with| LinkFacts { chat, with }))
}

pub async fn link(
    tx: &mut Tx,
    chat: GroupChatId,
    delegation: DelegationId,
    by: PersonId,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE group_chat SET delegation_id = $2, linked_by = $3, linked_at = $4 WHERE id = $1",
        chat.0,
        delegation.0,
        by.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub async fn propose(tx: &mut Tx, chat: GroupChatId, by: PersonId) -> sqlx::Result<()> {
    sqlx::query!("UPDATE group_chat SET proposed_by = $2 WHERE id = $1", chat.0, by.0)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

pub async fn end(tx: &mut Tx, chat: GroupChatId, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!("UPDATE group_chat SET ended_at = $2 WHERE id = $1", chat.0, now)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// The groups that are linked with a delegation.
pub async fn of_delegation(
    tx: &mut Tx,
    id: DelegationId,
) -> sqlx::Result<Vec<(GroupChatId, String)>> {
    let rows = sqlx::query!(
        "SELECT id, title FROM group_chat WHERE delegation_id = $1 AND ended_at IS NULL ORDER BY id",
        id.0
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (GroupChatId(row.id), row.title)).collect())
}

/// What opens behind the link that was said in a group: the group, and the delegations that this
/// person can link it with or propose it for.
pub async fn offered(
    tx: &mut Tx,
    bot_id: i64,
    me: &Actor,
    token: [u8; 16],
) -> sqlx::Result<Option<GroupChatData>> {
    let id = sqlx::query_scalar!(
        "SELECT id FROM group_chat WHERE bot_id = $1 AND token = $2 AND ended_at IS NULL",
        bot_id,
        Uuid::from_bytes(token)
    )
    .fetch_optional(&mut **tx)
    .await?;
    let Some(chat) = (match id {
        Some(id) => read(tx, GroupChatId(id)).await?,
        None => None,
    }) else {
        return Ok(None);
    };
    if chat.linked.as_ref().is_some_and(|linked| linked.council != me.council) {
        return Ok(None);
    }
    let ids = sqlx::query_scalar!(
        "SELECT id FROM delegation WHERE council_id = $1 AND state NOT IN ('closed', 'cancelled')
         ORDER BY id DESC",
        me.council.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut with = vec![];
    for id in ids {
        let found = target(tx, DelegationId(id)).await?;
        with.extend(found.filter(|with| with.links(me) || with.proposes(me)));
    }
    let campaigns = campaigns::late_list::linkable(tx, me, chat.id).await?;
    Ok(Some(GroupChatData { chat, with, campaigns }))
}

/// A linked group, for those who could link it or propose it.
pub async fn view(tx: &mut Tx, me: &Actor, id: GroupChatId) -> sqlx::Result<Option<GroupChatData>> {
    let Some(chat) = read(tx, id).await? else { return Ok(None) };
    let Some(linked) = chat.linked.as_ref().filter(|linked| linked.council == me.council) else {
        return Ok(None);
    };
    let found = target(tx, linked.delegation).await?;
    let with: Vec<_> =
        found.filter(|with| with.links(me) || with.proposes(me)).into_iter().collect();
    Ok((!with.is_empty()).then_some(GroupChatData { chat, with, campaigns: vec![] }))
}

/// The chats in which a notice is announced, as of this transaction.
pub async fn hearing(tx: &mut Tx, bot_id: i64, kind: &NoticeKind) -> sqlx::Result<Vec<i64>> {
    let (visit, difficulty) = match kind {
        NoticeKind::Visits(VisitNotice::Confirmed { visit, .. })
        | NoticeKind::Visits(VisitNotice::SessionOpened { visit, .. })
        | NoticeKind::Minutes(MinutesNotice::Signed { visit, .. }) => (Some(visit.id.0), None),
        NoticeKind::Difficulties(DifficultyNotice::Reported { difficulty, .. }) => {
            (None, Some(difficulty.0))
        }
        NoticeKind::Delegations(DelegationNotice::Group(
            GroupNotice::Linked { chat, .. } | GroupNotice::Unlinked { chat, .. },
        ))
        | NoticeKind::Campaigns(CampaignNotice::LateListPosted { chat, .. })
        | NoticeKind::Campaigns(CampaignNotice::LateListCorrected { chat, .. }) => {
            let id = sqlx::query_scalar!(
                "SELECT chat_id FROM group_chat WHERE id = $1 AND bot_id = $2",
                chat.0,
                bot_id
            );
            return id.fetch_all(&mut **tx).await;
        }
        _ => return Ok(vec![]),
    };
    sqlx::query_scalar!(
        "SELECT g.chat_id FROM group_chat g JOIN visit v ON v.delegation_id = g.delegation_id
         WHERE g.bot_id = $1 AND g.ended_at IS NULL
           AND v.id = coalesce($2, (SELECT visit_id FROM difficulty WHERE id = $3)) ORDER BY g.id",
        bot_id,
        visit,
        difficulty
    )
    .fetch_all(&mut **tx)
    .await
}

/// A group's line of the day, claimed: it is said in this transaction or, on a day without visits,
/// never.
pub struct Daily {
    pub id: GroupChatId,
    pub chat: i64,
    pub day: GroupDay,
}

/// Claims groups whose line of today is due; the second number counts all that were looked at.
pub async fn claim_daily(
    tx: &mut Tx,
    bot_id: i64,
    now: DateTime<Utc>,
    limit: i64,
) -> sqlx::Result<(Vec<Daily>, usize)> {
    let wall = local(now);
    if wall.hour() < DAILY_HOUR {
        return Ok((vec![], 0));
    }
    let day = wall.date();
    let rows = sqlx::query!(
        r#"UPDATE group_chat SET told_on = $2 WHERE id IN (
             SELECT id FROM group_chat WHERE bot_id = $1 AND ended_at IS NULL
               AND delegation_id IS NOT NULL AND (told_on IS NULL OR told_on < $2)
             ORDER BY id LIMIT $3 FOR UPDATE SKIP LOCKED)
           RETURNING id, chat_id, delegation_id AS "delegation_id!""#,
        bot_id,
        day,
        limit
    )
    .fetch_all(&mut **tx)
    .await?;
    let (from, count) = (instant(day.and_time(NaiveTime::MIN)), rows.len());
    let mut found = vec![];
    for row in rows {
        let told = of_day(tx, DelegationId(row.delegation_id), from).await?;
        if !told.visits.is_empty() {
            found.push(Daily { id: GroupChatId(row.id), chat: row.chat_id, day: told });
        }
    }
    Ok((found, count))
}

async fn of_day(
    tx: &mut Tx,
    delegation: DelegationId,
    from: DateTime<Utc>,
) -> sqlx::Result<GroupDay> {
    let to = from + chrono::Duration::days(1);
    let ids = sqlx::query_scalar!(
        "SELECT id FROM visit WHERE delegation_id = $1 AND starts_at >= $2 AND starts_at < $3
           AND state NOT IN ('draft', 'cancelled') ORDER BY starts_at, id LIMIT 20",
        delegation.0,
        from,
        to
    )
    .fetch_all(&mut **tx)
    .await?;
    let difficulties = sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM difficulty WHERE visit_id = ANY($1)
           AND reported_at >= $2 AND reported_at < $3"#,
        &ids,
        from,
        to
    )
    .fetch_one(&mut **tx)
    .await?;
    let visits = visits::lines(tx, &ids).await?.into_iter().map(|line| GroupVisit {
        unit: line.brief.unit,
        starts_at: line.brief.starts_at,
        state: line.state,
    });
    Ok(GroupDay { day: local(from).date(), visits: visits.collect(), difficulties })
}
