"""The shipped parts put together as the program does, for tests of what stands around them."""

from __future__ import annotations

from datetime import date
from functools import cache

from index.library import Components
from index.ranking import LinearReranker
from index.reading import EncoderReader, Model
from tests.analysis import ANALYZER


@cache
def model() -> Model:
    """The shipped encoder, loaded once."""
    return Model()


@cache
def components(threshold: float | None = None) -> Components:
    """What answers, over one analyzer."""
    return Components(
        lambda: ANALYZER,
        LinearReranker.load,
        lambda each: EncoderReader(model(), each),
        model().card.threshold(0.07) if threshold is None else threshold,
        lambda: date(2026, 6, 15),
    )
