"""The day a document takes force: 「本办法自2027年1月1日起施行」; pure but for the port it is given.

A new edition is made known before it takes force. Until then the one before it is what people live by.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from index.answering.ports import Neighbours
from index.model import DocumentInfo, Paragraph, ParagraphId, Span
from index.text import fold, sentences
from index.text.editions import edition_of
from index.text.numbers import in_digits, parse_han_number

_MOST = 400
"""Paragraphs of a document in which the sentence is looked for."""

_UP_TO_31 = "[0-9]{1,2}|[一二三四五六七八九十]"
_DAY = rf"(?P<year>(?:19|20)[0-9]{{2}})年(?P<month>{_UP_TO_31})月(?:(?P<day>{_UP_TO_31})[日号])?"
_BEGINS = "(?:正式)?(?:施行|实施|执行|生效|启用|开始实行)"
# 「本办法」 and not 「本办法第三条」; what stands in brackets under a title says no name
_SENTENCE = re.compile(rf"(?:本(?P<kind>[一-鿿]{{2,4}})|^\(?|发布,? ?)自 ?{_DAY}起{_BEGINS}")


class TakesForce(NamedTuple):
    """When a document takes force, and where it says so.

    Attributes:
        day: From when on.
        paragraph: Where it stands.
        sentence: The sentence, counted in the document.
    """

    day: date
    paragraph: Paragraph
    sentence: Span


class Coming:
    """Knows which documents are not in force yet. Safe to use from several threads.

    Args:
        neighbours: Gives the paragraphs of a document.
        today: The day it is.
    """

    def __init__(self, neighbours: Neighbours, today: Callable[[], date]) -> None:
        self._neighbours = neighbours
        self._today = today
        self._said: dict[str, TakesForce | None] = {}
        self._lock = threading.Lock()

    def __call__(self, document: DocumentInfo) -> bool:
        """Whether a document takes force later than today."""
        said = self.said(document)
        today = self._today()
        if said is not None:
            return said.day > today
        if document.own_date is not None:
            return document.own_date > today
        return (edition_of(document.title, document.path).year or 0) > today.year

    def said(self, document: DocumentInfo) -> TakesForce | None:
        """Where a document says when it takes force; ``None`` where it does not."""
        with self._lock:
            if document.id not in self._said:
                paragraphs = self._neighbours(ParagraphId(document.id, 1), 0, _MOST)
                self._said[document.id] = next(filter(None, map(taking_force, paragraphs)), None)
            return self._said[document.id]


def taking_force(paragraph: Paragraph) -> TakesForce | None:
    """When a paragraph says that its document takes force; of another rule, or an article, it may say so too."""
    title = fold(paragraph.document.title).text
    for part in sentences.split(paragraph.text):
        found = _SENTENCE.search(in_digits(fold(part.of(paragraph.text)).text))
        if found is None or (found["kind"] and found["kind"] not in title):
            continue
        try:
            day = date(int(found["year"]), _number(found["month"]), _number(found["day"] or "1"))
        except ValueError:  # no such day
            continue
        return TakesForce(day, paragraph, part.shifted(paragraph.span.start))
    return None


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else parse_han_number(text) or 0
