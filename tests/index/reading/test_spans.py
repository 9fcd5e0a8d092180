import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.reading.spans import LONGEST, likeliest

_SCORES = st.lists(st.floats(-9, 9, width=32), min_size=1, max_size=14)


@given(st.data(), _SCORES)
def test_the_best_span_is_the_best_of_all(data: st.DataObject, starts: list[float]) -> None:
    """A short cut over starts and ends must find what trying every pair finds."""
    ends = data.draw(st.lists(st.floats(-9, 9, width=32), min_size=len(starts), max_size=len(starts)))
    first, last = np.array(starts, dtype=np.float32), np.array(ends, dtype=np.float32)
    best = max(float(first[a] + last[b]) for a in range(len(starts)) for b in range(a, len(starts)))
    found = likeliest(first, last, 3)
    assert found[0].score == best
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)
    assert all(each.first <= each.last < each.first + LONGEST for each in found)


def test_nothing_to_read_gives_no_span() -> None:
    """A paragraph of blanks has no pieces."""
    assert likeliest(np.zeros(0, dtype=np.float32), np.zeros(0, dtype=np.float32), 3) == []
