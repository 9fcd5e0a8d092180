"""Questions worth asking, made from the documents themselves.

A clause that tells a figure, a day or a chair becomes a question by putting the interrogative where that stood
(年内吸收新成员412名 → 年内吸收新成员多少名). Only what the documents then do answer, from that very paragraph, is
suggested. The same documents give the same questions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.ports import Shelf, StoredDocument
from index.model import Answer, Paragraph, ParagraphId

_MOST_DOCUMENTS = 24
"""Documents that are looked at, spread evenly over all."""

_MOST_PARAGRAPHS = 30
"""Paragraphs of each that are looked at, from its beginning."""

_MOST_ASKED = 12
"""Candidates that are tried: each costs the time of a question, and somebody is waiting for the first screen."""

_PER_DOCUMENT = 4

_MOST_OF_A_KIND = 2

_CLAUSE = re.compile(r"[^，。！？；：、,.!?;:\s()（）《》“”\"「」『』]+")
_UNITS = (
    "人次|人|名|位|家|个|個|件|项|項|次|篇|册|冊|本|元|万元|萬元|亿元|億元|公里|米|公顷|公頃|亩|畝|吨|噸|平方米|小时|小時|"
    "分钟|分鐘|天|场|場|期|种|種|只|隻|所|座|辆|輛|%|％"
)
_FIGURE = re.compile(rf"(?<![\d第.])\d[\d.]*(?=(?:余|多|万|萬|亿|億)?(?:{_UNITS})(?!\d))")
_DAY = re.compile(r"(?<!\d)(?:\d{4}年)?\d{1,2}月\d{1,2}日")
_CHAIR = re.compile(r"(?<=由)[\u4e00-\u9fff]{2,12}(?=主持)")
_KINDS = ((_FIGURE, "多少"), (_DAY, "哪一天"), (_CHAIR, "哪位"))

_LEANING = re.compile(r"[其比较較占共达達另并並还還也约約而但的和或与與及因为為至到即将將等这這那该該上下同均每]")
"""A clause that begins so leans on the one before it and asks nothing by itself."""

_SHORTEST, _LONGEST = 7, 24
_LEAST_BEFORE = 4


@dataclass(frozen=True, slots=True)
class _Candidate:
    question: str
    answer: str
    paragraph: Paragraph
    kind: int


def suggest(library: Shelf, count: int = 3) -> tuple[str, ...]:
    """Up to ``count`` questions the documents answer; of different documents and kinds where there are."""
    by_document = [_candidates(library, d, turn) for turn, d in enumerate(_spread(library.documents()))]
    chosen: list[_Candidate] = []
    asked = 0
    for candidate in _interleaved(by_document):
        if len(chosen) == count or asked == _MOST_ASKED:
            break
        if not _repeats(candidate, chosen):
            asked += 1
            if _answers(library, candidate):
                chosen.append(candidate)
    return tuple(candidate.question for candidate in chosen)


def _repeats(candidate: _Candidate, chosen: Sequence[_Candidate]) -> bool:
    """Whether there is one of its document already, or enough of its kind."""
    same_document = any(one.paragraph.document.id == candidate.paragraph.document.id for one in chosen)
    return same_document or sum(one.kind == candidate.kind for one in chosen) >= _MOST_OF_A_KIND


def _spread(documents: Sequence[StoredDocument]) -> list[StoredDocument]:
    step = max(1, len(documents) // _MOST_DOCUMENTS)
    return list(documents[::step][:_MOST_DOCUMENTS])


def _interleaved(by_document: Sequence[Sequence[_Candidate]]) -> list[_Candidate]:
    """The first of each document, then the second of each, and so on."""
    return [each[n] for n in range(_PER_DOCUMENT) for each in by_document if n < len(each)]


def _candidates(library: Shelf, document: StoredDocument, turn: int) -> list[_Candidate]:
    """What could be asked of a document; kinds take turns at being first, so that not every question is how many."""
    found: list[_Candidate] = []
    for paragraph in library.neighbours(ParagraphId(document.info.id, 1), 0, _MOST_PARAGRAPHS):
        for clause in _CLAUSE.finditer(paragraph.text):
            found.extend(_asked(clause[0], paragraph))
    return sorted(found, key=lambda candidate: (candidate.kind - turn) % len(_KINDS))


def _asked(clause: str, paragraph: Paragraph) -> Iterator[_Candidate]:
    if not _SHORTEST <= len(clause) <= _LONGEST or _LEANING.match(clause) or not clause[0].isalpha():
        return
    for kind, (pattern, word) in enumerate(_KINDS):
        places = list(pattern.finditer(clause))
        if len(places) != 1:
            continue
        place = places[0]
        before = clause[: place.start()]
        rest = before + clause[place.end() :]
        if len(before) < _LEAST_BEFORE and kind == 0:
            continue
        if any(c.isdigit() for c in rest) or not before:
            continue
        yield _Candidate(f"{before}{word}{clause[place.end() :]}？", place[0], paragraph, kind)


def _answers(library: Shelf, candidate: _Candidate) -> bool:
    """Whether the answer is the one the question was made from."""
    result = library.ask(candidate.question)
    if not isinstance(result, Answer):
        return False
    first = result.citations[0]
    return first.paragraph.id == candidate.paragraph.id and candidate.answer in first.quote
