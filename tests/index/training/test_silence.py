import numpy as np
import pytest

pytest.importorskip("lightgbm", reason="the extra `training` is not installed")
pytest.importorskip("numba", reason="the extra `training` is not installed")

from index.training.silence import calibrate, thresholds


def test_calibration_rises_and_says_what_happened() -> None:
    """Among answers given with confidence p, about p must be right."""
    draw = np.random.default_rng(1)
    scores = draw.uniform(-4, 4, 8000)
    right = draw.uniform(0, 1, 8000) < 1 / (1 + np.exp(-scores))
    knots = np.array(calibrate(scores, right))
    assert (np.diff(knots, axis=0) > 0).all()
    for score in (-2.0, 0.0, 2.0):
        assert np.interp(score, *knots.T) == pytest.approx(1 / (1 + np.exp(-score)), abs=0.05)


def test_thresholds_let_the_asked_share_through() -> None:
    """The silence setting is a rate, and the rate is kept."""
    hidden = np.random.default_rng(2).uniform(0, 1, 5000)
    limits = dict(thresholds(hidden, np.ones(5000)))
    assert (hidden >= limits[0.05]).mean() == pytest.approx(0.05, abs=0.001)
    assert limits[0.0] == 1.0
    assert limits[1.0] == 0.0


def test_a_setting_that_counts_more_moves_the_thresholds_more() -> None:
    """A few small folders must not be drowned by one large index."""
    hidden = np.concatenate([np.full(1000, 0.9), np.linspace(0, 0.5, 100)])
    weights = np.concatenate([np.full(1000, 0.001), np.full(100, 0.1)])
    assert dict(thresholds(hidden, weights))[0.2] < 0.5
    assert dict(thresholds(hidden, np.ones(1100)))[0.2] == 0.9
