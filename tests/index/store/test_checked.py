"""A large index opened without reading all of it: what was checked before is trusted while nobody wrote into it."""

import os
import sys
import time
from pathlib import Path

import pytest

from index.errors import DamagedIndex
from index.store import checked, seal
from index.store.checked import Checked
from index.store.folder import IndexFolder
from index.store.refresh import Sources, refresh
from index.store.seal import Seal
from index.store.sums import FileSum
from tests.index.store.plain import Plain
from tests.index.store.test_refresh import everything


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An index whose files are as old as those of one that was built yesterday."""
    monkeypatch.setattr(checked, "CLOCK_NS", -1_000_000_000)
    (tmp_path / "文件").mkdir()
    (tmp_path / "文件" / "甲.txt").write_text("伞架在门口。\n雨鞋在柜子里。", encoding="utf-8")
    update(tmp_path)
    return tmp_path / "index"


def update(place: Path, index: str = "index") -> None:
    refresh(place / index, Sources((place / "文件",)), Plain(), workers=1)


def turn(file: Path) -> None:
    """Change a byte in place and put the time back, as careful programs do."""
    before = file.stat()
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    with file.open("r+b") as whole:
        whole.write(data)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def files(index: Path) -> list[Path]:
    place, manifest = IndexFolder(index).current()
    return [place / name for name in manifest.files if (place / name).stat().st_size]


def test_what_was_checked_is_not_read_again(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two gigabytes take seconds to read; a question waits for a moment only."""
    monkeypatch.setattr(checked, "sum_of", lambda _: pytest.fail("a checksum was taken"))
    IndexFolder(index).current()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell when a file was last touched")
def test_a_file_written_into_since_is_noticed_whatever_its_time_says(index: Path) -> None:
    """A flipped bit must never become a wrong citation."""
    for file in files(index):
        turn(file)
        with pytest.raises(DamagedIndex, match=file.name):
            IndexFolder(index).current()
        turn(file)


def test_files_written_a_moment_ago_are_not_trusted(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Clocks of file systems are coarse: what is written twice within a moment may keep its time."""
    monkeypatch.setattr(checked, "CLOCK_NS", 2_000_000_000)
    update(index.parent, "fresh")
    record = Checked(index.parent / "fresh" / "CHECKED", IndexFolder(index.parent / "fresh").name())
    assert not any(record.knows(file.name, checked.Look.of(file)) for file in files(index.parent / "fresh"))


@pytest.mark.parametrize("written", [b"", b"{}", b"\xff"])
def test_a_record_that_is_lost_or_damaged_costs_only_time(index: Path, written: bytes) -> None:
    """It can be left out of a backup."""
    (index / "CHECKED").write_bytes(written)
    IndexFolder(index).current()
    assert (index / "CHECKED").stat().st_size > len(written)


def test_what_a_disk_changes_by_itself_is_found_while_the_index_is_in_use(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system says nothing of it: all is read in the background, and then no answer is given any more."""
    monkeypatch.setattr(seal, "REST", 0.0)
    place, manifest = IndexFolder(index).current()
    sums = {name: FileSum(size=each.size, crc32=each.crc32 ^ 1) for name, each in manifest.files.items()}
    held = Seal(place, sums)
    with pytest.raises(DamagedIndex):
        look_again_and_again(held)
    held.close()


def look_again_and_again(held: Seal) -> None:
    """As before each answer, for some seconds at the most."""
    for _ in range(200):
        held.check()
        time.sleep(0.02)


def test_damage_is_not_copied_into_the_next_index(index: Path) -> None:
    """Once copied it would have a checksum of its own, and stay for ever."""
    damaged = next(file for file in files(index) if file.name == "character.counts.npy")
    turn(damaged)
    # as if a disk had done it, of which the system says nothing
    record = Checked(index / "CHECKED", damaged.parent.name)
    record.add(damaged.name, checked.Look.of(damaged), time.time_ns())
    record.write()
    (index.parent / "文件" / "乙.txt").write_text("钥匙在抽屉里。", encoding="utf-8")
    update(index.parent)
    update(index.parent, "afresh")
    assert dict(everything(index)) == dict(everything(index.parent / "afresh"))
