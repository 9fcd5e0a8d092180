"""Whether a text has a figure of the unit that is asked for."""

from __future__ import annotations

import pytest

from index.reading.units import lacks_unit
from index.text import fold


@pytest.mark.parametrize(
    ("question", "text", "lacks"),
    [
        ("渡口水温几度？", "渡口水深3.2米。", True),
        ("渡口水温几度？", "水温常年在12℃上下。", False),
        ("船票多少钱？", "船票在窗口出售，每人限购2张。", True),
        ("船票多少钱？", "船票每张5元。", False),
        ("船票多少钱？", "六岁以下免票。", False),
        ("停航几天？", "停航十个工作日。", False),
        ("停航几天？", "停航时另行通知。", True),
        ("能带几本书上船？", "每人可带两册。", False),
        ("渡船能坐多少人？", "核定载客五十名。", False),
        ("渡船能坐多少人？", "船长十二米。", True),
        ("渡船什么时候开？", "渡船停航。", False),
    ],
)
def test_a_figure_of_another_unit_is_none_of_what_was_asked(question: str, text: str, lacks: bool) -> None:  # noqa: FBT001 - a case
    """Asked how warm the water is, nobody wants to hear how deep."""
    assert lacks_unit(fold(question).text, fold(text).text) is lacks
