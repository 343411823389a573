//! What people do, as teloxide's types read it.

use teloxide::prelude::*;
use teloxide::types::{
    CallbackQueryId, ChatMemberKind, MaybeInaccessibleMessage, Update, UpdateKind,
};

use super::*;
use crate::sandbox::PersonError;

/// All pending updates, by way of getUpdates; none may be unreadable.
async fn updates(world: &World) -> Vec<Update> {
    let updates = world.bot.get_updates().await.expect("updates");
    if let Some(last) = updates.last() {
        let rest = world.bot.get_updates().offset(last.id.0 as i32 + 1).await.expect("confirmed");
        assert!(rest.is_empty());
    }
    for update in &updates {
        assert!(!matches!(update.kind, UpdateKind::Error(_)), "{update:?}");
    }
    updates
}

fn message(update: &Update) -> &Message {
    match &update.kind {
        UpdateKind::Message(message) | UpdateKind::EditedMessage(message) => message,
        other => panic!("no message: {other:?}"),
    }
}

#[tokio::test]
async fn everything_people_send_is_read_by_teloxide() {
    let world = World::new().await;
    let people = &world.sandbox;
    let text = people.user_sends_text(LAN, LAN, "/start abc_1").expect("text");
    people.user_sends_photo(LAN, LAN, b"\xff\xd8".to_vec(), "hiện trường").expect("photo");
    people
        .user_sends_document(LAN, LAN, "a.xlsx", "application/vnd.ms-excel", b"PK".to_vec())
        .expect("file");
    people.user_sends_contact(LAN, LAN, "+84912345678", Some(LAN)).expect("contact");
    people.user_sends_location(LAN, LAN, 11.3, 106.1).expect("place");
    people.user_edits(LAN, LAN, text, "sửa").expect("edit");
    let forwarded = people.user_forwards(LAN, LAN, text, LAN).expect("forward");
    people
        .user_sends_album(LAN, LAN, vec![b"a".to_vec().into(), b"b".to_vec().into()])
        .expect("album");
    people.user_blocks_bot(LAN).expect("block");
    people.user_unblocks_bot(LAN).expect("unblock");
    let got = updates(&world).await;
    assert_eq!(got.len(), 11);
    assert_eq!(message(&got[0]).text(), Some("/start abc_1"));
    assert_eq!(message(&got[0]).from.as_ref().expect("from").language_code.as_deref(), Some("vi"));
    assert_eq!(message(&got[1]).photo().expect("photo").len(), 2);
    assert_eq!(message(&got[1]).caption(), Some("hiện trường"));
    assert_eq!(message(&got[2]).document().expect("file").file_name.as_deref(), Some("a.xlsx"));
    assert_eq!(message(&got[3]).contact().expect("contact").user_id, Some(UserId(LAN as u64)));
    assert!(message(&got[4]).location().is_some());
    assert!(matches!(got[5].kind, UpdateKind::EditedMessage(_)));
    assert!(message(&got[5]).edit_date().is_some());
    assert!(message(&got[6]).forward_origin().is_some() && message(&got[6]).id.0 == forwarded);
    assert_eq!(message(&got[7]).media_group_id(), message(&got[8]).media_group_id());
    let UpdateKind::MyChatMember(change) = &got[9].kind else { panic!("no block") };
    assert!(matches!(change.new_chat_member.kind, ChatMemberKind::Banned(_)));
}

#[tokio::test]
async fn a_tap_comes_with_its_message_and_is_answered_once() {
    let world = World::new().await;
    let keyboard = r#"{"inline_keyboard":[[{"text":"Ký","callback_data":"tok.0"}]]}"#;
    world
        .get("sendMessage", &[("chat_id", "101"), ("text", "Phiếu"), ("reply_markup", keyboard)])
        .await;
    let id = world.sandbox.last_message(LAN).expect("sent").id;
    let people = &world.sandbox;
    assert_eq!(people.user_taps(LAN, LAN, id, "tok.1"), Err(PersonError::NoSuchButton));
    assert_eq!(people.user_taps(SON, LAN, id, "tok.0"), Err(PersonError::NotAMember));
    let tap = people.user_taps(LAN, LAN, id, "tok.0").expect("tapped");
    people.user_taps_raw(LAN, LAN, 4242, "\u{0}giả").expect("forged");
    let got = updates(&world).await;
    let UpdateKind::CallbackQuery(query) = &got[0].kind else { panic!("no tap") };
    assert_eq!(query.data.as_deref(), Some("tok.0"));
    assert_eq!(query.regular_message().and_then(|m| m.text()), Some("Phiếu"));
    let UpdateKind::CallbackQuery(forged) = &got[1].kind else { panic!("no tap") };
    assert!(matches!(forged.message, Some(MaybeInaccessibleMessage::Inaccessible(_))));
    assert_eq!(people.unanswered_callbacks().len(), 2);

    let mut feed = people.subscribe();
    let query = CallbackQueryId(tap.clone());
    world
        .bot
        .answer_callback_query(query.clone())
        .text("Đã ký")
        .show_alert(true)
        .await
        .expect("answered");
    let answer = people.callback_answer(&tap).expect("an answer");
    assert_eq!((answer.text.as_deref(), answer.show_alert), (Some("Đã ký"), true));
    assert!(matches!(
        feed.try_recv(),
        Ok(crate::sandbox::Change::Answer { user: LAN, alert: true, .. })
    ));
    let old = "Bad Request: query is too old and response timeout expired or query ID is invalid";
    assert_eq!(api_error(world.bot.answer_callback_query(query).await), unknown(old));
    world.passes(TimeDelta::minutes(15));
    let late = CallbackQueryId(people.unanswered_callbacks().remove(0));
    assert_eq!(api_error(world.bot.answer_callback_query(late).await), unknown(old));
}

#[tokio::test]
async fn long_texts_are_split_as_apps_do() {
    let world = World::new().await;
    let words = "khó khăn ".repeat(1000);
    world.sandbox.user_sends_text(LAN, LAN, &words).expect("sent");
    let got = updates(&world).await;
    assert_eq!(got.len(), 3);
    let texts: Vec<&str> = got.iter().filter_map(|update| message(update).text()).collect();
    assert_eq!(texts.join(" "), words.trim());
    assert_eq!(world.sandbox.user_sends_text(LAN, LAN, " \n"), Err(PersonError::EmptyText));
    assert_eq!(world.sandbox.user_sends_text(7, 7, "x"), Err(PersonError::UnknownUser));
}

#[tokio::test]
async fn in_a_group_the_bot_hears_only_what_is_meant_for_it() {
    let world = World::new().await;
    let people = &world.sandbox;
    let group = people.add_group("Đoàn số 1", &[SON, LAN]);
    let got = updates(&world).await;
    assert!(matches!(got[0].kind, UpdateKind::MyChatMember(_)));
    assert_eq!(message(&got[1]).new_chat_members().expect("the bot").len(), 1);
    people.user_sends_text(SON, group, "mọi người ơi").expect("said");
    people.user_sends_text(SON, group, "/lich").expect("said");
    people.user_sends_text(SON, group, "hỏi @doangiamsat_bot chút").expect("said");
    let got = updates(&world).await;
    let texts: Vec<_> = got.iter().filter_map(|update| message(update).text()).collect();
    assert_eq!(texts, ["/lich", "hỏi @doangiamsat_bot chút"]);
    people.make_bot_admin(group, true);
    people.user_sends_text(SON, group, "giờ thì nghe").expect("said");
    assert_eq!(updates(&world).await.len(), 1);
    let member =
        world.bot.get_chat_member(ChatId(group), UserId(4_200_000_001)).await.expect("member");
    assert!(member.is_administrator());
}
