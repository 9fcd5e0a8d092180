"""How well scans are read: pages with text become pictures of it, and what is read of these is compared.

Run with ``python -m tests.benchmarks.ocr FILE.pdf… [--dots 200]`` where the extra ``ocr`` is installed. Each file is
read as it is, then as a scan of itself, both as the program reads a file of a folder. A line for each file and one for
all tell the share of characters that are wrong, missing or too many (blanks apart).
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pypdfium2

from index.errors import NoText
from index.loading import Processes, load

_POINTS = 72  # to the inch


def scanned(data: bytes, dots: int) -> bytes:
    """The pages of a PDF as pictures, with so many dots to the inch."""
    document = pypdfium2.PdfDocument(data)
    pages = [page.render(scale=dots / _POINTS).to_pil().convert("L") for page in document]
    buffer = io.BytesIO()
    pages[0].save(buffer, "PDF", save_all=True, append_images=pages[1:], resolution=dots, quality=85)
    return buffer.getvalue()


def distance(one: Sequence[str], other: Sequence[str]) -> int:
    """How many characters have to be put in, left out or exchanged to make ``other`` of ``one``."""
    row = list(range(len(other) + 1))
    for at, char in enumerate(one, start=1):
        best = [at]
        for place, ((corner, above), there) in enumerate(zip(pairwise(row), other, strict=True)):
            best.append(min(above + 1, best[place] + 1, corner + (char != there)))
        row = best
    return row[-1]


def _read(data: bytes, processes: Processes) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.pdf"
        path.write_bytes(data)
        try:
            return "".join(load(path, id="d", relative="a.pdf", processes=processes).text.split())
        except NoText:
            return ""


def main() -> None:
    """Read them both ways, and compare."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--dots", type=int, default=200, help="to the inch")
    given = parser.parse_args()
    wrong = every = 0
    with closing(Processes()) as processes:
        for path in given.files:
            text = _read(path.read_bytes(), processes)
            scan = scanned(path.read_bytes(), given.dots)
            began = time.monotonic()
            off = distance(text, _read(scan, processes))
            took = time.monotonic() - began
            wrong += off
            every += len(text)
            sys.stdout.write(f"{path.name}: {off} of {len(text)} characters, {took:.0f} s by the clock\n")
            sys.stdout.flush()
    sys.stdout.write(f"{wrong} of {every} characters: {wrong / max(every, 1):.1%}\n")


if __name__ == "__main__":
    main()
