"""What is remembered of conversations, behind a lock."""

from __future__ import annotations

import dataclasses
import threading
from collections import OrderedDict
from dataclasses import dataclass

from bot.messages import Answered, Unanswered
from index.model import Citation, ParagraphId

_MOST_CONVERSATIONS = 2000
"""Conversations remembered; the one silent longest is forgotten first."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered of a conversation.

    Attributes:
        last: The last turn that was a question.
        cited: The citation last looked at; the first of the last answer until another is opened.
        seen: Names of the first and last paragraph last shown, where 上文 and 下文 go on from.
        told: Names of the paragraphs that answered the same question in turns before the last.
        scope: Ids of the chosen documents; ``None`` for all.
        closed: Names of the folders whose documents nothing of this but the scope is from.
    """

    last: Answered | Unanswered | None = None
    cited: Citation | None = None
    seen: tuple[ParagraphId, ParagraphId] | None = None
    told: frozenset[ParagraphId] = frozenset()
    scope: frozenset[str] | None = None
    closed: frozenset[str] = frozenset()


class Memories:
    """The memory of each conversation by its name. The empty name is none: nothing is remembered of it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._memories: OrderedDict[str, Memory] = OrderedDict()

    def of(self, conversation: str) -> Memory:
        """What is remembered of the conversation; an empty memory of one never heard of."""
        with self._lock:
            memory = self._memories.get(conversation)
            if memory is None:
                return Memory()
            self._memories.move_to_end(conversation)
            return memory

    def keep(self, conversation: str, **changes: object) -> None:
        """Remember these fields of :class:`Memory`; the others stay as they are."""
        if not conversation:
            return
        with self._lock:
            memory = self._memories.pop(conversation, Memory())
            self._memories[conversation] = dataclasses.replace(memory, **changes)  # type: ignore[arg-type] # fields, by name
            while len(self._memories) > _MOST_CONVERSATIONS:
                self._memories.popitem(last=False)

    def forget(self, conversation: str) -> None:
        """Forget the conversation."""
        with self._lock:
            self._memories.pop(conversation, None)

    def rename(self, conversation: str, new: str) -> None:
        """Remember under another name what is remembered of a conversation."""
        with self._lock:
            memory = self._memories.pop(conversation, None)
            if memory is not None:
                self._memories[new] = memory
