//! Photos, documents and albums of the bot: uploads, `attach://`, and file ids sent again.

use axum::body::Bytes;
use serde_json::{Value, json};

use super::super::model::{Change, Content, FileInfo};
use super::super::params::{Params, Upload};
use super::super::state::State;
use super::super::{Sandbox, wire};
use super::send::{draft, drop_into};
use super::{ApiResult, Failure, check_caption, formatted, parse, writable};

const PHOTO_MAX: usize = 10 * 1024 * 1024;

pub(crate) fn photo(sandbox: &Sandbox, params: &Params) -> ApiResult {
    one(sandbox, params, "photo")
}

pub(crate) fn document(sandbox: &Sandbox, params: &Params) -> ApiResult {
    one(sandbox, params, "document")
}

fn one(sandbox: &Sandbox, params: &Params, kind: &str) -> ApiResult {
    let mut state = sandbox.state();
    let chat = writable(sandbox, &state, params)?;
    let caption = formatted(params, "caption", "caption_entities")?;
    check_caption(&caption.0)?;
    let content =
        content(&mut state, params, kind, params.text(kind).as_deref().unwrap_or_default())?;
    let draft = draft(sandbox, &state, params, chat, content, caption)?;
    drop_into(sandbox, &mut state, draft)
}

pub(crate) fn group(sandbox: &Sandbox, params: &Params) -> ApiResult {
    let mut state = sandbox.state();
    let chat = writable(sandbox, &state, params)?;
    let items: Vec<Value> = params.list("media")?.unwrap_or_default();
    if items.len() > 10 {
        return Err(Failure::bad("Too much messages to send as an album"));
    }
    if items.len() < 2 {
        return Err(Failure::bad("group send failed: there must be 2-10 items"));
    }
    let kinds: Vec<&str> = items.iter().filter_map(|item| item.get("type")?.as_str()).collect();
    if kinds.contains(&"document") && kinds.iter().any(|kind| *kind != "document") {
        return Err(Failure::bad("document can't be mixed with other media types"));
    }
    // All or nothing: every part is read before the first one is sent.
    let mut drafts = Vec::new();
    for item in &items {
        let (content, caption) = input_media(&mut state, params, item)?;
        drafts.push(draft(sandbox, &state, params, chat, content, caption)?);
    }
    let id = format!("139{:013}", state.serial());
    let mut sent = Vec::new();
    for mut draft in drafts {
        draft.media_group_id = Some(id.clone());
        let message = state.append(draft);
        sandbox.announce(Change::Message { chat, id: message.id });
        sent.push(wire::message(&state, &message));
    }
    Ok(Value::Array(sent))
}

type Captioned = (Content, (super::Formatted, Option<String>));

/// An `InputMediaPhoto` or `InputMediaDocument`.
pub(super) fn input_media(
    state: &mut State,
    params: &Params,
    item: &Value,
) -> Result<Captioned, Failure> {
    let text = |name: &str| item.get(name).and_then(Value::as_str).unwrap_or_default();
    let kind = text("type");
    if !matches!(kind, "photo" | "document") {
        return Err(Failure::bad("can't parse InputMedia: unsupported type"));
    }
    let mode = text("parse_mode").to_ascii_lowercase();
    let caption = parse(text("caption"), &mode, item.get("caption_entities").cloned())?;
    check_caption(&caption.0)?;
    Ok((content(state, params, kind, text("media"))?, caption))
}

/// Finds the file that `reference` means: a part of this request, or a file id.
fn content(
    state: &mut State,
    params: &Params,
    kind: &str,
    reference: &str,
) -> Result<Content, Failure> {
    let upload = match reference.strip_prefix("attach://") {
        Some(part) => match params.uploads.get(part) {
            Some(upload) => Some(upload),
            None => return Err(Failure::bad("wrong file identifier/HTTP URL specified")),
        },
        None if reference.is_empty() => params.uploads.get(kind),
        None => None,
    };
    if let Some(upload) = upload {
        return uploaded(state, kind, upload);
    }
    if reference.is_empty() {
        return Err(Failure::bad(format!("there is no {kind} in the request")));
    }
    if reference.starts_with("http://") || reference.starts_with("https://") {
        // The box has no way out.
        return Err(Failure::bad("failed to get HTTP URL content"));
    }
    let Some(stored) = state.files.get(reference) else {
        return Err(Failure::bad("wrong file identifier/HTTP URL specified"));
    };
    let (info, is_photo) = (stored.info.clone(), stored.path.starts_with("photos/"));
    match (kind, is_photo) {
        ("photo", true) => Ok(Content::Photo { thumbnail: info.clone(), file: info }),
        ("document", false) => Ok(Content::Document { file: info }),
        ("photo", false) => Err(Failure::bad("can't use file of type Document as Photo")),
        _ => Err(Failure::bad("can't use file of type Photo as Document")),
    }
}

fn uploaded(state: &mut State, kind: &str, upload: &Upload) -> Result<Content, Failure> {
    if upload.bytes.is_empty() {
        return Err(Failure::bad("file must be non-empty"));
    }
    if kind == "document" {
        let name = upload.name.clone().or_else(|| Some("file".to_owned()));
        let mime = upload.mime.clone().or_else(|| Some("application/octet-stream".to_owned()));
        let info = FileInfo { name, mime, ..blank() };
        return Ok(Content::Document {
            file: state.store_file(info, upload.bytes.clone(), "documents"),
        });
    }
    let size = upload.bytes.len();
    if size > PHOTO_MAX {
        return Err(Failure::bad(format!(
            "file of size {size} bytes is too big for a photo; the maximum size is {PHOTO_MAX} bytes"
        )));
    }
    let (width, height) =
        dimensions(&upload.bytes).ok_or_else(|| Failure::bad("IMAGE_PROCESS_FAILED"))?;
    let (long, short) = (width.max(height), width.min(height).max(1));
    if width.saturating_add(height) > 10_000 || long / short > 20 {
        return Err(Failure::bad("PHOTO_INVALID_DIMENSIONS"));
    }
    Ok(store_photo(state, upload.bytes.clone(), (width, height)))
}

fn blank() -> FileInfo {
    FileInfo {
        file_id: String::new(),
        unique_id: String::new(),
        name: None,
        mime: None,
        size: 0,
        width: 0,
        height: 0,
    }
}

/// A photo has a file id for each of its sizes; here both lead to the same bytes.
pub(crate) fn store_photo(state: &mut State, bytes: Bytes, (width, height): (u32, u32)) -> Content {
    let long = width.max(height).max(1);
    let scale = |side: u32| (side * 90 / long).max(1);
    let small = FileInfo { width: scale(width), height: scale(height), ..blank() };
    let mut thumbnail = state.store_file(small, bytes.clone(), "photos");
    thumbnail.unique_id.push('s');
    let file = state.store_file(FileInfo { width, height, ..blank() }, bytes, "photos");
    Content::Photo { file, thumbnail }
}

/// A document of a person.
pub(crate) fn store_document(state: &mut State, name: &str, mime: &str, bytes: Bytes) -> Content {
    let info = FileInfo { name: Some(name.to_owned()), mime: Some(mime.to_owned()), ..blank() };
    Content::Document { file: state.store_file(info, bytes, "documents") }
}

/// Width and height in pixels of a PNG, JPEG, GIF or WebP; `None` for anything else.
pub(crate) fn dimensions(bytes: &[u8]) -> Option<(u32, u32)> {
    let be16 =
        |at: usize| Some(u32::from(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?)));
    let le16 =
        |at: usize| Some(u32::from(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?)));
    let be32 = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Some((be32(16)?, be32(20)?));
    }
    if bytes.starts_with(b"GIF8") {
        return Some((le16(6)?, le16(8)?));
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12)? == b"WEBP" {
        return match bytes.get(12..16)? {
            b"VP8X" => Some(((le16(24)? & 0x3fff) + 1, (le16(27)? & 0x3fff) + 1)),
            b"VP8 " => Some((le16(26)? & 0x3fff, le16(28)? & 0x3fff)),
            _ => Some((512, 512)),
        };
    }
    if !bytes.starts_with(&[0xff, 0xd8]) {
        return None;
    }
    let mut at = 2;
    loop {
        let marker = *bytes.get(at + 1)?;
        if bytes[at] != 0xff {
            return None;
        }
        if matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc) {
            return Some((be16(at + 7)?, be16(at + 5)?));
        }
        at += 2 + be16(at + 2)? as usize;
    }
}

/// How a file is told to the bot by `getFile`.
pub(super) fn file(info: &FileInfo, path: &str) -> Value {
    json!({
        "file_id": info.file_id, "file_unique_id": info.unique_id,
        "file_size": info.size, "file_path": path,
    })
}
