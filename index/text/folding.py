"""Writings of one word made one: width, case, compatibility forms, traditional characters, variants.

Folding happens in two steps. The first goes character by character through a table and may change lengths (``㎏``
becomes ``kg``); an offset map is kept where it does. The second turns runs of traditional characters into simplified
ones by OpenCC's phrase tables and never changes a length.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cache

from index.model import Span

# Characters that mean the same in running text but that neither NFKC nor OpenCC's t2s brings together. The last lines
# are what text taken out of PDF files holds for everyday characters: radicals standing in for them.
_VARIANTS = (
    "囘回 甯宁 妳你 牠它 鬪斗 靑青 黄黄 彥彦 歩步 硏研 旣既 卽即 呌叫 戸户 緖绪 眞真 敎教 尙尚 擧举 冲冲 "
    "淸清 姫姬 册册 吿告 鎭镇 隣邻 秌秋 汚污 滙汇 嶋岛 歳岁 徳德 県县 広广 図图 沢泽 竜龙 剣剑 権权 伝传 "
    "甦苏 関关 気气 鉄铁 発发 譲让 読读 変变 対对 竝并 ⺀冫 ⺈刀 ⺌小 ⺍小 ⺒巳 ⺠民 ⺟母 ⺝月 ⺩王 ⺫目 ⺬示 "
    "⺭示 ⺮竹 ⺯糸 ⺶羊 ⺼肉 ⺾艹 ⻁虎 ⻄西 ⻅见 ⻆角 ⻉贝 ⻋车 ⻌辶 ⻑长 ⻒长 ⻓长 ⻔门 ⻗雨 ⻘青 ⻙韦 "
    "⻚页 ⻛风 ⻜飞 ⻝食 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻬齐 ⻮齿 ⻰龙 ⻳龟 ○〇 ◯〇 ‐- ‑- ‒- –- "
    '—- ―- −- ﹣- •· ‧· ∙· ⋅· ・· ･· 〜~ ∼~ ’\' ‘\' “" ”" 〝" 〞"'
)

# NFKC would glue these to a neighbouring number: ①2023年 is not 12023年, 3½ is not 31⁄2.
_KEPT = re.compile("[\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\u3251-\u325f\u32b1-\u32bf]")

_INVISIBLE = frozenset({"Cc", "Cf", "Mn", "Me"})
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af"


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text that remembers where each of its characters came from.

    Attributes:
        text: What comparisons are made on.
        length: Number of characters of the source.
    """

    text: str
    length: int
    # One entry per folded character and one behind the last; absent where folding moved nothing.
    _starts: array[int] | None = field(default=None, repr=False)

    def to_source(self, span: Span) -> Span:
        """The characters of the source that ``span`` of :attr:`text` was made from.

        A character that folded to nothing belongs to the one before it, so an accent stays with its letter.

        Raises:
            ValueError: the span reaches behind the end of the text.
        """
        if span.end > len(self.text):
            msg = f"[{span.start}, {span.end}) reaches behind the {len(self.text)} characters of the folded text"
            raise ValueError(msg)
        if self._starts is None:
            return span
        start = self._starts[span.start]
        if not len(span):
            return Span(start, start)
        return Span(start, max(self._starts[span.end], self._starts[span.end - 1] + 1))

    def from_source(self, span: Span) -> Span:
        """The smallest part of :attr:`text` that covers what the characters of ``span`` of the source became.

        Raises:
            ValueError: the span reaches behind the end of the source.
        """
        if span.end > self.length:
            msg = f"[{span.start}, {span.end}) reaches behind the {self.length} characters of the source"
            raise ValueError(msg)
        if self._starts is None:
            return span
        start = bisect_left(self._starts, span.start, 0, len(self.text))
        return Span(start, max(start, bisect_left(self._starts, span.end, 0, len(self.text))))


def fold(text: str) -> Folded:
    """Fold ``text``; equal writings of one thing come out equal.

    Width and compatibility forms by NFKC taken character by character, case by full case folding, accents of Latin
    letters dropped, control and zero-width characters dropped (line ends stay), traditional characters by OpenCC's
    ``t2s``, and variants by a table.
    """
    table = _table()
    plain = text.translate(table)
    if table.uneven.isdisjoint(text):
        return Folded(_simplified(plain), len(text))
    starts = array("l")
    for position, character in enumerate(text):
        starts.extend([position] * len(table[ord(character)]))
    starts.append(len(text))
    return Folded(_simplified(plain), len(text), starts)


class _FoldingTable(dict[int, str]):
    """Folds one character; fills itself as characters are met, for there are a million of them."""

    def __init__(self) -> None:
        super().__init__()
        self.uneven: set[str] = set()
        for pair in _VARIANTS.split(" "):
            if pair:
                self[ord(pair[0])] = pair[1:]

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = _folded_character(character)
        # Recorded before it can be looked up: another thread that finds the entry must find the record too.
        if len(folded) != 1:
            self.uneven.add(character)
        self[code] = folded
        return folded


@cache
def _table() -> _FoldingTable:
    return _FoldingTable()


def _folded_character(character: str) -> str:
    if character in "\n\t\r\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029":
        return "\n" if character in "\n\u2028\u2029" else " "
    category = unicodedata.category(character)
    if category in _INVISIBLE:
        return ""
    if category[0] == "Z":
        return " "
    if _KEPT.match(character) or unicodedata.decomposition(character).startswith("<fraction>"):
        return character
    folded = unicodedata.normalize("NFKC", character).casefold()
    decomposed = unicodedata.normalize("NFKD", folded)
    if decomposed != folded and decomposed[0].isascii():
        folded = "".join(part for part in decomposed if unicodedata.category(part) not in _INVISIBLE)
    # An ellipsis is one mark that ends a sentence, not three.
    if category[0] == "P" and len(folded) > 1:
        return folded[0] if folded[0] != "." else character
    table = _table()
    return "".join(dict.get(table, ord(part), part) for part in folded if unicodedata.category(part) != "Cf")


def _simplified(text: str) -> str:
    if text.isascii():
        return text
    converter = _converter()
    if converter.traditional.search(text) is None:
        return text
    return converter.convert(text)


# Traditional in some words only (瞭解, but 瞭望): OpenCC changes them by phrase, never alone.
_BY_PHRASE = "瞭覆藉"


class _Converter:
    """OpenCC's ``t2s`` on the runs of Han characters of a text."""

    def __init__(self) -> None:
        # Imported here: whoever only asks for --help should not wait for OpenCC's tables.
        from opencc import OpenCC  # noqa: PLC0415

        self._opencc = OpenCC("t2s")
        han = [chr(code) for block in _HAN_BLOCKS for code in block]
        simplified = self._opencc.convert("\n".join(han)).split("\n")
        self._characters = {
            ord(old): new for old, new in zip(han, simplified, strict=True) if old != new and len(new) == 1
        }
        # Of rare characters beyond the basic plane each would be compared with each: their whole range stands for them.
        changing = "".join(chr(code) for code in self._characters if code <= _BASIC)
        self.traditional = re.compile(f"[{changing}{_BY_PHRASE}\U00020000-\U000323af]")
        self._runs = re.compile(f"[{_HAN}]+")

    def convert(self, text: str) -> str:
        """The runs simplified by phrase, or by character where a phrase would change the length of one."""
        runs: list[str] = self._runs.findall(text)
        # One call for all of them: each costs as much as a hundred characters.
        all_new: str = self._opencc.convert("\n".join(runs))
        converted = iter(zip(runs, all_new.split("\n"), strict=True))

        def simplified(_: re.Match[str]) -> str:
            run, new = next(converted)
            return new if len(new) == len(run) else run.translate(self._characters)

        return self._runs.sub(simplified, text)


_BASIC = 0xFFFF
_HAN_BLOCKS = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0x20000, 0x323B0))


@cache
def _converter() -> _Converter:
    return _Converter()
