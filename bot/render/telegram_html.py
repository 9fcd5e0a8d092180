"""A reply turned into Telegram's HTML: what is bold, what stands in the quote, where it was found.

Everything is built as :class:`bot.render.marked.Marked`; the caller cuts it into messages with :func:`messages`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, assert_never

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
from bot.render.excerpts import CUT, clipped, excerpt, foreign, marked_paragraph, one_line
from bot.render.headers import headers
from bot.render.marked import Marked, Tag, clean, marked, split, units
from bot.render.places import confidence_word, listed_day, spoken_day
from bot.render.places import place as place_of
from bot.render.reasoning import matched, missing, newer_first, reranking, searched
from bot.render.sayings import calculation, reason
from bot.wording import say
from index.answering.grouping import folded_answer
from index.model import Citation, DocumentInfo, Paragraph

MESSAGE_LIMIT = 4096
"""UTF-16 units of a message, markup taken off."""

_ANSWER_UNITS = 1000
_EVIDENCE_UNITS = 600
_QUOTE_UNITS = 1200
_NEAREST_UNITS = 400
_ITEM_UNITS = 120
_PLACE_UNITS = 240
_HEADER_UNITS = 200
_DIFFERING_UNITS = 80

_MOST_NEAREST = 3
_MOST_DIFFERING = 2
_MOST_TERMS = 30

_BREAK = Marked("\n")


class Linker(Protocol):
    """Knows the addresses that open what is named in a message."""

    def to_paragraph(self, paragraph: Paragraph) -> str:
        """The address of a paragraph."""
        ...

    def to_document(self, document: DocumentInfo) -> str:
        """The address of a document."""
        ...


def messages(reply: Reply, language: Language) -> list[str]:
    """The texts of the messages that show ``reply``, each within Telegram's limits."""
    return [part.html() for part in pages(whole(reply, language))]


def pages(text: Marked) -> list[Marked]:
    """``text`` cut into messages; Telegram refuses one of white space alone, so such a part is left out."""
    return [part for part in split(text, MESSAGE_LIMIT) if part.text.strip()]


def whole(reply: Reply, language: Language, links: Linker | None = None) -> Marked:  # noqa: PLR0911 - one for each kind of reply
    """The reply, before it is cut into messages; with ``links`` the places and documents it names are links."""
    match reply:
        case Answered(answer=answer) if answer.is_several:
            return _several(reply, language, links)
        case Answered(answer=answer):
            return cited(
                answer.citations[0],
                language,
                confidence=answer.confidence,
                understood_as=reply.understood_as,
                suggestion=answer.suggestion,
                others=answer.citations[1:],
                links=links,
            )
        case Unanswered(no_answer=none):
            return nearest(
                none.nearest,
                language,
                reason(none, language),
                understood_as=reply.understood_as,
                suggestion=none.suggestion,
                links=links,
            )
        case Said():
            return marked(clean(say(reply.key, language, **reply.facts)))
        case Passage():
            return _passage(reply, language, links)
        case DocumentList():
            return _documents(reply, language, links)
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
    is_first: bool = True,
    others: Sequence[Citation] = (),
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
        since: Key of the sentence that says what became of the document since; ``None`` where it is as it was.
        links: Makes the place a link.
    """
    lines = _understood(understood_as, suggestion, language)
    paragraph = citation.paragraph
    if citation.span == paragraph.span:
        # No quote follows that could hold it.
        lines += _header(paragraph.context)
    lines.append(clipped(citation.quote, _ANSWER_UNITS).within(Tag.BOLD))
    if citation.evidence not in (citation.span, paragraph.span):
        lines.append(excerpt(paragraph, citation.evidence, citation, _EVIDENCE_UNITS, only=citation.evidence))
    if citation.span != paragraph.span:
        lines.append(_quoted(paragraph, citation, _QUOTE_UNITS))
    dated = len({spoken_day(one.paragraph.document) for one in (citation, *others)}) > 1
    below = _where(paragraph, language, dated=dated, links=links)
    if is_first:
        below += marked(" · ") + marked(say("confidence", language, word=confidence_word(confidence, language)))
    lines.append(below)
    lines += _differing(citation, others, language, dated=dated)
    if since:
        lines.append(marked(say(since, language), Tag.ITALIC))
    return _joined(lines)


def _several(turn: Answered, language: Language, links: Linker | None) -> Marked:
    """The items of a list under their lead-in, or the answers to several questions and what they make."""
    answer = turn.answer
    lines = _understood(turn.understood_as, answer.suggestion, language)
    if answer.lead:
        lines.append(marked(one_line(answer.lead, _HEADER_UNITS), Tag.ITALIC))
    dated = len({spoken_day(each.paragraph.document) for each in answer.citations}) > 1
    for number, citation in enumerate(answer.citations, start=1):
        if citation.part:
            lines.append(marked(f"{number}. {one_line(citation.part)}", Tag.ITALIC))
        shown = clipped(citation.quote, _ITEM_UNITS if answer.lead else _EVIDENCE_UNITS)
        head = Marked() if citation.part else marked(f"{number}. ")
        lines.append(head + shown.within(Tag.BOLD))
        lines.append(_where(citation.paragraph, language, dated=dated, links=links))
    if answer.computed is not None:
        lines.append(marked(calculation(answer.computed, language), Tag.BOLD))
    if answer.missing:
        lines.append(marked(say("parts_missing", language, parts=one_line("、".join(answer.missing))), Tag.ITALIC))
    if answer.left:
        lines.append(marked(say("parts_left", language, count=answer.left), Tag.ITALIC))
    lines.append(marked(say("confidence", language, word=confidence_word(answer.confidence, language))))
    return _joined(lines)


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
    for number, paragraph in enumerate(paragraphs[:_MOST_NEAREST], 1):
        lines.append(marked(f"{number}. ") + _where(paragraph, language, links=links))
        lines.append(_quoted(paragraph, None, _NEAREST_UNITS))
    if narrowed is not None:
        lines.append(marked(say("telegram_scoped", language, count=narrowed), Tag.ITALIC))
    return _joined(lines)


def _quoted(paragraph: Paragraph, citation: Citation | None, limit: int) -> Marked:
    """A paragraph in a quote, a row of a table under its header; both together keep to ``limit``."""
    header = _header(paragraph.context)
    room = limit - sum(units(line.text) for line in header)
    body = excerpt(paragraph, citation.evidence if citation else None, citation, room)
    return _joined([*header, body]).within(Tag.QUOTE)


def _header(words: str) -> list[Marked]:
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
        where = _where(other.paragraph, language, dated=dated).text
        quote = one_line(other.picked, _DIFFERING_UNITS)
        lines.append(marked(say("telegram_differing", language, answer=quote, place=where)))
    return lines[:_MOST_DIFFERING]


def copied(citation: Citation, language: Language, limit: int) -> str | None:
    """What the copy button copies: the answer with its source, the answer alone if that is too long, or nothing."""
    answer = clean(citation.quote)
    sourced = f"{answer}——{_where(citation.paragraph, language).text}"
    return next((text for text in (sourced, answer) if 0 < units(text) <= limit), None)


def _understood(understood_as: str | None, suggestion: str | None, language: Language) -> list[Marked]:
    lines = []
    if understood_as:
        lines.append(marked(say("understood_as", language, question=one_line(understood_as)), Tag.ITALIC))
    if suggestion:
        lines.append(marked(say("suggestion", language, question=one_line(suggestion)), Tag.ITALIC))
    return lines


def _where(paragraph: Paragraph, language: Language, *, dated: bool = False, links: Linker | None = None) -> Marked:
    """《title》第12段 · 第3页 · heading."""
    named = marked(one_line(place_of(paragraph, language, dated=dated), _PLACE_UNITS))
    return named.linked(links.to_paragraph(paragraph)) if links else named


def _passage(passage: Passage, language: Language, links: Linker | None) -> Marked:
    first = passage.paragraphs[0]
    lines = [_where(passage.paragraphs[passage.focus or 0], language, links=links).within(Tag.BOLD)]
    if len(passage.paragraphs) > 1 and passage.focus is None:
        last = passage.paragraphs[-1].ordinal
        title = say("title", language, title=one_line(first.document.title))
        gap = " " if language is Language.EN else ""
        span = say("telegram_range", language, first=first.ordinal, last=last)
        head = marked(f"{title}{gap}{span}", Tag.BOLD)
        lines = [head.linked(links.to_paragraph(first)) if links else head]
    if notice := passage.notice or ("passage_changed" if passage.changed else ""):
        lines.append(marked(say(notice, language), Tag.ITALIC))
    if passage.more_before and passage.view is View.BEFORE:
        lines.append(marked(CUT))
    for number, (paragraph, header) in enumerate(zip(passage.paragraphs, headers(passage.paragraphs), strict=True)):
        citation = None
        if number == passage.focus and passage.evidence and passage.span:
            citation = Citation(paragraph, passage.evidence, passage.span, passage.marks)
        # Each from the next by an empty line: a paragraph may hold line ends of its own.
        shown = _joined([*_header(header), foreign(marked_paragraph(paragraph, citation))])
        lines.append((_BREAK if number else Marked()) + shown)
    if passage.more_after and passage.view is View.AFTER:
        lines.append(marked(CUT))
    return _joined(lines)


def _documents(listing: DocumentList, language: Language, links: Linker | None) -> Marked:
    if not listing.listed:
        if listing.filter:
            return marked(say("documents_none_match", language, words=one_line(listing.filter)))
        return marked(say("documents_none", language))
    key = "documents_page" if listing.pages > 1 else "telegram_documents"
    head = say(key, language, page=listing.page, pages=listing.pages, total=listing.total)
    shown = [_listed(one, language, links, scoped=listing.scoped) for one in listing.listed]
    return _joined([marked(head, Tag.BOLD), *shown])


def _listed(one: Listed, language: Language, links: Linker | None, *, scoped: bool) -> Marked:
    sign = ("✓ " if one.in_scope else "– ") if scoped else ""
    name = marked(say("title", language, title=one_line(one.info.title)))
    # What is left out of the answers is not opened by a link either.
    if links and one.state != "document_excluded":
        name = name.linked(links.to_document(one.info))
    facts = [say("paragraph_count", language, count=one.paragraphs)]
    if day := listed_day(one.info, language):
        facts.append(day)
    if one.state != "document_current":
        facts.append(say(one.state, language))
    return marked(f"{sign}{one.number}. ") + name + marked(" ") + marked(" · ".join(facts), Tag.ITALIC)


def _scope(scope: Scope, language: Language) -> Marked:
    if scope.documents is None:
        return marked(say("scope_all", language))
    lines = [marked(say("scope_some", language, count=len(scope.documents)))]
    shown = scope.documents[:_MOST_TERMS]
    lines += [marked("· " + say("title", language, title=one_line(info.title))) for info in shown]
    if len(scope.documents) > len(shown):
        lines.append(marked(say("and_more", language, count=len(scope.documents) - len(shown))))
    return _joined(lines)


def _explained(explained: Explained, language: Language) -> Marked:
    found = explained.found
    if not found.hits:
        return marked(say("explain_nothing", language))
    known, absent = searched(found)
    lines = [marked(one_line(explained.question), Tag.BOLD)]
    for key, terms in (("explain_terms", known), ("explain_absent", absent)):
        if terms:
            listed = say("list_separator", language).join(one_line(term) for term in terms[:_MOST_TERMS])
            lines.append(marked(say("telegram_labelled", language, label=say(key, language), text=listed)))
    lines.append(marked(say("explain_hits", language), Tag.BOLD))
    for why in explained.reasons[:_MOST_NEAREST]:
        hit = why.hit
        where = _where(hit.paragraph, language, dated=explained.newer is not None)
        lines.append(marked(f"{hit.rank}. ") + where)
        told = (matched(why, language), missing(why, language, absent), reranking(why, language))
        lines += [marked(one_line(line)) for line in told if line]
        reading = next((r for r in explained.readings if r.hit.paragraph.id == hit.paragraph.id), None)
        if reading is not None:
            span = one_line(hit.paragraph.quote(reading.span))
            sure = say("confidence", language, word=confidence_word(reading.confidence, language))
            lines.append(marked(f"{say('telegram_quoted', language, text=span)} · {sure}", Tag.ITALIC))
    if newer := newer_first(explained, language):
        lines.append(marked(one_line(newer, _PLACE_UNITS)))
    return _joined(lines)


def _joined(lines: Sequence[Marked]) -> Marked:
    result = Marked()
    for number, line in enumerate(lines):
        result += _BREAK + line if number else line
    return result
