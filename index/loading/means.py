"""What a loader may need beside the bytes of a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from index.loading.processes import Processes

Told = Callable[[int, int], None]
"""Hears how many of how many pages are done."""


@dataclass(frozen=True, slots=True)
class Means:
    """What a loader may need beside the bytes of a file.

    Attributes:
        processes: Those in which some files are read.
        told: Hears how it goes on, where pages are looked at one by one.
    """

    processes: Processes
    told: Told | None = None
