"""What passes between a channel and the dialogue: a message in, a reply out.

A reply holds records of the library and keys of :mod:`bot.wording`, never a finished sentence: :mod:`bot.render` turns
a reply and a language into the text of one channel. :data:`Reply` is a closed union, so a renderer that forgets a kind
does not pass the type check.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from index.model import Answer, Citation, DocumentInfo, Found, NoAnswer, Paragraph, Reading, Span

if TYPE_CHECKING:
    # it brings NumPy along, which the console loads behind its first prompt
    from index.answering.explaining import Reasons


class Language(StrEnum):
    """The languages the program speaks; documents and questions may be in any."""

    HANS = "zh-hans"
    HANT = "zh-hant"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Message:
    """What a person typed.

    Attributes:
        text: As it came, commands included (``/来源 2``); a channel takes off what only it understands (``/ask``).
        conversation: Names the thread a follow-up refers to: a chat, a topic, a terminal. The empty name is none: the
            message is taken by itself and nothing is remembered.
        language: The language the reply is worded in.
        person: Who wrote it, where the channel knows.
        is_admin: Whether the person may do what changes things for others.
        context: Words it refers to, somebody's it replies to: a follow-up is completed from them, not from the
            conversation.
    """

    text: str
    conversation: str
    language: Language = Language.HANS
    person: str | None = None
    is_admin: bool = False
    context: str = ""


class Tone(StrEnum):
    """Why something is said: decides colours, the status in ``--json`` and what counts as answered."""

    CHAT = "chat"
    """Small talk: greetings, thanks, what the program can do. Status ``chat``."""
    NOTICE = "notice"
    """A command was carried out, or the person is told something."""
    TROUBLE = "trouble"
    """The person asked for something that cannot be done; the sentence says what to do instead."""


@dataclass(frozen=True, slots=True)
class Said:
    """One of the program's own sentences.

    Attributes:
        key: The sentence, by its key in :mod:`bot.wording`.
        facts: What stands in the sentence's placeholders.
        tone: Why it is said.
        elapsed_ms: Milliseconds it took to find out.
    """

    key: str
    facts: Mapping[str, str | int] = field(default_factory=lambda: MappingProxyType({}))
    tone: Tone = Tone.NOTICE
    elapsed_ms: float = 0.0


@dataclass(frozen=True, slots=True)
class Answered:
    """A question the documents answer.

    Attributes:
        answer: The answer with its citations.
        understood_as: The whole question a follow-up was completed to; ``None`` for a question that stood by itself.
        elapsed_ms: Milliseconds between the question and the answer.
    """

    answer: Answer
    understood_as: str | None = None
    elapsed_ms: float = 0.0

    @property
    def question(self) -> str:
        """The question as the person asked it."""
        return self.answer.question


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question the documents do not answer; fields as in :class:`Answered`."""

    no_answer: NoAnswer
    understood_as: str | None = None
    elapsed_ms: float = 0.0

    @property
    def question(self) -> str:
        """The question as the person asked it."""
        return self.no_answer.question


class View(StrEnum):
    """What a passage is shown for."""

    SOURCE = "source"
    """A citation in its surroundings (来源)."""
    WHOLE = "whole"
    """The cited paragraph from its first to its last character (原文)."""
    BEFORE = "before"
    """What stands before it (上文)."""
    AFTER = "after"
    """What stands behind it (下文)."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Paragraphs of one document, in order.

    Attributes:
        paragraphs: What is shown; never empty.
        view: What it is shown for.
        focus: Place in ``paragraphs`` of the cited one; ``None`` where only its surroundings are shown.
        evidence: The sentence that holds the answer, counted in the document; inside the paragraph in focus.
        span: The answer, counted in the document; inside ``evidence``.
        marks: Items of a list inside ``span``.
        changed: The document changed after it was cited: what is shown is what was cited then.
        notice: Key of the sentence that says what became of the document since; empty where it is as it was.
        more_before: The document goes on before the first paragraph shown.
        more_after: The document goes on behind the last paragraph shown.
    """

    paragraphs: tuple[Paragraph, ...]
    view: View
    focus: int | None = None
    evidence: Span | None = None
    span: Span | None = None
    marks: tuple[Span, ...] = ()
    changed: bool = False
    notice: str = ""
    more_before: bool = False
    more_after: bool = False

    def __post_init__(self) -> None:
        if not self.paragraphs:
            msg = "a passage shows at least one paragraph"
            raise ValueError(msg)

    @property
    def document(self) -> DocumentInfo:
        """The document it is from."""
        return self.paragraphs[0].document


@dataclass(frozen=True, slots=True)
class Listed:
    """One document in a list.

    Attributes:
        info: The document.
        paragraphs: How many paragraphs of it are searched.
        state: Key of a word for how it stands with the file on disk (``document_current``, …) in :mod:`bot.wording`.
        number: Its place among all documents, counted from 1; ``/范围 3`` chooses by it.
        in_scope: Whether this conversation's questions are asked of it.
    """

    info: DocumentInfo
    paragraphs: int
    state: str
    number: int = 1
    in_scope: bool = True


@dataclass(frozen=True, slots=True)
class DocumentList:
    """The documents that are searched, a page at a time.

    Attributes:
        listed: The documents on this page.
        page: The page, counted from 1.
        pages: How many pages there are; at least 1.
        total: Documents on all pages.
        filter: The words the list was narrowed by; empty for none.
        scoped: Whether this conversation keeps to some of the documents.
    """

    listed: tuple[Listed, ...]
    page: int
    pages: int
    total: int
    filter: str = ""
    scoped: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """Which documents this conversation's questions are asked of.

    Attributes:
        documents: The chosen ones, by path; ``None`` where all are searched.
        changed: Whether it was set just now, rather than asked about.
    """

    documents: tuple[DocumentInfo, ...] | None
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Explained:
    """Why these paragraphs were found for a question.

    Attributes:
        question: The question that was searched.
        found: Every term with its idf; the hits in the order of the reranker with what each term added.
        readings: What the reader made of the first hits, the best first.
        reasons: Why each of the first hits stands where it stands, in their order.
        newer: What was cited first though another paragraph was read more surely: the documents disagree, and it speaks
            from a later day. ``None`` where the surest stands first.
    """

    question: str
    found: Found
    readings: tuple[Reading, ...] = ()
    reasons: tuple[Reasons, ...] = ()
    newer: Citation | None = None


Reply = Answered | Unanswered | Said | Passage | DocumentList | Scope | Explained
"""Everything a dialogue can reply. Closed: renderers match on it with ``assert_never``."""
