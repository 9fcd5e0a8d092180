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
