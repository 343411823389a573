//! The step of the load bench with teloxide as its own documentation has it: the dispatcher, a worker for
//! each chat, the dialogue in teloxide's PostgreSQL storage. That storage has a pool of its own, so that
//! answer and dialogue are two commits.

use serde::{Deserialize, Serialize};
use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;
use teloxide::dispatching::UpdateFilterExt as _;
use teloxide::dispatching::dialogue::PostgresStorage;
use teloxide::dispatching::dialogue::serializer::Json;
use teloxide::prelude::*;

const QUESTIONS: i32 = 40;

type Failure = Box<dyn std::error::Error + Send + Sync>;
type Session = Dialogue<State, PostgresStorage<Json>>;

#[derive(Clone, Default, Serialize, Deserialize)]
struct State {
    question: i32,
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let url = std::env::var("DATABASE_URL")?;
    let connections: u32 = std::env::var("CONNECTIONS")?.parse()?;
    let bot = Bot::new(std::env::var("BOT_TOKEN")?).set_api_url(std::env::var("BOT_API")?.parse()?);
    let storage = PostgresStorage::open(&url, connections / 2, Json).await?;
    let pool = PgPoolOptions::new().max_connections(connections / 2).connect(&url).await?;
    let handler = Update::filter_message()
        .enter_dialogue::<Message, PostgresStorage<Json>, State>()
        .endpoint(answered);
    let dependencies: DependencyMap = dptree::deps![storage, pool];
    Dispatcher::builder(bot, handler).dependencies(dependencies).build().dispatch().await;
    Ok(())
}

async fn answered(
    bot: Bot,
    session: Session,
    state: State,
    message: Message,
    pool: PgPool,
) -> Result<(), Failure> {
    let Some(text) = message.text() else { return Ok(()) };
    sqlx::query(
        "INSERT INTO answer (chat_id, question, text) VALUES ($1, $2, $3)
         ON CONFLICT (chat_id, question)
         DO UPDATE SET text = excluded.text, answered_at = excluded.answered_at",
    )
    .bind(message.chat.id.0)
    .bind(state.question)
    .bind(text)
    .execute(&pool)
    .await?;
    let question = (state.question + 1) % QUESTIONS;
    session.update(State { question }).await?;
    let asks = format!("{}. Đã tiếp nhận bao nhiêu hồ sơ trong kỳ báo cáo?", question + 1);
    bot.send_message(message.chat.id, asks).await?;
    Ok(())
}
