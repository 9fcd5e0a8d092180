"""``yinju telegram``: run the bot."""

from __future__ import annotations

import click

from bot import settings as reading
from bot.commands.base import Command
from bot.messages import Language


def command(language: Language) -> click.Command:
    """The command, worded."""

    def run() -> int:
        from bot import telegram_app  # noqa: PLC0415 - its help needs no telegram

        return telegram_app.run(reading.load(), language)

    return Command("telegram", language, callback=run)
