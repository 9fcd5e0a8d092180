"""Links tapped: who gets to read what, with which buttons, and what is said where there is nothing."""

from __future__ import annotations

import re

import pytest

from tests.bot.telegram_app.recorder import Call
from tests.bot.telegram_app.stage import ADMIN, FRIEND, GROUP, STRANGER, Stage
from tests.bot.telegram_app.telegram_rules import plain

_QUESTION = "每张借书证一次可借多少册？"
_LINK = re.compile(r'<a href="https://t\.me/yinju_bot\?start=([A-Za-z0-9_-]{1,64})">')


def payload(stage: Stage) -> str:
    """Of the link of an answer."""
    found = _LINK.search(stage.write(_QUESTION, FRIEND)[0].text)
    assert found is not None
    return found[1]


def labels(call: Call) -> list[str]:
    return [button["text"] for button in call.buttons]


def test_an_answer_carries_the_link_of_its_paragraph(stage: Stage) -> None:
    """In its text, which is what a forwarded message keeps, and as a button to copy it."""
    (call,) = stage.write(_QUESTION, FRIEND)
    copied = next(button for button in call.buttons if button["text"] == "复制链接")["copy_text"]["text"]
    assert f'<a href="{copied}">《青禾图书馆开放规定》第4段</a>' in call.text


def test_a_link_opens_the_paragraph_with_its_buttons(stage: Stage) -> None:
    """As 原文 does, without a question."""
    (call,) = stage.write(f"/start {payload(stage)}", FRIEND)
    assert plain(call.text) == "《青禾图书馆开放规定》第4段\n每张借书证一次可借10册，借期30天。"
    assert labels(call) == ["原文", "上文", "下文", "复制链接"]
    after, _ = stage.press(call, "下文", FRIEND)
    assert "逾期每册每天收费0.2元" in after.text
    assert stage.parts.ledger.statistics.summary(1).asked == 1, "opening a link is no question"


def test_a_long_paragraph_is_turned_page_by_page(stage: Stage) -> None:
    """A paragraph may be longer than a message."""
    (stage.folder / "documents" / "长.txt").write_text(
        "长规定\n" + "借书证每次可借十册。" * 900 + "\n", encoding="utf-8"
    )
    stage.parts.library.refresh()
    listed = stage.write("/documents 长规定", FRIEND)[0]
    (call,) = stage.write(f"/start {_LINK.findall(listed.text)[0]}", FRIEND)
    assert "1/3" in labels(call)
    second, _ = stage.press(call, "›", FRIEND)
    assert "2/3" in labels(second)


def test_far_away_paragraphs_are_reached_step_by_step(stage: Stage) -> None:
    """The buttons remember how far one has gone."""
    text = "长规定\n" + "".join(f"第{n}条的内容。\n" for n in range(2, 40))
    (stage.folder / "documents" / "长.txt").write_text(text, encoding="utf-8")
    stage.parts.library.refresh()
    listed = stage.write("/documents 长规定", FRIEND)[0]
    (call,) = stage.write(f"/start {_LINK.findall(listed.text)[0]}", FRIEND)
    assert "第3条" in call.text
    for last in (6, 9, 12):
        label = "下文" if last == 6 else "⇩"
        call, _ = stage.press(call, label, FRIEND)
        assert f"第{last}条" in call.text
        assert f"第{last + 1}条" not in call.text
    call, _ = stage.press(call, "原文", FRIEND)
    assert "第2条" in call.text
    call, _ = stage.press(call, "上文", FRIEND)
    assert "文档开头" in call.text


def test_a_stranger_learns_nothing_from_a_link(stage: Stage) -> None:
    """Passed on too far: not even whether it leads anywhere."""
    (call,) = stage.write(f"/start {payload(stage)}", STRANGER)
    assert "只为获准的人服务" in call.text
    assert "图书馆" not in call.text
    stage.write("/start", STRANGER)
    shown = stage.press_data(f"k:{payload(stage)}:w", STRANGER, STRANGER)
    assert [call.sent.get("text") for call in shown] == [None]


def test_a_group_opens_what_its_scope_holds(stage: Stage) -> None:
    """What its administrators chose holds for links as for questions."""
    link = payload(stage)
    (call,) = stage.write(f"/start@yinju_bot {link}", FRIEND, GROUP)
    assert "借期30天" in call.text
    stage.write("/scope 年度", ADMIN, GROUP)
    (call,) = stage.write(f"/start@yinju_bot {link}", FRIEND, GROUP)
    assert "这个链接打不开了" in call.text
    assert "打不开了" in stage.press_data(f"k:{link}:w", GROUP, FRIEND)[-1].sent["text"]


def test_a_persons_own_scope_forbids_no_link(stage: Stage) -> None:
    """Somebody sent it to be read."""
    link = payload(stage)
    stage.write("/scope 年度", FRIEND)
    assert "借期30天" in stage.write(f"/start {link}", FRIEND)[0].text


def test_a_document_left_out_is_opened_by_nobody(stage: Stage) -> None:
    """Neither its links nor the buttons under what they once showed; its name in the list is no link any more."""
    link = payload(stage)
    (call,) = stage.write(f"/start {link}", FRIEND)
    (ask,) = stage.write("/forget 1", ADMIN)
    stage.press(ask, "确定", ADMIN)
    assert "这个链接打不开了" in stage.write(f"/start {link}", FRIEND)[0].text
    (popup,) = stage.press(call, "下文", FRIEND)
    assert "打不开了" in popup.sent["text"]
    assert len(_LINK.findall(stage.write("/documents", FRIEND)[0].text)) == 2


def test_a_changed_paragraph_is_told_as_changed(stage: Stage) -> None:
    """Nobody quotes as the linked text what is not."""
    link = payload(stage)
    path = stage.folder / "documents" / "图书馆.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("10册", "12册"), encoding="utf-8")
    stage.parts.library.refresh()
    (call,) = stage.write(f"/start {link}", FRIEND)
    assert plain(call.text).startswith(
        "链接的那一段后来改动或删除了，这里是现在同一位置的内容：\n《青禾图书馆开放规定》第4段\n"
    )
    assert "12册" in call.text


@pytest.mark.parametrize(
    "forged", ["p", "x", "p" + "A" * 35, "../../etc/passwd", "p" + "A" * 36 + " 2", "图书馆", "%00"]
)
def test_what_is_no_link_gets_a_clear_word(stage: Stage, forged: str) -> None:
    """Cut short on the way, or made up."""
    (call,) = stage.write(f"/start {forged}", FRIEND)
    assert call.text.startswith("这个链接不完整")


@pytest.mark.parametrize(
    "data", ["k", "k:", "k:x", "k:x:w", "k:x:a", "k:x:w:1", "k:x:b:-1:0", "k:x:b:1:999999999999999", "k:x:w:0:0:0"]
)
def test_forged_buttons_do_nothing(stage: Stage, data: str) -> None:
    """Whatever a client of one's own sends."""
    calls = stage.press_data(data, FRIEND, FRIEND)
    assert [call.method for call in calls] == ["answerCallbackQuery"]
    assert calls[0].sent["text"] in {
        "这个按钮无效。",
        "这个链接打不开了：它指向的文档已经撤下，或者不在这里的查找范围内。",
    }


@pytest.mark.parametrize("turned", ["b:9999999:0", "f:9999999:7", "w:0:9999", "f:0:0"])
def test_a_forged_place_shows_the_end_or_nothing(stage: Stage, turned: str) -> None:
    """Beyond the document there is nothing to read."""
    edited, _ = stage.press_data(f"k:{payload(stage)}:{turned}", FRIEND, FRIEND)
    assert edited.method == "editMessageText"


def test_inline_results_carry_the_link(stage: Stage) -> None:
    """Whoever reads it in another chat can look it up, if they may."""
    (first, *_) = stage.ask_inline(_QUESTION, FRIEND)[0].sent["results"]
    found = _LINK.search(first["input_message_content"]["message_text"])
    assert found is not None
    assert "借期30天" in stage.write(f"/start {found[1]}", FRIEND)[0].text
