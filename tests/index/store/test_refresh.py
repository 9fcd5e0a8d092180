"""A refresh over real files: whatever was edited, the index is what a build from nothing would give."""

import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import IndexBusy, NewerIndex, SourceError, UnwritableIndex
from index.store import folder as folder_module
from index.store.catalog import NAME
from index.store.folder import IndexFolder
from index.store.refresh import RefreshReport, Sources, is_current, refresh
from index.store.snapshot import Snapshot
from index.text import Analyzer
from index.text.lexicon import Lexicon
from tests.analysis import ANALYZER
from tests.index.searching import search

PAST = 1_700_000_000

names = st.sampled_from(["甲.txt", "乙.txt", "丙/丁.txt", "戊.md", "己.pdf.txt"])
contents = st.sampled_from(
    [
        "会议由组织部主持。\n学生党员1580名。",
        "第一条 本办法自发布之日起施行。",
        "同样的内容。",
        "",
        "\x00\x01\x02",
        "甲乙丙" * 900,
    ]
)
edits = st.lists(st.tuples(names, contents | st.none()), max_size=4)


class Documents:
    """A folder of files whose times lie in the past, each change later than the one before."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.clock = PAST
        root.mkdir()

    def write(self, name: str, text: str | None) -> None:
        """Write, or with ``None`` delete, a file."""
        path = self.root / name
        if text is None:
            path.unlink(missing_ok=True)
            return
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        self.clock += 1
        os.utime(path, (self.clock, self.clock))


@pytest.fixture
def documents(tmp_path: Path) -> Documents:
    return Documents(tmp_path / "文件")


def update(index: Path, documents: Documents, analyzer: Analyzer = ANALYZER) -> RefreshReport:
    return refresh(index, Sources((documents.root,)), analyzer)


def everything(index: Path) -> Iterator[tuple[str, object]]:
    """All a snapshot holds, in a form that can be compared."""
    folder, manifest = IndexFolder(index).current()
    for name in sorted(manifest.files):
        if name == NAME:
            connection = sqlite3.connect(folder / name)
            for table in ("files", "documents", "paragraphs", "headers"):
                yield table, connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()  # noqa: S608 - constants
            connection.close()
        else:
            yield name, (folder / name).read_bytes()


@given(st.lists(edits, min_size=1, max_size=4))
@settings(max_examples=40)
def test_any_edits_give_the_index_a_build_from_nothing_would(rounds: list[list[tuple[str, str | None]]]) -> None:
    """What is asked after months of changes must not depend on what the folder once held."""
    with TemporaryDirectory() as name:
        documents = Documents(Path(name) / "文件")
        for number, changes in enumerate(rounds):
            for path, text in changes:
                documents.write(path, text)
            update(Path(name) / "index", documents)
            update(Path(name) / f"afresh{number}", documents)
            assert dict(everything(Path(name) / "index")) == dict(everything(Path(name) / f"afresh{number}"))


def test_tables_kept_after_others_are_gone_are_those_of_a_build_from_nothing(
    documents: Documents, tmp_path: Path
) -> None:
    """The headers above a row are kept once for all tables that share them, whoever had them first."""
    for name, text in [
        ("一.csv", "品名,数量\n雨伞,3\n水壶,5\n"),
        ("二.csv", "地点,人数\n门口,2\n走廊,4\n"),
        ("三.csv", "品名,数量\n毛巾,8\n脸盆,6\n"),
        ("四.csv", "地点,人数\n食堂,9\n操场,7\n"),
    ]:
        documents.write(name, text)
    update(tmp_path / "index", documents)
    documents.write("一.csv", None)
    update(tmp_path / "index", documents)
    update(tmp_path / "afresh", documents)
    assert dict(everything(tmp_path / "index")) == dict(everything(tmp_path / "afresh"))


def test_each_kind_of_change_is_reported(documents: Documents, tmp_path: Path) -> None:
    """The operator sees what a refresh did to each file."""
    for name, text in [("一.txt", "一。"), ("二.txt", "二。"), ("三.txt", "三。")]:
        documents.write(name, text)
    assert update(tmp_path / "index", documents).added == ["一.txt", "三.txt", "二.txt"]
    documents.write("一.txt", "一一。")
    documents.write("二.txt", None)
    documents.write("四.txt", "四。")
    documents.write("五.txt", "四。")
    documents.write("空.txt", "")
    report = update(tmp_path / "index", documents)
    assert (report.added, report.changed, report.removed) == (["五.txt"], ["一.txt"], ["二.txt"])
    assert (report.unchanged, report.duplicates) == (1, [("四.txt", "五.txt")])
    assert [(skipped.path, skipped.problem) for skipped in report.skipped] == [("空.txt", "no_text")]


def test_an_untouched_folder_keeps_its_snapshot(documents: Documents, tmp_path: Path) -> None:
    """Asking again over the same files writes nothing."""
    documents.write("一.txt", "一。")
    update(tmp_path / "index", documents)
    pointer = (tmp_path / "index" / "CURRENT").read_bytes()
    report = update(tmp_path / "index", documents)
    assert (report.unchanged, report.touched) == (1, False)
    assert (tmp_path / "index" / "CURRENT").read_bytes() == pointer


def test_a_file_touched_without_a_change_of_content_is_unchanged(documents: Documents, tmp_path: Path) -> None:
    """The content decides, not the clock: a copied folder is not a new one."""
    documents.write("一.txt", "一。")
    update(tmp_path / "index", documents)
    documents.write("一.txt", "一。")
    report = update(tmp_path / "index", documents)
    assert (report.unchanged, report.changed) == (1, [])


def test_the_index_answers_from_kept_text_when_the_files_are_gone(documents: Documents, tmp_path: Path) -> None:
    """A citation does not vanish with its file: the text is kept until the next refresh."""
    documents.write("一.txt", "学生党员1580名。")
    update(tmp_path / "index", documents)
    shutil.rmtree(documents.root)
    hits = search(Snapshot.open(tmp_path / "index", ANALYZER), "学生党员有多少名", 3, ANALYZER).hits
    assert [hit.paragraph.text for hit in hits] == ["学生党员1580名。"]


def test_new_words_are_learned_from_kept_text_without_reading_the_files(documents: Documents, tmp_path: Path) -> None:
    """An edited word list takes effect on the next snapshot, whatever became of the times of the files."""
    documents.write("一.txt", "会议由组织部主持。")
    update(tmp_path / "index", documents)
    taught = Analyzer(Lexicon(groups=(("会议", "碰头会"),)))
    report = update(tmp_path / "index", documents, taught)
    assert report.unchanged == 1
    assert search(Snapshot.open(tmp_path / "index", taught), "碰头会", 1, taught).hits


def test_a_missing_folder_is_named_and_the_index_stays(documents: Documents, tmp_path: Path) -> None:
    """An unmounted disk must not empty the index."""
    documents.write("一.txt", "一。")
    update(tmp_path / "index", documents)
    shutil.rmtree(documents.root)
    with pytest.raises(SourceError):
        update(tmp_path / "index", documents)
    assert Snapshot.open(tmp_path / "index", ANALYZER).manifest.documents == 1


@pytest.mark.parametrize("which", range(30))
def test_damage_to_any_file_is_noticed_and_mended(documents: Documents, tmp_path: Path, which: int) -> None:
    """A flipped bit on a disk must never become a wrong citation."""
    documents.write("一.txt", "学生党员1580名。")
    update(tmp_path / "index", documents)
    files = sorted(path for path in (tmp_path / "index").rglob("*") if path.is_file() and path.stat().st_size)
    damaged = files[which % len(files)]
    written = bytearray(damaged.read_bytes())
    written[len(written) // 2] ^= 1
    damaged.write_bytes(written)
    update(tmp_path / "index", documents)
    hits = search(Snapshot.open(tmp_path / "index", ANALYZER), "学生党员有多少名", 3, ANALYZER).hits
    assert [hit.paragraph.text for hit in hits] == ["学生党员1580名。"]


def test_an_older_format_is_built_anew(documents: Documents, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An update of the program needs nothing from the operator."""
    documents.write("一.txt", "一。")
    update(tmp_path / "index", documents)
    monkeypatch.setattr(folder_module, "FORMAT", folder_module.FORMAT + 1)
    monkeypatch.setattr("index.store.writer.FORMAT", folder_module.FORMAT)
    assert update(tmp_path / "index", documents).added == ["一.txt"]


def test_a_newer_format_is_left_alone(documents: Documents, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An old program started by mistake must not destroy what a newer one wrote."""
    documents.write("一.txt", "一。")
    update(tmp_path / "index", documents)
    monkeypatch.setattr(folder_module, "FORMAT", folder_module.FORMAT - 1)
    with pytest.raises(NewerIndex):
        update(tmp_path / "index", documents)


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of files to stand for a full disk")
@pytest.mark.parametrize("room", [0, 3_000, 20_000, 60_000])
def test_a_disk_that_is_full_is_named_and_the_index_stays(documents: Documents, tmp_path: Path, room: int) -> None:
    """At whatever file the disk runs out: what there was answers on, and nothing half written is left behind."""
    import resource  # noqa: PLC0415 - there is none on Windows

    documents.write("一.txt", "学生党员1580名。")
    update(tmp_path / "index", documents)
    documents.write("二.txt", "\n".join(f"企业党员{number}名，会议由第{number}组主持。" for number in range(2_000)))
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, limits[1]))
    try:
        with pytest.raises(UnwritableIndex):
            update(tmp_path / "index", documents)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    snapshot = Snapshot.open(tmp_path / "index", ANALYZER)
    assert search(snapshot, "学生党员有多少名", 1, ANALYZER).hits[0].paragraph.text == "学生党员1580名。"
    assert len(list((tmp_path / "index" / "snapshots").iterdir())) == 1
    assert update(tmp_path / "index", documents).added == ["二.txt"]


def test_a_second_builder_says_who_holds_the_index(documents: Documents, tmp_path: Path) -> None:
    """Two processes at once: the second waits, then names the first."""
    documents.write("一.txt", "一。")
    with IndexFolder(tmp_path / "index").building(), pytest.raises(IndexBusy) as caught:
        refresh(tmp_path / "index", Sources((documents.root,)), ANALYZER, patience=0.1)
    assert caught.value.facts["holder"] == str(os.getpid())


def test_a_reader_keeps_the_snapshot_it_opened(documents: Documents, tmp_path: Path) -> None:
    """A refresh does not pull the documents from under a question that is being answered."""
    documents.write("一.txt", "学生党员1580名。")
    update(tmp_path / "index", documents)
    before = Snapshot.open(tmp_path / "index", ANALYZER)
    documents.write("一.txt", "学生党员2000名。")
    update(tmp_path / "index", documents)
    assert search(before, "学生党员", 1, ANALYZER).hits[0].paragraph.text == "学生党员1580名。"
    assert (
        search(Snapshot.open(tmp_path / "index", ANALYZER), "学生党员", 1, ANALYZER).hits[0].paragraph.text
        == "学生党员2000名。"
    )


def test_files_that_differ_are_not_called_current(documents: Documents, tmp_path: Path) -> None:
    """The watch asks this every few seconds: it must see each kind of change and no other."""
    documents.write("一.txt", "一。")
    update(tmp_path / "index", documents)
    sources = Sources((documents.root,))
    snapshot = Snapshot.open(tmp_path / "index", ANALYZER)
    assert is_current(snapshot, sources)
    documents.write("二.txt", "二。")
    assert not is_current(snapshot, sources)
    documents.write("二.txt", None)
    assert is_current(snapshot, sources)
    documents.write("一.txt", "一。一。")
    assert not is_current(snapshot, sources)


def test_ids_do_not_depend_on_where_the_folder_lies(tmp_path: Path) -> None:
    """The same documents give the same index, and the same order of ties, on another machine."""
    found = []
    for place in ("here", "there"):
        (tmp_path / place).mkdir()
        documents = Documents(tmp_path / place / "报告")
        documents.write("一.txt", "一。")
        update(tmp_path / place / "index", documents)
        found.append([record.info.id for record in Snapshot.open(tmp_path / place / "index", ANALYZER).documents()])
    assert found[0] == found[1] == ["报告/一.txt"]


def test_folders_of_one_name_are_told_apart(tmp_path: Path) -> None:
    """Last year's and this year's folder may both be called the same."""
    roots = []
    for year in ("2023", "2024"):
        (tmp_path / year).mkdir()
        documents = Documents(tmp_path / year / "报告")
        documents.write("一.txt", f"{year}年。")
        roots.append(documents.root)
    refresh(tmp_path / "index", Sources(tuple(roots)), ANALYZER)
    snapshot = Snapshot.open(tmp_path / "index", ANALYZER)
    assert [record.info.id for record in snapshot.documents()] == ["报告 (2)/一.txt", "报告/一.txt"]
