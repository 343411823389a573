//! Answers in the making are their unit's own (DOMAIN.md 6.4, step 15).

use super::MORNING;
use crate::support::{story, vi};

#[tokio::test]
async fn another_units_draft_is_refused_and_the_attempt_is_kept() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        cast.invites_the_ward(s).await;
        cast.begins_to_answer(&cast.mai).await;
        cast.mai.taps("Có").await.sees("1.1a").sends("QĐ 77/QĐ-UBND 05/01/2022").await;
        let link = format!("s{}", s.count("SELECT id FROM submission").await);

        // The city's focal officer has nothing to look for in the ward's answers.
        cast.lan.opens_link(&link).await.last_says(&vi("refused-not-allowed"));
        // A member of the group sees how far they are, and not what they say.
        cast.tuan.opens_link(&link).await.sees(&vi("submission-open"));
        cast.tuan.has_no_button(&vi("key-all-questions"));
        // Another council does not even learn that they are there.
        cast.vinh.opens_link(&link).await.last_says(&vi("refused-gone"));
        for player in [&cast.lan, &cast.tuan, &cast.vinh] {
            player.does_not_see("77/QĐ-UBND");
        }
        assert_eq!(s.audit("look").await, ["not_allowed", "gone"]);
        s.all_read();
    })
    .await;
}
