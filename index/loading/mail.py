"""Mails (.eml, .mbox): who, to whom, when and about what; the text; and the attachments that can be read.

Web pages that browsers save as one file (.mht) are built alike.
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from datetime import date
from email.message import EmailMessage, Message
from email.utils import parsedate_to_datetime

from index.errors import BrokenFile, DocumentError
from index.loading.content import Composer, Content
from index.loading.encoding import decode
from index.loading.means import Means
from index.loading.notes import Note
from index.loading.web import load_html
from index.model import BlockKind

_FIELDS = (("From", "发件人"), ("To", "收件人"), ("Cc", "抄送"), ("Date", "日期"), ("Subject", "主题"))
_MOST_MAILS = 20_000
_DEEPEST = 5  # mails inside mails
_QUOTED = re.compile(r"^>.*$", re.MULTILINE)
_BOUNDARY = re.compile(rb"(?:\A|\n\r?\n)From [^\n]{0,300}\d{4}[^\n]{0,40}\r?\n")


def load_mail(data: bytes, means: Means) -> Content:
    """One mail.

    Raises:
        BrokenFile: no mail: not one of the lines every mail begins with.
    """
    message = _parsed(data)
    if not any(message.get(name) for name, _ in _FIELDS):
        raise BrokenFile(reason="damaged", detail="no sender, receiver, date or subject: not a mail")
    composer = Composer()
    skipped: list[str] = []
    _mail(message, composer, skipped, means)
    return composer.content(_header(message, "Subject") or None, _day(message), _notes(skipped))


def load_mailbox(data: bytes, means: Means) -> Content:
    """The mails of a box, in its order, each under its subject.

    Raises:
        BrokenFile: no mail in it.
    """
    found = list(_BOUNDARY.finditer(data))
    if not found:
        raise BrokenFile(reason="damaged", detail="no mail in the box")
    composer = Composer()
    skipped: list[str] = []
    ends = [*(one.start() for one in found[1:]), len(data)]
    for one, end in list(zip(found, ends, strict=True))[:_MOST_MAILS]:
        message = _parsed(data[one.end() : end])
        composer.end_headings()
        composer.add(_header(message, "Subject"), BlockKind.HEADING, level=1)
        _mail(message, composer, skipped, means)
    if len(found) > _MOST_MAILS:
        skipped.append(f"{len(found) - _MOST_MAILS} mails")
    return composer.content(notes=_notes(skipped))


def load_saved_page(data: bytes) -> Content:
    """A web page saved as one file (.mht), which is built as a mail is.

    Raises:
        BrokenFile: no page in it.
    """
    pages = [part for part in _parsed(data).walk() if part.get_content_type() == "text/html"]
    if not pages:
        raise BrokenFile(reason="damaged", detail="no page in the file")
    return _text(pages[0])


def _notes(skipped: list[str]) -> tuple[str, ...]:
    return (Note.SKIPPED_PARTS.saying(", ".join(skipped)),) if skipped else ()


def _parsed(data: bytes) -> EmailMessage:
    # old mails hold bytes of Chinese encodings in headers that say nothing of it
    return email.message_from_bytes(data, policy=email.policy.default)


def _header(message: Message, name: str) -> str:
    try:
        value = str(message.get(name) or "")
    except (ValueError, IndexError, AttributeError, TypeError):
        # the standard library meets some headers nobody may write with errors of every kind
        return ""
    if any("\udc80" <= char <= "\udcff" for char in value):
        value = _decoded(value.encode("utf-8", "surrogateescape"), message.get_content_charset())
    charset = message.get_content_charset() or ""
    if not value.isascii() and charset.startswith("gb") and not any(char > "\u2e7f" for char in value):
        # bytes in GB18030 that by chance are letters in UTF-8 that nobody writes
        value = _decoded(value.encode("utf-8"), charset)
    return " ".join(value.split())


def _day(message: Message) -> date | None:
    try:
        return parsedate_to_datetime(_header(message, "Date")).date()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _mail(message: EmailMessage, composer: Composer, skipped: list[str], means: Means, depth: int = 0) -> None:
    head = [f"{label}：{value}" for name, label in _FIELDS if (value := _header(message, name))]
    for line in head:
        composer.add(line)
    body = message.get_body(preferencelist=("plain", "html"))
    if body is not None:
        composer.include(_text(body))
    for part in _attachments(message, body):
        _attachment(part, composer, skipped, means, depth)


def _attachments(message: EmailMessage, body: Message | None) -> Iterator[EmailMessage]:
    for part in message.iter_attachments() if message.is_multipart() else ():
        if part is not body:
            yield part


def _text(part: Message) -> Content:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    text = _decoded(data, part.get_content_charset())
    if part.get_content_type() == "text/html":
        return load_html(b'<meta charset="utf-8">' + text.encode("utf-8", "replace"))
    # what is quoted was said in another mail
    return Content(_QUOTED.sub("", text.replace("\r\n", "\n")))


def _decoded(data: bytes, charset: str | None) -> str:
    """Bytes as text, by the mail's own word on them where that fits."""
    try:
        return data.decode({"gb2312": "gb18030", "gbk": "gb18030"}.get(charset or "", charset or "utf-8"))
    except (LookupError, UnicodeDecodeError):
        decoded = decode(data)
        return decoded.text if decoded else data.decode("utf-8", "replace")


def _attachment(part: EmailMessage, composer: Composer, skipped: list[str], means: Means, depth: int) -> None:
    from index.loading.formats import format_of  # noqa: PLC0415 - the formats know this one

    name = part.get_filename() or ""
    if part.get_content_type() == "message/rfc822" and depth < _DEEPEST:
        inner = part.get_payload()
        if isinstance(inner, list) and inner and isinstance(inner[0], EmailMessage):
            _mail(inner[0], composer, skipped, means, depth + 1)
        return
    payload = part.get_payload(decode=True)
    if not name or not isinstance(payload, bytes):
        return
    try:
        content = format_of(name).load(payload, means)
    except DocumentError:
        skipped.append(name)
        return
    composer.end_headings()
    composer.add(name, BlockKind.HEADING, level=1)
    composer.include(content, part=name, level=1)
