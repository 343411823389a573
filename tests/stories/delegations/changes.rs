//! A delegation's terms change, and it is called off.

use super::{MORNING, forces, one};
use crate::support::{Player, Story, story, vi};
use doangiamsat::domain::delegations::{DelegationAct, DelegationCommand, Edit, WorkOnDelegation};
use doangiamsat::domain::{Command, DelegationId};

async fn opens_edit(player: &Player, title: &str) {
    player.sends("/menu").await.taps(&vi("key-delegations")).await.taps(title).await;
    player.taps(&vi("key-edit-delegation")).await.sees(&vi("edit-delegation"));
}

#[tokio::test]
async fn terms_of_a_plan_change_and_its_people_are_told() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let (hien, chau) = (&cast.hien, &cast.chau);
        opens_edit(hien, "Cải cách thủ tục").await;
        hien.sees(&vi("edit-delegation-told")).taps(&vi("key-field-window")).await;
        hien.sees(&vi("edit-window")).has_no_button(&vi("key-clear-field"));
        hien.sends("30/4 - 2/4/2024").await.sees(&vi("refused-reversed"));
        hien.sends("2/4 - 12/4/2024").await.sees("12/4/2024");
        for told in [chau, &cast.yen, &cast.tuan] {
            told.sees(&vi("notice-delegation-edited")).sees("Lê Thu Hiền");
        }
        // What was on the screen is what is changed.
        opens_edit(chau, "Cải cách thủ tục").await;
        chau.taps(&vi("key-field-quota")).await;
        opens_edit(hien, "Cải cách thủ tục").await;
        hien.taps(&vi("key-field-quota")).await.sends("20").await.sees("20/20");
        chau.sends("12").await.last_says(&vi("refused-changed"));
        assert_eq!(one(s, "SELECT unit_quota::bigint FROM delegation").await, 20);
        // The empty field, and one that a plan cannot do without.
        opens_edit(hien, "Cải cách thủ tục").await;
        hien.taps(&vi("key-field-quota")).await.taps(&vi("key-clear-field")).await;
        hien.last_says(&vi("delegation-units")).does_not_see("20/21");
        let delegation = DelegationId(one(s, "SELECT id FROM delegation").await);
        let version = i32::try_from(one(s, "SELECT version::bigint FROM delegation").await)
            .expect("a version");
        let edit = |edit| {
            let act = DelegationAct::Edit(edit);
            let work = WorkOnDelegation { delegation, version, act };
            Command::Delegations(DelegationCommand::WorkOn(work))
        };
        forces(s, hien, edit(Edit::Window(None))).await;
        hien.last_says(&vi("refused-not-ready")).last_says(&vi("missing-window"));
        forces(s, &cast.yen, edit(Edit::Title("bịa".into()))).await;
        cast.yen.last_says(&vi("refused-not-allowed"));
        let outcomes = ["done", "done", "changed", "done", "not_ready", "not_allowed"];
        assert_eq!(s.audit("edit_delegation").await, outcomes);
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn a_draft_is_edited_field_by_field() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let hien = &cast.hien;
        hien.founds("Chuyển đổi số", "12/NQ-HĐND ngày 8/12/2022").await;
        let fields = [
            ("key-field-period", "2021–2023", "2021–2023"),
            ("key-field-body", "Thường trực HĐND tỉnh", "Thường trực HĐND tỉnh"),
            ("key-field-window", "15-30/5/2024", "30/5/2024"),
            ("key-field-quota", "10", "0/10"),
            ("key-field-basis", "13/NQ-HĐND ngày 9/12/2022", "13/NQ-HĐND"),
        ];
        for (field, typed, shown) in fields {
            opens_edit(hien, "Chuyển đổi số").await;
            hien.taps(&vi(field)).await.sends(typed).await.last_says(shown);
        }
        opens_edit(hien, "Chuyển đổi số").await;
        hien.taps(&vi("key-field-basis")).await.sends("13/NQ-HĐND").await;
        hien.last_says(&vi("note-basis-not-understood"));
        // The same topic on the same basis is there already.
        hien.founds("Chuyển đổi số 2", "13/NQ-HĐND ngày 9/12/2022").await;
        opens_edit(hien, "Chuyển đổi số 2").await;
        hien.taps(&vi("key-field-title")).await.sends("Chuyển đổi số").await;
        hien.last_says(&vi("refused-duplicate-delegation"));
        assert_eq!(one(s, "SELECT count(*) FROM outbox WHERE key LIKE 'delegation%'").await, 0);
    })
    .await;
}

async fn cancels(s: &Story, player: &Player) {
    opens_edit(player, "Cải cách thủ tục").await;
    player.taps(&vi("key-cancel-delegation")).await.sees(&vi("cancel-delegation"));
    player.sends("bão số 3").await.sees(&vi("cancel-delegation-review")).sees("bão số 3");
    let state = "SELECT count(*) FROM delegation WHERE state = 'cancelled'";
    assert_eq!(one(s, state).await, 0, "it asks once");
    player.taps(&vi("key-cancel-delegation-now")).await;
}

#[tokio::test]
async fn a_delegation_is_called_off_when_its_visits_are() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let hien = &cast.hien;
        cancels(s, hien).await;
        hien.last_says(&vi("refused-visits-open"));
        s.sql("UPDATE visit SET state = 'in_session', opened_at = starts_at WHERE id = (SELECT min(id) FROM visit)").await;
        cancels(s, hien).await;
        hien.last_says(&vi("refused-visit-in-session")).last_says("UBND Phường 1");
        s.sql("UPDATE visit SET state = 'cancelled', reason = 'bão'").await;

        let delegation = DelegationId(one(s, "SELECT id FROM delegation").await);
        let cancel = |version, reason: &str| {
            let act = DelegationAct::Cancel { reason: reason.to_owned() };
            let work = WorkOnDelegation { delegation, version, act };
            Command::Delegations(DelegationCommand::WorkOn(work))
        };
        forces(s, &cast.yen, cancel(2, "bịa")).await;
        cast.yen.last_says(&vi("refused-not-allowed"));
        forces(s, hien, cancel(1, "cũ")).await;
        hien.last_says(&vi("refused-changed"));
        forces(s, hien, cancel(2, " ")).await;
        hien.last_says(&vi("refused-reason-wanted"));
        cancels(s, hien).await;
        hien.last_says(&vi("delegation-cancelled")).last_says("bão số 3");
        for told in [&cast.chau, &cast.yen, &cast.tuan] {
            told.sees(&vi("notice-delegation-cancelled")).sees("bão số 3");
        }
        hien.has_no_button(&vi("key-schedule")).has_no_button(&vi("key-edit-delegation"));
        forces(s, hien, cancel(3, "bão")).await;
        hien.last_says(&vi("refused-already-done"));
        let act = DelegationAct::Edit(Edit::Title("mới".into()));
        let edit = WorkOnDelegation { delegation, version: 3, act };
        forces(s, hien, Command::Delegations(DelegationCommand::WorkOn(edit))).await;
        hien.last_says(&vi("refused-wrong-state"));
        s.all_read();
    })
    .await;
}
