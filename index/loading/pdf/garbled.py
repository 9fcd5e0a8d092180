"""Fonts that lie: their shapes are Chinese characters, and the file says that they are others. Pure.

What a font is said to show is held against what text looks like: how often characters occur, how rare they are, how
wide they stand. A font is judged by all it shows in a file, since a few words prove nothing.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from index.loading.frequent import FREQUENT
from index.loading.pdf.elements import Glyph

_ODD = 0.3  # share of characters without meaning
_WIDE = 0.9  # ems that no Latin letter takes on the average
_MOSTLY = 0.6
_KINDS = 12  # different characters below which widths say nothing: a title in full-width capitals, a row of digits
_FEW_HAN = 30  # Han characters below which their frequency says nothing
_FREQUENT = 0.25  # share of frequent characters; running text has 0.75, lists of names 0.4, a random choice 0.05 to 0.2
_RARE = 0.3  # share of characters that neither mainland nor Taiwanese sets of everyday characters hold
_FEW_LETTERS = 120
_VOWELS = (0.16, 0.75)  # share of vowels among lower-case letters, outside of which there is no language
_LATIN_1 = 0.5  # share of letters such as Ö and Ð, which are halves of Chinese characters in old encodings
_FEW = 20


@dataclass(slots=True)
class Shown:
    """What a font is said to show.

    Attributes:
        chars: How often each character.
        narrow: How many characters that are narrow in every font.
        narrow_wide: How many of these take a full em.
    """

    chars: Counter[str] = field(default_factory=Counter)
    narrow: int = 0
    narrow_wide: int = 0

    def add(self, glyph: Glyph) -> None:
        """Take note of a character whose line runs from left to right."""
        char = glyph.char[:1]
        if not char.strip():
            return
        self.chars[char] += 1
        if unicodedata.east_asian_width(char) in {"Na", "N", "H"}:
            self.narrow += 1
            self.narrow_wide += glyph.right - glyph.left >= _WIDE * glyph.size


def garbled(fonts: Mapping[str, Shown]) -> frozenset[str]:
    """The fonts that cannot show what they are said to show."""
    return frozenset(name for name, shown in fonts.items() if _is_garbled(shown))


def _is_garbled(shown: Shown) -> bool:
    total = shown.chars.total()
    letters = _part(shown, lambda char: "a" <= char <= "z")
    vowels = _part(shown, lambda char: char in "aeiouy") / max(letters, 1)
    return (
        _part(shown, _is_odd) > total * _ODD
        or (total >= _FEW and _part(shown, _is_latin_1) > total * _LATIN_1)
        or (letters >= _FEW_LETTERS and not _VOWELS[0] <= vowels <= _VOWELS[1])
        or _is_wide_latin(shown, total)
        or _is_no_chinese(shown)
    )


def _is_wide_latin(shown: Shown, total: int) -> bool:
    """Whether Latin letters and signs of all kinds take a full em: codes of Chinese shapes, counted from ``!`` on."""
    kinds = [char for char in shown.chars if unicodedata.east_asian_width(char) in {"Na", "N", "H"}]
    signs = sum(not char.isalnum() for char in kinds)
    return (
        len(kinds) >= _KINDS
        and signs * 10 >= len(kinds)
        and shown.narrow >= total * _MOSTLY
        and shown.narrow_wide >= shown.narrow * _MOSTLY
    )


def _is_no_chinese(shown: Shown) -> bool:
    han = Counter({char: count for char, count in shown.chars.items() if _is_han(char)})
    if han.total() < _FEW_HAN or len(han) < _KINDS:
        return False
    frequent = sum(count for char, count in han.items() if char in FREQUENT)
    rare = sum(count for char, count in han.items() if _is_rare(char))
    return frequent < han.total() * _FREQUENT or rare > han.total() * _RARE


def _part(shown: Shown, test: Callable[[str], bool]) -> int:
    return sum(count for char, count in shown.chars.items() if test(char))


def _is_odd(char: str) -> bool:
    return char == "\ufffd" or unicodedata.category(char) in {"Co", "Cc", "Cn"}


def _is_latin_1(char: str) -> bool:
    return "\xa1" <= char <= "\u024f" and not char.isspace() and char not in "·×÷±°§"


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or "\U00020000" <= char <= "\U0003ffff"


def _is_rare(char: str) -> bool:
    for charset in ("gb2312", "big5"):
        try:
            char.encode(charset)
        except UnicodeEncodeError:
            continue
        return False
    return True
