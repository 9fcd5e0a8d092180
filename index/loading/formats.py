"""The formats there are: suffixes, loaders, size limits, extras.

Loaders are imported when the first file of their kind is opened: whoever has only text files neither waits for the
libraries of the others nor needs them installed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from index.errors import BrokenFile, DocumentError, MissingExtra, UnknownFormat
from index.loading.content import Content
from index.loading.extras import has_ocr
from index.loading.plain import load_plain

Told = Callable[[int, int], None]
"""Hears how many of how many pages are done."""

_MEBIBYTE = 1 << 20
_TEXT_LIMIT = 64 * _MEBIBYTE  # some 20 million characters: a library in one file, or a log nobody asks questions about
_PACKED_LIMIT = 256 * _MEBIBYTE  # pictures make most of such files; their text is far smaller


def _markdown(data: bytes) -> Content:
    from index.loading.markdown import load_markdown  # noqa: PLC0415 - see the module's docstring

    return load_markdown(data)


def _csv(data: bytes) -> Content:
    from index.loading.records import load_csv  # noqa: PLC0415 - as above

    return load_csv(data)


def _html(data: bytes) -> Content:
    from index.loading.web import load_html  # noqa: PLC0415 - as above

    return load_html(data)


def _epub(data: bytes) -> Content:
    from index.loading.epub import load_epub  # noqa: PLC0415 - as above

    return load_epub(data)


def _docx(data: bytes) -> Content:
    from index.loading.word import load_docx  # noqa: PLC0415 - as above

    return load_docx(data)


def _xlsx(data: bytes) -> Content:
    from index.loading.excel import load_xlsx  # noqa: PLC0415 - as above

    return load_xlsx(data)


def _pptx(data: bytes) -> Content:
    from index.loading.slides import load_pptx  # noqa: PLC0415 - as above

    return load_pptx(data)


def _pdf(data: bytes, told: Told | None = None) -> Content:
    from index.loading.pdf import load_pdf  # noqa: PLC0415 - as above

    if not has_ocr():
        return load_pdf(data)
    from index.loading import ocr  # noqa: PLC0415 - as above

    return load_pdf(data, lambda file, pages: dict(ocr.look_at(file, ocr.Kind.PDF, pages, told)))


def _picture(data: bytes, told: Told | None = None) -> Content:
    from index.loading.pictures import load_picture  # noqa: PLC0415 - as above

    return load_picture(data, told)


@dataclass(frozen=True, slots=True)
class Format:
    """How files of one kind are loaded.

    Attributes:
        name: For logs.
        suffixes: In lower case, with their dot.
        loader: From the file's bytes.
        limit: Size in bytes above which a file is refused.
        extra: The extra of this package that holds its library, ``None`` if it comes with the base.
        by_pages: The loader that tells of its pages, for formats whose pages may have to be looked at.
    """

    name: str
    suffixes: tuple[str, ...]
    loader: Callable[[bytes], Content]
    limit: int
    extra: str | None = None
    by_pages: Callable[[bytes, Told | None], Content] | None = None

    def load(self, data: bytes, told: Told | None = None) -> Content:
        """What stands in ``data``.

        Args:
            data: The file.
            told: Hears how many of how many pages are done, where pages take their time.

        Raises:
            DocumentError: of any kind :func:`index.loading.load` names, without a path.
        """
        try:
            return self.loader(data) if self.by_pages is None else self.by_pages(data, told)
        except ModuleNotFoundError as error:
            if self.extra is None or (error.name or "").startswith("index"):
                raise
            raise MissingExtra(extra=self.extra, detail=str(error)) from error
        except DocumentError:
            raise
        except Exception as error:
            # libraries meet damaged files with errors of every kind, and no file may stop the others
            raise BrokenFile(reason="damaged", detail=f"{type(error).__name__}: {error}") from error


_FORMATS = (
    Format("text", (".txt", ".text"), load_plain, _TEXT_LIMIT),
    Format("Markdown", (".md", ".markdown"), _markdown, _TEXT_LIMIT),
    Format("CSV", (".csv", ".tsv"), _csv, _TEXT_LIMIT),
    Format("HTML", (".html", ".htm", ".xhtml"), _html, _TEXT_LIMIT),
    Format("EPUB", (".epub",), _epub, _PACKED_LIMIT),
    Format("Word", (".docx", ".docm"), _docx, _PACKED_LIMIT, "office"),
    Format("Excel", (".xlsx", ".xlsm"), _xlsx, _PACKED_LIMIT),
    Format("PowerPoint", (".pptx", ".pptm"), _pptx, _PACKED_LIMIT, "office"),
    Format("PDF", (".pdf",), _pdf, _PACKED_LIMIT, "pdf", _pdf),
    Format("picture", (".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff"), _picture, _PACKED_LIMIT, "ocr", _picture),
)

_BY_SUFFIX = {suffix: kind for kind in _FORMATS for suffix in kind.suffixes}

SUFFIXES = frozenset(_BY_SUFFIX)
"""Suffixes of the files that can be loaded, in lower case with their dot."""


_INSTEAD = {
    ".docx": (".doc", ".dot", ".wps", ".wpt", ".rtf", ".odt", ".pages"),
    ".xlsx": (".xls", ".xlt", ".et", ".ett", ".ods", ".numbers"),
    ".pptx": (".ppt", ".pps", ".dps", ".odp", ".key"),
    ".pdf": (".ofd", ".caj", ".xps", ".djvu", ".tex", ".ps"),
    ".epub": (".mobi", ".azw3", ".fb2"),
    ".html": (".mht", ".mhtml", ".chm"),
}
_BY_OTHER = {suffix: instead for instead, suffixes in _INSTEAD.items() for suffix in suffixes}


def instead_of(name: str) -> str | None:
    """The suffix of a known format that the programs for this unknown one can save as; ``None`` for no document."""
    return _BY_OTHER.get(PurePath(name).suffix.lower())


def format_of(name: str) -> Format:
    """The format a file name's suffix stands for.

    Raises:
        UnknownFormat: no loader for it.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix not in _BY_SUFFIX:
        detail = f"no loader for {suffix or 'files without a suffix'}"
        instead = instead_of(name)
        raise (
            UnknownFormat(detail=detail, reason="convertible", instead=instead)
            if instead
            else UnknownFormat(detail=detail)
        )
    return _BY_SUFFIX[suffix]
