//! Loads what a command about delegations must know, under lock, and has it decided.

use super::{fresh_ids, group_chats, groups, locked, milestones, readiness, stages};
use crate::domain::delegations::{
    DelegationAct, DelegationCommand, DelegationFacts, FoundDelegation, FoundingFacts, OpenVisits,
    PlanDelegation, PlanningAct, PlanningFacts, WorkOnDelegation,
};
use crate::domain::{Actor, Decided, DelegationId, VisitId};
use crate::store::{Tx, decoded, visits};
use sqlx::types::chrono::{DateTime, Utc};

pub async fn decide(
    tx: &mut Tx,
    command: DelegationCommand,
    actor: &Actor,
    now: DateTime<Utc>,
) -> sqlx::Result<Decided> {
    Ok(match command {
        DelegationCommand::Found(c) => {
            let facts = founding_facts(tx, actor, &c).await?;
            c.decide(actor, facts)
        }
        DelegationCommand::Plan(c) => {
            let facts = planning_facts(tx, &c, now).await?;
            c.decide(actor, facts)
        }
        DelegationCommand::WorkOn(c) => {
            let facts = facts(tx, &c).await?;
            c.decide(actor, facts, now)
        }
        DelegationCommand::Group(c) => {
            let facts = groups::facts(tx, &c).await?;
            c.decide(actor, facts)
        }
        DelegationCommand::GroupChat(c) => {
            let facts = group_chats::facts(tx, &c).await?;
            c.decide(actor, facts)
        }
        DelegationCommand::Milestone(c) => {
            let facts = milestones::locked(tx, c.milestone, now).await?;
            c.decide(actor, facts, now)
        }
    })
}

async fn founding_facts(
    tx: &mut Tx,
    actor: &Actor,
    command: &FoundDelegation,
) -> sqlx::Result<FoundingFacts> {
    let exists = sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM delegation WHERE council_id = $1 AND basis_number = $2
             AND basis_date = $3 AND title = $4) AS "exists!""#,
        actor.council.0,
        command.terms.basis_number,
        command.terms.basis_date,
        command.terms.title
    )
    .fetch_one(&mut **tx)
    .await?;
    let (delegation, groups) = fresh_ids(tx, command.groups).await?;
    Ok(FoundingFacts { delegation, groups, exists })
}

async fn planning_facts(
    tx: &mut Tx,
    command: &PlanDelegation,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<PlanningFacts>> {
    let Some(delegation) = locked(tx, command.delegation).await? else {
        return Ok(None);
    };
    let mut facts = PlanningFacts::of(delegation);
    let it = &facts.delegation;
    match command.act {
        PlanningAct::AddGroup { .. } => {
            let groups = groups::of_delegation(tx, it.id).await?;
            facts.last_group = groups.last().map_or(0, |group| group.number);
        }
        PlanningAct::ChooseChecklist { checklist, .. } => {
            facts.published = groups::is_published(tx, it.council, checklist).await?;
        }
        PlanningAct::Complete => facts.readiness = readiness(tx, it, now).await?,
    }
    Ok(Some(facts))
}

async fn facts(tx: &mut Tx, command: &WorkOnDelegation) -> sqlx::Result<Option<DelegationFacts>> {
    let Some(delegation) = locked(tx, command.delegation).await? else {
        return Ok(None);
    };
    let id = delegation.id;
    let mut facts = DelegationFacts::of(delegation);
    match command.act {
        DelegationAct::Edit(_) => {}
        DelegationAct::Cancel { .. } => facts.visits = open_visits(tx, id).await?,
        DelegationAct::Report { .. } | DelegationAct::FollowUp | DelegationAct::Close => {
            facts.at = stages::next(tx, facts.at.delegation).await?;
        }
    }
    Ok(Some(facts))
}

/// The visits that stand in the way of calling a delegation off.
async fn open_visits(tx: &mut Tx, id: DelegationId) -> sqlx::Result<OpenVisits> {
    let rows = sqlx::query!(
        "SELECT id, state FROM visit
         WHERE delegation_id = $1 AND state NOT IN ('cancelled', 'closed') ORDER BY starts_at, id",
        id.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut open = OpenVisits::default();
    for row in rows {
        let state: crate::domain::visits::VisitState = decoded("visit state", &row.state)?;
        if state.is_open() {
            open.count += 1;
        } else if open.in_session.is_none() {
            let visit = visits::read(tx, VisitId(row.id)).await?;
            open.in_session = visit.map(|visit| visit.title());
        }
    }
    Ok(open)
}
