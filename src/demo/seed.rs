//! What a demo start begins with. Units, legal bases and dates come from the source documents
//! (`data/README.md`); the people are invented, and every home screen says so.

use anyhow::Context as _;
use chrono::{DateTime, Duration, NaiveDate, Utc};
use sha2::Digest as _;

use crate::clock::instant;
use crate::domain::checklist::ChecklistDraft;
use crate::domain::delegation::{Period, Terms, Window};
use crate::domain::digest::{MORNING, Schedule};
use crate::domain::unit::{self, UnitRow};
use crate::domain::visit::NewVisit;
use crate::domain::*;
use crate::store::{Store, Tx, apply, files, imports};
use crate::xlsform;

/// Said on every home screen of the demo.
pub const NOTE: &str = "Dữ liệu minh họa";

/// The short checklist of the demo, an XLSForm workbook.
pub const WORKBOOK: &[u8] = include_bytes!("data/tn-ks-rut-gon.xlsx");

const TAY_NINH_UNITS: &[u8] = include_bytes!("data/tay-ninh-units.csv");
const HA_NOI_UNITS: &[u8] = include_bytes!("data/ha-noi-units.csv");

/// A moment of the source documents at which the demo can begin.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Start {
    TayNinh,
    HaNoi,
}

impl Start {
    pub const ALL: [Start; 2] = [Start::TayNinh, Start::HaNoi];

    pub fn id(self) -> &'static str {
        match self {
            Start::TayNinh => "tay-ninh",
            Start::HaNoi => "ha-noi",
        }
    }

    pub fn from_id(id: &str) -> Option<Start> {
        Start::ALL.into_iter().find(|start| start.id() == id)
    }

    /// As the page lists it.
    pub fn title(self) -> &'static str {
        match self {
            Start::TayNinh => "Tây Ninh, 15/3/2024: khảo sát Phường 1",
            Start::HaNoi => "Hà Nội, 10/5/2023: giám sát Thạch Thất",
        }
    }

    /// 08:00 on the start's day, Vietnamese time.
    pub fn at(self) -> DateTime<Utc> {
        let day = match self {
            Start::TayNinh => NaiveDate::from_ymd_opt(2024, 3, 15),
            Start::HaNoi => NaiveDate::from_ymd_opt(2023, 5, 10),
        };
        instant(day.unwrap_or_default().and_hms_opt(8, 0, 0).unwrap_or_default())
    }
}

/// Somebody to play.
#[derive(Clone, PartialEq, Debug, serde::Serialize, serde::Deserialize)]
pub struct Player {
    pub account: Account,
    pub person: PersonId,
    pub name: String,
    pub role: Role,
    pub place: String,
    pub council: String,
}

/// Fills an empty database with both councils; the start's own has a delegation with a visit.
pub async fn seed(store: &Store, start: Start) -> anyhow::Result<Vec<Player>> {
    let mut tx = store.begin().await?;
    let mut seeding = Seeding { tx: &mut tx, now: start.at(), players: vec![], next: 1_000_001 };
    seeding.tay_ninh(start == Start::TayNinh).await?;
    seeding.ha_noi(start == Start::HaNoi).await?;
    let players = seeding.players;
    tx.commit().await?;
    Ok(players)
}

pub(super) struct Seeding<'a> {
    pub(super) tx: &'a mut Tx,
    pub(super) now: DateTime<Utc>,
    players: Vec<Player>,
    next: i64,
}

impl Seeding<'_> {
    async fn tay_ninh(&mut self, begun: bool) -> anyhow::Result<()> {
        let name = "HĐND tỉnh Tây Ninh";
        let council = imports::council(self.tx, "tay-ninh", name, NOTE).await?;
        units(self.tx, council, TAY_NINH_UNITS).await?;
        let office = (council, name);
        let office_person =
            self.person(office, ("Lê Thu Hiền", Role::Secretariat), Scope::Council, "").await?;
        let ward = self.unit(council, "tn-p1").await?;
        let city = self.unit(council, "tn-tp").await?;
        for (name, role, unit, place) in [
            ("Trần Văn Sơn", Role::UnitHead, ward, "UBND Phường 1"),
            ("Nguyễn Thị Mai", Role::FocalOfficer, ward, "UBND Phường 1"),
            ("Phạm Quốc Bình", Role::UnitHead, city, "UBND thành phố Tây Ninh"),
            ("Võ Ngọc Lan", Role::FocalOfficer, city, "UBND thành phố Tây Ninh"),
        ] {
            self.person(office, (name, role), Scope::Unit(unit), place).await?;
        }
        if !begun {
            return Ok(());
        }
        let title = "Cải cách thủ tục hành chính gắn với chuyển đổi số giai đoạn 2021–2023";
        let terms = Terms {
            title: title.to_owned(),
            basis_number: "135/NQ-HĐND".to_owned(),
            basis_date: day(2023, 12, 8),
            deciding_body: name.to_owned(),
            period: Some(Period { from: 2021, to: 2023 }),
            window: Some(Window { from: day(2024, 4, 2), to: day(2024, 4, 30) }),
            quota: None,
        };
        let (delegation, groups) = self.delegation((council, office_person), terms, 1).await?;
        let group = groups[0];
        self.leader(office, delegation, "Đỗ Minh Châu").await?;
        for (name, role) in [("Bùi Hải Yến", Role::Secretary), ("Hoàng Anh Tuấn", Role::Member)]
        {
            self.person(office, (name, role), Scope::Group(group), "Đoàn số 1").await?;
        }
        let checklist = self.checklist(council, office_person).await?;
        super::difficulties::load(self.tx, "tay-ninh", (council, office_person), self.now).await?;
        let units = self.every_unit(council).await?;
        self.plan((council, delegation), &[(group, units)], checklist).await?;
        let visit = |unit, hour, place: &str| (unit, at(2024, 4, 2, hour), place.to_owned());
        for (unit, starts_at, place) in
            [visit(ward, 7, "UBND Phường 1"), visit(city, 10, "UBND thành phố Tây Ninh")]
        {
            self.visit(
                (council, office_person),
                (delegation, group),
                (unit, checklist),
                (starts_at, place),
            )
            .await?;
        }
        Ok(())
    }

    async fn ha_noi(&mut self, begun: bool) -> anyhow::Result<()> {
        let name = "HĐND thành phố Hà Nội";
        let council = imports::council(self.tx, "ha-noi", name, NOTE).await?;
        units(self.tx, council, HA_NOI_UNITS).await?;
        let office = (council, name);
        let office_person =
            self.person(office, ("Ngô Bích Thủy", Role::Secretariat), Scope::Council, "").await?;
        let district = self.unit(council, "hn-thachthat").await?;
        for (name, role) in
            [("Đặng Quang Vinh", Role::UnitHead), ("Lý Thanh Hà", Role::FocalOfficer)]
        {
            self.person(office, (name, role), Scope::Unit(district), "UBND huyện Thạch Thất")
                .await?;
        }
        if !begun {
            return Ok(());
        }
        let title =
            "CCHC, xây dựng chính quyền điện tử và chuyển đổi số trong hoạt động cơ quan nhà nước";
        let terms = Terms {
            title: title.to_owned(),
            // The sources name no decision: an invented number, said to be one.
            basis_number: "01/QĐ-HĐND (minh họa)".to_owned(),
            basis_date: day(2023, 4, 20),
            deciding_body: name.to_owned(),
            period: None,
            window: Some(Window { from: day(2023, 5, 15), to: day(2023, 5, 30) }),
            quota: Some(10),
        };
        let (delegation, groups) = self.delegation((council, office_person), terms, 2).await?;
        let (group, second) = (groups[0], groups[1]);
        self.leader(office, delegation, "Vũ Hồng Nhung").await?;
        for (name, role, group, place) in [
            ("Hồ Thanh Liêm", Role::GroupLeader, group, "Đoàn số 1"),
            ("Tạ Đức Mạnh", Role::Secretary, group, "Đoàn số 1"),
            ("Chu Thị Ngân", Role::Member, group, "Đoàn số 1"),
            ("Kiều Gia Bảo", Role::GroupLeader, second, "Đoàn số 2"),
        ] {
            self.person(office, (name, role), Scope::Group(group), place).await?;
        }
        let checklist = self.checklist(council, office_person).await?;
        super::difficulties::load(self.tx, "ha-noi", (council, office_person), self.now).await?;
        let firsts = ["hn-phuxuyen", "hn-namtuliem", "hn-longbien", "hn-so-noivu"];
        let seconds = ["hn-so-tttt", "hn-caugiay", "hn-so-tnmt", "hn-so-ldtbxh", "hn-so-yte"];
        let mut units = [(group, vec![district]), (second, vec![])];
        for code in firsts {
            units[0].1.push(self.unit(council, code).await?);
        }
        for code in seconds {
            units[1].1.push(self.unit(council, code).await?);
        }
        self.plan((council, delegation), &units, checklist).await?;
        let place = "UBND huyện Thạch Thất".to_owned();
        self.visit(
            (council, office_person),
            (delegation, group),
            (district, checklist),
            (at(2023, 5, 16, 8), place),
        )
        .await
    }

    async fn unit(&mut self, council: CouncilId, code: &str) -> anyhow::Result<UnitId> {
        let unit = imports::unit_by_code(self.tx, council, code).await?;
        unit.with_context(|| format!("the demo data lacks the unit {code}"))
    }

    pub(super) async fn apply(&mut self, changes: Vec<Change>) -> anyhow::Result<()> {
        let applied = apply::apply(self.tx, 0, changes, self.now).await?;
        applied.map_err(|refusal| anyhow::anyhow!("the demo data is refused: {refusal:?}"))
    }

    /// An invited, activated person with an account in the sandbox.
    pub(super) async fn person(
        &mut self,
        (council, council_name): (CouncilId, &str),
        (name, role): (&str, Role),
        scope: Scope,
        place: &str,
    ) -> anyhow::Result<PersonId> {
        let account = Account(self.next);
        self.next += 1;
        let person = activate(self.tx, council, (name, role, scope), account, self.now).await?;
        self.players.push(Player {
            account,
            person,
            name: name.to_owned(),
            role,
            place: place.to_owned(),
            council: council_name.to_owned(),
        });
        Ok(person)
    }

    async fn checklist(&mut self, council: CouncilId, by: PersonId) -> anyhow::Result<ChecklistId> {
        let imported = xlsform::import(WORKBOOK, "tn-ks-rut-gon.xlsx")
            .map_err(|problems| anyhow::anyhow!("the demo checklist is refused: {problems:?}"))?;
        let sha256: [u8; 32] = sha2::Sha256::digest(WORKBOOK).into();
        let mime = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        files::keep(self.tx, &sha256, WORKBOOK, mime, self.now).await?;
        let checklist = crate::store::checklists::fresh_id(self.tx).await?;
        let draft = ChecklistDraft {
            checklist,
            council,
            code: imported.form.id.clone(),
            version: 1,
            form: imported.form,
            sha256,
            by: Some(by),
        };
        self.apply(vec![
            Change::AddChecklist(Box::new(draft)),
            Change::PublishChecklist { checklist },
        ])
        .await?;
        Ok(checklist)
    }

    async fn visit(
        &mut self,
        (council, by): (CouncilId, PersonId),
        (delegation, group): (DelegationId, GroupId),
        (unit, checklist): (UnitId, ChecklistId),
        (starts_at, place): (DateTime<Utc>, String),
    ) -> anyhow::Result<()> {
        let id = crate::store::visits::fresh_id(self.tx).await?;
        let people = crate::store::visits::group_people(self.tx, group).await?;
        self.apply(vec![Change::AddVisit(Box::new(NewVisit {
            id,
            council,
            delegation,
            group,
            kind: visit::VisitKind::OnsiteSupervision,
            mode: visit::VisitMode::Onsite,
            units: vec![visit::PlannedUnit { unit, checklist: Some(checklist) }],
            starts_at,
            ends_at: starts_at + Duration::minutes(150),
            place,
            prerequisites: vec![],
            people,
            by,
        }))])
        .await
    }
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

fn at(year: i32, month: u32, day: u32, hour: u32) -> DateTime<Utc> {
    let day = NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    instant(day.and_hms_opt(hour, 30, 0).unwrap_or_default())
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
    let mut changes = vec![
        Change::AddInvite {
            invite,
            person,
            council,
            name: name.to_owned(),
            role,
            scope,
            phone: None,
            token_sha256: sha2::Sha256::digest(format!("demo {}", account.0)).into(),
            invited_by: None,
            expires_at: now,
        },
        Change::ActivatePerson { invite, person, account, shown_name: name.to_owned() },
    ];
    if role == Role::Secretariat
        && let Some(next_at) = Schedule::parse(MORNING)?.after(now)
    {
        changes.push(Change::SubscribeDigest { account, line: MORNING.to_owned(), next_at });
    }
    let applied = apply::apply(tx, 0, changes, now).await?;
    applied.map_err(|refusal| anyhow::anyhow!("the person is refused: {refusal:?}"))?;
    Ok(person)
}

/// Loads units from a CSV file of the demo.
pub async fn units(tx: &mut Tx, council: CouncilId, csv: &[u8]) -> anyhow::Result<usize> {
    let mut reader = csv::Reader::from_reader(csv);
    let mut rows = vec![];
    for (index, record) in reader.records().enumerate() {
        let record = record?;
        let field = |at: usize| record.get(at).unwrap_or_default().trim().to_owned();
        let optional = |at: usize| Some(field(at)).filter(|text| !text.is_empty());
        rows.push(UnitRow {
            row: index + 2,
            code: field(0),
            name: field(1),
            kind: field(2),
            parent: optional(3),
            valid_from: field(4).parse()?,
            valid_to: optional(5).map(|day| day.parse()).transpose()?,
            source: field(6),
        });
    }
    let problems = unit::check(&rows, &|_| false);
    anyhow::ensure!(problems.is_empty(), "the demo units are wrong: {problems:?}");
    Ok(imports::add_units(tx, council, &rows).await?)
}
