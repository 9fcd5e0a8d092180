"""The ranking model against rank_bm25 itself."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rank_bm25 import BM25Plus

from index.bm25 import InvertedBM25, Numbers


class MemoryPostings:
    """Counts of a corpus held in memory."""

    def __init__(self, corpus: Sequence[Sequence[str]]) -> None:
        self.corpus = corpus
        self.lengths: Numbers = np.array([len(unit) for unit in corpus], dtype=np.int32)
        self.total_length = int(self.lengths.sum())

    def lookup(self, term: str) -> tuple[Numbers, Numbers] | None:
        """The units that hold ``term`` and how often."""
        counts = [(unit, terms.count(term)) for unit, terms in enumerate(self.corpus) if term in terms]
        if not counts:
            return None
        units, tallies = zip(*counts, strict=True)
        return np.array(units, dtype=np.int32), np.array(tallies, dtype=np.int32)


terms = st.sampled_from(["党员", "决议", "义安", "省委", "多少", "39-nq/tw", "的"])
units = st.lists(terms, max_size=12)
corpora = st.lists(units, min_size=1, max_size=12).filter(any)


@given(
    corpora,
    st.lists(terms | st.just("没有"), max_size=8),
    st.floats(0.1, 3.0, allow_nan=False),
    st.floats(0.0, 0.95, allow_nan=False),
)
def test_scores_equal_rank_bm25_bit_for_bit(corpus: list[list[str]], query: list[str], k1: float, b: float) -> None:
    """Whoever knows rank_bm25 knows this model: replacing the storage changed no digit."""
    expected = BM25Plus(corpus, k1=k1, b=b, delta=0).get_scores(query)
    actual = InvertedBM25(MemoryPostings(corpus), k1, b).get_scores(query)
    assert actual.tobytes() == np.asarray(expected, dtype=np.float64).tobytes()


@given(corpora, terms)
def test_a_matching_unit_always_scores_above_zero(corpus: list[list[str]], term: str) -> None:
    """With few paragraphs other BM25 variants give a word that stands everywhere no weight, or a negative one."""
    scores = InvertedBM25(MemoryPostings(corpus)).get_scores([term])
    assert [score > 0 for score in scores] == [term in unit for unit in corpus]


def test_no_units_are_refused() -> None:
    """rank_bm25 divides by zero; here the caller is told."""
    with pytest.raises(ValueError, match="no units"):
        InvertedBM25(MemoryPostings([]))


def test_a_corpus_without_terms_scores_nothing() -> None:
    """A folder of one picture caption must not divide by zero."""
    assert InvertedBM25(MemoryPostings([[], []])).get_scores(["党员"]).tolist() == [0.0, 0.0]


def test_the_weight_of_a_term_can_be_read_at_any_unit() -> None:
    """What each term contributed is shown to who asks why a paragraph was found."""
    weights = InvertedBM25(MemoryPostings([["党员"], ["决议"], ["党员", "党员"]])).weigh("党员")
    assert weights is not None
    at = weights.at(np.array([2, 1, 0], dtype=np.int32)).tolist()
    assert at == [weights.gains[1], 0.0, weights.gains[0]]
