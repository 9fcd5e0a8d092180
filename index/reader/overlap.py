"""What tells the answering sentence from its neighbours: features of every sentence of a passage; pure.

Most of it is coverage: how much of the question's characters and character pairs a sentence holds, each weighted by
its rarity among the sentences of the passage, looked at alone, relative to the best sentence, and together with the
sentences around, for the topic is often named in the sentence before.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.reader import particulars
from index.reader.columns import Columns
from index.reader.passage import Passage
from index.reader.question import STOP_CHARACTERS, Kind, Question
from index.reader.words import Flags, Numbers, codes, contained

Floats = NDArray[np.float64]

_STOP = np.array(sorted(map(ord, STOP_CHARACTERS)), dtype=np.int64)
_PAIR = 0x200000  # above every code point: two characters make one number
_TINY = 1e-9
_LEAST_RARITY = 0.05

_DATE = re.compile(r"\d+年|\d+月|\d+日|世纪|年代|时期|[〇一二三四五六七八九十]+[年月日]|\d{1,2}:\d\d|上午|下午")
_NUMBER = re.compile(r"\d|[一二两三四五六七八九十百千万亿]+(?=[个名位人年次种条座只部项成倍岁家所件米里])|百分之")
_REASON = re.compile("因为|由于|因|所以|因此|故|原因|为了|以便|导致|使得|缘于|鉴于|起因")
_IS = re.compile("是|指|为|称|叫")
_CUES: dict[Kind, re.Pattern[str]] = {
    Kind.KEYWORDS: _IS,
    Kind.WHO: re.compile("由|被|[·•‧]|先生|女士|同志|教授|总统|导演|作者|队长"),
    Kind.WHEN: _DATE,
    Kind.WHERE: re.compile("位于|坐落|在|于|省|市|县|区|国|州|镇|村|街|路"),
    Kind.HOW_MANY: _NUMBER,
    Kind.WHICH: re.compile('[《「“"]'),
    Kind.WHAT: _IS,
    Kind.WHY: _REASON,
    Kind.HOW: re.compile("通过|利用|采用|以|用|方法|方式|步骤|首先|然后|可以|应|使"),
    Kind.YES_NO: re.compile("不|没|可以|能|会|无|是|有"),
}
_POINTS_BACK = re.compile("它|他|她|其|此|该|这|并|而|同时|另外|因此|所以|但")


@dataclass(frozen=True, slots=True)
class _Held:
    """One size of gram: which there are in the question, and which sentence holds which.

    Attributes:
        tag: Begins the names of its features.
        grams: The question's grams.
        flags: For every gram (row) and sentence (column) 1 where the sentence holds it.
        titled: Which the title holds.
        rarity: The fewer sentences hold a gram, the more it tells.
    """

    tag: str
    grams: Numbers
    flags: Floats
    titled: Flags
    rarity: Floats


def features(question: Question, passage: Passage) -> Columns:
    """One row per sentence of ``passage``, which has at least one."""
    count = len(passage.sentences)
    columns = Columns(count)
    texts = [passage.text[start:end] for start, end in passage.sentences]
    title = codes(passage.title)
    singles, pairs = _grams(question)
    flags = _flags(singles, passage.codes, passage.sentence_of, count)
    one = _Held("c", singles, flags, contained(singles, title), _rarity(flags))
    flags = _flags(pairs, _pairs(passage.codes), passage.sentence_of[:-1], count)
    two = _Held("b", pairs, flags, contained(pairs, _pairs(title)), _rarity(flags))
    for held in (one, two):
        _coverage(columns, held)
    start, end = question.asking
    for name, piece in (
        ("left", question.masked[max(0, start - 5) : start]),
        ("right", question.masked[end : end + 5]),
    ):
        near = codes(piece)
        _beside(columns, name, one, near)
        _beside(columns, name, two, _pairs(near))
    _word_coverage(columns, question, texts)
    _runs(columns, question, texts, len(singles))
    _place(columns, question, passage)
    _cues(columns, question, texts)
    particulars.put(columns, question, texts, passage.title)
    return columns


def _grams(question: Question) -> tuple[Numbers, Numbers]:
    """The question's content characters, and its pairs with at least one of those; each once."""
    text = codes(question.masked)
    ink = text > ord(" ")
    content = ink & ~contained(text, _STOP)
    pairs = _pairs(text)
    wanted = (content[:-1] | content[1:]) & ink[:-1] & ink[1:]
    return _unique(text[content]), _unique(pairs[wanted])


def _pairs(text: Numbers) -> Numbers:
    return text[:-1] * _PAIR + text[1:]


def _unique(values: Numbers) -> Numbers:
    """Each value once, in order of appearance."""
    return values[np.sort(np.unique(values, return_index=True)[1])]


def _flags(grams: Numbers, text: Numbers, sentence_of: Numbers, count: int) -> Floats:
    """For every gram (row) and sentence (column) 1 where the sentence holds it."""
    flags = np.zeros((len(grams), count))
    if len(grams) and len(text):
        order = np.argsort(grams, kind="stable")
        ordered = grams[order]
        place = np.minimum(np.searchsorted(ordered, text), len(grams) - 1)
        hit = (ordered[place] == text) & (sentence_of >= 0)
        flags[order[place[hit]], sentence_of[hit]] = 1.0
    return flags


def _rarity(flags: Floats) -> Floats:
    weights: Floats = np.maximum(np.log((flags.shape[1] + 1.0) / (flags.sum(1) + 0.5)), _LEAST_RARITY)
    return weights


def _coverage(columns: Columns, by: _Held) -> None:
    tag, held, rarity = by.tag, by.flags, by.rarity
    kinds, count = held.shape
    spread = held.sum(1)
    found = float((rarity * (spread > 0)).sum()) + _TINY
    asked = float(rarity.sum()) + _TINY

    def weigh(flags: Floats) -> Floats:
        weighed: Floats = rarity @ flags
        return weighed

    before = _moved(held, 1)
    pair = np.maximum(held, before)
    alone = weigh(held)
    with_one = weigh(pair)
    with_first = weigh(np.maximum(held, np.maximum(held[:, :1], by.titled[:, None].astype(float))))
    so_far = np.maximum.accumulate(held, axis=1) if kinds else held
    best = alone.max()
    runner_up = np.partition(alone, count - 2)[count - 2] if count > 1 else 0.0
    previous = _moved(alone[None, :], 1)[0]
    columns[f"{tag}_asked"] = alone / asked
    columns[f"{tag}_found"] = alone / found
    columns[f"{tag}_plain"] = held.sum(0) / max(1, kinds)
    columns[f"{tag}_to_best"] = alone / (best + _TINY)
    columns[f"{tag}_margin"] = (alone - np.where(alone == best, runner_up, best)) / found
    columns[f"{tag}_with_previous"] = with_one / found
    columns[f"{tag}_with_previous_to_best"] = with_one / (with_one.max() + _TINY)
    columns[f"{tag}_with_two"] = weigh(np.maximum(pair, _moved(held, 2))) / found
    columns[f"{tag}_with_first"] = with_first / found
    columns[f"{tag}_with_first_to_best"] = with_first / (with_first.max() + _TINY)
    columns[f"{tag}_with_next"] = weigh(np.maximum(held, _moved(held, -1))) / found
    columns[f"{tag}_before"] = weigh(_moved(so_far, 1)) / found
    columns[f"{tag}_previous"] = previous / found
    columns[f"{tag}_second_previous"] = _moved(alone[None, :], 2)[0] / found
    columns[f"{tag}_next"] = _moved(alone[None, :], -1)[0] / found
    columns[f"{tag}_new"] = (with_one - previous) / found
    columns[f"{tag}_rank"] = np.argsort(np.argsort(-alone, kind="stable"), kind="stable")
    columns[f"{tag}_only_here"] = weigh(held * (spread == 1)[:, None]) / found
    columns[f"{tag}_missing"] = 1.0 - found / asked
    # what the title names is what everything is about: the rest tells the sentences apart
    told = weigh(held * ~by.titled[:, None] * 1.0)
    columns[f"{tag}_untitled"] = told / (float((rarity * (spread > 0) * ~by.titled).sum()) + _TINY)
    columns[f"{tag}_untitled_to_best"] = told / (told.max() + _TINY)
    # the same of what the first sentence holds, for texts without a title
    later = weigh(held * (1.0 - held[:, :1]))
    columns[f"{tag}_not_in_first_to_best"] = later / (later.max() + _TINY)


def _moved(values: Floats, by: int) -> Floats:
    """Columns moved to the right by ``by``; zeros come in."""
    moved = np.zeros_like(values)
    if by > 0:
        moved[:, by:] = values[:, :-by]
    else:
        moved[:, :by] = values[:, -by:]
    return moved


def _beside(columns: Columns, name: str, by: _Held, near: Numbers) -> None:
    """Coverage by the grams that stand beside the interrogative."""
    chosen = contained(by.grams, near)
    rarity = by.rarity[chosen]
    columns[f"{by.tag}_{name}"] = rarity @ by.flags[chosen] / (rarity.sum() + _TINY)


def _word_coverage(columns: Columns, question: Question, texts: list[str]) -> None:
    content = [word for word in question.content if len(word) > 1]
    held = np.array([[word in text for text in texts] for word in content], dtype=float).reshape(-1, len(texts))
    spread = held.sum(1)
    size = np.array([len(word) for word in content], dtype=float)
    weight = size * np.maximum(np.log((len(texts) + 1.0) / (spread + 0.5)), _LEAST_RARITY)
    covered = weight @ held
    columns["w_found"] = covered / (float((weight * (spread > 0)).sum()) + _TINY)
    columns["w_to_best"] = covered / (covered.max() + _TINY)
    columns["w_plain"] = held.mean(0) if content else 0.0
    columns["w_missing"] = (spread == 0).mean() if content else 0.0
    for name, word in (("head", question.head), ("tail", question.tail), ("noun", question.noun)):
        columns[name] = [bool(word) and word in text for text in texts]
    columns["head_end"] = [bool(question.head) and question.head[-1] in text for text in texts]
    numbers = re.findall(r"\d+|[a-z]+", question.masked)
    columns["numbers"] = [sum(number in text for number in numbers) / max(1, len(numbers)) for text in texts]
    columns["numbers_asked"] = min(len(numbers), 3)


def _runs(columns: Columns, question: Question, texts: list[str], size: int) -> None:
    """The longest run of characters a sentence has from the question."""
    runs = np.array([longest_run(question.masked, text) for text in texts], dtype=float)
    columns["run"] = runs
    columns["run_to_best"] = runs / (runs.max() + _TINY)
    columns["run_of_question"] = runs / max(1, size)


def longest_run(one: str, other: str) -> int:
    """Length of the longest run of characters both texts have."""
    best = 0
    size = len(one)
    for start in range(size):
        while start + best < size and one[start : start + best + 1] in other:
            best += 1
    return best


def _place(columns: Columns, question: Question, passage: Passage) -> None:
    lengths = np.array([end - start for start, end in passage.sentences], dtype=float)
    count = len(lengths)
    columns["length"] = lengths
    columns["length_to_best"] = lengths / lengths.max()
    columns["place"] = np.arange(count)
    columns["place_share"] = np.arange(count) / max(1, count - 1)
    columns["sentences"] = count
    columns["is_last"] = np.arange(count) == count - 1
    columns["question_length"] = len(question.text)
    columns["kind"] = int(question.kind)
    columns["lists"] = question.lists


def _cues(columns: Columns, question: Question, texts: list[str]) -> None:
    """Words that go with the kind of answer, and marks of punctuation."""
    cue = _CUES[question.kind]
    counts = np.array([len(cue.findall(text)) for text in texts], dtype=float)
    columns["cue"] = np.minimum(counts, 4)
    columns["cue_to_best"] = counts / (counts.max() + _TINY)
    columns["cue_only_here"] = (counts > 0) / max(1.0, float((counts > 0).sum()))
    for name, pattern in (("date", _DATE), ("number", _NUMBER), ("reason", _REASON)):
        columns[name] = [pattern.search(text) is not None for text in texts]
    counted: tuple[tuple[str, Callable[[str], int]], ...] = (
        ("commas", lambda text: text.count(",")),
        ("listing", lambda text: text.count("、")),
        ("quotes", lambda text: sum(map(text.count, '「“《"'))),
        ("brackets", lambda text: text.count("(")),
        ("colons", lambda text: text.count(":")),
    )
    for name, count in counted:
        columns[name] = [count(text) for text in texts]
    columns["asks"] = [text.endswith("?") for text in texts]
    columns["points_back"] = [_POINTS_BACK.match(text) is not None for text in texts]
