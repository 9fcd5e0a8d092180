"""PDF files: pdfium gives the characters of a page with their places, all else is worked out from those.

A PDF holds no paragraphs, only characters put somewhere. :mod:`index.loading.pdf.glyphs` gets them,
:mod:`index.loading.pdf.layout` puts them into lines and the lines into reading order, and
:mod:`index.loading.pdf.flow` joins the lines to paragraphs across columns and pages.

All of that happens in a process of its own (:mod:`index.loading.pdf.worker`), which :mod:`index.loading.pdf.apart`
starts and ends: a file of some kilobytes can unpack to gigabytes inside pdfium, draw one form a million times, or meet
a fault in it, and none of these may take the program along.
"""

from index.loading.pdf.apart import Apart

__all__ = ["Apart"]
