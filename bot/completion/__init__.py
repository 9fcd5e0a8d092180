"""Completion scripts for shells, made of the command line itself: a new option is in them without a line here.

They are whole scripts rather than calls of the program: nobody waits for Python at a press of the Tab key.
"""

from __future__ import annotations

from bot.completion.bash import bash
from bot.completion.fish import fish
from bot.completion.tree import Program, read
from bot.completion.zsh import zsh

__all__ = ["SHELLS", "Program", "read"]

SHELLS = {"bash": bash, "zsh": zsh, "fish": fish}
"""Makes the script of each shell."""
