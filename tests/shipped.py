"""The shipped parts put together as the program does, for tests of what stands around them."""

from __future__ import annotations

from functools import cache

from index.library import Components
from index.ranking import LinearReranker
from index.reading import EncoderReader, Model
from index.text import Analyzer


@cache
def model() -> Model:
    """The shipped encoder, loaded once."""
    return Model()


@cache
def analyzer() -> Analyzer:
    """An analyzer without an operator's words; parsing its dictionary takes two seconds, so once for all tests."""
    return Analyzer()


@cache
def components(threshold: float | None = None) -> Components:
    """What answers, over one analyzer."""
    return Components(
        analyzer,
        LinearReranker.load,
        lambda each: EncoderReader(model(), each),
        model().card.threshold(0.2) if threshold is None else threshold,
    )
