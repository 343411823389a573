//! The list of visits to come, for everybody who may see them; online sessions.

use super::{MORNING, begins_a_visit};
use crate::support::{at, story, vi};
use doangiamsat::conversation::{Action, Then};
use doangiamsat::domain::visits::{PlannedUnit, ScheduleVisit, VisitCommand, VisitKind, VisitMode};
use doangiamsat::domain::{Command, GroupId, Scope};

#[tokio::test]
async fn everybody_sees_their_visits_to_come_a_page_at_a_time() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        // A draft is the delegation's own.
        cast.son.sends("/menu").await.taps(&vi("key-calendar")).await.sees(&vi("agenda-none"));
        cast.invites_the_ward(s).await;
        cast.son.sends("/menu").await.taps(&vi("key-calendar")).await.buttons(["UBND Phường 1"]);
        cast.son.has_no_button("UBND thành phố Tây Ninh");
        cast.thuy.sends("/menu").await.taps(&vi("key-calendar")).await.sees(&vi("agenda-none"));

        let group: i64 = sqlx::query_scalar("SELECT group_id FROM visit LIMIT 1")
            .fetch_one(s.app.store.pool())
            .await
            .expect("a group");
        let Scope::Unit(unit) = s.unit("tn-p2").await else { panic!("a unit") };
        for day in 10..19 {
            let command = Command::Visits(VisitCommand::ScheduleVisit(ScheduleVisit {
                group: GroupId(group),
                kind: VisitKind::SurveyVisit,
                mode: VisitMode::Onsite,
                units: vec![PlannedUnit { unit, checklist: None }],
                starts_at: at(&format!("2024-05-{day} 08:00")),
                minutes: 60,
                place: "Hội trường".into(),
                prerequisites: vec![],
            }));
            let data = s.plants(&cast.hien, Action::Do { command, then: Then::Stay }).await;
            cast.hien.taps_data(&data).await;
        }
        // Eight of twelve, then four; a member sees them as the office does.
        for player in [&cast.hien, &cast.tuan] {
            player.sends("/menu").await.taps(&vi("key-calendar")).await;
            player.buttons(["UBND Phường 1", "14/5/2024"]).has_no_button("15/5/2024");
            player.taps(&vi("key-more")).await.buttons(["15/5/2024", "18/5/2024"]);
            player.has_no_button("14/5/2024").taps(&vi("key-back")).await.buttons(["14/5/2024"]);
            player.taps("10/5/2024").await.sees(&vi("visit-draft"));
        }
        // What is over is not to come.
        s.clock_reaches("2024-05-18 09:00").await;
        s.all_read();
        cast.tuan.sends("/menu").await.taps(&vi("key-calendar")).await.sees(&vi("agenda-none"));
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn a_session_online_has_a_link_and_may_go_without_a_checklist() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let hien = &cast.hien;
        begins_a_visit(hien, "phuong 1", "UBND Phường 1").await;
        hien.taps(&vi("key-checklist-of")).await.taps(&vi("key-no-checklist")).await;
        hien.sees(&vi("plan-unit-without")).sends("9/4 8h").await.sends("1 tiếng").await;
        hien.taps(&vi("key-online")).await.sees(&vi("scheduling-link"));
        hien.sends(&"k".repeat(4096)).await.sees(&vi("note-too-long"));
        hien.sends("https://hop.tayninh.gov.vn/p1").await.sees("https://hop.tayninh.gov.vn/p1");
        hien.taps(&vi("key-schedule-now")).await.taps(&vi("key-invite-unit")).await;
        hien.taps(&vi("key-invite-now")).await.sees(&vi("visit-invited"));
        cast.son.sees("https://hop.tayninh.gov.vn/p1").sees(&vi("visit-online"));
        cast.son.sees(&vi("letter-prepare")).has_no_button(&vi("key-answer-checklist"));
        assert_eq!(s.count("SELECT count(*) FROM submission").await, 0);
        s.all_read();
    })
    .await;
}
