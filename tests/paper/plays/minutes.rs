//! Minutes: concluded, sent back, signed in chat and on paper.

use super::super::support::Cast;
use super::super::walk::Walk;
use super::mission::WARD;

pub async fn play(walk: &Walk<'_>, cast: &Cast) {
    let (yen, chau, son, mai) = (&cast.yen, &cast.chau, &cast.son, &cast.mai);
    for conclusion in ["=Đề nghị phường bổ sung máy quét.", "=Phường đề nghị thêm biên chế."]
    {
        walk.takes_up(yen, "item-draft-minutes", WARD).await;
        walk.looks_about(yen, ["minutes"]).await;
        walk.does(yen, ["key-minutes-conclusion", conclusion, "key-minutes-read"]).await;
        walk.looks_about(yen, ["minutes"]).await;
        walk.does(yen, ["key-minutes-freeze", "key-minutes-freeze-now"]).await;
        if conclusion.contains("máy quét") {
            walk.does(son, ["key-minutes-read-and-sign", "key-minutes-sign"]).await;
            walk.looks_about(son, ["minutes"]).await;
            walk.does(son, ["key-minutes-return", "=Thiếu ý kiến của phường"]).await;
            walk.does(son, ["key-minutes-return-now"]).await;
        }
    }
    for player in [chau, yen] {
        walk.takes_up(player, "item-sign-minutes", WARD).await;
        walk.looks_about(player, ["minutes"]).await;
        walk.does(player, ["key-minutes-sign", "key-minutes-sign-now"]).await;
    }
    walk.takes_up(yen, "item-minutes-unsigned", WARD).await;
    walk.looks_about(yen, ["minutes"]).await;
    walk.does(yen, ["key-minutes-remind", "key-minutes-read", "key-minutes-file"]).await;
    // Nobody of the ward can sign in chat any more.
    walk.s
        .sql(
            "UPDATE role_grant SET ended_at = granted_at
             WHERE person_id = (SELECT id FROM person WHERE name = 'Trần Văn Sơn')",
        )
        .await;
    walk.takes_up(yen, "item-minutes-unsigned", WARD).await;
    walk.looks_about(yen, ["minutes"]).await;
    walk.does(yen, ["key-minutes-paper", "=Ông Sơn ký bản giấy ngày 2/4/2024"]).await;
    walk.does(yen, ["key-minutes-paper-now"]).await;
    walk.does(mai, ["key-minutes"]).await;
    walk.looks_about(mai, ["minutes"]).await;
    walk.does(mai, ["key-minutes-file"]).await;
}
