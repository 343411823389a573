//! A delegation's Telegram group: linked with the leader's consent, told of what happens, left.

use crate::support::{Cast, Group, Player, Story, story, vi};
use doangiamsat::conversation::{Action, AtDelegations, AtGroupChat, State, Then};
use doangiamsat::domain::delegations::{DelegationCommand, GroupChatAct, WorkOnGroupChat};
use doangiamsat::domain::{Command, DelegationId, GroupChatId};
use serde_json::json;

const MORNING: &str = "2024-03-18 08:00";

async fn linked(s: &Story, cast: &Cast) -> Group {
    let group = s.group("Đoàn 135", [&cast.yen, &cast.chau, &cast.tuan]).await;
    cast.chau.opens_link(&group.link()).await.taps(&vi("key-group-link")).await;
    group.last_says(&vi("announce-linked"));
    s.all_read();
    group
}

async fn chat(s: &Story) -> GroupChatId {
    GroupChatId(s.count("SELECT id FROM group_chat ORDER BY id DESC LIMIT 1").await)
}

async fn delegation(s: &Story) -> DelegationId {
    DelegationId(s.count("SELECT delegation_id FROM visit ORDER BY id LIMIT 1").await)
}

async fn tries(s: &Story, player: &Player, command: Command) -> String {
    let name = command.name();
    let data = s.plants(player, Action::Do { command, then: Then::Go(State::home()) }).await;
    player.taps_data(&data).await;
    s.audit(name).await.pop().expect("an audit line")
}

#[tokio::test]
async fn the_secretary_proposes_and_the_leader_links() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let group = s.group("Đoàn 135", [&cast.yen, &cast.chau, &cast.tuan]).await;
        group.last_says(&vi("group-hello"));
        assert_eq!(group.messages().len(), 1, "one update of two says it");

        // A member can do nothing with the link, the secretary can propose.
        cast.tuan.opens_link(&group.link()).await.sees(&vi("group-not-yours"));
        cast.yen.opens_link(&group.link()).await.sees("Đoàn 135");
        cast.yen.has_no_button(&vi("key-group-link"));
        cast.yen.taps(&vi("key-group-propose")).await.sees(&vi("home-title"));
        assert_eq!(s.count("SELECT count(*) FROM group_chat WHERE linked_at IS NOT NULL").await, 0);

        cast.chau.sees(&vi("notice-group-proposed")).sees("Bùi Hải Yến");
        cast.chau.taps(&vi("key-group-link")).await.sees(&vi("group-linked-with"));
        group.last_says(&vi("announce-linked")).last_says("Cải cách thủ tục hành chính");
        assert_eq!(s.audit("link_group").await, ["done"]);
        s.all_read();

        // Asked again it says with what it is linked; people's talk is none of its business.
        group.hears(&cast.tuan, "/lienket").await.last_says(&vi("group-known"));
        let said = group.messages().len();
        group.hears(&cast.tuan, "mọi người ơi, mai đi mấy giờ?").await;
        group.hears(&cast.tuan, "/lienket@mot_bot_khac").await;
        group.hears(&cast.tuan, "khó khăn: đông người quá").await;
        assert_eq!(group.messages().len(), said);
        let theirs = "SELECT count(*) FROM difficulty WHERE body = 'đông người quá'";
        assert_eq!(s.count(theirs).await, 0);
    })
    .await;
}

#[tokio::test]
async fn what_happens_is_announced_once_with_links_that_open_it() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let group = linked(s, &cast).await;
        cast.invites_the_ward(s).await;
        assert_eq!(group.count("UBND Phường 1"), 0, "an invitation is between two");
        cast.son.taps(&vi("key-confirm-visit")).await;
        group.last_says(&vi("announce-confirmed")).last_says("UBND Phường 1").last_says("07:30");
        let opens = group.link();
        cast.tuan.opens_link(&opens).await.sees(&vi("visit-heading"));
        cast.binh.opens_link(&opens).await.sees(&vi("refused-not-allowed"));
        s.all_read();

        // A difficulty of the visit; one of no visit is not the delegation's.
        cast.begins_to_answer(&cast.mai).await;
        cast.mai.sends("khó khăn: thiếu máy quét").await.taps(&vi("key-report-as")).await;
        group
            .last_says(&vi("announce-difficulty"))
            .last_says("thiếu máy quét")
            .last_says("Hạ tầng");
        cast.tuan.opens_link(&group.link()).await.sees("thiếu máy quét");
        s.all_read();
        let said = group.messages().len();
        cast.lan.sends("khó khăn: mất điện").await.taps(&vi("key-report-as")).await;
        assert_eq!(group.messages().len(), said);
        s.all_read();

        // The line of the day: at 17:00 of days with visits, once.
        s.clock_reaches("2024-04-01 17:00").await;
        s.all_read();
        assert_eq!(group.count(&vi("announce-day")), 0, "a day without a visit");
        s.clock_reaches("2024-04-02 16:59").await;
        s.all_read();
        assert_eq!(group.count(&vi("announce-day")), 0);
        s.clock_reaches("2024-04-02 17:00").await;
        group.last_says(&vi("announce-day")).last_says("07:30 UBND Phường 1");
        s.clock_reaches("2024-04-02 17:01").await;
        s.clock_reaches("2024-04-03 17:00").await;
        assert_eq!(group.count(&vi("announce-day")), 1);
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn a_visit_to_several_units_is_announced_when_the_last_has_confirmed() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let group = linked(s, &cast).await;
        s.sql(
            "INSERT INTO visit_unit (visit_id, unit_id, council_id, place_in_order)
             SELECT v.visit_id, u.id, u.council_id, 1 FROM visit_unit v
             JOIN unit ward ON ward.id = v.unit_id AND ward.code = 'tn-p1'
             JOIN unit u ON u.code = 'tn-tp'",
        )
        .await;
        cast.invites_the_ward(s).await;
        cast.son.taps(&vi("key-confirm-visit")).await;
        s.all_read();
        assert_eq!(group.count(&vi("announce-confirmed")), 0, "the city has not");
        cast.binh.taps(&vi("key-confirm-visit")).await;
        group.last_says("UBND Phường 1, UBND thành phố Tây Ninh");
        assert_eq!(group.count(&vi("announce-confirmed")), 1);
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn only_the_leader_links_and_unlinks() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let group = s.group("Đoàn 135", [&cast.tuan, &cast.chau]).await;
        let (chat, delegation) = (chat(s).await, delegation(s).await);
        let work =
            |act| Command::Delegations(DelegationCommand::GroupChat(WorkOnGroupChat { chat, act }));
        let link = || work(GroupChatAct::Link { delegation });
        let unlink = || work(GroupChatAct::Unlink);
        for player in [&cast.yen, &cast.tuan, &cast.hien, &cast.son, &cast.thuy] {
            assert_eq!(tries(s, player, link()).await, "not_allowed", "{}", player.name);
        }
        for player in [&cast.tuan, &cast.son, &cast.thuy] {
            let propose = work(GroupChatAct::Propose { delegation });
            assert_eq!(tries(s, player, propose).await, "not_allowed", "{}", player.name);
        }
        // Somebody of another council who was passed the link sees their own delegations alone.
        cast.thuy.opens_link(&group.link()).await.does_not_see("Cải cách");
        let stranger = s.stranger("Người Lạ");
        stranger.opens_link(&group.link()).await.does_not_see("Đoàn 135");

        cast.chau.opens_link(&group.link()).await;
        let (message, data) = cast.chau.button(&vi("key-group-link"));
        let taps = [cast.chau.presses(message, &data), cast.chau.presses(message, &data)];
        s.run().await;
        assert!(taps.iter().all(|tap| s.sandbox.callback_answer(tap).is_some()));
        assert_eq!(group.count(&vi("announce-linked")), 1);
        assert_eq!(tries(s, &cast.chau, link()).await, "already_done");
        cast.thuy.opens_link(&group.link()).await.sees(&vi("refused-gone"));
        for player in [&cast.yen, &cast.tuan, &cast.hien, &cast.thuy] {
            assert_eq!(tries(s, player, unlink()).await, "not_allowed", "{}", player.name);
        }

        cast.chau.sends("/menu").await.taps(&vi("key-delegations")).await.taps("Cải cách").await;
        cast.chau.taps(&vi("key-group-of")).await.sees(&vi("group-hears"));
        cast.chau.taps(&vi("key-group-unlink")).await.has_no_button(&vi("key-group-of"));
        group.last_says(&vi("announce-unlinked"));
        assert_eq!(tries(s, &cast.chau, unlink()).await, "already_done");
        let said = group.messages().len();
        cast.invites_the_ward(s).await;
        cast.son.taps(&vi("key-confirm-visit")).await;
        assert_eq!(group.messages().len(), said, "nothing after the end");
        s.all_read();

        // It can be asked for a new link, and linked again.
        group.hears(&cast.tuan, "/lienket").await.last_says(&vi("group-hello"));
        cast.chau.opens_link(&group.link()).await.taps(&vi("key-group-link")).await;
        assert_eq!(group.count(&vi("announce-linked")), 2);
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn a_bot_that_is_thrown_out_is_unlinked_and_the_leader_told() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let group = linked(s, &cast).await;
        group.throws_the_bot_out(&cast.tuan).await;
        cast.chau.sees(&vi("notice-group-lost")).sees("Đoàn 135");
        assert_eq!(s.count("SELECT count(*) FROM group_chat WHERE ended_at IS NULL").await, 0);
        let said = group.messages().len();
        cast.invites_the_ward(s).await;
        cast.son.taps(&vi("key-confirm-visit")).await;
        s.all_read();
        assert_eq!(group.messages().len(), said);
        // What is behind an old link is gone.
        let look =
            State::Delegations(AtDelegations::GroupChat(AtGroupChat::Look { chat: chat(s).await }));
        let data = s.plants(&cast.chau, Action::Go(look)).await;
        cast.chau.taps_data(&data).await;
        cast.chau.last_says(&vi("group-ended")).has_no_button(&vi("key-group-unlink"));
        cast.chau.opens_link(&group.link()).await;
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn a_group_that_becomes_a_supergroup_stays_linked() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let old = linked(s, &cast).await;
        let new = s.sandbox.add_group("Đoàn 135", &[cast.yen.account]);
        let pending = s.sandbox.take_updates();
        assert!(!pending.is_empty(), "the box tells of a group of its own, which this is not");
        s.sandbox.push_raw_update(json!({ "message": {
            "message_id": 77, "date": s.clock.now().timestamp(), "migrate_to_chat_id": new,
            "chat": { "id": old.chat, "type": "group", "title": "Đoàn 135" },
            "from": { "id": cast.yen.account, "is_bot": false, "first_name": "Yến" },
        }}));
        s.run().await;
        cast.invites_the_ward(s).await;
        cast.son.taps(&vi("key-confirm-visit")).await;
        s.all_read();
        let said = s.sandbox.messages(new);
        assert!(said.iter().any(|message| message.text.contains(&vi("announce-confirmed"))));
        assert_eq!(old.count(&vi("announce-confirmed")), 0);
        // Thrown out of the supergroup is thrown out.
        s.sandbox.user_removes_bot(cast.yen.account, new).expect("a member");
        s.run().await;
        cast.chau.sees(&vi("notice-group-lost"));
        s.all_read();
    })
    .await;
}
