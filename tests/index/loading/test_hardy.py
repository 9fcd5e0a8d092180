"""Nothing a file or a folder holds stops an index: each is read, or skipped with its reason, in time."""

from __future__ import annotations

import contextlib
import io
import os
import re
import sys
import time
import zipfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import openpyxl
import pytest

from index.errors import BrokenFile
from index.loading.dates import moment_of
from index.loading.deadline import in_time
from index.loading.discovery import SkippedFile, SkipReason, discover
from index.loading.excel import load_xlsx
from index.loading.nesting import shallow
from index.loading.web import load_html
from index.store.refresh import RefreshReport, Sources, refresh
from tests.analysis import ANALYZER
from tests.index.loading.reading import MEANS

posix_only = pytest.mark.skipif(os.name == "nt", reason="Windows has other names and links")


def _refreshed(folder: Path) -> RefreshReport:
    return refresh(folder.parent / f"{folder.name}-index", Sources((folder,)), ANALYZER)


def _sheet(rows: str) -> bytes:
    """A workbook whose only sheet holds ``rows`` as its XML."""
    book = openpyxl.Workbook()
    buffer = io.BytesIO()
    book.save(buffer)
    out = io.BytesIO()
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = re.sub(
                    rb"<sheetData></sheetData>|<sheetData ?/>",
                    b"<sheetData>" + rows.encode() + b"</sheetData>",
                    content,
                )
            new.writestr(name, content)
    return out.getvalue()


def test_a_row_of_no_possible_number_is_read_where_it_stands() -> None:
    """Neither a million empty rows nor an error: what the row holds is there."""
    cell = '<c t="inlineStr"><is><t>{}</t></is></c>'
    rows = "".join(
        f'<row r="{number}">{cell.format(text)}{cell.format("乙")}</row>'
        for number, text in (("99999999999", "甲"), ("-3", "丙"), ("x", "丁"), ("1048577", "戊"))
    )
    assert load_xlsx(_sheet(rows), MEANS).text == "甲 | 乙\n丙 | 乙\n丁 | 乙\n戊 | 乙"


def test_dates_no_calendar_has_stay_numbers() -> None:
    """A day beyond 9999, or before the first, and cells that are no numbers at all."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row, value in enumerate((99_999_999, -7, 0), start=1):
        sheet.cell(row, 1, value).number_format = "yyyy-mm-dd"
        sheet.cell(row, 2, "甲")
    buffer = io.BytesIO()
    book.save(buffer)
    assert load_xlsx(buffer.getvalue(), MEANS).text == "99999999 | 甲\n-7 | 甲\n1899-12-31 | 甲"
    odd = '<row><c t="d"><v>10000-01-01</v></c><c><v>1e999</v></c><c><v>nan</v></c><c t="s"><v>77</v></c></row>'
    assert load_xlsx(_sheet(odd), MEANS).text.startswith("10000-01-01")


def test_a_sheet_of_all_columns_is_read_row_by_row() -> None:
    """16,384 columns, most of them empty further down: the header is not copied into every row."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append([f"列{number}" for number in range(16_384)])
    for number in range(30):
        sheet.append([f"行{number}", *[None] * 16_000, number])
    buffer = io.BytesIO()
    book.save(buffer)
    content = load_xlsx(buffer.getvalue(), MEANS)
    last = (content.blocks or ())[-1]
    assert last.row is not None
    assert last.row.columns == ("列0", "列16001")
    assert len(last.context) <= 600


@posix_only
def test_a_link_to_itself_costs_its_folder_nothing(tmp_path: Path) -> None:
    """Only the link is skipped; what was indexed beside it stays."""
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "文.txt").write_text("内容。", encoding="utf-8")
    assert _refreshed(docs).added == ["文.txt"]
    (docs / "圈").symlink_to(docs / "圈")
    (docs / "来").symlink_to(docs / "回")
    (docs / "回").symlink_to(docs / "来")
    (docs / "深").symlink_to(docs / "圈" / "里")
    skipped = {entry.relative: entry.reason for entry in discover([docs]) if isinstance(entry, SkippedFile)}
    assert set(skipped) == {"圈", "来", "回", "深"}
    assert set(skipped.values()) == {SkipReason.NOT_A_FILE}
    report = _refreshed(docs)
    assert (report.documents, report.removed) == (1, [])


@posix_only
@pytest.mark.skipif(sys.platform == "darwin", reason="its file systems refuse such names")
def test_names_that_are_no_text_are_indexed_and_skipped_like_others(tmp_path: Path) -> None:
    """A broken file of such a name has a reason too; names shown alike stay two files; so may the folder be named."""
    docs = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xb1\xa8\n\xff"))
    docs.mkdir()
    for name, content in (
        (b"\xff.txt", "甲。"),
        (b"\xfe.txt", "乙。"),
        (b"\xff.docx", "不是"),
        ("两\n行.txt".encode(), "丙。"),
        ("两␊行.txt".encode(), "丁。"),
        ("两␊行.txt#2".encode(), "不读"),
    ):
        Path(os.fsdecode(os.fsencode(docs) + b"/" + name)).write_text(content, encoding="utf-8")
    for _ in range(2):
        report = _refreshed(docs)
        assert report.documents == 4
        assert sorted(one.problem for one in report.skipped) == ["broken_file", "unsupported"]


@pytest.mark.skipif(sys.platform != "linux", reason="other file systems take such names for one")
def test_names_that_fold_to_one_are_two_files(tmp_path: Path) -> None:
    """Composed and not, wide and narrow, large and small letters: each file is a document, at every refresh."""
    docs = tmp_path / "docs"
    docs.mkdir()
    names = ["\u00c9.txt", "E\u0301.txt", "Ａ.txt", "A.txt", "a.txt", "臺.txt", "台.txt"]
    for at, name in enumerate(names):
        (docs / name).write_text(f"第{at}份。", encoding="utf-8")
    assert sorted(_refreshed(docs).added) == sorted(names)
    report = _refreshed(docs)
    assert (report.documents, report.added, report.removed, report.skipped) == (len(names), [], [], [])


@posix_only
def test_files_of_impossible_times_are_indexed(tmp_path: Path) -> None:
    """Where a file system keeps them; a document then has no day."""
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "文.txt").write_text("内容。", encoding="utf-8")
    for seconds in (-70_000_000_000, 300_000_000_000, 9_000_000_000_000):
        try:
            os.utime(docs / "文.txt", (seconds, seconds))
        except OSError:
            continue
        assert _refreshed(docs).documents == 1
    assert moment_of(9_000_000_000_000 * 10**9) is None
    assert moment_of(-70_000_000_000 * 10**9) is None


@pytest.mark.parametrize(
    "page",
    [
        "".join(f"<div>甲{number}" for number in range(20_000)),
        "<p>甲</p>" + "<i>" * 3000 + "<" + "a" * 100_000,
        "<p>甲</p><div " + "a " * 50_000,
        f"<title>{'-' * 100_000}</title><h1>甲</h1><p>乙</p>",
        "<ul><li>甲" * 8000,
        "<p>甲" + "\n" * 100_000 + "乙",
        "<table>" + "<tr><td rowspan=65000>甲<td colspan=65000>乙" * 300,
    ],
)
def test_pages_cost_what_their_size_does(page: str) -> None:
    """Nested blocks, tags and titles that never end: patterns that looked at each part again took hours."""
    with contextlib.suppress(BrokenFile):
        load_html(page.encode())
    assert shallow("<" + "a" * 100_000, frozenset()).startswith("<a")


def test_a_loader_that_takes_too_long_is_ended_with_a_reason() -> None:
    """Whatever made it slow; one in time is not touched."""

    def endless(_: bytes) -> None:
        while True:
            # as libraries do that take all trouble for their own
            with contextlib.suppress(Exception):
                sum(range(1000))

    with pytest.raises(BrokenFile) as caught:
        in_time(endless, b"", 0.2)
    assert caught.value.facts["reason"] == "bomb"
    assert in_time(len, b"abc", 5) == 3
    with pytest.raises(KeyError):
        in_time({b"a": 1}.__getitem__, b"", 5)


def test_files_read_side_by_side_are_each_held_to_their_own_limit() -> None:
    """One that never ends must not take along those that other threads read meanwhile, nor those read after it."""

    def long(seconds: float) -> str:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            pass
        return "read"

    def read(seconds: float, limit: float) -> str:
        try:
            return in_time(lambda _: long(seconds), b"", limit)
        except BrokenFile as error:
            return error.facts["reason"]

    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(read, (60.0, 1.0, 0.0), (0.3, 60.0, 60.0)))
    assert [*found, read(0.0, 60.0)] == ["bomb", "read", "read", "read"]


def test_broken_files_among_others_each_have_their_reason(tmp_path: Path) -> None:
    """A folder as people have it: whatever cannot be read is named, all else is indexed."""
    docs = tmp_path / "docs"
    docs.mkdir()
    broken = {
        ".docx": b"PK\x03\x04 rubbish",
        ".xlsx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        ".pptx": b"",
        ".epub": b"<html>",
        ".txt": bytes(range(256)) * 4,
        ".html": b"\x00\x01\x02" * 50,
        ".csv": b"",
        ".md": b"\x00\x01\x02\xff" * 50,
        ".exe": b"MZ",
    }
    for number in range(90):
        (docs / f"{number:03}.txt").write_text(f"第{number}号文件。", encoding="utf-8")
    for number, (suffix, data) in enumerate(broken.items()):
        (docs / f"坏{number}{suffix}").write_bytes(data)
    report = _refreshed(docs)
    assert report.documents == 90
    assert len(report.skipped) == len(broken)
    reasons = Counter(one.problem for one in report.skipped)
    assert set(reasons) <= {"broken_file", "not_text", "no_text", "unsupported"}
    assert all(
        one.facts.get("detail") or one.facts.get("reason") for one in report.skipped if one.problem == "broken_file"
    )
