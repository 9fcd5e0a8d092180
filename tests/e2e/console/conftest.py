"""The program as a process of its own, with documents and folders of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.e2e.forking import shared_cache, through_pipes

if TYPE_CHECKING:
    from tests.e2e.console.terminal import Terminal

GOLDEN = Path(__file__).parents[2] / "golden" / "documents"
MAY_DAY = 1_714_564_800
_PATIENCE = 120.0

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
Start = Callable[..., "Terminal"]


def bare_environment() -> dict[str, str]:
    """The environment of these tests without settings and locale."""
    dropped = {"LANG", "LC_ALL", "LC_MESSAGES", "NO_COLOR", "TERM", "COLUMNS", "LINES", "PAGER", "DISPLAY"}
    return {
        name: value
        for name, value in os.environ.items()  # noqa: TID251 - the environment of a child process
        if name not in dropped and not name.startswith(("YINJU_", "COVERAGE_", "COV_"))
    }


@pytest.fixture(scope="session")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of three documents, last changed on 1 May 2024."""
    folder = tmp_path_factory.mktemp("e2e") / "documents"
    shutil.copytree(GOLDEN, folder)
    for path in folder.iterdir():
        os.utime(path, (MAY_DAY, MAY_DAY))
    return folder


@pytest.fixture(scope="session")
def cache() -> Path:
    """One cache for all: the dictionary is parsed once."""
    return shared_cache()


@pytest.fixture
def environment(documents: Path, cache: Path, tmp_path: Path) -> dict[str, str]:
    """Documents and folders of the test's own, Chinese spoken."""
    return {
        **bare_environment(),
        "YINJU_DOCUMENTS": str(documents),
        "YINJU_DATA": str(tmp_path / "data"),
        "YINJU_CACHE": str(cache),
        # Bold answers: how sure the reader is of three small documents is not what these tests are about.
        "YINJU_MADE_UP_RATE": "0.5",
        "LANG": "zh_CN.UTF-8",
        "TERM": "xterm-256color",
    }


@pytest.fixture
def run(environment: Mapping[str, str], tmp_path: Path, run_anew: Run) -> Run:
    """Runs the program to its end, forked from a process that has loaded it: loading it is most of a run."""
    if not hasattr(os, "fork"):
        return run_anew

    def run(*arguments: str, given: bytes = b"", **settings: str) -> subprocess.CompletedProcess[bytes]:
        return through_pipes(tmp_path, arguments, {**environment, **settings}, given, _PATIENCE)

    return run


@pytest.fixture
def run_anew(environment: Mapping[str, str], tmp_path: Path) -> Run:
    """The same as everybody starts it, for what is decided while Python and the program are loaded."""

    def run(*arguments: str, given: bytes = b"", **settings: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "bot", *arguments],
            input=given,
            capture_output=True,
            env={**environment, **settings},
            cwd=tmp_path,
            timeout=_PATIENCE,
            check=False,
        )

    return run


@pytest.fixture
def start(environment: Mapping[str, str], tmp_path: Path) -> Iterator[Start]:
    """Starts the console in a terminal of a size, forked or ``anew`` as everybody does; ends it when the test does."""
    from tests.e2e.console.terminal import Terminal  # noqa: PLC0415 - needs a pty, which not every system has

    running: list[Terminal] = []

    def start(
        columns: int = 80,
        lines: int = 24,
        *,
        greeted: str = "可以这样问",
        prompt: str = ">",
        anew: bool = False,
        **settings: str,
    ) -> Terminal:
        command = [sys.executable, "-m", "bot"] if anew else []
        terminal = Terminal(command, {**environment, **settings}, tmp_path, columns, lines)
        running.append(terminal)
        terminal.wait_for(greeted)
        terminal.wait_for(prompt)
        return terminal

    yield start
    for terminal in running:
        terminal.__exit__(None, None, None)
