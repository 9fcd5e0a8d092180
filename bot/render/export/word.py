"""An export as a Word file; the only place that writes one."""

from __future__ import annotations

import datetime as dt
import importlib.util
import io
from collections.abc import Iterable
from html import escape

from bot.messages import Language
from bot.render.export.lines import Kind, Line
from bot.render.printable import inert

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
    from docx.oxml import parse_xml  # noqa: PLC0415 - as above
    from docx.oxml.ns import nsdecls, qn  # noqa: PLC0415 - as above

    document = docx.Document()
    document.core_properties.author = "yinju"
    document.core_properties.comments = ""
    document.core_properties.created = document.core_properties.modified = now.astimezone(dt.UTC).replace(tzinfo=None)
    for mark in document.styles.element.iter(qn("w:lang")):
        mark.set(qn("w:eastAsia"), _SCRIPTS[language])
    styles = {kind: document.styles[name].style_id for kind, name in _STYLES.items()}
    end = document.element.body.sectPr
    # Written as XML: to add paragraph, style and run one by one takes the library half a minute for 1,000 questions.
    for line in lines:
        end.addprevious(parse_xml(_paragraph(line, styles.get(line.kind), nsdecls("w"))))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _paragraph(line: Line, style: str | None, namespace: str) -> str:
    head = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    look = "<w:b/>" * (line.kind in _STRONG) + "<w:i/>" * (line.kind in _SLANTED)
    before = _NUMBERED[line.kind].format(line.number) if line.number and line.kind in _NUMBERED else ""
    behind = f" [{line.number}]" if line.kind is Kind.ANSWER else ""
    return f"<w:p {namespace}>{head}{_run(before)}{_run(line.text, look)}{_run(behind)}</w:p>"


def _run(text: str, look: str = "") -> str:
    """A run of text, its line ends and tabs as Word has them; nothing for no text."""
    if not text:
        return ""
    written = escape(inert(text).translate(_NO_CHARACTERS), quote=False)
    for sign, tag in (("\n", "br"), ("\t", "tab")):
        written = written.replace(sign, f'</w:t><w:{tag}/><w:t xml:space="preserve">')
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{written}</w:t></w:r>'
