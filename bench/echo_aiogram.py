"""A bare echo with aiogram and its defaults: the fastest in Python."""

import asyncio
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web

SECRET = "bench" * 7


async def echo(message: Message) -> None:
    await message.answer(message.text or "")


def webhook(dispatcher: Dispatcher, bot: Bot, port: int) -> None:
    async def register() -> None:
        await bot.set_webhook(f"http://127.0.0.1:{port}/telegram", secret_token=SECRET)

    dispatcher.startup.register(register)
    application = web.Application()
    handler = SimpleRequestHandler(dispatcher=dispatcher, bot=bot, secret_token=SECRET)
    handler.register(application, path="/telegram")
    setup_application(application, dispatcher, bot=bot)
    web.run_app(application, host="127.0.0.1", port=port, print=None)


def main(url: str, token: str, mode: str, port: str) -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(url))
    dispatcher, bot = Dispatcher(), Bot(token, session=session)
    dispatcher.message.register(echo)
    if mode == "polling":
        asyncio.run(dispatcher.start_polling(bot))
    else:
        webhook(dispatcher, bot, int(port))


if __name__ == "__main__":
    main(*sys.argv[1:])
