"""Lists, choices and exports: nothing in them names what is closed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.telegram_app.handlers.callback_data import key_of
from tests.bot.rights.settings import closed
from tests.bot.telegram_app.handlers.closed import COLLEAGUE, change_rights, everything, hides, open_closed
from tests.bot.telegram_app.stage import ADMIN, FRIEND, GROUP, OTHER_GROUP, Stage
from tests.bot.telegram_app.telegram_rules import plain


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """As everywhere, with a folder for one colleague and one group."""
    with open_closed(tmp_path) as stage:
        yield stage


def test_lists_and_numbers_do_not_tell_of_a_closed_folder(stage: Stage) -> None:
    """Not even how many documents there are."""
    assert "共 4 篇" in stage.write("/documents", COLLEAGUE)[0].text
    for text in (
        "/documents",
        "/documents 工资",
        "/scope",
        "/范围",
        "/scope 4",
        "有多少份文件？",
        "有哪些文件？",
        "最新的文件是哪份？",
    ):
        stage.clock.now += 60
        assert hides(stage.write(text, FRIEND)) or "工资" in text, text
    assert "共 3 篇" in stage.write("/documents", FRIEND)[0].text
    assert "共 3 篇" in stage.write("/documents", ADMIN, OTHER_GROUP)[0].text
    assert "全部 3 篇" in stage.write("/scope", FRIEND)[0].text
    assert "没有标题或路径含" in stage.write("/documents 工资", FRIEND)[0].text


def test_the_number_in_a_list_means_what_it_shows(stage: Stage) -> None:
    """The second of what one sees, not the second of all."""
    listed = plain(stage.write("/documents", FRIEND)[0].text)
    second = next(line for line in listed.splitlines() if line.startswith("2. "))
    chosen = stage.write("/scope 2", FRIEND)[0].text
    assert second.split("《")[1].split("》")[0] in chosen


def test_a_forged_choice_is_none(stage: Stage) -> None:
    """A button carries a name anybody can make from a path they guess."""
    key = key_of("documents/人事/工资.txt")
    assert key_of(next(d.info.id for d in stage.parts.library.documents() if "人事" in d.info.path)) == key
    (answered,) = stage.press_data(f"s:1:{key}", FRIEND, FRIEND)
    assert "已经不在" in answered.sent["text"] or "不在了" in answered.sent["text"]
    assert stage.parts.ledger.chats.scope(FRIEND) is None
    popup = stage.press_data(f"x:{key}:1", OTHER_GROUP, ADMIN)
    assert hides(popup)
    assert stage.parts.ledger.documents.excluded() == frozenset()


def test_a_choice_made_before_a_folder_was_closed_is_none(stage: Stage) -> None:
    """Its title would go on being shown among the chosen."""
    stage.write("/scope 工资", COLLEAGUE)
    assert "选中的 1 篇" in stage.write("/scope", COLLEAGUE)[0].text
    change_rights(stage, closed("人事"))
    for text in ("/scope", "/范围", "/documents", "每张借书证一次可借多少册？"):
        assert hides(stage.write(text, COLLEAGUE))
    assert "10册" in stage.write("每张借书证一次可借多少册？", COLLEAGUE)[0].text


def test_a_closed_folder_is_no_folder_to_choose(stage: Stage) -> None:
    """Neither by its button nor by its name."""
    assert "人事" in everything(stage.write("/scope", COLLEAGUE))
    assert hides(stage.write("/scope", FRIEND))
    stage.write("/scope 人事/", FRIEND)
    stage.press_data(f"s:1:{key_of('documents/人事/')}", FRIEND, FRIEND)
    assert stage.parts.ledger.chats.scope(FRIEND) is None
    stage.write("/scope 人事/", COLLEAGUE)
    assert stage.parts.ledger.chats.scope(COLLEAGUE) == frozenset({"documents/人事/"})


@pytest.fixture
def notices(stage: Stage) -> Stage:
    """The stage with a folder for the friend inside the closed one."""
    inside = stage.folder / "documents" / "人事" / "告示"
    inside.mkdir()
    (inside / "食堂.txt").write_text("食堂告示\n食堂中午12时开门。\n", encoding="utf-8")
    stage.parts.library.refresh()
    change_rights(stage, closed("人事") + closed("人事/告示", people=(FRIEND,)))
    return stage


def test_an_open_folder_in_a_closed_one_is_not_named(notices: Stage) -> None:
    """Its documents are there to choose; its name would tell where they lie."""
    calls = notices.write("/scope", FRIEND)
    assert "食堂告示" in everything(calls)
    assert hides(calls)
    assert "人事/告示" in everything(notices.write("/scope", ADMIN))


@pytest.mark.parametrize(
    "words", ["/scope 人事", "/scope 人事/告示/食堂.txt", "/documents 人事", "/documents 事/告", "只看人事的"]
)
def test_the_name_of_a_closed_folder_finds_nothing(notices: Stage, words: str) -> None:
    """Who may read a document in it could else try names until one is found."""
    told, unknown = (notices.write(text, FRIEND)[0].text for text in (words, _elsewhere(words)))
    assert _elsewhere(told) == unknown
    assert notices.parts.ledger.chats.scope(FRIEND) is None
    assert "食堂告示" in notices.write(words, ADMIN)[0].text


def _elsewhere(words: str) -> str:
    """The same of a folder there is not."""
    return words.replace("人事", "财会").replace("事/告", "会/告")


def test_a_question_is_not_kept_to_a_closed_folder(notices: Stage) -> None:
    """It is asked of everything instead, as where there is no such folder."""
    question = "在人事里找：食堂中午几时开门？"
    assert "理解为" not in notices.write(question, FRIEND)[0].text
    assert "理解为：《人事》食堂中午几时开门？" in notices.write(question, ADMIN)[0].text


def test_an_open_folder_finds_its_documents_by_its_own_name(notices: Stage) -> None:
    """What one may read is found by the part of the path one may know."""
    for words in ("告示", "告示/食堂.txt", "食堂.txt"):
        assert "食堂告示" in notices.write(f"/scope {words}", FRIEND)[0].text


def test_an_export_does_not_name_the_closed_folder_around_a_document(notices: Stage) -> None:
    """The path stands beside each source, for titles may be alike."""
    notices.write("食堂中午几时开门？", FRIEND)
    carried = b"".join(notices.write("/export 聊天", FRIEND)[0].files.values()).decode()
    assert "· 告示/食堂.txt" in carried
    assert "人事" not in carried
    notices.write("食堂中午几时开门？", ADMIN)
    assert "人事/告示/食堂.txt" in b"".join(notices.write("/export 聊天", ADMIN)[0].files.values()).decode()


def test_a_greeting_counts_what_the_group_may_read(stage: Stage) -> None:
    """The number of all would tell that there are others."""
    assert "能查 4 篇" in stage.add_bot(GROUP)[0].text
    assert "能查 3 篇" in stage.add_bot(OTHER_GROUP)[0].text
