//! The sixty days of the demo's campaign: every line of every reminder, against a schedule reckoned
//! here from DESIGN.md's table (section 5), not by the program's ladder.

use crate::support::{Player, Story, story};
use doangiamsat::conversation::{Action, State, Then};
use doangiamsat::demo::seed::Start;
use doangiamsat::domain::campaigns::{CampaignCommand, SubtaskAct, WorkOnSubtask};
use doangiamsat::domain::{Command, SubtaskId};
use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};

/// Step, days from the due day, who is told: `f` focal officer, else head; `h` head; `o` the
/// campaign's owner; `s` the standing body. Copied by hand from the table; a campaign has no
/// delegation, so its owner stands where the table says secretary or leader.
const TABLE: [(&str, i64, &str); 9] = [
    ("R0", -15, "f"),
    ("R1", -7, "f"),
    ("R2", -3, "fh"),
    ("R3", -1, "fho"),
    ("R4", 0, "fh"),
    ("E1", 1, "ho"),
    ("E2", 3, "o"),
    ("E3", 7, "o"),
    ("E4", 15, "os"),
];

/// Unit, head, focal officer: as the demo's cast names them.
const UNITS: [(&str, &str, Option<&str>); 13] = [
    ("UBND huyện Thạch Thất", "Đặng Quang Vinh", Some("Lý Thanh Hà")),
    ("Sở Thông tin và Truyền thông Hà Nội", "Nguyễn Đức Toàn", Some("Trần Khánh Ly")),
    ("UBND quận Cầu Giấy", "Lương Thế Hòa", Some("Mai Phương Uyên")),
    ("Sở Tài nguyên và Môi trường Hà Nội", "Hà Văn Thịnh", Some("Đinh Thu Giang")),
    ("UBND huyện Phú Xuyên", "Bạch Công Lý", None),
    ("UBND quận Nam Từ Liêm", "Trương Hoài Nam", None),
    ("UBND quận Long Biên", "Quách Thị Dung", None),
    ("Sở Nội vụ Hà Nội", "Nghiêm Thị Hoa", None),
    ("Sở Y tế Hà Nội", "Lưu Bá Thành", None),
    ("Văn phòng UBND thành phố Hà Nội", "Tôn Thất Bách", Some("Ninh Thùy Dương")),
    ("Công an thành phố Hà Nội", "Thân Trọng Nghĩa", Some("Vi Thị Sen")),
    ("Sở Tư pháp Hà Nội", "Kim Văn Hậu", None),
    ("Sở Lao động - Thương binh và Xã hội Hà Nội", "Phan Tuấn Kiệt", None),
];

const OWNER: &str = "Thái Vĩnh Khang";
const BODY: &str = "Phùng Mai Khanh";

/// A span in which a sub-task is reminded of: from when it was given, or its day moved, until it was
/// done, turned down or given another day.
#[derive(Clone, Debug)]
struct Span {
    code: String,
    unit: String,
    given: NaiveDateTime,
    due: NaiveDate,
    until: Option<NaiveDateTime>,
}

/// Who is told of which codes and units, slot by slot.
type Schedule = BTreeMap<NaiveDateTime, BTreeMap<String, BTreeSet<(String, String)>>>;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn at(day: NaiveDate, hour: u32) -> NaiveDateTime {
    day.and_time(NaiveTime::from_hms_opt(hour, 0, 0).expect("an hour"))
}

/// The rows of the demo's plan, read without the program: code, lead units by code, due day.
fn plan() -> Vec<(String, Vec<String>, NaiveDate)> {
    let mut reader = csv::Reader::from_reader(doangiamsat::demo::seed::PLAN);
    let rows = reader.records().map(|row| {
        let row = row.expect("a row");
        let number: u64 = row[11].parse().expect("a day of the campaign");
        let leads = row[9].split(';').map(|lead| lead.trim().to_owned()).collect();
        (row[2].to_owned(), leads, day("2023-10-16") + Days::new(number - 1))
    });
    rows.collect()
}

fn schedule(spans: &[Span]) -> Schedule {
    let mut schedule = Schedule::new();
    for span in spans {
        let (_, head, focal) =
            UNITS.iter().find(|(unit, ..)| *unit == span.unit).expect("a unit of the cast");
        for (step, offset, readers) in TABLE {
            if step == "R0" && (span.due - span.given.date()).num_days() <= 30 {
                continue;
            }
            let on = span.due + chrono::Duration::days(offset);
            // A step gone by when the thing was given is not made up for; one of the very day goes
            // out in the day's next slot.
            if on < span.given.date() {
                continue;
            }
            let slots = [at(on, 8), at(on, 14), at(on + Days::new(1), 8)];
            let when = slots.into_iter().find(|slot| *slot >= span.given).expect("a slot");
            if span.until.is_some_and(|until| until <= when) {
                continue;
            }
            let mut told = BTreeSet::new();
            for reader in readers.chars() {
                told.insert(match reader {
                    'f' => focal.unwrap_or(head),
                    'h' => head,
                    'o' => OWNER,
                    _ => BODY,
                });
            }
            let slot = schedule.entry(when).or_default();
            for reader in told {
                let line = (span.code.clone(), span.unit.clone());
                slot.entry(reader.to_owned()).or_default().insert(line);
            }
        }
    }
    schedule
}

/// The lines of the reminders that are new in somebody's chat; a reminder is one message.
fn lines(player: &Player) -> Vec<BTreeSet<(String, String)>> {
    let reminders = player.unread().into_iter().filter(|text| text.contains(": hạn "));
    let lines = |text: &str| {
        let said = text.lines().filter(|line| line.starts_with("• ") && line.contains(": hạn "));
        said.map(|line| {
            let (about, _) = line.trim_start_matches("• ").split_once(": hạn ").expect("a due day");
            let (named, unit) = about.rsplit_once(" · ").expect("a unit");
            let code = named.split(' ').next().expect("a code");
            (code.to_owned(), unit.to_owned())
        })
        .collect()
    };
    reminders.map(|text| lines(&text)).collect()
}

async fn does(s: &Story, who: &Player, code: &str, unit: &str, act: SubtaskAct) {
    let (id, version): (i64, i32) = sqlx::query_as(
        "SELECT s.id, s.version FROM subtask s JOIN unit_period p ON p.unit_id = s.lead_unit
         WHERE s.code = $1 AND p.name = $2",
    )
    .bind(code)
    .bind(unit)
    .fetch_one(s.app.store.pool())
    .await
    .expect("a sub-task");
    let command = WorkOnSubtask { subtask: SubtaskId(id), version, act };
    let name = command.name();
    let command = Command::Campaigns(CampaignCommand::WorkOnSubtask(command));
    let data = s.plants(who, Action::Do { command, then: Then::Go(State::home()) }).await;
    who.taps_data(&data).await;
    assert_eq!(s.audit(name).await.pop().as_deref(), Some("done"), "{name} {code} {unit}");
}

#[tokio::test]
async fn every_reminder_of_the_sixty_days_is_the_one_of_the_table() {
    story("2023-10-16 08:00", async |s| {
        s.begins(Start::Campaign).await;
        // The week's late list and the digests have stories of their own.
        s.sql("UPDATE campaign SET next_list_at = NULL").await;
        s.sql("DELETE FROM digest_subscription").await;
        let named = |name: &str| s.named(name);
        let owner = named(OWNER);
        let start = at(day("2023-10-16"), 8);
        let names: BTreeMap<String, String> = sqlx::query_as::<_, (String, String)>(
            "SELECT u.code, p.name FROM unit u JOIN unit_period p ON p.unit_id = u.id
                 WHERE p.during @> '2023-10-16'::date",
        )
        .fetch_all(s.app.store.pool())
        .await
        .expect("the units")
        .into_iter()
        .collect();
        let mut spans: Vec<Span> = vec![];
        for (code, leads, due) in plan() {
            for lead in leads {
                let unit = names[&lead].clone();
                spans.push(Span { code: code.clone(), unit, given: start, due, until: None });
            }
        }
        assert_eq!(spans.len(), 30);
        let police = "Công an thành phố Hà Nội";
        let office = "Văn phòng UBND thành phố Hà Nội";
        let telecom = "Sở Thông tin và Truyền thông Hà Nội";
        let justice = "Sở Tư pháp Hà Nội";
        let end = |spans: &mut Vec<Span>, code: &str, unit: &str, until: NaiveDateTime| {
            let open = spans.iter_mut().filter(|span| span.code == code && span.unit == unit);
            open.last().expect("a span").until = Some(until);
        };
        let begin = |spans: &mut Vec<Span>, code: &str, unit: &str, given, due: &str| {
            let (code, unit) = (code.to_owned(), unit.to_owned());
            spans.push(Span { code, unit, given, due: day(due), until: None });
        };
        let mut told = 0;
        let mut today = day("2023-10-16");
        while today <= day("2024-01-05") {
            for hour in [8, 9, 14, 15, 20, 23] {
                let now = at(today, hour);
                s.clock_reaches(&now.format("%Y-%m-%d %H:%M").to_string()).await;
                let expected = schedule(&spans).remove(&now).unwrap_or_default();
                for player in s.people() {
                    let found = lines(&player);
                    match expected.get(&player.name) {
                        Some(lines) => {
                            assert_eq!(
                                found,
                                std::slice::from_ref(lines),
                                "{} at {now}",
                                player.name
                            );
                            told += lines.len();
                        }
                        None => assert!(found.is_empty(), "{} at {now}: {found:?}", player.name),
                    }
                }
                s.all_read();
                // What people do, between the slots.
                match now.format("%m-%d %H").to_string().as_str() {
                    // Done before its day: nothing is told after that.
                    "10-20 09" => {
                        let head = named("Thân Trọng Nghĩa");
                        does(s, &head, "1a", police, SubtaskAct::Accept).await;
                        let value = "100".parse().expect("a number");
                        does(s, &head, "1a", police, SubtaskAct::Value { value }).await;
                        head.sends("/menu").await.taps("1a").await.sends_photo().await;
                        does(s, &head, "1a", police, SubtaskAct::Claim { note: "xong".into() })
                            .await;
                        end(&mut spans, "1a", police, now);
                    }
                    // Not done after all: returned behind its day, it goes on with the higher steps.
                    "11-01 15" => {
                        let reason = "thiếu đầu mối".to_owned();
                        does(s, &owner, "1a", police, SubtaskAct::Return { reason }).await;
                        begin(&mut spans, "1a", police, now, "2023-10-25");
                    }
                    // Turned down.
                    "10-18 15" => {
                        let head = named("Kim Văn Hậu");
                        let reason = "không thuộc thẩm quyền".to_owned();
                        does(s, &head, "5b", justice, SubtaskAct::Decline { reason }).await;
                        end(&mut spans, "5b", justice, now);
                    }
                    // Another day, in the morning after the slot: the ladder begins anew.
                    "11-13 09" => {
                        let (due_on, reason) = (day("2023-11-29"), "chờ phần mềm".to_owned());
                        does(s, &owner, "2a", telecom, SubtaskAct::MoveDue { due_on, reason })
                            .await;
                        end(&mut spans, "2a", telecom, now);
                        begin(&mut spans, "2a", telecom, now, "2023-11-29");
                    }
                    // Moved to the next day between the slots: T-1 goes out in the day's other slot.
                    "11-15 09" => {
                        let (due_on, reason) = (day("2023-11-16"), "làm sớm".to_owned());
                        does(s, &owner, "6a", office, SubtaskAct::MoveDue { due_on, reason }).await;
                        end(&mut spans, "6a", office, now);
                        begin(&mut spans, "6a", office, now, "2023-11-16");
                    }
                    _ => {}
                }
                s.all_read();
            }
            today = today + Days::new(1);
        }
        assert!(told > 350, "{told} lines were compared");
    })
    .await;
}
