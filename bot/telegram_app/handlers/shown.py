"""What was shown under a question, looked up for a button: only in the chat the question was asked in."""

from __future__ import annotations

from collections.abc import Sequence

from bot.ledger import Asked, Kept
from bot.telegram_app.parts import Parts
from bot.telegram_app.state.chats import Asker


class NotHereError(Exception):
    """The button asks for what this chat must not see, or what is no longer there; the argument is the sentence."""


def question_of(parts: Parts, number: int, asker: Asker) -> tuple[Asked, list[Kept]]:
    """A question with what was shown under it. Reads the ledger: not for the event loop.

    Raises:
        NotHereError: it was asked in another chat, is kept no longer, or cites what may not be read any more.
    """
    asked = parts.ledger.questions.find(number)
    if asked is None or asked.chat != asker.chat:
        key = "telegram_gone"
        raise NotHereError(key)
    shown = parts.ledger.questions.shown(number)
    readable = parts.rights.readable(asker.reader)
    # The rights may have changed since: the whole answer is closed then, for it names its other sources too.
    if not all(readable.includes(kept.paragraph.document.id) for kept in shown):
        key = "telegram_closed"
        raise NotHereError(key)
    return asked, shown


def at(shown: Sequence[Kept], place: int) -> Kept:
    """What was shown at one place.

    Raises:
        ValueError: there is no such place: the button was forged.
    """
    if place >= len(shown):
        msg = "no such citation"
        raise ValueError(msg)
    return shown[place]
