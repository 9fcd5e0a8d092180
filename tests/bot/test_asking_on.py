"""Messages that ask of the answer itself."""

from __future__ import annotations

import pytest

from bot.asking_on import Asks, asked_on


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("第二个呢？", 2),
        ("那第3条呢", 3),
        ("第十二项是什么", 12),
        ("第二点具体说的是什么", 2),
        ("the second one?", 2),
        ("第一個呢", 1),
    ],
)
def test_an_item_is_asked_for_by_its_number(text: str, number: int) -> None:
    """Whoever sees a list points at its items."""
    asked = asked_on(text)
    assert asked is not None
    assert (asked.what, asked.number) == (Asks.NUMBERED, number)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("还有呢", Asks.MORE),
        ("還有別的嗎？", Asks.MORE),
        ("其他的呢", Asks.MORE),
        ("除此之外还有吗", Asks.MORE),
        ("anything else?", Asks.MORE),
        ("然后呢？", Asks.BEHIND),
        ("接下來呢", Asks.BEHIND),
        ("继续", Asks.BEHIND),
        ("and then?", Asks.BEHIND),
        ("详细点", Asks.WHOLE),
        ("能不能说详细一点", Asks.WHOLE),
        ("展开说说", Asks.WHOLE),
        ("more detail", Asks.WHOLE),
    ],
)
def test_more_is_asked_for_in_few_words(text: str, what: Asks) -> None:
    """People say no more than that."""
    asked = asked_on(text)
    assert asked is not None
    assert asked.what is what


@pytest.mark.parametrize(
    "text",
    [
        "还有哪些部门参加了会议？",
        "然后去哪里盖章？",
        "第二个馆几点关门",
        "第二条怎么规定的",
        "第一条线路呢",
        "其他人呢",
        "详细地址是什么",
        "继续教育有什么要求",
        "后来谁当了馆长",
        "更多优惠怎么领",
        "next train when?",
        "",
    ],
)
def test_a_question_of_its_own_is_none(text: str) -> None:
    """A whole question is asked of the documents, however it begins."""
    assert asked_on(text) is None
