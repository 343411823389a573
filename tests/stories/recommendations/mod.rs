//! Recommendations after supervision: drafted, issued, carried out, verified; overdue; passed on; the
//! stages of a delegation after its minutes.

mod abuse;
mod ending;
mod escalation;
mod life;
mod lists;
mod passing;

use crate::support::{Cast, Player, Story, said, vi};
use doangiamsat::conversation::{Action, Then};
use doangiamsat::domain::{Command, Locale, RecommendationId};

/// A Monday after the visits.
const MORNING: &str = "2024-05-06 09:00";

/// Tây Ninh's delegation has held its visits; nobody has anything unread.
async fn after_the_visits(s: &Story) -> Cast {
    let cast = s.cast().await;
    s.sql("UPDATE visit SET state = 'cancelled', reason = 'minh họa'").await;
    s.sql("UPDATE delegation SET state = 'in_progress' WHERE id = (SELECT min(delegation_id) FROM visit)")
        .await;
    cast
}

/// Somebody has the delegation before them.
async fn opens(player: &Player, locale: Locale) -> &Player {
    player.sends("/menu").await.taps(&said(locale, "key-delegations")).await;
    player.taps("Cải cách thủ tục").await
}

/// The secretary drafts a recommendation to the first ward, due in so many days.
async fn drafts(player: &Player, text: &str, days: &str, locale: Locale) {
    let t = |key: &str| said(locale, key);
    opens(player, locale).await.taps(&t("key-recommendations")).await.taps(&t("key-compose")).await;
    player.sees(&t("compose-unit")).sends("phuong 1").await.taps("UBND Phường 1").await;
    player.sees(&t("compose-text")).sends(text).await.sees(&t("compose-product"));
    player.sends("Quyết định bố trí cán bộ").await.sees(&t("compose-due")).taps(days).await;
    player.sees(&t("compose-review")).taps(&t("key-save-draft")).await;
    player.last_says(&t("recommendation-draft")).last_says(text);
}

/// The delegation's leader issues the draft that waits at home.
async fn issues(player: &Player, paper: &str, locale: Locale) {
    let t = |key: &str| said(locale, key);
    player.sends("/menu").await.taps(&t("item-issue")).await.taps(&t("key-issue")).await;
    player.sees(&t("issue-paper")).sends(paper).await.sees(&t("issue-review"));
    player.taps(&t("key-issue-now")).await.last_says(&t("recommendation-issued"));
}

/// A recommendation to the first ward, due on 5 June 2024, issued this morning; everybody has read so.
async fn issued(s: &Story) -> Cast {
    let cast = after_the_visits(s).await;
    drafts(&cast.yen, "Bố trí cán bộ chuyên trách", "30 ngày", Locale::Vi).await;
    issues(&cast.chau, "12/KL-HĐND ngày 6/5/2024", Locale::Vi).await;
    s.all_read();
    cast
}

/// The unit has taken it up, too.
async fn taken_up(s: &Story) -> Cast {
    let cast = issued(s).await;
    cast.mai.sends("/menu").await.taps("Bố trí cán bộ").await.taps(&vi("key-take-up")).await;
    cast.mai.last_says(&vi("recommendation-in-progress"));
    s.all_read();
    cast
}

/// The focal officer sends evidence and says that it is done.
async fn claimed(s: &Story) -> Cast {
    let cast = taken_up(s).await;
    claims(&cast.mai).await;
    s.all_read();
    cast
}

async fn claims(player: &Player) {
    player.sends("/menu").await.taps("Bố trí cán bộ").await.taps(&vi("key-claim")).await;
    player.sends_photo().await.sends("Đã có Quyết định 31").await;
    player.taps(&vi("key-claim-now")).await.last_says(&vi("recommendation-claimed"));
}

/// What a planted command comes to.
async fn runs(s: &Story, player: &Player, command: Command) -> String {
    let name = command.name();
    let data = s.plants(player, Action::Do { command, then: Then::Follow }).await;
    player.taps_data(&data).await;
    s.audit(name).await.pop().unwrap_or_default()
}

async fn id(s: &Story) -> RecommendationId {
    RecommendationId(s.count("SELECT max(id) FROM recommendation").await)
}

async fn version(s: &Story) -> i32 {
    let version = s.count("SELECT version::bigint FROM recommendation ORDER BY id DESC LIMIT 1");
    i32::try_from(version.await).expect("a version")
}

/// Nobody but these has anything new.
fn only_these_hear(s: &Story, readers: &[&Player]) {
    for player in s.people() {
        let heard = !player.unread().is_empty();
        let expected = readers.iter().any(|reader| reader.account == player.account);
        assert_eq!(heard, expected, "{}: {:?}", player.name, player.unread());
    }
}
