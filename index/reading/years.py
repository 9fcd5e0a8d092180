"""The years a paragraph speaks of: those it and what stands above it name, and that of its document; pure."""

from __future__ import annotations

import re

from index.model import DateSource, DocumentInfo

_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?=年|版|-|年度|\.|/)")
_BACK = {"去年": 1, "上年": 1, "前年": 2, "明年": -1}


def named(folded: str) -> set[str]:
    """The years a folded text names, in digits."""
    return set(_YEAR.findall(folded))


def told(document: DocumentInfo, body: str, above: str) -> set[str]:
    """The years a paragraph speaks of: those it names, and by the day of its document 今年, 去年, 前年 and 明年.

    Args:
        document: Its document.
        body: The folded paragraph.
        above: What stands above it, folded: title, headings, lead-in.
    """
    years = named(body) | named(above)
    if document.date is not None and document.date_source is not DateSource.FILE:
        years.add(str(document.date.year))
        years |= {str(document.date.year - back) for word, back in _BACK.items() if word in body}
    return years
