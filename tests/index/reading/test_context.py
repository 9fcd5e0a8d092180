from datetime import date

from index.model import DateSource, DocumentInfo, Paragraph, Span
from index.reading.context import context_of

INFO = DocumentInfo("1", "规定.txt", "借阅规定", "v", date(2025, 3, 1), DateSource.TEXT)


def paragraph(text: str, ordinal: int = 2, info: DocumentInfo = INFO, **more: object) -> Paragraph:
    made = Paragraph(info, ordinal, Span(0, len(text)), text)
    for name, value in more.items():
        object.__setattr__(made, name, value)
    return made


def test_a_reader_sees_when_where_and_under_what_it_was_said() -> None:
    """「周一闭馆」 says nothing without the branch it is said of."""
    found = context_of(paragraph("周一闭馆。", headings=("三、东城分馆",)), paragraph("每日九点开馆。", 1))
    assert found.split(" | ") == ["2025年3月1日", "借阅规定", "三、东城分馆", "每日九点开馆。"]


def test_what_an_item_hangs_on_comes_before_the_line_before() -> None:
    """The lead-in of a list says more than the item above."""
    found = context_of(paragraph("身份证。", context="办证时请带："), paragraph("照片两张。", 1))
    assert "办证时请带：" in found
    assert "照片" not in found


def test_the_day_of_a_file_is_not_the_day_of_what_it_says() -> None:
    """A copied file would make last year's figures this year's."""
    info = DocumentInfo("1", "规定.txt", "借阅规定", "v", date(2026, 1, 1), DateSource.FILE)
    assert context_of(paragraph("周一闭馆。", info=info), None) == "借阅规定"


def test_a_long_paragraph_needs_no_line_before() -> None:
    """It says itself what it is about; the pieces are better spent on it."""
    assert context_of(paragraph("甲" * 200), paragraph("上一段。", 1)) == "2025年3月1日 | 借阅规定"


def test_a_year_said_above_is_read_with_the_paragraph() -> None:
    """「年内」 alone names no year."""
    assert "2023年" in context_of(paragraph("年内停航九天。"), None, "2023").split(" | ")
