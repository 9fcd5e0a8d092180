"""Which of several figures of one make is meant: the one that the question's own words stand beside; pure.

Reports list them, ``学生党员1580名、企业党员307名``: the same sentence, the same unit, and often words in common. What
tells them apart is the piece of the sentence that belongs to each, up to the next comma or the next such figure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.reader.choice import Likely
from index.reader.overlap import longest_run
from index.reader.passage import Passage
from index.reader.question import Question
from index.reader.words import Numbers

Floats = NDArray[np.float64]

SHORTEST = 2
"""Characters of the shortest piece that tells a figure from another."""

_FIGURE = re.compile("[0-9,.〇零一二两三四五六七八九十百千万亿几多半]+")
_STOP = re.compile("[,;:。!?、]")
_INTO = re.compile("^(?:其中|另有|还有|另外|包括|以及|[和与及而有 ])+")
_UP_TO = re.compile('(?:共计|总计|[约共有为达是:"“( ])+$')


def aligned(question: Question, passage: Passage, likely: Likely, places: Numbers, scores: Floats) -> int:
    """The place of the best of some likely spans of one sentence.

    Args:
        question: What is asked.
        passage: Where.
        likely: The likely spans of the passage.
        places: Those among them to choose from, all of one sentence; at least one.
        scores: The score of every likely span.

    Returns:
        The place of the highest score, unless that span is a figure and the question says the whole piece of the
        sentence that belongs to another one of its make, and more of it than of this one's.
    """
    words = passage.words
    best = int(places[np.argmax(scores[places])])
    ordered = sorted(places.tolist(), key=lambda place: (place != best, -float(scores[place])))
    bounds = {place: (int(words.start[likely.first[place]]), int(words.end[likely.last[place]])) for place in ordered}
    make = _make(passage.text, bounds[best])
    if "#" not in make:
        return best
    figures = {place: span for place, span in bounds.items() if _make(passage.text, span) == make}
    if len(set(figures.values())) == 1:
        return best
    sentence = passage.sentences[int(likely.sentence[best])]
    said = {
        place: _said(question, passage.text, sentence, span, set(figures.values()) - {span})
        for place, span in figures.items()
    }
    if said[best].whole:
        return best
    # of equal ones the likeliest: they stand in that order
    rivals = [place for place in figures if said[place].whole and said[place].run > said[best].run]
    return max(rivals, key=lambda place: said[place].run, default=best)


@dataclass(frozen=True, slots=True)
class _Said:
    """What the question says of a figure's own pieces of the sentence.

    Attributes:
        run: The longest run of characters it has from one of them.
        whole: Whether it says one of them from beginning to end.
    """

    run: int
    whole: bool


def _make(text: str, span: tuple[int, int]) -> str:
    """A span with its figures made alike."""
    return _FIGURE.sub("#", text[slice(*span)])


def _said(
    question: Question, text: str, sentence: tuple[int, int], span: tuple[int, int], others: set[tuple[int, int]]
) -> _Said:
    """What the question says of the pieces right before and behind a figure, up to a comma or the next figure."""
    start, end = span
    low = max([sentence[0], *(stop for _, stop in others if stop <= start)])
    high = min([sentence[1], *(begin for begin, _ in others if begin >= end)])
    beside = (_STOP.split(text[low:start])[-1], _STOP.split(text[end:high])[0])
    pieces = [_UP_TO.sub("", _INTO.sub("", piece.strip())) for piece in beside]
    return _Said(
        max(longest_run(question.masked, piece) for piece in pieces),
        any(len(piece) >= SHORTEST and piece in question.masked for piece in pieces),
    )
