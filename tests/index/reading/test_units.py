"""Whether a text has a figure of the unit that is asked for."""

from __future__ import annotations

import pytest

from index.reading.units import lacks_count, lacks_unit
from index.text import fold


@pytest.mark.parametrize(
    ("question", "text", "lacks"),
    [
        ("渡口水温几度？", "渡口水深3.2米。", True),
        ("渡口水温几度？", "水温常年在12℃上下。", False),
        ("船票多少钱？", "船票在窗口出售，每人限购2张。", True),
        ("船票多少钱？", "船票每张5元。", False),
        ("船票多少钱？", "六岁以下免票。", False),
        ("船票多少钱一张？", "船票收入比上年提高2.1%。", True),
        ("船票一张多少钱？", "船票每张5元。", False),
        ("船票多少钱？", "学生票为全票的50%。", False),
        ("船票多少钱？", "咨询电话：0571-66778899。", True),
        ("船票多少钱？", "船票价目：成人12，学生6。", False),
        ("船票多少钱？", "窗口9:00至17:00开。", True),
        ("停航几天？", "停航十个工作日。", False),
        ("停航几天？", "停航时另行通知。", True),
        ("能带几本书上船？", "每人可带两册。", False),
        ("渡船能坐多少人？", "核定载客五十名。", False),
        ("渡船能坐多少人？", "船长十二米。", True),
        ("渡船什么时候开？", "渡船停航。", False),
        ("货舱能装几升油？", "货舱装油 200 ml。", False),
        ("渡船要开多久？", "渡船7月2日14:00开。", True),
        ("渡船要开多久？", "全程二十分钟。", False),
        ("渡船要停多久？", "8月1日至8月9日停航。", False),
        ("渡船多久检修一次？", "渡船每季度检修。", False),
        ("船上有几间客舱？", "一号客舱有桌、椅。", True),
        ("缺席的有几位？", "缺席的是船长、轮机长。", False),
        ("渡船停了好几天，该找谁？", "找站长。", False),
        ("船票多少钱由谁定？", "船票由协会定。", False),
    ],
)
def test_a_figure_of_another_unit_is_none_of_what_was_asked(question: str, text: str, lacks: bool) -> None:  # noqa: FBT001 - a case
    """Asked how warm the water is, nobody wants to hear how deep."""
    assert lacks_unit(fold(question).text, fold(text).text, "") is lacks


def test_a_bare_figure_may_have_its_unit_above() -> None:
    """「船票（元）」 stands once above the prices."""
    assert not lacks_unit("渡船可坐几人?", "甲船:40;", "核定人数(人)")
    assert lacks_unit("渡船可坐几人?", "甲船:40米;", "核定人数(人)")


@pytest.mark.parametrize(
    ("question", "span", "lacks"),
    [
        ("造船厂有多少工人?", "罚款80万元", True),
        ("造船厂有多少工人?", "工人310名", False),
        ("造船厂有多少工人?", "半数", False),
        ("造船厂有多少工人?", "张三、李四", False),
        ("造船厂有几个车间主任岗位?", "3月15日", True),
        ("造船厂的工人工资是多少?", "5800元", False),
        ("造船厂给工人多少工资?", "5800元", False),
        ("造船厂欠几个月工资?", "3个月", False),
        ("造船厂发布了几项规定?", "2月3日发布的第12号规定", True),
        ("造船厂发布了几项规定?", "两项规定", False),
    ],
)
def test_what_is_counted_is_not_what_is_measured(question: str, span: str, lacks: bool) -> None:  # noqa: FBT001 - a case
    """Asked how many work there, nobody wants to hear of a fine."""
    assert lacks_count(question, span) is lacks
