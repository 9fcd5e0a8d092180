"""Jupyter notebooks (.ipynb): the words of text cells, the code of the others, and what it printed."""

from __future__ import annotations

import json
from typing import Any

from index.errors import BrokenFile
from index.loading.content import Composer, Content
from index.loading.markdown import load_markdown
from index.loading.plain import decoded_or_refused, notes_on

_LONGEST_OUTPUT = 4000  # characters of what one cell printed: logs answer nothing


def load_notebook(data: bytes) -> Content:
    """The cells of a notebook, in order.

    Raises:
        NotText: binary content, or an encoding nobody can tell.
        BrokenFile: no notebook.
    """
    decoded = decoded_or_refused(data)
    try:
        book = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        raise BrokenFile(reason="damaged", detail=str(error)) from error
    cells = book.get("cells") if isinstance(book, dict) else None
    if cells is None and isinstance(book, dict) and isinstance(book.get("worksheets"), list):
        # notebooks before 2014
        cells = [cell for sheet in book["worksheets"] if isinstance(sheet, dict) for cell in sheet.get("cells") or ()]
    if not isinstance(cells, list):
        raise BrokenFile(reason="damaged", detail="no cells: not a notebook")
    composer = Composer()
    for cell in cells:
        if isinstance(cell, dict):
            _cell(cell, composer)
    title = book.get("metadata", {}).get("title") if isinstance(book.get("metadata"), dict) else None
    return composer.content(title if isinstance(title, str) else None, notes=notes_on(decoded))


def _cell(cell: dict[str, Any], composer: Composer) -> None:
    source = _joined(cell.get("source", cell.get("input")))
    if cell.get("cell_type") in {"markdown", "heading"}:
        composer.include(load_markdown(source.encode("utf-8", "replace")))
        return
    composer.add(source)
    for output in cell.get("outputs") or ():
        if isinstance(output, dict):
            bundle = output.get("data")
            text = output.get("text") or (bundle.get("text/plain") if isinstance(bundle, dict) else None)
            composer.add(_joined(text)[:_LONGEST_OUTPUT])


def _joined(lines: object) -> str:
    if isinstance(lines, list):
        return "".join(line for line in lines if isinstance(line, str))
    return lines if isinstance(lines, str) else ""
