"""How a refresh goes on, as a bar on standard error; nothing where that is no terminal."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Self

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bot.messages import Language
from bot.render.printable import printable
from bot.render.screen import console
from bot.wording import say

_PATH_WIDTH = 30


class ProgressBar:
    """A :class:`index.store.refresh.Progress` with counts and remaining time; a context manager.

    Args:
        language: The language to label it in.
        no_color: Leave colours out.
    """

    def __init__(self, language: Language, *, no_color: bool = False) -> None:
        self._language = language
        # rich draws nothing by itself where the stream is no terminal, but would still write its last state.
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[path]}", markup=False, style="dim"),
            console=console(stderr=True, no_color=no_color),
            transient=True,
            disable=not sys.stderr.isatty(),
        )
        self._task = self._bar.add_task(say("progress_files", language), total=None, path="")

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """Take the bar off the screen."""
        self._bar.stop()

    def waiting(self, holder: str) -> None:
        """Another process is building."""
        self._bar.console.print(say("progress_waiting", self._language, holder=holder), markup=False)

    def advance(self, done: int, total: int, path: str) -> None:
        """``done`` of ``total`` files are dealt with."""
        shown = printable(path)
        if len(shown) > _PATH_WIDTH:
            shown = "…" + shown[-_PATH_WIDTH:]
        self._bar.update(self._task, completed=done, total=total, path=shown)
