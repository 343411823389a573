//! Surveys first, the work with the city later (DOMAIN.md 6.4, step 13).

use super::{MORNING, begins_a_visit, demo_visits, opens_today};
use crate::support::{Story, story, vi};
use doangiamsat::conversation::{Action, Then};
use doangiamsat::domain::visits::{ActOnVisit, KeepSession, SessionAct, VisitAct, VisitCommand};
use doangiamsat::domain::{Command, Locale};

const LATER: &str = "SELECT id FROM visit WHERE kind = 'working_session'";

async fn later(s: &Story) -> doangiamsat::domain::VisitId {
    let id: i64 = sqlx::query_scalar(LATER).fetch_one(s.app.store.pool()).await.expect("a visit");
    doangiamsat::domain::VisitId(id)
}

#[tokio::test]
async fn a_visit_waits_for_those_before_it() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let (hien, chau) = (&cast.hien, &cast.chau);
        cast.invites_the_ward(s).await;
        begins_a_visit(hien, "thanh pho", "UBND thành phố Tây Ninh").await;
        hien.taps(&vi("kind-working-session")).await.taps(&vi("key-prerequisites")).await;
        // Chosen, dropped, chosen.
        hien.taps("☐ UBND Phường 1").await.taps("☑ UBND Phường 1").await;
        hien.taps("☐ UBND Phường 1").await.taps(&vi("key-before-done")).await;
        hien.sees(&vi("plan-before"));
        hien.sends("1/4 8h").await.sends("2 tiếng").await.sends("Hội trường").await;
        hien.taps(&vi("key-schedule-now")).await.sees(&vi("refused-before-prerequisite"));
        hien.last_says("UBND Phường 1").sends("12/4 8h").await;
        hien.sends("2 tiếng").await.sends("Hội trường").await;
        hien.taps(&vi("key-schedule-now")).await.sees(&vi("visit-draft"));

        // Neither invited nor opened before: the missing ones are named.
        hien.sees(&vi("refused-not-over-yet")).taps(&vi("key-invite-unit")).await;
        hien.last_says("07:30 thứ Ba 2/4/2024").has_no_button(&vi("key-invite-now"));
        let visit = later(s).await;
        let invite = Command::Visits(VisitCommand::ActOnVisit(ActOnVisit {
            visit,
            version: 1,
            act: VisitAct::Invite { reason: None },
        }));
        let data = s.plants(hien, Action::Do { command: invite, then: Then::Stay }).await;
        hien.taps_data(&data).await;
        hien.sees(&vi("refused-not-over-yet"));
        assert_eq!(s.audit("invite_unit").await, ["done", "not_over_yet"]);

        // What is waited for does not slip behind it.
        hien.sends("/menu").await.taps(&vi("key-calendar")).await.taps("UBND Phường 1").await;
        hien.taps(&vi("key-move")).await.sends("15/4 8h").await.taps(&vi("key-move-now")).await;
        hien.sees(&vi("refused-after-dependent")).sees("12/4/2024");

        s.clock_reaches("2024-04-02 07:30").await;
        s.all_read();
        opens_today(chau).await;
        chau.taps(&vi("key-close-session")).await.taps(&vi("key-close-session-now")).await;
        s.all_read();
        hien.sends("/menu").await.taps(&vi("key-calendar")).await.taps("12/4/2024").await;
        hien.taps(&vi("key-invite-unit")).await.taps(&vi("key-invite-now")).await;
        hien.sees(&vi("visit-invited"));
        cast.binh.sees(&vi("notice-invited"));
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn the_province_is_visited_after_its_surveys() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let hien = &cast.hien;
        cast.invites_the_ward(s).await;
        begins_a_visit(hien, "ubnd tinh", "UBND tỉnh Tây Ninh").await;
        hien.taps(&vi("kind-working-session")).await.taps(&vi("key-prerequisites")).await;
        hien.taps("☐ UBND Phường 1").await.taps("☐ UBND thành phố Tây Ninh").await;
        hien.taps(&vi("key-before-done")).await.sends("1/4 8h").await.sends("2 tiếng").await;
        hien.sends("Hội trường").await.taps(&vi("key-schedule-now")).await;
        hien.sees(&vi("refused-before-prerequisite")).sends("2/4 14h").await;
        hien.sends("2 tiếng").await.sends("Hội trường").await;
        hien.taps(&vi("key-schedule-now")).await.sees(&vi("visit-draft"));
        // Both surveys are missing, by name.
        let missing = async || {
            hien.sends("/menu").await.taps(&vi("key-calendar")).await.taps("UBND tỉnh").await;
            hien.last_says(&vi("refused-not-over-yet"));
            let shown = hien.messages().pop().expect("a screen").text;
            ["07:30 thứ Ba 2/4/2024", "10:30 thứ Ba 2/4/2024"].map(|at| shown.contains(at))
        };
        assert_eq!(missing().await, [true, true]);
        let visit = later(s).await;
        let invite = Command::Visits(VisitCommand::ActOnVisit(ActOnVisit {
            visit,
            version: 1,
            act: VisitAct::Invite { reason: None },
        }));
        let data = s.plants(hien, Action::Do { command: invite, then: Then::Stay }).await;
        hien.taps_data(&data).await;
        hien.sees(&vi("refused-not-over-yet"));
        assert_eq!(s.audit("invite_unit").await, ["done", "not_over_yet"]);

        // With one of them over, the other is missing.
        cast.opens_session(s, Locale::Vi).await;
        cast.closes_session(s, Locale::Vi).await;
        assert_eq!(missing().await, [false, true]);
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn a_visit_that_was_cancelled_is_not_waited_for() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let hien = &cast.hien;
        begins_a_visit(hien, "thanh pho", "UBND thành phố Tây Ninh").await;
        hien.taps(&vi("key-prerequisites")).await.taps("☐ UBND Phường 1").await;
        hien.taps(&vi("key-before-done")).await.sends("12/4 8h").await.sends("2 tiếng").await;
        hien.sends("Hội trường").await.taps(&vi("key-schedule-now")).await;
        hien.sees(&vi("refused-not-over-yet"));
        hien.sends("/menu").await.taps("UBND Phường 1").await.taps(&vi("key-cancel-visit")).await;
        hien.sends("đã khảo sát").await.taps(&vi("key-cancel-visit-now")).await;
        hien.sends("/menu")
            .await
            .taps(&vi("key-calendar"))
            .await
            .taps("12/4/2024")
            .await
            .taps(&vi("key-invite-unit"))
            .await;
        hien.taps(&vi("key-invite-now")).await.sees(&vi("visit-invited"));
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn prerequisites_added_behind_its_back_keep_a_session_closed() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        cast.invites_the_ward(s).await;
        let (visit, city) = demo_visits(s).await;
        s.sql(
            "INSERT INTO visit_prerequisite (visit_id, prerequisite_id, council_id)
             SELECT a.id, b.id, a.council_id FROM visit a, visit b
             WHERE a.state = 'invited' AND b.state = 'draft'",
        )
        .await;
        assert_ne!(visit, city);
        s.clock_reaches("2024-04-02 07:30").await;
        s.all_read();
        cast.chau.sends("/menu").await.has_no_button(&vi("item-to-open"));
        let act = SessionAct::Open { late: None };
        let open = Command::Visits(VisitCommand::KeepSession(KeepSession { visit, act }));
        let data = s.plants(&cast.chau, Action::Do { command: open, then: Then::Stay }).await;
        cast.chau.taps_data(&data).await;
        cast.chau.sees(&vi("refused-not-over-yet"));
        assert_eq!(s.audit("open_session").await, ["not_over_yet"]);
    })
    .await;
}
