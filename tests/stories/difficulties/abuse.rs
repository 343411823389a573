//! Those who may not, those who are late, and those who tap twice.

use super::{MORNING, accepts};
use crate::support::{Player, Story, story, vi};
use doangiamsat::conversation::{Action, AtDifficulties, State, Then};
use doangiamsat::domain::difficulties::{ActOnDifficulty, DifficultyAct, DifficultyCommand, Route};
use doangiamsat::domain::{Command, DifficultyId, Role, Scope, UnitId};

async fn runs(s: &Story, player: &Player, command: Command) -> String {
    let name = command.name();
    let data = s.plants(player, Action::Do { command, then: Then::Follow }).await;
    player.taps_data(&data).await;
    s.audit(name).await.pop().unwrap_or_default()
}

async fn id(s: &Story, sql: &'static str) -> DifficultyId {
    DifficultyId(s.count(sql).await)
}

const MAI_S: &str = "SELECT id FROM difficulty WHERE body = 'thiếu máy quét'";

fn acts(difficulty: DifficultyId, version: i32, act: DifficultyAct) -> Command {
    Command::Difficulties(DifficultyCommand::Act(ActOnDifficulty { difficulty, version, act }))
}

#[tokio::test]
async fn each_does_their_own_part_alone() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        cast.mai.sends("khó khăn: thiếu máy quét").await.taps(&vi("key-report-as")).await;
        s.all_read();
        let difficulty = id(s, MAI_S).await;
        let (text, version) = ("bịa".to_owned(), 1);
        let unit = UnitId(s.count("SELECT id FROM unit WHERE code = 'tn-p1'").await);
        // Met at no visit, it is the office's: no group has a say in it, nor has a unit.
        for player in [&cast.mai, &cast.son, &cast.lan, &cast.binh, &cast.yen, &cast.chau] {
            for act in [
                DifficultyAct::Accept,
                DifficultyAct::Reject { reason: text.clone() },
                DifficultyAct::Resolve { answer: text.clone() },
                DifficultyAct::Route(Route::Unit(unit)),
                DifficultyAct::Unmerge,
            ] {
                let outcome = runs(s, player, acts(difficulty, version, act)).await;
                assert_eq!(outcome, "not_allowed", "{}", player.name);
            }
        }
        for player in [&cast.hien, &cast.lan, &cast.binh, &cast.yen, &cast.thuy] {
            for act in [
                DifficultyAct::Confirm,
                DifficultyAct::Reopen { reason: text.clone() },
                DifficultyAct::Answer { answer: text.clone() },
            ] {
                let outcome = runs(s, player, acts(difficulty, version, act)).await;
                assert_eq!(outcome, "not_allowed", "{}", player.name);
            }
        }
        for player in [&cast.lan, &cast.binh, &cast.yen] {
            let look = Action::Go(State::Difficulties(AtDifficulties::One(difficulty)));
            player.taps_data(&s.plants(player, look).await).await;
            player.last_says(&vi("refused-not-allowed")).does_not_see("thiếu máy quét");
        }
        let untouched = "SELECT count(*) FROM difficulty WHERE body = 'thiếu máy quét'
            AND state = 'reported' AND version = 1";
        assert_eq!(s.count(untouched).await, 1);
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn what_does_not_fit_the_state_is_refused() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        cast.mai.sends("khó khăn: thiếu máy quét").await.taps(&vi("key-report-as")).await;
        let difficulty = id(s, MAI_S).await;
        let text = || "bịa".to_owned();
        let hien = &cast.hien;
        for act in [
            DifficultyAct::Resolve { answer: text() },
            DifficultyAct::Resolving { plan: text() },
            DifficultyAct::Route(Route::Outside(text())),
            DifficultyAct::Unmerge,
            DifficultyAct::Merge { into: difficulty },
        ] {
            assert_eq!(runs(s, hien, acts(difficulty, 1, act)).await, "wrong_state");
        }
        let confirm = acts(difficulty, 1, DifficultyAct::Confirm);
        assert_eq!(runs(s, &cast.mai, confirm).await, "wrong_state");
        // Nothing is resolved or rejected without a word, nor with too many.
        accepts(hien, "thiếu máy quét").await;
        for (typed, outcome) in [(" ".to_owned(), "reason_wanted"), ("x".repeat(801), "bad_answer")]
        {
            let act = DifficultyAct::Resolve { answer: typed.clone() };
            assert_eq!(runs(s, hien, acts(difficulty, 2, act)).await, outcome);
            let act = DifficultyAct::Reject { reason: typed };
            assert_eq!(runs(s, hien, acts(difficulty, 2, act)).await, outcome);
        }
        hien.sends("/menu").await.taps(&vi("key-difficulties")).await.taps("thiếu máy quét").await;
        hien.taps(&vi("key-resolve")).await;
        hien.sends_raw(serde_json::json!({ "text": "ế".repeat(4096) })).await;
        hien.last_says(&vi("note-too-long")).last_says(&vi("work-resolve"));
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn of_two_officers_the_later_is_told() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let (hien, kim) =
            (&cast.hien, &s.joined("Đinh Thị Kim", Role::Secretariat, Scope::Council).await);
        cast.mai.sends("khó khăn: thiếu máy quét").await.taps(&vi("key-report-as")).await;
        for officer in [hien, kim] {
            officer.sees(&vi("notice-difficulty")).taps(&vi("key-open-difficulty")).await;
        }
        hien.taps(&vi("key-accept-difficulty")).await.last_says(&vi("difficulty-state-accepted"));
        // The same tap by the other is no conflict; another one is.
        kim.taps(&vi("key-accept-difficulty")).await.last_says(&vi("refused-already-done"));
        kim.last_says(&vi("difficulty-state-accepted"));
        assert_eq!(s.audit("accept_difficulty").await, ["done", "already_done"]);

        // What is typed is said of what was on the screen.
        kim.taps(&vi("key-plan-difficulty")).await.sees(&vi("work-plan"));
        hien.taps(&vi("key-plan-difficulty")).await.sends("Đã đề nghị mua").await;
        kim.sends("Chưa ai làm gì").await.last_says(&vi("refused-changed"));
        kim.last_says("Đã đề nghị mua");
        assert_eq!(s.audit("take_up_difficulty").await, ["done"]);
        let stale = acts(id(s, MAI_S).await, 2, DifficultyAct::Resolve { answer: "Xong".into() });
        assert_eq!(runs(s, kim, stale).await, "changed");
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn a_double_tap_reports_once_and_confirms_once() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let (mai, hien) = (&cast.mai, &cast.hien);
        mai.sends("khó khăn: thiếu máy quét").await;
        let (message, send) = mai.button(&vi("key-report-as"));
        mai.presses(message, &send);
        mai.taps_at(message, &send).await;
        let reported = "SELECT count(*) FROM difficulty WHERE body = 'thiếu máy quét'";
        assert_eq!(s.count(reported).await, 1);
        assert_eq!(hien.count(&vi("notice-difficulty")), 1);
        // The same words once more are another report, with the first one offered.
        mai.sends("khó khăn: thiếu máy quét").await.sees(&vi("reporting-similar"));
        mai.sends("khó khăn: thiếu máy quét").await.sees(&vi("reporting-similar"));

        s.all_read();
        accepts(hien, "thiếu máy quét").await;
        hien.taps(&vi("key-resolve")).await.sends("Đã cấp").await;
        hien.taps(&vi("key-resolve-now")).await;
        s.all_read();
        mai.sends("/menu").await.taps(&vi("item-difficulty-confirm")).await;
        let (message, confirm) = mai.button(&vi("key-confirm-resolved"));
        mai.presses(message, &confirm);
        mai.taps_at(message, &confirm).await;
        assert_eq!(s.audit("confirm_difficulty").await, ["done"]);
        assert_eq!(hien.count(&vi("notice-difficulty-confirmed")), 1);
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn one_that_was_settled_meanwhile_takes_no_more_reports() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let (mai, hien) = (&cast.mai, &cast.hien);
        mai.sends("khó khăn: ký số, số hóa văn bản trên phần mềm eGov còn sai").await;
        mai.sees(&vi("reporting-similar")).sees("Ký số, số hóa");
        hien.sends("/menu").await.taps(&vi("key-difficulties")).await.sends("ky so").await;
        hien.taps("Ký số").await.taps(&vi("key-reject-difficulty")).await.sends("Đã xong").await;
        hien.taps(&vi("key-reject-now")).await;
        cast.son.has_read_everything();
        mai.sees(&vi("notice-difficulty-rejected"));
        mai.taps(&vi("key-merge-into")).await.sees(&vi("refused-changed"));
        mai.sees("ký số, số hóa văn bản").has_no_button(&vi("key-merge-into"));
        mai.taps(&vi("key-report-as")).await.sees(&vi("difficulty-state-reported"));
        hien.sees("ký số, số hóa văn bản");
    })
    .await;
}
