"""A build that kills itself (SIGKILL) after so many files. Arguments: index folder, documents folder, files."""

import os
import signal
import sys
from pathlib import Path

from index.store.building import batches
from index.store.refresh import Sources, refresh
from tests.index.store.plain import Plain


class Killing:
    """Hears how far the build is."""

    def __init__(self, after: int) -> None:
        self._after = after

    def waiting(self, holder: str) -> None:
        """Nobody else builds."""

    def advance(self, done: int, total: int, path: str) -> None:
        """``done`` files are dealt with."""
        del total, path
        if done == self._after:
            os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    batches.LARGE, batches.SMALL = 2_000, 400
    index, documents, after = sys.argv[1:]
    refresh(Path(index), Sources((Path(documents),)), Plain(), Killing(int(after)), workers=1)
