"""The day a document takes force."""

from __future__ import annotations

from datetime import date

import pytest

from index.answering.taking_force import Coming, taking_force
from index.model import DateSource, Document, DocumentInfo, Paragraph, ParagraphId, Span, cut


def paragraph(text: str, title: str = "游泳馆管理办法") -> Paragraph:
    return cut(Document(DocumentInfo("甲", "甲", title, "v"), text), 1, Span(0, len(text)))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("第二十条 本办法自2027年1月1日起施行。", date(2027, 1, 1)),
        ("本办法由体育局解释。本办法自2027年3月起正式实施。", date(2027, 3, 1)),
        ("本办法自二〇二七年一月一日起执行。", date(2027, 1, 1)),
        ("（2026年11月3日发布，自2027年1月1日起施行）", date(2027, 1, 1)),
        ("自2027年1月1日起施行。", date(2027, 1, 1)),
    ],
)
def test_the_day_is_read_where_it_is_said(text: str, day: date) -> None:
    """Rules say themselves from when on they count."""
    found = taking_force(paragraph(text))
    assert found is not None
    assert found.day == day
    assert "起" in found.paragraph.quote(found.sentence)


@pytest.mark.parametrize(
    "text",
    [
        "本办法第三条自2027年1月1日起施行。",
        "《水费标准》自2027年1月1日起施行。",
        "会员卡自2027年1月1日起启用新卡面。",
        "本规则自2027年1月1日起施行。",
        "本办法自发布之日起施行。",
        "本办法自2027年2月31日起施行。",
    ],
)
def test_of_anything_else_no_day_is_taken(text: str) -> None:
    """One article, or another rule, may begin on another day than the document."""
    assert taking_force(paragraph(text)) is None


@pytest.mark.parametrize(
    ("said", "title", "day", "coming"),
    [
        ("本办法自2027年1月1日起施行。", "游泳馆管理办法（2026年修订）", None, True),
        ("本办法自2026年1月1日起施行。", "游泳馆管理办法（2027年修订）", None, False),
        ("", "游泳馆管理办法（2027年修订）", None, True),
        ("", "游泳馆管理办法（2026年修订）", None, False),
        ("", "游泳馆管理办法", date(2026, 12, 1), True),
        ("", "游泳馆管理办法", date(2026, 5, 1), False),
    ],
)
def test_what_begins_later_is_to_come(said: str, title: str, day: date | None, *, coming: bool) -> None:
    """What it says itself counts, else its own date, else its name."""
    document = DocumentInfo("甲", "甲", title, "v", day, DateSource.TEXT if day else None)

    def paragraphs(_key: ParagraphId, _before: int, _after: int) -> tuple[Paragraph, ...]:
        return (paragraph(said, title),) if said else ()

    assert Coming(paragraphs, lambda: date(2026, 6, 15))(document) is coming
