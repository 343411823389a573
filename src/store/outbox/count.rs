//! `lane.pending`: kept by the difference, and counted anew where it must be wrong.

use super::lanes::{lock_lanes, notify};
use super::{Class, LaneKey};
use crate::store::{Store, Tx};

/// So many messages of a lane have ended. The caller holds the lane.
pub(super) async fn fewer(tx: &mut Tx, lane: LaneKey, count: i32) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE lane SET pending = greatest(pending - $4, 0)
         WHERE bot_id = $1 AND chat_id = $2 AND class = $3",
        lane.bot_id,
        lane.chat,
        lane.class.as_str(),
        count,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Counts what waits in a lane that the caller holds; `true`: its counter was wrong.
pub(super) async fn recount(tx: &mut Tx, lane: LaneKey) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "UPDATE lane SET pending = w.count, ready_at = greatest(ready_at, clock_timestamp())
         FROM (SELECT count(*)::integer AS count FROM outbox
               WHERE bot_id = $1 AND chat_id = $2 AND class = $3
                 AND state IN ('pending', 'sending')) w
         WHERE bot_id = $1 AND chat_id = $2 AND class = $3 AND pending <> w.count",
        lane.bot_id,
        lane.chat,
        lane.class.as_str(),
    )
    .execute(&mut **tx)
    .await?;
    let wrong = done.rows_affected() > 0;
    if wrong {
        let (chat, class) = (lane.chat, lane.class.as_str());
        tracing::error!(chat, class, "delivery: a lane's counter was wrong; it is counted anew");
    }
    Ok(wrong)
}

/// Counts the lanes anew whose counter is wrong, each under its lock; how many there were. A counter
/// that is too low would keep its messages back for ever.
pub async fn recount_lanes(store: &Store, bot_id: i64) -> sqlx::Result<usize> {
    // Counters and messages change in one commit, so one snapshot shows no false alarm.
    let rows = sqlx::query!(
        r#"SELECT l.chat_id, l.class FROM lane l
           LEFT JOIN (SELECT chat_id, class, count(*) AS count FROM outbox
                      WHERE bot_id = $1 AND state IN ('pending', 'sending')
                      GROUP BY chat_id, class) w USING (chat_id, class)
           WHERE l.bot_id = $1 AND l.pending <> coalesce(w.count, 0)
           ORDER BY l.chat_id, l.class"#,
        bot_id,
    )
    .fetch_all(store.pool())
    .await?;
    let mut wrong = 0;
    for row in rows {
        let lane = LaneKey { bot_id, chat: row.chat_id, class: Class::parse(&row.class)? };
        let mut tx = store.begin().await?;
        lock_lanes(&mut tx, bot_id, [(lane.chat, lane.class)].into_iter()).await?;
        if recount(&mut tx, lane).await? {
            wrong += 1;
            notify(&mut tx, bot_id).await?;
        }
        tx.commit().await?;
    }
    Ok(wrong)
}
