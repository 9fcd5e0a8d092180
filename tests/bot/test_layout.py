from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.render.layout import NOT_FIRST, NOT_LAST, width, wrap

CHINESE = st.text(alphabet=st.sampled_from("年内发展党员六千名，。；：、（）《》「」“”……——1234.,% ab-cZ\n👨‍👩‍👧é𠮷"))


def lines(text: str, columns: int) -> list[str]:
    return [span.of(text) for span in wrap(text, columns)]


def test_a_line_neither_begins_with_what_closes_nor_ends_with_what_opens() -> None:
    """A comma at the beginning of a line reads like a misprint."""
    text = "年内发展党员6202名，比上年增加1,234名（含预备党员）；其中《党章》规定“三会一课”……——编号39-NQ/TW。"
    for columns in range(8, 60):
        for line in lines(text, columns):
            assert line[0] not in NOT_FIRST, (columns, line)
            assert line[-1] not in NOT_LAST, (columns, line)


def test_words_codes_and_numbers_stay_whole_while_they_fit() -> None:
    """A number broken in two is read as two numbers."""
    text = "编号39-NQ/TW的文件共1,234.5万字，见https页"
    whole = {"39-NQ/TW", "1,234.5"}
    for columns in range(9, 40):
        shown = "\n".join(lines(text, columns))
        assert all(word in shown for word in whole), columns


@pytest.mark.parametrize(
    ("text", "columns", "expected"),
    [
        ("一二三四", 4, ["一二", "三四"]),
        ("一二三四", 5, ["一二", "三四"]),
        ("一二，三", 4, ["一", "二，", "三"]),
        ("（一）二", 4, ["（", "一）", "二"]),
        ("hello world again", 11, ["hello world", "again"]),
        ("supercalifragilistic", 8, ["supercal", "ifragili", "stic"]),
        ("a\n\nb", 10, ["a", "", "b"]),
        ("  前导空格", 20, ["前导空格"]),
        ("👨‍👩‍👧👨‍👩‍👧", 2, ["👨‍👩‍👧", "👨‍👩‍👧"]),
        ("", 10, [""]),
    ],
)
def test_lines_break_where_they_should(text: str, columns: int, expected: list[str]) -> None:
    """The plain cases, spelt out."""
    assert lines(text, columns) == expected


@given(st.one_of(CHINESE, st.text()), st.integers(min_value=1, max_value=50))
def test_nothing_is_lost_and_nothing_is_too_wide(text: str, columns: int) -> None:
    """Every character that can be seen is in exactly one line, and no line spills over unless one character does."""
    spans = wrap(text, columns)
    covered = [n for span in spans for n in range(span.start, span.end)]
    assert covered == sorted(set(covered))
    assert all(text[n].isspace() for n in set(range(len(text))) - set(covered))
    for span in spans:
        line = span.of(text)
        assert "\n" not in line
        # Marks that join to their base make a single cluster of any width.
        assert width(line) <= columns or len(line) == 1 or columns < 2 or _one_cluster(line)


def _one_cluster(line: str) -> bool:
    return len(wrap(line, 1)) == 1
