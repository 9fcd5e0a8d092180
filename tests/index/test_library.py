"""The whole library over real files: questions in, cited answers out."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from index.library import Library
from index.model import Answer, NoAnswer, ParagraphId, Reason
from index.query import parse
from index.store.refresh import Sources
from index.stored import FileState
from tests.analysis import ANALYZER
from tests.shipped import components

COMPONENTS = components()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    documents = tmp_path / "文件"
    documents.mkdir()
    (documents / "纪要.txt").write_text(
        "会议纪要\n会议由组织部部长主持。\n年内全省发展党员6202名，其中学生党员1580名。\n下一次会议定于明年3月召开。",
        encoding="utf-8",
    )
    return documents


def library(folder: Path) -> Library:
    return Library(folder.parent / "index", Sources((folder,)), COMPONENTS)


def test_an_answer_cites_the_paragraph_it_stands_in(folder: Path) -> None:
    """The main job."""
    answer = library(folder).ask("学生党员有多少名？")
    assert isinstance(answer, Answer)
    citation = answer.citations[0]
    assert citation.paragraph.ordinal == 3
    assert "1580" in answer.text
    assert (folder / "纪要.txt").read_text(encoding="utf-8")[citation.span.start : citation.span.end] == answer.text


@pytest.mark.parametrize(
    ("word", "held"), [("学生党员", True), ("组织部", True), ("6202", True), ("工会", False), ("OA", False)]
)
def test_whether_a_word_stands_in_the_documents_is_told(folder: Path, word: str, held: bool) -> None:  # noqa: FBT001 - a row
    """What no document says is looked for under another name."""
    assert library(folder).holds(word) is held


def test_an_answer_beside_a_paragraph_is_read_there_only(folder: Path) -> None:
    """What stands elsewhere is no answer to whoever asks on about this place."""
    books = library(folder)
    key = ParagraphId(books.documents()[0].info.id, 1)
    assert isinstance(books.ask_beside("学生党员有多少名？", ParagraphId(key.document, 2)), Answer)
    assert isinstance(books.ask_beside("学生党员有多少名？", key), NoAnswer)
    assert isinstance(books.ask_beside("会议由谁主持", key, every_word=True), Answer)
    assert isinstance(books.ask_beside("学生党员由谁主持", key, every_word=True), NoAnswer)
    assert isinstance(books.ask_beside("学生党员有多少名？", ParagraphId("none", 1)), NoAnswer)


def test_what_the_documents_do_not_hold_is_not_answered(folder: Path) -> None:
    """An answer made up is the worst there is."""
    result = library(folder).ask("北京今天的天气怎么样？")
    assert isinstance(result, NoAnswer)


def test_silence_still_shows_the_nearest_paragraphs(folder: Path) -> None:
    """Who asked badly sees where to look."""
    result = library(folder).ask("组织部的办公电话是多少？")
    assert isinstance(result, NoAnswer)
    assert result.reason is Reason.NOT_CONFIDENT
    assert result.nearest


def test_the_nearest_paragraphs_stand_in_the_order_of_the_search(folder: Path) -> None:
    """A reading too unsure to be shown tells less of where to look than the search does."""
    question = "会议的办公电话是多少？"
    pipeline, query = library(folder).pipeline, parse(question, ANALYZER)
    found = pipeline.find(query)
    assert len(found.hits) > 1
    readings = [each for each in pipeline.read(query, found) if each.hit is found.hits[-1]]
    result = pipeline.decide(query, found, readings)
    assert isinstance(result, NoAnswer)
    assert result.nearest[0] == found.hits[0].paragraph


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("？！……", Reason.EMPTY_QUESTION),
        ("", Reason.EMPTY_QUESTION),
        ("😀😀", Reason.EMPTY_QUESTION),
        ("鬱黿", Reason.NOTHING_FOUND),
    ],
)
def test_each_kind_of_silence_has_its_reason(folder: Path, question: str, reason: Reason) -> None:
    """The sentence shown depends on it: ask something, add documents, ask otherwise."""
    result = library(folder).ask(question)
    assert isinstance(result, NoAnswer)
    assert result.reason is reason


def test_a_slip_in_a_name_still_finds_and_is_shown(folder: Path) -> None:
    """Names are typed by their sound: 阮德中 for 阮德忠."""
    (folder / "讲话.txt").write_text("省委书记阮德忠同志出席会议并讲话。", encoding="utf-8")
    result = library(folder).ask("阮德中是谁？")
    assert result.suggestion == "阮德忠是谁？"
    assert result.question == "阮德中是谁？"
    assert result.nearest[0].document.path == "讲话.txt"


def test_an_empty_folder_answers_nothing_and_says_why(tmp_path: Path) -> None:
    """A new folder is no error."""
    (tmp_path / "空").mkdir()
    result = library(tmp_path / "空").ask("学生党员有多少名？")
    assert isinstance(result, NoAnswer)
    assert result.reason is Reason.EMPTY_INDEX


def test_a_question_of_ten_thousand_characters_is_answered_or_not(folder: Path) -> None:
    """Someone pastes a whole page; nobody wants to wait for a traceback."""
    assert library(folder).ask("学生党员有多少名" * 1250).question


def test_questions_can_be_kept_to_some_documents(folder: Path) -> None:
    """A chat restricted to the minutes hears nothing of the notice."""
    (folder / "通知.txt").write_text("学生党员的培训费用为300元。", encoding="utf-8")
    asked = library(folder)
    result = asked.ask("学生党员有多少名？", frozenset({"文件/通知.txt"}))
    paragraphs = result.nearest + tuple(c.paragraph for c in getattr(result, "citations", ()))
    assert {paragraph.document.path for paragraph in paragraphs} == {"通知.txt"}


def test_every_answer_is_the_same_on_every_run(folder: Path) -> None:
    """The same index and question give the same answer, also from several threads at once."""
    asked = library(folder)
    asked.open()
    results: list[object] = []
    threads = [threading.Thread(target=lambda: results.append(asked.ask("学生党员有多少名？"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(result == results[0] for result in results)


def test_a_refresh_is_answered_from_at_once(folder: Path) -> None:
    """A changed document changes the next answer."""
    asked = library(folder)
    asked.open()
    (folder / "纪要.txt").write_text("会议纪要\n今年学生党员共有1600名。", encoding="utf-8")
    assert not asked.is_current()
    assert asked.refresh().changed == ["纪要.txt"]
    answer = asked.ask("学生党员有多少名？")
    assert isinstance(answer, Answer)
    assert "1600" in answer.text


def test_a_snapshot_built_by_another_process_is_taken_over(folder: Path) -> None:
    """`yinju index` run beside a bot: the bot answers from what was built."""
    asked, other = library(folder), library(folder)
    asked.open()
    (folder / "新.txt").write_text("图书馆周一闭馆。", encoding="utf-8")
    other.refresh()
    assert asked.catch_up()
    assert not asked.catch_up()
    assert len(asked.documents()) == 2


def test_documents_tell_how_they_stand_to_their_files(folder: Path) -> None:
    """`yinju documents` shows what is stale and which files are copies."""
    (folder / "副本.txt").write_bytes((folder / "纪要.txt").read_bytes())
    asked = library(folder)
    asked.open()
    (document,) = asked.documents()
    assert (document.info.path, document.copies, document.state) == ("副本.txt", ("纪要.txt",), FileState.CURRENT)
    (folder / "副本.txt").unlink()
    assert asked.documents()[0].state is FileState.MISSING


def test_a_paragraph_is_found_by_its_name_with_its_neighbours(folder: Path) -> None:
    """上文 and 下文 stop at the ends of the document."""
    asked = library(folder)
    key = ParagraphId("文件/纪要.txt", 2)
    paragraph = asked.paragraph(key)
    assert paragraph is not None
    assert paragraph.text == "会议由组织部部长主持。"
    assert [each.ordinal for each in asked.neighbours(key, 5, 1)] == [1, 2, 3]
    assert asked.paragraph(ParagraphId("文件/纪要.txt", 99)) is None
    assert asked.neighbours(ParagraphId("没有", 1), 1, 1) == ()


def test_as_many_of_the_nearest_paragraphs_are_told_as_asked_for(folder: Path) -> None:
    """The answer must not depend on how much is shown beside it."""
    asked = library(folder)
    few, usual, many = (asked.ask("会议和党员的情况？", nearest=count) for count in (1, None, 4))
    assert [len(few.nearest), len(usual.nearest)] == [1, 3]
    assert len(many.nearest) > 3
    assert many.nearest[:3] == usual.nearest
    assert replace(few, nearest=()) == replace(usual, nearest=()) == replace(many, nearest=())


def test_an_explanation_shows_what_each_term_counted(folder: Path) -> None:
    """Why this paragraph: the terms that matched, and how much each added."""
    explanation = library(folder).explain("学生党员有多少名？")
    hit = explanation.found.hits[0]
    assert len(hit.contributions) == len(explanation.found.terms)
    assert explanation.readings


def test_an_answer_rests_only_on_what_the_asker_may_read(folder: Path) -> None:
    """Neither the answer nor the nearest paragraphs, nor a word mended, come from anywhere else."""
    (folder / "名册.txt").write_text("阮德忠任学会会长，学会会员共有4731名。", encoding="utf-8")
    asked = library(folder)
    asked.open()
    everything = frozenset(one.info.id for one in asked.documents())
    some = frozenset({"文件/纪要.txt"})
    assert asked.ask("学会会员有多少名？", readable=everything) == asked.ask("学会会员有多少名？")
    for question in ("学会会员有多少名？", "阮德中任什么？", "会长是谁？年内全省发展党员多少名？"):
        result = asked.ask(question, readable=some)
        assert "4731" not in str(result)
        assert "阮德忠" not in str(result)
        assert "阮德忠" not in str(asked.explain(question, readable=some))
    assert asked.ask("阮德中任什么？").suggestion == "阮德忠任什么？"
    nothing = asked.ask("学会会员有多少名？", readable=frozenset())
    assert isinstance(nothing, NoAnswer)
    assert nothing.reason is Reason.EMPTY_INDEX
    within = asked.ask("学会会员有多少名？", within=everything - some, readable=some)
    assert isinstance(within, NoAnswer)
    assert within.nearest == ()


def test_the_place_of_a_document_is_known_after_its_file_is_gone(folder: Path) -> None:
    """Whether it lay where somebody may read is asked long after."""
    sources = Sources((folder, folder / "纪要.txt"))
    assert sources.place_of("文件/党委/纪要.txt") == folder / "党委" / "纪要.txt"
    assert sources.place_of("别处/纪要.txt") is None
    assert sources.place_of("文件") is None
