//! What people say to a reminder, what is left out of it, and who can look it up.

use super::only_these_hear;
use crate::support::{Cast, Story, app, said, serve, story, vi};
use doangiamsat::conversation::{Action, AtReminders, State};
use doangiamsat::delivery::Limits;
use doangiamsat::domain::reminders::Subject;
use doangiamsat::domain::{Locale, ReminderId, Role, Scope, SubmissionId};

/// The day before the visit, when the ward's focal officer, its head and the secretary are reminded.
async fn the_day_before(s: &Story, locale: Locale) -> Cast {
    let cast = s.cast().await;
    for player in [&cast.mai, &cast.hien] {
        s.speaks(player, locale).await;
    }
    s.speaks(&cast.hien, Locale::Vi).await;
    cast.invites_the_ward(s).await;
    s.speaks(&cast.hien, locale).await;
    s.clock_reaches("2024-04-01 07:59").await;
    s.all_read();
    s.clock_reaches("2024-04-01 08:00").await;
    cast
}

#[tokio::test]
async fn who_has_seen_it_is_known_in_vietnamese() {
    story("2024-03-18 08:00", async |s| seen(s, Locale::Vi).await).await;
}

#[tokio::test]
async fn who_has_seen_it_is_known_in_english() {
    story("2024-03-18 08:00", async |s| seen(s, Locale::En).await).await;
}

async fn seen(s: &Story, locale: Locale) {
    let t = |key: &str| said(locale, key);
    let cast = the_day_before(s, locale).await;
    s.all_read();
    let (mai, hien) = (&cast.mai, &cast.hien);
    s.clock_reaches("2024-04-01 09:15").await;
    mai.taps(&t("key-reminder-seen")).await.sees(&t("reminder-seen-at")).last_says("09:15");
    mai.last_says(&t("reminder-tomorrow")).buttons(["UBND Phường 1"]);
    // A second tap, on the notice, changes nothing.
    let (message, data) = first_button(mai, &t("key-reminder-seen"));
    s.sandbox.user_taps(mai.account, mai.account, message, &data).expect("a tap");
    s.run().await;
    mai.sees(&t("refused-already-done"));
    assert_eq!(s.audit("acknowledge_reminder").await, ["done", "already_done"]);

    // The office looks it up from the answers.
    hien.sends("/menu").await.taps("UBND Phường 1").await.taps(&t("key-reminded")).await;
    hien.sees(&t("reminded-title")).last_says("UBND Phường 1");
    let shown = hien.messages().pop().expect("the list").text;
    let line = |name: &str| {
        let line = shown.lines().find(|line| line.contains(name));
        line.unwrap_or_else(|| panic!("{name} is not in {shown}")).to_owned()
    };
    assert!(line("Nguyễn Thị Mai").contains("09:15"), "{shown}");
    assert!(line("Trần Văn Sơn").contains("08:00"), "{shown}");
    let unseen = if locale == Locale::Vi { "chưa xem" } else { "not seen" };
    assert!(line("Trần Văn Sơn").contains(unseen), "{shown}");
    assert!(!line("Nguyễn Thị Mai").contains(unseen), "{shown}");
    assert!(line("Bùi Hải Yến").contains(unseen), "{shown}");
    hien.taps(&t("key-back")).await.sees("UBND Phường 1");
    // Whoever is reminded is not shown the others.
    mai.sends("/menu").await.taps(&t("item-fill")).await;
    mai.has_no_button(&t("key-reminded"));
    s.all_read();
}

/// The oldest button with this label.
fn first_button(player: &crate::support::Player, label: &str) -> (i32, String) {
    use doangiamsat::sandbox::ButtonAction;
    let found = player.messages().into_iter().find_map(|message| {
        let mut buttons = message.keyboard.iter().flatten();
        buttons.find_map(|button| match &button.action {
            ButtonAction::Data(data) if button.text.contains(label) => {
                Some((message.id, data.clone()))
            }
            _ => None,
        })
    });
    found.unwrap_or_else(|| panic!("{} has no button “{label}”", player.name))
}

#[tokio::test]
async fn a_reminder_comes_again_in_the_next_slot_once() {
    story("2024-03-18 08:00", async |s| {
        let cast = the_day_before(s, Locale::Vi).await;
        let (mai, son) = (&cast.mai, &cast.son);
        s.all_read();
        let afternoon = vi("key-again-afternoon");
        let (message, data) = mai.button(&afternoon);
        mai.taps(&afternoon).await.sees(&vi("reminder-again-at")).last_says("14:00");
        s.sandbox.user_taps(mai.account, mai.account, message, &data).expect("a tap");
        s.run().await;
        mai.sees(&vi("refused-snooze-used")).last_says("14:00");
        assert_eq!(s.audit("snooze_reminder").await, ["done", "snooze_used"]);
        let before = mai.count(&vi("reminder-tomorrow"));
        s.clock_reaches("2024-04-01 14:00").await;
        assert_eq!(mai.count(&vi("reminder-tomorrow")), before + 1);
        assert_eq!(son.count(&vi("reminder-tomorrow")), 1);
        // It is not put off a second time.
        mai.sees(&vi("reminder-tomorrow"));
        let mut again = mai.messages().into_iter().rev();
        let again = again.find(|it| it.text.contains(&vi("reminder-tomorrow")));
        let labels: Vec<_> =
            again.unwrap().keyboard.into_iter().flatten().map(|key| key.text).collect();
        assert!(labels.iter().any(|label| label.contains(&vi("key-reminder-seen"))), "{labels:?}");
        assert!(!labels.iter().any(|label| label.contains("Nhắc lại")), "{labels:?}");
        s.all_read();
        s.clock_reaches("2024-04-02 07:59").await;
        s.all_read();
        assert_eq!(mai.count(&vi("reminder-tomorrow")), before + 1);
    })
    .await;
}

#[tokio::test]
async fn what_is_done_by_then_is_left_out() {
    story("2024-03-18 08:00", async |s| {
        let cast = the_day_before(s, Locale::Vi).await;
        cast.mai.taps(&vi("key-again-afternoon")).await;
        cast.answers_and_signs(s, Locale::Vi).await;
        s.clock_reaches("2024-04-01 13:59").await;
        s.all_read();
        s.clock_reaches("2024-04-01 14:00").await;
        let told = cast.mai.messages().into_iter().rev().take(2);
        assert!(told.into_iter().all(|it| !it.text.contains(&vi("reminder-tomorrow"))));
        let empty = "SELECT count(*) FROM reminder r JOIN person p ON p.id = r.person_id
            WHERE p.name = 'Nguyễn Thị Mai' AND r.state = 'empty' AND r.settled_at = '2024-04-01 14:00+07'";
        assert_eq!(s.count(empty).await, 1, "that nothing was sent is kept");
        cast.mai.sees(&vi("visit-reminder-eve"));
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn another_due_date_voids_what_waits() {
    story("2024-03-18 08:00", async |s| {
        let cast = the_day_before(s, Locale::Vi).await;
        cast.mai.taps(&vi("key-again-afternoon")).await;
        cast.hien.sends("/menu").await.taps("📍 UBND Phường 1").await;
        cast.hien.taps(&vi("key-move")).await.sends("19/4/2024 9h").await;
        cast.hien.taps(&vi("key-move-now")).await;
        s.all_read();
        s.clock_reaches("2024-04-01 14:00").await;
        only_these_hear(s, &[]);
        // The new generation starts from its own T-7.
        s.clock_reaches("2024-04-12 07:59").await;
        s.all_read();
        s.clock_reaches("2024-04-12 08:00").await;
        only_these_hear(s, &[&cast.mai]);
        cast.mai.sees(&vi("reminder-soon"));
        assert_eq!(s.count("SELECT count(*) FROM fired WHERE generation = 2").await, 1);
    })
    .await;
}

#[tokio::test]
async fn before_days_off_there_is_nothing_to_put_off_to() {
    story("2024-03-18 08:00", async |s| {
        let cast = s.cast().await;
        cast.invites_the_ward(s).await;
        // T+3 is Friday 5 April; the bot was down over the morning's slot.
        s.clock_reaches("2024-04-03 14:00").await;
        s.all_read();
        s.clock_reaches("2024-04-05 15:00").await;
        cast.chau.sees(&vi("reminder-chase"));
        cast.chau.has_no_button(&vi("key-again-morning"));
        cast.chau.has_no_button(&vi("key-again-afternoon"));
        // In the morning it can be put off; in the afternoon no slot is left.
        let hers = "SELECT count(*) FROM reminder r JOIN person p ON p.id = r.person_id
            WHERE p.name = 'Trần Văn Sơn' AND r.state = 'sent'";
        assert!(s.count(hers).await > 0);
        cast.son.taps(&vi("key-again-morning")).await.sees(&vi("refused-no-slot-soon"));
        assert_eq!(s.audit("snooze_reminder").await, ["no_slot_soon"]);
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn nobody_is_told_at_night_nor_on_days_off_what_was_missed() {
    story("2024-03-18 08:00", async |s| {
        let cast = s.cast().await;
        cast.invites_the_ward(s).await;
        s.clock_reaches("2024-03-26 21:00").await; // T-7 at 08:00 was missed
        s.all_read(); // the digest of the office
        for player in [&cast.mai, &cast.son] {
            assert_eq!(player.count(&vi("reminder-soon")), 0);
        }
        s.clock_reaches("2024-03-27 07:59").await;
        s.all_read();
        s.clock_reaches("2024-03-27 08:00").await;
        only_these_hear(s, &[&cast.mai]);
        cast.mai.sees(&vi("reminder-soon"));
        // T-3 is Saturday the 30th and moves to Monday anyway; Saturday hears nothing at any hour.
        for time in ["08:00", "14:00", "20:00"] {
            s.clock_reaches(&format!("2024-03-30 {time}")).await;
        }
        assert_eq!(cast.mai.count(&vi("reminder-soon")), 1);
        s.all_read();
    })
    .await;
}

/// 1,200 papers of 300 delegations are due on one day: many batches, two replicas, one message.
#[tokio::test]
async fn one_message_whatever_the_batches_and_replicas() {
    story("2024-03-18 08:00", async |s| {
        let cast = s.cast().await;
        cast.invites_the_ward(s).await;
        s.sql(
            "INSERT INTO delegation (council_id, title, basis_number, basis_date, state, created_at,
                 window_from, window_to)
             SELECT c.id, 'Đoàn ' || n, n || '/QĐ', '2024-01-01', 'planned', '2024-03-01',
                 '2024-05-01', '2024-05-10'
             FROM council c, generate_series(1, 300) n WHERE c.code = 'tay-ninh'",
        )
        .await;
        s.sql(
            "INSERT INTO milestone (council_id, delegation_id, kind, anchor_on, planned_on, due_on)
             SELECT d.council_id, d.id, k, '2024-04-02', '2024-04-02', '2024-04-02' FROM delegation d,
                 unnest('{outline,unit_reports,assessments,report}'::text[]) k
             WHERE d.title LIKE 'Đoàn %'",
        )
        .await;
        s.sql(
            "INSERT INTO deadline (council_id, subject_kind, subject_id, generation, given_on, due_on,
                 next_step, next_at)
             SELECT council_id, 'milestone', id, 1, '2024-03-29', due_on, 'R3', '2024-04-01 08:00+07'
             FROM milestone WHERE due_on = '2024-04-02'",
        )
        .await;
        s.clock_reaches("2024-04-01 07:59").await;
        s.all_read();
        let (hien, yen) = (&cast.hien, &cast.yen);
        let other = s.joined("Phan Thị Lựu", Role::Secretariat, Scope::Council).await;
        let before = [hien, yen, &other].map(|player| player.messages().len());
        let api = serve(&s.sandbox).await;
        let app = app(s.app.store.clone(), &s.sandbox, api, s.clock.clone(), Limits::generous());
        s.clock.set(crate::support::at("2024-04-01 08:00"));
        let (one, two) = tokio::join!(s.app.sweeper.sweep(), app.sweeper.sweep());
        assert_eq!(one.unwrap() + two.unwrap(), 1201, "each deadline was claimed once");
        s.run().await;
        for (player, before) in [hien, yen, &other].into_iter().zip(before) {
            assert_eq!(player.messages().len(), before + 1, "{}", player.name);
        }
        hien.sees(&vi("reminder-due-tomorrow")).last_says("và 1.180 việc nữa");
        let due = "SELECT count(*) FROM fired WHERE step = 'R3' AND NOT left_out AND recipient =
            (SELECT id FROM person WHERE name = 'Phan Thị Lựu')";
        assert_eq!(s.count(due).await, 1200);
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn a_long_list_of_reminded_people_has_pages() {
    story("2024-03-18 08:00", async |s| {
        let cast = s.cast().await;
        cast.invites_the_ward(s).await;
        let ward = s.unit("tn-p1").await;
        for n in 1..=23 {
            s.joined(&format!("Đầu mối số {n:02}"), Role::FocalOfficer, ward).await;
        }
        s.clock_reaches("2024-03-26 08:00").await;
        s.all_read();
        let hien = &cast.hien;
        let answers = SubmissionId(s.count("SELECT id FROM submission").await);
        let list = Action::Go(State::reminded(Subject::Submission(answers)));
        let data = s.plants(hien, list.clone()).await;
        hien.taps_data(&data).await;
        let first = hien.messages().pop().unwrap().text;
        hien.taps(&vi("key-more")).await;
        let second = hien.messages().pop().unwrap().text;
        let lines = |text: &str| -> Vec<String> {
            text.lines().filter(|line| line.starts_with('•')).map(str::to_owned).collect()
        };
        let (mut all, rest) = (lines(&first), lines(&second));
        assert_eq!((all.len(), rest.len()), (20, 4), "{second}");
        all.extend(rest);
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 24, "each is listed once");
        hien.taps(&vi("key-first-page")).await.sees(&vi("reminded-title"));
        assert_eq!(hien.messages().pop().unwrap().text, first);
        // A member of the delegation sees the answers, but not this.
        let data = s.plants(&cast.tuan, list).await;
        cast.tuan.taps_data(&data).await;
        cast.tuan.last_says(&vi("refused-not-allowed"));
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn evenings_are_for_those_who_ask_for_them() {
    for locale in Locale::ALL {
        story("2024-03-18 08:00", async |s| {
            let t = |key: &str| said(locale, key);
            let cast = s.cast().await;
            let mai = &cast.mai;
            s.speaks(mai, locale).await;
            mai.sends("/menu").await.taps(&t("key-language")).await.sees(&t("nights-off"));
            mai.taps(&t("key-nights-on")).await.sees(&t("nights-on"));
            assert_eq!(s.count("SELECT count(*) FROM person WHERE nights").await, 1);
            mai.taps(&t("key-nights-off")).await.sees(&t("nights-off"));
            assert_eq!(s.count("SELECT count(*) FROM person WHERE nights").await, 0);
            assert_eq!(s.audit("choose_nights").await, ["done", "done"]);
        })
        .await;
    }
}

#[tokio::test]
async fn a_reminder_is_its_reader_s_own() {
    story("2024-03-18 08:00", async |s| {
        let cast = the_day_before(s, Locale::Vi).await;
        s.all_read();
        // Sơn's client sends the bytes of Mai's button, and knows the number of her screen.
        let (_, data) = cast.mai.button(&vi("key-reminder-seen"));
        cast.son.taps_data(&data).await;
        cast.son.last_says(&vi("note-not-yours"));
        let id = s
            .count(
                "SELECT r.id FROM reminder r JOIN person p ON p.id = r.person_id
             WHERE p.name = 'Nguyễn Thị Mai' AND r.slot_at = '2024-04-01 08:00+07'",
            )
            .await;
        let look = Action::Go(State::Reminders(AtReminders::One(ReminderId(id))));
        let data = s.plants(&cast.son, look).await;
        cast.son.taps_data(&data).await;
        cast.son.last_says(&vi("refused-gone"));
        s.all_read();
    })
    .await;
}
