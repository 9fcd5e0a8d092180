"""Text on pictures; without the extra ``ocr`` these tests are skipped by its name."""

from __future__ import annotations

import io
from contextlib import closing
from email.message import EmailMessage
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from index.errors import BrokenFile, MissingExtra, NoText
from index.loading import Processes, can_read_more, formats, load, ocr
from index.loading.extras import has_ocr
from index.loading.pdf.apart import Apart
from index.loading.pdf.recognised import page_of
from index.loading.seen import SeenLine, SeenPage
from index.store.refresh import Sources, refresh
from tests.index.loading.papers import drawn, written
from tests.index.loading.reading import PROCESSES, document, paragraphs
from tests.shipped import analyzer

needs_ocr = pytest.mark.skipif(not has_ocr(), reason="the extra `ocr` is not installed")

LINES = ["Pump station 7 was built in 1954", "and serves 3785 households.", "Its key hangs behind the door."]


def _picture(lines: list[str], size: int = 34) -> Image.Image:
    """Dark words on paper; Latin ones, which need no font of the system."""
    image = Image.new("RGB", (900, 120 + 70 * len(lines)), "white")
    for at, line in enumerate(lines):
        ImageDraw.Draw(image).text((60, 50 + 70 * at), line, fill="black", font=ImageFont.load_default(size))
    return image


def _saved(image: Image.Image, suffix: str, **more: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, {"jpg": "JPEG", "png": "PNG", "webp": "WEBP", "tif": "TIFF"}[suffix], **more)
    return buffer.getvalue()


def _scan(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(_picture(LINES)), 0, 300, 595, 218)


def _words(text: str) -> str:
    return "".join(text.lower().split())


@needs_ocr
def test_a_scanned_page_is_read_and_says_so(tmp_path: Path) -> None:
    """The reader of an answer has to know that a machine has read the page, and how well."""
    found = paragraphs(tmp_path, "s.pdf", drawn(_scan, lambda canvas: canvas.drawString(70, 700, "正文在此。")))
    assert _words("".join(p.text for p in found if p.page == 1)) == _words("".join(LINES))
    scanned, typed = found[0].placement, found[-1].placement
    assert scanned is not None
    assert typed is not None
    assert (scanned.confidence or 0) > 0.8
    assert typed.confidence is None
    assert document(tmp_path, "s.pdf", drawn(_scan)).notes == ("ocr_pages=1",)


@needs_ocr
@pytest.mark.parametrize("suffix", ["jpg", "png", "webp", "tif"])
def test_pictures_are_documents(tmp_path: Path, suffix: str) -> None:
    """What people photograph with their phones is asked about, too."""
    loaded = document(tmp_path, f"a.{suffix}", _saved(_picture(LINES), suffix))
    assert "3785" in loaded.text
    assert "1954" in loaded.text


@needs_ocr
@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_scan_that_lies_on_its_side_or_head_is_turned(tmp_path: Path, quarters: int) -> None:
    """Nobody looks how a sheet lies in the scanner; marks are set on the page as it is shown."""
    image = _picture(LINES).rotate(90 * quarters, expand=True)
    found = paragraphs(tmp_path, "a.png", _saved(image, "png"))
    assert _words("".join(p.text for p in found)) == _words("".join(LINES))
    # the first line is nearest to the edge that was the upper one
    boxes = [box for p in found if p.placement for box in p.placement.boxes]
    first, last = boxes[0], boxes[-1]
    assert {1: first.left < last.left, 2: first.top > last.top, 3: first.left > last.left}[quarters]
    assert (first.bottom - first.top < first.right - first.left) is (quarters == 2)


@needs_ocr
def test_a_scan_in_a_mail_is_looked_at_page_by_page(tmp_path: Path) -> None:
    """Thirty pages take minutes: how far they are is told, and none of it counts as the mail's own time."""
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "a@example.org", "scan"
    mail.set_content("enclosed")
    scans = drawn(_scan, _scan)
    mail.add_attachment(scans, maintype="application", subtype="pdf", filename="s.pdf")
    path = tmp_path / "m.eml"
    path.write_bytes(mail.as_bytes())
    told: list[tuple[int, int]] = []
    loaded = load(
        path, id="d", relative="m.eml", processes=PROCESSES, told=lambda done, total: told.append((done, total))
    )
    assert loaded.text.count("3785") == 2
    assert told == [(1, 2), (2, 2)]


@needs_ocr
def test_a_photograph_lying_on_its_side_is_turned(tmp_path: Path) -> None:
    """Phones write down how they were held, and turn nothing."""
    exif = Image.Exif()
    exif[0x0112] = 6
    data = _saved(_picture(LINES).rotate(90, expand=True), "jpg", exif=exif)
    assert "3785" in document(tmp_path, "a.jpg", data).text


@needs_ocr
def test_each_page_of_a_fax_counts(tmp_path: Path) -> None:
    """One file, several pictures; progress is told page by page."""
    pages = [_picture([line]) for line in LINES]
    path = tmp_path / "fax.tif"
    path.write_bytes(_saved(pages[0], "tif", save_all=True, append_images=pages[1:]))
    told: list[tuple[int, int]] = []
    loaded = load(
        path, id="d", relative="fax.tif", processes=PROCESSES, told=lambda done, total: told.append((done, total))
    )
    assert [block.page for block in loaded.blocks or ()] == [1, 2, 3]
    assert told == [(1, 3), (2, 3), (3, 3)]


@needs_ocr
def test_see_through_pictures_lie_on_paper(tmp_path: Path) -> None:
    """Black words on nothing would be black on black."""
    image = Image.new("RGBA", (900, 160), (0, 0, 0, 0))
    ImageDraw.Draw(image).text((60, 50), LINES[1], fill="black", font=ImageFont.load_default(34))
    assert "3785" in document(tmp_path, "a.png", _saved(image, "png")).text


@needs_ocr
def test_pictures_of_nothing_and_broken_ones_say_why(tmp_path: Path) -> None:
    """A view from the window, and a download cut off."""
    with pytest.raises(NoText) as caught:
        document(tmp_path, "a.png", _saved(Image.new("RGB", (600, 400), "skyblue"), "png"))
    assert caught.value.facts["reason"] == "unrecognised"
    for data in (b"\x89PNG rubbish", _saved(_picture(LINES), "png")[:200]):
        with pytest.raises(BrokenFile) as broken:
            document(tmp_path, "b.png", data)
        assert broken.value.facts["reason"] == "damaged"


@needs_ocr
def test_a_page_that_takes_for_ever_costs_only_that_page(tmp_path: Path) -> None:
    """The others are read."""
    start = ocr.START.replace(
        "from index.loading.ocr.worker import main",
        "import index.loading.ocr.worker as w; w.SECONDS = 0.0; from index.loading.ocr.worker import main",
    )
    path = tmp_path / "s.pdf"
    path.write_bytes(drawn(_scan, lambda canvas: canvas.drawString(70, 700, "正文在此。")))
    with closing(Processes()) as processes:
        processes.ocr = Apart(start=start, memory=ocr.MEMORY, seconds=0.0)
        loaded = load(path, id="d", relative="s.pdf", processes=processes)
    assert (loaded.text, loaded.notes) == ("正文在此。", ("unrecognised_pages=1",))


@pytest.mark.usefixtures("without_ocr")
def test_without_the_extra_its_name_is_told(tmp_path: Path) -> None:
    """Who can mend it should know how."""
    assert formats.format_of("a.jpg").extra == "ocr"
    with pytest.raises(MissingExtra) as caught:
        document(tmp_path, "a.jpg", _saved(_picture(LINES), "jpg"))
    assert caught.value.facts["extra"] == "ocr"
    with pytest.raises(NoText) as scanned:
        document(tmp_path, "s.pdf", drawn(_scan))
    assert scanned.value.facts["reason"] == "scanned"


def test_recognised_lines_become_lines_of_one_type() -> None:
    """Boxes measured on a picture differ by a point or two; headings must not come of that."""
    seen = SeenPage(
        1000,
        1400,
        tuple(
            SeenLine("泵站值班人员应当记录流量", 0.9, 100, 100 + 60 * at, 580 + at, 150 + 60 * at) for at in range(4)
        ),
    )
    page = page_of(3, seen)
    assert len({line.size for line in page.pieces}) == 1
    assert [line.page for line in page.pieces] == [3] * 4
    (mark,) = page.pieces[0].marks
    assert (mark.start, mark.end, mark.left, mark.right) == (0, 12, 100, 580)


def test_files_with_unread_pages_are_read_again_once_that_can_help(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who installs the extra expects the scans of the folder to be found after the next refresh."""
    notes = ("scanned_pages=2",)
    monkeypatch.setattr("index.loading.has_ocr", lambda: True)
    assert can_read_more("a.pdf", notes)
    assert can_read_more("A.PDF", ("garbled_pages=1-3",))
    assert not can_read_more("a.pdf", ("ocr_pages=2", "unrecognised_pages=3"))
    assert not can_read_more("a.docx", notes)
    monkeypatch.setattr("index.loading.has_ocr", lambda: False)
    assert not can_read_more("a.pdf", notes)


@needs_ocr
def test_a_scan_skipped_before_is_indexed_once_the_extra_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Skipped files are not looked at again while nothing has changed; now something has."""
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "m.pdf").write_bytes(drawn(_scan, written(["正文在此。"])))
    sources = Sources((folder,))
    with monkeypatch.context() as without:
        for module in ("index.loading.loaders", "index.loading", "index.store.refresh.run"):
            without.setattr(f"{module}.has_ocr", lambda: False)
        report = refresh(tmp_path / "index", sources, analyzer())
        assert report.added == ["m.pdf"]
        (folder / "s.pdf").write_bytes(drawn(_scan))
        report = refresh(tmp_path / "index", sources, analyzer())
        assert [skipped.facts["reason"] for skipped in report.skipped] == ["scanned"]
    told: list[str] = []
    report = refresh(tmp_path / "index", sources, analyzer(), _Told(told))
    assert report.added == ["s.pdf"]
    assert {"m.pdf (1/1)", "s.pdf (1/1)"} <= set(told)
    assert not _changes_again(tmp_path / "index", sources)


def _changes_again(index: Path, sources: Sources) -> bool:
    """Whether yet another refresh finds something to do."""
    before = sorted(index.iterdir())
    refresh(index, sources, analyzer())
    return sorted(index.iterdir()) != before


class _Told:
    """Hears of progress."""

    def __init__(self, told: list[str]) -> None:
        self._told = told

    def waiting(self, holder: str) -> None:
        """Nobody else is building."""

    def advance(self, done: int, total: int, path: str) -> None:
        """Note what is told."""
        del done, total
        self._told.append(path)
