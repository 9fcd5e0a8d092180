"""Names that mean one thing exactly: codes, serial and order numbers, numbered buildings and articles; pure.

QW-3051H is not QW-3051S, the third floor not the thirteenth: such a name is met whole or not at all. Both sides are
compared in one writing: folded, numbers in digits, without the hyphens people leave out.
"""

from __future__ import annotations

import re

from index.model import Identifier
from index.text.numbers import in_digits, parse_han_number

_CODE = re.compile(
    r"(?<![a-z0-9])(?=[a-z0-9./_-]*[0-9])(?:[a-z]+[0-9][a-z0-9]*|[0-9]+[a-z][a-z0-9]*|[a-z0-9]+(?=[-/_.]))"
    r"(?:[-/_.][a-z0-9]+)*(?![a-z0-9])"
)
_SERIAL = re.compile(r"(?<![0-9a-z.,年月/:-])[0-9]{5,}(?![0-9a-z.,%:万亿千百元个名人吨亩-])")
_ROOM = re.compile(r"(?<![0-9a-z-])(?:[0-9]{1,4}(?:-[0-9]{1,4})+(?=号(?!楼)|室|房|户)|[0-9]{3,4}(?=室|号?房间|号房))")
_PHONE = re.compile(r"(?<![0-9])0[0-9]{2,3}-?[0-9]{7,8}(?![0-9])")
_TAIL = re.compile(r"(?:尾号|末尾|(?:后|末)[三四五六3456]位(?:数|号码?)?)(?:是|为)?([0-9]{3,6})(?![0-9])")
_MEASURE = re.compile(
    r"[0-9.]+(?:mm|cm|dm|m|km|nm|g|kg|mg|t|ml|l|w|kw|kwh|v|kv|a|ah|mah|h|min|s|ms|b|kb|mb|gb|tb|k|hz|khz|mhz|ghz|pa|kpa|mpa|db|x|p)"
    r"|[0-9.:/_-]+|v?[0-9]+(?:\.[0-9]+)+"
)
_COMMON = re.compile(
    r"[ab][0-9]|[1-6][dg]|[23]fa|h5|p2p|b2[bc]|o2o|c2c|mp[34]|pm(?:2\.5|10)|co2|h[0-9]n[0-9]|win[0-9]+|7x24|24h|1v1|covid-?19"
)
"""Kinds of paper, of networks, of many other things: they name no single one."""

_NUMBERED = re.compile(
    r"(?P<ordinal>第 ?)?(?P<numbers>[0-9]+(?:[、,和及与至到~-]+[0-9]+)*) ?"
    r"(?P<thing>号楼|号院|号线|号机|号仓|号库|号窗口?|号桌|号柜|号厅|号桥|号门|号码头|号车间|单元|车间|标段|病区|条|章|节|编|篇|部分|届|批次?|期|轮|次|版|季度|册|卷)"
)
_LETTERED = re.compile(r"(?<![a-z0-9])(?P<letter>[a-z])(?P<thing>栋|座|区|口|门|厅|幢|馆|班)")
# in a Chinese text a Latin word with a number behind it is one thing of a kind: Windows 11, iPhone 15
_VERSIONED = re.compile(r"(?<![a-z0-9-])(?P<thing>[a-z]{2,12}) (?P<number>[0-9]{1,4}(?:\.[0-9]+)*)(?![0-9a-z.%])")
_IS_HAN = re.compile("[一-鿿]")
_ORDINAL_ONLY = frozenset(
    ("条", "章", "节", "编", "篇", "部分", "届", "批", "批次", "期", "轮", "次", "版", "季度", "册", "卷")
)
_SINGLE = re.compile(
    r"[一二三四五六七八九十](?=号(?:楼|院|线|机|仓|库|窗|桌|柜|厅|桥|门|码头|车间)|单元|车间|标段|病区)"
)
_SINGLE_ORDINAL = re.compile(r"(?<=第)[一二三四五六七八九十]")
_RANGE = re.compile(r"[至到~-]")
_LONGEST_RANGE = 200
_SERIAL_LENGTH = 5


def identifiers(folded: str) -> tuple[Identifier, ...]:
    """The identifiers a folded text names, each once, in its order."""
    found: list[tuple[int, Identifier]] = []
    tails = [(match.start(), Identifier(match[0], match[1], tail=True)) for match in _TAIL.finditer(folded)]
    found += [
        (match.start(), Identifier(match[0], _plain(match[0])))
        for match in _CODE.finditer(folded)
        if not _MEASURE.fullmatch(match[0]) and not _COMMON.fullmatch(match[0])
    ]
    for pattern in (_ROOM, _PHONE, _SERIAL):
        found += [(match.start(), Identifier(match[0], _plain(match[0]))) for match in pattern.finditer(folded)]
    written = digits_of(folded)
    for match in _numbered(written):
        if len(numbers := _counted(match["numbers"])) == 1:
            found.append((match.start(), Identifier(match[0], str(numbers[0]), match["thing"])))
    found += [
        (match.start(), Identifier(match[0], match["letter"], match["thing"])) for match in _LETTERED.finditer(folded)
    ]
    if _IS_HAN.search(folded):
        found += [
            (match.start(), Identifier(match[0], match["number"], match["thing"]))
            for match in _VERSIONED.finditer(folded)
        ]
    return tuple(dict.fromkeys(each for _, each in sorted([*tails, *found], key=lambda pair: pair[0])))


def names(identifier: Identifier, folded: str) -> bool | None:
    """Whether a folded text names this thing.

    Returns:
        ``False`` where it names only others of its kind (for a code: of its shape), ``None`` where it names none.
    """
    if identifier.thing:
        named = _keys_of(identifier.thing, folded)
        return identifier.key in named if named else None
    if identifier.tail:
        return re.search(rf"[0-9]{identifier.key}(?![0-9])", folded) is not None
    # a serial number may be written with the letters of its kind in front or without them
    around = "0-9" if identifier.key.isdecimal() and len(identifier.key) >= _SERIAL_LENGTH else "a-z0-9"
    if re.search(rf"(?<![{around}]){re.escape(identifier.text)}(?![{around}])", folded):
        return True
    written = [_plain(match[0]) for pattern in (_CODE, _ROOM, _PHONE) for match in pattern.finditer(folded)]
    if identifier.key in written:
        return True
    shape = _shape(identifier.key)
    return False if any(_shape(other) == shape for other in written) else None


def _keys_of(thing: str, folded: str) -> set[str]:
    """The numbers and letters of the things of one kind that a text names."""
    if thing.isascii():
        return set(re.findall(rf"(?<![a-z]){thing} ?([0-9]{{1,4}}(?:\.[0-9]+)*)(?![0-9a-z])", folded))
    letters = {match["letter"] for match in _LETTERED.finditer(folded) if match["thing"] == thing}
    numbered = [match for match in _numbered(digits_of(folded)) if match["thing"] == thing]
    return letters | {str(number) for match in numbered for number in _counted(match["numbers"])}


def digits_of(folded: str) -> str:
    """The text with the numbers of numbered things in digits: 第十三条 as 第13条, 三号楼 as 3号楼."""

    def digit(match: re.Match[str]) -> str:
        return str(parse_han_number(match[0]))

    return _SINGLE_ORDINAL.sub(digit, _SINGLE.sub(digit, in_digits(folded)))


def _numbered(written: str) -> list[re.Match[str]]:
    return [match for match in _NUMBERED.finditer(written) if match["ordinal"] or match["thing"] not in _ORDINAL_ONLY]


def _counted(numbers: str) -> list[int]:
    """The numbers of an enumeration: 3、5和7, 3至6."""
    counted: list[int] = []
    for part in re.split(r"[、,和及与]+", numbers):
        ends = [int(each) for each in _RANGE.split(part) if each]
        if len(ends) == 2 and 0 <= ends[1] - ends[0] <= _LONGEST_RANGE:  # noqa: PLR2004 - from one to another
            counted += range(ends[0], ends[1] + 1)
        else:
            counted += ends
    return counted


def _plain(code: str) -> str:
    """A code without what people leave out of it; 6-20-2 keeps its hyphens, or it would be 6202."""
    bare = re.sub(r"[-/_.]", "", code)
    return bare if bare[0] == "0" or not bare.isdecimal() else code


def _shape(code: str) -> str:
    """Letters and digits of a code as kinds: qw3051h and qw3051s are named alike."""
    return re.sub("[0-9]", "9", re.sub("[a-z]", "a", code))
