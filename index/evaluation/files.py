"""Data files of any known form, merged into one data set."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from index.errors import DataError, SourceError
from index.evaluation import beir, squad
from index.evaluation.dataset import Dataset, DatasetBuilder


def load(paths: Iterable[Path]) -> Dataset:
    """Read data files into one data set: SQuAD-style JSON files and BEIR folders, in any mixture.

    A question counts as answered by the paragraph it stands under in its file, and by no other, even where another
    file or article repeats the same text.

    Raises:
        SourceError: a path does not exist.
        DataError: a file is not of a known form, or there is no question in any of them.
    """
    builder = DatasetBuilder()
    asked = list(paths)
    for path in asked:
        if not path.exists():
            raise SourceError(path=str(path))
        if path.is_dir():
            beir.read(path, builder)
        else:
            squad.read(path, builder)
    dataset = builder.finish()
    if not dataset.questions:
        raise DataError(path=", ".join(map(str, asked)), detail="holds no question")
    return dataset
