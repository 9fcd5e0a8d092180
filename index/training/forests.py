"""Forests grown by LightGBM, handed over as the arrays the reader asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray

from index.reader.trees import MOST_LEAVES, Trees

Matrix = NDArray[np.float32]
Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]

_THREADS = 1  # more would order sums another way and so grow other trees; forests are grown side by side instead


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to grow a forest.

    Attributes:
        objective: LightGBM's name of what is made small.
        trees: How many.
        leaves: Of each tree, at most :data:`index.reader.trees.MOST_LEAVES`.
        rate: What part of its advice each tree gives.
        least: Examples a leaf must have.
        more: Further parameters of LightGBM.
    """

    objective: str
    trees: int
    leaves: int
    rate: float
    least: int
    more: tuple[tuple[str, Any], ...] = ()


def grow(
    recipe: Recipe, rows: Matrix, labels: Floats, *, sizes: Numbers | None = None, weights: Floats | None = None
) -> Trees:
    """Grow a forest; the same input gives the same forest on the same machine.

    Args:
        recipe: How.
        rows: Examples by features.
        labels: What to learn.
        sizes: For ranking, how many rows belong to each question, in order.
        weights: What each row counts.
    """
    parameters: dict[str, Any] = {
        "objective": recipe.objective,
        "learning_rate": recipe.rate,
        "num_leaves": min(recipe.leaves, MOST_LEAVES),
        "min_data_in_leaf": recipe.least,
        "feature_fraction": 0.4,
        "bagging_fraction": 0.7,
        "bagging_freq": 1,
        "lambda_l2": 10.0,
        "max_bin": 127,
        "num_threads": _THREADS,
        "deterministic": True,
        "force_row_wise": True,
        "seed": 1,
        "verbose": -1,
        **dict(recipe.more),
    }
    data = lightgbm.Dataset(rows, labels, group=sizes, weight=weights)
    return trees(lightgbm.train(parameters, data, recipe.trees).dump_model())


def trees(model: Mapping[str, Any]) -> Trees:
    """The forest of a LightGBM model as it dumps it, single thresholds in place of double ones."""
    feature: list[int] = []
    threshold: list[float] = []
    struck: list[int] = []
    begins: list[int] = []
    leaf_begins: list[int] = []
    leaves: list[float] = []
    for info in model["tree_info"]:
        root = info["tree_structure"]
        if "split_feature" not in root:
            continue  # a tree that found nothing to split on says the same of everything
        begins.append(len(feature))
        leaf_begins.append(len(leaves))
        for column, limit, mask, values in _nodes(root, 0):
            leaves.extend(values)
            if column >= 0:
                feature.append(column)
                threshold.append(limit)
                struck.append(mask)
    return Trees(
        np.array(feature, dtype=np.int64),
        np.array(threshold, dtype=np.float32),
        np.array(struck, dtype=np.uint32),
        np.array(begins, dtype=np.int64),
        np.array(leaf_begins, dtype=np.int64),
        np.array(leaves, dtype=np.float32),
    )


def _nodes(node: Mapping[str, Any], left_of: int) -> Iterator[tuple[int, float, int, list[float]]]:
    """Nodes of a tree, leaves from left to right; a leaf has no column and brings its value."""
    if "split_feature" not in node:
        yield -1, 0.0, 0, [float(node["leaf_value"])]
        return
    size = _leaves(node["left_child"])
    gone = ((1 << size) - 1) << left_of
    yield int(node["split_feature"]), float(node["threshold"]), 0xFFFFFFFF & ~gone, []
    yield from _nodes(node["left_child"], left_of)
    yield from _nodes(node["right_child"], left_of + size)


def _leaves(node: Mapping[str, Any]) -> int:
    if "split_feature" not in node:
        return 1
    return _leaves(node["left_child"]) + _leaves(node["right_child"])
