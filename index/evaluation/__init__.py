"""Measures of finding, reading and silence on standard data files: ``evaluate(load(paths), …)``."""

from index.evaluation.dataset import Dataset, Question
from index.evaluation.evaluating import Evaluation, Progress, Stage, evaluate
from index.evaluation.files import load
from index.evaluation.report import EvalReport
from index.evaluation.runner import Judged, Outcome
from index.evaluation.trec import RunWriter, predictions

__all__ = [
    "Dataset",
    "EvalReport",
    "Evaluation",
    "Judged",
    "Outcome",
    "Progress",
    "Question",
    "RunWriter",
    "Stage",
    "evaluate",
    "load",
    "predictions",
]
