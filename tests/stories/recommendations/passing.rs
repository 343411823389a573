//! A unit that has ended leaves its recommendation to a successor that a person chooses.

use super::{MORNING, id, runs, taken_up, version};
use crate::support::{story, vi};
use doangiamsat::domain::recommendations::{
    ActOnRecommendation, RecommendationAct, RecommendationCommand,
};
use doangiamsat::domain::{Command, Role, UnitId};

#[tokio::test]
async fn a_successor_that_a_person_chose_takes_it_up() {
    story(MORNING, async |s| {
        let cast = taken_up(s).await;
        let hien = &cast.hien;
        let transfer = |recommendation, version, to| {
            let act = RecommendationAct::Transfer { to };
            let act = ActOnRecommendation { recommendation, version, act };
            Command::Recommendations(RecommendationCommand::Act(act))
        };
        let (it, v) = (id(s).await, version(s).await);
        let other = UnitId(s.count("SELECT id FROM unit WHERE code = 'tn-p2'").await);
        assert_eq!(runs(s, hien, transfer(it, v, other)).await, "not_a_successor");
        // The ward goes into the next one on 1 June.
        s.sql("UPDATE unit_period SET during = daterange(lower(during), '2024-06-01')
               WHERE unit_id = (SELECT id FROM unit WHERE code = 'tn-p1') AND '2024-05-31'::date <@ during")
            .await;
        s.sql("DELETE FROM unit_period WHERE lower(during) >= '2024-06-01'
               AND unit_id = (SELECT id FROM unit WHERE code = 'tn-p1')")
            .await;
        s.sql(
            "INSERT INTO unit_succession (council_id, from_unit, to_unit, on_date, kind, is_lead, basis)
             SELECT f.council_id, f.id, t.id, '2024-06-01', 'merge', true, 'NQ minh họa'
             FROM unit f, unit t WHERE f.code = 'tn-p1' AND t.code = 'tn-p2'",
        )
        .await;
        let head = s.joined("Ngô Văn Hai", Role::UnitHead, s.unit("tn-p2").await).await;
        s.clock_reaches("2024-06-03 09:00").await;
        s.all_read();
        // The unit's card says what is left open.
        hien.sends("/menu").await.taps(&vi("key-units")).await.sends("UBND Phường 1").await;
        hien.sees("1 kiến nghị chưa xong");
        hien.sends("/menu").await.taps(&vi("key-recommendations")).await.taps("Bố trí").await;
        hien.last_says(&vi("recommendation-unit-ended")).taps(&vi("key-transfer")).await;
        hien.taps("UBND Phường 2").await.last_says(&vi("transfer-review"));
        hien.taps(&vi("key-transfer-now")).await.last_says(&vi("recommendation-transferred"));
        head.sees(&vi("notice-transferred")).sees("UBND Phường 1").sees("Bố trí cán bộ");
        head.taps(&vi("key-open-recommendation")).await.taps(&vi("key-take-up")).await;
        head.last_says(&vi("recommendation-in-progress"));
        // It is the former unit's no more.
        s.all_read();
        cast.son.sends("/menu").await.last_does_not_say("Bố trí cán bộ");
        s.clock_reaches("2024-06-05 07:59").await;
        s.all_read();
        s.clock_reaches("2024-06-05 08:00").await;
        super::only_these_hear(s, &[&head]);
        head.sees(&vi("reminder-today")).sees("UBND Phường 2");
        assert_eq!(runs(s, hien, transfer(it, v, other)).await, "already_done");
        s.all_read();
    })
    .await;
}
