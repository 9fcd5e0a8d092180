"""Entries of forms and catalogues: ``每株：45元`` belongs to the ``品种：银杏`` its entry begins with. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from index.loading.pdf.flow import Piece
from index.model import BlockKind

_PAIR = re.compile(r"(?P<label>[^：:\s]{1,10})\s?[：:]\s*\S")
_LONGEST = 60  # characters of a line that names a property


def entries(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces, the lines of each entry with its first one as their context.

    Several entries begin with the same label; a single run of such lines is the head of a letter or a contract.
    """
    runs: list[list[Piece]] = []
    for piece in pieces:
        if runs and _goes_on(runs[-1][-1], piece):
            runs[-1].append(piece)
        else:
            runs.append([piece])
    first = Counter(_label(run[0]) for run in runs if len(run) > 1)
    for run in runs:
        yield run[0]
        for piece in run[1:]:
            yield replace(piece, context=run[0].text) if first[_label(run[0])] > 1 else piece


def _goes_on(before: Piece, piece: Piece) -> bool:
    labels = _label(before), _label(piece)
    return all(labels) and before.page == piece.page and labels[0] != labels[1]


def _label(piece: Piece) -> str:
    """The name of the property a line tells; empty where it tells none."""
    found = _PAIR.match(piece.text)
    is_pair = found and piece.kind is BlockKind.TEXT and len(piece.text) <= _LONGEST and not piece.context
    return found["label"] if found and is_pair else ""
