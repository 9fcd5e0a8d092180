"""The formats there are: suffixes, loaders, size limits, extras, and where their files are read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from index.errors import BrokenFile, DocumentError, MissingExtra, UnknownFormat
from index.loading import loaders
from index.loading.archives import LARGEST, is_archive
from index.loading.content import Content
from index.loading.converting import CONVERTED
from index.loading.deadline import in_time
from index.loading.elsewhere import load_elsewhere
from index.loading.loaders import Loader
from index.loading.means import Means
from index.loading.plain import load_plain

_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff")
_MEBIBYTE = 1 << 20
_TEXT_LIMIT = 64 * _MEBIBYTE  # some 20 million characters: a library in one file, or a log nobody asks questions about
_PACKED_LIMIT = 256 * _MEBIBYTE  # pictures make most of such files; their text is far smaller

_SMALL = 32 << 10
# bytes of a file that is read in this process, of a format that unpacks nothing: so few take no library seconds, and
# most folders of texts are read without starting another process


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
        small: Size in bytes up to which a file is read in this process; larger ones are read elsewhere.
    """

    name: str
    suffixes: tuple[str, ...]
    loader: Loader
    limit: int
    extra: str | None = None
    is_watched_itself: bool = False
    small: int = 0

    def load(self, data: bytes, means: Means) -> Content:
        """What stands in ``data``.

        Args:
            data: The file.
            means: What a loader may need beside them.

        Raises:
            DocumentError: of any kind :func:`index.loading.load` names, without a path.
        """
        try:
            if self.is_watched_itself or means.is_elsewhere:
                return self.loader(data, means)
            if len(data) > self.small:
                return load_elsewhere(data, self.suffixes[0], means.processes.files, means.told)
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
    Format("text", (".txt", ".text"), loaders.alone(load_plain), _TEXT_LIMIT, small=_SMALL),
    Format("Markdown", (".md", ".markdown"), loaders.alone(loaders.markdown), _TEXT_LIMIT, small=_SMALL),
    Format("CSV", (".csv", ".tsv"), loaders.alone(loaders.csv), _TEXT_LIMIT, small=_SMALL),
    Format("subtitles", (".srt", ".vtt"), loaders.alone(loaders.subtitles), _TEXT_LIMIT, small=_SMALL),
    Format("Jupyter", (".ipynb",), loaders.alone(loaders.notebook), _TEXT_LIMIT, small=_SMALL),
    Format("JSON", (".json",), loaders.alone(loaders.json), _TEXT_LIMIT, small=_SMALL),
    Format("JSON lines", (".jsonl", ".ndjson"), loaders.alone(loaders.json_lines), _TEXT_LIMIT, small=_SMALL),
    Format("HTML", (".html", ".htm", ".xhtml"), loaders.alone(loaders.html), _TEXT_LIMIT, small=_SMALL),
    Format("saved page", (".mht", ".mhtml"), loaders.alone(loaders.saved_page), _PACKED_LIMIT),
    Format("EPUB", (".epub",), loaders.alone(loaders.epub), _PACKED_LIMIT),
    Format("Word", (".docx", ".docm"), loaders.docx, _PACKED_LIMIT, "office"),
    Format("Excel", (".xlsx", ".xlsm"), loaders.xlsx, _PACKED_LIMIT),
    Format("PowerPoint", (".pptx", ".pptm"), loaders.pptx, _PACKED_LIMIT, "office"),
    Format(
        "OpenDocument",
        (".odt", ".ott", ".ods", ".ots", ".odp", ".otp"),
        loaders.alone(loaders.opendocument),
        _PACKED_LIMIT,
    ),
    Format("rich text", (".rtf",), loaders.alone(loaders.rtf), _PACKED_LIMIT, small=_SMALL),
    Format("Word 97", (".doc", ".dot", ".wps", ".wpt"), loaders.doc, _PACKED_LIMIT, "office"),
    Format("Excel 97", (".xls", ".xlt", ".et", ".ett"), loaders.xls, _PACKED_LIMIT, "office"),
    Format("PowerPoint 97", (".ppt", ".pps", ".dps", ".dpt"), loaders.ppt, _PACKED_LIMIT, "office"),
    Format("OFD", (".ofd",), loaders.alone(loaders.ofd), _PACKED_LIMIT),
    Format("mail", (".eml",), loaders.mail, _PACKED_LIMIT),
    Format("mailbox", (".mbox",), loaders.mailbox, _PACKED_LIMIT),
    Format("Outlook", (".msg",), loaders.msg, _PACKED_LIMIT, "office"),
    Format("LaTeX", (".tex",), loaders.alone(loaders.latex), _TEXT_LIMIT, small=_SMALL),
    Format("zip", (".zip",), loaders.archive(".zip"), LARGEST),
    Format("tar", (".tar", ".tgz"), loaders.archive(".tar"), LARGEST),
    Format("7-Zip", (".7z",), loaders.archive(".7z"), LARGEST, "archives"),
    Format("PDF", (".pdf",), loaders.pdf, _PACKED_LIMIT, "pdf", is_watched_itself=True),
    Format("picture", _PICTURES, loaders.picture, _PACKED_LIMIT, "ocr", is_watched_itself=True),
)

_CONVERTED = (
    Format(
        f"{suffix} by LibreOffice", (suffix,), loaders.converted(suffix, target), _PACKED_LIMIT, is_watched_itself=True
    )
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
    ".html": (".chm",),
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
