"""What a loader may need beside the bytes of a file."""

from __future__ import annotations

from dataclasses import dataclass

from index.loading.pdf.messages import Told
from index.loading.processes import Processes

__all__ = ["Means", "Told"]


@dataclass(frozen=True, slots=True)
class Means:
    """What a loader may need beside the bytes of a file.

    Attributes:
        processes: Those in which some files are read.
        told: Hears how it goes on, where pages are looked at one by one.
        is_elsewhere: Whether this is the process other files are read in: files inside them are then read here, too.
    """

    processes: Processes
    told: Told | None = None
    is_elsewhere: bool = False
