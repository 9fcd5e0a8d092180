"""What the workers wrote down of their training."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

SEED = 13
LOG = "log.jsonl"


@dataclass(frozen=True, slots=True)
class TrainingRecord:
    """How long training went on, and what came of it.

    Attributes:
        seed: Of the order of the questions.
        steps: Steps of all workers.
        losses: The first worker's last: span, paragraph, order.
    """

    seed: int
    steps: int
    losses: tuple[float, ...]


def training_record(work: Path) -> TrainingRecord:
    """Read the logs of all workers in ``work``."""
    last = [
        json.loads(log.read_text(encoding="utf-8").splitlines()[-1]) for log in sorted(work.glob(f"worker-*/{LOG}"))
    ]
    return TrainingRecord(SEED, sum(each["step"] for each in last), tuple(last[0]["losses"]) if last else ())
