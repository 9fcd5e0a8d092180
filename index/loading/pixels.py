"""Pages of files as pixels: of PDF files drawn with the fonts of the system, of picture files as they are."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import numpy as np
import pypdfium2

from index.errors import BrokenFile
from index.loading.seen import Kind

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL import Image

_PER_POINT = 2.8  # 200 to the inch
_MOST_PIXELS = 200_000_000  # of a picture file; a page of A0 at 600 to the inch has fewer


def count(data: bytes, kind: Kind) -> int:
    """How many pages ``data`` has.

    Raises:
        BrokenFile: it cannot be opened.
    """
    if kind is Kind.PDF:
        with _opened(data) as document:
            return len(document)
    return int(getattr(_picture(data), "n_frames", 1))


def pixels(data: bytes, kind: Kind, page: int, longest: int) -> NDArray[np.uint8]:
    """A page of ``data`` in red, green and blue.

    Args:
        data: The file.
        kind: What it is.
        page: The page, from 1.
        longest: Pixels the longer side has at the most.

    Raises:
        BrokenFile: it cannot be opened, or has no such page.
    """
    return _drawn(data, page, longest) if kind is Kind.PDF else _frame(data, page, longest)


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise BrokenFile(reason="damaged", detail=str(error)) from error


def _drawn(data: bytes, page: int, longest: int) -> NDArray[np.uint8]:
    with _opened(data) as document:
        if not 1 <= page <= len(document):
            raise BrokenFile(reason="damaged", detail=f"has no page {page}")
        drawn = document[page - 1]
        scale = min(_PER_POINT, longest / max(*drawn.get_size(), 1.0))
        bitmap = drawn.render(scale=scale, rev_byteorder=True, force_bitmap_format=pypdfium2.raw.FPDFBitmap_BGR)
        return np.array(bitmap.to_numpy(), dtype=np.uint8)


def _frame(data: bytes, page: int, longest: int) -> NDArray[np.uint8]:
    from PIL import Image, ImageOps  # noqa: PLC0415 - PDF files are drawn without it, and it is in another extra

    picture = _picture(data)
    try:
        picture.seek(page - 1)
        if picture.width * picture.height > _MOST_PIXELS:
            raise BrokenFile(reason="bomb", detail=f"a picture of {picture.width} × {picture.height} points")
        # smaller while it is unpacked, where the format can do that
        picture.draft("RGB", (longest * 2, longest * 2))
        upright = ImageOps.exif_transpose(picture)
        # what is see-through is paper
        if upright.mode in {"RGBA", "LA", "PA"} or "transparency" in upright.info:
            paper = Image.new("RGBA", upright.size, "white")
            paper.alpha_composite(upright.convert("RGBA"))
            upright = paper
        upright = upright.convert("RGB")
        upright.thumbnail((longest, longest))
        return np.array(upright, dtype=np.uint8)
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise BrokenFile(reason="damaged", detail=str(error)) from error


def _picture(data: bytes) -> Image.Image:
    from PIL import Image  # noqa: PLC0415 - as above

    Image.MAX_IMAGE_PIXELS = None  # larger ones are refused with their size, above
    try:
        return Image.open(io.BytesIO(data))
    except (OSError, SyntaxError, ValueError) as error:
        raise BrokenFile(reason="damaged", detail=str(error)) from error
