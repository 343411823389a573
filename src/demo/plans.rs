//! The delegations of the demo: founded, staffed, planned.

use anyhow::Context as _;

use super::seed::Seeding;
use crate::clock::local;
use crate::domain::delegation::{DelegationState, Terms};
use crate::domain::*;
use crate::store::{delegations, imports};

impl Seeding<'_> {
    pub(super) async fn delegation(
        &mut self,
        (council, by): (CouncilId, PersonId),
        terms: Terms,
        groups: i32,
    ) -> anyhow::Result<(DelegationId, Vec<GroupId>)> {
        let (delegation, groups) = delegations::fresh_ids(self.tx, groups).await?;
        let found =
            Change::AddDelegation { delegation, groups: groups.clone(), council, terms, by };
        self.apply(vec![found]).await?;
        Ok((delegation, groups))
    }

    pub(super) async fn leader(
        &mut self,
        office: (CouncilId, &str),
        delegation: DelegationId,
        name: &str,
    ) -> anyhow::Result<()> {
        let scope = Scope::Delegation(delegation);
        self.person(office, (name, Role::DelegationLeader), scope, "Đoàn giám sát").await?;
        Ok(())
    }

    pub(super) async fn every_unit(&mut self, council: CouncilId) -> anyhow::Result<Vec<UnitId>> {
        let (mut units, mut after) = (vec![], None);
        loop {
            let at = ("", after.as_ref());
            let page = imports::search(self.tx, council, at, local(self.now).date(), None).await?;
            units.extend(page.units.iter().map(|unit| unit.id));
            after = page.cursor();
            if after.is_none() {
                return Ok(units);
            }
        }
    }

    /// Gives the groups their units, one checklist to every kind of them, and completes the plan.
    pub(super) async fn plan(
        &mut self,
        (council, delegation): (CouncilId, DelegationId),
        groups: &[(GroupId, Vec<UnitId>)],
        checklist: ChecklistId,
    ) -> anyhow::Result<()> {
        let mut changes = vec![];
        for (group, units) in groups {
            changes.extend(units.iter().map(|unit| Change::AssignUnit {
                council,
                delegation,
                group: *group,
                unit: *unit,
            }));
        }
        self.apply(changes).await?;
        let facts = delegations::plan_facts(self.tx, delegation, self.now).await?;
        let facts = facts.context("the demo's delegation is not there")?;
        let mut changes: Vec<_> = facts
            .uncovered
            .iter()
            .map(|kind| Change::ChooseChecklist { council, delegation, kind, checklist })
            .collect();
        let planned = DelegationState::Planned;
        changes.push(Change::SetDelegationState { delegation, state: planned });
        self.apply(changes).await?;
        let facts = delegations::plan_facts(self.tx, delegation, self.now).await?;
        let missing = facts.map(|facts| facts.missing()).unwrap_or_default();
        anyhow::ensure!(missing.is_empty(), "the demo's plan lacks {missing:?}");
        Ok(())
    }
}
