"""Whether a message is meant for the bot, and what it asks. Pure."""

from __future__ import annotations

import re

from telegram import Chat, Message, MessageEntity

_COMMAND = re.compile(r"/(?P<name>[A-Za-z0-9_]+)(?:@(?P<bot>[A-Za-z0-9_]+))?(?:\s+(?P<argument>.*))?", re.DOTALL)


def words_of(message: Message) -> str:
    """What a message says: its text, or what is written under a picture."""
    return message.text or message.caption or ""


def command_of(message: Message, bot: str) -> tuple[str, str] | None:
    """The command a message begins with and what stands behind it; ``None`` for none, or one for another bot.

    Telegram marks what it takes for a command; ``/来源`` is none to it.
    """
    found = _COMMAND.fullmatch(words_of(message))
    if found is None or (found["bot"] and found["bot"].casefold() != bot.casefold()):
        return None
    return found["name"].lower(), (found["argument"] or "").strip()


def is_for_another_bot(message: Message, bot: str) -> bool:
    """Whether the message is a command that names another bot."""
    found = _COMMAND.match(words_of(message))
    return found is not None and found["bot"] is not None and found["bot"].casefold() != bot.casefold()


def is_reply_to(message: Message, bot_id: int) -> bool:
    """Whether the message replies to one of the bot's."""
    replied = message.reply_to_message
    return replied is not None and replied.from_user is not None and replied.from_user.id == bot_id


def question_of(message: Message, bot: str, bot_id: int) -> str | None:
    """The question in a message; ``None`` where it asks the bot nothing.

    In private every text is one. In a group: what follows ``/ask``, what mentions the bot, what replies to it. What is
    written under a picture counts as text.
    """
    text = words_of(message)
    if not text:
        return None
    if command := command_of(message, bot):
        name, argument = command
        return argument if name == "ask" else None
    if is_for_another_bot(message, bot):
        return None
    mentioned = _without_mention(message, bot)
    if message.chat.type == Chat.PRIVATE or mentioned is not None or is_reply_to(message, bot_id):
        return (text if mentioned is None else mentioned).strip()
    return None


def mentioning(message: Message, bot: str) -> str:
    """What a message that mentions the bot asks: its words without the mention, or behind ``/ask``."""
    if command := command_of(message, bot):
        name, argument = command
        return argument if name == "ask" else words_of(message).strip()
    mentioned = _without_mention(message, bot)
    return (words_of(message) if mentioned is None else mentioned).strip()


def context_of(message: Message, bot: str, bot_id: int) -> str:
    """What somebody wrote that the message replies to, or the part of it that it quotes; empty for nothing.

    A reply to the bot goes on with that conversation instead. Of a question to the bot only the question counts.
    """
    if is_reply_to(message, bot_id):
        return ""
    if message.quote is not None:
        return message.quote.text.strip()
    replied = message.reply_to_message
    if replied is None:
        return ""
    if is_for_another_bot(replied, bot):
        return ""
    if command := command_of(replied, bot):
        name, argument = command
        return argument if name == "ask" else ""
    mentioned = _without_mention(replied, bot)
    return (words_of(replied) if mentioned is None else mentioned).strip()


def _without_mention(message: Message, bot: str) -> str | None:
    """The text without its mentions of the bot; ``None`` where it has none."""
    kinds: list[str | None] = [MessageEntity.MENTION]
    mentions = message.parse_entities(kinds) if message.text else message.parse_caption_entities(kinds)
    ours = [entity for entity, text in mentions.items() if text.casefold() == f"@{bot}".casefold()]
    if not ours:
        return None
    # Telegram counts in UTF-16 units.
    raw = words_of(message).encode("utf-16-le")
    for entity in sorted(ours, key=lambda entity: -entity.offset):
        raw = raw[: 2 * entity.offset] + raw[2 * (entity.offset + entity.length) :]
    return raw.decode("utf-16-le", "replace")
