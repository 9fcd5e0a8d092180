"""Pages of files as pictures: of PDF files drawn with the fonts of the system, of picture files as they are."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import numpy as np
import pypdfium2
from PIL import Image, ImageOps

from index.errors import BrokenFile
from index.loading.ocr.messages import Kind

if TYPE_CHECKING:
    from numpy.typing import NDArray

_LONGEST = 2000  # pixels of the longer side, beyond which recognising grows slow and no better
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


def image(data: bytes, kind: Kind, page: int) -> NDArray[np.uint8]:
    """A page of ``data`` in red, green and blue.

    Raises:
        BrokenFile: it cannot be opened.
    """
    drawn = _drawn(data, page) if kind is Kind.PDF else _frame(data, page)
    longest = max(drawn.size)
    if longest > _LONGEST:
        scale = _LONGEST / longest
        drawn = drawn.resize((max(1, round(drawn.width * scale)), max(1, round(drawn.height * scale))))
    return np.asarray(drawn)


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise BrokenFile(reason="damaged", detail=str(error)) from error


def _drawn(data: bytes, page: int) -> Any:  # noqa: ANN401 - a picture of Pillow's, from a package without types
    with _opened(data) as document:
        drawn = document[page - 1]
        longest = max(drawn.get_size())
        scale = min(_PER_POINT, _LONGEST / max(longest, 1.0))
        return drawn.render(scale=scale).to_pil().convert("RGB")


def _frame(data: bytes, page: int) -> Image.Image:
    picture = _picture(data)
    try:
        picture.seek(page - 1)
        if picture.width * picture.height > _MOST_PIXELS:
            raise BrokenFile(reason="bomb", detail=f"a picture of {picture.width} × {picture.height} points")
        # smaller while it is unpacked, where the format can do that
        picture.draft("RGB", (_LONGEST * 2, _LONGEST * 2))
        upright = ImageOps.exif_transpose(picture)
        # what is see-through is paper
        if upright.mode in {"RGBA", "LA", "PA"} or "transparency" in upright.info:
            paper = Image.new("RGBA", upright.size, "white")
            paper.alpha_composite(upright.convert("RGBA"))
            upright = paper
        return upright.convert("RGB")
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise BrokenFile(reason="damaged", detail=str(error)) from error


def _picture(data: bytes) -> Image.Image:
    Image.MAX_IMAGE_PIXELS = None  # larger ones are refused with their size, above
    try:
        return Image.open(io.BytesIO(data))
    except (OSError, SyntaxError, ValueError) as error:
        raise BrokenFile(reason="damaged", detail=str(error)) from error
