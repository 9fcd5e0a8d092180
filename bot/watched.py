"""Questions whose answers are kept an eye on: what a person knows of one, and whether a new answer is news. Pure.

Compared are words and documents, never places: a paragraph that moved says what it said before.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass

from bot.messages import Language
from bot.render.places import place
from index.model import Answer, Citation, Computed, NoAnswer

_Words = tuple[str, str, str]
"""Answer, sentence and document of a quote, white space aside."""


@dataclass(frozen=True, slots=True)
class Quote:
    """One place an answer stands in, as it was told.

    Attributes:
        answer: The answer's exact text.
        evidence: The sentence it stands in.
        document: Id of the document.
        place: Where that is, in words.
    """

    answer: str
    evidence: str
    document: str
    place: str

    @classmethod
    def of(cls, citation: Citation, language: Language) -> Quote:
        """A citation, its place told in that language."""
        document = citation.paragraph.document.id
        return cls(citation.quote, citation.evidence_text, document, place(citation.paragraph, language, dated=True))

    @property
    def words(self) -> _Words:
        """What makes it this quote and no other."""
        return _even(self.answer), _even(self.evidence), self.document


@dataclass(frozen=True, slots=True)
class Known:
    """What a person knows of the answer to a question.

    Attributes:
        quotes: The best quote, or all items of an answer that has several; none where there was no answer.
        computed: What was calculated from them.
    """

    quotes: tuple[Quote, ...] = ()
    computed: Computed | None = None

    @classmethod
    def of(cls, result: Answer | NoAnswer, language: Language) -> Known:
        """What a result tells."""
        if isinstance(result, NoAnswer):
            return cls()
        citations = result.citations if result.is_several else result.citations[:1]
        return cls(tuple(Quote.of(one, language) for one in citations), result.computed)

    @classmethod
    def read(cls, text: str) -> Known:
        """What :meth:`written` wrote."""
        kept = json.loads(text)
        computed = Computed(**kept["computed"]) if kept["computed"] else None
        return cls(tuple(Quote(**one) for one in kept["quotes"]), computed)

    def as_far_as(self, includes: Callable[[str], bool]) -> Known:
        """What may still be told of it: nothing where a document it quotes may not be read (any more).

        Args:
            includes: Whether the document of an id may be read.
        """
        return self if all(includes(one.document) for one in self.quotes) else Known()

    def written(self) -> str:
        """As a text to keep."""
        return json.dumps(asdict(self), ensure_ascii=False)


def news(known: Known, result: Answer | NoAnswer, language: Language) -> Known | None:
    """What is to be told of a result to somebody who knows an earlier one; ``None`` where it says nothing new.

    An answer that is gone is no news: a file may be away for the moment it takes to replace it. What comes in its place
    is compared with what was known before.
    """
    if isinstance(result, NoAnswer):
        return None
    now = Known.of(result, language)
    if Counter(one.words for one in now.quotes) == Counter(one.words for one in known.quotes):
        return now if now.computed != known.computed else None
    return None if _still_stands(known, result, language) else now


def _still_stands(known: Known, result: Answer, language: Language) -> bool:
    """Whether another document merely says the same first now, and what is known stands where it stood."""
    if result.is_several or len(known.quotes) != 1:
        return False
    before = known.quotes[0].words
    found = [Quote.of(one, language).words for one in result.citations]
    return before in found and found[0][0] == before[0]


def _even(text: str) -> str:
    return " ".join(text.split())
