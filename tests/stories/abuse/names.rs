//! Names that mean something to HTML, turn lines around, or are longer than a button.

use super::MORNING;
use crate::support::{Story, story, vi};
use chrono::NaiveDate;
use doangiamsat::domain::units::UnitRow;
use doangiamsat::sandbox::ButtonAction;
use doangiamsat::store::units::names;

/// As it is shown: every sign of it, and nothing that turns the line around.
const UNIT: &str = "UBND <b>Phường 1</b> & \"một\"";

#[tokio::test]
async fn markup_and_bidi_marks_in_names_are_shown_as_they_are() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        s.sql(
            r#"UPDATE unit_period SET name = U&'\202EUBND <b>Phường 1</b> & "một"\2066'
               WHERE name = 'UBND Phường 1'"#,
        )
        .await;
        let hien = &cast.hien;

        // A person's name, as typed, and the name of a Telegram account.
        hien.sends("/menu").await.taps(&vi("key-invite-person")).await;
        hien.taps(&vi("role-focal-officer")).await.sends("phuong 1").await;
        hien.taps("<b>Phường 1</b>").await.sees(UNIT);
        hien.sends("<i>Thảo</i> & \u{202e}con").await.taps(&vi("key-no-phone")).await;
        let thao = s.stranger("<b>Mai</b>&\u{202e}");
        thao.opens_link(&hien.link()).await;
        hien.sees("<i>Thảo</i> & con").sees("đặt tên: <b>Mai</b>&");
        hien.taps(&vi("key-accept-claim")).await;
        thao.sees("Chào <i>Thảo</i> & con!");

        // Notices to others, and what is on the screens.
        hien.sends("/menu").await.taps("Gửi giấy mời: UBND <b>").await.sees(UNIT);
        hien.taps(&vi("key-invite-unit")).await.taps(&vi("key-invite-now")).await;
        for invited in [&cast.son, &cast.mai, &thao] {
            invited.sees(UNIT);
        }
        thao.taps(&vi("key-confirm-visit")).await.sees(UNIT);
        for told in [hien, &cast.chau, &cast.yen, &cast.tuan] {
            told.sees(UNIT).sees("<i>Thảo</i> & con");
        }
        thao.sends("khó khăn: thiếu máy quét <script>alert(1)</script> &amp; \u{202e}ngược").await;
        thao.sees("<script>alert(1)</script> &amp; ngược").taps(&vi("key-report-as")).await;
        for told in [hien, &cast.chau, &cast.yen, &cast.tuan] {
            told.sees("<script>alert(1)</script> &amp; ngược");
        }
        s.clock_reaches("2024-03-18 07:30").await;
        hien.sees("<script>alert(1)</script>");
        s.all_read();
        nothing_turns_around(s);
    })
    .await;
}

fn nothing_turns_around(s: &Story) {
    let marks = ['\u{202e}', '\u{2066}', '\u{200b}', '\u{feff}'];
    for player in s.people() {
        for message in player.messages() {
            let labels = message.buttons().map(|button| button.text.clone()).collect::<String>();
            assert!(!(message.text + &labels).contains(marks), "{}", player.transcript());
        }
    }
}

#[tokio::test]
async fn labels_of_any_length_have_buttons_that_work() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let (wide, long) = ("ế".repeat(22), "Ủy ban nhân dân phường ".repeat(12));
        let row = |row: usize, code: &str, name: &str| UnitRow {
            row,
            code: code.to_owned(),
            name: name.trim().to_owned(),
            kind: "phuong".to_owned(),
            parent: None,
            valid_from: NaiveDate::from_ymd_opt(2023, 1, 1).unwrap(),
            valid_to: None,
            source: "một truyện kể".to_owned(),
        };
        let mut tx = s.app.store.begin().await.unwrap();
        let rows = [row(2, "x1", &wide), row(3, "x2", &long)];
        names::add_units(&mut tx, s.council, &rows).await.unwrap();
        tx.commit().await.unwrap();
        // A checklist's own words; published forms are immutable, so the guard sleeps for a moment.
        s.sql("ALTER TABLE checklist DISABLE TRIGGER checklist_immutable").await;
        s.sql(
            r"UPDATE checklist SET form = replace(replace(form::text, 'Đầy đủ', repeat('ế', 90)),
                '1.3 Có niêm yết', U&'1.3 <u>Có</u> \202E& ' || repeat('niêm yết ', 60))::jsonb",
        )
        .await;
        s.forms_are_others().await;

        let hien = &cast.hien;
        for name in [wide.as_str(), "Ủy ban nhân dân phường Ủy ban"] {
            hien.sends("/menu").await.taps(&vi("key-invite-person")).await;
            hien.taps(&vi("role-unit-head")).await.sends(&name[..name.len() / 3 * 3]).await;
            hien.taps(name).await.sees(&vi("inviting-name")).sees(name);
        }
        cast.invites_the_ward(s).await;
        let mai = &cast.mai;
        mai.sends("/menu").await.taps(&vi("item-fill")).await.taps(&vi("key-all-questions")).await;
        mai.taps("1.3 <u>Có</u> & niêm yết").await.sees("1.3 <u>Có</u> & niêm yết niêm yết");
        mai.taps(&"ế".repeat(63)).await.sees("1.3a");
        assert_eq!(s.count("SELECT count(*) FROM answer").await, 1);

        for message in s.people().iter().flat_map(|player| player.messages()) {
            for button in message.buttons() {
                assert!(button.text.chars().count() <= 64, "{}", button.text);
                if let ButtonAction::Data(data) = &button.action {
                    assert!(data.len() <= 64, "{data}");
                }
            }
        }
        nothing_turns_around(s);
    })
    .await;
}
