import math

import numpy as np
import pytest

from index.model import Found, Hit, QueryTerm, Span, TermKind
from index.query import parse
from index.reading.confidence import features, probability
from index.reading.paragraph import Readable
from index.reading.pieces import Pieces
from index.reading.reading import Look
from index.text import fold
from tests.analysis import ANALYZER
from tests.index.answering.made import paragraphs


def test_confidence_is_the_logistic_of_its_features() -> None:
    """高, 中 and 低 stand on it: its formula is the textbook's."""
    weights = {"base": -1.0, "margin": 0.5}
    assert probability(weights, {"base": 1.0, "margin": 4.0}) == round(1 / (1 + math.exp(-1.0)), 4)


def test_a_margin_beyond_all_measure_is_no_overflow() -> None:
    """A paragraph with nothing to read has a margin of minus ten thousand."""
    assert probability({"margin": 1.0}, {"margin": -1e4}) == 0.0


def test_weights_of_another_version_do_not_go_unnoticed() -> None:
    """A feature that is gone would silently count nothing."""
    with pytest.raises(KeyError):
        probability({"gone": 1.0}, {"base": 1.0})


@pytest.mark.parametrize(("question", "lacks"), [("去年停航几天？", 0.0), ("前年停航几天？", 1.0)])
def test_the_title_tells_the_year_reported_of_and_not_the_one_before(question: str, lacks: float) -> None:
    """A report of last year is no place to take the figure of the year before from."""
    assert told("渡船停航十二天。", question, document="2031年渡口总结")["no_year"] == lacks


@pytest.mark.parametrize(
    ("question", "text", "name", "value"),
    [
        ("去年停航几天？", "渡船停航十二天。", "no_year", 1.0),
        ("去年停航几天？", "上年停航十二天。", "no_year", 0.0),
        ("去年停航几天？", "2031年停航十二天。", "no_year", 0.0),
        ("停航几天？", "渡船停航十二天。", "no_year", 0.0),
        ("前年停航几天？", "大前年停航十二天。", "no_year", 1.0),
        ("前年停航几天？", "上年停航十二天。", "no_year", 0.0),
        ("大前年停航几天？", "前年停航十二天。", "no_year", 1.0),
        ("水温几度？", "水深十二米。", "no_unit", 1.0),
        ("水深几米？", "水深十二米。", "no_unit", 0.0),
        ("停航几天？", "渡船停航十二天。", "length", 8 / 200),
    ],
)
def test_what_a_paragraph_lacks_is_told_to_the_confidence(question: str, text: str, name: str, value: float) -> None:
    """Another year or another unit looks like the answer to whoever only compares words."""
    assert told(text, question)[name] == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "idfs", "said", "missing", "unknown"),
    [
        ("渡船由驾驶员开。", {"渡船": 1.0, "司机": 3.0}, 1.0, 0.0, 0.0),
        ("渡船停在东岸。", {"渡船": 1.0, "司机": 3.0}, 0.5, 1.0, 0.0),
        ("司机在东岸。", {"渡船": 1.5, "司机": 3.0}, 0.5, 0.5, 0.0),
        ("渡船停在东岸。", {"渡船": 1.0, "司机": 0.0}, 0.5, 1.0, 0.5),
        ("渡船停在东岸。司机在西岸。", {"渡船": 1.0, "司机": 3.0}, 0.5, 0.0, 0.0),
    ],
)
def test_a_word_said_elsewhere_and_not_here_is_told_from_one_nobody_says(
    text: str, idfs: dict[str, float], said: float, missing: float, unknown: float
) -> None:
    """People have words of their own: only those of the documents speak against a paragraph that lacks them."""
    terms = tuple(QueryTerm(word, TermKind.WORD, idf) for word, idf in idfs.items())
    span = Span(0, text.index("。"))
    values = told(text, "渡船的司机是谁？", terms=terms, span=span)
    assert (values["said"], values["missing"], values["unknown"]) == (said, missing, unknown)


def told(
    text: str, question: str, document: str = "甲", terms: tuple[QueryTerm, ...] = (), span: Span | None = None
) -> dict[str, float]:
    (paragraph,) = paragraphs(text, document=document)
    folded = fold(text)
    size = len(folded.text)
    readable = Readable(folded, Pieces(*(np.zeros(0, dtype=np.int32),) * 3), np.zeros(0, dtype=np.int32), ())
    told = span or Span(0, size)
    look = Look(Hit(paragraph, 1, 1.0), readable, told, told, 1.0, 0.5)
    return features(parse(question, ANALYZER), Found(terms, ()), look, [1.0])
