"""Files other programs read: a run for trec_eval, predictions for official scorers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TextIO

from index.evaluation.dataset import Question
from index.evaluation.runner import Outcome
from index.model import Found, ParagraphId

RUN_NAME = "yinju"


class RunWriter:
    """Writes a TREC run file, question by question: ``id Q0 paragraph rank score yinju``.

    trec_eval sorts by score and ignores the rank, so the score is 1 / rank: the order after reranking, which the
    scores of the search need not follow.

    Args:
        stream: Where to write.
        names: What each paragraph is called; see :attr:`index.evaluation.dataset.Dataset.names`.
    """

    def __init__(self, stream: TextIO, names: Mapping[ParagraphId, str]) -> None:
        self._stream = stream
        self._names = names

    def __call__(self, question: Question, found: Found) -> None:
        """Write the hits of one question."""
        self._stream.writelines(f"{line}\n" for line in self._lines(question, found))

    def _lines(self, question: Question, found: Found) -> Iterator[str]:
        # white space separates the columns
        key = "_".join(question.id.split())
        for rank, hit in enumerate(found.hits, start=1):
            yield f"{key} Q0 {self._names[hit.paragraph.id]} {rank} {1 / rank:.6f} {RUN_NAME}"


def predictions(outcomes: Iterable[Outcome]) -> str:
    """JSON of ``{question id: best span}`` given the right paragraph, as CMRC's, DRCD's and SQuAD's scorers read it.

    A question the file marks as impossible gets the span its own paragraph was answered with at the threshold in use,
    or an empty text where it was not, which is how SQuAD 2.0 wants silence.
    """
    spans = {
        outcome.question.id: outcome.given.span if outcome.question.answerable or outcome.given_answered else ""
        for outcome in outcomes
        if outcome.given is not None
    }
    return json.dumps(spans, ensure_ascii=False, indent=1)
