"""The conversation: a message in, a reply out. The one path every channel takes.

It understands commands, recognises small talk, completes follow-ups, keeps to the documents a conversation chose and
remembers what was cited, so that 来源, 原文, 上文 and 下文 know what they refer to. What is relevant is the library's.

A dialogue may be used from several threads: what it remembers is behind a lock, the library answers from immutable
snapshots. Two messages of one conversation at the same time are both answered; the one that ends last is remembered.
"""

from __future__ import annotations

import copy
import dataclasses
import time
from collections.abc import Sequence
from typing import TypeVar, assert_never

from bot import asking_on, contents, limits, naming, passages, requests, shelf_questions, smalltalk
from bot.asking_on import Asks
from bot.going_on import Completer, GoingOn
from bot.memory import Memories, Memory
from bot.messages import (
    Answered,
    DocumentList,
    Explained,
    Listed,
    Message,
    Passage,
    Reply,
    Said,
    Scope,
    Tone,
    Unanswered,
    View,
)
from bot.ports import Shelf, StoredDocument
from bot.referring import as_turn
from bot.requests import Command, Request
from bot.rights.readable import EVERYTHING, Readable
from bot.rights.shelf import ReadableShelf
from index.model import Answer, Citation, NoAnswer, ParagraphId, Reading, Reason

_PAGE = 10
"""Documents on one page of a list."""

_LONGEST_NUMBER = 3
"""Digits of the number of a document; four are a year."""

EXPLAINED = 5
"""Paragraphs whose finding is explained."""

_EVERYTHING = frozenset({"全部", "所有", "全", "all", "*", "清除", "取消"})

_T = TypeVar("_T", bound="Answered | Unanswered | Said")


class Dialogue:
    """Answers messages.

    Args:
        library: The documents.
        complete: Completes follow-ups.
        carry: Gives a question that stands by itself the subject of the one before.
    """

    def __init__(self, library: Shelf, complete: Completer, carry: Completer = lambda _question, _before: None) -> None:
        self._whole_library = library
        self._library = ReadableShelf(library, EVERYTHING)
        self._going_on = GoingOn(complete, carry)
        self._memories = Memories()

    def of(self, readable: Readable) -> Dialogue:
        """The dialogue as one goes on with whoever may read only this; the conversations are the same.

        What was cited while more was open to its reader is forgotten, or a follow-up would tell it.
        """
        other = copy.copy(self)
        other._library = ReadableShelf(self._whole_library, readable)  # noqa: SLF001 - its own kind, being made
        return other

    def reply(self, message: Message) -> Reply:
        """Reply to what was typed: a question, a command, a bare number (that citation), small talk."""
        request = requests.parse(message.text, message.language)
        if request.command is not Command.ASK:
            return self._obey(request, message)
        number = naming.number(request.argument)
        if number is not None and 1 <= number <= len(_sources(self._memory(message.conversation).last)):
            return self._source(message, number)
        return self._asked_on(message, request.argument) or self.ask(
            dataclasses.replace(message, text=request.argument)
        )

    def _asked_on(self, message: Message, text: str) -> Reply | None:
        """What is asked of the answer before: one of its sources, more; ``None`` for a question of another kind."""
        asked = asking_on.asked_on(text)
        if asked is None or message.context:
            return None
        last = self._memory(message.conversation).last
        if last is None:
            return Said("nothing_cited", tone=Tone.TROUBLE)
        match asked.what:
            case Asks.NUMBERED:
                # 「第二次呢」 behind 「第一次是哪年」 asks the same of another
                of_another = "第" in (last.understood_as or last.question)
                return None if of_another else self._numbered(message, asked.number, last)
            case Asks.BEHIND | Asks.WHOLE:
                return self._step(message, View.AFTER) if asked.what is Asks.BEHIND else self._whole(message)
            case Asks.MORE:
                return self._more(message, last)
            case _:
                assert_never(asked.what)

    def _numbered(self, message: Message, number: int, last: Answered | Unanswered) -> Reply:
        alone = len(_sources(last)) == 1 and number > 1
        return self._nothing_more(message, last) if alone else self._source(message, number)

    def _more(self, message: Message, last: Answered | Unanswered) -> Answered | Unanswered:
        """What else answers the question before."""
        if isinstance(last, Unanswered):
            return last
        if last.answer.is_several:
            # the items of a list, or the parts of a message, were told as a whole
            return self._nothing_more(message, last)
        began = time.perf_counter()
        memory = self._memory(message.conversation)
        question = last.understood_as or last.question
        told = memory.told | {each.paragraph.id for each in last.answer.citations}
        result = self._library.ask_further(question, told, memory.scope)
        result = dataclasses.replace(result, question=message.text)
        if isinstance(result, NoAnswer):
            return _timed(Unanswered(result, question), began)
        turn = _timed(Answered(result, question), began)
        self._remember(message, turn, told)
        return turn

    @staticmethod
    def _nothing_more(message: Message, last: Answered | Unanswered) -> Unanswered:
        none = NoAnswer(message.text, Reason.NOTHING_MORE)
        return Unanswered(none, last.understood_as or last.question)

    def ask(self, message: Message, nearest: int | None = None) -> Answered | Unanswered | Said:
        """Answer the text as a question, whatever it looks like; small talk is replied to.

        A conversation of the empty name is none: the question is taken by itself and nothing is remembered.

        Args:
            message: The question.
            nearest: How many of the nearest paragraphs to tell; ``None`` for as many as people usually want.
        """
        began = time.perf_counter()
        if key := smalltalk.recognise(message.text):
            return _timed(Said(key, tone=Tone.CHAT), began)
        memory = self._memory(message.conversation)
        asked = smalltalk.without_greeting(message.text)
        said = self._of_shelf(asked, message, memory)
        if isinstance(said, Answered):
            self._remember(message, said)
        if said is not None:
            return _timed(said, began)
        if message.context:
            memory = dataclasses.replace(memory, last=as_turn(self._library, message.context, memory.scope))
        understood, result = self._limited(asked, memory, nearest) or self._going_on.answer(
            self._library, asked, memory.last, memory.scope, nearest
        )
        result = dataclasses.replace(result, question=message.text)
        understood = result.taken_as or understood
        turn: Answered | Unanswered
        turn = Answered(result, understood) if isinstance(result, Answer) else Unanswered(result, understood)
        turn = _timed(turn, began)
        self._remember(message, turn)
        return turn

    def _remember(
        self, message: Message, turn: Answered | Unanswered, told: frozenset[ParagraphId] = frozenset()
    ) -> None:
        cited = next(iter(_sources(turn)), None)
        closed = self._library.readable.closed
        self._memories.keep(message.conversation, last=turn, cited=cited, seen=None, told=told, closed=closed)

    def _of_shelf(self, asked: str, message: Message, memory: Memory) -> Answered | Said | None:
        """What is told of the documents themselves, where the message asks about them."""

        def within() -> list[StoredDocument]:
            return self._within(memory.scope)

        said = shelf_questions.answer(asked, within, message.language)
        if said is not None:
            return said
        limit = limits.said(asked)
        numbered = limit is not None and limit.words.isdecimal() and len(limit.words) <= _LONGEST_NUMBER
        if limit is not None and numbered and not naming.chosen(self._library, limit.words):
            count = len(self._library.documents())
            return Said("no_document_numbered", {"number": limit.words, "count": count}, Tone.TROUBLE)
        here = memory.cited.paragraph.document.id if memory.cited else None
        told = contents.chapters(asked, self._library, within, here, message.language)
        if isinstance(told, Answered):
            return dataclasses.replace(told, answer=dataclasses.replace(told.answer, question=message.text))
        return told

    def _memory(self, conversation: str) -> Memory:
        """What is remembered of a conversation, as far as it may still be told."""
        memory = self._memories.of(conversation)
        return memory if memory.closed >= self._library.readable.closed else Memory(scope=memory.scope)

    def _within(self, scope: frozenset[str] | None) -> list[StoredDocument]:
        return [one for one in self._library.documents() if scope is None or one.info.id in scope]

    def _limited(self, asked: str, memory: Memory, nearest: int | None) -> tuple[str | None, Answer | NoAnswer] | None:
        """What came of a question that says which documents it is for; ``None`` where it says none that there are."""
        limit = limits.said(asked)
        named = naming.chosen(self._library, limit.words) if limit else []
        chosen = [one for one in named if memory.scope is None or one.info.id in memory.scope]
        if limit is None or not chosen:
            return None
        name = chosen[0].info.title if len(chosen) == 1 else limit.words
        understood = f"《{name}》{limit.question}"
        # 「第三份讲什么」 says nothing to look for but the document
        asked = understood if limit.words.isdecimal() else limit.question
        return understood, self._library.ask(asked, frozenset(one.info.id for one in chosen), nearest)

    def explain(self, message: Message, turn: Answered | Unanswered, hits: int = EXPLAINED) -> Explained:
        """Why these paragraphs: how the answer to a turn of the message's conversation came about.

        Args:
            message: The message that was answered.
            turn: What came of it.
            hits: How many of the paragraphs found to explain.
        """
        asked = turn.understood_as or smalltalk.without_greeting(turn.question)
        return self._explained(asked, self._memory(message.conversation).scope, hits)

    def passage(self, key: ParagraphId, view: View = View.WHOLE, cited: Citation | None = None) -> Passage | Said:
        """A paragraph, or what stands around it, without any conversation: what a button under an old answer opens.

        Args:
            key: The paragraph.
            view: What to show of it or around it.
            cited: What was cited when the answer was given. Where the document has changed there since, it is shown as
                it was cited and marked as changed.
        """
        return passages.passage(self._library, key, view, cited)

    def documents(self, conversation: str = "", page: int = 1, words: str = "") -> DocumentList:
        """The documents that are searched, a page at a time, narrowed to titles and paths that hold every word.

        A page beyond the last is the last.
        """
        scope = self._memory(conversation).scope
        numbered = naming.numbered(self._library, words)
        pages = max(1, -(-len(numbered) // _PAGE))
        page = min(max(page, 1), pages)
        shown = numbered[(page - 1) * _PAGE : page * _PAGE]
        listed = tuple(
            Listed(d.info, d.paragraphs, f"document_{d.state}", n, in_scope=scope is None or d.info.id in scope)
            for n, d in shown
        )
        return DocumentList(listed, page, pages, len(numbered), words, scoped=scope is not None)

    def scope(self, conversation: str) -> frozenset[str] | None:
        """Ids of the documents the conversation keeps to; ``None`` for all."""
        return self._memory(conversation).scope

    def set_scope(self, conversation: str, documents: frozenset[str] | None) -> None:
        """Keep the conversation's questions to these documents; ``None`` for all."""
        self._memories.keep(conversation, scope=documents)

    def forget(self, conversation: str) -> None:
        """Forget the conversation, its scope included."""
        self._memories.forget(conversation)

    def rename(self, conversation: str, new: str) -> None:
        """Go on with a conversation under another name; it does not hear what is still being answered now."""
        self._memories.rename(conversation, new)

    def _obey(self, request: Request, message: Message) -> Reply:  # noqa: C901, PLR0911 - one line for each command
        match request.command:
            case Command.ASK:
                return self.ask(dataclasses.replace(message, text=request.argument))
            case Command.SOURCE:
                return self._source(message, naming.number(request.argument or "1") or 0)
            case Command.WHOLE:
                return self._whole(message)
            case Command.BEFORE:
                return self._step(message, View.BEFORE)
            case Command.AFTER:
                return self._step(message, View.AFTER)
            case Command.DOCUMENTS:
                page = naming.number(request.argument)
                return self.documents(message.conversation, page or 1, "" if page else request.argument)
            case Command.SCOPE:
                return self._rescope(message, request.argument)
            case Command.EXPLAIN:
                return self._explain(message, request.argument)
            case Command.HELP:
                return Said("help")
            case Command.OPEN | Command.PAGE | Command.EXPORT | Command.REBUILD | Command.QUIT:
                name = requests.name_of(request.command, message.language)
                return Said("not_here", {"command": name}, Tone.TROUBLE)
            case Command.UNKNOWN:
                key = "unknown_command_near" if request.near else "unknown_command"
                return Said(key, {"name": request.argument, "near": request.near}, Tone.TROUBLE)
            case _:
                assert_never(request.command)

    def _source(self, message: Message, number: int) -> Passage | Said:
        sources = _sources(self._memory(message.conversation).last)
        if not sources:
            return Said("nothing_cited", tone=Tone.TROUBLE)
        if not 1 <= number <= len(sources):
            return Said("no_such_source", {"count": len(sources)}, Tone.TROUBLE)
        cited = sources[number - 1]
        passage = self.passage(cited.paragraph.id, View.SOURCE, cited)
        self._memories.keep(message.conversation, cited=cited)
        self._saw(message, passage)
        return passage

    def _whole(self, message: Message) -> Passage | Said:
        cited = self._memory(message.conversation).cited
        if cited is None:
            return Said("nothing_cited", tone=Tone.TROUBLE)
        passage = self.passage(cited.paragraph.id, View.WHOLE, cited)
        self._saw(message, passage)
        return passage

    def _step(self, message: Message, view: View) -> Passage | Said:
        memory = self._memory(message.conversation)
        if memory.cited is None:
            return Said("nothing_cited", tone=Tone.TROUBLE)
        key = memory.cited.paragraph.id
        if memory.seen:
            key = memory.seen[0] if view is View.BEFORE else memory.seen[1]
        passage = passages.around(self._library, key, view)
        self._saw(message, passage)
        return passage

    def _saw(self, message: Message, passage: Passage | Said) -> None:
        if isinstance(passage, Passage):
            self._memories.keep(message.conversation, seen=(passage.paragraphs[0].id, passage.paragraphs[-1].id))

    def _rescope(self, message: Message, words: str) -> Scope | Said:
        if words.casefold() in _EVERYTHING:
            self.set_scope(message.conversation, None)
            return Scope(None, changed=True)
        if not words:
            scope = self.scope(message.conversation)
            return Scope(None if scope is None else tuple(one.info for one in self._within(scope)))
        chosen = naming.chosen(self._library, words)
        if not chosen:
            return Said("no_such_document", {"words": words}, Tone.TROUBLE)
        self.set_scope(message.conversation, frozenset(d.info.id for d in chosen))
        return Scope(tuple(d.info for d in chosen), changed=True)

    def _explain(self, message: Message, question: str) -> Explained | Said:
        memory = self._memory(message.conversation)
        if question:
            return self._explained(question, memory.scope)
        if memory.last is None:
            return Said("nothing_asked", tone=Tone.TROUBLE)
        return self.explain(message, memory.last)

    def _explained(self, question: str, scope: frozenset[str] | None, hits: int = EXPLAINED) -> Explained:
        explanation = self._library.explain(question, scope)
        readings = tuple(explanation.readings)
        return Explained(
            question,
            explanation.found,
            readings,
            tuple(explanation.reasons[:hits]),
            _newer(explanation.result, readings),
        )


def _newer(result: Answer | NoAnswer, readings: Sequence[Reading]) -> Citation | None:
    """The first citation if it is not the surest one: the library puts none but a newer statement before that."""
    if not isinstance(result, Answer):
        return None
    first = result.citations[0]
    return None if readings[0].hit.paragraph.id == first.paragraph.id else first


def _timed(turn: _T, began: float) -> _T:
    return dataclasses.replace(turn, elapsed_ms=(time.perf_counter() - began) * 1000)


def _sources(turn: Answered | Unanswered | None) -> tuple[Citation, ...]:
    """What can be opened by its number: the citations of an answer, or the nearest paragraphs where there is none."""
    match turn:
        case None:
            return ()
        case Answered(answer=answer):
            return answer.citations
        case Unanswered(no_answer=NoAnswer(nearest=nearest)):
            return tuple(Citation(p, p.span, p.span) for p in nearest)
        case _:
            assert_never(turn)
