"""What of a question the documents do not speak of: the reason of a silence in the asker's own words; pure."""

from __future__ import annotations

import re

from index.answering.explaining import searched
from index.model import Found, Query
from index.text import fold

MOST = 3
"""Words told at the most."""

_LOOKED_AT = 10
_CODE = re.compile(r"(?=[a-z0-9-]*[0-9])(?=[a-z0-9-]*[a-z-])[a-z0-9]+(?:-[a-z0-9]+)*")
_SHORTEST = 2


def missing(query: Query, found: Found) -> tuple[str, ...]:
    """The years and numbers of things that none of the nearest paragraphs names, and the words that no paragraph holds.

    Args:
        query: What was asked.
        found: The hits, with every term of the query.
    """
    near = fold("\n".join(_with_above(found))).text
    named = [*query.years, *_CODE.findall(query.folded)]
    absent = [name for name in named if name[:1].isascii() and name.removesuffix("年") not in near]
    known = query.attributes | set(query.years)
    words = [word for word in searched(found)[1] if len(word) >= _SHORTEST and word not in known]
    absent += [word for word in words if not any(word in one for one in absent)]
    return tuple(dict.fromkeys(absent))[:MOST]


def _with_above(found: Found) -> list[str]:
    texts: list[str] = []
    for hit in found.hits[:_LOOKED_AT]:
        paragraph = hit.paragraph
        day = paragraph.document.date
        texts += (paragraph.text, paragraph.context, *paragraph.headings, paragraph.document.title)
        texts += [str(day.year)] if day else []
    return texts
