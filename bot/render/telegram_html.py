"""A reply turned into Telegram's HTML: what is bold, what stands in the quote, where it was found.

Everything is built as :class:`bot.render.marked.Marked`; the caller cuts it into messages with :func:`messages`.
"""

from __future__ import annotations

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
from bot.render.excerpts import CUT, foreign, marked_paragraph, one_line
from bot.render.headers import headers
from bot.render.marked import Marked, Tag, clean, marked, split
from bot.render.places import confidence_word, listed_day
from bot.render.reasoning import matched, missing, newer_first, reranking, searched
from bot.render.sayings import reason
from bot.render.telegram_answers import (
    BREAK,
    MOST_NEAREST,
    PLACE_UNITS,
    Linker,
    cited,
    header_lines,
    joined,
    nearest,
    several,
    where,
)
from bot.wording import say
from index.model import Citation

MESSAGE_LIMIT = 4096
"""UTF-16 units of a message, markup taken off."""

_MOST_TERMS = 30


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
            return several(reply, language, links)
        case Answered(answer=answer):
            return cited(
                answer.citations[0],
                language,
                confidence=answer.confidence,
                understood_as=reply.understood_as,
                suggestion=answer.suggestion,
                others=answer.citations[1:],
                superseded_by=answer.superseded_by,
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


def _passage(passage: Passage, language: Language, links: Linker | None) -> Marked:
    first = passage.paragraphs[0]
    lines = [where(passage.paragraphs[passage.focus or 0], language, links=links).within(Tag.BOLD)]
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
        shown = joined([*header_lines(header), foreign(marked_paragraph(paragraph, citation))])
        lines.append((BREAK if number else Marked()) + shown)
    if passage.more_after and passage.view is View.AFTER:
        lines.append(marked(CUT))
    return joined(lines)


def _documents(listing: DocumentList, language: Language, links: Linker | None) -> Marked:
    if not listing.listed:
        if listing.filter:
            return marked(say("documents_none_match", language, words=one_line(listing.filter)))
        return marked(say("documents_none", language))
    key = "documents_page" if listing.pages > 1 else "telegram_documents"
    head = say(key, language, page=listing.page, pages=listing.pages, total=listing.total)
    shown = [_listed(one, language, links, scoped=listing.scoped) for one in listing.listed]
    return joined([marked(head, Tag.BOLD), *shown])


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
    return joined(lines)


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
    for why in explained.reasons[:MOST_NEAREST]:
        hit = why.hit
        place = where(hit.paragraph, language, dated=explained.newer is not None)
        lines.append(marked(f"{hit.rank}. ") + place)
        told = (matched(why, language), missing(why, language, absent), reranking(why, language))
        lines += [marked(one_line(line)) for line in told if line]
        reading = next((r for r in explained.readings if r.hit.paragraph.id == hit.paragraph.id), None)
        if reading is not None:
            span = one_line(hit.paragraph.quote(reading.span))
            sure = say("confidence", language, word=confidence_word(reading.confidence, language))
            lines.append(marked(f"{say('telegram_quoted', language, text=span)} · {sure}", Tag.ITALIC))
    if newer := newer_first(explained, language):
        lines.append(marked(one_line(newer, PLACE_UNITS)))
    return joined(lines)
