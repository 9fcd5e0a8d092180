"""PowerPoint presentations of the formats before 2007 (.ppt), and WPS's .dps: the texts of each slide.

[MS-PPT] 2.1: a stream of records inside records. The outline holds the texts of placeholders slide by slide, the slides
hold those of other boxes.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from index.errors import BrokenFile
from index.loading.containers import Container
from index.loading.content import Composer, Content
from index.loading.means import Means
from index.model import BlockKind

_CONTAINER = 0xF
_DOCUMENT, _SLIDE, _OUTLINE, _PLACE = 0x03E8, 0x03EE, 0x0FF0, 0x03F3
_KIND_OF_TEXT, _WIDE, _NARROW, _TEXT_BOX = 0x0F9F, 0x0FA0, 0x0FA8, 0xF00D
_TITLES = frozenset((0, 6))  # kinds of text: title, title of the first slide
_DEEPEST = 30
_MOST = 2_000_000  # records


def load_ppt(data: bytes, means: Means) -> Content:
    """The slides of a presentation.

    Raises:
        BrokenFile: damaged or encrypted.
    """
    if data.startswith(b"PK\x03\x04"):
        from index.loading.slides import load_pptx  # noqa: PLC0415 - a new presentation under the old name

        return load_pptx(data, means)
    container = Container(data)
    stream = container.stream("PowerPoint Document")
    if stream is None:
        raise BrokenFile(reason="damaged", detail="no slides in it")
    if container.stream("EncryptedSummary") is not None:
        raise BrokenFile(reason="encrypted", detail="protected by a password")
    outline: list[list[tuple[int, str]]] = []
    slides: list[list[str]] = []
    _Walk(outline, slides).over(stream)
    composer = Composer()
    for number in range(max(len(outline), len(slides))):
        composer.end_headings()
        placed = outline[number] if number < len(outline) else []
        for kind, text in placed:
            if kind in _TITLES:
                composer.add(" ".join(text.split()), BlockKind.HEADING, level=1, page=number + 1)
        bodies = [text for kind, text in placed if kind not in _TITLES]
        for text in (*bodies, *(slides[number] if number < len(slides) else ())):
            for line in text.replace("\x0b", "\r").split("\r"):
                composer.add(line, page=number + 1)
    title, day = container.properties()
    return composer.content(title, day)


class _Walk:
    def __init__(self, outline: list[list[tuple[int, str]]], slides: list[list[str]]) -> None:
        self._outline = outline
        self._slides = slides
        self._count = 0

    def over(self, stream: bytes) -> None:
        for kind, _, start, end in self._records(stream, 0, len(stream), 0):
            if kind == _SLIDE:
                self._slides.append(list(self._texts(stream, start, end, 1)))
            elif kind == _DOCUMENT:
                self._read_document(stream, start, end)

    def _read_document(self, stream: bytes, start: int, end: int) -> None:
        for kind, instance, begin, stop in self._records(stream, start, end, 1):
            if kind == _OUTLINE and instance == 0:
                # a file saved in steps holds earlier documents, too: the last one counts
                self._outline.clear()
                self._read_outline(stream, begin, stop)

    def _read_outline(self, stream: bytes, start: int, end: int) -> None:
        kind_of_text = 0
        for kind, _, begin, stop in self._records(stream, start, end, 2):
            if kind == _PLACE:
                self._outline.append([])
            elif kind == _KIND_OF_TEXT and stop - begin >= 4:  # noqa: PLR2004 - one number
                kind_of_text = struct.unpack_from("<I", stream, begin)[0]
            elif (text := _decoded(kind, stream[begin:stop])) and self._outline:
                self._outline[-1].append((kind_of_text, text))

    def _texts(self, stream: bytes, start: int, end: int, depth: int) -> Iterator[str]:
        for kind, _, begin, stop in self._records(stream, start, end, depth):
            if text := _decoded(kind, stream[begin:stop]):
                yield text
            elif stream[begin - 8] & 0xF == _CONTAINER or kind == _TEXT_BOX:
                yield from self._texts(stream, begin, stop, depth + 1)

    def _records(self, stream: bytes, start: int, end: int, depth: int) -> Iterator[tuple[int, int, int, int]]:
        """Kind, instance, and bounds of the content of each record."""
        if depth > _DEEPEST:
            raise BrokenFile(reason="bomb", detail="records without a bottom")
        at = start
        while at + 8 <= end:
            head, kind, size = struct.unpack_from("<HHI", stream, at)
            self._count += 1
            if self._count > _MOST:
                raise BrokenFile(reason="bomb", detail=f"more than {_MOST} records")
            stop = min(at + 8 + size, end)
            yield kind, head >> 4, at + 8, stop
            at += 8 + size


def _decoded(kind: int, data: bytes) -> str:
    if kind == _WIDE:
        return data.decode("utf-16-le", "replace")
    return data.decode("cp1252", "replace") if kind == _NARROW else ""
