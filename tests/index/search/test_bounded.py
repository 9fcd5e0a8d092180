"""The bound: it drops nothing that is among the best, and what is left has its exact score."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.bm25 import KIND_WEIGHTS, InvertedBM25
from index.model import TermKind
from index.search import bounded
from index.search.bounded import Scores, Weighed, best
from tests.index.test_bm25 import MemoryPostings

UNITS = 200


def corpus(seed: int) -> list[list[str]]:
    """Units of words of which a few stand in nearly every one and most in few."""
    random = np.random.default_rng(seed)
    return [
        [str(rank) for rank in random.zipf(1.3, random.integers(1, 25)).clip(max=60).tolist()] for _ in range(UNITS)
    ]


MODELS = {kind: InvertedBM25(MemoryPostings(corpus(seed))) for seed, kind in enumerate(TermKind)}
SCORES = Scores(UNITS)
queries = st.lists(st.tuples(st.sampled_from(list(KIND_WEIGHTS)), st.integers(1, 60).map(str)), max_size=20)


def by_all_scores(
    query: Sequence[tuple[TermKind, str]], wanted: int, among: Sequence[bool] | None
) -> list[tuple[int, float]]:
    """The best of all units, each of them scored by each model."""
    total = np.zeros(UNITS)
    for kind, weight in KIND_WEIGHTS.items():
        total += weight * MODELS[kind].get_scores([term for own, term in query if own is kind])
    allowed = [unit for unit in range(UNITS) if total[unit] > 0 and (among is None or among[unit])]
    return [(unit, float(total[unit])) for unit in sorted(allowed, key=lambda unit: (-total[unit], unit))][:wanted]


def weighed(query: Sequence[tuple[TermKind, str]]) -> list[Weighed]:
    """The terms that some unit holds, in the order in which their kinds are summed up."""
    ordered = sorted(query, key=lambda each: list(KIND_WEIGHTS).index(each[0]))
    found = [(kind, MODELS[kind].weigh(term)) for kind, term in ordered]
    return [Weighed(kind, weights) for kind, weights in found if weights is not None]


@given(
    queries,
    st.integers(1, 30),
    st.none() | st.lists(st.booleans(), min_size=UNITS, max_size=UNITS),
    st.tuples(*[st.sampled_from([0, 1, 16, 10_000])] * 3),
)
def test_the_best_and_their_scores_are_those_of_scoring_every_unit(
    query: list[tuple[TermKind, str]], wanted: int, among: list[bool] | None, dear: tuple[int, int, int]
) -> None:
    """The same hits, bit for bit the same scores, ties by number, whatever was not looked at and in whatever way."""
    mask = None if among is None else np.array(among)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in zip(("_CHEAP", "_LOOKING", "_FEW"), dear, strict=True):
            patch.setattr(bounded, name, value)
        found = best(weighed(query), wanted, SCORES, mask)
    assert list(zip(found.units.tolist(), found.scores.tolist(), strict=True)) == by_all_scores(query, wanted, among)
    assert found.gains.sum(axis=0).tolist() == pytest.approx(found.scores.tolist())
    assert not SCORES.take().any(), "the room is given back as it was taken"


def test_a_term_in_nearly_every_unit_is_not_scored_for_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """That is what the bound is for: the word 的 must not make a question slow."""
    model = MODELS[TermKind.WORD]
    rare = min((str(rank) for rank in range(1, 61)), key=lambda term: _held(model, term) or UNITS)
    scored: list[int] = []

    def counting(name: str) -> None:
        gains = getattr(InvertedBM25, name)

        def counted(self: InvertedBM25, idf: object, units: Sequence[int], counts: object) -> object:
            scored.append(len(units))
            return gains(self, idf, units, counts)

        monkeypatch.setattr(InvertedBM25, name, counted)

    counting("gains")
    counting("rough_gains")
    best(weighed([(TermKind.WORD, "1"), (TermKind.WORD, rare)]), 1, SCORES)
    assert max(scored) < _held(model, "1") // 2


def test_two_thousand_terms_and_one_are_scored_as_exactly() -> None:
    """Somebody pastes a whole page as the question: rough scores must not lose what the exact ones have."""
    random = np.random.default_rng(3)
    ranks = random.zipf(1.2, 2_000).clip(max=60).tolist()
    page = [(kind, str(rank)) for rank, kind in zip(ranks, list(KIND_WEIGHTS) * 500, strict=True)]
    for query in (page, page[:1], []):
        found = best(weighed(query), 10, SCORES)
        ordered = sorted(query, key=lambda each: list(KIND_WEIGHTS).index(each[0]))
        assert list(zip(found.units.tolist(), found.scores.tolist(), strict=True)) == by_all_scores(ordered, 10, None)


def test_one_unit_and_a_term_in_every_unit_are_found() -> None:
    """The smallest folder there is, and a word that tells nothing apart: the first ones, in their order."""
    for units in (1, 5_000):
        model = InvertedBM25(MemoryPostings([["的"]] * units))
        found = best([Weighed(TermKind.WORD, weights) for weights in [model.weigh("的")] if weights], 3, Scores(units))
        assert found.units.tolist() == list(range(min(3, units)))
        assert set(found.scores.tolist()) == {KIND_WEIGHTS[TermKind.WORD] * float(model.get_scores(["的"])[0])}


def _held(model: InvertedBM25, term: str) -> int:
    weights = model.weigh(term)
    return 0 if weights is None else len(weights.units)
