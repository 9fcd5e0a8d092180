"""What a button carries.

Numbers of the ledger, never words: 64 bytes hold 21 Han characters, and what a button carries can be forged by whoever
writes their own Telegram client.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum, unique

_DIGITS = 16
"""Of the longest number: a person's may have so many."""


@unique
class Action(StrEnum):
    """What a button does; the first letter of what it carries."""

    ANSWER = "a"
    WHOLE = "w"
    BEFORE = "b"
    AFTER = "f"
    RATE = "r"
    DOCUMENTS = "d"
    SCOPE = "s"
    LANGUAGE = "l"
    FORGET_ME = "m"
    FORGET = "x"
    EXPORT = "e"
    UNANSWERED = "u"
    SETTLE = "t"
    PAGE = "p"
    FILE = "g"
    TAKE_AWAY = "o"
    UNWATCH = "n"
    LINKED = "k"


@dataclass(frozen=True, slots=True)
class CallbackData:
    """What the callback of a button that was pressed carries.

    Attributes:
        what: What it does.
        fields: The rest of what it carries.
    """

    what: Action
    fields: tuple[str, ...]

    def number(self, place: int) -> int:
        """The field at ``place`` as a number.

        Raises:
            ValueError: there is none, or it is no sensible number: the button was forged.
        """
        field = self.fields[place] if place < len(self.fields) else ""
        if not (field.isascii() and field.isdecimal() and len(field) <= _DIGITS):
            msg = "not a number"
            raise ValueError(msg)
        return int(field)


def carried(what: Action, *fields: int | str) -> str:
    """What a button carries."""
    return ":".join([what.value, *(str(field) for field in fields)])


def parse(data: str) -> CallbackData:
    """What was pressed.

    Raises:
        ValueError: no button of this program carries that.
    """
    first, *fields = data.split(":")
    return CallbackData(Action(first), tuple(fields))


def key_of(document: str) -> str:
    """A short name of a document's id, which may be a long path."""
    return hashlib.sha256(document.encode("utf-8", "surrogatepass")).hexdigest()[:16]
