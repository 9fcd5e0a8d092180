import numpy as np

from index.training.calibrating import logistic, thresholds


def test_logistic_regression_finds_what_made_the_data() -> None:
    """The confidence is fitted by it: its weights must be those of the world."""
    chance = np.random.default_rng(5)
    rows = np.column_stack((np.ones(4000), chance.standard_normal(4000), chance.standard_normal(4000) * 50))
    odds = rows @ np.array([-0.5, 2.0, 0.0])
    right = chance.random(4000) < 1 / (1 + np.exp(-odds))
    found = logistic(rows, right, np.ones(4000))
    assert np.allclose(found, [-0.5, 2.0, 0.0], atol=0.15)


def test_a_threshold_lets_its_rate_of_wrong_answers_through() -> None:
    """YINJU_MADE_UP_RATE=0.05 promises one in twenty."""
    wrong = np.linspace(0, 0.999, 1000)
    limits = dict(thresholds(wrong, np.ones(1000)))
    for rate in (0.01, 0.05, 0.2):
        assert abs((wrong >= limits[rate]).mean() - rate) <= 0.002
    assert limits[0.0] == 1.0
    assert limits[1.0] == 0.0


def test_those_that_count_more_decide_more() -> None:
    """A file of thousands must not drown one of hundreds."""
    wrong = np.concatenate((np.full(10, 0.9), np.full(990, 0.1)))
    even = np.concatenate((np.full(10, 0.05), np.full(990, 0.5 / 990)))
    assert dict(thresholds(wrong, even))[0.3] == 0.9
