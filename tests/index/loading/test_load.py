from __future__ import annotations

import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from index.errors import DocumentError, MissingExtra, NoText, NotText, UnknownFormat, UnreadableFile
from index.loading import Note, load, parse_note
from index.loading.formats import format_of
from index.loading.means import Means
from index.loading.notes import ranges
from index.model import DateSource, Document
from tests.index.loading.reading import PROCESSES


def _load(path: Path, content: str | bytes, limit: int | None = None) -> Document:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    os.utime(path, (1_700_000_000, 1_700_000_000))
    return load(path, id="d", relative=path.name, limit=limit, processes=PROCESSES)


def test_the_text_is_the_file_as_it_is(tmp_path: Path) -> None:
    """Every citation counts characters in this text."""
    document = _load(tmp_path / "纪要.txt", b"\xef\xbb\xbf" + "一行。\r\n\r\n  二行。".encode())
    assert document.text == "一行。\n\n  二行。"
    assert document.blocks is None
    assert (document.info.id, document.info.path) == ("d", "纪要.txt")


def test_the_version_follows_the_bytes(tmp_path: Path) -> None:
    """A copy is recognised by it, and so is a change."""
    first = _load(tmp_path / "甲.txt", "同样的话。").info.version
    assert first == _load(tmp_path / "乙.txt", "同样的话。").info.version
    assert first != _load(tmp_path / "丙.txt", "别样的话。").info.version


def test_the_date_of_a_record_is_not_that_of_the_table(tmp_path: Path) -> None:
    """A price list would pass for as old as its first row, and lose to older documents that disagree."""
    document = _load(tmp_path / "价格表.csv", "名称,日期\n城东,2022-01-01\n城西,2022-02-01\n")
    assert (document.info.date, document.info.date_source) == (date(2023, 11, 14), DateSource.FILE)


PROSE = "会议听取了上半年工作情况的汇报，研究了下一阶段的安排，并就有关事项作出决定。\n"


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [
        ("纪要.txt", "第三次办公会议纪要\n" + PROSE, "第三次办公会议纪要"),
        ("纪要.txt", "市供水公司\n关于调整水价的通知\n" + PROSE, "市供水公司关于调整水价的通知"),
        ("纪要.txt", PROSE * 2, "纪要"),
        ("纪要.txt", "会议今天召开。\n" + PROSE, "纪要"),
        ("000_ab12cd34.txt", "会议今天召开。\n" + PROSE, "会议今天召开"),
        ("000_ab12cd34.txt", PROSE * 2, "000_ab12cd34"),
        ("名单.txt", "王明\n李华\n赵强\n", "名单"),
        ("纪要.txt", "2024年12月10日\n" + PROSE, "纪要"),
        ("纪要.txt", "时间：上午九点\n" + PROSE, "纪要"),
        ("规定.txt", "第一章 总则\n" + PROSE, "规定"),
        ("a.b.txt", PROSE, "a.b"),
        ("手册.md", "---\ntitle: 用户手册\n---\n# 开始\n" + PROSE, "用户手册"),
        ("手册.md", "# 使用手册\n\n" + PROSE, "使用手册"),
        ("手册.md", "## 一、开始\n\n" + PROSE, "手册"),
    ],
)
def test_a_title_is_what_a_reader_would_call_the_document(tmp_path: Path, name: str, text: str, title: str) -> None:
    """It heads every citation: metadata, first heading, file name; a machine's file name gives way to a sentence."""
    assert _load(tmp_path / name, text).info.title == title


@pytest.mark.parametrize(
    ("text", "day", "source"),
    [
        ("通知\n2024年12月10日\n" + PROSE, date(2024, 12, 10), DateSource.TEXT),
        ("通知\n（二〇二四年十二月十日）\n" + PROSE, date(2024, 12, 10), DateSource.TEXT),
        (PROSE * 9 + "市供水公司\n2024-12-10\n", date(2024, 12, 10), DateSource.TEXT),
        ("通知\n发布时间：2024/12/10 08:30 来源：办公室\n" + PROSE, date(2024, 12, 10), DateSource.TEXT),
        ("公告\n中華民國113年12月10日\n" + PROSE, date(2024, 12, 10), DateSource.TEXT),
        ("管理规定\n(2022年3月1日公布,自2022年5月1日起施行)\n" + PROSE, date(2022, 3, 1), DateSource.TEXT),
        ("会议纪要\n2024年12月18日上午，公司召开会议。\n" + PROSE, date(2024, 12, 18), DateSource.TEXT),
        ("通知\n2019年1月1日施行的规定同时废止。\n" + PROSE, date(2023, 11, 14), DateSource.FILE),
        ("根据2019年1月1日起施行的规定，水价调整如下。\n" + PROSE, date(2023, 11, 14), DateSource.FILE),
        ("通知\n2024年13月40日\n" + PROSE, date(2023, 11, 14), DateSource.FILE),
    ],
)
def test_a_date_is_the_one_the_document_gives_itself(tmp_path: Path, text: str, day: date, source: DateSource) -> None:
    """A dateline counts, a date told of in a sentence does not; the file's time is the last resort."""
    info = _load(tmp_path / "通知.txt", text).info
    assert (info.date, info.date_source) == (day, source)


def test_front_matter_dates_a_markdown_file(tmp_path: Path) -> None:
    """Metadata goes before anything the text says."""
    info = _load(tmp_path / "记.md", "---\ndate: 2024-05-01T08:00:00+08:00\n---\n2023年1月1日\n\n" + PROSE).info
    assert (info.date, info.date_source) == (date(2024, 5, 1), DateSource.METADATA)


def test_file_dates_do_not_depend_on_the_time_zone(tmp_path: Path) -> None:
    """The same file gives the same date on every machine."""
    assert _load(tmp_path / "a.txt", PROSE).info.date == datetime.fromtimestamp(1_700_000_000, UTC).date()


def test_a_doubtful_encoding_is_noted(tmp_path: Path) -> None:
    """Who sees odd characters learns where they come from."""
    document = _load(tmp_path / "词.txt", "測試".encode("big5"))
    assert [parse_note(note)[0] for note in document.notes] == [Note.DOUBTFUL_ENCODING]


@pytest.mark.parametrize(
    ("name", "content", "error", "reason"),
    [
        ("空.txt", b"", NoText, "empty"),
        ("白.txt", b" \r\n\xe3\x80\x80\n", NoText, "empty"),
        ("图.txt", bytes(range(256)) * 4, NotText, None),
        ("图.md", bytes(range(256)) * 4, NotText, None),
        ("图.xyz", b"abc", UnknownFormat, None),
    ],
)
def test_a_file_that_cannot_be_used_says_why(
    tmp_path: Path, name: str, content: bytes, error: type[DocumentError], reason: str | None
) -> None:
    """The rest of the folder goes on, and the list of skipped files can name the reason."""
    with pytest.raises(error) as caught:
        _load(tmp_path / name, content)
    assert caught.value.facts["path"] == str(tmp_path / name)
    assert caught.value.facts.get("reason") == reason


def test_a_file_above_the_limit_is_refused_unread(tmp_path: Path) -> None:
    """A log of two gigabytes would fill the memory; here a sparse one that costs no disk."""
    path = tmp_path / "大.txt"
    with path.open("wb") as file:
        file.truncate(2 << 30)
    with pytest.raises(UnreadableFile) as caught:
        load(path, id="d", relative="大.txt")
    assert caught.value.facts["reason"] == "too_large"
    with pytest.raises(UnreadableFile):
        _load(tmp_path / "小.txt", PROSE, limit=10)


@pytest.mark.parametrize("name", ["行.txt", "行.csv", "行.md", "行.html"])
def test_millions_of_lines_are_refused(tmp_path: Path, name: str) -> None:
    """Six megabytes of single letters would become gigabytes of paragraphs; a log is nothing people ask."""
    line = "<p>x" if name.endswith("html") else "x\n"
    with pytest.raises(UnreadableFile) as caught:
        _load(tmp_path / name, line * 1_200_000)
    assert caught.value.facts["reason"] == "too_large"


def test_a_file_changed_while_it_is_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half of the old and half of the new text would be cited as one."""
    path = tmp_path / "变.txt"
    path.write_text(PROSE, encoding="utf-8")
    real = os.fstat

    def grown(descriptor: int) -> os.stat_result:
        state = real(descriptor)
        with path.open("a", encoding="utf-8") as file:
            file.write(PROSE)
        return state

    monkeypatch.setattr(os, "fstat", grown)
    with pytest.raises(UnreadableFile) as caught:
        load(path, id="d", relative="变.txt")
    assert caught.value.facts["reason"] == "changed"


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    """A file may go between being found and being read."""
    (tmp_path / "夹.txt").mkdir()
    for name, reason in (("没有.txt", "gone"), ("夹.txt", "not_a_file")):
        with pytest.raises(UnreadableFile) as caught:
            load(tmp_path / name, id="d", relative=name)
        assert caught.value.facts["reason"] == reason


def test_page_numbers_read_as_people_write_them() -> None:
    """A note on forty scanned pages stays short."""
    assert ranges([2, 5, 6, 7, 9]) == "2, 5-7, 9"
    assert ranges([]) == ""


@pytest.mark.parametrize(
    ("name", "module", "extra"),
    [
        ("文.docx", "docx", "office"),
        ("片.pptx", "pptx", "office"),
        ("文.pdf", "pypdfium2", "pdf"),
    ],
)
def test_a_missing_library_names_its_extra(monkeypatch: pytest.MonkeyPatch, name: str, module: str, extra: str) -> None:
    """The sentence shown can then say what to install; text files go on."""
    monkeypatch.setitem(sys.modules, module, None)
    loaded = {name: part for name, part in sys.modules.items() if name.startswith("index.loading.")}
    for name_of_part, part in loaded.items():
        package, _, own = name_of_part.rpartition(".")
        # put back as the entries are: a name followed from package to package would else lead to what is loaded here
        monkeypatch.setattr(sys.modules[package], own, part, raising=False)
    for name_of_part in loaded:
        monkeypatch.delitem(sys.modules, name_of_part)
    with pytest.raises(MissingExtra) as caught:
        # here, for the process it is read in otherwise has its own idea of what is installed
        format_of(name).load(b"whatever", Means(PROCESSES, is_elsewhere=True))
    assert caught.value.facts["extra"] == extra
