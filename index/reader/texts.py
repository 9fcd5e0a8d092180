"""What a likely span and its two sides read like: features of texts rather than of counted words; pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

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
_PLACE = re.compile(".*[省市县区国州镇村街路岛山河湖海洲城港乡寺楼馆院站校学部处地边侧面湾谷庄园场郡府道内上旁]")
_LATIN = re.compile("[a-z]")
_LINKS = frozenset("是为叫称即指有由被在于用把以与和或及达至约到从向")
_GOES_ON_LEFT = frozenset("年月.·-第0123456789")
_GOES_ON_RIGHT = frozenset("年月日号.·-%0123456789")


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
    """Texts of which many are equal, for many spans begin or end at one place: each value is found once."""

    def __init__(self, texts: Sequence[str]) -> None:
        places = {text: place for place, text in enumerate(dict.fromkeys(texts))}
        self._texts = tuple(places)
        self._at = [places[text] for text in texts]

    def each(self, value: Callable[[str], float]) -> NDArray[np.float64]:
        """The value of every text."""
        return np.array([value(text) for text in self._texts], dtype=np.float64)[self._at]


def put(columns: Columns, question: Question, texts: Texts) -> None:
    """Add the features of the texts, one row per span, to those there are."""
    spans, left, right = texts.spans, _Once(texts.lefts), _Once(texts.rights)
    _sides(columns, question, left, right)
    _sorts(columns, question, spans, right)
    columns["said"] = [span in question.text for span in spans]
    columns["times"] = [texts.whole.count(span) for span in spans]
    columns["goes_on_left"] = left.each(lambda text: text[-1:] in _GOES_ON_LEFT)
    columns["goes_on_right"] = right.each(lambda text: text[:1] in _GOES_ON_RIGHT)
    columns["link_left"] = left.each(lambda text: text[-1:] in _LINKS)
    columns["de_left"] = left.each(lambda text: text.endswith("的"))
    columns["de_right"] = right.each(lambda text: text.startswith("的"))


def _sides(columns: Columns, question: Question, left: _Once, right: _Once) -> None:
    start, end = question.asking
    before = frozenset(question.masked[:start]) & frozenset(question.characters)
    behind = frozenset(question.masked[end:]) & frozenset(question.characters)
    for name, wanted in (("before", before - behind), ("behind", behind - before)):
        for side, texts in (("left", left), ("right", right)):
            columns[f"{name}_{side}"] = texts.each(partial(_share, wanted))
    left_word = question.left[0] if question.left else ""
    right_word = question.right[0] if question.right else ""
    columns["to_left_word"] = left.each(partial(_distance_back, left_word))
    columns["to_right_word"] = right.each(partial(_distance, right_word))
    for name, word in (("tail", question.tail), ("head", question.head)):
        columns[f"{name}_left"] = left.each(partial(_distance_back, word))
        columns[f"{name}_right"] = right.each(partial(_distance, word))
    backwards = question.masked[:start].rstrip(_BETWEEN_LEFT)[::-1]
    forwards = question.masked[end:].strip().rstrip("?。").lstrip(_BETWEEN_RIGHT)
    before_asking, behind_asking = backwards[:_RUN][::-1], forwards[:_RUN]
    columns["run_left"] = left.each(lambda text: longest_run(before_asking, text.rstrip(_BETWEEN_LEFT)[-_RUN:]))
    columns["run_right"] = right.each(lambda text: longest_run(behind_asking, text.lstrip(_BETWEEN_RIGHT)[:_RUN]))
    columns["run_crossed"] = left.each(lambda text: longest_run(behind_asking, text.rstrip(_BETWEEN_LEFT)[-_RUN:]))
    columns["same_left"] = left.each(lambda text: _same(backwards, text.rstrip(_BETWEEN_LEFT)[::-1]))
    columns["same_right"] = right.each(lambda text: _same(forwards, text.lstrip(_BETWEEN_RIGHT)))
    columns["same"] = columns["same_left"] + columns["same_right"]


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


def _sorts(columns: Columns, question: Question, spans: list[str], right: _Once) -> None:
    head = question.head
    right_words = (*question.right, "", "")[:2]
    columns["ends_in_head"] = [bool(head) and span.endswith(head) for span in spans]
    columns["ends_like_head"] = [bool(head) and span[-1] == head[-1] for span in spans]
    columns["has_head"] = [bool(head) and head in span for span in spans]
    columns["head_next"] = right.each(lambda text: bool(head) and text.startswith(head))
    columns["noun_end"] = [bool(question.noun) and span[-1] == question.noun[-1] for span in spans]
    for number, word in enumerate(right_words):
        columns[f"ends_in_right{number}"] = [bool(word) and span.endswith(word) for span in spans]
    columns["has_right"] = [bool(right_words[0]) and right_words[0] in span for span in spans]
    columns["right_next"] = right.each(lambda text: bool(right_words[0]) and text.startswith(right_words[0]))
    measure = question.measure
    columns["has_measure"] = [bool(measure) and measure in span for span in spans]
    columns["measure_end"] = [bool(measure) and span.endswith(measure) for span in spans]
    columns["measure_next"] = right.each(lambda text: bool(measure) and text.startswith(measure))
    for name, pattern in (("date", _DATE), ("number", _NUMBER), ("person", _PERSON), ("place_name", _PLACE)):
        columns[name] = [pattern.fullmatch(span) is not None for span in spans]
    columns["digits"] = [sum(map(str.isdigit, span)) / len(span) for span in spans]
    columns["latin"] = [len(_LATIN.findall(span)) / len(span) for span in spans]
    columns["de"] = [span.count("的") for span in spans]
    columns["links"] = [sum(map(_LINKS.__contains__, span)) / len(span) for span in spans]
