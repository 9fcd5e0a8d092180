import math

import pytest

from index.reading.confidence import probability


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
