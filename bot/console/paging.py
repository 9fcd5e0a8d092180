"""Long passages through the system's pager."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Pager:
    """A program that shows text a screen at a time.

    Attributes:
        command: The program with its arguments.
        environment: What it is run with.
    """

    command: tuple[str, ...]
    environment: Mapping[str, str]

    def show(self, text: str, line: int) -> bool:
        """Show a text, beginning near a line (counted from 0); whether it could be shown."""
        command = list(self.command)
        if Path(command[0]).stem == "less":
            # a few lines above, so that the place is seen in its surroundings
            command.append(f"+{max(line - 3, 1)}")
        try:
            subprocess.run(command, input=text.encode(), env=dict(self.environment), check=False)  # noqa: S603 - the person's own choice
        except (OSError, BrokenPipeError):
            return False
        return True


def pager(chosen: tuple[str, ...], environment: Mapping[str, str]) -> Pager | None:
    """The pager the person chose, else ``less``, else ``more``; ``None`` where there is none.

    Args:
        chosen: The program and its arguments; empty for no choice.
        environment: The environment; ``less`` is told to show colours and to take the text for UTF-8.
    """
    command = chosen or next(((path,) for name in ("less", "more") if (path := shutil.which(name))), ())
    if not command:
        return None
    return Pager(command, {"LESS": "-R", "LESSCHARSET": "utf-8", **environment})
