//! The photos and files of an answer, sent above its question.

use std::sync::Arc;

use crate::conversation::screen::Screen;
use crate::conversation::words;
use crate::conversation::words::files;
use crate::domain::answers::{Ask, Submission};
use crate::domain::file::Exhibit;
use crate::msg;

pub fn with_files(screen: Screen, asks: &[Arc<Ask>], path: &str, data: &Submission) -> Screen {
    match asks.iter().position(|ask| ask.path == path) {
        Some(index) => above(screen, index, &asks[index], data),
        None => screen,
    }
}

pub fn above(screen: Screen, index: usize, ask: &Ask, data: &Submission) -> Screen {
    let question = words::short(index, &ask.label);
    let caption =
        |file: &Exhibit| Some(msg!("file-caption", question = question.clone(), name = &file.name));
    files::with_files(screen, &data.files_of(&ask.path), caption)
}
