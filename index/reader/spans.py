"""Spans that might be the answer, and the words at their edges as hashed features; pure.

A span is scored as the sum of what its first word, its last word (each with their neighbours) and its length and shape
are worth for this question: weights of words crossed with the question's kind, head noun and the words beside the
interrogative. So hundreds of spans cost little more than the words they begin and end with. Numbers and Latin words
enter by their shape, not as themselves: which year it is must not be learned by heart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.reader.hashing import Codes, both, code
from index.reader.passage import Passage
from index.reader.question import Question
from index.reader.words import HAN, LATIN, MARK, NUMBER, Flags, Numbers, Words, codes, contained

LONGEST = 40
"""Words in the longest span, but for one of whole clauses: reasons and ways are told in those, however long."""

WIDEST = 160
"""Words of a sentence that are looked at: ten lines."""

OPENING = frozenset("(「『《【“\"'[<〈")
CLOSING = frozenset(")」』》】”\"']>〉")
_MAY_BEGIN = OPENING | frozenset("-.·+$%")
_MAY_END = CLOSING | frozenset("%。!?°+")
_COMMAS = frozenset(",;:。!?；")
LISTING = frozenset("、")
_PAIRED = tuple((ord(pair[0]), ord(pair[1])) for pair in ("()", "「」", "『』", "《》", "“”", "【】", "[]"))
_QUOTE = ord('"')
_HAN_DIGITS = frozenset("〇零一二两三四五六七八九十百千万亿几")

# features of the question that lengths and shapes are crossed with: bias, kind, head, its end, the word behind, unit
_WITH_SHAPES = [0, 1, 5, 6, 3, 9, 15]


@dataclass(frozen=True, slots=True)
class Spans:
    """Spans of a passage, and what their words are as features.

    Attributes:
        first: Number of the first word of each span.
        last: Number of its last word.
        sentence: Number of its sentence.
        words: Numbers of the words of the sentences looked at, ascending.
        begins: Features of each of ``words`` as a first word.
        ends: Features of each of ``words`` as a last word.
        shapes: Features of each span as a whole.
    """

    first: Numbers
    last: Numbers
    sentence: Numbers
    words: Numbers
    begins: Codes
    ends: Codes
    shapes: Codes


def question_codes(question: Question) -> Codes:
    """The question's features."""
    kind = int(question.kind)
    left = (*question.left, "^", "^")
    right = (*question.right, "$", "$")
    return np.array(
        [
            code(feature)
            for feature in (
                "bias",
                f"kind{kind}",
                f"kind{kind}right{right[0]}",
                f"right{right[0]}",
                f"left{left[0]}",
                f"head{question.head}",
                f"headend{question.head[-1:]}",
                f"tail{question.tail[-2:]}",
                f"beside{left[0]}|{right[0]}",
                f"lists{kind}{question.lists}",
                f"rights{right[0]}|{right[1]}",
                f"kind{kind}left{left[0]}",
                f"lefts{left[1]}|{left[0]}",
                f"measure{kind}{question.measure}{question.head[-1:]}",
                f"noun{question.noun}",
                f"unit{kind}{question.measure}",
            )
        ],
        dtype=np.uint32,
    )


def with_shapes(question: Codes) -> Codes:
    """Those of the question's features that shapes are crossed with."""
    return question[_WITH_SHAPES]


def spans(question: Question, passage: Passage, chosen: Numbers) -> Spans:
    """All spans of the chosen sentences that could be said aloud, and those of whole clauses."""
    first, last, sentence = _places(passage, chosen)
    inside = np.flatnonzero(contained(passage.word_sentence, chosen))
    asked = in_question(question, passage)
    begins, ends = _edges(question, passage, inside, asked)
    return Spans(first, last, sentence, inside, begins, ends, _shapes(passage, first, last, asked))


def in_question(question: Question, passage: Passage) -> Numbers:
    """For every word 2 if the question has it, 1 if it has most of its characters as content, 0 if neither."""
    ink = contained(passage.codes, codes(question.characters))
    so_far = _running(ink)
    words = passage.words
    most = (so_far[words.end] - so_far[words.start]) * 2 >= words.end - words.start
    whole = np.fromiter(
        (word in question.content or (len(word) > 1 and word in question.masked) for word in words.texts),
        dtype=bool,
        count=len(words.texts),
    )
    found = np.where(whole, 2, most.astype(np.int64))
    found[words.kind == MARK] = 0
    return found


def _running(values: NDArray[np.bool_] | Numbers) -> Numbers:
    """Sums of everything in front of each place; one longer than ``values``."""
    return np.concatenate(([0], np.cumsum(values, dtype=np.int64)))


def _places(passage: Passage, chosen: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    marks = passage.words.kind == MARK
    begin = ~marks | passage.words.are(_MAY_BEGIN)
    end = ~marks | passage.words.are(_MAY_END)
    commas = passage.words.are(_COMMAS)
    chosen = chosen[passage.last[chosen] >= passage.first[chosen]]
    opens, closes = np.roll(commas, 1), np.roll(commas, -1)
    opens[passage.first[chosen]] = closes[passage.last[chosen]] = True
    firsts, lasts, numbers = [], [], []
    for number in chosen.tolist():
        low = int(passage.first[number])
        size = min(int(passage.last[number]) + 1 - low, WIDEST)
        one, other = np.triu_indices(size)
        first, last = low + one, low + other
        kept = begin[first] & end[last] & ((other - one < LONGEST) | (opens[first] & closes[last]))
        firsts.append(first[kept])
        lasts.append(last[kept])
        numbers.append(np.full(int(kept.sum()), number))
    if not firsts:
        return (np.zeros(0, np.int64),) * 3
    return np.concatenate(firsts), np.concatenate(lasts), np.concatenate(numbers)


@lru_cache(maxsize=65536)
def _word_codes(word: str, kind: int) -> tuple[int, int, int, int]:
    """The word, its shape, its last and its first character."""
    shape = _shape(word, kind)
    itself = shape if kind in {LATIN, NUMBER} else word
    if kind == NUMBER:
        return code(f"w{itself}"), code(f"s{shape}"), code(f"l{shape}"), code(f"f{shape}")
    return code(f"w{itself}"), code(f"s{shape}"), code(f"l{itself[-1]}"), code(f"f{itself[0]}{shape}")


def _shape(word: str, kind: int) -> str:
    if kind == MARK:
        return word
    if kind == NUMBER:
        return f"N{min(len(word), 5)}{'.' if '.' in word or ',' in word else ''}"
    if kind == LATIN:
        return f"L{min(len(word), 4)}"
    if kind == HAN:
        return "C" if all(character in _HAN_DIGITS for character in word) else f"H{min(len(word), 4)}"
    return "O"


def _in_roles(number: int, values: Sequence[Codes]) -> Codes:
    """Features side by side, each in a role of its own: the same feature in another role is another feature."""
    roles = np.array([code(f"role{number + place}") for place in range(len(values))], dtype=np.uint32)
    return np.stack(values, axis=1) + roles


def _edges(question: Question, passage: Passage, inside: Numbers, asked: Numbers) -> tuple[Codes, Codes]:
    kinds = passage.words.kind.tolist()
    table = np.array(
        [_word_codes(word, kind) for word, kind in zip(passage.words.texts, kinds, strict=True)], dtype=np.uint32
    ).reshape(-1, 4)
    word, shape, final, initial = table.T
    outside = np.uint32(code("#"))
    size = len(kinds)

    places = {}
    for by in range(-3, 4):
        at = np.clip(inside + by, 0, size - 1)
        places[by] = at, (at - inside == by) & (passage.word_sentence[at] == passage.word_sentence[inside])

    def beside(values: Codes, by: int, edge: np.uint32) -> Codes:
        """The value ``by`` words on, within the sentence."""
        at, same = places[by]
        return np.where(same, values[at], edge)

    known = {by: beside(asked.astype(np.uint32), by, np.uint32(3)) for by in range(-3, 4)}
    w = {by: beside(word, by, outside) for by in range(-2, 3)}
    s = {by: beside(shape, by, outside) for by in (-1, 0, 1)}
    four = np.uint32(4)
    sought = [np.uint32(code(f"w{text}")) for text in (*question.left[:2], "", "")][:2]
    sought_right = [np.uint32(code(f"w{text}")) for text in (*question.right[:2], "", "")][:2]
    head = np.uint32(code(f"w{question.head}"))
    aligned_left = (w[-1] == sought[0]) + 2 * (w[-2] == sought[0]) + 4 * (w[-1] == sought[1]) + 8 * (w[0] == head)
    aligned_right = (
        (w[1] == sought_right[0])
        + 2 * (w[2] == sought_right[0])
        + 4 * (w[1] == sought_right[1])
        + 8 * (w[0] == head)
        + 16 * (w[0] == sought_right[0])
    )
    begins = (
        w[0],
        beside(initial, 0, outside),
        s[0],
        w[-1],
        beside(final, -1, outside),
        s[-1],
        both(w[-2], w[-1]),
        both(known[-1] * four + known[0], s[-1]),
        both(s[0], s[1]),
        w[1],
        both(w[0], w[1]),
        aligned_left.astype(np.uint32),
        known[-1] + four * known[-2] + np.uint32(16) * known[-3],
        both(known[-1], w[-1]),
    )
    ends = (
        w[0],
        beside(final, 0, outside),
        s[0],
        w[1],
        beside(initial, 1, outside),
        s[1],
        both(w[1], w[2]),
        both(known[1] * four + known[0], s[1]),
        both(s[-1], s[0]),
        w[-1],
        both(beside(final, 0, outside), w[1]),
        aligned_right.astype(np.uint32),
        known[1] + four * known[2] + np.uint32(16) * known[3],
        both(known[1], w[1]),
    )
    return _in_roles(0, begins), _in_roles(100, ends)


def _shapes(passage: Passage, first: Numbers, last: Numbers, asked: Numbers) -> Codes:
    words = passage.words
    size = last - first + 1
    length = np.digitize(size, (2, 3, 4, 5, 6, 7, 8, 9, 13, 19, 29, 41))

    def inside(values: NDArray[np.bool_] | Numbers) -> Numbers:
        so_far = _running(values)
        return so_far[last + 1] - so_far[first]

    known = np.minimum(inside(asked >= 1), 3)
    commas = np.minimum(inside(words.are(_COMMAS)), 2)
    listing = np.minimum(inside(words.are(LISTING)), 2)
    uneven = unbalanced(words, first, last).astype(np.int64)
    opens, closes = words.are(OPENING), words.are(CLOSING)
    around = np.append(False, opens[:-1])[first] & np.append(closes[1:], False)[last]
    wrapped = around + 2 * (opens[first] & closes[last])
    marks = commas * 64 + listing * 16 + uneven * 4 + wrapped
    shape = np.array(
        [_word_codes(word, kind)[1] for word, kind in zip(words.texts, words.kind.tolist(), strict=True)],
        dtype=np.uint32,
    )
    columns = (
        length.astype(np.uint32),
        (known * 16 + length).astype(np.uint32),
        marks.astype(np.uint32),
        both(shape[first], shape[last]),
        ((known * 16 + length) * 256 + marks).astype(np.uint32),
    )
    return _in_roles(200, columns)


def unbalanced(words: Words, first: Numbers, last: Numbers) -> Flags:
    """Which spans open a bracket or quotation they do not close, or the other way round."""
    uneven = np.zeros(len(first), dtype=bool)
    for opening, closing in _PAIRED:
        depth = (words.mark == opening).astype(np.int64) - (words.mark == closing)
        if depth.any():
            so_far = _running(depth)
            uneven |= so_far[last + 1] != so_far[first]
    quotes = words.mark == _QUOTE
    if quotes.any():
        so_far = _running(quotes)
        uneven |= (so_far[last + 1] - so_far[first]) % 2 == 1
    return uneven
