"""What the documents could not answer, as a table for a spreadsheet. Pure."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable

from bot.ledger import UnansweredQuestion
from bot.render.printable import inert

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula; those of China and Japan take the wide ones too."""

_COLUMNS = ("time", "question", "confidence", "nearest_title", "nearest_paragraph", "state", "state_since")


def table(questions: Iterable[UnansweredQuestion]) -> str:
    """The table as CSV, a mark in front: without it Excel takes UTF-8 for something else."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for one in questions:
        since = _moment(one.since) if one.since is not None else ""
        nearest = (cell(one.title), one.ordinal or "")
        writer.writerow(
            (_moment(one.at), cell(one.question), f"{one.confidence:.3f}", *nearest, one.state.value, since)
        )
    return "\ufeff" + out.getvalue()


def cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula, without control characters."""
    text = inert(text)
    return "'" + text if text.lstrip().startswith(_FORMULA) or text.startswith("\t") else text


def _moment(at: float) -> str:
    return dt.datetime.fromtimestamp(at).astimezone().isoformat(timespec="seconds")
