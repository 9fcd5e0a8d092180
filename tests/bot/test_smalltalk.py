from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.smalltalk import recognise, without_greeting

TALK = {
    "chat_greeting": ["你好", "您好！", "你好呀~", "妳好", "大家好", "Hello", "hi there!", "早上好", "你好你好", "早"],
    "chat_thanks": ["谢谢", "謝謝你！", "非常感谢您的帮助", "好的谢谢", "Thanks a lot!", "谢谢👍", "辛苦了"],
    "chat_bye": ["再见", "拜拜啦", "Goodbye"],
    "chat_who": ["你是谁？", "你是誰", "Who are you?", "你叫什么名字", "你好，你是谁？", "请介绍一下你自己"[1:]],
    "chat_able": ["你能做什么", "你能做什麼？", "你可以帮我做什么", "你有什么功能", "What can you do?", "怎么用你"],
}


@pytest.mark.parametrize(("key", "text"), [(key, text) for key, texts in TALK.items() for text in texts])
def test_small_talk_is_recognised(key: str, text: str) -> None:
    """A greeting answered with "nothing found" is the first thing a newcomer would see."""
    assert recognise(text) == key


@pytest.mark.parametrize(
    "text",
    [
        "你好，请问全省有多少党员？",
        "谢谢的英文是什么？",
        "谁是馆长？",
        "感谢信是谁写的",
        "再见是哪一年出版的",
        "你好吗这首歌的作者是谁",
        "机器人能做什么",
        "早，中，晚三次服药分别是几点",
        "88",
        "思考",
        "hi-fi 音响有几台",
        "",
        "？？？",
    ],
)
def test_a_question_is_no_small_talk(text: str) -> None:
    """A question taken for a greeting is never searched, and the person cannot tell why."""
    assert recognise(text) is None


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("你好，请问全省有多少党员？", "请问全省有多少党员？"),
        ("您好！ 您好，借期多少天", "借期多少天"),
        ("Hi there, how many members?", "how many members?"),
        ("早，中，晚三次服药分别是几点", "早，中，晚三次服药分别是几点"),
        ("你好", "你好"),
        ("你好，", "你好，"),
        ("你好吗这首歌的作者是谁", "你好吗这首歌的作者是谁"),
    ],
)
def test_the_greeting_before_a_question_is_taken_off(text: str, question: str) -> None:
    """你好 is a word like any other to a search, and would find paragraphs that greet."""
    assert without_greeting(text) == question


@given(st.text())
def test_nothing_is_too_strange_to_be_looked_at(text: str) -> None:
    """What people paste must not break the conversation."""
    recognise(text)
    assert text.endswith(without_greeting(text))
