"""A question asked otherwise, and what was found made poorer: readings to learn from that no data file holds; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.answering import FIRST_HITS
from index.evaluation.dataset import Question as Asked
from index.model import Document, Found, Hit, ParagraphId, Span, cut
from index.query.interrogatives import interrogative
from index.text import fold, sentences

_YEAR = re.compile("(?<![0-9])[0-9]{3,4}(?=年)")
_YEARS_OFF = (3, 7, 11, 16)


def keywords(question: Asked) -> Asked:
    """The question as it is typed into a search box: without its interrogative."""
    folded = fold(question.text).text
    span = interrogative(folded).span
    start, end = span.start, span.end
    words = " ".join(part for part in (folded[:start].strip(), folded[end:].strip(" ?。!的")) if part)
    return replace(question, text=words) if words else question


def another_year(question: Asked, texts: Sequence[str]) -> Asked | None:
    """The question with its first year some years off; no sentence that names a year answers it.

    Args:
        question: As it was asked.
        texts: What tells of the matter: the other year must not stand in it.

    Returns:
        ``None`` where the question names no year, or the texts name all the others.
    """
    match = _YEAR.search(question.text)
    if match is None:
        return None
    others = (str(int(match[0]) + off) for off in _YEARS_OFF)
    year = next((other for other in others if not any(other in text for text in texts)), None)
    if year is None:
        return None
    text = question.text[: match.start()] + year + question.text[match.end() :]
    return replace(question, text=text, answers=())


def without(found: Found, gold: frozenset[ParagraphId]) -> Found:
    """What would have been found if the gold paragraphs were not there."""
    hits = [hit for hit in found.hits if hit.paragraph.id not in gold][:FIRST_HITS]
    return replace(found, hits=tuple(replace(hit, rank=rank) for rank, hit in enumerate(hits, start=1)))


def cut_out(hit: Hit, answers: Sequence[str]) -> Hit | None:
    """The paragraph without the sentences that hold an answer; ``None`` if little would be left."""
    text = hit.paragraph.text
    kept = [span.of(text) for span in sentences.split(text) if not any(answer in span.of(text) for answer in answers)]
    rest = "".join(kept)
    if len(kept) < 2 or any(answer in rest for answer in answers):  # noqa: PLR2004 - one sentence is no paragraph
        return None
    document = Document(hit.paragraph.document, rest)
    return replace(hit, paragraph=cut(document, hit.paragraph.ordinal, Span(0, len(rest))))
