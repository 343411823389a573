//! Writes the tables of `cast` into an empty database.

use super::cast::{COUNCILS, Council, Group, Mission, Visit};
use super::{NOTE, Player, Start, Workbook};
use crate::clock::instant;
use crate::domain::checklists::{ChecklistChange, ChecklistDraft};
use crate::domain::delegations::DelegationChange;
use crate::domain::people::PersonChange;
use crate::domain::visits::{NewVisit, PlannedUnit, VisitChange, VisitKind, VisitMode};
use crate::domain::*;
use crate::sheets;
use crate::store::delegations::groups;
use crate::store::units::names;
use crate::store::{Store, Tx, apply, checklists, delegations, files, visits};
use std::collections::BTreeMap;

use anyhow::Context as _;
use chrono::{DateTime, Duration, Utc};
use sha2::Digest as _;

/// How long a visit takes, minutes.
const LENGTH: i64 = 150;

/// The first account of the demo's people; the others follow in the order of the tables.
const FIRST_ACCOUNT: i64 = 1_000_001;

/// Fills an empty database with both councils; the start's own has a delegation with visits.
pub async fn seed(store: &Store, start: Start) -> anyhow::Result<Vec<Player>> {
    let mut tx = store.begin().await?;
    let mut players = vec![];
    for table in &COUNCILS {
        let council = names::council(&mut tx, table.code, table.name, NOTE).await?;
        units(&mut tx, council, table.units).await?;
        successions(&mut tx, council, table.successions).await?;
        let mut filling =
            Filling { tx: &mut tx, now: start.at(), council, table, players: &mut players };
        filling.fill(start).await?;
    }
    tx.commit().await?;
    Ok(players)
}

pub(super) struct Filling<'a> {
    pub(super) tx: &'a mut Tx,
    pub(super) now: DateTime<Utc>,
    pub(super) council: CouncilId,
    table: &'static Council,
    players: &'a mut Vec<Player>,
}

impl Filling<'_> {
    /// The council's people; where the start is played with its mission or its campaign.
    async fn fill(&mut self, start: Start) -> anyhow::Result<()> {
        let table = self.table;
        let campaign = table.campaign.as_ref().filter(|_| start == Start::Campaign);
        let begun = table.start == start || campaign.is_some();
        let (founder, others) = table.office.split_first().context("a council without office")?;
        let by = self.person(*founder, Scope::Council, "").await?;
        let units = table.units_people.len();
        let more = campaign.map_or(&[][..], |campaign| campaign.units_people);
        for people in table.units_people[..if begun { units } else { 1 }].iter().chain(more) {
            let unit = self.unit(people.unit).await?;
            let day = crate::clock::local(self.now).date();
            let place = names::unit_name(self.tx, unit, day).await?.unwrap_or_default();
            let head = (people.head, Role::UnitHead);
            self.person(head, Scope::Unit(unit), &place).await?;
            if let Some(focal) = people.focal {
                self.person((focal, Role::FocalOfficer), Scope::Unit(unit), &place).await?;
            }
        }
        if !begun {
            return Ok(());
        }
        if campaign.is_none() {
            self.mission(&table.mission, by).await?;
        }
        let mut owner = None;
        for other in others {
            let person = self.person(*other, Scope::Council, "").await?;
            owner = owner.or((other.1 == Role::CampaignOwner).then_some(person));
        }
        match campaign {
            Some(campaign) => self.campaign(campaign, owner.unwrap_or(by)).await,
            None => Ok(()),
        }
    }

    async fn mission(&mut self, mission: &'static Mission, by: PersonId) -> anyhow::Result<()> {
        let count = i32::try_from(mission.groups.len())?;
        let (delegation, ids) = delegations::fresh_ids(self.tx, count).await?;
        self.apply(vec![Change::Delegations(DelegationChange::Add {
            delegation,
            groups: ids.clone(),
            council: self.council,
            terms: mission.terms(self.table.name),
            by,
        })])
        .await?;
        let lead = Scope::Delegation(delegation);
        let leader = (mission.leader, Role::DelegationLeader);
        self.person(leader, lead, "Đoàn giám sát").await?;
        for (group, id) in mission.groups.iter().zip(&ids) {
            self.group_people(group, *id, mission.leader).await?;
        }
        super::super::difficulties::load(self.tx, self.table.code, (self.council, by), self.now)
            .await?;
        let asked = self.plan(mission, (delegation, &ids), by).await?;
        let mut earlier = vec![];
        for (group, id) in mission.groups.iter().zip(ids) {
            for visit in group.visits {
                let added = self.visit(by, (delegation, id), (visit, &asked, &earlier)).await?;
                earlier.push(added);
            }
        }
        Ok(())
    }

    async fn group_people(
        &mut self,
        group: &Group,
        id: GroupId,
        delegation_leader: &str,
    ) -> anyhow::Result<()> {
        let scope = Scope::Group(id);
        match group.leader {
            Some(leader) => {
                self.person((leader, Role::GroupLeader), scope, group.name).await?;
            }
            None => self.role((delegation_leader, Role::GroupLeader), scope).await?,
        }
        self.person((group.secretary, Role::Secretary), scope, group.name).await?;
        for member in group.members {
            self.person((*member, Role::Member), scope, group.name).await?;
        }
        Ok(())
    }

    /// Gives the groups their units and each kind of unit its checklist, and completes the plan.
    /// What each unit is asked.
    async fn plan(
        &mut self,
        mission: &Mission,
        (delegation, groups): (DelegationId, &[GroupId]),
        by: PersonId,
    ) -> anyhow::Result<BTreeMap<UnitId, ChecklistId>> {
        let council = self.council;
        let mut changes = vec![];
        for (table, group) in mission.groups.iter().zip(groups) {
            for code in table.units {
                let unit = self.unit(code).await?;
                changes.push(Change::Delegations(DelegationChange::AssignUnit {
                    council,
                    delegation,
                    group: *group,
                    unit,
                }));
            }
        }
        let mut chosen = BTreeMap::new();
        for (workbook, kinds) in mission.checklists {
            let checklist = self.checklist(*workbook, by).await?;
            for kind in *kinds {
                changes.push(Change::Delegations(DelegationChange::ChooseChecklist {
                    council,
                    delegation,
                    kind: *kind,
                    checklist,
                }));
                chosen.insert(*kind, checklist);
            }
        }
        let planned = crate::domain::delegations::DelegationState::Planned;
        changes
            .push(Change::Delegations(DelegationChange::SetState { delegation, state: planned }));
        self.apply(changes).await?;
        let it = delegations::locked(self.tx, delegation).await?;
        let it = it.context("the demo's delegation is not there")?;
        let readiness = delegations::readiness(self.tx, &it, self.now).await?;
        let missing = readiness.missing(&it);
        anyhow::ensure!(missing.is_empty(), "the demo's plan lacks {missing:?}");
        let units = groups::units(self.tx, &it, self.now).await?;
        let asked = units.iter().filter_map(|it| Some((it.id, *chosen.get(&it.kind)?)));
        Ok(asked.collect())
    }

    async fn visit(
        &mut self,
        by: PersonId,
        (delegation, group): (DelegationId, GroupId),
        (visit, asked, earlier): (&Visit, &BTreeMap<UnitId, ChecklistId>, &[VisitId]),
    ) -> anyhow::Result<VisitId> {
        let unit = self.unit(visit.unit).await?;
        let starts_at = instant(visit.day.at(visit.at));
        let place = match visit.place {
            Some(place) => place.to_owned(),
            None => names::unit_name(self.tx, unit, visit.day.date()).await?.unwrap_or_default(),
        };
        let is_last = visit.kind == VisitKind::WorkingSession;
        let checklist = asked.get(&unit).copied().filter(|_| !is_last);
        let id = visits::fresh_id(self.tx).await?;
        let new = NewVisit {
            id,
            council: self.council,
            delegation,
            group,
            kind: visit.kind,
            mode: VisitMode::Onsite,
            units: vec![PlannedUnit { unit, checklist }],
            starts_at,
            ends_at: starts_at + Duration::minutes(LENGTH),
            place,
            prerequisites: if is_last { earlier.to_vec() } else { vec![] },
            people: visits::group_people(self.tx, group).await?,
            by,
        };
        self.apply(vec![Change::Visits(VisitChange::Add(Box::new(new)))]).await?;
        Ok(id)
    }

    /// The published checklist of a workbook.
    async fn checklist(&mut self, workbook: Workbook, by: PersonId) -> anyhow::Result<ChecklistId> {
        let form = workbook
            .form()
            .map_err(|problems| anyhow::anyhow!("{workbook:?} is refused: {problems:?}"))?;
        let sha256: [u8; 32] = sha2::Sha256::digest(workbook.bytes()).into();
        let mime = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        files::keep(self.tx, &sha256, workbook.bytes(), mime, self.now).await?;
        let checklist = checklists::fresh_id(self.tx).await?;
        let draft = ChecklistDraft {
            checklist,
            council: self.council,
            code: form.id.clone(),
            version: 1,
            form,
            sha256,
            by: Some(by),
        };
        self.apply(vec![
            Change::Checklists(ChecklistChange::Add(Box::new(draft))),
            Change::Checklists(ChecklistChange::Publish { checklist }),
        ])
        .await?;
        Ok(checklist)
    }

    /// An invited, activated person with an account in the sandbox.
    async fn person(
        &mut self,
        (name, role): (&str, Role),
        scope: Scope,
        place: &str,
    ) -> anyhow::Result<PersonId> {
        let account = Account(FIRST_ACCOUNT + i64::try_from(self.players.len())?);
        let who = (name, role, scope);
        let person = activate(self.tx, self.council, who, account, self.now).await?;
        self.players.push(Player {
            account,
            person,
            name: name.to_owned(),
            role,
            place: place.to_owned(),
            council: self.table.name.to_owned(),
        });
        Ok(person)
    }

    /// One more role of somebody who is there already.
    async fn role(&mut self, (name, role): (&str, Role), scope: Scope) -> anyhow::Result<()> {
        let known = self.players.iter().find(|player| player.name == name);
        let account = known.with_context(|| format!("the demo lacks {name}"))?.account;
        activate(self.tx, self.council, (name, role, scope), account, self.now).await?;
        Ok(())
    }

    async fn unit(&mut self, code: &str) -> anyhow::Result<UnitId> {
        let unit = names::unit_by_code(self.tx, self.council, code).await?;
        unit.with_context(|| format!("the demo data lacks the unit {code}"))
    }

    pub(super) async fn apply(&mut self, changes: Vec<Change>) -> anyhow::Result<()> {
        let applied = apply::apply(self.tx, 0, changes, self.now).await?;
        applied.map_err(|refusal| anyhow::anyhow!("the demo data is refused: {refusal:?}"))
    }
}

/// Somebody invited who has opened their link.
pub async fn activate(
    tx: &mut Tx,
    council: CouncilId,
    (name, role, scope): (&str, Role, Scope),
    account: Account,
    now: DateTime<Utc>,
) -> anyhow::Result<PersonId> {
    let (invite, person) = crate::store::people::fresh_ids(tx).await?;
    let mut changes = vec![Change::People(PersonChange::AddInvite {
        invite,
        person,
        council,
        name: name.to_owned(),
        role,
        scope,
        phone: None,
        token_sha256: sha2::Sha256::digest(format!("demo {}", invite.0)).into(),
        invited_by: None,
        expires_at: now,
    })];
    changes.extend(people::activation((invite, person, role), account, name.to_owned()));
    let applied = apply::apply(tx, 0, changes, now).await?;
    applied.map_err(|refusal| anyhow::anyhow!("the person is refused: {refusal:?}"))?;
    Ok(person)
}

/// Loads units from a file of the demo.
pub async fn units(tx: &mut Tx, council: CouncilId, csv: &[u8]) -> anyhow::Result<usize> {
    let sheet = sheets::parse("units".to_owned(), csv.to_vec(), &sheets::units::COLUMNS)?;
    let (rows, mut wrong) = sheets::units::rows(&sheet);
    wrong.extend(units::check(&rows, &|_| false).into_iter().map(sheets::units::wrong));
    anyhow::ensure!(wrong.is_empty(), "the demo units are wrong: {wrong:?}");
    Ok(names::add_units(tx, council, &rows).await?)
}

/// Loads successions from a file of the demo.
async fn successions(tx: &mut Tx, council: CouncilId, csv: &[u8]) -> anyhow::Result<usize> {
    let columns = &sheets::successions::COLUMNS;
    let sheet = sheets::parse("successions".to_owned(), csv.to_vec(), columns)?;
    let (rows, mut wrong) = sheets::successions::rows(&sheet);
    let lives = crate::store::units::lives(tx, council, &rows).await?;
    let problems = units::check_successions(&rows, &|code| lives.get(code).cloned());
    wrong.extend(problems.into_iter().map(sheets::successions::wrong));
    anyhow::ensure!(wrong.is_empty(), "the demo successions are wrong: {wrong:?}");
    Ok(crate::store::units::add_successions(tx, council, &rows).await?)
}
