"""A build on several cores, stopped and begun again, on a disk that is too small: the same index, or a clear word."""

import errno
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from index.errors import NoRoom, UnwritableIndex
from index.model import TermKind
from index.store.building import batches
from index.store.folder import IndexFolder
from index.store.postings import files as posting_files
from index.store.postings import merging
from index.store.refresh import Sources, refresh
from index.store.snapshot import Snapshot
from index.text import Analyzer
from tests.analysis import ANALYZER
from tests.index.searching import search
from tests.index.store.plain import Plain
from tests.index.store.test_refresh import everything

PARAGRAPHS = 12
DOCUMENTS = 30


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches of a few paragraphs, as of a large corpus."""
    monkeypatch.setattr(batches, "LARGE", 2_000)
    monkeypatch.setattr(batches, "SMALL", 400)


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "文件"
    folder.mkdir()
    for number in range(DOCUMENTS):
        lines = [
            f"第{number}号仓库第{line}排货架存放雨伞{number * line % 97}把，由库管员签收。"
            for line in range(PARAGRAPHS)
        ]
        (folder / f"{number:03}.txt").write_text("\n".join(lines), encoding="utf-8")
    return folder


@pytest.mark.usefixtures("small_batches")
def test_any_number_of_processes_gives_the_same_bytes(documents: Path, tmp_path: Path) -> None:
    """Two machines must not answer differently because one has more cores."""
    analyzer = Analyzer(cache_folder=tmp_path / "dictionary")
    for workers in (1, 2, 5):
        refresh(tmp_path / f"index{workers}", Sources((documents,)), analyzer, workers=workers)
    alone = dict(everything(tmp_path / "index1"))
    assert dict(everything(tmp_path / "index2")) == alone
    assert dict(everything(tmp_path / "index5")) == alone


@pytest.mark.usefixtures("small_batches")
def test_a_process_that_cannot_live_costs_no_paragraph(
    documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A system short of memory ends processes: what they had in hand is cut all the same."""
    analyzer = Plain()
    refresh(tmp_path / "alone", Sources((documents,)), analyzer, workers=1)
    monkeypatch.setattr(sys, "executable", shutil.which("false") or "")
    refresh(tmp_path / "index", Sources((documents,)), analyzer, workers=2)
    assert dict(everything(tmp_path / "index")) == dict(everything(tmp_path / "alone"))


def test_a_small_folder_starts_no_process(documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Starting one takes longer than reading a few files."""
    monkeypatch.setattr(subprocess, "Popen", lambda *_, **__: pytest.fail("a process was started"))
    assert refresh(tmp_path / "index", Sources((documents,)), Plain(), workers=8).documents == DOCUMENTS


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
@pytest.mark.usefixtures("small_batches")
def test_a_build_that_was_killed_goes_on_from_where_it_was(documents: Path, tmp_path: Path) -> None:
    """Hours of work are not lost with the power; and the index is the one that nothing had interrupted."""
    killed = Path(__file__).with_name("killed.py")
    command = [sys.executable, str(killed), str(tmp_path / "index"), str(documents), str(DOCUMENTS * 2 // 3)]
    root = str(Path(__file__).parents[3])
    environment = {**os.environ, "PYTHONWARNINGS": "ignore", "PYTHONPATH": root}  # noqa: TID251 - handed on
    assert subprocess.run(command, check=False, env=environment).returncode == -signal.SIGKILL  # noqa: S603 - our own
    half = list((tmp_path / "index" / "segments").glob("*.segment"))
    assert half
    (tmp_path / "index" / "segments" / "0.segment.half.part").write_bytes(b"half")
    half[0].write_bytes(half[0].read_bytes()[:-20])
    again, afresh = Plain(), Plain()
    refresh(tmp_path / "index", Sources((documents,)), again, workers=1)
    refresh(tmp_path / "afresh", Sources((documents,)), afresh, workers=1)
    assert afresh.cut == DOCUMENTS * PARAGRAPHS
    assert 0 < again.cut < afresh.cut * 2 // 3
    assert dict(everything(tmp_path / "index")) == dict(everything(tmp_path / "afresh"))
    assert not (tmp_path / "index" / "segments").exists()


@pytest.mark.parametrize("size", [400, 4_000])
def test_a_build_takes_no_more_than_twice_the_disk_of_the_index(
    size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who has room for two indexes can build one, however large it is."""
    monkeypatch.setattr(batches, "LARGE", 20_000)
    documents, index, taken = tmp_path / "文件", tmp_path / "index", [0]
    documents.mkdir()
    for number in range(size // 20):
        lines = [chr(0x4E00 + number * line % 5000) * 9 + f"第{number}箱第{line}件，入库后登记。" for line in range(20)]
        (documents / f"{number}.txt").write_text("\n".join(lines), encoding="utf-8")

    class Watched(posting_files.PostingFiles):
        """The moments at which most is on the disk: when a file is complete and nothing was taken away yet."""

        def __exit__(self, *exc_info: object) -> None:
            super().__exit__(*exc_info)
            taken.append(sum(path.stat().st_size for path in index.rglob("*") if path.is_file()))

    monkeypatch.setattr(merging, "PostingFiles", Watched)
    refresh(index, Sources((documents,)), Plain(), workers=1)
    folder, _ = IndexFolder(index).current()
    assert max(taken) <= 2 * sum(path.stat().st_size for path in folder.iterdir())


def test_thousands_of_paragraphs_of_three_characters_are_all_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lists of names and numbers: many units of nearly nothing, with a character that stands in each of them."""
    monkeypatch.setattr(batches, "MOST_UNITS", 300)
    documents, index, plain = tmp_path / "名册", tmp_path / "index", Plain()
    documents.mkdir()
    for number in range(4):
        lines = [f"龙{chr(0x4E00 + number * 500 + line)}{chr(0x4E00 + line % 7)}" for line in range(500)]
        (documents / f"{number}.txt").write_text("\n".join(lines), encoding="utf-8")
    report = refresh(index, Sources((documents,)), plain, workers=1)
    assert (report.paragraphs, report.skipped) == (2_000, [])
    snapshot = Snapshot.open(index, plain)
    assert snapshot.frequency("龙", TermKind.CHARACTER) == 2_000
    assert search(snapshot, lines[-1], 1, plain).hits[0].paragraph.text == lines[-1]
    assert [hit.paragraph.ordinal for hit in search(snapshot, "龙", 3, plain).hits] == [1, 2, 3]


def test_a_disk_too_small_is_told_before_anything_is_read(
    documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits for hours to hear that it was in vain; the index there is answers on."""
    (documents / "伞.txt").write_text("黄色雨伞放在门口。", encoding="utf-8")
    refresh(tmp_path / "index", Sources((documents / "伞.txt",)), ANALYZER)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=50_000))
    plain = Plain()
    with pytest.raises(NoRoom) as caught:
        refresh(tmp_path / "index", Sources((documents,)), plain)
    assert (plain.cut, caught.value.facts["free"]) == (0, "0.0 MiB")
    assert search(Snapshot.open(tmp_path / "index", ANALYZER), "黄色雨伞", 1, ANALYZER).hits
    assert not (tmp_path / "index" / "segments").exists()


@pytest.mark.parametrize("file", range(4))
def test_a_disk_that_fills_while_merging_leaves_nothing_behind(
    documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: int
) -> None:
    """At whatever kind of term it runs out: one sentence, the last good index, and the room given back."""
    analyzer = Plain()
    refresh(tmp_path / "index", Sources((documents,)), analyzer)
    before = dict(everything(tmp_path / "index"))
    (documents / "伞.txt").write_text("黄色雨伞放在门口。", encoding="utf-8")
    full = iter([False] * file + [True])

    class Full(posting_files.PostingFiles):
        """The disk, full at one of the files."""

        def extend(self, *parts: object) -> None:
            if next(full):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            super().extend(*parts)  # type: ignore[arg-type] # as they came

    with monkeypatch.context() as patched:
        patched.setattr(merging, "PostingFiles", Full)
        with pytest.raises(UnwritableIndex, match=os.strerror(errno.ENOSPC)):
            refresh(tmp_path / "index", Sources((documents,)), analyzer)
    assert dict(everything(tmp_path / "index")) == before
    assert len(list((tmp_path / "index" / "snapshots").iterdir())) == 1
    assert not (tmp_path / "index" / "segments").exists()
    assert refresh(tmp_path / "index", Sources((documents,)), analyzer).added == ["伞.txt"]
