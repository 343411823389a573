//! Everybody who will be at a visit is told the afternoon before and in the morning.

use super::only_these_hear;
use crate::support::{Cast, app, serve, story, vi};
use doangiamsat::delivery::Limits;

/// Both council offices have their digests: of those there are other stories.
fn the_offices_read(cast: &Cast) {
    cast.hien.has_read_everything();
    cast.thuy.has_read_everything();
}

#[tokio::test]
async fn everybody_concerned_is_told_the_afternoon_before_and_in_the_morning() {
    story("2024-03-18 08:00", async |s| {
        let cast = s.cast().await;
        cast.invites_the_ward(s).await;
        let there = [&cast.mai, &cast.son, &cast.chau, &cast.yen, &cast.tuan];
        s.clock_reaches("2024-04-01 13:59").await;
        s.all_read();
        s.clock_reaches("2024-04-01 14:00").await;
        only_these_hear(s, &there);
        for player in there {
            player.sees(&vi("visit-reminder-eve")).last_says("07:30").last_says("2/4/2024");
            player.last_says("UBND Phường 1").last_says(&vi("visit-not-confirmed"));
            // The visit to the city is a draft.
            player.does_not_see("thành phố Tây Ninh");
        }
        cast.son.taps("UBND Phường 1").await.taps(&vi("key-confirm-visit")).await;
        s.all_read();
        s.clock_reaches("2024-04-02 06:29").await;
        the_offices_read(&cast); // the evening's digest
        only_these_hear(s, &[]);
        s.clock_reaches("2024-04-02 06:30").await;
        only_these_hear(s, &there);
        for player in there {
            let last = player.sees(&vi("visit-reminder-morning")).messages().pop().unwrap();
            assert!(!last.text.contains(&vi("visit-not-confirmed")), "{}", last.text);
        }
        s.clock_reaches("2024-04-02 07:29").await;
        only_these_hear(s, &[]);
        for player in there {
            for key in ["visit-reminder-eve", "visit-reminder-morning"] {
                assert_eq!(player.count(&vi(key)), 1, "{}", player.transcript());
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_visit_that_is_moved_is_recalled_anew_and_a_cancelled_one_not_at_all() {
    story("2024-03-18 08:00", async |s| {
        let cast = s.cast().await;
        cast.invites_the_ward(s).await;
        s.clock_reaches("2024-04-01 14:00").await;
        s.all_read();
        let moves = async |to: &str| {
            cast.hien.sends("/menu").await.taps("📍 UBND Phường 1").await;
            cast.hien.taps(&vi("key-move")).await.sends(to).await;
            cast.hien.taps(&vi("key-move-now")).await;
            s.all_read();
        };
        // The evening before, to the day after: what was said for today is void.
        s.clock_reaches("2024-04-01 16:00").await;
        moves("3/4/2024 9h").await;
        s.clock_reaches("2024-04-02 07:29").await;
        the_offices_read(&cast);
        only_these_hear(s, &[]);
        s.clock_reaches("2024-04-02 07:59").await;
        s.all_read(); // the digest
        s.clock_reaches("2024-04-02 08:00").await;
        s.all_read(); // the answers are due the day after now
        s.clock_reaches("2024-04-02 14:00").await;
        let there = [&cast.mai, &cast.son, &cast.chau, &cast.yen, &cast.tuan];
        only_these_hear(s, &there);
        for player in there {
            player.last_says(&vi("visit-reminder-eve")).last_says("09:00").last_says("3/4/2024");
            assert_eq!(player.count(&vi("visit-reminder-eve")), 2);
        }
        cast.hien.taps(&vi("key-cancel-visit")).await.sends("Bão").await;
        cast.hien.taps(&vi("key-cancel-visit-now")).await;
        s.all_read();
        s.clock_reaches("2024-04-03 06:30").await;
        the_offices_read(&cast);
        only_these_hear(s, &[]);
    })
    .await;
}

#[tokio::test]
async fn two_replicas_at_once_say_it_once() {
    story("2024-03-18 08:00", async |s| {
        let cast = s.cast().await;
        cast.invites_the_ward(s).await;
        s.clock_reaches("2024-04-01 07:59").await;
        s.all_read();
        let api = serve(&s.sandbox).await;
        let other = app(s.app.store.clone(), &s.sandbox, api, s.clock.clone(), Limits::generous());
        for (when, key, readers) in [
            ("2024-04-01 08:00", "reminder-tomorrow", vec![&cast.mai, &cast.son, &cast.yen]),
            ("2024-04-01 14:00", "visit-reminder-eve", vec![&cast.mai, &cast.son, &cast.tuan]),
        ] {
            s.clock.set(crate::support::at(when));
            let (one, two) = tokio::join!(s.app.sweeper.sweep(), other.sweeper.sweep());
            assert_eq!(one.unwrap() + two.unwrap(), 1, "claimed once");
            s.run().await;
            for reader in readers {
                assert_eq!(reader.count(&vi(key)), 1, "{}", reader.transcript());
            }
            s.all_read();
        }
    })
    .await;
}
