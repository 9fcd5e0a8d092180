"""A running program hears of changed files by itself."""

import os
import shutil
import threading
import time
from pathlib import Path

import pytest

from index.errors import DamagedIndex, SourceError, YinjuError
from index.library import Library
from index.model import Answer
from index.store import seal
from index.store.checked import CLOCK_NS, Checked, Look
from index.store.refresh import RefreshReport, Sources
from index.store.refresh.watching import Watch
from tests.shipped import components


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    documents = tmp_path / "文件"
    documents.mkdir()
    (documents / "甲.txt").write_text("会议由组织部主持。", encoding="utf-8")
    return documents


@pytest.fixture
def library(folder: Path) -> Library:
    opened = Library(folder.parent / "index", Sources((folder,)), components())
    opened.open()
    return opened


def test_a_new_file_is_answered_from_without_a_word(folder: Path, library: Library) -> None:
    """Nobody types a command after saving a file."""
    heard = threading.Event()
    reports: list[RefreshReport] = []

    def changed(report: RefreshReport) -> None:
        reports.append(report)
        heard.set()

    watch = Watch(library, changed, pause=0.05)
    watch.start()
    (folder / "乙.txt").write_text("图书馆周一闭馆。", encoding="utf-8")
    assert heard.wait(30)
    watch.stop()
    assert watch.failure is None
    assert "乙.txt" in [path for report in reports for path in report.added]
    assert len(library.documents()) == 2


def test_a_folder_that_is_gone_is_told_once_and_answers_go_on(folder: Path, library: Library) -> None:
    """A network folder that drops out for an hour must not fill the log, nor end the bot."""
    failures: list[YinjuError] = []
    heard = threading.Event()

    def failed(error: YinjuError) -> None:
        failures.append(error)
        heard.set()

    shutil.rmtree(folder)
    watch = Watch(library, failed=failed, pause=0.01)
    watch.start()
    assert heard.wait(30)
    watch.stop()
    assert [type(failure) for failure in failures] == [SourceError]
    assert watch.failure is failures[0]
    assert len(library.documents()) == 1


def test_an_index_taken_away_is_built_anew_while_answers_go_on(folder: Path, library: Library) -> None:
    """Somebody tidies up the data folder while the bot runs."""
    library.folder.rename(folder.parent / "weg")
    question = "会议由谁主持？"
    assert isinstance(library.ask(question), Answer)
    assert Watch(library).look() is not None
    assert isinstance(library.ask(question), Answer)
    assert (library.folder / "CURRENT").is_file()


def test_an_index_overwritten_under_the_program_is_named_and_built_anew(folder: Path, library: Library) -> None:
    """A disk fails, a copy goes to the wrong place: which file it is can be told, and nobody has to restart."""
    sentences = (f"第{number}次会议由第{number}处主持。" for number in range(3000))
    (folder / "乙.txt").write_text("\n".join(sentences), encoding="utf-8")
    library.refresh()
    (catalog,) = library.folder.glob("snapshots/*/catalog.sqlite")
    catalog.write_bytes(b"")
    with pytest.raises(DamagedIndex) as damaged:
        library.documents()
    assert damaged.value.facts == {"folder": str(catalog.parent), "file": catalog.name}
    assert Watch(library).look() is not None
    assert library.ask("会议由谁主持？").nearest


def test_what_another_process_built_is_taken_over_not_built_again(folder: Path, library: Library) -> None:
    """`yinju index` beside a running bot costs the bot nothing."""
    other = Library(library.folder, library.sources, components(0.5))
    (folder / "乙.txt").write_text("图书馆周一闭馆。", encoding="utf-8")
    other.refresh()
    assert Watch(library).look() is None
    assert len(library.documents()) == 2


def test_damage_is_told_where_a_refresh_for_another_reason_finds_it(
    folder: Path, library: Library, caplog: pytest.LogCaptureFixture
) -> None:
    """A file that changed at the same time mends the index on the way: the operator still hears of the disk."""
    (folder / "乙.txt").write_text("图书馆周一闭馆。", encoding="utf-8")
    (catalog,) = library.folder.glob("snapshots/*/catalog.sqlite")
    catalog.write_bytes(b"")
    library.refresh()
    assert "catalog.sqlite" in caplog.text
    assert library.ask("图书馆什么时候闭馆？").nearest


def test_what_a_disk_changed_by_itself_is_mended_too(
    folder: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system says nothing of it: were the files trusted again, no question would ever be answered."""
    monkeypatch.setattr(seal, "REST", 0.0)
    os.utime(folder / "甲.txt", (1e9, 1e9))
    library.refresh()
    (file,) = library.folder.glob("snapshots/*/character.counts.npy")
    data = file.read_bytes()
    file.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    record = Checked(library.folder / "CHECKED", file.parent.name)
    record.add(file.name, Look.of(file), time.time_ns() + 2 * CLOCK_NS)
    record.write()
    opened = Library(library.folder, library.sources, components())
    opened.open()
    assert wait_for_damage(opened)
    assert Watch(opened).look() is not None
    assert opened.ask("会议由谁主持？").nearest
    assert not wait_for_damage(opened)


def wait_for_damage(library: Library) -> bool:
    """Whether damage is found within a second, by looking again and again as a running program does."""
    for _ in range(50):
        try:
            library.documents()
        except DamagedIndex:
            return True
        time.sleep(0.02)
    return False
