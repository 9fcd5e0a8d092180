"""What an export says, line by line, before it becomes a file of some kind. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.exchanges import Exchange
from bot.messages import Language
from bot.render.places import confidence_word, place
from bot.render.sayings import calculation, reason
from bot.wording import say
from index.model import Citation, NoAnswer, Paragraph, Reason


class Kind(StrEnum):
    """What a line is."""

    TITLE = "title"
    QUESTION = "question"
    NOTE = "note"
    """The program's own words about a question."""
    PART = "part"
    """One of several questions of a message, or the line that leads in a list."""
    ANSWER = "answer"
    """Verbatim; the number of its source stands behind it."""
    COMPUTED = "computed"
    """A result that stands in no document."""
    SOURCE = "source"
    """Where a quote stands."""
    HEADER = "header"
    """The header of the table a quoted row is from."""
    QUOTE = "quote"
    """Verbatim, line ends included."""
    NEAREST = "nearest"
    """A paragraph that is near and does not answer."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an export.

    Attributes:
        kind: What it is.
        text: What it says.
        number: Of a question among all, or of a source within its question; 0 for none.
    """

    kind: Kind
    text: str
    number: int = 0


def lines(exchanges: Sequence[Exchange], language: Language, now: dt.datetime, left_out: int = 0) -> Iterator[Line]:
    """The export of these questions.

    Args:
        exchanges: The questions, in the order they are to stand in.
        language: Of everything around the quotes.
        now: When it is made.
        left_out: How many earlier ones there are that it leaves out.
    """
    yield Line(Kind.TITLE, say("export_title", language))
    unanswered = sum(not one.citations for one in exchanges)
    yield Line(
        Kind.NOTE,
        say("export_head", language, at=_moment(now), count=len(exchanges), unanswered=unanswered),
    )
    if left_out:
        yield Line(Kind.NOTE, say("export_left_out", language, count=left_out))
    for number, exchange in enumerate(exchanges, 1):
        yield from _exchange(exchange, number, language)


def _exchange(exchange: Exchange, number: int, language: Language) -> Iterator[Line]:
    yield Line(Kind.QUESTION, _one_line(exchange.question), number)
    yield Line(Kind.NOTE, _moment(exchange.at))
    if exchange.understood_as:
        yield Line(Kind.NOTE, say("understood_as", language, question=_one_line(exchange.understood_as)))
    if exchange.suggestion:
        yield Line(Kind.NOTE, say("suggestion", language, question=_one_line(exchange.suggestion)))
    yield from _answer(exchange, language) if exchange.citations else _silence(exchange, language)


def _answer(exchange: Exchange, language: Language) -> Iterator[Line]:
    told, citations = exchange.told, exchange.citations
    if told.lead:
        yield Line(Kind.PART, _one_line(told.lead))
    shown = citations if exchange.is_several else citations[:1]
    for number, citation in enumerate(shown, 1):
        if citation.part:
            yield Line(Kind.PART, _one_line(citation.part))
        yield Line(Kind.ANSWER, citation.quote, number)
    if told.computed is not None:
        result = calculation(told.computed, language)
        yield Line(Kind.COMPUTED, say("export_computed", language, calculation=result))
    if told.superseded_by:
        yield Line(Kind.NOTE, say("superseded_by", language, title=_one_line(told.superseded_by)))
    if told.missing:
        parts = say("list_separator", language).join(map(_one_line, told.missing))
        yield Line(Kind.NOTE, say("parts_missing", language, parts=parts))
    if told.left:
        yield Line(Kind.NOTE, say("parts_left", language, count=told.left))
    word = confidence_word(exchange.confidence, language)
    yield Line(Kind.NOTE, say("export_confidence", language, word=word, percent=round(100 * exchange.confidence)))
    for number, citation in enumerate(citations, 1):
        yield from _source(citation, number, language, is_shown=number <= len(shown))


def _source(citation: Citation, number: int, language: Language, *, is_shown: bool) -> Iterator[Line]:
    yield Line(Kind.SOURCE, _place(citation.paragraph, language), number)
    if citation.paragraph.context.strip():
        yield Line(Kind.HEADER, _one_line(citation.paragraph.context))
    # an item of a list has been quoted whole already
    if not (is_shown and citation.quote == citation.evidence_text):
        yield Line(Kind.QUOTE, citation.evidence_text)


def _silence(exchange: Exchange, language: Language) -> Iterator[Line]:
    why = exchange.told.reason or Reason.NOT_CONFIDENT
    missing = tuple(map(_one_line, exchange.told.missing))
    yield Line(
        Kind.NOTE, reason(NoAnswer(exchange.question, why, missing=missing, alike=exchange.told.alike), language)
    )
    if exchange.nearest:
        yield Line(Kind.NOTE, say("export_nearest", language))
    for number, paragraph in enumerate(exchange.nearest, 1):
        yield Line(Kind.NEAREST, _place(paragraph, language), number)


def _place(paragraph: Paragraph, language: Language) -> str:
    """Title, paragraph, page, heading, day, and the file: the title may be that of several."""
    where = _one_line(place(paragraph, language, dated=True))
    return f"{where} · {_one_line(paragraph.document.path)}"


def _moment(at: dt.datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
