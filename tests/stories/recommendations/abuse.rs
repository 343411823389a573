//! Those who may not, those who are late, those who tap twice, those who type too much.

use super::{MORNING, claimed, drafts, id, issued, runs, taken_up, version};
use crate::support::{story, vi};
use doangiamsat::conversation::{Action, AtRecommendations, State};
use doangiamsat::domain::file::{Arrival, Purpose};
use doangiamsat::domain::recommendations::*;
use doangiamsat::domain::{Command, DelegationId, Locale, RecommendationId, UnitId};

fn acts(recommendation: RecommendationId, version: i32, act: RecommendationAct) -> Command {
    let act = ActOnRecommendation { recommendation, version, act };
    Command::Recommendations(RecommendationCommand::Act(act))
}

fn paper() -> Paper {
    Paper { number: "12/KL-HĐND".to_owned(), date: "2024-05-06".parse().unwrap() }
}

#[tokio::test]
async fn each_does_their_own_part_alone() {
    story(MORNING, async |s| {
        let cast = claimed(s).await;
        let (recommendation, version) = (id(s).await, version(s).await);
        let text = || "bịa".to_owned();
        let delegation = DelegationId(s.count("SELECT delegation_id FROM recommendation").await);
        let unit = UnitId(s.count("SELECT id FROM unit WHERE code = 'tn-p1'").await);
        let acts = |act| acts(recommendation, version, act);
        let file = Arrival {
            handle: "x".into(),
            name: "x.jpg".into(),
            mime: "image/jpeg".into(),
            size: 10,
            purpose: Purpose::Recommendation,
        };
        let later = "2024-07-01".parse().unwrap();
        let the_units = [
            acts(RecommendationAct::TakeUp),
            acts(RecommendationAct::Progress { said: text() }),
            acts(RecommendationAct::Claim { note: text() }),
            acts(RecommendationAct::AskTime { due_on: later, reason: text() }),
            Command::Recommendations(RecommendationCommand::AttachProof(AttachProof {
                recommendation,
                file,
            })),
        ];
        let phuoc = s.named("Lâm Hữu Phước");
        let everybody_else =
            [&cast.hien, &cast.chau, &cast.yen, &cast.tuan, &cast.binh, &cast.lan, &cast.thuy];
        for player in everybody_else.into_iter().chain([&phuoc]) {
            for command in the_units.clone() {
                let name = command.name();
                assert_eq!(runs(s, player, command).await, "not_allowed", "{name} {}", player.name);
            }
        }
        let the_councils = [
            acts(RecommendationAct::Verify { note: text() }),
            acts(RecommendationAct::Return { reason: text() }),
            acts(RecommendationAct::Move { due_on: later, reason: text() }),
            acts(RecommendationAct::Issue { paper: paper() }),
            acts(RecommendationAct::Drop),
            Command::Recommendations(RecommendationCommand::Save(Box::new(SaveRecommendation {
                draft: None,
                delegation,
                unit,
                text: text(),
                product: text(),
                due_on: later,
                difficulties: vec![],
            }))),
            acts(RecommendationAct::Transfer { to: unit }),
            acts(RecommendationAct::HandOver { reason: text() }),
        ];
        for player in [&cast.mai, &cast.son, &cast.binh, &cast.tuan, &cast.vinh, &phuoc] {
            for command in the_councils.clone() {
                let name = command.name();
                let outcome = runs(s, player, command).await;
                let expected: &[&str] = match name {
                    "save_recommendation" => &["not_allowed", "gone"],
                    _ => &["not_allowed"],
                };
                assert!(expected.contains(&outcome.as_str()), "{name} {}: {outcome}", player.name);
            }
        }
        for player in [&cast.binh, &cast.lan] {
            let look = Action::Go(State::Recommendations(AtRecommendations::One(recommendation)));
            player.taps_data(&s.plants(player, look).await).await;
            player.last_says(&vi("refused-not-allowed")).does_not_see("Bố trí cán bộ");
        }
        let untouched = "SELECT count(*) FROM recommendation WHERE state = 'claimed_done'";
        assert_eq!(s.count(untouched).await, 1);
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn what_does_not_fit_the_state_is_refused() {
    story(MORNING, async |s| {
        let cast = issued(s).await;
        let recommendation = id(s).await;
        let text = || "bịa".to_owned();
        let acts = |act, version| acts(recommendation, version, act);
        let (mai, yen, v) = (&cast.mai, &cast.yen, version(s).await);
        assert_eq!(
            runs(s, mai, acts(RecommendationAct::Progress { said: text() }, v)).await,
            "wrong_state"
        );
        assert_eq!(
            runs(s, mai, acts(RecommendationAct::Claim { note: text() }, v)).await,
            "wrong_state"
        );
        let verify = || RecommendationAct::Verify { note: String::new() };
        assert_eq!(runs(s, yen, acts(verify(), v)).await, "wrong_state");
        assert_eq!(
            runs(s, yen, acts(RecommendationAct::Return { reason: text() }, v)).await,
            "wrong_state"
        );
        let explain = acts(RecommendationAct::Explain { said: text() }, v);
        assert_eq!(runs(s, &cast.son, explain).await, "wrong_state");
        let issue = acts(RecommendationAct::Issue { paper: paper() }, v);
        assert_eq!(runs(s, &cast.chau, issue).await, "already_done");
        let refuse = acts(RecommendationAct::RefuseTime { reason: text() }, v);
        assert_eq!(runs(s, yen, refuse).await, "already_done");
        // Twice the same tap, and one from before a change.
        assert_eq!(runs(s, mai, acts(RecommendationAct::TakeUp, v - 1)).await, "changed");
        assert_eq!(runs(s, mai, acts(RecommendationAct::TakeUp, v)).await, "done");
        assert_eq!(runs(s, &cast.son, acts(RecommendationAct::TakeUp, v)).await, "already_done");
        // Nothing is done without evidence, a word, or with too many.
        let claim = |note: String| acts(RecommendationAct::Claim { note }, v + 1);
        assert_eq!(runs(s, mai, claim(text())).await, "proof_wanted");
        assert_eq!(runs(s, mai, claim(" ".to_owned())).await, "reason_wanted");
        assert_eq!(runs(s, mai, claim("x".repeat(1001))).await, "bad_answer");
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn long_texts_are_cut_short_and_strange_ones_stay_text() {
    story(MORNING, async |s| {
        let cast = taken_up(s).await;
        let (mai, yen) = (&cast.mai, &cast.yen);
        mai.sends("/menu").await.taps("Bố trí cán bộ").await.taps(&vi("key-report-progress")).await;
        mai.sends_raw(serde_json::json!({ "text": "ế".repeat(4096) })).await;
        mai.last_says(&vi("note-too-long")).last_says(&vi("progress-how"));
        mai.sends("<b>đậm</b> & { $x }").await.last_says("<b>đậm</b> & { $x }");
        yen.sees("<b>đậm</b> & { $x }");
        mai.taps(&vi("key-report-progress")).await.sends(&"ế".repeat(1000)).await;
        mai.last_says("ếếế");
        s.all_read();
        yen.sends("/menu").await.taps(&vi("key-delegations")).await.taps("Cải cách thủ tục").await;
        yen.taps(&vi("key-recommendations")).await.taps(&vi("key-compose")).await;
        yen.taps("UBND Phường 1").await;
        yen.sends_raw(serde_json::json!({ "text": "ế".repeat(4096) })).await;
        yen.last_says(&vi("note-too-long")).sends(&"ế".repeat(1500)).await;
        yen.sends_raw(serde_json::json!({ "text": "ế".repeat(4096) })).await;
        yen.last_says(&vi("note-too-long")).sends(&"ế".repeat(400)).await.taps("90 ngày").await;
        yen.taps(&vi("key-save-draft")).await.last_says(&vi("recommendation-draft"));
        // A file where none is wanted is not kept.
        yen.sends_photo().await.last_says(&vi("note-file-not-wanted"));
    })
    .await;
}

#[tokio::test]
async fn of_two_secretaries_the_later_is_told() {
    story(MORNING, async |s| {
        let cast = super::after_the_visits(s).await;
        drafts(&cast.yen, "Bố trí cán bộ", "30 ngày", Locale::Vi).await;
        cast.yen.taps(&vi("key-rewrite")).await;
        let hien = &cast.hien;
        hien.sends("/menu").await.taps(&vi("item-recommendation-draft")).await;
        hien.taps(&vi("key-rewrite")).await.taps(&vi("key-change-product")).await;
        hien.sends("Báo cáo").await.taps(&vi("key-save-draft")).await.last_says("Báo cáo");
        cast.yen.taps(&vi("key-save-draft")).await.last_says(&vi("refused-changed"));
        assert_eq!(s.audit("save_recommendation").await, ["done", "done", "changed"]);
    })
    .await;
}
