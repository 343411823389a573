//! Two groups of one delegation, each with its own units and leader (DOMAIN.md 6.4, step 2).

use crate::support::{Player, story, vi};

/// The day Hà Nội's mission begins in the demo.
const MORNING: &str = "2023-05-10 08:00";
const DEPARTMENT: &str = "Sở Tài nguyên và Môi trường Hà Nội";
const VISITS: &str = "SELECT count(*) FROM visit";

/// Somebody plans a visit of a group, up to the look at the whole.
async fn plans(player: &Player, number: i32, (search, unit): (&str, &str), at: &str) {
    player.sends("/menu").await.taps(&vi("key-delegations")).await.taps("CCHC").await;
    player.taps(&format!("{} {number}", vi("key-schedule"))).await.sends(search).await;
    player.taps(unit).await.sends(at).await.sends("2 tiếng").await.taps(unit).await;
    player.sees(&vi("scheduling-review"));
}

#[tokio::test]
async fn a_unit_of_the_other_group_is_not_visited() {
    story(MORNING, async |s| {
        let cast = s.ha_noi().await;
        let department = ("tai nguyen", DEPARTMENT);
        assert_eq!(s.count(VISITS).await, 10);
        for player in [&cast.thuy, &cast.manh] {
            plans(player, 1, department, "23/5/2023 14h").await;
            player.sees(&vi("refused-assigned-elsewhere")); // before anything is saved
            player.taps(&vi("key-schedule-now")).await;
            player.last_says(&vi("refused-assigned-elsewhere")).last_says("Đoàn số 2");
        }
        assert_eq!(s.audit("schedule_visit").await, ["assigned_elsewhere"; 2]);
        assert_eq!(s.count(VISITS).await, 10);
        // A group's secretary plans for no other group.
        cast.manh.sends("/menu").await.taps(&vi("key-delegations")).await.taps("CCHC").await;
        cast.manh.has_no_button(&format!("{} 2", vi("key-schedule")));

        // Its own group visits it; the other is out at the same hour with a unit of its own.
        plans(&cast.bao, 2, department, "31/5/2023 8h").await;
        cast.bao.taps(&vi("key-schedule-now")).await.last_says(&vi("visit-draft"));
        plans(&cast.manh, 1, ("phu xuyen", "UBND huyện Phú Xuyên"), "31/5/2023 8h").await;
        cast.manh.taps(&vi("key-schedule-now")).await.last_says(&vi("visit-draft"));
        assert_eq!(s.count(VISITS).await, 12);
        s.all_read();
    })
    .await;
}
