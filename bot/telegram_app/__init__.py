"""The Telegram bot: the only package that imports telegram."""

from bot.telegram_app.service import run

__all__ = ["run"]
