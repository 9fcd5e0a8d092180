"""Slips of the keyboard in names still find, and questions without slips stay as they are."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model import Document, DocumentInfo, Span, TermKind, cut
from index.query import mended as mended_query
from index.query import parse
from index.query.likely import likely
from index.query.vocabulary import Vocabulary
from index.search import EmbeddedSearch
from index.store.writer import build
from tests.analysis import ANALYZER

TEXTS = (
    "省委书记阮德忠同志出席会议。",
    "黎文甲主持检查委员会的工作。",
    "乐山大佛高七十一米。",
    "北京今天下雪,天气寒冷。",
    "船只登记由港务所办理。",
    "停车收费标准见公告栏。",
)


def mend(question: str, vocabulary: Vocabulary) -> str | None:
    query = mended_query(parse(question, ANALYZER), ANALYZER, vocabulary)
    return query.question if query is not None else None


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedSearch]:
    text = "\n".join(TEXTS)
    document = Document(DocumentInfo("d", "d.txt", "", "v"), text)
    paragraphs = []
    start = 0
    for ordinal, each in enumerate(TEXTS, start=1):
        paragraphs.append(cut(document, ordinal, Span(start, start + len(each))))
        start += len(each) + 1
    with_slips = build(tmp_path_factory.mktemp("spelling"), [(document, paragraphs)], ANALYZER)
    yield EmbeddedSearch(with_slips)
    with_slips.close()


@pytest.mark.parametrize(
    ("question", "mended"),
    [
        ("阮德中是谁?", "阮德忠是谁?"),
        ("请问阮德終是哪一年出生的?", "请问阮德忠是哪一年出生的?"),
        ("阮得忠同志", "阮德忠同志"),
        ("黎文申主持什么", "黎文甲主持什么"),
        ("船只等级在哪里办", "船只登记在哪里办"),
        ("tingche shoufei", "停车收费"),
        ("tingche shoufei duoshao", "停车收费多少"),
        ("ting che多少钱", "停车多少钱"),
    ],
)
def test_a_slip_in_a_name_is_put_right(held: EmbeddedSearch, question: str, mended: str) -> None:
    """Who types 阮德中 means 阮德忠, of whom the documents speak."""
    assert mend(question, held) == mended


@pytest.mark.parametrize(
    "question",
    [
        "阮德忠是谁?",
        "北京今天的天气怎么样?",
        "如何用Python连接数据库?",
        "省委组织部的办公电话是多少?",
        "船只适合做什么",
        "wifi password是多少",
        "",
        "?",
        "谁",
        "你好",
    ],
)
def test_a_question_without_a_slip_stays_as_it_is(held: EmbeddedSearch, question: str) -> None:
    """A question about something else must not be bent to what the documents hold."""
    assert mend(question, held) is None


class Everything:
    """Documents that hold every other length of term."""

    def frequency(self, term: str, kind: TermKind) -> int:
        """As of :class:`Vocabulary`."""
        del kind
        return len(term) % 2

    def holds(self, run: str) -> bool:
        """As of :class:`Vocabulary`."""
        return bool(run)


class Nothing:
    """An empty index."""

    def frequency(self, term: str, kind: TermKind) -> int:
        """As of :class:`Vocabulary`."""
        del term, kind
        return 0

    def holds(self, run: str) -> bool:
        """As of :class:`Vocabulary`."""
        del run
        return False


def test_documents_that_hold_nothing_mend_nothing() -> None:
    """An empty index knows no better."""
    assert mend("阮德中是谁", Nothing()) is None


@given(st.text())
def test_any_question_is_mended_or_left_with_its_length(question: str) -> None:
    """Nothing typed may stop the program, and a slip is one character for one."""
    mended = mend(question, Everything())
    assert mended is None or len(mended) == len(question)


def test_likely_characters_are_others() -> None:
    """A character is not its own slip."""
    assert "忠" in likely("中")
    assert "甲" in likely("申")
    assert all(character not in likely(character) for character in "中申啊座龘A")
    assert likely("龘") == ()
