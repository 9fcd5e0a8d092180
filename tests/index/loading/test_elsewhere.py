"""Files that would keep the program for ever, were they not read in a process of their own."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from index.errors import BrokenFile, MissingExtra, NotText
from index.loading import Processes, elsewhere
from index.loading.elsewhere import load_elsewhere
from index.loading.formats import format_of
from index.loading.means import Means
from index.loading.pdf import apart as module
from index.loading.pdf.apart import Apart
from index.loading.pdf.worker import WAITS, Patience
from index.store.refresh import Sources, refresh
from tests.index.loading.every_format import FILES
from tests.index.loading.reading import PROCESSES
from tests.shipped import analyzer

Begin = Callable[[str], Apart]
_MAIN = "from index.loading.elsewhere.worker import main"
_HANGS = "import re; w.loaded = lambda *_: re.match('(a*)*b', 'a' * 64)"  # in C, holding Python's own lock
_THERE = Means(PROCESSES, is_elsewhere=True)


@pytest.fixture
def begin() -> Iterator[Begin]:
    """Starts processes that do something else before they begin; all are ended."""
    with ExitStack() as stack:

        def begun(change: str) -> Apart:
            assert _MAIN in elsewhere.START
            imported = "import index.loading.elsewhere.worker as w, index.loading.pdf.worker as p"
            start = elsewhere.START.replace(_MAIN, f"{imported}; {change}; {_MAIN}")
            return stack.enter_context(closing(Apart(start=start, seconds=elsewhere.SECONDS)))

        yield begun


@pytest.mark.skipif(sys.platform == "win32", reason="no such timer there; silence is tested below")
def test_a_file_whose_library_never_returns_is_skipped_with_its_reason(tmp_path: Path, begin: Begin) -> None:
    """Nothing in the program could interrupt it; everything else in the folder is indexed."""
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "文.txt").write_text("内容。", encoding="utf-8")
    (docs / "坏.docx").write_bytes(FILES["文.docx"]())
    with closing(Processes()) as processes:
        processes.files = begin(f"w.SECONDS = -0.7; w.PER_BYTE = 0.0; {_HANGS}")
        report = refresh(tmp_path / "index", Sources((docs,)), analyzer(), processes=processes)
    assert report.added == ["文.txt"]
    (skipped,) = report.skipped
    assert (skipped.problem, skipped.facts["reason"]) == ("broken_file", "bomb")
    assert "seconds" in skipped.facts["detail"]


def test_a_process_that_says_nothing_is_ended_from_outside(begin: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system has no timer for it, as Windows has none."""
    monkeypatch.setattr(module, "SILENT", 1.0)
    with pytest.raises(BrokenFile) as caught:
        load_elsewhere(b"any", ".docx", begin(f"p.signal.setitimer = lambda *_: None; {_HANGS}"))
    assert caught.value.facts["reason"] == "bomb"


def test_a_file_that_waits_for_ever_is_given_up(begin: Begin) -> None:
    """It takes no processor time, so that no limit on that would end it."""
    with pytest.raises(BrokenFile) as caught:
        load_elsewhere(b"any", ".docx", begin("import time; p.WAITS = 0.1; w.loaded = lambda *_: time.sleep(1e6)"))
    assert caught.value.facts["reason"] == "bomb"


def test_waiting_for_another_process_is_not_held_against_a_file() -> None:
    """A long scan in a mail: its pages are looked at one by one, each with a limit of its own."""
    patience = Patience(0.0)
    assert not any(patience.is_over(1.0, 0.0, may_wait=True) for _ in range(round(3 * WAITS)))
    assert not any(patience.is_over(1.0, float(second), may_wait=False) for second in range(round(3 * WAITS)))
    looks = [patience.is_over(1.0, 3 * WAITS, may_wait=False) for _ in range(round(WAITS) + 3)]
    assert (looks[0], looks[-1]) == (False, True)


def test_progress_inside_a_file_is_told(begin: Begin) -> None:
    """As for a file that lies in the folder itself."""
    told: list[tuple[int, int]] = []
    apart = begin("loaded = w.loaded; w.loaded = lambda *of: (of[2].told(1, 3), of[2].told(2, 3), loaded(*of))[2]")
    content = load_elsewhere("内容。".encode(), ".txt", apart, lambda done, total: told.append((done, total)))
    assert (content.text, told) == ("内容。", [(1, 3), (2, 3)])


def test_reasons_come_back_as_they_are(begin: Begin) -> None:
    """Who has to install something should not look for a fault in the file."""
    apart = begin("import sys; sys.modules['docx'] = None")
    with pytest.raises(MissingExtra) as missing:
        load_elsewhere(b"any", ".docx", apart)
    assert missing.value.facts["extra"] == "office"
    with pytest.raises(NotText):
        load_elsewhere(bytes(range(256)) * 4, ".txt", apart)
    with pytest.raises(BrokenFile) as broken:
        load_elsewhere(b"any", ".epub", apart)
    assert broken.value.facts["reason"] == "damaged"


@pytest.mark.parametrize("name", [name for name in FILES if not name.startswith(("包", "图")) and ".pdf" not in name])
def test_what_is_read_elsewhere_is_what_is_read_here(name: str) -> None:
    """The border between the processes changes nothing: not a place, not a cell, not a note."""
    suffix, data = name[name.index(".") :], FILES[name]()
    assert load_elsewhere(data, suffix, PROCESSES.files) == format_of(name).load(data, _THERE)


def test_a_text_is_read_here_while_it_is_small(begin: Begin) -> None:
    """Most folders are of small texts and need no other process; a large one can take a library long."""
    with closing(Processes()) as processes:
        processes.files = begin("w.loaded = lambda *_: w.Loaded(error='NotText')")
        means = Means(processes)
        assert format_of("文.txt").load(b"abc", means).text == "abc"
        with pytest.raises(NotText):
            format_of("文.txt").load(b"abc" * 20_000, means)
