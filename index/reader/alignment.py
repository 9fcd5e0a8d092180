"""Which of several figures of one make is meant: the one that the question's own words stand beside; pure.

Reports list them, ``学生党员1580名、企业党员307名``: the same sentence, the same unit, and often words in common. What
tells them apart is the piece of the sentence that belongs to each, up to the next comma or the next such figure.
"""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from index.reader.choice import Likely
from index.reader.overlap import longest_run
from index.reader.passage import Passage
from index.reader.question import Question
from index.reader.words import Numbers

Floats = NDArray[np.float64]

CLEARLY = 2
"""Characters that the question's run beside another figure must be longer by to overrule the trained choice."""

_FIGURE = re.compile("[0-9,.〇零一二两三四五六七八九十百千万亿几多半]+")
_STOP = re.compile("[,;:。!?、]")


def aligned(question: Question, passage: Passage, likely: Likely, places: Numbers, scores: Floats) -> int:
    """The place of the best of some likely spans of one sentence.

    Args:
        question: What is asked.
        passage: Where.
        likely: The likely spans of the passage.
        places: Those among them to choose from, all of one sentence; at least one.
        scores: The score of every likely span.

    Returns:
        The place of the highest score, unless that span is a figure and another one of its make is clearly meant.
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
    runs = {
        place: _beside(question, passage.text, sentence, span, set(figures.values()) - {span})
        for place, span in figures.items()
    }
    rival = max(figures, key=lambda place: runs[place])  # of equal ones the likeliest: they stand in that order
    return rival if runs[rival] >= runs[best] + CLEARLY else best


def _make(text: str, span: tuple[int, int]) -> str:
    """A span with its figures made alike."""
    return _FIGURE.sub("#", text[slice(*span)])


def _beside(
    question: Question, text: str, sentence: tuple[int, int], span: tuple[int, int], others: set[tuple[int, int]]
) -> int:
    """The longest run of the question's characters right before or behind a figure, within its own piece."""
    start, end = span
    low = max([sentence[0], *(stop for _, stop in others if stop <= start)])
    high = min([sentence[1], *(begin for begin, _ in others if begin >= end)])
    left = _STOP.split(text[low:start])[-1]
    right = _STOP.split(text[end:high])[0]
    return max(longest_run(question.masked, left), longest_run(question.masked, right))
