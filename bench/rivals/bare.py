"""The rival of bench.throughput: a handler with one constant answer."""

import argparse
import os
import re

from telegram import Update
from telegram.ext import Application, ApplicationBuilder, ContextTypes, MessageHandler

from bot.faces.telegram.api.transport import Transport

ANSWER = "Four score and seven years ago. " * 12


async def answer(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Answer the same to everything."""
    if update.message:
        await update.message.reply_text(ANSWER)


def main() -> None:
    """Serve until killed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("transport", choices=["aiohttp", "default"])
    transport = parser.parse_args().transport
    builder = (
        ApplicationBuilder()
        .token(os.environ["ROSTRA_TELEGRAM_TOKEN"])
        .base_url(re.sub(r"/*$", "/bot", os.environ["ROSTRA_TELEGRAM_API_BASE"]))
        .concurrent_updates(1024)
    )
    if transport == "aiohttp":
        builder = builder.request(
            Transport(connections=256, connect=10, read=20)
        ).get_updates_request(Transport(connections=1, connect=10, read=5))
    else:
        builder = builder.connection_pool_size(256).pool_timeout(30)
    application: Application = builder.build()  # type: ignore[type-arg]  # all six are the defaults
    application.add_handler(MessageHandler(None, answer))
    application.run_polling()


if __name__ == "__main__":
    main()
