//! A campaign to sweep: people, units, sub-tasks with due dates, and what becomes of them.

use std::collections::BTreeSet;

use crate::dice::Dice;
use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime};
use doangiamsat::clock::instant;
use doangiamsat::domain::calendar::WorkingDays;
use doangiamsat::domain::reminders::Subject;
use doangiamsat::domain::{CouncilId, SubtaskId};
use doangiamsat::store::Store;
use doangiamsat::store::reminders::deadlines;
use sqlx::PgPool;

/// Day 1.
pub const START: &str = "2023-10-16";

/// Accounts are persons' ids from here on.
const ACCOUNT: i64 = 5_000_000;

pub struct Council {
    pub owners: Vec<i64>,
    pub body: i64,
}

pub struct Unit {
    pub council: usize,
    pub head: i64,
    pub focal: Option<i64>,
}

/// One due date of a sub-task: a generation of its deadline.
#[derive(Clone, Debug)]
pub struct Life {
    pub given: NaiveDateTime,
    pub due: NaiveDate,
    /// When it was moved, or the work was done.
    pub until: Option<NaiveDateTime>,
}

struct Subtask {
    unit: usize,
    lives: Vec<Life>,
    done: Option<Done>,
}

#[derive(Clone, Copy)]
struct Done {
    at: NaiveDateTime,
    /// As a claim does; else the sub-task alone says that it is done.
    ends_deadline: bool,
}

pub enum What {
    Done { ends_deadline: bool },
    Moved { given: NaiveDate, due: NaiveDate },
}

pub struct Event {
    pub at: NaiveDateTime,
    subtask: i64,
    what: What,
}

pub struct World {
    pub councils: Vec<Council>,
    pub units: Vec<Unit>,
    people: Vec<(usize, bool)>,
    subtasks: Vec<Subtask>,
}

fn at(n: i64, time: &str) -> NaiveDateTime {
    let day: NaiveDate = START.parse().expect("a day");
    let time = NaiveTime::parse_from_str(time, "%H:%M").expect("a time");
    (day + Duration::days(n)).and_time(time)
}

impl World {
    pub fn of(
        dice: &mut Dice,
        people: usize,
        councils: usize,
        subtasks: usize,
        days: i64,
    ) -> World {
        let mut world = World { councils: vec![], units: vec![], people: vec![], subtasks: vec![] };
        for council in 0..councils {
            let owners = (0..2).map(|_| world.person(council, dice)).collect();
            let body = world.person(council, dice);
            world.councils.push(Council { owners, body });
        }
        while world.people.len() < people {
            let council = world.units.len() % councils;
            let head = world.person(council, dice);
            let focal = (!dice.one_in(3)).then(|| world.person(council, dice));
            world.units.push(Unit { council, head, focal });
        }
        for _ in 0..subtasks {
            let unit = dice.below(world.units.len() as u64) as usize;
            world.subtasks.push(subtask(dice, unit, days));
        }
        world
    }

    fn person(&mut self, council: usize, dice: &mut Dice) -> i64 {
        self.people.push((council, dice.one_in(5)));
        self.people.len() as i64
    }

    pub fn account(&self, person: i64) -> i64 {
        ACCOUNT + person
    }

    pub fn nights(&self, person: i64) -> bool {
        self.people[person as usize - 1].1
    }

    /// Id, unit and due dates.
    pub fn subtasks(&self) -> impl Iterator<Item = (i64, usize, &[Life])> {
        (1..).zip(&self.subtasks).map(|(id, it)| (id, it.unit, it.lives.as_slice()))
    }

    /// What happens after the beginning, in order.
    pub fn events(&self) -> Vec<Event> {
        let mut events = vec![];
        for (subtask, it) in (1..).zip(&self.subtasks) {
            for life in &it.lives[1..] {
                let what = What::Moved { given: life.given.date(), due: life.due };
                events.push(Event { at: life.given, subtask, what });
            }
            if let Some(Done { at, ends_deadline }) = it.done {
                events.push(Event { at, subtask, what: What::Done { ends_deadline } });
            }
        }
        events.sort_by_key(|event| event.at);
        events
    }

    /// Lays everything out, with each first due date as if it had been given at its time.
    pub async fn insert(&self, pool: &PgPool) {
        let run = |sql: &'static str| sqlx::query(sql);
        let done = "the campaign's rows";
        let numbers = |n: usize| (1..=n as i64).collect::<Vec<i64>>();
        run("INSERT INTO council (id, code, name) OVERRIDING SYSTEM VALUE
             SELECT n, 'c' || n, 'HĐND ' || n FROM unnest($1::bigint[]) n")
        .bind(numbers(self.councils.len()))
        .execute(pool)
        .await
        .expect(done);
        let councils: Vec<i64> = self.people.iter().map(|it| it.0 as i64 + 1).collect();
        let nights: Vec<bool> = self.people.iter().map(|it| it.1).collect();
        run("INSERT INTO person (id, council_id, name, state, tg_user_id, nights, created_at)
             SELECT n.id, n.council, 'Người ' || n.id, 'active', n.id + $4, n.nights, '2023-10-01'
             FROM unnest($1::bigint[], $2::bigint[], $3::bool[]) AS n (id, council, nights)")
        .bind(numbers(self.people.len()))
        .bind(&councils)
        .bind(&nights)
        .bind(ACCOUNT)
        .execute(pool)
        .await
        .expect(done);
        let councils: Vec<i64> = self.units.iter().map(|it| it.council as i64 + 1).collect();
        run("INSERT INTO unit (id, council_id, code) OVERRIDING SYSTEM VALUE
             SELECT n.id, n.council, 'u' || n.id FROM unnest($1::bigint[], $2::bigint[]) AS n (id, council)")
        .bind(numbers(self.units.len()))
        .bind(&councils)
        .execute(pool)
        .await
        .expect(done);
        run("INSERT INTO unit_period (unit_id, name, folded, kind, during, source)
             SELECT id, 'Sở ' || id, 'so ' || id, 'so', '[2000-01-01,)', 'dựng' FROM unit")
        .execute(pool)
        .await
        .expect(done);
        self.insert_roles(pool).await;
        run("INSERT INTO campaign (id, council_id, title, owner_body, starts_on, length_days, state,
                 basis_number, basis_date, created_at)
             SELECT id, id, 'Chiến dịch', 'UBND', '2023-10-16', 60, 'running', '1/QĐ', '2023-10-10', '2023-10-10'
             FROM council")
        .execute(pool)
        .await
        .expect(done);
        run("INSERT INTO campaign_task (id, council_id, campaign_id, code, title)
             SELECT id, id, id, 'C1', 'Việc' FROM council")
        .execute(pool)
        .await
        .expect(done);
        self.insert_subtasks(pool).await;
    }

    async fn insert_roles(&self, pool: &PgPool) {
        let mut grants: Vec<(i64, &str, Option<i64>)> = vec![];
        for council in &self.councils {
            grants.extend(council.owners.iter().map(|owner| (*owner, "campaign_owner", None)));
            grants.push((council.body, "standing_body", None));
        }
        for (id, unit) in (1..).zip(&self.units) {
            grants.push((unit.head, "unit_head", Some(id)));
            grants.extend(unit.focal.map(|focal| (focal, "focal_officer", Some(id))));
        }
        let people: Vec<i64> = grants.iter().map(|it| it.0).collect();
        let roles: Vec<&str> = grants.iter().map(|it| it.1).collect();
        let units: Vec<Option<i64>> = grants.iter().map(|it| it.2).collect();
        sqlx::query(
            "INSERT INTO role_grant (council_id, person_id, role, unit_id, granted_at)
             SELECT p.council_id, p.id, n.role, n.unit, '2023-10-01'
             FROM unnest($1::bigint[], $2::text[], $3::bigint[]) AS n (person, role, unit)
                  JOIN person p ON p.id = n.person",
        )
        .bind(&people)
        .bind(&roles)
        .bind(&units)
        .execute(pool)
        .await
        .expect("the roles");
    }

    /// In chunks: the first due date of each as `deadlines::set` would have written it.
    async fn insert_subtasks(&self, pool: &PgPool) {
        let days = WorkingDays::default();
        let all: Vec<(i64, usize, &[Life])> = self.subtasks().collect();
        for chunk in all.chunks(10_000) {
            let (mut ids, mut units, mut given, mut due) = (vec![], vec![], vec![], vec![]);
            let (mut steps, mut ats) = (vec![], vec![]);
            for (id, unit, lives) in chunk {
                let Life { given: from, due: to, .. } = &lives[0];
                let subject = Subject::Subtask(SubtaskId(*id));
                let ladder = subject.ladder((from.date(), *to), &days);
                let next = ladder.next(None, instant(*from));
                ids.push(*id);
                units.push(*unit as i64 + 1);
                given.push(from.date());
                due.push(*to);
                steps.push(next.map(|(step, _)| step.code()));
                ats.push(next.map(|(_, at)| at));
            }
            sqlx::query(
                "INSERT INTO subtask (id, council_id, campaign_id, task_id, code, title, measure, operator,
                     target, target_unit, source, lead_unit, due_on, given_on, state, created_at, changed_at)
                 SELECT n.id, u.council_id, u.council_id, u.council_id, 'S' || lpad(n.id::text, 7, '0'), 'Việc con',
                     'Tỷ lệ', 'at_least', 90, '%', 'Báo cáo', n.unit, n.due, n.given, 'in_progress',
                     '2023-10-10', '2023-10-10'
                 FROM unnest($1::bigint[], $2::bigint[], $3::date[], $4::date[]) AS n (id, unit, given, due)
                      JOIN unit u ON u.id = n.unit",
            )
            .bind(&ids)
            .bind(&units)
            .bind(&given)
            .bind(&due)
            .execute(pool)
            .await
            .expect("the sub-tasks");
            sqlx::query(
                "INSERT INTO deadline (council_id, subject_kind, subject_id, generation, given_on, due_on,
                     next_step, next_at)
                 SELECT s.council_id, 'subtask', s.id, 1, s.given_on, s.due_on, n.step, n.at
                 FROM unnest($1::bigint[], $2::text[], $3::timestamptz[]) AS n (id, step, at)
                      JOIN subtask s ON s.id = n.id",
            )
            .bind(&ids)
            .bind(&steps)
            .bind(&ats)
            .execute(pool)
            .await
            .expect("the deadlines");
        }
        sqlx::query("ANALYZE").execute(pool).await.expect("statistics");
    }

    /// Lets things happen, as the commands of the campaign write them.
    pub async fn happen(&self, pool: &PgPool, events: Vec<Event>) {
        if events.is_empty() {
            return;
        }
        let mut tx = Store::new(pool.clone()).begin().await.expect("a transaction");
        for Event { at, subtask, what } in events {
            let subject = Subject::Subtask(SubtaskId(subtask));
            match what {
                What::Done { ends_deadline } => {
                    sqlx::query(
                        "UPDATE subtask SET state = 'claimed_done', claimed_at = $2,
                            claimed_by = (SELECT person_id FROM role_grant g WHERE g.unit_id = lead_unit LIMIT 1)
                         WHERE id = $1",
                    )
                    .bind(subtask)
                    .bind(instant(at))
                    .execute(&mut *tx)
                    .await
                    .expect("the claim");
                    if ends_deadline {
                        deadlines::end(&mut tx, subject).await.expect("the end");
                    }
                }
                What::Moved { given, due } => {
                    let unit = &self.units[self.subtasks[subtask as usize - 1].unit];
                    let council = CouncilId(unit.council as i64 + 1);
                    deadlines::set(&mut tx, subject, council, (given, due), instant(at))
                        .await
                        .expect("another due date");
                }
            }
        }
        tx.commit().await.expect("a commit");
    }
}

/// Given at the beginning or later, early enough or on its very day; moved or not; done or not.
fn subtask(dice: &mut Dice, unit: usize, days: i64) -> Subtask {
    const GIVEN: &[&str] = &["07:00", "10:00", "16:00"];
    const DONE: &[&str] = &["11:30", "17:30", "21:30"];
    let roll =
        |dice: &mut Dice, from: i64, to: i64| from + dice.below((to - from + 1) as u64) as i64;
    let due_day = roll(dice, 0, days + 10);
    let given_day = if dice.one_in(3) { roll(dice, 0, due_day) } else { 0 };
    let given = at(given_day, dice.pick::<&str>(GIVEN));
    let mut lives = vec![Life { given, due: at(due_day, "00:00").date(), until: None }];
    let mut last = given_day;
    while dice.one_in(5) && last + 1 < days {
        last = roll(dice, last + 1, days);
        let moved = at(last, dice.pick::<&str>(GIVEN));
        let due = at(last + roll(dice, 0, 40), "00:00").date();
        if let Some(life) = lives.last_mut() {
            life.until = Some(moved);
        }
        lives.push(Life { given: moved, due, until: None });
    }
    let done = dice.one_in(2).then(|| {
        let at = at(roll(dice, last + 1, last + 1 + days / 2), dice.pick::<&str>(DONE));
        Done { at, ends_deadline: dice.one_in(2) }
    });
    if let Some(life) = lives.last_mut() {
        life.until = done.map(|done| done.at);
    }
    Subtask { unit, lives, done }
}

/// The sub-tasks that a message names: their codes are S and seven digits.
pub fn codes(html: &str) -> BTreeSet<i64> {
    let after = html.split('S').skip(1);
    after.filter_map(|rest| rest.get(..7)?.parse().ok()).collect()
}
