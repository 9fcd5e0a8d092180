"""A question analysed: made once by :func:`index.query.parse`, and carried through every stage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from index.model.finding import TermKind
from index.model.spans import Span


class AnswerType(IntEnum):
    """What a question asks for, told by its interrogative. Trained weights know the numbers: keep them."""

    KEYWORDS = 0
    WHO = 1
    WHEN = 2
    WHERE = 3
    HOW_MANY = 4
    WHICH = 5
    WHAT = 6
    WHY = 7
    HOW = 8
    YES_NO = 9


class Figure(StrEnum):
    """A kind of figure that can be asked for."""

    NUMBER = "number"
    DATE = "date"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class Identifier:
    """A name that means one thing exactly: a code, a serial number, a numbered building or article.

    Attributes:
        text: As it was written, folded; the number of a numbered thing in digits (第13条).
        key: The writing in which it is compared.
        thing: What is numbered (号楼, 条); empty for codes and serial numbers.
        tail: Whether only the end of a number is given.
    """

    text: str
    key: str
    thing: str = ""
    tail: bool = False


class EditionKind(StrEnum):
    """How a question names one edition of a document."""

    YEAR = "year"
    NUMBER = "number"
    DRAFT = "draft"
    TRIAL = "trial"
    EARLIER = "earlier"
    LATEST = "latest"
    BACK = "back"
    """By the years between it and the newest: 去年的."""


@dataclass(frozen=True, slots=True)
class EditionAsked:
    """The edition of a document that a question is for.

    Attributes:
        kind: How it is named.
        text: The words that name it, folded.
        question: The folded question without them.
        surely: Whether the words can mean nothing but an edition (2021版); of 「现在的收费标准」 the documents decide.
        year: The year that is named; 0 for none.
        number: The number of the version, (1, 2) for v1.2; empty for none.
        back: How many years before the newest; 0 for none.
    """

    kind: EditionKind
    text: str
    question: str
    surely: bool
    year: int = 0
    number: tuple[int, ...] = ()
    back: int = 0


@dataclass(frozen=True, slots=True)
class CountedYear:
    """A year that is told by counting from another: 去年.

    Attributes:
        text: The words, folded.
        span: Where they stand in the folded question.
        back: How many years before this one; negative for one that comes.
    """

    text: str
    span: Span
    back: int


@dataclass(frozen=True, slots=True)
class UnknownPerson:
    """A name that stands in no document, and those that may be meant.

    Attributes:
        name: As it was typed, folded.
        alike: The names in the documents that differ from it in one character.
        surely: Whether the only one must be meant: a short name is another's as easily as it is mistyped.
    """

    name: str
    alike: tuple[str, ...]
    surely: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A question analysed. Every place is counted in the text the attribute names.

    Attributes:
        question: As the person typed it.
        folded: The question, folded.
        canonical: The same with each writing of a synonym group replaced by the one that stands for all; other lengths.
        core: Where in ``canonical`` the question itself stands, without blanks and marks around it; of a whole page
            pasted as a question only the beginning.
        content: ``canonical`` with line ends in place of whatever only asks: the same length.
        terms: What it is looked up by, each term once, by kind.
        attributes: Those of its words that name what is asked about the topic (高度), not the topic.
        answer_type: What is asked for.
        interrogative: Where in ``folded`` the interrogative stands, measure word included; empty where there is none.
        measure: The measure word of 哪 and 几, the unit of time of 哪一年 and 哪天 (年, 日), or nothing.
        lists: Whether several things are asked for.
        summarises: Whether a document or a part of it is to be told in short.
        wording: Whether what an article or a chapter says is asked for, and nothing of it.
        extreme: 1 where the most of something is asked for (最高), -1 where the least is, 0 otherwise.
        calculates: Whether figures are to be compared or added up.
        figures: The kinds of figure that may be wanted, in the order of :class:`Figure`.
        years: The years it names, as written in ``folded`` (2023年, 去年).
        counted: Those of them that are counted from another (去年).
        identifiers: The things it names by code or number, in its order.
        edition: The edition of a document that it is for, where it says so.
        persons: What looks like the names of persons in it, folded.
        unknown: A name of a person that stands in no document, where others nearly like it do.
    """

    question: str
    folded: str
    canonical: str
    core: Span
    content: str
    # a mapping has no hash
    terms: Mapping[TermKind, tuple[str, ...]] = field(hash=False)
    attributes: frozenset[str]
    answer_type: AnswerType
    interrogative: Span
    measure: str = ""
    lists: bool = False
    summarises: bool = False
    wording: bool = False
    extreme: int = 0
    calculates: bool = False
    figures: tuple[Figure, ...] = ()
    years: tuple[str, ...] = ()
    counted: tuple[CountedYear, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    edition: EditionAsked | None = None
    persons: tuple[str, ...] = ()
    unknown: UnknownPerson | None = None

    @property
    def counts_to_this_year(self) -> bool:
        """Whether it counts to this year alone: 今年."""
        return bool(self.counted) and not any(each.back for each in self.counted)

    @property
    def blank(self) -> bool:
        """Whether nothing was asked: no letter, digit or character."""
        return not any(character.isalnum() for character in self.question)
