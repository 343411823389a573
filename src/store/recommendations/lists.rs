//! Recommendations in lists: what somebody may see is settled by the query itself.

use chrono::{Duration, NaiveDate};
use sqlx::types::chrono::{DateTime, Utc};

use super::read_all;
use crate::clock::local;
use crate::conversation::{
    Item, RecommendationFilter, RecommendationPage, RecommendationRow, Shown, Wanted,
};
use crate::domain::recommendations::{Recommendation, RecommendationState};
use crate::domain::*;
use crate::store::delegations::{self, groups};
use crate::store::{Tx, decoded};
use crate::text;

/// Recommendations on one page of the list.
const PAGE: i64 = 8;

/// How far ahead what a unit owes is urgent, days.
const URGENT: i64 = 7;

/// Where somebody may do something with recommendations. What no group supervises is seen by the
/// people of all groups.
struct Sees {
    at: Reach,
    /// The delegations of the groups.
    of_groups: Vec<i64>,
}

/// Where somebody sees what has been issued, and drafts.
async fn reaches(tx: &mut Tx, me: &Actor) -> sqlx::Result<(Sees, Sees)> {
    let theirs = groups::with_delegations(tx, me).await?;
    let sees = |actions: &[Action]| {
        let at = Reach::of(me, actions);
        let own = theirs.iter().filter(|(group, _)| at.groups.contains(&group.0));
        Sees { of_groups: own.map(|(_, delegation)| delegation.0).collect(), at }
    };
    let drafts = sees(&[Action::DraftRecommendation, Action::IssueRecommendation]);
    Ok((sees(&[Action::SeeRecommendation]), drafts))
}

/// Those of a delegation, or all that this person may see, soonest due first, behind `after`; those
/// in which each word of `folded` is.
pub async fn page(
    tx: &mut Tx,
    me: &Actor,
    filter: &RecommendationFilter,
    (folded, after): (&str, Option<(NaiveDate, RecommendationId)>),
    now: DateTime<Utc>,
) -> sqlx::Result<Result<RecommendationPage, Refusal>> {
    let today = local(now).date();
    let mut delegation = None;
    if let Some(id) = filter.delegation {
        let it = delegations::read(tx, id).await?;
        let Some(it) = it.filter(|it| it.council == me.council) else {
            return Ok(Err(Refusal::Gone));
        };
        let own = groups::of_delegation(tx, id).await?;
        let own: Vec<GroupId> = own.into_iter().map(|line| line.id).collect();
        let group = me.group_among(&own);
        let on = Target { group, ..it.target() };
        if !may(me, Action::SeeRecommendation, &on) && me.units().is_empty() {
            return Ok(Err(Refusal::NotAllowed { action: Action::SeeRecommendation }));
        }
        delegation = Some((it, on));
    }
    let (sees, drafts) = reaches(tx, me).await?;
    let rows = sqlx::query!(
        r#"SELECT r.id, r.unit_name, r.text, r.due_on, r.state, r.handed_over <> '' AS "over!"
           FROM recommendation r JOIN delegation d ON d.id = r.delegation_id
           WHERE r.council_id = $1 AND ($2::bigint IS NULL OR r.delegation_id = $2)
             AND (r.state <> 'draft' AND ($3 OR r.delegation_id = ANY($4) OR r.unit_id = ANY($5)
                       OR r.group_id = ANY($6) OR r.group_id IS NULL AND r.delegation_id = ANY($7))
                  OR r.state = 'draft' AND ($8 OR r.delegation_id = ANY($9) OR r.group_id = ANY($10)
                       OR r.group_id IS NULL AND r.delegation_id = ANY($11)))
             AND CASE $12
                 WHEN 'open' THEN r.state NOT IN ('draft', 'verified') AND r.handed_over = ''
                     AND d.state <> 'closed'
                 WHEN 'overdue' THEN r.state IN ('issued', 'in_progress', 'returned', 'transferred')
                     AND r.handed_over = '' AND d.state <> 'closed' AND r.due_on < $13
                 WHEN 'done' THEN r.state = 'verified' OR r.handed_over <> ''
                 WHEN 'drafts' THEN r.state = 'draft'
                 ELSE true END
             AND ($14::date IS NULL OR (r.due_on, r.id) > ($14, $15))
           ORDER BY r.due_on, r.id LIMIT $16"#,
        me.council.0,
        filter.delegation.map(|id| id.0),
        sees.at.everywhere,
        &sees.at.delegations,
        &sees.at.units,
        &sees.at.groups,
        &sees.of_groups,
        drafts.at.everywhere,
        &drafts.at.delegations,
        &drafts.at.groups,
        &drafts.of_groups,
        filter.shown.code(),
        today,
        after.map(|(day, _)| day),
        after.map_or(0, |(_, id)| id.0),
        folded.is_empty().then_some(PAGE + 1)
    )
    .fetch_all(&mut **tx)
    .await?;
    let found = |unit: &str, said: &str| text::finds(folded, &format!("{unit} {said}"));
    let rows: Vec<_> = rows.into_iter().filter(|row| found(&row.unit_name, &row.text)).collect();
    let next = rows.get(PAGE as usize - 1).filter(|_| rows.len() as i64 > PAGE);
    let next = next.map(|last| (last.due_on, RecommendationId(last.id)));
    let lines = rows.into_iter().take(PAGE as usize).map(|row| {
        Ok(RecommendationRow {
            id: RecommendationId(row.id),
            unit: row.unit_name,
            text: row.text,
            due_on: row.due_on,
            state: decoded("recommendation state", &row.state)?,
            handed_over: row.over,
        })
    });
    Ok(Ok(RecommendationPage { lines: lines.collect::<sqlx::Result<_>>()?, next, delegation }))
}

/// What waits for this person, most urgent first: whether it is urgent, and the item.
pub async fn waiting(
    tx: &mut Tx,
    me: &Actor,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<(bool, Item)>> {
    if !me.may_somewhere(Action::SeeRecommendation) {
        return Ok(vec![]);
    }
    let today = local(now).date();
    let (sees, drafts) = reaches(tx, me).await?;
    let owns = me.may_somewhere(Action::WorkOnRecommendation);
    let ids = sqlx::query_scalar!(
        r#"SELECT r.id FROM recommendation r JOIN delegation d ON d.id = r.delegation_id
           WHERE r.council_id = $1 AND r.state <> 'verified' AND r.handed_over = ''
             AND d.state NOT IN ('closed', 'cancelled')
             AND ($2 AND r.unit_id = ANY($3) AND r.state NOT IN ('draft', 'claimed_done')
                  OR ($4 OR r.delegation_id = ANY($5) OR r.unit_id = ANY($3) OR r.group_id = ANY($6)
                      OR r.group_id IS NULL AND r.delegation_id = ANY($7))
                     AND (r.state = 'claimed_done' OR r.asked_due IS NOT NULL
                          OR r.explain_by IS NOT NULL AND NOT r.explained
                          OR r.due_on < $8 AND r.state <> 'draft')
                  OR r.state = 'draft' AND ($9 OR r.delegation_id = ANY($10) OR r.group_id = ANY($11)
                      OR r.group_id IS NULL AND r.delegation_id = ANY($12)))
           ORDER BY r.state = 'draft', r.due_on, r.id"#,
        me.council.0,
        owns,
        &sees.at.units,
        sees.at.everywhere,
        &sees.at.delegations,
        &sees.at.groups,
        &sees.of_groups,
        today,
        drafts.at.everywhere,
        &drafts.at.delegations,
        &drafts.at.groups,
        &drafts.of_groups
    )
    .fetch_all(&mut **tx)
    .await?;
    let ids: Vec<_> = ids.into_iter().map(RecommendationId).collect();
    let all = read_all(tx, &ids).await?;
    Ok(all.into_iter().filter_map(|it| item(me, it, today)).collect())
}

/// The most pressing thing that one recommendation asks of this person.
fn item(me: &Actor, it: Recommendation, today: NaiveDate) -> Option<(bool, Item)> {
    let on = it.target(me);
    let may = |action: Action| may(me, action, &on);
    let late = it.is_overdue(today);
    let soon = it.due_on <= today + Duration::days(URGENT);
    let works = may(Action::WorkOnRecommendation);
    let (urgent, wanted) = match it.state {
        RecommendationState::Draft if may(Action::IssueRecommendation) => (false, Wanted::Issue),
        RecommendationState::Draft => (false, Wanted::Draft),
        _ if may(Action::WorkOnRecommendation)
            && may(Action::ExplainRecommendation)
            && it.is_to_be_explained() =>
        {
            (true, Wanted::Explain)
        }
        _ if works && it.state.waits_for_unit() => (late || soon, Wanted::TakeUp),
        _ if works && it.is_owed() => (late || soon, Wanted::Carry),
        RecommendationState::ClaimedDone
            if may(Action::VerifyRecommendation) && !it.is_own_of(me) =>
        {
            (true, Wanted::Verify)
        }
        _ if may(Action::MoveRecommendation) && it.asked.is_some() => (true, Wanted::AnswerTime),
        _ if it.may_be_explained(today) && may(Action::EscalateRecommendation) => {
            (true, Wanted::AskExplanation)
        }
        _ => match it.step_for(me, today) {
            Some(step) => (true, Wanted::Step(step)),
            None if late && may(Action::MoveRecommendation) => (false, Wanted::Late),
            None => return None,
        },
    };
    let due_on = match (wanted, it.explanation) {
        (Wanted::Explain, Some(asked)) => asked.due_on,
        _ => it.due_on,
    };
    let late = late || due_on < today;
    let (recommendation, unit, text) = (it.id, it.unit_name, it.text);
    let item = Item::Recommendation { recommendation, unit, text, due_on, late, wanted };
    Some((urgent, item))
}

impl Shown {
    fn code(self) -> &'static str {
        match self {
            Shown::All => "all",
            Shown::Open => "open",
            Shown::Overdue => "overdue",
            Shown::Done => "done",
            Shown::Drafts => "drafts",
        }
    }
}
