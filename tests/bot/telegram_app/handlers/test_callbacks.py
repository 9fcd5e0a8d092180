"""Buttons: what they show, in the right chat only, also long after."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from tests.bot.telegram_app.stage import ADMIN, FRIEND, GROUP, STRANGER, Stage, open_stage
from tests.bot.telegram_app.telegram_rules import plain

_QUESTION = "每张借书证一次可借多少册？"


def labels(call: object) -> list[str]:
    return [button["text"] for button in call.buttons]  # type: ignore[attr-defined]


def test_an_answer_carries_its_buttons(stage: Stage) -> None:
    """Source, surroundings, opinion, copy: all one tap away."""
    (call,) = stage.write(_QUESTION, FRIEND)
    assert labels(call)[:3] == ["原文", "上文", "下文"]
    assert labels(call)[-4:] == ["👍", "👎", "复制", "复制链接"]
    assert call.buttons[-2]["copy_text"]["text"] == "10册——《青禾图书馆开放规定》第4段"


def test_the_paragraph_and_what_stands_around_it(stage: Stage) -> None:
    """From the answer to the source and back, in one message."""
    (call,) = stage.write(_QUESTION, FRIEND)
    whole, answered = stage.press(call, "原文", FRIEND)
    assert whole.method == "editMessageText"
    assert whole.sent["message_id"] == stage.recorder.last_message
    assert "每张借书证一次可借<b><u>10册</u></b>，借期30天。" in whole.text
    assert answered.method == "answerCallbackQuery"
    before, _ = stage.press(whole, "上文", FRIEND)
    assert "9时至21时" in before.text
    after, _ = stage.press(before, "下文", FRIEND)
    assert "逾期每册每天收费0.2元" in after.text
    back, _ = stage.press(after, "返回", FRIEND)
    assert plain(back.text) == plain(call.text)
    assert back.buttons == call.buttons


def test_the_beginning_of_a_document_is_told(stage: Stage) -> None:
    """上文 of the first paragraph has nothing to show."""
    (call,) = stage.write("青禾市年度报告年末全市常住人口为多少", FRIEND)
    before, _ = stage.press(call, "上文", FRIEND)
    first, _ = stage.press(before, "上文", FRIEND)
    assert "青禾市年度报告" in first.text or "文档开头" in first.text


def test_further_sources_are_paged(stage: Stage) -> None:
    """More than one source, and round again."""
    twin = "每张借书证一次可借10册，儿童证5册。\n"
    (stage.folder / "documents" / "儿童馆.txt").write_text("儿童馆规定\n" + twin, encoding="utf-8")
    stage.parts.library.refresh()
    (call,) = stage.write(_QUESTION, FRIEND)
    if not any("其他出处" in label for label in labels(call)):
        pytest.fail("the twin was not cited: " + plain(call.text))
    second, _ = stage.press(call, "其他出处", FRIEND)
    assert plain(second.text) != plain(call.text)
    assert "其他出处 2/2" in labels(second)
    again, _ = stage.press(second, "›", FRIEND)
    assert plain(again.text) == plain(call.text)


def test_the_nearest_paragraphs_open(stage: Stage) -> None:
    """Without an answer, at least the place to read."""
    (call,) = stage.write("图书馆馆长的生日聚会在哪里办？", FRIEND)
    whole, _ = stage.press(call, "原文 2", FRIEND)
    back, _ = stage.press(whole, "返回", FRIEND)
    assert "没有提到：" in back.text
    assert plain(back.text) == plain(call.text)
    assert back.buttons == call.buttons


_TWO = f"{_QUESTION}青禾市年末全市常住人口为多少？"


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        (_TWO, "10册", "186万人"),
        (
            f"{_TWO}馆长的生日聚会在哪里办？",
            "每张借书证一次可借10册，借期30天。",
            "年末全市常住人口为186万人，比上年增加2万人。",
        ),
    ],
)
def test_answers_to_several_questions_come_back_together(stage: Stage, question: str, first: str, second: str) -> None:
    """From one of the sources back to all the answers, and to what was found to be lacking."""
    (call,) = stage.write(question, FRIEND)
    assert "10册" in call.text
    assert "186万人" in call.text
    assert labels(call)[:3] == ["原文 1", "原文 2", "👍"]
    assert call.buttons[-1]["copy_text"]["text"].startswith(f"{first}——《青禾图书馆开放规定》第4段\n{second}——")
    second, _ = stage.press(call, "原文 2", FRIEND)
    assert "常住人口为<b><u>186万人</u></b>" in second.text
    before, _ = stage.press(second, "上文", FRIEND)
    back, _ = stage.press(before, "返回", FRIEND)
    assert plain(back.text) == plain(call.text)
    assert back.buttons == call.buttons


def test_of_several_answers_the_one_whose_document_changed_is_named(stage: Stage) -> None:
    """The others still stand."""
    (call,) = stage.write(_TWO, FRIEND)
    (stage.folder / "documents" / "年报.txt").write_text("青禾市年度报告\n常住人口另行公布。\n", encoding="utf-8")
    stage.parts.library.refresh()
    back = stage.press_data("a:1:0", FRIEND, FRIEND)[0]
    lines = plain(back.text).split("\n")
    assert lines[lines.index("《青禾市年度报告》第2段") + 1] == "文档后来有改动，这里是当时引用的内容。"
    assert back.text.count("改动") == 1
    assert plain(call.text).split("\n") == [line for line in lines if "改动" not in line]


def test_a_row_keeps_the_header_of_its_table_under_every_button(tmp_path: Path) -> None:
    """310 of what? Answer, source and the way back name the columns, also after the table was taken away."""
    header = "<i>站点 日均人次 单车数</i>"
    rows = ("| 站点 | 日均人次 | 单车数 |", "| --- | --- | --- |", "| 海棠路站 | 310 | 42 |", "| 石桥站 | 95 | 18 |")
    with open_stage(tmp_path) as stage:
        (stage.folder / "documents" / "单车.md").write_text("\n".join(rows), encoding="utf-8")
        stage.parts.library.refresh()
        (call,) = stage.write("海棠路站是多少？", FRIEND)
        number = stage.recorder.last_message
        assert f"<blockquote expandable>{header}\n" in call.text
        whole, _ = stage.press(call, "原文", FRIEND)
        assert f"\n{header}\n海棠路站 | <b><u>310</u></b>" in whole.text
    (tmp_path / "documents" / "单车.md").unlink()
    with open_stage(tmp_path) as stage:
        stage.parts.library.refresh()
        whole, _ = stage.press(call, "原文", FRIEND, number)
        assert f"\n{header}\n海棠路站 | <b><u>310</u></b>" in whole.text
        back, _ = stage.press(whole, "返回", FRIEND, number)
        assert f"<blockquote expandable>{header}\n" in back.text
        assert "这篇文档已经撤下了" in back.text


def test_old_buttons_show_what_was_cited_then(tmp_path: Path) -> None:
    """The file was rewritten and the program restarted: the citation stands, and says that the document changed."""
    with open_stage(tmp_path) as stage:
        (call,) = stage.write(_QUESTION, FRIEND)
        number = stage.recorder.last_message
    (tmp_path / "documents" / "图书馆.txt").write_text("新规定\n另行通知。\n", encoding="utf-8")
    with open_stage(tmp_path) as stage:
        stage.parts.library.refresh()
        whole, _ = stage.press(call, "原文", FRIEND, number)
        assert "每张借书证一次可借<b><u>10册</u></b>，借期30天。" in whole.text
        assert "文档后来有改动" in whole.text
        before, _ = stage.press(whole, "上文", FRIEND, number)
        assert "9时至21时" in before.text
        assert "文档后来有改动" in before.text
        after, _ = stage.press(whole, "下文", FRIEND, number)
        assert "逾期每册每天收费0.2元" in after.text
        back, _ = stage.press(after, "返回", FRIEND, number)
        assert "每张借书证一次可借" in back.text
        assert "文档后来有改动" in back.text


def test_a_document_that_is_gone_is_still_shown_as_cited(stage: Stage) -> None:
    """A citation never vanishes on reload."""
    (call,) = stage.write(_QUESTION, FRIEND)
    (stage.folder / "documents" / "图书馆.txt").unlink()
    stage.parts.library.refresh()
    whole, _ = stage.press(call, "原文", FRIEND)
    assert "借期30天" in whole.text
    assert "这篇文档已经撤下了" in whole.text
    back, _ = stage.press(whole, "返回", FRIEND)
    assert "这篇文档已经撤下了" in back.text


def test_a_document_that_changed_elsewhere_says_so_under_an_old_answer(stage: Stage) -> None:
    """What was cited stands; the rest is worth another look."""
    (call,) = stage.write(_QUESTION, FRIEND)
    here = stage.folder / "documents" / "图书馆.txt"
    here.write_text(here.read_text(encoding="utf-8") + "自明年起另行规定。\n", encoding="utf-8")
    stage.parts.library.refresh()
    whole, _ = stage.press(call, "原文", FRIEND)
    assert "引用的这一段没有变" in whole.text
    before, _ = stage.press(whole, "上文", FRIEND)
    assert "有改动" not in before.text
    back, _ = stage.press(before, "返回", FRIEND)
    assert "引用的这一段没有变" in back.text


def test_a_long_paragraph_is_paged_in_its_message(stage: Stage) -> None:
    """4,096 units are the limit of a message, not of a paragraph."""
    long = "长文说明。" * 1500 + "会员编号共12345个。" + "其余从略。" * 500
    (stage.folder / "documents" / "长文.txt").write_text(f"长文\n{long}\n短的一段。\n", encoding="utf-8")
    stage.parts.library.refresh()
    (call,) = stage.write("会员编号共多少个？", FRIEND)
    assert "12345" in call.text
    first, _ = stage.press(call, "原文", FRIEND)
    pages = {plain(first.text)}
    at = first
    for _ in range(3):
        at, _ = stage.press(at, "›", FRIEND)
        pages.add(plain(at.text))
    assert len(pages) >= 3
    assert sum(len(page) for page in pages) > len(long)


def test_opinions_are_kept_one_a_person(stage: Stage) -> None:
    """👍 and 👎 tell the administrators what works."""
    (call,) = stage.write(f"/ask {_QUESTION}", FRIEND, GROUP)
    (popup,) = stage.press(call, "👍", FRIEND)
    assert popup.sent["text"] == "谢谢！"
    stage.press(call, "👎", FRIEND)
    stage.press(call, "👎", ADMIN)
    summary = stage.parts.ledger.statistics.summary(1)
    assert (summary.good, summary.bad) == (0, 2)


@pytest.mark.parametrize(
    "data",
    ["", "a", "a:1", "a:1:", "a:x:0", "a:1:99", "a:999999999999999:0", "w:1:0:-1", "w:1:0", "b:1:0:²", "z:1",
     "s:1:nope",
     "r:1", "r:1:5", "l:xx", "m:1", "x:zz:1", "f:1:0:1:1:1:1", "a:1:0'; DROP TABLE asked", "::", "d:0", "s:99999"],
)  # fmt: skip
def test_a_forged_button_is_a_polite_word_or_silence(stage: Stage, data: str) -> None:
    """Whoever writes their own Telegram client learns nothing and breaks nothing."""
    stage.write(_QUESTION, FRIEND)
    calls = stage.press_data(data, FRIEND, FRIEND)
    assert calls[-1].method == "answerCallbackQuery"
    assert "出了点问题" not in str([call.sent for call in calls])


def test_a_button_never_shows_another_chats_question(stage: Stage) -> None:
    """The number in a button may be forged; the chat cannot."""
    (call,) = stage.write(_QUESTION, FRIEND)
    for data in (call.button("原文"), call.button("上文"), call.button("👍"), "a:1:0"):
        (popup,) = stage.press_data(data, ADMIN, ADMIN)
        assert popup.method == "answerCallbackQuery"
        assert "已经不在了" in popup.sent["text"]


def test_a_stranger_presses_in_vain(stage: Stage) -> None:
    """Access taken away is taken away from old buttons too."""
    (call,) = stage.write(_QUESTION, FRIEND)
    (popup,) = stage.press_data(call.button("原文"), STRANGER, STRANGER)
    assert popup.method == "answerCallbackQuery"
    assert not popup.sent.get("text")


def test_a_double_tap_is_no_error(stage: Stage) -> None:
    """Telegram refuses an edit that changes nothing; that is fine."""
    (call,) = stage.write(_QUESTION, FRIEND)
    stage.recorder.fail("editMessageText", 400, "Bad Request: message is not modified: specified new message content")
    calls = stage.press(call, "原文", FRIEND)
    assert [one.method for one in calls] == ["editMessageText", "answerCallbackQuery"]


def test_a_button_answered_too_late_is_no_error(stage: Stage) -> None:
    """After a while Telegram no longer wants to know."""
    (call,) = stage.write(_QUESTION, FRIEND)
    stage.recorder.fail("answerCallbackQuery", 400, "Bad Request: query is too old")
    calls = stage.press(call, "原文", FRIEND)
    assert [one.method for one in calls] == ["editMessageText", "answerCallbackQuery"]


def test_a_forgotten_question_has_no_buttons_any_more(stage: Stage) -> None:
    """After /forgetme nothing can be looked up."""
    (call,) = stage.write(_QUESTION, FRIEND)
    (ask,) = stage.write("/forgetme", FRIEND)
    assert stage.press(ask, "取消", FRIEND)[0].text == "好的，什么都没动。"
    assert stage.parts.ledger.questions.find(1) is not None
    done, _ = stage.press(ask, "确定", FRIEND)
    assert done.text == "已删除 1 条提问。"
    (popup,) = stage.press(call, "原文", FRIEND)
    assert "已经不在了" in popup.sent["text"]


def test_nobody_forgets_for_somebody_else(stage: Stage) -> None:
    """In a group everybody sees the button."""
    stage.write(f"/ask {_QUESTION}", FRIEND, GROUP)
    (ask,) = stage.write("/forgetme", FRIEND, GROUP)
    (popup,) = stage.press(ask, "确定", ADMIN)
    assert "无效" in popup.sent["text"]
    assert stage.parts.ledger.questions.find(1) is not None


def test_an_inaccessible_message_is_left_alone(stage: Stage) -> None:
    """A message older than Telegram's memory comes without text and date."""
    user = {"id": FRIEND, "is_bot": False, "first_name": "阿二"}
    message = {"chat": {"id": FRIEND, "type": "private"}, "message_id": 5, "date": 0}
    press = {"id": "1", "from": user, "chat_instance": "1", "data": "a:1:0", "message": message}
    assert [call.method for call in stage.deliver("callback_query", press)] == ["answerCallbackQuery"]
    del press["message"]
    assert [call.method for call in stage.deliver("callback_query", press)] == ["answerCallbackQuery"]


def test_every_button_fits_telegrams_64_bytes_for_any_number() -> None:
    """Numbers grow; the limit does not."""
    from bot.ledger import Kept  # noqa: PLC0415 - only here
    from bot.messages import Language  # noqa: PLC0415
    from bot.telegram_app.handlers import keyboards  # noqa: PLC0415
    from tests.bot.test_telegram_html import cite  # noqa: PLC0415

    kept = Kept(cite("答。", "答。", "答").paragraph, cite("答。", "答。", "答"), ())
    shown = [dataclasses.replace(kept) for _ in range(99)]
    board = keyboards.under_answer(2**31 - 1, shown, 98, Language.EN)
    carried = [b.callback_data for row in board.inline_keyboard for b in row if isinstance(b.callback_data, str)]
    assert carried
    assert all(len(data.encode()) <= 64 for data in carried)
