"""The answers to several questions of one message put together: told in turn, compared, added up; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from index.answering import computing
from index.model import Answer, Citation, Computed, NoAnswer, Paragraph, Reason, Several, Span, Together

_LONGEST = 160
"""Characters of a sentence that is quoted whole around its figure."""


def combine(
    question: str, several: Several, results: Sequence[Answer | NoAnswer], nearest: int
) -> Answer | NoAnswer | None:
    """One result for the message.

    Args:
        question: The message.
        several: What it asks.
        results: The answer to each of its questions, in order.
        nearest: How many of the nearest paragraphs to tell.

    Returns:
        ``None`` where the parts lead nowhere: the message is better answered as one question.
    """
    near = _nearest(results, nearest)
    answered = [
        (name, result) for name, result in zip(several.names, results, strict=True) if isinstance(result, Answer)
    ]
    missing = tuple(name for name, result in zip(several.names, results, strict=True) if not isinstance(result, Answer))
    if not answered:
        return None
    confidence = min(result.confidence for _, result in answered)
    if several.together is Together.EACH:
        named = [replace(result.citations[0], part=name) for name, result in answered]
        # what is missing may be told in the same breath: 「表扬三号船组，奖励5000元」
        told = _told_once(map(_whole_sentence, named) if missing else named)
        return Answer(question, told, confidence, near, missing=missing, left=several.left)
    first = [replace(result.citations[0], part=name) for name, result in answered]
    if len({(each.paragraph.id, each.marks or (each.span,)) for each in first}) < len(first):
        return None
    if missing:
        return NoAnswer(question, Reason.PART_MISSING, confidence, near, missing=missing)
    computed = _computed(several.together, first)
    return Answer(question, tuple(map(_with_figure, first)), confidence, near, computed=computed)


def _told_once(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    """The answers to several questions; what answers two of them stands once, under both, with the marks of both."""
    told: dict[object, Citation] = {}
    for each in citations:
        key = (each.paragraph.id, each.span)
        before = told.get(key)
        if before is None:
            told[key] = each
        else:
            marks = tuple(dict.fromkeys((*before.marks, *each.marks)))
            told[key] = replace(before, part=f"{before.part}；{each.part}", marks=marks)
    return tuple(told.values())


def states_difference(answer: Answer) -> bool:
    """Whether a document itself says what is asked: 「比上年多12人」."""
    sentence = answer.evidence
    return computing.figure(answer.citations[0]) is not None and any(
        word in sentence for word in ("比", "较上年", "较去年", "相差", "高出", "多出")
    )


def holds_the_figures(answer: Answer) -> bool:
    """Whether the sentence of an answer has two figures of one unit: whoever asked can compare them himself."""
    found = computing.units(answer.citations[0])
    return any(found.count(unit) > 1 for unit in found)


def _computed(together: Together, citations: Sequence[Citation]) -> Computed | None:
    figures = [computing.figure(each) for each in citations]
    known = [each for each in figures if each is not None]
    if len(known) == len(figures):
        return computing.total(known) if together is Together.TOTAL else computing.difference(*known)
    if together is Together.DIFFERENCE and not known:
        return computing.days_between(*(each.picked for each in citations))
    return None


def _with_figure(citation: Citation) -> Citation:
    """The whole sentence, its figure marked: a bare number beside another says little."""
    place = computing.place(citation)
    return _whole_sentence(citation, place or citation.span)


def _whole_sentence(citation: Citation, mark: Span | None = None) -> Citation:
    """The whole sentence with the place marked, else what was told of it; a long one stays as it was."""
    if len(citation.evidence) > _LONGEST:
        return citation
    marks = (mark,) if mark is not None else citation.marks or (citation.span,)
    return replace(citation, span=citation.evidence, marks=marks if marks != (citation.evidence,) else ())


def _nearest(results: Sequence[Answer | NoAnswer], most: int) -> tuple[Paragraph, ...]:
    """The nearest paragraphs of all parts, the first of each before the second of any."""
    found: dict[object, Paragraph] = {}
    for rank in range(most):
        for result in results:
            if rank < len(result.nearest):
                found.setdefault(result.nearest[rank].id, result.nearest[rank])
    return tuple(found.values())[:most]
