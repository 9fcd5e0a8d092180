"""The steps that make the encoder: gather, learn, export."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch

from index.errors import WeightsError
from index.reading.pieces import Tokenizer
from index.reading.weights import CARD, ENCODER, PIECES, ReaderCard
from index.text import Analyzer, fold
from index.training import base, exporting, files, shipped, vocabulary
from index.training.data import Material
from index.training.data import gather as gather_file
from index.training.encoder import Encoder
from index.training.learning import CHECKPOINT, Learner
from index.training.records import SEED, note_steps_before
from index.training.sources import LEARNED_FROM

Told = Callable[[str], None]

_KEPT = "kept.npy"
_SHARED = "shared.f32"
_RESTING = 4
"""Layers left as they are where training goes on."""


def gather(data: Path, work: Path, analyzer: Analyzer, told: Told) -> None:
    """Prune the vocabulary and turn the data files into pieces.

    Raises:
        WeightsError: the base's package is not installed.
        DataError: a data file is missing or of another form.
    """
    work.mkdir(parents=True, exist_ok=True)
    pruned = vocabulary.prune(base.load(), lambda text: fold(text).text, analyzer.is_word)
    (work / PIECES).write_bytes(pruned.model())
    np.save(work / _KEPT, np.array(pruned.kept, dtype=np.int32))
    tokenizer = Tokenizer(pruned.model())
    told(f"{len(tokenizer)} pieces")
    for file in LEARNED_FROM:
        material = gather_file(file.source, files.read(data / file.path), tokenizer, analyzer)
        material.write(work / f"{file.source}.pickle")
        told(f"{file.path}: {len(material.questions)} questions, {material.dropped} answers dropped")


def learn(  # noqa: PLR0913, PLR0917 - what the command line gives
    work: Path, worker: int, seconds: float, planned: int, after: Path | None, told: Told
) -> None:
    """Train for ``seconds`` on one core, going on where this worker stopped.

    Args:
        work: The folder the steps share.
        worker: Number of this worker.
        seconds: Time to spend.
        planned: Steps of a worker in the whole training.
        after: A folder of shipped weights a fresh training begins from, in place of the base's.
        told: Told the losses now and then.

    Raises:
        WeightsError: ``after`` holds no weights, or those of another vocabulary.
    """
    torch.manual_seed(SEED + worker)
    torch.set_num_threads(1)
    folder = work / f"worker-{worker}"
    folder.mkdir(exist_ok=True)
    materials = [Material.load(work / f"{file.source}.pickle") for file in LEARNED_FROM]
    portions = {file.source: file.portion for file in LEARNED_FROM}
    encoder = _fresh(work)
    if after:
        _take_over(encoder, after, work)
    learner = Learner(encoder, folder, work / _SHARED, worker, planned)
    learner.learn(materials, portions, seconds=seconds, told=told)


def export(work: Path, out: Path, told: Told) -> None:
    """Write the first worker's running average as the encoder of the package, and its vocabulary beside it."""
    encoder = _fresh(work)
    encoder.load_state_dict(torch.load(work / "worker-0" / CHECKPOINT, weights_only=True)["average"])
    exporting.export(encoder, out / ENCODER)
    (out / PIECES).write_bytes((work / PIECES).read_bytes())
    told(f"{ENCODER}: {(out / ENCODER).stat().st_size / 1e6:.1f} MB")


def _take_over(encoder: Encoder, after: Path, work: Path) -> None:
    try:
        same = (after / PIECES).read_bytes() == (work / PIECES).read_bytes()
        card = ReaderCard.model_validate_json((after / CARD).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WeightsError(file=CARD, detail=str(error).splitlines()[0]) from error
    if not same:
        raise WeightsError(file=PIECES, detail="another vocabulary")
    shipped.take_over(encoder, after)
    encoder.rest(_RESTING)
    note_steps_before(work, card.steps)


def _fresh(work: Path) -> Encoder:
    return Encoder(base.load(), np.load(work / _KEPT).tolist(), dropout=0.0)
