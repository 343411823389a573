//! Writes the world into the database, with the changes that people's own acts make.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use doangiamsat::clock::local;
use doangiamsat::demo::seed;
use doangiamsat::domain::answers::AnswerChange;
use doangiamsat::domain::answers::SubmissionState;
use doangiamsat::domain::answers::given::Given;
use doangiamsat::domain::checklists::ChecklistChange;
use doangiamsat::domain::checklists::ChecklistDraft;
use doangiamsat::domain::delegations::DelegationChange;
use doangiamsat::domain::delegations::DelegationState;
use doangiamsat::domain::delegations::Terms;
use doangiamsat::domain::delegations::Window;
use doangiamsat::domain::reminders::ReminderChange;
use doangiamsat::domain::reminders::Subject;
use doangiamsat::domain::units::UnitKind;
use doangiamsat::domain::visits::NewVisit;
use doangiamsat::domain::visits::PlannedUnit;
use doangiamsat::domain::visits::VisitChange;
use doangiamsat::domain::visits::VisitKind;
use doangiamsat::domain::visits::VisitMode;
use doangiamsat::domain::visits::VisitState;
use doangiamsat::domain::*;
use doangiamsat::store::Tx;
use doangiamsat::store::apply;
use doangiamsat::store::checklists;
use doangiamsat::store::delegations;
use doangiamsat::store::files;
use doangiamsat::store::people;
use doangiamsat::store::units::names;
use doangiamsat::store::visits;
use doangiamsat::xlsform;
use sha2::Digest as _;

use crate::campaign;
use crate::cast::{self, Person, Seat};
use crate::desks;
use crate::workbook;
use crate::world::{Due, DueOf, NearVisit};

/// The rungs of the ladder but R0, in days from the due day (DESIGN.md section 5).
const RUNGS: [i64; 8] = [-7, -3, -1, 0, 1, 3, 7, 15];

const SURVEY: &[&[&str]] = &[
    &[
        "type",
        "name",
        "label::Tiếng Việt (vi)",
        "label::English (en)",
        "required",
        "bind::dgs:kind",
        "bind::dgs:verify",
    ],
    &["text", "a", "1.1 Đã làm gì?", "1.1 What was done?", "yes"],
    &["integer", "b", "1.2 Bao nhiêu hồ sơ?", "1.2 How many files?", "yes", "", "yes"],
    &["decimal", "c", "1.3 Hồ sơ trực tuyến?", "1.3 Online share?", "yes", "ratio", "yes"],
    &["text", "d", "1.4 Văn bản nào?", "1.4 Which document?", "yes", "document"],
    &["select_one yn", "e", "2.1 Có công khai không?", "2.1 Made public?", "yes"],
    &["text", "f", "2.2 Cách làm hay?", "2.2 Good practice?"],
    &["image", "g", "2.3 Ảnh bộ phận một cửa", "2.3 Photo of the desk"],
    &["integer", "h", "2.4 Bao nhiêu cán bộ?", "2.4 How many officials?", "yes", "", "yes"],
];

const CHOICES: &[&[&str]] = &[
    &["list_name", "name", "label::Tiếng Việt (vi)", "label::English (en)"],
    &["yn", "yes", "Có", "Yes"],
    &["yn", "no", "Không", "No"],
];

/// What the seeding has made so far.
pub struct Founded {
    pub council: CouncilId,
    pub delegation: DelegationId,
    pub groups: Vec<GroupId>,
    pub units: Vec<UnitId>,
    checklist: ChecklistId,
    pub by: PersonId,
    /// Of each unit.
    pub heads: Vec<PersonId>,
}

pub struct Seeding {
    tx: Tx,
    now: DateTime<Utc>,
    found: Option<Founded>,
}

impl Seeding {
    pub async fn write(
        tx: Tx,
        now: DateTime<Utc>,
        people: &[Person],
    ) -> (Vec<Due>, Vec<NearVisit>) {
        let mut seeding = Seeding { tx, now, found: None };
        seeding.found(people).await;
        seeding.every_day_is_worked().await;
        let mut due = seeding.deadlines().await;
        let made = seeding.found_already();
        let (council, by, units) = (made.council, made.by, made.units.clone());
        due.extend(campaign::write(&mut seeding.tx, (council, by), &units, now).await);
        let near = seeding.sessions().await;
        seeding.held().await;
        let made = seeding.found.as_ref().expect("the council");
        desks::recommendations(&mut seeding.tx, made, now).await;
        seeding.tx.commit().await.expect("the seed");
        (due, near)
    }

    /// Visits to come, whose answers are due so that each rung of the ladder is reached on the first
    /// or the second day.
    async fn deadlines(&mut self) -> Vec<Due> {
        let today = local(self.now).date();
        let mut due = vec![];
        for index in 0..2 * cast::UNITS {
            let (unit, round) = (index % cast::UNITS, index / cast::UNITS);
            let starts_at = self.morning(10 + 50 * round as i64 + unit as i64);
            let offset = RUNGS[(unit + 3 * round) % RUNGS.len()];
            let due_on = today + Duration::days(round as i64 - offset);
            let asks = Some(due_on);
            let visit = self.visit(unit, starts_at, VisitState::Invited, asks).await;
            if unit % 4 == 1 {
                // Handed in: of these units the heads have only to sign.
                let (submission, by) = self.answers(visit, unit, 6).await;
                let state = SubmissionState::Submitted;
                self.apply(vec![Change::Answers(AnswerChange::SetState { submission, state, by })])
                    .await;
            } else if round == 0 {
                // Close to its end, so that somebody comes to sign while it lasts.
                self.answers(visit, unit, 4).await;
            }
            let submission = self.submission(visit).await.0;
            due.push(Due { of: DueOf::Submission(submission), unit, given_on: today, due_on });
        }
        due
    }

    /// Drafts for the office and the secretaries to invite to, visits of these days, and today's, which
    /// are held. Of the first group's the answers come first, of the others' they are signed.
    async fn sessions(&mut self) -> Vec<NearVisit> {
        for unit in 0..cast::UNITS {
            let starts_at = self.morning(130 + unit as i64);
            self.visit(unit, starts_at, VisitState::Draft, Some(local(starts_at).date())).await;
        }
        let mut near = vec![];
        for unit in 0..3 * cast::GROUPS {
            let day = (unit / cast::GROUPS) as i64;
            let starts_at = self.morning(day);
            let asks = (day == 0).then(|| local(starts_at).date());
            let visit = self.visit(unit, starts_at, VisitState::Confirmed, asks).await;
            if day == 0 && unit > 0 {
                self.answered_and_signed(visit, unit).await;
            }
            if day > 0 {
                near.push(NearVisit { visit: visit.0, unit, starts_at });
            }
        }
        near
    }

    /// Visits of the weeks before, whose minutes wait to be laid before the signers.
    async fn held(&mut self) {
        let mut held = vec![];
        for unit in 0..cast::UNITS {
            let starts_at = self.morning(-1 - unit as i64);
            held.push(self.visit(unit, starts_at, VisitState::Confirmed, None).await.0);
        }
        let made = self.found.as_ref().expect("the council");
        desks::minutes(&mut self.tx, made, &held).await;
    }

    /// Days off move steps onto each other; here none does, however long is played.
    async fn every_day_is_worked(&mut self) {
        sqlx::query(
            "INSERT INTO day_off (council_id, day, kind, name, decree)
             SELECT $1, day, 'make_up', 'Ngày làm việc', 'Dữ liệu minh họa'
             FROM generate_series($2::date - 40, $2::date + 400, interval '1 day') AS day",
        )
        .bind(self.found_already().council.0)
        .bind(local(self.now).date())
        .execute(&mut *self.tx)
        .await
        .expect("the calendar");
    }

    /// 09:00 in so many days.
    fn morning(&self, days: i64) -> DateTime<Utc> {
        let day = local(self.now).date() + Duration::days(days);
        doangiamsat::clock::instant(day.and_hms_opt(9, 0, 0).expect("a time"))
    }

    fn found_already(&self) -> &Founded {
        self.found.as_ref().expect("the council")
    }

    async fn found(&mut self, people: &[Person]) {
        let tx = &mut self.tx;
        let council =
            names::council(tx, "soak", "HĐND thành phố Ngâm", "").await.expect("a council");
        let rows = (0..cast::UNITS).map(|index| {
            let (code, name) = cast::unit(index);
            format!("{code},{name},phuong,,2020-01-01,,Dữ liệu minh họa\n")
        });
        let csv = format!(
            "code,name,kind,parent,valid_from,valid_to,source\n{}",
            rows.collect::<String>()
        );
        seed::units(tx, council, csv.as_bytes()).await.expect("units");
        let mut units = vec![];
        for index in 0..cast::UNITS {
            let unit =
                names::unit_by_code(tx, council, &cast::unit(index).0).await.expect("a look");
            units.push(unit.expect("a unit"));
        }
        let count = i32::try_from(cast::GROUPS).expect("a few groups");
        let (delegation, groups) = delegations::fresh_ids(tx, count).await.expect("ids");
        let by = self.join(council, &people[0], Scope::Council).await;
        let today = local(self.now).date();
        let terms = Terms {
            title: "Cải cách hành chính dưới ngâm".to_owned(),
            basis_number: "135/NQ-HĐND".to_owned(),
            basis_date: today - Duration::days(60),
            deciding_body: "HĐND thành phố Ngâm".to_owned(),
            period: None,
            window: Some(Window { from: today, to: today + Duration::days(200) }),
            quota: None,
        };
        let founding = Change::Delegations(DelegationChange::Add {
            delegation,
            groups: groups.clone(),
            council,
            terms,
            by,
        });
        self.apply(vec![founding]).await;
        let mut heads = vec![];
        for person in &people[1..] {
            let scope = match person.seat {
                Seat::Council => Scope::Council,
                Seat::Delegation => Scope::Delegation(delegation),
                Seat::Group(group) => Scope::Group(groups[group]),
                Seat::Unit(unit) => Scope::Unit(units[unit]),
            };
            let id = self.join(council, person, scope).await;
            if person.role == Role::UnitHead {
                heads.push(id);
            }
        }
        let checklist = self.checklist(council, by).await;
        let kind = UnitKind::Phuong;
        let mut changes = vec![Change::Delegations(DelegationChange::ChooseChecklist {
            council,
            delegation,
            kind,
            checklist,
        })];
        for (index, unit) in units.iter().enumerate() {
            let group = groups[cast::group_of(index)];
            changes.push(Change::Delegations(DelegationChange::AssignUnit {
                council,
                delegation,
                group,
                unit: *unit,
            }));
        }
        changes.push(Change::Delegations(DelegationChange::SetState {
            delegation,
            state: DelegationState::Planned,
        }));
        self.apply(changes).await;
        self.found = Some(Founded { council, delegation, groups, units, checklist, by, heads });
    }

    async fn join(&mut self, council: CouncilId, person: &Person, scope: Scope) -> PersonId {
        let who = (person.name.as_str(), person.role, scope);
        let account = Account(person.account);
        let id = seed::activate(&mut self.tx, council, who, account, self.now).await;
        let id = id.expect("a person");
        people::set_locale(&mut self.tx, id, person.locale).await.expect("a language");
        id
    }

    async fn checklist(&mut self, council: CouncilId, by: PersonId) -> ChecklistId {
        let bytes = workbook::checklist(SURVEY, CHOICES);
        let form = xlsform::import(&bytes, "").expect("a form").form;
        let sha256: [u8; 32] = sha2::Sha256::digest(&bytes).into();
        let mime = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        files::keep(&mut self.tx, &sha256, &bytes, mime, self.now).await.expect("a file");
        let checklist = checklists::fresh_id(&mut self.tx).await.expect("an id");
        let code = form.id.clone();
        let draft =
            ChecklistDraft { checklist, council, code, version: 1, form, sha256, by: Some(by) };
        self.apply(vec![
            Change::Checklists(ChecklistChange::Add(Box::new(draft))),
            Change::Checklists(ChecklistChange::Publish { checklist }),
        ])
        .await;
        checklist
    }

    /// A visit of one unit; once it is invited its answers are open, and due on that day.
    async fn visit(
        &mut self,
        unit: usize,
        starts_at: DateTime<Utc>,
        state: VisitState,
        asks: Option<NaiveDate>,
    ) -> VisitId {
        let id = visits::fresh_id(&mut self.tx).await.expect("an id");
        let made = self.found_already();
        let (council, delegation, by) = (made.council, made.delegation, made.by);
        let (group, unit) = (made.groups[cast::group_of(unit)], made.units[unit]);
        let asked = asks.map(|due_on| (due_on, made.checklist));
        let people = visits::group_people(&mut self.tx, group).await.expect("people");
        let mut changes = vec![Change::Visits(VisitChange::Add(Box::new(NewVisit {
            id,
            council,
            delegation,
            group,
            kind: VisitKind::OnsiteSupervision,
            mode: VisitMode::Onsite,
            units: vec![PlannedUnit { unit, checklist: asked.map(|it| it.1) }],
            starts_at,
            ends_at: starts_at + Duration::hours(2),
            place: "Hội trường".to_owned(),
            prerequisites: vec![],
            people,
            by,
        })))];
        if state != VisitState::Draft {
            self.apply(std::mem::take(&mut changes)).await;
            let visit = visits::read(&mut self.tx, id).await.expect("visits").expect("the visit");
            changes.push(Change::Visits(VisitChange::to_state(&visit, state, None)));
            changes.push(Change::Visits(VisitChange::AskUnits { visit: id }));
            if let Some((due_on, checklist)) = asked {
                let submission = fresh(&mut self.tx, "submission").await;
                let submission = SubmissionId(submission);
                changes.push(Change::Answers(AnswerChange::Open {
                    submission,
                    council,
                    visit: id,
                    unit,
                    checklist,
                    due_on,
                }));
                let given_on = local(self.now).date();
                let subject = Subject::Submission(submission);
                changes.push(Change::Reminders(ReminderChange::SetDeadline {
                    subject,
                    council,
                    given_on,
                    due_on,
                }));
            }
        }
        self.apply(changes).await;
        id
    }

    /// All required answers are there, and the head has signed them.
    async fn answered_and_signed(&mut self, visit: VisitId, unit: usize) {
        let (submission, by) = self.answers(visit, unit, 6).await;
        let state = SubmissionState::SignedOff;
        self.apply(vec![
            Change::Answers(AnswerChange::SetState { submission, state, by }),
            Change::Reminders(ReminderChange::EndDeadline {
                subject: Subject::Submission(submission),
            }),
        ])
        .await;
    }

    /// The head has answered the first so many required questions.
    async fn answers(
        &mut self,
        visit: VisitId,
        unit: usize,
        count: usize,
    ) -> (SubmissionId, PersonId) {
        let submission = self.submission(visit).await;
        let by = self.found_already().heads[unit];
        let date = NaiveDate::from_ymd_opt(2022, 1, 5).expect("a day");
        let answers = [
            ("a", Given::Text { text: "Đã làm theo kế hoạch".to_owned() }),
            ("b", Given::Integer { value: 812 }),
            ("c", Given::Ratio { numerator: 118, denominator: 120 }),
            ("d", Given::Document { number: "12/QĐ-UBND".to_owned(), date }),
            ("e", Given::Choice { name: "yes".to_owned() }),
            ("h", Given::Integer { value: 9 }),
        ];
        let saves = answers.into_iter().take(count).map(|(name, given)| {
            let path = format!("/data/{name}");
            Change::Answers(AnswerChange::Save { submission, path, given, revision: 1, by })
        });
        self.apply(saves.collect()).await;
        (submission, by)
    }

    async fn submission(&mut self, visit: VisitId) -> SubmissionId {
        let sql = "SELECT id FROM submission WHERE visit_id = $1";
        let id = sqlx::query_scalar(sql).bind(visit.0).fetch_one(&mut *self.tx).await;
        SubmissionId(id.expect("a submission"))
    }

    async fn apply(&mut self, changes: Vec<Change>) {
        let applied = apply::apply(&mut self.tx, 0, changes, self.now).await;
        applied.expect("the database").expect("the seed is allowed");
    }
}

async fn fresh(tx: &mut Tx, table: &str) -> i64 {
    sqlx::query_scalar("SELECT nextval(pg_get_serial_sequence($1, 'id'))")
        .bind(table)
        .fetch_one(&mut **tx)
        .await
        .expect("an id")
}
