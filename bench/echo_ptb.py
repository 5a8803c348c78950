"""A bare echo with python-telegram-bot and its defaults: the reference."""

import sys

from telegram import Update
from telegram.ext import (  # noqa: TID251  (the reference is the library as it comes)
    ApplicationBuilder,
    ContextTypes,
    MessageHandler,
    filters,
)


async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    if update.message and update.message.text:
        await update.message.reply_text(update.message.text)


if __name__ == "__main__":
    url, token, mode, port = sys.argv[1:]
    application = ApplicationBuilder().token(token).base_url(f"{url}/bot").build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    if mode == "polling":
        application.run_polling()
    else:
        application.run_webhook(
            port=int(port),
            url_path="telegram",
            webhook_url=f"http://127.0.0.1:{port}/telegram",
            secret_token="bench" * 7,
        )
