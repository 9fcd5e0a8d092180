"""Numbers as a spreadsheet shows them, by their format codes. Pure.

The code ``yyyy"年"m"月"d"日"`` makes 45537 a day, ``#,##0.00`` makes 1234.5 an amount, ``0.0%`` makes 0.048 a share.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

_SIGNIFICANT = 15  # digits a spreadsheet keeps; further ones are noise of binary fractions
_LAST_DAY = 2_958_465  # 9999-12-31
_TOKEN = re.compile(
    r'"([^"]*)"?|[\\!](.)|_.|\*.|\[([^\]]*)\]|(上午/下午|AM/PM|A/P)|(General|G/通用格式)|'
    r"([eE][+-]|([yYmMdDhHsSeEaA])\7*)|([0#?.,]+)|(.)",
    re.DOTALL,
)
_ELAPSED = re.compile(r"[hHmMsS]+")
_CONDITION = re.compile(r"([<>=]{1,2})(-?[\d.]+)")
_DAYS = "一二三四五六日"
_DBNUM = ("零一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖", "０１２３４５６７８９")
_LONG_DATE, _LONG_TIME = 'yyyy"年"m"月"d"日"', "h:mm:ss"  # of a system in Chinese
_OF_THE_SYSTEM = {
    "[$-f800]": _LONG_DATE,
    "[$-x-sysdate]": _LONG_DATE,
    "[$-f400]": _LONG_TIME,
    "[$-x-systime]": _LONG_TIME,
}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def plain(value: float) -> str:
    """A number without a format."""
    if float(value).is_integer() and abs(value) < 10**_SIGNIFICANT:
        return str(int(value))
    return f"{value:.{_SIGNIFICANT}g}"


def shown(value: float, code: str, *, since_1904: bool = False) -> str:
    """A number as its cell shows it.

    Args:
        value: The number; days since 1900 where the format is one of dates.
        code: The format; what is not understood is shown as a plain number.
        since_1904: Whether days are counted from 1904, as old Macintosh files do.
    """
    if code in {"", "General"}:
        return plain(value)
    try:
        return _shown(value, code, since_1904=since_1904)
    except (ValueError, OverflowError, ArithmeticError, IndexError):
        return plain(value)


def _shown(value: float, code: str, *, since_1904: bool) -> str:
    code = next((shown for mark, shown in _OF_THE_SYSTEM.items() if code.lower().startswith(mark)), code)
    sections = _sections(code)
    section, is_own = _choose(sections, value)
    if section is None:
        return plain(value)
    if section.is_text:
        return section.around(plain(value))
    if section.is_date:
        return _dated(value, section, since_1904=since_1904)
    if not section.digits:
        # a text alone hides the number, "General" inside shows it
        return section.around(plain(abs(value) if is_own else value) if section.is_general else "")
    number = _figure(abs(value), section)
    sign = "-" if value < 0 and not is_own and re.search(r"[1-9]", number) else ""
    return sign + section.around(number)


@dataclass(frozen=True, slots=True)
class _Section:
    tokens: tuple[tuple[str, str], ...]
    digits: str
    is_date: bool
    is_text: bool
    is_general: bool
    condition: tuple[str, float] | None
    dbnum: int
    percent: int

    def around(self, number: str) -> str:
        """The text of the section with ``number`` in the place of its digits."""
        if self.dbnum:
            number = number.translate({48 + digit: _DBNUM[self.dbnum - 1][digit] for digit in range(10)})
        groups = [sum(char in "0#?" for char in text) for kind, text in self.tokens if kind != "literal"]
        shares = iter(_shared(number, groups))
        return "".join(text if kind == "literal" else next(shares) for kind, text in self.tokens).strip()


def _shared(number: str, groups: list[int]) -> list[str]:
    """What of a number stands in each group of digits of its format, between which other signs stand: 138-0013."""
    if len(groups) < 2 or not number.isdecimal():  # noqa: PLR2004 - nothing stands between
        return [number, *[""] * (len(groups) - 1)]
    shares: list[str] = []
    for count in reversed(groups[1:]):
        shares.append(number[len(number) - count :] if count < len(number) else number)
        number = number[: len(number) - count] if count < len(number) else ""
    return [number, *reversed(shares)]


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[_Section, ...]:
    parts: list[list[re.Match[str]]] = [[]]
    for found in _TOKEN.finditer(code):
        if found.group() == ";":
            parts.append([])
        else:
            parts[-1].append(found)
    return tuple(_section(part) for part in parts)


def _section(found: list[re.Match[str]]) -> _Section:  # noqa: C901, PLR0912 - one branch a kind of token
    tokens: list[tuple[str, str]] = []
    digits = ""
    condition: tuple[str, float] | None = None
    dbnum = percent = 0
    is_general = is_text = False
    for one in found:
        quoted, escaped, bracket, noon, general, letter, _, figures, other = one.groups()
        if quoted is not None or escaped:
            tokens.append(("literal", quoted if quoted is not None else escaped))
        elif bracket is not None:
            if _ELAPSED.fullmatch(bracket):
                tokens.append(("elapsed", bracket.lower()))
            elif limit := _CONDITION.fullmatch(bracket):
                condition = (limit.group(1), float(limit.group(2)))
            elif bracket.lower().startswith("dbnum"):
                dbnum = min(max(int(bracket[5:6] or 0), 0), 3)
            elif bracket.startswith("$"):
                tokens.append(("literal", bracket[1:].partition("-")[0]))
        elif noon:
            tokens.append(("noon", noon))
        elif general:
            is_general = True
            tokens.append(("figures", ""))
        elif letter and one.group()[-1] in "+-":
            digits += "E"
            tokens.append(("figures", one.group()))
        elif letter:
            tokens.append(("date", one.group().lower()))
        elif figures:
            digits += figures
            tokens.append(("figures", figures))
        elif other == "%":
            percent += 1
            tokens.append(("literal", other))
        elif other == "@":
            is_text = True
            tokens.append(("figures", other))
        elif other == "/" and digits:
            digits += other
            tokens.append(("figures", other))
        elif other and one.group()[0] not in "_*":
            tokens.append(("literal", other))
    is_date = any(kind in {"date", "elapsed", "noon"} for kind, _ in tokens)
    return _Section(tuple(tokens), digits, is_date, is_text, is_general, condition, dbnum, percent)


def _choose(sections: tuple[_Section, ...], value: float) -> tuple[_Section | None, bool]:
    """The section a number is shown by, and whether that section says the sign itself."""
    for section in sections[:2]:
        if section.condition:
            sign, limit = section.condition
            fits = {"<": value < limit, ">": value > limit, "=": value == limit, "<=": value <= limit}
            if fits.get(sign, value >= limit if sign == ">=" else value != limit):
                return section, False
    if any(section.condition for section in sections[:2]):
        return next((s for s in sections if not s.condition and not s.is_text), None), False
    numeric = [section for section in sections if not section.is_text] or list(sections)
    if value < 0 and len(numeric) > 1:
        return numeric[1], True
    if value == 0 and len(numeric) > 2:  # noqa: PLR2004 - positive; negative; zero
        return numeric[2], True
    return numeric[0], False


def _figure(value: float, section: _Section) -> str:
    digits = section.digits
    number = Decimal(f"{value:.{_SIGNIFICANT}g}") * 100**section.percent
    if "E" in digits:
        places = len(digits.partition("E")[0].partition(".")[2])
        mantissa, _, exponent = f"{number:.{places}E}".partition("E")
        return f"{mantissa}E{int(exponent):+03d}"
    if "/" in digits:
        return plain(float(number))
    whole, _, fraction = digits.partition(".")
    scaled = len(whole) - len(whole.rstrip(",")) if not fraction else len(fraction) - len(fraction.rstrip(","))
    number /= 1000**scaled
    grouped = "," in whole.rstrip(",")
    fraction = fraction.rstrip(",")
    rounded = number.quantize(Decimal(1).scaleb(-len(fraction)), rounding=ROUND_HALF_UP)
    text = f"{rounded:,f}" if grouped else f"{rounded:f}"
    integer, _, decimals = text.partition(".")
    least = sum(char == "0" for char in whole)
    integer = integer.zfill(least) if not grouped else integer
    if integer == "0" and not least:
        integer = ""
    optional = len(fraction) - len(fraction.rstrip("#?"))
    while optional and decimals.endswith("0"):
        decimals, optional = decimals[:-1], optional - 1
    return f"{integer}.{decimals}" if decimals else integer


def _dated(value: float, section: _Section, *, since_1904: bool) -> str:
    if value < 0 or value > _LAST_DAY + 1:
        return plain(value)
    seconds = round((value % 1) * 86_400)
    days = int(value) + (1462 if since_1904 else 0) + seconds // 86_400
    seconds %= 86_400
    # Excel counts a 29th of February 1900 that never was; day 0 is the last of 1899
    day = date(1899, 12, 31) + timedelta(days - (days > 59)) if days < _LAST_DAY + 1 else date.max  # noqa: PLR2004 - that day
    kinds = [(kind, text) for kind, text in section.tokens]
    hour, minute, second = seconds // 3600, seconds // 60 % 60, seconds % 60
    has_noon = any(kind == "noon" for kind, _ in kinds)
    pieces = []
    for at, (kind, text) in enumerate(kinds):
        match kind:
            case "literal":
                pieces.append(text)
            case "noon":
                names = ("上午", "下午") if text[0] == "上" else ("AM", "PM")
                pieces.append(names[hour >= 12])  # noqa: PLR2004 - noon
            case "elapsed":
                unit = {"h": 3600, "m": 60, "s": 1}[text[0]]
                pieces.append(str((int(value) * 86_400 + seconds) // unit).zfill(len(text)))
            case "date" if text[0] == "m" and _is_minute(kinds, at):
                pieces.append(str(minute).zfill(len(text)))
            case "date" if text[0] == "h":
                shown_hour = (hour % 12 or 12) if has_noon else hour
                pieces.append(str(shown_hour).zfill(len(text)))
            case "date" if text[0] == "s":
                pieces.append(str(second).zfill(len(text)))
            case "date":
                pieces.append(_day_part(day, text, section.dbnum))
            case _:
                pieces.append(text if text in {".", ","} else "")
    return "".join(pieces).strip()


def _is_minute(tokens: list[tuple[str, str]], at: int) -> bool:
    """Whether an ``m`` stands between hours and seconds: the same letter means months elsewhere."""
    before = next((t for k, t in reversed(tokens[:at]) if k in {"date", "elapsed"}), "")
    after = next((t for k, t in tokens[at + 1 :] if k in {"date", "elapsed"}), "")
    return before[:1] == "h" or after[:1] == "s"


def _day_part(day: date, token: str, dbnum: int) -> str:
    letter, length = token[0], len(token)
    if letter == "a" or (letter == "d" and length > 2):  # noqa: PLR2004 - ddd is the name of the day
        return ("星期" if length > 3 else "周") + _DAYS[day.weekday()]  # noqa: PLR2004 - aaaa is the long name
    number = {"y": day.year, "e": day.year, "m": day.month, "d": day.day}[letter]
    if letter == "y" and length <= 2:  # noqa: PLR2004 - yy
        return f"{day.year % 100:02d}"
    if letter == "m" and length > 2:  # noqa: PLR2004 - mmm is the name of the month
        name = _MONTHS[day.month - 1]
        return name[: {3: 3, 5: 1}.get(length, len(name))]
    if dbnum:
        digits = _DBNUM[dbnum - 1]
        if letter in "ye":
            return (
                str(number)
                .translate({48 + n: digits[n] for n in range(10)})
                .replace("零", "〇" if dbnum == 1 else "零")
            )
        ten = "十" if dbnum == 1 else "拾"
        tens, ones = divmod(number, 10)
        head = ("" if tens == 1 and dbnum == 1 else digits[tens]) + ten if tens else ""
        return head + (digits[ones] if ones or not tens else "")
    return str(number).zfill(length if length <= 2 else 0)  # noqa: PLR2004 - dd
