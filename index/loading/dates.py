"""The day a document speaks from: written out in metadata, or in a dateline of its text. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from index.paragraphs.headings import han_number

_HAN = "〇○零一二三四五六七八九十"
_DATES = (
    re.compile(r"(?P<year>(?:19|20)\d\d)\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?[日号號]"),
    re.compile(r"(?<![\d.])(?P<year>(?:19|20)\d\d)(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?![\d.])"),
    re.compile(rf"(?P<year>[{_HAN}]{{4}})年(?P<month>[{_HAN}]{{1,2}})月(?P<day>[{_HAN}]{{1,3}})[日号號]"),
    re.compile(r"民[国國]\s?(?P<roc>\d{2,3})\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日"),
)
_ANNOUNCED = re.compile(r"发布|發布|發佈|时间|時間|日期|讯|訊|电|電|印发|印發|更新|编辑|來源|来源")
_PROMULGATED = re.compile(r"[（(].*(?:公布|通过|通過|发布|發布|印发|印發|批准|修订|修訂|施行).*[）)]")
_AFTER_DAY = re.compile(r"\s?(?:上午|下午|晚|[，,])")  # how a report goes on that begins with its day
_OPENING = 3  # lines in which a report says when what it tells of happened
_EDGE = 6  # lines from either end in which a dateline stands
_SHORT = 40  # characters: a line as short as this with a date in it is there for the date
_AROUND = 16  # characters a dateline may hold beside the date before it has to announce itself
_ROC = 1911  # years between the calendar of the Republic of China and the common one


def dates_in(text: str) -> Iterator[tuple[date, int, int]]:
    """Every full date in ``text`` with its offsets, by way of writing, then by place."""
    for pattern in _DATES:
        for found in pattern.finditer(text):
            if day := _date_of(found):
                yield day, found.start(), found.end()


def first_date(text: str) -> date | None:
    """The first full date in ``text``, an ISO timestamp of metadata for instance."""
    return min(dates_in(text), key=lambda entry: entry[1], default=(None, 0, 0))[0]


def dateline(lines: Sequence[str]) -> date | None:
    """The date a document gives itself: on a short line near its beginning, else near its end.

    A date inside a sentence (``根据2019年1月1日施行的…``) speaks of something else and is left alone; one that begins a
    report (``2024年12月10日上午，…``) is the day it tells of.
    """
    for line in (*lines[:_EDGE], *reversed(lines[_EDGE:][-_EDGE:])):
        if len(line) > _SHORT and not _ANNOUNCED.search(line[:_SHORT]):
            continue
        for day, start, end in dates_in(line[: _SHORT + _AROUND]):
            rest = len(line) - (end - start)
            announced = _ANNOUNCED.search(line[max(0, start - _AROUND) : end + _AROUND])
            if rest <= _AROUND and not line.endswith(("。", "；")):
                return day
            if start <= 1 and _PROMULGATED.match(line):
                return day
            if announced and start <= _SHORT and (len(line) <= _SHORT or _opens_report(line, start)):
                return day
    for line in lines[:_OPENING]:
        for day, start, end in dates_in(line[:_SHORT]):
            if start <= 1 and _AFTER_DAY.match(line, end):
                return day
    return None


def moment_of(timestamp_ns: int) -> date | None:
    """The day, in UTC, of a file time in nanoseconds: the same on every machine; ``None`` for one no calendar has."""
    try:
        return date(1970, 1, 1) + timedelta(seconds=timestamp_ns // 1_000_000_000)
    except OverflowError:
        return None


def _opens_report(line: str, start: int) -> bool:
    """``本报讯（记者 王明 2024年12月10日）``, ``新华社河内2024年12月10日电``: a report beginning with its dateline."""
    return bool(re.search(r"[讯訊电電]", line[: start + _SHORT // 2])) and start <= _AROUND


def _date_of(found: re.Match[str]) -> date | None:
    parts = found.groupdict()
    year = int(roc) + _ROC if (roc := parts.get("roc")) else _number(parts["year"])
    try:
        return date(year, _number(parts["month"]), _number(parts["day"]))
    except ValueError:
        return None


def _number(text: str) -> int:
    return han_number(text.replace("○", "〇"))
