"""HTML nested deeper than its parser follows, made shallow. Pure.

libxml2 stops at some two thousand levels and gives what stood before as the whole page. Nobody sees that deep: a page
looks the same when what is nested further stands side by side, each block on a line of its own.
"""

from __future__ import annotations

import re

_KEPT = 500
"""Levels left as they are; a list takes two for each of its own, a table four."""

# comments and what browsers do not read as markup are passed over whole; no part can match in more than one way, so a
# page made to be slow takes one pass like any other
_TOKEN = re.compile(
    r"(?s)<!--.*?(?:-->|\Z)|<(?P<raw>script|style|textarea|title)\b.*?(?:</(?P=raw)|\Z)"
    r"|<(?P<close>/?)(?P<name>[a-z][a-z0-9:_-]*+)[^<>]*+>",
    re.IGNORECASE,
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())  # noqa: SIM905 - words read better than a list of them
# a second one of these ends the first, so they do not nest by themselves
_FLAT = frozenset("html head body p li dt dd tr td th thead tbody tfoot caption option h1 h2 h3 h4 h5 h6".split())  # noqa: SIM905 - as above


def shallow(markup: str, inline: frozenset[str]) -> str:
    """``markup`` nested no deeper than the parser follows, unless it was made to defeat this.

    Args:
        markup: HTML, however damaged.
        inline: Names of elements that do not stand on a line of their own; the others leave a line break behind.
    """
    depth = 0
    kept: dict[str, list[bool]] = {}  # of each name, its open elements: whether they stand in what is given back

    def rewritten(found: re.Match[str]) -> str:
        nonlocal depth
        name = (found["name"] or "").lower()
        if not name or name in _VOID or name in _FLAT or found.group().endswith("/>"):
            return found.group()
        entries = kept.setdefault(name, [])
        if found["close"]:
            # an end without a beginning means nothing
            stays = entries.pop() if entries else None
            depth -= stays is not None
        else:
            stays = depth < _KEPT
            entries.append(stays)
            depth += 1
        if stays:
            return found.group()
        return "" if stays is None or name in inline else "<br>"

    return _TOKEN.sub(rewritten, markup)
