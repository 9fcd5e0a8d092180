"""Data files to measures: build an index, ask every question, count."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from index.answering import Pipeline
from index.evaluation import measures
from index.evaluation.dataset import Dataset, Question
from index.evaluation.report import AbstentionMeasures, EvalReport, Latency, ReadingMeasures, RetrievalMeasures
from index.evaluation.runner import KEPT, Judged, Outcome, Runner
from index.library import Components
from index.model import Found
from index.query import parse
from index.search import EmbeddedSearch
from index.store.writer import build

FALSE_RATE = 0.05
"""Share of unanswerable questions that may get through in ``answered_at_5pct_false``."""


class Stage(StrEnum):
    """What an evaluation is doing."""

    BUILDING = "building"
    ASKING = "asking"


Progress = Callable[[Stage, int, int], None]
"""Told the stage, how much of it is done and how much there is: documents, then questions."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The measures and what they were counted from.

    Attributes:
        report: The measures.
        outcomes: One per question, in the order of the data set.
        dataset: What was asked.
        threshold: The confidence from which on questions were answered.
    """

    report: EvalReport
    outcomes: tuple[Outcome, ...]
    dataset: Dataset
    threshold: float


def evaluate(
    dataset: Dataset,
    components: Components,
    *,
    only_retrieval: bool = False,
    progress: Progress | None = None,
    on_found: Callable[[Question, Found], None] | None = None,
) -> Evaluation:
    """Measure finding, reading and silence on a data set, over an index of its own that is thrown away afterwards.

    Args:
        dataset: What to index and ask; see :func:`index.evaluation.load`.
        components: What answers; it is measured as it is, threshold included.
        only_retrieval: Leave out everything that needs reading.
        progress: Told how far it has come.
        on_found: Told the hits of every question, for a run file.
    """
    told: Progress = progress or (lambda *_: None)
    documents = len(dataset.documents)
    with TemporaryDirectory(prefix="yinju-eval-", ignore_cleanup_errors=True) as folder:
        analyzer = components.analyzer()
        start = perf_counter()
        told(Stage.BUILDING, 0, documents)
        snapshot = build(Path(folder), dataset.documents, analyzer, lambda done: told(Stage.BUILDING, done, documents))
        seconds = perf_counter() - start
        try:
            pipeline = Pipeline(
                EmbeddedSearch(snapshot),
                components.reranker(analyzer),
                components.reader(analyzer),
                components.threshold,
            )
            runner = Runner(
                pipeline, lambda question: parse(question, analyzer), only_retrieval=only_retrieval, on_found=on_found
            )
            outcomes: list[Outcome] = []
            for done, outcome in enumerate(runner.run(dataset.questions), start=1):
                outcomes.append(outcome)
                told(Stage.ASKING, done, len(dataset.questions))
        finally:
            snapshot.close()
    report = summarise(outcomes, dataset.paragraphs, seconds, read=not only_retrieval)
    return Evaluation(report, tuple(outcomes), dataset, components.threshold)


def summarise(outcomes: Sequence[Outcome], paragraphs: int, build_seconds: float, *, read: bool) -> EvalReport:
    """The measures over what came of every question.

    Args:
        outcomes: All of them.
        paragraphs: How many were searched.
        build_seconds: How long the index took.
        read: Whether anything was read at all.
    """
    answerable = [outcome for outcome in outcomes if outcome.question.answerable]
    impossible = [outcome for outcome in outcomes if outcome.question.impossible]
    with_answers = [outcome for outcome in answerable if outcome.question.answers]
    reads = [(outcome.found, outcome.answered) for outcome in answerable]
    hidden = [(outcome.hidden, outcome.hidden_answered) for outcome in answerable]
    given = [(outcome.found, outcome.answered) for outcome in impossible]
    judged = len(with_answers) == len(answerable)
    return EvalReport(
        questions=len(outcomes),
        paragraphs=paragraphs,
        retrieval=_retrieval(answerable),
        gold_paragraph=_reading([outcome.given for outcome in with_answers]) if read else None,
        end_to_end=_reading([outcome.found for outcome in with_answers]) if read else None,
        abstention=_abstention(reads, hidden, judged=judged) if read and answerable else None,
        abstention_given=_abstention(reads, given, judged=judged) if read and impossible else None,
        latency_ms=_latency([outcome.milliseconds for outcome in outcomes if outcome.milliseconds is not None]),
        build_seconds=build_seconds,
    )


def _retrieval(outcomes: Sequence[Outcome]) -> RetrievalMeasures | None:
    if not outcomes:
        return None
    gains = [outcome.gains for outcome in outcomes]
    ideals = [list(outcome.question.gold.values()) for outcome in outcomes]
    count = len(outcomes)
    return RetrievalMeasures(
        success_at_1=sum(measures.success(each, 1) for each in gains) / count,
        success_at_5=sum(measures.success(each, 5) for each in gains) / count,
        success_at_10=sum(measures.success(each, KEPT) for each in gains) / count,
        mrr_at_10=sum(measures.reciprocal_rank(each, KEPT) for each in gains) / count,
        ndcg_at_10=sum(measures.ndcg(each, ideal, KEPT) for each, ideal in zip(gains, ideals, strict=True)) / count,
    )


def _reading(reads: Sequence[Judged | None]) -> ReadingMeasures | None:
    """Measures over the best reading of each question; nothing read counts as wrong."""
    if not reads:
        return None
    count = len(reads)
    present = [read for read in reads if read is not None]
    return ReadingMeasures(
        em=sum(read.em for read in present) / count,
        f1=sum(read.f1 for read in present) / count,
        evidence=sum(read.holds for read in present) / count,
        evidence_chars=sum(len(read.evidence) for read in present) / count,
    )


def _abstention(
    right: Sequence[tuple[Judged | None, bool]], wrong: Sequence[tuple[Judged | None, bool]], *, judged: bool
) -> AbstentionMeasures:
    """Measures over (best reading, whether answered) of answerable and of unanswerable questions.

    Args:
        right: The answerable ones.
        wrong: The unanswerable ones.
        judged: Whether gold answers tell which readings are right.
    """
    sure = [_confidence(read) for read, _ in right]
    unsure = [_confidence(read) for read, _ in wrong]
    both = [read for read, _ in (*right, *wrong)]
    return AbstentionMeasures(
        roc_auc=measures.roc_auc(sure, unsure),
        answered_at_5pct_false=measures.passed_at(sure, unsure, FALSE_RATE),
        answered=measures.mean([float(answered) for _, answered in right]),
        false_answers=measures.mean([float(answered) for _, answered in wrong]),
        calibration_error=measures.calibration_error(reliability(both)) if judged and right else None,
    )


def reliability(reads: Sequence[Judged | None]) -> list[measures.Bin]:
    """How often the evidence holds a gold answer, by confidence; nothing read is a confidence of 0 and wrong."""
    return measures.reliability([_confidence(read) for read in reads], [bool(read and read.holds) for read in reads])


def _confidence(read: Judged | None) -> float:
    return read.confidence if read is not None else 0.0


def _latency(milliseconds: Sequence[float]) -> Latency | None:
    p50, p95 = measures.percentile(milliseconds, 0.5), measures.percentile(milliseconds, 0.95)
    return Latency(p50=p50, p95=p95) if p50 is not None and p95 is not None else None
