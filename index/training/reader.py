"""Trains the reader: what finds the answer in a paragraph, and what says how likely it is right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from index.answering import Reranker
from index.reader.weights import ReaderCard, ReaderWeights
from index.text import Analyzer
from index.training import examples, judging, silence
from index.training.reranker import DATA, LICENCE

WEIGHTS = {"cmrc2018.json": 1.0, "drcd.json": 2.0, "xquad-zh.json": 2.0}
"""What a question of each file counts: the answers of DRCD and XQuAD are short, as people want them; CMRC 2018 has more
questions than both, and often takes the whole clause."""


def train(
    data: Path, made: date, reranker: Reranker, analyzer: Analyzer, told: Callable[[str], None] = lambda _: None
) -> ReaderWeights:
    """Train the reader on the files of ``data`` named in :data:`WEIGHTS`.

    Args:
        data: The folder they are in.
        made: The day to put on the card.
        reranker: As it will reorder the hits.
        analyzer: Cuts texts into words.
        told: Told what is being done.

    Raises:
        SourceError: a file is missing.
        DataError: a file is not of a known form.
    """
    told("reader: reading the data")
    sources = [examples.read(data / name, analyzer, weight) for name, weight in WEIGHTS.items()]
    every = [example for source in sources for example in source.examples]
    trained = judging.train(every, analyzer, told)
    quiet = silence.train(sources, trained.held_out, reranker, analyzer, told)
    words = trained.judges.words
    card = ReaderCard(
        made=made,
        licence=LICENCE,
        data=tuple(DATA[name] for name in WEIGHTS),
        questions=len(every),
        measures=quiet.measures,
        reliability=quiet.reliability,
        columns={**trained.columns, "confidence": quiet.columns},
        hint_unit=trained.judges.hints.unit,
        word_unit=words.unit,
        word_sentence=words.sentence,
        calibration=quiet.calibration,
        thresholds=quiet.thresholds,
    )
    return ReaderWeights(card, trained.judges, quiet.forest)
