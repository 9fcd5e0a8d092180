"""Tables in plain text: rows where lines have cells under a header, lines everywhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.loading.line_tables import table_blocks
from tests.index.loading.reading import paragraphs

ROWS = (("站名", "地址", "电话"), ("东站", "河东路18号", "7701"), ("西站", "河西街7号", "7702"))


@pytest.mark.parametrize(
    "text",
    [
        "\n".join("\t".join(row) for row in ROWS),
        "\n".join(" | ".join(row) for row in ROWS),
        "\n".join("| " + " | ".join(row) + " |" for row in (ROWS[0], ("---",) * 3, *ROWS[1:])),
        "\n".join("    ".join(row) for row in ROWS),
        "\n".join("│".join(row) for row in ROWS),
    ],
)
def test_lines_under_a_header_are_rows(tmp_path: Path, text: str) -> None:
    """What stands around them stays lines; each cell knows its column, and stands where it says."""
    found = paragraphs(tmp_path, "表.txt", f"服务站一览\n{text}\n备注：西站六月起停用。")
    assert (found[0].text, found[-1].text) == ("服务站一览", "备注：西站六月起停用。")
    row = found[3]
    assert [(row.quote(cell.span), cell.column, cell.row) for cell in row.cells] == [
        ("西站", "站名", "西站"),
        ("河西街7号", "地址", "西站"),
        ("7702", "电话", "西站"),
    ]
    assert row.context == "站名 地址 电话"
    assert len(found) == 5


@pytest.mark.parametrize(
    "text",
    [
        "怎样续借？\t在自助机上续借，也可以打电话。\n丢了怎么办？\t照价赔偿。\n几点闭馆？\t二十一点。",
        "甲方：东站    乙方：西站\n日期：三月    地点：北闸\n金额：三万    备注：无",
        "张　三\n李　四\n王　五",
        "a | b\nc | d",
        "for x in y:\n    print(x)\n    print(y)\n    print(z)",
    ],
)
def test_lines_without_a_header_stay_lines(text: str) -> None:
    """Questions with answers, forms, names set wide, code."""
    assert table_blocks(text) is None


@given(st.lists(st.text("甲乙12|\t 　-", max_size=30), max_size=12).map("\n".join))
def test_no_word_is_lost_or_moved(text: str) -> None:
    """Pieces stand in order and hold every word once."""
    blocks = table_blocks(text) or []
    reached = 0
    for block in blocks:
        assert block.span.start >= reached
        reached = block.span.end
    words = "".join(block.span.of(text) for block in blocks)
    assert not blocks or [c for c in words if c in "甲乙12"] == [c for c in text if c in "甲乙12"]
