//! Sending, editing, deleting, files; with Telegram's refusals.

use chrono::TimeDelta;
use teloxide::net::Download;
use teloxide::payloads::*;
use teloxide::prelude::*;
use teloxide::types::{
    FileId, InlineKeyboardButton, InlineKeyboardMarkup, InputFile, InputMedia, InputMediaDocument,
    InputMediaPhoto, MessageEntityKind, MessageId, ParseMode, ReplyParameters,
};

use super::*;
use crate::sandbox::{ButtonAction, Content, ReplyKeyboard};

/// A PNG's beginning is all that is looked at: 40 by 30 pixels.
fn png() -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x28\0\0\0\x1e".to_vec();
    bytes.extend([8, 2, 0, 0, 0]);
    bytes
}

fn keyboard(label: &str, data: &str) -> InlineKeyboardMarkup {
    InlineKeyboardMarkup::new([[InlineKeyboardButton::callback(label, data)]])
}

#[tokio::test]
async fn html_becomes_text_and_entities_and_an_edit_shows() {
    let world = World::new().await;
    let chat = ChatId(LAN);
    let sent = world
        .bot
        .send_message(chat, "  <b>Đoàn</b> 1 &lt; 2, xem https://a.vn/x.\n\n")
        .parse_mode(ParseMode::Html)
        .reply_markup(keyboard("Mở", "open"))
        .await
        .expect("sent");
    assert_eq!(sent.text(), Some("Đoàn 1 < 2, xem https://a.vn/x."));
    let kinds: Vec<_> =
        sent.entities().expect("entities").iter().map(|e| (e.kind.clone(), e.offset)).collect();
    assert_eq!(kinds, [(MessageEntityKind::Bold, 0), (MessageEntityKind::Url, 16)]);
    assert_eq!(sent.date.to_rfc3339(), "2024-03-25T01:00:00+00:00");
    world.passes(TimeDelta::days(30));
    let edited =
        world.bot.edit_message_text(chat, sent.id, "mới").await.expect("edited after a month");
    assert_eq!(edited.text(), Some("mới"));
    let now = world.sandbox.message(LAN, sent.id.0).expect("there");
    assert_eq!((now.edits, now.keyboard.len(), now.html), (1, 0, None));
    let again = world.bot.edit_message_text(chat, sent.id, "mới").await;
    assert_eq!(api_error(again), ApiError::MessageNotModified);
    world
        .bot
        .edit_message_reply_markup(chat, sent.id)
        .reply_markup(keyboard("Đóng", "close"))
        .await
        .expect("a keyboard again");
    assert_eq!(
        world.sandbox.message(LAN, sent.id.0).expect("there").data_of("Đóng"),
        Some("close")
    );
}

#[tokio::test]
async fn telegrams_limits_on_texts_and_buttons() {
    let world = World::new().await;
    let chat = ChatId(LAN);
    let send = |text: String| world.bot.send_message(chat, text).parse_mode(ParseMode::Html);
    send(format!("<b>{}</b>", "đ".repeat(4096))).await.expect("4096 after parsing");
    assert_eq!(api_error(send("đ".repeat(4097)).await), ApiError::MessageIsTooLong);
    assert_eq!(api_error(send("😀".repeat(2049)).await), ApiError::MessageIsTooLong);
    assert_eq!(api_error(send(String::new()).await), ApiError::MessageTextIsEmpty);
    assert_eq!(
        api_error(send("<b> </b>\n".into()).await),
        unknown("Bad Request: text must be non-empty")
    );
    let broken = api_error(send("Nguyễn <Văn> A".into()).await);
    let what = "Bad Request: can't parse entities: Unsupported start tag \"văn\" at byte offset 9";
    assert_eq!(broken, ApiError::CantParseEntities(what.into()));
    let sent = world.bot.send_message(chat, "x").await.expect("sent");
    let edit = world.bot.edit_message_text(chat, sent.id, "x".repeat(4097)).await;
    assert_eq!(api_error(edit), ApiError::EditedMessageIsTooLong);
    for (data, fine) in [
        ("x".repeat(64), true),
        ("x".repeat(65), false),
        (String::new(), false),
        ("đ".repeat(33), false),
    ] {
        let result = world.bot.send_message(chat, "x").reply_markup(keyboard("Nút", &data)).await;
        assert_eq!(result.is_ok(), fine, "{data}");
        if !fine {
            assert_eq!(api_error(result), ApiError::ButtonDataInvalid);
        }
    }
    let photo = || world.bot.send_photo(chat, InputFile::memory(png()));
    photo().caption("x".repeat(1024)).await.expect("1024 fit a caption");
    let long = api_error(photo().caption("x".repeat(1025)).await);
    assert_eq!(long, unknown("Bad Request: message caption is too long"));
}

#[tokio::test]
async fn whom_the_bot_may_write_to() {
    let world = World::new().await;
    let send = |chat: i64| world.bot.send_message(ChatId(chat), "x");
    assert_eq!(api_error(send(999).await), ApiError::ChatNotFound);
    assert_eq!(
        api_error(send(SON).await),
        unknown("Forbidden: bot can't initiate conversation with a user")
    );
    world.sandbox.user_blocks_bot(LAN).expect("blocked");
    assert_eq!(api_error(send(LAN).await), ApiError::BotBlocked);
    world.sandbox.user_sends_text(LAN, LAN, "lại đây").expect("unblocks");
    send(LAN).await.expect("sent");
    let group = world.sandbox.add_group("Đoàn số 1", &[LAN, SON]);
    let sent = send(group).await.expect("sent to the group");
    assert!(sent.chat.is_supergroup());
    world.sandbox.user_removes_bot(LAN, group).expect("removed");
    assert_eq!(api_error(send(group).await), ApiError::BotKickedFromSupergroup);
}

#[tokio::test]
async fn messages_that_are_gone_or_too_old() {
    let world = World::new().await;
    let chat = ChatId(LAN);
    let sent = world.bot.send_message(chat, "x").await.expect("sent");
    let missing = world.bot.edit_message_text(chat, MessageId(9999), "y").await;
    assert_eq!(api_error(missing), ApiError::MessageToEditNotFound);
    let theirs = world.sandbox.user_sends_text(LAN, LAN, "của tôi").expect("sent");
    let foreign = world.bot.edit_message_text(chat, MessageId(theirs), "y").await;
    assert_eq!(api_error(foreign), ApiError::MessageCantBeEdited);
    world.bot.delete_message(chat, sent.id).await.expect("deleted");
    assert!(world.sandbox.message(LAN, sent.id.0).expect("kept").deleted);
    let again = world.bot.delete_message(chat, sent.id).await;
    assert_eq!(api_error(again), ApiError::MessageToDeleteNotFound);
    let gone = world.bot.edit_message_text(chat, sent.id, "y").await;
    assert_eq!(api_error(gone), ApiError::MessageToEditNotFound);
    let reply =
        world.bot.send_message(chat, "y").reply_parameters(ReplyParameters::new(sent.id)).await;
    assert_eq!(api_error(reply), ApiError::MessageToReplyNotFound);
    let old = world.bot.send_message(chat, "x").await.expect("sent");
    world.passes(TimeDelta::hours(48));
    let late = api_error(world.bot.delete_message(chat, old.id).await);
    assert_eq!(late, unknown("Bad Request: message can't be deleted for everyone"));
}

#[tokio::test]
async fn files_go_up_come_back_and_are_sent_again_by_id() {
    let world = World::new().await;
    let chat = ChatId(LAN);
    let book = InputFile::memory(b"xlsx bytes".to_vec()).file_name("Báo cáo.xlsx");
    let sent = world
        .bot
        .send_document(chat, book)
        .caption("<b>Tuần</b>")
        .parse_mode(ParseMode::Html)
        .await
        .expect("sent");
    let document = sent.document().expect("a document");
    assert_eq!(document.file_name.as_deref(), Some("Báo cáo.xlsx"));
    assert_eq!(sent.caption(), Some("Tuần"));
    let file = world.bot.get_file(document.file.id.clone()).await.expect("a file");
    let mut bytes = Vec::new();
    world.bot.download_file(&file.path, &mut bytes).await.expect("downloaded");
    assert_eq!(bytes, b"xlsx bytes");
    assert_eq!(world.sandbox.file(&document.file.id.0).expect("stored"), bytes);
    let again = world
        .bot
        .send_document(chat, InputFile::file_id(document.file.id.clone()))
        .await
        .expect("again");
    assert_eq!(again.document().expect("a document").file.unique_id, document.file.unique_id);
    let missing = world.bot.send_document(chat, InputFile::file_id(FileId("nope".into()))).await;
    assert_eq!(api_error(missing), ApiError::WrongFileIdOrUrl);
    let text = world.bot.send_photo(chat, InputFile::memory(b"no picture".to_vec())).await;
    assert_eq!(api_error(text), ApiError::ImageProcessFailed);

    let picture = world.bot.send_photo(chat, InputFile::memory(png())).await.expect("a photo");
    let sizes = picture.photo().expect("sizes");
    assert_eq!((sizes[1].width, sizes[1].height), (40, 30));
    let no_text = api_error(world.bot.edit_message_text(chat, picture.id, "x").await);
    assert_eq!(no_text, unknown("Bad Request: there is no text in the message to edit"));
    world.bot.edit_message_caption(chat, picture.id).caption("chú thích").await.expect("a caption");
    let media = InputMedia::Document(InputMediaDocument::new(
        InputFile::memory(b"pdf".to_vec()).file_name("a.pdf"),
    ));
    let changed =
        world.bot.edit_message_media(chat, picture.id, media).await.expect("another medium");
    assert_eq!(changed.document().expect("a document").file_name.as_deref(), Some("a.pdf"));
}

#[tokio::test]
async fn an_album_is_all_or_nothing() {
    let world = World::new().await;
    let photo = |bytes: Vec<u8>| {
        InputMedia::Photo(InputMediaPhoto::new(InputFile::memory(bytes)).caption("x"))
    };
    let before = world.sandbox.messages(LAN).len();
    let broken =
        world.bot.send_media_group(ChatId(LAN), [photo(png()), photo(b"no".to_vec())]).await;
    assert_eq!(api_error(broken), ApiError::ImageProcessFailed);
    assert_eq!(world.sandbox.messages(LAN).len(), before);
    let sent =
        world.bot.send_media_group(ChatId(LAN), [photo(png()), photo(png())]).await.expect("sent");
    assert_eq!(sent.len(), 2);
    assert!(sent[0].media_group_id().is_some());
    assert_eq!(sent[0].media_group_id(), sent[1].media_group_id());
    let many = world.bot.send_media_group(ChatId(LAN), vec![photo(png()); 11]).await;
    assert_eq!(api_error(many), ApiError::TooMuchMessages);
}

#[tokio::test]
async fn large_files_are_refused_where_telegram_refuses_them() {
    let world = World::new().await;
    let chat = ChatId(LAN);
    let large = vec![7; 20 * 1024 * 1024 + 1];
    let id = world
        .sandbox
        .user_sends_document(LAN, LAN, "a.bin", "application/octet-stream", large)
        .expect("sent");
    let message = world.sandbox.message(LAN, id).expect("there");
    let file_id = FileId(message.file().expect("a file").file_id.clone());
    assert_eq!(
        api_error(world.bot.get_file(file_id).await),
        unknown("Bad Request: file is too big")
    );
    let huge = InputFile::memory(vec![7; 50 * 1024 * 1024 + 1]);
    assert_eq!(
        api_error(world.bot.send_document(chat, huge).await),
        ApiError::RequestEntityTooLarge
    );
}

#[tokio::test]
async fn keyboards_of_all_kinds_arrive() {
    let world = World::new().await;
    let chat = LAN.to_string();
    let send = async |markup: &str| {
        let answer = world
            .get("sendMessage", &[("chat_id", &chat), ("text", "x"), ("reply_markup", markup)])
            .await;
        assert_eq!(answer["ok"], true, "{answer}");
        world.sandbox.last_message(LAN).expect("sent")
    };
    let shown = send(r#"{"keyboard":[[{"text":"Chia sẻ số","request_contact":true},"Thôi"],[]],"one_time_keyboard":true}"#).await;
    let Some(ReplyKeyboard::Show { rows, one_time, .. }) = shown.reply_keyboard else {
        panic!("no keyboard")
    };
    assert!(
        one_time && rows.len() == 1 && rows[0][0].request_contact && !rows[0][1].request_contact
    );
    let removed = send(r#"{"remove_keyboard":true}"#).await;
    assert_eq!(removed.reply_keyboard, Some(ReplyKeyboard::Remove));
    let linked =
        send(r#"{"inline_keyboard":[[{"text":"Mở","url":"https://t.me/x?start=1"}]]}"#).await;
    assert_eq!(linked.keyboard[0][0].action, ButtonAction::Url("https://t.me/x?start=1".into()));
    world.bot.send_location(ChatId(LAN), 11.31, 106.1).await.expect("a place");
    assert!(matches!(
        world.sandbox.last_message(LAN).expect("sent").content,
        Content::Location { .. }
    ));
    world
        .bot
        .send_chat_action(ChatId(LAN), teloxide::types::ChatAction::Typing)
        .await
        .expect("typing");
    let chat = world.bot.get_chat(ChatId(LAN)).await.expect("a chat");
    assert_eq!(chat.first_name(), Some("Lan"));
}
