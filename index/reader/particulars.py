"""The particulars of a question, sentence by sentence: its dates and numbers, its subject, the things it counts; pure.

Coverage weighs characters, and those of a date are in every sentence of a life told year by year. Here a date is one
thing that a sentence names or not, or names another of; and it matters whether a sentence begins with what is asked
about (花为顶生…) or mentions it in passing.
"""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from index.reader.columns import Columns
from index.reader.question import Kind, Question

Floats = NDArray[np.float64]

_TINY = 1e-9
_LEAST_RARITY = 0.05
_FAR = 30
_LONGEST_START = 12
_TOKEN = re.compile(r"(\d+(?:\.\d+)?)(年|月|日|号|%|届|次|岁|世纪)?|([a-z]+)")
_UNITS = {"年": "year", "月": "month", "日": "day"}
_NOT_ASKED = -1.0
_NONE, _SAME = 0.0, 2.0
OTHER = 1.0
"""Says of a sentence that it names a year, but not the one that is asked about."""
_FIGURE = r"[\d〇零一二两三四五六七八九十百千万亿几数多][多余几]?"
_COUNTERS = "[个位名所座家项条种]?"
_SAID_OF = frozenset("是为有由在于,:达约叫称")


def put(columns: Columns, question: Question, texts: list[str], title: str) -> None:
    """Add the features of the sentences, one row for each, to those there are.

    Args:
        columns: What there is.
        question: What is asked.
        texts: The sentences, folded.
        title: What they stand under, folded.
    """
    _dates(columns, question, texts)
    _starts(columns, question, texts, title)
    _counted(columns, question, texts)


def _tokens(text: str) -> tuple[set[str], set[str]]:
    """The Latin words of a text and its numbers with their units; and the numbers without."""
    found, bare = set(), set()
    for number, unit, word in _TOKEN.findall(text):
        found.add(number + unit or word)
        bare.add(number)
    return found, bare


def _dates(columns: Columns, question: Question, texts: list[str]) -> None:
    asked, _ = _tokens(question.masked)
    count = len(texts)
    said = [found | bare for found, bare in map(_tokens, texts)] if asked else []
    held = np.array([[token in each for each in said] for token in sorted(asked)], dtype=float).reshape(-1, count)
    spread = held.sum(1)
    rarity = np.maximum(np.log((count + 1.0) / (spread + 0.5)), _LEAST_RARITY)
    covered = rarity @ held
    columns["dates_found"] = covered / (float((rarity * (spread > 0)).sum()) + _TINY)
    columns["dates_to_best"] = covered / (covered.max() + _TINY)
    columns["dates_plain"] = held.mean(0) if asked else _NOT_ASKED
    for unit, name in _UNITS.items():
        wanted = {token for token in asked if token.endswith(unit)}
        named = [{token for token in each if token.endswith(unit)} for each in said] if wanted else []
        columns[f"names_{name}"] = [_agreement(each, wanted) for each in named] if wanted else _NOT_ASKED
        if name != "day":
            columns[f"under_{name}"] = _under(named, wanted) if wanted else _NOT_ASKED


def _agreement(named: set[str], wanted: set[str]) -> float:
    if not named:
        return _NONE
    return _SAME if named & wanted else OTHER


def _under(named: list[set[str]], wanted: set[str]) -> list[float]:
    """The same of the last date up to each sentence: it goes on holding until another is named."""
    found: list[float] = []
    last: set[str] = set()
    for each in named:
        last = each or last
        found.append(_agreement(last, wanted))
    return found


def _starts(columns: Columns, question: Question, texts: list[str], title: str) -> None:
    runs = np.array([_start(text, question.masked) for text in texts], dtype=float)
    columns["start"] = runs
    columns["start_to_best"] = runs / (runs.max() + _TINY)
    untitled = [word for word in question.content if word not in title]
    for name, words in (("content", question.content), ("untitled", untitled)):
        columns[f"first_{name}"] = [_first(text, words) for text in texts]
    for name, word in (("tail", question.tail), ("head", question.head)):
        places = [text.find(word) for text in texts] if word else []
        columns[f"{name}_at"] = [min(place, _FAR) for place in places] if word else _NOT_ASKED - 1
        columns[f"{name}_told"] = (
            [
                place >= 0 and text[place + len(word) : place + len(word) + 1] in _SAID_OF
                for place, text in zip(places, texts, strict=True)
            ]
            if word
            else 0.0
        )


def _start(text: str, question: str) -> int:
    """Length of the beginning of ``text`` that the question has in one piece."""
    size = 0
    while size < min(len(text), _LONGEST_START) and text[: size + 1] in question:
        size += 1
    return size


def _first(text: str, words: list[str] | tuple[str, ...]) -> int:
    """Where the first of the words stands; -1 where none does."""
    places = [place for place in map(text.find, words) if place >= 0]
    return min(*places, _FAR) if places else -1


def _counted(columns: Columns, question: Question, texts: list[str]) -> None:
    thing = next(iter(question.right), "")
    if question.kind is not Kind.HOW_MANY or not (thing or question.measure):
        columns["counts_next"] = columns["counts_near"] = _NOT_ASKED
        return
    figure = _FIGURE + (re.escape(question.measure) or _COUNTERS)
    for name, pattern in (
        ("next", figure + re.escape(thing[:2])),
        ("near", f"{figure}[^,。]{{0,6}}{re.escape(thing)}"),
    ):
        search = re.compile(pattern).search
        columns[f"counts_{name}"] = [search(text) is not None for text in texts]
