"""Limits people say instead of typing a command."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import requests
from bot.limits import EVERYTHING, Limit, said
from bot.requests import Command, Request


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("只看2024年的", Limit("2024年", "")),
        ("只看借阅规则", Limit("借阅规则", "")),
        ("以后只在《借阅规则》里找", Limit("借阅规则", "")),
        ("只看2024年的报告", Limit("2024年 报告", "")),
        ("看全部文件", Limit(EVERYTHING, "")),
        ("不限了", Limit(EVERYTHING, "")),
        ("在借阅规则里找：逾期怎么办", Limit("借阅规则", "逾期怎么办")),
        ("只看借阅规则：逾期怎么办？", Limit("借阅规则", "逾期怎么办？")),
        ("第三份讲什么", Limit("3", "讲什么")),
        ("第2篇报告主要讲了什么？", Limit("2", "主要讲了什么？")),
        ("從借閱規則裡查一下逾期怎麼辦", Limit("借閱規則", "逾期怎麼辦")),
        ("only 2024", Limit("2024", "")),
        ("Only look at the 2024 reports.", Limit("2024", "")),
        ("search only in the handbook", Limit("handbook", "")),
        ("limit the search to 借阅规则", Limit("借阅规则", "")),
        ("all documents again", Limit(EVERYTHING, "")),
        ("no limit", Limit(EVERYTHING, "")),
        ("in the handbook: how many days?", Limit("handbook", "how many days?")),
        ("look in 借阅规则 for 逾期怎么办", Limit("借阅规则", "逾期怎么办")),
        ("what is the third document about?", Limit("3", "讲什么")),
        ("What does file 12 say", Limit("12", "讲什么")),
    ],
)
def test_a_limit_is_understood(text: str, limit: Limit) -> None:
    """Nobody should have to learn a command to stay in one document."""
    assert said(text) == limit


@pytest.mark.parametrize(
    "text",
    [
        "在哪里找停车位",
        "在图书馆里看书要证件吗",
        "看病，怎么报销",
        "只看书不借书要办证吗",
        "根据规定，谁负责",
        "只",
        "",
        "only who may borrow here",
        "what is in the handbook: rules or prices",
        "in 2024, how many students were there",
        "opening hours: what are they",
        "read the meter how",
    ],
)
def test_a_question_is_no_limit(text: str) -> None:
    """What only begins like one is a question to all documents."""
    assert said(text) is None


def test_a_limit_for_all_that_follows_is_the_command() -> None:
    """So whoever may not use the command in a group may not say it either."""
    assert requests.parse("只看2024年的") == Request(Command.SCOPE, "2024年")
    assert requests.parse("只看借阅规则：逾期怎么办").command is Command.ASK


@given(st.text(max_size=60))
def test_any_text_can_be_looked_at(text: str) -> None:
    """Nothing typed may stop the program."""
    said(text)
