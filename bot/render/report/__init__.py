"""The page ``yinju eval --html`` writes: measures, plots, and where the documents fail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from bot.messages import Language
from bot.render.report.page import page
from index.evaluation import Evaluation

__all__ = ["page", "write"]


def write(path: Path, evaluation: Evaluation, files: Sequence[Path], language: Language) -> None:
    """Write the page, dated today.

    Args:
        path: Where to; what stands there is replaced.
        evaluation: What was measured.
        files: The data files, named in the heading.
        language: What the page is worded in.

    Raises:
        OSError: the file cannot be written.
    """
    names = [file.resolve().name for file in files]
    text = page(evaluation, names, datetime.now(UTC).astimezone().date(), language)
    path.write_text(text, encoding="utf-8", newline="\n")
