"""PDF files that would take the program along, were they not read in a process of their own."""

from __future__ import annotations

import mmap
import os
import signal
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index.errors import BrokenFile, UnreadableFile
from index.loading.pdf import apart as module
from index.loading.pdf.apart import Apart
from index.loading.pdf.memory import resident
from index.loading.pdf.messages import Reply
from index.loading.pdf.pages import read_pdf
from tests.index.loading.hostile import HELLO, forms, packed, pages

GREETING = "Hello, world."
GOOD = pages(zlib.compress(HELLO))
SPACES = packed(b" ", 1200 << 20)
START = module._START  # noqa: SLF001 - how the process begins, which tests begin otherwise


@pytest.fixture
def reader() -> Iterator[Apart]:
    made = Apart()
    yield made
    made.close()


def _begun(monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    """Let the process do ``change`` to the worker's module ``w`` before it begins."""
    imported = "from index.loading.pdf.worker import main"
    assert imported in START
    changed = START.replace(imported, f"import os, index.loading.pdf.worker as w; {change}; {imported}")
    monkeypatch.setattr(module, "_START", changed)


def _text(reply: Reply) -> str:
    assert reply.content is not None
    return reply.content.text


def _refused(reader: Apart, data: bytes) -> tuple[str, str]:
    with pytest.raises(BrokenFile) as caught:
        reader.read(data)
    return caught.value.facts["reason"], caught.value.facts["detail"]


def test_what_is_read_apart_is_what_is_read_here(reader: Apart) -> None:
    """The border between the processes changes nothing."""
    assert reader.read(GOOD) == read_pdf(GOOD)
    assert _text(reader.read(GOOD)) == GREETING


@pytest.mark.parametrize(
    "bomb",
    [
        pages(SPACES),
        pages(zlib.compress(SPACES, 9), filters=b"[/FlateDecode /FlateDecode]"),
        pages(packed(b"0 0 m 1 1 l S ", 1 << 20), times=1000),
        forms(12, 20),
    ],
    ids=["a stream of 1.2 GiB", "packed twice", "one stream named a thousand times", "forms that draw forms"],
)
def test_a_bomb_is_refused_and_the_next_file_is_read(reader: Apart, bomb: bytes) -> None:
    """Some kilobytes that would fill the memory: skipped with the reason, and nothing else suffers."""
    assert len(bomb) < 2 << 20
    before = resident()
    assert _refused(reader, bomb) == ("bomb", "takes more than 512 MiB of memory")
    assert resident() - before < 100 << 20
    assert _text(reader.read(GOOD)) == GREETING


@pytest.mark.skipif(sys.platform == "win32", reason="no such timer there; the thread's look is tested below")
def test_a_file_that_takes_for_ever_is_given_up(reader: Apart, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even while Python's own lock is held, so that no thread gets to look."""
    _begun(monkeypatch, "import re; w.SECONDS = 0; w.read_pdf = lambda _: re.match('(a*)*b', 'a' * 64)")
    reason, detail = _refused(reader, GOOD)
    assert (reason, "seconds" in detail) == ("bomb", True)


def test_a_file_that_computes_for_ever_is_given_up(reader: Apart, monkeypatch: pytest.MonkeyPatch) -> None:
    """One file must not keep the other thousands from being indexed."""
    _begun(monkeypatch, "w.SECONDS = 0.2; w.read_pdf = lambda _: [None for _ in iter(int, 1)]")
    reason, detail = _refused(reader, GOOD)
    assert (reason, "seconds" in detail) == ("bomb", True)


def test_a_fault_in_the_library_ends_nothing_else(reader: Apart, monkeypatch: pytest.MonkeyPatch) -> None:
    """A damaged file may crash a library written in C++; the bot goes on."""
    _begun(monkeypatch, "w.read_pdf = lambda _: os._exit(134)")
    assert _refused(reader, GOOD)[0] == "damaged"
    monkeypatch.setattr(module, "_START", START)
    assert _text(reader.read(GOOD)) == GREETING


def test_errors_of_any_kind_come_back_as_reasons(reader: Apart, monkeypatch: pytest.MonkeyPatch) -> None:
    """The list of skipped files names what the library said."""
    assert _refused(reader, b"%PDF-1.7 rubbish")[0] == "damaged"
    _begun(monkeypatch, "w.read_pdf = lambda _: 1 // 0")
    reader.close()
    reason, detail = _refused(reader, GOOD)
    assert (reason, "ZeroDivisionError" in detail) == ("damaged", True)


def test_a_process_that_went_for_want_of_work_is_started_again(reader: Apart, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bot that met one PDF does not keep a second process for ever, nor miss the next PDF."""
    _begun(monkeypatch, "w.IDLE = 0.05")
    assert _text(reader.read(GOOD)) == GREETING
    process = reader._process  # noqa: SLF001 - what is asked for has no other sign
    assert process is not None
    assert process.wait(30) == 0
    assert _text(reader.read(GOOD)) == GREETING


def test_several_threads_get_each_their_own_answer(reader: Apart) -> None:
    """An upload is read while the folder is being indexed."""
    texts = [f"Text number {number}." for number in range(12)]
    files = [pages(zlib.compress(HELLO.replace(b"Hello, world.", text.encode()))) for text in texts]
    with ThreadPoolExecutor(4) as pool:
        assert [_text(reply) for reply in pool.map(reader.read, files)] == texts


def test_an_interrupt_between_question_and_answer_mixes_nothing_up(
    reader: Apart, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After Ctrl-C the next file must not get the answer to the one before."""

    def interrupted(*_: object) -> bytes:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(module, "receive", interrupted)
        with pytest.raises(KeyboardInterrupt):
            reader.read(GOOD)
    other = pages(zlib.compress(HELLO.replace(b"world", b"again")))
    assert _text(reader.read(other)) == "Hello, again."


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals there")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_what_ends_a_whole_service_leaves_the_file_in_hand_alone(reader: Apart, name: str) -> None:
    """A service manager stops every process at once; the PDF being read must not be written down as a damaged one."""
    assert _text(reader.read(GOOD)) == GREETING
    process = reader._process  # noqa: SLF001 - as above
    assert process is not None
    process.send_signal(getattr(signal, name))
    assert _text(reader.read(GOOD)) == GREETING
    assert reader._process is process  # noqa: SLF001 - as above


@pytest.mark.parametrize("ends", ["os.kill(os.getpid(), 9)", "raise SystemExit(1)"])
def test_a_file_is_not_blamed_for_the_end_of_its_reader(
    reader: Apart, monkeypatch: pytest.MonkeyPatch, ends: str
) -> None:
    """A damaged file is left alone until it changes; one that met a full memory or a broken install is tried again."""
    if sys.platform == "win32" and "kill" in ends:
        pytest.skip("no such signal there")
    _begun(monkeypatch, ends)
    with pytest.raises(UnreadableFile) as caught:
        reader.read(GOOD)
    assert caught.value.facts["reason"] == "system"


def test_a_file_of_millions_of_lines_is_too_large_not_damaged(reader: Apart, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who reads "damaged" would look for a fault in it."""
    _begun(monkeypatch, "import index.loading.content as c; c.MOST_PIECES = 0")
    with pytest.raises(UnreadableFile) as caught:
        reader.read(GOOD)
    assert caught.value.facts["reason"] == "too_large"


def test_a_machine_without_room_for_a_process_is_told_from_a_damaged_file(
    reader: Apart, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As above."""
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(UnreadableFile):
        reader.read(GOOD)


@pytest.mark.skipif(sys.platform == "win32", reason="there the file in hand is finished first")
def test_nothing_is_left_of_a_program_that_was_killed(tmp_path: Path) -> None:
    """A file may take ten minutes; a bot that is started again would find the machine busy with work nobody wants."""
    beats = tmp_path / "beats"
    program = f"""
import time
from index.loading.pdf import apart

begin = "import pathlib, time, index.loading.pdf.worker as w; main = w.main;"
work = "[(file.write('.'), file.flush(), time.sleep(0.01)) for _ in range(12000)]"
change = f"file = open({str(beats)!r}, 'w'); w.read_pdf = lambda _: {{work}}"
apart._START = apart._START.replace("from index.loading.pdf.worker import main", begin + change)
apart.Apart().read(b"")
"""
    with subprocess.Popen([sys.executable, "-c", program]) as process:  # noqa: S603 - this very program
        while not (beats.exists() and beats.stat().st_size):
            assert process.poll() is None
            time.sleep(0.01)
        process.kill()
    sizes = [beats.stat().st_size]
    while len(sizes) < 60 and sizes[-2:-1] != sizes[-1:]:  # the work alone goes on for twice as many
        time.sleep(1)
        sizes.append(beats.stat().st_size)
    assert sizes[-2] == sizes[-1]


def test_secrets_can_be_kept_from_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file made to take over its reader must not find the bot's token in its hands."""
    reader = Apart(dict(os.environ))  # noqa: TID251 - not settings: what a process is started with
    monkeypatch.setenv("SECRET_OF_THE_BOT", "told")
    _begun(monkeypatch, "os._exit(90 + ('SECRET_OF_THE_BOT' in os.environ))")
    assert _refused(reader, GOOD) == ("damaged", "the reader ended with code 90")
    reader.close()


def test_the_watch_measures_this_process() -> None:
    """A limit on a figure that never moves would be none."""
    before = resident()
    # memory of its own: Python's would be taken from what earlier tests gave back
    with mmap.mmap(-1, 64 << 20) as held:
        for page in range(0, len(held), mmap.PAGESIZE):
            held[page] = 1
        assert resident() - before > 32 << 20
