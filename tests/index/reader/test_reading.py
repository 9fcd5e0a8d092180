import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.reader.reading import LOOKED_AT, TOO_FAR, promising


def test_spans_are_looked_for_where_the_answer_may_stand() -> None:
    """A clear case costs one sentence's work, an open one is not decided before its spans are seen."""
    assert promising(np.array([0.0, 9.0, 1.0])).tolist() == [1]
    assert promising(np.array([4.5, 9.0, 1.0, 8.0])).tolist() == [0, 1, 3]
    assert promising(np.zeros(9)).tolist() == [0, 1, 2]


@given(st.lists(st.floats(-30, 30), min_size=1, max_size=12))
def test_the_best_sentence_is_always_looked_at(scores: list[float]) -> None:
    """Every passage gets a reading, in bounded work."""
    chosen = promising(np.array(scores))
    assert int(np.argmax(scores)) in chosen
    assert len(chosen) <= LOOKED_AT
    assert sorted(set(chosen.tolist())) == chosen.tolist()
    assert all(max(scores) - scores[place] <= TOO_FAR for place in chosen.tolist())
