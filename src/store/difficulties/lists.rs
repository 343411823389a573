//! Difficulties in lists: what somebody may see is settled by the query itself.

use sqlx::types::chrono::{DateTime, Utc};

use super::read_all;
use crate::conversation::{
    DifficultyLine, DifficultyPage, DifficultySummary, Filter, Grouping, Item, Standing, SummaryRow,
};
use crate::domain::difficulties::DifficultyState;
use crate::domain::*;
use crate::store::{Tx, decoded};
use strum::IntoEnumIterator;

/// Difficulties on one page of the list.
const PAGE: i64 = 8;

/// How much of a list is wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cut {
    /// A page, behind one of the open or the settled ones.
    Page(Option<(bool, DifficultyId)>),
    Whole,
}

/// Those this person may see: open ones first, then newest first.
pub async fn page(
    tx: &mut Tx,
    me: &Actor,
    filter: &Filter,
    cut: Cut,
) -> sqlx::Result<DifficultyPage> {
    let (sees, asked) =
        (Reach::of(me, &[Action::SeeDifficulty]), Reach::of(me, &[Action::AnswerDifficulty]));
    let (before, limit) = match cut {
        Cut::Page(before) => (before, Some(PAGE + 1)),
        Cut::Whole => (None, None),
    };
    let folded = crate::text::fold(&filter.search);
    let pattern = format!("%{}%", folded.replace(['%', '_', '\\'], " ").replace(' ', "%"));
    let states: Option<Vec<String>> = filter.standing.map(|standing| {
        let states = DifficultyState::iter().filter(|state| standing.covers(*state));
        states.map(|state| state.code().to_owned()).collect()
    });
    let rows = sqlx::query!(
        r#"SELECT d.id, u.name AS "unit?", d.body, d.category, d.state, d.settled AS "settled!",
                (SELECT count(DISTINCT m.unit_id) FROM difficulty m
                 WHERE m.id = d.id OR m.merged_into = d.id) AS "units!"
           FROM (SELECT *, state IN ('confirmed', 'merged', 'rejected') AS settled FROM difficulty
                 WHERE council_id = $1) d
                LEFT JOIN visit v ON v.id = d.visit_id
                LEFT JOIN LATERAL (SELECT name, folded FROM unit_period p WHERE p.unit_id = d.unit_id
                   ORDER BY p.during @> (d.reported_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date DESC, lower(p.during) DESC LIMIT 1) u ON true
           WHERE ($2 OR d.unit_id = ANY($3) OR v.group_id = ANY($4) OR v.delegation_id = ANY($5)
                  OR d.routed_unit = ANY($6))
             AND ($7::bigint IS NULL OR (d.settled, -d.id) > ($8, -$7))
             AND ($9::bigint IS NULL OR d.unit_id = $9)
             AND ($10::text IS NULL OR d.category = $10)
             AND ($11::text[] IS NULL OR d.state = ANY($11))
             AND (d.folded LIKE $12 OR u.folded LIKE $12 OR word_similarity($13, d.folded) > 0.6)
           ORDER BY d.settled, d.id DESC LIMIT $14"#,
        me.council.0,
        sees.everywhere,
        &sees.units,
        &sees.groups,
        &sees.delegations,
        &asked.units,
        before.map(|(_, id)| id.0),
        before.is_some_and(|(settled, _)| settled),
        filter.unit.map(|id| id.0),
        filter.category.map(|category| category.code()),
        states.as_deref(),
        pattern,
        folded,
        limit
    )
    .fetch_all(&mut **tx)
    .await?;
    let next = rows.get(PAGE as usize - 1).filter(|_| limit.is_some() && rows.len() as i64 > PAGE);
    let next = next.map(|last| (last.settled, DifficultyId(last.id)));
    let shown = limit.map_or(rows.len(), |_| PAGE as usize);
    let lines = rows.into_iter().take(shown).map(|row| {
        Ok(DifficultyLine {
            id: DifficultyId(row.id),
            unit: row.unit.unwrap_or_default(),
            body: row.body,
            category: decoded("category", &row.category)?,
            state: decoded("difficulty state", &row.state)?,
            units: row.units,
        })
    });
    Ok(DifficultyPage { lines: lines.collect::<sqlx::Result<_>>()?, next })
}

/// What the report to the council counts, of what this person may see: a category or a unit, how
/// many difficulties, how many of them open, from how many units. Merged ones count once, rejected
/// ones not at all.
pub async fn summary(
    tx: &mut Tx,
    me: &Actor,
    grouping: Grouping,
) -> sqlx::Result<DifficultySummary> {
    let sees = Reach::of(me, &[Action::SeeDifficulty]);
    let by_unit = grouping == Grouping::Unit;
    let rows = sqlx::query!(
        r#"SELECT d.category AS "category?", d.unit_id AS "unit_id?", max(u.name) AS "unit?",
                count(*) FILTER (WHERE d.state <> 'merged') AS "count!",
                count(*) FILTER (WHERE d.state NOT IN ('merged', 'confirmed')) AS "open!",
                count(DISTINCT d.unit) AS "units!"
           FROM (SELECT CASE WHEN $6 THEN NULL ELSE coalesce(m.category, d.category) END AS category,
                    CASE WHEN $6 THEN d.unit_id END AS unit_id, d.unit_id AS unit,
                    d.state, d.visit_id, d.reported_at
                 FROM difficulty d LEFT JOIN difficulty m ON m.id = d.merged_into
                 WHERE d.council_id = $1 AND d.state <> 'rejected'
                   AND (m.state IS NULL OR m.state <> 'rejected')) d
                LEFT JOIN visit v ON v.id = d.visit_id
                LEFT JOIN LATERAL (SELECT name FROM unit_period p WHERE p.unit_id = d.unit
                   ORDER BY p.during @> (d.reported_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date DESC, lower(p.during) DESC LIMIT 1) u ON true
           WHERE $2 OR d.unit = ANY($3) OR v.group_id = ANY($4) OR v.delegation_id = ANY($5)
           GROUP BY d.category, d.unit_id
           ORDER BY 4 DESC, 1, 3"#,
        me.council.0,
        sees.everywhere,
        &sees.units,
        &sees.groups,
        &sees.delegations,
        by_unit
    )
    .fetch_all(&mut **tx)
    .await?;
    let rows = rows.into_iter().map(|row| {
        Ok(SummaryRow {
            category: row.category.as_deref().map(|it| decoded("category", it)).transpose()?,
            unit: row.unit_id.map(UnitId).zip(row.unit),
            count: row.count,
            open: row.open,
            units: row.units,
        })
    });
    Ok(DifficultySummary { rows: rows.collect::<sqlx::Result<_>>()? })
}

/// What waits for this person: to be accepted or rejected, to be looked at again, to be taken over;
/// to be answered as the unit that was asked; to be confirmed. Oldest first.
pub async fn waiting(tx: &mut Tx, me: &Actor) -> sqlx::Result<Vec<Item>> {
    let handles = Reach::of(me, &[Action::HandleDifficulty]);
    let asked = Reach::of(me, &[Action::AnswerDifficulty]);
    let confirms = Reach::of(me, &[Action::ConfirmDifficulty]);
    let ids = sqlx::query_scalar!(
        r#"SELECT d.id FROM difficulty d LEFT JOIN visit v ON v.id = d.visit_id
           WHERE d.council_id = $1
             AND (($2 OR v.group_id = ANY($3))
                    AND (d.state IN ('reported', 'reopened')
                         OR d.state IN ('accepted', 'resolving') AND d.proposal <> '')
                  OR d.routed_unit = ANY($4) AND d.state IN ('accepted', 'resolving', 'reopened')
                    AND d.proposal = ''
                  OR (d.unit_id = ANY($5) OR d.reported_by = $6) AND d.state = 'resolved')
           ORDER BY d.id"#,
        me.council.0,
        handles.everywhere,
        &handles.groups,
        &asked.units,
        &confirms.units,
        me.id.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let ids: Vec<_> = ids.into_iter().map(DifficultyId).collect();
    Ok(read_all(tx, &ids).await?.into_iter().filter_map(|it| item(me, it)).collect())
}

fn item(me: &Actor, it: difficulties::Difficulty) -> Option<Item> {
    let is_asked = it.routed_target().is_some_and(|on| may(me, Action::AnswerDifficulty, &on));
    let handles = may(me, Action::HandleDifficulty, &it.target());
    let (difficulty, unit, body) = (it.id, it.unit_name.clone(), it.body.clone());
    match it.state {
        DifficultyState::Resolved if it.is_settled_by(me) => {
            Some(Item::ConfirmDifficulty { difficulty, body })
        }
        DifficultyState::Reported if handles => {
            Some(Item::NewDifficulty { difficulty, unit, body })
        }
        state if state.is_in_hand() && is_asked && it.proposal.is_none() => {
            Some(Item::AnswerDifficulty { difficulty, unit, body })
        }
        DifficultyState::Reopened if handles && it.proposal.is_none() => {
            Some(Item::ReopenedDifficulty { difficulty, unit, body })
        }
        state if state.is_in_hand() && handles && it.proposal.is_some() => {
            Some(Item::AnsweredDifficulty { difficulty, unit, body })
        }
        _ => None,
    }
}

/// Reported since `since` and not yet taken up, oldest first.
pub async fn since(
    tx: &mut Tx,
    council: CouncilId,
    since: DateTime<Utc>,
) -> sqlx::Result<Vec<difficulties::Difficulty>> {
    let ids = sqlx::query_scalar!(
        "SELECT id FROM difficulty WHERE council_id = $1 AND reported_at >= $2 AND state = 'reported'
         ORDER BY id LIMIT 10",
        council.0,
        since
    )
    .fetch_all(&mut **tx)
    .await?;
    let ids: Vec<_> = ids.into_iter().map(DifficultyId).collect();
    read_all(tx, &ids).await
}

impl Standing {
    fn covers(self, state: DifficultyState) -> bool {
        match self {
            Standing::New => state == DifficultyState::Reported,
            Standing::InHand => state.is_in_hand() || state == DifficultyState::Resolved,
            Standing::Settled => !state.is_open() && state != DifficultyState::Resolved,
        }
    }
}
