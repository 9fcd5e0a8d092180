"""Several workers training one encoder, each on a core of its own and at its own pace.

Each learns by itself for a few steps, adds what it learned to the weights all share, and takes the sum along (local
SGD: Stich, "Local SGD Converges Fast and Communicates Little", ICLR 2019; here without waiting for one another).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from filelock import FileLock
from numpy.typing import NDArray
from torch.nn import Parameter
from torch.nn.utils import parameters_to_vector, vector_to_parameters

SHARE = 0.75
"""How much of what a worker learned is added: two that learn the same should not both count whole."""


class Shared:
    """Weights in a file that all workers map.

    Args:
        parameters: The worker's own.
        path: The file; the first worker makes it.
    """

    def __init__(self, parameters: Sequence[Parameter], path: Path) -> None:
        self._parameters = parameters
        self._lock = FileLock(path.with_suffix(".lock"))
        with self._lock:
            own = self._own()
            if not path.exists():
                own.tofile(path)
            self._all: NDArray[np.float32] = np.memmap(path, dtype=np.float32, mode="r+", shape=own.shape)
            self._taken = self._take()

    def exchange(self) -> None:
        """Add what was learned since the last time, and go on from what all have learned."""
        with self._lock:
            self._all += SHARE * (self._own() - self._taken)
            self._taken = self._take()

    def _own(self) -> NDArray[np.float32]:
        values: NDArray[np.float32] = parameters_to_vector(self._parameters).detach().numpy()
        return values

    def _take(self) -> NDArray[np.float32]:
        taken = np.array(self._all)
        with torch.no_grad():
            vector_to_parameters(torch.from_numpy(taken.copy()), self._parameters)
        return taken
