"""The measures against hand-counted cases and slow, plain definitions."""

from __future__ import annotations

from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.evaluation import measures

gains = st.lists(st.integers(0, 3), max_size=12)
# few distinct values, so that ties are common
scores = st.lists(st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.75, 1.0]), min_size=1, max_size=25)


def test_success_and_reciprocal_rank_look_no_deeper_than_k() -> None:
    """A measure that counts the eleventh hit flatters the search."""
    first_at_three = [0, 0, 1, 0, 1]
    assert measures.success(first_at_three, 2) == 0.0
    assert measures.success(first_at_three, 3) == 1.0
    assert measures.reciprocal_rank(first_at_three, 2) == 0.0
    assert measures.reciprocal_rank(first_at_three, 10) == pytest.approx(1 / 3)
    assert measures.reciprocal_rank([], 10) == 0.0


def test_ndcg_of_a_hand_counted_graded_case() -> None:
    """trec_eval's linear gain and log2(rank + 1): other tools must come to the same figure."""
    found = [0, 2, 1]
    expected = (2 / log2(3) + 1 / log2(4)) / (3 / log2(2) + 2 / log2(3) + 1 / log2(4))
    assert measures.ndcg(found, [1, 2, 3], 10) == pytest.approx(expected)


def test_ndcg_takes_the_ideal_over_k_hits_only() -> None:
    """With more right paragraphs than places, a full page of right ones is perfect."""
    assert measures.ndcg([1, 1], [1, 1, 1, 1], 2) == 1.0


@given(gains)
def test_ndcg_is_one_for_the_best_order_and_never_more(found: list[int]) -> None:
    """A share above 1 would betray an ideal that is not ideal."""
    relevant = [gain for gain in found if gain]
    value = measures.ndcg(found, relevant, 10)
    assert 0.0 <= value <= 1.0 + 1e-12
    if relevant:
        assert measures.ndcg(sorted(found, reverse=True), relevant, 10) == pytest.approx(1.0)


@given(scores, scores)
def test_roc_auc_is_the_share_of_pairs_won(right: list[float], wrong: list[float]) -> None:
    """Ties are the rule where a reader gives round confidences; each must count half."""
    pairs = [(a > b) + 0.5 * (a == b) for a in right for b in wrong]
    assert measures.roc_auc(right, wrong) == pytest.approx(sum(pairs) / len(pairs))


@given(scores, scores, st.sampled_from([0.0, 0.05, 0.1, 0.34, 0.5, 1.0]))
def test_passed_at_is_the_best_over_all_thresholds(right: list[float], wrong: list[float], share: float) -> None:
    """The threshold may not let through one unanswerable question more than allowed, nor be stricter than it must."""
    allowed = share * len(wrong) + 1e-9
    thresholds = [*right, *wrong, 2.0, -1.0]
    best = max(
        sum(score >= t for score in right) / len(right) for t in thresholds if sum(s >= t for s in wrong) <= allowed
    )
    assert measures.passed_at(right, wrong, share) == pytest.approx(best)


def test_passed_at_5_percent_of_20_lets_one_through() -> None:
    """0.05 * 20 is one, whatever floating point says."""
    wrong = [0.9] + [0.1] * 19
    assert measures.passed_at([0.95, 0.5, 0.05], wrong, 0.05) == pytest.approx(2 / 3)


def test_measures_of_two_groups_are_absent_where_one_is_empty() -> None:
    """A file without unanswerable questions has no such measure; 0 would look like a bad one."""
    assert measures.roc_auc([], [0.5]) is None
    assert measures.passed_at([0.5], [], 0.05) is None
    assert measures.mean([]) is None
    assert measures.percentile([], 0.5) is None
    assert measures.calibration_error(measures.reliability([], [])) is None


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1))
def test_each_answer_falls_into_one_bin_that_holds_its_confidence(answers: list[tuple[float, bool]]) -> None:
    """An answer counted twice or in the wrong bin bends the diagram people judge trust by."""
    bins = measures.reliability([confidence for confidence, _ in answers], [right for _, right in answers])
    assert len(bins) == measures.BINS
    assert sum(each.count for each in bins) == len(answers)
    for each in bins:
        if each.count:
            assert each.low - 1e-6 <= each.confidence <= each.high + 1e-6
    error = measures.calibration_error(bins)
    assert error is not None
    assert 0.0 <= error <= 1.0


@pytest.mark.parametrize(("confidence", "expected"), [(0.0, 0), (0.05, 0), (0.1, 0), (0.3, 2), (0.31, 3), (1.0, 9)])
def test_the_upper_bound_belongs_to_its_bin(confidence: float, expected: int) -> None:
    """0.3 * 10 is a little above or below 3 by the whims of floating point; the bin must not be."""
    bins = measures.reliability([confidence], [True])
    assert [each.count for each in bins].index(1) == expected


def test_calibration_error_of_a_hand_counted_case() -> None:
    """Two answers of 0.9 of which one is right, two of 0.1 that are wrong: (2 * 0.4 + 2 * 0.1) / 4."""
    bins = measures.reliability([0.9, 0.9, 0.1, 0.1], [True, False, False, False])
    assert measures.calibration_error(bins) == pytest.approx(0.25)


def test_percentile_interpolates_between_neighbours() -> None:
    """The usual definition, so that figures compare with those of other tools."""
    assert measures.percentile([4.0, 1.0, 3.0, 2.0], 0.5) == pytest.approx(2.5)
    assert measures.percentile([1.0, 2.0], 0.95) == pytest.approx(1.95)
    assert measures.percentile([7.0], 0.95) == 7.0
