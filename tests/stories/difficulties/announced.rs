//! A difficulty that very many people are told of.

use super::MORNING;
use crate::support::{Player, said, story, vi};
use doangiamsat::domain::{Locale, Role, Scope};

/// More than one transaction tells.
const MANY: usize = 510;

#[tokio::test]
async fn a_notice_to_very_many_is_told_in_chunks_to_everybody_once() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let mut office: Vec<Player> = vec![];
        for number in 1..=MANY {
            let name = format!("Cán bộ {number}");
            office.push(s.joined(&name, Role::Secretariat, Scope::Council).await);
        }
        s.speaks(&office[1], Locale::En).await;
        cast.mai.sends("kho khan: xa chua co can bo chuyen trach cntt").await;
        cast.mai.taps(&vi("key-report-as")).await.last_says(&vi("difficulty-state-reported"));

        // The step holds none of their lanes; a sweep tells them, and does so once.
        let told = "SELECT count(*) FROM outbox WHERE key LIKE 'difficulty_reported:%'";
        assert_eq!(s.count(told).await, 0);
        s.clock_reaches("2024-03-15 08:01").await;
        assert_eq!(s.count(told).await, 1 + MANY as i64, "the office has one person more");
        s.clock_reaches("2024-03-15 08:02").await;
        assert_eq!(s.count(told).await, 1 + MANY as i64);
        assert_eq!(cast.hien.count(&vi("notice-difficulty")), 1);

        // Each in their own language, with a button of their own.
        let (first, last) = (&office[0], &office[MANY - 1]);
        office[1].sees(&said(Locale::En, "notice-difficulty"));
        first.sees(&vi("notice-difficulty")).taps(&vi("key-open-difficulty")).await;
        first.sees(&vi("difficulty-state-reported"));
        last.sees(&vi("notice-difficulty")).taps(&vi("key-open-difficulty")).await;
        last.sees(&vi("difficulty-state-reported"));
        s.all_read();
    })
    .await;
}
