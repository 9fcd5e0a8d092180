"""Which documents a group and each of its topics ask, chosen one by one or by the folder."""

from __future__ import annotations

import pytest

from tests.bot.telegram_app.recorder import Call
from tests.bot.telegram_app.stage import ADMIN, FRIEND, GROUP, STRANGER, Stage

_QUESTION = "/ask 每张借书证一次可借多少册？"
_POPULATION = "/ask 年末全市常住人口为多少？"


def topic(number: int) -> dict[str, object]:
    """A message that stands in a topic."""
    return {"message_thread_id": number, "is_topic_message": True}


def answers(stage: Stage, question: str, number: int | None = None) -> str:
    """What the bot answers in a topic, or outside of any."""
    return stage.write(question, FRIEND, GROUP, **(topic(number) if number else {}))[-1].text


def press(stage: Stage, call: Call, label: str, number: int, person: int = ADMIN) -> list[Call]:
    """Someone presses a button in a topic."""
    data = call.button(label)
    body = {"message_id": 1001, "date": 1, "chat": {"id": GROUP, "type": "supergroup", "title": "读书会"}, "text": "…"}
    user = {"id": person, "is_bot": False, "first_name": "某", "language_code": "zh-hans"}
    whole = {"id": "77", "from": user, "chat_instance": "5", "data": data, "message": body | topic(number)}
    return stage.deliver("callback_query", whole)


@pytest.fixture
def shelves(stage: Stage) -> Stage:
    """The stage with some of its documents in folders."""
    documents = stage.folder / "documents"
    (documents / "规定" / "旧").mkdir(parents=True)
    (documents / "图书馆.txt").rename(documents / "规定" / "图书馆.txt")
    (documents / "规定" / "旧" / "儿童馆.txt").write_text("儿童馆规定\n儿童馆每场限50人。\n", encoding="utf-8")
    stage.parts.library.refresh()
    return stage


def test_a_topic_chooses_for_itself(stage: Stage) -> None:
    """The topic about one document is not answered from another; the rest of the group is."""
    (ask,) = stage.write("/scope", ADMIN, GROUP, **topic(9))
    assert "这个话题和全群一样，在 3 篇文档里查找" in ask.text
    chosen, _ = press(stage, ask, "年度报告", 9)
    assert "这个话题的提问只在选中的 1 篇文档里查找" in chosen.text
    assert "10册" not in answers(stage, _QUESTION, 9)
    assert "只查找了选中的 1 篇文档" in answers(stage, _QUESTION, 9)
    assert "10册" in answers(stage, _QUESTION)
    assert "10册" in answers(stage, _QUESTION, 8)


def test_a_topic_without_a_choice_follows_its_group(stage: Stage) -> None:
    """And one that searches everything does so whatever the group chooses."""
    stage.write("/scope 年度", ADMIN, GROUP)
    assert "10册" not in answers(stage, _QUESTION, 9)
    (ask,) = stage.write("/scope", ADMIN, GROUP, **topic(9))
    assert "和全群一样，在 1 篇文档里查找" in ask.text
    everything, _ = press(stage, ask, "查找全部文档", 9)
    assert "在全部 3 篇文档里查找，不管全群怎么选" in everything.text
    assert "10册" in answers(stage, _QUESTION, 9)
    assert "10册" not in answers(stage, _QUESTION)
    back, _ = press(stage, everything, "和全群一样", 9)
    assert "和全群一样" in back.text
    assert "10册" not in answers(stage, _QUESTION, 9)


def test_a_choice_taken_back_is_none(stage: Stage) -> None:
    """The last tick taken away: as the group again."""
    (ask,) = stage.write("/scope", ADMIN, GROUP, **topic(9))
    chosen, _ = press(stage, ask, "年度报告", 9)
    back, _ = press(stage, chosen, "年度报告", 9)
    assert "和全群一样" in back.text
    assert stage.parts.ledger.chats.topic_scope(GROUP, 9) is None


def test_a_topic_is_set_by_words_as_well(stage: Stage) -> None:
    """/scope 年度 and /scope 全部, in the topic they are written in."""
    stage.write("/scope 年度", ADMIN, GROUP, **topic(9))
    assert "10册" not in answers(stage, _QUESTION, 9)
    assert "10册" in answers(stage, _QUESTION)
    assert "✓ 2." in stage.write("/documents", FRIEND, GROUP, **topic(9))[0].text
    stage.write("/scope 全部", ADMIN, GROUP, **topic(9))
    assert "10册" in answers(stage, _QUESTION, 9)


@pytest.mark.parametrize("text", ["/scope", "/scope 年度", "/scope 全部", "/scope 规定/"])
def test_a_member_does_not_choose_for_a_topic(shelves: Stage, text: str) -> None:
    """Nor presses the buttons an administrator called up."""
    shelves.recorder.group_administrators.add(STRANGER)
    assert "只有群管理员可以设置" in shelves.write(text, FRIEND, GROUP, **topic(9))[-1].text
    ask = shelves.write("/scope", STRANGER, GROUP, **topic(9))[-1]
    assert "只有群管理员可以设置" in press(shelves, ask, "年度报告", 9, FRIEND)[-1].sent["text"]
    assert shelves.parts.ledger.chats.topic_scope(GROUP, 9) is None


def test_a_folder_is_chosen_with_what_comes_into_it_later(shelves: Stage) -> None:
    """Next month's rules are put into the folder; nobody chooses anew."""
    (ask,) = shelves.write("/scope", ADMIN, GROUP)
    labels = [button["text"] for button in ask.buttons]
    assert labels[:2] == ["📁 规定/ (2)", "📁 规定/旧/ (1)"]
    chosen, _ = shelves.press(ask, "规定/ (2)", ADMIN)
    assert "选中的 2 篇" in chosen.text
    assert "10册" in answers(shelves, _QUESTION)
    assert "186" not in answers(shelves, _POPULATION)
    (shelves.folder / "documents" / "规定" / "新.txt").write_text("停车规定\n车库每小时收费5元。\n", encoding="utf-8")
    shelves.parts.library.refresh()
    assert "5元" in answers(shelves, "/ask 车库每小时收费多少？")
    back, _ = shelves.press(chosen, "查找全部文档", ADMIN)
    assert "186" in answers(shelves, _POPULATION)
    assert "全部 5 篇" in back.text


@pytest.mark.parametrize(
    ("words", "count"), [("规定/", 2), ("规定/旧/", 1), ("旧／", 1), ("/规定/", 2), ("规定/旧/ ", 1)]
)
def test_a_folder_is_named(shelves: Stage, words: str, count: int) -> None:
    """With a slash behind; the whole path or its end."""
    (call,) = shelves.write(f"/scope {words}", ADMIN, GROUP, **topic(9))
    assert f"现有 {count} 篇文档" in call.text
    assert "186" not in answers(shelves, _POPULATION, 9)
    assert "186" in answers(shelves, _POPULATION)


def test_a_folder_nobody_has_is_told(shelves: Stage) -> None:
    """And nothing is chosen."""
    (call,) = shelves.write("/scope 合同/", ADMIN, GROUP)
    assert "合同/" in call.text
    assert shelves.parts.ledger.chats.scope(GROUP) is None


def test_of_many_folders_the_others_are_chosen_by_name(stage: Stage) -> None:
    """A list of forty buttons is no choice."""
    for n in range(12):
        (stage.folder / "documents" / f"科室{n:02}").mkdir()
        (stage.folder / "documents" / f"科室{n:02}" / "职责.txt").write_text(f"第{n}科职责\n其他。\n", encoding="utf-8")
    stage.parts.library.refresh()
    (call,) = stage.write("/scope", ADMIN, GROUP)
    assert sum("📁" in button["text"] for button in call.buttons) == 8
    assert "/scope 合同/" in call.text
    assert "现有 1 篇" in stage.write("/scope 科室11/", ADMIN, GROUP)[0].text
    second, _ = stage.press(call, "›", ADMIN)
    assert not any("📁" in button["text"] for button in second.buttons)


def test_a_persons_private_topics_share_one_choice(stage: Stage) -> None:
    """There a topic is a way to keep order, not another audience."""
    stage.write("/scope 年度", FRIEND, None, **topic(3))
    assert "10册" not in stage.write(_QUESTION, FRIEND)[-1].text


@pytest.mark.parametrize("key", ["group", "all", "0123456789abcdef", ""])
def test_forged_buttons_of_the_choice(stage: Stage, key: str) -> None:
    """Whatever is sent, nothing breaks."""
    for chat in (FRIEND, GROUP):
        calls = stage.press_data(f"s:1:{key}", chat, ADMIN)
        assert calls[-1].method == "answerCallbackQuery"
    assert stage.parts.ledger.chats.scope(GROUP) is None
