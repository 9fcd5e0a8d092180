"""What the workers wrote down of their training."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

SEED = 13
LOG = "log.jsonl"

_BEFORE = "steps-before"


@dataclass(frozen=True, slots=True)
class TrainingRecord:
    """How long training went on, and what came of it.

    Attributes:
        seed: Of the order of the questions.
        steps: Steps of all workers, with those of the weights training began from.
        losses: The first worker's last: span, paragraph, order.
    """

    seed: int
    steps: int
    losses: tuple[float, ...]


def note_steps_before(work: Path, steps: int) -> None:
    """Write down how many steps the weights had seen that training in ``work`` began from."""
    (work / _BEFORE).write_text(str(steps), encoding="ascii")


def training_record(work: Path) -> TrainingRecord:
    """Read the logs of all workers in ``work``."""
    last = [
        json.loads(log.read_text(encoding="utf-8").splitlines()[-1]) for log in sorted(work.glob(f"worker-*/{LOG}"))
    ]
    before = work / _BEFORE
    steps = int(before.read_text(encoding="ascii")) if before.exists() else 0
    return TrainingRecord(SEED, steps + sum(each["step"] for each in last), tuple(last[0]["losses"]) if last else ())
