"""Questions and answers as files to carry away: Markdown, Word, and what could not be answered as CSV.

What is said stands in :mod:`bot.render.export.lines`, alike for both kinds of document; the others write it down.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum

from bot.exchanges import Exchange
from bot.messages import Language
from bot.render.export.lines import lines
from bot.render.export.markdown import as_markdown
from bot.render.export.word import as_word, is_available


class Format(StrEnum):
    """The kinds of document; the value is the ending of its name."""

    MARKDOWN = "md"
    WORD = "docx"


def formats() -> tuple[Format, ...]:
    """The kinds that can be written here: Word needs the extra ``office``."""
    return tuple(Format) if is_available() else (Format.MARKDOWN,)


def document(
    exchanges: Sequence[Exchange], kind: Format, language: Language, now: dt.datetime, left_out: int = 0
) -> bytes:
    """These questions as a document.

    Args:
        exchanges: The questions, in the order they are to stand in.
        kind: The kind of document, one of :func:`formats`.
        language: Of everything around the quotes.
        now: When it is made.
        left_out: How many earlier ones there are that it leaves out.
    """
    said = lines(exchanges, language, now, left_out)
    if kind is Format.WORD:
        return as_word(said, language, now)
    return as_markdown(said).encode("utf-8", "replace")


def name_of(kind: Format, now: dt.datetime) -> str:
    """A name for the document made now."""
    return f"yinju-{now:%Y-%m-%d-%H%M}.{kind.value}"
