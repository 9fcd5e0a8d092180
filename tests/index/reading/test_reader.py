"""The shipped encoder over hits of a real index: offsets, bounds and sameness, whatever is asked."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index.answering import FIRST_HITS, READ
from index.evaluation.dataset import DatasetBuilder
from index.model import Found, Reading
from index.query import parse
from index.ranking import LinearReranker
from index.reading import EncoderReader, Model
from index.reading.reader import MOST_PIECES
from index.search import EmbeddedSearch
from index.store.writer import build
from index.text import Analyzer
from tests.analysis import ANALYZER
from tests.shipped import model

TEXTS = [
    "白鹭洲湿地位于青川县东部，面积3785公顷，二〇一九年设为保护区。",
    "湿地管理处设在老码头，处长由陆青禾担任；游客不得在核心区内垂钓。",
    "渡輪首班六點，末班二十二點三十分；風力達到七級時停航。",
    "门票：成人每位40元，6周岁以下儿童免票，但团体票除外。",
    "　 \u3000",
    "0123456789 " * 40,
    "哈" * 9000,
    "The ferry leaves at 6:00; see notice 39-NQ/TW.",
]
QUESTIONS = [
    "白鹭洲湿地面积有多少公顷？",
    "湿地管理处处长是谁",
    "末班渡輪幾點？",
    "小孩要买票吗？",
    "39-NQ/TW",
    "哈哈哈哈哈",
    "面积" * 2000,
    "🙂湿地🙂",
    "\U0002b740\U0002b741是什么",
]


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return ANALYZER


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory, analyzer: Analyzer) -> Iterator[EmbeddedSearch]:
    builder = DatasetBuilder()
    builder.document("湿地.txt", "白鹭洲湿地", TEXTS)
    snapshot = build(tmp_path_factory.mktemp("index"), builder.finish().documents, analyzer)
    yield EmbeddedSearch(snapshot)
    snapshot.close()


def found_for(question: str, search: EmbeddedSearch, analyzer: Analyzer) -> Found:
    query = parse(question, analyzer)
    return LinearReranker.load(analyzer).rerank(query, search.search(query, FIRST_HITS))


def readings_of(
    question: str, search: EmbeddedSearch, analyzer: Analyzer, reader: EncoderReader
) -> tuple[Reading, ...]:
    return tuple(reader.read(parse(question, analyzer), found_for(question, search, analyzer), READ))


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_reading_stays_inside_its_paragraph(question: str, search: EmbeddedSearch, analyzer: Analyzer) -> None:
    """A span outside its sentence, or a sentence outside its paragraph, would cite what nobody wrote."""
    readings = readings_of(question, search, analyzer, EncoderReader(model(), analyzer))
    for reading in readings:
        paragraph = reading.hit.paragraph
        assert paragraph.span.contains(reading.evidence)
        assert reading.evidence.contains(reading.shown)
        assert reading.evidence.contains(reading.span)
        assert paragraph.quote(reading.shown) in paragraph.text
        assert 0.0 <= reading.confidence <= 1.0


def test_the_order_is_that_of_the_readings(search: EmbeddedSearch, analyzer: Analyzer) -> None:
    """The first reading is the answer: what comes after it must not be better."""
    readings = readings_of(QUESTIONS[0], search, analyzer, EncoderReader(model(), analyzer))
    assert "3785" in readings[0].hit.paragraph.text
    assert len({reading.hit.paragraph.id for reading in readings}) == len(readings)


def test_threads_and_cores_change_nothing(search: EmbeddedSearch, analyzer: Analyzer) -> None:
    """The same index and question give the same answer on a laptop and on a server, alone or in a crowd."""
    one, four = EncoderReader(model(), analyzer), EncoderReader(Model(threads=4), analyzer)
    expected = [readings_of(question, search, analyzer, one) for question in QUESTIONS]
    assert [readings_of(question, search, analyzer, four) for question in QUESTIONS] == expected
    with ThreadPoolExecutor(4) as pool:
        crowd = list(pool.map(lambda question: readings_of(question, search, analyzer, one), QUESTIONS))
    assert crowd == expected


def test_nothing_found_is_nothing_read(analyzer: Analyzer) -> None:
    """No hit, no reading, and no failure."""
    query = parse(QUESTIONS[0], analyzer)
    assert list(EncoderReader(model(), analyzer).read(query, Found((), ()))) == []


def test_a_paragraph_of_a_hundred_thousand_characters_is_read_in_part(tmp_path: Path, analyzer: Analyzer) -> None:
    """A file without line ends is one paragraph; where it speaks of what is asked it is read, the rest is not."""
    filler = "今年雨水充沛，各地庄稼长势良好，农户们都很高兴。" * 4400
    text = filler[:60_000] + "白鹭洲湿地面积为3785公顷。" + filler[60_000:]
    builder = DatasetBuilder()
    builder.document("长文.txt", "长文", [text])
    snapshot = build(tmp_path, builder.finish().documents, analyzer)
    try:
        query = parse("白鹭洲湿地面积是多少公顷？", analyzer)
        found = EmbeddedSearch(snapshot).search(query, FIRST_HITS)
        looks = EncoderReader(model(), analyzer).look(query, found, READ)
        read = [looks[0].text.pieces.part(first, last) for first, last in looks[0].text.windows]
        places = [(int(part.starts[0]), int(part.ends[-1])) for part in read]
        assert any(start <= 60_000 and end >= 60_015 for start, end in places)
        assert sum(end - start for start, end in places) < 2_000
    finally:
        snapshot.close()


def test_a_question_reads_no_more_than_its_share(search: EmbeddedSearch, analyzer: Analyzer) -> None:
    """An index of long paragraphs must not make every answer take seconds."""
    looks = EncoderReader(model(), analyzer).look(
        parse("湿地面积哈哈", analyzer), found_for("湿地面积哈哈", search, analyzer), READ
    )
    assert all(each.cost > 0 for each in looks if len(each.text.pieces))
    assert sum(each.cost for each in looks[:-2]) < MOST_PIECES
