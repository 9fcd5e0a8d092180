"""The loader of each format, imported when the first file of its kind is opened.

Whoever has only text files neither waits for the libraries of the others nor needs them installed.
"""

from __future__ import annotations

from collections.abc import Callable

from index.loading.archives import load_archive
from index.loading.content import Content
from index.loading.extras import has_ocr
from index.loading.means import Means

Loader = Callable[[bytes, Means], Content]
"""Makes of a file's bytes what stands in it."""


def markdown(data: bytes) -> Content:
    """Markdown."""
    from index.loading.markdown import load_markdown  # noqa: PLC0415 - see the module's docstring

    return load_markdown(data)


def csv(data: bytes) -> Content:
    """Records of CSV."""
    from index.loading.records import load_csv  # noqa: PLC0415 - as above

    return load_csv(data)


def html(data: bytes) -> Content:
    """Web pages."""
    from index.loading.web import load_html  # noqa: PLC0415 - as above

    return load_html(data)


def epub(data: bytes) -> Content:
    """Books."""
    from index.loading.epub import load_epub  # noqa: PLC0415 - as above

    return load_epub(data)


def docx(data: bytes, means: Means) -> Content:
    """Documents of Word."""
    from index.loading.word import load_docx  # noqa: PLC0415 - as above

    return load_docx(data, means)


def xlsx(data: bytes, means: Means) -> Content:
    """Sheets of Excel."""
    from index.loading.excel import load_xlsx  # noqa: PLC0415 - as above

    return load_xlsx(data, means)


def pptx(data: bytes, means: Means) -> Content:
    """Slides of PowerPoint."""
    from index.loading.slides import load_pptx  # noqa: PLC0415 - as above

    return load_pptx(data, means)


def pdf(data: bytes, means: Means) -> Content:
    """PDF; its scanned pages, where the extra `ocr` is installed."""
    from index.loading.pdf import load_pdf  # noqa: PLC0415 - as above

    pdf, look = means.processes.pdf, means.processes.ocr
    if not has_ocr():
        return load_pdf(data, pdf)
    from index.loading import ocr  # noqa: PLC0415 - as above

    return load_pdf(data, pdf, lambda file, pages: dict(ocr.look_at(file, ocr.Kind.PDF, pages, look, means.told)))


def picture(data: bytes, means: Means) -> Content:
    """Photographs and pictures of text."""
    from index.loading.pictures import load_picture  # noqa: PLC0415 - as above

    return load_picture(data, means.processes.ocr, means.told)


def alone(loader: Callable[[bytes], Content]) -> Loader:
    """A loader that needs nothing but the bytes."""
    return lambda data, _: loader(data)


def subtitles(data: bytes) -> Content:
    """Captions."""
    from index.loading.subtitles import load_subtitles  # noqa: PLC0415 - as above

    return load_subtitles(data)


def notebook(data: bytes) -> Content:
    """Notebooks of Jupyter."""
    from index.loading.notebooks import load_notebook  # noqa: PLC0415 - as above

    return load_notebook(data)


def json(data: bytes) -> Content:
    """JSON."""
    from index.loading.json_records import load_json  # noqa: PLC0415 - as above

    return load_json(data)


def json_lines(data: bytes) -> Content:
    """Records of JSON, one a line."""
    from index.loading.json_records import load_json_lines  # noqa: PLC0415 - as above

    return load_json_lines(data)


def opendocument(data: bytes) -> Content:
    """Texts, sheets and slides of OpenDocument."""
    from index.loading.opendocument import load_opendocument  # noqa: PLC0415 - as above

    return load_opendocument(data)


def rtf(data: bytes) -> Content:
    """Rich text."""
    from index.loading.rtf import load_rtf  # noqa: PLC0415 - as above

    return load_rtf(data)


def doc(data: bytes, means: Means) -> Content:
    """Documents of Word 97 and of WPS."""
    from index.loading.word_97 import load_doc  # noqa: PLC0415 - as above

    return load_doc(data, means)


def xls(data: bytes, means: Means) -> Content:
    """Sheets of Excel 97 and of WPS."""
    from index.loading.excel_97 import load_xls  # noqa: PLC0415 - as above

    return load_xls(data, means)


def ppt(data: bytes, means: Means) -> Content:
    """Slides of PowerPoint 97 and of WPS."""
    from index.loading.powerpoint_97 import load_ppt  # noqa: PLC0415 - as above

    return load_ppt(data, means)


def ofd(data: bytes) -> Content:
    """OFD."""
    from index.loading.ofd import load_ofd  # noqa: PLC0415 - as above

    return load_ofd(data)


def mail(data: bytes, means: Means) -> Content:
    """A mail."""
    from index.loading.mail import load_mail  # noqa: PLC0415 - as above

    return load_mail(data, means)


def mailbox(data: bytes, means: Means) -> Content:
    """The mails of a box."""
    from index.loading.mail import load_mailbox  # noqa: PLC0415 - as above

    return load_mailbox(data, means)


def saved_page(data: bytes) -> Content:
    """Web pages saved as one file."""
    from index.loading.mail import load_saved_page  # noqa: PLC0415 - as above

    return load_saved_page(data)


def msg(data: bytes, means: Means) -> Content:
    """A mail of Outlook."""
    from index.loading.outlook import load_msg  # noqa: PLC0415 - as above

    return load_msg(data, means)


def latex(data: bytes) -> Content:
    """LaTeX sources."""
    from index.loading.latex import load_latex  # noqa: PLC0415 - as above

    return load_latex(data)


def archive(suffix: str) -> Loader:
    """The loader of archives of this kind, where one stands in another file."""
    return lambda data, means: load_archive(data, suffix, means)


def converted(suffix: str, target: str) -> Loader:
    """The loader of files that LibreOffice makes files of ``target`` of."""

    def load(data: bytes, means: Means) -> Content:
        from index.loading.converting import load_converted  # noqa: PLC0415 - as above

        return load_converted(data, suffix, target, means)

    return load
