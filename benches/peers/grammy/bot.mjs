// The step of the load bench with grammY and pg: the runner, so that chats are worked side by side and
// each chat in order; session and answer in one transaction.
import { run, sequentialize } from "@grammyjs/runner";
import { Bot } from "grammy";
import pg from "pg";

const QUESTIONS = 40;

// Address and names are in PGHOST, PGPORT, PGUSER and PGDATABASE.
const pool = new pg.Pool({ max: Number(process.env.CONNECTIONS) });
const bot = new Bot(process.env.BOT_TOKEN, { client: { apiRoot: process.env.BOT_API } });

// Named statements are prepared once on each connection.
const read = (chat) => ({
  name: "read",
  text: "SELECT question FROM session WHERE chat_id = $1 FOR UPDATE",
  values: [chat],
});
const answer = (chat, question, text) => ({
  name: "answer",
  text: `INSERT INTO answer (chat_id, question, text) VALUES ($1, $2, $3)
         ON CONFLICT (chat_id, question)
         DO UPDATE SET text = excluded.text, answered_at = excluded.answered_at`,
  values: [chat, question, text],
});
const write = (chat, question) => ({
  name: "write",
  text: `INSERT INTO session (chat_id, question) VALUES ($1, $2)
         ON CONFLICT (chat_id) DO UPDATE SET question = excluded.question`,
  values: [chat, question],
});

bot.use(sequentialize((ctx) => ctx.chat?.id.toString()));

bot.on("message:text", async (ctx) => {
  const chat = ctx.chat.id;
  const client = await pool.connect();
  let next;
  try {
    await client.query("BEGIN");
    const { rows } = await client.query(read(chat));
    const question = rows[0]?.question ?? 0;
    next = (question + 1) % QUESTIONS;
    await client.query(answer(chat, question, ctx.message.text));
    await client.query(write(chat, next));
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  } finally {
    client.release();
  }
  await ctx.reply(`${next + 1}. Đã tiếp nhận bao nhiêu hồ sơ trong kỳ báo cáo?`);
});

bot.catch((error) => console.error(error));
run(bot);
