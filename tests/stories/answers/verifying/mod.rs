//! Verifying a unit's signed answers on site: results, disputes, the final word.

mod disputes;
mod results;
mod rights;
mod together;
mod whole;

use crate::support::{Cast, Player, Story, said};
use doangiamsat::conversation::{Action, AtAnswers, State, Then, Verifying};
use doangiamsat::domain::answers::Basis;
use doangiamsat::domain::{Command, Locale, SubmissionId};
use doangiamsat::store::answers;

/// The first day of the demo's mission.
const MORNING: &str = "2024-03-15 08:00";

/// The questions of the demo's checklist, by their paths.
const SHARE_ONLINE: &str = "/data/p3/q3_2";
const PROCEDURES: &str = "/data/p1/q1_2";
const BOARD: &str = "/data/p1/q1_3";
const BOARD_PHOTO: &str = "/data/p1/q1_3_anh";
const OFFICERS: &str = "/data/p2/q2_1";

/// The ward's answers are signed, and the group sits down with the unit.
async fn on_site(s: &Story, locale: Locale) -> Cast {
    let cast = signed(s, locale).await;
    cast.opens_session(s, locale).await;
    cast
}

async fn signed(s: &Story, locale: Locale) -> Cast {
    let cast = s.cast().await;
    cast.invites_the_ward(s).await;
    for player in [&cast.son, &cast.mai, &cast.yen, &cast.tuan, &cast.chau] {
        s.speaks(player, locale).await;
    }
    cast.answers_and_signs(s, locale).await;
    cast
}

async fn id(s: &Story) -> SubmissionId {
    SubmissionId(s.count("SELECT id FROM submission").await)
}

/// A tap on a button that no screen of theirs has.
async fn plants(s: &Story, player: &Player, command: Command) {
    let data = s.plants(player, Action::Do { command, then: Then::Stay }).await;
    player.taps_data(&data).await;
}

/// Straight to a question of the verification.
async fn opens(s: &Story, player: &Player, path: &str) {
    let at = Verifying::question(path);
    let state = State::Answers(AtAnswers::Verifying { submission: id(s).await, at });
    let data = s.plants(player, Action::Go(state)).await;
    player.taps_data(&data).await;
}

/// 38.5 % becomes 31.2 %, with method and note.
async fn adjusts_the_share(s: &Story, player: &Player, locale: Locale) {
    let t = |key: &str| said(locale, key);
    opens(s, player, SHARE_ONLINE).await;
    player.taps(&t("key-adjust")).await.sends("2.496/8.000").await;
    player.taps(&t("method-sample")).await.sends("Kiểm tra mẫu tại quầy").await;
    player.taps(&t("key-adjust-save")).await;
}

/// Every marked answer without a result matches; then it is finished.
async fn finishes(s: &Story, player: &Player, locale: Locale) {
    let t = |key: &str| said(locale, key);
    let open = "SELECT count(*) FROM verification";
    player.sends("/menu").await.taps(&t("item-verify")).await;
    while s.count(open).await < 5 {
        player.taps(&t("key-verify-next")).await.taps(&t("key-matched")).await;
        player.sends("/menu").await.taps(&t("item-verify")).await;
    }
    player.taps(&t("key-verify-finish")).await.taps(&t("key-finish-now")).await;
    player.sees(&t("submission-verified"));
}

/// What a report says the share online rests on, and whether it is final.
async fn reports(s: &Story) -> Option<(String, Basis, bool)> {
    let id = id(s).await;
    let mut tx = s.app.store.begin().await.expect("the database");
    let it = answers::read(&mut tx, id).await.expect("the database").expect("a submission");
    let said = it.reportable(SHARE_ONLINE)?;
    Some((said.value.as_form_value(), said.basis, said.is_final))
}
