//! What a bot finds in its database. Ours: a council, a delegation with one group, a ward with a head
//! for each person, each invited to a visit and asked to answer one checklist before it. The others: two
//! empty tables.

use anyhow::Context as _;
use chrono::{DateTime, Duration, NaiveDate, Utc};
use doangiamsat::clock::{Clock, instant, local};
use doangiamsat::demo::seed;
use doangiamsat::domain::answers::AnswerChange;
use doangiamsat::domain::checklists::{ChecklistChange, ChecklistDraft};
use doangiamsat::domain::delegations::{DelegationChange, DelegationState, Terms, Window};
use doangiamsat::domain::units::UnitKind;
use doangiamsat::domain::visits::{
    NewVisit, PlannedUnit, VisitChange, VisitKind, VisitMode, VisitState,
};
use doangiamsat::domain::{
    Account, Change, ChecklistId, CouncilId, DelegationId, GroupId, PersonId, Role, Scope,
    SubmissionId, UnitId,
};
use doangiamsat::store::units::names;
use doangiamsat::store::{MIGRATOR, Store, Tx, apply, checklists, delegations, files, visits};
use doangiamsat::xlsform;
use sha2::{Digest as _, Sha256};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};

use crate::programs::Program;
use crate::workbook;

const FIRST_ACCOUNT: i64 = 3_000_001;

/// Questions of one section.
const SECTION: usize = 10;

/// Until the answers are due, and until the first visit: far enough that nothing is reminded of.
const DUE_IN: Duration = Duration::days(20);
const VISITS_IN: Duration = Duration::days(30);

/// The tables of the other bots; the one that keeps its dialogues itself adds its own.
const PEERS: &str = "
    CREATE TABLE session (chat_id bigint PRIMARY KEY, question int NOT NULL);
    CREATE TABLE answer (
        chat_id bigint NOT NULL, question int NOT NULL, text text NOT NULL,
        answered_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (chat_id, question));";

/// The accounts of the people.
pub fn accounts(people: usize) -> Vec<i64> {
    (FIRST_ACCOUNT..).take(people).collect()
}

/// Makes the database anew.
pub async fn fill(
    url: &str,
    program: Program,
    accounts: &[i64],
    questions: usize,
) -> anyhow::Result<()> {
    let (admin, name) = split(url)?;
    drop_database(&admin, &name).await?;
    let mut server = PgConnection::connect(&admin).await?;
    run(&mut server, format!("CREATE DATABASE {name}")).await?;
    let mut connection = PgConnection::connect(url).await?;
    if program == Program::Ours {
        MIGRATOR.run(&mut connection).await?;
        let store = Store::connect(url.parse()?, 2).await?;
        let tx = store.begin().await?;
        let now = Clock::System.now();
        Seeding::of_council(tx, now).await?.fill(accounts, questions).await?;
        store.pool().close().await;
    } else {
        run(&mut connection, PEERS.to_owned()).await?;
    }
    // So that every bot finds statistics, and no checkpoint of the seed falls into its time.
    run(&mut connection, "ANALYZE".to_owned()).await?;
    run(&mut connection, "CHECKPOINT".to_owned()).await?;
    Ok(())
}

pub async fn drop_database(admin: &str, name: &str) -> anyhow::Result<()> {
    let mut server = PgConnection::connect(admin).await?;
    run(&mut server, format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await
}

async fn run(connection: &mut PgConnection, sql: String) -> anyhow::Result<()> {
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(connection).await?;
    Ok(())
}

/// The URL of the server's own database, and the name of this one.
fn split(url: &str) -> anyhow::Result<(String, String)> {
    let mut url = url::Url::parse(url)?;
    let name = url.path().trim_start_matches('/').to_owned();
    url.set_path("/postgres");
    Ok((url.into(), name))
}

struct Seeding {
    tx: Tx,
    now: DateTime<Utc>,
    council: CouncilId,
    by: PersonId,
}

impl Seeding {
    async fn of_council(mut tx: Tx, now: DateTime<Utc>) -> anyhow::Result<Seeding> {
        let council = names::council(&mut tx, "load", "HĐND thành phố Tải", "").await?;
        let office = ("Nguyễn Thu An", Role::Secretariat, Scope::Council);
        let account = Account(FIRST_ACCOUNT - 1);
        let by = seed::activate(&mut tx, council, office, account, now).await?;
        Ok(Seeding { tx, now, council, by })
    }

    async fn fill(mut self, accounts: &[i64], questions: usize) -> anyhow::Result<()> {
        let units = self.units(accounts.len()).await?;
        for (unit, account) in units.iter().zip(accounts) {
            let head = ("Trần Văn Bình", Role::UnitHead, Scope::Unit(*unit));
            let account = Account(*account);
            seed::activate(&mut self.tx, self.council, head, account, self.now).await?;
        }
        let checklist = self.checklist(questions).await?;
        let mission = self.delegation(checklist, &units).await?;
        for (index, unit) in units.iter().enumerate() {
            let day = local(self.now).date() + VISITS_IN + Duration::days(i64::try_from(index)?);
            self.visit(mission, (*unit, checklist), day).await?;
        }
        self.tx.commit().await?;
        Ok(())
    }

    async fn units(&mut self, count: usize) -> anyhow::Result<Vec<UnitId>> {
        let rows =
            (1..=count).map(|n| format!("tai-{n},UBND Phường {n},phuong,,2020-01-01,,Bench\n"));
        let head = "code,name,kind,parent,valid_from,valid_to,source\n";
        let csv = head.to_owned() + &rows.collect::<String>();
        seed::units(&mut self.tx, self.council, csv.as_bytes()).await?;
        let mut units = vec![];
        for n in 1..=count {
            let unit = names::unit_by_code(&mut self.tx, self.council, &format!("tai-{n}")).await?;
            units.push(unit.context("a unit just made")?);
        }
        Ok(units)
    }

    /// Numbers and short texts in turn, in sections.
    async fn checklist(&mut self, questions: usize) -> anyhow::Result<ChecklistId> {
        let mut rows: Vec<Vec<String>> = vec![vec![
            "type".to_owned(),
            "name".to_owned(),
            "label::Tiếng Việt (vi)".to_owned(),
            "label::English (en)".to_owned(),
            "required".to_owned(),
        ]];
        for n in 0..questions {
            let (part, place) = (n / SECTION + 1, n % SECTION + 1);
            if place == 1 {
                let [vi, en] = [format!("Phần {part}"), format!("Part {part}")];
                rows.push(vec!["begin_group".to_owned(), format!("p{part}"), vi, en]);
            }
            let kind = if n % 2 == 0 { "integer" } else { "text" };
            rows.push(vec![
                kind.to_owned(),
                format!("q{n}"),
                format!("{part}.{place} Đã tiếp nhận bao nhiêu hồ sơ trong kỳ báo cáo?"),
                format!("{part}.{place} How many files came in during the period?"),
                "yes".to_owned(),
            ]);
            if place == SECTION || n + 1 == questions {
                rows.push(vec!["end_group".to_owned()]);
            }
        }
        let rows: Vec<Vec<&str>> =
            rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        let choices: &[&[&str]] = &[&["list_name", "name", "label"]];
        let bytes = workbook::checklist(&rows, choices);
        let form = xlsform::import(&bytes, "");
        let form = form.map_err(|wrong| anyhow::anyhow!("the checklist is wrong: {wrong:?}"))?.form;
        let sha256: [u8; 32] = Sha256::digest(&bytes).into();
        let mime = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        files::keep(&mut self.tx, &sha256, &bytes, mime, self.now).await?;
        let checklist = checklists::fresh_id(&mut self.tx).await?;
        let (council, code, by) = (self.council, form.id.clone(), Some(self.by));
        let draft = ChecklistDraft { checklist, council, code, version: 1, form, sha256, by };
        self.apply(vec![
            Change::Checklists(ChecklistChange::Add(Box::new(draft))),
            Change::Checklists(ChecklistChange::Publish { checklist }),
        ])
        .await?;
        Ok(checklist)
    }

    async fn delegation(
        &mut self,
        checklist: ChecklistId,
        units: &[UnitId],
    ) -> anyhow::Result<(DelegationId, GroupId)> {
        let (delegation, groups) = delegations::fresh_ids(&mut self.tx, 1).await?;
        let group = *groups.first().context("a group")?;
        let (council, by) = (self.council, self.by);
        let today = local(self.now).date();
        let terms = Terms {
            title: "Cải cách hành chính".to_owned(),
            basis_number: "135/NQ-HĐND".to_owned(),
            basis_date: today - Duration::days(60),
            deciding_body: "HĐND thành phố Tải".to_owned(),
            period: None,
            window: Some(Window { from: today, to: today + Duration::days(200) }),
            quota: None,
        };
        let add = DelegationChange::Add { delegation, groups, council, terms, by };
        self.apply(vec![Change::Delegations(add)]).await?;
        let kind = UnitKind::Phuong;
        let choose = DelegationChange::ChooseChecklist { council, delegation, kind, checklist };
        let assign = |unit: &UnitId| {
            let unit = *unit;
            DelegationChange::AssignUnit { council, delegation, group, unit }
        };
        let state = DelegationState::Planned;
        let plan = DelegationChange::SetState { delegation, state };
        let changes = std::iter::once(choose).chain(units.iter().map(assign)).chain([plan]);
        self.apply(changes.map(Change::Delegations).collect()).await?;
        Ok((delegation, group))
    }

    async fn visit(
        &mut self,
        (delegation, group): (DelegationId, GroupId),
        (unit, checklist): (UnitId, ChecklistId),
        day: NaiveDate,
    ) -> anyhow::Result<()> {
        let starts_at = instant(day.and_hms_opt(9, 0, 0).context("nine o'clock")?);
        let visit = visits::fresh_id(&mut self.tx).await?;
        let sql = "SELECT nextval(pg_get_serial_sequence('submission', 'id'))";
        let submission = SubmissionId(sqlx::query_scalar(sql).fetch_one(&mut *self.tx).await?);
        let council = self.council;
        let new = NewVisit {
            id: visit,
            council,
            delegation,
            group,
            kind: VisitKind::OnsiteSupervision,
            mode: VisitMode::Onsite,
            units: vec![PlannedUnit { unit, checklist: Some(checklist) }],
            starts_at,
            ends_at: starts_at + Duration::hours(2),
            place: "Hội trường".to_owned(),
            prerequisites: vec![],
            people: visits::group_people(&mut self.tx, group).await?,
            by: self.by,
        };
        let state = VisitState::Invited;
        let due_on = local(self.now).date() + DUE_IN;
        let open = AnswerChange::Open { submission, council, visit, unit, checklist, due_on };
        self.apply(vec![Change::Visits(VisitChange::Add(Box::new(new)))]).await?;
        let added = visits::read(&mut self.tx, visit).await?.context("the visit")?;
        self.apply(vec![
            Change::Visits(VisitChange::to_state(&added, state, None)),
            Change::Visits(VisitChange::AskUnits { visit }),
            Change::Answers(open),
        ])
        .await
    }

    async fn apply(&mut self, changes: Vec<Change>) -> anyhow::Result<()> {
        let applied = apply::apply(&mut self.tx, 0, changes, self.now).await?;
        applied.map_err(|refusal| anyhow::anyhow!("the seed is refused: {refusal:?}"))
    }
}
