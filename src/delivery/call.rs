//! One message, one request.

use teloxide::Bot;
use teloxide::payloads::{
    EditMessageMediaSetters, EditMessageTextSetters, SendDocumentSetters, SendMessageSetters,
    SendPhotoSetters,
};
use teloxide::requests::{Request, Requester};
use teloxide::types::{
    ButtonRequest, ChatId, FileId, InlineKeyboardButton, InlineKeyboardMarkup, InputFile,
    InputMedia, InputMediaDocument, InputMediaPhoto, KeyboardButton, KeyboardMarkup,
    KeyboardRemove, LinkPreviewOptions, MessageId, ParseMode, ReplyMarkup,
};

use super::FileSource;
use super::answer::{Answer, of_error};
use crate::store::outbox::{Call, FileRef, Media, Message, Press};

const NO_PREVIEW: LinkPreviewOptions = LinkPreviewOptions {
    is_disabled: true,
    url: None,
    prefer_small_media: false,
    prefer_large_media: false,
    show_above_text: false,
};

/// Makes the one request of a call and reads the answer. Why a call cannot even be made is an
/// answer too.
pub(super) async fn make(bot: &Bot, files: &dyn FileSource, address: i64, call: &Call) -> Answer {
    let chat = ChatId(address);
    let made = match call {
        Call::Send(message) => send(bot, files, chat, message).await,
        Call::Edit { message_id, message } => {
            edit(bot, files, chat, MessageId(*message_id), message).await
        }
    };
    answer(made)
}

/// Takes the keyboard off a message.
pub(super) async fn strip(bot: &Bot, address: i64, message_id: i32) -> Answer {
    let request = bot.edit_message_reply_markup(ChatId(address), MessageId(message_id));
    answer(Ok(request.send().await))
}

fn answer(made: Made) -> Answer {
    match made {
        Ok(Ok(message)) => Answer::Done { message_id: Some(message.id.0) },
        Ok(Err(error)) => of_error(&error),
        Err(answer) => answer,
    }
}

type Made = Result<Result<teloxide::types::Message, teloxide::RequestError>, Answer>;

async fn send(bot: &Bot, files: &dyn FileSource, chat: ChatId, message: &Message) -> Made {
    let markup = markup(message)?;
    let html = message.html.as_str();
    Ok(match &message.media {
        None => {
            let request = bot
                .send_message(chat, html)
                .parse_mode(ParseMode::Html)
                .link_preview_options(NO_PREVIEW);
            match markup {
                Some(markup) => request.reply_markup(markup).send().await,
                None => request.send().await,
            }
        }
        Some(Media::Photo { file, name }) => {
            let request = bot
                .send_photo(chat, input(files, file, name).await?)
                .caption(html)
                .parse_mode(ParseMode::Html);
            match markup {
                Some(markup) => request.reply_markup(markup).send().await,
                None => request.send().await,
            }
        }
        Some(Media::Document { file, name, .. }) => {
            let request = bot
                .send_document(chat, input(files, file, name).await?)
                .caption(html)
                .parse_mode(ParseMode::Html);
            match markup {
                Some(markup) => request.reply_markup(markup).send().await,
                None => request.send().await,
            }
        }
    })
}

async fn edit(
    bot: &Bot,
    files: &dyn FileSource,
    chat: ChatId,
    id: MessageId,
    message: &Message,
) -> Made {
    let keyboard = inline(message)?;
    let html = message.html.as_str();
    let media = match &message.media {
        None => {
            let request = bot
                .edit_message_text(chat, id, html)
                .parse_mode(ParseMode::Html)
                .link_preview_options(NO_PREVIEW)
                .reply_markup(keyboard);
            return Ok(request.send().await);
        }
        Some(Media::Photo { file, name }) => InputMedia::Photo(
            InputMediaPhoto::new(input(files, file, name).await?)
                .caption(html)
                .parse_mode(ParseMode::Html),
        ),
        Some(Media::Document { file, name, .. }) => InputMedia::Document(
            InputMediaDocument::new(input(files, file, name).await?)
                .caption(html)
                .parse_mode(ParseMode::Html),
        ),
    };
    Ok(bot.edit_message_media(chat, id, media).reply_markup(keyboard).send().await)
}

/// Of several markups the first wins, as `Message` says.
fn markup(message: &Message) -> Result<Option<ReplyMarkup>, Answer> {
    if let Some(label) = &message.contact_request {
        let button = KeyboardButton::new(label.as_str()).request(ButtonRequest::Contact);
        let keyboard = KeyboardMarkup::new([[button]]).resize_keyboard().one_time_keyboard();
        return Ok(Some(ReplyMarkup::Keyboard(keyboard)));
    }
    if !message.keyboard.is_empty() {
        return Ok(Some(ReplyMarkup::InlineKeyboard(inline(message)?)));
    }
    Ok(message.remove_reply_keyboard.then(|| ReplyMarkup::KeyboardRemove(KeyboardRemove::new())))
}

fn inline(message: &Message) -> Result<InlineKeyboardMarkup, Answer> {
    let mut rows = Vec::with_capacity(message.keyboard.len());
    for row in &message.keyboard {
        let mut buttons = Vec::with_capacity(row.len());
        for key in row {
            buttons.push(match &key.press {
                Press::Data(data) => InlineKeyboardButton::callback(&key.label, data),
                Press::Url(address) => {
                    let url = address
                        .parse()
                        .map_err(|_| Answer::Refused("a button's address is no URL".into()))?;
                    InlineKeyboardButton::url(&key.label, url)
                }
            });
        }
        rows.push(buttons);
    }
    Ok(InlineKeyboardMarkup::new(rows))
}

async fn input(files: &dyn FileSource, file: &FileRef, name: &str) -> Result<InputFile, Answer> {
    match file {
        FileRef::Telegram(id) => Ok(InputFile::file_id(FileId(id.clone()))),
        FileRef::Stored(sha256) => match files.bytes(sha256).await {
            Ok(Some(bytes)) => Ok(InputFile::memory(bytes).file_name(name.to_owned())),
            Ok(None) => Err(Answer::Refused("the attached file is not in the store".into())),
            Err(_) => Err(Answer::Failed("the attached file could not be loaded".into())),
        },
    }
}
