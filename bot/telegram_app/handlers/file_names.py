"""Names for files that come from elsewhere."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePath

_LONGEST_NAME = 120
"""Bytes; file systems end at 255, and a Han character takes three."""
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)


def safe_name(name: str) -> str:
    """A file name that any system takes and that stays inside its folder; the suffix is kept."""
    name = unicodedata.normalize("NFC", name).encode("utf-8", "replace").decode()
    # Marks nobody sees turn 「txt.exe」 around.
    name = "".join(character for character in name if unicodedata.category(character) != "Cf")
    name = _FORBIDDEN.sub("_", PurePath(name.replace("\\", "/")).name).strip(". ")
    suffix = PurePath(name).suffix
    stem = name[: len(name) - len(suffix)] if suffix else name
    while len((stem + suffix).encode()) > _LONGEST_NAME and stem:
        stem = stem[:-1]
    stem = stem.strip(". ") or "document"
    return ("_" + stem if _RESERVED.match(stem) else stem) + suffix
