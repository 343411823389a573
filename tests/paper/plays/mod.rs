//! The missions that are played, one after another.

mod afterwards;
mod campaign;
mod difficulties;
mod minutes;
mod mission;
mod people;
mod session;

use std::cell::RefCell;

use doangiamsat::demo::seed::Start;
use doangiamsat::domain::Locale;

use super::book::Book;
use super::support::story;
use super::walk::Walk;

pub async fn all(locale: Locale, book: &RefCell<Book>) {
    story("2024-03-15 08:00", async |s| {
        let cast = s.cast().await;
        let walk = Walk::new(s, locale, book).await;
        people::play(&walk, &cast).await;
        mission::play(&walk, &cast).await;
        difficulties::play(&walk, &cast).await;
        session::play(&walk, &cast).await;
        minutes::play(&walk, &cast).await;
        people::the_end(&walk, &cast).await;
        walk.notices().await;
        s.all_read();
    })
    .await;
    story("2024-05-06 09:00", async |s| {
        let cast = s.cast().await;
        let walk = Walk::new(s, locale, book).await;
        afterwards::play(&walk, &cast).await;
        walk.notices().await;
        s.all_read();
    })
    .await;
    story("2023-10-16 08:00", async |s| {
        s.begins(Start::Campaign).await;
        let walk = Walk::new(s, locale, book).await;
        campaign::play(&walk).await;
        walk.notices().await;
        s.all_read();
    })
    .await;
}
