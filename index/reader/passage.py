"""A paragraph prepared for reading: folded, cut into sentences and words, as arrays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from index.model import Span
from index.reader.words import NO_WORDS, Numbers, Words, codes, joined, words
from index.text import Analyzer, Folded, fold, sentences

LONGEST = 6000
"""Characters of a paragraph that are read: a page or two. Of a longer one the stretch that has most of the question."""

_FARTHEST = 200_000


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph prepared for reading; all places count the folded text.

    Attributes:
        source: The text as it stands in the paragraph.
        folded: The text, with the way back to its source.
        text: The folded text.
        codes: Its code points.
        sentences: Where the sentences stand, in order; at least one unless the text is blank.
        sentence_of: For every character the number of its sentence, -1 between them.
        title: What the paragraph stands under, folded.
        words: The words and marks of the sentences that have been cut into words; see :func:`worded`.
        word_sentence: For every word the number of its sentence.
        first: For every sentence the number of its first word.
        last: For every sentence the number of its last word; below ``first`` for one without words.
    """

    source: str
    folded: Folded
    text: str
    codes: Numbers
    sentences: tuple[tuple[int, int], ...]
    sentence_of: Numbers
    title: str
    words: Words
    word_sentence: Numbers
    first: Numbers
    last: Numbers


def prepare(text: str, title: str) -> Passage:
    """Prepare a text for reading, no longer than :data:`LONGEST`; no sentence is cut into words yet."""
    folded = fold(text)
    found = [folded.from_source(span) for span in sentences.split(text)]
    places = tuple((span.start, span.end) for span in found if len(span))
    read = folded.text[: places[-1][1] if places else 0]
    sentence_of = np.full(len(read), -1, dtype=np.int64)
    for number, (start, end) in enumerate(places):
        sentence_of[start:end] = number
    none = np.zeros(len(places), dtype=np.int64)
    return Passage(
        source=text,
        folded=folded,
        text=read,
        codes=codes(read),
        sentences=places,
        sentence_of=sentence_of,
        title=fold(title).text,
        words=NO_WORDS,
        word_sentence=NO_WORDS.start,
        first=none,
        last=none - 1,
    )


def worded(passage: Passage, chosen: Iterable[int], analyzer: Analyzer) -> Passage:
    """The passage with the chosen sentences, and no others, cut into words: cutting takes longer than all the rest.

    Args:
        passage: The passage.
        chosen: Numbers of sentences, ascending.
        analyzer: Cuts.
    """
    parts: list[Words] = []
    numbers: list[Numbers] = []
    for number in chosen:
        start, end = passage.sentences[number]
        parts.append(words(passage.text[start:end], analyzer, start))
        numbers.append(np.full(len(parts[-1].texts), number, dtype=np.int64))
    word_sentence = np.concatenate([NO_WORDS.start, *numbers])
    every = np.arange(len(passage.sentences))
    return replace(
        passage,
        words=joined(parts),
        word_sentence=word_sentence,
        first=np.searchsorted(word_sentence, every, "left"),
        last=np.searchsorted(word_sentence, every, "right") - 1,
    )


def excerpt(text: str, question: str) -> Span:
    """The part of a paragraph that is read: all of it, or of a long one the sentences that hold most of the question.

    Args:
        text: The paragraph.
        question: Folded.
    """
    if len(text) <= LONGEST:
        return Span(0, len(text))
    wanted = {question[at : at + 2] for at in range(len(question) - 1) if not question[at : at + 2].isspace()}
    parts = sentences.split(text[:_FARTHEST])
    best, most = Span(0, LONGEST), -1
    begin = 0
    for place, part in enumerate(parts):
        if part.start < begin:
            continue
        begin = part.start + LONGEST // 2
        end = max(other.end for other in parts[place : place + LONGEST] if other.end <= part.start + LONGEST)
        folded = fold(text[part.start : end]).text
        held = sum(pair in folded for pair in wanted)
        if held > most:
            best, most = Span(part.start, end), held
    return best


def source(passage: Passage, start: int, end: int) -> Span:
    """The characters of the source that a part of the folded text was made from."""
    return passage.folded.to_source(Span(start, end))
