//! The product on paper: every screen and every notice, as people read them, in `snapshots/`.
//!
//! A few missions of the demo are played (`plays/`), and on the way each screen that somebody has
//! before them is written down under the place where they stand; at the end, everything that was
//! told. One file for each drawer and language; a reviewer reads the product there without starting
//! anything, and the demo shows the same files as a gallery.
//!
//! Words that change show as a difference: `INSTA_UPDATE=always cargo test --test paper` keeps them.
//! A state or a notice that is new fails here until somebody comes by it: a play goes there, or
//! `typed` says what a form on the way is filled with, or it is excepted below with its reason.

#[path = "../support/mod.rs"]
mod support;

mod book;
mod places;
mod plays;
mod show;
mod typed;
mod walk;
mod words;

use std::cell::RefCell;

use doangiamsat::domain::Locale;

use book::Book;
use words::Words;

/// What no paper shows, and why.
const EXCEPTIONS: &[(&str, &str)] = &[
    ("difficulties/photos", "passed through: what is kept is the difficulty"),
    ("recommendations/files", "passed through: what is kept is the recommendation"),
    ("campaigns/subtasking/files", "passed through: what is kept is the sub-task"),
    ("answers/filling/files", "passed through: what is kept is the question"),
    ("answers/filling/next", "passed through: it becomes a question"),
    ("answers/filling/after", "passed through: it becomes a question"),
    ("answers/filling/within", "passed through: it becomes a question"),
    ("answers/verifying/files", "passed through: what is kept is the question"),
    ("answers/verifying/next", "passed through: it becomes a question"),
    ("answers/verifying/after", "passed through: it becomes a question"),
];

#[tokio::test]
async fn everything_that_is_read_in_vietnamese() {
    paper(Locale::Vi).await;
}

#[tokio::test]
async fn everything_that_is_read_in_english() {
    paper(Locale::En).await;
}

async fn paper(locale: Locale) {
    let book = RefCell::new(Book::new(locale));
    plays::all(locale, &book).await;
    let book = book.into_inner();
    book.compare();
    book.is_complete(EXCEPTIONS);
    let words = Words::of(locale);
    let untold = words.untold(&book.whole());
    assert!(untold.is_empty(), "no notice says {untold:#?}");
}
