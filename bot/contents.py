"""The chapters of a document: 「员工手册有哪些章节」, told from its headings.

Headings that are lines of the text are cited there. Where the format marks them they are no paragraphs, and the reply
says which paragraph begins under each.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot import naming
from bot.messages import Answered, Language, Said, Tone
from bot.ports import StoredDocument
from bot.rights.shelf import ReadableShelf
from bot.shelf_questions import Documents
from bot.wording import say
from index.model import Answer, Citation, Paragraph, ParagraphId, Span

_MOST = 20
"""Headings told of a document."""

_LOOKED_AT = 5000
"""Paragraphs looked through for headings."""

_LONGEST = 60
"""Characters of a message that may ask for the chapters of a document."""

_LEAST_NAMED = 0.8  # share of the pairs of characters that must stand in the title meant

_PARTS = "(?:章节|章|节|大?部分|大?标题|小标题|栏目|篇章)"
_POLITE = "(?:请问|麻烦|请|帮我|给我|能不能|列出|列一下|列举|看看|看一下|看下|显示|说说|想看|我)*"
_MANY = "(?:哪些|哪几个?|几个?|多少个?|什么)"
_ASKED = tuple(
    map(
        re.compile,
        (
            rf"{_POLITE}(?P<document>.{{0,40}}?)(?:里面?|中)?(?:一共|总共|共|都|主要|大概)*(?:有|分为|分成|分|包括|包含){_MANY}{_PARTS}(?:呢|组成|构成)?",
            rf"{_POLITE}(?P<document>.{{0,40}}?)的?(?:章节目录|目录|章节|大纲|提纲)(?:结构)?(?:是什么|是啥|有哪些|有什么|是怎样的|呢)?",
            (
                r"(?:what|which)(?:chapters|sections|parts|headings)(?:does|doesthe|arein|areinthe|arethereinthe|arethere|arein)"
                r"(?P<document>.{0,60}?)(?:have|contain|include|has)?"
            ),
            r"(?:show|list|giveme|whatis|whatare)?(?:the)?(?:tableofcontents|contents|chapters|sections|outline|headings)of(?:the)?(?P<document>.{1,60})",
        ),
    )
)
_NOUN = "(?:文件|文档|资料|材料|报告|文章|书|手册|规定|办法)"
_THIS = re.compile(rf"(?:这|那|该|本|此)(?:一?[份个篇本部])?{_NOUN}?|它|(?:the|this|that)?(?:document|file|it)?")
_NUMBERED = re.compile(
    "第(?P<number>[0-9一二三四五六七八九十]{1,3})[份个篇](?:文件|文档|资料)?|document(?P<digits>[0-9]{1,3})"
)


class _Heading(NamedTuple):
    """A heading.

    Attributes:
        text: As it is written.
        first: The first paragraph under it.
        line: The paragraph that is the heading itself; ``None`` where the format marks it.
    """

    text: str
    first: Paragraph
    line: Paragraph | None


def chapters(
    text: str, library: ReadableShelf, within: Documents, here: str | None, language: Language
) -> Answered | Said | None:
    """The reply to a question for the chapters of a document; ``None`` for any other message.

    Args:
        text: The message.
        library: The documents.
        within: Gives those that are searched in this conversation; called only where a document is asked about.
        here: Id of the document the conversation is in; ``None`` where it is in none.
        language: Of the reply.
    """
    document = _meant(text, library, within, here)
    if document is None:
        return None
    headings = _headings(library.neighbours(ParagraphId(document.info.id, 1), 0, _LOOKED_AT))
    title = say("title", language, title=document.info.title)
    if not headings:
        return Said("shelf_no_chapters", {"title": title}, Tone.CHAT)
    shown = headings[:_MOST]
    lines = [each.line for each in shown if each.line is not None]
    if len(lines) == len(shown):
        citations = tuple(Citation(each, _whole(each), _whole(each)) for each in lines)
        return Answered(Answer(text, citations, 1.0, (), lead=document.info.title))
    told = "\n".join(say("shelf_chapter", language, heading=each.text, paragraph=each.first.ordinal) for each in shown)
    more = say("shelf_chapters_left", language, count=len(headings) - _MOST) if len(headings) > _MOST else ""
    facts: dict[str, str | int] = {
        "title": title,
        "count": len(headings),
        "chapters": "\n".join(filter(None, (told, more))),
    }
    return Said("shelf_chapters", facts, Tone.CHAT)


def _meant(text: str, library: ReadableShelf, documents: Documents, here: str | None) -> StoredDocument | None:
    """The document whose chapters are asked for, where that can be only one."""
    if len(text) > _LONGEST:
        return None
    from index.text import fold  # noqa: PLC0415 - a prompt is shown before anything is searched

    bare = "".join(character for character in fold(text).text if character.isalnum())
    match = next((match for pattern in _ASKED if (match := pattern.fullmatch(bare))), None)
    if match is None:
        return None
    within = documents()
    words = match["document"].removesuffix("的").removeprefix("the")
    if _THIS.fullmatch(words):
        found = [one for one in within if one.info.id == here] or (list(within) if len(within) == 1 else [])
    elif numbered := _NUMBERED.fullmatch(words):
        from index.text.numbers import parse_han_number  # noqa: PLC0415 - as above

        number = numbered["digits"] or numbered["number"]
        found = naming.chosen(library, number if number.isdecimal() else str(parse_han_number(number) or 0))
    else:
        found = _named(words, within)
    found = [one for one in found if one in within]
    return found[0] if len(found) == 1 else None


def _named(words: str, within: Sequence[StoredDocument]) -> list[StoredDocument]:
    """The documents whose title these words are, hold, or nearly say; the whole title goes before a part of it."""
    from index.text import fold  # noqa: PLC0415 - as above

    titles = [(one, "".join(c for c in fold(one.info.title).text if c.isalnum())) for one in within]
    pairs = {words[at : at + 2] for at in range(len(words) - 1)}
    if not pairs:
        return []
    exact = [one for one, title in titles if title == words]
    holding = [one for one, title in titles if words in title]
    return (
        exact
        or holding
        or [one for one, title in titles if sum(pair in title for pair in pairs) >= _LEAST_NAMED * len(pairs)]
    )


def _headings(paragraphs: Sequence[Paragraph]) -> list[_Heading]:
    """The headings of the highest level that has more than one, in order."""
    for depth in range(max((len(each.headings) for each in paragraphs), default=0)):
        found: dict[tuple[str, ...], _Heading] = {}
        for place, each in enumerate(paragraphs):
            path = each.headings[: depth + 1]
            if len(path) <= depth or path in found:
                continue
            own = next((one for one in (each, *paragraphs[max(0, place - 1) : place]) if _is(one, path[-1])), None)
            found[path] = _Heading(path[-1], each, own)
        if len(found) > 1:
            return list(found.values())
    return []


def _is(paragraph: Paragraph, heading: str) -> bool:
    return paragraph.text.strip() == heading.strip()


def _whole(paragraph: Paragraph) -> Span:
    text = paragraph.text
    start = len(text) - len(text.lstrip())
    return Span(start, max(start + 1, len(text.rstrip()))).shifted(paragraph.span.start)
