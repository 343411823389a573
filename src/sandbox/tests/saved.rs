//! What a restart keeps: the world as JSON, the file it is kept in, and the reserve of ids.

use std::path::PathBuf;
use std::time::Duration;

use serde_json::json;

use super::page::Served;
use super::*;
use crate::sandbox::{Keeper, counter, keeper};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\xe0";

/// A folder for one test, gone when it ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder =
            std::env::temp_dir().join(format!("dgs-sandbox-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        Self(folder)
    }

    fn file(&self) -> PathBuf {
        self.0.join("sandbox.json")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// One of everything that is kept; the group's id.
async fn live(world: &World) -> i64 {
    let sandbox = &world.sandbox;
    let keyboard = json!({ "inline_keyboard": [[
        { "text": "Có", "callback_data": "y" }, { "text": "Xem", "url": "https://example.vn/" },
    ]] });
    let keyboard = keyboard.to_string();
    let html = [("chat_id", "101"), ("text", "<b>Phiếu</b> 12/24"), ("parse_mode", "HTML")];
    let shown =
        world.get("sendMessage", &[&html[..], &[("reply_markup", &keyboard)]].concat()).await;
    let keys = r#"{"keyboard":[[{"text":"Số của tôi","request_contact":true}]]}"#;
    world.get("sendMessage", &[("chat_id", "101"), ("text", "?"), ("reply_markup", keys)]).await;
    world
        .get("setMyCommands", &[("commands", r#"[{"command":"viec","description":"Việc"}]"#)])
        .await;
    let shown =
        i32::try_from(shown["result"]["message_id"].as_i64().expect("an id")).expect("small");
    let answered = sandbox.user_taps(LAN, LAN, shown, "y").expect("tapped");
    world.get("answerCallbackQuery", &[("callback_query_id", &answered)]).await;
    sandbox.user_taps(LAN, LAN, shown, "y").expect("tapped");
    sandbox.user_sends_photo(LAN, LAN, PNG, "Bộ phận một cửa").expect("sent");
    sandbox.user_sends_location(LAN, LAN, 11.310_000_1, 106.1).expect("sent");
    sandbox.user_sends_contact(LAN, LAN, "+84912345678", Some(LAN)).expect("sent");
    let text = sandbox.user_sends_text(LAN, LAN, "mai 8h 😀").expect("sent");
    sandbox.user_edits(LAN, LAN, text, "mai 9h").expect("edited");
    sandbox.user_forwards(LAN, LAN, text, LAN).expect("forwarded");
    sandbox.user_deletes(LAN, LAN, text).expect("deleted");
    sandbox.user_reads(LAN, LAN, shown);
    sandbox.user_opens_link(SON, "inv_1").expect("started");
    sandbox.user_blocks_bot(SON).expect("blocked");
    let group = sandbox.add_group("Đoàn số 1", &[LAN, SON]);
    sandbox.user_sends_text(LAN, group, "/lich").expect("sent");
    group
}

#[tokio::test]
async fn a_world_comes_back_from_its_json_as_it_was() {
    let old = Served::new().await;
    let group = live(&old.world).await;
    let new = Served::new().await;
    let text = old.world.sandbox.export().to_string();
    new.world.sandbox.import(serde_json::from_str(&text).expect("JSON")).expect("imported");

    let (before, after) = (&old.world.sandbox, &new.world.sandbox);
    for chat in [LAN, SON, group] {
        assert!(!before.messages(chat).is_empty(), "{chat}");
        assert_eq!(before.messages(chat), after.messages(chat));
    }
    assert_eq!((before.users(), before.groups()), (after.users(), after.groups()));
    assert!(after.has_blocked(SON));
    assert_eq!(before.unanswered_callbacks().len(), 1);
    assert_eq!(before.unanswered_callbacks(), after.unanswered_callbacks());
    for path in
        ["state".to_owned(), "chat?user=101&chat=101".into(), format!("chat?user=102&chat={group}")]
    {
        let path = format!("/page/api/{path}");
        assert_eq!(old.json(&path).await, new.json(&path).await, "{path}");
    }
    let photo = before.messages(LAN).into_iter().find_map(|m| m.file().cloned()).expect("a photo");
    assert_eq!(after.file(&photo.file_id).expect("kept"), PNG);
    for (method, query) in [
        ("getMyCommands", vec![]),
        ("getFile", vec![("file_id", photo.file_id.as_str())]),
        ("sendMessage", vec![("chat_id", "102"), ("text", "x")]),
        ("getUpdates", vec![]),
    ] {
        let answers = (old.world.get(method, &query).await, new.world.get(method, &query).await);
        assert_eq!(answers.0, answers.1, "{method}");
    }
    let open = &after.unanswered_callbacks()[0];
    assert_eq!(
        new.world.get("answerCallbackQuery", &[("callback_query_id", open)]).await["ok"],
        true
    );
}

#[tokio::test]
async fn what_is_no_saved_world_changes_nothing() {
    let world = World::new().await;
    let good = world.sandbox.export();
    let mut future = good.clone();
    future["version"] = json!(2);
    let mut spent = good.clone();
    spent["world"]["serial"] = json!(u32::MAX);
    let mut torn = good;
    torn["world"]["users"] = json!(null);
    for (bad, why) in [
        (future, "version 2"),
        (spent, "no numbers left"),
        (torn, "damaged"),
        (json!([]), "no version"),
    ] {
        let error = world.sandbox.import(bad).expect_err(why);
        assert!(error.contains(why), "{error}");
    }
    assert_eq!(world.sandbox.messages(LAN).len(), 1);
}

/// What the world gives out next: message ids of a private chat and of a group, a tap's id, the
/// newest update's id.
fn ids(sandbox: &Sandbox, group: i64) -> (i32, i32, String, u64) {
    let private = sandbox.user_sends_text(LAN, LAN, "x").expect("sent");
    let in_group = sandbox.user_sends_text(LAN, group, "x").expect("sent");
    let tap = sandbox.user_taps_raw(LAN, LAN, private, "x").expect("tapped");
    let update = sandbox.pending_updates().last().expect("queued")["update_id"].as_u64();
    (private, in_group, tap, update.expect("an id"))
}

#[tokio::test]
async fn ids_given_out_after_the_last_save_are_not_given_out_again() {
    let old = World::new().await;
    let group = old.sandbox.add_group("Đoàn số 1", &[LAN]);
    let saved = old.sandbox.export();
    let mut lost = ids(&old.sandbox, group);
    for _ in 0..counter::RESERVE / 100 {
        lost = ids(&old.sandbox, group);
    }

    let new = World::new().await;
    new.sandbox.import(saved).expect("imported");
    let fresh = ids(&new.sandbox, group);
    assert!(
        fresh.0 > lost.0 && fresh.1 > lost.1 && fresh.2 > lost.2 && fresh.3 > lost.3,
        "{lost:?} {fresh:?}"
    );
    // An older world that comes back into a running one does not take its ids back either.
    let older = World::new().await.sandbox.export();
    for _ in 0..2 {
        new.sandbox.import(older.clone()).expect("imported");
    }
    assert!(new.sandbox.user_sends_text(LAN, LAN, "x").expect("sent") > fresh.0);
}

async fn reads(path: PathBuf, text: &str) -> bool {
    let again = World::new().await;
    again.sandbox.load_from(&path).expect("whole")
        && again.sandbox.messages(LAN).iter().any(|message| message.text == text)
}

async fn keep(world: &World, folder: &Folder) -> Keeper {
    world.sandbox.keep_in(folder.file()).await.expect("saved")
}

#[tokio::test]
async fn the_file_follows_the_world_and_survives_a_torn_write() {
    let folder = Folder::new("follows");
    let world = World::new().await;
    assert!(!world.sandbox.load_from(&folder.file()).expect("none yet"));
    let keeper = keep(&world, &folder).await;
    assert!(reads(folder.file(), "/start").await, "the first save is there when it begins");

    world.sandbox.user_sends_text(LAN, LAN, "một").expect("sent");
    keeper.flush().await.expect("saved");
    assert!(reads(folder.file(), "một").await);
    // Nobody flushes: the task notices by itself, a tap too, which the feed does not tell.
    let id = world.sandbox.user_sends_text(LAN, LAN, "hai").expect("sent");
    let tap = world.sandbox.user_taps_raw(LAN, LAN, id, "y").expect("tapped");
    let contents = || std::fs::read_to_string(folder.file()).expect("a file");
    until(|| contents().contains(&tap)).await;
    assert!(reads(folder.file(), "hai").await);

    drop(keeper);
    let torn = keeper::beside(&folder.file()).expect("a name");
    std::fs::write(&torn, &contents()[..40]).expect("written");
    assert!(reads(folder.file(), "hai").await);
    let again = World::new().await;
    assert!(again.sandbox.load_from(&folder.file()).expect("whole"));
    again.sandbox.user_sends_text(LAN, LAN, "ba").expect("sent");
    keep(&again, &folder).await.flush().await.expect("saved");
    assert!(reads(folder.file(), "ba").await && !torn.exists());
}

#[tokio::test]
async fn saves_are_paced_and_a_damaged_file_is_told() {
    let folder = Folder::new("paced");
    let world = World::new().await;
    let keeper = keep(&world, &folder).await;
    let written =
        || std::fs::metadata(folder.file()).and_then(|file| file.modified()).expect("a file");
    let started = std::time::Instant::now();
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..50 {
        world.sandbox.user_sends_text(LAN, LAN, "x").expect("sent");
        tokio::time::sleep(Duration::from_millis(10)).await;
        seen.insert(written());
    }
    // The first save, and one every 300 ms or less often.
    let most = 2 + started.elapsed().as_millis() / 300;
    assert!(seen.len() as u128 <= most, "{} saves, at most {most}", seen.len());
    drop(keeper);
    std::fs::write(folder.file(), "{\"version\":1,").expect("written");
    let error = world.sandbox.load_from(&folder.file()).expect_err("damaged");
    assert_eq!(error.kind(), std::io::ErrorKind::UnexpectedEof);
    let nowhere = world.sandbox.keep_in(folder.0.join("none/sandbox.json")).await;
    assert!(nowhere.is_err());
}
