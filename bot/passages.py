"""Paragraphs to look at: a citation in its surroundings, the whole paragraph, what stands before and behind it."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import StrEnum

from bot.messages import Passage, Said, Tone, View
from bot.rights.shelf import ReadableShelf
from index.model import Citation, Paragraph, ParagraphId, Span

_CONTEXT = 1
"""Paragraphs shown before and behind a citation."""

_STEP = 3
"""Paragraphs shown by one 上文 or 下文."""


class Since(StrEnum):
    """What became of the document of a paragraph since it was shown; the value is the key of the sentence about it."""

    ELSEWHERE = "passage_elsewhere"
    """It changed, but not there."""
    CHANGED = "passage_changed"
    GONE = "passage_gone"


@dataclass(frozen=True, slots=True)
class Kept:
    """A paragraph as it was when it was shown under a question.

    Attributes:
        paragraph: The paragraph then.
        citation: What was cited in it; ``None`` where it was only among the nearest.
        surroundings: The paragraphs around it then, itself included, in order; may have been cut short.
    """

    paragraph: Paragraph
    citation: Citation | None
    surroundings: tuple[Paragraph, ...]


def passage(library: ReadableShelf, key: ParagraphId, view: View, cited: Citation | None = None) -> Passage | Said:
    """A paragraph, or what stands around it.

    Args:
        library: The documents, as they look to the reader.
        key: The paragraph.
        view: What to show of it or around it.
        cited: What was cited when the answer was given. Where the document has changed there since, it is shown as
            it was cited and marked as changed.
    """
    if not library.readable.includes(key.document):
        return Said("paragraph_gone", tone=Tone.TROUBLE)
    now = library.paragraph(key)
    changed = cited is not None and has_changed(library, cited.paragraph)
    if view in (View.BEFORE, View.AFTER):
        near = around(library, key, view)
        if isinstance(near, Said):
            return near if now is not None else Said("paragraph_gone", tone=Tone.TROUBLE)
        return dataclasses.replace(near, changed=changed)
    if cited is not None and changed:
        return _as_kept(cited.paragraph, cited, view)
    if now is None:
        return Said("paragraph_gone", tone=Tone.TROUBLE)
    return _show(library, now, view, cited)


def around(library: ReadableShelf, key: ParagraphId, view: View) -> Passage | Said:
    """What stands before or behind a paragraph, without it."""
    before, after = (_STEP + 1, 0) if view is View.BEFORE else (0, _STEP + 1)
    near = library.neighbours(key, before, after)
    others = tuple(p for p in near if p.id != key)
    if not others:
        return Said("document_begins" if view is View.BEFORE else "document_ends", tone=Tone.TROUBLE)
    more = len(others) > _STEP
    if view is View.BEFORE:
        return Passage(others[-_STEP:], view, more_before=more, more_after=True)
    return Passage(others[:_STEP], view, more_before=True, more_after=more)


def reopen(library: ReadableShelf, kept: Kept, view: View, start: int) -> Passage | Said:
    """A paragraph that was shown some time ago, or what stands around it.

    As the document has it now while the paragraph is the same, else as it was kept.

    Args:
        library: The documents, as they look to the reader.
        kept: The paragraph as it was shown.
        view: What to show of it or around it.
        start: Ordinal of the paragraph to go on from, before or behind; for the others it is the kept one.
    """
    if not library.readable.includes(kept.paragraph.document.id):
        return Said("paragraph_gone", tone=Tone.TROUBLE)
    became = since(library, kept.paragraph)
    if became in {None, Since.ELSEWHERE}:
        if view in {View.BEFORE, View.AFTER}:
            return passage(library, ParagraphId(kept.paragraph.document.id, start), view)
        return _noting(passage(library, kept.paragraph.id, view, kept.citation), became)
    if view not in {View.BEFORE, View.AFTER}:
        return _noting(_as_kept(kept.paragraph, kept.citation, view), became)
    if view is View.BEFORE:
        near = tuple(p for p in kept.surroundings if p.ordinal < start)[-_STEP:]
    else:
        near = tuple(p for p in kept.surroundings if p.ordinal > start)[:_STEP]
    if not near:
        return Said("document_begins" if view is View.BEFORE else "document_ends", tone=Tone.TROUBLE)
    return Passage(near, view, changed=True, notice=became or "")


def since(library: ReadableShelf, paragraph: Paragraph) -> Since | None:
    """What became of the document of a paragraph since it was shown; ``None`` where it is as it was."""
    if not has_changed(library, paragraph):
        now = library.paragraph(paragraph.id)
        return Since.ELSEWHERE if now and now.document.version != paragraph.document.version else None
    is_there = library.paragraph(ParagraphId(paragraph.document.id, 1)) is not None
    return Since.CHANGED if is_there else Since.GONE


def has_changed(library: ReadableShelf, paragraph: Paragraph) -> bool:
    """Whether the documents have another text in the place of a paragraph that was shown, or none."""
    now = library.paragraph(paragraph.id)
    return now is None or now.text != paragraph.text


def _noting(shown: Passage | Said, became: Since | None) -> Passage | Said:
    return dataclasses.replace(shown, notice=became or "") if isinstance(shown, Passage) else shown


def _as_kept(paragraph: Paragraph, cited: Citation | None, view: View) -> Passage:
    if cited is None:
        return Passage((paragraph,), view, 0, changed=True)
    return Passage((paragraph,), view, 0, cited.evidence, cited.span, cited.marks, changed=True)


def _show(library: ReadableShelf, now: Paragraph, view: View, cited: Citation | None) -> Passage:
    """A paragraph as it stands in the index now, with what was cited marked where it stands now."""
    width = _CONTEXT if view is View.SOURCE else 0
    near = library.neighbours(now.id, width + 1, width + 1)
    at = next((n for n, p in enumerate(near) if p.id == now.id), None)
    if at is None:
        near, at = (now,), 0
    first, last = max(0, at - width), at + width + 1
    evidence: Span | None = None
    span: Span | None = None
    marks: tuple[Span, ...] = ()
    if cited is not None:
        by = now.span.start - cited.paragraph.span.start
        evidence, span = cited.evidence.shifted(by), cited.span.shifted(by)
        marks = tuple(mark.shifted(by) for mark in cited.marks)
    return Passage(
        near[first:last],
        view,
        at - first,
        evidence,
        span,
        marks,
        more_before=first > 0,
        more_after=last < len(near),
    )
