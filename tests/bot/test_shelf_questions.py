"""Questions about the documents themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from bot import shelf_questions
from bot.messages import Language, Said
from bot.wording import say
from index.model import DateSource, DocumentInfo


@dataclass(frozen=True)
class Stored:
    """A document of the index."""

    info: DocumentInfo
    paragraphs: int = 3
    place: Path = Path()
    state: str = "current"


def document(title: str, day: date | None = None, source: DateSource = DateSource.TEXT) -> Stored:
    return Stored(DocumentInfo(title, f"{title}.txt", title, "v", day, source if day else None))


SHELF = [
    document("渡口停航通知", date(2025, 3, 2)),
    document("码头检修通知", date(2025, 6, 9)),
    document("船员手册", date(2026, 1, 1), DateSource.FILE),
    document("湿地介绍"),
]


def said(text: str, shelf: Sequence[Stored] = SHELF) -> Said | None:
    return shelf_questions.answer(text, lambda: shelf, Language.HANS)


@pytest.mark.parametrize("text", ["有几份文件？", "现在一共有多少个文档", "这里有哪些资料", "文件列表"])
def test_all_documents_are_counted_and_named(text: str) -> None:
    """Who opens a strange bot asks first what is in it."""
    reply = said(text)
    assert reply is not None
    assert reply.key == "shelf_some"
    assert reply.facts["count"] == 4
    assert "《船员手册》" in say(reply.key, Language.HANS, **reply.facts)


def test_a_kind_of_document_is_told_by_its_title() -> None:
    """Two of the four are notices."""
    reply = said("有几份通知")
    assert reply is not None
    assert reply.facts["titles"] == "《渡口停航通知》、《码头检修通知》"


def test_the_newest_is_told_by_the_day_it_speaks_from() -> None:
    """The day a file was saved says nothing of its age."""
    newest, oldest = said("最新的通知是哪份？"), said("最早的文件是哪一份")
    assert newest is not None
    assert newest.facts == {"titles": "《码头检修通知》", "day": "2025-06-09"}
    assert oldest is not None
    assert oldest.facts["titles"] == "《渡口停航通知》"


def test_documents_without_days_are_not_put_in_order() -> None:
    """A guess would be believed."""
    reply = said("最新的文件是哪份", [document("湿地介绍")])
    assert reply is not None
    assert reply.key == "shelf_undated"


def test_a_topic_finds_titles() -> None:
    """有没有关于停航的通知 asks for a paper, not for a sentence."""
    reply = said("有没有关于停航的通知")
    assert reply is not None
    assert reply.facts["titles"] == "《渡口停航通知》"
    assert said("有没有关于食堂的通知") is None


@pytest.mark.parametrize(
    "text", ["通知里写了几份文件？", "渡口有几艘船", "报名要哪些材料和证件", "", "？", "手册" * 30]
)
def test_questions_to_the_documents_are_left_to_them(text: str) -> None:
    """Only a whole message about the shelf is taken from the documents."""
    assert said(text) is None


@pytest.mark.parametrize("text", ["How many documents are there?", "what documents do you have", "list all files"])
def test_english_asks_the_same(text: str) -> None:
    """The program speaks English; so may who asks what is in it."""
    reply = said(text)
    assert reply is not None
    assert reply.facts["count"] == 4


def test_the_newest_and_a_topic_are_asked_for_in_english() -> None:
    """Titles are looked for as they are written."""
    newest = said("Which document is the newest?")
    assert newest is not None
    assert "《码头检修通知》" in str(newest.facts["titles"])
    about = said("Are there any documents about 湿地?")
    assert about is not None
    assert about.facts["titles"] == "《湿地介绍》"
    assert said("Are there any documents about fishing?") is None


def test_the_newest_of_a_kind_and_matter_is_told() -> None:
    """The newest notice of all may be about something else."""
    reply = said("最新的停航通知是哪份")
    assert reply is not None
    assert "《渡口停航通知》" in say(reply.key, Language.HANS, **reply.facts)
    assert said("最新的消防通知是哪份") is None
