"""Named columns of features, put together in a fixed order."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Matrix = NDArray[np.float32]


class Columns:
    """Collects one column of values per feature for a known number of rows.

    The names travel with the weights: weights trained on other columns are refused, not misread.
    """

    def __init__(self, rows: int) -> None:
        self._rows = rows
        self._values: dict[str, NDArray[np.float64]] = {}

    def __setitem__(self, name: str, values: ArrayLike) -> None:
        """Add a column; a single value fills it."""
        column = np.asarray(values, dtype=np.float64)
        self._values[name] = column if column.ndim else np.full(self._rows, column)

    def __getitem__(self, name: str) -> NDArray[np.float64]:
        return self._values[name]

    @property
    def names(self) -> tuple[str, ...]:
        """The names in order."""
        return tuple(self._values)

    def matrix(self) -> Matrix:
        """Rows by columns, in single precision: what trees are trained on and asked with."""
        one_below_the_other = np.concatenate(list(self._values.values()), dtype=np.float32, casting="same_kind")
        return one_below_the_other.reshape(len(self._values), self._rows).T
