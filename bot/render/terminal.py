"""A reply turned into lines of a terminal.

The result is one :class:`rich.text.Text` whose styles are names of :data:`STYLES`; the caller prints it without
further wrapping, or takes its plain text where the output is no terminal.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from rich.text import Text

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
    Tone,
    Unanswered,
    View,
)
from bot.render.headers import headers
from bot.render.layout import width, wrap
from bot.render.places import confidence_word, edition_day, listed_day, place
from bot.render.printable import printable
from bot.render.reasoning import matched, missing, newer_first, reranking, searched
from bot.render.sayings import calculation, reason
from bot.requests import Command, name_of
from bot.wording import say
from index.model import Answer, Citation, Paragraph, Span

STYLES = {
    # Of the sixteen colours only these read well on black and on white alike.
    "answer": "bold green",
    "mark": "bold green",
    "source": "cyan",
    "number": "bold cyan",
    "note": "dim",
    "trouble": "magenta",
    "head": "bold",
}
"""Style names; without colours, bold and dim remain."""

_INDENT = "  "
_MOST_SCOPED = 10
_MOST_TERMS = 24
_PREVIEW = 100
"""Characters of a paragraph that is only pointed at."""

_NARROW = 30
"""Columns below which indenting costs more than it shows."""


class Sheet:
    """Lines being laid out.

    Args:
        columns: Width of the terminal; ``None`` to leave every line as long as it is.
    """

    def __init__(self, columns: int | None) -> None:
        self._columns = columns
        self._margin = _INDENT if columns is not None and columns >= _NARROW else ""
        self._lines: list[Text] = []

    def put(self, text: Text | str, style: str = "", *, lead: str = "", lead_style: str = "", indent: str = "") -> None:
        """Add a text, wrapped; ``lead`` stands before its first line, and the others are indented as far."""
        body = Text(text, style=style) if isinstance(text, str) else text
        indent = self._margin + indent
        hang = indent + " " * width(lead)
        room = None if self._columns is None else max(self._columns - width(hang), 1)
        plain = body.plain
        # a place is read part by part: 《title》第3段 · heading
        spans = _lines(plain) if room is None else wrap(plain, room, at_spaces=style == "source")
        for number, span in enumerate(spans):
            line = Text(indent)
            line.append(lead, lead_style) if number == 0 else line.append(" " * width(lead))
            line.append_text(body[span.start : span.end] if len(span) else Text())
            line.rstrip()
            self._lines.append(line)

    def gap(self) -> None:
        """Add an empty line, unless there is one already or nothing stands above."""
        if self._lines and self._lines[-1].plain:
            self._lines.append(Text())

    def text(self) -> Text:
        """All lines, joined."""
        return Text("\n").join(self._lines)


def render(reply: Reply, language: Language, columns: int | None = None) -> Text:
    """The reply as it is shown in ``columns`` columns."""
    sheet = Sheet(columns)
    match reply:
        case Answered():
            _answered(sheet, reply, language)
        case Unanswered():
            _unanswered(sheet, reply, language)
        case Said():
            sheet.put(say(reply.key, language, **reply.facts), "trouble" if reply.tone is Tone.TROUBLE else "")
        case Passage():
            _passage(sheet, reply, language)
        case DocumentList():
            _documents(sheet, reply, language)
        case Scope():
            _scope(sheet, reply, language)
        case Explained():
            _explained(sheet, reply, language)
        case _:
            assert_never(reply)
    return sheet.text()


def _answered(sheet: Sheet, turn: Answered, language: Language) -> None:
    answer = turn.answer
    _understood(sheet, turn.understood_as, answer.suggestion, language)
    if answer.is_several:
        _several(sheet, answer, language)
        return
    first, *others = answer.citations
    _citation(sheet, first)
    sheet.put(
        f"{place(first.paragraph, language, dated=_several_days(answer))} · "
        + say("confidence", language, word=confidence_word(answer.confidence, language)),
        "source",
    )
    if answer.superseded_by:
        sheet.put(say("superseded_by", language, title=printable(answer.superseded_by)), "trouble")
    if others:
        sheet.gap()
        sheet.put(say("further_sources", language), "note")
        for number, citation in enumerate(others, start=2):
            _further(sheet, number, citation, answer, language)


def _several(sheet: Sheet, answer: Answer, language: Language) -> None:
    """The items of a list under their lead-in, or the answers to several questions and what they make."""
    if answer.lead:
        sheet.put(_short(_flat(answer.lead)), "note")
    for number, citation in enumerate(answer.citations, start=1):
        lead = f"{number}  "
        if citation.part:
            sheet.put(printable(citation.part), "note", lead=lead, lead_style="number")
            lead = " " * len(lead)
        if citation.marks or citation.span == citation.evidence:
            text = _marked(citation.paragraph, citation.span, citation.marks or (citation.span,))
        else:
            text = Text(_flat(citation.quote), "answer")
        sheet.put(text, lead=lead, lead_style="number")
        sheet.put(place(citation.paragraph, language, dated=_several_days(answer)), "source", indent=" " * len(lead))
    sheet.gap()
    if answer.computed is not None:
        sheet.put(calculation(answer.computed, language), "answer")
    if answer.superseded_by:
        sheet.put(say("superseded_by", language, title=printable(answer.superseded_by)), "trouble")
    if answer.missing:
        sheet.put(say("parts_missing", language, parts=printable("、".join(answer.missing))), "trouble")
    if answer.left:
        sheet.put(say("parts_left", language, count=answer.left), "trouble")
    sheet.put(say("confidence", language, word=confidence_word(answer.confidence, language)), "source")


def _citation(sheet: Sheet, citation: Citation) -> None:
    """The answer, and its sentence with the answer marked; once, where the sentence is the answer.

    A row of a table says nothing without its header: it stands above it.
    """
    alone = citation.span == citation.evidence and not citation.marks
    if not alone and not citation.marks:
        sheet.put(_flat(citation.quote), "answer")
    _header(sheet, citation.paragraph.context)
    if alone:
        sheet.put(_flat(citation.quote), "answer")
        return
    sheet.put(_marked(citation.paragraph, citation.evidence, citation.marks or (citation.span,)))


def _further(sheet: Sheet, number: int, citation: Citation, answer: Answer, language: Language) -> None:
    same = _flat(citation.picked) == _flat(answer.citations[0].picked)
    quote = "" if same else _short(_flat(citation.quote)) + "  "
    text = Text(quote)
    text.append(place(citation.paragraph, language, dated=_several_days(answer)), "source")
    sheet.put(text, lead=f"{number}  ", lead_style="number")


def _several_days(answer: Answer) -> bool:
    """Whether the sources speak from different days: then each is shown with its own."""
    return len({edition_day(citation.paragraph.document) for citation in answer.citations}) > 1


def _unanswered(sheet: Sheet, turn: Unanswered, language: Language) -> None:
    none = turn.no_answer
    _understood(sheet, turn.understood_as, none.suggestion, language)
    sheet.put(printable(reason(none, language)), "trouble")
    if none.nearest:
        sheet.gap()
        sheet.put(say("nearest", language), "note")
        for number, paragraph in enumerate(none.nearest, start=1):
            lead = f"{number}  "
            sheet.put(_short(_flat(paragraph.text)), lead=lead, lead_style="number")
            sheet.put(place(paragraph, language), "source", indent=" " * len(lead))


def _understood(sheet: Sheet, understood_as: str | None, suggestion: str | None, language: Language) -> None:
    if understood_as:
        sheet.put(say("understood_as", language, question=printable(understood_as)), "note")
    if suggestion:
        sheet.put(say("suggestion", language, question=printable(suggestion)), "note")


def _passage(sheet: Sheet, passage: Passage, language: Language) -> None:
    head = passage.paragraphs[passage.focus or 0]
    sheet.put(place(head, language), "source")
    sheet.put(printable(passage.document.path), "note")
    if passage.changed:
        sheet.put(say("passage_changed", language), "trouble")
    sheet.gap()
    digits = len(str(passage.paragraphs[-1].ordinal))
    whole = passage.view is View.WHOLE
    if passage.more_before and not whole:
        sheet.put("⋮", "note", indent=" " * (digits + 1))
    for at, (paragraph, header) in enumerate(zip(passage.paragraphs, headers(passage.paragraphs), strict=True)):
        _header(sheet, header, " " * (digits + len("▶   ")))
        focused = at == passage.focus
        lead = f"{'▶' if focused else ' '} {paragraph.ordinal:>{digits}}  "
        marks = (passage.marks or (passage.span,)) if focused and passage.span else ()
        # The whole paragraph marked shows nothing.
        shown = [mark for mark in marks if mark and mark != paragraph.span]
        style = "" if focused or passage.focus is None else "note"
        sheet.put(_marked(paragraph, paragraph.span, shown, style), lead=lead, lead_style="number")
    if passage.more_after and not whole:
        sheet.put("⋮", "note", indent=" " * (digits + 1))


def _header(sheet: Sheet, header: str, indent: str = "") -> None:
    """The words that belong to a paragraph though they stand elsewhere: the header above a row of a table."""
    if header:
        sheet.put(_short(_flat(header)), "note", indent=indent)


def _documents(sheet: Sheet, listing: DocumentList, language: Language) -> None:
    if not listing.total:
        key = "documents_none_match" if listing.filter else "documents_none"
        sheet.put(say(key, language, words=printable(listing.filter)), "trouble")
        return
    digits = len(str(max(one.number for one in listing.listed)))
    for one in listing.listed:
        lead = f"{'●' if listing.scoped and one.in_scope else ' '} {one.number:>{digits}}  "
        title = Text(printable(one.info.title), style="head")
        sheet.put(title, lead=lead, lead_style="number")
        sheet.put(" · ".join(_facts(one, language)), "note", indent=" " * width(lead))
    sheet.gap()
    facts = {"page": listing.page, "pages": listing.pages, "total": listing.total}
    sheet.put(say("documents_page", language, **facts), "note")
    if listing.page < listing.pages and not listing.filter:
        command = f"{name_of(Command.DOCUMENTS, language)} {listing.page + 1}"
        sheet.put(say("documents_next", language, command=command), "note")


def _facts(one: Listed, language: Language) -> list[str]:
    parts = [say("paragraph_count", language, count=one.paragraphs)]
    if day := listed_day(one.info, language):
        parts.append(day)
    return [*parts, say(one.state, language), printable(one.info.path)]


def _scope(sheet: Sheet, scope: Scope, language: Language) -> None:
    if scope.documents is None:
        sheet.put(say("scope_all", language))
        return
    sheet.put(say("scope_some", language, count=len(scope.documents)))
    for info in scope.documents[:_MOST_SCOPED]:
        sheet.put(printable(info.title), lead="· ")
    if len(scope.documents) > _MOST_SCOPED:
        sheet.put(say("and_more", language, count=len(scope.documents) - _MOST_SCOPED), "note")


def _explained(sheet: Sheet, explained: Explained, language: Language) -> None:
    found = explained.found
    known, absent = searched(found)
    if known:
        sheet.put(say("explain_terms", language), "note")
        sheet.put("　".join(printable(text) for text in known[:_MOST_TERMS]))
    if absent:
        sheet.put(say("explain_absent", language), "note")
        sheet.put("　".join(printable(text) for text in absent[:_MOST_TERMS]))
    sheet.gap()
    if not found.hits:
        sheet.put(say("explain_nothing", language), "trouble")
        return
    sheet.put(say("explain_hits", language), "note")
    readings = {reading.hit.paragraph.id: reading for reading in explained.readings}
    for why in explained.reasons:
        hit = why.hit
        lead = f"{hit.rank}  "
        where = place(hit.paragraph, language, dated=explained.newer is not None)
        sheet.put(where, "source", lead=lead, lead_style="number")
        below = " " * len(lead)
        if found.possible > 0:
            share = round(100 * sum(hit.contributions) / found.possible)
            words = (say("explain_hit", language, share=share), printable(matched(why, language)))
            sheet.put(" · ".join(filter(None, words)), "note", indent=below)
        for line in filter(None, (missing(why, language, absent), reranking(why, language))):
            sheet.put(printable(line), "note", indent=below)
        if reading := readings.get(hit.paragraph.id):
            span = _short(_flat(hit.paragraph.quote(reading.span)))
            percent = round(100 * reading.confidence)
            margin = f"{reading.margin:.1f}"
            sheet.put(say("explain_reading", language, span=span, percent=percent, margin=margin), indent=below)
    if told := newer_first(explained, language):
        sheet.gap()
        sheet.put(printable(told), "note")


def _marked(paragraph: Paragraph, part: Span, marks: Iterable[Span], style: str = "") -> Text:
    """A part of a paragraph with ranges of it highlighted, both counted in the document."""
    text = Text(printable(paragraph.quote(part)), style=style)
    for mark in marks:
        text.stylize("mark", max(mark.start - part.start, 0), max(mark.end - part.start, 0))
    return _unfolded(text)


def _unfolded(text: Text) -> Text:
    """A hard-wrapped paragraph on one line; beside a wide character a line end stands for nothing, else for a space."""
    whole = Text()
    for line in text.split("\n"):
        line.rstrip()
        gap = whole.plain and line.plain and not (width(whole.plain[-1]) > 1 or width(line.plain[0]) > 1)
        whole.append_text(Text(" ") if gap else Text()).append_text(line)
    return whole


def _flat(text: str) -> str:
    """A text on one line."""
    return _unfolded(Text(printable(text))).plain


def _short(text: str) -> str:
    return text if len(text) <= _PREVIEW else text[: _PREVIEW - 1] + "…"


def _lines(text: str) -> list[Span]:
    spans: list[Span] = []
    start = 0
    for part in text.split("\n"):
        spans.append(Span(start, start + len(part)))
        start += len(part) + 1
    return spans
