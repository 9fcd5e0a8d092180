import math

import numpy as np
import pytest

from index.model import Found, Hit, Span
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


def told(text: str, question: str, document: str = "甲") -> dict[str, float]:
    (paragraph,) = paragraphs(text, document=document)
    folded = fold(text)
    size = len(folded.text)
    readable = Readable(folded, Pieces(*(np.zeros(0, dtype=np.int32),) * 3), np.zeros(0, dtype=np.int32), ())
    look = Look(Hit(paragraph, 1, 1.0), readable, Span(0, size), 1.0, 0.5)
    return features(parse(question, ANALYZER), Found((), ()), look, [1.0])
