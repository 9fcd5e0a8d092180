"""Plain text files."""

from __future__ import annotations

from index.errors import NotText
from index.loading.chat_texts import message_blocks
from index.loading.content import MOST_PIECES, Content, refuse_more_than
from index.loading.encoding import Decoded, decode
from index.loading.line_tables import table_blocks
from index.loading.notes import Note


def load_plain(data: bytes) -> Content:
    """The text of a file as it is; its paragraphs are found by its lines, unless it holds a chat or tables.

    Raises:
        NotText: binary content, or an encoding nobody can tell.
        UnreadableFile: millions of lines.
    """
    decoded = decoded_or_refused(data)
    blocks = message_blocks(decoded.text) or table_blocks(decoded.text)
    return Content(decoded.text, tuple(blocks) if blocks else None, notes=notes_on(decoded))


def decoded_or_refused(data: bytes, most_lines: int = MOST_PIECES) -> Decoded:
    """The text of ``data``.

    Args:
        data: The file.
        most_lines: Lines it may have, runs of empty ones counted as one.

    Raises:
        NotText: binary content, or an encoding nobody can tell.
        UnreadableFile: more lines than that.
    """
    decoded = decode(data)
    if decoded is None:
        raise NotText(detail="binary content, or an unknown encoding")
    refuse_more_than(most_lines, decoded.text.count("\n") - decoded.text.count("\n\n"))
    return decoded


def notes_on(decoded: Decoded) -> tuple[str, ...]:
    """What the reader should be told about how ``decoded`` was had."""
    notes = []
    if decoded.doubtful:
        notes.append(Note.DOUBTFUL_ENCODING.saying(decoded.encoding))
    if decoded.damaged:
        notes.append(Note.DAMAGED_CHARACTERS.saying(str(decoded.damaged)))
    return tuple(notes)
