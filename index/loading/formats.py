"""The formats there are: suffixes, loaders, size limits, extras.

Loaders are imported when the first file of their kind is opened: whoever has only text files neither waits for the
libraries of the others nor needs them installed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from index.errors import BrokenFile, DocumentError, MissingExtra, UnknownFormat
from index.loading.archives import LARGEST, is_archive, load_archive
from index.loading.content import Content
from index.loading.converting import CONVERTED
from index.loading.deadline import in_time
from index.loading.extras import has_ocr
from index.loading.means import Means
from index.loading.plain import load_plain

Loader = Callable[[bytes, Means], Content]
"""Makes of a file's bytes what stands in it."""

_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff")
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


def _docx(data: bytes, means: Means) -> Content:
    from index.loading.word import load_docx  # noqa: PLC0415 - as above

    return load_docx(data, means)


def _xlsx(data: bytes, means: Means) -> Content:
    from index.loading.excel import load_xlsx  # noqa: PLC0415 - as above

    return load_xlsx(data, means)


def _pptx(data: bytes, means: Means) -> Content:
    from index.loading.slides import load_pptx  # noqa: PLC0415 - as above

    return load_pptx(data, means)


def _pdf(data: bytes, means: Means) -> Content:
    from index.loading.pdf import load_pdf  # noqa: PLC0415 - as above

    pdf, look = means.processes.pdf, means.processes.ocr
    if not has_ocr():
        return load_pdf(data, pdf)
    from index.loading import ocr  # noqa: PLC0415 - as above

    return load_pdf(data, pdf, lambda file, pages: dict(ocr.look_at(file, ocr.Kind.PDF, pages, look, means.told)))


def _picture(data: bytes, means: Means) -> Content:
    from index.loading.pictures import load_picture  # noqa: PLC0415 - as above

    return load_picture(data, means.processes.ocr, means.told)


def _alone(loader: Callable[[bytes], Content]) -> Loader:
    """A loader that needs nothing but the bytes."""
    return lambda data, _: loader(data)


def _subtitles(data: bytes) -> Content:
    from index.loading.subtitles import load_subtitles  # noqa: PLC0415 - as above

    return load_subtitles(data)


def _notebook(data: bytes) -> Content:
    from index.loading.notebooks import load_notebook  # noqa: PLC0415 - as above

    return load_notebook(data)


def _json(data: bytes) -> Content:
    from index.loading.json_records import load_json  # noqa: PLC0415 - as above

    return load_json(data)


def _json_lines(data: bytes) -> Content:
    from index.loading.json_records import load_json_lines  # noqa: PLC0415 - as above

    return load_json_lines(data)


def _opendocument(data: bytes) -> Content:
    from index.loading.opendocument import load_opendocument  # noqa: PLC0415 - as above

    return load_opendocument(data)


def _rtf(data: bytes) -> Content:
    from index.loading.rtf import load_rtf  # noqa: PLC0415 - as above

    return load_rtf(data)


def _doc(data: bytes, means: Means) -> Content:
    from index.loading.word_97 import load_doc  # noqa: PLC0415 - as above

    return load_doc(data, means)


def _xls(data: bytes, means: Means) -> Content:
    from index.loading.excel_97 import load_xls  # noqa: PLC0415 - as above

    return load_xls(data, means)


def _ppt(data: bytes, means: Means) -> Content:
    from index.loading.powerpoint_97 import load_ppt  # noqa: PLC0415 - as above

    return load_ppt(data, means)


def _ofd(data: bytes) -> Content:
    from index.loading.ofd import load_ofd  # noqa: PLC0415 - as above

    return load_ofd(data)


def _mail(data: bytes, means: Means) -> Content:
    from index.loading.mail import load_mail  # noqa: PLC0415 - as above

    return load_mail(data, means)


def _mailbox(data: bytes, means: Means) -> Content:
    from index.loading.mail import load_mailbox  # noqa: PLC0415 - as above

    return load_mailbox(data, means)


def _msg(data: bytes, means: Means) -> Content:
    from index.loading.outlook import load_msg  # noqa: PLC0415 - as above

    return load_msg(data, means)


def _latex(data: bytes) -> Content:
    from index.loading.latex import load_latex  # noqa: PLC0415 - as above

    return load_latex(data)


def _archive(suffix: str) -> Loader:
    return lambda data, means: load_archive(data, suffix, means)


def _converted(suffix: str, target: str) -> Loader:
    def load(data: bytes, means: Means) -> Content:
        from index.loading.converting import load_converted  # noqa: PLC0415 - as above

        return load_converted(data, suffix, target, means)

    return load


@dataclass(frozen=True, slots=True)
class Format:
    """How files of one kind are loaded.

    Attributes:
        name: For logs.
        suffixes: In lower case, with their dot.
        loader: From the file's bytes.
        limit: Size in bytes above which a file is refused.
        extra: The extra of this package that holds its library, ``None`` if it comes with the base.
        is_watched_itself: Whether its loader keeps a time limit of its own.
    """

    name: str
    suffixes: tuple[str, ...]
    loader: Loader
    limit: int
    extra: str | None = None
    is_watched_itself: bool = False

    def load(self, data: bytes, means: Means) -> Content:
        """What stands in ``data``.

        Args:
            data: The file.
            means: What a loader may need beside them.

        Raises:
            DocumentError: of any kind :func:`index.loading.load` names, without a path.
        """
        try:
            if self.is_watched_itself:
                return self.loader(data, means)
            return in_time(lambda data: self.loader(data, means), data)
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
    Format("text", (".txt", ".text"), _alone(load_plain), _TEXT_LIMIT),
    Format("Markdown", (".md", ".markdown"), _alone(_markdown), _TEXT_LIMIT),
    Format("CSV", (".csv", ".tsv"), _alone(_csv), _TEXT_LIMIT),
    Format("subtitles", (".srt", ".vtt"), _alone(_subtitles), _TEXT_LIMIT),
    Format("Jupyter", (".ipynb",), _alone(_notebook), _TEXT_LIMIT),
    Format("JSON", (".json",), _alone(_json), _TEXT_LIMIT),
    Format("JSON lines", (".jsonl", ".ndjson"), _alone(_json_lines), _TEXT_LIMIT),
    Format("HTML", (".html", ".htm", ".xhtml"), _alone(_html), _TEXT_LIMIT),
    Format("EPUB", (".epub",), _alone(_epub), _PACKED_LIMIT),
    Format("Word", (".docx", ".docm"), _docx, _PACKED_LIMIT, "office"),
    Format("Excel", (".xlsx", ".xlsm"), _xlsx, _PACKED_LIMIT),
    Format("PowerPoint", (".pptx", ".pptm"), _pptx, _PACKED_LIMIT, "office"),
    Format("OpenDocument", (".odt", ".ott", ".ods", ".ots", ".odp", ".otp"), _alone(_opendocument), _PACKED_LIMIT),
    Format("rich text", (".rtf",), _alone(_rtf), _PACKED_LIMIT),
    Format("Word 97", (".doc", ".dot", ".wps", ".wpt"), _doc, _PACKED_LIMIT, "office"),
    Format("Excel 97", (".xls", ".xlt", ".et", ".ett"), _xls, _PACKED_LIMIT, "office"),
    Format("PowerPoint 97", (".ppt", ".pps", ".dps", ".dpt"), _ppt, _PACKED_LIMIT, "office"),
    Format("OFD", (".ofd",), _alone(_ofd), _PACKED_LIMIT),
    Format("mail", (".eml",), _mail, _PACKED_LIMIT),
    Format("mailbox", (".mbox",), _mailbox, _PACKED_LIMIT),
    Format("Outlook", (".msg",), _msg, _PACKED_LIMIT, "office"),
    Format("LaTeX", (".tex",), _alone(_latex), _TEXT_LIMIT),
    Format("zip", (".zip",), _archive(".zip"), LARGEST),
    Format("tar", (".tar", ".tgz"), _archive(".tar"), LARGEST),
    Format("7-Zip", (".7z",), _archive(".7z"), LARGEST, "archives"),
    Format("PDF", (".pdf",), _pdf, _PACKED_LIMIT, "pdf", is_watched_itself=True),
    Format("picture", _PICTURES, _picture, _PACKED_LIMIT, "ocr", is_watched_itself=True),
)

_CONVERTED = (
    Format(f"{suffix} by LibreOffice", (suffix,), _converted(suffix, target), _PACKED_LIMIT, is_watched_itself=True)
    for target, suffixes in CONVERTED.items()
    for suffix in suffixes
)
_BY_SUFFIX = {suffix: kind for kind in (*_FORMATS, *_CONVERTED) for suffix in kind.suffixes}

SUFFIXES = frozenset(_BY_SUFFIX)
"""Suffixes of the files that can be loaded, in lower case with their dot."""


_INSTEAD = {
    ".pdf": (".caj", ".xps", ".djvu", ".ps"),
    ".zip": (".rar",),
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
    suffix = ".tar" if is_archive(name) and ".tar." in name.lower() else PurePath(name).suffix.lower()
    if suffix not in _BY_SUFFIX:
        detail = f"no loader for {suffix or 'files without a suffix'}"
        instead = instead_of(name)
        raise (
            UnknownFormat(detail=detail, reason="convertible", instead=instead)
            if instead
            else UnknownFormat(detail=detail)
        )
    return _BY_SUFFIX[suffix]
