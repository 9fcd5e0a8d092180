"""The numbers Word puts before paragraphs by itself: 第一条, 一、, 1.1.

They are not in the text of the file, but they are what a reader sees, asks for and cites.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml import etree

_VAL = qn("w:val")
_HAN = "〇一二三四五六七八九"
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LEVELS = 9


def han(number: int) -> str:
    """A number from 1 to 9999 in Han numerals: 12 is 十二, 103 is 一百零三."""
    if not 0 < number < 10_000:  # noqa: PLR2004 - where the next unit, 万, would begin
        return str(number)
    pieces = []
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            pieces.append(_HAN[digit] + name)
        elif pieces and number % unit and pieces[-1] != "零":
            pieces.append("零")
    return re.sub("^一十", "十", "".join(pieces))


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    pieces = []
    for value, name in _ROMAN:
        pieces.append(name * (number // value))
        number %= value
    return "".join(pieces)


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 0 < number <= 20 else str(number)  # noqa: PLR2004 - ① to ⑳


_FORMATS: dict[str, Callable[[int], str]] = {
    "chineseCounting": han,
    "chineseCountingThousand": han,
    "taiwaneseCounting": han,
    "taiwaneseCountingThousand": han,
    "japaneseCounting": han,
    "ideographDigital": lambda number: "".join(_HAN[int(digit)] for digit in str(number)),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: str(number).translate({48 + i: 0xFF10 + i for i in range(10)}),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}


class Numbers:
    """Counts the numbered paragraphs of one document, in order."""

    def __init__(self, document: WordDocument) -> None:
        self._abstract: dict[str, etree._Element] = {}
        self._lists: dict[str, etree._Element] = {}
        self._counts: dict[str, list[int]] = defaultdict(lambda: [0] * _LEVELS)
        self._styles = {style.style_id: style.element for style in document.styles}
        for relation in document.part.rels.values():
            if relation.reltype.endswith("/numbering") and not relation.is_external:
                root = relation.target_part.element
                self._abstract = {a.get(qn("w:abstractNumId")): a for a in root.findall(qn("w:abstractNum"))}
                self._lists = {n.get(qn("w:numId")): n for n in root.findall(qn("w:num"))}

    def before(self, paragraph: etree._Element, style: str | None) -> str:
        """The number shown before ``paragraph``, with what separates it from the text; empty for none and bullets."""
        number, level = self._membership(paragraph, style)
        definition = self._lists.get(number or "")
        if definition is None or level >= _LEVELS:
            return ""
        abstract = self._abstract.get(_value(definition, "w:abstractNumId") or "")
        levels = {} if abstract is None else {int(lv.get(qn("w:ilvl"), 0)): lv for lv in abstract.findall(qn("w:lvl"))}
        if abstract is None or level not in levels:
            return ""
        # lists that share a definition go on counting where the other stopped
        counts = self._counts[abstract.get(qn("w:abstractNumId"), "")]
        counts[level] = counts[level] + 1 if counts[level] else _start(levels[level])
        for deeper in range(level + 1, _LEVELS):
            counts[deeper] = 0
        if _value(levels[level], "w:numFmt") in {"bullet", "none"}:
            return ""
        return self._worded(levels, level, counts)

    def bullet_level(self, paragraph: etree._Element, style: str | None) -> int | None:
        """How deep ``paragraph`` stands in a list whose marks are drawn, 0 outermost; ``None`` where it does not."""
        number, level = self._membership(paragraph, style)
        definition = self._lists.get(number or "")
        abstract = None if definition is None else self._abstract.get(_value(definition, "w:abstractNumId") or "")
        if abstract is None:
            return None
        here = next((one for one in abstract.findall(qn("w:lvl")) if one.get(qn("w:ilvl"), "0") == str(level)), None)
        return level if here is not None and _value(here, "w:numFmt") == "bullet" else None

    def _worded(self, levels: dict[int, etree._Element], level: int, counts: list[int]) -> str:
        # a legal number shows those of all levels in digits: 1.1 under 第一章
        legal = levels[level].find(qn("w:isLgl"))
        is_legal = legal is not None and legal.get(_VAL) not in {"0", "false", "off"}

        def shown(found: re.Match[str]) -> str:
            place = int(found.group(1)) - 1
            definition = levels.get(place)
            form = "decimal" if definition is None or is_legal else _value(definition, "w:numFmt") or "decimal"
            count = counts[place] or (1 if definition is None else _start(definition))
            return _FORMATS.get(form, str)(count)

        text = re.sub(r"%([1-9])", shown, _value(levels[level], "w:lvlText") or "")
        separator = "" if _value(levels[level], "w:suff") == "nothing" or text.endswith("、") else " "
        return text + separator if text else ""

    def _membership(self, paragraph: etree._Element, style: str | None) -> tuple[str | None, int]:
        """The list a paragraph belongs to and its level there, its own or its style's."""
        number, level = _value(paragraph, "w:pPr/w:numPr/w:numId"), _value(paragraph, "w:pPr/w:numPr/w:ilvl")
        seen: set[str] = set()
        while number is None and style is not None and style in self._styles and style not in seen:
            seen.add(style)
            element = self._styles[style]
            number = _value(element, "w:pPr/w:numPr/w:numId")
            level = level or _value(element, "w:pPr/w:numPr/w:ilvl")
            style = _value(element, "w:basedOn")
        return number, int(level or 0)


def _start(level: etree._Element) -> int:
    return int(_value(level, "w:start") or 1)


def _value(element: etree._Element, path: str) -> str | None:
    found = element.find("/".join(qn(step) for step in path.split("/")))
    return None if found is None else found.get(_VAL)
