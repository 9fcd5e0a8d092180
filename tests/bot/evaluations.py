"""A small evaluation made by hand, for the tests of what is shown of one."""

from __future__ import annotations

from index.evaluation import Evaluation, Judged, Outcome, Question
from index.evaluation.dataset import DatasetBuilder
from index.evaluation.evaluating import summarise
from index.model import ParagraphId


def evaluation(  # noqa: PLR0913 - each is a text a file may hold anything in
    *,
    question: str = "渡轮几点开?",
    title: str = "渡轮",
    text: str = "首班六点。末班十点。",
    answer: str = "六点",
    read: bool = True,
    other: str = "风力七级停航。",
) -> Evaluation:
    """Three questions: one missed by the search, one misread, one impossible but answered."""
    builder = DatasetBuilder()
    right, wrong = builder.document("a.json/1", title, [text, other])
    for key, impossible in (("missed", False), ("misread", False), ("made up", True)):
        gold: dict[ParagraphId, int] = {} if impossible else {right.id: 1}
        answers = () if impossible else (answer,)
        builder.question(Question(key, f"{question}{key}", gold, answers, impossible, right.id))
    dataset = builder.finish()
    far = Judged(wrong.id, other[1:3], other, 1, 0.4, 0.0, 0.0, holds=False)
    near = Judged(right.id, text[2:4], text, 2, 0.9, 0.0, 0.5, holds=False)
    missed, misread, made_up = dataset.questions
    outcomes: tuple[Outcome, ...] = (
        Outcome(missed, (wrong.id,), near, found=far, hidden=far, milliseconds=2.0),
        Outcome(
            misread,
            (right.id, wrong.id),
            near,
            found=near,
            answered=True,
            hidden=far,
            hidden_answered=True,
            milliseconds=3.0,
        ),
        Outcome(made_up, (wrong.id,), found=far, answered=True, milliseconds=40.0),
    )
    if not read:
        outcomes = tuple(Outcome(each, (wrong.id,)) for each in dataset.questions)
    return Evaluation(summarise(outcomes, dataset.paragraphs, 0.25, read=read), outcomes, dataset, 0.35)
