//! Photos and files sent above a screen: of an answer, of what was found, of a difficulty.

use crate::conversation::Msg;
use crate::conversation::screen::{Attachment, Screen};
use crate::domain::file::Exhibit;
use crate::msg;

/// Files sent above a screen at once.
const SHOWN: usize = 10;

/// Largest picture that Telegram takes as a photo, bytes; a larger one goes as a file.
const MAX_PHOTO: i64 = 10 * 1024 * 1024;

/// The newest of the files go above the screen; it says how many are still on their way.
pub fn with_files(
    mut screen: Screen,
    files: &[&Exhibit],
    caption: impl Fn(&Exhibit) -> Option<Msg>,
) -> Screen {
    let newest = files.len().saturating_sub(SHOWN);
    let shown = files.iter().skip(newest).filter_map(|file| {
        Some(Attachment {
            sha256: file.sha256.clone()?,
            name: file.name.clone(),
            mime: file.mime.clone(),
            is_photo: file.is_photo() && file.size <= MAX_PHOTO,
            caption: caption(file),
        })
    });
    screen.attachments = shown.collect();
    match files.iter().filter(|file| file.sha256.is_none()).count() {
        0 => screen,
        count => screen.para(msg!("filling-files-pending", count = count)),
    }
}
