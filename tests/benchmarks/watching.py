"""What a process with its children takes while it runs, and a record of it that outlives an interruption.

Linux only: it is read from ``/proc``.
"""

from __future__ import annotations

import contextlib
import json
import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

_LOOK = 0.2  # seconds between two looks at memory
_LOOKS = 15  # so many looks at memory for one at what takes longer to find
_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100

Figures = dict[str, float]


class Record:
    """What was measured so far, kept in a file as it comes.

    Args:
        path: The file; ``None`` to keep it in memory alone.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        there = path is not None and path.exists()
        self._figures: dict[str, Figures] = json.loads(path.read_text("utf-8")) if path is not None and there else {}

    def get(self, name: str) -> Figures | None:
        """What was measured under that name, if it was."""
        return self._figures.get(name)

    def put(self, name: str, figures: Figures) -> None:
        """Keep it; what has only begun under that name is forgotten."""
        self._figures[name] = figures
        if not name.endswith(_BEGUN):
            self._figures.pop(f"{name}{_BEGUN}", None)
        if self._path is not None:
            part = self._path.with_suffix(".new")
            part.write_text(json.dumps(self._figures, indent=1), encoding="utf-8")
            part.replace(self._path)

    def begun(self, name: str) -> Figures:
        """What interrupted attempts took."""
        return self.get(f"{name}{_BEGUN}") or {}

    def put_begun(self, name: str, figures: Figures) -> None:
        """Keep what an attempt has taken so far."""
        self.put(f"{name}{_BEGUN}", figures)

    def once(self, name: str, make: Callable[[], Figures]) -> Figures:
        """What was measured under that name, or what is measured now."""
        found = self.get(name)
        if found is None:
            found = make()
            self.put(name, found)
        return found


_BEGUN = ", begun"


def together(before: Figures, now: Figures) -> Figures:
    """What two attempts took: the times of both, the largest of the rest."""
    return {
        name: before.get(name, 0.0) + value if name in {"s", "cpu"} else max(before.get(name, 0.0), value)
        for name, value in now.items()
    }


@contextlib.contextmanager
def watched(process: int, folder: Path, tell: Callable[[Figures], None] = lambda _: None) -> Iterator[Figures]:
    """The most a process and its children held, and a folder; ``tell`` hears it while it goes on.

    ``memory`` counts shared pages for each process, ``shared`` divides them among those that share them; ``cpu`` is
    what was used so far.
    """
    began, ended = time.perf_counter(), threading.Event()
    most: Figures = {"s": 0.0, "cpu": 0.0, "memory": 0, "shared": 0, "disk": 0}

    def watch() -> None:
        looks = 0
        while not ended.wait(_LOOK):
            family = list(_family(process))
            most["memory"] = max(most["memory"], sum(map(_resident, family)))
            looks += 1
            if looks % _LOOKS == 0:
                most["s"] = time.perf_counter() - began
                most["cpu"] = max(most["cpu"], sum(map(_used, family)))
                most["shared"] = max(most["shared"], sum(map(_proportional, family)))
                most["disk"] = max(most["disk"], size_of(folder))
                tell(most)

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield most
    finally:
        ended.set()
        thread.join()


def size_of(folder: Path) -> int:
    """Bytes of the files below a folder, of which some may just be going."""
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(OSError):
                total += Path(place, name).stat().st_size
    return total


def _family(process: int) -> Iterator[Path]:
    place = Path(f"/proc/{process}")
    try:
        # each thread has its own children
        below = [int(child) for each in place.glob("task/*/children") for child in each.read_text("ascii").split()]
    except OSError:
        return
    yield place
    for child in below:
        yield from _family(child)


def _resident(place: Path) -> int:
    try:
        return int((place / "statm").read_text("ascii").split()[1]) * 4096
    except (OSError, IndexError):
        return 0


def _proportional(place: Path) -> int:
    try:
        lines = (place / "smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


def _used(place: Path) -> float:
    """Processor seconds of a process and of its children that have ended."""
    try:
        behind_name = (place / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, behind_name[11:15])) / _TICKS
