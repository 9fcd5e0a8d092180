"""Questions that go on from the last answer, with the shipped reader over a document of the test's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.bootstrap import make_dialogue
from bot.dialogue import Dialogue
from bot.messages import Answered, Message, Unanswered
from index.library import Library
from index.store.refresh import Sources
from tests.shipped import components

INN = """溪畔客栈入住说明

一、房价
双人间每晚180元，家庭间每晚260元，均不含早餐。
宠物须提前告知，每只每晚加收30元清洁费。

二、退订
提前三天退订的，全额退款；提前一天退订的，收取首晚房费的一半；当天退订的，不退款。
预订截止时间为每月25日，客人凭确认短信于当天14:00后入住。

三、院内设施
洗衣房24小时开放，每次10元；自行车可以免费借用，须押身份证。
"""
FERRY = "渡船须知\n\n渡船每小时一班，单程票每人6元。\n船票可以在码头购买，也可以上船后补票。\n"


@pytest.fixture(scope="module")
def inn(tmp_path_factory: pytest.TempPathFactory) -> Dialogue:
    folder = tmp_path_factory.mktemp("documents")
    (folder / "inn.txt").write_text(INN, encoding="utf-8")
    (folder / "ferry.txt").write_text(FERRY, encoding="utf-8")
    library = Library(tmp_path_factory.mktemp("index"), Sources((folder,)), components())
    library.open()
    return make_dialogue(library)


def asked(dialogue: Dialogue, *lines: str, conversation: str) -> Answered | Unanswered:
    """What comes of the last of the lines."""
    turns = [dialogue.ask(Message(line, conversation)) for line in lines]
    last = turns[-1]
    assert isinstance(last, Answered | Unanswered)
    return last


@pytest.mark.parametrize(
    ("follow_up", "told"), [("那当天呢", "当天退订的，不退款"), ("提前一天的呢？", "收取首晚房费的一半")]
)
def test_another_case_gets_its_own_clause(inn: Dialogue, follow_up: str, told: str) -> None:
    """To repeat the answer before says that nothing was understood."""
    turn = asked(inn, "提前三天退订退多少", follow_up, conversation=follow_up)
    assert isinstance(turn, Answered)
    assert told in turn.answer.text
    assert "全额" not in turn.answer.text


def test_a_few_words_are_read_in_the_paragraph_of_the_answer(inn: Dialogue) -> None:
    """「收费吗」 alone finds nothing; behind a question about the laundry it is about the laundry."""
    turn = asked(inn, "洗衣房几点开", "收费吗", conversation="laundry")
    assert isinstance(turn, Answered)
    assert "每次10元" in turn.answer.text
    assert turn.understood_as is not None
    assert "洗衣房" in turn.understood_as


def test_a_question_that_names_nothing_is_about_what_was_spoken_of(inn: Dialogue) -> None:
    """Another document tells a price, too, and it was not asked about."""
    turn = asked(inn, "洗衣房几点开", "要钱吗", conversation="laundry price")
    assert isinstance(turn, Answered)
    assert "每次10元" in turn.answer.text


def test_other_words_for_what_the_paragraph_says_are_about_it(inn: Dialogue) -> None:
    """「包早饭吗」 is about the breakfast of the rooms that were spoken of."""
    turn = asked(inn, "双人间多少钱", "包早饭吗", conversation="breakfast")
    assert isinstance(turn, Answered)
    assert "不含早餐" in turn.answer.text


@pytest.mark.parametrize("question", ["会涨价吗", "股价多少", "明天下雨吗", "镇长的电话是多少？", "北京在哪", "谁写的"])
def test_a_question_about_something_else_is_not_bent_into_the_one_before(inn: Dialogue, question: str) -> None:
    """What was carried to it stands in the paragraph, of course; what it asks does not."""
    turn = asked(inn, "洗衣房几点开", question, conversation=f"else {question}")
    assert not isinstance(turn, Answered), turn.answer.text


@pytest.mark.parametrize("question", ["有停车位吗", "船长是谁"])
def test_what_the_paragraph_does_not_say_is_not_made_up_of_it(inn: Dialogue, question: str) -> None:
    """A change of topic is no reason to show the old one."""
    turn = asked(inn, "洗衣房几点开", question, conversation=question)
    assert not isinstance(turn, Answered) or "洗衣房" not in turn.answer.text


def test_nothing_is_carried_over_when_the_conversation_is_forgotten(inn: Dialogue) -> None:
    """Who asks to be forgotten is not answered from what they asked."""
    asked(inn, "提前三天退订退多少", conversation="gone")
    inn.forget("gone")
    turn = asked(inn, "那当天呢", conversation="gone")
    assert turn.understood_as is None


def test_a_document_that_is_out_of_scope_is_not_read_again(inn: Dialogue) -> None:
    """What a conversation was limited to holds for what it goes on from, too."""
    asked(inn, "洗衣房几点开", conversation="scoped")
    ferry = next(one.info.id for one in inn.documents().listed if "渡船" in one.info.title)
    inn.set_scope("scoped", frozenset({ferry}))
    turn = asked(inn, "收费吗", conversation="scoped")
    sources = turn.answer.citations if isinstance(turn, Answered) else ()
    assert all(each.paragraph.document.id == ferry for each in sources)


def test_a_document_that_is_gone_is_not_asked(tmp_path: Path) -> None:
    """The paragraph an answer came from may have left with its file."""
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "inn.txt").write_text(INN, encoding="utf-8")
    (folder / "ferry.txt").write_text(FERRY, encoding="utf-8")
    library = Library(tmp_path / "index", Sources((folder,)), components())
    library.open()
    dialogue = make_dialogue(library)
    asked(dialogue, "洗衣房几点开", conversation="here")
    (folder / "inn.txt").unlink()
    library.refresh()
    turn = asked(dialogue, "收费吗", conversation="here")
    assert not isinstance(turn, Answered) or "洗衣房" not in turn.answer.text


def test_a_question_is_answered_by_the_sentence_that_says_what_it_names(inn: Dialogue) -> None:
    """「什么时候入住」 names its own matter, however much the one before says of times."""
    turn = asked(inn, "预订截止到哪天", "什么时候入住", conversation="check in")
    assert isinstance(turn, Answered)
    assert "14:00" in turn.answer.text
