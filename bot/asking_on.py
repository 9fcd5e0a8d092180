"""What is asked of the answer itself: the second of its items, what comes behind it, more of it; pure.

Only a whole message is taken for it: 「第二个呢」, 「然后呢」, 「还有别的吗」, 「说详细点」.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import NamedTuple

_ENDS = " \t?？。.!！~～…"
_LEAD = "(?:那么?|哦|嗯|好的?|请|請)?[,， ]?"
_SAY = "(?:请|請|能不能|可以|可不可以)?(?:再|你)?(?:给我|給我)?"
_NUMBERED = re.compile(
    rf"{_LEAD}第 ?(?P<number>[0-9]{{1,2}}|[一二三四五六七八九十]{{1,3}}) ?"
    r"(?:个|個|条|條|项|項|点|點|步|处|處|种|種)"
    r"(?:呢|(?:具体|具體)?(?:是|说|說|讲|講)(?:的是|了)?(?:什么|什麼|啥)|(?:说|說)?(?:详细|詳細|具体|具體)[一点點些]*)"
)
_NUMBERED_EN = re.compile(
    r"(?:and |what about |show me |tell me more about )?(?:the )?"
    r"(?P<number>first|second|third|fourth|fifth|[0-9]{1,2}(?:st|nd|rd|th))(?: one| item| point)?",
    re.IGNORECASE,
)
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_MORE = re.compile(
    rf"{_LEAD}(?:(?:除此之外|此外|除了这些|除了這些)?[,，]?(?:还有|還有)(?:没有|沒有)?(?:别的|別的|其他|其它|更多|什么|什麼|哪些|啥|吗|嗎|呢|么|麼|的|了|答案|说法|說法)*"
    r"|(?:别的|別的|其他|其它|更多)(?:的|答案|说法|說法)*(?:呢|吗|嗎|有吗|有嗎)?)"
    r"|(?:what|anything|something) else|any more|more|(?:are there )?(?:any )?others?",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    rf"{_LEAD}{_SAY}(?:然后|然後|接着|接著|后来|後來|之后|之後|接下来|接下來|后面|後面|下面|往下)(?:说|說|讲|講)?"
    r"(?:呢|写了什么|寫了什麼|是什么|是什麼|怎么说|怎麼說)?"
    r"|(?:请|請)?(?:继续|繼續|往下看|接着说|接著說|接着讲|接著講)"
    r"|and then|what (?:comes|follows) next|go on|continue|next",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    rf"{_LEAD}{_SAY}(?:(?:说|說|讲|講)(?:得|的)?)?"
    r"(?:(?:详细|詳細|具体|具體|仔细|仔細|完整)(?:一?[点點些])?(?:说说|說說|讲讲|講講|说|說|讲|講|呢|的|内容|內容|原文)*"
    r"|(?:展开|展開)(?:说说|說說|讲讲|講講|说|說|讲|講)?)"
    r"|(?:in )?more detail|(?:show me )?the (?:full|whole) (?:text|paragraph)",
    re.IGNORECASE,
)


class Asks(Enum):
    """What of the answer is asked for."""

    NUMBERED = auto()
    """One of its sources, by its number."""
    MORE = auto()
    """Others beside those that were told."""
    BEHIND = auto()
    """What stands behind the one that was told."""
    WHOLE = auto()
    """The whole paragraph."""


class AskedOn(NamedTuple):
    """What is asked of the answer.

    Attributes:
        what: What of it.
        number: Which source, counted from 1; 0 where none is named.
    """

    what: Asks
    number: int = 0


def asked_on(text: str) -> AskedOn | None:
    """What a message asks of the answer before it; ``None`` where it asks anything else."""
    bare = text.strip(_ENDS)
    if match := _NUMBERED.fullmatch(bare):
        from index.text.numbers import parse_han_number  # noqa: PLC0415 - a prompt is shown before anything is searched

        number = match["number"]
        value = int(number) if number.isdecimal() else parse_han_number(number) or 0
        return AskedOn(Asks.NUMBERED, value)
    if match := _NUMBERED_EN.fullmatch(bare):
        named = match["number"].lower()
        return AskedOn(Asks.NUMBERED, _ORDINALS.get(named) or int(named[:-2]))
    for what, pattern in ((Asks.MORE, _MORE), (Asks.BEHIND, _BEHIND), (Asks.WHOLE, _WHOLE)):
        if pattern.fullmatch(bare):
            return AskedOn(what)
    return None
