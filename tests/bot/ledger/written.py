"""What the tests of the ledger write into it, and the clock it is told by."""

from __future__ import annotations

from bot.ledger import Asked, Kept
from index.model import Citation, DocumentInfo, Paragraph, Span

DAY = 24 * 3600
"""Seconds."""


class Clock:
    """A time that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1_750_000_000.0

    def __call__(self) -> float:
        """Seconds since the epoch."""
        return self.now


def paragraph(ordinal: int, text: str = "年内发展党员6202名。", version: str = "v1") -> Paragraph:
    """A paragraph with every field filled in."""
    info = DocumentInfo("报告", "报告.txt", "年度报告", version)
    start = ordinal * 100
    return Paragraph(
        info,
        ordinal,
        Span(start, start + len(text)),
        text,
        ("一、组织", "（一）发展"),
        "第三条",
        page=2,
        last_page=3,
        part="表一",
        context="部门 项目 <万元>",
    )


def asked(person: int = 7, chat: int = 7, *, answered: bool = True, message: int = 5) -> Asked:
    """A question."""
    return Asked(chat, person, f"{chat}", "发展多少？", answered, 0.9, 12.5, question_message=message)


def kept(text: str = "年内发展党员6202名。") -> Kept:
    """A paragraph with what was cited in it and what stood around it."""
    here = paragraph(12, text)
    citation = Citation(here, here.span, Span(1206, 1211), (Span(1206, 1208),))
    return Kept(here, citation, (paragraph(11), here, paragraph(13)))
