"""Years that are told by counting from another: 今年, 去年, 前年; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.model import CountedYear, Query, Span

_BACK = {"今年": 0, "本年": 0, "去年": 1, "上年": 1, "上一年": 1, "前年": 2, "大前年": 3, "明年": -1}
# 「三年前年会」 is a meeting three years ago
_WORD = re.compile("(?<![年月周天])(?:" + "|".join(sorted(_BACK, key=len, reverse=True)) + ")")
_GOES_ON = re.compile("[初底末度]|同期")


def counted_years(folded: str, words: Iterable[Span]) -> tuple[CountedYear, ...]:
    """The years a folded question counts to, in order.

    Args:
        folded: The question.
        words: Where its words stand: 「目前年费」 and 「以上年龄」 count nothing.
    """
    starts, ends = set[int](), set[int]()
    for word in words:
        starts.add(word.start)
        ends.add(word.end)
    return tuple(
        CountedYear(match[0], Span(*match.span()), _BACK[match[0]])
        for match in _WORD.finditer(folded)
        if match.start() in starts and (match.end() in ends or _GOES_ON.match(folded, match.end()))
    )


def spelled_out(query: Query, this_year: int) -> str:
    """The question with those years in figures, as it was typed where folding moved nothing."""
    text = query.question if len(query.question) == len(query.folded) else query.folded
    for each in reversed(query.counted):
        text = f"{text[: each.span.start]}{this_year - each.back}年{text[each.span.end :]}"
    return re.sub("(?<=[0-9]年)年(?=[初底末中])", "", text)
