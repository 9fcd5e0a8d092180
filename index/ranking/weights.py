"""The reranker's weights and their card: the one JSON file it reads."""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from pathlib import Path

from pydantic import BaseModel, ConfigDict, FiniteFloat, ValidationError

from index.errors import WeightsError

FILE = "reranker.json"
"""Where the weights stand, inside the package of weights."""


class Card(BaseModel):
    """Where weights come from.

    Attributes:
        made: The day they were trained.
        licence: Of the weights, which derive from the data.
        data: What they were trained on, each with source and licence.
        questions: How many questions taught something.
        measures: Share of questions with the right paragraph first, by name of the data: on training questions whose
            documents were held out.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    made: date
    licence: str
    data: tuple[str, ...]
    questions: int
    measures: dict[str, float]


class RerankerWeights(BaseModel):
    """A linear combination of features, with the card that says where it comes from.

    Attributes:
        card: Where the weights come from.
        weights: What each feature counts, by the feature's name.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    card: Card
    weights: dict[str, FiniteFloat]

    def write(self, folder: Path) -> Path:
        """Put the weights into ``folder`` under the name the package looks for."""
        path = folder / FILE
        path.write_text(self.model_dump_json(indent=1) + "\n", encoding="utf-8")
        return path


def shipped() -> RerankerWeights:
    """The weights inside the package.

    Raises:
        WeightsError: they are missing or damaged.
    """
    source = files("index.weights").joinpath(FILE)
    try:
        return RerankerWeights.model_validate_json(source.read_bytes())
    except (OSError, ValidationError) as error:
        raise WeightsError(file=FILE, detail=str(error)) from error
