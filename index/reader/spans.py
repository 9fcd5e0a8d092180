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
from itertools import chain

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

_FARTHEST = 3
"""Words from a word to the farthest of its neighbours that is looked at."""
_LENGTHS = np.digitize(np.arange(WIDEST + 1), (2, 3, 4, 5, 6, 7, 8, 9, 13, 19, 29, 41))
_KNOWN_LENGTHS = 4 * 16
_MARKS = 256

# features of the question that lengths and shapes are crossed with: bias, kind, head, its end, the word behind, unit
_WITH_SHAPES = [0, 1, 5, 6, 3, 9, 15]


@dataclass(frozen=True, slots=True)
class Shapes:
    """Features of spans as wholes: there are thousands of spans, but few values, each weighed only once.

    Attributes:
        values: The values, feature after feature.
        places: For every feature (row) and span (column) where in ``values`` its value stands.
    """

    values: Codes
    places: Numbers

    def codes(self) -> Codes:
        """Spans by features."""
        return self.values[self.places.T]


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
        asked: How far the question has each word of the passage; see :func:`in_question`.
    """

    first: Numbers
    last: Numbers
    sentence: Numbers
    words: Numbers
    begins: Codes
    ends: Codes
    shapes: Shapes
    asked: Numbers


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
    inside = np.flatnonzero(contained(passage.word_sentence, chosen))
    first, last = _places(passage, inside)
    asked = in_question(question, passage)
    known = _known_codes(passage.words)
    begins, ends = _edges(question, passage.word_sentence[inside], known[inside], asked[inside])
    shapes = _shapes(passage.words, first, last, asked, known[:, 1])
    return Spans(first, last, passage.word_sentence[first], inside, begins, ends, shapes, asked)


def in_question(question: Question, passage: Passage) -> Numbers:
    """For every word 2 if the question has it, 1 if it has most of its characters as content, 0 if neither."""
    ink = contained(passage.codes, codes(question.characters))
    so_far = _running(ink)
    words = passage.words
    most = (so_far[words.end] - so_far[words.start]) * 2 >= words.end - words.start
    content, masked = frozenset(question.content), question.masked
    whole = np.array([word in content or (len(word) > 1 and word in masked) for word in words.texts], dtype=bool)
    found = np.where(whole, 2, most.astype(np.int64))
    found[words.kind == MARK] = 0
    return found


def _running(values: NDArray[np.bool_] | Numbers) -> Numbers:
    """Sums of everything in front of each place; one longer than ``values``."""
    return np.concatenate(([0], np.cumsum(values, dtype=np.int64)))


def _places(passage: Passage, inside: Numbers) -> tuple[Numbers, Numbers]:
    """First and last word of every span of the words ``inside``: by the first, then by the last."""
    words = passage.words
    marks = words.kind == MARK
    begin = ~marks | words.are(_MAY_BEGIN)
    end = ~marks | words.are(_MAY_END)
    firsts = inside[begin[inside]]
    stops = np.minimum(passage.last + 1, passage.first + WIDEST)[passage.word_sentence[firsts]]
    lasts = firsts[:, None] + np.arange(LONGEST)
    # a place behind the last word is behind the stop too, whatever is looked up there
    fit = lasts < stops[:, None]
    fit &= end.take(lasts, mode="clip")
    row, further = np.nonzero(fit)
    long_first, long_last = _long(firsts, inside[end[inside]], passage)
    first = np.concatenate((firsts[row], long_first))
    last = np.concatenate((firsts[row] + further, long_last))
    if len(long_first):
        order = np.lexsort((last, first))
        first, last = first[order], last[order]
    return first, last


def _long(firsts: Numbers, lasts: Numbers, passage: Passage) -> tuple[Numbers, Numbers]:
    """Of the spans of whole clauses those of more than :data:`LONGEST` words.

    Args:
        firsts: The words a span may begin with, ascending.
        lasts: The words a span may end with, ascending.
        passage: Theirs.
    """
    sentence = passage.word_sentence
    comma = passage.words.are(_COMMAS)
    firsts = firsts[comma[firsts - 1] | (firsts == passage.first[sentence[firsts]])]
    lasts = lasts[comma[np.minimum(lasts + 1, len(comma) - 1)] | (lasts == passage.last[sentence[lasts]])]
    size = lasts - firsts[:, None] + 1
    stops = passage.first[sentence[firsts]] + WIDEST
    long = (size > LONGEST) & (lasts < stops[:, None]) & (sentence[firsts][:, None] == sentence[lasts])
    row, column = np.nonzero(long)
    return firsts[row], lasts[column]


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


def _known_codes(words: Words) -> Codes:
    """For every word (row) its codes: itself, its shape, its last and its first character."""
    kinds = words.kind.tolist()
    found = chain.from_iterable(map(_word_codes, words.texts, kinds))
    return np.fromiter(found, dtype=np.uint32, count=4 * len(kinds)).reshape(-1, 4)


def _edges(question: Question, sentence: Numbers, codes: Codes, asked: Numbers) -> tuple[Codes, Codes]:
    """Features of words as first and as last words, from the sentence, the codes and the grade of each."""
    # With as many places between two sentences as a neighbour can be away, a neighbour is a step in one array.
    between = np.cumsum(np.diff(sentence, prepend=sentence[:1]) != 0)
    at = np.arange(len(sentence)) + _FARTHEST * between
    count = int(at.max(initial=-1)) + 1
    spaced = np.full((5, count + 2 * _FARTHEST), code("#"), dtype=np.uint32)
    spaced[:4, at + _FARTHEST] = codes.T
    spaced[4] = 3
    spaced[4, at + _FARTHEST] = asked
    word, shape, final, initial, grade = spaced

    def beside(values: Codes, by: int) -> Codes:
        """The value ``by`` words on, within the sentence."""
        return values[_FARTHEST + by : _FARTHEST + by + count]

    known = {by: beside(grade, by) for by in range(-_FARTHEST, _FARTHEST + 1)}
    w = {by: beside(word, by) for by in range(-2, 3)}
    s = {by: beside(shape, by) for by in (-1, 0, 1)}
    four = np.uint32(4)
    sought = [np.uint32(code(f"w{text}")) for text in (*question.left[:2], "", "")][:2]
    sought_right = [np.uint32(code(f"w{text}")) for text in (*question.right[:2], "", "")][:2]
    head = np.uint32(code(f"w{question.head}"))
    aligned_left = (w[-1] == sought[0], w[-2] == sought[0], w[-1] == sought[1], w[0] == head)
    aligned_right = (
        w[1] == sought_right[0],
        w[2] == sought_right[0],
        w[1] == sought_right[1],
        w[0] == head,
        w[0] == sought_right[0],
    )
    begins = (
        w[0],
        beside(initial, 0),
        s[0],
        w[-1],
        beside(final, -1),
        s[-1],
        both(w[-2], w[-1]),
        both(known[-1] * four + known[0], s[-1]),
        both(s[0], s[1]),
        w[1],
        both(w[0], w[1]),
        np.packbits(aligned_left, axis=0, bitorder="little")[0],
        known[-1] + four * known[-2] + np.uint32(16) * known[-3],
        both(known[-1], w[-1]),
    )
    ends = (
        w[0],
        beside(final, 0),
        s[0],
        w[1],
        beside(initial, 1),
        s[1],
        both(w[1], w[2]),
        both(known[1] * four + known[0], s[1]),
        both(s[-1], s[0]),
        w[-1],
        both(beside(final, 0), w[1]),
        np.packbits(aligned_right, axis=0, bitorder="little")[0],
        known[1] + four * known[2] + np.uint32(16) * known[3],
        both(known[1], w[1]),
    )
    return _in_roles(begins, _BEGIN_ROLES, at), _in_roles(ends, _END_ROLES, at)


def _roles(number: int, count: int) -> Codes:
    """What is added to features side by side: the same feature in another role is another feature."""
    return np.array([code(f"role{number + place}") for place in range(count)], dtype=np.uint32)


_BEGIN_ROLES, _END_ROLES, _SHAPE_ROLES = _roles(0, 14), _roles(100, 14), _roles(200, 5)


def _in_roles(features: Sequence[Codes | NDArray[np.uint8]], roles: Codes, at: Numbers) -> Codes:
    """Places ``at`` by features."""
    below = np.array(features, dtype=np.uint32)
    below += roles[:, None]
    return below.take(at, axis=1).T


def _shapes(words: Words, first: Numbers, last: Numbers, asked: Numbers, shape: Codes) -> Shapes:
    length = _LENGTHS[last - first + 1]
    counted = (asked >= 1, words.are(_COMMAS), words.are(LISTING))
    before = np.zeros((len(counted), len(asked) + 1), dtype=np.int64)
    np.cumsum(counted, axis=1, out=before[:, 1:])
    known, commas, listing = np.minimum(before.take(last + 1, axis=1) - before.take(first, axis=1), [[3], [2], [2]])
    opens, closes = words.are(OPENING), words.are(CLOSING)
    around = np.append(False, opens[:-1])[first] & np.append(closes[1:], False)[last]
    wrapped = around + 2 * (opens[first] & closes[last])
    marks = commas * 64 + listing * 16 + unbalanced(words, first, last) * 4 + wrapped
    known_length = known * 16 + length
    shapes, has = np.unique(shape, return_inverse=True)
    features = (
        (np.arange(_LENGTHS[-1] + 1), length),
        (np.arange(_KNOWN_LENGTHS), known_length),
        (np.arange(_MARKS), marks),
        (both(shapes[:, None], shapes).ravel(), has[first] * len(shapes) + has[last]),
        _once(known_length * _MARKS + marks, _KNOWN_LENGTHS * _MARKS),
    )
    sizes = [len(values) for values, _ in features]
    values = np.concatenate([values for values, _ in features], dtype=np.uint32, casting="unsafe")
    places = np.array([place for _, place in features])
    places += np.cumsum([0, *sizes[:-1]])[:, None]
    return Shapes(values + np.repeat(_SHAPE_ROLES, sizes), places)


def _once(values: Numbers, limit: int) -> tuple[Numbers, Numbers]:
    """Each of the values once, all from 0 to below ``limit``, and where every value is then."""
    there = np.zeros(limit, dtype=bool)
    there[values] = True
    distinct = np.flatnonzero(there)
    place = np.empty(limit, dtype=np.int64)
    place[distinct] = np.arange(len(distinct))
    return distinct, place[values]


def unbalanced(words: Words, first: Numbers, last: Numbers) -> Flags:
    """Which spans open a bracket or quotation they do not close, or the other way round."""
    uneven = np.zeros(len(first), dtype=bool)
    marks = frozenset(words.mark.tolist())
    for opening, closing in _PAIRED:
        if opening in marks or closing in marks:
            so_far = _running((words.mark == opening).astype(np.int64) - (words.mark == closing))
            uneven |= so_far[last + 1] != so_far[first]
    if _QUOTE in marks:
        so_far = _running(words.mark == _QUOTE)
        uneven |= (so_far[last + 1] - so_far[first]) % 2 == 1
    return uneven
