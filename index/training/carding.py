"""The last step: what comes behind the encoder is fitted, and the card written."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

from index.reading import EncoderReader, Model
from index.reading.weights import CARD, ENCODER, INPUTS, PIECES, ReaderCard, Source, Sum, card
from index.text import Analyzer
from index.training import files
from index.training.calibrating import Asking, asked_of, fit
from index.training.records import TrainingRecord, training_record
from index.training.sources import BASE, CHOSEN_ON, LEARNED_FROM, LICENCE

Told = Callable[[str], None]


def calibrate(data: Path, work: Path | None, out: Path, made: date, told: Told) -> None:
    """Fit order, confidence and silence for the encoder in ``out`` and write its card there.

    Args:
        data: The folder that holds all data.
        work: The folder the encoder was trained in; ``None`` for one that has its card already, whose record is kept.
        out: The folder of the encoder.
        made: The day to put on the card.
        told: Told what is being done.

    Raises:
        WeightsError: there is no encoder in ``out``, or no card where one is needed.
        DataError: a data file is missing or of another form.
    """
    record = training_record(work) if work is not None else _kept(out)
    fresh = ReaderCard(
        made=made,
        inputs=INPUTS,
        licence=LICENCE,
        base=BASE,
        data=tuple(
            Source(name=file.name, licence=file.licence, crc32=zlib.crc32((data / file.path).read_bytes()))
            for file in LEARNED_FROM
        ),
        seed=record.seed,
        steps=record.steps,
        losses=record.losses,
        measures={},
        reliability=(),
        files={name: Sum.of(out / name) for name in (ENCODER, PIECES)},
        fusion=0.0,
        confidence={},
        thresholds=((0.0, 1.0), (1.0, 0.0)),
    )
    _write(fresh, out)
    analyzer = Analyzer()
    reader = EncoderReader(Model(out), analyzer)
    askings: list[Asking] = []
    for file in CHOSEN_ON:
        written = files.read(data / file.path)
        askings += asked_of(file.source, written, reader, analyzer, most=file.most, hidden=file.hidden)
        told(f"{file.path}: {len(askings)} questions asked so far")
    found = fit(askings, {file.source: file.weight for file in CHOSEN_ON})
    told(f"fusion {found.fusion}, {found.measures}")
    fitted = {
        "fusion": found.fusion,
        "confidence": found.weights,
        "thresholds": found.thresholds,
        "reliability": found.reliability,
        "measures": found.measures,
    }
    _write(fresh.model_copy(update=fitted), out)


def _kept(out: Path) -> TrainingRecord:
    old = card(out)
    return TrainingRecord(old.seed, old.steps, old.losses)


def _write(fresh: ReaderCard, out: Path) -> None:
    (out / CARD).write_text(fresh.model_dump_json(indent=1) + "\n", encoding="utf-8")
