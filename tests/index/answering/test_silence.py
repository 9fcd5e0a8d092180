"""What of a question the documents do not speak of."""

from collections.abc import Iterator

import pytest

from index.answering.silence import missing
from index.evaluation.dataset import DatasetBuilder
from index.query import parse
from index.search import EmbeddedSearch
from index.store.writer import build
from tests.analysis import ANALYZER

TEXTS = ["2025年渡口客运量为31万人次。", "渡船QL-208于三月检修，由轮机长负责。", "食堂周日不开门。"]


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedSearch]:
    builder = DatasetBuilder()
    builder.document("渡口.txt", "渡口年报", TEXTS)
    snapshot = build(tmp_path_factory.mktemp("index"), builder.finish().documents, ANALYZER)
    yield EmbeddedSearch(snapshot)
    snapshot.close()


@pytest.mark.parametrize(
    ("question", "absent"),
    [
        ("2024年渡口客运量是多少？", ("2024年",)),
        ("渡船QL-209什么时候检修？", ("QL-209",)),
        ("2025年渡口客运量是多少？", ()),
        ("渡船QL-208由谁负责？", ()),
        ("今年渡口客运量是多少？", ()),
        ("食堂有没有鳗鱼饭？", ("鳗鱼",)),
    ],
)
def test_what_is_lacking_is_told(question: str, absent: tuple[str, ...], search: EmbeddedSearch) -> None:
    """「没有2024年的」 helps more than silence."""
    query = parse(question, ANALYZER)
    assert missing(query, search.search(query, 10))[:1] == absent
