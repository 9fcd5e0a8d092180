"""A process that cuts and merges for a build. It ends when the program does, and says nothing to anybody else."""

from __future__ import annotations

import os
import pickle
import signal
import sys

from index.text import Analyzer


def main() -> None:
    """Do tasks until there are none any more."""
    # the program is told as well, and ends this process when it wants to
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tasks, answers = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # whatever a library prints must not be taken for an answer
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    try:
        lexicon, cache_folder = pickle.load(tasks)  # noqa: S301 - a pipe from our own program
        analyzer = Analyzer(lexicon, cache_folder)
        while True:
            task = pickle.load(tasks)  # noqa: S301 - as above
            error: Exception | None = None
            try:
                task.run(analyzer)
            except Exception as caught:  # noqa: BLE001 - it is the program's to judge
                error = caught
            pickle.dump(error, answers)
            answers.flush()
    except (EOFError, BrokenPipeError, pickle.UnpicklingError):
        # the program has ended; Python would complain of a pipe it cannot flush
        os._exit(0)
