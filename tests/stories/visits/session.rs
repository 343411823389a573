//! Opening on the right day, late, by the right people; and what cannot be done in a session.

use super::{MORNING, demo_visits, opens_today};
use crate::support::{Player, Story, story, vi};
use doangiamsat::conversation::{Action, Then};
use doangiamsat::domain::visits::{KeepSession, SessionAct, VisitCommand, Who};
use doangiamsat::domain::{Command, NoteId, PersonId, VisitId};

async fn does(s: &Story, player: &Player, command: Command) {
    let data = s.plants(player, Action::Do { command, then: Then::Stay }).await;
    player.taps_data(&data).await;
}

fn keep(visit: VisitId, act: SessionAct) -> Command {
    Command::Visits(VisitCommand::KeepSession(KeepSession { visit, act }))
}

fn open(visit: VisitId) -> Command {
    keep(visit, SessionAct::Open { late: None })
}

#[tokio::test]
async fn a_session_is_opened_on_its_day_and_once() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        cast.invites_the_ward(s).await;
        let (visit, draft) = demo_visits(s).await;
        s.clock_reaches("2024-04-01 23:00").await;
        s.all_read();
        does(s, &cast.chau, open(visit)).await;
        cast.chau.sees(&vi("refused-not-open-yet")).sees("05:30 thứ Ba 2/4/2024");
        s.clock_reaches("2024-04-02 07:40").await;
        s.all_read();
        for other in [&cast.tuan, &cast.hien, &cast.son, &cast.thuy] {
            does(s, other, open(visit)).await;
            other.sees(&vi("refused-not-allowed"));
        }
        does(s, &cast.chau, open(draft)).await; // not invited yet
        cast.chau.sees(&vi("refused-wrong-state"));
        cast.chau.sends("/menu").await.taps(&vi("item-to-open")).await;
        let (message, data) = cast.chau.button(&vi("key-open-session"));
        cast.chau.presses(message, &data);
        cast.chau.presses(message, &data);
        s.run().await;
        does(s, &cast.yen, open(visit)).await;
        cast.yen.sees(&vi("refused-already-done"));
        let outcomes = s.audit("open_session").await;
        assert_eq!(
            outcomes[..7],
            [
                "not_open_yet",
                "not_allowed",
                "not_allowed",
                "not_allowed",
                "not_allowed",
                "wrong_state",
                "done"
            ]
        );
        assert!(outcomes[7..].iter().all(|outcome| outcome == "already_done"), "{outcomes:?}");
        for told in [&cast.hien, &cast.tuan, &cast.son, &cast.mai] {
            assert_eq!(told.count(&vi("notice-session-opened")), 1, "{}", told.name);
        }
        // An open session is neither moved nor cancelled nor answered.
        cast.hien.taps(&vi("key-open-visit")).await.has_no_button(&vi("key-cancel-visit"));
        cast.son.taps(&vi("key-confirm-visit")).await.sees(&vi("refused-wrong-state"));
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn a_visit_nobody_opened_is_shown_next_morning_and_opened_late() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        cast.invites_the_ward(s).await;
        let (visit, _) = demo_visits(s).await;
        s.clock_reaches("2024-04-02 23:59").await;
        cast.chau.sends("/menu").await.has_no_button(&vi("item-unopened"));
        s.clock_reaches("2024-04-03 07:00").await;
        s.all_read();
        does(s, &cast.chau, open(visit)).await;
        cast.chau.sees(&vi("refused-day-is-over"));
        cast.hien.sends("/menu").await.buttons([vi("item-unopened").as_str()]);
        cast.son.sends("/menu").await.has_no_button(&vi("item-unopened"));
        cast.chau.sends("/menu").await.taps(&vi("item-unopened")).await.sees(&vi("visit-unopened"));
        cast.chau.buttons([&vi("key-move"), &vi("key-cancel-visit")]);
        cast.chau.taps(&vi("key-open-late")).await.sends("Mất mạng cả buổi").await;
        cast.chau.sees(&vi("session-title"));
        for told in [&cast.hien, &cast.yen, &cast.tuan, &cast.son, &cast.mai] {
            told.sees(&vi("notice-session-opened"));
        }
        let late = "SELECT count(*) FROM visit
                    WHERE state = 'in_session' AND reason = 'Mất mạng cả buổi'";
        assert_eq!(s.count(late).await, 1);
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn only_the_group_keeps_a_session_and_only_while_it_lasts() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        cast.invites_the_ward(s).await;
        let (visit, _) = demo_visits(s).await;
        let presence = |person| {
            let who = Who::Person(person);
            keep(visit, SessionAct::NotePresence { who, present: true })
        };
        let note = || keep(visit, SessionAct::AddNote { unit: None, body: "ý kiến".into() });
        // Before it is open.
        does(s, &cast.yen, note()).await;
        cast.yen.sees(&vi("refused-wrong-state"));
        does(s, &cast.son, keep(visit, SessionAct::CheckIn)).await;
        cast.son.sees(&vi("refused-wrong-state"));

        s.clock_reaches("2024-04-02 07:30").await;
        s.all_read();
        opens_today(&cast.yen).await;
        s.all_read();
        cast.yen.sends(&"y".repeat(4096)).await.sees(&vi("note-too-long"));
        cast.yen.sends("một ghi chép").await.sees(&vi("note-noted"));
        for other in [&cast.son, &cast.hien, &cast.binh, &cast.thuy] {
            does(s, other, note()).await;
            other.last_says(&vi("refused-not-allowed"));
            does(s, other, presence(PersonId(1))).await;
            other.last_says(&vi("refused-not-allowed"));
            does(s, other, keep(visit, SessionAct::Close)).await;
            other.last_says(&vi("refused-not-allowed"));
        }
        // Nobody checks in to a visit that is not theirs, nor is somebody noted who is on no list.
        for other in [&cast.hien, &cast.binh, &cast.thuy] {
            does(s, other, keep(visit, SessionAct::CheckIn)).await;
            other.last_says(&vi("refused-not-allowed"));
        }
        does(s, &cast.yen, presence(PersonId(999_999))).await;
        cast.yen.sees(&vi("refused-gone"));
        // Another's note is not struck out.
        let first: i64 = sqlx::query_scalar("SELECT id FROM visit_note")
            .fetch_one(s.app.store.pool())
            .await
            .expect("a note");
        let strike = keep(visit, SessionAct::StrikeNote { note: NoteId(first) });
        does(s, &cast.tuan, strike.clone()).await;
        cast.tuan.sees(&vi("refused-not-your-note")).sees(&cast.yen.name);
        // A member does not end it.
        does(s, &cast.tuan, keep(visit, SessionAct::Close)).await;
        cast.tuan.last_says(&vi("refused-not-allowed"));
        does(s, &cast.chau, keep(visit, SessionAct::Close)).await;
        does(s, &cast.chau, keep(visit, SessionAct::Close)).await;
        cast.chau.sees(&vi("refused-already-done"));
        does(s, &cast.yen, strike).await;
        cast.yen.sees(&vi("refused-wrong-state"));
        assert_eq!(s.count("SELECT count(*) FROM visit_note WHERE struck_at IS NULL").await, 1);
        assert_eq!(s.count("SELECT count(*) FROM visit_attendance").await, 0);
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn a_session_that_was_moved_to_another_day_is_not_opened_by_an_old_button() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        cast.invites_the_ward(s).await;
        let (visit, _) = demo_visits(s).await;
        s.clock_reaches("2024-04-02 06:00").await;
        s.all_read();
        cast.chau.sends("/menu").await.taps(&vi("item-to-open")).await;
        cast.hien.sends("/menu").await.taps(&vi("key-calendar")).await.taps("UBND Phường 1").await;
        cast.hien.taps(&vi("key-move")).await.sends("4/4 7h30").await;
        cast.hien.taps(&vi("key-move-now")).await.sees("4/4/2024");
        cast.chau.taps(&vi("key-open-session")).await.sees(&vi("refused-not-open-yet"));
        assert_eq!(s.audit("open_session").await, ["not_open_yet"]);
        assert_eq!(visit, demo_visits(s).await.1, "now the later of the two");
        s.all_read();
    })
    .await;
}
