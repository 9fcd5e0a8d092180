"""The encoder run on a processor: the only import of onnxruntime."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.errors import WeightsError
from index.reading.inputs import Row

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Scores:
    """What the encoder says of one row.

    Attributes:
        starts: How far each piece of the paragraph is the first of the answer.
        ends: How far each is the last.
        margin: How far an answer stands above "not here": log odds that there is one.
    """

    starts: Floats
    ends: Floats
    margin: float


class Session:
    """Runs the encoder; safe to share between threads.

    Rows are run one by one: what is said of one never depends on which others were read with it.

    Args:
        model: The file of the encoder.
        threads: Cores one row may take.

    Raises:
        WeightsError: the file is missing, damaged, or of another encoder.
    """

    def __init__(self, model: Path, threads: int = 1) -> None:
        import onnxruntime  # noqa: PLC0415 - a quarter of a second, spent in the background

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        # spinning threads would take the core from whoever else asks
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        try:
            self._session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # the library raises a dozen kinds that share no other base
            raise WeightsError(file=model.name, detail=str(error).splitlines()[0]) from error

    def run(self, row: Row) -> Scores:
        """The scores of one row."""
        starts, ends, answers = self._session.run(
            None,
            {"pieces": row.numbers[None].astype(np.int64), "segments": row.segments[None].astype(np.int64)},
        )
        last = len(row) - 1
        first, second = starts[0, row.first : last], ends[0, row.first : last]
        nowhere = float(starts[0, 0] + ends[0, 0])
        here = _log_sum(first) + _log_sum(second)
        return Scores(first, second, (here - nowhere) / 2 + float(answers[0]))


def _log_sum(scores: Floats) -> float:
    """The logarithm of the sum of the exponentials; very low for no score at all."""
    if not len(scores):
        return -1e4
    most = float(scores.max())
    return most + float(np.log(np.exp(scores.astype(np.float64) - most).sum()))
