"""What a reader should be told about how a file was loaded.

A note travels in :attr:`index.model.Document.notes` as ``key`` or ``key=detail``; the sentence shown to people belongs
to whoever words it.
"""

from __future__ import annotations

from enum import StrEnum


class Note(StrEnum):
    """The kinds of note; the detail each carries is said beside it."""

    DOUBTFUL_ENCODING = "doubtful_encoding"  # the encoding that was assumed: "big5hkscs"
    DAMAGED_CHARACTERS = "damaged_characters"  # how many bytes could not be decoded: "3"
    SCANNED_PAGES = "scanned_pages"  # pages without a text layer: "2, 5-7"
    GARBLED_PAGES = "garbled_pages"  # pages whose fonts say other characters than they show: "2, 5-7"
    OCR_PAGES = "ocr_pages"  # pages whose text was recognised on a picture: "2, 5-7"
    UNRECOGNISED_PAGES = "unrecognised_pages"  # pages that are pictures on which no text was found: "2, 5-7"
    SKIPPED_PARTS = "skipped_parts"  # parts of the file that could not be read: names, or how many

    def saying(self, detail: str) -> str:
        """The note with its detail, as it stands in a document."""
        return f"{self.value}={detail}"


def parse_note(note: str) -> tuple[Note, str]:
    """The kind and the detail of a note of a document.

    Raises:
        ValueError: not a note of this version.
    """
    key, _, detail = note.partition("=")
    return Note(key), detail


def ranges(numbers: list[int]) -> str:
    """Ascending numbers as people write them: ``2, 5-7``."""
    parts: list[str] = []
    start = 0
    for index, number in enumerate(numbers):
        if index + 1 < len(numbers) and numbers[index + 1] == number + 1:
            continue
        first = numbers[start]
        parts.append(str(number) if first == number else f"{first}-{number}")
        start = index + 1
    return ", ".join(parts)
