"""The last step: what comes behind the encoder is fitted, and the card written."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

from index.reading import EncoderReader, Model
from index.reading.weights import CARD, ENCODER, INPUTS, PIECES, ReaderCard, Source, Sum
from index.text import Analyzer
from index.training import files
from index.training.calibrating import Asking, asked_of, fit
from index.training.records import training_record
from index.training.sources import BASE, CHOSEN_ON, LEARNED_FROM, LICENCE

Told = Callable[[str], None]


def calibrate(data: Path, work: Path, out: Path, made: date, told: Told) -> None:
    """Fit order, confidence and silence for the encoder in ``out`` and write its card there.

    Raises:
        WeightsError: there is no encoder in ``out``.
        DataError: a data file is missing or of another form.
    """
    record = training_record(work)
    card = ReaderCard(
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
    _write(card, out)
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
    _write(card.model_copy(update=fitted), out)


def _write(card: ReaderCard, out: Path) -> None:
    (out / CARD).write_text(card.model_dump_json(indent=1) + "\n", encoding="utf-8")
