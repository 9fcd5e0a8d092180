import numpy as np
import pytest

lightgbm = pytest.importorskip("lightgbm", reason="the extra `training` is not installed")
forests = pytest.importorskip("index.training.forests")


def data() -> tuple[np.ndarray[tuple[int, ...], np.dtype[np.float32]], np.ndarray[tuple[int], np.dtype[np.float64]]]:
    draw = np.random.default_rng(3)
    rows = draw.normal(0, 1, (800, 5)).astype(np.float32)
    return rows, ((rows[:, 0] > 0.3) ^ (rows[:, 1] > 0)).astype(np.float64)


def test_the_reader_s_trees_say_what_the_library_s_say() -> None:
    """What was measured in training is what runs."""
    rows, labels = data()
    model = lightgbm.train(
        {"objective": "binary", "num_leaves": 20, "verbose": -1, "num_threads": 1}, lightgbm.Dataset(rows, labels), 30
    )
    ours = forests.trees(model.dump_model()).score(rows)
    assert ours == pytest.approx(model.predict(rows, raw_score=True), abs=1e-4)


def test_growing_twice_gives_the_same_forest() -> None:
    """Training is done in the open: anyone can make the same file."""
    rows, labels = data()
    recipe = forests.Recipe("cross_entropy", trees=20, leaves=8, rate=0.1, least=20)
    one, two = forests.grow(recipe, rows, labels), forests.grow(recipe, rows, labels)
    assert np.array_equal(one.threshold, two.threshold)
    assert np.array_equal(one.leaves, two.leaves)
