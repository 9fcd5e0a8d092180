"""The chapters of a document."""

from __future__ import annotations

import pytest

from bot.bootstrap import make_dialogue
from bot.dialogue import Dialogue
from bot.messages import Answered, Language, Message, Reply, Said
from bot.wording import say
from index.library import Library
from index.store.refresh import Sources
from tests.shipped import components

MARKED = "# 温室管理手册\n\n## 浇水\n\n每天早晨浇水一次。\n\n## 通风\n\n中午开窗半小时。\n"
PLAIN = """临江镇集市管理办法

第一章 总则
第一条 为了管理集市，制定本办法。

第二章 摊位
第二条 摊位按月收费，每月一百元。

第三章 罚则
第三条 占道经营的，罚款五十元。
"""
BARE = "桥头茶摊告示\n\n茶摊每天早上六点开门。\n"


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> Dialogue:
    folder = tmp_path_factory.mktemp("documents")
    for name, text in (("greenhouse.md", MARKED), ("market.txt", PLAIN), ("tea.txt", BARE)):
        (folder / name).write_text(text, encoding="utf-8")
    library = Library(tmp_path_factory.mktemp("index"), Sources((folder,)), components())
    library.open()
    return make_dialogue(library)


def replied(dialogue: Dialogue, *lines: str, language: Language = Language.HANS) -> Reply:
    """What comes of the last line, in a conversation of its own."""
    dialogue.forget("here")
    return [dialogue.reply(Message(line, "here", language)) for line in lines][-1]


@pytest.mark.parametrize(
    "text",
    [
        "集市管理办法有哪些章节？",
        "《临江镇集市管理办法》分几章",
        "請列出集市管理辦法的目錄",
        "what chapters does 集市管理办法 have?",
    ],
)
def test_headings_that_are_lines_of_the_text_are_cited(market: Dialogue, text: str) -> None:
    """Each opens at its place."""
    turn = replied(market, text)
    assert isinstance(turn, Answered)
    assert [each.quote for each in turn.answer.citations] == ["第一章 总则", "第二章 摊位", "第三章 罚则"]
    assert turn.answer.lead == "临江镇集市管理办法"
    assert turn.question == text


def test_headings_the_format_marks_are_told_with_the_paragraphs_under_them(market: Dialogue) -> None:
    """They are no paragraphs, so nothing is quoted; the reply says where they are from."""
    reply = replied(market, "温室管理手册有哪些部分")
    assert isinstance(reply, Said)
    told = say(reply.key, Language.HANS, **reply.facts)
    assert "· 浇水（第1段起）\n· 通风（第2段起）" in told
    assert "按文件信息" in told


def test_a_document_without_headings_says_so(market: Dialogue) -> None:
    """A list of nothing would look broken."""
    reply = replied(market, "桥头茶摊告示有哪些章节")
    assert isinstance(reply, Said)
    assert reply.key == "shelf_no_chapters"


def test_this_document_is_the_one_the_conversation_is_in(market: Dialogue) -> None:
    """Whoever was just answered from a paper asks on about that paper."""
    turn = replied(market, "占道经营罚多少", "这份文件有哪些章节")
    assert isinstance(turn, Answered)
    assert len(turn.answer.citations) == 3


def test_a_document_is_meant_by_its_number(market: Dialogue) -> None:
    """The list of documents numbers them."""
    reply = replied(market, "第一份文件有哪些标题")
    assert isinstance(reply, Said)
    assert reply.facts["count"] == 2


@pytest.mark.parametrize("text", ["目录", "这份文件有哪些章节", "公司有几个部分", "鱼塘管理办法有哪些章节"])
def test_where_no_one_document_is_meant_the_documents_are_asked(market: Dialogue, text: str) -> None:
    """To tell the chapters of some other document would be a wrong answer."""
    reply = replied(market, text)
    assert not isinstance(reply, Said)
    assert not (isinstance(reply, Answered) and len(reply.answer.citations) == 3)


def test_a_document_out_of_scope_is_not_told(market: Dialogue) -> None:
    """A limit holds for the chapters, too."""
    market.forget("here")
    market.reply(Message("只看温室管理手册", "here"))
    reply = market.reply(Message("集市管理办法有哪些章节", "here"))
    assert not isinstance(reply, Said)
    market.reply(Message("不限了", "here"))
    assert isinstance(market.reply(Message("集市管理办法有哪些章节", "here")), Answered)
