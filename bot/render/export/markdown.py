"""An export as Markdown. Nothing a document or a person wrote becomes markup, a link or HTML in it.

A backslash before a sign of ASCII takes its meaning away in every dialect; it is put only where the sign has one, so
that the file can be read as it is too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bot.render.export.lines import Kind, Line
from bot.render.printable import inert

_SIGNS = re.compile(r"[\\`*_\[\]<>#|~$&@]")
_SCHEME = re.compile(r"(?<=[A-Za-z]):(?=\S)")
"""``https:``, ``mailto:``, ``javascript:``; some readers make links of bare addresses."""
_WWW = re.compile(r"(?<=www)\.", re.IGNORECASE)
_LINE_BEGINS = re.compile(r"^(?P<gap>[ \t]*)(?P<sign>[-+=:]|\d{1,9}(?=[.)]))", re.MULTILINE)
_GAP_BEGINS = re.compile(r"^(?:[ \t])", re.MULTILINE)
_BLANK = re.compile(r"\n[^\S\n]*\n")


def as_markdown(lines: Iterable[Line]) -> str:
    """The whole file."""
    return "\n\n".join(_written(lines)) + "\n"


def _written(lines: Iterable[Line]) -> Iterator[str]:
    for line in lines:
        text = escaped(line.text)
        match line.kind:
            case Kind.TITLE:
                yield f"# {text}"
            case Kind.QUESTION:
                yield f"## {line.number}. {text}"
            case Kind.NOTE | Kind.PART | Kind.HEADER:
                yield _within("*", text)
            case Kind.ANSWER:
                yield f"{_within('**', text)} {_bracketed(line.number)}"
            case Kind.COMPUTED:
                yield text
            case Kind.SOURCE:
                yield f"{_bracketed(line.number)} {text}"
            case Kind.QUOTE:
                yield "\n".join(f"> {one}".rstrip(" ") for one in text.split("\n"))
            case Kind.NEAREST:
                yield f"{line.number}. {text}"


def escaped(text: str) -> str:
    """Text that is shown letter by letter, its line ends kept; control characters as everywhere."""
    text = inert(text)
    text = _SIGNS.sub(lambda sign: f"\\{sign[0]}", text)
    text = _SCHEME.sub(r"\\:", text)
    text = _WWW.sub(r"\\.", text)
    text = _LINE_BEGINS.sub(_begun, text)
    # four spaces would begin a block of code
    text = _GAP_BEGINS.sub(lambda gap: f"&#{ord(gap[0])};", text)
    return _broken(text)


def _begun(found: re.Match[str]) -> str:
    sign = found["sign"]
    return f"{found['gap']}{sign}\\" if sign.isdecimal() else f"{found['gap']}\\{sign}"


def _broken(text: str) -> str:
    """A line end within a paragraph needs a backslash to be seen."""
    rows = text.split("\n")
    for number in range(len(rows) - 1):
        if rows[number].strip() and rows[number + 1].strip():
            rows[number] += "\\"
    return "\n".join(rows)


def _within(sign: str, text: str) -> str:
    """Emphasised, where that can be: not around white space, nor over an empty line."""
    if not text or text != text.strip() or text.startswith("&#") or _BLANK.search(text):
        return text
    return f"{sign}{text}{sign}"


def _bracketed(number: int) -> str:
    return f"\\[{number}\\]"
