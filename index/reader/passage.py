"""A paragraph prepared for reading: folded, cut into sentences and words, as arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from index.analysis import Analyzer, Folded, fold
from index.model import Span
from index.reader import sentences
from index.reader.words import Numbers, Words, codes, words

LONGEST = 6000
"""Characters of a paragraph that are read: a page or two. What stands behind is found, but not read."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph prepared for reading; all places count the folded text.

    Attributes:
        folded: The text, with the way back to its source.
        text: The folded text.
        codes: Its code points.
        sentences: Where the sentences stand, in order; at least one unless the text is blank.
        sentence_of: For every character the number of its sentence, -1 between them.
        words: The words and marks.
        word_sentence: For every word the number of its sentence.
        first: For every sentence the number of its first word.
        last: For every sentence the number of its last word; below ``first`` for one without words.
        title: What the paragraph stands under, folded.
    """

    folded: Folded
    text: str
    codes: Numbers
    sentences: tuple[tuple[int, int], ...]
    sentence_of: Numbers
    words: Words
    word_sentence: Numbers
    first: Numbers
    last: Numbers
    title: str


def prepare(text: str, title: str, analyzer: Analyzer) -> Passage:
    """Prepare the text of a paragraph for reading."""
    folded = fold(text)
    found = [folded.from_source(span) for span in sentences.split(text[:LONGEST])]
    places = tuple((span.start, span.end) for span in found if len(span))
    # the words behind the last sentence are never looked at, and cutting them would cost most of the time
    read = places[-1][1] if places else 0
    parts = words(folded.text[:read], analyzer)
    sentence_of = np.full(read, -1, dtype=np.int64)
    for number, (start, end) in enumerate(places):
        sentence_of[start:end] = number
    starts = np.array([start for start, _ in places], dtype=np.int64)
    word_sentence = np.maximum(np.searchsorted(starts, parts.start, "right") - 1, 0)
    numbers = np.arange(len(places))
    return Passage(
        folded=folded,
        text=folded.text[:read],
        codes=codes(folded.text[:read]),
        sentences=places,
        sentence_of=sentence_of,
        words=parts,
        word_sentence=word_sentence,
        first=np.searchsorted(word_sentence, numbers, "left"),
        last=np.searchsorted(word_sentence, numbers, "right") - 1,
        title=fold(title).text,
    )


def source(passage: Passage, start: int, end: int) -> Span:
    """The characters of the source that a part of the folded text was made from."""
    return passage.folded.to_source(Span(start, end))
