"""An answer, or its absence, as Telegram shows it: what is bold, what stands in the quote, where it was found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.messages import Answered, Language
from bot.render.excerpts import clipped, excerpt, one_line
from bot.render.marked import Marked, Tag, clean, marked, units
from bot.render.places import confidence_word, edition_day
from bot.render.places import place as place_of
from bot.render.sayings import calculation
from bot.wording import say
from index.answering.grouping import folded_answer
from index.model import Citation, DocumentInfo, Paragraph

_ANSWER_UNITS = 1000
_EVIDENCE_UNITS = 600
_QUOTE_UNITS = 1200
_NEAREST_UNITS = 400
_ITEM_UNITS = 120
_HEADER_UNITS = 200
_DIFFERING_UNITS = 80

PLACE_UNITS = 240
"""UTF-16 units of a place."""

MOST_NEAREST = 3
"""Paragraphs shown as the nearest."""

_MOST_DIFFERING = 2

BREAK = Marked("\n")


class Linker(Protocol):
    """Knows the addresses that open what is named in a message."""

    def to_paragraph(self, paragraph: Paragraph) -> str:
        """The address of a paragraph."""
        ...

    def to_document(self, document: DocumentInfo) -> str:
        """The address of a document."""
        ...


def cited(  # noqa: PLR0913 - what an answer is shown with
    citation: Citation,
    language: Language,
    *,
    confidence: float,
    understood_as: str | None = None,
    suggestion: str | None = None,
    is_first: bool = True,
    others: Sequence[Citation] = (),
    superseded_by: str = "",
    since: str | None = None,
    links: Linker | None = None,
) -> Marked:
    """One citation as an answer: the answer, its sentence, its paragraph, where it stands, how sure it is.

    Args:
        citation: What is shown.
        language: Of everything around it.
        confidence: Of the answer; said of its first citation alone.
        understood_as: What a follow-up was completed to.
        suggestion: The question as it was mended.
        is_first: Whether it is the answer's best citation.
        others: The other citations of the answer: where they say something else, that is told in a line of its own.
        superseded_by: The title of the edition in force, where it says nothing of this; told of the first alone.
        since: Key of the sentence that says what became of the document since; ``None`` where it is as it was.
        links: Makes the place a link.
    """
    lines = _understood(understood_as, suggestion, language)
    paragraph = citation.paragraph
    if citation.span == paragraph.span:
        # No quote follows that could hold it.
        lines += header_lines(paragraph.context)
    if citation.marks:
        lines.append(excerpt(paragraph, citation.span, citation, _ANSWER_UNITS, only=citation.span))
    else:
        lines.append(clipped(citation.quote, _ANSWER_UNITS).within(Tag.BOLD))
    if citation.evidence not in (citation.span, paragraph.span):
        lines.append(excerpt(paragraph, citation.evidence, citation, _EVIDENCE_UNITS, only=citation.evidence))
    if citation.span != paragraph.span:
        lines.append(_quoted(paragraph, citation, _QUOTE_UNITS))
    dated = len({edition_day(one.paragraph.document) for one in (citation, *others)}) > 1
    below = where(paragraph, language, dated=dated, links=links)
    if is_first:
        below += marked(" · ") + marked(say("confidence", language, word=confidence_word(confidence, language)))
    lines.append(below)
    if is_first:
        lines += _superseded(superseded_by, language)
    lines += _differing(citation, others, language, dated=dated)
    if since:
        lines.append(marked(say(since, language), Tag.ITALIC))
    return joined(lines)


def several(
    turn: Answered, language: Language, links: Linker | None = None, since: Sequence[str | None] = ()
) -> Marked:
    """The items of a list under their lead-in, or the answers to several questions and what they make.

    Args:
        turn: The answer.
        language: Of everything around the quotes.
        links: Makes the places links.
        since: For each citation the key of the sentence that says what became of its document since, as in
            :func:`cited`.
    """
    answer = turn.answer
    lines = _understood(turn.understood_as, answer.suggestion, language)
    if answer.lead:
        lines.append(marked(one_line(answer.lead, _HEADER_UNITS), Tag.ITALIC))
    dated = len({edition_day(each.paragraph.document) for each in answer.citations}) > 1
    for number, citation in enumerate(answer.citations, start=1):
        if citation.part:
            lines.append(marked(f"{number}. {one_line(citation.part)}", Tag.ITALIC))
        shown = clipped(citation.quote, _ITEM_UNITS if answer.lead else _EVIDENCE_UNITS)
        head = Marked() if citation.part else marked(f"{number}. ")
        lines.append(head + shown.within(Tag.BOLD))
        lines.append(where(citation.paragraph, language, dated=dated, links=links))
        if became := since[number - 1] if since else None:
            lines.append(marked(say(became, language), Tag.ITALIC))
    if answer.computed is not None:
        lines.append(marked(calculation(answer.computed, language), Tag.BOLD))
    lines += _superseded(answer.superseded_by, language)
    if answer.missing:
        lines.append(marked(say("parts_missing", language, parts=one_line("、".join(answer.missing))), Tag.ITALIC))
    if answer.left:
        lines.append(marked(say("parts_left", language, count=answer.left), Tag.ITALIC))
    lines.append(marked(say("confidence", language, word=confidence_word(answer.confidence, language))))
    return joined(lines)


def nearest(  # noqa: PLR0913 - what silence is shown with
    paragraphs: Sequence[Paragraph],
    language: Language,
    why: str,
    *,
    understood_as: str | None = None,
    suggestion: str | None = None,
    narrowed: int | None = None,
    links: Linker | None = None,
) -> Marked:
    """No answer, and the paragraphs nearest to the question.

    Args:
        paragraphs: The nearest ones.
        language: Of everything around them.
        why: The sentence that says why there is no answer.
        understood_as: What a follow-up was completed to.
        suggestion: The question as it was mended.
        narrowed: To how many chosen documents the question was put; ``None`` for all.
        links: Makes the places links.
    """
    lines = [*_understood(understood_as, suggestion, language), marked(clean(why))]
    if paragraphs:
        lines.append(marked(say("nearest", language), Tag.BOLD))
    for number, paragraph in enumerate(paragraphs[:MOST_NEAREST], 1):
        lines.append(marked(f"{number}. ") + where(paragraph, language, links=links))
        lines.append(_quoted(paragraph, None, _NEAREST_UNITS))
    if narrowed is not None:
        lines.append(marked(say("telegram_scoped", language, count=narrowed), Tag.ITALIC))
    return joined(lines)


def _quoted(paragraph: Paragraph, citation: Citation | None, limit: int) -> Marked:
    """A paragraph in a quote, a row of a table under its header; both together keep to ``limit``."""
    header = header_lines(paragraph.context)
    room = limit - sum(units(line.text) for line in header)
    body = excerpt(paragraph, citation.evidence if citation else None, citation, room)
    return joined([*header, body]).within(Tag.QUOTE)


def header_lines(words: str) -> list[Marked]:
    """The line above a row of a table; none without words."""
    return [marked(one_line(words, _HEADER_UNITS), Tag.ITALIC)] if words.strip() else []


def _differing(citation: Citation, others: Sequence[Citation], language: Language, *, dated: bool) -> list[Marked]:
    """What other documents say instead: last year's figure beside this year's."""
    said = [folded_answer(citation.picked)]
    lines = []
    for other in others:
        answer = folded_answer(other.picked)
        # 「共31人」 does not contradict 「31人」.
        if other.paragraph.document.id == citation.paragraph.document.id or any(
            answer in one or one in answer for one in said
        ):
            continue
        said.append(answer)
        place = where(other.paragraph, language, dated=dated).text
        quote = one_line(other.picked, _DIFFERING_UNITS)
        lines.append(marked(say("telegram_differing", language, answer=quote, place=place)))
    return lines[:_MOST_DIFFERING]


def copied(citations: Sequence[Citation], language: Language, limit: int) -> str | None:
    """What the copy button copies: the answers with their sources, else without, or nothing where that is too long."""
    answers = [clean(one.quote) for one in citations]
    places = [where(one.paragraph, language).text for one in citations]
    sourced = "\n".join(f"{answer}——{place}" for answer, place in zip(answers, places, strict=True))
    return next((text for text in (sourced, "\n".join(answers)) if 0 < units(text) <= limit), None)


def _superseded(title: str, language: Language) -> list[Marked]:
    """That the edition in force, of this title, says nothing of it; nothing without a title."""
    told = say("superseded_by", language, title=one_line(title, _HEADER_UNITS))
    return [marked(told, Tag.ITALIC)] if title else []


def _understood(understood_as: str | None, suggestion: str | None, language: Language) -> list[Marked]:
    lines = []
    if understood_as:
        lines.append(marked(say("understood_as", language, question=one_line(understood_as)), Tag.ITALIC))
    if suggestion:
        lines.append(marked(say("suggestion", language, question=one_line(suggestion)), Tag.ITALIC))
    return lines


def where(paragraph: Paragraph, language: Language, *, dated: bool = False, links: Linker | None = None) -> Marked:
    """《title》第12段 · 第3页 · heading."""
    named = marked(one_line(place_of(paragraph, language, dated=dated), PLACE_UNITS))
    return named.linked(links.to_paragraph(paragraph)) if links else named


def joined(lines: Sequence[Marked]) -> Marked:
    """The lines below each other."""
    result = Marked()
    for number, line in enumerate(lines):
        result += BREAK + line if number else line
    return result
