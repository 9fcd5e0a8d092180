"""The machine is switched off in the middle: kill -9 at any moment."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from index.store.refresh import Sources, refresh
from index.store.snapshot import Snapshot
from tests.analysis import ANALYZER
from tests.index.searching import search

KILLS = 80

MEMORY = Path("/dev/shm")  # noqa: S108 - waiting for a disk at each kill proves nothing: a killed process loses no written data


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL and no fork on Windows")
def test_many_kills_leave_an_index_that_answers() -> None:
    """After each kill the last good snapshot, or the new one, answers: never a mixture, never nothing."""
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        _kill_again_and_again(Path(folder))


def _kill_again_and_again(tmp_path: Path) -> None:
    documents, index, analyzer = tmp_path / "文件", tmp_path / "index", ANALYZER
    documents.mkdir()
    for number in range(30):
        (documents / f"{number}.txt").write_text(f"第{number}号文件。\n学生党员名单另发。", encoding="utf-8")
    counted = documents / "人数.txt"
    counted.write_text("企业党员有0名。", encoding="utf-8")
    refresh(index, Sources((documents,)), analyzer)
    moments = random.Random(1)  # noqa: S311 - moments to kill at, not secrets
    command = [sys.executable, str(Path(__file__).with_name("zygote.py")), str(index), str(documents)]
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "PYTHONWARNINGS": "ignore"}  # noqa: TID251 - handed on
    with subprocess.Popen(  # noqa: S603 - our own script
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as zygote:
        assert zygote.stdin is not None
        assert zygote.stdout is not None
        assert zygote.stdout.readline() == "ready\n"
        longest, finished, state = 0.0, 0, 0
        for round_number in range(1, KILLS + 1):
            counted.write_text(f"企业党员有{round_number}名。", encoding="utf-8")
            began = time.monotonic()
            zygote.stdin.write("\n")
            zygote.stdin.flush()
            child = int(zygote.stdout.readline())
            if longest:
                time.sleep(moments.uniform(0, longest))
                with contextlib.suppress(ProcessLookupError):  # it was done before
                    os.kill(child, signal.SIGKILL)
            assert zygote.stdout.readline() == "done\n"
            longest = longest or time.monotonic() - began
            answer = search(Snapshot.open(index, analyzer), "企业党员有多少名", 1, analyzer).hits[0].paragraph.text
            now = int(answer.removeprefix("企业党员有").removesuffix("名。"))
            assert state <= now <= round_number
            finished += now == round_number
            state = now
        zygote.stdin.close()
    # kills that all came too early, or all too late, would have tested nothing
    assert 1 < finished < KILLS
    refresh(index, Sources((documents,)), analyzer)
    assert len(list((index / "snapshots").iterdir())) == 1
