"""PDF files: pdfium gives the characters of a page with their places, all else is worked out from those.

A PDF holds no paragraphs, only characters put somewhere. :mod:`index.loading.pdf.glyphs` gets them,
:mod:`index.loading.pdf.layout` puts them into lines and the lines into reading order, and
:mod:`index.loading.pdf.flow` joins the lines to paragraphs across columns and pages.

All of that happens in a process of its own (:mod:`index.loading.pdf.worker`), which :mod:`index.loading.pdf.apart`
starts and ends: a file of some kilobytes can unpack to gigabytes inside pdfium, draw one form a million times, or meet
a fault in it, and none of these may take the program along.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec

from index.loading.content import Content
from index.loading.pdf.apart import Apart
from index.loading.seen import SeenPage

__all__ = ["Look", "load_pdf"]

Look = Callable[[bytes, Sequence[int]], Mapping[int, SeenPage]]
"""Looks at pages of a file, by number, and tells what can be read on them."""


def load_pdf(data: bytes, apart: Apart, look: Look | None = None) -> Content:
    """The paragraphs of a PDF, each with the page or pages it stands on.

    Args:
        data: The file.
        apart: The process it is read in.
        look: Looks at pages that are pictures of text, or whose fonts lie; ``None`` where nothing can.

    Raises:
        ModuleNotFoundError: pypdfium2 is not installed.
        BrokenFile: damaged, protected by a password, or taking more memory or time than any real file.
        UnreadableFile: of millions of lines; or the process it is read in could not be started, or was ended from
            outside.
    """
    if find_spec("pypdfium2") is None:
        raise ModuleNotFoundError(name="pypdfium2")
    reply = apart.read(data)
    if reply.unread and look is not None:
        reply = apart.read(data, look(data, reply.unread))
    return reply.content or Content("")
