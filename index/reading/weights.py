"""The reader's weights and their card: the encoder, its vocabulary, and what is known of them."""

from __future__ import annotations

import zlib
from datetime import date
from importlib.resources import files
from pathlib import Path

from pydantic import BaseModel, ConfigDict, FiniteFloat, ValidationError

from index.errors import WeightsError

ENCODER = "reader.onnx"
PIECES = "reader.model"
CARD = "reader.json"

INPUTS = 1
"""Raised whenever what the encoder is given changes: weights and code have to agree."""


class Sum(BaseModel):
    """What a file has to be.

    Attributes:
        size: Bytes.
        crc32: Checksum.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    size: int
    crc32: int

    @classmethod
    def of(cls, path: Path) -> Sum:
        """The sum of a file as it is.

        Raises:
            OSError: it cannot be read.
        """
        data = path.read_bytes()
        return cls(size=len(data), crc32=zlib.crc32(data))


class Bin(BaseModel):
    """Answers given with about the same confidence, on questions that were not learned from.

    Attributes:
        confidence: What was said, on average.
        right: Share that was right.
        answers: How many.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    confidence: FiniteFloat
    right: FiniteFloat
    answers: int


class Source(BaseModel):
    """Data the encoder learned from.

    Attributes:
        name: What it is, with its authors.
        licence: Its licence.
        crc32: Checksum of the file.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    licence: str
    crc32: int


class ReaderCard(BaseModel):
    """Where the weights come from and what belongs to them.

    Attributes:
        made: The day they were exported.
        inputs: The :data:`INPUTS` they were trained for.
        licence: Of the weights, which derive from base and data.
        base: What training began from.
        data: What was learned from.
        seed: Of the order of the questions.
        steps: Steps of training.
        losses: Span, answerable and order, the mean of the last steps.
        measures: By name of the data, then of the measure, on data never learned from.
        reliability: How far the confidence can be believed, on such data.
        files: What each file has to be.
        fusion: What the logarithm of a hit's chance counts beside the encoder's margin.
        confidence: What each feature of a reading counts in the log odds that it is right.
        thresholds: Share of unanswerable questions that get an answer, and the confidence that lets so many through.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    made: date
    inputs: int
    licence: str
    base: str
    data: tuple[Source, ...]
    seed: int
    steps: int
    losses: tuple[FiniteFloat, ...]
    measures: dict[str, dict[str, FiniteFloat]]
    reliability: tuple[Bin, ...]
    files: dict[str, Sum]
    fusion: FiniteFloat
    confidence: dict[str, FiniteFloat]
    thresholds: tuple[tuple[FiniteFloat, FiniteFloat], ...]

    def threshold(self, rate: float) -> float:
        """The confidence from which on to answer, so that of unanswerable questions about ``rate`` get an answer."""
        below = max((pair for pair in self.thresholds if pair[0] <= rate), default=(0.0, 1.0))
        above = min((pair for pair in self.thresholds if pair[0] >= rate), default=below)
        if above[0] == below[0]:
            return below[1]
        part = (rate - below[0]) / (above[0] - below[0])
        return below[1] + part * (above[1] - below[1])


def folder() -> Path:
    """Where the shipped weights lie."""
    return Path(str(files("index.weights")))


def card(place: Path) -> ReaderCard:
    """The card of the weights in ``place``; the sizes of the files are compared with it.

    Raises:
        WeightsError: something is missing, cut short, or of another version of the program.
    """
    try:
        found = ReaderCard.model_validate_json((place / CARD).read_bytes())
    except (OSError, ValidationError) as error:
        raise WeightsError(file=CARD, detail=_first_line(error)) from error
    if found.inputs != INPUTS:
        raise WeightsError(file=CARD, detail=f"made for inputs {found.inputs}, this program gives {INPUTS}")
    for name, expected in found.files.items():
        try:
            size = (place / name).stat().st_size
        except OSError as error:
            raise WeightsError(file=name, detail=_first_line(error)) from error
        if size != expected.size:
            raise WeightsError(file=name, detail=f"{size} bytes where {expected.size} belong")
    return found


def check(place: Path) -> ReaderCard:
    """As :func:`card`, with every byte of the files compared.

    Raises:
        WeightsError: something is missing, damaged, or of another version of the program.
    """
    found = card(place)
    for name, expected in found.files.items():
        if Sum.of(place / name) != expected:
            raise WeightsError(file=name, detail="its content is not what the card says")
    return found


def _first_line(error: Exception) -> str:
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return str(error).splitlines()[0]
