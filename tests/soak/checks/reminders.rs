//! No reminder is missed and none comes twice: who is to be reminded of what on which day is reckoned
//! here from DESIGN.md's table and the cast, and looked for in the chats.

use std::collections::{BTreeMap, BTreeSet};

use super::Counts;
use crate::cast::Seat;
use crate::said::said;
use crate::story::Story;
use crate::world::{Due, DueOf, NearVisit};
use crate::{cast, clock};
use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};
use doangiamsat::clock::{instant, local};
use doangiamsat::domain::{Locale, Role};

/// Real seconds in which a step may go out after its slot has begun: the sweeps look every two, and
/// not at all while the database or both replicas are away. What was signed in between may have been
/// reminded of or not.
const LATE: std::time::Duration = std::time::Duration::from_secs(20);

/// The ladder: step, days from the due day, the first words of its message.
const LADDER: [(&str, i64, &str); 9] = [
    ("R0", -15, "reminder-soon"),
    ("R1", -7, "reminder-soon"),
    ("R2", -3, "reminder-soon"),
    ("R3", -1, "reminder-tomorrow"),
    ("R4", 0, "reminder-today"),
    ("E1", 1, "reminder-overdue"),
    ("E2", 3, "reminder-chase"),
    ("E3", 7, "reminder-late"),
    ("E4", 15, "reminder-explain"),
];

/// What has become of a deadline.
#[derive(sqlx::FromRow)]
struct Deadline {
    id: i64,
    generation: i32,
    /// Its answers were signed, or it was claimed to be done.
    done_at: Option<DateTime<Utc>>,
}

/// A line of `fired`.
#[derive(sqlx::FromRow)]
struct Fired {
    step: String,
    account: i64,
    at: DateTime<Utc>,
    left_out: bool,
}

pub async fn check(story: &mut Story, counts: &mut Counts) {
    for due in story.due.clone() {
        deadline(story, counts, &due).await;
    }
    for near in story.near.clone() {
        visit(story, counts, &near).await;
    }
}

/// Each step on its day, to its readers, once; none that is not of the table, none after it is done.
async fn deadline(story: &mut Story, counts: &mut Counts, due: &Due) {
    let (sql, id) = match due.of {
        DueOf::Submission(id) => (
            "SELECT d.id, d.generation, s.signed_at AS done_at
             FROM deadline d JOIN submission s ON s.id = d.subject_id
             WHERE d.subject_kind = 'submission' AND d.subject_id = $1",
            id,
        ),
        DueOf::Subtask(id) => (
            "SELECT d.id, d.generation, s.claimed_at AS done_at
             FROM deadline d JOIN subtask s ON s.id = d.subject_id
             WHERE d.subject_kind = 'subtask' AND d.subject_id = $1",
            id,
        ),
    };
    let deadline: Deadline =
        sqlx::query_as(sql).bind(id).fetch_one(&story.pool).await.expect("a deadline");
    let fired: Vec<Fired> = sqlx::query_as(
        "SELECT f.step, p.tg_user_id AS account, f.at, f.left_out
         FROM fired f JOIN person p ON p.id = f.recipient
         WHERE f.deadline_id = $1 AND f.generation = 1",
    )
    .bind(deadline.id)
    .fetch_all(&story.pool)
    .await
    .expect("what was fired");
    let (_, unit) = cast::unit(due.unit);
    let mut expected = BTreeSet::new();
    let mut letters: BTreeMap<(i64, &str), (usize, usize)> = BTreeMap::new();
    for (step, days, heading) in LADDER {
        let day = due.due_on + Duration::days(days);
        let applies = step != "R0" || (due.due_on - due.given_on).num_days() > 30;
        let slot = instant(day.and_time(NaiveTime::from_hms_opt(8, 0, 0).expect("a time")));
        if !applies || day < due.given_on || slot > story.ended {
            continue;
        }
        expected.insert(step);
        let name = format!("{step} of {unit}, {:?}, on {day}", due.of);
        let late = clock::in_mission(LATE);
        let (moved, done) = (deadline.generation > 1, deadline.done_at);
        let open = moved || slot + late > story.ended || done.is_some_and(|at| at < slot + late);
        let of_step: Vec<&Fired> = fired.iter().filter(|it| it.step == step).collect();
        for it in &of_step {
            let wrong =
                it.at < slot || local(it.at).date() != day || done.is_some_and(|at| at < it.at);
            if wrong {
                let what = format!("{name}: fired at {}, done {done:?}", local(it.at));
                story.finds(Some(it.account), what);
            }
        }
        let wanted = readers(story, step, due);
        let told: BTreeSet<i64> = of_step.iter().map(|it| it.account).collect();
        if told != wanted && !(open && told.is_empty()) {
            story.finds(None, format!("{name}: for {wanted:?}, fired for {told:?}"));
        }
        let heading = match (step, due.of) {
            ("R3", DueOf::Subtask(_)) => "reminder-due-tomorrow",
            _ => heading,
        };
        for account in wanted {
            let left_out = of_step.iter().any(|it| it.account == account && it.left_out);
            let (least, most) = letters.entry((account, heading)).or_default();
            *least += usize::from(!open && !left_out);
            *most += 1;
        }
    }
    // Several steps read alike, so they are counted together.
    for ((account, heading), (least, most)) in letters {
        let came = told_of(story, account, heading, (&unit, Some(due.due_on)));
        counts.reminders += came;
        if !(least..=most).contains(&came) {
            let what = format!(
                "{unit}, {:?}: {account} was reminded {came} times by {heading}, not {least} to {most}",
                due.of
            );
            story.finds(Some(account), what);
        }
    }
    for it in fired.iter().filter(|it| !expected.contains(it.step.as_str())) {
        let what = format!("{unit}, {:?}: {} was fired at {}", due.of, it.step, it.at);
        story.finds(Some(it.account), what);
    }
}

/// On the eve everybody who will be there is told, once.
async fn visit(story: &mut Story, counts: &mut Counts, near: &NearVisit) {
    let sql = "SELECT generation FROM visit_reminder WHERE visit_id = $1";
    let generation: i32 = sqlx::query_scalar(sql)
        .bind(near.visit)
        .fetch_one(&story.pool)
        .await
        .expect("a visit's reminder");
    let eve = local(near.starts_at).date().pred_opt().expect("a day");
    let eve = instant(eve.and_time(NaiveTime::from_hms_opt(14, 0, 0).expect("a time")));
    // Somebody has asked for another time and got it, or it was too late.
    if generation > 1 || eve + clock::in_mission(LATE) > story.ended {
        return;
    }
    let (_, unit) = cast::unit(near.unit);
    let told = [Seat::Unit(near.unit), Seat::Group(cast::group_of(near.unit)), Seat::Delegation];
    for account in seated(story, |seat, _| told.contains(&seat)) {
        let came = told_of(story, account, "visit-reminder-eve", (&unit, None));
        counts.reminders += came;
        if came != 1 {
            let what = format!("{account} was reminded {came} times of the visit to {unit}");
            story.finds(Some(account), what);
        }
    }
}

/// DESIGN.md section 5: to whom a step goes. In a campaign its owners stand in for the delegation's
/// people, and at the top beside the standing body.
fn readers(story: &Story, step: &str, due: &Due) -> BTreeSet<i64> {
    let (unit, group) = (Seat::Unit(due.unit), Seat::Group(cast::group_of(due.unit)));
    let head = (Role::UnitHead, unit);
    let focal = (Role::FocalOfficer, unit);
    let owner = (Role::CampaignOwner, Seat::Council);
    let standing = (Role::StandingBody, Seat::Council);
    let wanted = match (step, due.of) {
        ("R0" | "R1", _) => vec![focal],
        ("R2" | "R4", _) => vec![focal, head],
        ("R3", DueOf::Submission(_)) => vec![focal, head, (Role::Secretary, group)],
        ("R3", DueOf::Subtask(_)) => vec![focal, head, owner],
        ("E1", DueOf::Submission(_)) => vec![head, (Role::Secretary, group)],
        ("E1", DueOf::Subtask(_)) => vec![head, owner],
        ("E2", DueOf::Submission(_)) => vec![(Role::GroupLeader, group)],
        ("E3", DueOf::Submission(_)) => vec![(Role::DelegationLeader, Seat::Delegation)],
        (_, DueOf::Submission(_)) => vec![standing],
        ("E2" | "E3", DueOf::Subtask(_)) => vec![owner],
        (_, DueOf::Subtask(_)) => vec![owner, standing],
    };
    seated(story, |seat, role| wanted.contains(&(role, seat)))
}

fn seated(story: &Story, wanted: impl Fn(Seat, Role) -> bool) -> BTreeSet<i64> {
    let people = story.people.iter().filter(|person| wanted(person.seat, person.role));
    people.map(|person| person.account).collect()
}

/// How many messages in a chat name the unit, and the day, under this heading. One that came again is
/// the same.
fn told_of(
    story: &Story,
    account: i64,
    heading: &str,
    (unit, due_on): (&str, Option<NaiveDate>),
) -> usize {
    let locale = story.locale(account);
    let words = said(locale, heading);
    let all = LADDER.iter().map(|it| it.2).chain(["reminder-due-tomorrow", "visit-reminder-eve"]);
    let headings: Vec<String> = all.map(|key| said(locale, key)).collect();
    let day = due_on.map(|day| written(day, locale));
    // A screen that shows again what somebody was reminded of.
    let shown_again = said(locale, "reminder-of");
    let mut prints: BTreeMap<&str, usize> = BTreeMap::new();
    let of_chat = story.sent.iter().filter(|sent| sent.chat == account && sent.is_there());
    for sent in of_chat.filter(|sent| !sent.html.contains(&shown_again)) {
        let mut under = false;
        let mut times = 0;
        for line in sent.html.lines() {
            if headings.iter().any(|heading| line.contains(heading.as_str())) {
                under = line.contains(&words);
            }
            // Of deadlines the list counts, not the letters that are drafted under it.
            let names = line.contains(unit)
                && day.as_ref().is_none_or(|day| line.starts_with('•') && has_day(line, day));
            times += usize::from(under && names);
        }
        prints.insert(&sent.print, times);
    }
    prints.values().sum()
}

/// The day, and not the end of another.
fn has_day(line: &str, day: &str) -> bool {
    let before = |at: usize| line[..at].chars().next_back().is_some_and(|c| c.is_ascii_digit());
    line.match_indices(day).any(|(at, _)| !before(at))
}

/// A day as the bot writes it.
fn written(day: NaiveDate, locale: Locale) -> String {
    match locale {
        Locale::Vi => day.format("%-d/%-m/%Y").to_string(),
        Locale::En => day.format("%-d %B %Y").to_string(),
    }
}
