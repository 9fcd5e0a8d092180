"""Plain text files."""

from __future__ import annotations

from index.errors import NotText
from index.loading.content import Content
from index.loading.encoding import Decoded, decode
from index.loading.notes import Note


def load_plain(data: bytes) -> Content:
    """The text of a file as it is; its paragraphs are found by its lines.

    Raises:
        NotText: binary content, or an encoding nobody can tell.
    """
    decoded = decoded_or_refused(data)
    return Content(decoded.text, notes=notes_on(decoded))


def decoded_or_refused(data: bytes) -> Decoded:
    """The text of ``data``.

    Raises:
        NotText: binary content, or an encoding nobody can tell.
    """
    decoded = decode(data)
    if decoded is None:
        raise NotText(detail="binary content, or an unknown encoding")
    return decoded


def notes_on(decoded: Decoded) -> tuple[str, ...]:
    """What the reader should be told about how ``decoded`` was had."""
    notes = []
    if decoded.doubtful:
        notes.append(Note.DOUBTFUL_ENCODING.saying(decoded.encoding))
    if decoded.damaged:
        notes.append(Note.DAMAGED_CHARACTERS.saying(str(decoded.damaged)))
    return tuple(notes)
