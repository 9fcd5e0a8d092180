"""Nothing a terminal would obey gets to it: control characters and direction overrides of whatever text is shown.

Everything the program prints passes one of these at the rim: in :mod:`bot.commands.base` lines, in
:mod:`bot.render.screen` what is laid out. Whoever lays out text calls :func:`printable` before, so that widths are
right.
"""

from __future__ import annotations

import unicodedata

_DIRECTIONS = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


def printable(text: str) -> str:
    """``text`` with a space for each character a terminal would obey, tabs among them.

    The length stays, so that offsets hold; line ends stay too.
    """
    return inert(text).replace("\t", " ")


def inert(text: str) -> str:
    """``text`` as it may be written to a terminal: as :func:`printable`, but tabs stay as well."""
    return "".join(" " if _is_obeyed(c) else c for c in text)


def inert_json(text: str) -> str:
    """JSON as it may be written to a terminal: what would be obeyed is escaped, so that it still says the same."""
    return "".join(f"\\u{ord(c):04x}" if _is_obeyed(c) else c for c in text)


def _is_obeyed(character: str) -> bool:
    if character in "\n\t":
        return False
    return unicodedata.category(character) in {"Cc", "Cs"} or unicodedata.bidirectional(character) in _DIRECTIONS
