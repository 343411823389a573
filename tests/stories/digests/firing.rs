//! Once across replicas, once after downtime, never on a day off.

use super::{EVENING, MORNING, WEEKLY};
use crate::support::{app, serve, story, vi};
use doangiamsat::delivery::Limits;
use doangiamsat::domain::{Role, Scope};

#[tokio::test]
async fn two_replicas_at_once_send_each_digest_once() {
    story("2024-03-18 08:00", async |s| {
        let mut people = vec![];
        for at in 0..12 {
            let name = format!("Người {at}");
            people.push(s.joined(&name, Role::Secretariat, Scope::Council).await);
        }
        s.clock_reaches("2024-03-21 23:00").await;
        s.all_read();
        let api = serve(&s.sandbox).await;
        let other = app(s.app.store.clone(), &s.sandbox, api, s.clock.clone(), Limits::generous());
        for (when, title, count) in [
            ("2024-03-22 07:30", MORNING, 12),
            ("2024-03-22 16:00", WEEKLY, 12),
            // With the campaign's, of which there is nothing to tell.
            ("2024-03-22 17:00", EVENING, 24),
        ] {
            let before: Vec<usize> = people.iter().map(|it| it.count(title)).collect();
            s.clock.set(crate::support::at(when));
            let (one, two) = tokio::join!(s.app.sweeper.sweep(), other.sweeper.sweep());
            assert_eq!(one.unwrap() + two.unwrap(), count, "{title}: claimed once");
            s.run().await;
            for (player, before) in people.iter().zip(before) {
                assert_eq!(player.count(title), before + 1, "{}", player.transcript());
            }
            s.all_read();
        }
        // Two orders of one person, two sweepers.
        people[0].sends("/menu").await.taps(&vi("key-digests")).await;
        people[0].taps(&vi("key-digest-evening")).await.taps(&vi("key-digest-now")).await;
        let (one, two) = tokio::join!(s.app.sweeper.sweep(), other.sweeper.sweep());
        assert_eq!(one.unwrap() + two.unwrap(), 1);
        s.run().await;
        assert_eq!(people[0].count(&vi("digest-ordered")), 1);
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn three_firings_that_were_missed_come_as_one_marked_late() {
    story("2024-03-18 08:00", async |s| {
        let hien = s.joined("Lê Thu Hiền", Role::Secretariat, Scope::Council).await;
        for on_time in ["2024-03-18 17:00", "2024-03-19 07:30"] {
            s.clock_reaches(on_time).await;
            hien.last_does_not_say(&vi("digest-late"));
        }
        // Down from Tuesday noon to Friday morning.
        s.clock_reaches("2024-03-22 10:00").await;
        assert_eq!(hien.count(MORNING), 2, "one for Wednesday, Thursday and Friday");
        assert_eq!(hien.count(EVENING), 2, "one for Tuesday, Wednesday and Thursday");
        assert_eq!(hien.count(&vi("digest-late")), 2);
        hien.sees(&vi("digest-title")).sees("20/3/2024");
        s.all_read();
        s.clock_reaches("2024-03-25 07:30").await;
        hien.last_says(&vi("digest-title")).last_does_not_say(&vi("digest-late"));
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn on_days_off_nothing_comes_and_make_up_days_are_worked() {
    story("2023-04-28 18:00", async |s| {
        let hien = s.joined("Lê Thu Hiền", Role::Secretariat, Scope::Council).await;
        // Giỗ Tổ, 30 April, 1 May and the two days in their stead.
        for day in ["04-29", "04-30", "05-01", "05-02", "05-03"] {
            s.clock_reaches(&format!("2023-{day} 18:00")).await;
            assert_eq!(hien.unread(), Vec::<String>::new(), "{day}");
        }
        s.clock_reaches("2023-05-04 07:30").await;
        hien.sees(&vi("digest-title")).last_does_not_say(&vi("digest-late"));
    })
    .await;
    // Saturday 4 May 2024 was worked in exchange for 29 April.
    story("2024-05-03 18:00", async |s| {
        let hien = s.joined("Lê Thu Hiền", Role::Secretariat, Scope::Council).await;
        s.clock_reaches("2024-05-04 07:30").await;
        hien.sees(&vi("digest-title"));
        // Down until Sunday: what was missed is told on Monday.
        s.clock_reaches("2024-05-05 09:00").await;
        assert_eq!(hien.count(EVENING), 0, "not on a Sunday");
        s.clock_reaches("2024-05-06 07:30").await;
        assert_eq!(hien.count(MORNING), 2);
        hien.last_does_not_say(&vi("digest-late"));
        s.all_read();
    })
    .await;
}
