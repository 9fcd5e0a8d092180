"""The one answer Telegram takes in a chat the bot is not a member of: guest mode, since Bot API 10.0.

What comes from there names its chat by a number that may be another chat's: nothing is ever sent to that number, only
to the query.
"""

from __future__ import annotations

import logging

from telegram import InlineQueryResultArticle, InputTextMessageContent, Message
from telegram.error import BadRequest

from bot.messages import Language
from bot.render import telegram_html
from bot.render.marked import Marked
from bot.telegram_app.parts import Bot
from bot.wording import say

_log = logging.getLogger(__name__)


async def answer_guest(bot: Bot, message: Message, text: Marked, language: Language) -> None:
    """Answer a mention; what does not fit one message is left out, for there is but one.

    One that comes too late, or a second time after a restart, is no error.
    """
    if message.guest_query_id is None:
        return
    content = InputTextMessageContent(telegram_html.pages(text)[0].html())
    result = InlineQueryResultArticle("0", say("telegram_guest_title", language), content)
    try:
        await bot.answer_guest_query(message.guest_query_id, result)
    except BadRequest as error:
        _log.info("a mention elsewhere was not answered: %s", error)
