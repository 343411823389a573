//! Long minutes: every word is readable in chat, page by page, as a draft and frozen.

use super::{MORNING, laid_before_the_signers, reads_all, session_over};
use crate::support::{story, vi};

#[tokio::test]
async fn very_long_notes_are_read_page_by_page() {
    story(MORNING, async |s| {
        let cast = session_over(s).await;
        s.sql(
            "INSERT INTO visit_note (visit_id, body, noted_by, noted_at)
             SELECT v.id, 'đầu-' || n || repeat(' nội dung rất dài 𝄞', 210) || ' cuối-' || n, p.id, v.opened_at
             FROM visit v, person p, generate_series(1, 6) n
             WHERE v.state = 'minutes' AND p.name = 'Bùi Hải Yến' ORDER BY n",
        )
        .await;
        cast.yen.sends("/menu").await.taps(&vi("item-draft-minutes")).await;
        let draft = reads_all(&cast.yen, &vi).await;
        laid_before_the_signers(s, &cast, &"kết luận dài ".repeat(300)).await;
        cast.son.sends("/menu").await.taps(&vi("item-sign-minutes")).await;
        let frozen = reads_all(&cast.son, &vi).await;
        assert!(frozen.matches(&vi("minutes-page")).count() > 6, "many pages");
        for read in [&draft, &frozen] {
            for n in 1..=6 {
                assert!(read.contains(&format!("đầu-{n}")) && read.contains(&format!("cuối-{n}")));
            }
            assert!(read.contains("Lưu: VT"), "to the end");
        }
        // A page may end within a phrase, but nothing is lost or said twice.
        assert_eq!(frozen.matches('𝄞').count(), 6 * 210);
        assert_eq!(draft.matches('𝄞').count(), 6 * 210);
        s.all_read();
    })
    .await;
}
