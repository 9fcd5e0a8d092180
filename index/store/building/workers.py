"""The program's side of the processes that cut and merge."""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import subprocess
import sys
from collections import deque
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self

from index.store.building.tasks import Task
from index.text import Analyzer

_START = "import sys; sys.path[:] = {path!r}; from index.store.building.worker import main; main()"
_AHEAD = 2  # tasks given out for each process: one in hand, one waiting


def cores() -> int:
    """How many processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Workers:
    """Does tasks in processes of their own, or in this one while no process is worth its start.

    A context manager: whatever happens, no process is left behind. A process that is ended from outside, by a system
    short of memory for one, costs nothing but time: what it had in hand is done here.

    Args:
        analyzer: What texts are cut with.
        most: How many processes to use; with one, everything is done in this one.
        environment: What they get in place of this one's environment, which may hold secrets; ``None`` for the same.
    """

    def __init__(self, analyzer: Analyzer, most: int, environment: Mapping[str, str] | None = None) -> None:
        self._analyzer = analyzer
        self._most = most
        self._environment = environment
        self._idle: queue.SimpleQueue[_Worker | None] = queue.SimpleQueue()
        for _ in range(most):
            self._idle.put(None)
        self._started: list[_Worker] = []
        self._ending = False
        self._threads: ThreadPoolExecutor | None = None
        self._pending: deque[Future[None]] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ending = True
        for worker in self._started:
            worker.kill()
        if self._threads is not None:
            self._threads.shutdown(cancel_futures=True)
        for worker in self._started:
            worker.close()

    @property
    def started(self) -> bool:
        """Whether processes are at work."""
        return self._threads is not None

    def do_here(self, task: Task) -> None:
        """Do a task in this process.

        Raises:
            OSError: the disk refused.
        """
        task.run(self._analyzer)

    def do(self, task: Task) -> None:
        """Have a task done; returns at once unless enough are waiting.

        Raises:
            OSError: the disk refused this task or one before it.
        """
        if self._most == 1:
            self.do_here(task)
            return
        if self._threads is None:
            self._threads = ThreadPoolExecutor(self._most, thread_name_prefix="yinju-build")
        while len(self._pending) >= _AHEAD * self._most:
            self._pending.popleft().result()
        self._pending.append(self._threads.submit(self._run, task))

    def finish(self) -> None:
        """Wait until all that was given is done.

        Raises:
            OSError: the disk refused a task.
        """
        while self._pending:
            self._pending.popleft().result()

    def _run(self, task: Task) -> None:
        worker = self._idle.get()
        try:
            if worker is None:
                worker = _Worker(self._environment)
                self._started.append(worker)
                worker.send((self._analyzer.lexicon, self._analyzer.cache_folder))
            error = worker.ask(task)
        except (OSError, EOFError, pickle.UnpicklingError):  # it could not be started, or ended
            worker = None
            error = None
            if not self._ending:
                self.do_here(task)
        finally:
            self._idle.put(worker)
        if error is not None:
            raise error


class _Worker:
    """One process."""

    def __init__(self, environment: Mapping[str, str] | None) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - this very program
            [sys.executable, "-I", "-c", _START.format(path=sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )

    def ask(self, task: Task) -> Exception | None:
        """Have it done; what went wrong.

        Raises:
            OSError, EOFError: the process is gone.
        """
        self.send(task)
        if self._process.stdout is None:
            raise EOFError
        answer: Exception | None = pickle.load(self._process.stdout)  # noqa: S301 - a pipe from our own process
        return answer

    def kill(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()

    def close(self) -> None:
        """Wait for its end and give its pipes back."""
        self.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):  # what it did not take any more
                    pipe.close()

    def send(self, message: object) -> None:
        """Give it something.

        Raises:
            OSError: the process is gone.
        """
        if self._process.stdin is None:
            raise EOFError
        pickle.dump(message, self._process.stdin, pickle.HIGHEST_PROTOCOL)
        self._process.stdin.flush()
