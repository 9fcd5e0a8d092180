"""A reply turned into Telegram's HTML: what is bold, what stands in the quote, where it was found.

Everything is built as :class:`bot.render.marked.Marked`; the caller cuts it into messages with :func:`messages`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from bot.messages import (
    Answered,
    DocumentList,
    Explained,
    Language,
    Listed,
    Passage,
    Reply,
    Said,
    Scope,
    Unanswered,
    View,
)
from bot.render.marked import Mark, Marked, Tag, clean, isolation, marked, split, units
from bot.render.places import confidence_word
from bot.render.places import place as place_of
from bot.render.reasoning import matched, missing, searched, second_look
from bot.wording import say
from index.model import Citation, DateSource, Paragraph, Span

MESSAGE_LIMIT = 4096
"""UTF-16 units of a message, markup taken off."""

_ANSWER_UNITS = 1000
_EVIDENCE_UNITS = 600
_QUOTE_UNITS = 1200
_NEAREST_UNITS = 400
_NAME_UNITS = 120
_PLACE_UNITS = 240
_CUT = "……"

_MOST_NEAREST = 3
_MOST_TERMS = 30

_BREAK = Marked("\n")


def messages(reply: Reply, language: Language) -> list[str]:
    """The texts of the messages that show ``reply``, each within Telegram's limits."""
    return [part.html() for part in pages(whole(reply, language))]


def pages(text: Marked) -> list[Marked]:
    """``text`` cut into messages; Telegram refuses one of white space alone, so such a part is left out."""
    return [part for part in split(text, MESSAGE_LIMIT) if part.text.strip()]


def whole(reply: Reply, language: Language) -> Marked:  # noqa: PLR0911 - one for each kind of reply
    """The reply, before it is cut into messages."""
    match reply:
        case Answered(answer=answer):
            return cited(
                answer.citations[0],
                language,
                confidence=answer.confidence,
                understood_as=reply.understood_as,
                suggestion=answer.suggestion,
                place=(1, len(answer.citations)),
            )
        case Unanswered(no_answer=none):
            key = f"no_{none.reason.value}"
            return nearest(none.nearest, language, key, reply.understood_as, none.suggestion)
        case Said():
            return marked(clean(say(reply.key, language, **reply.facts)))
        case Passage():
            return _passage(reply, language)
        case DocumentList():
            return _documents(reply, language)
        case Scope():
            return _scope(reply, language)
        case Explained():
            return _explained(reply, language)
        case _:
            assert_never(reply)


def cited(  # noqa: PLR0913 - what an answer is shown with
    citation: Citation,
    language: Language,
    *,
    confidence: float,
    understood_as: str | None = None,
    suggestion: str | None = None,
    place: tuple[int, int] = (1, 1),
    changed: bool = False,
) -> Marked:
    """One citation as an answer: the answer, its sentence, its paragraph, where it stands, how sure it is.

    Args:
        citation: What is shown.
        language: Of everything around it.
        confidence: Of the first citation; said of it alone.
        understood_as: What a follow-up was completed to.
        suggestion: The question as it was mended.
        place: Which of how many citations.
        changed: The document changed since.
    """
    lines = _understood(understood_as, suggestion, language)
    lines.append(_answer(citation))
    paragraph = citation.paragraph
    if citation.evidence not in (citation.span, paragraph.span):
        lines.append(_excerpt(paragraph, citation.evidence, citation, _EVIDENCE_UNITS, only=citation.evidence))
    if citation.span != paragraph.span:
        lines.append(_excerpt(paragraph, citation.evidence, citation, _QUOTE_UNITS).within(Tag.QUOTE))
    number, count = place
    below = _where(paragraph, language, dated=count > 1)
    if number == 1:
        below += marked(" · ") + marked(say("confidence", language, word=confidence_word(confidence, language)))
    if count > 1:
        below += marked(f" · {number}/{count}")
    lines.append(below)
    if changed:
        lines.append(marked(say("passage_changed", language), Tag.ITALIC))
    return _joined(lines)


def nearest(
    paragraphs: Sequence[Paragraph],
    language: Language,
    key: str,
    understood_as: str | None = None,
    suggestion: str | None = None,
) -> Marked:
    """No answer, said by the sentence of that key, and the paragraphs nearest to the question."""
    lines = [*_understood(understood_as, suggestion, language), marked(say(key, language))]
    if paragraphs:
        lines.append(marked(say("nearest", language), Tag.BOLD))
    for number, paragraph in enumerate(paragraphs[:_MOST_NEAREST], 1):
        lines.append(marked(f"{number}. ") + _where(paragraph, language))
        lines.append(_excerpt(paragraph, None, None, _NEAREST_UNITS).within(Tag.QUOTE))
    return _joined(lines)


def copied(citation: Citation, language: Language, limit: int) -> str | None:
    """What the copy button copies: the answer with its source, the answer alone if that is too long, or nothing."""
    answer = clean(citation.quote)
    sourced = f"{answer}——{_where(citation.paragraph, language).text}"
    return next((text for text in (sourced, answer) if 0 < units(text) <= limit), None)


def _understood(understood_as: str | None, suggestion: str | None, language: Language) -> list[Marked]:
    lines = []
    if understood_as:
        lines.append(marked(say("understood_as", language, question=_name(understood_as)), Tag.ITALIC))
    if suggestion:
        lines.append(marked(say("suggestion", language, question=_name(suggestion)), Tag.ITALIC))
    return lines


def _answer(citation: Citation) -> Marked:
    """The answer in bold; a list (哪些) item by item."""
    if not citation.marks:
        return _clipped(citation.quote, _ANSWER_UNITS).within(Tag.BOLD)
    items = [citation.paragraph.quote(mark) for mark in citation.marks]
    lines = [marked("· ") + _clipped(item, _NAME_UNITS).within(Tag.BOLD) for item in items]
    room = [n for n in range(1, len(lines) + 1) if units(_joined(lines[:n]).text) <= _ANSWER_UNITS]
    return _joined(lines[: max(room, default=1)])


def _excerpt(
    paragraph: Paragraph,
    around: Span | None,
    citation: Citation | None,
    limit: int,
    only: Span | None = None,
) -> Marked:
    """A paragraph, or ``only`` a part of it, answer marked; where it is long, sentences near ``around``."""
    base = paragraph.span.start
    shown = only or paragraph.span
    body = _body(paragraph, citation).cut(shown.shifted(-base))
    if units(body.text) <= limit:
        return _foreign(body)
    # Spaces for what is cut off, so that two 省略号 always fit.
    parts = split(body, limit - 2 * units(_CUT))
    centre = (around or shown).start - shown.start
    if citation is not None and around is not None and len(around) > limit:
        centre = citation.span.start - shown.start
    start = 0
    for number, part in enumerate(parts):
        if centre < start + len(part.text) or number == len(parts) - 1:
            return _windowed(body, centre, start, limit - 2 * units(_CUT))
        start += len(part.text)
    return _foreign(body)


def _windowed(body: Marked, centre: int, start: int, limit: int) -> Marked:
    """About ``limit`` units of ``body`` that hold ``centre`` in their first half, begun at a sentence."""
    if centre - start > limit // 2:
        # The evidence would stand at the end of the part: begin later, at a sentence before it.
        lead = split(body.cut(Span(start, centre)), max(limit // 4, 2))
        start = centre - len(lead[-1].text) if lead else centre
    piece = split(body.cut(Span(start, len(body.text))), limit)[0]
    end = start + len(piece.text)
    before = marked(_CUT if start > 0 else "")
    after = marked(_CUT if end < len(body.text) else "")
    return before + _foreign(piece) + after


def _body(paragraph: Paragraph, citation: Citation | None) -> Marked:
    """The whole paragraph with the answer marked."""
    if citation is None or citation.span == paragraph.span:
        return Marked(clean(paragraph.text))
    spans = citation.marks or (citation.span,)
    base = paragraph.span.start
    marks = tuple(Mark(span.shifted(-base), tag) for span in spans for tag in (Tag.BOLD, Tag.UNDERLINE) if len(span))
    return Marked(clean(paragraph.text), marks)


def _where(paragraph: Paragraph, language: Language, *, dated: bool = False) -> Marked:
    """《title》第12段 · 第3页 · heading."""
    return marked(_name(place_of(paragraph, language, dated=dated), _PLACE_UNITS))


def _passage(passage: Passage, language: Language) -> Marked:
    first = passage.paragraphs[0]
    lines = [_where(passage.paragraphs[passage.focus or 0], language).within(Tag.BOLD)]
    if len(passage.paragraphs) > 1 and passage.focus is None:
        last = passage.paragraphs[-1].ordinal
        title = say("title", language, title=_name(first.document.title))
        gap = " " if language is Language.EN else ""
        span = say("telegram_range", language, first=first.ordinal, last=last)
        lines = [marked(f"{title}{gap}{span}", Tag.BOLD)]
    if passage.changed:
        lines.append(marked(say("passage_changed", language), Tag.ITALIC))
    if passage.more_before and passage.view is View.BEFORE:
        lines.append(marked(_CUT))
    for number, paragraph in enumerate(passage.paragraphs):
        citation = None
        if number == passage.focus and passage.evidence and passage.span:
            citation = Citation(paragraph, passage.evidence, passage.span, passage.marks)
        # Each from the next by an empty line: a paragraph may hold line ends of its own.
        lines.append((_BREAK if number else Marked()) + _foreign(_body(paragraph, citation)))
    if passage.more_after and passage.view is View.AFTER:
        lines.append(marked(_CUT))
    return _joined(lines)


def _documents(listing: DocumentList, language: Language) -> Marked:
    if not listing.listed:
        if listing.filter:
            return marked(say("documents_none_match", language, words=_name(listing.filter)))
        return marked(say("documents_none", language))
    head = say("documents_page", language, page=listing.page, pages=listing.pages, total=listing.total)
    return _joined([marked(head, Tag.BOLD), *(_listed(one, language, scoped=listing.scoped) for one in listing.listed)])


def _listed(one: Listed, language: Language, *, scoped: bool) -> Marked:
    sign = ("✓ " if one.in_scope else "– ") if scoped else ""
    name = say("title", language, title=_name(one.info.title))
    facts = [say("paragraph_count", language, count=one.paragraphs)]
    # The day a file was saved says little of what it speaks of.
    if one.info.date and one.info.date_source is not DateSource.FILE:
        facts.append(one.info.date.isoformat())
    if one.state != "document_current":
        facts.append(say(one.state, language))
    return marked(f"{sign}{one.number}. {name} ") + marked(" · ".join(facts), Tag.ITALIC)


def _scope(scope: Scope, language: Language) -> Marked:
    if scope.documents is None:
        return marked(say("scope_all", language))
    lines = [marked(say("scope_some", language, count=len(scope.documents)))]
    shown = scope.documents[:_MOST_TERMS]
    lines += [marked("· " + say("title", language, title=_name(info.title))) for info in shown]
    if len(scope.documents) > len(shown):
        lines.append(marked(say("and_more", language, count=len(scope.documents) - len(shown))))
    return _joined(lines)


def _explained(explained: Explained, language: Language) -> Marked:
    found = explained.found
    if not found.hits:
        return marked(say("explain_nothing", language))
    known, absent = searched(found)
    lines = [marked(_name(explained.question), Tag.BOLD)]
    for key, terms in (("explain_terms", known), ("explain_absent", absent)):
        if terms:
            lines.append(marked(f"{say(key, language)}：{'、'.join(_name(t) for t in terms[:_MOST_TERMS])}"))
    lines.append(marked(say("explain_hits", language), Tag.BOLD))
    for why in explained.reasons[:_MOST_NEAREST]:
        hit = why.hit
        lines.append(marked(f"{hit.rank}. ") + _where(hit.paragraph, language))
        told = (matched(why), missing(why, language, absent), second_look(why, language))
        lines += [marked(_name(line)) for line in told if line]
        reading = next((r for r in explained.readings if r.hit.paragraph.id == hit.paragraph.id), None)
        if reading is not None:
            span = _name(hit.paragraph.quote(reading.span))
            sure = say("confidence", language, word=confidence_word(reading.confidence, language))
            lines.append(marked(f"「{span}」 · {sure}", Tag.ITALIC))
    return _joined(lines)


def _foreign(body: Marked) -> Marked:
    """Text of a document, its writing direction kept to itself."""
    before, after = isolation(body.text)
    return Marked(before) + body + Marked(after)


def _clipped(text: str, limit: int) -> Marked:
    """Text of a document, cut at a sentence where it is long."""
    body = Marked(clean(text))
    if units(text) <= limit:
        return _foreign(body)
    return _foreign(split(body, limit - units(_CUT))[0]) + marked(_CUT)


def _name(text: str, limit: int = _NAME_UNITS) -> str:
    """A title, heading, question or term on one line, cut where it is long."""
    return _clipped(" ".join(text.split()), limit).text


def _joined(lines: Sequence[Marked]) -> Marked:
    result = Marked()
    for number, line in enumerate(lines):
        result += _BREAK + line if number else line
    return result
