"""Explanations: in words, and adding up to what was counted."""

import math
from pathlib import Path

import pytest

from index.analysis import Analyzer
from index.explaining import Aspect, aspect_of, reasons
from index.model import Document, DocumentInfo, Found, Span, cut
from index.reranking import TrainedSecondLook
from index.reranking.features import NAMES
from index.store.writer import build

ANALYZER = Analyzer()
SECOND_LOOK = TrainedSecondLook.load(ANALYZER)


def test_shares_of_words_and_gains_of_aspects_add_up(tmp_path: Path) -> None:
    """An explanation that does not add up explains nothing."""
    texts = ["组织部部长主持会议。", "图书馆周一闭馆。", "会议在图书馆举行。"]
    document = Document(DocumentInfo("d", "d.txt", "", "v"), "\n".join(texts))
    starts = [0, len(texts[0]) + 1, len(texts[0]) + len(texts[1]) + 2]
    paragraphs = [
        cut(document, ordinal, Span(start, start + len(text)))
        for ordinal, (start, text) in enumerate(zip(starts, texts, strict=True), start=1)
    ]
    snapshot = build(tmp_path, [(document, paragraphs)], ANALYZER)
    question = "会议由谁主持,火星"
    found = SECOND_LOOK.rerank(question, snapshot.search(question, 10))
    parts = SECOND_LOOK.parts(question, found)
    explained = reasons(found, parts)
    assert [each.hit for each in explained] == list(found.hits)
    for each, of_hit in zip(explained, parts, strict=True):
        assert math.isclose(sum(word.share for word in each.words), 1.0)
        assert math.isclose(sum(a.gain for a in each.aspects), sum(part.gain for part in of_hit), abs_tol=1e-9)
        assert "火星" in each.missing
    assert {word.word for word in explained[0].words} == {"会议", "主持"}
    snapshot.close()


def test_without_hits_there_is_nothing_to_explain() -> None:
    """Nothing found is a result."""
    assert reasons(Found((), ())) == ()


@pytest.mark.parametrize(
    ("feature", "aspect"),
    [
        ("score_word", Aspect.COUNTS),
        ("run_weight_title", Aspect.TITLE),
        ("run_weight", Aspect.WORDING),
        ("sentences", Aspect.SHAPE),
        ("sentence_brief", Aspect.SENTENCE),
        ("topic_title", Aspect.TITLE),
        ("gives_date", Aspect.FIGURE),
    ],
)
def test_features_belong_to_aspects_a_person_can_follow(feature: str, aspect: Aspect) -> None:
    """Fifty features say nothing to anybody; eight aspects do."""
    assert aspect_of(feature) is aspect
    assert all(aspect_of(name) for name in NAMES)
