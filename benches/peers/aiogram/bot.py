"""The step of the load bench with aiogram and asyncpg: updates are worked side by side, as aiogram's
polling does by itself; session and answer in one transaction."""

import asyncio
import os

import asyncpg
from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message

QUESTIONS = 40

READ = "SELECT question FROM session WHERE chat_id = $1 FOR UPDATE"
ANSWER = """
    INSERT INTO answer (chat_id, question, text) VALUES ($1, $2, $3)
    ON CONFLICT (chat_id, question)
    DO UPDATE SET text = excluded.text, answered_at = excluded.answered_at"""
WRITE = """
    INSERT INTO session (chat_id, question) VALUES ($1, $2)
    ON CONFLICT (chat_id) DO UPDATE SET question = excluded.question"""

dispatcher = Dispatcher()


@dispatcher.message(F.text)
async def answered(message: Message, pool: asyncpg.Pool) -> None:
    chat = message.chat.id
    async with pool.acquire() as connection, connection.transaction():
        question = await connection.fetchval(READ, chat) or 0
        following = (question + 1) % QUESTIONS
        await connection.execute(ANSWER, chat, question, message.text)
        await connection.execute(WRITE, chat, following)
    await message.answer(f"{following + 1}. Đã tiếp nhận bao nhiêu hồ sơ trong kỳ báo cáo?")


async def main() -> None:
    size = int(os.environ["CONNECTIONS"])
    server = TelegramAPIServer.from_base(os.environ["BOT_API"])
    bot = Bot(os.environ["BOT_TOKEN"], session=AiohttpSession(api=server))
    # Address and names are in PGHOST, PGPORT, PGUSER and PGDATABASE.
    async with asyncpg.create_pool(min_size=size, max_size=size) as pool:
        await dispatcher.start_polling(bot, pool=pool)


asyncio.run(main())
