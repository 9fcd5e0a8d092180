"""The library's bot, with updates as Telegram sends them."""

from __future__ import annotations

from typing import Any

from telegram import LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.ext import Defaults, ExtBot
from telegram.request import BaseRequest, HTTPXRequest

from bot.telegram_app.transport.rate_limiter import Effort, RateLimiter

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "inline_query", "my_chat_member")
"""What Telegram is asked to send; the rest is none of the bot's business."""

_FROM_GUEST_CHATS = "guest_message"
"""Mentions in chats the bot is not a member of; asked for only where the operator allows them."""

LONG_POLL = 30
"""Seconds Telegram keeps a request open while there is nothing to tell."""

_CONNECTIONS = 256
_ANSWERING = 5.0
"""Seconds beyond the long poll within which an answer has to begin."""


class RawBot(ExtBot[Effort]):
    """A bot whose updates can be fetched without being read.

    The library reads all updates of one answer before it hands out the first: one that it does not understand would
    come again and again, and nothing after it.
    """

    # With an underscore, for the library lets no other attribute of a bot be set.
    __slots__ = ("_updates",)
    _updates: tuple[str, ...]

    @property
    def allowed_updates(self) -> tuple[str, ...]:
        """The kinds of update Telegram is asked to send."""
        return self._updates

    async def get_raw_updates(self, offset: int | None) -> list[dict[str, Any]]:
        """The updates from number ``offset`` on, as soon as there are any; asking acknowledges those before it.

        Raises:
            TelegramError: as for the library's ``get_updates``.
        """
        asked = {"offset": offset, "timeout": LONG_POLL, "allowed_updates": self.allowed_updates}
        found = await self._post("getUpdates", asked, read_timeout=LONG_POLL + _ANSWERING)
        return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def make_bot(
    token: str,
    base_url: str | None,
    rate_limiter: RateLimiter,
    request: BaseRequest | None,
    *,
    guests: bool = False,
) -> RawBot:
    """The bot, not connected yet.

    Args:
        token: Its token.
        base_url: Bot API server in place of Telegram's own, without a path.
        rate_limiter: Holds requests back.
        request: What carries requests; HTTP unless given.
        guests: Whether it is to hear of mentions in chats it is not a member of.
    """
    server = base_url or "https://api.telegram.org"
    bot = RawBot(
        token,
        f"{server}/bot",
        f"{server}/file/bot",
        request=request or HTTPXRequest(connection_pool_size=_CONNECTIONS),
        get_updates_request=request or HTTPXRequest(connection_pool_size=1),
        defaults=Defaults(parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)),
        rate_limiter=rate_limiter,
    )
    bot._updates = (*ALLOWED_UPDATES, _FROM_GUEST_CHATS) if guests else ALLOWED_UPDATES  # noqa: SLF001 - its maker
    return bot
