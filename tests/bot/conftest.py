"""A library over a few documents of the tests' own, with a reader whose judgement never changes."""

from __future__ import annotations

import logging
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from bot.dialogue import Dialogue
from bot.messages import Answered, Unanswered
from index.library import Components, Library
from index.model import Found, Hit, Query, Reading, Span
from index.store.refresh import Sources
from index.text import Analyzer

MAY_DAY = 1_714_564_800
"""Noon of 1 May 2024 in UTC, and the same day nearly everywhere: documents without a date show that of their file."""

DOCUMENTS = Path(__file__).parents[1] / "golden" / "documents"


class AsFound:
    """A reranker that leaves the order alone."""

    def rerank(self, query: Query, found: Found) -> Found:
        """The hits as they came."""
        del query
        return found

    def gains(self, query: Query, found: Found) -> tuple[()]:
        """Nothing spoke for or against a hit."""
        del query, found
        return ()


class PlainReader:
    """A reader by rule: the sentence that shares most pairs of characters, a figure where one is asked for.

    The trained reader gets better with every training; what is tested here is what a conversation makes of a reading.
    """

    def read(self, query: Query, found: Found, top_k: int = 3) -> Sequence[Reading]:
        """A reading of each hit."""
        readings = [self._one(query.question, hit) for hit in found.hits[:top_k]]
        return sorted(readings, key=lambda reading: (-reading.confidence, reading.hit.rank))

    def _one(self, question: str, hit: Hit) -> Reading:
        text = hit.paragraph.text
        pairs = {question[i : i + 2] for i in range(len(question) - 1)}
        sentences = [Span(*m.span()) for m in re.finditer(r"[^。]+。?", text)]
        evidence = max(sentences, key=lambda s: sum(pair in s.of(text) for pair in pairs))
        span = evidence
        if "多少" in question or "几" in question:
            unit = re.search(r"(?:多少|几)(.)", question)
            figure = re.search(rf"[\d.]+{unit[1] if unit else ''}", evidence.of(text))
            if figure:
                span = Span(*figure.span()).shifted(evidence.start)
        shared = sum(pair in evidence.of(text) for pair in pairs) / max(len(pairs), 1)
        at = hit.paragraph.span.start
        return Reading(hit, evidence.shifted(at), span.shifted(at), span.shifted(at), min(1.0, 1.6 * shared))


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The opened library."""
    folder = tmp_path_factory.mktemp("library")
    cache = folder / "dictionary"
    documents = folder / "documents"
    shutil.copytree(DOCUMENTS, documents)
    for path in documents.iterdir():
        os.utime(path, (MAY_DAY, MAY_DAY))
    opened = Library(
        folder / "index",
        Sources((documents,)),
        Components(lambda: Analyzer(cache_folder=cache), lambda _: AsFound(), lambda _: PlainReader(), 0.6),
    )
    opened.open()
    return opened


@pytest.fixture
def dialogue(library: Library) -> Dialogue:
    """A fresh dialogue; a question that begins with 那 is completed from the one before it."""

    def complete(question: str, before: Answered | Unanswered) -> str | None:
        del before
        return question[1:] if question.startswith("那") else None

    return Dialogue(library, complete)


@pytest.fixture
def own_folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """For the command line: folders of the test's own, Chinese, and afterwards the log as it was before."""
    monkeypatch.setenv("YINJU_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("YINJU_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    before, level = list(logging.getLogger().handlers), logging.getLogger().level
    yield
    for handler in set(logging.getLogger().handlers) - set(before):
        logging.getLogger().removeHandler(handler)
        handler.close()
    logging.getLogger().setLevel(level)
