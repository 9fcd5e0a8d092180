"""Albums: several pictures or files sent as one, which Telegram tells of one by one."""

from __future__ import annotations

import json
from collections import OrderedDict
from typing import Generic, TypeVar

from telegram import Message

from bot.ledger import Updates

_MOST_REMEMBERED = 1000

_T = TypeVar("_T")


class Albums(Generic[_T]):
    """What was done with the first of each album, for those that come behind it. A single message is no album.

    After a restart in the middle of an album its rest counts as another one.
    """

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[int, str], _T] = OrderedDict()

    def of(self, message: Message) -> _T | None:
        """What was kept of the message's album; ``None`` for its first, and for what is no album."""
        key = _key(message)
        return None if key is None else self._known.get(key)

    def keep(self, message: Message, what: _T) -> None:
        """Keep this of the message's album."""
        key = _key(message)
        if key is None:
            return
        self._known[key] = what
        while len(self._known) > _MOST_REMEMBERED:
            self._known.popitem(last=False)


def words_follow(updates: Updates, message: Message) -> bool:
    """Whether words of the message's album are still to be handled: Telegram tells of all its parts at about once.

    Reads the ledger.
    """
    if message.media_group_id is None:
        return False
    for body in updates.unfinished_with(message.media_group_id):
        other = json.loads(body).get("message", {})
        same = (other.get("media_group_id"), other.get("chat", {}).get("id"))
        if same == (message.media_group_id, message.chat_id) and other.get("caption"):
            return True
    return False


def _key(message: Message) -> tuple[int, str] | None:
    return (message.chat_id, message.media_group_id) if message.media_group_id is not None else None
