"""What tells the answer from the other likely spans: features of the best spans of a passage; pure.

The first choice looks at words; this one looks at the span as a whole: how far the question's own words are, on which
side, whether the span says again what the question said, whether it looks like a date, a number, a name, whether it
stops in the middle of one, and how the first choice felt about it and its rivals.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.reader.columns import Columns
from index.reader.passage import Passage
from index.reader.question import Question
from index.reader.spans import CLOSING, LISTING, OPENING, in_question, unbalanced
from index.reader.words import Numbers, codes

Floats = NDArray[np.float64]

_TINY = 1e-9
_FAR = 20
_NEAR = 5
_AROUND = 12

_HAN_DIGITS = "〇零一二两三四五六七八九十百千万亿"
_DATE = re.compile(
    rf"(?=.)(?:公元前?|前|西元|民国|约)?[\d{_HAN_DIGITS}元]*(?:年代?|世纪)?(?:初|末|中|底|初期|末期|中期|后期)?"
    rf"(?:[\d{_HAN_DIGITS}]+月)?(?:[\d{_HAN_DIGITS}]+[日号])?(?:上午|下午|晚上|凌晨)?(?:\d+[:点时]\d*分?)?"
)
_NUMBER = re.compile(
    rf"(?:第|约|近|超过|大约|逾|至少)?[\d,.{_HAN_DIGITS}几多半]+(?:分之[\d.{_HAN_DIGITS}]+)?[%°]?\s?[^\d,。、]{{0,4}}"
)
_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻苏潘葛范彭郎鲁韦马苗方俞任袁柳鲍史唐费"
    "薛雷贺倪汤罗毕郝安常乐于傅齐康伍余顾孟黄穆萧尹姚邵汪祁毛狄米戴宋庞熊纪舒屈项祝董梁杜阮蓝闵季贾路江童颜郭梅林刁钟"
    "徐邱骆高夏蔡田樊胡凌霍虞万柯卢莫房丁邓洪包左石崔龚程邢裴陆荣翁甄曲封储靳段富巫焦谷车侯全秋仲宫宁仇甘武符刘景詹龙"
    "叶司黎薄白蒲赖卓池乔闻党翟谭劳姬申冉桑桂牛边燕尚温庄晏柴瞿阎艾向古易廖耿匡文寇欧利师巩聂关荆游盖桓"
)
_PERSON = re.compile(rf"[{_SURNAMES}][\u4e00-\u9fff]{{1,3}}|[\u4e00-\u9fffa-z]+(?:[·.][\u4e00-\u9fffa-z]+)+")
_PLACE = re.compile(".*[省市县区国州镇村街路岛山河湖海洲城港乡寺楼馆院站校学部处地边侧面湾谷庄园场郡府道内上旁]")
_LINKS = frozenset("是为叫称即指有由被在于用把以与和或及达至约到从向")
_GOES_ON_LEFT = frozenset("年月.·-第0123456789")
_GOES_ON_RIGHT = frozenset("年月日号.·-%0123456789")
_COMMAS = frozenset(",;:。!?；")


@dataclass(frozen=True, slots=True)
class Likely:
    """The likeliest spans after the first choice, likeliest first.

    Attributes:
        first: Number of the first word of each.
        last: Number of its last word.
        sentence: Number of its sentence.
        score: As first chosen.
        edges: The part of the score its first and its last word brought.
        chance: Its softmax among all spans.
        first_chance: Of all spans that begin there.
        last_chance: Of all spans that end there.
        sentence_chance: Of all spans of its sentence.
    """

    first: Numbers
    last: Numbers
    sentence: Numbers
    score: Floats
    edges: tuple[Floats, Floats]
    chance: Floats
    first_chance: Floats
    last_chance: Floats
    sentence_chance: Floats


def features(question: Question, passage: Passage, likely: Likely, sentence_scores: Floats) -> Columns:
    """One row per likely span; there is at least one.

    Args:
        question: What is asked.
        passage: Where.
        likely: The spans.
        sentence_scores: The first score of every sentence of the passage.
    """
    columns = Columns(len(likely.first))
    asked = in_question(question, passage)
    _first_choice(columns, likely, sentence_scores)
    _neighbours(columns, passage, likely, asked)
    _question_weight(columns, question, passage, likely, asked)
    _texts(columns, question, passage, likely)
    _rivals(columns, passage, likely)
    columns["kind"] = int(question.kind)
    columns["lists"] = question.lists
    columns["question_length"] = len(question.text)
    return columns


def _first_choice(columns: Columns, likely: Likely, sentence_scores: Floats) -> None:
    score = likely.score
    columns["score"] = score - score.max()
    columns["score_itself"] = score
    for name, part in zip(("begin", "end"), likely.edges, strict=True):
        columns[name] = part - part.max()
    columns["shape"] = score - likely.edges[0] - likely.edges[1]
    columns["chance"] = likely.chance
    columns["first_chance"] = likely.first_chance
    columns["last_chance"] = likely.last_chance
    columns["sentence_chance"] = likely.sentence_chance
    columns["rank"] = np.arange(len(score))
    own = sentence_scores[likely.sentence]
    columns["sentence"] = own
    columns["sentence_to_best"] = own - sentence_scores.max()
    columns["sentence_rank"] = np.argsort(np.argsort(-sentence_scores, kind="stable"), kind="stable")[likely.sentence]
    columns["sentences"] = len(sentence_scores)


def _neighbours(columns: Columns, passage: Passage, likely: Likely, asked: Numbers) -> None:
    first, last, words = likely.first, likely.last, passage.words
    low, high = passage.first[likely.sentence], passage.last[likely.sentence]
    size = last - first + 1
    columns["words"] = size
    columns["characters"] = words.end[last] - words.start[first]
    columns["share"] = size / (high - low + 1)
    columns["from_start"] = first - low
    columns["to_end"] = high - last
    columns["place"] = (first - low) / (high - low + 1)
    kinds = np.pad(words.kind, 2, constant_values=5)
    knowns = np.pad(asked, 2, constant_values=3)
    for by in (-2, -1, 1, 2):
        at = (first if by < 0 else last) + by + 2
        columns[f"kind{by:+d}"] = kinds[at]
        columns[f"asked{by:+d}"] = knowns[at]
    lengths = words.end - words.start
    for name, at in (("first", first), ("last", last)):
        columns[f"{name}_kind"] = words.kind[at]
        columns[f"{name}_length"] = lengths[at]
    opens = np.pad(words.are(OPENING), 1)
    closes = np.pad(words.are(CLOSING), 1)
    columns["wrapped"] = opens[first] * 1 + closes[last + 2] * 2 + opens[first + 1] * 4 + closes[last + 1] * 8
    columns["unbalanced"] = unbalanced(words, first, last)
    listing = np.pad(words.are(LISTING), 1)
    columns["listing_left"] = listing[first]
    columns["listing_right"] = listing[last + 2]
    for name, wanted in (("commas", _COMMAS), ("listing", LISTING), ("brackets", OPENING)):
        so_far = _running(words.are(wanted))
        columns[name] = so_far[last + 1] - so_far[first]


def _running(values: NDArray[np.bool_] | Numbers | Floats) -> Floats:
    return np.concatenate(([0.0], np.cumsum(values, dtype=np.float64)))


def _question_weight(columns: Columns, question: Question, passage: Passage, likely: Likely, asked: Numbers) -> None:
    """How much of the question stands inside the span and on its two sides."""
    first, last, words = likely.first, likely.last, passage.words
    a, b = words.start[first], words.end[last]
    for name, known in (("any", asked >= 1), ("whole", asked == 2)):  # noqa: PLR2004 - the grades of in_question
        so_far = _running(known)
        columns[f"asked_{name}"] = so_far[last + 1] - so_far[first]
    columns["asked_share"] = columns["asked_any"] / (last - first + 1)
    weight = _running(_rarity(question, passage))
    end = len(passage.codes)
    starts = np.array([start for start, _ in passage.sentences])[likely.sentence]
    ends = np.array([stop for _, stop in passage.sentences])[likely.sentence]
    inside = weight[b] - weight[a]
    whole = weight[ends] - weight[starts] + _TINY
    for reach in (_NEAR, _AROUND):
        columns[f"near_left{reach}"] = weight[a] - weight[np.maximum(a - reach, 0)]
        columns[f"near_right{reach}"] = weight[np.minimum(b + reach, end)] - weight[b]
    columns["inside"] = inside
    columns["outside"] = (whole - inside) / whole
    columns["left_side"] = (weight[a] - weight[starts]) / whole
    columns["right_side"] = (weight[ends] - weight[b]) / whole
    low, high = _clause(passage, likely)
    clause = weight[words.end[high]] - weight[words.start[low]]
    columns["clause"] = clause / whole
    columns["clause_outside"] = (clause - inside) / whole
    columns["clause_begins"] = first == low
    columns["clause_ends"] = last == high
    columns["clause_left"] = first - low
    columns["clause_right"] = high - last
    at = np.flatnonzero(asked == 2)  # noqa: PLR2004 - the grades of in_question
    if len(at):
        before = np.searchsorted(at, first) - 1
        behind = np.searchsorted(at, last + 1)
        left = np.where(before >= 0, first - at[np.maximum(before, 0)], _FAR)
        right = np.where(behind < len(at), at[np.minimum(behind, len(at) - 1)] - last, _FAR)
    columns["distance_left"] = np.minimum(left, _FAR) if len(at) else _FAR
    columns["distance_right"] = np.minimum(right, _FAR) if len(at) else _FAR


def _rarity(question: Question, passage: Passage) -> Floats:
    """For every character of the passage its rarity among the sentences if the question has it, else 0."""
    weights = np.zeros(len(passage.codes))
    wanted = np.sort(codes(question.characters))
    if not len(wanted):
        return weights
    place = np.minimum(np.searchsorted(wanted, passage.codes), len(wanted) - 1)
    at = np.flatnonzero(wanted[place] == passage.codes)
    count = len(passage.sentences)
    held = np.zeros((len(wanted), count), dtype=bool)
    held[place[at], passage.sentence_of[at]] = True
    weights[at] = np.maximum(np.log((count + 1.0) / (held.sum(1) + 0.5)), 0.05)[place[at]]
    return weights


def _clause(passage: Passage, likely: Likely) -> tuple[Numbers, Numbers]:
    """First and last word of the stretch between commas that the span begins and ends in."""
    low, high = passage.first[likely.sentence], passage.last[likely.sentence]
    commas = np.flatnonzero(passage.words.are(_COMMAS))
    if not len(commas):
        return low, high
    before = np.searchsorted(commas, likely.first) - 1
    behind = np.searchsorted(commas, likely.last + 1)
    begin = np.where(before >= 0, commas[np.maximum(before, 0)] + 1, 0)
    end = np.where(behind < len(commas), commas[np.minimum(behind, len(commas) - 1)] - 1, len(passage.words.texts) - 1)
    return (
        np.minimum(np.maximum(begin, low), likely.first),
        np.minimum(np.maximum(end, likely.last), high),
    )


def _texts(columns: Columns, question: Question, passage: Passage, likely: Likely) -> None:
    """What the span and its two sides read like."""
    text, words = passage.text, passage.words
    spans: list[str] = []
    lefts: list[str] = []
    rights: list[str] = []
    for first, last, number in zip(likely.first.tolist(), likely.last.tolist(), likely.sentence.tolist(), strict=True):
        a, b = int(words.start[first]), int(words.end[last])
        start, end = passage.sentences[number]
        spans.append(text[a:b])
        lefts.append(text[max(start, a - _FAR) : a])
        rights.append(text[b : min(end, b + _FAR)])
    _sides(columns, question, lefts, rights)
    _sorts(columns, question, spans, rights)
    columns["said"] = [span in question.text for span in spans]
    columns["times"] = [text.count(span) for span in spans]
    columns["goes_on_left"] = [left[-1:] in _GOES_ON_LEFT for left in lefts]
    columns["goes_on_right"] = [right[:1] in _GOES_ON_RIGHT for right in rights]
    columns["link_left"] = [left[-1:] in _LINKS for left in lefts]
    columns["de_left"] = [left.endswith("的") for left in lefts]
    columns["de_right"] = [right.startswith("的") for right in rights]


def _sides(columns: Columns, question: Question, lefts: list[str], rights: list[str]) -> None:
    start, end = question.asking
    before = frozenset(question.masked[:start]) & frozenset(question.characters)
    behind = frozenset(question.masked[end:]) & frozenset(question.characters)
    for name, wanted in (("before", before - behind), ("behind", behind - before)):
        for side, texts in (("left", lefts), ("right", rights)):
            columns[f"{name}_{side}"] = [sum(c in text for c in wanted) / max(1, len(wanted)) for text in texts]
    left_word = question.left[0] if question.left else ""
    right_word = question.right[0] if question.right else ""
    columns["to_left_word"] = [_distance_back(left, left_word) for left in lefts]
    columns["to_right_word"] = [_distance(right, right_word) for right in rights]
    for name, word in (("tail", question.tail), ("head", question.head)):
        columns[f"{name}_left"] = [_distance_back(left, word) for left in lefts]
        columns[f"{name}_right"] = [_distance(right, word) for right in rights]
    asked_left = question.masked[:start].rstrip()
    asked_right = question.masked[end:].strip().rstrip("?。")
    same_left = [_same(asked_left[::-1], left[::-1]) for left in lefts]
    same_right = [_same(asked_right, right) for right in rights]
    columns["same_left"] = same_left
    columns["same_right"] = same_right
    columns["same"] = np.add(same_left, same_right)


def _distance_back(text: str, word: str) -> int:
    """Characters from the end of ``text`` back to ``word``; -1 where it is not there, -2 where there is no word."""
    if not word:
        return -2
    at = text.rfind(word)
    return len(text) - at - len(word) if at >= 0 else -1


def _distance(text: str, word: str) -> int:
    return text.find(word) if word else -2


def _same(one: str, other: str) -> int:
    """Length of the common beginning."""
    size = 0
    while size < min(len(one), len(other)) and one[size] == other[size]:
        size += 1
    return size


def _sorts(columns: Columns, question: Question, spans: list[str], rights: list[str]) -> None:
    head = question.head
    right_words = (*question.right, "", "")[:2]
    columns["ends_in_head"] = [bool(head) and span.endswith(head) for span in spans]
    columns["ends_like_head"] = [bool(head) and span[-1] == head[-1] for span in spans]
    columns["has_head"] = [bool(head) and head in span for span in spans]
    columns["head_next"] = [bool(head) and right.startswith(head) for right in rights]
    columns["noun_end"] = [bool(question.noun) and span[-1] == question.noun[-1] for span in spans]
    for number, word in enumerate(right_words):
        columns[f"ends_in_right{number}"] = [bool(word) and span.endswith(word) for span in spans]
    columns["has_right"] = [bool(right_words[0]) and right_words[0] in span for span in spans]
    columns["right_next"] = [bool(right_words[0]) and right.startswith(right_words[0]) for right in rights]
    measure = question.measure
    columns["measure_end"] = [bool(measure) and span.endswith(measure) for span in spans]
    columns["measure_next"] = [bool(measure) and right.startswith(measure) for right in rights]
    for name, pattern in (("date", _DATE), ("number", _NUMBER), ("person", _PERSON), ("place_name", _PLACE)):
        columns[name] = [pattern.fullmatch(span) is not None for span in spans]
    columns["digits"] = [sum(map(str.isdigit, span)) / len(span) for span in spans]
    columns["latin"] = [sum("a" <= c <= "z" for c in span) / len(span) for span in spans]
    columns["de"] = [span.count("的") for span in spans]
    columns["links"] = [sum(c in _LINKS for c in span) / len(span) for span in spans]


def _rivals(columns: Columns, passage: Passage, likely: Likely) -> None:
    """How many of the others are of the same make, hold this one, or lie inside it."""
    first, last, kind = likely.first, likely.last, passage.words.kind
    make = kind[first] * 8 + kind[last]
    columns["same_make"] = (make[:, None] == make).mean(1)
    holds = (first[:, None] >= first) & (last[:, None] <= last)
    columns["inside_others"] = holds.sum(1)
    columns["holds_others"] = holds.sum(0)
