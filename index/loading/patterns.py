"""Which files of a folder are wanted: glob patterns over relative paths. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable


class Patterns:
    """Glob patterns as people write them in ignore files.

    A pattern without ``/`` is held against names at any depth, one with ``/`` against the whole relative path;
    ``*`` and ``?`` stay within a name, ``**`` crosses folders; case is ignored.
    """

    def __init__(self, patterns: Iterable[str]) -> None:
        self._names: list[re.Pattern[str]] = []
        self._paths: list[re.Pattern[str]] = []
        for pattern in patterns:
            target = self._paths if "/" in pattern.rstrip("/") else self._names
            target.append(re.compile(_translate(pattern.strip("/")), re.IGNORECASE | re.DOTALL))

    def __bool__(self) -> bool:
        return bool(self._names or self._paths)

    def match(self, relative: str) -> bool:
        """Whether one of them means ``relative``, a path with ``/``."""
        name = relative.rpartition("/")[2]
        return any(p.fullmatch(name) for p in self._names) or any(p.fullmatch(relative) for p in self._paths)


def _translate(pattern: str) -> str:
    pieces = []
    for piece in re.split(r"((?<![^/])\*\*/|/\*\*$|\*|\?|\[!?[^\]]+\])", pattern):
        match piece:
            case "**/":
                pieces.append("(?:.*/)?")
            case "/**":
                pieces.append("/.*")
            case "*":
                pieces.append("[^/]*")
            case "?":
                pieces.append("[^/]")
            case _ if piece.startswith("[") and piece.endswith("]"):
                pieces.append(piece.replace("[!", "[^").replace("\\", r"\\"))
            case _:
                pieces.append(re.escape(piece))
    return "".join(pieces)
