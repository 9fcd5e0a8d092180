"""Questions without an answer: listed for administrators, crossed off, exported with how it stands with them."""

from __future__ import annotations

import csv
import io

import pytest

from bot.ledger import Asked
from tests.bot.telegram_app.recorder import Call
from tests.bot.telegram_app.stage import ADMIN, FRIEND, GROUP, Stage
from tests.bot.telegram_app.telegram_rules import plain

_MISSING = "图书馆馆长的生日聚会在哪里办？"
_OTHER = "图书馆有没有停车场给读者停？"


def exported(calls: list[Call]) -> list[dict[str, str]]:
    """The rows of the file that was sent."""
    data = calls[0].files["document"].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(data)))


def test_unanswered_questions_are_listed_and_exported(stage: Stage) -> None:
    """What the documents lack, to be written."""
    assert "没有答不上来" in stage.write("/unanswered")[0].text
    stage.write("=HYPERLINK(1) 馆长的生日聚会在哪", FRIEND)
    stage.write(_MISSING, FRIEND)
    (call,) = stage.write("/unanswered")
    assert "共 2" in call.text
    assert call.text.index("图书馆馆长") < call.text.index("HYPERLINK")
    rows = exported(stage.press(call, "CSV"))
    assert [row["question"] for row in rows] == [_MISSING, "'=HYPERLINK(1) 馆长的生日聚会在哪"]
    assert {row["state"] for row in rows} == {"open"}
    assert {row["state_since"] for row in rows} == {""}


def test_a_question_is_crossed_off_and_taken_back(stage: Stage) -> None:
    """A list that only grows is soon not read any more."""
    stage.write(_OTHER, FRIEND)
    stage.write(_MISSING, FRIEND)
    (call,) = stage.write("/unanswered")
    edited, popup = stage.press(call, "✅ 2")
    assert popup.sent["text"] == "已标为补上答案。"
    assert _OTHER not in edited.text
    assert "共 1" in edited.text
    assert "已处理 1 个" in edited.text
    rows = exported(stage.press(edited, "CSV"))
    assert [(row["question"], row["state"]) for row in rows] == [(_MISSING, "open"), (_OTHER, "answered")]
    assert rows[1]["state_since"] >= rows[1]["time"]
    back, popup = stage.press(edited, "撤销")
    assert popup.sent["text"] == "已撤销。"
    assert "共 2" in back.text
    assert [row["state"] for row in exported(stage.press(back, "CSV"))] == ["open", "open"]


def test_words_no_document_has_are_suggested_with_what_stands_in_their_place(stage: Stage) -> None:
    """Whoever keeps the documents learns what people call a thing, and how many do."""
    for at, (question, answered) in enumerate(
        (("图书弄丢怎么赔", False), ("图书遗失怎么赔", True), ("图书弄丢了吗", False))
    ):
        one = Asked(FRIEND, FRIEND, "2", question, answered=answered, confidence=0.5, elapsed_ms=1.0)
        stage.clock.now += at
        stage.parts.ledger.questions.add(one, [])
    (call,) = stage.write("/unanswered")
    assert "YINJU_WORDS" in plain(call.text)
    assert "遗失 = 弄丢 ×2" in plain(call.text)


def test_nothing_is_suggested_where_nobody_asked_in_other_words(stage: Stage) -> None:
    """A guess would change what every question finds."""
    stage.write(_MISSING, FRIEND)
    (call,) = stage.write("/unanswered")
    assert "YINJU_WORDS" not in call.text


def test_dealing_with_everything_is_told(stage: Stage) -> None:
    """The file stays: what was dismissed may be wanted for a report."""
    stage.write(_MISSING, FRIEND)
    (call,) = stage.write("/unanswered")
    edited, popup = stage.press(call, "🗑 1")
    assert popup.sent["text"] == "已标为不必回答。"
    assert plain(edited.text).startswith("没答上来的问题都处理完了。")
    assert [row["state"] for row in exported(stage.press(edited, "CSV"))] == ["dismissed"]
    assert "都处理完了" in stage.write("/unanswered")[0].text


def test_what_is_asked_again_is_open_again(stage: Stage) -> None:
    """Whoever crossed it off as answered learns that it is not."""
    for _ in range(2):
        stage.write(_MISSING, FRIEND)
    (call,) = stage.write("/unanswered")
    assert f"{_MISSING} ×2" in call.text
    stage.press(call, "✅ 1")
    stage.write(_MISSING, FRIEND)
    assert "共 1" in stage.write("/unanswered")[0].text


def test_many_are_paged(stage: Stage) -> None:
    """Five fit a screen."""
    for n in range(7):
        stage.clock.now += 60
        stage.write(f"第{n}位馆长的生日聚会在哪里办？", FRIEND)
    (call,) = stage.write("/unanswered")
    assert "第6位" in call.text
    assert "第1位" not in call.text
    second, _ = stage.press(call, "›")
    assert "第1位" in second.text
    after, _ = stage.press(second, "🗑 2")
    assert "第1位" in after.text
    assert "第0位" not in after.text


def test_the_list_and_its_buttons_are_for_administrators_in_private(stage: Stage) -> None:
    """They are other people's questions."""
    stage.write(_MISSING, FRIEND)
    (call,) = stage.write("/unanswered")
    data = [button["callback_data"] for button in call.buttons]
    assert len(data) == 3
    for one in [*data, "u:1", "t:1:open:1"]:
        for person, chat in ((FRIEND, FRIEND), (FRIEND, GROUP), (ADMIN, GROUP)):
            (popup,) = stage.press_data(one, chat, person)
            assert "管理员" in popup.sent["text"]
    assert "私聊" in stage.write("/unanswered", ADMIN, GROUP)[0].text
    assert [one.state.value for one in stage.parts.ledger.backlog.all()] == ["open"]


@pytest.mark.parametrize("data", ["u", "u:x", "t", "t:1", "t:1:open", "t:1:gone:1", "t:99:answered:1", "t:x:open:1"])
def test_a_forged_button_changes_nothing(stage: Stage, data: str) -> None:
    """Not even an administrator's own client is believed."""
    stage.write(_MISSING, FRIEND)
    calls = stage.press_data(data, ADMIN, ADMIN)
    assert [call.method for call in calls] == ["answerCallbackQuery"]
    assert "出了点问题" not in calls[0].sent["text"]
    assert [one.state.value for one in stage.parts.ledger.backlog.all()] == ["open"]
