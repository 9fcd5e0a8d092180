import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.reader.trees import Trees
from index.reader.weights import pack, unpack

ALL = 0xFFFFFFFF

# x0 <= 1 ? (x1 <= 2 ? 10 : 20) : 40, and x1 <= 5 ? 1 : 2
FOREST = Trees(
    feature=np.array([0, 1, 1]),
    threshold=np.array([1.0, 2.0, 5.0], dtype=np.float32),
    struck=np.array([ALL & ~0b011, ALL & ~0b001, ALL & ~0b001], dtype=np.uint32),
    begins=np.array([0, 2]),
    leaf_begins=np.array([0, 3]),
    leaves=np.array([10.0, 20.0, 40.0, 1.0, 2.0], dtype=np.float32),
)


def walked(x0: float, x1: float) -> float:
    first = (10.0 if x1 <= 2 else 20.0) if x0 <= 1 else 40.0
    return first + (1.0 if x1 <= 5 else 2.0)


@given(st.lists(st.tuples(st.floats(-9, 9, width=32), st.floats(-9, 9, width=32)), max_size=700))
def test_scores_are_those_of_walking_down_each_tree(rows: list[tuple[float, float]]) -> None:
    """The branchless evaluation says what the trees say."""
    values = np.array(rows, dtype=np.float32).reshape(-1, 2)
    assert FOREST.score(values).tolist() == [walked(float(a), float(b)) for a, b in values]


def test_a_forest_without_trees_says_nothing() -> None:
    """Training on too little gives an empty forest, not a crash."""
    none = np.zeros(0)
    empty = Trees(
        none.astype(np.int64), none.astype(np.float32), none.astype(np.uint32), none.astype(np.int64),
        none.astype(np.int64), none.astype(np.float32),
    )  # fmt: skip
    assert empty.score(np.ones((3, 2), dtype=np.float32)).tolist() == [0.0, 0.0, 0.0]


def test_packing_keeps_the_scores() -> None:
    """What is shipped is what was trained."""
    rows = np.random.default_rng(0).normal(0, 4, (50, 2)).astype(np.float32)
    assert unpack(pack(FOREST), 2).score(rows).tolist() == FOREST.score(rows).tolist()


def test_damaged_parts_are_refused() -> None:
    """Weights that do not fit together must not be read as something else."""
    parts = pack(FOREST)
    with pytest.raises(ValueError, match="do not fit"):
        unpack({**parts, "leaves": np.zeros(2)}, 2)
    with pytest.raises(ValueError, match="does not exist"):
        unpack(parts, 1)
