"""Bytes of unknown encoding into text: the only import of charset_normalizer.

Byte order marks and strict UTF-8 decide by themselves. What remains is, among Chinese files, nearly always GB18030,
Big5 or UTF-16 without a mark. All three decode almost any bytes into *some* characters, so statistics over bytes fail
on short texts; what tells them apart is whether the characters that come out are the ones people write. Only where
none of them looks like Chinese is the general detector asked.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from unicodedata import category

from index.loading.frequent import FREQUENT

_MARKS = (
    # UTF-32 before UTF-16: the little-endian mark of one begins with that of the other
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHINESE = ("gb18030", "big5hkscs", "cp950", "utf-16-le", "utf-16-be")
_BINARY_STARTS = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"MZ\x90",
    b"\xd0\xcf\x11\xe0",
    b"\x1f\x8b\x08",
    b"Rar!\x1a",
    b"7z\xbc\xaf",
    b"SQLite format 3",
)
_SPACING = frozenset("\t\n\r\f\v\x1a\x85")  # control characters of texts
_SAMPLE = 20_000  # characters scored: more of them never changed the outcome, fewer cost nothing in short files
_SURE = 1.0  # mean score from which a decoding reads as Chinese; wrong ones stay below 0
_CLEAR = 5.0  # lead over the next best, over all characters, that leaves no doubt: two or three of them
_CONTROLS_ALLOWED = 0.01  # form feeds and escape codes occur in text; more than this share is not text
_DAMAGE_ALLOWED = 0.005  # share of undecodable characters a file may have and still be read
_DAMAGE_ALWAYS = 3  # so many are read in a short file too: it was cut off in the middle of a character


@dataclass(frozen=True, slots=True)
class Decoded:
    r"""Text with how it was had.

    Attributes:
        text: As loaded: mark dropped, ``\r\n`` and ``\r`` turned into ``\n``.
        encoding: Python's name of the encoding.
        doubtful: Whether another encoding would have been nearly as likely.
        damaged: How many characters could not be decoded and stand as U+FFFD.
    """

    text: str
    encoding: str
    doubtful: bool = False
    damaged: int = 0


def decode(data: bytes) -> Decoded | None:
    """The text ``data`` holds; ``None`` where it holds none: binary content, or an encoding nobody can tell."""
    if not data:
        return Decoded("", "utf-8")
    if data.startswith(_BINARY_STARTS):
        return None
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _accept(data[len(mark) :], encoding, doubtful=False)
    # UTF-16 of ASCII alone is valid UTF-8 too: its zero bytes give it away
    if b"\0" not in data and (found := _accept(data, "utf-8", doubtful=False)):
        return _mistaken_for_utf8(found.text, data) or found
    return _guess(data)


def _accept(data: bytes, encoding: str, *, doubtful: bool) -> Decoded | None:
    text = data.decode(encoding, errors="replace")
    # a true U+FFFD in the source counts as damage as well: nobody can tell it from ours
    damaged = text.count("\ufffd")
    if damaged:
        # held against the characters beyond ASCII: in an English text with one Chinese name every byte of it is damage
        beyond = sum(not char.isascii() for char in text) - damaged
        if damaged > max(_DAMAGE_ALWAYS if beyond > 10 * damaged else 0, beyond * _DAMAGE_ALLOWED):
            return None
    if "\0" in text or not _reads_as_text(text):
        return None
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return Decoded(text, encoding, doubtful=doubtful, damaged=damaged)


def _reads_as_text(text: str) -> bool:
    sample = text[:_SAMPLE]
    if all(map(str.isprintable, sample.split("\n"))):
        return True  # nothing odd is
    odd = sum(sample.count(char) for char in set(sample) - _SPACING if category(char) in {"Cc", "Cn", "Co"})
    return odd <= len(sample) * _CONTROLS_ALLOWED


def _guess(data: bytes) -> Decoded | None:
    ranked = sorted(
        ((plausibility(data, encoding), -order, encoding) for order, encoding in enumerate(_CHINESE)), reverse=True
    )
    best, _, encoding = ranked[0]
    # cp950 is Big5 with other rare characters: where both read well they agree, and do not count as rivals
    rivals = [score for score, _, name in ranked[1:] if {name, encoding} != {"big5hkscs", "cp950"}]
    if best > 0:
        found = _accept(data, encoding, doubtful=best < _SURE or (best - rivals[0]) * len(data) < 2 * _CLEAR)
        if found:
            return found
    if b"\0" in data:
        return None
    # a large package that hardly any file needs
    from charset_normalizer import from_bytes  # noqa: PLC0415

    guess = from_bytes(data).best()
    return None if guess is None else _accept(data, guess.encoding, doubtful=True)


def _mistaken_for_utf8(text: str, data: bytes) -> Decoded | None:
    """A few common words in GB18030 (联通, 学习, 通知) are valid UTF-8 as well, of letters nobody mixes."""
    only_low = not text.isascii() and all(char < "\u0800" for char in text)
    if only_low and plausibility(data, "gb18030") >= 2 * _SURE:
        return _accept(data, "gb18030", doubtful=True)
    return None


def plausibility(data: bytes, encoding: str) -> float:
    """How much ``data``, read in ``encoding``, looks like Chinese as it is written.

    The mean score of the characters beyond ASCII, about 2 for prose, below 0 for a wrong guess; minus infinity where
    more than a few bytes do not decode at all.
    """
    if encoding.startswith("utf-16") and len(data) % 2:
        return float("-inf")
    text = data[: _SAMPLE * 4].decode(encoding, errors="replace")
    if text.count("\ufffd") > max(1, len(text) * _DAMAGE_ALLOWED) or "\0" in text:
        return float("-inf")
    scores = [_score(char) for char in islice((char for char in text if not char.isascii()), _SAMPLE)]
    controls = sum(1 for char in text if char < " " and char not in "\t\n\r\f\x1a")
    if not scores:
        return float("-inf")
    return (sum(scores) - 4.0 * controls) / len(scores)


@lru_cache(maxsize=8192)
def _score(char: str) -> float:
    if char in FREQUENT:
        return 3.0
    if char in "，。、；：？！“”‘’（）《》—…　・·％「」『』【】〔〕":
        return 2.0
    if "\uff01" <= char <= "\uff5e":
        return 1.0
    if "\u4e00" <= char <= "\u9fff":
        return _rarity(char)
    return -2.0 if char.isalpha() else -3.0


def _rarity(char: str) -> float:
    """The standards rank characters themselves: both GB 2312 and Big5 hold the common ones in their first level."""
    for encoding, first, last in (("gb2312", 0xB0, 0xD7), ("big5", 0xA4, 0xC6)):
        try:
            lead = char.encode(encoding)[0]
        except UnicodeEncodeError:
            continue
        if first <= lead <= last:
            return 1.0
    return -2.0
