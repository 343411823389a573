//! `serve` as a process, and the webhook's doors.

#[path = "support/database.rs"]
mod database;
#[path = "support/program.rs"]
mod program;

use std::time::{Duration, Instant};

use doangiamsat::app::App;
use doangiamsat::clock::Clock;
use doangiamsat::config::Secret;
use doangiamsat::delivery::Limits;
use doangiamsat::intake::BotIdentity;
use doangiamsat::sandbox::{Fault, FaultKind, Sandbox, User};
use doangiamsat::store::Store;
use doangiamsat::web;
use doangiamsat::web::{Web, Webhook};
use program::{PATIENCE, Served, run, telegram};
use sqlx::Connection as _;
use tokio::sync::mpsc::{self, UnboundedReceiver};

const WRONG: &str = "42:AAHwrongWRONGwrongWRONGwrong";

/// Waits until the bot has written to the chat.
async fn answered(sandbox: &Sandbox, chat: i64) {
    let begun = Instant::now();
    while !sandbox.messages(chat).iter().any(|message| message.from_bot) {
        assert!(begun.elapsed() < PATIENCE, "no answer: {:#?}", sandbox.calls());
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

async fn get(address: &str, path: &str) -> (u16, String) {
    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    let response = client.get(format!("http://{address}{path}")).send().await.expect("an answer");
    (response.status().as_u16(), response.text().await.expect("its text"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_token_is_said() {
    let database = database::fresh().await;
    let (_sandbox, api) = telegram().await;
    let settings = [
        ("DATABASE_URL", database.url.as_str()),
        ("DOANGIAMSAT_API_URL", &api),
        ("DOANGIAMSAT_TOKEN", WRONG),
    ];
    let ran = run(&["serve"], &settings).await;
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(
        ran.err.contains("Telegram does not know this token. Check DOANGIAMSAT_TOKEN"),
        "{ran:?}"
    );
    assert!(!ran.err.contains("wrongWRONG"), "{ran:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn it_polls_answers_and_ends_in_good_order() {
    let database = database::fresh().await;
    let (sandbox, api) = telegram().await;
    let settings = [
        ("DATABASE_URL", database.url.as_str()),
        ("DOANGIAMSAT_API_URL", &api),
        ("DOANGIAMSAT_TOKEN", &sandbox.config().token),
        ("DOANGIAMSAT_LISTEN", "127.0.0.1:0"),
    ];
    let mut served = Served::start(&["serve"], &settings);
    let address = served.logs("\"running\"")["listen"].as_str().expect("an address").to_owned();
    sandbox.add_user(User::new(7, "Thu"));
    sandbox.user_sends_text(7, 7, "/start").expect("a message");
    answered(&sandbox, 7).await;

    assert_eq!(get(&address, "/healthz").await, (200, "ok\n".to_owned()));
    let (status, ready) = get(&address, "/readyz").await;
    assert_eq!(status, 200, "{ready}");
    let ready: serde_json::Value = serde_json::from_str(&ready).expect("JSON");
    assert_eq!(ready["updates"], "polling");
    assert!(ready["telegram_heard_seconds_ago"].is_u64(), "{ready}");
    let (_, metrics) = get(&address, "/metrics").await;
    assert!(metrics.contains("doangiamsat_outbox{state=\"dead\"} 0\n"), "{metrics}");
    assert!(metrics.contains("doangiamsat_inbox{state=\"pending\"} 0\n"), "{metrics}");
    assert_eq!(get(&address, "/webhook").await.0, 404);
    for language in ["", "en"] {
        let commands = sandbox.commands(language).expect("commands").to_string();
        assert!(commands.contains("huy") && !commands.contains("command-"), "{commands}");
    }
    assert_eq!(served.stop(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn it_polls_again_after_its_connection_to_the_database_broke() {
    let database = database::fresh().await;
    let (sandbox, api) = telegram().await;
    let settings = [
        ("DATABASE_URL", database.url.as_str()),
        ("DOANGIAMSAT_API_URL", &api),
        ("DOANGIAMSAT_TOKEN", &sandbox.config().token),
        ("DOANGIAMSAT_LISTEN", "127.0.0.1:0"),
    ];
    let mut served = Served::start(&["serve"], &settings);
    served.logs("\"running\"");
    sandbox.add_user(User::new(6, "Mai"));
    sandbox.user_sends_text(6, 6, "/start").expect("a message");
    answered(&sandbox, 6).await;
    let mut connection = sqlx::PgConnection::connect(&database.url).await.expect("the database");
    let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
               WHERE datname = current_database() AND pid <> pg_backend_pid()";
    sqlx::query(cut).execute(&mut connection).await.expect("the cut");
    served.logs("the poller's lock was lost");
    sandbox.add_user(User::new(7, "Thu"));
    sandbox.user_sends_text(7, 7, "/start").expect("a message");
    answered(&sandbox, 7).await;
    assert_eq!(served.stop(), 0);
}

/// A replica whose first message takes Telegram so long, when that message is on its way.
async fn sending(database: &str, fault: FaultKind) -> (Served, Sandbox) {
    let (sandbox, api) = telegram().await;
    let settings = [
        ("DATABASE_URL", database),
        ("DOANGIAMSAT_API_URL", &api),
        ("DOANGIAMSAT_TOKEN", &sandbox.config().token),
        ("DOANGIAMSAT_LISTEN", "127.0.0.1:0"),
    ];
    let mut served = Served::start(&["serve"], &settings);
    served.logs("\"running\"");
    sandbox.faults().push(Fault::new(fault).method("sendMessage"));
    sandbox.add_user(User::new(7, "Thu"));
    sandbox.user_sends_text(7, 7, "/start").expect("a message");
    let begun = Instant::now();
    while in_state(database, "sending").await == 0 {
        assert!(begun.elapsed() < PATIENCE, "nothing is sent");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    (served, sandbox)
}

async fn in_state(database: &str, state: &str) -> i64 {
    let mut connection = sqlx::PgConnection::connect(database).await.expect("the database");
    let count = sqlx::query_scalar("SELECT count(*) FROM outbox WHERE state = $1").bind(state);
    count.fetch_one(&mut connection).await.expect("a count")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_being_sent_is_settled_before_the_end() {
    let database = database::fresh().await;
    let delay = FaultKind::Delay(Duration::from_secs(2));
    let (served, sandbox) = sending(&database.url, delay).await;
    assert_eq!(served.stop(), 0);
    assert_eq!(in_state(&database.url, "sent").await, 1);
    assert_eq!(in_state(&database.url, "sending").await, 0);
    assert_eq!(sandbox.messages(7).iter().filter(|message| message.from_bot).count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_signal_ends_it_at_once() {
    let database = database::fresh().await;
    let (mut served, _sandbox) = sending(&database.url, FaultKind::AcceptThenHang).await;
    served.signal("INT");
    served.logs("stopping");
    served.signal("TERM");
    let begun = Instant::now();
    assert_eq!(served.end(), 1);
    assert!(begun.elapsed() < Duration::from_secs(30), "the call would last 45 seconds");
    assert_eq!(in_state(&database.url, "sending").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_called_and_leaves_the_webhook_as_it_is() {
    let database = database::fresh().await;
    let (sandbox, api) = telegram().await;
    let port = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = port.local_addr().expect("its address").to_string();
    drop(port);
    let url = format!("http://{address}/from/telegram");
    let base = [
        ("DATABASE_URL", database.url.as_str()),
        ("DOANGIAMSAT_API_URL", &api),
        ("DOANGIAMSAT_TOKEN", &sandbox.config().token),
        ("DOANGIAMSAT_LISTEN", &address),
    ];
    let called = [
        ("DOANGIAMSAT_UPDATES", "webhook"),
        ("DOANGIAMSAT_WEBHOOK_URL", &url),
        ("DOANGIAMSAT_WEBHOOK_SECRET", "s3cret"),
    ];
    let mut served = Served::start(&["serve"], &[&base[..], &called].concat());
    served.logs("\"running\"");
    sandbox.add_user(User::new(7, "Thu"));
    sandbox.user_sends_text(7, 7, "/start").expect("a message");
    answered(&sandbox, 7).await;
    assert_eq!(served.stop(), 0);
    assert!(!sandbox.calls().iter().any(|call| call.method == "deleteWebhook"));

    let ran = run(&["serve"], &base).await;
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.err.contains("a webhook is set") && ran.err.contains("--take-over"), "{ran:?}");
    let mut served = Served::start(&["serve", "--take-over"], &base);
    served.logs("the webhook was deleted");
    served.logs("\"running\"");
    assert_eq!(served.stop(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn it_waits_for_a_telegram_that_cannot_be_reached() {
    let database = database::fresh().await;
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let api = format!("http://{}", nobody.local_addr().expect("its address"));
    drop(nobody);
    let settings = [
        ("DATABASE_URL", database.url.as_str()),
        ("DOANGIAMSAT_API_URL", &api),
        ("DOANGIAMSAT_TOKEN", WRONG),
    ];
    let mut served = Served::start(&["serve"], &settings);
    let line = served.logs("cannot be reached").to_string();
    assert!(line.contains("DOANGIAMSAT_PROXY") && !line.contains("wrongWRONG"), "{line}");
    assert_eq!(served.stop(), 0);
}

/// The webhook's router over HTTP, with the store behind it.
async fn doors() -> (String, Store, UnboundedReceiver<i64>) {
    let database = database::fresh().await;
    let options = database.url.parse().expect("a database URL");
    let store = Store::connect(options, 5).await.expect("the database");
    let identity = BotIdentity { id: 42, username: "council_bot".to_owned() };
    let bot = (teloxide::Bot::new(WRONG), reqwest::Client::new());
    let app = App::new(store.clone(), bot, identity, Clock::System, Limits::generous());
    let (lanes, arrivals) = mpsc::unbounded_channel();
    let web = Web {
        store: store.clone(),
        intake: app.expect("an app").intake,
        lanes,
        webhook: Some(Webhook { path: "/a/{b}".to_owned(), secret: Secret::new("s3cret") }),
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("its address");
    tokio::spawn(async move { axum::serve(listener, web::router(web)).await });
    (format!("http://{address}"), store, arrivals)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_webhook_takes_only_what_telegram_sends() {
    let (address, store, mut arrivals) = doors().await;
    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    let post = async |path: &str, secret: Option<&str>, body: String| {
        let mut request = client.post(format!("{address}{path}")).body(body);
        if let Some(secret) = secret {
            request = request.header("X-Telegram-Bot-Api-Secret-Token", secret);
        }
        request.send().await.expect("an answer").status().as_u16()
    };
    let update = |id: i64| {
        let from = serde_json::json!({"id": 7, "is_bot": false, "first_name": "Thu"});
        let chat = serde_json::json!({"id": 7, "type": "private", "first_name": "Thu"});
        let message = serde_json::json!({"message_id": 1, "date": 0, "chat": chat, "from": from, "text": "x"});
        serde_json::json!({"update_id": id, "message": message}).to_string()
    };
    assert_eq!(post("/webhook", None, update(1)).await, 401);
    assert_eq!(post("/webhook", Some("s3cre"), update(1)).await, 401);
    assert_eq!(post("/webhook", Some("s3creT"), update(1)).await, 401);
    assert_eq!(post("/webhook", Some("s3cret"), "{\"ok\":tr".to_owned()).await, 400);
    assert_eq!(post("/webhook", Some("s3cret"), "[]".to_owned()).await, 400);
    assert_eq!(post("/webhook", Some("s3cret"), " ".repeat((1 << 20) + 1)).await, 413);
    assert_eq!(post("/elsewhere", Some("s3cret"), update(1)).await, 404);
    assert!(arrivals.try_recv().is_err(), "something was let in");

    assert_eq!(post("/webhook", Some("s3cret"), update(1)).await, 200);
    assert_eq!(arrivals.recv().await, Some(7));
    let mut connection = store.pool().acquire().await.expect("a connection");
    let kept: i64 =
        sqlx::query_scalar("SELECT count(*) FROM inbox WHERE bot_id = 42 AND update_id = 1")
            .fetch_one(&mut *connection)
            .await
            .expect("the inbox");
    drop(connection);
    assert_eq!(kept, 1);

    // Without its database it must not say 200: Telegram would forget the update.
    store.pool().close().await;
    assert_eq!(post("/webhook", Some("s3cret"), update(2)).await, 503);
    let address = address.trim_start_matches("http://");
    assert_eq!(get(address, "/readyz").await.0, 503);
    assert_eq!(get(address, "/metrics").await.0, 503);
    assert_eq!(get(address, "/healthz").await.0, 200);
}
