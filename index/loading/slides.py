"""PowerPoint presentations: the only import of pptx. A slide is a page; its title stands above what it holds."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import pptx

from index.loading.content import Composer, Content
from index.loading.embedded import include_embedded
from index.loading.means import Means
from index.loading.notes import Note, ranges
from index.loading.packages import open_package
from index.loading.table_shape import compose_table
from index.loading.tables import CELL_BREAK, Row
from index.model import BlockKind

_TEMPLATE_DAYS = frozenset((date(2013, 1, 27),))  # python-pptx's own template, kept by files made from it
_NOTES = "备注"
_PICTURE = 13  # MSO_SHAPE_TYPE's value
_RUNNING = frozenset((13, 15, 16))  # slide number, footer, date: PP_PLACEHOLDER's values


def load_pptx(data: bytes, means: Means) -> Content:
    """The slides of a presentation, with their speaker notes; hidden slides are left out.

    Raises:
        BrokenFile: damaged, encrypted, or a bomb.
    """
    open_package(data).close()
    composer = Composer()
    pictures: list[int] = []
    deck = pptx.Presentation(io.BytesIO(data))
    for number, slide in enumerate(deck.slides, start=1):
        if slide._element.get("show") == "0":  # noqa: SLF001 - python-pptx has no other way to ask
            continue
        before = len(composer.blocks) + 1
        _slide(slide, number, composer)
        if len(composer.blocks) == before and any(shape.shape_type == _PICTURE for shape in slide.shapes):
            pictures.append(number)
    include_embedded(data, composer, means)
    created = deck.core_properties.created
    title = deck.core_properties.title or None
    day = created.date() if created and created.date() not in _TEMPLATE_DAYS else None
    return composer.content(title, day, (Note.SCANNED_PAGES.saying(ranges(pictures)),) if pictures else ())


def _slide(slide: Any, number: int, composer: Composer) -> None:  # noqa: ANN401 - python-pptx ships no types
    composer.end_headings()
    title = slide.shapes.title
    if title is not None and title.has_text_frame:
        composer.add(" ".join(title.text_frame.text.split()), BlockKind.HEADING, level=1, page=number)
    for shape in _in_reading_order(slide.shapes):
        if title is not None and shape.shape_id == title.shape_id:
            continue
        if shape.is_placeholder and shape.placeholder_format.type in _RUNNING:
            continue
        if shape.has_text_frame:
            _paragraphs(shape.text_frame, number, composer)
        elif getattr(shape, "has_table", False) and shape.has_table:
            _table(shape.table, number, composer)
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        _paragraphs(slide.notes_slide.notes_text_frame, number, composer, part=_NOTES)


def _in_reading_order(shapes: Iterable[Any]) -> Iterator[Any]:
    """Shapes from top to bottom, then from left to right; those of a group together."""
    placed = sorted(enumerate(shapes), key=lambda entry: (entry[1].top or 0, entry[1].left or 0, entry[0]))
    for _, shape in placed:
        if hasattr(shape, "shapes"):
            yield from _in_reading_order(shape.shapes)
        else:
            yield shape


def _paragraphs(frame: Any, number: int, composer: Composer, part: str | None = None) -> None:  # noqa: ANN401 - as above
    for paragraph in frame.paragraphs:
        for line in paragraph.text.replace("\v", "\n").split("\n"):
            composer.add(line, page=number, part=part)


def _table(table: Any, number: int, composer: Composer) -> None:  # noqa: ANN401 - as above
    def rows() -> Iterator[Row]:
        above: dict[int, str] = {}
        for row in table.rows:
            texts: list[str] = []
            beside: set[int] = set()
            carried: set[int] = set()
            for column, cell in enumerate(row.cells):
                tag = cell._tc  # noqa: SLF001 - python-pptx tells that a cell is covered, not from where
                if tag.hMerge and texts:
                    beside.add(column)
                if tag.vMerge:
                    carried.add(column)
                text = texts[-1] if column in beside else above.get(column, "") if tag.vMerge else _cell(cell)
                above[column] = text
                texts.append(text)
            yield Row(tuple(texts), frozenset(beside), frozenset(carried))

    compose_table(rows(), composer, page=number)


def _cell(cell: Any) -> str:  # noqa: ANN401 - as above
    return CELL_BREAK.join(line for paragraph in cell.text_frame.paragraphs if (line := paragraph.text.strip()))
