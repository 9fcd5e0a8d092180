"""Links to paragraphs and documents: made from what they are, found again after any refresh, restart or move.

Nothing is written down for a link. It carries short keyed digests: of the document's id and of its bytes, of the
paragraph's text, and the paragraph's number. So answers to half-typed inline questions can carry one, no link grows old
by itself, and nobody reads a file name out of it or can try names until one fits.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass

from bot.rights.shelf import ReadableShelf
from index.model import DocumentInfo, Paragraph, ParagraphId

_DIGEST = 8
"""Bytes of each digest: no two of a hundred million documents are likely to share one."""
_NUMBER = 3
"""Bytes of a paragraph's number."""
_MOST = 256**_NUMBER - 1

_PARAGRAPH, _DOCUMENT = "p", "d"
_BYTES = {_PARAGRAPH: 3 * _DIGEST + _NUMBER, _DOCUMENT: 2 * _DIGEST}


@dataclass(frozen=True, slots=True)
class _Target:
    """What a link says: the digests of a document, and of a paragraph in it unless it is the document's own link."""

    document: bytes
    version: bytes
    text: bytes | None
    ordinal: int


@dataclass(frozen=True, slots=True)
class Opened:
    """What a link leads to now.

    Attributes:
        paragraph: The paragraph; the first one for the link of a document.
        whole: Whether the link is that of the whole document.
        changed: The linked text is no longer in the document: this is what stands in its place.
    """

    paragraph: Paragraph
    whole: bool = False
    changed: bool = False


class Links:
    """Makes links to the bot, and finds what they lead to.

    Args:
        key: Gives the secret they are made with.
        bot: Gives the bot's name, known once Telegram was asked for it.
    """

    def __init__(self, key: Callable[[], bytes], bot: Callable[[], str]) -> None:
        self._key = key
        self._bot = bot

    def to_paragraph(self, paragraph: Paragraph) -> str:
        """The address that opens a paragraph."""
        number = min(paragraph.ordinal, _MOST).to_bytes(_NUMBER)
        digests = self._of(paragraph.document) + self._digest("text", paragraph.text)
        return self.address(_PARAGRAPH + _written(digests + number))

    def to_document(self, document: DocumentInfo) -> str:
        """The address that opens a document at its beginning."""
        return self.address(_DOCUMENT + _written(self._of(document)))

    def address(self, payload: str) -> str:
        """The address that gives ``/start`` this payload."""
        return f"https://t.me/{self._bot()}?start={payload}"

    def open(self, shelf: ReadableShelf, payload: str, within: frozenset[str] | None) -> Opened | None:
        """What a link leads to; ``None`` where it is none, or leads to no document of ``within`` (``None``: of all).

        A paragraph is known by its text wherever it stands in the document now; of several with one text it is the one
        nearest to its old place.
        """
        target = _read(payload)
        found = self._document(shelf, target, within) if target else None
        if target is None or found is None:
            return None
        document, count = found
        place = min(max(target.ordinal, 1), count)
        there = shelf.paragraph(ParagraphId(document, place))
        if there is None or target.text is None or self._digest("text", there.text) == target.text:
            return Opened(there, whole=target.text is None) if there else None
        around = shelf.neighbours(there.id, count, count)
        same = [one for one in around if self._digest("text", one.text) == target.text]
        if not same:
            return Opened(there, changed=True)
        return Opened(min(same, key=lambda one: (abs(one.ordinal - target.ordinal), one.ordinal)))

    def _document(self, shelf: ReadableShelf, target: _Target, within: frozenset[str] | None) -> tuple[str, int] | None:
        """Id and length of the document: the one of that id, else one of the same bytes, for files are moved."""
        moved = None
        for one in shelf.documents():
            if (within is not None and one.info.id not in within) or not one.paragraphs:
                continue
            if self._digest("document", one.info.id) == target.document:
                return one.info.id, one.paragraphs
            if moved is None and self._digest("version", one.info.version) == target.version:
                moved = one.info.id, one.paragraphs
        return moved

    def _of(self, document: DocumentInfo) -> bytes:
        return self._digest("document", document.id) + self._digest("version", document.version)

    def _digest(self, what: str, text: str) -> bytes:
        data = f"{what}\0{text}".encode("utf-8", "surrogatepass")
        return hmac.digest(self._key(), data, hashlib.sha256)[:_DIGEST]


def is_payload(payload: str) -> bool:
    """Whether a link may carry that; it says nothing of where it leads."""
    return _read(payload) is not None


def _written(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _read(payload: str) -> _Target | None:
    kind, written = payload[:1], payload[1:]
    try:
        data = base64.b64decode(written + "=" * (-len(written) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    if len(data) != _BYTES.get(kind):
        return None
    document, version = data[:_DIGEST], data[_DIGEST : 2 * _DIGEST]
    if kind == _DOCUMENT:
        return _Target(document, version, None, 1)
    return _Target(document, version, data[2 * _DIGEST : 3 * _DIGEST], int.from_bytes(data[3 * _DIGEST :]))
