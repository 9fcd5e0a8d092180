"""A rights file that cannot be used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    Attributes:
        key: The sentence, by its key in :mod:`bot.wording`.
        facts: What stands in its placeholders, besides the file.
    """

    key: str
    facts: Mapping[str, str]


class RightsError(Exception):
    """A rights file that cannot be used as a whole: half of it would open what the other half closes.

    Attributes:
        file: The file.
        problems: What is wrong, in the order of the file where that is known; at least one.
    """

    def __init__(self, file: Path, problems: tuple[Problem, ...]) -> None:
        self.file = file
        self.problems = problems
        super().__init__(f"{file}: " + "; ".join(f"{one.key} {dict(one.facts)}" for one in problems))
