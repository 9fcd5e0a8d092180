"""The questions that went wrong, the worst first, and how each is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from bot.messages import Language
from bot.render.measures import NO_VALUE
from bot.wording import say
from index.evaluation import Evaluation, Judged, Outcome
from index.evaluation.runner import KEPT
from index.model import Paragraph, ParagraphId

SHOWN = 25
"""Misses of one kind on the page."""

_AROUND = 90
"""Characters of a paragraph shown on either side of the answer."""


def sections(evaluation: Evaluation, language: Language) -> list[str]:
    """One part of the page for each kind of miss that the measures know of."""
    paragraphs = {paragraph.id: paragraph for _, each in evaluation.dataset.documents for paragraph in each}
    writer = _Writer(paragraphs, language)
    parts = [writer.section("eval_missed_found", _not_found(evaluation.outcomes))]
    if evaluation.report.end_to_end is not None:
        parts.append(writer.section("eval_missed_read", _misread(evaluation.outcomes)))
    if evaluation.report.abstention is not None:
        parts.append(writer.section("eval_missed_silence", _made_up(evaluation.outcomes)))
    return parts


def rank(outcome: Outcome) -> int | None:
    """The rank of the first right paragraph; ``None`` where it is not among the hits remembered."""
    return next((at for at, gain in enumerate(outcome.gains, start=1) if gain > 0), None)


def _not_found(outcomes: Sequence[Outcome]) -> list[tuple[Outcome, Judged | None]]:
    missed = [outcome for outcome in outcomes if outcome.question.answerable and rank(outcome) != 1]
    missed.sort(key=lambda outcome: -(rank(outcome) or KEPT + 1))
    return [(outcome, outcome.found) for outcome in missed]


def _misread(outcomes: Sequence[Outcome]) -> list[tuple[Outcome, Judged | None]]:
    misread = [
        (outcome, outcome.found)
        for outcome in outcomes
        if outcome.found is not None
        and outcome.question.answers
        and outcome.found.paragraph in outcome.question.gold
        and not outcome.found.holds
    ]
    return sorted(misread, key=lambda pair: -_confidence(pair[1]))


def _made_up(outcomes: Sequence[Outcome]) -> list[tuple[Outcome, Judged | None]]:
    made_up: list[tuple[Outcome, Judged | None]] = []
    for outcome in outcomes:
        if outcome.question.impossible and outcome.answered:
            made_up.append((outcome, outcome.found))
        elif outcome.hidden_answered and not (outcome.hidden and outcome.hidden.holds):
            made_up.append((outcome, outcome.hidden))
    return sorted(made_up, key=lambda pair: -_confidence(pair[1]))


def _confidence(read: Judged | None) -> float:
    return read.confidence if read is not None else 0.0


class _Writer:
    def __init__(self, paragraphs: Mapping[ParagraphId, Paragraph], language: Language) -> None:
        self._paragraphs = paragraphs
        self._language = language

    def section(self, key: str, misses: Sequence[tuple[Outcome, Judged | None]]) -> str:
        head = f"<h2>{self._say(key)}</h2><p class='note'>{self._say(f'{key}_note')}</p>"
        if not misses:
            return f"<section>{head}<p>{self._say('eval_no_misses')}</p></section>"
        count = escape(say("eval_misses_shown", self._language, count=len(misses), shown=min(SHOWN, len(misses))))
        items = "".join(self._miss(outcome, read) for outcome, read in misses[:SHOWN])
        return f"<section>{head}<p class='note'>{count}</p>{items}</section>"

    def _miss(self, outcome: Outcome, read: Judged | None) -> str:
        question = outcome.question
        rows = [self._row("eval_right_answer", self._answers(outcome))]
        for key in list(question.gold)[:1]:
            place = rank(outcome)
            note = (
                say("eval_rank_of", self._language, rank=place)
                if place
                else say("eval_rank_none", self._language, count=KEPT)
            )
            text = _excerpt(self._paragraphs[key].text, question.answers)
            rows.append(self._row("eval_right_paragraph", f"{self._title(key, note)}{text}"))
        rows.append(self._row("eval_found_answer", self._found(outcome, read)))
        return f"<article><h3>{escape(question.text) or NO_VALUE}</h3><dl>{''.join(rows)}</dl></article>"

    def _answers(self, outcome: Outcome) -> str:
        if outcome.question.impossible:
            return f"<i>{self._say('eval_no_answer_exists')}</i>"
        return " / ".join(escape(answer) for answer in outcome.question.answers) or NO_VALUE

    def _found(self, outcome: Outcome, read: Judged | None) -> str:
        if read is not None:
            note = say("eval_confidence_of", self._language, confidence=f"{read.confidence:.0%}")
            end = read.start + len(read.span)
            before, span, behind = read.evidence[: read.start], read.evidence[read.start : end], read.evidence[end:]
            return f"{self._title(read.paragraph, note)}{escape(before)}<mark>{escape(span)}</mark>{escape(behind)}"
        if outcome.hits:
            first = outcome.hits[0]
            return f"{self._title(first, '')}{_excerpt(self._paragraphs[first].text, ())}"
        return f"<i>{self._say('eval_nothing_found')}</i>"

    def _title(self, key: ParagraphId, note: str) -> str:
        paragraph = self._paragraphs[key]
        title = paragraph.document.title or paragraph.document.path
        return f"<span class='place'>{escape(f'{title} ¶{key.ordinal}')} <b>{escape(note)}</b></span>"

    def _row(self, key: str, content: str) -> str:
        return f"<dt>{self._say(key)}</dt><dd>{content}</dd>"

    def _say(self, key: str) -> str:
        return escape(say(key, self._language))


def _excerpt(text: str, answers: Sequence[str]) -> str:
    """The part of a paragraph around the first answer that stands in it, the answer marked; else its beginning."""
    answer = next((answer for answer in answers if answer in text), "")
    at = text.index(answer)
    start, end = max(0, at - _AROUND), min(len(text), at + len(answer) + _AROUND)
    marked = f"<mark>{escape(answer)}</mark>" if answer else ""
    before = ("…" if start else "") + text[start:at]
    behind = text[at + len(answer) : end] + ("…" if end < len(text) else "")
    return f"{escape(before)}{marked}{escape(behind)}"
