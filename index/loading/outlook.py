"""Outlook messages (.msg): who, to whom, when and about what; the text; and the attachments that can be read.

[MS-OXMSG]: each property of a message is a stream named by its number and type.
"""

from __future__ import annotations

import struct
from datetime import UTC, date, datetime, timedelta

from index.errors import BrokenFile, DocumentError
from index.loading.containers import Container
from index.loading.content import Composer, Content
from index.loading.encoding import decode
from index.loading.means import Means
from index.loading.notes import Note
from index.loading.web import load_html
from index.model import BlockKind

_PROPERTY = "__substg1.0_{}{}"
_FIELDS = (("0C1A", "发件人"), ("0E04", "收件人"), ("0E03", "抄送"), ("0037", "主题"))
_SUBJECT, _BODY, _HTML = "0037", "1000", "1013"
_NAME, _LONG_NAME, _DATA = "3704", "3707", "3701"
_SENT = 0x0039_0040
_PROPERTIES = "__properties_version1.0"
_HEAD = 32  # bytes before the fixed properties of a message


def load_msg(data: bytes, means: Means) -> Content:
    """A message of Outlook.

    Raises:
        BrokenFile: damaged, or no message.
    """
    container = Container(data)
    subject = _text(container, (), _SUBJECT)
    if container.stream(_PROPERTIES) is None:
        raise BrokenFile(reason="damaged", detail="not a message of Outlook")
    composer = Composer()
    for number, label in _FIELDS:
        if words := " ".join(_text(container, (), number).split()):
            composer.add(f"{label}：{words}")
    body = _text(container, (), _BODY)
    html = container.stream(_PROPERTY.format(_HTML, "0102"))
    if body:
        composer.include(Content(body.replace("\r\n", "\n")))
    elif html:
        composer.include(load_html(html))
    skipped = _attachments(container, composer, means)
    notes = (Note.SKIPPED_PARTS.saying(", ".join(skipped)),) if skipped else ()
    return composer.content(subject.strip() or None, _day(container), notes)


def _text(container: Container, folder: tuple[str, ...], number: str) -> str:
    wide = container.stream(*folder, _PROPERTY.format(number, "001F"))
    if wide is not None:
        return wide.decode("utf-16-le", "replace").rstrip("\0")
    narrow = container.stream(*folder, _PROPERTY.format(number, "001E")) or b""
    decoded = decode(narrow.rstrip(b"\0"))
    return decoded.text if decoded else ""


def _day(container: Container) -> date | None:
    fixed = container.stream(_PROPERTIES) or b""
    for at in range(_HEAD, len(fixed) - 15, 16):
        tag, value = struct.unpack_from("<IxxxxQ", fixed, at)
        if tag == _SENT:
            try:
                # tenths of microseconds since 1601
                return (datetime(1601, 1, 1, tzinfo=UTC) + timedelta(microseconds=value // 10)).date()
            except OverflowError:
                return None
    return None


def _attachments(container: Container, composer: Composer, means: Means) -> list[str]:
    """Append what the attachments hold; the names of those that cannot be read."""
    from index.loading.formats import format_of  # noqa: PLC0415 - the formats know this one

    skipped = []
    folders = sorted({path[0] for path in container.names() if path[0].startswith("__attach_version1.0_")})
    for folder in folders:
        name = _text(container, (folder,), _LONG_NAME) or _text(container, (folder,), _NAME)
        data = container.stream(folder, _PROPERTY.format(_DATA, "0102"))
        if not name or data is None:
            continue
        try:
            content = format_of(name).load(data, means)
        except DocumentError:
            skipped.append(name)
            continue
        composer.end_headings()
        composer.add(name, BlockKind.HEADING, level=1)
        composer.include(content, part=name, level=1)
    return skipped
