"""What a likely span and its two sides read like: features of texts rather than of counted words; pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from index.reader.columns import Columns
from index.reader.overlap import longest_run
from index.reader.question import Question

_RUN = 8
# words of grammar that may stand between a thing and what is said of it
_BETWEEN_LEFT = ' 有是为了共约达在由于的到至被叫称即:,"“「《('
_BETWEEN_RIGHT = ' 的了,:"”」》)'

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
_PLACE_ENDS = frozenset("省市县区国州镇村街路岛山河湖海洲城港乡寺楼馆院站校学部处地边侧面湾谷庄园场郡府道内上旁")
_LATIN = re.compile("[a-z]")
_LINKS = frozenset("是为叫称即指有由被在于用把以与和或及达至约到从向")
_GOES_ON_LEFT = frozenset("年月.·-第0123456789")
_GOES_ON_RIGHT = frozenset("年月日号.·-%0123456789")

_ORDER = (
    "before_left", "before_right", "behind_left", "behind_right", "to_left_word", "to_right_word",
    "tail_left", "tail_right", "head_left", "head_right", "run_left", "run_right", "run_crossed",
    "same_left", "same_right", "same", "ends_in_head", "ends_like_head", "has_head", "head_next", "noun_end",
    "ends_in_right0", "ends_in_right1", "has_right", "right_next", "has_measure", "measure_end", "measure_next",
    "date", "number", "person", "place_name", "digits", "latin", "de", "links", "said", "times",
    "goes_on_left", "goes_on_right", "link_left", "de_left", "de_right",
)  # fmt: skip
"""The features as they stand side by side: the weights were trained on them in this order."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The likely spans of a passage as texts, each with what stands around it in its sentence.

    Attributes:
        spans: The spans.
        lefts: The characters in front of each.
        rights: The characters behind each.
        whole: The passage they stand in.
    """

    spans: list[str]
    lefts: list[str]
    rights: list[str]
    whole: str


class _Once:
    """Texts of which many are equal, for many spans begin or end at one place: each is looked at once."""

    def __init__(self, texts: Sequence[str]) -> None:
        places = {text: place for place, text in enumerate(dict.fromkeys(texts))}
        self._texts = tuple(places)
        self._at = [places[text] for text in texts]

    def each(self, values: Callable[[str], dict[str, float]]) -> dict[str, NDArray[np.float64]]:
        """The named values of every text; there is at least one."""
        found = [values(text) for text in self._texts]
        rows = np.array([[*each.values()] for each in found], dtype=np.float64)
        return dict(zip(found[0], rows.T[:, self._at], strict=True))


def put(columns: Columns, question: Question, texts: Texts) -> None:
    """Add the features of the texts, one row per span, to those there are."""
    values: dict[str, ArrayLike] = {**_sides(question, texts), **_sorts(question, texts)}
    for name in _ORDER:
        columns[name] = values[name]


def _sides(question: Question, texts: Texts) -> dict[str, NDArray[np.float64]]:
    """What stands in front of the spans and behind them."""
    start, end = question.asking
    characters = frozenset(question.characters)
    before = characters.intersection(question.masked[:start])
    behind = characters.intersection(question.masked[end:])
    only_before, only_behind = before - behind, behind - before
    left_word, right_word = (*question.left, "")[0], (*question.right, "")[0]
    tail, head, measure = question.tail, question.head, question.measure
    backwards = question.masked[:start].rstrip(_BETWEEN_LEFT)[::-1]
    forwards = question.masked[end:].strip().rstrip("?。").lstrip(_BETWEEN_RIGHT)
    before_asking, behind_asking = backwards[:_RUN][::-1], forwards[:_RUN]

    def of_left(text: str) -> dict[str, float]:
        near = text.rstrip(_BETWEEN_LEFT)
        return {
            "before_left": _share(only_before, text),
            "behind_left": _share(only_behind, text),
            "to_left_word": _distance_back(left_word, text),
            "tail_left": _distance_back(tail, text),
            "head_left": _distance_back(head, text),
            "run_left": longest_run(before_asking, near[-_RUN:]),
            "run_crossed": longest_run(behind_asking, near[-_RUN:]),
            "same_left": _same(backwards, near[::-1]),
            "goes_on_left": text[-1:] in _GOES_ON_LEFT,
            "link_left": text[-1:] in _LINKS,
            "de_left": text.endswith("的"),
        }

    def of_right(text: str) -> dict[str, float]:
        near = text.lstrip(_BETWEEN_RIGHT)
        return {
            "before_right": _share(only_before, text),
            "behind_right": _share(only_behind, text),
            "to_right_word": _distance(right_word, text),
            "tail_right": _distance(tail, text),
            "head_right": _distance(head, text),
            "run_right": longest_run(behind_asking, near[:_RUN]),
            "same_right": _same(forwards, near),
            "head_next": bool(head) and text.startswith(head),
            "right_next": bool(right_word) and text.startswith(right_word),
            "measure_next": bool(measure) and text.startswith(measure),
            "goes_on_right": text[:1] in _GOES_ON_RIGHT,
            "de_right": text.startswith("的"),
        }

    values = _Once(texts.lefts).each(of_left) | _Once(texts.rights).each(of_right)
    return values | {"same": values["same_left"] + values["same_right"]}


def _share(wanted: frozenset[str], text: str) -> float:
    """Share of the wanted characters that the text has."""
    return len(wanted.intersection(text)) / max(1, len(wanted))


def _distance_back(word: str, text: str) -> int:
    """Characters from the end of ``text`` back to ``word``; -1 where it is not there, -2 where there is no word."""
    if not word:
        return -2
    at = text.rfind(word)
    return len(text) - at - len(word) if at >= 0 else -1


def _distance(word: str, text: str) -> int:
    return text.find(word) if word else -2


def _same(one: str, other: str) -> int:
    """Length of the common beginning."""
    size = 0
    while size < min(len(one), len(other)) and one[size] == other[size]:
        size += 1
    return size


def _sorts(question: Question, texts: Texts) -> dict[str, list[float]]:
    """What the spans are like themselves."""
    spans, head, noun, measure = texts.spans, question.head, question.noun, question.measure
    values: dict[str, list[float]] = {
        "ends_in_head": [bool(head) and span.endswith(head) for span in spans],
        "ends_like_head": [span[-1] == head[-1:] for span in spans],
        "has_head": [bool(head) and head in span for span in spans],
        "noun_end": [span[-1] == noun[-1:] for span in spans],
        "has_measure": [bool(measure) and measure in span for span in spans],
        "measure_end": [bool(measure) and span.endswith(measure) for span in spans],
        "place_name": [span[-1] in _PLACE_ENDS for span in spans],
        "digits": [sum(map(str.isdigit, span)) / len(span) for span in spans],
        "latin": [len(_LATIN.findall(span)) / len(span) for span in spans],
        "de": [span.count("的") for span in spans],
        "links": [sum(map(_LINKS.__contains__, span)) / len(span) for span in spans],
        "said": [span in question.text for span in spans],
        "times": [texts.whole.count(span) for span in spans],
    }
    right_words = (*question.right, "", "")[:2]
    for number, word in enumerate(right_words):
        values[f"ends_in_right{number}"] = [bool(word) and span.endswith(word) for span in spans]
    values["has_right"] = [bool(right_words[0]) and right_words[0] in span for span in spans]
    for name, pattern in (("date", _DATE), ("number", _NUMBER), ("person", _PERSON)):
        values[name] = [pattern.fullmatch(span) is not None for span in spans]
    return values
