"""An export as a Word file; the only place that writes one."""

from __future__ import annotations

import datetime as dt
import importlib.util
import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

from bot.messages import Language
from bot.render.export.lines import Kind, Line
from bot.render.printable import inert

if TYPE_CHECKING:
    # it comes with the extra ``office``
    from docx.text.paragraph import Paragraph as WordParagraph

_STYLES = {
    Kind.TITLE: "Title",
    Kind.QUESTION: "Heading 1",
    Kind.QUOTE: "Quote",
    Kind.NEAREST: "List Bullet",
}
_STRONG = frozenset({Kind.ANSWER})
_SLANTED = frozenset({Kind.NOTE, Kind.PART, Kind.HEADER})
_NUMBERED = {Kind.QUESTION: "{}. ", Kind.SOURCE: "[{}] "}
_SCRIPTS = {Language.HANS: "zh-CN", Language.HANT: "zh-TW", Language.EN: "zh-CN"}
"""The language Word takes Han characters for; of it depends which font shows them."""

_NO_CHARACTERS = {0xFFFE: " ", 0xFFFF: " "}
"""XML has no way to hold them."""


def is_available() -> bool:
    """Whether Word files can be written: the package for it is installed."""
    return importlib.util.find_spec("docx") is not None


def as_word(lines: Iterable[Line], language: Language, now: dt.datetime) -> bytes:
    """The whole file.

    Args:
        lines: What it says.
        language: Whose script the Han characters are of.
        now: When it is made.
    """
    import docx  # noqa: PLC0415 - it comes with the extra ``office`` and takes its time
    from docx.oxml.ns import qn  # noqa: PLC0415 - as above

    document = docx.Document()
    document.core_properties.author = "yinju"
    document.core_properties.comments = ""
    document.core_properties.created = document.core_properties.modified = now.astimezone(dt.UTC).replace(tzinfo=None)
    for mark in document.styles.element.iter(qn("w:lang")):
        mark.set(qn("w:eastAsia"), _SCRIPTS[language])
    # looked up once: a lookup goes through all styles
    styles = {kind: document.styles[name] for kind, name in _STYLES.items()}
    for line in lines:
        paragraph = document.add_paragraph()
        if line.kind in styles:
            paragraph.style = styles[line.kind]
        _write(paragraph, line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _write(paragraph: WordParagraph, line: Line) -> None:
    text = inert(line.text).translate(_NO_CHARACTERS)
    if line.number and line.kind in _NUMBERED:
        paragraph.add_run(_NUMBERED[line.kind].format(line.number))
    run = paragraph.add_run(text)
    run.bold = line.kind in _STRONG or None
    run.italic = line.kind in _SLANTED or None
    if line.kind is Kind.ANSWER:
        paragraph.add_run(f" [{line.number}]")
