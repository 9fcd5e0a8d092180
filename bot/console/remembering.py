"""What was asked, kept from one run to the next."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from pathlib import Path

from prompt_toolkit.history import FileHistory, History


class LateHistory(History):
    """A history whose file is found out behind the prompt: the settings that name it take their time to be read.

    Whatever keeps the file from being read or written costs the memory of what was asked, and nothing else.

    Args:
        file: Finds the file; asked once it is needed, and from another thread. Its folder may not exist yet.
    """

    def __init__(self, file: Callable[[], Path]) -> None:
        super().__init__()
        self._file = file

    def load_history_strings(self) -> Iterable[str]:
        """What was asked, the latest first."""
        with contextlib.suppress(Exception):  # whoever opens the library says what is wrong with the settings
            return list(FileHistory(self._file()).load_history_strings())
        return []

    def store_string(self, string: str) -> None:
        """Keep what was asked just now."""
        with contextlib.suppress(Exception):  # as above
            file = self._file()
            file.parent.mkdir(parents=True, exist_ok=True)
            FileHistory(file).store_string(string)
