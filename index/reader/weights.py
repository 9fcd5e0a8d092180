"""The reader's weights and their card: the two files it reads, one of arrays, one of words."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, FiniteFloat, ValidationError

from index.errors import WeightsError
from index.reader.hashing import SLOTS
from index.reader.hints import HintWeights
from index.reader.reading import Judges, WordWeights
from index.reader.trees import Trees

ARRAYS = "reader.npz"
CARD = "reader.json"
FOREST_NAMES = ("sentences", "spans", "evidence", "confidence")


class Bin(BaseModel):
    """Answers given with about the same confidence, on training documents that were held out.

    Attributes:
        confidence: What was said, on average.
        right: Share that was right.
        answers: How many.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    confidence: FiniteFloat
    right: FiniteFloat
    answers: int


class ReaderCard(BaseModel):
    """Where the weights come from and what belongs to them.

    Attributes:
        made: The day they were trained.
        licence: Of the weights, which derive from the data.
        data: What they were trained on, each with source and licence.
        questions: How many questions taught something.
        measures: On training questions whose documents were held out, by name of the data, then of the measure.
        reliability: How far the confidence can be believed, on the same questions.
        columns: Names of the features of each forest, in order.
        hint_unit: What one step of the table of hints is worth.
        word_unit: What one step of the table of word weights is worth.
        word_sentence: What the score of its sentence counts in the score of a span.
        calibration: Score of a reading and the probability that it is right; straight lines in between.
        thresholds: Share of unanswerable questions that get an answer, and the confidence that lets so many through.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    made: date
    licence: str
    data: tuple[str, ...]
    questions: int
    measures: dict[str, dict[str, FiniteFloat]]
    reliability: tuple[Bin, ...]
    columns: dict[str, tuple[str, ...]]
    hint_unit: FiniteFloat
    word_unit: FiniteFloat
    word_sentence: FiniteFloat
    calibration: tuple[tuple[FiniteFloat, FiniteFloat], ...]
    thresholds: tuple[tuple[FiniteFloat, FiniteFloat], ...]


@dataclass(frozen=True, slots=True)
class ReaderWeights:
    """Everything the reader was taught.

    Attributes:
        card: Where it comes from.
        judges: What reads a passage.
        confidence: What says how likely a reading is right.
    """

    card: ReaderCard
    judges: Judges
    confidence: Trees

    def write(self, folder: Path) -> tuple[Path, Path]:
        """Put the weights into ``folder`` under the names the package looks for; equal weights give equal bytes."""
        arrays: dict[str, NDArray[np.generic]] = {}
        for name, table in (("hint", self.judges.hints.table), ("word", self.judges.words.table)):
            # few of the slots are taken: their distances and what is in them are half the size of the table
            taken = np.flatnonzero(table)
            gaps = np.diff(taken, prepend=0)
            arrays |= {f"{name}_gaps": gaps.astype(np.min_scalar_type(gaps.max(initial=0))), f"{name}s": table[taken]}
        forests = (self.judges.sentences, self.judges.spans, self.judges.evidence, self.confidence)
        for name, forest in zip(FOREST_NAMES, forests, strict=True):
            arrays |= {f"{name}_{part}": values for part, values in pack(forest).items()}
        buffer = io.BytesIO()
        # mypy reads the keywords of savez as its own options
        np.savez_compressed(buffer, **arrays)  # type: ignore[arg-type]
        (folder / ARRAYS).write_bytes(buffer.getvalue())
        (folder / CARD).write_text(self.card.model_dump_json(indent=1) + "\n", encoding="utf-8")
        return folder / ARRAYS, folder / CARD


def pack(forest: Trees) -> dict[str, NDArray[np.generic]]:
    """A forest in as few bytes as it needs."""
    nodes = np.diff(np.append(forest.begins, len(forest.feature)))
    return {
        "feature": forest.feature.astype(np.uint8),
        "threshold": forest.threshold,
        "struck": forest.struck,
        "nodes": nodes.astype(np.uint8),
        "leaves": forest.leaves,
    }


def unpack(parts: Mapping[str, NDArray[np.generic]], columns: int) -> Trees:
    """The forest that :func:`pack` packed.

    Raises:
        ValueError: the parts do not fit together, or the forest looks at more than ``columns`` columns.
    """
    nodes = parts["nodes"].astype(np.int64)
    feature = parts["feature"].astype(np.int64)
    leaves = parts["leaves"].astype(np.float32)
    whole = int(nodes.sum()) == len(feature) == len(parts["threshold"]) == len(parts["struck"])
    if not whole or nodes.min(initial=1) < 1 or len(leaves) != len(feature) + len(nodes):
        msg = "the parts of a forest do not fit together"
        raise ValueError(msg)
    if feature.max(initial=0) >= columns:
        msg = "a forest looks at a feature that does not exist"
        raise ValueError(msg)
    begins = np.concatenate(([0], np.cumsum(nodes)[:-1]))
    return Trees(
        feature,
        parts["threshold"].astype(np.float32),
        parts["struck"].astype(np.uint32),
        begins,
        begins + np.arange(len(nodes)),
        leaves,
    )


def shipped() -> ReaderWeights:
    """The weights inside the package.

    Raises:
        WeightsError: they are missing, damaged, or do not fit one another.
    """
    folder = files("index.weights")
    try:
        card = ReaderCard.model_validate_json(folder.joinpath(CARD).read_bytes())
    except (OSError, ValidationError) as error:
        raise WeightsError(file=CARD, detail=str(error)) from error
    try:
        with np.load(io.BytesIO(folder.joinpath(ARRAYS).read_bytes()), allow_pickle=False) as arrays:
            parts: dict[str, NDArray[np.generic]] = dict(arrays)
        return _assembled(card, parts)
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        raise WeightsError(file=ARRAYS, detail=str(error)) from error


def _assembled(card: ReaderCard, parts: Mapping[str, NDArray[np.generic]]) -> ReaderWeights:
    forests = {
        name: unpack(
            {key.removeprefix(f"{name}_"): values for key, values in parts.items() if key.startswith(f"{name}_")},
            len(card.columns[name]),
        )
        for name in FOREST_NAMES
    }
    judges = Judges(
        forests["sentences"],
        HintWeights(_table(parts, "hint"), card.hint_unit),
        WordWeights(_table(parts, "word"), card.word_unit, card.word_sentence),
        forests["spans"],
        forests["evidence"],
    )
    return ReaderWeights(card, judges, forests["confidence"])


def _table(parts: Mapping[str, NDArray[np.generic]], name: str) -> NDArray[np.int8]:
    """A table of weights from the distances of the slots that are taken and what is in them."""
    taken = np.cumsum(parts[f"{name}_gaps"].astype(np.int64))
    if len(taken) != len(parts[f"{name}s"]) or taken.max(initial=0) >= SLOTS:
        msg = f"the {name} weights do not fit their table"
        raise ValueError(msg)
    table = np.zeros(SLOTS, dtype=np.int8)
    table[taken] = parts[f"{name}s"]
    return table
