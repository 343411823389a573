//! The ladder of a sub-task: days and nights.

use chrono::NaiveDate;

use super::{Cast, DAY_1};
use crate::support::{Player, Story, story, vi};

/// Nobody but these has anything new.
fn only_these_hear(s: &Story, readers: &[&Player]) {
    for player in s.people() {
        let heard = !player.unread().is_empty();
        let expected = readers.iter().any(|reader| reader.account == player.account);
        assert_eq!(heard, expected, "{}: {:?}", player.name, player.unread());
    }
}

/// 1a is due on day 33, Friday 17 November: every step on its very day, at 08:00, to those whom
/// DESIGN.md's table names, days off too.
#[tokio::test]
async fn steps_come_on_their_very_days() {
    story(DAY_1, async |s| {
        let cast = Cast::assigned(s).await;
        // The week's late list and the digests have stories of their own.
        s.sql("UPDATE campaign SET next_list_at = NULL").await;
        s.sql("DELETE FROM digest_subscription").await;
        let (tri, son, mai) = (&cast.tri, &cast.son, &cast.mai);
        let body = s
            .joined(
                "Tạ Thị Ngân",
                doangiamsat::domain::Role::StandingBody,
                doangiamsat::domain::Scope::Council,
            )
            .await;
        let told: [(&str, &str, Vec<&Player>); 9] = [
            ("2023-11-02", "reminder-soon", vec![mai]),
            ("2023-11-10", "reminder-soon", vec![mai]),
            ("2023-11-14", "reminder-soon", vec![mai, son]),
            ("2023-11-16", "reminder-due-tomorrow", vec![mai, son, tri]),
            ("2023-11-17", "reminder-today", vec![mai, son]),
            ("2023-11-18", "reminder-overdue", vec![son, tri]), // a Saturday
            ("2023-11-20", "reminder-chase", vec![tri]),
            ("2023-11-24", "reminder-late-subtask", vec![tri]),
            ("2023-12-02", "reminder-explain-subtask", vec![tri, &body]), // a Saturday
        ];
        let mut day: NaiveDate = "2023-10-17".parse().unwrap();
        while day <= "2023-12-20".parse().unwrap() {
            // The digests have stories of their own.
            s.clock_reaches(&format!("{day} 07:59")).await;
            s.all_read();
            s.clock_reaches(&format!("{day} 08:00")).await;
            match told.iter().find(|(on, _, _)| *on == day.to_string()) {
                Some((_, key, readers)) => {
                    only_these_hear(s, readers);
                    for reader in readers {
                        reader.sees(&vi(key)).last_says("1a");
                    }
                }
                None => only_these_hear(s, &[]),
            }
            // Between the slots come the digests of the afternoon.
            for time in ["14:00", "17:00", "20:00", "23:00"] {
                s.clock_reaches(&format!("{day} {time}")).await;
                if time == "14:00" || time == "20:00" {
                    only_these_hear(s, &[]);
                }
                s.all_read();
            }
            day = day.succ_opt().unwrap();
        }
    })
    .await;
}

#[tokio::test]
async fn evenings_are_told_to_those_who_asked() {
    story(DAY_1, async |s| {
        let cast = Cast::assigned(s).await;
        let (son, mai) = (&cast.son, &cast.mai);
        mai.sends("/menu").await.taps(&vi("key-language")).await.taps(&vi("key-nights-on")).await;
        s.clock_reaches("2023-11-13 23:00").await;
        s.all_read();
        // The bot was down from T-3's morning until the evening.
        s.clock_reaches("2023-11-14 20:05").await;
        mai.sees(&vi("reminder-soon"));
        assert_eq!(son.count(&vi("reminder-soon")), 0);
        s.all_read();
        s.clock_reaches("2023-11-14 20:40").await;
        s.clock_reaches("2023-11-15 07:59").await;
        assert_eq!(son.count(&vi("reminder-soon")), 0);
        s.all_read();
        s.clock_reaches("2023-11-15 08:00").await;
        only_these_hear(s, &[son]);
        son.sees(&vi("reminder-soon"));
        // T-1: put off in the afternoon, it comes in the evening or in the morning.
        s.clock_reaches("2023-11-16 08:00").await;
        s.all_read();
        s.clock_reaches("2023-11-16 15:00").await;
        mai.taps("Nhắc lại").await.sees(&vi("reminder-again-at")).last_says("20:00");
        son.taps("Nhắc lại").await.last_says("08:00 thứ Sáu 17/11/2023");
        s.all_read();
        s.clock_reaches("2023-11-16 19:59").await;
        s.all_read(); // the digests
        s.clock_reaches("2023-11-16 20:00").await;
        only_these_hear(s, &[mai]);
        mai.sees(&vi("reminder-due-tomorrow"));
        // In the morning T0 speaks for what was put off: one message.
        s.clock_reaches("2023-11-17 07:59").await;
        s.all_read();
        let before = son.messages().len();
        s.clock_reaches("2023-11-17 08:00").await;
        assert_eq!(son.messages().len(), before + 1);
        son.sees(&vi("reminder-today"));
        s.all_read();
    })
    .await;
}
