"""What ``yinju ask --json`` prints: one object per question. Other programs rely on this shape; add, never change."""

from __future__ import annotations

from typing import Any, Literal, TypedDict, assert_never

from pydantic import BaseModel, ConfigDict

from bot.messages import Answered, Explained, Language, Said, Unanswered
from bot.render.reasoning import noticeable
from bot.wording import say
from index.model import Citation, Computed, Paragraph

_DECIMALS = 4
_RARE = ("explanation", "computed", "missing", "alike", "superseded_by")


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(_Frozen):
    """A paragraph near to the question.

    Attributes:
        document: Path relative to the folder it was given by, with ``/``.
        title: The document's title.
        paragraph: Number of the paragraph in its document, from 1.
        page: Page, where the format has pages.
        paragraph_text: The whole paragraph.
    """

    document: str
    title: str
    paragraph: int
    page: int | None
    paragraph_text: str


class Cited(_Frozen):
    """An answer where it stands; ``start`` and ``end`` count characters of the text as loaded.

    ``part`` is which of several questions of one message it answers.
    """

    document: str
    title: str
    paragraph: int
    page: int | None
    heading: str | None
    start: int
    end: int
    quote: str
    paragraph_text: str
    part: str | None = None


class Calculation(_Frozen):
    """What was calculated from the figures cited; it stands in no document."""

    expression: str
    value: str
    unit: str


class Term(_Frozen):
    """A term of the query; an ``idf`` of 0 means that no paragraph holds it."""

    text: str
    kind: str
    idf: float


class Matched(_Frozen):
    """A word of the question that the paragraph holds; the ``share`` of all of them adds up to 1."""

    word: str
    share: float


class Seen(_Frozen):
    """What the reranker favoured or held against a paragraph, by :class:`index.answering.explaining.Aspect`."""

    aspect: str
    favours: bool


class Found(_Frozen):
    """A paragraph found.

    Attributes:
        document: As in :class:`Source`.
        paragraph: As in :class:`Source`.
        rank: From 1, after reranking.
        share: Its score as a part of the highest possible one.
        confidence: Of the answer read in it; ``None`` where it was not read.
        words: What matched, the weightiest first.
        missing: Words of the question it does not hold.
        reranking: What moved it up or down, the weightiest first.
    """

    document: str
    paragraph: int
    rank: int
    share: float
    confidence: float | None
    words: tuple[Matched, ...]
    missing: tuple[str, ...]
    reranking: tuple[Seen, ...]


class Explanation(_Frozen):
    """Why these paragraphs; only with ``--explain``."""

    terms: tuple[Term, ...]
    hits: tuple[Found, ...]


class Line(_Frozen):
    """One question and what came of it.

    ``computed``, ``missing``, ``alike`` (names of which one may be meant by the missing one) and ``superseded_by`` (the
    title of the edition in force, where it says nothing of this and an earlier one answers) stand there only where
    there are any.
    """

    question: str
    status: Literal["answered", "no_answer", "chat"]
    understood_as: str | None
    answer: str | None
    evidence: str | None
    confidence: float
    elapsed_ms: float
    citations: tuple[Cited, ...] = ()
    nearest: tuple[Source, ...] = ()
    computed: Calculation | None = None
    missing: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    superseded_by: str = ""
    explanation: Explanation | None = None


def line(
    question: str,
    turn: Answered | Unanswered | Said,
    language: Language,
    explained: Explained | None = None,
) -> str:
    """The object for one turn, on one line, without its line end. Characters are written as they are, in UTF-8.

    Args:
        question: As it was given.
        turn: What came of it.
        language: The language small talk is answered in.
        explained: Why these paragraphs, where that was asked for; the key is left out where not.
    """
    made = record(question, turn, language)
    if explained is not None:
        made = made.model_copy(update={"explanation": _explanation(explained)})
    return made.model_dump_json(exclude=unused(made))


def unused(made: Line) -> dict[str, Any]:
    """The keys that only some questions have, where this one has none: programs that check keys strictly go on."""
    keys: dict[str, Any] = {key: True for key in _RARE if not getattr(made, key)}
    if not any(cited.part for cited in made.citations):
        keys["citations"] = {"__all__": {"part": True}}
    return keys


def _explanation(explained: Explained) -> Explanation:
    confidences = {reading.hit.paragraph.id: reading.confidence for reading in explained.readings}
    possible = explained.found.possible
    return Explanation(
        terms=tuple(Term(text=t.text, kind=t.kind, idf=round(t.idf, _DECIMALS)) for t in explained.found.terms),
        hits=tuple(
            Found(
                document=why.hit.paragraph.document.path,
                paragraph=why.hit.paragraph.ordinal,
                rank=why.hit.rank,
                share=round(sum(why.hit.contributions) / possible, _DECIMALS) if possible else 0.0,
                confidence=confidences.get(why.hit.paragraph.id),
                words=tuple(Matched(word=each.word, share=round(each.share, _DECIMALS)) for each in why.words),
                missing=why.missing,
                reranking=tuple(Seen(aspect=each.aspect, favours=each.gain > 0) for each in noticeable(why)),
            )
            for why in explained.reasons
        ),
    )


def record(question: str, turn: Answered | Unanswered | Said, language: Language) -> Line:
    """The object for one turn, all keys included; arguments as of :func:`line`."""
    elapsed = round(turn.elapsed_ms, 2)
    match turn:
        case Answered(answer=answer):
            return Line(
                question=question,
                status="answered",
                understood_as=turn.understood_as,
                answer=answer.text,
                evidence=answer.evidence,
                confidence=round(answer.confidence, _DECIMALS),
                elapsed_ms=elapsed,
                citations=tuple(_cited(c) for c in answer.citations),
                nearest=tuple(_source(p) for p in answer.nearest),
                computed=_calculation(answer.computed),
                missing=answer.missing,
                superseded_by=answer.superseded_by,
            )
        case Unanswered(no_answer=none):
            return Line(
                question=question,
                status="no_answer",
                understood_as=turn.understood_as,
                answer=None,
                evidence=None,
                confidence=round(none.confidence, _DECIMALS),
                elapsed_ms=elapsed,
                nearest=tuple(_source(p) for p in none.nearest),
                missing=none.missing,
                alike=none.alike,
            )
        case Said():
            return Line(
                question=question,
                status="chat",
                understood_as=None,
                answer=say(turn.key, language, **turn.facts),
                evidence=None,
                confidence=1.0,
                elapsed_ms=elapsed,
            )
        case _:
            assert_never(turn)


def _cited(citation: Citation) -> Cited:
    paragraph = citation.paragraph
    return Cited(
        **_place(paragraph),
        heading=paragraph.headings[-1] if paragraph.headings else None,
        start=citation.span.start,
        end=citation.span.end,
        quote=citation.quote,
        part=citation.part or None,
    )


def _calculation(computed: Computed | None) -> Calculation | None:
    if computed is None:
        return None
    return Calculation(expression=computed.expression, value=computed.value, unit=computed.unit)


def _source(paragraph: Paragraph) -> Source:
    return Source(**_place(paragraph))


class _Place(TypedDict):
    document: str
    title: str
    paragraph: int
    page: int | None
    paragraph_text: str


def _place(paragraph: Paragraph) -> _Place:
    return _Place(
        document=paragraph.document.path,
        title=paragraph.document.title,
        paragraph=paragraph.ordinal,
        page=paragraph.page,
        paragraph_text=paragraph.text,
    )
