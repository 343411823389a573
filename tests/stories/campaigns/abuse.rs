//! What is not theirs, what is old, what is too long.

use super::{Cast, DAY_1};
use crate::support::{Player, Story, story, vi};
use doangiamsat::conversation::{Action, State, Then};
use doangiamsat::domain::campaigns::{
    CampaignAct, CampaignCommand, MoveCampaign, SubtaskAct, WorkOnSubtask,
};
use doangiamsat::domain::{CampaignId, Command, SubtaskId};

async fn forged(s: &Story, player: &Player, action: Action) {
    let data = s.plants(player, action).await;
    player.taps_data(&data).await;
}

async fn tries(s: &Story, who: &Player, act: SubtaskAct) -> String {
    let subtask = SubtaskId(s.count("SELECT id FROM subtask").await);
    let version = i32::try_from(s.count("SELECT version::bigint FROM subtask").await).unwrap();
    let command = WorkOnSubtask { subtask, version, act };
    let name = command.name();
    let command = Command::Campaigns(CampaignCommand::WorkOnSubtask(command));
    forged(s, who, Action::Do { command, then: Then::Stay }).await;
    s.audit(name).await.pop().expect("a line")
}

#[tokio::test]
async fn nobody_does_what_is_not_theirs() {
    story(DAY_1, async |s| {
        let cast = Cast::assigned(s).await;
        let (tri, son, mai, binh, hien) = (&cast.tri, &cast.son, &cast.mai, &cast.binh, &cast.hien);
        let reason = || "vì tôi muốn".to_owned();
        for who in [mai, binh, hien, tri] {
            assert_eq!(tries(s, who, SubtaskAct::Accept).await, "not_allowed", "{}", who.name);
        }
        assert_eq!(
            tries(s, son, SubtaskAct::Value { value: "1".parse().unwrap() }).await,
            "not_accepted"
        );
        assert_eq!(tries(s, son, SubtaskAct::Accept).await, "done");
        assert_eq!(tries(s, son, SubtaskAct::Accept).await, "wrong_state");
        for who in [son, mai, binh, hien] {
            let verify = SubtaskAct::Verify { note: String::new() };
            assert_eq!(tries(s, who, verify).await, "not_allowed", "{}", who.name);
            let moves =
                SubtaskAct::MoveDue { due_on: "2023-12-01".parse().unwrap(), reason: reason() };
            assert_eq!(tries(s, who, moves).await, "not_allowed", "{}", who.name);
        }
        assert_eq!(tries(s, binh, SubtaskAct::Note { note: reason() }).await, "not_allowed");
        assert_eq!(tries(s, tri, SubtaskAct::Verify { note: reason() }).await, "wrong_state");
        let campaign = CampaignId(s.count("SELECT id FROM campaign").await);
        let end = MoveCampaign { campaign, version: 3, act: CampaignAct::End { reason: reason() } };
        let command = Command::Campaigns(CampaignCommand::MoveCampaign(end));
        forged(s, hien, Action::Do { command, then: Then::Stay }).await;
        assert_eq!(s.audit("end_campaign").await, ["not_allowed"]);
        // Another unit's sub-task is not for a head to look at.
        let subtask = SubtaskId(s.count("SELECT id FROM subtask").await);
        forged(s, binh, Action::Go(State::subtask(subtask))).await;
        binh.last_says(&vi("refused-not-allowed"));
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn what_was_typed_about_an_older_version_is_not_said_of_the_new_one() {
    story(DAY_1, async |s| {
        let cast = Cast::assigned(s).await;
        let (tri, son) = (&cast.tri, &cast.son);
        son.sends("/menu").await.taps("1a").await.taps(&vi("key-decline-subtask")).await;
        // Meanwhile the owner moves the due day.
        tri.taps(&vi("key-move-due")).await.sends("ngày 40").await.sends("Theo kế hoạch mới").await;
        tri.taps(&vi("key-move-due")).await;
        s.all_read();
        son.sends("Không kịp hạn").await.sees(&vi("refused-changed")).sees("24/11/2023");
        assert_eq!(s.audit("decline_subtask").await, Vec::<String>::new());
        // Too long is told, and what was there stays.
        son.sends("/menu").await.taps("1a").await.taps(&vi("key-decline-subtask")).await;
        son.sends(&"a".repeat(4096)).await.sees("800");
        son.sends("Không kịp hạn").await.taps(&vi("key-decline-subtask")).await;
        son.sees(&vi("subtask-declined"));
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn the_one_who_claims_never_verifies() {
    story(DAY_1, async |s| {
        let cast = Cast::assigned(s).await;
        let (tri, son) = (&cast.tri, &cast.son);
        // The owner of the campaign is a head, too.
        s.sql(
            "INSERT INTO role_grant (council_id, person_id, role, granted_at)
             SELECT council_id, id, 'campaign_owner', now() FROM person WHERE name = 'Trần Văn Sơn'",
        )
        .await;
        s.sql("UPDATE person SET epoch = epoch + 1 WHERE name = 'Trần Văn Sơn'").await;
        assert_eq!(tries(s, son, SubtaskAct::Accept).await, "done");
        assert_eq!(tries(s, son, SubtaskAct::Value { value: "60".parse().unwrap() }).await, "done");
        cast.mai.sends("/menu").await.taps("1a").await.sends_photo().await;
        assert_eq!(tries(s, son, SubtaskAct::Claim { note: "xong".into() }).await, "done");
        assert_eq!(tries(s, son, SubtaskAct::Verify { note: String::new() }).await, "own_unit");
        assert_eq!(tries(s, tri, SubtaskAct::Verify { note: String::new() }).await, "done");
        s.all_read();
    })
    .await;
}
