"""What term counts cannot see of a hit: sentences, nearness, order, titles, the kind of answer asked for.

One function computes all features of all hits of a question at once; training and answering both call it, so they
cannot drift apart. Everything is counted in characters of folded text; no segmentation is needed, for the terms of the
query are looked for as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.analysis import Lexicon, fold
from index.analysis.context import context_of
from index.analysis.questions import without_asking
from index.model import Found, Paragraph, TermKind
from index.reader import sentences
from index.reranking import asked as answers

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]

_KINDS = (TermKind.WORD, TermKind.BIGRAM, TermKind.CHARACTER)
_WINDOWS = {"window_16": 8, "window_40": 20, "window_100": 50}
_WHERE = ("cover", "body", "title", "sentence", "sentence_title")
_NEAR = 24
_FEW = 12
# Of a whole page pasted as a question, this much is looked at: the beginning, and the rarest terms.
_LONGEST = 300
_MOST = 400


NAMES: tuple[str, ...] = (
    *(f"score_{kind}" for kind in TermKind),
    *("score", "score_to_first", "rank"),
    *(f"{where}_{kind}" for where in _WHERE for kind in _KINDS),
    *("two_sentences", "sentence_brief", "sentence_mean", *_WINDOWS),
    *("codes", "codes_sentence", "rarest", "rare_missing", "first_word", "last_word", "ends_together", "in_order"),
    *("repeats", "run", "run_content", "run_title", "title_named", "length", "brief", "sentences", "place", "opening"),
    *(f"{how}_{kind}" for how in ("gives", "holds") for kind in answers.KINDS),
    "defines",
)
"""The features, in the order of the columns."""


def features(question: str, found: Found, lexicon: Lexicon) -> Floats:
    """One row per hit, one column per feature of :data:`NAMES`.

    Shares are from 0 to 1 and mostly weighted by idf, so that they compare across questions.
    """
    if not found.hits:
        return np.zeros((0, len(NAMES)))
    asked = _Question(lexicon.canonical(fold(question).text), found)
    text = _Text([_view(_key(hit.paragraph), lexicon) for hit in found.hits], asked)
    values = {**_scores(found), **_cover(asked, text), **_shapes(asked, text), **_kinds(asked, text)}
    return np.stack([values[name] for name in NAMES], axis=1)


class _Question:
    """The query's terms as needles to look for, with the weight of each inside its kind."""

    def __init__(self, folded: str, found: Found) -> None:
        self.folded = folded.strip(" ?!.。,\n")[:_LONGEST]
        self.content = without_asking(folded)[:_LONGEST]
        self.runs = [run for run in re.split(r"[\s?!,。、:;\"]+", self.content) if run]
        terms = [(term.text, term.kind, term.idf) for term in found.terms if term.idf > 0 and term.kind in _KINDS]
        if len(terms) > _MOST:
            least = sorted((idf for _, _, idf in terms), reverse=True)[_MOST]
            terms = [term for term in terms if term[2] > least] or terms[:_MOST]
        self.needles = [text for text, _, _ in terms]
        self.kinds = np.array([_KINDS.index(kind) for _, kind, _ in terms], dtype=np.int64)
        self.idf = np.array([idf for _, _, idf in terms])
        self.words = np.flatnonzero(self.kinds == 0)
        self.codes = np.array([bool(re.fullmatch(r"[0-9a-z.,]+", text)) for text, _, _ in terms], dtype=bool)
        self.weights = [self._share(self.kinds == kind) for kind in range(len(_KINDS))]
        self.mixed = self._share(self.kinds >= 0, np.sum(self.weights, axis=0))

    def _share(self, chosen: NDArray[np.bool_], weights: Floats | None = None) -> Floats:
        weights = np.where(chosen, self.idf if weights is None else weights, 0.0)
        total = weights.sum()
        return weights / total if total > 0 else weights

    def share(self, chosen: NDArray[np.bool_]) -> Floats:
        """The idf of the chosen terms, adding up to 1."""
        return self._share(chosen)


@dataclass(frozen=True, slots=True)
class _View:
    """One paragraph, folded: its body, where its sentences begin in it, and its title and headings."""

    body: str
    starts: tuple[int, ...]
    title: str


def _key(paragraph: Paragraph) -> tuple[str, str]:
    return paragraph.text, context_of(paragraph)


@lru_cache(maxsize=4096)
def _view(key: tuple[str, str], lexicon: Lexicon) -> _View:
    text, title = key
    folded = fold(text)
    starts = tuple(folded.from_source(span).start for span in sentences.split(text)) or (0,)
    body = folded.text
    canonical = lexicon.canonical(body)
    if canonical != body:
        pieces = [lexicon.canonical(body[a:b]) for a, b in zip((0, *starts[1:]), (*starts[1:], len(body)), strict=True)]
        lengths = np.cumsum([0, *(len(piece) for piece in pieces[:-1])])
        body, starts = "".join(pieces), tuple(int(start) for start in lengths)
    return _View(body, starts, lexicon.canonical(fold(title).text))


class _Text:
    """All hits as one long text, and where in it each needle stands.

    Segments are the sentences of each body and, last of each hit, its title.
    """

    def __init__(self, views: Sequence[_View], question: _Question) -> None:
        self.views = views
        pieces: list[str] = []
        begins: list[int] = []
        self.firsts = np.zeros(len(views), dtype=np.int64)
        self.offsets = np.zeros(len(views), dtype=np.int64)
        at = 0
        for number, view in enumerate(views):
            self.firsts[number], self.offsets[number] = len(begins), at
            begins.extend(at + start for start in view.starts)
            begins.append(at + len(view.body) + 1)
            pieces += [view.body, "\n", view.title, "\n"]
            at += len(view.body) + len(view.title) + 2
        self.text = "".join(pieces)
        self.begins = np.array(begins, dtype=np.int64)
        self.ends = np.append(self.begins[1:], at)
        self.titles = np.append(self.firsts[1:], len(begins)) - 1
        self.lengths = np.array([len(view.body) for view in views], dtype=np.int64)
        self.needle, self.place = _occurrences(question.needles, self.text)
        self.segment = np.searchsorted(self.begins, self.place, side="right") - 1
        self.hit = np.searchsorted(self.offsets, self.place, side="right") - 1
        self.in_segment = np.zeros((len(begins), len(question.needles)))
        self.in_segment[self.segment, self.needle] = 1.0
        self.in_title = self.in_segment[self.titles]
        sentence_rows = self.in_segment.copy()
        sentence_rows[self.titles] = 0.0
        self.in_sentence = sentence_rows
        self.in_body = np.maximum.reduceat(sentence_rows, self.firsts, axis=0)
        self.hit_of_segment = np.repeat(np.arange(len(views)), self.titles - self.firsts + 1)

    def best(self, per_segment: Floats) -> Floats:
        """The highest value among the sentences of each hit; titles must be 0."""
        return np.maximum.reduceat(per_segment, self.firsts)


def _occurrences(needles: Sequence[str], text: str) -> tuple[Numbers, Numbers]:
    numbers: list[int] = []
    places: list[int] = []
    for number, needle in enumerate(needles):
        if needle.isascii():
            found = [match.start() for match in _pattern(needle).finditer(text)]
        else:
            found = []
            at = text.find(needle)
            while at >= 0:
                found.append(at)
                at = text.find(needle, at + 1)
        numbers += [number] * len(found)
        places += found
    return np.array(numbers, dtype=np.int64), np.array(places, dtype=np.int64)


@lru_cache(maxsize=1024)
def _pattern(needle: str) -> re.Pattern[str]:
    """An indexed code or number as it may stand in a text: 6,202 for 6202, 39-nq for 39nq, plural for singular."""
    spelt = re.escape(needle[0])
    for place in range(1, len(needle)):
        left, right = needle[place - 1], needle[place]
        if left.isdigit() and right.isdigit():
            spelt += ",?"
        elif left.isdigit() != right.isdigit():
            spelt += "[ ./_+&'-]?"
        spelt += re.escape(right)
    before = "(?<![0-9])(?<![0-9][.,])" if needle[0].isdigit() else "(?<![a-z])"
    after = "(?![0-9])" if needle[-1].isdigit() else "(?:e?s)?(?![a-z])"
    return re.compile(before + spelt + after)


def _scores(found: Found) -> dict[str, Floats]:
    scores = np.array([hit.score for hit in found.hits])
    gains = np.array([hit.contributions for hit in found.hits]).reshape(len(found.hits), -1)
    idf = np.array([term.idf for term in found.terms])
    values: dict[str, Floats] = {}
    for kind in TermKind:
        chosen = np.array([term.kind is kind for term in found.terms], dtype=bool)
        ceiling = idf[chosen].sum()
        values[f"score_{kind}"] = gains[:, chosen].sum(axis=1) / ceiling if ceiling > 0 else np.zeros(len(scores))
    values["score"] = scores / found.possible if found.possible > 0 else np.zeros(len(scores))
    top = scores.max(initial=0.0)
    values["score_to_first"] = scores / top if top > 0 else np.zeros(len(scores))
    values["rank"] = 1.0 / np.arange(1, len(scores) + 1)
    return values


def _cover(question: _Question, text: _Text) -> dict[str, Floats]:
    values: dict[str, Floats] = {}
    hits = text.hit_of_segment
    either = np.maximum(text.in_body, text.in_title)
    with_title = np.maximum(text.in_sentence, text.in_title[hits])
    with_title[text.titles] = 0.0
    pairs = text.in_sentence.copy()
    pairs[:-1] = np.maximum(pairs[:-1], text.in_sentence[1:])
    pairs[text.titles] = 0.0
    for kind, weights in zip(_KINDS, question.weights, strict=True):
        values[f"cover_{kind}"] = either @ weights
        values[f"body_{kind}"] = text.in_body @ weights
        values[f"title_{kind}"] = text.in_title @ weights
        values[f"sentence_{kind}"] = text.best(text.in_sentence @ weights)
        values[f"sentence_title_{kind}"] = text.best(with_title @ weights)
    values["two_sentences"] = text.best(pairs @ question.mixed)
    per_sentence = text.in_sentence @ question.mixed
    values["sentence_brief"] = text.best(per_sentence / (1.0 + np.log1p((text.ends - text.begins) / 40.0)))
    values["sentence_mean"] = np.add.reduceat(per_sentence, text.firsts) / (text.titles - text.firsts)
    for name, half in _WINDOWS.items():
        values[name] = _best_window(question, text, half)
    values |= _important(question, text, either)
    return values


def _best_window(question: _Question, text: _Text, half: int) -> Floats:
    """The best share of the question inside any stretch of ``2 * half`` characters, stepped by ``half``."""
    body = text.segment != text.titles[text.hit]
    counts = text.lengths // half + 2
    bases = np.concatenate(([0], np.cumsum(counts)[:-1]))
    slots = np.zeros((int(counts.sum()), len(question.needles)))
    slot = bases[text.hit] + 1 + (text.place - text.offsets[text.hit]) // half
    slots[slot[body], text.needle[body]] = 1.0
    slots[slot[body] - 1, text.needle[body]] = 1.0
    return np.maximum.reduceat(slots @ question.mixed, bases)


def _important(question: _Question, text: _Text, either: Floats) -> dict[str, Floats]:
    count = len(text.views)
    words = question.words
    values = {
        name: np.zeros(count)
        for name in ("rarest", "rare_missing", "first_word", "last_word", "ends_together", "in_order", "repeats")
    }
    codes = question.share(question.codes & (question.kinds == 0))
    values["codes"] = either @ codes
    values["codes_sentence"] = text.best(text.in_sentence @ codes)
    if not len(words):
        return values
    idf = question.idf[words]
    rarest = words[int(np.argmax(idf))]
    values["rarest"] = either[:, rarest]
    values["rare_missing"] = ((1.0 - either[:, words]) * idf).max(axis=1) / idf.max()
    values["first_word"] = either[:, words[0]]
    values["last_word"] = either[:, words[-1]]
    values["ends_together"] = text.best(text.in_sentence[:, words[0]] * text.in_sentence[:, words[-1]])
    values["in_order"] = _in_order(question, text)
    counted = np.zeros((count, len(question.needles)))
    body = text.segment != text.titles[text.hit]
    np.add.at(counted, (text.hit[body], text.needle[body]), 1.0)
    values["repeats"] = np.log1p(counted) @ question.weights[0]
    return values


def _in_order(question: _Question, text: _Text) -> Floats:
    """Share of neighbouring words of the question that follow each other closely in the text, too."""
    values = np.zeros(len(text.views))
    words = question.words
    total = 0.0
    for left, right in pairwise(words):
        weight = min(question.idf[left], question.idf[right])
        total += weight
        lefts, rights = text.place[text.needle == left], text.place[text.needle == right]
        if not len(lefts) or not len(rights):
            continue
        ends = lefts + len(question.needles[left])
        following = np.searchsorted(rights, ends)
        known = following < len(rights)
        gap = rights[following[known]] - ends[known]
        hits = np.searchsorted(text.offsets, lefts[known][gap <= _NEAR], side="right") - 1
        values[np.unique(hits)] += weight
    return values / total if total else values


def _shapes(question: _Question, text: _Text) -> dict[str, Floats]:
    views = text.views
    length = max(1, len(question.folded))
    runs = max(1, max(map(len, question.runs), default=1))
    values = {
        "run": np.array([_longest_run(question.folded, view.body) / length for view in views]),
        "run_content": np.array(
            [max((_longest_run(run, view.body) for run in question.runs), default=0) / runs for view in views]
        ),
        "run_title": np.array([_longest_run(question.folded, view.title) / length for view in views]),
        "title_named": np.array([_named(view.title, question.folded) for view in views]),
        "length": np.log1p(text.lengths.astype(np.float64)),
        "brief": (text.lengths < 3 * _FEW).astype(np.float64),
        "sentences": np.log1p((text.titles - text.firsts).astype(np.float64)),
    }
    best = _best_sentence(question, text)
    values["place"] = (best - text.firsts) / np.maximum(1, text.titles - text.firsts)
    values["opening"] = text.in_sentence[text.firsts] @ question.mixed
    return values


def _named(title: str, question: str) -> float:
    """How much of the title's name the question speaks out: 1 where it holds the whole."""
    name = re.split(r"[(\n《》]", title, maxsplit=1)[0].strip() or title
    return _longest_run(name, question) / len(name) if name else 0.0


def _longest_run(needle: str, text: str) -> int:
    """Length of the longest stretch of ``needle`` that stands in ``text``."""
    longest = 0
    for start in range(len(needle)):
        while start + longest < len(needle) and needle[start : start + longest + 1] in text:
            longest += 1
    return longest


def _best_sentence(question: _Question, text: _Text) -> Numbers:
    """The segment of each hit that covers most of the question."""
    covers = text.in_sentence @ question.mixed
    return np.array(
        [first + int(np.argmax(covers[first:title])) for first, title in zip(text.firsts, text.titles, strict=True)],
        dtype=np.int64,
    )


def _kinds(question: _Question, text: _Text) -> dict[str, Floats]:
    values = {f"gives_{kind}": np.zeros(len(text.views)) for kind in answers.KINDS}
    values |= {f"holds_{kind}": np.zeros(len(text.views)) for kind in answers.KINDS}
    values["defines"] = np.zeros(len(text.views))
    wanted = answers.asked(question.folded)
    best = _best_sentence(question, text)
    asked_words = [question.needles[word] for word in question.words]
    for number, view in enumerate(text.views):
        sentence = text.text[text.begins[best[number]] : text.ends[best[number]]]
        body = view.body
        for word in asked_words:
            sentence = sentence.replace(word, "")
        for kind in wanted:
            values[f"gives_{kind}"][number] = answers.given(kind, sentence)
            values[f"holds_{kind}"][number] = answers.given(kind, body)
        if "meaning" in wanted and question.runs:
            values["defines"][number] = answers.defines(max(question.runs, key=len), body)
    return values
