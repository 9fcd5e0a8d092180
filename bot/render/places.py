"""Where a paragraph stands and how sure an answer is, in words."""

from __future__ import annotations

from bot.messages import Language
from bot.wording import say
from index.model import DateSource, DocumentInfo, Paragraph

_HIGH = 0.8
_MEDIUM = 0.5
_LEGIBLE = 0.9
"""Confidence of the recognised text of a picture from which on nobody need be warned."""


def confidence_word(confidence: float, language: Language) -> str:
    """A calibrated probability as a word (高, 中, 低): a raw figure invites to compare what cannot be compared."""
    level = "high" if confidence >= _HIGH else "medium" if confidence >= _MEDIUM else "low"
    return say(f"confidence_{level}", language)


def place_parts(paragraph: Paragraph, language: Language) -> list[str]:
    """Paragraph number, page, part, headings, article, each for itself, and whether it was read by OCR."""
    parts = [say("paragraph", language, number=paragraph.ordinal)]
    if paragraph.page is not None:
        last = paragraph.last_page
        if last is None or last == paragraph.page:
            parts.append(say("page", language, number=paragraph.page))
        else:
            parts.append(say("pages", language, first=paragraph.page, last=last))
    if paragraph.placement and paragraph.placement.confidence is not None:
        parts.append(say("ocr" if paragraph.placement.confidence >= _LEGIBLE else "ocr_doubtful", language))
    if paragraph.part:
        parts.append(paragraph.part)
    if paragraph.headings:
        parts.append(" › ".join(paragraph.headings))
    if paragraph.article and not any(paragraph.article in heading for heading in paragraph.headings):
        parts.append(paragraph.article)
    return parts


def spoken_day(document: DocumentInfo) -> str | None:
    """The day a document says it speaks from; the day its file was saved says nothing."""
    return document.date.isoformat() if document.date and document.date_source is not DateSource.FILE else None


def edition_day(document: DocumentInfo) -> str | None:
    """The day that tells a document from its other editions: its own, else the year its path alone names."""
    day = spoken_day(document)
    if day is not None:
        return day
    from index.text.editions import edition_of  # noqa: PLC0415 - a prompt is shown before anything is searched

    year = edition_of(document.title, document.path).year
    return str(year) if year is not None and edition_of(document.title).year is None else None


def listed_day(document: DocumentInfo, language: Language) -> str | None:
    """The day of a document in a list of documents; marked where it is only the day its file was saved."""
    if document.date is None:
        return None
    day = document.date.isoformat()
    return say("file_day", language, day=day) if document.date_source is DateSource.FILE else day


def place(paragraph: Paragraph, language: Language, *, dated: bool = False) -> str:
    """Title, paragraph, page and heading of a paragraph: ``《年度报告》第12段 · 第3页 · 二、组织``.

    Args:
        paragraph: What is named.
        language: Of the words between.
        dated: Add the day the document speaks from, for readers who compare it with another one.
    """
    title = say("title", language, title=paragraph.document.title)
    first, *others = place_parts(paragraph, language)
    day = edition_day(paragraph.document) if dated else None
    others += [day] if day else []
    gap = " " if language is Language.EN else ""
    return " · ".join([f"{title}{gap}{first}", *others])
