from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.reading.inputs import LONGEST_CONTEXT, LONGEST_QUESTION, OVERLAP, WINDOW, row, windows
from index.reading.pieces import BEGIN, END, Pieces


def pieces(count: int) -> Pieces:
    numbers = np.arange(4, 4 + count, dtype=np.int32)
    return Pieces(numbers, numbers - 4, numbers - 3)


@given(st.integers(0, 3000))
def test_windows_cover_a_paragraph(count: int) -> None:
    """A piece in no window could never answer."""
    found = list(windows(pieces(count)))
    assert found[0][0] == 0
    assert found[-1][1] == count
    assert all(end - start <= WINDOW for start, end in found)
    assert all(later[0] == earlier[1] - OVERLAP for earlier, later in pairwise(found))


@given(st.integers(0, 200), st.integers(0, 200), st.integers(0, WINDOW))
def test_a_row_says_where_each_part_stands(question: int, context: int, paragraph: int) -> None:
    """An answer is looked for among the pieces of the paragraph and nowhere else."""
    made = row(pieces(question).numbers, pieces(context).numbers, pieces(paragraph).numbers)
    assert made.numbers[0] == BEGIN
    assert (made.numbers == END).sum() == 3
    assert made.numbers[made.first : len(made) - 1].tolist() == pieces(paragraph).numbers.tolist()
    assert (made.segments == 0).sum() == min(question, LONGEST_QUESTION) + 2
    assert (made.segments == 1).sum() == min(context, LONGEST_CONTEXT) + 1
    assert len(made) <= 512
