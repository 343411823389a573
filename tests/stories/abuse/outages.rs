//! Telegram says no, says wait, or says nothing; people block the bot; rows cannot be read.

use std::time::Duration;

use super::MORNING;
use crate::support::{Story, story, vi};
use doangiamsat::app::App;
use doangiamsat::conversation::{Action, State};
use doangiamsat::delivery::Limits;
use doangiamsat::intake::Poller;
use doangiamsat::sandbox::{Fault, FaultKind};
use doangiamsat::store::inbox;

const WRONG: &str = "4200000001:AAHwrongWRONGwrongWRONGwrongWRONG-wr";
const PATIENCE: Duration = Duration::from_secs(300);

/// Another replica of the bot, with a token and a patience of its own.
fn replica(s: &Story, token: &str, patience: Duration) -> App {
    let client = reqwest::Client::builder().timeout(patience).build().unwrap();
    let bot = teloxide::Bot::with_client(token, client.clone()).set_api_url(s.app.bot.api_url());
    let identity = s.app.intake.bot().clone();
    let limits = Limits::generous();
    App::new(s.app.store.clone(), (bot, client), identity, s.clock.clone(), limits).unwrap()
}

fn poller(app: &App) -> Poller {
    Poller::new(app.intake.clone(), app.bot.clone(), app.client.clone())
}

/// A replica whose step failed gives up on an update that another one has worked off meanwhile.
#[tokio::test]
async fn what_is_done_is_not_taken_up_again() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        cast.mai.sends("/menu").await.sees(&vi("home-title"));
        let mut tx = s.app.store.begin().await.unwrap();
        let newest = "SELECT max(id) FROM inbox";
        let id = sqlx::query_scalar(newest).fetch_one(&mut *tx).await.unwrap();
        assert!(!inbox::failed(&mut tx, id, "DGS-0").await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(s.count("SELECT count(*) FROM inbox WHERE state <> 'done'").await, 0);
        assert_eq!(s.app.intake.run_lane(cast.mai.account).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn a_wrong_token_is_said_and_loses_nothing() {
    story(MORNING, async |s| {
        s.expect_error("Telegram refuses the bot token");
        let cast = s.cast().await;
        for token in [WRONG, "x"] {
            let refused = poller(&replica(s, token, PATIENCE)).poll(Duration::ZERO).await;
            let words = refused.expect_err("the token is wrong").to_string();
            assert!(words.contains("401") && words.contains("DOANGIAMSAT_TOKEN"), "{words}");
        }
        // What came is still with Telegram, and what is to go still in the outbox.
        s.sandbox.user_sends_text(cast.mai.account, cast.mai.account, "/menu").unwrap();
        let wrong = replica(s, WRONG, PATIENCE);
        assert!(poller(&wrong).poll(Duration::ZERO).await.is_err());
        assert_eq!(s.sandbox.pending_updates().len(), 1);

        let mut right = poller(&s.app);
        let lanes = right.poll(Duration::ZERO).await.expect("updates");
        assert_eq!(lanes, [cast.mai.account]);
        wrong.intake.run_lane(cast.mai.account).await.unwrap();
        assert_eq!(wrong.delivery.drain().await.unwrap(), 1, "kept");
        assert_eq!(cast.mai.messages(), []);

        assert!(right.poll(Duration::ZERO).await.expect("no updates").is_empty(), "confirmed");
        assert!(s.sandbox.pending_updates().is_empty());
        s.time_passes().await;
        assert_eq!(cast.mai.sees(&vi("home-title")).messages().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_chat_that_is_told_to_wait_waits_alone() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        s.sandbox.faults().push(Fault::new(FaultKind::RetryAfter(30)).chat(cast.mai.account));
        cast.invites_the_ward(s).await;
        cast.son.sees(&vi("notice-invited")).taps(&vi("key-confirm-visit")).await;
        assert_eq!(s.waiting().await, 1, "Mai's alone");
        assert_eq!(cast.mai.messages(), []);
        s.time_passes().await;
        assert_eq!(cast.mai.sees(&vi("notice-invited")).count(&vi("notice-invited")), 1);
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn a_bot_that_is_told_to_wait_sends_nothing_and_loses_nothing() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        cast.invites_the_ward(s).await;
        let flood = Fault::new(FaultKind::RetryAfter(30)).method("sendMessage").times(3);
        s.sandbox.faults().push(flood);
        cast.son.taps(&vi("key-confirm-visit")).await;
        assert_eq!(s.sandbox.faults().left(), []);
        s.sandbox.clear_calls();
        // Somebody whose own chat was told nothing waits, too.
        cast.lan.sends("/menu").await;
        assert_eq!(cast.lan.messages(), []);
        assert!(s.sandbox.calls().is_empty(), "{:?}", s.sandbox.calls());
        assert!(s.waiting().await >= 4);

        s.time_passes().await;
        cast.lan.sees(&vi("home-title"));
        cast.son.sees(&vi("visit-confirmed"));
        for told in [&cast.hien, &cast.chau, &cast.yen, &cast.tuan] {
            assert_eq!(told.sees(&vi("notice-confirmed")).count(&vi("notice-confirmed")), 1);
        }
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn a_message_is_repeated_only_where_nobody_knows_whether_it_went() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let fault = |kind| Fault::new(kind).method("sendMessage");
        s.sandbox.faults().push(fault(FaultKind::AcceptThenDrop).chat(cast.mai.account));
        s.sandbox.faults().push(fault(FaultKind::RetryAfter(1)).chat(cast.son.account));
        cast.invites_the_ward(s).await;
        s.time_passes().await;
        assert_eq!(cast.mai.count(&vi("notice-invited")), 2, "its outcome was unknown");
        assert_eq!(cast.son.count(&vi("notice-invited")), 1, "its outcome was known");
        s.all_read();

        // Garbage instead of an answer is an unknown outcome too, though here nothing was sent.
        s.sandbox.faults().push(fault(FaultKind::Garbage).chat(cast.son.account));
        cast.son.taps(&vi("key-confirm-visit")).await;
        s.time_passes().await;
        assert_eq!(cast.son.sees(&vi("visit-confirmed")).count(&vi("visit-confirmed")), 1);
        assert_eq!(s.audit("answer_invitation").await, ["done"]);
        assert_eq!(s.sandbox.faults().left(), []);
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn an_answer_that_never_comes_is_waited_for_and_then_the_message_goes_again() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let mai = &cast.mai;
        let hang = Fault::new(FaultKind::AcceptThenHang).method("sendMessage").chat(mai.account);
        s.sandbox.faults().push(hang);
        // Long enough for an answer that does come.
        let impatient = replica(s, &s.sandbox.config().token, Duration::from_secs(3));
        for player in [mai, &cast.lan] {
            s.sandbox.user_sends_text(player.account, player.account, "/menu").unwrap();
        }
        for update in s.sandbox.take_updates() {
            let lane = impatient.intake.receive(&update.to_string()).await.unwrap();
            impatient.intake.run_lane(lane).await.unwrap();
        }
        assert_eq!(impatient.delivery.drain().await.unwrap(), 0);
        assert_eq!(mai.count(&vi("home-title")), 2, "its outcome was unknown");
        assert_eq!(cast.lan.count(&vi("home-title")), 1);
        // The screen that lives is the second one.
        mai.taps(&vi("key-language")).await.last_says("English");
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn who_blocked_the_bot_finds_everything_on_coming_back() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let (hien, mai) = (&cast.hien, &cast.mai);
        mai.sends("/menu").await;
        s.sandbox.user_blocks_bot(mai.account).unwrap();
        s.run().await;
        cast.invites_the_ward(s).await;
        hien.taps(&vi("key-move")).await.sends("3/4/2024 8h").await;
        hien.taps(&vi("key-move-now")).await;
        cast.son.sees(&vi("notice-moved"));
        assert_eq!(mai.messages().len(), 1, "she does not hear of it");

        hien.sends("/menu").await.taps(&vi("item-troubles")).await.sees(&vi("troubles-title"));
        hien.sees(&mai.name).sees("15/3/2024");

        // An update of hers that was still on its way is answered when she is back.
        mai.sends("/menu").await;
        let texts: Vec<String> = mai.messages().into_iter().map(|message| message.text).collect();
        let at = |key: &str| texts.iter().position(|text| text.contains(&vi(key)));
        assert!(
            at("notice-invited").is_some() && at("notice-invited") < at("notice-moved"),
            "{texts:#?}"
        );
        mai.sees(&vi("notice-invited")).sees(&vi("notice-moved")).sees(&vi("home-title"));
        hien.sends("/menu").await.has_no_button(&vi("item-troubles"));
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn a_step_that_fails_gives_a_reference_and_the_lane_goes_on() {
    story(MORNING, async |s| {
        s.expect_error("a step failed");
        let cast = s.cast().await;
        let mai = &cast.mai;
        mai.sends("/menu").await;
        let data = s.plants(mai, Action::Go(State::home())).await;
        s.sql(
            r#"UPDATE button_set SET actions = '[{"from_the_future": 1}]' WHERE screen_id IS NULL"#,
        )
        .await;
        let tap = mai.presses(mai.messages().pop().unwrap().id, &data);
        // Sent before the bot had given up on the tap.
        s.sandbox.user_sends_text(mai.account, mai.account, "/menu").unwrap();
        s.run().await;
        assert!(s.sandbox.callback_answer(&tap).is_some(), "the tap does not spin for ever");
        mai.sees(&vi("note-failed")).sees("DGS-").last_says(&vi("home-title"));
        assert_eq!(s.count("SELECT count(*) FROM inbox WHERE state = 'dead'").await, 1);
        let told = "SELECT count(*) FROM inbox WHERE state = 'dead' AND reference = 'DGS-' || id";
        assert_eq!(s.count(told).await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_lane_that_fails_before_its_first_look_comes_to_an_end() {
    story(MORNING, async |s| {
        s.expect_error("a step failed");
        let cast = s.cast().await;
        // Nobody's session can be locked: the failure has nothing to do with any update.
        s.sql("ALTER TABLE session ADD CONSTRAINT no_sessions CHECK (actor < 0)").await;
        s.sandbox.user_sends_text(cast.mai.account, cast.mai.account, "/menu").unwrap();
        tokio::time::timeout(PATIENCE, s.run()).await.expect("an end");
        cast.mai.sees(&vi("note-failed")).sees("DGS-");
        s.sql("ALTER TABLE session DROP CONSTRAINT no_sessions").await;
        cast.mai.sends("/menu").await.sees(&vi("home-title"));
    })
    .await;
}

#[tokio::test]
async fn a_session_of_a_newer_version_starts_over() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let (mai, stranger) = (&cast.mai, s.stranger("Người Lạ"));
        mai.sends("/menu").await;
        stranger.sends("/start").await;
        s.sql(r#"UPDATE session SET state = '{"v":"9","state":{"hologram":{}}}'"#).await;
        mai.taps(&vi("key-language")).await.sees("English");
        stranger.sends("/menu").await.last_says(&vi("outside-needs-link"));
    })
    .await;
}
