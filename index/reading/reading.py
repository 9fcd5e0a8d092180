"""One hit read by the encoder: its best span, and how far that stands above "not here"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from index.model import Hit, Query, QueryTerm, Span
from index.reading import edges, inputs, spans
from index.reading.choosing import Likely, chosen
from index.reading.context import context_of
from index.reading.paragraph import Readable, readable
from index.reading.pieces import Numbers, Pieces, Tokenizer
from index.reading.session import Scores, Session
from index.text import fold, sentences

_SPANS = 64
_OF_SENTENCE = 12
_STOP = re.compile(r"[。;!?\n]")

NEVER = -1e4
"""The margin of a paragraph that holds nothing to read."""

_ASKING = 4.0  # what is taken off the margin of a paragraph that is itself a question


@dataclass(frozen=True, slots=True)
class Look:
    """What the encoder sees in a hit.

    Attributes:
        hit: The hit.
        text: The paragraph as it was read.
        span: The best span, in the folded text; empty in a paragraph without any piece.
        core: The name or figure itself that is asked for.
        margin: How far an answer in it stands above "not here".
        share: How far the span stands out among all spans, from 0 to 1.
        cost: Pieces that were read for it.
    """

    hit: Hit
    text: Readable
    span: Span
    core: Span
    margin: float
    share: float
    cost: int = 0

    @property
    def sentence(self) -> str:
        """The sentence, or sentences, the span lies in, folded."""
        body = self.text.folded.text
        first = max((match.end() for match in _STOP.finditer(body, 0, self.span.start)), default=0)
        last = _STOP.search(body, self.span.end)
        return body[first : last.start() if last else len(body)]

    @property
    def hangs_on(self) -> str:
        """The headings the paragraph stands under and its lead-in, folded."""
        paragraph = self.hit.paragraph
        return fold("\n".join((*paragraph.headings, paragraph.context))).text

    @property
    def above(self) -> str:
        """What stands above the paragraph, folded: title, headings, lead-in, and the year it speaks of."""
        year = f"{self.hit.year}年" if self.hit.year else ""
        return f"{fold(self.hit.paragraph.document.title).text}\n{self.hangs_on}\n{year}"


def look(  # noqa: PLR0913, PLR0917 - question, hit, and what reads them
    question: Numbers, query: Query, hit: Hit, terms: tuple[QueryTerm, ...], tokenizer: Tokenizer, session: Session
) -> Look:
    """Read one hit; of a long paragraph the window that answers best.

    Args:
        question: The pieces of the question.
        query: What was asked.
        hit: What is read.
        terms: What was searched.
        tokenizer: Cuts texts into pieces.
        session: Runs the encoder.
    """
    text = readable(hit.paragraph, context_of(hit.paragraph, hit.before, hit.year), terms, tokenizer)
    folded = text.folded
    # of the text as it is written: folded, the semicolon that parts its items looks like any other
    parts = [folded.from_source(each) for each in sentences.split(hit.paragraph.text[: folded.length])]
    best = Look(hit, text, Span(0, 0), Span(0, 0), NEVER, 0.0)
    cost = 0
    for first, last in text.windows:
        part = text.pieces.part(first, last)
        row = inputs.row(question, text.context, part.numbers)
        cost += len(row)
        scores = session.run(row)
        if scores.margin > best.margin and len(part):
            near = [each for each in parts if each.end > part.starts[0] and each.start < part.ends[-1]]
            found = chosen(folded.text, near, _likely(part, near, scores), query, terms)
            if found is not None:
                best = Look(hit, text, found.span, found.core, scores.margin, found.share)
    asking = _ASKING if edges.is_question(folded.text) and len(best.span) else 0.0
    return replace(best, margin=best.margin - asking, cost=cost)


def _likely(part: Pieces, parts: Sequence[Span], scores: Scores) -> list[Likely]:
    """The likeliest spans of all, and those of each sentence: none is left out because another has more of them."""
    found: dict[Span, float] = {}
    stretches = [(0, len(part), _SPANS)]
    stretches += (
        (
            int(np.searchsorted(part.starts, each.start)),
            int(np.searchsorted(part.ends, each.end, "right")),
            _OF_SENTENCE,
        )
        for each in parts
    )
    for first, last, most in stretches:
        for each in spans.likeliest(scores.starts[first:last], scores.ends[first:last], most):
            begin, end = first + each.first, first + each.last
            found.setdefault(Span(int(part.starts[begin]), int(part.ends[end])), each.score)
    return [Likely(span, score) for span, score in found.items()]
